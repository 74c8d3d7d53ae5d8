"""De filters van de actielijst. Wat is afgesproken filtert de database; wat gemeld is, staat in het Verslag."""

import django_filters
from django import forms
from django.db.models import Q

from acties.models import Aanjager, Actie, Begrip
from monitoring.constanten import Status
from monitoring.verslag import Verslag

DOORLOPEND = "doorlopend"

# De volgorde van ``SORTERINGEN`` is die van de kolommen; een streepje ervoor keert om.
SORTERINGEN = {"nr": "Nr", "titel": "Actie", "planning": "Planning", "status": "Status"}
STANDAARD_SORTERING = "planning"


_ONBEKEND = dict.fromkeys(
    ("invalid_choice", "invalid_list"),
    "Deze keuze is er niet op deze peildatum. Kies een andere of haal het filter weg.",
)


class Meerkeuze(django_filters.MultipleChoiceFilter):
    """Meer waarden tegelijk; de keuzes komen uit het Verslag."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, error_messages=_ONBEKEND, **kwargs)


class Keuze(django_filters.ChoiceFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_label="Alle", error_messages=_ONBEKEND, **kwargs)


class Vinkje(django_filters.Filter):
    field_class = forms.BooleanField


class ActieFilter(django_filters.FilterSet):
    """Filtert de acties van één programma op een peildatum; ``verslag`` geeft de keuzes en de standen."""

    zoek = django_filters.CharFilter(
        label="Zoeken",
        method="op_zoekwoorden",
        max_length=100,
        error_messages={"max_length": "Zoek met hoogstens 100 tekens."},
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    onderdeel = Meerkeuze(label="Onderdeel", field_name="onderdeel__code")
    aanjagersrol = Meerkeuze(label="Aanjager", method="op_aanjagersrol")
    planningsjaar = Meerkeuze(label="Planning", method="op_planning")
    status = Meerkeuze(label="Status", method="op_status")
    doelgroep = Keuze(label="Doelgroep", field_name="doelgroep__naam")
    partij = Keuze(label="Hoofdverantwoordelijke", field_name="hoofdverantwoordelijken__naam")
    organisatie = Keuze(label="Organisatie", field_name="hoofdverantwoordelijken__organisaties__slug", distinct=True)
    koers = Keuze(label="Koers", method="op_koers")
    loopt_uit = Vinkje(label="Loopt uit", method="op_loopt_uit")
    sorteer = django_filters.ChoiceFilter(
        label="Volgorde",
        method="ongewijzigd",
        choices=[(teken + code, woord) for code, woord in SORTERINGEN.items() for teken in ("", "-")],
        error_messages={"invalid_choice": "Deze volgorde bestaat niet. Klik op een kolomkop om te sorteren."},
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Actie
        fields: list[str] = []

    def __init__(self, *args, verslag: Verslag, **kwargs):
        super().__init__(*args, **kwargs)
        self.verslag = verslag
        for veld, keuzes in self._keuzes().items():
            self.filters[veld].extra["choices"] = keuzes

    def _keuzes(self):
        verslag = self.verslag
        jaren = range(verslag.programma.startjaar, verslag.programma.eindjaar + 1)
        partijen = dict.fromkeys(naam for actie in verslag.acties for naam in actie.hoofdverantwoordelijken)
        doelgroepen = dict.fromkeys(actie.doelgroep for actie in verslag.acties if actie.doelgroep)
        return {
            "onderdeel": [(onderdeel.code, onderdeel.naam) for onderdeel in verslag.onderdelen],
            "aanjagersrol": [(rol.kleur, rol.naam) for rol in verslag.rollen],
            "planningsjaar": [*((str(jaar), str(jaar)) for jaar in jaren), (DOORLOPEND, "Doorlopend")],
            "status": [(regel.code, regel.woord) for regel in verslag.statussen if regel.code != Status.NVT],
            "doelgroep": [(naam, naam) for naam in doelgroepen],
            "partij": [(naam, naam) for naam in partijen],
            "organisatie": [(organisatie.slug, organisatie.naam) for organisatie in verslag.organisaties],
            "koers": [(regel.code, regel.woord) for regel in verslag.koersen],
        }

    @property
    def sortering(self):
        return (self.is_valid() and self.form.cleaned_data["sorteer"]) or STANDAARD_SORTERING

    def op_zoekwoorden(self, queryset, naam, tekst):
        """Alle woorden komen voor; een begrip wordt ook onder zijn andere schrijfwijzen gevonden."""
        gevonden = Q(nummer=tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else Q()
        for zin in self._schrijfwijzen(tekst):
            gevonden |= _alle_woorden(zin.split())
        return queryset.filter(gevonden)

    def _schrijfwijzen(self, tekst):
        gezocht = tekst.casefold()
        zinnen = {tekst}
        for begrip in Begrip.objects.filter(programma__slug=self.verslag.programma.slug):
            if gezocht in (woord.casefold() for woord in begrip.woorden):
                zinnen.update(begrip.woorden)
        return sorted(zinnen)

    def op_aanjagersrol(self, queryset, naam, kleuren):
        return queryset.filter(pk__in=Aanjager.objects.filter(rol__kleur__in=kleuren).values("actie"))

    def op_planning(self, queryset, naam, keuzes):
        """Acties die in een van deze jaren gepland zijn; doorlopend is een keuze op zich."""
        gepland = Q(doorlopend=True) if DOORLOPEND in keuzes else Q()
        for jaar in set(keuzes) - {DOORLOPEND}:
            gepland |= Q(startjaar__lte=jaar, eindjaar__gte=jaar)
        return queryset.filter(gepland)

    def op_status(self, queryset, naam, standen):
        return self._met_stand(queryset, lambda actie: actie.stand in standen)

    def op_koers(self, queryset, naam, koers):
        return self._met_stand(queryset, lambda actie: actie.koers == koers)

    def op_loopt_uit(self, queryset, naam, aan):
        return self._met_stand(queryset, lambda actie: actie.loopt_uit) if aan else queryset

    def _met_stand(self, queryset, toets):
        return queryset.filter(nummer__in=[actie.nummer for actie in self.verslag.acties if toets(actie)])

    def ongewijzigd(self, queryset, naam, waarde):
        return queryset


def _alle_woorden(woorden):
    alle = Q()
    for woord in woorden:
        aanjagers = Aanjager.objects.filter(tekst__icontains=woord).values("actie")
        alle &= Q(titel__icontains=woord) | Q(omschrijving__icontains=woord) | Q(pk__in=aanjagers)
    return alle
