"""Pagina's bij 1, 30 en 1000 programma's: queries en rekentijd, als veelvoud van een vaste pagina"""

from functools import partial

import pytest
from django.db.models import F

from acties.models import Onderdeel, Programma
from tests.benchmarks.meten import Tabel, mediaan_cpu

pytestmark = pytest.mark.benchmark

SCHALEN = {"een": "1 programma", "dertig": "30 programma’s", "duizend": "1000 programma’s"}
# Page, address, and the number of queries that it may take with session and user.
PAGINAS = [
    ("dashboard", "/{p.slug}/", 6),
    ("evaluatie", "/{p.slug}/evaluatie/{p.eindjaar}/", 6),
    ("actielijst", "/{p.slug}/acties/", 8),
    ("actie", "/{p.slug}/acties/15/", 10),
    ("jaarverslag (Excel)", "/{p.slug}/evaluatie/{p.eindjaar}/jaarverslag/xlsx/", 8),
]
SCHRIJFT = ("INSERT", "UPDATE", "DELETE")


@pytest.mark.parametrize("schaal", SCHALEN)
def test_queries(database, als, tabel: Tabel, schaal):
    """Twice: with a Verslag that was built before, and with one that is not there yet."""
    programma, dirk = database(schaal), als("dirk")
    for naam, adres, hoogstens in PAGINAS:
        pad = adres.format(p=programma)
        nieuw = len(dirk.queries(pad))
        bewaard = len(dirk.queries(pad))
        tabel.aantal(f"{SCHALEN[schaal]}: {naam}, verslag bewaard", bewaard, "queries", hoogstens=hoogstens)
        tabel.aantal(f"{SCHALEN[schaal]}: {naam}, verslag nieuw", nieuw, "queries", hoogstens=hoogstens)
        database(schaal)


@pytest.mark.parametrize("schaal", SCHALEN)
def test_writes_of_a_melding(database, als, tabel: Tabel, schaal):
    programma, bram = database(schaal), als("bram")
    pad = f"/{programma.slug}/acties/1/melden/"
    formulier = bram(pad)
    velden = formulier.verborgen | {
        "status": "in_uitvoering",
        "toelichting": "Gestart.",
        "peildatum": str(programma.laatste_dag),
    }
    queries = bram.queries(pad, velden)
    geschreven = [sql for sql in queries if sql.startswith(SCHRIJFT)]
    assert any("monitoring_statusmelding" in sql for sql in geschreven), "de melding is niet opgeslagen"
    tabel.aantal(f"{SCHALEN[schaal]}: melden, geschreven", len(geschreven), "queries", hoogstens=6)
    tabel.aantal(f"{SCHALEN[schaal]}: melden, alles bij elkaar", len(queries), "queries")


@pytest.mark.parametrize("schaal", SCHALEN)
def test_cpu(database, als, kaal, tabel: Tabel, schaal):
    """As a multiple of a page with nothing in it: for the same reader here, and for anyone in a project that is new."""
    programma, dirk = database(schaal), als("dirk")
    for naam, adres, _ in PAGINAS:
        pad = adres.format(p=programma)
        bewaard, nieuw, vast, nieuw_project = mediaan_cpu(
            partial(dirk, pad),
            partial(dirk.opnieuw, pad),
            partial(dirk, "/_vast/"),
            partial(kaal, "/_vast/"),
            keer=3 if "Excel" in naam else 9,
        )
        doel = 25 if (schaal, naam) == ("een", "dashboard") else None
        tabel.verhouding(f"{SCHALEN[schaal]}: {naam}, verslag bewaard", bewaard, vast, "vaste pagina", hoogstens=doel)
        tabel.verhouding(f"{SCHALEN[schaal]}: {naam}, verslag nieuw", nieuw, vast, "vaste pagina", hoogstens=doel)
        if doel:
            tabel.verhouding("  bewaard", bewaard, nieuw_project, "vaste pagina in nieuw project", hoogstens=doel)
            tabel.verhouding("  nieuw", nieuw, nieuw_project, "vaste pagina in nieuw project", hoogstens=doel)


@pytest.mark.parametrize("schaal", SCHALEN)
def test_dashboard_beside_model_instances(database, als, tabel: Tabel, schaal):
    programma, dirk = database(schaal), als("dirk")
    pad, anders = f"/{programma.slug}/", f"/_modellen/{programma.slug}/"
    bewaard, nieuw, modellen = mediaan_cpu(
        partial(dirk, pad), partial(dirk.opnieuw, pad), partial(dirk, anders), keer=5
    )
    tabel.verhouding(f"{SCHALEN[schaal]}: dashboard, verslag bewaard", bewaard, modellen, "met modellen", minstens=3)
    tabel.verhouding(f"{SCHALEN[schaal]}: dashboard, verslag nieuw", nieuw, modellen, "met modellen", minstens=3)


@pytest.mark.parametrize("schaal", SCHALEN)
def test_dashboard_that_did_not_change(database, als, tabel: Tabel, schaal):
    """A browser that has the page asks whether it still holds."""
    programma, dirk = database(schaal), als("dirk")
    pad = f"/{programma.slug}/"
    dirk(pad)  # sets the cookie of the forms
    weer = partial(dirk, pad, HTTP_IF_NONE_MATCH=dirk(pad).koppen["ETag"])
    assert weer().status == 304
    onveranderd, vast = mediaan_cpu(weer, partial(dirk, "/_vast/"), keer=9)
    tabel.verhouding(f"{SCHALEN[schaal]}: dashboard, onveranderd", onveranderd, vast, "vaste pagina", hoogstens=2)


@pytest.mark.parametrize("wie", ["anna", "bram", "dirk"])
@pytest.mark.parametrize("schaal", SCHALEN)
def test_unchanged_dashboard(database, als, tabel: Tabel, schaal, wie):
    """Asked for again while nothing changed: the browser keeps what it has, whatever the role of who reads."""
    programma, lezer = database(schaal), als(wie)
    pad = f"/{programma.slug}/"
    lezer(pad)
    etag = lezer(pad).koppen["ETag"]
    nog_eens = partial(lezer, pad, HTTP_IF_NONE_MATCH=etag)
    assert nog_eens().status == 304
    erbij = len(lezer.queries(pad, HTTP_IF_NONE_MATCH=etag)) - len(lezer.queries("/_vast/"))
    wat = f"{SCHALEN[schaal]}: ongewijzigd dashboard van {wie}"
    tabel.aantal(f"{wat}, meer dan de vaste pagina", erbij, "queries", hoogstens=1)
    ongewijzigd, vast = mediaan_cpu(nog_eens, partial(lezer, "/_vast/"), keer=25)
    tabel.verhouding("  rekentijd", ongewijzigd, vast, "vaste pagina", hoogstens=2)


def test_programmes_read_in_turn_stay_kept(database, als, tabel: Tabel):
    """Also when something is written in one of them."""
    database("dertig")
    dirk, paden = als("dirk"), [f"/{slug}/" for slug in Programma.objects.order_by("pk").values_list("slug", flat=True)]
    nieuw = sum(len(dirk.queries(pad)) for pad in paden)
    Onderdeel.objects.filter(programma__slug=paden[0].strip("/")).update(volgorde=F("volgorde"))
    weer = [len(dirk.queries(pad)) for pad in paden]
    tabel.aantal(f"{len(paden)} dashboards om de beurt, nieuw", nieuw / len(paden), "queries per pagina")
    tabel.aantal("  daarna, op een na waarin is geschreven", max(weer[1:]), "queries", hoogstens=6)
