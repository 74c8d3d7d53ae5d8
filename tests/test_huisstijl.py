"""The look: vendored files as they came, colours that can be read, and a page frame that fits every visitor."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
import tinycss2
from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from acties.constanten import Kleur
from acties.toegang.bezoeker import Bezoeker
from monitoring.constanten import GEEN_MELDING, Status
from uitvoering.management.commands import stijlblad

STATIC = settings.BASE_DIR / "uitvoering" / "static" / "uitvoering"
VENDOR = json.loads((STATIC / "vendor" / "VENDOR.json").read_text(encoding="utf-8"))["packages"]
PALET = (STATIC / "css" / "palet.css").read_text(encoding="utf-8")
BASIS = (settings.BASE_DIR / "templates" / "basis.html").read_text(encoding="utf-8")
WIT = "#ffffff"


def gz(paden):
    return sum(len(gzip.compress(Path(pad).read_bytes())) for pad in paden)


def paginabestanden(soort):
    """The static files of every page with this extension, as ``basis.html`` names them."""
    return [finders.find(naam) for naam in re.findall(rf"static '([^']+\.{soort})'", BASIS)]


def contrast(kleur, andere):
    """The contrast ratio of WCAG 2.2 between two colours of the form ``#rrggbb``."""

    def lichtsterkte(hexkleur):
        delen = [int(hexkleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        rood, groen, blauw = (deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen)
        return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw

    licht, donker = sorted((lichtsterkte(kleur), lichtsterkte(andere)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def klasse(naam):
    """The variables that a class of the palette sets, without their dashes."""
    return dict(re.findall(r"--([a-z-]+): ([^;]+);", re.search(rf"\.{naam} \{{([^}}]*)\}}", PALET)[1]))


# Vendored files


@pytest.mark.parametrize("pakket", VENDOR, ids=lambda pakket: pakket["name"])
def test_vendored_files_are_what_was_released(pakket):
    map_ = STATIC / "vendor" / pakket["folder"]
    assert map_.name.endswith(f"-{pakket['version']}")
    assert {pad.name: hashlib.sha256(pad.read_bytes()).hexdigest() for pad in map_.iterdir()} == pakket["files"]
    assert "LICENSE.md" in pakket["files"]


def test_no_vendored_folder_is_missing_from_the_list():
    genoemd = {pakket["folder"] for pakket in VENDOR}
    assert {pad.name for pad in (STATIC / "vendor").iterdir()} == genoemd | {"VENDOR.json", stijlblad.STIJLBLAD.name}


def test_the_stylesheet_of_the_library_is_what_its_step_makes():
    assert stijlblad.STIJLBLAD.read_text(encoding="utf-8") == stijlblad.stijlblad(), "draai: make stijlblad"


def klassen_in(css):
    """The classes of a stylesheet that are styled, by a parser that the step itself does not use."""
    regels = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    gevonden = set()
    while regels:
        regel = regels.pop()
        if regel.type == "qualified-rule" and regel.content:
            gevonden |= set(re.findall(r"\.([a-z][\w-]*)", tinycss2.serialize(regel.prelude)))
        elif regel.type == "at-rule" and regel.at_keyword in {"media", "supports", "container"}:
            regels += tinycss2.parse_rule_list(regel.content, skip_comments=True, skip_whitespace=True)
    return gevonden


def test_every_class_of_the_library_that_is_used_is_shipped_and_no_other_component():
    bron = STATIC / "vendor" / VENDOR[0]["folder"] / "index.css"
    in_bibliotheek, verstuurd = (
        klassen_in(bron.read_text(encoding="utf-8")),
        klassen_in(stijlblad.STIJLBLAD.read_text()),
    )
    namen = stijlblad.gebruikte_klassen()
    gebruikt = {klasse for klasse in in_bibliotheek if stijlblad.in_gebruik(klasse, namen)}
    assert len(gebruikt) > 40
    assert gebruikt - verstuurd == set()
    delen = {re.split("__|--", naam)[0] for naam in namen}
    assert {klasse for klasse in verstuurd if re.split("__|--", klasse)[0] not in delen} == {"voorbeeld-theme"}


def test_every_variable_that_is_needed_and_that_the_theme_sets_is_shipped():
    thema = (STATIC / "vendor" / VENDOR[1]["folder"] / "theme.css").read_text(encoding="utf-8")
    verstuurd = stijlblad.STIJLBLAD.read_text(encoding="utf-8")
    eigen = "".join(pad.read_text(encoding="utf-8") for pad in (STATIC / "css").glob("*.css"))
    gezet = set(re.findall(r"(--[\w-]+):", thema))
    nodig = set(re.findall(r"var\(\s*(--[\w-]+)", verstuurd + eigen)) & gezet
    assert len(nodig) > 100
    assert nodig - set(re.findall(r"(--[\w-]+):", verstuurd)) == set()
    assert len(re.findall(r"--[\w-]+:", verstuurd)) < len(gezet) / 2


@pytest.mark.parametrize("map_", ["templates", "acties", "monitoring", "uitvoering"])
def test_a_class_name_starts_with_its_own_letters_so_that_the_step_finds_it(map_):
    paden = [pad for soort in ("*.html", "*.py") for pad in (settings.BASE_DIR / map_).rglob(soort)]
    assert paden
    assert [pad.name for pad in paden if re.search(r"\}\}?--[a-z]", pad.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("pad", sorted(STATIC.rglob("*.css")), ids=lambda pad: pad.name)
def test_stylesheets_load_nothing_from_elsewhere_and_no_font(pad):
    css = pad.read_text(encoding="utf-8")
    assert "@import" not in css
    assert "@font-face" not in css
    assert [url for url in re.findall(r"url\(\s*[\"']?([^\"')]{5})", css) if url != "data:"] == []


# Weight


def test_first_visit_is_light():
    bestanden = paginabestanden("css") + paginabestanden("js") + paginabestanden("svg")
    assert None not in bestanden
    assert gz(bestanden) < 60_000
    assert gz(pad for pad in bestanden if "vendor" not in pad) < 20_000


EIGEN = [*(STATIC / "css").glob("*.css"), *(settings.BASE_DIR / "monitoring" / "static").rglob("*.css")]
# Classes of which the code makes the last part (a status, a role, who says it), and those of the pages of Django's own beheer.
GEMAAKT = re.compile(r"(status|rol|koers|stroken|grafiek|is|zegt)-")


def test_own_stylesheets_stay_small():
    assert len(EIGEN) == 13
    assert sum(len(pad.read_text(encoding="utf-8").splitlines()) for pad in EIGEN) < 2_300


@pytest.mark.parametrize("pad", [pad for pad in EIGEN if pad.name != "beheer.css"], ids=lambda pad: pad.name)
def test_no_rule_is_for_a_class_that_nothing_has(pad):
    bronnen = [bron for map_, soort in stijlblad.BRONNEN.items() for bron in (settings.BASE_DIR / map_).rglob(soort)]
    woorden = set(re.findall(r"[A-Za-z][\w-]*", " ".join(bron.read_text(encoding="utf-8") for bron in bronnen)))
    klassen = klassen_in(pad.read_text(encoding="utf-8"))
    assert {klasse for klasse in klassen - woorden if not GEMAAKT.match(klasse)} == set()


def test_each_script_stays_small():
    assert max(pad.stat().st_size for pad in (STATIC / "js").iterdir()) < 4_096


# Colours


@pytest.mark.parametrize("code", [*Status.values, GEEN_MELDING])
def test_every_status_can_be_read_and_seen(code):
    kleuren = klasse(f"status-{code}")
    assert contrast(kleuren["vlak"], kleuren["op-vlak"]) >= 4.5
    if code != Status.NVT:  # n.v.t. is meant to recede; its word says it
        assert max(contrast(kleuren["rand"], WIT), contrast(kleuren["vlak"], WIT)) >= 3


def test_status_is_one_scale_from_light_to_dark():
    schaal = [Status.AFGEROND, Status.IN_UITVOERING, Status.IN_ONTWIKKELING, Status.NIET_GESTART]
    op_wit = [contrast(klasse(f"status-{status}")["vlak"], WIT) for status in schaal]
    assert op_wit == sorted(op_wit, reverse=True)


@pytest.mark.parametrize("kleur", Kleur.values)
def test_every_role_has_a_colour_for_a_white_letter(kleur):
    kleuren = klasse(f"rol-{kleur}")
    assert kleuren["op-vlak"] == WIT
    assert contrast(kleuren["vlak"], WIT) >= 4.5


def test_the_palette_knows_no_other_roles_and_statuses():
    assert set(re.findall(r"\.rol-(\w+)", PALET)) == set(Kleur.values)
    assert set(re.findall(r"\.status-(\w+)", PALET)) == {*Status.values, GEEN_MELDING}


def test_a_finished_bar_keeps_a_readable_text():
    kleuren = klasse("is-afgerond")
    assert contrast(kleuren["vlak"], kleuren["op-vlak"]) >= 4.5


def test_greys_and_blues_of_the_theme_can_be_read_on_white():
    thema = (STATIC / "css" / "thema.css").read_text(encoding="utf-8")
    tabellen = (STATIC / "css" / "tabellen.css").read_text(encoding="utf-8")
    tekstkleuren = re.findall(r"--voorbeeld-kleuren-(?:grijs|blauw|violet)-[4567]00: (#\w{6})", thema)
    afgerond = re.search(r"\.afgerond \.badge \{\s*color: (#\w{6})", tabellen)[1]
    assert len(tekstkleuren) == 12
    assert min(contrast(kleur, WIT) for kleur in [*tekstkleuren, afgerond]) >= 4.5


# The page frame


@pytest.fixture
def pagina(wereld):
    def toon(user, **context):
        request = RequestFactory().get("/")
        request.user = user
        return render_to_string("basis.html", {"menu": ""} | context, request)

    return toon


def test_frame_speaks_dutch_and_starts_with_a_way_to_the_content(pagina):
    html = pagina(Bezoeker())
    assert html.lstrip().startswith('<!DOCTYPE html>\n<html lang="nl" class="voorbeeld-theme utrecht-root">')
    assert re.search(
        r'<body[^>]*>\s*<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus"\s+href="#inhoud">', html
    )
    assert '<main id="inhoud"' in html


def test_nobody_sees_a_way_to_log_in_and_no_menu(pagina):
    html = pagina(Bezoeker())
    assert ">Inloggen</a>" in html
    assert "Hoofdmenu" not in html
    assert "Uitloggen" not in html


def test_open_dashboard_shows_nobody_the_menu(pagina, settings):
    settings.DASHBOARD_OPENBAAR = True
    html = pagina(Bezoeker())
    assert "Hoofdmenu" in html
    assert "Mijn acties" not in html


@pytest.mark.parametrize(
    ("wie", "mijn_acties", "beheer"),
    [("bram", True, True), ("anna", True, True), ("dirk", False, False), ("eva", False, True)],
)
def test_menu_offers_each_role_what_it_may(pagina, cast, wie, mijn_acties, beheer):
    html = pagina(getattr(cast, wie))
    assert (">Mijn acties</a>" in html) == mijn_acties
    assert (">Beheer</a>" in html) == beheer


def test_logging_out_is_a_post_with_a_token(pagina, cast):
    html = pagina(cast.dirk)
    formulier = re.search(r'<form method="post" action="/accounts/logout/">.*?</form>', html, re.DOTALL)[0]
    assert "csrfmiddlewaretoken" in formulier
    assert 'href="/accounts/logout/"' not in html


def test_menu_points_at_where_you_are(pagina, cast):
    html = pagina(cast.dirk, menu="gemeenten")
    assert re.findall(r'aria-current="\w+"\s*>([^<]+)<', html) == ["Gemeenten"]


def test_menu_keeps_the_peildatum(pagina, cast):
    assert 'href="/proef/?peildatum=2021-12-31"' in pagina(cast.dirk, peil="?peildatum=2021-12-31")


def test_demo_data_are_named_on_every_page(pagina, wereld):
    assert "Demogegevens" not in pagina(Bezoeker())
    wereld.programma.demo = True
    wereld.programma.save()
    assert "<strong>Demogegevens:</strong>" in pagina(Bezoeker())


def test_own_theme_is_loaded_last(pagina):
    html = pagina(Bezoeker(), thema_css="/static/thema/regio.css")
    assert re.findall(r'<link rel="stylesheet"[^>]* href="([^"]+)"', html)[-1] == "/static/thema/regio.css"


@pytest.mark.parametrize(
    ("niveau", "soort", "rol"),
    [
        (constants.SUCCESS, "ok", "status"),
        (constants.WARNING, "warning", "status"),
        (constants.ERROR, "error", "alert"),
    ],
)
def test_messages_become_alerts_that_are_read_aloud(niveau, soort, rol):
    html = render_to_string("_boodschappen.html", {"messages": [Message(niveau, "Opgeslagen & klaar")]})
    assert f"utrecht-alert--{soort}" in html
    assert f'role="{rol}"' in html
    assert "Opgeslagen &amp; klaar" in html


# Form fields


class Proefformulier(forms.Form):
    tekst = forms.CharField(label="Wat is er gebeurd?", help_text="In een paar zinnen.", widget=forms.Textarea)
    koers = forms.ChoiceField(label="Koers", choices=[("a", "Op schema"), ("b", "Aandacht")], widget=forms.RadioSelect)
    akkoord = forms.BooleanField(label="Afgestemd", required=False)


def veld(naam, data=None):
    return render_to_string("_veld.html", {"veld": Proefformulier(data)[naam]})


def test_field_names_its_help_and_its_error():
    html = veld("tekst", {})
    invoer = re.search(r"<textarea[^>]*>", html)[0]
    assert 'aria-describedby="id_tekst_helptext id_tekst_error"' in invoer
    assert 'aria-invalid="true"' in invoer
    assert 'class="utrecht-textarea utrecht-textarea--html-textarea utrecht-textarea--invalid"' in invoer
    assert 'id="id_tekst_helptext"' in html
    assert 'id="id_tekst_error"' in html


def test_field_without_error_is_plain():
    html = veld("tekst")
    assert "aria-invalid" not in html
    assert re.search(r'<label[^>]* for="id_tekst">Wat is er gebeurd\?\s*</label>', html, re.DOTALL)


def test_optional_field_says_so_and_a_required_one_does_not():
    assert "(niet verplicht)" in render_to_string("_veld.html", {"veld": Optioneel()["notitie"]})
    assert "(niet verplicht)" not in veld("tekst")


class Optioneel(forms.Form):
    notitie = forms.CharField(required=False)


def test_choices_are_a_group_with_a_name_and_its_error():
    html = veld("koers", {})
    assert '<fieldset id="id_koers" aria-describedby="id_koers_error">' in html
    assert html.count('type="radio"') == 2
    assert '<label for="id_koers_1">Aandacht</label>' in html


def test_summary_of_errors_leads_to_the_fields():
    html = render_to_string("_foutoverzicht.html", {"formulier": Proefformulier({})})
    assert re.findall(r'href="(#\w+)"', html) == ["#id_tekst", "#id_koers_0"]
    assert 'role="alert"' in html
    assert "autofocus" in html


def test_summary_is_silent_when_all_is_well():
    assert render_to_string("_foutoverzicht.html", {"formulier": Optioneel({})}).strip() == ""


def test_whole_form_renders_with_the_same_fields():
    velden = re.findall(r'for="(id_\w+)"', str(Proefformulier()))
    assert velden == ["id_tekst", "id_koers_0", "id_koers_1", "id_akkoord"]
