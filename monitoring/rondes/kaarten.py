"""De acties op Mijn acties in een updateronde: per taak een formulier, met de melding waar het overheen gaat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from acties.models import Actie, Organisatie
from monitoring.lezen.bijdragen import Bijdrage, bijdragen_per_actie
from monitoring.models import Statusmelding
from monitoring.rondes.forms import RondeMeldingForm
from monitoring.rondes.rondemelding import concepten, laatste_meldingen
from monitoring.rondes.rondestand import meld_peildatum
from monitoring.rondes.schulden import Taak, Taaksoort
from monitoring.verslag.afleiding import geldende_koers


@dataclass(frozen=True, slots=True)
class Kaart:
    """Eén taak op de pagina van een ronde. ``laatste``: de melding waar een nieuwe overheen gaat.

    ``concept``: wanneer de melder bewaarde waar hij aan begon, of ``None``. ``ook``: de namen van wie dit woord voor de
    regio ook kan zeggen. ``bijdragen``: wat organisaties ernaast meldden.
    """

    taak: Taak
    formulier: RondeMeldingForm
    laatste: Statusmelding | None
    te_bevestigen: bool
    concept: datetime | None
    ook: tuple[str, ...]
    bijdragen: tuple[Bijdrage, ...]

    @property
    def bijdrage(self) -> Bijdrage | None:
        """De ene bijdrage die nu te bevestigen is; zijn het er meer, dan leest de melder ze eerst."""
        kan = [bijdrage for bijdrage in self.bijdragen if not bijdrage.bezwaar]
        return kan[0] if len(kan) == 1 and self.taak.open else None

    @property
    def getoond(self) -> Statusmelding | None:
        """De melding die bij de actie te lezen staat: wat er te bevestigen is, of wat het laatst is gemeld."""
        return self.bijdrage.melding if self.bijdrage else self.laatste

    @property
    def status(self) -> str | None:
        """Wat er in de ronde is gemeld, en anders wat er het laatst is gezegd."""
        if self.taak.gemeld:
            return self.taak.gemeld.status
        return self.getoond.status if self.getoond else None

    @property
    def koers(self) -> str:
        return geldende_koers(self.status, self.getoond.koers) if self.getoond else ""


@dataclass(frozen=True, slots=True)
class Groep:
    """Het open werk van één soort."""

    soort: Taaksoort
    organisatie: Organisatie | None
    kaarten: tuple[Kaart, ...]


def groepen(kaarten: Iterable[Kaart], organisatie: Organisatie | None) -> list[Groep]:
    """Wat nog open is, in de volgorde waarin mensen het doen: eerst wat zij zelf doen."""
    open_werk = [kaart for kaart in kaarten if kaart.taak.open]
    per_soort = (
        Groep(soort, organisatie, tuple(kaart for kaart in open_werk if kaart.taak.soort == soort))
        for soort in (Taaksoort.EIGEN, Taaksoort.WOORD, Taaksoort.BIJDRAGE)
    )
    return [groep for groep in per_soort if groep.kaarten]


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
    bijdragen = bijdragen_per_actie(stand.ronde.programma_id, regionaal) if regionaal else {}
    gemaakt = []
    for taak in lijst.taken:
        nummer, namens = taak.actie.nummer, None if taak.namens_regio else organisatie
        laatste, begonnen = eerder[namens]
        vorige, concept = laatste.get(nummer), begonnen.get(nummer)
        formulier = (
            gebonden
            if gebonden and gebonden.instance.actie.nummer == nummer
            else maak_formulier(
                gebruiker, stand, per_nummer[nummer], namens, vorige, concept.velden if concept else None
            )
        )
        gemaakt.append(
            Kaart(
                taak=taak,
                formulier=formulier,
                laatste=vorige,
                te_bevestigen=bool(formulier.over),
                concept=concept.bijgewerkt_op if concept else None,
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
