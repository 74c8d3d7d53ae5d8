"""De kolommen van django-import-export: elk leest met ``waarde``, zoals elke deur. De kolom en de rij komen bij de fout."""

from django.db import models
from import_export.widgets import ManyToManyWidget, Widget

from acties.rekenblad.lezen.waarde import (
    SCHEIDING,
    Keuzelijst,
    lees_datum,
    lees_decimaal,
    lees_geheel,
    lees_ja_nee,
    lees_moment,
    lees_naam,
    lees_namen,
    lees_sleutel,
    lees_tekst,
)


class Kolom(Widget):
    """Leest met ``lees``; geeft bij het uitvoeren de waarde zelf, want het bestand zegt hoe die eruitziet."""

    def __init__(self, lees=None):
        super().__init__()
        self.lees = lees

    def clean(self, value, row=None, **kwargs):
        return self.lees(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class JaNee(Kolom):
    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "ja" if value else "nee"


class Verwijzing(Kolom):
    """Een rij uit een andere tabel, bij zijn naam of code. ``programma``: het pad naar de slug, als die erbij hoort.

    ``register`` weet welke rijen er zijn; wie inleest, geeft het mee.
    """

    register = None

    def __init__(self, model, veld, *, programma=""):
        is_nummer = isinstance(model._meta.get_field(veld), models.IntegerField)
        super().__init__(lees_geheel if is_nummer else lees_naam)
        self.model, self.veld, self.programma = model, veld, programma

    def clean(self, value, row=None, **kwargs):
        naam = self.lees(value)
        return None if naam is None else self.register.zoek(self.model, {self.veld: naam}, self.programma, row)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else getattr(value, self.veld)


class Verwijzingen(ManyToManyWidget):
    """Nul of meer rijen uit een andere tabel, gescheiden door een rechte streep."""

    register = None

    def __init__(self, model, veld, *, programma="", verplicht=False):
        super().__init__(model, field=veld, separator=SCHEIDING.strip())
        self.programma, self.verplicht = programma, verplicht

    def clean(self, value, row=None, **kwargs):
        namen = lees_namen(value)
        if self.verplicht and not namen:
            raise ValueError("Vul hier ten minste één naam in.")
        gevonden = [self.register.zoek(self.model, self.sleutel(naam), self.programma, row) for naam in namen]
        return list(dict.fromkeys(gevonden))

    def sleutel(self, naam):
        return {self.field: naam}

    def naam(self, obj):
        return str(getattr(obj, self.field))

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else SCHEIDING.join(sorted(self.naam(ander) for ander in value.all()))


def lezer_voor(veld, *, sleutel=False):
    """Hoe een cel onder een modelveld wordt gelezen."""
    if veld.choices:
        return Keuzelijst(veld.choices, leeg=veld.blank).lees
    soorten = (
        (models.DateTimeField, lees_moment),  # is ook een DateField
        (models.BooleanField, lees_ja_nee),
        (models.DecimalField, lees_decimaal),
        (models.IntegerField, lees_geheel),
        (models.DateField, lees_datum),
    )
    return next((lees for soort, lees in soorten if isinstance(veld, soort)), lees_sleutel if sleutel else lees_tekst)


def kolom_voor(veld, *, sleutel):
    """De kolom die bij een modelveld past."""
    lees = lezer_voor(veld, sleutel=sleutel)
    return (JaNee if lees is lees_ja_nee else Kolom)(lees)
