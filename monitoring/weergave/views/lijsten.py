"""Lijsten als Excel, ODS en CSV, en het jaarverslag: nooit meer dan deze lezer op het scherm ziet."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from acties.forms import ZoekForm
from acties.models import Begrip
from acties.rekenblad.schrijven.formaten import WERKMAPPEN, schrijver
from acties.toegang.toegang import leespagina, projectleider
from monitoring.afspraken.filter import AfspraakFilter
from monitoring.jaar.uitgave import jaarverslag_als_stuk
from monitoring.lezen.actielijst import chips, gefilterde_acties
from monitoring.lezen.download import download_lijst, naamdeel
from monitoring.lezen.filters import SORTERINGEN, BesluitFilter
from monitoring.lezen.pagina import lees_overleg, lees_peildatum, verslag_voor
from monitoring.lezen.tweetal.forms import lees_tweetal
from monitoring.lezen.vaststelling import vaststelling
from monitoring.lezen.views.veranderd import bewaard_veranderd, lees_periode
from monitoring.lezen.waarheid import is_voorlopig, verslag_op, weiger_voorlopig_bestand
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.voortgang import voortgang
from monitoring.verslag.afspraken import afspraken_voor
from monitoring.verslag.besluiten import besluitregels
from monitoring.weergave import maken
from monitoring.weergave.lijsten.actielijst import actielijst
from monitoring.weergave.lijsten.afspraaklijst import afspraaklijst
from monitoring.weergave.lijsten.begriplijst import begriplijst
from monitoring.weergave.lijsten.besluitlijst import besluitlijst, vaststellinglijst
from monitoring.weergave.lijsten.cijferlijst import cijferlijst
from monitoring.weergave.lijsten.gemeentelijst import gemeentelijst
from monitoring.weergave.lijsten.planninglijst import planninglijst
from monitoring.weergave.lijsten.rondelijst import rondelijst
from monitoring.weergave.lijsten.tweetallijst import tweetallijst
from monitoring.weergave.lijsten.veranderdlijst import veranderdlijst
from monitoring.weergave.views.leveren import lever_over


@require_safe
@leespagina
def actie_export(request, programma, formaat):
    """Een filter dat niet klopt, geeft geen leeg bestand maar de lijst die zegt wat eraan schort."""
    verslag, acties, filterset = gefilterde_acties(request, programma)
    weiger_voorlopig_bestand(request, verslag.jaar, voorlopig=verslag.voorlopig)
    if not filterset.is_valid():
        return redirect(f"{reverse('monitoring:actie_lijst', args=[programma.slug])}?{request.GET.urlencode()}")
    lijst = actielijst(
        verslag,
        acties,
        filters=[chip.label for chip in chips(filterset)],
        volgorde=_volgorde(filterset.sortering),
        **_wie_en_wanneer(request),
    )
    return download_lijst(request, formaat, lijst, f"acties-{_stand(verslag)}")


@require_safe
@leespagina
def gemeenten_export(request, programma, formaat):
    peildatum, overleg = lees_peildatum(request, programma), lees_overleg(request)
    verslag = verslag_op(request, programma, peildatum, overleg=overleg)
    weiger_voorlopig_bestand(request, verslag.jaar, voorlopig=verslag.voorlopig)
    lijst = gemeentelijst(verslag, **_wie_en_wanneer(request))
    deel = f"-{overleg.slug}" if overleg else ""
    return download_lijst(request, formaat, lijst, f"gemeenten{deel}-{_stand(verslag)}")


@require_safe
@leespagina
def tweetal_export(request, programma, formaat):
    verslag, _, tweetal = lees_tweetal(request, programma)
    weiger_voorlopig_bestand(request, verslag.jaar, voorlopig=verslag.voorlopig)
    if tweetal is None:
        return redirect(
            f"{reverse('monitoring:organisaties_vergelijken', args=[programma.slug])}?{request.GET.urlencode()}"
        )
    lijst = tweetallijst(verslag, tweetal, **_wie_en_wanneer(request))
    deel = "-".join(organisatie.slug for organisatie in tweetal.organisaties)
    return download_lijst(request, formaat, lijst, f"{deel}-{_stand(verslag)}")


@require_safe
@leespagina
def cijfers_export(request, programma, formaat):
    verslag = verslag_op(request, programma, lees_peildatum(request, programma))
    weiger_voorlopig_bestand(request, verslag.jaar, voorlopig=verslag.voorlopig)
    lijst = cijferlijst(verslag, **_wie_en_wanneer(request))
    return download_lijst(request, formaat, lijst, f"cijfers-{_stand(verslag)}")


@require_safe
@leespagina
def planning_export(request, programma, formaat):
    """Zoals de planning op het scherm: dezelfde filters, zonder lokale acties."""
    verslag, acties, filterset = gefilterde_acties(request, programma, met_lokaal=False)
    weiger_voorlopig_bestand(request, verslag.jaar, voorlopig=verslag.voorlopig)
    if not filterset.is_valid():
        return redirect(f"{reverse('monitoring:planning', args=[programma.slug])}?{request.GET.urlencode()}")
    gekozen = [chip.label for chip in chips(filterset)]
    lijst = planninglijst(verslag, acties, programma.jaren, filters=gekozen, **_wie_en_wanneer(request))
    return download_lijst(request, formaat, lijst, f"planning-{_stand(verslag)}")


@require_safe
@leespagina
def besluit_export(request, programma, formaat):
    filter_ = BesluitFilter(request.GET, programma=programma)
    if not filter_.is_valid():
        return redirect(f"{reverse('monitoring:besluit_lijst', args=[programma.slug])}?{request.GET.urlencode()}")
    verslag = verslag_voor(request, programma, programma.standaard_peildatum(timezone.localdate()))
    besluiten = tuple(besluitregels(filter_.kies(programma.besluiten.all())).values())
    lijst = besluitlijst(verslag, besluiten, filters=filter_.in_woorden, **_wie_en_wanneer(request))
    return download_lijst(request, formaat, lijst, f"besluiten-{_plaats(verslag)}")


@require_safe
@leespagina
def afspraak_export(request, programma, formaat):
    vandaag = timezone.localdate()
    filter_ = AfspraakFilter(request.GET, regels=afspraken_voor(request.user, programma), dag=vandaag)
    if not filter_.is_valid():
        return redirect(f"{reverse('monitoring:afspraak_lijst', args=[programma.slug])}?{request.GET.urlencode()}")
    gekozen = tuple(filter_.gekozen.values())
    lijst = afspraaklijst(programma, gekozen, dag=vandaag, filters=filter_.in_woorden, **_wie_en_wanneer(request))
    return download_lijst(request, formaat, lijst, f"afspraken-{programma.slug}-{vandaag.isoformat()}")


@require_safe
@leespagina
def vaststelling_export(request, programma, formaat):
    verslag = verslag_voor(request, programma, programma.standaard_peildatum(timezone.localdate()))
    lijst = vaststellinglijst(verslag, vaststelling(verslag), **_wie_en_wanneer(request))
    return download_lijst(request, formaat, lijst, f"vaststelling-{_plaats(verslag)}")


@require_safe
@leespagina
def begrip_export(request, programma, formaat):
    formulier = ZoekForm(request.GET)
    if not formulier.is_valid():
        return redirect(f"{reverse('acties:begrip_lijst', args=[programma.slug])}?{request.GET.urlencode()}")
    zoek = formulier.cleaned_data["zoek"]
    begrippen = Begrip.objects.filter(programma=programma).zoek(zoek).op_alfabet()
    lijst = begriplijst(programma, begrippen, zoek=zoek, **_wie_en_wanneer(request))
    return download_lijst(request, formaat, lijst, f"begrippen-{programma.slug}")


@require_safe
@leespagina
def jaarverslag(request, programma, jaar, formaat):
    if formaat not in WERKMAPPEN:
        raise Http404("Dit bestandsformaat is er niet.")
    stuk = jaarverslag_als_stuk(request, programma, jaar)
    naam = f"jaarverslag-{jaar}-{programma.slug}{naamdeel(stuk.moment)}.{formaat}"
    soort = schrijver(formaat).CONTENT_TYPE
    return lever_over(request, stuk, programma, maken.jaarverslag_werkmap, {"formaat": formaat}, soort=soort, naam=naam)


@require_safe
@leespagina
def veranderd_export(request, programma, formaat):
    van, tot = lees_periode(request, programma)
    for dag in (van, tot):
        weiger_voorlopig_bestand(request, dag.year, voorlopig=is_voorlopig(programma, dag))
    voorlopig = is_voorlopig(programma, van) or is_voorlopig(programma, tot)
    veranderd = bewaard_veranderd(programma, van, tot)
    lijst = veranderdlijst(programma, veranderd, voorlopig=voorlopig, **_wie_en_wanneer(request))
    naam = f"veranderd-{programma.slug}-{van.isoformat()}-{tot.isoformat()}"
    return download_lijst(request, formaat, lijst, f"{naam}{_voorlopigdeel(voorlopig)}")


@projectleider
@require_safe
def ronde_export(request, programma, pk, formaat):
    """De voortgang van een updateronde, een rij per organisatie."""
    ronde = get_object_or_404(Updateronde, programma=programma, pk=pk)
    vandaag = timezone.localdate()
    groepen = voortgang(rondestand(ronde, programma, vandaag), vandaag)
    voorlopig = is_voorlopig(programma, ronde.peildatum)
    lijst = rondelijst(ronde, groepen, voorlopig=voorlopig, **_wie_en_wanneer(request))
    naam = f"voortgang-{programma.slug}-{ronde.peildatum.isoformat()}"
    return download_lijst(request, formaat, lijst, f"{naam}{_voorlopigdeel(voorlopig)}")


def _wie_en_wanneer(request):
    """Een bezoeker zonder account heeft geen naam: het bestand heet dan een openbare versie."""
    return {"door": request.user.naam, "op": timezone.localtime().replace(tzinfo=None, microsecond=0)}


def _volgorde(sortering):
    woord = SORTERINGEN[sortering.lstrip("-")]
    return f"{woord}, omgekeerd" if sortering.startswith("-") else woord


def _plaats(verslag):
    """Het stuk bestandsnaam dat zegt waarvan en van welke dag. Een slug is altijd veilig ASCII."""
    return f"{verslag.programma.slug}-{verslag.peildatum.isoformat()}"


def _stand(verslag):
    """``_plaats``, en of de cijfers voorlopig zijn."""
    return f"{_plaats(verslag)}{_voorlopigdeel(verslag.voorlopig)}"


def _voorlopigdeel(voorlopig):
    """Ook een CSV zegt het zo: zij heeft geen blad om het op te zeggen."""
    return "-voorlopig" if voorlopig else ""
