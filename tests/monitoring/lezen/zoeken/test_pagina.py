"""The page that searches: grouped with counts, straight to the place, and never more than this reader may open."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acties.models import Actie, Begrip, Besluit, Programma
from monitoring.models import Afspraak, Bespreking, Duiding, Evaluatie, Regionaam
from tests.vaststellen import vaststellen

PEIL = "2021-10-01"


@pytest.fixture
def vraag(als):
    """``vraag(dirk, "zorg")``: what is found, as ``{kind: [head, …]}``."""

    def stel(wie, q, **verder):
        antwoord = als(wie).get("/proef/zoeken/", {"q": q} | verder)
        assert antwoord.status_code == 200
        return {
            groep.soort.code: ["".join(stuk.tekst for stuk in treffer.kop) for treffer in groep.treffers]
            for groep in antwoord.context["groepen"]
        }

    return stel


@pytest.fixture
def overal(wereld, meld):
    """The word giraf in every kind of thing."""
    w = wereld
    Actie.objects.filter(pk=w.training.pk).update(omschrijving="Iets met een giraf.")
    w.lijn.omschrijving = "Over giraffen"
    w.lijn.save()
    w.ambitie.tekst = "Elke giraf telt"
    w.ambitie.save()
    w.begrip.definitie = "Ook voor de giraf."
    w.begrip.save()
    w.hoorn.naam = "Giraf aan Zee"
    w.hoorn.save()
    Besluit.objects.create(
        programma=w.programma, soort="overig", orgaan="PORA", datum="2021-05-01", omschrijving="Er komt een giraf."
    )
    _spreek_af(w, "Een giraf regelen")
    meld(w.zelfscan, w.alkmaar, PEIL, "in_uitvoering", toelichting="De giraf is er.")
    return w


def _spreek_af(wereld, wat, **velden):
    basis = {"overleg": wereld.pora, "datum": "2022-02-01", "organisatie": wereld.alkmaar, "voor": "2022-06-01"}
    return Afspraak.objects.create(programma=wereld.programma, wat=wat, **basis | velden)


def test_every_kind_is_found_and_each_link_opens_its_place(als, cast, overal):
    pagina = als(cast.dirk).get("/proef/zoeken/", {"q": "giraf"})
    groepen = {groep.soort.code: groep for groep in pagina.context["groepen"]}
    assert list(groepen) == [
        "ambities", "organisaties", "afspraken", "acties", "onderdelen", "begrippen", "besluiten", "meldingen",
    ]  # fmt: skip
    assert [groep.totaal for groep in groepen.values()] == [1] * 8
    assert pagina.context["gevonden"] == (
        "1 ambitie, 1 organisatie, 1 afspraak, 1 actie, 1 kernelement of actielijn, 1 begrip, 1 besluit en 1 melding gevonden"
    )
    for groep in groepen.values():
        adres = urlsplit(groep.treffers[0].adres)
        doel = als(cast.dirk).get(f"{adres.path}?{adres.query}")
        assert doel.status_code == 200
        assert not adres.fragment or f'id="{adres.fragment}"' in doel.content.decode()


def test_a_number_brings_its_actie_first(vraag, cast, wereld):
    Actie.objects.filter(pk=wereld.training.pk).update(titel="Plan 3 maken")
    assert vraag(cast.dirk, "3") == {"acties": ["3. Voorlichting", "1. Plan 3 maken"]}
    assert vraag(cast.dirk, "actie 3") == {"acties": ["3. Voorlichting"]}


def test_a_local_actie_is_found_by_its_own_number(vraag, cast, wereld):
    Actie.objects.create(
        programma=wereld.programma, nummer=100_001, titel="Inloop", onderdeel=wereld.kern, lokaal_van=wereld.alkmaar,
        doorlopend=True,
    )  # fmt: skip
    assert vraag(cast.dirk, "l1") == vraag(cast.dirk, "inloop") == {"acties": ["L1. Inloop"]}


def test_nothing_of_another_programme_but_the_way_there(als, vraag, cast, wereld):
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2024, eindjaar=2026)
    Begrip.objects.create(programma=ander, term="Zebra", definitie="Streepjes")
    assert vraag(cast.dirk, "zebra") == {}
    pagina = als(cast.dirk).get("/proef/zoeken/", {"q": "zebra"}).content.decode()
    assert 'href="/ander/zoeken/?q=zebra"' in pagina


# Wie wat mag vinden: een bezoeker leest alleen de toelichting van openbare meldingen.
GEHEIM = {
    "openbaar": {"bezoeker", "dirk", "bram", "anna", "eva"},
    "gesloten": {"dirk", "bram", "anna", "eva"},
    "bijgestuurd": {"dirk", "bram", "anna", "eva"},
    "duidingstekst": set(),  # of a year that is not adopted: on no page that is searched
    "bronnaam": {"dirk", "bram", "anna", "eva"},
    "achterhaald": set(),  # corrected: another report came in its place
    "anna": set(),  # who reported is no text
}


@pytest.mark.parametrize("woord", GEHEIM)
def test_who_finds_what(vraag, cast, wereld, meld, settings, woord):
    settings.DASHBOARD_OPENBAAR = True
    velden = {"koers": "aandacht", "gemeld_door": cast.anna}
    meld(
        wereld.zelfscan,
        wereld.alkmaar,
        PEIL,
        "in_uitvoering",
        toelichting="openbaar",
        bijsturing="bijgestuurd",
        **velden,
    )
    meld(
        wereld.zelfscan,
        wereld.hoorn,
        PEIL,
        "in_uitvoering",
        toelichting="gesloten",
        bijsturing="gesloten",
        openbaar=False,
        **velden,
    )
    oud = meld(wereld.training, None, PEIL, "in_uitvoering", toelichting="achterhaald", gemeld_door=cast.anna)
    meld(wereld.training, None, PEIL, "in_uitvoering", toelichting="verbeterd", corrigeert=oud)
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="duidingstekst")
    Regionaam.objects.create(programma=wereld.programma, naam="Bronnaam (gemeente)", organisatie=wereld.alkmaar)
    lezers = {"bezoeker": None} | {naam: getattr(cast, naam) for naam in ("dirk", "bram", "anna", "eva")}
    assert {naam for naam, wie in lezers.items() if vraag(wie, woord)} == GEHEIM[woord]


def test_a_visitor_finds_an_afspraak_of_an_adopted_year_but_not_by_who_does_it_or_what_came_of_it(
    als, vraag, cast, wereld, settings
):
    settings.DASHBOARD_OPENBAAR = True
    klaar = {"stand": "gedaan", "afgehandeld_op": "2022-05-01", "afloop": "Het is geregeld."}
    _spreek_af(wereld, "Hulp bieden", wie="Beleidsadviseur", **klaar)
    _spreek_af(wereld, "Hulp zoeken", datum="2023-02-01", voor="2023-06-01")
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2024, eindjaar=2026)
    Afspraak.objects.create(
        programma=ander, overleg=wereld.pora, datum="2024-02-01", wat="Hulp elders", wie="x", voor="2024-06-01"
    )
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01")
    assert vraag(None, "hulp") == {}
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    assert vraag(None, "hulp") == {"afspraken": ["Hulp bieden"]}
    gezien = als(None).get("/proef/zoeken/", {"q": "hulp"}).content.decode()
    assert not [woord for woord in ("Beleidsadviseur", "geregeld") if woord in gezien]
    assert "Het is <mark>geregeld</mark>." in als(cast.dirk).get("/proef/zoeken/", {"q": "geregeld"}).content.decode()
    assert vraag(None, "beleidsadviseur") == vraag(None, "geregeld") == {}
    assert vraag(cast.dirk, "hulp") == {"afspraken": ["Hulp zoeken", "Hulp bieden"]}
    for woord in ("beleidsadviseur", "geregeld"):
        assert vraag(cast.dirk, woord) == {"afspraken": ["Hulp bieden"]}


def test_closed_to_visitors_and_to_who_has_no_role(als, cast, overal):
    antwoord = als(None).get("/proef/zoeken/", {"q": "giraf"})
    assert (antwoord.status_code, "next=/proef/zoeken/%3Fq%3Dgiraf" in antwoord.headers["Location"]) == (302, True)
    cast.dirk.lidmaatschappen.all().delete()
    assert als(cast.dirk).get("/proef/zoeken/", {"q": "giraf"}).status_code == 403


def test_a_match_is_marked_in_a_text_that_is_escaped(als, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, PEIL, "in_uitvoering", toelichting="<b onclick=x>giraf</b> & “giraffen”")
    pagina = als(cast.dirk).get("/proef/zoeken/", {"q": '<"giraf'}).content.decode()
    assert "&lt;b onclick=x&gt;<mark>giraf</mark>&lt;/b&gt; &amp; “<mark>giraffen</mark>”" in pagina
    assert 'value="&lt;&quot;giraf"' in pagina
    assert '<meta name="robots" content="noindex">' in pagina


def test_five_of_a_kind_and_all_of_it_on_request(als, cast, wereld, meld):
    """34 reports of one day: the page of the actie holds 25, so the oldest is on its second page."""
    for dag in range(34):
        meld(wereld.zelfscan, wereld.alkmaar, PEIL, "in_uitvoering", toelichting=f"giraf {dag}")
    pagina = als(cast.dirk).get("/proef/zoeken/", {"q": "giraf"})
    assert len(pagina.context["groepen"][0].treffers) == 5
    assert 'href="?q=giraf&amp;soort=meldingen">Alle 34 meldingen tonen</a>' in pagina.content.decode()
    alles = als(cast.dirk).get("/proef/zoeken/", {"q": "giraf", "soort": "meldingen"})
    (groep,) = alles.context["groepen"]
    assert (len(groep.treffers), "tonen</a>" in alles.content.decode()) == (34, False)
    for treffer in (groep.treffers[0], groep.treffers[-1]):
        adres = urlsplit(treffer.adres)
        assert f'id="{adres.fragment}"' in als(cast.dirk).get(f"{adres.path}?{adres.query}").content.decode()


def test_number_of_queries_does_not_grow(als, cast, overal, meld):
    client = als(cast.dirk)
    client.get("/proef/zoeken/", {"q": "giraf"})
    with CaptureQueriesContext(connection) as een:
        client.get("/proef/zoeken/", {"q": "giraf"})
    for nummer in range(12):
        meld(overal.zelfscan, overal.alkmaar, PEIL, "in_uitvoering", toelichting=f"giraf {nummer}")
        Begrip.objects.create(programma=overal.programma, term=f"Giraf {nummer}", definitie="giraf")
    with CaptureQueriesContext(connection) as veel:
        client.get("/proef/zoeken/", {"q": "giraf"})
    assert len(veel) == len(een)
    assert len(een) == 12  # session, user, roles, programme, and one for each of eight kinds


@pytest.mark.parametrize(
    ("q", "uitleg"),
    [
        ("", "Waar je in zoekt"),
        ("*", "Hier is niet op te zoeken"),
        ("'; --", "Hier is niet op te zoeken"),
        ("x", "Hier is niet op te zoeken"),
        ("krokodil", "Niets gevonden"),
        ('-zelfscan* OR "krokodil', "Alle woorden samen staan nergens"),
        ("zelfscan NEAR/2 krokodil:*", 'href="?q=krokodil"'),
    ],
)
def test_when_nothing_is_found_the_page_says_what_to_try(als, cast, wereld, q, uitleg):
    pagina = als(cast.dirk).get("/proef/zoeken/", {"q": q}, follow=True)
    assert pagina.status_code == 200
    assert uitleg in pagina.content.decode()
    assert "“actie 14”, “14” of “L1” brengt je bij die actie." in pagina.content.decode()


@pytest.mark.parametrize(
    "soort",
    [
        "",
        "acties",
        "onderdelen",
        "ambities",
        "organisaties",
        "begrippen",
        "besluiten",
        "afspraken",
        "meldingen",
        "anders",
    ],
)
@pytest.mark.parametrize("q", ["999999999", "L999999", "0", "²", "x" * 100, "a " * 50, "zelf\x01scan", "\ud83d"])
def test_odd_questions_open_too(als, cast, wereld, soort, q):
    vraag = {"q": q.encode("utf-8", "surrogatepass"), "soort": soort, "page": "zzz"}
    assert als(cast.dirk).get("/proef/zoeken/", vraag, follow=True).status_code == 200


@pytest.mark.parametrize(("q", "uitleg"), [("x" * 101, "Zoek met hooguit 100 tekens"), ("a\x00b", "teken")])
def test_a_question_that_cannot_be_asked_is_said_and_stays_in_the_field(als, cast, wereld, q, uitleg):
    pagina = als(cast.dirk).get("/proef/zoeken/", {"q": q})
    assert pagina.status_code == 400
    assert uitleg in pagina.content.decode()
    assert pagina.context["formulier"]["q"].value() == q


SITE = [
    "/proef/",
    "/proef/acties/2/",
    "/proef/zoeken/",
    "/hulp/",
    "/privacy/",
    "/proef/bestaat-niet/",
    "/sessie/",
]


@pytest.mark.parametrize("pad", SITE)
def test_every_page_has_the_search_field_in_its_header(als, cast, wereld, pad):
    kop = als(cast.dirk).get(pad).content.decode().split("</header>")[0]
    assert 'action="/proef/zoeken/"' in kop
    assert '<label class="utrecht-form-label" for="zoek-q">' in kop


def test_no_search_field_for_who_may_read_nothing(als, wereld):
    assert "/zoeken/" not in als(None).get("/accounts/login/").content.decode()
