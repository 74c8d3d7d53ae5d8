"""Doorlopen naar een volgend programma: welke acties meegaan, wat er verder meegaat, en de daad met de indicatoren erbij."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from acties.constanten import OnderdeelSoort, is_doorgeschoven
from acties.models import Actie, Ambitie, Doelgroep, Gebruiker, Organisatie, Programma
from acties.wijzigen.doorlopen import Doorloop, Vervolg, kopieer, loop_door, vervolgacties
from monitoring.constanten import GEEN_MELDING, Status
from monitoring.models import Indicator
from monitoring.verslag.vorm import Verslag

# Gaat niet vanzelf mee naar een volgend programma.
KLAAR = (Status.AFGEROND, Status.VERVALLEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """Een actie van het oude programma. ``vervolg`` is er alleen als zij meegaat."""

    actie: Actie
    stand: str
    vervolg: Vervolg | None

    @property
    def doorgeschoven(self) -> bool:
        return is_doorgeschoven(self.actie.vervallen_reden)

    @property
    def klaar(self) -> bool:
        return self.stand in KLAAR and not self.doorgeschoven


def standen(verslag: Verslag) -> dict[int, str]:
    """De stand van elke actie op nummer."""
    return {actie.nummer: actie.stand for actie in verslag.acties}


def onaf(acties: Collection[Actie], stand: dict[int, str]) -> list[Actie]:
    """Wat vanzelf meegaat: niet afgerond en niet vervallen, en wat is doorgeschoven."""
    return [
        actie for actie in acties if stand.get(actie.nummer) not in KLAAR or is_doorgeschoven(actie.vervallen_reden)
    ]


def keuzes(
    acties: Collection[Actie], gekozen: Collection[Actie], stand: dict[int, str], startjaar: int, eindjaar: int
) -> list[Keuze]:
    """Elke actie, met wat er in het nieuwe programma van haar wordt als zij is gekozen."""
    mee = {vervolg.bron.pk: vervolg for vervolg in vervolgacties(gekozen, startjaar, eindjaar)}
    return [
        Keuze(actie=actie, stand=stand.get(actie.nummer, GEEN_MELDING), vervolg=mee.get(actie.pk)) for actie in acties
    ]


def gaat_mee(programma: Programma) -> list[tuple[int, str]]:
    """Wat er behalve de acties meegaat, in aantallen met hun woord."""
    onderdelen = list(programma.onderdelen.values_list("soort", flat=True))
    aantallen = [
        (onderdelen.count(OnderdeelSoort.KERNELEMENT), "kernelement", "kernelementen"),
        (onderdelen.count(OnderdeelSoort.ACTIELIJN), "actielijn", "actielijnen"),
        (Ambitie.objects.filter(actielijn__programma=programma).count(), "ambitie", "ambities"),
        (Doelgroep.objects.filter(actielijn__programma=programma).count(), "doelgroep", "doelgroepen"),
        (programma.partijen.count(), "partij", "partijen"),
        (
            Organisatie.objects.filter(partijen__programma=programma).distinct().count(),
            "organisatie in die partijen",
            "organisaties in die partijen",
        ),
        (programma.aanjagersrollen.count(), "aanjagersrol", "aanjagersrollen"),
        (programma.begrippen.count(), "begrip", "begrippen"),
        (programma.indicatoren.count(), "cijfer, zonder waarden", "cijfers, zonder waarden"),
    ]
    return [(aantal, enkel if aantal == 1 else meer) for aantal, enkel, meer in aantallen]


@transaction.atomic
def begin_vervolg(nieuw: Programma, oud: Programma, acties: Collection[Actie], *, door: Gebruiker) -> Doorloop:
    """``loop_door``, met de indicatoren zonder hun metingen."""
    doorloop = loop_door(nieuw, oud, acties, door=door)
    if doorloop.begonnen:
        _kopieer_indicatoren(oud, nieuw, doorloop)
    return doorloop


def _kopieer_indicatoren(oud: Programma, nieuw: Programma, doorloop: Doorloop) -> None:
    """De noemers eerst: een kopie verwijst naar de kopie van haar noemer. Een noemer van een noemer bestaat niet."""
    kopie: dict[int, Indicator] = {}
    for indicator in sorted(oud.indicatoren.all(), key=lambda indicator: indicator.noemer_id is not None):
        kopie[indicator.pk] = kopieer(
            indicator,
            programma=nieuw,
            ambitie=doorloop.ambities[indicator.ambitie_id] if indicator.ambitie_id else None,
            noemer=kopie[indicator.noemer_id] if indicator.noemer_id else None,
        )
