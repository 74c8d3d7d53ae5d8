"""Packages that are not fully translated speak Dutch through our own catalogue."""

import re
from pathlib import Path

import import_export
import polib
import pytest
import simple_history
from django.contrib import admin, auth
from django.utils.translation import gettext, override

CATALOGUS = Path(__file__).parents[2] / "locale" / "nl" / "LC_MESSAGES"
# The same word in both languages.
GELIJK = {"Object"}


def test_the_compiled_catalogue_is_that_of_the_text():
    tekst = {(e.msgid, e.msgstr, tuple(e.msgstr_plural.items())) for e in polib.pofile(str(CATALOGUS / "django.po"))}
    gecompileerd = {
        (e.msgid, e.msgstr, tuple(e.msgstr_plural.items())) for e in polib.mofile(str(CATALOGUS / "django.mo"))
    }
    assert gecompileerd == tekst


def test_nothing_is_left_open():
    catalogus = polib.pofile(str(CATALOGUS / "django.po"))
    assert (catalogus.untranslated_entries(), catalogus.fuzzy_entries()) == ([], [])


def berichten(pakket):
    """Every message that the package itself offers to translators."""
    mappen = Path(pakket.__file__).parent / "locale"
    return {e.msgid for po in mappen.glob("*/LC_MESSAGES/django.po") for e in polib.pofile(str(po)) if not e.obsolete}


def gebruikt(pakket):
    """Of those: what the installed version still says somewhere."""
    bron = " ".join(
        " ".join(pad.read_text(encoding="utf-8").split())
        for patroon in ("**/*.py", "**/*.html")
        for pad in Path(pakket.__file__).parent.glob(patroon)
    )
    return {bericht for bericht in berichten(pakket) if " ".join(bericht.split()) in bron}


@pytest.mark.parametrize("pakket", [import_export, simple_history], ids=lambda p: p.__name__)
def test_every_message_of_the_package_has_a_dutch_text(pakket):
    with override("nl"):
        engels = {bericht for bericht in gebruikt(pakket) if gettext(bericht) == bericht}
    assert engels - GELIJK == set()


@pytest.mark.parametrize("pakket", [admin, auth], ids=lambda p: p.__name__)
def test_django_says_je_in_the_beheer(pakket):
    with override("nl"):
        formeel = {bericht for bericht in gebruikt(pakket) if re.search(r"\b[Uu]w?\b", gettext(bericht))}
    assert formeel == set()


def test_one_word_leaves_a_form_or_a_question():
    with override("nl"):
        assert gettext("No, take me back") == "Annuleren"
