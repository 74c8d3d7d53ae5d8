"""De afspraken van de overleggen in woorden, op de pagina en op papier. Zonder opmaak en zonder queries.

Te laat hangt af van de dag waarop je het vraagt; die is dus altijd een argument.
"""

from collections.abc import Collection
from datetime import date

from acties.woorden import AFSPRAAK
from monitoring.datum import datum_tekst
from monitoring.verslag.afspraakregel import AfspraakRegel

TE_LAAT, LOOPT = "Te laat", "Loopt"


def te_laat(regel: AfspraakRegel, dag: date) -> bool:
    return regel.te_laat(dag)


def standwoord(regel: AfspraakRegel, dag: date) -> str:
    """“Te laat”, “Loopt”, of hoe zij is afgehandeld: “Gedaan”, “Vervallen”."""
    if regel.open:
        return TE_LAAT if regel.te_laat(dag) else LOOPT
    return regel.stand_woord


def standzin(regel: AfspraakRegel, dag: date) -> str:
    """Zoals ``standwoord``, met de dag erbij als zij is afgehandeld: “Gedaan op 7 november 2023”."""
    op = f" op {datum_tekst(regel.afgehandeld_op)}" if regel.afgehandeld_op else ""
    return f"{standwoord(regel, dag)}{op}"


def afgesproken(regel: AfspraakRegel) -> str:
    """“PORA, 1 februari 2023”."""
    return f"{regel.overleg}, {datum_tekst(regel.datum)}"


def open_en_te_laat(regels: Collection[AfspraakRegel], dag: date) -> str:
    """“4 afspraken staan open, 3 zijn te laat.”"""
    open_ = sum(regel.open for regel in regels)
    laat = sum(regel.te_laat(dag) for regel in regels)
    if not open_:
        return "Er staat geen afspraak open."
    staat = f"{AFSPRAAK.aantal(open_)} {'staat' if open_ == 1 else 'staan'} open"
    if not laat:
        return f"{staat}."
    if laat == open_:
        return f"{staat}, en {'is' if laat == 1 else 'zijn alle'} te laat."
    return f"{staat}, {laat} {'is' if laat == 1 else 'zijn'} te laat."


def alle_afspraken(aantal: int) -> str:
    """De tekst van een link: “Alle 9 afspraken”, “Naar de afspraak”."""
    return f"Alle {AFSPRAAK.aantal(aantal)}" if aantal > 1 else f"Naar {AFSPRAAK.bepaald}"
