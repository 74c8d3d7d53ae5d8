"""The list of acties: what the filters leave, in which order, and what an odd address does."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from acties.models import Aanjager, Actie, Begrip
from monitoring.lijst import chips, gefilterde_acties, kolomkoppen

OUDJAAR = "2021-12-31"


@pytest.fixture
def lijst(wereld, cast, rf):
    """``lijst(status="afgerond")`` gives the numbers of the acties that this filter leaves, in order."""

    def nummers(door=cast.dirk, **vraag):
        return [actie.nummer for actie in kies(door, **vraag)[1]]

    def kies(door, **vraag):
        request = RequestFactory().get("/", {"peildatum": OUDJAAR, **vraag})
        request.user = door
        return gefilterde_acties(request, wereld.programma)

    nummers.kies = lambda **vraag: kies(cast.dirk, **vraag)
    return nummers


def test_without_a_filter_every_actie_is_there_in_order_of_priority(lijst):
    assert lijst() == [1, 2, 3]


@pytest.mark.parametrize(
    ("vraag", "nummers"),
    [
        ({"zoek": "trainingen"}, [1]),
        ({"zoek": "vult zelfscan"}, [2]),
        ({"zoek": "beleidsambtenaren wmo"}, [3]),
        ({"zoek": "2"}, [2]),
        ({"zoek": "bestaat niet"}, []),
        ({"zoek": "100%"}, []),
        ({"onderdeel": "K1"}, [1, 2]),
        ({"onderdeel": ["K1", "A1"]}, [1, 2, 3]),
        ({"aanjagersrol": "blauw"}, [1, 3]),
        ({"aanjagersrol": ["blauw", "groen"]}, [1, 2, 3]),
        ({"planningsjaar": "2021"}, [1, 2]),
        ({"planningsjaar": "2022"}, [2]),
        ({"planningsjaar": ["2022", "doorlopend"]}, [2, 3]),
        ({"planningsjaar": "2023"}, []),
        ({"doelgroep": "Ouderen"}, [3]),
        ({"partij": "Gemeenten"}, [1, 2]),
        ({"organisatie": "veilig-thuis-proef"}, [3]),
        ({"organisatie": "alkmaar"}, [1, 2]),
        ({"aanjagersrol": "blauw", "planningsjaar": "2021"}, [1]),
    ],
)
def test_what_was_agreed_filters(lijst, vraag, nummers):
    assert lijst(**vraag) == nummers


@pytest.mark.parametrize(
    ("vraag", "nummers"),
    [
        ({"status": "in_uitvoering"}, [1]),
        ({"status": "geen_melding"}, [3]),
        ({"status": ["in_uitvoering", "geen_melding"]}, [1, 3]),
        ({"status": "afgerond"}, []),
        ({"koers": "aandacht"}, [2]),
        ({"loopt_uit": "on", "peildatum": "2022-01-01"}, [1]),
        ({"loopt_uit": "on"}, []),
        ({"loopt_uit": "false"}, [1, 2, 3]),
    ],
)
def test_what_was_reported_filters(wereld, meld, lijst, vraag, nummers):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(
        wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_ontwikkeling", koers="aandacht", toelichting="Laat.", bijsturing="Hulp."
    )
    assert lijst(**vraag) == nummers


def test_a_begrip_is_found_under_its_other_spellings(wereld, lijst):
    Begrip.objects.create(programma=wereld.programma, term="Scholing", synoniemen="trainingen\ncursus", definitie="Leren.")
    assert lijst(zoek="Cursus") == [1]


def test_two_matching_aanjagers_give_one_row(wereld, lijst):
    Aanjager.objects.create(actie=wereld.training, rol=wereld.groen, tekst="Projectleiders gemeente")
    assert lijst(zoek="projectleiders", aanjagersrol=["groen", "blauw"]) == [1, 3]


def test_vervallen_acties_come_last_in_every_order(wereld, meld, lijst):
    meld(wereld.training, None, "2021-06-01", "vervallen")
    assert lijst() == [2, 3, 1]
    assert lijst(sorteer="-nr") == [3, 2, 1]
    assert lijst(status="vervallen") == [1]


@pytest.mark.parametrize(
    ("sorteer", "nummers"),
    [
        ("nr", [1, 2, 3]),
        ("-nr", [3, 2, 1]),
        ("titel", [1, 3, 2]),
        ("planning", [1, 2, 3]),
        ("-planning", [3, 2, 1]),
        ("status", [3, 2, 1]),
    ],
)
def test_orders(wereld, meld, lijst, sorteer, nummers):
    meld(wereld.voorlichting, None, "2021-06-01", "afgerond")
    meld(wereld.zelfscan, None, "2021-06-01", "niet_gestart")
    assert lijst(sorteer=sorteer) == nummers


def test_an_unknown_choice_shows_nothing_and_says_why(lijst):
    verslag, acties, filterset = lijst.kies(organisatie="dijk-en-waard")
    assert acties == ()
    assert filterset.errors["organisatie"] == [
        "Deze organisatie bestaat niet (meer) op deze peildatum. Kies een andere of haal het filter weg."
    ]


def test_a_chip_leads_to_the_list_without_it(lijst):
    _, _, filterset = lijst.kies(onderdeel=["K1", "A1"], loopt_uit="on", zoek="zelfscan", sorteer="nr", onbekend="x")
    assert [(chip.label, chip.adres) for chip in chips(filterset)] == [
        ("“zelfscan”", "?peildatum=2021-12-31&onderdeel=K1&onderdeel=A1&loopt_uit=on&sorteer=nr"),
        ("Lokaal", "?peildatum=2021-12-31&zoek=zelfscan&onderdeel=A1&loopt_uit=on&sorteer=nr"),
        ("Preventie", "?peildatum=2021-12-31&zoek=zelfscan&onderdeel=K1&loopt_uit=on&sorteer=nr"),
        ("Loopt uit", "?peildatum=2021-12-31&zoek=zelfscan&onderdeel=K1&onderdeel=A1&sorteer=nr"),
    ]


def test_a_column_header_turns_the_order_around(lijst):
    _, _, filterset = lijst.kies(onderdeel="K1", sorteer="titel")
    koppen = kolomkoppen(filterset)
    assert (koppen["titel"].richting, koppen["planning"].richting) == ("ascending", "")
    assert koppen["titel"].adres == "?peildatum=2021-12-31&onderdeel=K1&sorteer=-titel"
    assert koppen["nr"].adres == "?peildatum=2021-12-31&onderdeel=K1&sorteer=nr"
