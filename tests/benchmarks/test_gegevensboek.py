"""Gegevensboek: inlezen met voorvertoning, en alles eruit, naast django-import-export zoals het uit de doos komt"""

import json
import os
import pickle
import subprocess
import sys
import time
from datetime import datetime
from functools import partial

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acties.models import Actie
from acties.rekenblad.lezen.grenzen import OPDRACHT
from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.opslaan import sla_op
from monitoring.inlezen.gegevensboek.schrijven import schrijf_alles
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD
from monitoring.inlezen.gegevensboek.vergelijken import vergelijk
from monitoring.models import Statusmelding
from tests.benchmarks import tegenhangers
from tests.benchmarks.meten import Tabel

OP = datetime(2023, 1, 20, 14, 5)  # noqa: DTZ001 - a file has local time
pytestmark = pytest.mark.benchmark


def _cpu(functie):
    """Once, without warming up: stock takes minutes."""
    begin = time.process_time()
    uitkomst = functie()
    return time.process_time() - begin, uitkomst


def _werkmap():
    with schrijf_alles([OP_BLAD["Acties"]], bij="Proef.", op=OP) as bestand:
        return bestand.read()


def _teruggedraaid(functie):
    """Store, and take it back, so that the next one starts from the same rows."""
    with transaction.atomic():
        uitkomst = functie()
        transaction.set_rollback(True)
    return uitkomst


def _lees_in(inhoud):
    """As the page does it: read and compare, keep what was read, compare again and store."""
    boek = lees_boek(inhoud, grenzen=OPDRACHT)
    bewaard = pickle.dumps(boek)  # as the cache does
    pickle.dumps(vergelijk(boek, opdracht=True).gezien)
    uitkomst = vergelijk(pickle.loads(bewaard), opdracht=True)  # noqa: S301 - made two lines above
    sla_op(uitkomst, op=timezone.now())
    return uitkomst


def _stock_leest_in(inhoud):
    """As its admin does it: read and try out, then read and store."""
    tegenhangers.lees_acties_in(inhoud, proef=True)
    return tegenhangers.lees_acties_in(inhoud, proef=False)


def test_import_of_acties_that_all_changed(database, omvang, tabel: Tabel):
    database("breed")
    hier_bestand, stock_bestand = _werkmap(), tegenhangers.acties_als_xlsx(Actie.objects.all())
    gelijk = vergelijk(lees_boek(hier_bestand, grenzen=OPDRACHT), opdracht=True)
    aantal = gelijk.aantallen.gelijk
    wat = f"{aantal:,} acties".replace(",", ".")
    tabel.aantal(
        f"{wat} die gelijk zijn: als anders gezien",
        gelijk.aantallen.anders + gelijk.aantallen.nieuw,
        "rijen",
        hoogstens=0,
    )
    with transaction.atomic():  # the files hold the old titles: now every row differs from its file
        Actie.objects.update(titel="Een andere titel")
        with CaptureQueriesContext(connection) as gezien:
            _teruggedraaid(partial(_lees_in, hier_bestand))
        hier, uitkomst = _cpu(partial(_teruggedraaid, partial(_lees_in, hier_bestand)))
        stock, verslag = _cpu(partial(_teruggedraaid, partial(_stock_leest_in, stock_bestand)))
        transaction.set_rollback(True)
    assert uitkomst.aantallen.anders == aantal == verslag.totals["update"]
    # At most 12 per 5,000 rows of the 10,000; the number does not depend on the rows.
    tabel.aantal(f"{wat} anders: voorvertoning en opslaan", len(gezien), "queries", hoogstens=24)
    tabel.verhouding("  rekentijd", hier, stock, "import-export", minstens=20)


def test_export_of_all_meldingen(database, bestand, tabel: Tabel):
    database("breed")
    aantal = Statusmelding.objects.count()
    hier, _ = _cpu(lambda: schrijf_alles([OP_BLAD["Meldingen"]], bij="Proef.", op=OP).close())
    stock, _ = _cpu(lambda: tegenhangers.meldingen_als_xlsx(Statusmelding.objects.all()))
    tabel.verhouding(
        f"{aantal:,} meldingen eruit: rekentijd".replace(",", "."), hier, stock, "import-export met join", minstens=8
    )
    rust_hier, rust_stock = (_geheugen(kant, bestand("breed")) for kant in ("boek", "boek-stock"))
    tabel.verhouding(
        "  geheugen boven rust",
        rust_hier,
        rust_stock,
        "import-export met join",
        hoogstens=0.2,
        schrijf=lambda mb: f"{mb:.0f} MB",
    )


def _geheugen(kant, pad):
    omgeving = os.environ | {
        "DATABASE_URL": f"sqlite:///{pad}", "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "tests.settings",
    }  # fmt: skip
    opdracht = [sys.executable, "-m", "tests.benchmarks.geheugen", kant, "alles"]
    uit = subprocess.run(opdracht, env=omgeving, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(uit.stdout)
