"""Het formulier waarmee een projectleider de werkmap met alle gegevens inleest."""

from django import forms

from monitoring.inlezen.bestandsveld import Bestandsveld


class WerkmapForm(forms.Form):
    bestand = Bestandsveld(soorten=".xlsx", label="Excelwerkmap", help_text="Een .xlsx van hooguit 5 MB.")
