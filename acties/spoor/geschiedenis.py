"""De geschiedenis van de tekst van een actie: wie wat wanneer veranderde, van oud naar nieuw."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import Prefetch
from django.utils.formats import date_format

from acties.constanten import Uitvoering
from acties.models import Aanjager, Actie, Ambitie, Doelgroep, Onderdeel, Partij

_VERDWENEN = "(verwijderd)"
# Per veld met meer waarden: onder welke naam simple-history zijn rijen bij een versie bewaart.
_MEERVOUD = {veld: f"historicalactie_{veld}_set" for veld in ("hoofdverantwoordelijken", "ambities")}
_SPREKERS = "historicalaanjager_organisaties_set"


@dataclass(frozen=True, slots=True)
class Verandering:
    label: str
    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True)
class Wijziging:
    """Eén keer opslaan. ``door`` is leeg als het niet via iemand met een account ging; ``nieuw``: de actie ontstond toen."""

    op: datetime
    door: str
    nieuw: bool
    veranderingen: tuple[Verandering, ...]


def geschiedenis(actie: Actie) -> list[Wijziging]:
    """De nieuwste wijziging eerst; opslaan zonder verschil telt niet. Het aantal queries ligt vast, hoe lang zij ook is."""
    wijzigingen = [*_van_actie(actie), *_van_aanjagers(actie)]
    return sorted(wijzigingen, key=lambda wijziging: wijziging.op, reverse=True)


def _van_actie(actie: Actie) -> Iterable[Wijziging]:
    versies = actie.history.select_related("history_user").prefetch_related(*_MEERVOUD.values())
    regels = list(versies.order_by("history_date", "history_id"))
    woorden = _woorden(actie)
    if regels and regels[0].history_type == "+":
        yield _wijziging(regels[0], nieuw=True)
    enkel = [veld.name for veld in Actie._meta.fields if veld.editable and veld.name not in ("id", "programma")]
    for oud, nieuw in pairwise(regels):
        veranderingen = [
            Verandering(_label(deel.field), woorden[deel.field](deel.old), woorden[deel.field](deel.new))
            for deel in nieuw.diff_against(oud, included_fields=enkel).changes
        ]
        for veld, rijen in _MEERVOUD.items():
            paar = [woorden[veld](getattr(regel, rijen).all()) for regel in (oud, nieuw)]
            if paar[0] != paar[1]:
                veranderingen.append(Verandering(_label(veld), *paar))
        if veranderingen:
            yield _wijziging(nieuw, veranderingen)


def _van_aanjagers(actie: Actie) -> Iterable[Wijziging]:
    vorige: dict[int, str] = {}
    koppelingen = Aanjager.history.model._meta.get_field(_SPREKERS.removesuffix("_set")).related_model.objects
    regels = Aanjager.history.filter(actie_id=actie.pk).select_related("history_user", "rol")
    regels = regels.prefetch_related(Prefetch(_SPREKERS, koppelingen.select_related("organisatie")))
    for regel in regels.order_by("history_date", "history_id"):
        oud = vorige.get(regel.id, "")
        sprekers = sorted(_naam(rij, "organisatie") for rij in getattr(regel, _SPREKERS).all())
        spreekt = f" ({', '.join(sprekers)} namens de regio)" if sprekers else ""
        nieuw = "" if regel.history_type == "-" else f"{_naam(regel, 'rol')}: {regel.tekst}{spreekt}"
        vorige[regel.id] = nieuw
        if oud != nieuw:
            yield _wijziging(regel, [Verandering("Aanjager", oud, nieuw)])


def _wijziging(regel: Any, veranderingen: Iterable[Verandering] = (), *, nieuw: bool = False) -> Wijziging:
    return Wijziging(
        op=regel.history_date,
        door=str(regel.history_user or ""),
        nieuw=nieuw,
        veranderingen=tuple(veranderingen),
    )


def _label(veld: str) -> str:
    naam = str(getattr(Actie._meta.get_field(veld), "verbose_name", veld))
    return naam[0].upper() + naam[1:]


def _woorden(actie: Actie) -> dict[str, Callable[[Any], str]]:
    """Per veld: van de opgeslagen waarde naar tekst voor op het scherm."""
    programma = actie.programma_id
    onderdelen = dict(Onderdeel.objects.filter(programma=programma).values_list("pk", "naam"))
    doelgroepen = dict(Doelgroep.objects.filter(actielijn__programma=programma).values_list("pk", "naam"))
    partijen = dict(Partij.objects.filter(programma=programma).values_list("pk", "naam"))
    ambities = dict(Ambitie.objects.filter(actielijn__programma=programma).values_list("pk", "tekst"))
    vorig = actie.programma.voorganger_id
    eerdere = {eerder.pk: str(eerder) for eerder in Actie.objects.filter(programma=vorig)} if vorig else {}
    anders: dict[str, Callable[[Any], str]] = {
        "onderdeel": lambda pk: onderdelen.get(pk, _VERDWENEN),
        "doelgroep": lambda pk: doelgroepen.get(pk, _VERDWENEN) if pk else "",
        "voortgekomen_uit": lambda pk: eerdere.get(pk, _VERDWENEN) if pk else "",
        "uitvoering": lambda code: str(Uitvoering(code).label),
        "hoofdverantwoordelijken": lambda rijen: _namen(partijen, (rij.partij_id for rij in rijen)),
        "ambities": lambda rijen: _namen(ambities, (rij.ambitie_id for rij in rijen)),
    }
    return {veld.name: anders.get(veld.name, _tekst) for veld in (*Actie._meta.fields, *Actie._meta.many_to_many)}


def _namen(woorden: dict[int, str], sleutels: Iterable[int]) -> str:
    return ", ".join(sorted(woorden.get(sleutel, _VERDWENEN) for sleutel in sleutels))


def _naam(regel: Any, veld: str) -> str:
    """De naam waar ``veld`` van een bewaarde regel naar verwijst, of dat zij is verwijderd."""
    verwijzing = getattr(regel, veld)
    return verwijzing.naam if verwijzing else _VERDWENEN


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if isinstance(waarde, date):
        return date_format(waarde, "j F Y")
    return "" if waarde is None else str(waarde)
