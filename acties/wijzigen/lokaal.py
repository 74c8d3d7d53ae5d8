"""Lokale acties bijhouden: wat een organisatie extra doet, met een nummer in de eigen reeks en met geschiedenis."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Max

from acties.constanten import HOOGSTE_REGIONUMMER
from acties.models import Aanjager, Aanjagersrol, Actie, Ambitie, Gebruiker, Programma
from acties.spoor.logboek import noteer_na_opslaan
from acties.spoor.toegevoegd import bewaar_met_koppelingen

Aanjagers = dict[Aanjagersrol, str]


@transaction.atomic
def voeg_toe(actie: Actie, *, ambities: Iterable[Ambitie], aanjagers: Aanjagers, door: Gebruiker) -> Actie:
    """Bewaar een nieuwe lokale actie onder het eerstvolgende lokale nummer van haar programma.

    Fout: ``ValidationError``, ook als iemand anders net dezelfde titel bewaarde.
    """
    Programma.objects.select_for_update().get(pk=actie.programma_id)  # wie tegelijk toevoegt, wacht op zijn nummer
    hoogste = Actie.objects.filter(programma=actie.programma_id).aggregate(hoogste=Max("nummer"))["hoogste"]
    actie.nummer = max(hoogste or 0, HOOGSTE_REGIONUMMER) + 1
    actie.full_clean()
    bewaar_met_koppelingen(actie, {"ambities": ambities})
    _zet_aanjagers(actie, aanjagers)
    noteer_na_opslaan("toevoegen", actie, door=door)
    return actie


@transaction.atomic
def wijzig(
    actie: Actie, *, velden: Collection[str], ambities: Iterable[Ambitie], aanjagers: Aanjagers, door: Gebruiker
) -> None:
    """Bewaar van ``actie`` deze velden, haar ambities en haar aanjagers. Fout: ``ValidationError``."""
    actie.full_clean()
    actie.save(update_fields=velden)
    actie.ambities.set(ambities)
    _zet_aanjagers(actie, aanjagers)
    noteer_na_opslaan("wijzigen", actie, door=door)


@transaction.atomic
def pak_op(actie: Actie, *, door: Gebruiker) -> None:
    """Een vervallen lokale actie gaat alsnog door."""
    actie.vervallen_op, actie.vervallen_reden = None, ""
    actie.save(update_fields=["vervallen_op", "vervallen_reden"])
    noteer_na_opslaan("wijzigen", actie, door=door)


def _zet_aanjagers(actie: Actie, aanjagers: Aanjagers) -> None:
    """Eén tekst per rol; een lege tekst haalt de aanjager weg."""
    huidig = {aanjager.rol_id: aanjager for aanjager in actie.aanjagers.all()}
    for rol, tekst in aanjagers.items():
        aanjager = huidig.get(rol.pk) or Aanjager(actie=actie, rol=rol)
        if not tekst:
            if aanjager.pk:
                aanjager.delete()
        elif aanjager.tekst != tekst:
            aanjager.tekst = tekst
            aanjager.save()
