"""Wat er in een cel mag staan, per soort kolom. Elke fout is één Nederlandse zin; de kolom en de rij komen erbij."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import models
from import_export.widgets import ManyToManyWidget, Widget

from acties.rekenblad.lezen.naam import schone_naam

SCHEIDING = " | "
JA = {"ja", "j", "1", "waar", "true", "x"}
NEE = {"nee", "n", "0", "onwaar", "false", ""}


class Kolom(Widget):
    """Geeft bij het uitvoeren de waarde zelf; het bestand zegt hoe die eruitziet."""

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class Tekst(Kolom):
    def __init__(self, *, sleutel=False):
        super().__init__()
        self.sleutel = sleutel

    def clean(self, value, row=None, **kwargs):
        if value is None:
            return ""
        if isinstance(value, str):
            return value.replace("\r\n", "\n")
        if self.sleutel or not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"“{value}” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw.")
        return str(value)


class Getal(Kolom):
    """Een heel getal."""

    def clean(self, value, row=None, **kwargs):
        if value is None or str(value).strip() == "":
            return None
        getal = als_decimaal(value)
        if getal is None or getal != getal.to_integral_value() or abs(getal) > 10**12:
            raise ValueError(f"“{str(value)[:40]}” is geen heel getal.")
        return int(getal)


class Decimaal(Kolom):
    """Een getal met een komma (of een punt) erin."""

    def clean(self, value, row=None, **kwargs):
        if value is None or str(value).strip() == "":
            return None
        getal = als_decimaal(value)
        if getal is None:
            raise ValueError(f"“{str(value)[:40]}” is geen getal.")
        return getal


def als_decimaal(waarde):
    """Het getal in een cel, of ``None``. Een punt is geen scheiding van duizendtallen."""
    if isinstance(waarde, bool) or len(str(waarde)) > 40:
        return None
    try:
        getal = Decimal(str(waarde).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None


class JaNee(Kolom):
    def clean(self, value, row=None, **kwargs):
        woord = "" if value is None else str(value).strip().lower()
        if woord not in JA | NEE:
            raise ValueError(f"“{str(value)[:40]}” is geen ja of nee.")
        return None if woord == "" else woord in JA

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "ja" if value else "nee"


class Datum(Kolom):
    def clean(self, value, row=None, **kwargs):
        if value is None or str(value).strip() == "":
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        for vorm in ("%Y-%m-%d", "%d-%m-%Y"):
            try:
                return datetime.strptime(str(value).strip(), vorm).date()  # noqa: DTZ007 - een dag heeft geen tijdzone
            except ValueError:
                continue
        raise ValueError(f"“{str(value)[:40]}” is geen datum. Schrijf de datum als 31-12-2021.")


class Keuze(Kolom):
    """De code of het woord van een keuze."""

    def __init__(self, keuzes, *, leeg=False):
        super().__init__()
        self.codes = {str(tekst).lower(): code for code, label in keuzes if code for tekst in (code, label)}
        self.leeg = leeg

    def clean(self, value, row=None, **kwargs):
        woord = "" if value is None else str(value).strip().lower()
        if not woord and self.leeg:
            return ""
        if woord not in self.codes:
            mogelijk = ", ".join(dict.fromkeys(self.codes.values()))
            raise ValueError(f"“{str(value or '')[:40]}” kan hier niet. Kies uit: {mogelijk}.")
        return self.codes[woord]


class Verwijzing(Kolom):
    """Een rij uit een andere tabel, bij zijn naam of code. ``programma``: het pad naar de slug, als die erbij hoort."""

    def __init__(self, model, veld, *, programma=""):
        super().__init__()
        self.model, self.veld, self.programma = model, veld, programma

    def clean(self, value, row=None, **kwargs):
        naam = schone_naam(value) if isinstance(value, str) else value
        return zoek(self.model, {self.veld: naam}, self.programma, row) if naam not in (None, "") else None

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else getattr(value, self.veld)


class Verwijzingen(ManyToManyWidget):
    """Nul of meer rijen uit een andere tabel, gescheiden door een rechte streep."""

    def __init__(self, model, veld, *, programma="", verplicht=False):
        super().__init__(model, field=veld, separator=SCHEIDING.strip())
        self.programma, self.verplicht = programma, verplicht

    def clean(self, value, row=None, **kwargs):
        namen = [naam for deel in str(value or "").split(self.separator) if (naam := schone_naam(deel))]
        if self.verplicht and not namen:
            raise ValueError("Vul hier ten minste één naam in.")
        gevonden = [zoek(self.model, self.sleutel(naam), self.programma, row) for naam in namen]
        return list(dict.fromkeys(gevonden))

    def sleutel(self, naam):
        return {self.field: naam}

    def naam(self, obj):
        return str(getattr(obj, self.field))

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else SCHEIDING.join(sorted(self.naam(ander) for ander in value.all()))


def zoek(model, sleutel, programma, row):
    """De ene rij met deze sleutel; een fout die de waarde noemt als zij niet bestaat."""
    filters = dict(sleutel)
    if programma:
        filters[programma] = schone_naam(str(row.get("programma") or ""))
    try:
        return model.objects.get(**filters)
    except (model.DoesNotExist, ValueError, TypeError):
        naam = model._meta.verbose_name.capitalize()
        gezocht = " ".join(str(waarde)[:60] for waarde in sleutel.values())
        binnen = f" in programma “{row.get('programma')}”" if programma else ""
        raise ValueError(f"{naam} “{gezocht}” bestaat niet{binnen}.") from None


def kolom_voor(veld, *, sleutel):
    """De kolom die bij een modelveld past."""
    if veld.choices:
        return Keuze(veld.choices, leeg=veld.blank)
    if isinstance(veld, models.BooleanField):
        return JaNee()
    if isinstance(veld, models.DecimalField):
        return Decimaal()
    if isinstance(veld, models.IntegerField):
        return Getal()
    if isinstance(veld, models.DateField):
        return Datum()
    return Tekst(sleutel=sleutel)
