"""De filters van de actielijst. Wat is afgesproken filtert de database; wat gemeld is, staat in het Verslag."""

import django_filters
from django import forms
from django.db.models import Q

from acties.constanten import BesluitSoort, lees_nummer
from acties.models import Aanjager, Actie, Begrip, Partij
from monitoring.constanten import Status
from monitoring.lezen.wiezinnen import is_onbevestigd
from monitoring.verslag.vorm import ActieStand, Verslag

DOORLOPEND = "doorlopend"
OOK, ALLEEN = "ook", "alleen"

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
    def __init__(self, *args, empty_label="Alle", **kwargs):
        super().__init__(*args, empty_label=empty_label, error_messages=_ONBEKEND, **kwargs)


class Vinkje(django_filters.Filter):
    field_class = forms.BooleanField


class ActieFilter(django_filters.FilterSet):
    """Filtert de acties van één programma op een peildatum; ``verslag`` geeft de keuzes en de standen.

    ``met_lokaal``: of er ook om lokale acties gevraagd kan worden. Zonder die vraag zijn zij er niet bij.
    """

    zoek = django_filters.CharFilter(
        label="Zoeken",
        method="op_zoekwoorden",
        max_length=100,
        error_messages={"max_length": "Zoek met hooguit 100 tekens."},
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    onderdeel = Meerkeuze(label="Onderdeel", field_name="onderdeel__code")
    aanjagersrol = Meerkeuze(label="Aanjager", method="op_aanjagersrol")
    planningsjaar = Meerkeuze(label="Planning", method="op_planning")
    status = Meerkeuze(label="Status", method="op_status")
    doelgroep = Keuze(label="Doelgroep", field_name="doelgroep__naam")
    partij = Keuze(label="Hoofdverantwoordelijke", field_name="hoofdverantwoordelijken__naam")
    organisatie = Keuze(label="Organisatie", method="op_organisatie")
    koers = Keuze(label="Koers", method="op_koers")
    loopt_uit = Vinkje(label="Loopt uit", method="op_loopt_uit")
    nog_niet_bevestigd = Vinkje(label="Nog niet bevestigd", method="op_nog_niet_bevestigd")
    lokaal = Keuze(
        label="Lokale acties",
        method="ongewijzigd",
        empty_label="Niet tonen",
        choices=[(OOK, "Ook lokale acties"), (ALLEEN, "Alleen lokale acties")],
    )
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

    ACHTER_MEER = ("partij", "organisatie", "doelgroep", "koers", "lokaal", "loopt_uit", "nog_niet_bevestigd")

    @property
    def meer_gekozen(self) -> bool:
        """Of er iets is gekozen in een veld dat op de pagina achter “Meer filters” staat."""
        return any(self.form[naam].value() for naam in self.ACHTER_MEER)

    def __init__(self, *args, verslag: Verslag, met_lokaal: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.verslag = verslag
        if not met_lokaal:
            del self.filters["lokaal"]
        for veld, keuzes in self._keuzes().items():
            self.filters[veld].extra["choices"] = keuzes

    def _keuzes(self):
        verslag = self.verslag
        jaren = range(verslag.programma.startjaar, verslag.programma.eindjaar + 1)
        partijen = dict.fromkeys(naam for actie in verslag.acties for naam in actie.hoofdverantwoordelijken)
        alle = (*verslag.acties, *(verslag.lokaal if "lokaal" in self.filters else ()))
        doelgroepen = dict.fromkeys(actie.doelgroep for actie in alle if actie.doelgroep)
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
    def standen(self) -> tuple[ActieStand, ...]:
        """De acties waaruit het filter kiest: die van de regio, of ook of alleen de lokale."""
        lokaal = self.form.cleaned_data.get("lokaal")
        return (() if lokaal == ALLEEN else self.verslag.acties) + (self.verslag.lokaal if lokaal else ())

    @property
    def sortering(self):
        return (self.is_valid() and self.form.cleaned_data["sorteer"]) or STANDAARD_SORTERING

    def op_organisatie(self, queryset, naam, slug):
        """Waar deze organisatie hoofdverantwoordelijk voor is, en haar lokale acties."""
        eigen = Partij.objects.filter(organisaties__slug=slug)
        lokaal = [actie.nummer for actie in self.verslag.lokaal if actie.lokaal_slug == slug]
        return queryset.filter(Q(hoofdverantwoordelijken__in=eigen) | Q(nummer__in=lokaal)).distinct()

    def op_zoekwoorden(self, queryset, naam, tekst):
        """Alle woorden komen voor in wat is afgesproken of gemeld; een begrip ook onder zijn andere schrijfwijzen.

        Een nummer is dat van een actie; in meldingen staan te veel getallen om daarin te zoeken.
        """
        nummer = lees_nummer(tekst)
        zinnen = [zin.casefold().split() for zin in self._schrijfwijzen(tekst)]

        def gevonden(actie):
            woorden = _woorden(actie, met_meldingen=nummer is None)
            return actie.nummer == nummer or any(all(woord in woorden for woord in zin) for zin in zinnen)

        return self._met_stand(queryset, gevonden)

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
        return self._met_stand(queryset, lambda actie: koers in actie.koerscodes)

    def op_loopt_uit(self, queryset, naam, aan):
        return self._met_stand(queryset, lambda actie: actie.loopt_uit) if aan else queryset

    def op_nog_niet_bevestigd(self, queryset, naam, aan):
        return self._met_stand(queryset, is_onbevestigd) if aan else queryset

    def _met_stand(self, queryset, toets):
        return queryset.filter(nummer__in=[actie.nummer for actie in self.standen if toets(actie)])

    def ongewijzigd(self, queryset, naam, waarde):
        return queryset


def _woorden(actie: ActieStand, *, met_meldingen: bool) -> str:
    delen = [actie.titel, actie.omschrijving, actie.doelgroep, *actie.hoofdverantwoordelijken]
    delen += [f"{aanjager.rol} {aanjager.tekst}" for aanjager in actie.aanjagers]
    if met_meldingen:
        regels = [actie.melding, *actie.organisaties] if actie.melding else actie.organisaties
        delen += [tekst for regel in regels for tekst in (regel.toelichting, regel.bijsturing)]
    return "\n".join(delen).casefold()


class BesluitFilter(forms.Form):
    soort = forms.ChoiceField(label="Wijziging", required=False, choices=[("", "Alle"), *BesluitSoort.choices])
    actie = forms.ModelChoiceField(
        Actie.objects.none(), label="Actie", required=False, to_field_name="nummer", empty_label="Alle"
    )

    def __init__(self, *args, programma, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actie"].queryset = programma.acties.filter(besluiten__isnull=False).distinct()

    def kies(self, besluiten):
        """De besluiten die dit (geldige) filter overlaat."""
        return besluiten.filter(**{naam: waarde for naam, waarde in self.cleaned_data.items() if waarde})

    @property
    def in_woorden(self):
        """“Wijziging: Actie vervallen”, voor elk veld dat is gekozen."""
        gekozen = {"soort": BesluitSoort(self.cleaned_data["soort"]).label if self.cleaned_data["soort"] else ""}
        gekozen["actie"] = self.cleaned_data["actie"]
        return [f"{self.fields[naam].label}: {waarde}" for naam, waarde in gekozen.items() if waarde]
