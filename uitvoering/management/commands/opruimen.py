"""``manage.py opruimen``: weg met wat alleen voor even was bedoeld. Voor elke dag."""

from datetime import UTC, timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from acties import klaarzetten
from acties.models import Logboekregel
from acties.toegang.rechtenwijziging import voer_door
from acties.voorstel.tussenstap import ruim_verlopen_op
from monitoring.models import Toegangslink, Werkboekmail

TAKEN_BEWAREN = timedelta(days=7)


class Command(BaseCommand):
    help = (
        "Gooit verlopen sessies weg, bestanden die zijn bekeken maar niet binnen een uur bevestigd, gemaakte bestanden na "
        "een dag (niet die van een vastgesteld jaar), taken die een week geleden klaar waren, en regels van het logboek "
        "waarvan de bewaartermijn om is. "
        "Vergeet van wie een oude link was en naar welk adres een werkboek ging. Laat ingaan wat bij gebruikers een dag wachtte."
    )

    def handle(self, **opties):
        call_command("clearsessions")
        ruim_verlopen_op()
        nu = timezone.now()
        voer_door(nu)
        klaarzetten.ruim_verlopen_op(nu)
        DBTaskResult.objects.finished().filter(finished_at__lte=nu - TAKEN_BEWAREN).delete()
        Logboekregel.objects.verlopen(nu.astimezone(UTC).date()).delete()
        Toegangslink.objects.vergeet(timezone.localdate())
        Werkboekmail.objects.vergeet(timezone.localdate())
