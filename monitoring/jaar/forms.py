"""Formulieren van de jaarcyclus: oordeel, bespreking en opmerking, het vaststellen, een nieuwe versie en de controle."""

from django import forms

from acties.forms import Datum
from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE
from acties.spoor.gezien import GezienForm
from acties.spoor.nakijken import Nakijken
from acties.tekst import GEEN_PERSOONSGEGEVENS, meldtekst
from monitoring.constanten import BesprekingFase, Koers
from monitoring.models import Bespreking, Duiding, Opmerking


class DuidingForm(GezienForm):
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


class BesprekingForm(GezienForm):
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


class ZonderRood:
    """Een leeg veld ziet er niet meteen uit als een fout; wat ontbreekt, zegt het formulier na het versturen in woorden."""

    use_required_attribute = False


class VaststelForm(ZonderRood, forms.Form):
    """``gezien``: het kenmerk van de gegevens waar de projectleider naar keek."""

    akkoord = forms.BooleanField(
        error_messages={"required": "Zet een vinkje: een jaar vaststellen kun je niet terugdraaien."}
    )
    gezien = forms.CharField(widget=forms.HiddenInput, max_length=128)

    def __init__(self, data=None, *, kenmerk, punten):
        if data is not None:
            data = data.copy()
            self.was_gezien = data.get("gezien", "")
            data["gezien"] = kenmerk  # wie het formulier nog eens ziet, ziet de lijst van nu
        super().__init__(data, initial={"gezien": kenmerk})
        self.fields["akkoord"].label = (
            "Ik heb de punten gezien en stel de evaluatie vast" if punten else "Ik stel de evaluatie vast"
        )


class AanvaardForm(ZonderRood, Nakijken, forms.Form):
    """``rubrieken``: de controlelijst van nu; aanvaarden kan alleen wat daarin open staat.

    Wie een hele rubriek aanvinkt, stuurt de kenmerken van de punten die hij zag: wat er intussen bij kwam, gaat niet mee.
    """

    punt = forms.MultipleChoiceField(
        label="Punten",
        error_messages={
            "required": "Vink eerst aan welke punten mogen openstaan.",
            "invalid_choice": "Een punt dat je aanvinkte, staat niet meer open. Kijk de lijst na.",
        },
    )
    reden = forms.CharField(
        label="Waarom mogen deze punten openstaan?",
        help_text=f"Dit staat straks bij het vastgestelde jaar, met je naam. {GEEN_PERSOONSGEGEVENS}",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        validators=[meldtekst],
    )

    def __init__(self, data=None, *, rubrieken):
        self.gekozen = dict.fromkeys(" ".join(data.getlist("punt")).split()) if data else {}
        if data:
            data = data.copy()
            data.setlist("punt", list(self.gekozen))
        super().__init__(data)
        self.fields["punt"].choices = [(punt.kenmerk, punt.tekst) for rubriek in rubrieken for punt in rubriek.open]


class NieuweVersieForm(ZonderRood, Nakijken, forms.Form):
    reden = forms.CharField(
        label="Waarom is een nieuwe versie nodig?",
        help_text=f"Dit staat bij de nieuwe versie, voor iedereen te lezen. {GEEN_PERSOONSGEGEVENS}",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        validators=[meldtekst],
    )


class OpmerkingForm(ZonderRood, GezienForm):
    class Meta:
        model = Opmerking
        fields = ["onderdeel", "tekst"]
        labels = {"onderdeel": "Waar gaat het over?", "tekst": "Je opmerking"}
        help_texts = {"tekst": f"Iedereen met een account leest dit, met je naam erbij. {GEEN_PERSOONSGEGEVENS}"}
        widgets = {"tekst": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, programma, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["onderdeel"].queryset = programma.onderdelen.all()
        self.fields["onderdeel"].empty_label = "De hele evaluatie"


class GetalForm(ZonderRood, forms.Form):
    sha256 = forms.CharField(
        label="Controlegetal (sha256)",
        max_length=200,
        help_text="64 tekens, zoals het op de pagina, in het Excelbestand en op papier staat.",
    )

    def clean_sha256(self):
        getal = "".join(self.cleaned_data["sha256"].split()).lower()
        if len(getal) != 64 or not set(getal) <= set("0123456789abcdef"):
            raise forms.ValidationError("Een controlegetal heeft 64 tekens: cijfers en de letters a tot en met f.")
        return getal


class BestandForm(ZonderRood, forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"Het JSON-bestand van een verslag, hooguit {MAX_BESTAND // MEGABYTE} MB. Het wordt niet bewaard.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BESTAND:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {MAX_BESTAND // MEGABYTE} MB. Een verslag is kleiner."
            )
        return bestand
