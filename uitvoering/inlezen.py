"""Gegevens uit ``fixtures/`` naar de database, voor ``manage.py``: er is geen gebruiker en dus geen recht."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db.models import Model
from django.utils import timezone

from acties.models import Gebruiker, Organisatie, Programma
from acties.rekenblad.lezen.naam import gevouwen
from acties.spoor.toegevoegd import bewaar_met_koppelingen
from monitoring.constanten import Bron
from monitoring.models import Statusmelding

Zoek = Callable[[Any], Model]  # van wat er in een rij staat naar de rij in de database; ``KeyError`` als die er niet is

ONBEKEND = "klopt niet, of verwijst naar iets dat er niet is"


def lees(pad: Path) -> Any:
    """De inhoud van een JSON-bestand; anders een ``CommandError`` die het bestand noemt."""
    try:
        return json.loads(pad.read_text(encoding="utf-8"))
    except OSError:
        raise CommandError(f"{pad}: dit bestand is niet te lezen.") from None
    except ValueError as fout:
        raise CommandError(f"{pad}: dit is geen geldige JSON ({fout}).") from None


def lees_meldingen(pad: Path) -> tuple[str, list[dict]]:
    """Het adres van het programma en de rijen voor ``voeg_meldingen_toe``."""
    inhoud = lees(pad)
    try:
        return inhoud["programma"], inhoud["meldingen"]
    except (KeyError, TypeError):
        raise CommandError(f"{pad}: verwacht “programma” (het adres) en “meldingen” (een lijst).") from None


def voeg_toe(rij: dict, plek: str) -> Model | None:
    """Bewaar één object in Django’s fixture-vorm, met natuurlijke sleutels.

    Staat het er al, dan verandert er niets en is het antwoord ``None``.
    """
    if "pk" in rij:
        raise CommandError(f"{plek}: laat “pk” weg. Een object heet hier naar zijn natuurlijke sleutel.")
    try:
        [gelezen] = serializers.deserialize("python", [rij])
        if gelezen.object.pk is not None:
            return None
        gelezen.object.full_clean()
    except ValidationError as fout:
        raise CommandError(f"{plek}: {in_woorden(fout)}") from None
    except (DeserializationError, FieldDoesNotExist, KeyError, TypeError) as fout:
        raise CommandError(f"{plek}: dit object {ONBEKEND} ({fout}).") from None
    _bewaar(gelezen)
    return gelezen.object


def _bewaar(gelezen: DeserializedObject) -> None:
    """Bewaar object en koppelingen, met één regel geschiedenis. ``gelezen.save()`` zou de geschiedenis overslaan."""
    nieuw: Any = gelezen.object
    if not gelezen.m2m_data:
        nieuw.save(force_insert=True)
        return
    bewaar_met_koppelingen(nieuw, gelezen.m2m_data)


def voeg_meldingen_toe(programma: Programma, rijen: list[dict], *, bron: Bron, plek: str) -> int:
    """Maak statusmeldingen, in de volgorde waarin ze gemeld zijn; geeft het aantal.

    Een rij heeft ``actie`` (nummer), ``peildatum`` en ``status``. ``organisatie`` (naam; zonder: de hele regio),
    ``door`` (gebruikersnaam) en de tekstvelden van ``Statusmelding`` mogen. Zonder ``gemeld_op`` is er gemeld op de
    peildatum, om twaalf uur.
    """
    organisaties = {organisatie.naam_gevouwen: organisatie for organisatie in Organisatie.objects.all()}
    bekend: dict[str, Zoek] = {
        "actie": {actie.nummer: actie for actie in programma.acties.select_related("programma")}.__getitem__,
        "organisatie": lambda naam: organisaties[gevouwen(str(naam))],
        "gemeld_door": {gebruiker.username: gebruiker for gebruiker in Gebruiker.objects.all()}.__getitem__,
    }
    meldingen = [_melding(rij, bron, bekend, f"{plek}, melding {nummer}") for nummer, rij in enumerate(rijen, 1)]
    meldingen.sort(key=lambda melding: melding.gemeld_op)
    return len(Statusmelding.objects.bulk_create(meldingen))


def _melding(rij: dict, bron: Bron, bekend: dict[str, Zoek], plek: str) -> Statusmelding:
    velden = {"gemeld_door" if naam == "door" else naam: waarde for naam, waarde in rij.items()}
    try:
        for naam, zoek in bekend.items():
            if naam in velden:
                velden[naam] = zoek(velden[naam])
        gemeld_op = velden.setdefault("gemeld_op", f"{velden['peildatum']}T12:00:00")
        velden["gemeld_op"] = timezone.make_aware(datetime.fromisoformat(gemeld_op))
        melding = Statusmelding(bron=bron, **velden)
        melding.full_clean(exclude=list(bekend))
    except ValidationError as fout:
        raise CommandError(f"{plek}: {in_woorden(fout)}") from None
    except (KeyError, TypeError, ValueError) as fout:
        raise CommandError(f"{plek}: deze melding {ONBEKEND} ({fout}).") from None
    return melding


def in_woorden(fout: ValidationError) -> str:
    """De foutmeldingen op één regel, met het veld erbij waar dat helpt."""
    if not hasattr(fout, "error_dict"):
        return " ".join(fout.messages)
    return " ".join(
        ("" if veld == "__all__" else f"{veld}: ") + " ".join(meldingen)
        for veld, meldingen in fout.message_dict.items()
    )
