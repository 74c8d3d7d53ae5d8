"""De lijst van acties, de pagina van één actie en de geschiedenis van haar tekst."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.begrippen import Begrippenlijst
from acties.models import Actie, Begrip
from acties.spoor.geschiedenis import geschiedenis
from acties.toegang.toegang import leespagina, leespagina_met
from monitoring.lezen.actie.bellen import contacten
from monitoring.lezen.actie.jaren import jaarstanden
from monitoring.lezen.actie.meldingen import meldingen
from monitoring.lezen.actie.tegels import actiekaart
from monitoring.lezen.actielijst import adres, chips, gefilterde_acties, kolomkoppen
from monitoring.lezen.bijdragen import te_bevestigen_bijdragen
from monitoring.lezen.lokaal import dag_met_stand
from monitoring.lezen.onder import FILTER_KLOPT_NIET, onder_acties
from monitoring.lezen.pagina import kruimels_boven, kruimels_boven_actie, lees_peildatum, open_afspraken, wat_ik_volg
from monitoring.lezen.waarheid import verslag_op
from monitoring.verslag.vorm import TELBAAR

# Boven dit aantal acties wordt de lijst in pagina's verdeeld; een gewoon programma past ruim op één pagina.
PER_PAGINA = 200
WIJZIGINGEN_PER_PAGINA = 50


@leespagina
@require_safe
def actie_lijst(request, programma):
    verslag, acties, filterset = gefilterde_acties(request, programma)
    geldig = filterset.is_valid()
    lopend = [actie for actie in acties if not actie.vervallen]
    van_regio = [actie for actie in acties if not actie.lokaal_van]
    vervallen = sum(actie.vervallen for actie in van_regio)
    gekozen = chips(filterset) if geldig else []
    labels = [chip.label for chip in gekozen]
    return render(
        request,
        "monitoring/lezen/acties/actie_lijst.html",
        {
            "menu": "acties",
            "verslag": verslag,
            "filterset": filterset,
            "pagina": Paginator(lopend, PER_PAGINA).get_page(request.GET.get("page")),
            "vervallen": [actie for actie in acties if actie.vervallen],
            "onder": onder_acties(verslag, len(van_regio) - vervallen, vervallen, len(acties) - len(van_regio), labels)
            if geldig
            else FILTER_KLOPT_NIET,
            "chips": gekozen,
            "koppen": kolomkoppen(filterset),
            "adres": adres(filterset),
        },
        status=200 if geldig else 400,
    )


@leespagina_met(wat_ik_volg)
@require_safe
def actie_detail(request, programma, nummer):
    actie = _open_actie(request, programma, nummer)
    peildatum = lees_peildatum(request, programma)
    if actie.lokaal_van:
        peildatum = dag_met_stand(actie.lokaal_van, peildatum)
    verslag = verslag_op(request, programma, peildatum, heeft=lambda verslag: verslag.heeft(nummer))
    stand = verslag.actie(nummer)
    begrippen = Begrippenlijst(Begrip.objects.filter(programma=programma))
    return render(
        request,
        "monitoring/lezen/acties/actie_detail.html",
        {
            "menu": "gemeenten" if stand.lokaal_van else "acties",
            "kruimels": [*kruimels_boven(request, programma, stand.lokaal_van, stand.lokaal_slug), (str(actie), "")],
            "actie": actie,
            "stand": stand,
            "verslag": verslag,
            "pagina": meldingen(actie, request.user, verslag.peildatum, request.GET.get("page")),
            "jaren": jaarstanden(programma, verslag, stand),
            "standen": TELBAAR,
            "kaart": actiekaart(verslag, stand),
            "contacten": contacten(stand, timezone.localdate()) if request.user.is_authenticated else [],
            "begrippen": begrippen,
            "verdeling": _verdeling(stand),
            "ambities": list(actie.ambities.all()),
            "vervolgacties": actie.vervolgacties.select_related("programma") if programma.meer else [],
            "besluiten": [besluit for besluit in verslag.besluiten if besluit.nummer == nummer],
            "gebruikte_begrippen": begrippen.in_teksten(_teksten(stand)),
            "bijdragen": te_bevestigen_bijdragen(actie, request.user, timezone.localdate()),
            "mag_melden": _mag(request, actie, Actie.objects.bij_te_werken_door),
            "mag_bewerken": actie.is_lokaal and _mag(request, actie, Actie.objects.lokaal_te_bewerken_door),
            **open_afspraken(request, programma, verslag, nummer=nummer),
            **_buren(verslag, stand),
        },
    )


@leespagina
@require_safe
def actie_geschiedenis(request, programma, nummer):
    actie = _open_actie(request, programma, nummer)
    wijzigingen = Paginator(geschiedenis(actie), WIJZIGINGEN_PER_PAGINA)
    doel = reverse("monitoring:actie_detail", args=[programma.slug, nummer])
    return render(
        request,
        "monitoring/lezen/acties/actie_geschiedenis.html",
        {
            "menu": "gemeenten" if actie.is_lokaal else "acties",
            "kruimels": [*kruimels_boven_actie(request, actie), (str(actie), doel), ("Geschiedenis", "")],
            "actie": actie,
            "pagina": wijzigingen.get_page(request.GET.get("page")),
        },
    )


def _open_actie(request, programma, nummer):
    acties = Actie.objects.zichtbaar_voor(request.user).select_related(
        "programma", "onderdeel", "lokaal_van", "voortgekomen_uit__programma"
    )
    return get_object_or_404(acties, programma=programma, nummer=nummer)


def _teksten(stand):
    """De teksten op de pagina van een actie waarin begrippen gemarkeerd zijn."""
    meldingen = [regel.toelichting for regel in (stand.melding, *stand.organisaties) if regel]
    return [stand.titel, stand.omschrijving, stand.planning_toelichting, *meldingen]


def _verdeling(stand):
    """Hoeveel organisaties in elke status zijn, zonder de lege; leeg bij een actie met één stand voor de regio."""
    if stand.telling is None:
        return []
    aantallen = ((code, getattr(stand.telling, code)) for code in (*TELBAAR, "nvt"))
    return [(code, aantal) for code, aantal in aantallen if aantal]


def _mag(request, actie, rijen):
    return request.user.mag_melden and rijen(request.user, timezone.localdate()).filter(pk=actie.pk).exists()


def _buren(verslag, stand):
    """De vorige en de volgende actie op nummer; ``None`` aan het begin en het einde, en bij een lokale actie."""
    if stand.lokaal_van:
        return {"vorige": None, "volgende": None}
    nummers = [actie.nummer for actie in verslag.acties]
    plek = nummers.index(stand.nummer)
    return {
        "vorige": verslag.acties[plek - 1] if plek else None,
        "volgende": verslag.acties[plek + 1] if plek + 1 < len(nummers) else None,
    }
