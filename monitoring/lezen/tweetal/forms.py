"""Welke twee organisaties een lezer naast elkaar wil zien."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from acties.models import Organisatie, Programma
from monitoring.datum import datum_tekst
from monitoring.lezen.pagina import lees_peildatum
from monitoring.lezen.tweetal.beeld import Tweetal, tweetal
from monitoring.lezen.waarheid import verslag_op
from monitoring.verslag.vorm import Verslag

KIES = "Kies een organisatie uit de lijst."


class TweetalForm(forms.Form):
    """De keuzes zijn wie er op de peildatum is; bij een ander staat waarom die er niet is."""

    een = forms.CharField(label="Eerste organisatie", widget=forms.Select, error_messages={"required": KIES})
    ander = forms.CharField(label="Tweede organisatie", widget=forms.Select, error_messages={"required": KIES})

    def __init__(self, *args: Any, verslag: Verslag, programma: Programma, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._verslag, self._programma = verslag, programma
        self._namen = {regel.slug: regel.naam for regel in verslag.organisaties}
        for naam in self.fields:
            keuzes: Any = self.fields[naam].widget
            keuzes.choices = [("", "Kies…"), *self._namen.items()]

    def clean_een(self) -> str:
        return self._van_deze_dag("een")

    def clean_ander(self) -> str:
        slug = self._van_deze_dag("ander")
        if slug == self.cleaned_data.get("een"):
            raise ValidationError(f"Je koos twee keer {self._namen[slug]}. Kies hier een andere organisatie.")
        return slug

    def _van_deze_dag(self, veld: str) -> str:
        slug = str(self.cleaned_data[veld])
        if slug not in self._namen:
            raise ValidationError(self._waarom_niet(slug))
        return slug

    def _waarom_niet(self, slug: str) -> str:
        dag = self._verslag.peildatum
        van_programma = Organisatie.objects.filter(partijen__programma=self._programma).select_related("opvolger")
        organisatie = van_programma.filter(slug=slug).first()
        if organisatie is None:
            return f"Deze organisatie doet niet mee in dit programma. {KIES}"
        if organisatie.einddatum and organisatie.is_weg_op(dag):
            opvolger = organisatie.opvolger
            hoe = f"is op {datum_tekst(organisatie.einddatum)} " + (
                f"opgegaan in {opvolger}. Kies {opvolger}," if opvolger else "opgehouden te bestaan. Kies een andere,"
            )
            return f"{organisatie} {hoe} of een eerdere peildatum."
        if organisatie.begindatum and not organisatie.bestond_op(dag):
            sinds = datum_tekst(organisatie.begindatum)
            return f"{organisatie} bestaat pas sinds {sinds}. Kies een andere, of een latere peildatum."
        return f"Van {organisatie} staat er niets in de cijfers van {datum_tekst(dag)}. {KIES}"


def lees_tweetal(request: Any, programma: Programma) -> tuple[Verslag, TweetalForm, Tweetal | None]:
    """``?een=alkmaar&ander=hoorn`` op een peildatum. Tot allebei zijn gekozen staat de eigen organisatie van de lezer klaar."""
    verslag = verslag_op(request, programma, lees_peildatum(request, programma))
    if "een" not in request.GET or "ander" not in request.GET:
        begin = {"een": request.GET.get("een") or _eigen(request, verslag), "ander": request.GET.get("ander")}
        return verslag, TweetalForm(verslag=verslag, programma=programma, initial=begin), None
    formulier = TweetalForm(request.GET, verslag=verslag, programma=programma)
    if not formulier.is_valid():
        return verslag, formulier, None
    return verslag, formulier, tweetal(verslag, [formulier.cleaned_data["een"], formulier.cleaned_data["ander"]])


def _eigen(request: Any, verslag: Verslag) -> str:
    return next((organisatie.slug for organisatie in request.user.organisaties(verslag.peildatum)), "")
