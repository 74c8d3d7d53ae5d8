"""The real programme, loaded: every figure here was counted by hand in the source text."""

import json
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import transaction

from acties.models import (
    Aanjager,
    Aanjagersrol,
    Actie,
    Ambitie,
    Begrip,
    Deelname,
    Doelgroep,
    Onderdeel,
    Organisatie,
    Overleg,
    Partij,
    Programma,
    Subregio,
)
from monitoring.models import Indicator, Meting, Statusmelding
from monitoring.verslag.opbouw import bouw_verslag
from uitvoering.management.commands.laad_programma import BESTANDEN

FIXTURES = settings.BASE_DIR / "fixtures"
OUDJAAR = date(2021, 12, 31)
NIEUWJAAR = date(2022, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def programma(django_db_setup, django_db_blocker):
    """Loaded once for this module, which only reads; rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_programma", stdout=StringIO())
        yield Programma.objects.get()
        transaction.set_rollback(True)


def _rijen():
    return [rij for bestand in BESTANDEN for rij in json.loads((FIXTURES / bestand).read_text(encoding="utf-8"))]


def _sleutels(waarde):
    if isinstance(waarde, dict):
        return set(waarde).union(*map(_sleutels, waarde.values()))
    return set().union(*map(_sleutels, waarde)) if isinstance(waarde, list) else set()


def test_no_fixture_has_a_primary_key():
    for pad in FIXTURES.rglob("*.json"):
        assert not _sleutels(json.loads(pad.read_text(encoding="utf-8"))) & {"pk", "id"}, pad


def test_every_fixture_file_of_the_programme_is_loaded():
    assert {pad.name for pad in FIXTURES.glob("*.json")} == {*BESTANDEN, "meldingen.json"}


def test_every_natural_key_finds_its_object(programma):
    gelezen = [voorwerp.object for voorwerp in serializers.deserialize("python", _rijen())]
    assert len(gelezen) == 194
    assert [voorwerp for voorwerp in gelezen if voorwerp.pk is None] == []


def test_number_of_rows(programma):
    aantallen = {
        model.__name__: model.objects.count()
        for model in (
            Programma, Onderdeel, Ambitie, Doelgroep, Aanjagersrol, Partij, Subregio, Organisatie, Overleg, Deelname,
            Actie, Aanjager, Begrip, Indicator, Meting, Statusmelding,
        )
    }  # fmt: skip
    assert aantallen == {
        "Programma": 1,
        "Onderdeel": 8,
        "Ambitie": 19,
        "Doelgroep": 3,
        "Aanjagersrol": 4,
        "Partij": 7,
        "Subregio": 3,
        "Organisatie": 21,
        "Overleg": 4,
        "Deelname": 37,
        "Actie": 32,
        "Aanjager": 36,
        "Begrip": 13,
        "Indicator": 3,
        "Meting": 3,
        "Statusmelding": 22,
    }


def test_the_programme(programma):
    assert (programma.slug, programma.regio) == ("samen-zorgen-voor-veiligheid", "Noord-Holland Noord")
    assert (programma.startjaar, programma.eindjaar, programma.demo) == (2021, 2023, False)


def test_onderdelen_with_their_ambities_and_acties(programma):
    onderdelen = {
        onderdeel.code: (onderdeel.naam, onderdeel.ambities.count(), onderdeel.acties.count())
        for onderdeel in programma.onderdelen.all()
    }
    assert onderdelen == {
        "K1": ("Gefaseerde ketenzorg", 0, 6),
        "K2": ("Nauwe samenwerking tussen zorg en veiligheid", 0, 2),
        "K3": ("Lokaal tenzij", 0, 2),
        "K4": ("Inzet van ervaringsdeskundigheid", 0, 3),
        "A1": ("Preventie", 4, 1),
        "A2": ("Eerder en beter in beeld", 5, 6),
        "A3": ("Stoppen en duurzaam oplossen", 7, 7),
        "A4": ("Specifieke doelgroepen", 3, 5),
    }


def test_planning(programma):
    planning = Counter(actie.planning for actie in programma.acties.all())
    assert planning == {"2021": 7, "2021–2022": 5, "2021–2023": 10, "2022": 5, "2022–2023": 3, "Doorlopend": 2}


def test_doorlopende_acties_have_no_years(programma):
    rijen = programma.acties.filter(doorlopend=True).values_list("nummer", "startjaar", "eindjaar")
    assert list(rijen) == [(17, None, None), (19, None, None)]


def test_aanjagers_per_rol(programma):
    rollen = {(rol.letter, rol.kleur): rol.aanjagers.count() for rol in programma.aanjagersrollen.all()}
    assert rollen == {("G", "groen"): 16, ("O", "oranje"): 6, ("B", "blauw"): 13, ("D", "donkerblauw"): 1}


def test_four_acties_have_two_aanjagers(programma):
    dubbel = [actie.nummer for actie in programma.acties.all() if actie.aanjagers.count() == 2]
    assert dubbel == [1, 2, 11, 17]


def test_acties_per_hoofdverantwoordelijke_partij(programma):
    partijen = {partij.naam: partij.acties.count() for partij in programma.partijen.all()}
    assert partijen == {
        "Gemeenten": 29,
        "Ketenpartners": 10,
        "Inkooporganisaties": 1,
        "Veilig Thuis": 2,
        "Politie": 1,
        "Ouderenzorg": 1,
        "Thuiszorg": 1,
    }


def test_acties_that_every_municipality_does_itself(programma):
    assert [actie.nummer for actie in programma.acties.all() if actie.is_per_organisatie] == [8, 9, 10, 18, 30]


def test_acties_per_doelgroep(programma):
    doelgroepen = {groep.naam: [actie.nummer for actie in groep.acties.all()] for groep in Doelgroep.objects.all()}
    assert doelgroepen == {
        "Kinderen bij complexe scheidingen": [28, 29],
        "Slachtoffers van mensenhandel en loverboys": [30],
        "Slachtoffers van ouderenmishandeling": [31, 32],
    }


def test_ambities_that_the_text_of_an_actie_supports(programma):
    koppelingen = {
        actie.nummer: [(ambitie.actielijn.code, ambitie.volgorde) for ambitie in actie.ambities.all()]
        for actie in programma.acties.all()
        if actie.ambities.exists()
    }
    assert koppelingen == {
        15: [("A2", 1)],
        17: [("A2", 2)],
        18: [("A2", 2)],
        19: [("A2", 1)],
        20: [("A2", 3)],
        21: [("A3", 1), ("A3", 2)],
        22: [("A3", 5)],
        24: [("A3", 6)],
        26: [("A3", 7)],
        27: [("A3", 7)],
        31: [("A4", 1)],
    }


def test_eighteen_municipalities_become_seventeen(programma):
    def gemeenten(dag):
        return {organisatie.naam for organisatie in Organisatie.objects.gemeenten().op_peildatum(dag)}

    assert (len(gemeenten(OUDJAAR)), len(gemeenten(NIEUWJAAR))) == (18, 17)
    assert gemeenten(OUDJAAR) - gemeenten(NIEUWJAAR) == {"Heerhugowaard", "Langedijk"}
    assert gemeenten(NIEUWJAAR) - gemeenten(OUDJAAR) == {"Dijk en Waard"}
    assert {voorganger.naam for voorganger in Organisatie.objects.get(slug="dijk-en-waard").voorgangers.all()} == {
        "Heerhugowaard",
        "Langedijk",
    }


def test_organisations_belong_to_their_partijen(programma):
    partijen = {
        organisatie.naam: [partij.naam for partij in organisatie.partijen.all()]
        for organisatie in Organisatie.objects.all()
    }
    assert partijen.pop("Veilig Thuis Noord-Holland Noord") == ["Ketenpartners", "Veilig Thuis"]
    assert partijen.pop("Politie Noord-Holland Noord") == ["Ketenpartners", "Politie"]
    assert len(partijen) == 19
    assert set(map(tuple, partijen.values())) == {("Gemeenten",)}


def test_participants_of_each_overleg(programma):
    def deelnemers(dag):
        return {regel.slug: len(regel.organisaties) for regel in bouw_verslag(programma, dag).overleggen}

    assert deelnemers(OUDJAAR) == {"pora": 7, "pho": 4, "madivosa": 7, "commissie-zv": 17}
    assert deelnemers(NIEUWJAAR) == {"pora": 6, "pho": 4, "madivosa": 7, "commissie-zv": 16}


def test_only_uitgeest_is_not_in_the_commissie(programma):
    commissie = next(regel for regel in bouw_verslag(programma, OUDJAAR).overleggen if regel.slug == "commissie-zv")
    gemeenten = Organisatie.objects.gemeenten().op_peildatum(OUDJAAR)
    assert {gemeente.naam for gemeente in gemeenten} - set(commissie.organisaties) == {"Uitgeest"}


def test_figures_with_their_source(programma):
    metingen = [
        (m.indicator.naam, m.periode, m.waarde, m.organisatie) for m in Meting.objects.order_by("indicator__volgorde")
    ]
    assert metingen == [
        ("Meldingen bij Veilig Thuis Noord-Holland Noord", "2020", Decimal(4445), None),
        ("Recidive jeugdigen", "2015-2019", Decimal("29.5"), None),
        ("Recidive volwassenen", "2015-2019", Decimal("25.3"), None),
    ]
    assert all(Indicator.objects.values_list("bron", flat=True))


def test_statuses_of_the_source_at_the_end_of_2021(programma):
    telling = bouw_verslag(programma, OUDJAAR).telling
    assert telling.aantallen == (5, 12, 4, 1, 10)
    assert (telling.totaal, telling.gemeld, telling.vervallen) == (32, 22, 0)


def test_which_acties_have_which_status(programma):
    standen = {}
    for actie in bouw_verslag(programma, OUDJAAR).acties:
        standen.setdefault(actie.stand, []).append(actie.nummer)
    assert standen == {
        "afgerond": [5, 6, 13, 20, 27],
        "in_uitvoering": [3, 11, 15, 19, 21, 22, 23, 24, 25, 28, 31, 32],
        "in_ontwikkeling": [1, 2, 8, 12],
        "niet_gestart": [9],
        "geen_melding": [4, 7, 10, 14, 16, 17, 18, 26, 29, 30],
    }


def test_status_per_onderdeel(programma):
    standen = {onderdeel.code: onderdeel.telling.aantallen for onderdeel in bouw_verslag(programma, OUDJAAR).onderdelen}
    assert standen == {
        "K1": (2, 1, 2, 0, 1),
        "K2": (0, 0, 1, 0, 1),
        "K3": (0, 0, 0, 1, 1),
        "K4": (1, 1, 1, 0, 0),
        "A1": (0, 0, 0, 0, 1),
        "A2": (1, 2, 0, 0, 3),
        "A3": (1, 5, 0, 0, 1),
        "A4": (0, 3, 0, 0, 2),
    }


def test_blue_acties_planned_in_2021_that_run_late(programma):
    laat = [
        actie.nummer
        for actie in bouw_verslag(programma, NIEUWJAAR).acties
        if actie.loopt_uit and any(aanjager.kleur == "blauw" for aanjager in actie.aanjagers)
    ]
    assert laat == [3, 23]


def test_meldingen_of_the_source_are_region_wide_and_of_autumn_2021(programma):
    velden = ("organisatie", "peildatum", "gemeld_op", "gemeld_door", "bron", "koers")
    middag = datetime(2021, 10, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert set(Statusmelding.objects.values_list(*velden)) == {(None, date(2021, 10, 1), middag, None, "fixture", "")}


def test_history_begins_with_one_line_per_object(programma):
    assert set(Actie.history.values_list("history_type", flat=True)) == {"+"}
    assert Actie.history.count() == 32
    assert sorted(koppeling.ambitie.volgorde for koppeling in Actie.history.get(nummer=21).ambities.all()) == [1, 2]
