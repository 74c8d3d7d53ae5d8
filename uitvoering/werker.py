"""De werker: voert taken uit de rij uit. Twee rijen naast elkaar, zodat een trage mailserver geen bestand ophoudt.

Elke paar seconden geeft hij een teken. Blijft dat een minuut uit, dan is hij er niet meer, en zet een ander terug in de rij wat
hij onder handen had. Een taak die daardoor twee keer loopt, weet zelf dat zij al gedaan is (``klaarzetten.maak``,
``post.verstuur``). Tijdens het werk houdt hij geen transactie en geen slot vast.
"""

import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event, Thread
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from acties.models import WachtendeMail, Werker
from acties.models.werk import DOOD, TEKEN
from acties.post import verstuur_wachtende

logger = logging.getLogger(__name__)

BESTANDEN, POST = "default", "post"
INTERVAL = 0.5  # seconden tussen twee keer kijken in een lege rij
ONDERHOUD = 60  # seconden tussen twee keer kijken naar wat bleef liggen


class Rij(Worker):
    """Eén rij, tot ``stop`` of, met ``batch``, tot zij leeg is. Kijken kost geen slot; pakken is één korte update."""

    def __init__(self, rij: str, *, naam: str, stop: Event, batch: bool = False):
        super().__init__(
            queue_names=[rij],
            interval=INTERVAL,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=naam,
            excluded_queue_names=[],
        )
        self.stop = stop

    def run(self) -> None:
        while not self.stop.is_set():
            close_old_connections()
            if taak := self.pak():
                self.run_task(taak)
            elif self.batch:
                return
            else:
                self.stop.wait(self.interval)

    def pak(self) -> DBTaskResult | None:
        """De eerste taak die niemand anders pakte."""
        klaar = DBTaskResult.objects.ready().filter(backend_name=self.backend_name, queue_name__in=self.queue_names)
        for taak in klaar[:5]:
            namen = [*taak.worker_ids, self.worker_id]
            velden = {"status": TaskResultStatus.RUNNING, "started_at": timezone.now(), "worker_ids": namen}
            if DBTaskResult.objects.filter(pk=taak.pk, status=TaskResultStatus.READY).update(**velden):
                taak.refresh_from_db()
                return taak
        return None


def teken(naam: str, nu: datetime) -> None:
    Werker.objects.update_or_create(naam=naam, defaults={"gezien_op": nu})


def zet_terug(nu: datetime) -> int:
    """Wat een werker onder handen had die er niet meer is, gaat één keer terug in de rij. Geeft hoeveel."""
    levend = set(Werker.objects.levend(nu).values_list("naam", flat=True))
    terug = 0
    for taak in DBTaskResult.objects.running().filter(started_at__lte=nu - DOOD):
        if taak.worker_ids[-1] not in levend:
            zelfde = DBTaskResult.objects.filter(
                pk=taak.pk, status=TaskResultStatus.RUNNING, started_at=taak.started_at
            )
            terug += zelfde.update(status=TaskResultStatus.READY, started_at=None)
    if terug:
        logger.warning("Van een werker die wegviel: %s weer in de rij", terug)
    return terug


def stuur_wat_wacht(nu: datetime) -> None:
    """De mails die eerder niet weg konden."""
    if WachtendeMail.objects.vrij(nu).exists():
        logger.info("%s", verstuur_wachtende().zin)


def werk(stop: Event, *, tot_leeg: bool = False) -> None:
    """Voer taken uit tot ``stop``; met ``tot_leeg`` tot er niets meer ligt. Een fout van de database stopt de werker."""
    naam = f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid4().hex[:8]}"
    teken(naam, timezone.now())
    zet_terug(timezone.now())
    if tot_leeg:
        for rij in (BESTANDEN, POST):
            Rij(rij, naam=naam, stop=stop, batch=True).run()
    else:
        _werk_door(naam, stop)
    Werker.objects.filter(naam=naam).delete()


def _werk_door(naam: str, stop: Event) -> None:
    fouten: list[BaseException] = []
    draden = [
        Thread(target=partial(_bewaakt, doe, stop, fouten), name=wat, daemon=True)
        for wat, doe in (
            ("bestanden", Rij(BESTANDEN, naam=naam, stop=stop).run),
            ("post", Rij(POST, naam=naam, stop=stop).run),
            ("nazorg", partial(_om_de, ONDERHOUD, stop, zet_terug)),
            ("wachtende post", partial(_om_de, ONDERHOUD, stop, stuur_wat_wacht)),
        )
    ]
    for draad in draden:
        draad.start()
    while bezig := [draad for draad in draden if draad.is_alive()]:  # na ``stop``: tot af is wat onder handen was
        _probeer_teken(naam)
        bezig[0].join(TEKEN.total_seconds())
    if fouten:
        raise fouten[0]


def _probeer_teken(naam: str) -> None:
    try:
        teken(naam, timezone.now())
    except DatabaseError:
        logger.warning("De database gaf geen antwoord op een teken")  # tot DOOD mag dat vaker
        connection.close()


def _om_de(seconden: float, stop: Event, doe: Callable[[datetime], object]) -> None:
    while not stop.is_set():
        close_old_connections()
        doe(timezone.now())
        stop.wait(seconden)


def _bewaakt(doe: Callable[[], None], stop: Event, fouten: list[BaseException]) -> None:
    try:
        doe()
    except BaseException as fout:  # noqa: BLE001 - whatever it was, the process has to end and start anew
        fouten.append(fout)
        stop.set()
    finally:
        connection.close()
