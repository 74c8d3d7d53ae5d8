"""De kaarten op Mijn acties in een updateronde: per taak een formulier, met de melding waar het overheen gaat."""

from dataclasses import dataclass

from django.utils import timezone

from acties.models import Actie
from monitoring.lezen.bijdragen import Bijdrage, bijdragen_per_actie
from monitoring.models import Statusmelding
from monitoring.rondes.forms import RondeMeldingForm
from monitoring.rondes.rondemelding import concepten, laatste_meldingen
from monitoring.rondes.rondestand import meld_peildatum
from monitoring.rondes.schulden import Taak


@dataclass(frozen=True, slots=True)
class Kaart:
    """Eén taak op de pagina van een ronde. ``laatste``: de melding waar een nieuwe overheen gaat.

    ``ook``: de namen van wie dit woord voor de regio ook kan zeggen. ``bijdragen``: wat organisaties ernaast meldden.
    """

    taak: Taak
    formulier: RondeMeldingForm
    laatste: Statusmelding | None
    te_bevestigen: bool
    concept: bool
    ook: tuple[str, ...]
    bijdragen: tuple[Bijdrage, ...]


def kaarten(gebruiker, stand, slug, gebonden=None):
    """Een kaart per taak; ``gebonden`` is het formulier dat terugkomt met een fout.

    Het woord voor de regio en wat de organisatie zelf meldt, hebben elk hun eigen laatste melding.
    """
    lijst, organisatie = stand.van(slug), stand.organisaties.get(slug)
    nummers = [taak.actie.nummer for taak in lijst.taken]
    acties = Actie.objects.filter(programma_id=stand.ronde.programma_id, nummer__in=nummers)
    per_nummer = {actie.nummer: actie for actie in acties.select_related("programma")}
    eerder = {namens: _eerder(gebruiker, stand, lijst, namens) for namens in {None, organisatie}}
    regionaal = [per_nummer[taak.actie.nummer].pk for taak in lijst.regio]
    bijdragen = bijdragen_per_actie(regionaal) if regionaal else {}
    gemaakt = []
    for taak in lijst.taken:
        nummer, namens = taak.actie.nummer, None if taak.namens_regio else organisatie
        laatste, begonnen = eerder[namens]
        vorige = laatste.get(nummer)
        formulier = (
            gebonden
            if gebonden and gebonden.instance.actie.nummer == nummer
            else maak_formulier(gebruiker, stand, per_nummer[nummer], namens, vorige, begonnen.get(nummer))
        )
        gemaakt.append(
            Kaart(
                taak=taak,
                formulier=formulier,
                laatste=vorige,
                te_bevestigen=bool(formulier.over),
                concept=nummer in begonnen,
                ook=tuple(stand.organisaties[ander].naam for ander in taak.melders if ander != slug),
                bijdragen=tuple(bijdragen.get(per_nummer[nummer].pk, {}).values()) if taak.namens_regio else (),
            )
        )
    return gemaakt


def _eerder(gebruiker, stand, lijst, namens):
    """De laatste meldingen en de eigen concepten namens een organisatie, of (``None``) de regio; leeg als dat niet speelt."""
    nummers = [taak.actie.nummer for taak in lijst.taken if taak.namens_regio == (namens is None)]
    if not nummers:
        return {}, {}
    return laatste_meldingen(nummers, stand.ronde, namens), concepten(stand.ronde, gebruiker, namens)


def maak_formulier(gebruiker, stand, actie, organisatie, laatste, concept=None, *, data=None):
    nu = timezone.now()
    return RondeMeldingForm(
        data,
        actie=actie,
        organisatie=organisatie,
        door=gebruiker,
        op=nu,
        laatste=laatste,
        peildatum=meld_peildatum(stand.ronde, organisatie, timezone.localdate(nu)),
        concept=concept,
    )
