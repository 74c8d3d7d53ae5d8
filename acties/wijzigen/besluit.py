"""Een besluit vastleggen en het in dezelfde handeling doorvoeren in de actie waar het over gaat."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from acties.constanten import BesluitSoort
from acties.models import Actie, Besluit, Gebruiker, Partij, Programma
from acties.models.actie import planning_tekst
from acties.spoor.logboek import noteer_na_opslaan

PLANNING = ("startjaar", "eindjaar", "doorlopend")
# Bij welk veld de melding van een regel van de database hoort.
REGELVELD = {
    "actie_nummer_uniek": "nummer",
    "actie_nummer_in_eigen_reeks": "nummer",
    "actie_planning_volledig": "startjaar",
    "actie_planning_op_volgorde": "eindjaar",
    "actie_vervallen_met_reden": "omschrijving",
    "actie_uitvoering_bekend": "uitvoering",
}
# Zoveel tekens past de reden van een regel in de geschiedenis.
REDEN_LENGTE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevolg:
    """Wat een besluit aan de acties verandert; wat er niet in staat, blijft zoals het is.

    ``velden``: nieuwe waarden van de actie, bij *toegevoegd* alle. ``partijen``: haar nieuwe hoofdverantwoordelijken.
    ``opgaand``: bij *samengevoegd* de acties die erin opgaan.
    """

    velden: Mapping[str, Any] = field(default_factory=dict)
    partijen: Collection[Partij] | None = None
    opgaand: Collection[Actie] = ()


@transaction.atomic
def leg_vast(besluit: Besluit, gevolg: Gevolg, *, door: Gebruiker) -> Besluit:
    """Bewaar een nieuw besluit en voer het door. De omschrijving krijgt erbij wat er precies veranderde.

    Wie hetzelfde nog eens verstuurt, krijgt het besluit dat er al is. Fout: ``ValidationError``, bij het veld waar het
    aan ligt; dan is er niets veranderd.
    """
    Programma.objects.select_for_update().get(pk=besluit.programma_id)  # schrijvers wachten op elkaar
    if besluit.actie_id:
        besluit.actie = Actie.objects.get(pk=besluit.actie_id)  # zoals zij nu is
    if eerder := _eerder(besluit, gevolg):
        return eerder
    zin = _VOER_DOOR[BesluitSoort(besluit.soort)](besluit, gevolg)
    besluit.omschrijving = "\n".join(filter(None, [besluit.omschrijving.strip(), zin]))
    besluit.full_clean()
    besluit.save()
    noteer_na_opslaan("toevoegen", besluit, door=door)
    return besluit


@transaction.atomic
def verwijder(besluit: Besluit, *, door: Gebruiker) -> None:
    """Haal een besluit weg; wat het aan de acties veranderde, blijft. Het blijft te zien in de geschiedenis."""
    noteer_na_opslaan("verwijderen", besluit, door=door)
    besluit.delete()


def _eerder(besluit: Besluit, gevolg: Gevolg) -> Besluit | None:
    """Hetzelfde besluit, als dat al is vastgelegd én doorgevoerd."""
    tekst = besluit.omschrijving.strip()
    zelfde = Besluit.objects.filter(
        Q(omschrijving=tekst) | Q(omschrijving__startswith=f"{tekst}\n"),
        programma=besluit.programma_id, soort=besluit.soort, orgaan=besluit.orgaan, datum=besluit.datum,
        kenmerk=besluit.kenmerk,
    )  # fmt: skip
    if besluit.soort == BesluitSoort.TOEGEVOEGD:
        zelfde = zelfde.filter(actie__nummer=gevolg.velden["nummer"], actie__titel=gevolg.velden["titel"])
    elif besluit.actie is None:
        zelfde = zelfde.filter(actie=None)
    elif _doorgevoerd(besluit.actie, gevolg):
        zelfde = zelfde.filter(actie=besluit.actie)
    else:
        return None
    return zelfde.first()


def _doorgevoerd(actie: Actie, gevolg: Gevolg) -> bool:
    return (
        all(_staat_er(actie, veld, waarde) for veld, waarde in gevolg.velden.items())
        and (gevolg.partijen is None or set(gevolg.partijen) == set(actie.hoofdverantwoordelijken.all()))
        and not Actie.objects.filter(pk__in=[ander.pk for ander in gevolg.opgaand], vervallen_op=None).exists()
    )


def _staat_er(actie: Actie, veld: str, waarde: Any) -> bool:
    """Bij een actie die doorschuift staat dat in haar reden vooraan."""
    staat = getattr(actie, veld)
    return staat == waarde or (veld == "vervallen_reden" and staat == f"{BesluitSoort.DOORGESCHOVEN.label}. {waarde}")


def _voeg_toe(besluit: Besluit, gevolg: Gevolg) -> str:
    velden = dict(gevolg.velden)
    ambities = velden.pop("ambities", ())
    actie = Actie(programma=besluit.programma, **velden)
    _bewaar(actie, besluit)
    actie.hoofdverantwoordelijken.set(gevolg.partijen or ())
    actie.ambities.set(ambities)
    besluit.actie = actie
    return f"Nieuw in het programma: actie {actie}, {actie.planning.lower()}."


def _laat_vervallen(besluit: Besluit, gevolg: Gevolg) -> str:
    actie = _lopend(besluit)
    _zet(actie, gevolg.velden, besluit)
    return f"Vervalt op {date_format(gevolg.velden['vervallen_op'], 'j F Y')}."


def _schuif_door(besluit: Besluit, gevolg: Gevolg) -> str:
    """De actie eindigt hier, en wordt voorgesteld in het volgende programma."""
    actie = _lopend(besluit)
    reden = f"{BesluitSoort.DOORGESCHOVEN.label}. {gevolg.velden['vervallen_reden']}"
    _zet(actie, {**gevolg.velden, "vervallen_reden": reden}, besluit)
    dag = date_format(gevolg.velden["vervallen_op"], "j F Y")
    return f"Gaat verder in het volgende programma. Telt in dit programma niet meer mee vanaf {dag}."


def _verplaats(besluit: Besluit, gevolg: Gevolg) -> str:
    actie = _lopend(besluit)
    oud = actie.planning
    if all(getattr(actie, veld) == gevolg.velden[veld] for veld in PLANNING):
        raise ValidationError({"startjaar": f"De planning is al {oud.lower()}. Kies andere jaren."})
    nieuw = planning_tekst(*(gevolg.velden[veld] for veld in PLANNING))
    _zet(actie, gevolg.velden, besluit)
    return f"De planning was {oud.lower()} en wordt {nieuw.lower()}."


def _wissel_verantwoordelijken(besluit: Besluit, gevolg: Gevolg) -> str:
    actie, nieuw = _lopend(besluit), list(gevolg.partijen or ())
    oud = list(actie.hoofdverantwoordelijken.all())
    if set(oud) == set(nieuw):
        raise ValidationError({"hoofdverantwoordelijken": "Deze partijen zijn het al. Kies andere."})
    _noem(actie, besluit)
    actie.hoofdverantwoordelijken.set(nieuw)
    return f"Hoofdverantwoordelijk was {_namen(oud) or 'nog niemand'} en wordt {_namen(nieuw)}."


def _voeg_samen(besluit: Besluit, gevolg: Gevolg) -> str:
    doel = _lopend(besluit)
    opgaand = Actie.objects.filter(pk__in=[actie.pk for actie in gevolg.opgaand]).exclude(pk=doel.pk)
    if not opgaand:
        raise ValidationError({"opgaand": "Kies de acties die opgaan in deze actie."})
    if al_weg := next((actie for actie in opgaand if actie.vervallen_op), None):
        raise ValidationError({"opgaand": f"Actie {al_weg} is al vervallen. Haal het vinkje weg."})
    reden = f"Opgegaan in actie {doel}. Besluit van {besluit.orgaan}."
    for actie in opgaand:
        _zet(actie, {"vervallen_op": besluit.datum, "vervallen_reden": reden}, besluit)
    gaan = "Gaat" if len(opgaand) == 1 else "Gaan"
    return f"{gaan} op in actie {doel.nummer}: {'; '.join(map(str, opgaand))}."


_VOER_DOOR = {
    BesluitSoort.TOEGEVOEGD: _voeg_toe,
    BesluitSoort.VERVALLEN: _laat_vervallen,
    BesluitSoort.SAMENGEVOEGD: _voeg_samen,
    BesluitSoort.DOORGESCHOVEN: _schuif_door,
    BesluitSoort.VERPLAATST: _verplaats,
    BesluitSoort.VERANTWOORDELIJKE: _wissel_verantwoordelijken,
    BesluitSoort.OVERIG: lambda besluit, gevolg: "",
}


def _lopend(besluit: Besluit) -> Actie:
    if besluit.actie is None:
        raise ValidationError("Kies de actie waar het besluit over gaat.")
    if besluit.actie.vervallen_op:
        raise ValidationError(f"Actie {besluit.actie} is al vervallen. Daar verandert een besluit niets meer aan.")
    return besluit.actie


def _namen(partijen: Collection[Partij]) -> str:
    return ", ".join(partij.naam for partij in partijen)


def _zet(actie: Actie, velden: Mapping[str, Any], besluit: Besluit) -> None:
    for veld, waarde in velden.items():
        setattr(actie, veld, waarde)
    _bewaar(actie, besluit)


def _bewaar(actie: Actie, besluit: Besluit) -> None:
    """Toets en bewaar, met de melding van een regel van de database bij het veld waar zij over gaat."""
    fouten: dict[str, list[Any]] = defaultdict(list)
    try:
        actie.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as fout:
        fouten |= fout.error_dict
    for regel in Actie._meta.constraints:
        try:
            regel.validate(Actie, actie)
        except ValidationError as fout:
            fouten[REGELVELD.get(regel.name, NON_FIELD_ERRORS)].append(fout)
    if fouten:
        raise ValidationError(fouten)
    _noem(actie, besluit)
    actie.save()


def _noem(actie: Actie, besluit: Besluit) -> None:
    """De volgende regel in de geschiedenis van deze actie zegt door welk besluit zij er kwam."""
    actie._change_reason = f"Besluit van {besluit.orgaan}"[:REDEN_LENGTE]  # type: ignore[attr-defined] # simple-history leest dit
