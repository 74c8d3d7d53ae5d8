"""Het jaarverslag en de oplegger als één HTML-stuk op papier, waar ``pdf`` een bestand van maakt.

Wie, wanneer en wat komen van de aanroeper; cijfers en volgorde komen uit het verslag. Geen query en geen netwerk.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from acties.rekenblad.schrijven.tekst import schoon
from monitoring.datum import datum_tekst
from monitoring.jaar.zinnen import aanvaard_kop, nagekomen_kop
from monitoring.lezen.dashboard.overzicht import balken_per_soort, nog_te_doen
from monitoring.lezen.grafieken import planning
from monitoring.lezen.hoofdstukken import evaluatiebeeld
from monitoring.lezen.indicatoren import indicatorbeeld
from monitoring.lezen.matrix import maak_matrix
from monitoring.lezen.oplegger import Oplegger
from monitoring.lezen.vaststelling import vaststelling
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.verslag.vastgesteld import Aanvaard
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag.leeswijzer import (
    OPENBAAR,
    UITLEG_KOERS,
    UITLEG_STATUS,
    daad,
    geteld,
    jaar_van,
    merk_van,
    stand_van,
    titel_van,
    uitleg_wie,
    waarschuwingen,
)
from monitoring.weergave.papier import zinnen


@dataclass(frozen=True, slots=True, kw_only=True)
class Papier:
    """``op`` (met tijdzone) is het moment in de eigenschappen van het bestand; ``kenmerk`` is voor hetzelfde stuk hetzelfde."""

    html: str
    op: datetime
    kenmerk: str


def jaarverslag_papier(
    verslag: Verslag, *, door: str, op: datetime, sha256: str = "", aanvaard: Sequence[Aanvaard] = ()
) -> Papier:
    """``door``: naam van wie het maakt of vaststelde, leeg bij de openbare versie. ``op``: plaatselijke tijd, met tijdzone.

    ``sha256``: het controlegetal van een vastgesteld verslag. ``aanvaard``: wat er bij het vaststellen openstond.
    """
    beeld = evaluatiebeeld(verslag)
    context = {
        **_kader(verslag, titel_van(verslag), door, op, sha256),
        "beeld": beeld,
        "waarschuwingen": waarschuwingen(verslag, op),
        "vergelijkzin": zinnen.vergelijkzin(verslag),
        "kenmerken": _kenmerken(verslag, door, op, sha256),
        "telzin": zinnen.telzin(verslag),
        "aandeelzin": zinnen.aandeelzin(verslag),
        "statussen": [(regel, UITLEG_STATUS[regel.code]) for regel in verslag.statussen],
        "koersen": [(regel, UITLEG_KOERS[regel.code]) for regel in verslag.koersen],
        "uitleg_wie": uitleg_wie(verslag),
        "soorten": balken_per_soort(verslag),
        "tijdlijn": planning(
            nog_te_doen(verslag), range(verslag.programma.startjaar, verslag.programma.eindjaar + 1), verslag.peildatum
        ),
        "matrix": maak_matrix(verslag),
        "indicatoren": [indicatorbeeld(indicator) for indicator in verslag.indicatoren],
        "colleges": vaststelling(verslag),
        "aanvaard": aanvaard,
    }
    context["inhoud"] = _inhoud(context)
    return _papier("monitoring/weergave/papier/jaarverslag.html", context)


def oplegger_papier(oplegger: Oplegger, *, door: str, op: datetime, sha256: str = "") -> Papier:
    """Zie ``jaarverslag_papier``; past op hooguit twee bladzijden A4."""
    voorlopig = voorlopig_in_titel(oplegger.verslag.voorlopig)
    titel = f"Oplegger {jaar_van(oplegger.verslag)} voor {oplegger.overleg.afkorting}{voorlopig}"
    context = {
        **_kader(oplegger.verslag, titel, door, op, sha256),
        "oplegger": oplegger,
        "overleg": oplegger.overleg,
        "onder": zinnen.onder_de_titel(oplegger),
        "herkomst": zinnen.herkomst(door, op, sha256),
    }
    return _papier("monitoring/weergave/papier/oplegger.html", context)


def _papier(sjabloon: str, context: dict[str, Any]) -> Papier:
    html = schoon(render_to_string(sjabloon, context))
    return Papier(html=html, op=context["op"], kenmerk=hashlib.sha256(html.encode()).hexdigest()[:32])


def _kader(verslag: Verslag, titel: str, door: str, op: datetime, sha256: str) -> dict[str, Any]:
    """Wat elk papier deelt. ``voet`` en ``merk`` staan op elke bladzijde."""
    programma = verslag.programma
    versie = f", versie {verslag.versie}" if verslag.versie else ""
    return {
        "verslag": verslag,
        "titel": titel,
        "jaar": jaar_van(verslag),
        "door": door,
        "op": op,
        "sha256": sha256,
        "voet": f"{programma.naam} · {titel} · peildatum {datum_tekst(verslag.peildatum)}{versie}",
        "merk": " · ".join(filter(None, [merk_van(verslag), "demogegevens" if programma.demo else ""])),
    }


def _kenmerken(verslag: Verslag, door: str, op: datetime, sha256: str) -> list[tuple[str, str]]:
    """Wat een lezer moet weten om dit stuk te plaatsen; het controlegetal staat er apart onder."""
    regio = verslag.programma.regio
    return [
        *([("Regio", regio)] if regio else []),
        ("Stand van dit stuk", stand_van(verslag)),
        ("Acties", geteld(verslag)),
        (f"{daad(sha256)} door", door or OPENBAAR),
        (f"{daad(sha256)} op", zinnen.moment_tekst(op)),
    ]


def _inhoud(context: dict[str, Any]) -> list[tuple[str, str]]:
    """De inhoudsopgave: het anker en de titel van elk hoofdstuk dat er is."""
    verslag, beeld = context["verslag"], context["beeld"]
    hoofdstukken: list[tuple[str, str, Any]] = [
        ("leeswijzer", "Leeswijzer", True),
        ("samenvatting", "Samenvatting", True),
        ("wijzigingen", "Veranderd sinds vorig jaar", True),
        ("nagekomen", nagekomen_kop(jaar_van(verslag)), verslag.nagekomen),
        (
            "besluiten",
            "Wijzigingen ten opzichte van het vastgestelde programma",
            verslag.besluiten or context["colleges"],
        ),
        *((f"deel-{deel.onderdeel.code}", deel.onderdeel.naam, True) for deel in beeld.hoofdstukken),
        ("lokaal", "Lokale acties", beeld.lokaal),
        ("planning", "Planning", context["tijdlijn"].rijen),
        ("gemeenten", "Status per gemeente", context["matrix"].rijen),
        ("overleggen", "Wat de overleggen concludeerden", verslag.overleggen),
        ("cijfers", "Cijfers", context["indicatoren"]),
        ("aanvaard", aanvaard_kop(jaar_van(verslag)), context["aanvaard"]),
    ]
    return [(anker, titel) for anker, titel, er in hoofdstukken if er]
