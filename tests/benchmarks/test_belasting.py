"""Onder druk en na een klap: een echte server met acht melders en vierentwintig lezers, en met kill -9"""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings

from acties.models import Actie, Organisatie
from tests.benchmarks.meten import Tabel
from tests.veiligheid.belasting import Schrijver, belast, een_tijd, p95
from tests.veiligheid.server import Server, omgeving

pytestmark = pytest.mark.benchmark

KLEIN = bool(os.environ.get("BENCH_KLEIN"))
SECONDEN = 5 if KLEIN else 60
KEREN, PER_KEER = (3, 20) if KLEIN else (20, 500)
MELDERS, LEZERS = 8, 24
PADEN = ["", "acties/", "acties/15/", "gemeenten/", "evaluatie/2021/", "planning/"]


@pytest.fixture
def server(bestand, database, werkmap, tmp_path):
    """``server()`` starts one on a copy of the programme of the demo, with a worker per processor."""
    gestart = []
    statisch = werkmap / "statisch"
    if not statisch.exists():
        opdracht = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        leeg = omgeving(f"sqlite:///{werkmap}/leeg.sqlite3", statisch)
        subprocess.run(opdracht, cwd=settings.BASE_DIR, env=leeg, check=True)

    def start(**hoe):
        pad = tmp_path / f"{len(gestart)}.sqlite3"
        with sqlite3.connect(bestand("een")) as bron, sqlite3.connect(pad) as kopie:
            bron.backup(kopie)
            kopie.execute("PRAGMA journal_mode=WAL")
        gestart.append(Server(f"sqlite:///{pad}", statisch, pad.with_suffix(".log"), **hoe))
        gestart[-1].bestand = pad
        return gestart[-1]

    yield start
    for draait in gestart:
        draait.stop()


@pytest.fixture
def melders(database):
    """``melders(server)``: eight visits of Anna, each at the form of another municipality, as ``(visit, form, fields)``."""
    programma = database("een")
    actie = Actie.objects.filter(programma=programma, uitvoering="per_organisatie").order_by("nummer")[0]
    gemeenten = Organisatie.objects.filter(soort="gemeente", einddatum=None, begindatum=None).order_by("naam")[:MELDERS]
    slugs = [gemeente.slug for gemeente in gemeenten]

    def maak(server):
        anna = server.iemand_anders()
        assert anna.log_in("anna", "demo")[0] == 302
        velden = {"peildatum": str(programma.laatste_dag)}
        adres = f"/{programma.slug}/acties/{actie.nummer}/melden/?namens="
        return [(anna.iemand_anders(**anna.koekjes), f"{adres}{slug}", velden | {"namens": slug}) for slug in slugs]

    return maak


def lezers(server, slug):
    dirk = server.iemand_anders()
    assert dirk.log_in("dirk", "demo")[0] == 302
    paden = [f"/{slug}/{pad}" for pad in PADEN]
    return [(dirk.iemand_anders(**dirk.koekjes), paden[n % 6 :] + paden[: n % 6]) for n in range(LEZERS)]


def opgeslagen(server):
    """The texts that were sent here, and what SQLite says of its own file."""
    database = sqlite3.connect(server.bestand)
    database.create_function("REGEXP", 2, lambda patroon, tekst: bool(re.search(patroon, tekst)))  # of the constraints
    teksten = database.execute("SELECT toelichting FROM monitoring_statusmelding").fetchall()
    oordeel = database.execute("PRAGMA integrity_check").fetchone()[0]
    database.close()
    return [tekst for (tekst,) in teksten if tekst.startswith(("Melder", "Schrijver"))], oordeel


@pytest.mark.parametrize("pauze", [1, 0], ids=["as people click", "as fast as they can"])
def test_eight_writers_and_twenty_four_readers(database, server, melders, tabel: Tabel, pauze):
    """Twice: with a second on average between an answer and the next click, and without any."""
    programma, draait = database("een"), server(werkers=2)
    uitkomst = belast(lezers(draait, programma.slug), melders(draait), beurten=een_tijd(SECONDEN), pauze=pauze)
    kwijt = set(uitkomst.bevestigd) - set(opgeslagen(draait)[0])
    hoe = "1 s tussen twee klikken" if pauze else "zonder pauze"
    per_seconde = (len(uitkomst.lezen) + 2 * len(uitkomst.schrijven)) / SECONDEN
    lezen_doel, schrijven_doel = (500, 1000) if pauze else (None, None)
    tabel.aantal(
        f"{MELDERS} melders en {LEZERS} lezers, {hoe}: lezen, p95",
        p95(uitkomst.lezen) * 1000,
        "ms",
        hoogstens=lezen_doel,
    )
    tabel.aantal("  formulier openen en versturen, p95", p95(uitkomst.schrijven) * 1000, "ms", hoogstens=schrijven_doel)
    tabel.aantal("  fouten 5xx of geen antwoord", sum(uitkomst.mislukt.values()), hoogstens=0)
    tabel.aantal("  bevestigd en niet opgeslagen", len(kwijt), f"van {len(uitkomst.bevestigd)}", hoogstens=0)
    tabel.aantal("  antwoorden", per_seconde, "per s")


def test_kill_under_write_load(server, melders, tabel: Tabel):
    """Shot down at a random moment while eight write, again and again; what it acknowledged has to be there."""
    draait, toeval, herstart = server(werkers=2), random.Random(7), []  # noqa: S311 - moments to shoot at, no secret
    schrijvers = [
        Schrijver(bezoek, formulier, f"Melder {nr}, melding", **velden)
        for nr, (bezoek, formulier, velden) in enumerate(melders(draait))
    ]
    for schrijver in schrijvers:
        schrijver.start()
    for _ in range(KEREN):
        schrijvers[0].wacht_op(PER_KEER // MELDERS, hoogstens=600)
        time.sleep(toeval.random() / 5)
        draait.schiet_af()
        begin = time.monotonic()
        draait.start()
        herstart.append(time.monotonic() - begin)
    schrijvers[0].wacht_op(1)
    for schrijver in schrijvers:
        schrijver.stop()
    bevestigd = {tekst for schrijver in schrijvers for tekst in schrijver.bevestigd}
    teksten, oordeel = opgeslagen(draait)
    wat = f"{KEREN}× kill -9 tijdens {len(bevestigd):,} bevestigde meldingen".replace(",", ".")
    tabel.aantal(f"{wat}: kwijt", len(bevestigd - set(teksten)), hoogstens=0)
    tabel.aantal("  dubbel opgeslagen", len(teksten) - len(set(teksten)), hoogstens=0)
    tabel.aantal("  gebreken in het bestand volgens SQLite", int(oordeel != "ok"), hoogstens=0)
    tabel.aantal("  langste herstart", max(herstart), "s", hoogstens=5)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace sees what the server asks of the disk")
def test_what_is_acknowledged_is_on_the_disk(server, melders, tmp_path, tabel: Tabel):
    spoor = tmp_path / "spoor"
    draait = server(voor=["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(spoor)])
    anna, formulier, velden = melders(draait)[0]
    zonder, aantal = 0, 100
    for nummer in range(aantal):
        vooraf = spoor.stat().st_size
        assert anna.meld(formulier, f"Melding {nummer}.", **velden) == 302
        zonder += spoor.stat().st_size == vooraf
    tabel.aantal(f"{aantal} bevestigde meldingen: bevestigd voordat de schijf ze heeft", zonder, hoogstens=0)
