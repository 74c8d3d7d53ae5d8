"""Formulieren om gegevens in te lezen: een werkmap, of cijfers uit een openbare bron."""

from dataclasses import replace
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from acties.forms import Datum
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.getal import Notatie
from acties.tekst import leesbaar
from monitoring.datum import getal_tekst
from monitoring.inlezen.bestandsveld import Bestandsveld
from monitoring.inlezen.cijfers.bestand import lees_cijferbestand
from monitoring.inlezen.cijfers.kolommen import ELKE_PERIODE
from monitoring.inlezen.cijfers.namenlijst import Namenlijst
from monitoring.inlezen.cijfers.raster import Kolomkeuze
from monitoring.inlezen.cijfers.vergelijken import vorige_keuze, waarden_van
from monitoring.models import Indicator

ALLES = "alles"


class CijferForm(forms.Form):
    """Een bestand of geplakte cellen, voor welke indicator, en waar ze vandaan komen."""

    indicator = forms.ModelChoiceField(Indicator.objects.none(), label="Indicator", empty_label="Kies een indicator")
    bron = forms.CharField(
        max_length=300,
        label="Bron",
        validators=[leesbaar],
        help_text="Wie het cijfer maakt en welke tabel, zoals CBS StatLine, tabel 84847NED.",
    )
    opgehaald_op = forms.DateField(label="Opgehaald op", widget=Datum)
    bestand = Bestandsveld(
        soorten=".csv,.txt,.xlsx",
        required=False,
        label="Bestand",
        help_text="Een CSV of Excelbestand (.xlsx) zoals je het hebt gedownload, ook met een titel erboven en noten eronder.",
    )
    tekst = forms.CharField(
        required=False,
        strip=False,
        label="Of plak de cellen",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kopieer de tabel uit Excel of van een website, met de rij met namen erboven.",
    )

    def __init__(self, *args, programma, **kwargs):
        super().__init__(*args, **kwargs)
        self.programma = programma
        self.fields["indicator"].queryset = programma.indicatoren.select_related("programma")

    def clean_opgehaald_op(self):
        dag = self.cleaned_data["opgehaald_op"]
        if dag > timezone.localdate():
            raise ValidationError("Deze dag ligt in de toekomst. Kies de dag waarop je de cijfers hebt opgehaald.")
        return dag

    def clean(self):
        gegevens = super().clean()
        if not self.errors.get("bestand") and bool(gegevens.get("bestand")) == bool(gegevens.get("tekst", "").strip()):
            self.add_error("bestand", "Kies een bestand, of plak de cellen hieronder: één van beide.")
        elif not self.errors:
            self._lees(gegevens)
        return gegevens

    def _lees(self, gegevens):
        veld = "bestand" if gegevens.get("bestand") else "tekst"
        inhoud = gegevens["bestand"].read() if veld == "bestand" else gegevens["tekst"]
        lijst = Namenlijst.van(self.programma)
        try:
            bestand = lees_cijferbestand(inhoud, lijst.kent)
        except Bestandsfout as fout:
            self.add_error(veld, list(fout.zinnen))
            return
        gegevens["cijferbestand"] = bestand
        if vorige_keuze(gegevens["indicator"], bestand) is None:
            self.add_error(veld, _wat_ontbreekt(bestand, lijst))


def _wat_ontbreekt(bestand, lijst):
    if sum(map(lijst.kent, bestand.koppen)) > 1:
        return "De gemeenten staan naast elkaar. Zet ze onder elkaar: kopieer de tabel in Excel en kies Plakken, Transponeren."
    if not bestand.regiokolommen():
        return "Er is geen kolom met namen of codes van gemeenten gevonden. Neem die kolom ook mee."
    if zonder := bestand.zonder_periode():
        return f"De periode in “{zonder[0][:80]}” is niet te lezen. Schrijf haar als 2021, 1e halfjaar 2021 of 30 juni 2021."
    return (
        "Er is geen kolom met een periode gevonden. Neem de kolom met het jaar mee, of zet het jaar boven de cijfers."
    )


class KolommenForm(forms.Form):
    """Welke kolom de gemeente is en waar het cijfer staat. Een keuze is haar plaats in de lijst.

    Andere kolommen met woorden, en een getal dat op twee manieren te lezen is, geven elk een veld erbij: welke dat zijn, hangt af
    van de gekozen kolommen. Een veld dat er de vorige keer niet bij stond, begint op zijn standaard.
    """

    regio = forms.TypedChoiceField(coerce=int, label="Gemeente")
    cijfer = forms.TypedChoiceField(coerce=int, label="Cijfer")

    def __init__(self, data=None, *, bestand, keuze):
        self.regios, self.cijfers = bestand.regiokolommen(), bestand.cijferkeuzes()
        begin = {"regio": self.regios.index(keuze.regio), "cijfer": self.cijfers.index((keuze.cijfer, keuze.jaar))}
        if data is not None:
            keuze = self._andere_kolommen(data, bestand, keuze)
        self.dimensies = {f"waarde_{plek}": dimensie for plek, dimensie in enumerate(bestand.dimensies(keuze))}
        for naam, dimensie in self.dimensies.items():
            begin[naam] = self._begin(dimensie, keuze)
        twijfel = bestand.twijfel(keuze)
        if twijfel:
            begin["notatie"] = keuze.notatie
        schaal = bestand.schaal(keuze)
        if schaal:
            begin["factor"] = keuze.factor or ""
        super().__init__(None if data is None else {**begin, **data.dict()}, initial=begin)
        self.fields["regio"].choices = list(enumerate(self.regios))
        self.fields["cijfer"].choices = list(enumerate(map(self._in_woorden, self.cijfers)))
        for naam, dimensie in self.dimensies.items():
            self.fields[naam] = self._waardeveld(dimensie)
        if twijfel:
            self.fields["notatie"] = self._notatieveld(twijfel)
        if schaal:
            self.fields["factor"] = self._factorveld(schaal)

    def _andere_kolommen(self, data, bestand, keuze):
        """De keuze van de vorige keer, met de kolommen die nu zijn aangewezen."""
        regio, cijfer = (
            self._plek(data.get(naam), van) for naam, van in (("regio", self.regios), ("cijfer", self.cijfers))
        )
        nieuw = Kolomkeuze(
            keuze.regio if regio is None else self.regios[regio],
            *((keuze.cijfer, keuze.jaar) if cijfer is None else self.cijfers[cijfer]),
            notatie=keuze.notatie,
        )
        return replace(nieuw, waarden=waarden_van(bestand.dimensies(nieuw), keuze.waarden))

    def _plek(self, tekst, lijst):
        plek = int(tekst) if tekst and tekst.isascii() and tekst.isdigit() and len(tekst) < 6 else -1
        return plek if 0 <= plek < len(lijst) else None

    def _begin(self, dimensie, keuze):
        if dimensie.kolom in keuze.waarden:
            return str(dimensie.waarden.index(keuze.waarden[dimensie.kolom]))
        return ALLES if dimensie.mag_alles else ""

    def _waardeveld(self, dimensie):
        keuzes = [(str(plek), waarde or "(leeg)") for plek, waarde in enumerate(dimensie.waarden)]
        eerst = [(ALLES, "Alles")] if dimensie.mag_alles else [] if dimensie.totaal else [("", "Kies een waarde")]
        return forms.ChoiceField(
            choices=[*eerst, *keuzes],
            label=dimensie.kolom,
            error_messages={"required": f"Kies één waarde bij {dimensie.kolom}."},
        )

    def _notatieveld(self, twijfel):
        return forms.ChoiceField(
            choices=[
                (Notatie.KOMMA, getal_tekst(twijfel.komma)),
                (Notatie.PUNT, getal_tekst(twijfel.punt)),
            ],
            label=f"Welk getal is “{twijfel.tekst}”?",
            help_text="In deze kolom kan de punt of komma decimalen scheiden of duizendtallen. Kijk het na bij de bron.",
            widget=forms.RadioSelect,
            error_messages={"required": f"Kies welk getal “{twijfel.tekst}” is."},
        )

    def _factorveld(self, schaal):
        maal = f"maal {getal_tekst(Decimal(schaal.factor))}"
        los, keer = "Zoals het er staat", maal.capitalize()
        if schaal.getal is not None:
            los, keer = f"{los}: {getal_tekst(schaal.getal)}", f"{keer}: {getal_tekst(schaal.getal * schaal.factor)}"
        return forms.TypedChoiceField(
            coerce=int,
            choices=[(1, los), (schaal.factor, keer)],
            label=f"In het bestand staat “{schaal.tekst}”. Welk getal bewaar je?",
            help_text=f"Kijk naar de eenheid van de indicator. Staat {maal} daar al in, kies dan het getal zoals het er staat.",
            widget=forms.RadioSelect,
            error_messages={"required": "Kies welk getal je bewaart."},
        )

    def _in_woorden(self, keuze):
        cijfer, jaar = keuze
        if cijfer == ELKE_PERIODE and not jaar:
            return "Een kolom per periode"
        return f"{cijfer}, met de periode uit {jaar}" if jaar else f"{cijfer}, een kolom per periode"

    @property
    def compleet(self):
        """Of de keuze die al vaststond genoeg zegt om de cijfers te lezen."""
        return all(self.initial[naam] for naam in self.fields if naam not in ("regio", "cijfer"))

    @property
    def keuze(self):
        gekozen = {
            dimensie.kolom: dimensie.waarden[int(self.cleaned_data[naam])]
            for naam, dimensie in self.dimensies.items()
            if self.cleaned_data[naam] != ALLES
        }
        return Kolomkeuze(
            self.regios[self.cleaned_data["regio"]],
            *self.cijfers[self.cleaned_data["cijfer"]],
            waarden=gekozen,
            notatie=self.cleaned_data.get("notatie", ""),
            factor=self.cleaned_data.get("factor", 0),
        )
