"""Het formulier om ingevulde werkboeken te kiezen."""

from django import forms
from django.core.exceptions import ValidationError

MEESTE_BESTANDEN = 25


class Bestandskeuze(forms.FileInput):
    allow_multiple_selected = True


class Bestandenveld(forms.FileField):
    """Eén of meer bestanden; ``clean`` geeft altijd een lijst."""

    def clean(self, data, initial=None):
        bestanden = list(data or []) if isinstance(data, list | tuple) else [data]
        if len(bestanden) > MEESTE_BESTANDEN:
            raise ValidationError(f"Kies hooguit {MEESTE_BESTANDEN} bestanden tegelijk.")
        schoon = super().clean
        return [schoon(bestand, initial) for bestand in bestanden or [None]]


class InleesForm(forms.Form):
    bestanden = Bestandenveld(
        label="Ingevulde werkboeken",
        help_text="Een of meer Excelbestanden (.xlsx). Je ziet eerst wat er verandert; er wordt nog niets opgeslagen.",
        widget=Bestandskeuze(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,
        error_messages={"required": "Kies een bestand.", "invalid": "Kies een bestand."},
    )
