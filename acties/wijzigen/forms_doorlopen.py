"""Het formulier om door te lopen naar een volgend programma."""

from django import forms

from acties.models import Actie, Programma

LANGST = 20


class DoorloopForm(forms.ModelForm):
    """``gezien``: de jaren en acties waarvan de gebruiker zag wat er meegaat."""

    acties = forms.ModelMultipleChoiceField(
        Actie.objects.none(), to_field_name="nummer", required=False, label="Acties die meegaan"
    )
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    class Meta:
        model = Programma
        fields = ["naam", "slug", "startjaar", "eindjaar"]
        labels = {"slug": "Adres"}
        help_texts = {
            "slug": "Staat in het adres van elke pagina: kleine letters, cijfers en streepjes.",
            "startjaar": "",
        }

    def __init__(self, *args, acties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["acties"].queryset = acties

    def clean(self):
        gegevens = super().clean()
        start, eind, oud = gegevens.get("startjaar"), gegevens.get("eindjaar"), self.instance.voorganger
        if start is not None and start <= oud.startjaar:
            self.add_error("startjaar", f"{oud} begon in {oud.startjaar}. Kies voor het vervolg een later jaar.")
        if start is not None and eind is not None and eind - start >= LANGST:
            self.add_error("eindjaar", f"Een programma duurt hooguit {LANGST} jaar. Kies een eerder eindjaar.")
        return gegevens

    @property
    def keuze(self) -> tuple[int, int, list[Actie]]:
        """Startjaar, eindjaar en acties: wat is ingevuld, en waar dat niet klopt het begin."""
        self.is_valid()
        ingevuld = self.cleaned_data if self.is_bound else {}
        gegevens = {**self.initial, **ingevuld}
        return gegevens["startjaar"], gegevens["eindjaar"], list(gegevens["acties"])

    @property
    def samenvatting(self) -> str:
        """De jaren en acties van nu, om met ``gezien`` te vergelijken."""
        start, eind, acties = self.keuze
        return f"{start}-{eind}: {','.join(str(actie.nummer) for actie in acties)}"
