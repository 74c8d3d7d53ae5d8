"""What a workbook does to the database: nothing until everything is right, and every error names its cell."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acties.models import Aanjager, Actie, Begrip, Organisatie, Partij, Programma
from acties.models.naam import gevouwen_velden
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.voorstel import opslaan, toetsen
from acties.voorstel.opslaan import NietOpgeslagen
from acties.voorstel.toetsen import toets_voorwaarden
from acties.voorstel.voorstel import Aantallen, Blad, Rij
from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.opslaan import sla_op
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD, OP_MODEL, TABELLEN
from monitoring.models import Indicator, Meting
from tests.acties.rekenblad.lezen.bouwen import bewaard, met_cel, werkmap
from tests.monitoring.inlezen.gegevensboek.conftest import bekijk, fouten
from tests.volledig import vul_alles

ACTIE = ["programma", "nummer", "titel", "onderdeel", "hoofdverantwoordelijken", "doorlopend"]
REGIO = {
    "Programma's": [["slug", "naam", "startjaar", "eindjaar"], ["zuid", "Veilig Zuid", 2024, 2027]],
    "Onderdelen": [["programma", "code", "soort", "naam"], ["zuid", "A1", "actielijn", "Preventie"]],
    "Partijen": [["programma", "naam"], ["zuid", "Gemeenten"]],
    "Organisaties": [
        ["naam", "slug", "soort", "partijen", "einddatum", "opvolger"],
        ["Oud", "oud", "gemeente", "zuid: Gemeenten", "01-01-2025", "Nieuw"],
        ["Nieuw", "nieuw", "gemeente", "zuid: Gemeenten", None, None],
    ],
    "Aanjagersrollen": [["programma", "naam", "kleur", "letter"], ["zuid", "Ambtenaren", "groen", "G"]],
    "Acties": [ACTIE, ["zuid", 1, "Trainen", "A1", "Gemeenten", "ja"]],
    "Aanjagers": [["programma", "actie", "rol", "tekst"], ["zuid", 1, "Ambtenaren", "Jeugd"]],
}


def test_a_region_starts_with_an_empty_database_and_its_own_spreadsheet(lees_in):
    uitkomst = lees_in(werkmap(**REGIO))
    assert uitkomst.aantallen == Aantallen(nieuw=8)
    actie = Actie.objects.get()
    assert (str(actie), actie.programma.slug, actie.onderdeel.naam, actie.doorlopend) == (
        "1. Trainen",
        "zuid",
        "Preventie",
        True,
    )
    assert [partij.naam for partij in actie.hoofdverantwoordelijken.all()] == ["Gemeenten"]
    assert Aanjager.objects.get().rol.naam == "Ambtenaren"
    assert Organisatie.objects.get(naam="Oud").opvolger.naam == "Nieuw"
    opnieuw = bekijk(werkmap(**REGIO))
    assert (opnieuw.fouten, opnieuw.aantallen) == ([], Aantallen(gelijk=8))


def test_a_changed_cell_shows_old_and_new(wereld):
    uitkomst = bekijk(
        werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 1, "Anders"], ["proef", 2, wereld.zelfscan.titel]])
    )
    (blad,) = uitkomst.bladen
    ((rij, verschillen),) = blad.getoond
    assert (rij.nummer, [(v.kolom, v.oud, v.nieuw) for v in verschillen]) == (
        2,
        [("titel", "Trainingen geven", "Anders")],
    )
    assert uitkomst.aantallen == Aantallen(anders=1, gelijk=1)


def test_a_column_that_is_not_there_stays_as_it_was(lees_in, wereld):
    lees_in(werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 2, "Anders"]]))
    wereld.zelfscan.refresh_from_db()
    assert (wereld.zelfscan.titel, wereld.zelfscan.omschrijving) == ("Anders", "Elke gemeente vult de zelfscan in.")
    assert [partij.naam for partij in wereld.zelfscan.hoofdverantwoordelijken.all()] == ["Gemeenten"]


def test_the_programme_can_be_left_out_when_it_is_given(wereld, lees_in):
    lees_in(werkmap(Partijen=[["naam"], ["Politie"]]), programma="proef")
    assert Partij.objects.get(naam="Politie").programma == wereld.programma


def test_an_empty_choice_is_what_the_field_begins_with(wereld, lees_in):
    """The sheet with explanation says that this cell may stay empty."""
    rij = ["proef", 9, "Nieuw", "K1", "Gemeenten", "ja", None]
    lees_in(werkmap(Acties=[[*ACTIE, "uitvoering"], rij]))
    assert Actie.objects.get(nummer=9).uitvoering == "regionaal"


def test_the_same_half_empty_file_a_second_time_changes_nothing(wereld, lees_in):
    """What stayed empty got its beginning the first time, and perhaps another value since."""
    bladen = {
        "Subregio's": [["naam", "volgorde"], ["Zuid", None]],
        "Acties": [[*ACTIE, "uitvoering"], ["proef", 9, "Nieuw", "K1", "Gemeenten", "ja", None]],
    }
    lees_in(werkmap(**bladen))
    Actie.objects.filter(nummer=9).update(uitvoering="per_organisatie")
    assert bekijk(werkmap(**bladen)).aantallen == Aantallen(gelijk=2)


GOED = ["proef", 9, "Nieuw", "K1", "Gemeenten", "ja"]


@pytest.mark.parametrize(
    ("plaats", "waarde", "kolom", "deel"),
    [
        (1, "negen", "nummer", "geen heel getal"),
        (1, 1.5, "nummer", "geen heel getal"),
        (2, None, "titel", "leeg"),
        (2, "x" * 201, "titel", "200"),
        (3, "K9", "onderdeel", "Onderdeel “K9” bestaat niet bij proef"),
        (3, None, "onderdeel", "mag niet leeg"),
        (4, "Marine", "hoofdverantwoordelijken", "Partij “Marine” bestaat niet bij proef"),
        (4, "", "hoofdverantwoordelijken", "ten minste één naam"),
        (5, "misschien", "doorlopend", "geen ja of nee"),
        (5, "nee", "hele rij", "Geef een startjaar en een eindjaar"),
        (0, "marine", "programma", "Programma “marine” bestaat niet"),
    ],
)
def test_an_error_names_sheet_row_column_and_value(wereld, plaats, waarde, kolom, deel):
    rij = [waarde if nummer == plaats else cel for nummer, cel in enumerate(GOED)]
    uitkomst = bekijk(werkmap(Acties=[ACTIE, [None] * 6, rij]))
    eerste = next(fout for fout in uitkomst.fouten if fout.kolom == kolom)
    assert (eerste.blad, eerste.rij) == ("Acties", 3)
    assert deel in eerste.uitleg
    assert (eerste.waarde or None) == (None if kolom == "hele rij" else waarde or None)


TITELS = [["programma", "nummer", "titel"], ["proef", 1, "Anders"], ["proef", 2, "Ook anders"]]


def test_a_formula_without_an_outcome_empties_no_text(wereld):
    uitkomst = bekijk(met_cel(werkmap(Acties=TITELS), "C3", "<f>A1</f><v></v>"))
    [fout] = uitkomst.fouten
    assert (fout.rij, fout.kolom, fout.waarde_in_woorden) == (3, "titel", "=A1")
    assert fout.uitleg.startswith("Hier staat een formule zonder uitkomst (=A1).")


def test_an_error_of_excel_is_named_with_its_cell(wereld):
    [fout] = bekijk(werkmap(Acties=[*TITELS[:2], ["proef", 2, "#REF!"]])).fouten
    assert (fout.blad, fout.rij, fout.kolom, fout.waarde_in_woorden) == ("Acties", 3, "titel", "#REF!")


def test_a_formula_with_an_outcome_is_read_and_named(wereld):
    uitkomst = bekijk(met_cel(werkmap(Acties=TITELS[:2]), "C2", 't="str"><f>T(1)</f><v>Anders</v>'))
    assert (uitkomst.fouten, uitkomst.aantallen, len(uitkomst.opmerkingen)) == ([], Aantallen(anders=1), 1)
    assert uitkomst.opmerkingen[0].startswith("Blad “Acties”, cel C2 (titel): hier staat een formule.")


def test_merged_cells_empty_no_text_of_the_row_below(wereld):
    boek = openpyxl.load_workbook(io.BytesIO(werkmap(Acties=TITELS)))
    boek["Acties"].merge_cells("C2:C3")
    with pytest.raises(Bestandsfout, match="zijn de cellen C2:C3 samengevoegd"):
        lees_boek(bewaard(boek))


def test_a_whole_number_of_google_is_a_whole_number(lees_in, wereld):
    Indicator.objects.create(programma=wereld.programma, naam="Vragen", eenheid="aantal")
    kop = ["programma", "indicator", "periode", "organisatie", "waarde"]
    inhoud = werkmap(Metingen=[kop, ["proef", "Vragen", 2022, "Alkmaar", 12]])
    lees_in(met_cel(met_cel(inhoud, "C2", "<v>2022.0</v>"), "E2", "<v>12.0</v>"))
    assert [(meting.periode, meting.waarde) for meting in Meting.objects.all()] == [("2022", Decimal(12))]


@pytest.mark.parametrize("waarde", ["1.234", "1.234 "])
def test_a_number_that_can_be_read_two_ways_is_refused_with_both(wereld, waarde):
    Indicator.objects.create(programma=wereld.programma, naam="Vragen", eenheid="aantal")
    kop = ["programma", "indicator", "periode", "organisatie", "waarde"]
    [fout] = bekijk(werkmap(Metingen=[kop, ["proef", "Vragen", "2022", "Alkmaar", waarde]])).fouten
    assert (fout.kolom, fout.uitleg) == ("waarde", "“1.234” is op twee manieren te lezen. Typ 1234 of 1,234.")


def test_an_empty_extra_sheet_passes(wereld):
    assert bekijk(werkmap(Acties=TITELS[:2], Blad1=[])).aantallen == Aantallen(anders=1)


def test_a_heading_may_be_written_as_people_do(wereld):
    assert bekijk(werkmap(Acties=[["Programma", "NUMMER", " titel "], *TITELS[1:2]])).aantallen == Aantallen(anders=1)


DELEN = ["nummer", "deel", "tekst"]


@pytest.mark.parametrize(
    "lang",
    [
        None,
        [DELEN],
        [DELEN, [1, 2, "b"]],
        [DELEN, [1, "een", "b"]],
        [DELEN, [1, 1, None], [1, 2, "b"]],
        [DELEN, [2, 1, "b"]],
    ],
)
def test_a_long_text_whose_parts_are_gone_is_refused_with_its_cell(wereld, lang):
    begrippen = [["programma", "term", "definitie"], ["proef", "Zelfscan", "[lange tekst 1]"]]
    [fout] = bekijk(werkmap(**({"Begrippen": begrippen} | ({"Lange teksten": lang} if lang else {})))).fouten
    assert (fout.rij, fout.kolom, fout.waarde_in_woorden) == (2, "definitie", "[lange tekst 1]")
    assert fout.uitleg == (
        "De tekst van [lange tekst 1] is er niet: blad “Lange teksten” ontbreekt of is niet heel. Zet dat blad terug."
    )


def test_the_parts_of_a_long_text_may_be_sorted_in_any_way(wereld, lees_in):
    begrippen = [["programma", "term", "definitie"], ["proef", "Lang", "[lange tekst 1]"]]
    lees_in(werkmap(Begrippen=begrippen, Lange_teksten=[DELEN, [1, 2, " en deel 2"], [1, 1, "Deel 1"]]))
    assert Begrip.objects.get(term="Lang").definitie == "Deel 1 en deel 2"


def test_a_key_that_is_there_twice_is_refused_with_both_rows(wereld):
    uitkomst = bekijk(werkmap(Partijen=[["programma", "naam"], ["proef", "Politie"], ["proef", "Politie "]]))
    (fout,) = uitkomst.fouten
    assert (fout.rij, fout.uitleg) == (3, "Rij 2 heeft dezelfde programma en naam. Laat één van beide staan.")


def test_what_must_be_unique_is_compared_with_the_file_and_with_the_database(wereld):
    rollen = [
        ["programma", "naam", "kleur", "letter"],
        ["proef", "Nieuw", "rood", "G"],
        ["proef", "Nog een", "rood", "X"],
    ]
    assert fouten(bekijk(werkmap(Aanjagersrollen=rollen))) == [
        ("Aanjagersrollen", 2, "letter", "G"),
        ("Aanjagersrollen", 3, "kleur", "rood"),
    ]


def test_unknown_columns_and_missing_keys_are_named_before_any_row(wereld):
    uitkomst = bekijk(werkmap(Acties=[["programma", "titell", "titel"], ["proef", "x", "y"]]))
    assert fouten(uitkomst) == [("Acties", 1, "titell", "titell"), ("Acties", 1, "nummer", None)]


@pytest.mark.parametrize(
    ("bladen", "deel"),
    [
        ({"Actie": [["programma"]]}, "Blad “Actie” is onbekend. De bladen zijn: Programma's, Subregio's"),
        ({"Uitleg": [["tekst"]]}, "staat geen blad met gegevens"),
        ({"Acties": [["titel", "titel"]]}, "Kolom “titel” staat twee keer op blad “Acties”: in A1 en B1."),
        ({"Acties": [["titel"], ["a", "b"]]}, "Blad Acties, rij 2: “b” staat in een kolom zonder naam"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_one_sentence(bladen, deel):
    with pytest.raises(Bestandsfout) as fout:
        lees_boek(werkmap(**bladen))
    assert deel in str(fout.value)


@pytest.mark.parametrize("inhoud", [b"", b"PK\x03\x04kapot", b"\xd0\xcf\x11\xe0", b"a;b\n1;2", b"<html>"])
def test_what_is_not_a_workbook_is_refused(inhoud):
    with pytest.raises(Bestandsfout):
        lees_boek(inhoud)


def test_too_many_rows_over_all_sheets_together_are_refused():
    rijen = [["programma", "naam"], *[["proef", f"P{nummer}"] for nummer in range(7000)]]
    with pytest.raises(Bestandsfout, match="te veel rijen"):
        lees_boek(werkmap(Partijen=rijen, Begrippen=rijen))


def test_a_failure_halfway_leaves_no_row(wereld, monkeypatch):
    uitkomst = bekijk(werkmap(**REGIO))
    monkeypatch.setattr(opslaan, "_bewaar_meervoud", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sla_op(uitkomst, op=timezone.now())
    assert not Programma.objects.filter(slug="zuid").exists()
    assert not Programma.history.filter(slug="zuid").exists()


def test_what_the_database_refuses_is_told_with_the_rule_and_leaves_no_row(wereld):
    rollen = [
        ["programma", "naam", "letter", "kleur"],
        ["proef", "Ambtenaren", "B", "groen"],
        ["proef", "Projectleiders", "G", "blauw"],
    ]
    uitkomst = bekijk(werkmap(Aanjagersrollen=rollen))
    assert uitkomst.fouten == []  # afterwards every letter is there once; halfway it is not
    with pytest.raises(NietOpgeslagen, match="heeft deze letter al"):
        sla_op(uitkomst, op=timezone.now())
    wereld.groen.refresh_from_db()
    assert wereld.groen.letter == "G"


def test_numbers_and_dates_may_be_written_as_people_do(lees_in, wereld):
    Indicator.objects.create(programma=wereld.programma, naam="Vragen", eenheid="aantal")
    kop = ["programma", "indicator", "periode", "organisatie", "waarde"]
    lees_in(
        werkmap(Metingen=[kop, ["proef", "Vragen", 2021, "Alkmaar", "12,5"], ["proef", "Vragen", "2015-2019", None, 3]])
    )
    assert list(Meting.objects.values_list("periode", "waarde", "organisatie__naam").order_by("pk")) == [
        ("2021", Decimal("12.5"), "Alkmaar"),
        ("2015-2019", Decimal(3), None),
    ]


# Rules of the database


@pytest.mark.parametrize("waarden", [(None, None), (None, 2022), (2021, None), (2021, 2022), (2022, 2021)])
@pytest.mark.parametrize("doorlopend", [True, False])
def test_the_rules_say_the_same_for_many_rows_as_the_model_for_one(wereld, waarden, doorlopend):
    blad, rij = Blad(tabel=OP_BLAD["Acties"]), Rij(nummer=2, nieuw=(), obj=wereld.training)
    rij.obj.startjaar, rij.obj.eindjaar = waarden
    rij.obj.doorlopend = doorlopend
    toets_voorwaarden(blad, [rij])
    assert [fout.uitleg for fout in blad.fouten] == [
        regel.violation_error_message for regel in _voorwaarden(Actie) if not _volgens_model(regel, rij.obj)
    ]


def test_the_database_can_judge_every_rule_of_every_table(cast, wereld, meld):
    """Of what is stored nothing breaks a rule, also where the rule is about a regex, a word or a moment."""
    vul_alles(wereld, cast, meld)
    for tabel in TABELLEN:
        blad = Blad(tabel=tabel)
        rijen = [
            Rij(nummer=nummer, nieuw=(), obj=obj) for nummer, obj in enumerate(tabel.model._default_manager.all(), 2)
        ]
        toets_voorwaarden(blad, rijen)
        assert (tabel.blad, blad.fouten) == (tabel.blad, [])


def test_of_rows_in_more_than_one_question_each_wrong_one_is_named(wereld, monkeypatch):
    monkeypatch.setattr(toetsen, "MEEST_WAARDEN", 20)
    blad = Blad(tabel=OP_BLAD["Acties"])
    jaren = [2030, 2010, 2030, 2010, 2030]
    acties = [Actie(pk=-nummer, nummer=nummer, startjaar=2020, eindjaar=jaar) for nummer, jaar in enumerate(jaren, 1)]
    toets_voorwaarden(blad, [Rij(nummer=actie.nummer, nieuw=(), obj=actie) for actie in acties])
    assert [fout.rij for fout in blad.fouten] == [2, 4]


def _voorwaarden(model):
    return [regel for regel in model._meta.constraints if isinstance(regel, CheckConstraint)]


def _volgens_model(regel, obj):
    try:
        regel.validate(type(obj), obj)
    except ValidationError:
        return False
    return True


# Queries


def partijen(aantal):
    return werkmap(Partijen=[["programma", "naam"], *[["proef", f"Partij {nummer}"] for nummer in range(aantal)]])


@pytest.mark.parametrize("aantal", [1, 2000])
def test_preview_and_storing_take_as_many_queries_for_many_rows(wereld, aantal, django_assert_num_queries):
    boek = lees_boek(partijen(aantal))
    with django_assert_num_queries(2):
        uitkomst = bekijk(partijen(aantal))
    assert uitkomst.aantallen.nieuw == aantal
    with django_assert_num_queries(4):  # savepoint, parties, their history, release
        sla_op(uitkomst, op=timezone.now())
    with django_assert_num_queries(1):
        assert bekijk(partijen(aantal)).aantallen.gelijk == boek.aantal == aantal


@pytest.mark.parametrize("aantal", [1, 600])
def test_acties_with_everything_they_refer_to_stay_under_twelve(wereld, aantal):
    rijen = [
        ["proef", 10 + nummer, f"Actie {nummer}", "K1", "Gemeenten | Veilig Thuis", "ja"] for nummer in range(aantal)
    ]
    inhoud = werkmap(Acties=[ACTIE, *rijen])
    with CaptureQueriesContext(connection) as bekeken:
        uitkomst = bekijk(inhoud)
    with CaptureQueriesContext(connection) as bewaard:
        sla_op(uitkomst, op=timezone.now())
    assert (uitkomst.aantallen.nieuw, len(bekeken), len(bewaard)) == (aantal, 7, 8)


@pytest.mark.parametrize("aantal", [1, 2])
def test_changing_a_title_asks_nothing_about_what_stayed(wereld, aantal, django_assert_num_queries):
    rijen = [["proef", nummer, f"Anders {nummer}"] for nummer in range(1, aantal + 1)]
    with django_assert_num_queries(6):  # acties, ambities and partijen by name, programmes, onderdelen, the rules
        assert bekijk(werkmap(Acties=[["programma", "nummer", "titel"], *rijen])).aantallen.anders == aantal


def test_every_table_reads_its_own_fields_only_once():
    for tabel in TABELLEN:
        assert OP_MODEL[tabel.model] is tabel
        velden = {veld.name for veld in tabel.model._meta.concrete_fields if not isinstance(veld, models.AutoField)}
        velden -= set(gevouwen_velden(tabel.model))  # volgen de naam, die er wel in staat
        assert velden - {kolom.naam for kolom in tabel.kolommen} - {v.veld for v in tabel.verwijzingen} <= {
            "password", "last_login", "is_superuser", "is_staff",
        }  # fmt: skip
