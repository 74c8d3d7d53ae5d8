"""De zinnen bij het inlezen van een bestand: wat er niet klopt, en waar."""

from acties.rekenblad.lezen.fout import Celfout
from acties.woorden import FOUT, vervoegd


def fouten(aantal: int, getoond: int) -> str:
    """“60 fouten; dit zijn de eerste 50.”"""
    return f"{FOUT.aantal(aantal)}{f'; dit zijn de eerste {getoond}' if aantal > getoond else ''}."


def verbeter(aantal: int) -> str:
    """Wat te doen met de fouten van een werkmap."""
    return f"Verbeter {vervoegd(aantal, 'die', 'ze')} in het bestand en lees het opnieuw in."


def dingen_kloppen_niet(aantal: int) -> str:
    """De kop boven de fouten van werkboeken: “2 dingen kloppen nog niet”."""
    return f"{aantal} {vervoegd(aantal, 'ding klopt', 'dingen kloppen')} nog niet"


def rijen_niet_opgeslagen(aantal: int, getoond: int) -> str:
    """Wat er met de foute rijen van werkboeken gebeurt, en wat te doen."""
    eerste = f" Dit zijn de eerste {getoond}." if aantal > getoond else ""
    return (
        "Deze rijen worden niet opgeslagen. Verbeter ze in het bestand en lees het opnieuw in; "
        f"wat dan al is opgeslagen, verandert niet.{eerste}"
    )


def plek(blad: str, fout: Celfout, nummer: int | None) -> str:
    """“blad Invullen, rij 5, cel J7 (Status), actie 3”; ``nummer`` is dat van de actie, als zij te herkennen is."""
    cel = f"cel {fout.plek} ({fout.kolom})" if fout.plek else fout.kolom
    return f"blad {blad}, rij {fout.rij}, {cel}{f', actie {nummer}' if nummer else ''}"
