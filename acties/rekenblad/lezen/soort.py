"""Wat voor bestand het is, gezien aan de inhoud en niet aan de naam. Alleen een gewone werkmap (.xlsx) gaat door."""

import io
import re
import zipfile
import zlib

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.grenzen import MAX_ONDERDELEN, MEGABYTE, Ruimte

SOORTEN = "[Content_Types].xml"
BEWAAR_ALS = "Kies Opslaan als, en dan Excel (.xlsx)."
GEEN_WERKMAP = f"Dit is geen Excelbestand dat hier te lezen is. {BEWAAR_ALS}"
WACHTWOORD = f"Dit Excelbestand heeft een wachtwoord. Haal het wachtwoord eraf. {BEWAAR_ALS}"
MACROS = f"Dit is een Excelbestand met macro’s. {BEWAAR_ALS} Dan blijven de macro’s achter."
STRICT = (
    "Dit bestand is bewaard als Strict Open XML. Kies in Excel Opslaan als, en dan Excel-werkmap (.xlsx), niet "
    "Strict Open XML-werkblad."
)
ANDERE_SOORTEN = {
    b"sheet.binary": f"Dit is een binair Excelbestand (.xlsb). {BEWAAR_ALS}",
    b"wordprocessingml": f"Dit is een Wordbestand. {BEWAAR_ALS}",
    b"presentationml": f"Dit is een PowerPointbestand. {BEWAAR_ALS}",
}
# XML in een andere codering kan verbergen wat hieronder wordt gezocht; geen rekenprogramma schrijft die.
_CODERING = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["'](?!utf-?8|utf-?16|us-ascii|iso-8859-1|windows-1252)""", re.IGNORECASE
)
_OUD = b"\xd0\xcf\x11\xe0"
_MACRO_IN_SOORTEN = (b"macroEnabled", b"vbaProject", b"macrosheet")
_MACRO_IN_DEEL = "_VBA_PROJECT".encode("utf-16-le")
_STRICT = b"purl.oclc.org/ooxml"


def is_werkmap(inhoud: bytes) -> bool:
    """Of dit een ingepakt bestand is, zoals elke .xlsx. ``Bestandsfout`` bij wat Office anders inpakt."""
    if not inhoud.startswith(_OUD):
        return inhoud.startswith(b"PK")
    if "EncryptedPackage".encode("utf-16-le") in inhoud:
        raise Bestandsfout(WACHTWOORD)
    oud = "oud" if "Workbook".encode("utf-16-le") in inhoud else "oud of versleuteld"
    raise Bestandsfout(f"Dit is een {oud} Excelbestand. {BEWAAR_ALS}")


def controleer_werkmap(inhoud: bytes, *ruimtes: Ruimte) -> None:
    """Telt wat er werkelijk uit komt (niet wat het bestand beweert) en weigert alles wat geen gewone werkmap is."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            if len(archief.infolist()) > MAX_ONDERDELEN:
                raise Bestandsfout(GEEN_WERKMAP)
            _controleer_soort(archief)
            for onderdeel in archief.infolist():
                _controleer_onderdeel(archief, onderdeel, ruimtes)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError, OSError) as fout:
        raise Bestandsfout(GEEN_WERKMAP) from fout
    except ValueError as fout:
        raise (fout if isinstance(fout, Bestandsfout) else Bestandsfout(GEEN_WERKMAP)) from None


def _controleer_soort(archief: zipfile.ZipFile) -> None:
    """Een .xlsx, gezien aan de inhoud; wat er op lijkt krijgt een zin die zegt wat het dan wel is."""
    namen = set(archief.namelist())
    if any(onderdeel.flag_bits & 1 for onderdeel in archief.infolist()):
        raise Bestandsfout(WACHTWOORD)
    if "mimetype" in namen and SOORTEN not in namen:
        raise Bestandsfout(f"Dit is een OpenDocumentbestand. {BEWAAR_ALS}")
    soorten = _begin(archief, SOORTEN)
    for kenmerk in _MACRO_IN_SOORTEN:
        if kenmerk in soorten or any(kenmerk.decode().lower() in naam.lower() for naam in namen):
            raise Bestandsfout(MACROS)
    if b"spreadsheetml.sheet.main+xml" not in soorten:
        raise Bestandsfout(
            next((uitleg for kenmerk, uitleg in ANDERE_SOORTEN.items() if kenmerk in soorten), GEEN_WERKMAP)
        )
    if _STRICT in _begin(archief, "_rels/.rels"):
        raise Bestandsfout(STRICT)


def _begin(archief: zipfile.ZipFile, naam: str) -> bytes:
    """Het begin van een onderdeel dat er altijd hoort te zijn."""
    if naam not in archief.namelist():
        return b""
    with archief.open(naam) as stroom:
        return stroom.read(MEGABYTE)


def _controleer_onderdeel(archief: zipfile.ZipFile, onderdeel: zipfile.ZipInfo, ruimtes: tuple[Ruimte, ...]) -> None:
    staart = b""
    with archief.open(onderdeel) as stroom:
        while stuk := stroom.read(MEGABYTE):
            for ruimte in ruimtes:
                ruimte.neem(stuk)
            geheel = staart + stuk  # ook op de grens van twee stukken
            if _MACRO_IN_DEEL in geheel:
                raise Bestandsfout(MACROS)
            plat = geheel.replace(b"\0", b"")  # ook als de XML twee bytes per teken heeft
            if b"<!DOCTYPE" in plat or b"<!ENTITY" in plat or _CODERING.match(plat.lstrip(b"\xef\xbb\xbf\xff\xfe")):
                raise Bestandsfout(f"Dit Excelbestand bevat onderdelen die hier niet mogen. {BEWAAR_ALS}")
            staart = stuk[-40:]
