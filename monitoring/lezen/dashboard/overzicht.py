"""Wat er uit een Verslag naar voren komt: wat aandacht vraagt, wat er nieuw is en wie waarvoor verantwoordelijk is.

Zuivere functies: een Verslag erin, een selectie eruit, in de volgorde waarin een lezer haar nodig heeft.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from acties.constanten import OnderdeelSoort
from monitoring.constanten import Koers
from monitoring.lezen.grafieken import Stapelbalk, stapelbalken
from monitoring.lezen.wiezinnen import onbevestigd, van_wie
from monitoring.verslag.vorm import ActieStand, MeldingRegel, OnderdeelStand, Telling, Verslag

MEERVOUD = {OnderdeelSoort.KERNELEMENT: "Kernelementen", OnderdeelSoort.ACTIELIJN: "Actielijnen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuws:
    """Een actie waarover iets is gemeld. ``regel`` is de nieuwste melding, ``aantal`` hoeveel er sindsdien gelden."""

    actie: ActieStand
    regel: MeldingRegel
    aantal: int

    @property
    def van_wie(self) -> str:
        return van_wie(self.actie, self.regel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verantwoordelijke:
    """Een partij met de stand van haar acties. Een actie van twee partijen telt bij allebei.

    ``onbevestigd``: van hoeveel de status nog niet bevestigd is.
    """

    partij: str
    telling: Telling
    onbevestigd: int


def vraagt_aandacht(verslag: Verslag) -> tuple[ActieStand, ...]:
    """Acties met een reden in ``aandacht``: het zwaarste eerst, daarbinnen de hoogste prioriteit."""
    acties = [actie for actie in verslag.acties if actie.aandacht]
    return tuple(sorted(acties, key=lambda actie: (_gewicht(actie, verslag.peildatum), actie.prioriteit)))


def _gewicht(actie: ActieStand, peildatum: date) -> int:
    """Vastgelopen, planning voorbij, een signaal, koers aandacht, nog nooit gemeld, en dan wat verder opvalt."""
    zwaarte = (
        Koers.VASTGELOPEN in actie.koerscodes,
        actie.eindjaar is not None and date(actie.eindjaar, 12, 31) <= peildatum,
        bool(actie.signalen),
        Koers.AANDACHT in actie.koerscodes,
        actie.status is None,
    )
    return zwaarte.index(True) if any(zwaarte) else len(zwaarte)


def nog_te_doen(verslag: Verslag) -> tuple[ActieStand, ...]:
    """Wat niet afgerond of vervallen is, de hoogste prioriteit eerst."""
    acties = [actie for actie in verslag.acties if not actie.afgerond and not actie.vervallen]
    return tuple(sorted(acties, key=lambda actie: actie.prioriteit))


def nieuw_sinds(verslag: Verslag, sinds: date) -> tuple[Nieuws, ...]:
    """Acties met een geldende melding waarvan de peildatum ná ``sinds`` ligt, de nieuwste eerst."""
    nieuws = []
    for actie in verslag.acties:
        regels = {regel for regel in (*actie.organisaties, actie.melding) if regel and regel.peildatum}
        nieuw = [regel for regel in regels if regel.peildatum and regel.peildatum > sinds]
        if nieuw:
            laatste = max(nieuw, key=lambda regel: (regel.peildatum, regel.gemeld_op, regel.organisatie))
            nieuws.append(Nieuws(actie=actie, regel=laatste, aantal=len(nieuw)))
    return tuple(sorted(nieuws, key=lambda n: (n.regel.peildatum, n.regel.gemeld_op), reverse=True))


def per_partij(verslag: Verslag) -> tuple[Verantwoordelijke, ...]:
    """De hoofdverantwoordelijke partijen, die met de meeste acties eerst."""
    per_naam = defaultdict(list)
    for actie in verslag.acties:
        for partij in actie.hoofdverantwoordelijken:
            per_naam[partij].append(actie)
    partijen = [
        Verantwoordelijke(
            partij=partij,
            telling=Telling.van(actie.stand for actie in acties),
            onbevestigd=onbevestigd(acties).total(),
        )
        for partij, acties in per_naam.items()
    ]
    return tuple(sorted(partijen, key=lambda regel: (-regel.telling.totaal, regel.partij)))


def balken_per_soort(verslag: Verslag) -> list[tuple[str, list[tuple[OnderdeelStand, Stapelbalk]]]]:
    """De onderdelen met hun balk, per soort: ``[("Kernelementen", [(onderdeel, balk), …]), …]``. Lege soorten niet."""
    paren = list(zip(verslag.onderdelen, stapelbalken(deel.telling for deel in verslag.onderdelen), strict=True))
    soorten = [(naam, [paar for paar in paren if paar[0].soort == soort]) for soort, naam in MEERVOUD.items()]
    return [(naam, regels) for naam, regels in soorten if regels]
