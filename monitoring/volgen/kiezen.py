"""Volgen en ermee stoppen, hoe vaak er een mail komt, en het adres van de agenda."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import reverse

from acties.models import Actie, Gebruiker, Organisatie, Programma
from acties.toegang.sleutel import afdruk, nieuwe_sleutel
from monitoring.constanten import Volgritme
from monitoring.models import Gevolgd, Volger

# Per soort: hoe haar pagina heet, wat er in dat adres staat, en welke rijen deze lezer kan volgen.
PAGINA = {"actie": "actie_detail", "onderdeel": "onderdeel_detail", "organisatie": "organisatie_detail"}
SLEUTEL = {"actie": "nummer", "onderdeel": "code", "organisatie": "slug"}
RIJEN: dict[str, Callable[[Gebruiker, Programma], Any]] = {
    "actie": lambda gebruiker, programma: Actie.objects.zichtbaar_voor(gebruiker).filter(programma=programma),
    "onderdeel": lambda gebruiker, programma: programma.onderdelen.all(),
    "organisatie": lambda gebruiker, programma: Organisatie.objects.filter(partijen__programma=programma).distinct(),
}


def zoek(soort: str, sleutel: str, gebruiker: Gebruiker, programma: Programma) -> Model:
    """De rij met deze pagina; wat er niet is of niet te zien, geeft 404."""
    if soort == "actie" and not (sleutel.isascii() and sleutel.isdecimal() and len(sleutel) < 10):
        sleutel = "0"
    return get_object_or_404(RIJEN[soort](gebruiker, programma), **{SLEUTEL[soort]: sleutel})


def adres_van(soort: str, rij: Any, programma: Programma) -> str:
    return reverse(f"monitoring:{PAGINA[soort]}", args=[programma.slug, getattr(rij, SLEUTEL[soort])])


def volg(gebruiker: Gebruiker, programma: Programma, soort: str, rij: Any, op: datetime) -> Volger:
    """Twee keer hetzelfde is één keer. Wie voor het eerst iets volgt, krijgt elke week een mail."""
    volger, _ = Volger.objects.get_or_create(
        gebruiker=gebruiker, programma=programma, defaults={"verteld_tot": op, "ritme": Volgritme.WEEK}
    )
    Gevolgd.objects.get_or_create(volger=volger, **{soort: rij})
    return volger


def stop(gebruiker: Gebruiker, programma: Programma, soort: str, rij: Any) -> None:
    Gevolgd.objects.van(gebruiker, programma).filter(**{soort: rij}).delete()


def nieuw_agenda_adres(gebruiker: Gebruiker, programma: Programma, op: datetime) -> tuple[Volger, str]:
    """De sleutel van een nieuw adres; het oude werkt niet meer."""
    sleutel = nieuwe_sleutel()
    volger, _ = Volger.objects.update_or_create(
        gebruiker=gebruiker,
        programma=programma,
        defaults={"agenda": afdruk(sleutel)},
        create_defaults={"agenda": afdruk(sleutel), "verteld_tot": op, "ritme": Volgritme.WEEK},
    )
    return volger, sleutel
