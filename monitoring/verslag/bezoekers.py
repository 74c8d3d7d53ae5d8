"""Wat een bezoeker zonder account te lezen krijgt: geen namen van personen, geen bijsturing, geen tekst die niet openbaar is.

Zolang een jaar niet is vastgesteld leest een bezoeker wel de cijfers, maar geen oordeel, duiding, bespreking of afspraak.
"""

import dataclasses
from collections.abc import Iterable
from typing import Any

from monitoring.verslag.afspraakregel import AfspraakRegel
from monitoring.verslag.vorm import ActieStand, MeldingRegel, OnderdeelStand, OverlegRegel, Verslag


def afspraken_voor_bezoekers(regels: Iterable[AfspraakRegel]) -> tuple[AfspraakRegel, ...]:
    """Wat is afgesproken over een jaar dat is vastgesteld: zonder namen, en zonder wat er daarna van is gezegd."""
    return tuple(dataclasses.replace(regel, wie="", afloop="") for regel in regels if regel.openbaar)


def voor_bezoekers(verslag: Verslag) -> Verslag:
    """Hetzelfde verslag, met dezelfde cijfers."""
    if verslag.voorlopig:
        verslag = dataclasses.replace(
            verslag,
            onderdelen=tuple(_zonder_oordeel(regel) for regel in verslag.onderdelen),
            overleggen=tuple(_zonder_bespreking(regel) for regel in verslag.overleggen),
        )
    return dataclasses.replace(
        verslag,
        acties=tuple(_actie_voor_bezoekers(actie) for actie in verslag.acties),
        lokaal=tuple(_actie_voor_bezoekers(actie) for actie in verslag.lokaal),
    )


def _zonder_oordeel(regel: OnderdeelStand) -> OnderdeelStand:
    return dataclasses.replace(regel, oordeel="", duiding="")


def _zonder_bespreking(regel: OverlegRegel) -> OverlegRegel:
    return dataclasses.replace(regel, datum=None, fase="", besproken="", conclusies="", besluiten="")


def _actie_voor_bezoekers(actie: ActieStand) -> ActieStand:
    return dataclasses.replace(
        actie,
        melding=actie.melding and _regel_voor_bezoekers(actie.melding),
        organisaties=tuple(_regel_voor_bezoekers(regel) for regel in actie.organisaties),
    )


def _regel_voor_bezoekers(regel: MeldingRegel) -> MeldingRegel:
    toelichting = regel.toelichting if regel.openbaar else ""
    return dataclasses.replace(regel, gemeld_door="", bijsturing="", toelichting=toelichting)


def json_voor_bezoekers(data: Any) -> Any:
    """Doet met bewaarde JSON wat ``voor_bezoekers`` met een Verslag doet, en laat elk ander veld zoals het is bewaard."""
    if isinstance(data, list):
        return [json_voor_bezoekers(deel) for deel in data]
    if not isinstance(data, dict):
        return data
    stuk = {naam: json_voor_bezoekers(waarde) for naam, waarde in data.items() if naam != "sha256_openbaar"}
    if "gemeld_door" in stuk:
        stuk |= {"gemeld_door": "", "bijsturing": ""} | ({} if stuk["openbaar"] else {"toelichting": ""})
    if "vastgesteld_door" in stuk:
        stuk["vastgesteld_door"] = ""
    if "aanvaard" in stuk:
        stuk["aanvaard"] = []
    if "afspraken" in stuk:
        stuk["afspraken"] = [regel | {"wie": "", "afloop": ""} for regel in stuk["afspraken"] if regel["openbaar"]]
    return stuk
