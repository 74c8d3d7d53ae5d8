"""Een aangeleverd bestand lezen: op inhoud en niet op naam, binnen vaste grenzen, en nooit half."""

import csv
import io
import zipfile
import zlib
from dataclasses import dataclass

import openpyxl
import tablib

from acties.rekenblad.lezen.formule import zonder_wacht
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE

MAX_UITGEPAKT = 40 * MEGABYTE
MAX_ONDERDELEN = 300
MAX_RIJEN = 12_000
MAX_KOLOMMEN = 60
MAX_CELTEKST = 32_767  # meer past er in Excel niet in een cel; zo'n cel is bij het bewaren afgekapt

SPREADSHEET = b"spreadsheetml.sheet.main+xml"
OUD_OF_VERSLEUTELD = b"\xd0\xcf\x11\xe0"
FOUTWAARDEN = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
BEWAAR_ALS = "Kies Opslaan als, en dan Excel (.xlsx)."
GEEN_WERKMAP = f"Dit is geen Excelbestand dat hier te lezen is. {BEWAAR_ALS}"
ANDERE_SOORTEN = {
    b"macroEnabled": "een Excelbestand met macro’s",
    b"sheet.binary": "een binair Excelbestand (.xlsb)",
    b"wordprocessingml": "een Word-bestand",
    b"presentationml": "een PowerPoint-bestand",
}


def lees_bestand(inhoud: bytes | None) -> tablib.Dataset:
    """De rijen van het eerste zichtbare blad, met ``regelnummers`` zoals Excel ze telt. Lege rijen vallen weg."""
    if inhoud is None:
        raise Bestandsfout("Het bestand is niet meer beschikbaar. Kies het opnieuw.")
    if len(inhoud) > MAX_BESTAND:
        raise Bestandsfout(f"Het bestand is groter dan {MAX_BESTAND // MEGABYTE} MB. Splits het in delen.")
    if inhoud.startswith(OUD_OF_VERSLEUTELD):
        raise oud_of_versleuteld(inhoud)
    rijen = _rijen_xlsx(inhoud) if inhoud.startswith(b"PK") else _rijen_csv(inhoud)
    return _dataset(rijen)


def oud_of_versleuteld(inhoud: bytes) -> Bestandsfout:
    """De fout bij een bestand in de oude verpakking van Office: daarin zit ook elk .xlsx met een wachtwoord."""
    if "EncryptedPackage".encode("utf-16-le") in inhoud:
        return Bestandsfout(f"Dit Excelbestand heeft een wachtwoord. Haal het wachtwoord eraf. {BEWAAR_ALS}")
    return Bestandsfout(f"Dit is een oud of versleuteld Excelbestand. {BEWAAR_ALS}")


def _dataset(rijen):
    try:
        koppen = _koppen(next(rijen))
    except StopIteration:
        raise Bestandsfout("Het bestand is leeg.") from None
    dataset, nummers = tablib.Dataset(headers=koppen), []
    for nummer, rij in enumerate(rijen, start=2):
        if nummer > MAX_RIJEN + 1:
            raise Bestandsfout(f"Het bestand heeft meer dan {MAX_RIJEN} rijen. Splits het in delen.")
        if all(cel in (None, "") for cel in rij):
            continue
        _controleer_rij(rij, nummer, len(koppen))
        dataset.append([*rij[: len(koppen)], *[None] * (len(koppen) - len(rij))])
        nummers.append(nummer)
    dataset.regelnummers = nummers
    return dataset


def _koppen(rij):
    koppen = ["" if cel is None else str(cel).strip() for cel in rij]
    while koppen and not koppen[-1]:
        koppen.pop()
    if not koppen:
        raise Bestandsfout("De eerste rij is leeg. Zet daar de namen van de kolommen.")
    if len(koppen) > MAX_KOLOMMEN:
        raise Bestandsfout(f"Het bestand heeft meer dan {MAX_KOLOMMEN} kolommen.")
    return koppen


def _controleer_rij(rij, nummer, breedte):
    for plaats, cel in enumerate(rij):
        if plaats >= breedte and cel not in (None, ""):
            raise Bestandsfout(f"In rij {nummer} staat “{str(cel)[:40]}” in een kolom zonder naam.")
        if isinstance(cel, str) and cel in FOUTWAARDEN:
            raise Bestandsfout(f"In rij {nummer}, kolom {plaats + 1} staat de foutwaarde {cel}. Herstel de formule.")
        if isinstance(cel, str) and len(cel) >= MAX_CELTEKST:
            raise Bestandsfout(f"De tekst in rij {nummer}, kolom {plaats + 1} is te lang voor een cel en is afgekapt.")


def _rijen_csv(inhoud):
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Bestandsfout(
            "Dit bestand is niet te lezen. Bewaar het als Excelbestand (.xlsx) of als CSV UTF-8."
        ) from None
    if "\0" in tekst:
        raise Bestandsfout("Dit bestand is niet te lezen. Bewaar het als Excelbestand (.xlsx) of als CSV UTF-8.")
    eerste = tekst.split("\n", 1)[0]
    teken = max(";,\t", key=eerste.count)
    try:
        for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, strict=True):
            yield [zonder_wacht(cel) for cel in rij]
    except csv.Error:
        raise Bestandsfout("Dit CSV-bestand is beschadigd: er staat ergens een los aanhalingsteken.") from None


def _rijen_xlsx(inhoud):
    controleer_werkmap(inhoud, Ruimte())
    try:
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
        blad = next(blad for blad in boek.worksheets if blad.sheet_state == "visible")
        blad.reset_dimensions()
        rijen = blad.iter_rows(values_only=True)
        yield from rijen
    except Bestandsfout:
        raise
    except Exception as fout:  # openpyxl geeft bij een kapot bestand elke denkbare fout
        raise Bestandsfout(f"Dit Excelbestand is beschadigd. Open het en bewaar het opnieuw. {BEWAAR_ALS}") from fout


@dataclass
class Ruimte:
    """Wat er nog uitgepakt mag worden. Wat eraf is, blijft eraf: bestanden die een ruimte delen, zijn samen begrensd.

    ``omvang``: bytes.
    ``tekens``: hoeveel keer ``<`` er nog in mag staan, want veel kleine stukjes kosten meer dan een grote tekst.
    """

    omvang: int = MAX_UITGEPAKT
    tekens: int | None = None
    vol: str = "Dit Excelbestand is uitgepakt te groot om te lezen. Splits het in delen."

    @property
    def op(self) -> bool:
        return self.omvang < 0 or (self.tekens is not None and self.tekens < 0)

    def neem(self, stuk: bytes) -> None:
        self.omvang -= len(stuk)
        if self.tekens is not None:
            self.tekens -= stuk.count(b"<")
        if self.op:
            raise Bestandsfout(self.vol)


def controleer_werkmap(inhoud: bytes, *ruimtes: Ruimte) -> None:
    """Telt wat er werkelijk uit komt (niet wat het bestand beweert) en weigert alles wat geen gewone werkmap is."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            if len(archief.infolist()) > MAX_ONDERDELEN:
                raise Bestandsfout(GEEN_WERKMAP)
            _controleer_soort(archief)
            for onderdeel in archief.infolist():
                _tel_onderdeel(archief, onderdeel, ruimtes)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as fout:
        raise (fout if isinstance(fout, Bestandsfout) else Bestandsfout(GEEN_WERKMAP)) from None


def _controleer_soort(archief):
    """Een .xlsx, gezien aan de inhoud; wat er op lijkt krijgt een zin die zegt wat het dan wel is."""
    namen = set(archief.namelist())
    if "mimetype" in namen and "[Content_Types].xml" not in namen:
        raise Bestandsfout(f"Dit is een OpenDocument-bestand. {BEWAAR_ALS}")
    with archief.open("[Content_Types].xml") as stroom:
        soorten = stroom.read(MEGABYTE)
    if SPREADSHEET in soorten:
        return
    for kenmerk, wat in ANDERE_SOORTEN.items():
        if kenmerk in soorten:
            raise Bestandsfout(f"Dit is {wat}. {BEWAAR_ALS}")
    raise Bestandsfout(GEEN_WERKMAP)


def _tel_onderdeel(archief, onderdeel, ruimtes):
    staart = b""
    with archief.open(onderdeel) as stroom:
        while stuk := stroom.read(MEGABYTE):
            for ruimte in ruimtes:
                ruimte.neem(stuk)
            # Ook op de grens van twee stukken, en ook als de XML twee bytes per teken heeft.
            plat = (staart + stuk).replace(b"\0", b"")
            if b"<!DOCTYPE" in plat or b"<!ENTITY" in plat:
                raise Bestandsfout(f"Dit Excelbestand bevat onderdelen die hier niet mogen. {BEWAAR_ALS}")
            staart = stuk[-20:]
