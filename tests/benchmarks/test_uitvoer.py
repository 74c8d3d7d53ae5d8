"""Lijst en jaarverslag als Excel: queries, rekentijd en geheugen naast de gewone manier"""

import json
import os
import subprocess
import sys
from datetime import datetime
from functools import partial

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acties.rekenblad.schrijven import excel
from monitoring.jaar.peilmoment import peilmoment
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from tests.benchmarks.meten import Tabel, mediaan_cpu
from tests.benchmarks.tegenhangers import exporteer, zonder_opmaak

pytestmark = pytest.mark.benchmark


def test_list_export(database, als, omvang, tabel: Tabel):
    programma, dirk = database("breed"), als("dirk")
    pad = f"/{programma.slug}/acties/export/xlsx/"
    tabel.aantal(f"lijst van {omvang.rijen:,} acties".replace(",", "."), len(dirk.queries(pad)), "queries", hoogstens=6)
    tabel.aantal("  dezelfde met een bewaard verslag", len(dirk.queries(pad)), "queries", hoogstens=6)
    with CaptureQueriesContext(connection) as gezien:
        exporteer(programma, programma.laatste_dag, vooraf=True)
    tabel.aantal("  django-import-export met prefetch", len(gezien), "queries")
    dag = programma.laatste_dag
    hier, vooraf, kaal = mediaan_cpu(
        partial(dirk.opnieuw, pad),
        partial(exporteer, programma, dag, vooraf=True),
        partial(exporteer, programma, dag, vooraf=False),
        keer=1,
    )
    tabel.verhouding("rekentijd", hier, vooraf, "import-export met prefetch", minstens=4)
    tabel.verhouding("rekentijd", hier, kaal, "import-export", minstens=7)
    tabel.aantal("eerste byte na (het bestand gaat in één keer), rekentijd", hier, "s", hoogstens=1)


def test_memory_of_the_list_export(database, bestand, tabel: Tabel):
    """Above idle, in a process of its own: what came before must not count."""
    programma = database("breed")
    hier, vooraf = (_geheugen(kant, bestand("breed"), programma.slug) for kant in ("hier", "vooraf"))
    tabel.verhouding(
        "geheugen boven rust",
        hier,
        vooraf,
        "import-export met prefetch",
        hoogstens=0.03,
        schrijf=lambda mb: f"{mb:.0f} MB",
    )


def _geheugen(kant: str, pad, slug: str) -> float:
    omgeving = os.environ | {
        "DATABASE_URL": f"sqlite:///{pad}", "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "tests.settings",
    }  # fmt: skip
    opdracht = [sys.executable, "-m", "tests.benchmarks.geheugen", kant, slug]
    uit = subprocess.run(opdracht, env=omgeving, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(uit.stdout)


@pytest.mark.parametrize(("schaal", "doel"), [("een", 3), ("dertig", None)])
def test_annual_report(database, als, tabel: Tabel, schaal, doel):
    """From a Verslag to bytes, all sheets and charts, beside the same cells with nothing on them."""
    programma, dirk = database(schaal), als("dirk")
    moment = peilmoment(programma, programma.eindjaar, programma.laatste_dag)
    assert moment is not None
    verslag = bouw_verslag(
        programma,
        moment.peildatum,
        vorige_peildatum=moment.vorige_peildatum,
        evaluatie=moment.evaluatie,
        jaar=moment.jaar,
    )
    boek = jaarverslag(verslag, door="Dirk", op=datetime(2026, 1, 1))  # noqa: DTZ001 - a file has no time zone
    wat = f"jaarverslag van {len(verslag.acties)} acties"
    pad = f"/{programma.slug}/evaluatie/{moment.jaar}/jaarverslag/xlsx/"
    tabel.aantal(f"{wat}, verslag nieuw", len(dirk.queries(pad)), "queries", hoogstens=8)
    tabel.aantal(f"{wat}, verslag bewaard", len(dirk.queries(pad)), "queries", hoogstens=8)
    hier, kaal = mediaan_cpu(partial(excel.schrijf, boek), partial(zonder_opmaak, boek), keer=3)
    tabel.verhouding(f"{wat}: schrijven", hier, kaal, "dezelfde cellen zonder opmaak", hoogstens=doel)
