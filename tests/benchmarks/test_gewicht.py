"""Gewicht over de lijn: wat een browser voor het dashboard ophaalt, de eerste keer en daarna"""

import re

import pytest

from tests.benchmarks.meten import Tabel

pytestmark = pytest.mark.benchmark

_BESTANDEN = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_IN_CSS = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")


def _kb(aantal_bytes: int) -> float:
    return aantal_bytes / 1000


@pytest.mark.parametrize(("schaal", "naam"), [("een", "32 acties"), ("dertig", "200 acties")])
def test_dashboard(database, als, tabel: Tabel, schaal, naam):
    """A file has its hash in its name and is fetched once; the page itself every time."""
    programma, dirk = database(schaal), als("dirk")
    pagina = dirk(f"/{programma.slug}/")
    bestanden = dict.fromkeys(_BESTANDEN.findall(pagina.inhoud.decode()))
    antwoorden = {pad: dirk(pad, HTTP_ACCEPT_ENCODING="gzip") for pad in bestanden}
    assert all("immutable" in antwoord.koppen["Cache-Control"] for antwoord in antwoorden.values())
    los = sum(antwoord.ingepakt for antwoord in antwoorden.values())
    doelen = {"eerste": 60, "zoals verstuurd": 150, "daarna": 30} if schaal == "een" else {}
    tabel.aantal(f"{naam}: eerste bezoek, ingepakt", _kb(los + pagina.ingepakt), "kB", hoogstens=doelen.get("eerste"))
    tabel.aantal(
        f"{naam}: eerste bezoek, pagina zoals verstuurd",
        _kb(los + len(pagina.inhoud)),
        "kB",
        hoogstens=doelen.get("zoals verstuurd"),
    )
    tabel.aantal(f"{naam}: daarna, ingepakt", _kb(pagina.ingepakt), "kB", hoogstens=doelen.get("daarna"))
    tabel.aantal(f"{naam}: daarna, zoals verstuurd", _kb(len(pagina.inhoud)), "kB", hoogstens=doelen.get("daarna"))
    tabel.aantal(f"{naam}: bestanden naast de pagina", len(bestanden))
