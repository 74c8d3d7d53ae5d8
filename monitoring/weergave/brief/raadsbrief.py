"""De raadsinformatiebrief van één gemeente als ``Document``, op hooguit twee bladzijden: eerst het antwoord, dan de rest.

De brief is openbaar: er staan geen namen van melders in, en van een melding die niet openbaar is geen tekst. Wat het programma
niet weet, staat als ``invulplek`` klaar voor de gemeente. Wie de vorm verandert, hoogt ``BRIEFVORM`` op en laat de oude staan.
"""

from collections.abc import Iterator
from datetime import datetime

from monitoring.constanten import Fase
from monitoring.datum import datum_tekst
from monitoring.lezen.raadsbrief import Raadsbrief
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.brief import zinnen
from monitoring.weergave.brief.document import Alinea, Deel, Document, Kop, Tabel
from monitoring.weergave.brief.eigen import eigen_acties, lokale_acties, wat_anders_gaat
from monitoring.weergave.brief.regio import naast_elkaar, regio, wat_er_gebeurt
from monitoring.weergave.jaarverslag.leeswijzer import DEMO, fase_van, jaar_van, voorlopigzin

DATUM, ZAAKNUMMER, PORTEFEUILLEHOUDER = "[datum van verzending]", "[zaaknummer]", "[naam van de wethouder]"
CONTACT, COLLEGEBESLUIT = "[naam, telefoonnummer en e-mailadres]", "[datum van het collegebesluit]"
ONDERTEKENING = "[naam en functie]"
INVULPLEKKEN = (DATUM, ZAAKNUMMER, PORTEFEUILLEHOUDER, CONTACT, COLLEGEBESLUIT, ONDERTEKENING)


def raadsbriefdocument(brief: Raadsbrief, *, op: datetime, sha256: str = "") -> Document:
    """``op`` en ``sha256``: zie ``weergave.jaarverslag.jaarverslag``."""
    verslag = brief.verslag
    onderwerp = f"Voortgang {verslag.programma.naam} in {jaar_van(verslag)}"
    return Document(
        titel=f"Raadsinformatiebrief{voorlopig_in_titel(verslag.voorlopig)}",
        onderwerp=f"{onderwerp}, gemeente {brief.gemeente}",
        maker=f"Gemeente {brief.gemeente}",
        moment=op,
        kopregel=f"Raadsinformatiebrief gemeente {brief.gemeente} · {onderwerp}",
        waarschuwingen=tuple(filter(None, [voorlopigzin(verslag), DEMO if verslag.programma.demo else ""])),
        voetregel=_voetregel(verslag, sha256),
        invulplekken=INVULPLEKKEN,
        dicht=True,
        delen=(
            _briefhoofd(brief, onderwerp, op, sha256),
            *_antwoord(brief, op),
            *eigen_acties(brief),
            *wat_anders_gaat(brief),
            *lokale_acties(brief),
            *regio(brief),
            *naast_elkaar(brief),
            *wat_er_gebeurt(brief),
            *_slot(brief),
        ),
    )


def _voetregel(verslag: Verslag, sha256: str) -> str:
    delen = [f"Peildatum {datum_tekst(verslag.peildatum)}", f"versie {verslag.versie or 1}"]
    delen.append(f"sha256 {sha256}" if sha256 else f"{fase_van(verslag).label.lower()}, zonder controlegetal")
    return " · ".join(delen)


def _briefhoofd(brief: Raadsbrief, onderwerp: str, op: datetime, sha256: str) -> Tabel:
    verslag = brief.verslag
    daad = f"vastgesteld op {datum_tekst(op.date())}" if sha256 else f"opgemaakt op {datum_tekst(op.date())}"
    rijen = (
        ("Aan", f"De raad van de gemeente {brief.gemeente}"),
        ("Van", f"Het college van burgemeester en wethouders van {brief.gemeente}"),
        ("Onderwerp", onderwerp),
        ("Datum", DATUM),
        ("Zaaknummer", ZAAKNUMMER),
        ("Portefeuillehouder", PORTEFEUILLEHOUDER),
        ("Contact", CONTACT),
        ("Verslag", f"Evaluatie {jaar_van(verslag)}, versie {verslag.versie or 1}, {daad}"),
    )
    return Tabel(omschrijving="Gegevens van deze brief", breedtes=(4, 13), rijen=rijen)


def _antwoord(brief: Raadsbrief, op: datetime) -> Iterator[Deel]:
    """Waar het op neerkomt, en waar het over gaat."""
    verslag, programma, college = brief.verslag, brief.verslag.programma, brief.college
    antwoord = zinnen.antwoord(brief)
    yield Alinea("Geachte leden van de raad,")
    yield Alinea(antwoord, vet=len(antwoord))
    regio = f" in {programma.regio}" if programma.regio else ""
    tekst = (
        f"In {programma.naam} ({programma.startjaar} tot en met {programma.eindjaar}) werken gemeenten en partners{regio} samen. "
        f"Ons college stelde het programma vast op "
        f"{datum_tekst(college.college_op) if college and college.college_op else COLLEGEBESLUIT}."
    )
    if college and college.raad_op:
        tekst += f" Wij informeerden u daarover op {datum_tekst(college.raad_op)}."
    if fase_van(verslag) == Fase.VASTGESTELD:
        tekst += f" De projectleider stelde de evaluatie over {jaar_van(verslag)} vast op {datum_tekst(op.date())}."
    yield Alinea(f"{tekst} Deze brief laat de stand zien op {datum_tekst(verslag.peildatum)}.")


def _slot(brief: Raadsbrief) -> Iterator[Deel]:
    yield Kop("Wat vragen wij van u?")
    yield Alinea(
        "Wij vragen u kennis te nemen van deze brief. Alle acties, met wie ze uitvoert en wat erover is gemeld, staan in de "
        f"evaluatie over {jaar_van(brief.verslag)}. Vragen stelt u aan {CONTACT}."
    )
    yield Alinea(f"Namens het college van burgemeester en wethouders van {brief.gemeente},\n{ONDERTEKENING}")
