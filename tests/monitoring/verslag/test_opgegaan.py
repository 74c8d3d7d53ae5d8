"""Who inherits from whom, on which day: figures worked out by hand, on plain rows and without a database."""

from datetime import UTC, date, datetime

import pytest

from monitoring.verslag.actiestand import Plaats, actie_stand
from monitoring.verslag.lokaal import lokale_standen
from monitoring.verslag.stand import Melding
from monitoring.verslag.structuur import ActieRij, OrganisatieRij, PartijRij, Structuur

GEMEENTEN = PartijRij(1, "Gemeenten")
DAG_ERVOOR, FUSIE = date(2021, 12, 31), date(2022, 1, 1)
OUD, NIEUW, GROOT, ALKMAAR = 1, 2, 3, 4
NAMEN = {OUD: "Oud", NIEUW: "Nieuw", GROOT: "Groot", ALKMAAR: "Alkmaar"}


def organisatie(pk, *, begin=None, einde=None, opvolger=None):
    return OrganisatieRij(
        id=pk,
        naam=NAMEN[pk],
        slug=NAMEN[pk].lower(),
        soort="gemeente",
        subregio=None,
        begindatum=begin,
        einddatum=einde,
        opvolger_id=opvolger,
        kaartkolom=None,
        kaartrij=None,
        partijen=(GEMEENTEN,),
    )


def melding(pk, van, status, peildatum):
    return Melding(
        id=pk,
        actie_id=1,
        organisatie_id=van,
        peildatum=date.fromisoformat(peildatum),
        gemeld_op=datetime.fromisoformat(peildatum).replace(tzinfo=UTC),
        gemeld_door="",
        status=status,
        koers="",
        toelichting="",
        bijsturing="",
        openbaar=True,
        ongewijzigd=False,
        bron="web",
    )


def actie(*, lokaal_van=None):
    return ActieRij(
        id=1,
        nummer=1,
        titel="Zelfscan",
        omschrijving="",
        onderdeel="A1",
        onderdeel_naam="Preventie",
        doelgroep=None,
        uitvoering="regionaal" if lokaal_van else "per_organisatie",
        startjaar=2020,
        eindjaar=2030,
        doorlopend=False,
        planning_toelichting="",
        vervallen_op=None,
        vervallen_reden="",
        lokaal_van=lokaal_van,
        aanjagers=(),
        partijen=(GEMEENTEN,),
    )


def plaats(organisaties, dag):
    rijen = {rij.id: rij for rij in organisaties}
    structuur = Structuur(acties=[], onderdelen=[], rollen=[], organisaties=rijen, deelnames=[], overleggen=[])
    return Plaats(
        dag=dag,
        organisaties=rijen,
        voorgangers=structuur.opgegaan(dag),
        bestaand={pk for pk, rij in rijen.items() if rij.bestond_op(dag)},
        bereik=None,
    )


def stand(organisaties, meldingen, dag):
    """Per organisation on that day: its status and from whom it was taken over."""
    uitkomst = actie_stand(actie(), {m.organisatie_id: m for m in meldingen}, plaats(organisaties, dag))
    return {regel.organisatie: (regel.status, regel.overgenomen_van) for regel in uitkomst.organisaties}


HERINDELING = (
    organisatie(OUD, einde=FUSIE, opvolger=NIEUW),
    organisatie(NIEUW, begin=FUSIE),
)


def test_the_heritage_passes_on_the_day_of_the_merger_itself():
    gemeld = [melding(1, OUD, "afgerond", "2021-06-01")]
    assert stand(HERINDELING, gemeld, DAG_ERVOOR) == {"Oud": ("afgerond", ())}
    assert stand(HERINDELING, gemeld, FUSIE) == {"Nieuw": ("afgerond", ("Oud",))}


def test_an_existing_successor_takes_nothing_over_while_its_predecessor_is_still_there():
    """Oud merges into Alkmaar, which has been there all along. Until that day each has its own status."""
    samen = (organisatie(OUD, einde=FUSIE, opvolger=ALKMAAR), organisatie(ALKMAAR))
    gemeld = [melding(1, OUD, "afgerond", "2021-06-01")]
    assert stand(samen, gemeld, DAG_ERVOOR) == {"Oud": ("afgerond", ()), "Alkmaar": (None, ())}
    assert stand(samen, gemeld, FUSIE) == {"Alkmaar": ("afgerond", ("Oud",))}


def test_an_existing_successor_that_reported_itself_keeps_its_own_word():
    samen = (organisatie(OUD, einde=FUSIE, opvolger=ALKMAAR), organisatie(ALKMAAR))
    gemeld = [melding(1, OUD, "afgerond", "2021-11-01"), melding(2, ALKMAAR, "in_uitvoering", "2021-06-01")]
    assert stand(samen, gemeld, FUSIE) == {"Alkmaar": ("in_uitvoering", ())}


KETEN = (
    organisatie(OUD, einde=FUSIE, opvolger=NIEUW),
    organisatie(NIEUW, begin=FUSIE, einde=date(2024, 1, 1), opvolger=GROOT),
    organisatie(ALKMAAR, einde=date(2024, 1, 1), opvolger=GROOT),
    organisatie(GROOT, begin=date(2024, 1, 1)),
)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        ("2021-12-31", {"Oud": ("afgerond", ()), "Alkmaar": (None, ())}),
        ("2022-01-01", {"Nieuw": ("afgerond", ("Oud",)), "Alkmaar": (None, ())}),
        ("2023-12-31", {"Nieuw": ("afgerond", ("Oud",)), "Alkmaar": (None, ())}),
        # One of the two that merged is done and the other is silent: the whole is not done.
        ("2024-01-01", {"Groot": ("in_uitvoering", ("Nieuw",))}),
    ],
)
def test_a_chain_of_mergers_passes_on_what_the_first_one_said(dag, verwacht):
    assert stand(KETEN, [melding(1, OUD, "afgerond", "2021-06-01")], date.fromisoformat(dag)) == verwacht


def test_the_middle_of_a_chain_that_reported_itself_is_what_is_passed_on():
    gemeld = [
        melding(1, OUD, "niet_gestart", "2021-06-01"),
        melding(2, NIEUW, "afgerond", "2023-06-01"),
        melding(3, ALKMAAR, "afgerond", "2023-07-01"),
    ]
    assert stand(KETEN, gemeld, date(2024, 1, 1)) == {"Groot": ("afgerond", ("Nieuw", "Alkmaar"))}


@pytest.mark.parametrize(
    ("dag", "eigenaar"),
    [("2021-12-31", "Oud"), ("2022-01-01", "Nieuw"), ("2023-12-31", "Nieuw"), ("2024-01-01", "Groot")],
)
def test_a_local_actie_moves_with_each_merger_on_its_day(dag, eigenaar):
    standen = lokale_standen([actie(lokaal_van=OUD)], {}, plaats(KETEN, date.fromisoformat(dag)))
    assert standen[1].lokaal_van == eigenaar


def test_a_local_actie_of_who_is_gone_without_a_successor_is_nowhere():
    weg = (organisatie(OUD, einde=FUSIE),)
    assert lokale_standen([actie(lokaal_van=OUD)], {}, plaats(weg, DAG_ERVOOR))
    assert not lokale_standen([actie(lokaal_van=OUD)], {}, plaats(weg, FUSIE))
