"""Of een tekst past: gemeten met de breedtes van een gewone letter, ruim genoeg voor wat een andere computer ervoor neemt."""

from xlsxwriter.utility import xl_pixel_width

from monitoring.lezen.zinnen import kort

_GEMETEN = 44 / 3  # de letter (in px) waarvan XlsxWriter de breedte kent
_GEWOON, _VET = 1.13, 1.2  # zoveel breder is een ruime schreefloze letter dan die


def breedte(tekst: str, letter: float, *, vet: bool = False) -> float:
    """De breedte in px van één regel in een letter van zoveel px."""
    return float(xl_pixel_width(tekst)) * letter / _GEMETEN * (_VET if vet else _GEWOON)


def regels(tekst: str, ruimte: float, letter: float, *, vet: bool = False) -> int:
    """Zoveel regels vult een tekst. Een woord dat niet op een regel past, wordt gebroken."""
    aantal = 0
    for alinea in tekst.split("\n"):
        aantal, plek = aantal + 1, 0.0
        for woord in alinea.split(" "):
            lengte = breedte(woord, letter, vet=vet)
            spatie = breedte(" ", letter, vet=vet) if plek else 0.0
            if plek and plek + spatie + lengte > ruimte:
                aantal, plek, spatie = aantal + 1, 0.0, 0.0
            plek += spatie + lengte
            if plek > ruimte:
                extra = int(plek // ruimte)
                aantal, plek = aantal + extra, plek - extra * ruimte
    return aantal


def passend(tekst: str, ruimte: float, letter: float, hoogstens: int, *, vet: bool = False) -> str:
    """De tekst op hooguit zoveel regels: heel, of tot en met het laatste hele woord dat past, met “…”."""
    tekst = " ".join(tekst.split())
    laag, hoog = 0, len(tekst)
    if regels(tekst, ruimte, letter, vet=vet) <= hoogstens:
        return tekst
    while hoog - laag > 1:
        midden = (laag + hoog) // 2
        past = regels(kort(tekst, midden), ruimte, letter, vet=vet) <= hoogstens
        laag, hoog = (midden, hoog) if past else (laag, midden)
    return kort(tekst, max(laag, 1))
