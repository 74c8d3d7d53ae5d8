"""The afspraken of the meetings: who records them, who says what came of it, and what a list shows."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Afspraak, Bespreking, Evaluatie
from tests.antwoord import tekst
from tests.formulier import ingevuld
from tests.vaststellen import vaststellen

LIJST, NIEUW = "/proef/afspraken/", "/proef/afspraken/nieuw/"


@pytest.fixture
def invulling(wereld):
    return {
        "overleg": wereld.pora.pk, "datum": "2022-02-01", "wat": "Hulp regelen", "organisatie": wereld.alkmaar.pk,
        "voor": "2022-06-01",
    }  # fmt: skip


def afhandelen(afspraak):
    return reverse("monitoring:afspraak_afhandelen", args=["proef", afspraak.pk])


def stand(afspraak):
    afspraak.refresh_from_db()
    return afspraak.stand, afspraak.afgehandeld_op, afspraak.afloop


def test_a_projectleider_records_one_and_it_is_in_the_list_the_history_and_the_log(
    als, cast, invulling, caplog, vastgelegd
):
    client = als(cast.anna)
    caplog.set_level("INFO", logger="logboek")
    form = ingevuld(client.get(f"{NIEUW}?overleg=pora&datum=2022-02-01"))
    assert (form["overleg"], form["datum"]) == ([str(invulling["overleg"])], ["2022-02-01"])
    with vastgelegd():
        antwoord = client.post(NIEUW, form | invulling, follow=True)
    assert ["De afspraak is vastgelegd.", "Hulp regelen", "PORA, 1 februari 2022"] == [
        zin for zin in ("De afspraak is vastgelegd.", "Hulp regelen", "PORA, 1 februari 2022") if zin in tekst(antwoord)
    ]
    (afspraak,) = Afspraak.objects.all()
    assert afspraak.history.get().history_user == cast.anna
    (bericht,) = [bericht for bericht in caplog.messages if "toevoegen" in bericht]
    assert "Hulp regelen" not in bericht


def test_a_second_click_stores_one(als, cast, invulling):
    client = als(cast.anna)
    form = ingevuld(client.get(NIEUW)) | invulling
    assert [client.post(NIEUW, form).status_code for _ in range(2)] == [302, 302]
    assert Afspraak.objects.count() == 1


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"wat": ""}, "Schrijf op wat er is afgesproken."),
        ({"wat": "x" * 301}, "300 tekens"),
        ({"organisatie": ""}, "Kies een organisatie, of vul in wie het doet."),
        ({"voor": "2022-01-31"}, "De laatste dag ligt vóór het overleg."),
        ({"voor": "straks"}, "Dit is geen datum."),
        ({"overleg": "99999"}, "Kies een overleg uit de lijst."),
        ({"actie": "1e", "onderdeel": "1o"}, "Kies een actie of een onderdeel, niet allebei"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(als, cast, wereld, invulling, anders, zin):
    client, vol = als(cast.anna), {"wie": "Beleidsadviseur"} if "organisatie" not in anders else {}
    anders = {
        naam: {"1e": wereld.training.pk, "1o": wereld.kern.pk}.get(waarde, waarde) for naam, waarde in anders.items()
    }
    antwoord = client.post(NIEUW, ingevuld(client.get(NIEUW)) | invulling | vol | anders)
    assert (antwoord.status_code, zin in tekst(antwoord), Afspraak.objects.count()) == (200, True, 0)
    assert all(waarde in antwoord.content.decode() for waarde in vol.values())


def test_the_same_afspraak_is_there_once(als, cast, invulling, spreek_af):
    spreek_af()
    client = als(cast.anna)
    antwoord = client.post(NIEUW, ingevuld(client.get(NIEUW)) | invulling)
    assert "Deze afspraak van dit overleg op deze dag staat er al." in tekst(antwoord)


def test_the_organisation_says_what_was_done(als, cast, spreek_af):
    afspraak, client = spreek_af(), als(cast.bram)
    vandaag = timezone.localdate()
    pagina = client.get(afhandelen(afspraak))
    assert "Vervallen: het hoeft niet meer" not in tekst(pagina)
    antwoord = client.post(afhandelen(afspraak), ingevuld(pagina) | {"afloop": "De hulp is er."})
    assert antwoord.status_code == 302
    assert stand(afspraak) == ("gedaan", vandaag, "De hulp is er.")
    assert afspraak.history.first().history_user == cast.bram


@pytest.mark.parametrize(
    ("wie", "velden", "code"),
    [
        ("anna", {}, 200),
        ("bram", {}, 200),
        ("carla", {}, 404),  # of Hoorn
        ("dirk", {}, 403),
        ("eva", {}, 403),
        ("bram", {"organisatie": None, "wie": "Projectleider"}, 404),
        ("bram", {"stand": "vervallen", "afgehandeld_op": "2022-03-01", "afloop": "Te duur"}, 404),
        ("anna", {"stand": "vervallen", "afgehandeld_op": "2022-03-01", "afloop": "Te duur"}, 200),
    ],
)
def test_who_may_say_what_came_of_it(als, cast, spreek_af, wie, velden, code):
    assert als(getattr(cast, wie)).get(afhandelen(spreek_af(**velden))).status_code == code


def test_a_successor_settles_what_its_predecessor_agreed(cast, wereld, spreek_af):
    afspraak = spreek_af(organisatie=wereld.langedijk)
    lid = cast.bram.lidmaatschappen.get()
    lid.organisatie = wereld.dijk_en_waard
    lid.save()
    bram = type(cast.bram).objects.get(pk=cast.bram.pk)
    eigen = Afspraak.objects.af_te_handelen_door
    assert list(eigen(bram, date(2022, 3, 1))) == [afspraak]
    assert list(eigen(bram, date(2021, 3, 1))) == []


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"afloop": ""}, "Schrijf wat er is gedaan"),
        ({"afgehandeld_op": ""}, "Kies een dag."),
        ({"afgehandeld_op": (timezone.localdate() + timedelta(days=3)).isoformat()}, "Deze dag moet nog komen."),
        ({"afgehandeld_op": "2022-01-31"}, "De afspraak is afgehandeld vóór het overleg."),
        ({"stand": "vervallen"}, "Kies hoe het ervoor staat."),
    ],
)
def test_settling_wants_a_day_and_a_text(als, cast, spreek_af, anders, zin):
    afspraak, client = spreek_af(), als(cast.bram)
    form = ingevuld(client.get(afhandelen(afspraak))) | {"afloop": "De hulp is er."} | anders
    antwoord = client.post(afhandelen(afspraak), form)
    assert (antwoord.status_code, zin in tekst(antwoord), stand(afspraak)) == (200, True, ("open", None, ""))


def test_reopening_empties_what_was_said_but_never_what_was_just_typed(als, cast, spreek_af, gedaan):
    afspraak, client = spreek_af(**gedaan), als(cast.anna)
    form = ingevuld(client.get(afhandelen(afspraak))) | {"stand": "open"}
    antwoord = client.post(afhandelen(afspraak), form | {"afloop": "Toch niet"})
    assert ("hoort geen tekst" in tekst(antwoord), stand(afspraak)[0]) == (True, "gedaan")
    assert client.post(afhandelen(afspraak), form).status_code == 302
    assert stand(afspraak) == ("open", None, "")
    assert [regel.afloop for regel in afspraak.history.all()] == ["", "De hulp is er."]


# The list


def teksten(antwoord):
    return [regel.wat for _, regel in antwoord.context["afspraken"]]


@pytest.fixture
def vier(wereld, spreek_af, gedaan):
    """Late, in time, done, and one of another meeting and organisation that was dropped."""
    spreek_af("laat")
    spreek_af("op tijd", voor=timezone.localdate())
    spreek_af("klaar", **gedaan)
    spreek_af("elders", overleg=wereld.madivosa, organisatie=wereld.hoorn, **gedaan | {"stand": "vervallen"})


@pytest.mark.parametrize(
    ("vraag", "gekozen"),
    [
        ({}, ["elders", "klaar", "laat", "op tijd"]),
        ({"overleg": "madivosa"}, ["elders"]),
        ({"organisatie": "alkmaar"}, ["klaar", "laat", "op tijd"]),
        ({"stand": "open"}, ["laat", "op tijd"]),
        ({"stand": "te_laat"}, ["laat"]),
        ({"stand": "gedaan", "overleg": "pora"}, ["klaar"]),
        ({"stand": "gedaan", "overleg": "madivosa"}, []),
    ],
)
def test_filters(als, cast, vier, vraag, gekozen):
    antwoord = als(cast.dirk).get(LIJST, vraag)
    assert (antwoord.status_code, sorted(teksten(antwoord))) == (200, gekozen)


def test_a_filter_that_is_not_there_is_named(als, cast, vier):
    client = als(cast.dirk)
    assert client.get(LIJST, {"overleg": "elders"}).status_code == 400
    assert client.get(f"{LIJST}export/csv/", {"overleg": "elders"}).status_code == 302


def test_the_file_holds_the_list_that_was_asked_for(als, cast, vier):
    antwoord = als(cast.dirk).get(f"{LIJST}export/csv/", {"stand": "te_laat"})
    koppen, *rijen = csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";")
    (rij,) = [dict(zip(koppen, rij, strict=True)) for rij in rijen]
    assert [rij[kop] for kop in ("Afspraak", "Overleg", "Organisatie", "Stand")] == [
        "laat",
        "PORA",
        "Alkmaar",
        "Te laat",
    ]


def test_only_who_may_do_something_sees_a_link_to_do_it(als, cast, vier):
    links = {
        wie: (tekst_.count("Afhandelen"), tekst_.count("Bewerken"), "Afspraak vastleggen" in tekst_)
        for wie in ("anna", "bram", "carla", "dirk")
        for tekst_ in [tekst(als(getattr(cast, wie)).get(LIJST))]
    }
    assert links == {"anna": (2, 4, True), "bram": (2, 0, False), "carla": (0, 0, False), "dirk": (0, 0, False)}


@pytest.mark.parametrize("aantal", [1, 40])
def test_number_of_queries_is_constant(als, cast, wereld, spreek_af, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        spreek_af(f"Afspraak {nummer}", actie=wereld.training)
    client = als(cast.bram)
    with django_assert_num_queries(10):
        client.get(LIJST)
    with django_assert_num_queries(6):
        client.get(LIJST)


# The pages of what they are about


def open_op(client, adres):
    antwoord = client.get(adres)
    gezien = [regel.wat for regel in antwoord.context["afspraken"]]
    assert ("Open afspraken van de overleggen" in tekst(antwoord)) is bool(gezien)
    return gezien


def test_an_actie_and_an_onderdeel_show_what_is_open_about_them(als, cast, wereld, spreek_af, gedaan):
    spreek_af("later", actie=wereld.training, voor=timezone.localdate())
    spreek_af("laat", actie=wereld.training)
    spreek_af("klaar", actie=wereld.training, **gedaan)
    spreek_af("van het onderdeel", onderdeel=wereld.kern)
    spreek_af("nergens bij")
    client = als(cast.dirk)
    paginas = ("acties/1/", "acties/2/", "onderdelen/K1/", "onderdelen/A1/")
    assert {pagina: open_op(client, f"/proef/{pagina}") for pagina in paginas} == {
        "acties/1/": ["laat", "later"],
        "acties/2/": [],
        "onderdelen/K1/": ["van het onderdeel"],
        "onderdelen/A1/": [],
    }
    assert "2 afspraken staan open, 1 is te laat." in tekst(client.get("/proef/acties/1/"))


def test_on_an_earlier_day_an_actie_shows_what_was_open_then(als, cast, wereld, spreek_af, gedaan):
    spreek_af("toen open", actie=wereld.training, **gedaan)
    adres = "/proef/acties/1/?peildatum="
    dagen = ("2022-01-31", "2022-04-30", "2022-05-01")
    assert [open_op(als(cast.dirk), adres + dag) for dag in dagen] == [[], ["toen open"], []]


# Visitors


def test_a_visitor_reads_on_an_actie_only_what_an_adopted_year_made_public(als, cast, wereld, spreek_af, settings):
    settings.DASHBOARD_OPENBAAR = True
    spreek_af("Over 2021", actie=wereld.training, wie="Els Bakker")
    spreek_af("Over 2022", actie=wereld.training, datum="2023-02-01", voor="2023-06-01")
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01")
    assert open_op(als(None), "/proef/acties/1/") == []
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    assert open_op(als(None), "/proef/acties/1/") == ["Over 2021"]
    assert "Els Bakker" not in tekst(als(None).get("/proef/acties/1/"))


def test_a_visitor_reads_what_was_agreed_about_an_adopted_year_without_names(
    als, cast, wereld, spreek_af, gedaan, settings
):
    settings.DASHBOARD_OPENBAAR = True
    spreek_af("Over 2021", wie="Els Bakker", **gedaan)
    spreek_af("Over 2022", datum="2023-02-01", voor="2023-06-01")
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01")
    assert teksten(als(None).get(LIJST)) == []
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    antwoord = als(None).get(LIJST)
    assert teksten(antwoord) == ["Over 2021"]
    assert not {"Els Bakker", "De hulp is er."} & {
        zin for zin in ("Els Bakker", "De hulp is er.") if zin in tekst(antwoord)
    }
    bestand = als(None).get(f"{LIJST}export/csv/").content.decode()
    assert ("Over 2021" in bestand, "Els Bakker" in bestand, "Over 2022" in bestand) == (True, False, False)
