"""Lange teksten over meer rijen: een rij die hoger wordt dan een rekenblad kan tonen, loopt door in vervolgrijen."""

from collections.abc import Iterable, Iterator, Sequence

from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.boek import Cel, Rij
from acties.rekenblad.schrijven.opmaak import STIJLEN

VERVOLG = "(vervolg)"


def verdeeld(rijen: Iterable[Rij], breedtes: Sequence[float]) -> list[Rij]:
    """Dezelfde rijen, en waar een tekst niet past haar vervolg eronder. Getallen en datums staan er dan weer bij."""
    return [deel for rij in rijen for deel in _delen(rij, breedtes)]


def _delen(rij: Rij, breedtes: Sequence[float]) -> Iterator[Rij]:
    stukken = [_stukken(cel, breedte) for cel, breedte in zip(rij, breedtes, strict=True)]
    aantal = max(map(len, stukken))
    if aantal <= 1:
        yield rij
        return
    naam = next((kolom for kolom, delen in enumerate(stukken) if len(delen) == 1), 0)
    stukken[naam] += [VERVOLG] * (aantal - len(stukken[naam]))
    for deel in range(aantal):
        yield tuple(_deel(cel, delen, deel) for cel, delen in zip(rij, stukken, strict=True))


def _stukken(cel: Cel, breedte: float) -> list[str]:
    if not isinstance(cel.waarde, str):
        return []
    stijl = STIJLEN[cel.stijl]
    return list(maat.past_in(cel.waarde, maat.tekstbreedte(breedte, stijl.inspringen), stijl.grootte))


def _deel(cel: Cel, stukken: list[str], deel: int) -> Cel:
    if not isinstance(cel.waarde, str):
        return cel
    tekst = stukken[deel].removesuffix("\n") if deel < len(stukken) else ""
    if deel == 0:
        return Cel(tekst, cel.stijl, vet=cel.vet)
    return Cel(tekst, cel.stijl if cel.stijl.startswith("tekst") else "tekst")
