"""``manage.py werker``: maakt bestanden en verstuurt mail, tot hij een teken krijgt om te stoppen."""

import os
import signal
import sys
from threading import Event, Thread

from django.core.management.base import BaseCommand

from uitvoering.werker import werk


class Command(BaseCommand):
    help = (
        "Maakt op de achtergrond bestanden en verstuurt mail. Er draait er vanzelf een mee met de server; zet "
        "WERKER_MEE=0 om ze zelf te starten. Meer dan een mag."
    )

    def add_arguments(self, parser):
        parser.add_argument("--tot-leeg", action="store_true", help="stop zodra er niets meer in de rij staat")
        parser.add_argument("--met-server", action="store_true", help="stop zodra de server stopt die hem startte")

    def handle(self, *, tot_leeg, met_server, **opties):
        stop = Event()
        for teken in (signal.SIGINT, signal.SIGTERM):
            signal.signal(teken, lambda *_: stop.set())  # wat onder handen is, maakt hij nog af
        if met_server:
            Thread(target=_wacht_op_einde, args=[stop], daemon=True).start()
        werk(stop, tot_leeg=tot_leeg)


def _wacht_op_einde(stop):
    """De server houdt onze invoer open zolang hij er is."""
    while os.read(sys.stdin.fileno(), 1):
        continue
    stop.set()
