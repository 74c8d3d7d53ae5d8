"""De bestanden van het beheer: een CSV of Excelbestand erin; Excel, ODS of CSV eruit. Tekst blijft altijd tekst."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from import_export.formats.base_formats import Format
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from acties.rekenblad.lezen.formule import met_wacht
from acties.rekenblad.lezen.lezen import lees_bestand
from acties.rekenblad.schrijven.excelstijl import celtekst
from acties.rekenblad.schrijven.tekst import begrensd, kent_excel, schoon

BREEDTES = (10, 60)


class Inlezen(Format):
    """Het ene formaat om in te lezen: de inhoud zegt zelf of het Excel of CSV is, en in welke codering."""

    def __init__(self, encoding=None):
        super().__init__()

    def get_title(self):
        return "Excel of CSV"

    def create_dataset(self, in_stream):
        return lees_bestand(in_stream)

    def can_import(self):
        return True


class Uitvoer(Format):
    titel = extensie = soort = ""

    def get_title(self):
        return self.titel

    def get_extension(self):
        return self.extensie

    def get_content_type(self):
        return self.soort

    def can_export(self):
        return True


class Xlsx(Uitvoer):
    titel, extensie = "Excel (.xlsx)", "xlsx"
    soort = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def export_data(self, dataset, **kwargs):
        boek = Workbook(write_only=True)
        blad = boek.create_sheet((dataset.title or "Gegevens")[:31])
        blad.freeze_panes = "A2"
        for plaats, breedte in enumerate(_breedtes(dataset), start=1):
            blad.column_dimensions[get_column_letter(plaats)].width = breedte
        blad.append([_excelcel(blad, kop, kop=True) for kop in dataset.headers])
        for rij in dataset:
            blad.append([_excelcel(blad, waarde) for waarde in rij])
        blad.auto_filter.ref = f"A1:{get_column_letter(len(dataset.headers))}{len(dataset) + 1}"
        stroom = io.BytesIO()
        boek.save(stroom)
        return stroom.getvalue()


def _excelcel(blad, waarde, *, kop=False):
    cel = WriteOnlyCell(blad)
    if isinstance(waarde, date) and not kent_excel(waarde):
        waarde = _zonder_zone(waarde).isoformat()
    if isinstance(waarde, str):
        cel.value = celtekst(waarde)
        cel.data_type = "s"  # ook “=1+1” is hier tekst
        cel.number_format = "@"
        cel.quotePrefix = True
        cel.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cel.value = _zonder_zone(waarde)
        if isinstance(waarde, date):
            cel.number_format = "dd-mm-yyyy hh:mm" if isinstance(waarde, datetime) else "dd-mm-yyyy"
    if kop:
        cel.font = Font(bold=True)
    return cel


def _breedtes(dataset):
    smalst, breedst = BREEDTES
    for plaats, kop in enumerate(dataset.headers):
        langst = max([len(kop), *(len(str(rij[plaats] or "")) for rij in dataset)])
        yield min(max(langst + 2, smalst), breedst)


def _zonder_zone(waarde):
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.make_naive(waarde)
    return waarde


class Ods(Uitvoer):
    titel, extensie = "OpenDocument (.ods)", "ods"
    soort = "application/vnd.oasis.opendocument.spreadsheet"

    def export_data(self, dataset, **kwargs):
        boek = OpenDocumentSpreadsheet()
        blad = table.Table(name=dataset.title or "Gegevens")
        boek.spreadsheet.addElement(blad)
        for rij in [dataset.headers, *dataset]:
            regel = table.TableRow()
            for waarde in rij:
                regel.addElement(_odscel(waarde))
            blad.addElement(regel)
        stroom = io.BytesIO()
        boek.save(stroom)
        return stroom.getvalue()


def _odscel(waarde):
    if isinstance(waarde, int | float | Decimal):
        cel = table.TableCell(valuetype="float", value=str(waarde))
    elif isinstance(waarde, date):
        precies = {"timespec": "seconds"} if isinstance(waarde, datetime) else {}
        cel = table.TableCell(valuetype="date", datevalue=_zonder_zone(waarde).isoformat(**precies))
    else:
        cel = table.TableCell(valuetype="string")
    for regel in begrensd(schoon(_tekst(waarde))).split("\n"):
        cel.addElement(text.P(text=regel))
    return cel


class Csv(Uitvoer):
    """Met puntkomma's en een BOM: zo opent een Nederlandse Excel het zonder vragen."""

    titel, extensie, soort = "CSV (.csv)", "csv", "text/csv; charset=utf-8"

    def export_data(self, dataset, **kwargs):
        stroom = io.StringIO(newline="")
        schrijver = csv.writer(stroom, delimiter=";", quoting=csv.QUOTE_MINIMAL)
        for rij in [dataset.headers, *dataset]:
            schrijver.writerow([met_wacht(waarde) if isinstance(waarde, str) else _tekst(waarde) for waarde in rij])
        return stroom.getvalue().encode("utf-8-sig")


def _tekst(waarde):
    if waarde is None:
        return ""
    if isinstance(waarde, datetime):
        return _zonder_zone(waarde).isoformat(sep=" ", timespec="minutes")
    if isinstance(waarde, float | Decimal):
        return f"{waarde:f}".replace(".", ",")
    return str(waarde)
