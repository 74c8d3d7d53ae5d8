"""What is measured against: the same work, done the ordinary way."""

import io
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from import_export import fields, resources
from import_export.widgets import CharWidget
from openpyxl import Workbook
from tablib import Dataset

from acties.models import Aanjager, Actie, Organisatie, Overleg, Programma
from acties.rekenblad.schrijven.boek import Blad, Boek, Regel, Tabel
from monitoring.constanten import Status
from monitoring.models import Statusmelding


@login_not_required
def vast(request: Any) -> HttpResponse:
    """A constant page: what it costs to answer at all."""
    return HttpResponse("<!DOCTYPE html><title>Vast</title><p>Altijd hetzelfde.</p>")


def venster(programma: Programma, peildatum: date, *velden: str) -> list[Any]:
    """The stand with a window function: it reads every melding there ever was about these acties."""
    velden = velden or (
        "id", "actie_id", "organisatie_id", "status", "koers", "toelichting", "bijsturing", "peildatum", "gemeld_op",
        "ongewijzigd", "openbaar", "bron", "gemeld_door__first_name", "gemeld_door__last_name", "gemeld_door__username",
    )  # fmt: skip
    rang = Window(RowNumber(), partition_by=["actie_id", "organisatie_id"], order_by=["-peildatum", "-id"])
    meldingen = Statusmelding.objects.filter(actie__programma=programma, peildatum__lte=peildatum)
    return list(meldingen.annotate(rang=rang).filter(rang=1).order_by().values_list(*velden))


# A dashboard of model instances


def acties_met_alles(programma: Programma, peildatum: date) -> Any:
    """Everything an actie shows, fetched beforehand in a fixed number of queries."""
    meldingen = Statusmelding.objects.filter(peildatum__lte=peildatum).select_related("organisatie", "gemeld_door")
    return (
        Actie.objects.filter(programma=programma)
        .select_related("onderdeel", "doelgroep")
        .prefetch_related(
            "hoofdverantwoordelijken",
            Prefetch("aanjagers", Aanjager.objects.select_related("rol")),
            Prefetch("meldingen", meldingen),
        )
    )


def _met_stand(actie: Actie, deelnemers: dict[int, set[int]]) -> Actie:
    """Newest melding, status and numbers of one actie, as attributes on the instance."""
    nieuwste: dict[int | None, Statusmelding] = {}
    for melding in actie.meldingen.all():  # newest first
        nieuwste.setdefault(melding.organisatie_id, melding)
    actie.melding = max(nieuwste.values(), key=lambda melding: melding.peildatum, default=None)  # type: ignore[attr-defined]
    actie.stand = actie.melding.status if actie.melding else "geen_melding"  # type: ignore[attr-defined]
    verwacht = {pk for partij in actie.hoofdverantwoordelijken.all() for pk in deelnemers[partij.pk]}
    actie.gemeld, actie.verwacht = len(verwacht & set(nieuwste)), len(verwacht)  # type: ignore[attr-defined]
    return actie


@login_not_required
def dashboard_met_modellen(request: Any, slug: str) -> HttpResponse:
    """The same blocks as the dashboard, with model instances all the way into the template."""
    programma = get_object_or_404(Programma.objects.met_kenmerk(), slug=slug)
    request.programma = programma
    peildatum = programma.laatste_dag
    deelnemers: dict[int, set[int]] = {partij.pk: set() for partij in programma.partijen.all()}
    for organisatie in Organisatie.objects.op_peildatum(peildatum).prefetch_related("partijen"):
        for partij in organisatie.partijen.all():
            deelnemers.setdefault(partij.pk, set()).add(organisatie.pk)
    acties: list[Any] = [_met_stand(actie, deelnemers) for actie in acties_met_alles(programma, peildatum)]
    standen = [*Status.values, "geen_melding"]
    per_onderdeel = [
        (onderdeel, [sum(a.onderdeel_id == onderdeel.pk and a.stand == stand for a in acties) for stand in standen])
        for onderdeel in programma.onderdelen.all()
    ]
    per_partij = [
        (
            partij,
            [sum(partij in a.hoofdverantwoordelijken.all() and a.stand == stand for a in acties) for stand in standen],
        )
        for partij in programma.partijen.all()
    ]
    open_acties = [actie for actie in acties if actie.stand != Status.AFGEROND]
    context = {
        "peildatum": peildatum,
        "tellers": [(stand, sum(actie.stand == stand for actie in acties)) for stand in standen],
        "statussen": [*Status.choices, ("geen_melding", "Geen melding")],
        "per_onderdeel": per_onderdeel,
        "per_partij": per_partij,
        "acties": acties,
        "eerste": sorted(open_acties, key=lambda actie: (actie.eindjaar or 9999, actie.nummer))[:10],
        "aandacht": [
            a
            for a in open_acties
            if a.melding is None or a.gemeld < a.verwacht or (a.eindjaar or 9999) < peildatum.year
        ],
        "nieuws": sorted((a for a in acties if a.melding), key=lambda actie: actie.melding.peildatum, reverse=True),
        "overleggen": Overleg.objects.select_related("subregio"),
    }
    return render(request, "benchmarks/dashboard_met_modellen.html", context)


# The list of acties as django-import-export makes it


class ActieResource(resources.ModelResource):
    """The 22 columns of the export, each from the model instance. The status is simply that of the newest melding."""

    omschrijving = fields.Field("omschrijving", "Omschrijving")
    hoofdverantwoordelijken = fields.Field(column_name="Hoofdverantwoordelijke")
    aanjagers = fields.Field(column_name="Aanjager")
    rollen = fields.Field(column_name="Aanjagersrol")
    planning = fields.Field("planning", "Planning")
    status = fields.Field(column_name="Status")
    soort = fields.Field("onderdeel__soort", "Soort onderdeel")
    onderdeel = fields.Field("onderdeel__naam", "Onderdeel")
    doelgroep = fields.Field("doelgroep__naam", "Doelgroep")
    loopt_uit = fields.Field(column_name="Loopt uit")
    koers = fields.Field(column_name="Koers")
    laatste = fields.Field(column_name="Laatste melding")
    toelichting = fields.Field(column_name="Wat is er gebeurd")
    bijsturing = fields.Field(column_name="Bijsturing")
    afgerond = fields.Field(column_name="Organisaties afgerond")
    gemeld = fields.Field(column_name="Organisaties gemeld")
    totaal = fields.Field(column_name="Organisaties totaal")

    class Meta:
        model = Actie
        fields = (
            "nummer", "titel", "omschrijving", "hoofdverantwoordelijken", "aanjagers", "rollen", "planning", "status", "soort",
            "onderdeel", "doelgroep", "startjaar", "eindjaar", "planning_toelichting", "loopt_uit", "koers", "laatste",
            "toelichting", "bijsturing", "afgerond", "gemeld", "totaal",
        )  # fmt: skip

    def __init__(self, peildatum: date):
        super().__init__()
        self.peildatum = peildatum

    def before_export(self, queryset, **kwargs):
        self._nieuwste = (None, {})

    def _meldingen(self, actie):
        """Newest per organisation, worked out once per row."""
        if self._nieuwste[0] != actie.pk:
            nieuwste = {}
            for melding in actie.meldingen.all():
                if melding.peildatum <= self.peildatum:
                    nieuwste.setdefault(melding.organisatie_id, melding)
            self._nieuwste = (actie.pk, nieuwste)
        return self._nieuwste[1]

    def _laatste(self, actie):
        return max(self._meldingen(actie).values(), key=lambda melding: melding.peildatum, default=None)

    def dehydrate_hoofdverantwoordelijken(self, actie):
        return "; ".join(partij.naam for partij in actie.hoofdverantwoordelijken.all())

    def dehydrate_aanjagers(self, actie):
        return "; ".join(aanjager.tekst for aanjager in actie.aanjagers.all())

    def dehydrate_rollen(self, actie):
        return "; ".join(f"{aanjager.rol.letter} {aanjager.rol.naam}" for aanjager in actie.aanjagers.all())

    def dehydrate_status(self, actie):
        melding = self._laatste(actie)
        return melding.get_status_display() if melding else "Geen melding"

    def dehydrate_loopt_uit(self, actie):
        return "ja" if actie.eindjaar and actie.eindjaar < self.peildatum.year else "nee"

    def dehydrate_koers(self, actie):
        melding = self._laatste(actie)
        return melding.get_koers_display() if melding else ""

    def dehydrate_laatste(self, actie):
        melding = self._laatste(actie)
        return melding.peildatum if melding else None

    def dehydrate_toelichting(self, actie):
        return "\n".join(melding.toelichting for melding in self._meldingen(actie).values() if melding.toelichting)

    def dehydrate_bijsturing(self, actie):
        return "\n".join(melding.bijsturing for melding in self._meldingen(actie).values() if melding.bijsturing)

    def dehydrate_afgerond(self, actie):
        return sum(melding.status == Status.AFGEROND for melding in self._meldingen(actie).values())

    def dehydrate_gemeld(self, actie):
        return len(self._meldingen(actie))

    def dehydrate_totaal(self, actie):
        return len(self._meldingen(actie))


def exporteer(programma: Programma, peildatum: date, *, vooraf: bool) -> bytes:
    """The list as .xlsx with django-import-export; ``vooraf``: with everything prefetched."""
    acties = acties_met_alles(programma, peildatum) if vooraf else Actie.objects.filter(programma=programma)
    return ActieResource(peildatum).export(acties).export("xlsx")


# The annual report without its look


def zonder_opmaak(boek: Boek) -> bytes:
    """The same cells, with openpyxl's defaults and without charts."""
    werkboek = Workbook()
    for inhoud in boek.bladen:
        blad = werkboek.create_sheet()
        assert isinstance(inhoud, Blad)
        for deel in inhoud.delen:
            if isinstance(deel, Regel):
                blad.append([deel.tekst])
            elif isinstance(deel, Tabel):
                for rij in (deel.koppen, *deel.rijen, *deel.totalen):
                    blad.append([cel.waarde for cel in rij])
    uit = io.BytesIO()
    werkboek.save(uit)
    return uit.getvalue()


# The gegevensboek with django-import-export, out of the box


class ActieInleesResource(resources.ModelResource):
    """Every field of an actie, with keys of the database for what it refers to: the least work that stock can have."""

    # Without these, an empty cell breaks the database.
    omschrijving = fields.Field("omschrijving", "omschrijving", CharWidget(allow_blank=True))
    planning_toelichting = fields.Field("planning_toelichting", "planning_toelichting", CharWidget(allow_blank=True))
    vervallen_reden = fields.Field("vervallen_reden", "vervallen_reden", CharWidget(allow_blank=True))

    class Meta:
        model = Actie
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True


def acties_als_xlsx(acties: Any) -> bytes:
    return ActieInleesResource().export(acties.prefetch_related("ambities", "hoofdverantwoordelijken")).export("xlsx")


def lees_acties_in(inhoud: bytes, *, proef: bool) -> Any:
    gegevens = Dataset().load(inhoud, format="xlsx")
    return ActieInleesResource().import_data(gegevens, dry_run=proef, raise_errors=True)


class MeldingResource(resources.ModelResource):
    """Every field of a melding, with names for what it refers to."""

    programma = fields.Field("actie__programma__slug", "programma")
    actie = fields.Field("actie__nummer", "actie")
    organisatie = fields.Field("organisatie__naam", "organisatie")
    gemeld_door = fields.Field("gemeld_door__username", "gemeld_door")
    ronde = fields.Field("ronde__naam", "ronde")

    class Meta:
        model = Statusmelding


def meldingen_als_xlsx(meldingen: Any) -> bytes:
    verwant = ("actie__programma", "organisatie", "gemeld_door", "ronde")
    return MeldingResource().export(meldingen.select_related(*verwant)).export("xlsx")
