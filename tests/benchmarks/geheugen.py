"""``python -m tests.benchmarks.geheugen hier|vooraf <slug>``: megabytes above idle that an export of the list takes.

``boek|boek-stock alles``: the same for an export of all meldingen.

Idle is after a first small export, when everything that is needed has been imported.
"""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - models need Django first
from django.test import RequestFactory, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from acties.models import Gebruiker, Programma  # noqa: E402
from monitoring.inlezen.gegevensboek.schrijven import schrijf_alles  # noqa: E402
from monitoring.inlezen.gegevensboek.tabellen import OP_BLAD  # noqa: E402
from monitoring.models import Statusmelding  # noqa: E402
from monitoring.weergave.views.lijsten import actie_export  # noqa: E402
from tests.benchmarks.tegenhangers import exporteer, meldingen_als_xlsx  # noqa: E402


def _maak(kant: str, programma: Programma) -> None:
    if kant == "vooraf":
        exporteer(programma, programma.laatste_dag, vooraf=True)
        return
    verzoek = RequestFactory().get("/")
    verzoek.user, verzoek.session = Gebruiker.objects.get(username="dirk"), SessionStore()
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
        assert actie_export(verzoek, programma.slug, "xlsx").status_code == 200


def _hoogste() -> float:
    """The most memory that this process ever had, in MB. (What ``getrusage`` tells, a process inherits from its parent.)"""
    regels = Path("/proc/self/status").read_text().splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith("VmHWM")) / 1024


def _maak_boek(kant: str, *, klein: bool) -> None:
    if kant == "boek-stock":
        meldingen_als_xlsx(Statusmelding.objects.all()[: 100 if klein else None])
        return
    schrijf_alles([OP_BLAD["Duidingen" if klein else "Meldingen"]], bij="Proef.", op=timezone.now()).close()


if __name__ == "__main__":
    kant, slug = sys.argv[1:]
    if kant.startswith("boek"):
        _maak_boek(kant, klein=True)
        rust = _hoogste()
        _maak_boek(kant, klein=False)
        json.dump(_hoogste() - rust, sys.stdout)
        sys.exit()
    groot = Programma.objects.get(slug=slug)
    _maak(kant, Programma.objects.exclude(pk=groot.pk).get())
    rust = _hoogste()
    _maak(kant, groot)
    json.dump(_hoogste() - rust, sys.stdout)
