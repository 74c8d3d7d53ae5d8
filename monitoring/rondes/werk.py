"""Wat iemand over één actie van een ronde doet: melden, of zeggen dat er niets is veranderd. Voor elke deur dezelfde weg."""

from dataclasses import dataclass

from acties.models import Organisatie
from acties.spoor.gezien import Tussendoor
from monitoring.melden.namens import HELE_REGIO
from monitoring.melden.overname import over_te_nemen
from monitoring.models import Statusmelding
from monitoring.rondes.forms import RondeMeldingForm
from monitoring.rondes.rondemelding import bevestig_ongewijzigd, meld_in_ronde
from monitoring.rondes.rondestand import Rondestand
from monitoring.rondes.schulden import Taak
from monitoring.rondes.zinnen import bevestigd_in_ronde, opgeslagen_in_ronde


@dataclass(frozen=True, slots=True)
class Werk:
    """Wat iemand nu over één actie van een ronde doet. ``organisatie``: in wier lijst; leeg is die van de projectleider."""

    stand: Rondestand
    taak: Taak
    organisatie: Organisatie | None
    formulier: RondeMeldingForm
    laatste: Statusmelding | None

    @property
    def namens(self):
        return None if self.taak.namens_regio else self.organisatie

    @property
    def wie(self):
        """Namens wie er wordt gemeld. Het woord voor de regio is van de organisatie in wier lijst het staat."""
        melding = self.formulier.instance
        return {"organisatie": self.namens, "door": self.formulier.door, "op": melding.gemeld_op}

    @property
    def spreker(self):
        return self.organisatie if self.taak.namens_regio else None


def meld(werk):
    """De boodschap na opslaan, met de melding; leeg als het formulier fouten heeft."""
    formulier = werk.formulier
    if not formulier.is_valid():
        return "", None
    gegevens = {veld: formulier.cleaned_data[veld] for veld in ("gebaseerd_op", "verzoek")}
    actie = formulier.instance.actie
    velden = formulier.velden
    melding = meld_in_ronde(werk.stand.ronde, actie, velden=velden, spreker=werk.spreker, **werk.wie, **gegevens)
    if not formulier.zegt_hetzelfde_als(melding):
        raise Tussendoor(melding)
    formulier.noteer_bevestigd(melding, door=formulier.door)
    return f"Opgeslagen: {opgeslagen_in_ronde(werk.taak, melding)} {_nog(werk)}", melding


def bevestig(werk):
    formulier = werk.formulier
    formulier.is_valid()
    actie, gezien = formulier.instance.actie, formulier.cleaned_data.get("gebaseerd_op")
    bron = Statusmelding.objects.filter(pk=gezien, actie=actie).first()
    if not over_te_nemen(bron, werk.namens, door=werk.wie["door"]):
        formulier.add_error(None, "Er is nog geen melding om te bevestigen. Kies een status en sla op.")
        return "", None
    if not formulier.is_ongewijzigd and werk.laatste == bron:
        formulier.add_error(None, "Je hebt iets gewijzigd. Kies Opslaan om dat te melden, of zet de oude tekst terug.")
        return "", None
    verzoek = formulier.cleaned_data.get("verzoek")
    melding = bevestig_ongewijzigd(werk.stand.ronde, actie, bron, **werk.wie, spreker=werk.spreker, verzoek=verzoek)
    return f"{bevestigd_in_ronde(werk.taak, melding, bron)} {_nog(werk)}", melding


def _nog(werk):
    """Hoeveel er na deze melding nog te melden is; een bijdrage telt daar niet in mee."""
    slug = werk.organisatie.slug if werk.organisatie else HELE_REGIO
    open_werk = werk.stand.van(slug).open - (werk.taak.is_schuld and werk.taak.open)
    if not open_werk and not werk.taak.is_schuld:
        return "Dank je wel!"
    return f"Nog {open_werk} te melden." if open_werk else "Daarmee is alles gemeld. Dank je wel!"
