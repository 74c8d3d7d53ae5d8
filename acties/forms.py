from django import forms


class ZoekForm(forms.Form):
    """Eén zoekveld voor in het adres. Weert wat een database niet kan opslaan, zoals een NUL-teken."""

    zoek = forms.CharField(
        label="Zoeken", max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )


class Datum(forms.DateInput):
    """Een datumveld van de browser."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})
