from django import forms
from django.utils import timezone

from acties.spoor.gezien import GezienForm
from monitoring.constanten import Volgritme
from monitoring.models import Volger


class RitmeForm(GezienForm):
    """Hoe vaak er een mail komt. Wie weer mails wil, krijgt geen oud nieuws."""

    class Meta:
        model = Volger
        fields = ["ritme"]
        labels = {"ritme": "Hoe vaak wil je een mail?"}
        help_texts = {"ritme": "Er komt alleen een mail als er iets nieuws is."}
        widgets = {"ritme": forms.RadioSelect}

    def save(self, commit=True):
        if self.initial.get("ritme") == Volgritme.NOOIT:
            Volger.objects.filter(pk=self.instance.pk).update(verteld_tot=timezone.now())
        return super().save(commit)
