"""De acties in het beheer met hoe zij er vandaag voor staan: de tabel van ``acties``, met wat alleen hier bekend is."""

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib import admin
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from acties.admin.actie import ActieAdmin
from acties.admin.lijst import Lijst
from acties.models import Actie, Programma
from monitoring.constanten import GEEN_MELDING, Koers, Status
from monitoring.lezen.wiezinnen import herkomst
from monitoring.models import Statusmelding
from monitoring.verslag.geldend import geldend_verslag
from monitoring.verslag.vorm import ActieStand, Verslag

from .voorbeeld import MetVoorbeeld

LAATSTE = 10  # zoveel meldingen staan er naast het formulier; de rest is één klik verder

STANDEN = [(code, label) for code, label in Status.choices if code != Status.NVT]


class Vandaag:
    """De verslagen van vandaag van de programma's waar deze acties bij horen."""

    def __init__(self, programmas: Iterable[int], dag: date):
        gevraagd = Programma.objects.met_kenmerk().filter(pk__in=set(programmas))
        self.verslagen: dict[int, Verslag] = {programma.pk: geldend_verslag(programma, dag) for programma in gevraagd}

    def hang_aan(self, acties: Iterable[Actie]) -> None:
        """``actie.vandaag`` is (ActieStand, Verslag); ``None`` voor een actie die vandaag niet meetelt."""
        per_actie = {
            (programma, stand.nummer): (stand, verslag)
            for programma, verslag in self.verslagen.items()
            for stand in verslag.acties
        }
        for actie in acties:
            actie.vandaag = per_actie.get((actie.programma_id, actie.nummer))  # type: ignore[attr-defined]

    def waar(self, past: Callable[[ActieStand], bool]) -> Q:
        """De acties waarvan de stand past."""
        wie = Q(pk__in=[])
        for programma, verslag in self.verslagen.items():
            wie |= Q(programma=programma, nummer__in=[stand.nummer for stand in verslag.acties if past(stand)])
        return wie


class LijstMetStand(Lijst):
    """De rijen van één pagina, elk met haar stand."""

    def get_results(self, request):
        super().get_results(request)
        rijen = list(self.result_list)
        Vandaag((actie.programma_id for actie in rijen), timezone.localdate()).hang_aan(rijen)
        self.result_list = rijen


class Standfilter(admin.SimpleListFilter):
    """Op wat vandaag geldt. ``past(waarde, stand)``: of een actie bij een gekozen waarde hoort."""

    past: Callable[[str, ActieStand], bool]

    def queryset(self, request, queryset):
        waarde = self.value()
        if waarde not in dict(self.lookup_choices):
            return queryset
        programmas = queryset.order_by().values_list("programma", flat=True).distinct()
        vandaag = Vandaag(programmas, timezone.localdate())
        return queryset.filter(vandaag.waar(lambda stand: type(self).past(waarde, stand)))


class OpStatus(Standfilter):
    title = "status vandaag"
    parameter_name = "stand"
    past = staticmethod(lambda waarde, stand: stand.stand == waarde)

    def lookups(self, request, model_admin):
        return [*STANDEN, (GEEN_MELDING, "Geen melding")]


class OpKoers(Standfilter):
    title = "koers vandaag"
    parameter_name = "koers"
    past = staticmethod(lambda waarde, stand: waarde in stand.koerscodes)

    def lookups(self, request, model_admin):
        return Koers.choices


class OpBevestigd(Standfilter):
    title = "wie het zegt"
    parameter_name = "zegt"
    past = staticmethod(lambda waarde, stand: stand.nog_niet_bevestigd)

    def lookups(self, request, model_admin):
        return [("onbevestigd", "Nog niet bevestigd")]


admin.site.unregister(Actie)


@admin.register(Actie)
class ActieMetStand(MetVoorbeeld, ActieAdmin):
    list_display = ["nummer", "titel", "onderdeel", "wie", "planning_kort", "stand"]
    list_filter = [OpStatus, OpKoers, OpBevestigd, *ActieAdmin.list_filter]
    readonly_fields = ["zo_staat_het"]
    fieldsets = [*ActieAdmin.fieldsets, ("Zo staat het ervoor", {"fields": ["zo_staat_het"]})]

    def get_changelist(self, request, **kwargs):
        return LijstMetStand

    def get_fieldsets(self, request, obj=None):
        """Wie een actie toevoegt, heeft er nog geen stand van."""
        return super().get_fieldsets(request, obj) if obj else ActieAdmin.fieldsets

    def view_on_site(self, actie):
        return reverse("monitoring:actie_detail", args=[actie.programma.slug, actie.nummer])

    @admin.display(description="stand vandaag")
    def stand(self, actie):
        """Status, koers, wie dat zegt en wanneer er het laatst over is gemeld."""
        return _toon(actie)

    @admin.display(description="stand en laatste meldingen")
    def zo_staat_het(self, actie):
        Vandaag([actie.programma_id], timezone.localdate()).hang_aan([actie])
        meldingen = Statusmelding.objects.filter(actie=actie).select_related("organisatie", "gemeld_door")
        return _toon(actie, meldingen.order_by("-peildatum", "-pk")[:LAATSTE])


def _toon(actie, meldingen=None):
    stand, verslag = actie.vandaag or (None, None)
    inhoud = {"actie": actie, "stand": stand, "verslag": verslag, "meldingen": meldingen}
    if stand:
        inhoud["herkomst"] = herkomst(stand)
    return render_to_string("admin/actie_stand.html", inhoud)
