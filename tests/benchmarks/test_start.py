"""Starten: manage.py check naast een kaal Django-project, en wat er dan al geladen is"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings

from tests.benchmarks.meten import Tabel

pytestmark = pytest.mark.benchmark

ZWAAR = ("openpyxl", "odf", "tablib", "xlsxwriter", "reportlab", "docx", "pypdf")


def _cpu(opdracht: list[str], map_: Path, omgeving: dict[str, str]) -> float:
    """CPU seconds of a process of its own."""

    def verbruikt() -> float:
        gebruik = resource.getrusage(resource.RUSAGE_CHILDREN)
        return gebruik.ru_utime + gebruik.ru_stime

    begin = verbruikt()
    subprocess.run(opdracht, cwd=map_, env=omgeving, check=True, capture_output=True)
    return verbruikt() - begin


def test_check(werkmap, bestand, tabel: Tabel):
    subprocess.run(
        [sys.executable, "-m", "django", "startproject", "kaal", str(werkmap)], check=True, capture_output=True
    )
    check = [sys.executable, "manage.py", "check"]
    basis = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("DJANGO_")}
    eigen = basis | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{bestand('een')}"}
    kanten = [(check, settings.BASE_DIR, eigen), (check, werkmap, basis)]
    for kant in kanten:
        _cpu(*kant)
    metingen = [[_cpu(*kant) for kant in kanten] for _ in range(9)]
    hier, kaal = (median(kolom) for kolom in zip(*metingen, strict=True))
    tabel.verhouding("manage.py check", hier, kaal, "kaal project", hoogstens=1.4)


def test_heavy_libraries_wait(bestand, tabel: Tabel):
    programma = (
        "import django, json, sys; django.setup(); import uitvoering.urls; "
        f"print(json.dumps([naam for naam in {ZWAAR} if naam in sys.modules]))"
    )
    omgeving = os.environ | {
        "DEBUG": "1", "DATABASE_URL": f"sqlite:///{bestand('een')}", "DJANGO_SETTINGS_MODULE": "uitvoering.settings",
    }  # fmt: skip
    uit = subprocess.run(
        [sys.executable, "-c", programma], cwd=settings.BASE_DIR, env=omgeving, check=True, capture_output=True
    )
    geladen = json.loads(uit.stdout)
    tabel.aantal(f"bibliotheken voor bestanden na de start {', '.join(geladen)}".strip(), len(geladen), hoogstens=0)
