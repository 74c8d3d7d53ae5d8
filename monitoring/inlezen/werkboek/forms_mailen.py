"""Het formulier om werkboeken te mailen: onderwerp, tekst, en een adres per organisatie."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from acties.spoor.nakijken import Nakijken
from acties.tekst import GEEN_PERSOONSGEGEVENS, meldtekst
from acties.woorden import MAIL

MEESTE_ADRESSEN = 10


class Adressen(forms.CharField):
    """Nul of meer e-mailadressen met een komma ertussen; ``clean`` geeft een lijst."""

    def clean(self, value):
        tekst = super().clean(value)
        adressen = [deel for deel in tekst.replace(";", ",").replace(",", " ").split() if deel]
        if len(adressen) > MEESTE_ADRESSEN:
            raise ValidationError(f"Dit zijn meer dan {MEESTE_ADRESSEN} adressen. Haal er een paar weg.")
        for adres in adressen:
            try:
                validate_email(adres)
            except ValidationError:
                raise ValidationError(
                    f"“{adres[:80]}” is geen e-mailadres. Schrijf het als naam@organisatie.nl."
                ) from None
        return adressen


class WerkboekMailForm(Nakijken, forms.Form):
    """Een veld per organisatie (``adres-<slug>``), met de adressen van haar gebruikers al ingevuld."""

    onderwerp = forms.CharField(label="Onderwerp", max_length=150, validators=[meldtekst])
    bericht = forms.CharField(
        label="Tekst van de mail",
        max_length=5_000,
        help_text=(
            "Voor [organisatie] komt de naam te staan. Het werkboek gaat als bijlage mee. " + GEEN_PERSOONSGEGEVENS
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        validators=[meldtekst],
    )
    verzoek = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, boeken, adressen, tekst, **kwargs):
        super().__init__(*args, initial=tekst | {"verzoek": uuid4()}, **kwargs)
        for boek in boeken:
            self.fields[f"adres-{boek.slug}"] = Adressen(
                label=boek.organisatie,
                required=False,
                max_length=500,
                initial=", ".join(adressen.get(boek.slug, [])),
                widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
            )

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not any(self.adressen.values()):
            raise ValidationError("Vul bij ten minste één organisatie een e-mailadres in.")
        return gegevens

    @property
    def adressen(self):
        """De gegeven adressen, op slug."""
        return {
            naam.removeprefix("adres-"): waarde
            for naam, waarde in self.cleaned_data.items()
            if naam.startswith("adres-") and waarde
        }

    @property
    def adresvelden(self):
        return [veld for veld in self if veld.name.startswith("adres-")]

    @property
    def mails(self) -> str:
        """“1 mail”, “2 mails”: zoveel gaan er weg."""
        return MAIL.aantal(len(self.overzicht))

    @property
    def overzicht(self):
        """Wie er een mail krijgt: organisatie met adressen, in de volgorde van het formulier."""
        return [(veld.label, self.cleaned_data[veld.name]) for veld in self.adresvelden if self.cleaned_data[veld.name]]
