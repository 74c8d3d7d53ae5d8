"""The PDF, opened as a reader, a screen reader and an archive open it."""

import dataclasses
import io
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.conf import settings as instellingen
from django.core.exceptions import SuspiciousFileOperation

from monitoring.lezen.oplegger import oplegger
from monitoring.weergave.papier.papier import jaarverslag_papier, oplegger_papier
from tests.monitoring.afspraken.test_regel import regel as afspraak
from tests.pango import met_pdf

pytestmark = met_pdf

WOORD = re.compile(r'<word xMin="([\d.]+)".*?>(\w+)</word>')
MOMENT = datetime(2023, 1, 20, 14, 5, tzinfo=UTC)


def papier(verslag, **keuzes):
    return jaarverslag_papier(verslag, **({"door": "Anna", "op": MOMENT} | keuzes))


@pytest.fixture
def pdf():
    from monitoring.weergave.papier import pdf  # noqa: PLC0415 - not on a machine without Pango

    return pdf


@pytest.fixture
def bestand(pdf, verslag):
    return pikepdf.open(io.BytesIO(pdf.schrijf(papier(verslag))))


def figuren(bestand):
    """Every Figure in the structure tree."""
    return [
        deel
        for deel in bestand.objects
        if isinstance(deel, pikepdf.Dictionary) and deel.get("/S") == "/Figure" and deel.get("/Type") == "/StructElem"
    ]


def tekst(inhoud, *keuzes):
    """As pdftotext reads it aloud, in the order of the page."""
    if not shutil.which("pdftotext"):
        if os.environ.get("CI") == "true":
            pytest.fail("pdftotext is missing: apt-get install poppler-utils")
        pytest.skip("NIET UITGEVOERD: pdftotext ontbreekt (apt-get install poppler-utils)")
    opdracht = [shutil.which("pdftotext"), "-layout", *keuzes, "-", "-"]
    uit = subprocess.run(opdracht, input=inhoud, capture_output=True, check=True)
    return uit.stdout.decode()


def test_file_is_tagged_dutch_and_shows_its_title(bestand):
    assert bestand.Root.MarkInfo.Marked is True
    assert str(bestand.Root.Lang) == "nl"
    assert bestand.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(bestand.docinfo["/Title"]) == "Jaarverslag 2022, voorlopig – Samen veilig"
    assert bestand.open_metadata()["pdfuaid:part"] == "1"


def test_every_figure_has_the_text_that_the_screen_has(bestand):
    teksten = [str(figuur.Alt) for figuur in figuren(bestand)]
    assert "1 afgerond, 1 in uitvoering, samen 2" in teksten  # the bar of Lokaal
    assert "1.205,5 vragen" in teksten
    assert all(teksten)


def test_headings_start_at_one_and_never_skip_a_level(bestand):
    niveaus = [
        int(str(deel.S)[2:])
        for deel in bestand.objects
        if isinstance(deel, pikepdf.Dictionary) and str(deel.get("/S", "")) in ("/H1", "/H2", "/H3", "/H4")
    ]
    assert niveaus.count(1) == 1
    assert set(niveaus) == {1, 2, 3}


def test_link_is_called_as_the_heading_it_leads_to(bestand):
    namen = [str(a.Contents) for blad in bestand.pages for a in blad.get("/Annots", []) if a.get("/Subtype") == "/Link"]
    assert {"Leeswijzer", "Lokaal", "Status per gemeente"} <= set(namen)
    assert [naam for naam in namen if naam.startswith(("deel-", "actie-"))] == []


def test_archive_copy_is_pdf_a_with_its_structure(pdf, verslag):
    with pikepdf.open(io.BytesIO(pdf.schrijf(papier(verslag), archief=True))) as archief:
        gegevens = archief.open_metadata()
        assert (gegevens["pdfaid:part"], gegevens["pdfaid:conformance"]) == ("3", "A")
        assert archief.Root.MarkInfo.Marked is True
        assert len(archief.Root.OutputIntents) == 1


@pytest.mark.parametrize("archief", [False, True])
def test_every_font_is_embedded(pdf, verslag, archief):
    with pikepdf.open(io.BytesIO(pdf.schrijf(papier(verslag), archief=archief))) as open_bestand:
        beschrijvingen = [
            deel
            for deel in open_bestand.objects
            if isinstance(deel, pikepdf.Dictionary) and deel.get("/Type") == "/FontDescriptor"
        ]
        assert beschrijvingen
        assert all("/FontFile2" in b or "/FontFile3" in b for b in beschrijvingen)


def test_reader_finds_who_when_and_what(pdf, verslag):
    blad = tekst(pdf.schrijf(papier(verslag)), "-f", "1", "-l", "1")
    for woord in ("Jaarverslag 2022", "Peildatum 31 december 2022", "Concept, versie 1", "Anna", "20 januari 2023"):
        assert woord in blad


def test_concept_says_so_on_every_page_and_an_adopted_report_on_none(pdf, verslag):
    with pikepdf.open(io.BytesIO(pdf.schrijf(papier(verslag)))) as concept:
        bladzijden = len(concept.pages)
    merk = "Concept, voorlopig: niet vastgesteld"
    assert (
        tekst(pdf.schrijf(papier(verslag))).count(merk) == bladzijden + 1
    )  # and once more on the cover, with what it means
    vast = dataclasses.replace(verslag, fase="vastgesteld", voorlopig=False)
    schoon = tekst(pdf.schrijf(papier(vast, sha256="f" * 64)))
    assert (schoon.count(merk), schoon.count("f" * 64)) == (0, 1)


def test_contents_name_the_page_where_a_chapter_begins(pdf, verslag):
    inhoud = pdf.schrijf(papier(verslag))
    regel = next(regel for regel in tekst(inhoud).splitlines() if regel.strip().startswith("Cijfers"))
    bladzijde = regel.split()[-1]
    assert "Adviesvragen" in tekst(inhoud, "-f", bladzijde, "-l", bladzijde)


def test_bar_of_the_planning_stands_under_its_own_years(pdf, verslag):
    """The zelfscan in 2022 only: its letter stands between the beginning and the middle of 2022."""
    acties = tuple(
        dataclasses.replace(actie, startjaar=2022, planning="2022") if actie.nummer == 2 else actie
        for actie in verslag.acties
    )
    inhoud = pdf.schrijf(papier(dataclasses.replace(verslag, acties=acties)))
    blad = tekst(inhoud).split("\f")
    planning = next(nummer for nummer, bladzijde in enumerate(blad, 1) if "De stippellijn is" in bladzijde)
    woorden = WOORD.findall(tekst(inhoud, "-bbox", "-f", str(planning), "-l", str(planning)))
    kop = {woord: float(x) for x, woord in woorden if woord in ("2021", "2023")}
    jaar = (kop["2023"] - kop["2021"]) / 2
    letters = [float(x) for x, woord in woorden if woord == "G"]
    assert len([x for x in letters if kop["2021"] + jaar / 2 < x < kop["2021"] + jaar]) == 1


def test_same_report_gives_the_same_bytes_in_any_process(pdf, verslag):
    """With another order of hashing, another clock and another zone."""
    opdracht = """
import django, pickle, sys, hashlib
django.setup()
from monitoring.weergave.papier import pdf
papier = pickle.load(sys.stdin.buffer)
for archief in (False, True):
    print(hashlib.sha256(pdf.schrijf(papier, archief=archief)).hexdigest())
"""
    import pickle  # noqa: PLC0415 - to hand our own object to another process of ours

    stuk = pickle.dumps(papier(verslag, sha256="a" * 64))
    uitkomsten = {
        subprocess.run(
            [sys.executable, "-c", opdracht],
            cwd=instellingen.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": zaad, "TZ": zone},
            input=stuk, capture_output=True, check=True,
        ).stdout
        for zaad, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(uitkomsten) == 1
    assert len(set(uitkomsten.pop().split())) == 2


def test_markup_in_a_text_stays_text(pdf, verslag, jaar):
    kwaad = '<script>alert(1)</script><img src="file:///etc/hostname"></td>&amp;'
    acties = tuple(dataclasses.replace(actie, titel=kwaad) for actie in verslag.acties)
    stuk = papier(dataclasses.replace(verslag, acties=acties))
    assert "<script" not in stuk.html
    assert "<img" not in stuk.html
    assert "<script>alert(1)</script>" in tekst(pdf.schrijf(stuk)).replace("\n", "")


def test_sign_that_no_font_has_a_shape_for_stays_out(pdf, verslag):
    acties = tuple(dataclasses.replace(actie, titel="Een\x0bactie\x1f") for actie in verslag.acties)
    assert "Eenactie" in tekst(pdf.schrijf(papier(dataclasses.replace(verslag, acties=acties))))


@pytest.mark.parametrize(
    "adres",
    [
        "https://voorbeeld.nl/x.png",
        "http://127.0.0.1/x.png",
        "file:///etc/hostname",
        "data:text/css,body{}",
        "ftp://voorbeeld.nl/x",
        "https://papier.invalid/beheer/",
        "https://papier.invalid.voorbeeld.nl/static/monitoring/papier.css",
    ],
)
def test_nothing_is_fetched_from_elsewhere(pdf, adres):
    with pytest.raises(ValueError, match="niets op van buiten de site"):
        pdf.EigenBestanden().fetch(adres)


@pytest.mark.parametrize("pad", ["../settings.py", "%2e%2e/%2e%2e/settings.py", "/etc/hostname", "%2Fetc%2Fhostname"])
def test_no_path_leads_out_of_the_static_files(pdf, pad):
    with pytest.raises((SuspiciousFileOperation, FileNotFoundError)):
        pdf.EigenBestanden().fetch(f"https://papier.invalid/static/{pad}")


def test_static_file_of_the_site_is_there(pdf):
    antwoord = pdf.EigenBestanden().fetch("https://papier.invalid/static/monitoring/papier.css")
    assert b"@page" in antwoord.read()


def test_oplegger_never_takes_more_than_two_pages(pdf, verslag, jaar):
    """Forty acties that all go wrong, with the longest texts, in every place where there is one."""
    lang = "Een zin die lang genoeg is om de regel vol te maken. " * 40
    actie = verslag.actie(2)
    regel = dataclasses.replace(
        next(r for r in actie.organisaties if r.koers), koers="vastgelopen", toelichting=lang, bijsturing=lang
    )
    regels = tuple(dataclasses.replace(regel, organisatie=f"{n} {lang}"[:40], slug=f"g{n}") for n in range(9))
    hoorn = next(organisatie for organisatie in verslag.organisaties if organisatie.naam == "Hoorn")
    acties = tuple(
        dataclasses.replace(
            actie, nummer=nummer, titel=lang, organisaties=regels,
            loopt_uit=True, status=None,
        )
        for nummer in range(100, 140)
    )  # fmt: skip
    wijziging = verslag.wijzigingen[0]
    vol = dataclasses.replace(
        verslag,
        acties=acties,
        organisaties=tuple(dataclasses.replace(hoorn, naam=deel.organisatie, slug=deel.slug) for deel in regels),
        wijzigingen=tuple(dataclasses.replace(wijziging, nummer=n, titel=lang) for n in range(100, 140)),
        onderdelen=tuple(dataclasses.replace(deel, oordeel="vastgelopen") for deel in verslag.onderdelen * 8),
        overleggen=tuple(
            dataclasses.replace(deel, besproken=lang, conclusies=lang, besluiten=lang, organisaties=("Hoorn",))
            for deel in verslag.overleggen
        ),
    )
    gedaan = {"stand": "gedaan", "afgehandeld_op": date(2022, 8, 1), "afloop": lang}
    afspraken = [afspraak(lang[:300], wie=lang[:150], **gedaan) for _ in range(9)]
    stuk = oplegger_papier(oplegger(vol, "pora", afspraken, date(2022, 9, 1)), door="Anna", op=MOMENT)
    with pikepdf.open(io.BytesIO(pdf.schrijf(stuk))) as open_bestand:
        assert len(open_bestand.pages) == 2
    assert "En nog 36; ze staan in het jaarverslag." in tekst(pdf.schrijf(stuk))


def test_oplegger_of_a_quiet_year_is_one_page_with_alternative_text_where_needed(pdf, verslag):
    stuk = oplegger_papier(oplegger(verslag, "pora"), door="Anna", op=MOMENT)
    with pikepdf.open(io.BytesIO(pdf.schrijf(stuk))) as open_bestand:
        assert len(open_bestand.pages) == 1
        assert str(open_bestand.docinfo["/Title"]) == "Oplegger 2022 voor PORA, voorlopig – Samen veilig"
        assert all(str(figuur.Alt) for figuur in figuren(open_bestand))


@pytest.mark.parametrize("grafiek", ["stapelbalk", "lijn", "staaf", "planningsbalk"])
def test_every_shape_of_a_chart_has_a_colour_on_paper(grafiek):
    """A shape without a rule is drawn black, with black text on it."""
    sjabloon = (instellingen.BASE_DIR / f"templates/monitoring/lezen/grafieken/{grafiek}.svg").read_text("utf-8")
    vormen = set(re.findall(r'<(?:rect|circle|path|polyline|line)\s[^>]*?class="([\w-]+)', sjabloon))
    stijl = (instellingen.BASE_DIR / "monitoring/static/monitoring/papier-grafieken.css").read_text("utf-8")
    gekleurd = {
        klasse
        for kiezers, regels in re.findall(r"([^{}]+)\{([^}]*)\}", stijl)
        if "fill:" in regels or "stroke:" in regels or "stroke-width:" in regels
        for klasse in re.findall(r"\.([\w-]+)", kiezers)
    }
    assert vormen
    assert vormen - gekleurd == set()
