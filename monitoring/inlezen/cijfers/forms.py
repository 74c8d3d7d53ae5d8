"""Formulieren om gegevens in te lezen: een werkmap, of cijfers uit een openbare bron."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from acties.forms import Datum
from monitoring.inlezen.bestandsveld import Bestandsveld
from monitoring.inlezen.cijfers.bestand import ELK_JAAR, Cijferfout, Kolomkeuze, lees_cijferbestand
from monitoring.inlezen.cijfers.vergelijken import vorige_keuze
from monitoring.models import Indicator


class CijferForm(forms.Form):
    """Een bestand of geplakte cellen, voor welke indicator, en waar ze vandaan komen."""

    indicator = forms.ModelChoiceField(Indicator.objects.none(), label="Indicator", empty_label="Kies een indicator")
    bron = forms.CharField(
        max_length=300,
        label="Bron",
        help_text="Wie het cijfer maakt en welke tabel, zoals CBS StatLine, tabel 84847NED.",
    )
    opgehaald_op = forms.DateField(label="Opgehaald op", widget=Datum)
    bestand = Bestandsveld(
        soorten=".csv,.txt",
        required=False,
        label="CSV-bestand",
        help_text="Zoals je het hebt gedownload, ook met een titel erboven en noten eronder.",
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
        self.fields["indicator"].queryset = programma.indicatoren.all()

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
        try:
            gegevens["cijferbestand"] = lees_cijferbestand(inhoud)
        except Cijferfout as fout:
            self.add_error(veld, str(fout))
            return
        if vorige_keuze(gegevens["indicator"], gegevens["cijferbestand"]) is None:
            self.add_error(veld, "Er is geen kolom met namen van gemeenten of geen kolom met een jaar gevonden.")


class KolommenForm(forms.Form):
    """Welke kolom de gemeente is en waar het cijfer staat. Een keuze is haar plaats in de lijst."""

    regio = forms.TypedChoiceField(coerce=int, label="Gemeente")
    cijfer = forms.TypedChoiceField(coerce=int, label="Cijfer")

    def __init__(self, *args, bestand, keuze, **kwargs):
        self.regios, self.cijfers = bestand.regiokolommen(), bestand.cijferkeuzes()
        begin = {"regio": self.regios.index(keuze.regio), "cijfer": self.cijfers.index((keuze.cijfer, keuze.jaar))}
        super().__init__(*args, initial=begin, **kwargs)
        self.fields["regio"].choices = list(enumerate(self.regios))
        self.fields["cijfer"].choices = list(enumerate(map(self._in_woorden, self.cijfers)))

    def _in_woorden(self, keuze):
        cijfer, jaar = keuze
        if cijfer == ELK_JAAR and not jaar:
            return "Een kolom per jaar"
        return f"{cijfer}, met het jaar uit {jaar}" if jaar else f"{cijfer}, een kolom per jaar"

    @property
    def keuze(self):
        return Kolomkeuze(self.regios[self.cleaned_data["regio"]], *self.cijfers[self.cleaned_data["cijfer"]])
