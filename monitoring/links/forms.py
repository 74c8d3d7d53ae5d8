"""De formulieren van een link: voor wie zij is, en de code van wie haar in een andere browser opent."""

from datetime import timedelta

from django import forms

from acties.forms import Datum
from acties.spoor.gezien import GezienForm
from acties.tekst import leesbaar
from monitoring.models import Toegangslink

LANGSTE = timedelta(days=365)


class LinkForm(GezienForm):
    """Voor wie de link is. Het adres is dat van het werk: daar gaat ook de code heen."""

    class Meta:
        model = Toegangslink
        fields = ["naam", "email", "functie"]
        help_texts = {
            "email": "Hier gaat de link heen. Alleen wie bij deze mail kan, kan haar gebruiken.",
            "functie": "Staat bij de meldingen, ook als de naam later is opgeruimd.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in ("naam", "email"):
            self.fields[veld].required = True
        for veld in ("naam", "functie"):
            self.fields[veld].validators.append(leesbaar)


class LeeslinkForm(LinkForm):
    class Meta(LinkForm.Meta):
        fields = ["jaar", "naam", "email", "functie", "geldig_tot"]
        widgets = {"geldig_tot": Datum}
        help_texts = LinkForm.Meta.help_texts | {
            "functie": "Bijvoorbeeld: griffier, of lid van de commissie.",
            "geldig_tot": "Daarna werkt de link niet meer. Hooguit een jaar.",
        }

    def __init__(self, *args, vandaag, jaren, **kwargs):
        self.vandaag = vandaag
        super().__init__(*args, **kwargs)
        keuzes = [("", "Het dashboard"), *((jaar, f"Evaluatie {jaar}") for jaar in jaren)]
        self.fields["jaar"] = forms.TypedChoiceField(
            label="Wat is er te lezen?", choices=keuzes, coerce=int, empty_value=None, required=False
        )
        self.fields["geldig_tot"].required = True

    def clean_geldig_tot(self):
        dag = self.cleaned_data["geldig_tot"]
        if not self.vandaag <= dag <= self.vandaag + LANGSTE:
            raise forms.ValidationError("Kies een dag vanaf vandaag, en hooguit een jaar verder.")
        return dag


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code uit de mail",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
