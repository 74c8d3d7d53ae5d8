"""De pagina Logboek: zoeken in wat er is gedaan, en precies die regels als bestand."""

from datetime import date

import django_filters
from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.forms import Datum
from acties.models import Logboekregel
from acties.models.logboek import Resultaat, Weg
from acties.rekenblad.schrijven.boek import Lijst, Veld
from acties.toegang.toegang import met_schoon_adres
from acties.woorden import REGEL
from monitoring.datum import datum_tekst, getal_tekst
from monitoring.lezen.download import download_lijst

PER_PAGINA = 100
MEEST = 20_000  # regels in een bestand; wie meer wil, kiest een kortere periode
VELDEN = (
    Veld("Wanneer", 22, "moment"),
    Veld("Wie", 30),
    Veld("Handeling", 30),
    Veld("Waarop", 40),
    Veld("Van", 30),
    Veld("Naar", 30),
    Veld("Vanaf adres", 18),
    Veld("Weg", 12),
    Veld("Resultaat", 14),
)
_DAGEN = {
    "validators": [
        MinValueValidator(date(2000, 1, 1), "Kies een dag vanaf 1 januari 2000."),
        MaxValueValidator(date(2999, 12, 31), "Kies een dag vóór het jaar 3000."),
    ],
    "widget": Datum,
    "error_messages": {"invalid": "Dit is geen datum."},
}
_ONBEKEND = {"invalid_choice": "Deze keuze komt in het logboek niet voor. Kies een andere of haal het filter weg."}

leest_logboek = permission_required("acties.view_logboekregel", raise_exception=True)
voert_logboek_uit = permission_required("acties.export_logboekregel", raise_exception=True)


class Keuze(django_filters.ChoiceFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_label="Alle", error_messages=_ONBEKEND, **kwargs)


class LogboekFilter(django_filters.FilterSet):
    """Filtert de regels; wie en wat te kiezen is, komt uit het logboek zelf."""

    zoek = django_filters.CharFilter(
        label="Zoeken", method="op_tekst", max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    wie = Keuze(label="Wie")
    handeling = Keuze(label="Handeling")
    weg = Keuze(label="Weg", choices=Weg.choices)
    resultaat = Keuze(label="Resultaat", choices=Resultaat.choices)
    eerste_dag = django_filters.DateFilter(label="Vanaf", method="vanaf", **_DAGEN)
    laatste_dag = django_filters.DateFilter(label="Tot en met", method="tot_en_met", **_DAGEN)

    class Meta:
        model = Logboekregel
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kolom in ("wie", "handeling"):
            waarden = Logboekregel.objects.waarden(kolom)
            self.filters[kolom].extra["choices"] = [(waarde, waarde) for waarde in waarden]

    def op_tekst(self, rijen, naam, tekst):
        return rijen.met_tekst(tekst)

    def vanaf(self, rijen, naam, dag):
        return rijen.vanaf_dag(dag)

    def tot_en_met(self, rijen, naam, dag):
        return rijen.tot_en_met_dag(dag)

    @property
    def in_woorden(self) -> list[str]:
        """“Weg: beheer”, voor elk veld van dit geldige filter dat is gekozen."""
        gekozen = {naam: waarde for naam, waarde in self.form.cleaned_data.items() if waarde}
        return [f"{self.form.fields[naam].label}: {_woord(self.form.fields[naam], w)}" for naam, w in gekozen.items()]


def _woord(veld, waarde):
    if isinstance(waarde, date):
        return datum_tekst(waarde)
    return dict(getattr(veld, "choices", ())).get(waarde, waarde)


@require_safe
@leest_logboek
@met_schoon_adres
def logboek(request):
    """Klopt het filter niet, dan is de lijst leeg en staat erbij wat eraan schort."""
    filterset = LogboekFilter(request.GET, Logboekregel.objects.all())
    geldig = filterset.is_valid()
    regels = filterset.qs if geldig else Logboekregel.objects.none()
    return render(
        request,
        "uitvoering/logboek.html",
        {
            "formulier": filterset.form,
            "pagina": Paginator(regels, PER_PAGINA).get_page(request.GET.get("page")),
            "gefilterd": geldig and bool(filterset.in_woorden),
            "vraag": f"?{request.GET.urlencode()}" if geldig else "",
        },
        status=200 if geldig else 400,
    )


@require_safe
@voert_logboek_uit
def logboek_export(request, formaat):
    filterset = LogboekFilter(request.GET, Logboekregel.objects.all())
    if not filterset.is_valid():
        return redirect(f"{reverse('logboek')}?{request.GET.urlencode()}")
    nu = timezone.localtime().replace(tzinfo=None, microsecond=0)
    lijst = logboeklijst(filterset.qs, filters=filterset.in_woorden, door=request.user.naam, op=nu)
    return download_lijst(request, formaat, lijst, f"logboek-{nu.date().isoformat()}")


def logboeklijst(regels, *, filters, door, op) -> Lijst:
    """De nieuwste regels eerst; past niet alles erin, dan staat dat op het blad Over deze lijst."""
    totaal = regels.count()
    over = {
        "Filters": "; ".join(filters) or "Geen: alle regels",
        "Regels": REGEL.aantal(totaal),
        "Gemaakt door": door,
        "Gemaakt op": op,
    }
    if totaal > MEEST:
        over["Let op"] = f"Alleen de nieuwste {getal_tekst(MEEST)} regels. Kies een kortere periode voor de andere."
    return Lijst(
        naam="Logboek",
        titel="Logboek",
        maker=door,
        moment=op,
        velden=VELDEN,
        rijen=(_rij(regel) for regel in regels[:MEEST].iterator()),
        over=tuple(over.items()),
    )


def _rij(regel):
    wanneer = timezone.localtime(regel.op).replace(tzinfo=None, microsecond=0)
    hoe = (regel.adres, regel.get_weg_display(), regel.get_resultaat_display())
    return (wanneer, regel.wie, regel.handeling, regel.waarop, regel.van, regel.naar, *hoe)
