"""Excelbestanden in de vormen waarin andere programma's ze bewaren: de XML van een cel of onderdeel is zelf te kiezen."""

import io
import re
import zipfile

from openpyxl import Workbook

BLAD = "xl/worksheets/sheet1.xml"


def bewaard(boek):
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue()


def werkmap(**bladen):
    """``werkmap(Partijen=[["programma", "naam"], ["proef", "Politie"]])``; an underscore in a name is a space."""
    boek = Workbook()
    boek.remove(boek.active)
    for naam, rijen in bladen.items():
        blad = boek.create_sheet(naam.replace("_", " "))
        for rij in rijen:
            blad.append(rij)
    return bewaard(boek)


def delen(inhoud):
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def ingepakt(onderdelen):
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in onderdelen.items():
            archief.writestr(naam, inhoud)
    return stroom.getvalue()


def met_deel(inhoud, naam, maak):
    """The workbook with one part made new from the old; ``maak`` is a function of bytes, or the bytes."""
    oud = delen(inhoud)
    return ingepakt(oud | {naam: maak(oud[naam]) if callable(maak) else maak})


def met_cel(inhoud, plek, xml, blad=BLAD):
    """The workbook with the raw XML of one cell: ``met_cel(inhoud, "C2", '<v>2022.0</v>')`` or ``'t="e"><v>#N/A</v>'``."""
    kenmerken, los, inwendig = xml.rpartition('">') if xml.startswith(('t="', 's="')) else ("", "", xml)
    nieuw = f'<c r="{plek}" {kenmerken}{los[:1]}>{inwendig}</c>'.encode()
    cel = re.compile(rb'<c r="%s"(?: [^>]*)?(?:/>|>.*?</c>)' % plek.encode(), re.DOTALL)

    def vervang(oud):
        vervangen, keer = cel.subn(lambda _: nieuw, oud)
        assert keer == 1
        return vervangen

    return met_deel(inhoud, blad, vervang)


def met_gedeelde_teksten(inhoud, *teksten):
    """The workbook with a table of shared strings, as Excel itself writes: ``teksten`` are the raw XML within ``<si>``."""
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    tabel = f'<sst xmlns="{ns}">{"".join(f"<si>{tekst}</si>" for tekst in teksten)}</sst>'.encode()
    soort = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + soort + b'"/></Types>'
    oud = delen(inhoud)
    return ingepakt(
        oud
        | {
            "xl/sharedStrings.xml": tabel,
            "[Content_Types].xml": oud["[Content_Types].xml"].replace(b"</Types>", override),
        }
    )
