"""The list of acties: what the filters leave, in which order, and what an odd address does."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from acties.models import Aanjager, Actie, Begrip, Programma
from monitoring.lezen.actielijst import chips, gefilterde_acties, kolomkoppen
from tests.antwoord import tekst

OUDJAAR = "2021-12-31"


@pytest.fixture
def lijst(wereld, cast):
    """``lijst(status="afgerond")`` gives the numbers of the acties that this filter leaves, in order."""

    def nummers(door=cast.dirk, **vraag):
        return [actie.nummer for actie in kies(door, **vraag)[1]]

    def kies(door, **vraag):
        request = RequestFactory().get("/", {"peildatum": OUDJAAR, **vraag})
        request.user = door
        return gefilterde_acties(request, Programma.objects.met_kenmerk().get())

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
        wereld.zelfscan,
        wereld.alkmaar,
        "2021-06-01",
        "in_ontwikkeling",
        koers="aandacht",
        toelichting="Laat.",
        bijsturing="Hulp.",
    )
    assert lijst(**vraag) == nummers


def test_a_begrip_is_found_under_its_other_spellings(wereld, lijst):
    Begrip.objects.create(
        programma=wereld.programma, term="Scholing", synoniemen="trainingen\ncursus", definitie="Leren."
    )
    assert lijst(zoek="Cursus") == [1]


@pytest.mark.parametrize(
    ("zoek", "nummers"),
    [
        ("verwey jonker", [1]),  # what was reported for the region
        ("TRAININGEN jonker", [1]),  # one word of the title, one of the melding
        ("wijkteams", [2]),  # what one organisation reported
        ("extra dag", [2]),  # what it does about it
        ("veilig thuis", [3]),  # who is responsible
        ("ouderen", [3]),
        ("240", []),  # a number is that of an actie
    ],
)
def test_the_search_looks_at_what_was_reported_too(wereld, meld, lijst, zoek, nummers):
    meld(
        wereld.training, None, "2021-06-01", "in_uitvoering", toelichting="Met het Verwey-Jonker Instituut: 240 mensen."
    )
    koers = {"koers": "aandacht", "toelichting": "De wijkteams zijn laat.", "bijsturing": "Een extra dag."}
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_uitvoering", **koers)
    assert lijst(zoek=zoek) == nummers


def test_the_search_does_not_see_what_was_reported_later(wereld, meld, lijst):
    meld(wereld.training, None, "2022-06-01", "in_uitvoering", toelichting="Met het Verwey-Jonker Instituut.")
    assert lijst(zoek="verwey") == []


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
    _, acties, filterset = lijst.kies(organisatie="dijk-en-waard")
    assert acties == ()
    assert filterset.errors["organisatie"] == [
        "Deze keuze is er niet op deze peildatum. Kies een andere of haal het filter weg."
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


@pytest.fixture
def open_lijst(als, cast):
    def antwoord(adres="", gebruiker=cast.dirk):
        return als(gebruiker).get(reverse("monitoring:actie_lijst", args=["proef"]) + adres, follow=True)

    return antwoord


def test_says_how_many_of_how_many_and_why(open_lijst):
    pagina = tekst(open_lijst("?peildatum=2021-12-31&onderdeel=K1&status=geen_melding"))
    assert "2 van 3 acties · peildatum 31 december 2021 · gefilterd op Lokaal, Geen melding" in pagina


def test_vervallen_acties_stand_apart_with_their_reason(open_lijst, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "vervallen", toelichting="Gaat op in actie 2.")
    pagina = tekst(open_lijst("?peildatum=2021-12-31"))
    assert "2 acties en 1 vervallen · peildatum" in pagina
    assert "Vervallen gemeld op 1 juni 2021: Gaat op in actie 2." in pagina


def test_an_afgeronde_actie_is_grey(open_lijst, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "afgerond")
    assert open_lijst("?peildatum=2021-12-31").content.decode().count('<tr class="afgerond">') == 1


def test_what_is_not_confirmed_is_marked_and_can_be_filtered(wereld, meld, lijst, open_lijst):
    """Actie 1 has only a bijdrage of Hoorn; actie 3 has a word of Veilig Thuis for the region."""
    meld(wereld.training, wereld.hoorn, "2021-06-01", "afgerond")
    meld(wereld.voorlichting, None, "2021-06-01", "in_uitvoering", spreker=wereld.vt)
    assert [actie.nummer for actie in lijst.kies(nog_niet_bevestigd="on")[1]] == [1]
    alles = tekst(open_lijst("?peildatum=2021-12-31"))
    assert alles.count("Nog niet bevestigd</span>") == 1
    assert "Veilig Thuis Proef zei op 1 juni 2021 namens de regio, over 1 juni 2021." in alles
    gefilterd = tekst(open_lijst("?peildatum=2021-12-31&nog_niet_bevestigd=on"))
    assert "Bijdrage van 1 van de 4 organisaties" in gefilterd
    assert 'href="/proef/acties/export/xlsx/?peildatum=2021-12-31&amp;nog_niet_bevestigd=on"' in gefilterd


def test_a_signal_stands_in_the_list(wereld, meld, open_lijst):
    meld(wereld.training, None, "2021-04-01", "in_uitvoering")
    meld(wereld.training, wereld.hoorn, "2021-06-01", "afgerond")
    assert "1 bijdrage sinds 1 april 2021 zegt afgerond" in tekst(open_lijst("?peildatum=2021-12-31"))


def test_export_gets_the_same_address(open_lijst):
    pagina = tekst(open_lijst("?onbekend=1&peildatum=2021-12-31&onderdeel=K1&sorteer=-nr&zoek="))
    for formaat in ("xlsx", "ods", "csv"):
        adres = f"/proef/acties/export/{formaat}/?peildatum=2021-12-31&amp;onderdeel=K1&amp;sorteer=-nr"
        assert f'href="{adres}"' in pagina


def test_rows_keep_the_peildatum(open_lijst):
    assert 'href="/proef/acties/2/?peildatum=2021-12-31"' in tekst(open_lijst("?peildatum=2021-12-31"))


def test_sorted_column_says_so(open_lijst):
    assert tekst(open_lijst("?sorteer=-titel")).count('aria-sort="descending"') == 1


def test_an_unknown_choice_is_a_bad_request_with_an_explanation(open_lijst):
    antwoord = open_lijst("?status=onzin")
    assert antwoord.status_code == 400
    assert "Status: Deze keuze is er niet op deze peildatum." in tekst(antwoord)
    assert 'class="actietitel"' not in tekst(antwoord)


@pytest.mark.parametrize(
    ("vraag", "code"),
    [
        ("?onbekend=1&_connector=OR&onderdeel__code=K1", 200),
        ("?zoek=" + "9" * 5000, 400),
        ("?zoek=" + "9" * 100, 200),
        ("?zoek=%00", 400),
        ("?zoek=" + "a%20" * 50, 200),
        ("?zoek=%25_%5C%27%22", 200),
        ("?zoek=%F0%9F%91%8D%ED%A0%80", 200),
        ("?planningsjaar=" + "9" * 5000, 400),
        ("?status=%00", 400),
        ("?sorteer=nr;drop", 400),
        ("?page=" + "9" * 5000, 200),
        ("?page=-3", 200),
        ("?peildatum=" + "9" * 5000, 200),
        ("?" + "&".join(["onderdeel=K1"] * 900), 200),
        ("?" + "&".join(["onderdeel=K1"] * 1500), 400),
        ("?doelgroep=Ouderen&doelgroep=Ouderen", 200),
        ("?doelgroep=null", 400),
    ],
)
def test_an_odd_address_is_answered_without_an_error(open_lijst, vraag, code):
    assert open_lijst(vraag).status_code == code


def test_text_is_escaped(open_lijst, wereld):
    wereld.training.titel = "<script>alert(1)</script>"
    wereld.training.save()
    pagina = tekst(open_lijst("?zoek=<script>"))
    assert "<script>alert" not in pagina
    assert "“&lt;script&gt;”" in pagina


@pytest.mark.parametrize("extra", [0, 200])
def test_number_of_queries_does_not_grow_with_the_acties(wereld, cast, als, extra, django_assert_num_queries):
    Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=10 + nummer, titel="Extra", onderdeel=wereld.kern, doorlopend=True)
        for nummer in range(extra)
    )
    client = als(cast.dirk)
    adres = "/proef/acties/?zoek=e&status=geen_melding&organisatie=alkmaar&aanjagersrol=groen"
    with django_assert_num_queries(12):
        client.get(adres)
    with django_assert_num_queries(6):
        client.get(adres)


def test_more_than_two_hundred_acties_have_pages(wereld, open_lijst):
    Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=10 + nummer, titel="Extra", onderdeel=wereld.kern, doorlopend=True)
        for nummer in range(200)
    )
    assert open_lijst().content.decode().count('class="actietitel"') == 200
    assert open_lijst("?page=2").content.decode().count('class="actietitel"') == 3


@pytest.mark.parametrize(
    ("vraag", "open_"), [("", False), ("?status=afgerond", False), ("?koers=aandacht", True), ("?loopt_uit=on", True)]
)
def test_what_is_chosen_behind_more_filters_is_in_sight(open_lijst, vraag, open_):
    pagina = open_lijst(vraag).content.decode()
    assert ('<details class="uitklap filter__meer" open>' in pagina) is open_
    assert "filter__meer" in pagina
