"""``manage.py opruimen``: weg met wat alleen voor even was bedoeld. Voor elke dag."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from acties.toegang.rechtenwijziging import voer_door
from acties.voorstel.tussenstap import ruim_verlopen_op


class Command(BaseCommand):
    help = (
        "Gooit verlopen sessies weg, en bestanden die zijn bekeken maar niet binnen een uur bevestigd. "
        "Laat ingaan wat bij gebruikers een dag wachtte."
    )

    def handle(self, **opties):
        call_command("clearsessions")
        ruim_verlopen_op()
        voer_door(timezone.now())
