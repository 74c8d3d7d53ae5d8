"""De cijfers als ``Lijst``: een rij per meting."""

from datetime import datetime

from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag.cijferblad import HELE_REGIO
from monitoring.weergave.lijsten.verantwoording import maker, verantwoording


def cijferlijst(verslag: Verslag, *, door: str, op: datetime) -> Lijst:
    """Een rij per meting; een indicator zonder meting is er ook, zonder waarde."""
    rijen: list[tuple[Waarde, ...]] = []
    for indicator in verslag.indicatoren:
        vast = (indicator.gewenst, indicator.ambitie, indicator.toelichting)
        begin = (indicator.naam, indicator.eenheid)
        rijen += [
            (*begin, m.wanneer, m.organisatie or HELE_REGIO, m.waarde, *vast, m.bron or indicator.bron, m.opgehaald_op)
            for m in indicator.metingen
        ]
        if not indicator.metingen:
            rijen.append((*begin, "", "", None, *vast, indicator.bron, None))
    return Lijst(
        naam="Cijfers",
        titel=f"Cijfers – {verslag.programma.naam}",
        maker=maker(door),
        moment=op,
        velden=(
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
        ),
        rijen=rijen,
        over=verantwoording(verslag, door, op, {"Indicatoren": str(len(verslag.indicatoren))}),
    )
