"""De bestanden van het beheer: een CSV of Excelbestand erin; Excel, ODS of CSV eruit. Tekst blijft altijd tekst."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from import_export.formats.base_formats import Format

from acties.rekenblad.lezen.lezen import lees_bestand
from acties.rekenblad.schrijven import csv, excel, ods
from acties.rekenblad.schrijven.boek import Lijst, Veld

SMALST, BREEDST = 10, 60


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
    titel = extensie = ""
    schrijver: Any = None

    def get_title(self):
        return self.titel

    def get_extension(self):
        return self.extensie

    def get_content_type(self):
        return self.schrijver.CONTENT_TYPE

    def can_export(self):
        return True

    def export_data(self, dataset, *, op, door="", **kwargs):
        """``op`` is plaatselijke tijd zonder tijdzone."""
        naam = dataset.title or "Gegevens"
        velden = tuple(Veld(kop, _breedte(plaats, dataset), "gegeven") for plaats, kop in enumerate(dataset.headers))
        rijen = ([_zonder_zone(waarde) for waarde in rij] for rij in dataset)
        return self.schrijver.schrijf_lijst(
            Lijst(naam=naam, titel=naam, maker=door, moment=op, velden=velden, rijen=rijen)
        )


class Xlsx(Uitvoer):
    titel, extensie, schrijver = "Excel (.xlsx)", "xlsx", excel


class Ods(Uitvoer):
    titel, extensie, schrijver = "OpenDocument (.ods)", "ods", ods


class Csv(Uitvoer):
    titel, extensie, schrijver = "CSV (.csv)", "csv", csv


def _breedte(plaats, dataset):
    langst = max([len(dataset.headers[plaats]), *(len(str(rij[plaats] or "")) for rij in dataset)])
    return min(max(langst + 2, SMALST), BREEDST)


def _zonder_zone(waarde):
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.make_naive(waarde)
    return waarde
