"""Twee organisaties naast elkaar als ``Lijst``: een rij per actie, van elk de status, de koers en de dag."""

from datetime import datetime

from acties.rekenblad.schrijven.boek import Gemerkt, Lijst, Veld, Waarde
from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.tweetal.beeld import Rij, Tweetal, Vak
from monitoring.lezen.zinnen import overgenomen
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.lijsten.verantwoording import verslaglijst

EIGEN, REGIONAAL = "Doet elke organisatie zelf", "Actie van de regio"


def tweetallijst(verslag: Verslag, tweetal: Tweetal, *, door: str, op: datetime) -> Lijst:
    velden = [Veld("Nr", 6, "nummer"), Veld("Actie", 40), Veld("Soort", 26)]
    over: dict[str, Waarde] = {"Lege cel": "De actie is niet van deze organisatie."}
    for organisatie, telling in zip(tweetal.organisaties, tweetal.tellingen, strict=True):
        naam = organisatie.naam
        velden += [
            Veld(naam, 22),
            Veld(f"Koers {naam}", 18),
            Veld(f"Gemeld {naam}", 18, "datum"),
            Veld(f"Bij {naam}", 30),
        ]
        over[f"Eigen acties {naam}"] = (
            f"{telling.afgerond} van {telling.totaal} afgerond, {telling.geen_melding} zonder melding"
        )
    rijen = [_rij(verslag, rij, EIGEN) for rij in tweetal.eigen]
    rijen += [_rij(verslag, rij, REGIONAAL) for rij in tweetal.regionaal]
    return verslaglijst(verslag, "Twee organisaties", tuple(velden), rijen, over, door=door, op=op)


def _rij(verslag: Verslag, rij: Rij, soort: str) -> tuple[Waarde, ...]:
    vakken = [waarde for vak in rij.vakken for waarde in _vak(verslag, vak)]
    return (rij.actie.nummer, rij.actie.titel, soort, *vakken)


def _vak(verslag: Verslag, vak: Vak) -> tuple[Waarde, ...]:
    if not vak.stand:
        return ("", "", None, "")
    bij = overgenomen(vak.overgenomen_van).capitalize() if vak.overgenomen_van else ""
    woord = Gemerkt(verslag.woord(vak.stand), f"status-{vak.stand}")
    return (woord, verslag.woord(vak.koers), None if vak.stand == GEEN_MELDING else vak.peildatum, bij)
