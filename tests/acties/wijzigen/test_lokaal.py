"""Local acties: their own numbers, whose they are, and what the database itself refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from acties.constanten import nummer_tekst
from acties.models import Actie, Organisatie
from acties.wijzigen.lokaal import voeg_toe, wijzig

VANDAAG = date(2023, 6, 1)


@pytest.fixture
def nieuw(wereld, cast):
    """``nieuw(organisatie, titel, **velden)`` adds a local actie as Anna would."""

    def voeg(organisatie, titel, **velden):
        velden = {"onderdeel": wereld.kern, "startjaar": 2021, "eindjaar": 2022} | velden
        actie = Actie(programma=wereld.programma, lokaal_van=organisatie, titel=titel, **velden)
        return voeg_toe(actie, ambities=[], aanjagers={}, door=cast.anna)

    return voeg


def test_local_acties_count_in_their_own_row(wereld, nieuw):
    eerste, tweede = nieuw(wereld.alkmaar, "Wijkgesprekken"), nieuw(wereld.hoorn, "Wijkgesprekken")
    assert [(a.nummer, str(a)) for a in (eerste, tweede)] == [
        (100001, "L1. Wijkgesprekken"),
        (100002, "L2. Wijkgesprekken"),
    ]
    assert (nummer_tekst(3), nummer_tekst(100000), nummer_tekst(100012)) == ("3", "100000", "L12")


def test_the_region_and_the_organisations_are_told_apart(wereld, nieuw):
    lokaal = nieuw(wereld.alkmaar, "Wijkgesprekken")
    assert list(Actie.objects.regionaal().values_list("nummer", flat=True)) == [1, 2, 3]
    assert list(Actie.objects.lokaal([wereld.alkmaar], VANDAAG)) == [lokaal]
    assert list(Actie.objects.lokaal([wereld.hoorn], VANDAAG)) == []
    assert list(Actie.objects.van_organisaties([wereld.alkmaar]).values_list("nummer", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("velden", "constraint"),
    [
        ({"nummer": 5, "lokaal": True}, "actie_nummer_in_eigen_reeks"),
        ({"nummer": 100001, "lokaal": False}, "actie_nummer_in_eigen_reeks"),
        ({"nummer": 100001, "lokaal": True, "uitvoering": "per_organisatie"}, "actie_lokaal_heeft_een_stand"),
    ],
)
def test_the_database_keeps_the_rows_of_numbers_apart(wereld, velden, constraint):
    van = wereld.alkmaar if velden.pop("lokaal") else None
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Actie.objects.create(
            programma=wereld.programma, titel="X", onderdeel=wereld.kern, doorlopend=True, lokaal_van=van, **velden
        )


def test_an_organisation_has_one_local_actie_with_a_title(wereld, nieuw):
    nieuw(wereld.alkmaar, "Wijkgesprekken")
    with pytest.raises(ValidationError, match="al een lokale actie met deze titel"):
        nieuw(wereld.alkmaar, "Wijkgesprekken")
    assert Actie.objects.count() == 4


def test_the_triggers_survived_the_migration(wereld):
    """SQLite drops the triggers of a table that a migration rebuilds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%acties_actie%'")
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = 'acties_actie'::regclass AND NOT tgisinternal"
            )
        namen = {naam for (naam,) in cursor.fetchall()}
    if connection.vendor == "sqlite":
        volgt = {f"versie_acties_actie_{moment}" for moment in ("insert", "update", "delete")}
        assert namen >= {"actie_planning_insert", "actie_planning_update", "programma_planning_update"} | volgt
    else:
        assert namen >= {"actie_planning", "versie_acties_actie"}


# Who


def test_who_may_edit_and_who_may_report(wereld, cast, nieuw):
    nieuw(wereld.alkmaar, "Wijkgesprekken")

    def nummers(rijen):
        return list(rijen.order_by("nummer").values_list("nummer", flat=True))

    bewerken, melden = Actie.objects.lokaal_te_bewerken_door, Actie.objects.bij_te_werken_door
    assert [nummers(bewerken(wie, VANDAAG)) for wie in (cast.bram, cast.carla, cast.vera, cast.dirk, cast.anna)] == [
        [100001],
        [],
        [],
        [],
        [100001],
    ]
    assert [nummers(melden(wie, VANDAAG)) for wie in (cast.bram, cast.carla, cast.vera, cast.dirk)] == [
        [1, 2, 100001],
        [1, 2],
        [3],
        [],
    ]


def test_the_successor_takes_over_from_the_day_of_the_merger(wereld, nieuw):
    lokaal = nieuw(wereld.langedijk, "Wijkgesprekken")
    voor, na = date(2021, 12, 31), date(2022, 1, 1)
    assert list(Actie.objects.lokaal([wereld.dijk_en_waard], voor)) == []
    assert list(Actie.objects.lokaal([wereld.dijk_en_waard], na)) == [lokaal]
    assert list(Actie.objects.lokaal([wereld.langedijk], voor)) == [lokaal]


def test_a_merger_after_a_merger_is_followed(wereld, nieuw):
    lokaal = nieuw(wereld.langedijk, "Wijkgesprekken")
    groter = Organisatie.objects.create(naam="Groter", slug="groter", soort="gemeente", begindatum=VANDAAG)
    Organisatie.objects.filter(pk=wereld.dijk_en_waard.pk).update(einddatum=VANDAAG, opvolger=groter)
    assert list(Actie.objects.lokaal([groter], VANDAAG)) == [lokaal]


def test_whose_local_acties_someone_keeps(wereld, cast):
    def namen(wie, dag):
        return [organisatie.naam for organisatie in Organisatie.objects.bij_te_houden_door(wie, dag)]

    assert namen(cast.bram, VANDAAG) == ["Alkmaar"]
    assert namen(cast.dirk, VANDAAG) == []
    assert namen(cast.anna, VANDAAG) == ["Alkmaar", "Dijk en Waard", "Hoorn", "Veilig Thuis Proef"]


# Adding and changing


def test_adding_is_one_line_of_history_with_the_name_of_the_one_who_did(wereld, cast, nieuw):
    actie = nieuw(wereld.alkmaar, "Wijkgesprekken")
    assert [regel.history_type for regel in actie.history.all()] == ["+"]


def test_an_aanjager_comes_changes_and_goes(wereld, cast, nieuw):
    actie = nieuw(wereld.alkmaar, "Wijkgesprekken")

    def zet(tekst):
        wijzig(actie, velden=[], ambities=[], aanjagers={wereld.groen: tekst}, door=cast.bram)
        return list(actie.aanjagers.values_list("tekst", flat=True))

    assert [zet("Wijkteam"), zet("Wijkteam noord"), zet("")] == [["Wijkteam"], ["Wijkteam noord"], []]


def test_only_the_fields_that_were_changed_are_written(wereld, cast, nieuw):
    """What someone else changed meanwhile stays; that the second sees it first, is the work of the form."""
    actie = nieuw(wereld.alkmaar, "Wijkgesprekken")
    Actie.objects.filter(pk=actie.pk).update(omschrijving="Van een ander.")
    actie.titel = "Buurtgesprekken"
    wijzig(actie, velden=["titel"], ambities=[], aanjagers={}, door=cast.bram)
    actie.refresh_from_db()
    assert (actie.titel, actie.omschrijving) == ("Buurtgesprekken", "Van een ander.")
