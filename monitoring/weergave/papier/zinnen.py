"""De zinnen van een papier over het verslag waar het uit tekent, en over waar het zelf vandaan komt."""

from datetime import datetime

from acties.woorden import ACTIE
from monitoring.datum import datum_tekst
from monitoring.lezen.oplegger import Oplegger
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag.leeswijzer import daad, stand_van


def telzin(verslag: Verslag) -> str:
    """“40 acties op 31 december 2022, en 2 vervallen”."""
    vervallen = f", en {verslag.telling.vervallen} vervallen" if verslag.telling.vervallen else ""
    return f"{ACTIE.aantal(verslag.telling.totaal)} op {datum_tekst(verslag.peildatum)}{vervallen}"


def aandeelzin(verslag: Verslag) -> str:
    """Wat er in de tabel met aantallen staat; het verschil alleen als er een vorig jaar is."""
    vorige = verslag.vorige_peildatum
    verschil = f" en het verschil met {datum_tekst(vorige)}" if vorige else ""
    return f"Aantal acties per status, met het aandeel{verschil}"


def vergelijkzin(verslag: Verslag) -> str:
    if verslag.vorige_peildatum:
        return f"Vergeleken met {datum_tekst(verslag.vorige_peildatum)}"
    return "Het eerste jaar van het programma: er is niets om mee te vergelijken"


def onder_de_titel(oplegger: Oplegger) -> str:
    """“Regionaal overleg, Alkmaar · peildatum 31 december 2022 · concept, versie 1 · gepland 1 februari 2023”."""
    verslag, overleg = oplegger.verslag, oplegger.overleg
    delen = [overleg.naam_met_subregio, f"peildatum {datum_tekst(verslag.peildatum)}", stand_van(verslag).lower()]
    if overleg.datum:
        delen.append(f"{overleg.fase} {datum_tekst(overleg.datum)}")
    return " · ".join(delen)


def herkomst(door: str, op: datetime, sha256: str) -> str:
    """“Gemaakt op 20 januari 2023, 14:05 uur door Anna.”; van een vastgesteld stuk telt de dag, en staat de naam er ook bij."""
    moment = datum_tekst(op) if sha256 else moment_tekst(op)
    return f"{daad(sha256)} op {moment}{f' door {door}' if door else ''}."


def moment_tekst(op: datetime) -> str:
    """“20 januari 2023, 14:05 uur”."""
    return f"{datum_tekst(op)}, {op:%H:%M} uur"
