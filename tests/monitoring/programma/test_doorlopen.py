"""A successor programme begins with the structure and the unfinished acties of the one before, once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from acties.constanten import OnderdeelSoort
from acties.models import Actie, Begrip, Programma
from acties.wijzigen.doorlopen import vervolgacties
from monitoring.models import Indicator, Meting, Statusmelding
from monitoring.programma.doorlopen import begin_vervolg

URL = "/proef/doorlopen/"
INVULLING = {"naam": "Samen verder", "slug": "verder", "startjaar": "2024", "eindjaar": "2027"}
MET_ALLES = INVULLING | {"acties": ["1", "2", "3"], "handeling": "maken", "gezien": "2024-2027: 1,2,3"}


@pytest.fixture
def doorlopen(wereld, cast):
    def begin(acties=None, **velden):
        velden = INVULLING | velden
        nieuw = Programma(voorganger=wereld.programma, **velden)
        nieuw.startjaar, nieuw.eindjaar = int(velden["startjaar"]), int(velden["eindjaar"])
        acties = wereld.programma.acties.all() if acties is None else acties
        return begin_vervolg(nieuw, wereld.programma, list(acties), door=cast.anna)

    return begin


def nieuw():
    return Programma.objects.get(slug="verder")


@pytest.mark.parametrize(
    ("oud", "verwacht"),
    [
        ({"startjaar": 2021, "eindjaar": 2023}, (2024, 2024)),
        ({"startjaar": 2023, "eindjaar": 2025}, (2024, 2025)),
        ({"startjaar": 2025, "eindjaar": 2030}, (2025, 2027)),
        ({"doorlopend": True}, (None, None)),
    ],
)
def test_years_move_into_those_of_the_new_programme(oud, verwacht):
    [vervolg] = vervolgacties([Actie(nummer=9, **oud)], 2024, 2027)
    assert (vervolg.startjaar, vervolg.eindjaar, vervolg.nummer) == (*verwacht, 1)


def test_structure_goes_along_and_what_was_decided_then_does_not(wereld, doorlopen):
    Programma.objects.update(omschrijving="Vastgesteld in 2021.")
    doorlopen()
    assert [(o.code, o.naam, o.soort) for o in nieuw().onderdelen.all()] == [
        ("K1", "Lokaal", OnderdeelSoort.KERNELEMENT),
        ("A1", "Preventie", OnderdeelSoort.ACTIELIJN),
    ]
    lijn = nieuw().onderdelen.get(code="A1")
    assert (lijn.ambities.get().tekst, lijn.doelgroepen.get().naam) == ("Iedereen kent de signalen", "Ouderen")
    assert [(rol.naam, rol.kleur, rol.letter) for rol in nieuw().aanjagersrollen.all()] == [
        ("Ambtenaren", "groen", "G"),
        ("Projectleiders", "blauw", "B"),
    ]
    assert Begrip.objects.get(programma=nieuw()).term == "Zelfscan"
    assert (nieuw().regio, nieuw().ondertitel, nieuw().omschrijving) == ("Proefregio", "", "")
    assert nieuw().voorganger == wereld.programma


def test_a_party_keeps_its_organisations_and_a_successor_takes_the_place_of_who_is_gone(wereld, doorlopen):
    doorlopen()
    partijen = {partij.naam: [o.naam for o in partij.organisaties.all()] for partij in nieuw().partijen.all()}
    assert partijen == {"Gemeenten": ["Alkmaar", "Dijk en Waard", "Hoorn"], "Veilig Thuis": ["Veilig Thuis Proef"]}
    assert wereld.gemeenten.organisaties.count() == 5


def test_acties_are_numbered_anew_and_know_where_they_come_from(wereld, doorlopen):
    doorlopen([wereld.voorlichting, wereld.zelfscan])
    acties = [(a.nummer, a.titel, a.planning, a.voortgekomen_uit) for a in nieuw().acties.all()]
    assert acties == [
        (1, "Zelfscan in elke gemeente", "2024", wereld.zelfscan),
        (2, "Voorlichting", "Doorlopend", wereld.voorlichting),
    ]
    actie = nieuw().acties.get(nummer=2)
    assert (actie.onderdeel.programma, actie.doelgroep.actielijn.programma) == (nieuw(), nieuw())
    assert [ambitie.actielijn.programma for ambitie in actie.ambities.all()] == [nieuw()]
    assert [(partij.naam, partij.programma) for partij in actie.hoofdverantwoordelijken.all()] == [
        ("Veilig Thuis", nieuw())
    ]
    assert [(a.tekst, a.rol.programma) for a in actie.aanjagers.all()] == [
        ("Beleidsambtenaren wmo", nieuw()),
        ("Projectleiders regio", nieuw()),
    ]
    assert nieuw().acties.get(nummer=1).uitvoering == "per_organisatie"


def test_who_speaks_for_the_region_goes_along_and_a_successor_takes_the_place_of_who_is_gone(wereld, doorlopen):
    wereld.voorlichting.aanjagers.get(rol=wereld.groen).organisaties.set([wereld.vt, wereld.langedijk])
    doorlopen([wereld.voorlichting])
    groen, blauw = nieuw().acties.get().aanjagers.all()
    assert [wie.naam for wie in groen.organisaties.all()] == ["Dijk en Waard", "Veilig Thuis Proef"]
    assert not blauw.organisaties.exists()


def test_a_dropped_actie_that_goes_along_lives_again(wereld, doorlopen):
    wereld.training.vervallen_op, wereld.training.vervallen_reden = date(2022, 1, 1), "Geen geld."
    wereld.training.save()
    doorlopen([wereld.training])
    actie = nieuw().acties.get()
    assert (actie.vervallen_op, actie.vervallen_reden) == (None, "")


def test_an_indicator_goes_along_with_its_target_and_its_own_denominator(wereld, doorlopen):
    """A before Z: the copy of A points at the copy of Z."""
    noemer = Indicator.objects.create(programma=wereld.programma, naam="Z", eenheid="inwoners", soort="aantal")
    Indicator.objects.create(
        programma=wereld.programma, naam="A", eenheid="vragen", soort="aantal", noemer=noemer, per=100, norm="minstens",
        streefwaarde=5, streefjaar=2023,
    )  # fmt: skip
    doorlopen()
    kopie = nieuw().indicatoren.get(naam="A")
    assert (kopie.noemer, kopie.streefwaarde) == (nieuw().indicatoren.get(naam="Z"), 5)


def test_indicators_go_along_without_their_values_and_meldingen_stay_behind(wereld, meld, doorlopen):
    indicator = Indicator.objects.create(
        programma=wereld.programma, naam="Adviesvragen", eenheid="vragen", ambitie=wereld.ambitie
    )
    Meting.objects.create(indicator=indicator, periode="2021", waarde=5)
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    doorlopen()
    kopie = nieuw().indicatoren.get()
    assert (kopie.naam, kopie.ambitie.actielijn.programma, kopie.metingen.count()) == ("Adviesvragen", nieuw(), 0)
    assert (Meting.objects.count(), Statusmelding.objects.count()) == (1, 1)


def test_the_old_programme_stays_as_it_was_and_the_new_has_its_history(wereld, doorlopen):
    voor = list(Actie.objects.values())
    doorlopen()
    assert list(Actie.objects.filter(programma=wereld.programma).values()) == voor
    assert [regel.history_type for regel in nieuw().acties.get(nummer=3).history.all()][-1] == "+"


def test_the_same_twice_makes_one_programme(doorlopen):
    assert doorlopen().begonnen is True
    assert doorlopen().begonnen is False
    assert (Programma.objects.count(), nieuw().acties.count()) == (2, 3)


def test_an_address_of_someone_else_is_refused_and_nothing_is_half_made(wereld, doorlopen):
    Programma.objects.create(slug="verder", naam="Ander", startjaar=2024, eindjaar=2027)
    with pytest.raises(ValidationError):
        doorlopen()
    assert (Programma.objects.count(), Actie.objects.count()) == (2, 3)


# The page


def test_unfinished_acties_are_chosen_and_finished_ones_stand_apart(als, cast, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "afgerond")
    antwoord = als(cast.anna).get(URL)
    groepen = {
        naam: [(regel.actie.nummer, bool(regel.vervolg)) for regel in regels]
        for naam, regels in antwoord.context["groepen"]
    }
    assert groepen == {"Nog niet klaar": [(2, True), (3, True)], "Afgerond of vervallen": [(1, False)]}
    form = antwoord.context["form"]
    assert (form.initial["startjaar"], form.initial["eindjaar"]) == (2024, 2026)


def test_making_it_leads_to_the_new_programme_and_links_both_ways(als, cast, wereld):
    client = als(cast.anna)
    assert client.post(URL, MET_ALLES)["Location"] == "/verder/acties/"
    oud, later = (client.get(f"/{slug}/acties/2/").content.decode() for slug in ("proef", "verder"))
    assert "actie 2 van Samen verder 2024–2027" in oud
    assert "actie 2 van Samen veilig 2021–2023" in later


def test_what_was_not_seen_is_shown_first(als, cast, wereld):
    client = als(cast.anna)
    antwoord = client.post(URL, MET_ALLES | {"acties": ["2"]})
    assert (antwoord.status_code, Programma.objects.count()) == (200, 1)
    assert antwoord.context["form"].samenvatting == "2024-2027: 2"
    client.post(URL, MET_ALLES | {"acties": ["2"], "gezien": "2024-2027: 2"})
    assert [actie.titel for actie in nieuw().acties.all()] == ["Zelfscan in elke gemeente"]


def test_a_second_click_leads_to_the_same_programme(als, cast, wereld):
    client = als(cast.anna)
    doelen = [client.post(URL, MET_ALLES)["Location"] for _ in range(2)]
    assert (doelen, Programma.objects.count()) == (["/verder/acties/"] * 2, 2)


@pytest.mark.parametrize(
    ("anders", "veld", "melding"),
    [
        ({"slug": "beheer"}, "slug", "“beheer” is een vast adres van de site. Kies een andere naam voor het adres."),
        ({"startjaar": "2021"}, "startjaar", "Samen veilig begon in 2021. Kies voor het vervolg een later jaar."),
        ({"eindjaar": "2999"}, "eindjaar", "Een programma duurt hooguit 20 jaar. Kies een eerder eindjaar."),
        ({"eindjaar": "2023"}, "__all__", "Het eindjaar ligt vóór het startjaar."),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(als, cast, wereld, anders, veld, melding):
    antwoord = als(cast.anna).post(URL, MET_ALLES | anders)
    form = antwoord.context["form"]
    assert form.errors == {veld: [melding]}
    assert (form["naam"].value(), Programma.objects.count()) == ("Samen verder", 1)


def test_with_two_programmes_every_page_offers_both(als, cast, wereld, doorlopen):
    client = als(cast.dirk)
    assert "Programma’s" not in client.get("/proef/").content.decode()
    doorlopen()
    html = client.get("/proef/").content.decode()
    assert all(f'href="/{slug}/"' in html for slug in ("proef", "verder"))


@pytest.mark.parametrize("pad", ["", "acties/", "planning/", "gemeenten/", "evaluatie/", "besluiten/", "cijfers/"])
def test_a_programme_that_begins_later_opens_on_every_page(als, cast, wereld, doorlopen, pad):
    doorlopen(startjaar="2090", eindjaar="2093")
    assert als(cast.dirk).get(f"/verder/{pad}").status_code == 200


@pytest.mark.parametrize("aantal", [0, 60])
def test_page_costs_as_many_queries_however_many_acties(als, cast, wereld, aantal, django_assert_num_queries):
    Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=n, titel=f"Actie {n}", onderdeel=wereld.kern, doorlopend=True)
        for n in range(100, 100 + aantal)
    )
    client = als(cast.anna)
    client.get("/proef/")
    with django_assert_num_queries(17):
        client.get(URL)


def test_a_programme_does_not_follow_on_itself(wereld):
    wereld.programma.voorganger = wereld.programma
    with pytest.raises(ValidationError) as excinfo:
        wereld.programma.full_clean()
    assert excinfo.value.message_dict == {"voorganger": ["Een programma kan geen vervolg zijn op zichzelf."]}


def test_history_names_where_an_actie_comes_from(als, cast, wereld, doorlopen):
    doorlopen()
    actie = nieuw().acties.get(nummer=1)
    actie.voortgekomen_uit = wereld.zelfscan
    actie.save()
    html = als(cast.dirk).get("/verder/acties/1/geschiedenis/").content.decode()
    assert "1. Trainingen geven" in html
    assert "2. Zelfscan in elke gemeente" in html


def test_an_actie_comes_from_another_programme(wereld):
    wereld.training.voortgekomen_uit = wereld.zelfscan
    with pytest.raises(ValidationError) as excinfo:
        wereld.training.full_clean()
    assert excinfo.value.message_dict == {"voortgekomen_uit": ["Kies een actie uit een eerder programma."]}
