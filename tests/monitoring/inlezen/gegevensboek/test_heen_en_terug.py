"""Everything out, into an empty database: every row of every table is there again, and nothing else."""

import io
import json
import shutil
import subprocess
import sys
from datetime import date, datetime

import openpyxl
import pytest
from django.conf import settings

from acties.models import Actie, Begrip, Gebruiker, Lidmaatschap, Organisatie, Partij
from acties.rekenblad.lezen.grenzen import OPDRACHT
from acties.rekenblad.schrijven.maat import regelhoogte
from acties.voorstel.tussenstap import kijk, zet_klaar
from acties.voorstel.voorstel import Aantallen
from acties.wijzigen.lokaal import voeg_toe
from monitoring.inlezen.gegevensboek.gegevens import lees_rijen
from monitoring.inlezen.gegevensboek.lange_tekst import DEEL
from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.schrijven import schrijf_alles
from monitoring.inlezen.gegevensboek.tabellen import NIET_IN_HET_BOEK, TABELLEN
from monitoring.inlezen.gegevensboek.vergelijken import vergelijk
from tests.volledig import vul_alles

OP = datetime(2023, 1, 20, 14, 5)  # noqa: DTZ001 - a file has local time


@pytest.fixture
def alles(cast, wereld, meld):
    """With an actie of one organisatie, which has no partij: it is not kept by the way back through the migrations."""
    lokaal = Actie(
        programma=wereld.programma, titel="Lessen", onderdeel=wereld.lijn, lokaal_van=wereld.alkmaar, doorlopend=True
    )
    voeg_toe(lokaal, ambities=[wereld.ambitie], aanjagers={wereld.groen: "Wijkteam"}, door=cast.bram)
    return vul_alles(wereld, cast, meld)


def uitvoer():
    with schrijf_alles(TABELLEN, bij="Proef.", op=OP) as bestand:
        return bestand.read()


def momentopname():
    """Every row of every table by its natural key: as plain values."""
    return {tabel.blad: sorted((repr(rij) for _, rij in lees_rijen(tabel, tabel.kolommen))) for tabel in TABELLEN}


def test_every_table_has_a_row_in_this_test(alles):
    assert [blad for blad, rijen in momentopname().items() if not rijen] == []


def test_a_database_that_is_read_into_an_empty_one_is_equal(lege_database, alles, tmp_path):
    """The other database is a real one, filled by the commands of the README."""
    bestand, leeg, terug = tmp_path / "alles.xlsx", tmp_path / "leeg.sqlite3", tmp_path / "terug.xlsx"
    bestand.write_bytes(uitvoer())
    shutil.copy(lege_database, leeg)
    for opdracht in (["importeer", bestand], ["exporteer", terug]):
        klaar = subprocess.run(
            [sys.executable, "manage.py", *opdracht],
            cwd=settings.BASE_DIR,
            env={"DEBUG": "1", "DATABASE_URL": f"sqlite:///{leeg}", "PATH": ""},
            check=False,
            capture_output=True,
            text=True,
        )
        assert klaar.returncode == 0, klaar.stderr
    daar, hier = (lees_boek(inhoud, grenzen=OPDRACHT).bladen for inhoud in (terug.read_bytes(), bestand.read_bytes()))
    assert sum(len(blad.rijen) for blad in hier.values()) > 60
    for tabel in TABELLEN:
        assert sorted(map(repr, _rijen(daar, tabel))) == sorted(map(repr, _rijen(hier, tabel))), tabel.blad


def _rijen(bladen, tabel):
    return [cellen for _, cellen in bladen[tabel.blad].rijen]


def test_an_export_read_back_changes_nothing_at_all(alles, cast, wereld):
    boek = lees_boek(uitvoer(), grenzen=OPDRACHT)
    assert {len(Begrip.objects.get(term="Term 5").definitie) > DEEL} == {True}
    wie = {"door": cast.anna, "waar": "gegevensboek 1"}
    for lezing in (boek, kijk(zet_klaar(boek, **wie), **wie)):
        uitkomst = vergelijk(lezing, opdracht=True)
        assert uitkomst.fouten == []
        assert uitkomst.aantallen == Aantallen(gelijk=sum(len(rijen) for rijen in momentopname().values()))


def test_a_koers_of_long_ago_that_cannot_be_any_more_stays_out_of_the_file(alles, cast, wereld, oude_koers):
    """The database refuses it from now on: with it, what went out would not come in again."""
    oude_koers(wereld.zelfscan, wereld.hoorn, "2021-10-05", "afgerond", "op_schema")
    boek = lees_boek(uitvoer(), grenzen=OPDRACHT)
    meldingen = next(tabel for tabel in TABELLEN if tabel.blad == "Meldingen")
    plaats = {kolom.naam: nummer for nummer, kolom in enumerate(meldingen.kolommen)}
    gemeld = {(rij[plaats["status"]], rij[plaats["koers"]]) for _, rij in lees_rijen(meldingen, meldingen.kolommen)}
    assert {koers for status, koers in gemeld if status == "afgerond"} == {""}
    uitkomst = vergelijk(boek, opdracht=True)
    assert uitkomst.fouten == []
    assert uitkomst.aantallen == Aantallen(gelijk=sum(len(rijen) for rijen in momentopname().values()))


def test_an_adopted_year_whose_report_was_edited_is_refused(alles):
    boek = lees_boek(uitvoer(), grenzen=OPDRACHT)
    evaluaties = boek.bladen["Evaluaties"]
    verslag = evaluaties.koppen.index("verslag")
    rijen = [
        (nummer, tuple(_vervalst(cel) if plaats == verslag and cel else cel for plaats, cel in enumerate(cellen)))
        for nummer, cellen in evaluaties.rijen
    ]
    boek.bladen["Evaluaties"] = type(evaluaties)(evaluaties.koppen, tuple(rijen))
    melding = "Deze evaluatie is vastgesteld en verandert niet meer."
    assert [fout.uitleg for fout in vergelijk(boek, opdracht=True).fouten] == [melding]
    boek.bladen["Evaluaties"] = type(evaluaties)(
        evaluaties.koppen, tuple((nummer, (cellen[0], 2023, *cellen[2:])) for nummer, cellen in rijen[:1])
    )
    fouten = [fout for fout in vergelijk(boek, opdracht=True).fouten if fout.blad == "Evaluaties"]
    assert "Het controlegetal hoort niet bij het verslag" in fouten[0].uitleg


def _vervalst(tekst):
    stuk = json.loads(tekst)
    stuk["regio"]["peildatum"] = "2020-01-01"
    return json.dumps(stuk)


def test_nothing_secret_is_in_the_file(alles):
    gebruikers = lees_boek(uitvoer(), grenzen=OPDRACHT).bladen["Gebruikers"]
    assert not {"password", "is_superuser", "is_staff", "last_login"} & set(gebruikers.koppen)


def test_every_table_of_the_site_is_in_the_book_or_named_with_a_reason():
    from django.apps import apps  # noqa: PLC0415 - settings are ready only now

    modellen = {
        model.__name__
        for app in ("acties", "monitoring")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    }
    assert modellen - {tabel.model.__name__ for tabel in TABELLEN} == set(NIET_IN_HET_BOEK)


def test_a_new_account_from_a_file_cannot_log_in_and_is_nobody_special(lees_in):
    from tests.acties.rekenblad.lezen.bouwen import werkmap  # noqa: PLC0415 - beside the fixture it belongs to

    lees_in(werkmap(Gebruikers=[["username", "first_name"], ["nieuw", "Nieuw"]]))
    nieuw = Gebruiker.objects.get(username="nieuw")
    assert (nieuw.has_usable_password(), nieuw.is_superuser, nieuw.is_staff, nieuw.is_active) == (
        False,
        False,
        False,
        True,
    )


def test_history_knows_what_was_read(lees_in, wereld):
    from tests.acties.rekenblad.lezen.bouwen import werkmap  # noqa: PLC0415 - beside the fixture it belongs to

    lees_in(
        werkmap(
            Partijen=[["programma", "naam"], ["proef", "Politie"]],
            Organisaties=[
                ["naam", "slug", "soort", "partijen"],
                ["Politie NH", "politie-nh", "ketenpartner", "proef: Politie"],
                ["Alkmaar", "alkmaar", "gemeente", "proef: Gemeenten | proef: Politie"],
            ],
        )
    )
    politie = Organisatie.objects.get(naam="Politie NH").history.get()
    assert (politie.history_type, [rij.partij.naam for rij in politie.partijen.all()]) == ("+", ["Politie"])
    alkmaar = Organisatie.objects.get(naam="Alkmaar").history.first()
    assert (alkmaar.history_type, sorted(rij.partij.naam for rij in alkmaar.partijen.all())) == (
        "~",
        ["Gemeenten", "Politie"],
    )
    assert Partij.objects.get(naam="Politie").history.get().history_change_reason == "Ingelezen uit een bestand"


def test_roles_come_along(alles):
    lidmaatschappen = lees_boek(uitvoer(), grenzen=OPDRACHT).bladen["Lidmaatschappen"]
    assert len(lidmaatschappen.rijen) == Lidmaatschap.objects.count() == 6


def test_the_file_opens_in_openpyxl_with_real_dates_and_text(alles):
    boek = openpyxl.load_workbook(io.BytesIO(uitvoer()))
    begrippen = {rij[1].value: rij[3] for rij in boek["Begrippen"].iter_rows(min_row=2)}
    assert (begrippen["Term 0"].value, begrippen["Term 0"].data_type, begrippen["Term 0"].quotePrefix) == (
        "=1+1",
        "s",
        True,
    )
    organisaties = boek["Organisaties"]
    kop = [cel.value for cel in organisaties[1]]
    einde = organisaties.cell(4, kop.index("einddatum") + 1)
    assert (einde.value.date(), einde.is_date) == (date(2022, 1, 1), True)
    assert boek["Acties"].freeze_panes == "A2"
    assert "regionaal,per_organisatie" in {
        lijst.formula1.strip('"') for lijst in boek["Acties"].data_validations.dataValidation
    }


def test_every_sheet_prints_readable_with_its_header_on_each_page(alles):
    """A table wider than a page takes more of them, each with the first two columns; the row is as high as its text."""
    Begrip.objects.update(definitie="Een zin die langer is dan de kolom breed is. " * 5)
    boek = openpyxl.load_workbook(io.BytesIO(uitvoer()))
    breed, smal = boek["Meldingen"], boek["Deelnames"]
    assert (breed.print_title_rows, breed.print_title_cols, breed.page_setup.fitToWidth > 1) == ("$1:$1", "$A:$B", True)
    assert (smal.print_title_rows, smal.print_title_cols, smal.page_setup.fitToWidth) == ("$1:$1", None, 1)
    assert {(blad.page_setup.orientation, blad.oddFooter.right.text) for blad in boek} == {
        ("landscape", "Pagina &P van &N")
    }
    hoogtes = {boek["Begrippen"].row_dimensions[rij].height for rij in range(2, boek["Begrippen"].max_row + 1)}
    assert min(hoogtes) > 4 * regelhoogte(9)
