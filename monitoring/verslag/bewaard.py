"""Verslagen die al zijn opgebouwd, zolang er niets is veranderd. Per proces, en alleen voor leespagina's."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from acties.models import Overleg, Programma
from acties.spoor.bewaren import plek
from monitoring.verslag.bezoekers import voor_bezoekers
from monitoring.verslag.bron import Bron, Dagstand
from monitoring.verslag.opbouw import bouw_verslag, tellingen
from monitoring.verslag.structuur import Structuur
from monitoring.verslag.vorm import Telling, Verslag

T = TypeVar("T")


def bewaard_verslag(programma: Programma, peildatum: date, **keuzes: Any) -> Verslag:
    """``bouw_verslag``, of het verslag dat eerder met dezelfde keuzes uit dezelfde gegevens is opgebouwd."""
    return bewaar(
        programma,
        ("verslag", peildatum, *_op_naam(keuzes)),
        lambda: bouw_verslag(programma, peildatum, bron=BewaardeBron(programma), **keuzes),
    )


def voor_lezer(lezer: Any, programma: Programma, verslag: Verslag, *wat: Any) -> Verslag:
    """Het verslag zoals deze lezer het mag zien. ``wat``: waaraan het binnen deze gegevens te herkennen is."""
    if lezer.is_authenticated:
        return verslag
    return bewaar(programma, ("bezoeker", verslag.voorlopig, *wat), lambda: voor_bezoekers(verslag))


def verslag_voor_lezer(lezer: Any, programma: Programma, peildatum: date, **keuzes: Any) -> Verslag:
    """``bewaard_verslag`` voor deze lezer: wie niet inlogt, krijgt geen namen, bijsturing en niet-openbare teksten."""
    verslag = bewaard_verslag(programma, peildatum, **keuzes)
    return voor_lezer(lezer, programma, verslag, "verslag", peildatum, *_op_naam(keuzes))


class BewaardeBron(Bron):
    """Een ``Bron`` die elke tabel één keer leest, hoeveel verslagen er ook uit komen, tot er iets verandert.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``.
    """

    def _lees_structuur(self) -> Structuur:
        return bewaar(self.programma, ("structuur",), super()._lees_structuur)

    def op(self, dag: date, overleg: Overleg | None = None) -> Dagstand:
        lees = super().op
        return bewaar(self.programma, ("dagstand", dag, _kern(overleg)), lambda: lees(dag, overleg))


def bewaarde_tellingen(programma: Programma, dagen: Iterable[date]) -> dict[date, Telling]:
    """``tellingen`` van deze dagen, of die eerder uit dezelfde gegevens zijn geteld."""
    gevraagd = sorted(dagen)
    return bewaar(
        programma, ("tellingen", *gevraagd), lambda: tellingen(programma, gevraagd, bron=BewaardeBron(programma))
    )


def bewaar(programma: Programma, wat: tuple, bouw: Callable[[], T]) -> T:
    """Wat ``bouw`` gaf, of eerder gaf uit dezelfde gegevens; ``wat`` zegt wat het is, en voor wie.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``: het kenmerk is dan gelezen vóór de gegevens, zodat wat is
    bewaard nooit ouder is dan zijn kenmerk.
    """
    return plek.geef((programma.pk, *wat), programma.kenmerk, bouw)


def _op_naam(keuzes: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((naam, _kern(keuzes[naam])) for naam in sorted(keuzes))


def _kern(keuze: Any) -> Any:
    return getattr(keuze, "pk", keuze)
