"""De matrix van gemeenten en de pagina van één organisatie."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.models import Organisatie
from acties.toegang.toegang import leespagina, leespagina_met
from monitoring.lezen.matrix import maak_matrix, overleggen_met_gemeenten
from monitoring.lezen.onder import onder_gemeenten, onder_organisatie
from monitoring.lezen.organisatie import organisatie_beeld
from monitoring.lezen.pagina import lees_overleg, lees_peildatum, wat_ik_volg
from monitoring.lezen.raadsbrief import jaar_van_brief
from monitoring.lezen.waarheid import is_voorlopig, verslag_op


@require_safe
@leespagina
def gemeenten(request, programma):
    peildatum = lees_peildatum(request, programma)
    overleg = lees_overleg(request)
    verslag = verslag_op(request, programma, peildatum, overleg=overleg)
    matrix = maak_matrix(verslag)
    return render(
        request,
        "monitoring/lezen/gemeenten/gemeenten.html",
        {
            "menu": "gemeenten",
            "onder": onder_gemeenten(matrix),
            "matrix": matrix,
            "verslag": verslag,
            "overleg": overleg,
            "overleggen": overleggen_met_gemeenten(verslag.overleggen),
        },
    )


@require_safe
@leespagina_met(wat_ik_volg)
def organisatie_detail(request, programma, slug):
    """Van een opgegane organisatie de laatste stand; van een die er op de peildatum nog niet was alleen uitleg."""
    organisatie = get_object_or_404(
        Organisatie.objects.filter(partijen__programma=programma).select_related("opvolger").distinct(), slug=slug
    )
    gevraagd = lees_peildatum(request, programma)
    dichtste = organisatie.dichtste_dag(gevraagd)
    nog_niet, voorbij = dichtste > gevraagd, dichtste < gevraagd
    peildatum = min(dichtste, gevraagd)
    verslag = None if nog_niet else _verslag_met(request, programma, peildatum, slug)
    beeld = organisatie_beeld(verslag, slug) if verslag else None
    vandaag = timezone.localdate()
    bij_te_houden = Organisatie.objects.bij_te_houden_door(request.user, vandaag)
    return render(
        request,
        "monitoring/lezen/gemeenten/organisatie_detail.html",
        {
            "menu": "gemeenten",
            "kruimels": [
                ("Gemeenten", reverse("monitoring:gemeenten", args=[programma.slug]) + getattr(request, "peil", "")),
                (organisatie.naam, ""),
            ],
            "onder": onder_organisatie(
                organisatie.get_soort_display(), beeld.organisatie.subregio if beeld else "", peildatum
            ),
            "organisatie": organisatie,
            "verslag": verslag,
            "voorgangers": organisatie.voorgangers.order_by("naam"),
            "voorbij": voorbij,
            "nog_niet": nog_niet,
            "gevraagd": gevraagd,
            "peildatum": peildatum,
            "beeld": beeld,
            "jaar_van_brief": jaar_van_brief(organisatie, programma, peildatum) if beeld else None,
            "mag_brief": request.user.is_authenticated or not is_voorlopig(programma, peildatum),
            "mag_toevoegen": request.user.mag_melden and bij_te_houden.filter(pk=organisatie.pk).exists(),
            "eigen_organisatie": request.user.is_authenticated and organisatie in request.user.organisaties(vandaag),
        },
    )


def _verslag_met(request, programma, peildatum, slug):
    """Wat er op deze dag te lezen is; kwam de organisatie er pas na het vaststellen bij, dan de stand van nu."""
    return verslag_op(
        request, programma, peildatum, heeft=lambda verslag: slug in {regel.slug for regel in verslag.organisaties}
    )
