"""Wat er op twee dagen was afgesproken, uit de geschiedenis van de acties: planning, tekst, wie verantwoordelijk is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from acties.models import Actie, Onderdeel, Partij, Programma
from acties.models.actie import planning_tekst

_VERDWENEN = "(verwijderd)"
_VELDEN = (
    "history_id", "history_type", "history_date", "id", "nummer", "titel", "omschrijving", "onderdeel_id", "startjaar",
    "eindjaar", "doorlopend", "planning_toelichting",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieToen:
    """Een actie zoals zij op één dag was afgesproken. Namen van partijen en onderdelen zijn die van nu."""

    nummer: int
    titel: str
    omschrijving: str
    onderdeel: str
    hoofdverantwoordelijken: tuple[str, ...]
    planning: str
    planning_toelichting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paar:
    """Eén actie op twee dagen. ``toen`` ontbreekt bij een actie die ertussen ontstond, ``nu`` als zij is verwijderd."""

    toen: ActieToen | None
    nu: ActieToen | None
    ontstaan: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiesToen:
    """``vanaf``: de eerste dag waarvan is bewaard wat er was afgesproken; ``None`` als er niets is bewaard."""

    vanaf: date | None
    paren: tuple[Paar, ...]


def acties_tussen(programma: Programma, van: date, tot: date) -> ActiesToen:
    """De acties van de regio aan het einde van ``van`` en van ``tot``, op nummer, in een vast aantal queries.

    De geschiedenis begint op de dag dat het programma is ingevoerd. Ligt ``van`` daarvoor, dan geldt voor toen wat er op
    die eerste dag als eerste is ingevoerd: een actie van die dag is dus niet nieuw. Een actie waarvan het begin niet is
    bewaard, is dat evenmin.
    """
    regels = Actie.history.filter(programma=programma, lokaal_van__isnull=True)
    eerste = regels.aggregate(eerste=Min("history_date"))["eerste"]
    if eerste is None:
        return ActiesToen(vanaf=None, paren=())
    vanaf = timezone.localdate(eerste)
    per_actie: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for regel in regels.filter(history_date__lt=_einde(tot)).order_by("history_date", "history_id").values(*_VELDEN):
        per_actie[regel["id"]].append(regel)
    woorden = _Woorden(programma)
    paren = [_paar(rij, _einde(van), vanaf, woorden) for rij in per_actie.values()]
    gevonden = [paar for paar in paren if paar.toen or paar.nu]
    return ActiesToen(vanaf=vanaf, paren=tuple(sorted(gevonden, key=_nummer)))


def _einde(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))


def _nummer(paar: Paar) -> int:
    actie = paar.nu or paar.toen
    return actie.nummer if actie else 0


def _paar(regels: list[dict[str, Any]], grens: datetime, vanaf: date, woorden: "_Woorden") -> Paar:
    ontstaan = timezone.localdate(regels[0]["history_date"])
    toen = next((regel for regel in reversed(regels) if regel["history_date"] < grens), None)
    if toen is None and (ontstaan == vanaf or regels[0]["history_type"] != "+"):
        toen = regels[0]
    return Paar(toen=woorden.actie(toen), nu=woorden.actie(regels[-1]), ontstaan=ontstaan)


class _Woorden:
    """Van sleutels in de geschiedenis naar namen."""

    def __init__(self, programma: Programma):
        self.onderdelen = dict(Onderdeel.objects.filter(programma=programma).values_list("pk", "naam"))
        self.partijen = dict(Partij.objects.filter(programma=programma).values_list("pk", "naam"))
        self.verantwoordelijk: dict[int, list[str]] = defaultdict(list)
        koppeling = "historicalactie_hoofdverantwoordelijken__partij_id"
        for regel, partij in Actie.history.filter(programma=programma).order_by().values_list("history_id", koppeling):
            if partij is not None:
                self.verantwoordelijk[regel].append(self.partijen.get(partij, _VERDWENEN))

    def actie(self, regel: dict[str, Any] | None) -> ActieToen | None:
        if regel is None or regel["history_type"] == "-":
            return None
        return ActieToen(
            nummer=regel["nummer"],
            titel=regel["titel"],
            omschrijving=regel["omschrijving"],
            onderdeel=self.onderdelen.get(regel["onderdeel_id"], _VERDWENEN),
            hoofdverantwoordelijken=tuple(sorted(self.verantwoordelijk[regel["history_id"]])),
            planning=planning_tekst(regel["startjaar"], regel["eindjaar"], regel["doorlopend"]),
            planning_toelichting=regel["planning_toelichting"],
        )
