"""The acties in the beheer: how each stands today, who says so, and its reports beside its form."""

import re
from html import unescape

import pytest
from django.utils import timezone

LIJST = "/beheer/acties/actie/"


@pytest.fixture
def gemeld(wereld, meld):
    """Training is done, of the zelfscan Hoorn is stuck, and Veilig Thuis gave a bijdrage to voorlichting."""
    meld(wereld.training, None, "2021-11-01", "afgerond", toelichting="Alle groepen zijn klaar.")
    teksten = {"koers": "vastgelopen", "toelichting": "Geen mensen.", "bijsturing": "Iemand zoeken."}
    meld(wereld.zelfscan, wereld.hoorn, "2021-12-01", "in_uitvoering", **teksten)
    meld(wereld.voorlichting, wereld.vt, "2021-12-01", "in_uitvoering")
    return wereld


def rijen(client, **vraag):
    return [actie.nummer for actie in client.get(LIJST, vraag).context["cl"].result_list]


def leesbaar(antwoord):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


def test_the_list_says_how_each_actie_stands_and_who_says_so(als, cast, gemeld):
    tekst = leesbaar(als(cast.anna).get(LIJST))
    assert "✓ Afgerond De projectleider zei" in tekst
    assert "Laatste melding: 1 november 2021" in tekst
    assert "■ 1 van 3 vastgelopen" in tekst.casefold()
    assert "? Nog niet bevestigd" in tekst


@pytest.mark.parametrize(
    ("vraag", "nummers"),
    [
        ({"stand": "afgerond"}, [1]),
        ({"stand": "in_uitvoering"}, [2, 3]),
        ({"stand": "geen_melding"}, []),
        ({"koers": "vastgelopen"}, [2]),
        ({"zegt": "onbevestigd"}, [3]),
        ({"stand": "in_uitvoering", "zegt": "onbevestigd"}, [3]),
        ({"stand": "onzin"}, [1, 2, 3]),
    ],
)
def test_the_list_can_be_filtered_on_what_holds_today(als, cast, gemeld, vraag, nummers):
    assert rijen(als(cast.anna), **vraag) == nummers


def test_an_actie_that_was_dropped_counts_as_dropped(als, cast, gemeld):
    gemeld.training.vervallen_op, gemeld.training.vervallen_reden = timezone.localdate(), "Niet meer nodig."
    gemeld.training.save()
    client = als(cast.anna)
    assert (rijen(client, stand="vervallen"), rijen(client, stand="afgerond")) == ([1], [])


def test_who_speaks_for_the_region_stands_behind_the_aanjager(als, cast, gemeld):
    gemeld.voorlichting.aanjagers.get(rol=gemeld.groen).organisaties.add(gemeld.vt)
    assert "Beleidsambtenaren wmo (Veilig Thuis Proef)" in leesbaar(als(cast.anna).get(LIJST))


def test_the_form_has_the_latest_reports_beside_it(als, cast, gemeld):
    antwoord = als(cast.anna).get(f"{LIJST}{gemeld.zelfscan.pk}/change/")
    assert "1 december 2021 Hoorn ▶ In uitvoering ■ Vastgelopen Geen mensen." in leesbaar(antwoord)
    assert 'href="/proef/acties/2/"' in antwoord.content.decode()
    assert "Zo staat het ervoor" not in leesbaar(als(cast.anna).get(f"{LIJST}add/"))
