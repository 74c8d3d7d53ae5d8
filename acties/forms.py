from django import forms


class ZoekForm(forms.Form):
    """Eén zoekveld voor in het adres. Weert wat een database niet kan opslaan, zoals een NUL-teken."""

    zoek = forms.CharField(
        label="Zoeken", max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


class VraagForm(forms.Form):
    """De vraag van de zoekpagina, in het adres als ``?q=``. Leeg mag: dan is er nog niets gevraagd."""

    q = forms.CharField(
        label="Waar zoek je naar?",
        max_length=100,
        required=False,
        error_messages={"max_length": "Zoek met hooguit 100 tekens. Een paar woorden is genoeg."},
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class Datum(forms.DateInput):
    """Een datumveld van de browser."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})
