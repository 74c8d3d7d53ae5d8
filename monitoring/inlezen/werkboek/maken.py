"""Werkboeken als bytes: één meteen, een zip met vele op de achtergrond."""

import io
from collections.abc import Sequence
from importlib import import_module
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from django_tasks import task

from acties.klaarzetten import Vraag
from acties.klaarzetten import maak as voer_uit
from acties.models import Gebruiker, Programma
from monitoring.inlezen.werkboek.werkboek import Werkboek, bestandsnaam, werkboeken
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import rondestand


def vraag_om_werkboeken(programma: Programma, ronde: Updateronde, slugs: Sequence[str], *, door: Gebruiker) -> Vraag:
    """Een zip voor één projectleider: in elk werkboek staat naar wie het terug gaat. Een ronde zit niet in het kenmerk."""
    stand = [str(ronde), ronde.toelichting, ronde.sluit_op.isoformat(), timezone.localdate().isoformat()]
    return Vraag(
        taak=werkboek_zip,
        invoer={"ronde": ronde.pk, "slugs": list(slugs), "door": door.pk},
        lezers=f"gebruiker {door.pk}",
        kenmerk=repr([programma.kenmerk, door.naam, door.email, *stand]),
    )


@task
def werkboek_zip(pk: int) -> None:
    voer_uit(pk, _werkboek_zip)


def _werkboek_zip(*, ronde: int, slugs: list[str], door: int) -> bytes:
    rij = Updateronde.objects.get(pk=ronde)
    programma = Programma.objects.met_kenmerk().get(pk=rij.programma_id)
    stand = rondestand(rij, programma, timezone.localdate())
    stroom = io.BytesIO()
    with ZipFile(stroom, "w", ZIP_DEFLATED) as archief:
        for boek in werkboeken(stand, slugs, door=Gebruiker.objects.get(pk=door)):
            archief.writestr(bestandsnaam(boek), maak(boek))
    return stroom.getvalue()


def maak(boek: Werkboek) -> bytes:
    inhoud: bytes = schrijver().schrijf(boek, op=timezone.localtime().replace(tzinfo=None, microsecond=0))
    return inhoud


def schrijver() -> Any:
    """Pas geladen bij het eerste werkboek: openpyxl kost een proces anders bij elke start tijd en geheugen."""
    return import_module("monitoring.inlezen.werkboek.schrijven")
