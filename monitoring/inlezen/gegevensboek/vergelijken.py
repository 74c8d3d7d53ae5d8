"""Een ``Boek`` naast de database leggen: wat is nieuw, wat is anders, wat klopt er niet. Er verandert nog niets.

Het aantal queries hangt af van het aantal tabellen, niet van het aantal rijen. Rijen die gelijk zijn, kosten alleen een
vergelijking; alleen wat nieuw of anders is, wordt getoetst zoals een formulier dat doet.
"""

from collections import Counter
from itertools import count
from typing import Any

from acties.rekenblad.lezen.lezen import Tabelblad
from acties.voorstel.opslaan import Voortgang
from acties.voorstel.voorstel import Blad, Rij, Voorstel
from monitoring.inlezen.gegevensboek.gegevens import Gegevens, Inhoud
from monitoring.inlezen.gegevensboek.keuren import Mag, toets_dubbel, toets_rechten, toets_rijen
from monitoring.inlezen.gegevensboek.lezen import Boek
from monitoring.inlezen.gegevensboek.rijlezer import Rijlezer
from monitoring.inlezen.gegevensboek.tabel import Sleutel, Tabel
from monitoring.inlezen.gegevensboek.tabellen import TABELLEN
from monitoring.inlezen.gegevensboek.verwijzen import maak_objecten, verbind


def mag_alles(_recht: str) -> bool:
    """Wie ``manage.py`` kan draaien, kan alles al."""
    return True


def vergelijk(
    boek: Boek, *, mag: Mag = mag_alles, opdracht: bool = False, programma: str = "", meld: Voortgang = lambda _: None
) -> Voorstel:
    """Leg het boek naast de database.

    ``mag(recht)`` zegt of deze gebruiker een recht heeft; ``opdracht``: alles mag, ook wat de site zelf bijhoudt. ``programma``
    is het adres dat geldt waar een cel in de kolom programma leeg is of die kolom ontbreekt.
    """
    bladen = [Blad(tabel=tabel) for tabel in TABELLEN if tabel.blad in boek.bladen]
    uitkomst = Voorstel(naam=boek.naam, bladen=bladen, opmerkingen=boek.opmerkingen)
    for blad in bladen:
        _toets_koppen(blad, boek.bladen[blad.tabel.blad].koppen, programma)
    if uitkomst.fouten:
        return uitkomst
    gegevens, nummers = Gegevens(), count(-1, -1)
    for blad in bladen:
        meld(blad.tabel.blad)
        _leg_naast(blad, boek.bladen[blad.tabel.blad], gegevens, programma)
    # Eerst alle objecten en dan pas waar zij naar verwijzen: een rij mag naar een nieuwe rij op een later blad wijzen.
    for blad in bladen:
        maak_objecten(blad, gegevens, nummers)
    for blad in bladen:
        meld(blad.tabel.blad)
        if not opdracht:
            toets_rechten(blad, mag)
        verbonden = [rij for rij in blad.rijen if verbind(blad, rij, gegevens)]
        toets_rijen(blad, verbonden, opdracht=opdracht)
        if verbonden:
            toets_dubbel(blad, gegevens)
        _laat_vallen(blad, verbonden, gegevens)
    return uitkomst


def _laat_vallen(blad: Blad, verbonden: list[Rij], gegevens: Gegevens) -> None:
    """Een rij met een fout gebruikt geen volgend blad; ook niet een rij die zelf naar zo’n rij verwijst."""
    fout = {fout.rij for fout in blad.fouten}
    goed = {rij.nummer for rij in verbonden} - fout
    for rij in blad.rijen:
        if rij.nummer not in goed:
            gegevens.laat_vallen(blad.tabel, rij.sleutel)


def _toets_koppen(blad: Blad, koppen: tuple[str, ...], programma: str) -> None:
    tabel = blad.tabel
    for kop in koppen:
        if kop not in tabel.plaats:
            bekend = ", ".join(tabel.plaats)
            blad.noem_fout(1, kop or "(leeg)", kop, f"Deze kolom is onbekend. De kolommen zijn: {bekend}.")
    for naam in tabel.sleutel:
        if naam not in koppen and not (naam == "programma" and programma):
            zin = "Deze kolom ontbreekt. Zonder haar is niet te zien over welke rij het gaat."
            blad.noem_fout(1, naam, None, zin)
    blad.niet_geraakt = tuple(kolom.naam for kolom in tabel.kolommen if kolom.naam not in koppen)


def _leg_naast(blad: Blad, bron: Tabelblad, gegevens: Gegevens, programma: str) -> None:
    tabel = blad.tabel
    inhoud = gegevens.lees(tabel)
    lezer = Rijlezer(tabel, bron, programma)
    gezien: dict[Sleutel, int] = {}
    keer: Counter[tuple[Any, ...]] = Counter()
    for nummer, cellen in bron.rijen:
        waarden, fouten = lezer.lees(cellen)
        if fouten:
            for kolom, waarde, melding in fouten:
                blad.noem_fout(nummer, kolom, waarde, melding)
            gegevens.laat_vallen(tabel, tuple([waarden[plaats] for plaats in tabel.sleutelplaatsen]))
            continue
        sleutel = _sleutel(tabel, waarden, inhoud, keer)
        if sleutel in gezien:
            kolommen = " en ".join(tabel.sleutel)
            toon = ", ".join(str(waarden[plaats]) for plaats in tabel.sleutelplaatsen)
            zin = f"Rij {gezien[sleutel]} heeft dezelfde {kolommen}. Laat één van beide staan."
            blad.noem_fout(nummer, tabel.sleutel[-1], toon, zin)
            continue
        gezien[sleutel] = nummer
        _deel_in(blad, inhoud, Rij(nummer=nummer, sleutel=sleutel, nieuw=tuple(waarden)), lezer)


def _sleutel(tabel: Tabel, waarden: list[Any], inhoud: Inhoud, keer: Counter[tuple[Any, ...]]) -> Sleutel:
    """De sleutel van een rij, zonder spaties eromheen als zij zo niet bestaat; die verdwijnen dan ook uit ``waarden``."""
    if not tabel.sleutel:
        rij = tuple(waarden)
        keer[rij] += 1
        return (*rij, keer[rij])
    sleutel = tabel.vouw(tuple([waarden[plaats] for plaats in tabel.sleutelplaatsen]))
    if sleutel in inhoud.pks:
        return sleutel
    for plaats in tabel.sleutelplaatsen:
        if isinstance(waarden[plaats], str):
            waarden[plaats] = waarden[plaats].strip()
    return tabel.vouw(tuple([waarden[plaats] for plaats in tabel.sleutelplaatsen]))


def _deel_in(blad: Blad, inhoud: Inhoud, rij: Rij, lezer: Rijlezer) -> None:
    """Bij nieuw, anders of gelijk."""
    oud = inhoud.rijen.get(rij.sleutel)
    if oud is None:
        rij.nieuw = lezer.met_standaard(rij.nieuw)
        blad.nieuw.append(rij)
        return
    if rij.nieuw != oud:
        rij.nieuw = lezer.met_oude(rij.nieuw, oud)
    if rij.nieuw == oud:
        blad.gelijk += 1
        return
    rij.oud, rij.pk = oud, inhoud.pks[rij.sleutel]
    blad.anders.append(rij)
