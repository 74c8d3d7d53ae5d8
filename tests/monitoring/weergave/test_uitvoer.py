"""What a reader takes along: the right rows, the right reader, a safe file."""

import io
import subprocess
import sys
from datetime import date

import openpyxl
import pytest
from django.conf import settings as instellingen
from django.urls import reverse
from django.utils import timezone

from acties.models import Actie, Begrip, Besluit, Collegebesluit, Programma
from monitoring.constanten import Fase
from monitoring.models import Evaluatie
from tests.vaststellen import vaststellen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv; charset=utf-8"
OUDJAAR = "2021-12-31"

EXPORTS = [
    "actie_export", "gemeenten_export", "cijfers_export", "planning_export", "besluit_export", "vaststelling_export",
    "begrip_export",
]  # fmt: skip


def adres(naam, *args, slug="proef"):
    return reverse(f"monitoring:{naam}", args=[slug, *args])


def jaarverslag(jaar=2021, formaat="xlsx", **keuzes):
    return adres("jaarverslag", jaar, formaat, **keuzes)


ALLE = [
    *(adres(naam, formaat) for naam in EXPORTS for formaat in ("xlsx", "ods", "csv")),
    jaarverslag(),
    jaarverslag(formaat="ods"),
]


def open_xlsx(antwoord):
    return openpyxl.load_workbook(io.BytesIO(antwoord.content))


def eerste_kolommen(antwoord, aantal=2):
    blad = open_xlsx(antwoord).worksheets[0]
    return [rij[:aantal] for rij in blad.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize(
    ("url", "content_type", "naam"),
    [
        (adres("actie_export", "xlsx"), XLSX, "acties-proef-2021-12-31-voorlopig.xlsx"),
        (adres("actie_export", "ods"), ODS, "acties-proef-2021-12-31-voorlopig.ods"),
        (adres("actie_export", "csv"), CSV, "acties-proef-2021-12-31-voorlopig.csv"),
        (adres("gemeenten_export", "xlsx"), XLSX, "gemeenten-proef-2021-12-31-voorlopig.xlsx"),
        (adres("cijfers_export", "csv"), CSV, "cijfers-proef-2021-12-31-voorlopig.csv"),
        (jaarverslag(), XLSX, "jaarverslag-2021-proef-concept.xlsx"),
        (jaarverslag(formaat="ods"), ODS, "jaarverslag-2021-proef-concept.ods"),
    ],
)
def test_download_has_a_safe_name_and_stays_out_of_every_cache(als, cast, url, content_type, naam):
    antwoord = als(cast.dirk).get(url, {"peildatum": OUDJAAR})
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == content_type
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert (antwoord["Cache-Control"], antwoord["X-Content-Type-Options"]) == ("no-store", "nosniff")


@pytest.mark.parametrize("url", ALLE)
@pytest.mark.parametrize("wie", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_every_role_may_take_along_what_it_reads(als, cast, wie, url):
    assert als(getattr(cast, wie)).get(url).status_code == 200


@pytest.mark.parametrize("url", ALLE)
def test_who_is_not_logged_in_goes_to_the_login_page(als, wereld, url):
    antwoord = als(None).get(url)
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/accounts/login/?next={url}")


@pytest.mark.parametrize("url", ALLE)
def test_a_file_is_read_and_not_written(als, cast, url):
    assert als(cast.anna).post(url).status_code == 405


@pytest.mark.parametrize(
    "url",
    [
        *(adres(naam, "exe") for naam in EXPORTS),
        jaarverslag(formaat="csv"),
        jaarverslag(formaat="doc"),
        jaarverslag(jaar=2020),
        jaarverslag(jaar=2024),
        adres("actie_export", "xlsx", slug="elders"),
        jaarverslag(slug="elders"),
    ],
)
def test_unknown_format_year_or_programme_is_not_found(als, cast, url):
    assert als(cast.anna).get(url).status_code == 404


def test_a_year_that_has_not_begun_has_no_report(als, cast):
    Programma.objects.update(eindjaar=2199)
    assert als(cast.anna).get(jaarverslag(jaar=2199)).status_code == 404


def test_list_is_exactly_as_filtered_and_sorted(als, cast, meld, wereld):
    meld(wereld.training, None, "2021-06-01", "afgerond")
    client = als(cast.dirk)
    url = adres("actie_export", "xlsx")
    vraag = {"peildatum": OUDJAAR}
    assert [nr for nr, _ in eerste_kolommen(client.get(url, vraag))] == [1, 2, 3]
    assert [nr for nr, _ in eerste_kolommen(client.get(url, vraag | {"sorteer": "-nr"}))] == [3, 2, 1]
    assert [nr for nr, _ in eerste_kolommen(client.get(url, vraag | {"status": "geen_melding"}))] == [2, 3]


def test_list_says_how_it_was_filtered(als, cast):
    vraag = {"peildatum": OUDJAAR, "onderdeel": "K1", "planningsjaar": "2021", "sorteer": "-titel"}
    blad = open_xlsx(als(cast.dirk).get(adres("actie_export", "xlsx"), vraag))["Over deze lijst"]
    over = dict(blad.iter_rows(values_only=True))
    assert (over["Filters"], over["Volgorde"], over["Acties"]) == ("Lokaal; 2021", "Actie, omgekeerd", "2 van 3")
    assert over["Gemaakt door"] == "Dirk"


def test_filter_that_is_wrong_leads_to_the_list_that_tells_what(als, cast):
    antwoord = als(cast.dirk).get(adres("actie_export", "xlsx"), {"status": "onzin", "peildatum": OUDJAAR})
    assert antwoord.status_code == 302
    assert antwoord["Location"] == adres("actie_lijst") + f"?status=onzin&peildatum={OUDJAAR}"


def test_other_programme_stays_out_of_the_list(als, cast, wereld):
    ander = Programma.objects.create(slug="elders", naam="Elders", startjaar=2021, eindjaar=2023)
    onderdeel = ander.onderdelen.create(soort="kernelement", code="K1", naam="Elders")
    Actie.objects.create(programma=ander, nummer=9, titel="Van een ander", onderdeel=onderdeel, doorlopend=True)
    assert eerste_kolommen(als(cast.dirk).get(adres("actie_export", "xlsx"), {"peildatum": OUDJAAR})) == [
        (1, "Trainingen geven"),
        (2, "Zelfscan in elke gemeente"),
        (3, "Voorlichting"),
    ]


@pytest.mark.parametrize(
    ("peildatum", "gemeenten"),
    [
        ("2021-12-31", ["Alkmaar", "Heerhugowaard", "Langedijk", "Hoorn"]),
        ("2022-01-01", ["Alkmaar", "Dijk en Waard", "Hoorn"]),
    ],
)
def test_matrix_has_the_municipalities_of_that_day(als, cast, peildatum, gemeenten):
    antwoord = als(cast.dirk).get(adres("gemeenten_export", "xlsx"), {"peildatum": peildatum})
    assert [naam for _, naam in eerste_kolommen(antwoord)] == gemeenten


def test_matrix_of_one_overleg(als, cast):
    antwoord = als(cast.dirk).get(adres("gemeenten_export", "xlsx"), {"peildatum": OUDJAAR, "overleg": "madivosa"})
    assert eerste_kolommen(antwoord) == [("Oost · Madivosa", "Hoorn")]
    assert (
        antwoord["Content-Disposition"] == 'attachment; filename="gemeenten-madivosa-proef-2021-12-31-voorlopig.xlsx"'
    )
    assert als(cast.dirk).get(adres("gemeenten_export", "xlsx"), {"overleg": "onzin"}).status_code == 404


def omslag(antwoord):
    return dict(rij[:2] for rij in open_xlsx(antwoord)["Omslag"].iter_rows(values_only=True))


def test_report_stands_on_the_last_day_of_the_year_and_compares_with_the_year_before(als, cast):
    regels = omslag(als(cast.anna).get(jaarverslag(2022)))
    assert (regels["Peildatum"].date(), regels["Vergeleken met"].date()) == (date(2022, 12, 31), date(2021, 12, 31))
    assert regels["Gemaakt door"] == "de site, voor wie inlogt"  # one file for all of them


def test_report_stands_on_the_peildatum_of_its_evaluatie(als, cast, wereld):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 1), fase="concept")
    regels = omslag(als(cast.anna).get(jaarverslag(2021)))
    assert (regels["Peildatum"].date(), regels["Stand van dit verslag"]) == (date(2021, 12, 1), "Concept, versie 1")


def test_adopted_report_is_no_concept(als, cast, wereld):
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept"
    )
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    antwoord = als(cast.anna).get(jaarverslag(2021))
    assert antwoord["Content-Disposition"] == 'attachment; filename="jaarverslag-2021-proef.xlsx"'


@pytest.fixture
def interne_melding(wereld, meld, cast):
    teksten = {"toelichting": "Alleen voor collega’s.", "bijsturing": "Extra uren.", "openbaar": False}
    meld(wereld.training, None, "2021-06-01", "in_uitvoering", koers="aandacht", gemeld_door=cast.bram, **teksten)


def alle_tekst(antwoord):
    return "\n".join(
        str(cel) for blad in open_xlsx(antwoord) for rij in blad.iter_rows(values_only=True) for cel in rij
    )


@pytest.mark.parametrize("url", [adres("actie_export", "xlsx"), jaarverslag()])
def test_visitor_of_a_public_dashboard_reads_no_names_and_no_internal_notes(
    als, cast, wereld, interne_melding, settings, url
):
    concept = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase=Fase.CONCEPT)
    vaststellen(concept, door=cast.anna, op=timezone.now())
    collega = alle_tekst(als(cast.dirk).get(url, {"peildatum": OUDJAAR}))
    assert ("Alleen voor collega’s." in collega, "Extra uren." in collega) == (True, True)
    settings.DASHBOARD_OPENBAAR = True
    bezoeker = alle_tekst(als(None).get(url, {"peildatum": OUDJAAR}))
    assert [woord for woord in ("collega", "Extra uren", "Bram", "Dirk") if woord in bezoeker] == []
    assert "Openbare versie: zonder namen en zonder interne teksten" in bezoeker


def test_planning_is_exported_as_filtered_without_local_acties(als, cast, wereld):
    Actie.objects.create(
        programma=wereld.programma, nummer=100_001, titel="Extra", onderdeel=wereld.kern, doorlopend=True,
        lokaal_van=wereld.alkmaar,
    )  # fmt: skip
    client = als(cast.dirk)
    alles = eerste_kolommen(client.get(adres("planning_export", "xlsx"), {"lokaal": "ja"}))
    assert alles == [(1, "Trainingen geven"), (2, "Zelfscan in elke gemeente"), (3, "Voorlichting")]
    een = client.get(adres("planning_export", "xlsx"), {"zoek": "zelfscan"})
    assert eerste_kolommen(een) == [(2, "Zelfscan in elke gemeente")]
    assert client.get(adres("planning_export", "xlsx"), {"status": "onzin"}).status_code == 302


def test_besluiten_are_exported_as_filtered(als, cast, wereld):
    for soort, actie, tekst in (("overig", None, "Anders."), ("vervallen", wereld.training, "=Weg.")):
        Besluit.objects.create(
            programma=wereld.programma, soort=soort, actie=actie, datum=date(2021, 6, 1), orgaan="PORA",
            kenmerk="2021-1", omschrijving=tekst,
        )  # fmt: skip
    client = als(cast.dirk)
    regels = client.get(adres("besluit_export", "csv"), {"soort": "vervallen"}).content.decode("utf-8-sig").splitlines()
    assert regels == [
        "Datum;Wijziging;Door;Kenmerk;Nr;Actie;Wat is besloten",
        "2021-06-01;Actie vervallen;PORA;2021-1;1;Trainingen geven;'=Weg.",
    ]
    boek = open_xlsx(client.get(adres("besluit_export", "xlsx"), {"soort": "vervallen", "actie": "1"}))
    over = dict(boek["Over deze lijst"].iter_rows(values_only=True))
    assert (over["Filters"], over["Besluiten"]) == ("Wijziging: Actie vervallen; Actie: 1. Trainingen geven", "1")
    assert client.get(adres("besluit_export", "csv"), {"soort": "onzin"}).status_code == 302


def test_vaststelling_is_exported_per_municipality(als, cast, wereld):
    Collegebesluit.objects.create(
        programma=wereld.programma, organisatie=wereld.alkmaar, college_op=date(2021, 3, 16), raad_op=date(2021, 4, 8)
    )
    antwoord = als(cast.dirk).get(adres("vaststelling_export", "csv"))
    regels = antwoord.content.decode("utf-8-sig").splitlines()
    assert regels[:2] == [
        "Overleg;Gemeente;College stelde vast op;Raad geïnformeerd op;Overgenomen van",
        "West · PORA;Alkmaar;2021-03-16;2021-04-08;",
    ]
    assert {regel.split(";")[1]: regel.split(";")[2] for regel in regels[2:]}["Hoorn"] == ""


def test_begrippen_are_exported_as_searched(als, cast, wereld):
    Begrip.objects.create(programma=wereld.programma, term="veilig Thuis", synoniemen="VT\nVTNHN", definitie="=Advies.")
    Begrip.objects.create(programma=wereld.programma, term="Vraagbaak", definitie="Een vragenlijst.")
    client = als(cast.dirk)
    regels = client.get(adres("begrip_export", "csv"), {"zoek": "advies"}).content.decode("utf-8-sig").splitlines()
    assert regels == ["Begrip;Ook geschreven als;Omschrijving", 'veilig Thuis;"VT; VTNHN";\'=Advies.']
    boek = open_xlsx(client.get(adres("begrip_export", "xlsx"), {"zoek": "advies"}))
    assert dict(boek["Over deze lijst"].iter_rows(values_only=True))["Gezocht op"] == "advies"
    assert client.get(adres("begrip_export", "csv"), {"zoek": "\0"}).status_code == 302
    pagina = client.get(reverse("acties:begrip_lijst", args=["proef"]), {"zoek": "advies"}).content.decode()
    assert f'href="{adres("begrip_export", "ods")}?zoek=advies"' in pagina


@pytest.mark.parametrize("pagina", ["planning", "besluit_lijst"])
def test_page_offers_its_list_with_the_filter_it_has(als, cast, wereld, pagina):
    Besluit.objects.create(
        programma=wereld.programma, soort="vervallen", actie=wereld.training, datum=date(2021, 6, 1), orgaan="PORA",
        omschrijving="Weg.",
    )  # fmt: skip
    html = als(cast.dirk).get(adres(pagina), {"soort": "vervallen"}).content.decode()
    uitvoer = {"planning": "planning_export", "besluit_lijst": "besluit_export"}[pagina]
    for formaat in ("xlsx", "ods", "csv"):
        assert f'href="{adres(uitvoer, formaat)}?soort=vervallen"' in html


@pytest.mark.parametrize("aantal", [0, 200])
@pytest.mark.parametrize(
    ("url", "eerste_keer", "daarna"),
    [
        (adres("actie_export", "xlsx"), 12, 6),
        (adres("actie_export", "ods"), 12, 6),
        (adres("gemeenten_export", "csv"), 11, 5),
        (adres("cijfers_export", "csv"), 11, 5),
        (adres("planning_export", "xlsx"), 12, 6),
        (adres("besluit_export", "csv"), 11, 6),
        (adres("vaststelling_export", "csv"), 10, 5),
        (adres("begrip_export", "csv"), 6, 6),
        (jaarverslag(2022), 42, 7),
    ],
)
def test_number_of_queries_is_constant(als, cast, wereld, django_assert_num_queries, url, eerste_keer, daarna, aantal):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=date(2022, 12, 31))
    Actie.objects.bulk_create(
        Actie(
            programma=wereld.programma, nummer=nummer, titel="Nog een", onderdeel=wereld.kern, doorlopend=True,
            uitvoering="per_organisatie",
        )
        for nummer in range(100, 100 + aantal)
    )  # fmt: skip
    client = als(cast.dirk)
    with django_assert_num_queries(eerste_keer):
        client.get(url, {"peildatum": OUDJAAR})
    with django_assert_num_queries(daarna):
        client.get(url, {"peildatum": OUDJAAR})


def test_no_library_for_files_is_loaded_at_the_start():
    """In a fresh process: this one has long since loaded them."""
    vraag = (
        "import django, sys; django.setup(); import uitvoering.urls; "
        "print([naam for naam in ('openpyxl', 'odf', 'weasyprint', 'docx', 'lxml', 'acties.rekenblad.schrijven.excel', "
        "'monitoring.weergave.brief.word') if naam in sys.modules])"
    )
    uitkomst = subprocess.run(
        [sys.executable, "-c", vraag],
        cwd=instellingen.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert uitkomst.stdout == "[]\n"
