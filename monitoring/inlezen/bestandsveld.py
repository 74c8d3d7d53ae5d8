"""Het veld voor een bestand dat wordt ingelezen: welke soort, en hoe groot het mag zijn."""

from django import forms
from django.core.exceptions import ValidationError

from acties.rekenblad.lezen.grenzen import MAX_BESTAND, MEGABYTE


class Bestandsveld(forms.FileField):
    """Een bestand van hooguit 5 MB. De inhoud wordt pas daarna gelezen, op wat erin staat en niet op de naam."""

    default_error_messages = {
        "empty": "Dit bestand is leeg.",
        "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
    }

    def __init__(self, *, soorten, **kwargs):
        super().__init__(max_length=200, widget=forms.FileInput(attrs={"accept": soorten}), **kwargs)

    def clean(self, data, initial=None):
        bestand = super().clean(data, initial)
        if bestand and bestand.size > MAX_BESTAND:
            raise ValidationError(f"Het bestand is groter dan {MAX_BESTAND // MEGABYTE} MB. Splits het in delen.")
        return bestand
