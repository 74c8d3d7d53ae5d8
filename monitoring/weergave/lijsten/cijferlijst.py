"""De cijfers als ``Lijst``: een rij per cijfer, gemeten of berekend."""

from datetime import datetime

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.constanten import Norm
from monitoring.lezen import cijferzinnen
from monitoring.verslag.vorm import IndicatorRegel, Verslag
from monitoring.weergave.jaarverslag.cijferblad import HELE_REGIO
from monitoring.weergave.lijsten.verantwoording import verslaglijst


def cijferlijst(verslag: Verslag, *, door: str, op: datetime) -> Lijst:
    """Een rij per cijfer; een indicator zonder cijfer is er ook, zonder waarde."""
    velden = (
        Veld("Indicator", 40),
        Veld("Eenheid", 14),
        Veld("Periode", 12),
        Veld("Voor", 20),
        Veld("Waarde", 12, "getal"),
        Veld("Gewenste richting", 14),
        Veld("Ambitie", 50),
        Veld("Toelichting", 50),
        Veld("Bron", 36),
        Veld("Opgehaald op", 14, "datum"),
        Veld("Berekend", 36),
        Veld("Noemer", 30),
        Veld("Waarde van de noemer", 14, "getal"),
        Veld("Afgezet tegen de noemer", 14, "getal"),
        Veld("Eenheid daarvan", 30),
        Veld("Nulwaarde", 12, "getal"),
        Veld("Jaar van de nulwaarde", 12),
        Veld("Norm", 14),
        Veld("Streefwaarde", 12, "getal"),
        Veld("Jaar van de streefwaarde", 12),
        Veld("Bron van de streefwaarde", 36),
        Veld("Uitkomst", 60),
    )
    rijen = [rij for indicator in verslag.indicatoren for rij in _rijen(indicator)]
    over = {"Indicatoren": str(len(verslag.indicatoren))}
    return verslaglijst(verslag, "Cijfers", velden, rijen, over, door=door, op=op)


def _rijen(indicator: IndicatorRegel) -> list[tuple[Waarde, ...]]:
    begin = (indicator.naam, indicator.eenheid)
    vast = (indicator.gewenst, indicator.ambitie, indicator.toelichting)
    eenheid = cijferzinnen.eenheid(indicator) if indicator.per else ""
    uitkomst = cijferzinnen.uitkomst(indicator)
    slot: tuple[Waarde, ...] = (
        indicator.nulwaarde,
        str(indicator.nuljaar or ""),
        str(Norm(indicator.norm).label) if indicator.norm else "",
        indicator.streefwaarde,
        str(indicator.streefjaar or ""),
        indicator.streefbron,
        f"{uitkomst.zin}." if uitkomst else "",
    )
    if not indicator.alle:
        return [(*begin, "", "", None, *vast, indicator.bron, None, "", indicator.noemer, None, None, eenheid, *slot)]
    return [
        (
            *begin, m.wanneer, m.organisatie or HELE_REGIO, m.waarde, *vast, "" if m.uit else m.bron or indicator.bron,
            m.opgehaald_op, cijferzinnen.berekening(indicator, m), indicator.noemer, m.noemer, m.per_noemer, eenheid, *slot,
        )
        for m in indicator.alle
    ]  # fmt: skip
