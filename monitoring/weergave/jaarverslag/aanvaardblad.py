"""Het blad met wat er openstond toen dit jaar werd vastgesteld: wie vond dat dit mocht, wanneer en waarom."""

from collections.abc import Sequence

from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel
from monitoring.jaar.zinnen import aanvaard_kop, aanvaard_op
from monitoring.verslag.vastgesteld import Aanvaard

BREEDTES = (30, 60, 50, 24, 18)
KOPPEN = ("Rubriek", "Wat er openstond", "Waarom dat mocht", "Aanvaard door", "Aanvaard op")


def aanvaardingen(jaar: int, aanvaard: Sequence[Aanvaard]) -> list[Blad]:
    """Eén blad, of geen als er niets openstond of de lezer dat niet mag zien."""
    if not aanvaard:
        return []
    delen = (
        Regel(aanvaard_kop(jaar), "titel"),
        Regel("Wie vond dat het mocht openstaan, wanneer en waarom.", "ondertitel"),
        Regel(""),
        Tabel(tuple(Cel(kop, "kop") for kop in KOPPEN), [_punt(punt) for punt in aanvaard], filter=True),
    )
    return [Blad("Aanvaard", f"{aanvaard_kop(jaar)}, en waarom dat mocht", BREEDTES, delen)]


def _punt(regel: Aanvaard) -> Rij:
    return (
        Cel(regel.rubriek, "vet"),
        Cel(regel.tekst),
        Cel(regel.reden),
        Cel(regel.door),
        Cel(aanvaard_op(regel), "datum"),
    )
