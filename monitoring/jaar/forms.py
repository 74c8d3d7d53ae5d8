"""Formulieren bij de evaluatie: het oordeel over een onderdeel en wat een overleg ervan vond."""

from django import forms

from acties.forms import Datum
from monitoring.constanten import BesprekingFase, Koers
from monitoring.jaar.bijschrijven import kenmerk
from monitoring.models import Bespreking, Duiding

GEEN_PERSOONSGEGEVENS = "Schrijf geen namen van inwoners en niets waaraan een zaak te herkennen is."


class BijschrijfForm(forms.ModelForm):
    """Onthoudt in ``gezien`` welke tekst de schrijver zag, zodat niets ongezien wordt overschreven."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gezien"].initial = kenmerk(self.instance, self._meta.fields)

    @property
    def velden(self):
        """De ingevulde velden van het model, na ``is_valid()``."""
        return {veld: self.cleaned_data[veld] for veld in self._meta.fields}

    def toon_tussendoor(self, huidig):
        """Na een conflict: wie nu nog eens bewaart, heeft de andere tekst gezien."""
        self.data = self.data.copy()
        self.data[self.add_prefix("gezien")] = kenmerk(huidig, self._meta.fields)


class DuidingForm(BijschrijfForm):
    oordeel = forms.ChoiceField(
        label="Oordeel",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "Geen oordeel"), *((koers.value, f"{koers.teken} {koers.label}") for koers in Koers)],
    )

    class Meta:
        model = Duiding
        fields = ["oordeel", "tekst"]
        labels = {"tekst": "Duiding"}
        help_texts = {"tekst": f"Wat zeggen de cijfers, en wat is er nodig? {GEEN_PERSOONSGEGEVENS}"}
        widgets = {"tekst": forms.Textarea(attrs={"rows": 8})}


class BesprekingForm(BijschrijfForm):
    fase = forms.ChoiceField(
        label="Stand",
        widget=forms.RadioSelect,
        choices=[(fase.value, fase.label.capitalize()) for fase in BesprekingFase],
    )

    class Meta:
        model = Bespreking
        fields = ["datum", "fase", "besproken", "conclusies", "besluiten"]
        help_texts = {
            "datum": "De dag waarop het overleg de evaluatie bespreekt.",
            "besproken": GEEN_PERSOONSGEGEVENS,
            "besluiten": "Verandert er iets aan het programma zelf? Leg dat ook vast bij Besluiten.",
        }
        widgets = {
            "datum": Datum,
            "besproken": forms.Textarea(attrs={"rows": 5}),
            "conclusies": forms.Textarea(attrs={"rows": 5}),
            "besluiten": forms.Textarea(attrs={"rows": 4}),
        }
