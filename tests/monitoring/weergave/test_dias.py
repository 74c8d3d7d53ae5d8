"""The slides of a year: what they say, worked out by hand, and the file as PowerPoint opens it again."""

import io
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from zipfile import ZipFile

import openpyxl
import pptx
import pytest
from django.urls import reverse
from pptx.util import Emu

from acties.models import Actie, Logboekregel, Organisatie
from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.lezen.dashboard.trend import Jaarpunt
from monitoring.models import Evaluatie
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import Telling
from monitoring.weergave.dia import powerpoint, zinnen
from monitoring.weergave.dia.diaset import diaset
from monitoring.weergave.dia.grafiek import stap
from monitoring.weergave.dia.jaren import jaarpunten
from monitoring.weergave.dia.maat import breedte, passend, regels
from monitoring.weergave.dia.vorm import Grafiek
from tests.vaststellen import vaststellen

from .conftest import MOMENT, OUDJAAR, VORIG_OUDJAAR

SHA = "9f3c41d7" + "ab" * 26 + "77a5"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
LANG = "Een heel lange naam die nergens op past en toch door iemand is bedacht. " * 8


def maak_set(verslag, **keuzes):
    van = keuzes.get("overleg", "") if verslag.overleg else ""
    return diaset(verslag, jaarpunten("proef", verslag, overleg=van, tot=None), op=MOMENT, **keuzes)


def open_pptx(stel):
    return pptx.Presentation(io.BytesIO(powerpoint.schrijf(stel)))


def van_pora(jaar):
    verslag = bouw_verslag(
        jaar.wereld.programma, OUDJAAR, vorige_peildatum=VORIG_OUDJAAR, evaluatie=jaar.evaluatie,
        overleg=jaar.wereld.pora,
    )  # fmt: skip
    return maak_set(verslag, overleg="pora")


def cijfers(grafiek):
    """What the chart of a slide draws: per group, per sign and word."""
    vlak = grafiek.plots[0]
    return {
        groep: {reeks.name: reeks.values[plek] for reeks in vlak.series} for plek, groep in enumerate(vlak.categories)
    }


# What the slides say


def test_each_title_is_the_conclusion_of_its_slide(verslag):
    assert [(dia.onderwerp, dia.titel) for dia in maak_set(verslag).dias] == [
        ("2022 · Alle acties", "1 van de 3 acties is afgerond, 1 meer dan eind 2021"),
        ("2022 · Door de jaren", "Er is 1 actie meer afgerond dan eind 2021"),
        ("2022 · Kernelementen", "Lokaal: 1 van de 2 acties afgerond"),
        ("2022 · Actielijnen", "Actielijnen: de enige actie is nog niet afgerond"),
        (
            "2022 · Wat elke gemeente zelf doet",
            "1 van de 3 gemeenten heeft nog een actie zonder melding: Dijk en Waard",
        ),
        (
            "2022 · Actie 2. Zelfscan in elke gemeente",
            "1 van de 3 gemeenten heeft “Zelfscan in elke gemeente” klaar; Hoorn vraagt aandacht",
        ),
        ("2022 · Wat moet je weten?", "Over 1 actie is niets gemeld"),
        ("2022 · Wat vraagt aandacht?", "2 acties vragen aandacht"),
        ("2022 · Wat vragen wij de overleggen?", "1 van de 2 overleggen besprak 2022"),
    ]


def test_the_set_of_a_meeting_is_about_its_own_participants(jaar):
    stel = van_pora(jaar)
    assert stel.titel == "Dia’s 2022 voor PORA, voorlopig"
    assert {dia.onderwerp.rpartition(" · ")[0] for dia in stel.dias} == {"2022 · West · PORA"}
    eigen = next(dia for dia in stel.dias if "elke gemeente" in dia.onderwerp)
    assert eigen.links.groepen == ("Alkmaar", "Dijk en Waard")  # Hoorn sits in Madivosa
    assert [(feit.getal, feit.tekst) for feit in eigen.rechts] == [
        ("1", "gemeente rondde alles af wat zij zelf doet: Alkmaar."),
        ("1", "gemeente meldde nog niet over alles: Dijk en Waard."),
        ("0", "gemeenten zitten met een actie vast."),
    ]
    laatste = stel.dias[-1]
    assert laatste.titel == "PORA besprak 2022 op 1 februari 2023"
    assert (laatste.rechts.kop, laatste.rechts.punten) == ("Wat PORA zei", ("Ga zo door.",))
    with pytest.raises(KeyError):
        maak_set(bouw_verslag(jaar.wereld.programma, OUDJAAR), overleg="bestaat-niet")


def test_a_meeting_to_come_reads_what_is_asked(verslag):
    laatste = maak_set(verslag, overleg="madivosa").dias[-1]
    assert laatste.titel == "Gevraagd van Madivosa: bespreek 2022 en zeg wat er nog in het verslag moet"
    assert laatste.rechts.kop == "Gevraagd besluit"
    assert laatste.rechts.punten[0].startswith("De uitkomsten van 2022 bespreken, instemmen met de bijsturing")


def test_three_facts_stand_beside_the_counts(verslag):
    assert [(feit.getal, feit.tekst) for feit in maak_set(verslag).dias[0].rechts] == [
        ("+1", "actie afgerond tegenover eind 2021. De meeste bij Lokaal (+1)."),
        ("0", "acties lopen uit op de planning."),
        ("1", "actie heeft geen melding: 3."),
    ]


def test_the_first_year_has_nothing_to_compare_with(jaar):
    stel = maak_set(bouw_verslag(jaar.wereld.programma, VORIG_OUDJAAR))
    assert stel.dias[0].links.groepen == ("2021, voorlopig",)
    assert stel.dias[0].rechts[0].tekst == "van 3 acties afgerond. Dit is het eerste jaar."
    assert "2021 · Door de jaren" not in [dia.onderwerp for dia in stel.dias]


def test_a_programme_without_acties_or_municipalities_still_has_slides(wereld):
    Actie.objects.all().delete()
    Organisatie.objects.update(soort="overig")
    stel = maak_set(bouw_verslag(wereld.programma, OUDJAAR))
    assert stel.dias[0].titel == "Het programma heeft nog geen acties"
    assert len(open_pptx(stel).slides) == len(stel.dias) == 6


@pytest.mark.parametrize(
    ("af", "zin"),
    [
        ([5, 9, 15], "Er zijn 10 acties meer afgerond dan eind 2021"),
        ([5, 4], "Er is 1 actie minder afgerond dan eind 2021"),
        ([5, 5], "Er zijn evenveel acties afgerond als eind 2021: 5"),
    ],
)
def test_the_title_over_the_years(af, zin):
    punten = [
        Jaarpunt(
            dag=date(2021 + nr, 12, 31), voorlopig=False, telling=Telling(afgerond=n, in_uitvoering=9), per_onderdeel={}
        )
        for nr, n in enumerate(af)
    ]
    assert zinnen.jarentitel(punten) == zin
    if len(punten) == 3:
        assert zinnen.jarenfeiten(punten)[2].getal == "+6"
        assert zinnen.jarenfeiten(punten)[2].tekst == "tussen 2022 en 2023: de grootste stap."


@pytest.mark.parametrize(
    ("tellingen", "zin"),
    [
        ([(0, 2), (0, 1)], "Actielijnen: nog geen van de 3 acties is afgerond"),
        ([(2, 0), (1, 0)], "Actielijnen: alle 3 acties zijn afgerond"),
        ([(1, 1), (1, 2)], "A is het verst: 1 van de 2 acties afgerond"),
        ([(1, 1), (0, 2)], "A is het verst: 1 van de 2 acties afgerond; bij B nog niets"),
        ([(1, 1), (2, 2), (0, 1), (0, 3)], "A en B zijn het verst; bij 2 van de 4 nog niets"),
    ],
)
def test_the_title_over_the_parts(verslag, tellingen, zin):
    deel = verslag.onderdelen[0]
    delen = [
        replace(deel, naam="ABCD"[nr], telling=Telling(afgerond=af, in_uitvoering=bezig))
        for nr, (af, bezig) in enumerate(tellingen)
    ]
    assert zinnen.onderdeeltitel(delen, "Actielijnen") == zin


# Adopted years


@pytest.fixture
def vast(wereld, cast, meld):
    meld(
        wereld.training, None, "2021-06-01", "in_uitvoering", koers="aandacht", toelichting="Alleen voor collega’s.",
        bijsturing="Extra uren.", openbaar=False, gemeld_door=cast.bram,
    )  # fmt: skip
    return vaststellen(_concept(wereld, 2021), door=cast.anna, op=datetime(2022, 3, 1, 13, 5, 7, tzinfo=UTC))


def _concept(wereld, jaar):
    return Evaluatie.objects.create(programma=wereld.programma, jaar=jaar, peildatum=date(jaar, 12, 31), fase="concept")


def adres(*rest, jaar=2021):
    return reverse("monitoring:dias_overleg" if rest else "monitoring:dias", args=["proef", jaar, *rest])


def test_years_side_by_side_are_those_that_were_adopted_then(wereld, cast, meld, vast):
    meld(wereld.training, None, "2022-06-01", "afgerond")
    tweede = vaststellen(_concept(wereld, 2022), door=cast.anna, op=datetime(2023, 3, 1, 12, 0, tzinfo=UTC))
    verslag = bouw_verslag(wereld.programma, date(2023, 12, 31), vorige_peildatum=OUDJAAR)
    punten = jaarpunten("proef", verslag, overleg="", tot=None)
    assert [(punt.naam, punt.telling.afgerond) for punt in punten] == [("2021", 0), ("2022", 1), ("2023, voorlopig", 1)]
    van_pora = jaarpunten("proef", verslag, overleg="pora", tot=None)
    assert [punt.naam for punt in van_pora] == ["2021", "2022", "2023, voorlopig"]
    toen = jaarpunten("proef", verslag, overleg="", tot=datetime(2022, 12, 1, tzinfo=UTC))
    assert [punt.naam for punt in toen] == ["2021", "2022, voorlopig", "2023, voorlopig"]  # 2022 was not adopted yet
    assert tweede.sha256 != vast.sha256


@pytest.mark.parametrize("rest", [(), ("pora",)])
def test_adopted_slides_are_the_same_bytes_whatever_changes_later(als, cast, wereld, vast, meld, rest):
    antwoord = als(cast.anna).get(adres(*rest))
    assert antwoord["Content-Disposition"] == f'attachment; filename="dias-2021-{rest[0] if rest else "proef"}.pptx"'
    Actie.objects.update(titel="Heel anders")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-11-01", "afgerond")
    nieuwe_versie(vast, reden="Een fout", door=cast.anna)
    assert als(cast.dirk).get(adres(*rest), {"versie": "1"}).content == antwoord.content
    assert "-v2-concept.pptx" in als(cast.dirk).get(adres(*rest))["Content-Disposition"]
    assert vast.sha256 in notities(antwoord.content)


def test_the_same_slides_made_again_are_the_same_bytes(verslag, monkeypatch):
    stel = maak_set(verslag, sha256=SHA)
    eerst = powerpoint.schrijf(stel)
    monkeypatch.setattr("xlsxwriter.workbook.datetime", None)  # nothing in it may ask what time it is
    assert powerpoint.schrijf(stel) == eerst
    with ZipFile(io.BytesIO(eerst)) as bestand:
        assert {deel.date_time for deel in bestand.infolist()} == {(2023, 1, 20, 14, 5, 0)}
        werkmappen = [bestand.read(naam) for naam in bestand.namelist() if naam.endswith(".xlsx")]
    assert len(werkmappen) == 6
    for werkmap in werkmappen:
        with ZipFile(io.BytesIO(werkmap)) as deel:
            assert {stuk.date_time for stuk in deel.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert "2023-01-20T14:05:00Z" in deel.read("docProps/core.xml").decode()


def notities(inhoud):
    bestand = pptx.Presentation(io.BytesIO(inhoud))
    return "\n".join(dia.notes_slide.notes_text_frame.text for dia in bestand.slides)


def test_visitor_reads_no_names_and_no_internal_texts(als, cast, vast, settings):
    collega = als(cast.dirk).get(adres()).content
    assert "Extra uren." in notities(collega)
    settings.DASHBOARD_OPENBAAR = True
    bezoeker = als(None).get(adres()).content
    assert [woord for woord in ("Extra uren", "collega", "Anna", "Bram") if woord in notities(bezoeker)] == []
    assert vast.verslag["sha256_openbaar"] in notities(bezoeker)
    assert als(None).get(adres(jaar=2022)).status_code == 403


def test_every_download_is_in_the_log(als, cast, vast):
    als(cast.dirk).get(adres("pora"))
    regel = Logboekregel.objects.latest("pk")
    assert (regel.handeling, regel.waarop) == ("uitvoeren", "dias-2021-pora.pptx")


def test_concept_has_a_safe_name_and_says_so(als, cast, wereld):
    antwoord = als(cast.dirk).get(adres())
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, PPTX)
    assert antwoord["Content-Disposition"] == 'attachment; filename="dias-2021-proef-concept.pptx"'
    assert (antwoord["Cache-Control"], antwoord["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert "voorlopig: niet vastgesteld" in notities(antwoord.content)


@pytest.mark.parametrize("ontbreekt", ["pptx", "lxml"])
def test_without_python_pptx_the_page_says_what_to_install(als, cast, wereld, monkeypatch, ontbreekt):
    eigen = "monitoring.weergave.dia.powerpoint"
    weg = [naam for naam in sys.modules if naam.split(".")[0] in ("pptx", "lxml") or naam == eigen]
    for naam in weg:
        monkeypatch.delitem(sys.modules, naam)
    monkeypatch.setitem(sys.modules, ontbreekt, None)  # as if it were not there
    for pad in (adres(), adres("pora")):
        antwoord = als(cast.dirk).get(pad)
        assert antwoord.status_code == 503
        assert "<code>python-pptx</code>" in antwoord.content.decode()
        assert "Terug naar de evaluatie 2021" in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [0, 60])
def test_number_of_queries_is_constant(als, cast, wereld, django_assert_num_queries, aantal):
    _concept(wereld, 2022)
    Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=nummer, titel="Nog een", onderdeel=wereld.kern, doorlopend=True)
        for nummer in range(100, 100 + aantal)
    )
    client = als(cast.dirk)
    client.get(adres(jaar=2022))
    with django_assert_num_queries(7):
        client.get(adres(jaar=2022))


# The file


def test_charts_hold_the_figures_of_the_report(verslag):
    bestand = open_pptx(maak_set(verslag))
    grafieken = [vorm.chart for dia in bestand.slides for vorm in dia.shapes if vorm.has_chart]
    assert cijfers(grafieken[0]) == {
        "2021, voorlopig": {"✓ Afgerond": 0, "▶ In uitvoering": 1, "– Geen melding": 2},
        "2022, voorlopig": {"✓ Afgerond": 1, "▶ In uitvoering": 1, "– Geen melding": 1},
    }
    assert cijfers(grafieken[1]) == {
        "Lokaal": {"2021, voorlopig": 0, "2022, voorlopig": 1},
        "Preventie": {"2021, voorlopig": 0, "2022, voorlopig": 0},
    }
    assert cijfers(grafieken[5]) == {
        "West · PORA": {"✓ Afgerond": 1, "◐ In ontwikkeling": 0, "– Geen melding": 1},
        "Oost · Madivosa": {"✓ Afgerond": 0, "◐ In ontwikkeling": 1, "– Geen melding": 0},
    }
    blad = openpyxl.load_workbook(io.BytesIO(grafieken[0].part.chart_workbook.xlsx_part.blob)).active
    assert [[cel.value for cel in rij] for rij in blad][1] == ["2021, voorlopig", 0, 1, 2]


def test_geen_melding_is_white_with_a_dashed_edge_and_each_other_figure_has_its_sign(verslag):
    tekening = open_pptx(maak_set(verslag)).slides[0].shapes
    af, bezig, stil = next(vorm for vorm in tekening if vorm.has_chart).chart.plots[0].series
    assert str(stil.format.fill.fore_color.rgb) == "FFFFFF"
    assert stil.format.line.dash_style is not None
    assert (str(af.format.fill.fore_color.rgb), str(bezig.format.fill.fore_color.rgb)) == ("3D2A63", "7B62AB")
    assert [reeks.data_labels.number_format for reeks in (af, bezig, stil)] == ['"✓ "0;;', '"▶ "0;;', "0;;"]


def test_a_reader_who_does_not_see_gets_everything(jaar):
    stel = van_pora(jaar)
    bestand = open_pptx(stel)
    for dia, blad in zip(stel.dias, bestand.slides, strict=True):
        assert blad.shapes.title.text_frame.text == dia.titel
        for vorm in blad.shapes:
            if vorm.has_chart or vorm.has_table:
                assert vorm._element.nvGraphicFramePr.cNvPr.get("descr") == dia.links.omschrijving
        voet = next(vorm.text_frame.text for vorm in blad.placeholders if vorm.name == "Peildatum en versie")
        assert voet == "Peildatum 31 december 2022 · concept, voorlopig: niet vastgesteld"
        tekst = blad.notes_slide.notes_text_frame.text
        assert tekst.startswith(dia.titel)
        assert f"Bron: {dia.bron}." in tekst
        if isinstance(dia.links, Grafiek):
            for plek, groep in enumerate(dia.links.groepen):
                assert "\t".join([groep, *(str(reeks.waarden[plek]) for reeks in dia.links.reeksen)]) in tekst
    eigen = bestand.core_properties
    assert (eigen.title, eigen.language, eigen.author) == ("Dia’s 2022 voor PORA, voorlopig", "nl-NL", "Samen veilig")
    assert (eigen.created, eigen.modified) == (MOMENT, MOMENT)


def test_every_text_is_dutch(verslag):
    with ZipFile(io.BytesIO(powerpoint.schrijf(maak_set(verslag)))) as bestand:
        talen = {
            taal
            for naam in bestand.namelist()
            if naam.endswith(".xml")
            for taal in re.findall(r'(?<![\w:])lang="([^"]+)"', bestand.read(naam).decode())
        }
    assert talen == {"nl-NL"}


def test_an_adopted_year_shows_its_sha_short_and_in_the_notes_whole(verslag):
    vast = replace(verslag, voorlopig=False, fase="vastgesteld")
    stel = maak_set(vast, sha256=SHA, door="Anna")
    assert stel.voet == (
        "Peildatum 31 december 2022 · vastgesteld op 20 januari 2023, versie 1 · sha256 9f3c 41d7 … 77a5"
    )
    assert all(f"sha256 {SHA}" in dia.notities for dia in stel.dias)
    assert stel.maker == "Anna"


def test_text_stays_text_in_the_sheet_behind_a_chart(verslag):
    delen = tuple(replace(deel, naam="=1+1") for deel in verslag.onderdelen)
    bestand = open_pptx(maak_set(replace(verslag, onderdelen=delen)))
    grafiek = next(vorm.chart for vorm in bestand.slides[1].shapes if vorm.has_chart)
    blad = openpyxl.load_workbook(io.BytesIO(grafiek.part.chart_workbook.xlsx_part.blob)).active
    assert (blad["A2"].value, blad["A2"].data_type) == ("=1+1", "s")


def test_nothing_runs_over_the_edge_however_long_the_texts(jaar, meld):
    wereld = jaar.wereld
    Actie.objects.update(titel=LANG[:200])
    Organisatie.objects.filter(slug="hoorn").update(naam=LANG[:100])
    meld(
        wereld.zelfscan, wereld.hoorn, "2022-07-01", "in_uitvoering", koers="vastgelopen", toelichting=LANG,
        bijsturing=LANG,
    )  # fmt: skip
    verslag = bouw_verslag(wereld.programma, OUDJAAR, vorige_peildatum=VORIG_OUDJAAR, evaluatie=jaar.evaluatie)
    stel = maak_set(verslag)
    bestand = open_pptx(stel)
    assert any(LANG.strip() in regel for dia in stel.dias for regel in dia.notities)
    for blad in bestand.slides:
        for vorm in blad.shapes:
            assert 0 <= vorm.left <= vorm.left + vorm.width <= bestand.slide_width
            assert 0 <= vorm.top <= vorm.top + vorm.height <= bestand.slide_height
            if vorm.has_text_frame and vorm.text_frame.text and vorm.name != "Nummer":
                assert _hoogte(vorm) <= vorm.height / 9525 + 1, (vorm.name, vorm.text_frame.text)
        tabel = next((vorm for vorm in blad.shapes if vorm.has_table), None)
        if tabel:
            hoog = sum(rij.height for rij in tabel.table.rows)
            assert tabel.top + hoog <= Emu(650 * 9525)


def _hoogte(vorm):
    """How high the text is in px, by the measure the slides use; a title is as big as the model says."""
    hoogte, kader = 0.0, vorm.text_frame
    for alinea in kader.paragraphs:
        ruimte = vorm.width / 9525 - (34 if alinea._p.pPr is not None and alinea._p.pPr.get("marL") else 0)
        stukken = alinea.text.split("\v")
        runs = [run for run in alinea.runs if run.text]
        if len(stukken) == 1 and runs:
            runs = [runs[0]]  # one line may begin in bold
        for stuk, run in zip(stukken, runs, strict=True):
            letter = run.font.size.pt / 0.75 if run.font.size else 36
            hoogte += regels(stuk, ruimte, letter, vet=bool(run.font.bold) or letter == 36) * letter * 1.2
    return hoogte


# Measuring


def test_a_text_is_measured_and_cut_at_a_whole_word():
    assert breedte("WWW", 20) > breedte("iii", 20) > 0
    assert breedte("abc", 40) == 2 * breedte("abc", 20)
    assert regels("een twee", 1000, 20) == 1
    assert regels("een twee", breedte("een tw", 20), 20) == 2
    assert regels("een\ntwee", 1000, 20) == 2
    assert regels("x" * 100, 100, 20) > 5
    kort = passend("een twee drie vier vijf zes zeven acht", breedte("een twee drie vier", 20), 20, 1)
    assert kort.endswith("…")
    assert "een twee drie vier vijf zes zeven acht".startswith(kort.removesuffix("…"))
    assert passend("past  wel", 1000, 20, 1) == "past wel"


def test_the_grid_has_round_steps():
    assert [stap(hoogste) for hoogste in (1, 6, 7, 32, 60, 61, 3000)] == [1, 1, 2, 10, 10, 20, 500]
    assert all(stap(n) <= stap(m) for n, m in pairwise(range(1, 400)))


def test_pages_link_to_the_slides(als, cast, vast):
    client = als(cast.dirk)
    pagina = client.get(reverse("monitoring:evaluatie_detail", args=["proef", 2021])).content.decode()
    assert [pagina.count(f'href="{adres(*rest)}"') for rest in ((), ("pora",), ("madivosa",))] == [1, 1, 1]
    blad = client.get(reverse("monitoring:oplegger", args=["proef", 2021, "pora"])).content.decode()
    assert blad.count(f'href="{adres("pora")}"') == 1
