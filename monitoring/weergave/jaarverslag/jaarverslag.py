"""Het jaarverslag: een Verslag als werkboek, van omslag tot wijzigingen. Wie, wanneer en wat komen van de aanroeper.

``excel`` en ``ods`` schrijven hetzelfde boek.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from acties.rekenblad.schrijven.boek import Blad, Boek, Cel, Deel, NieuwePagina, Regel, Rij, Tabel
from monitoring.datum import datum_tekst
from monitoring.lezen.hoofdstukken import evaluatiebeeld
from monitoring.verslag.afspraakregel import AfspraakRegel
from monitoring.verslag.vastgesteld import Aanvaard
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.jaarverslag import afspraakblad, jaarbladen
from monitoring.weergave.jaarverslag.aanvaardblad import aanvaardingen
from monitoring.weergave.jaarverslag.besluitblad import besluiten
from monitoring.weergave.jaarverslag.cijferblad import cijfers, cijfers_in_beeld
from monitoring.weergave.jaarverslag.gemeenteblad import per_gemeente
from monitoring.weergave.jaarverslag.lange_teksten import met_lange_teksten
from monitoring.weergave.jaarverslag.leeswijzer import (
    OPENBAAR,
    UITLEG_KOERS,
    UITLEG_STATUS,
    daad,
    fase_van,
    geteld,
    jaar_van,
    stand_van,
    titel_van,
    uitleg_wie,
    waarschuwingen,
)
from monitoring.weergave.jaarverslag.lokaalblad import lokale_acties
from monitoring.weergave.jaarverslag.nagekomenblad import nagekomen
from monitoring.weergave.jaarverslag.onderdeelblad import onderdeelblad
from monitoring.weergave.jaarverslag.samenvattingblad import samenvatting
from monitoring.weergave.woorden import met_teken


def jaarverslag(
    verslag: Verslag,
    *,
    door: str,
    op: datetime,
    sha256: str = "",
    aanvaard: Sequence[Aanvaard] = (),
    afspraken: Sequence[AfspraakRegel] = (),
) -> Boek:
    """``door``: naam van wie het maakt, leeg bij de openbare versie. ``op``: plaatselijke tijd zonder tijdzone.

    ``sha256``: het controlegetal van een vastgesteld verslag; ``door`` en ``op`` zijn dan wie het wanneer vaststelde,
    en ``aanvaard`` is wat er toen openstond (voor wie dat mag lezen). ``afspraken``: die van de
    overleggen, met de stand op ``op``.
    """
    beeld = evaluatiebeeld(verslag)
    bladen = [
        samenvatting(verslag, beeld),
        *jaarbladen.oordelen(verslag),
        *(onderdeelblad(verslag, hoofdstuk) for hoofdstuk in beeld.hoofdstukken),
        *per_gemeente(verslag),
        *jaarbladen.overleggen(verslag),
        *afspraakblad.afspraken(afspraken, op.date()),
        cijfers(verslag),
        *cijfers_in_beeld(verslag),
        jaarbladen.wijzigingen(verslag),
        *nagekomen(verslag),
        *besluiten(verslag),
        *lokale_acties(verslag, beeld.lokaal),
        *aanvaardingen(jaar_van(verslag), aanvaard),
    ]
    bladen = met_lange_teksten(bladen, eerste=1)
    titel = titel_van(verslag)
    return Boek(
        titel=f"{titel} – {verslag.programma.naam}",
        onderwerp=f"Stand op {datum_tekst(verslag.peildatum)}",
        maker=door or "Openbare versie",
        moment=op,
        voet_links=verslag.programma.naam + (" (demogegevens)" if verslag.programma.demo else ""),
        voet_midden=f"{titel}, peildatum {datum_tekst(verslag.peildatum)} ({fase_van(verslag).label.lower()})",
        bladen=(_omslag(verslag, bladen, door, op, sha256), *bladen),
    )


def _omslag(verslag: Verslag, bladen: list[Blad], door: str, op: datetime, sha256: str) -> Blad:
    programma = verslag.programma
    delen: list[Deel] = [
        Regel(titel_van(verslag), "titel"),
        Regel(programma.naam, "tussenkop"),
        Regel(programma.ondertitel or programma.regio, "ondertitel"),
        *(Regel(tekst, "nadruk") for tekst in waarschuwingen(verslag, op)),
        Regel(""),
        Tabel((), _kenmerken(verslag, door, op, sha256)),
        Regel("In dit bestand", "tussenkop"),
        Tabel((), tuple(_wegwijzers(bladen))),
        NieuwePagina(),
        *_leeswijzer(verslag),
    ]
    return Blad("Omslag", "", (70, 110), tuple(delen))


def _wegwijzers(bladen: list[Blad]) -> Iterator[Rij]:
    for plaats, blad in enumerate(bladen, 1):
        yield (Cel(blad.naam, "link", naar=plaats), Cel(blad.inhoud, "waarde"))


def _kenmerken(verslag: Verslag, door: str, op: datetime, sha256: str) -> tuple[Rij, ...]:
    vorige = verslag.vorige_peildatum
    kenmerken = [
        Cel(verslag.programma.naam, "waarde-vet"),
        Cel(verslag.programma.regio or "Niet ingevuld", "waarde"),
        Cel(jaar_van(verslag), "waarde-jaar"),
        Cel(verslag.peildatum, "waarde-datum"),
        Cel(vorige, "waarde-datum") if vorige else Cel("Geen: dit is het eerste jaar van het programma", "waarde"),
        Cel(stand_van(verslag), "waarde"),
        Cel(geteld(verslag), "waarde"),
        Cel(door or OPENBAAR, "waarde"),
        Cel(op, "waarde-moment"),
    ]
    namen = [
        "Programma", "Regio", "Jaar", "Peildatum", "Vergeleken met", "Stand van dit verslag", "Acties",
        f"{daad(sha256)} door", f"{daad(sha256)} op",
    ]  # fmt: skip
    if sha256:
        kenmerken.append(Cel(sha256, "waarde"))
        namen.append("Controlegetal (sha256)")
    return tuple((Cel(naam, "naam"), waarde) for naam, waarde in zip(namen, kenmerken, strict=True))


def _leeswijzer(verslag: Verslag) -> list[Deel]:
    delen: list[Deel] = [
        Regel("Leeswijzer", "tussenkop"),
        Regel("Kleuren staan nooit alleen: bij elke kleur staat een teken, een letter of een woord.", "ondertitel"),
        Regel(""),
        Regel("Status: hoe ver een actie is", "tussenkop"),
        Tabel((), tuple(
            (Cel(met_teken(regel), f"vak-{regel.code}"), Cel(UITLEG_STATUS[regel.code], "waarde-in"))
            for regel in verslag.statussen
        )),
        Regel("Koers: ligt de actie op schema?", "tussenkop"),
        Tabel((), tuple(
            (Cel(met_teken(regel), "waarde-in"), Cel(UITLEG_KOERS[regel.code], "waarde-in"))
            for regel in verslag.koersen
        )),
    ]  # fmt: skip
    if verslag.rollen:
        rollen = tuple((Cel(rol.letter, f"letter-{rol.kleur}"), Cel(rol.naam, "waarde-in")) for rol in verslag.rollen)
        delen += [Regel("Aanjagers: wie houdt de vaart erin?", "tussenkop"), Tabel((), rollen)]
    delen += [
        Regel("Volgorde en grijs", "tussenkop"),
        Regel("Acties staan op volgorde van planning: hoe eerder gepland, hoe hoger. Doorlopende acties komen daarna."),
        Regel("Een grijze rij is een afgeronde actie; de rand bij de aanjager houdt de kleur van zijn rol."),
        Regel("Wie zegt dat?", "tussenkop"),
        *(Regel(zin) for zin in uitleg_wie(verslag)),
    ]
    return delen
