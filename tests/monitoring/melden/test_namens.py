"""Who may report on what, on behalf of whom: one rule, asked of every actie for every user and every organisation."""

from datetime import date

import pytest

from acties.models import Actie, Lidmaatschap, Organisatie
from monitoring.melden.namens import HELE_REGIO, eigen_keuzes, mag_melden, namens_keuzes, sprekers

OUD, FUSIE = date(2021, 12, 31), date(2022, 1, 1)


@pytest.fixture
def lokaal(wereld):
    return Actie.objects.create(
        programma=wereld.programma, nummer=100_001, titel="Buurtkamer", onderdeel=wereld.lijn,
        startjaar=2021, eindjaar=2022, lokaal_van=wereld.langedijk,
    )  # fmt: skip


def namens(actie, gebruiker, op):
    """Everyone for whom this user may report on this actie."""
    kandidaten = [None, *Organisatie.objects.order_by("naam")]
    return [str(o or "regio") for o in kandidaten if mag_melden([actie.pk], o, door=gebruiker, op=op)]


def test_a_civil_servant_reports_for_the_own_municipality_on_what_it_answers_for(cast, wereld):
    assert namens(wereld.training, cast.bram, OUD) == namens(wereld.zelfscan, cast.bram, OUD) == ["Alkmaar"]
    assert namens(wereld.voorlichting, cast.bram, OUD) == []
    assert namens(wereld.voorlichting, cast.vera, OUD) == ["Veilig Thuis Proef"]
    assert namens(wereld.training, cast.dirk, OUD) == namens(wereld.training, cast.eva, OUD) == []


def test_a_project_leader_reports_for_the_region_and_for_everyone(cast, wereld):
    assert namens(wereld.training, cast.anna, OUD) == [
        "regio",
        *sorted(Organisatie.objects.values_list("naam", flat=True)),
    ]


def test_who_an_aanjager_names_speaks_for_the_region_and_nobody_else_does(cast, wereld):
    wereld.training.aanjagers.get().organisaties.add(wereld.vt, wereld.alkmaar)
    assert namens(wereld.training, cast.vera, OUD) == ["regio"]
    assert namens(wereld.training, cast.bram, OUD) == ["regio", "Alkmaar"]
    assert namens(wereld.training, cast.carla, OUD) == ["Hoorn"]
    assert namens(wereld.zelfscan, cast.vera, OUD) == []
    assert list(namens_keuzes(wereld.training, cast.bram, OUD)) == [HELE_REGIO, "alkmaar"]
    assert list(Actie.objects.bij_te_werken_door(cast.vera, OUD)) == [wereld.training, wereld.voorlichting]
    assert sprekers([wereld.training.pk, wereld.zelfscan.pk], door=cast.bram, op=OUD) == {
        wereld.training.pk: wereld.alkmaar
    }
    assert sprekers([wereld.training.pk], door=cast.anna, op=OUD) == {}


def test_a_successor_speaks_for_the_region_from_the_day_that_the_speaker_is_gone(cast, wereld):
    wereld.training.aanjagers.get().organisaties.add(wereld.langedijk)
    Lidmaatschap.objects.filter(gebruiker=cast.bram).update(organisatie=wereld.dijk_en_waard)
    assert namens(wereld.training, cast.bram, OUD) == []
    assert namens(wereld.training, type(cast.bram).objects.get(pk=cast.bram.pk), FUSIE) == ["regio", "Dijk en Waard"]


def test_an_aanjager_of_a_local_actie_speaks_for_nobody(cast, wereld, lokaal):
    lokaal.aanjagers.create(rol=wereld.groen, tekst="Hoorn").organisaties.add(wereld.hoorn)
    assert namens(lokaal, cast.carla, OUD) == []


def test_who_reported_for_a_merged_municipality_reports_for_its_successor_from_that_day(cast, wereld):
    Lidmaatschap.objects.filter(gebruiker=cast.bram).update(organisatie=wereld.langedijk)
    assert namens(wereld.zelfscan, cast.bram, OUD) == ["Langedijk"]
    bram = type(cast.bram).objects.get(pk=cast.bram.pk)
    assert namens(wereld.zelfscan, bram, FUSIE) == ["Dijk en Waard"]


def test_a_local_actie_is_of_who_has_it_now_and_for_the_project_leader_also_of_who_had_it(cast, wereld, lokaal):
    Lidmaatschap.objects.filter(gebruiker=cast.bram).update(organisatie=wereld.langedijk)
    assert namens(lokaal, cast.bram, OUD) == ["Langedijk"]
    assert namens(lokaal, type(cast.bram).objects.get(pk=cast.bram.pk), FUSIE) == ["Dijk en Waard"]
    assert namens(lokaal, cast.carla, FUSIE) == []
    assert namens(lokaal, cast.anna, OUD) == namens(lokaal, cast.anna, FUSIE) == ["Dijk en Waard", "Langedijk"]


def test_a_local_actie_with_a_party_is_still_of_one_organisation(cast, wereld, lokaal):
    lokaal.hoofdverantwoordelijken.add(wereld.gemeenten)
    assert namens(lokaal, cast.carla, FUSIE) == []
    assert lokaal not in Actie.objects.bij_te_werken_door(cast.carla, FUSIE)


@pytest.mark.parametrize("op", [OUD, FUSIE])
@pytest.mark.parametrize("wie", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_the_page_offers_nobody_for_whom_saving_is_refused(cast, wereld, lokaal, wie, op):
    gebruiker = getattr(cast, wie)
    te_melden = Actie.objects.bij_te_werken_door(gebruiker, op)
    for actie in Actie.objects.all():
        keuzes = namens_keuzes(actie, gebruiker, op) if actie in te_melden else {}
        assert all(mag_melden([actie.pk], organisatie, door=gebruiker, op=op) for organisatie in keuzes.values())
        if not gebruiker.is_projectleider:
            assert sorted(str(o) for o in keuzes.values()) == namens(actie, gebruiker, op)
            assert (actie in te_melden) == bool(keuzes)


def test_many_acties_are_allowed_only_together(cast, wereld):
    mijn, ander = wereld.training.pk, wereld.voorlichting.pk
    assert mag_melden([mijn, wereld.zelfscan.pk], wereld.alkmaar, door=cast.bram, op=OUD)
    assert not mag_melden([mijn, ander], wereld.alkmaar, door=cast.bram, op=OUD)


def test_the_own_choices_end_with_the_region_for_who_leads_it(cast, wereld):
    assert eigen_keuzes(cast.bram, OUD) == {"alkmaar": wereld.alkmaar}
    assert eigen_keuzes(cast.anna, OUD) == {HELE_REGIO: None}
    assert eigen_keuzes(cast.dirk, OUD) == {}
