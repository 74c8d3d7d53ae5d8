"""De rest ongewijzigd bevestigen: in één handeling, na een lijst om te lezen. Tien minuten lang terug te draaien.

Wat er bij elkaar hoort, is te herkennen aan het kenmerk van elke melding: het volgt uit dat van de lijst (``samen``) en de
actie. Zo maakt een tweede klik niets nieuws, en is er geen tabel bij nodig.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from acties.models import Actie, Gebruiker, Organisatie, Programma
from monitoring.constanten import ZONDER_KOERS, Bron, Status
from monitoring.melden.melding import TeMelden, controleer_velden, laatst_gemeld_per_actie, meld_samen
from monitoring.melden.overname import inhoud
from monitoring.models import Statusmelding, Updateronde
from monitoring.rondes.kaarten import Kaart
from monitoring.verslag.vorm import MeldingRegel

TERUG_KAN = timedelta(minutes=10)

# Waarom een open actie niet meegaat. De melder doet haar zelf: daar ziet hij wat hij zegt.
VAN_DE_REGIO = "Dit zeg je namens de hele regio. Dat bevestig je bij de actie zelf."
NOOIT_GEMELD = "Hierover is nog niets gemeld."
BEGONNEN = "Je begon hier al aan een melding."
BESLOTEN = "De vorige tekst is niet openbaar."
ANDERE_DAG = "Wat nu geldt, is een andere melding dan je laatste."
GEEN_KOERS = "Er staat geen koers bij. Zeg eerst hoe het gaat."


@dataclass(frozen=True, slots=True)
class Rest:
    """Het open werk van een organisatie: wat ongewijzigd te bevestigen is, en wat niet, met de reden."""

    mee: tuple[Kaart, ...]
    niet: tuple[tuple[Kaart, str], ...]

    @property
    def gezien(self) -> set[str]:
        return {gezien(kaart) for kaart in self.mee}


def rest_van(kaarten: Iterable[Kaart]) -> Rest:
    redenen = [(kaart, waarom_niet(kaart)) for kaart in kaarten if kaart.taak.open]
    return Rest(
        mee=tuple(kaart for kaart, reden in redenen if not reden),
        niet=tuple((kaart, reden) for kaart, reden in redenen if reden),
    )


def gezien(kaart: Kaart) -> str:
    """Welke melding van welke actie de melder zag: “9:123”."""
    return f"{kaart.taak.actie.nummer}:{kaart.laatste.pk if kaart.laatste else 0}"


def waarom_niet(kaart: Kaart) -> str:
    """Waarom deze actie niet met de rest meegaat; leeg als dat wel kan."""
    laatste, kan_koers = kaart.laatste, kaart.laatste and kaart.laatste.status not in (*ZONDER_KOERS, Status.NVT)
    redenen = {
        VAN_DE_REGIO: kaart.taak.namens_regio,
        NOOIT_GEMELD: laatste is None,
        BEGONNEN: kaart.concept is not None,
        BESLOTEN: not kaart.te_bevestigen,
        ANDERE_DAG: not _geldt(kaart),
        GEEN_KOERS: kan_koers and laatste and not laatste.koers,
    }
    reden = next((reden for reden, geldt in redenen.items() if geldt), "")
    return reden or _bezwaar(kaart)


def _geldt(kaart: Kaart) -> bool:
    """Of de laatste melding ook die is, die op de peildatum van de ronde geldt."""
    regel = _regel(kaart)
    return bool(regel and kaart.laatste and regel.gemeld_op == kaart.laatste.gemeld_op)


def _regel(kaart: Kaart) -> MeldingRegel | None:
    organisatie = kaart.formulier.instance.organisatie
    regels = (regel for regel in kaart.taak.actie.organisaties if organisatie and regel.slug == organisatie.slug)
    return next(regels, None)


def _bezwaar(kaart: Kaart) -> str:
    """Wat de regels van nu tegen een oude melding hebben."""
    nieuw, laatste = kaart.formulier.instance, kaart.laatste
    if laatste is None:
        return ""
    wie = {"actie": nieuw.actie, "organisatie": nieuw.organisatie, "gemeld_op": nieuw.gemeld_op}
    try:
        controleer_velden(Statusmelding(**wie, **_velden(kaart, laatste)))
    except ValidationError as fout:
        return " ".join(fout.messages)
    return ""


def _velden(kaart: Kaart, laatste: Statusmelding) -> dict[str, Any]:
    return inhoud(laatste) | {"ongewijzigd": True, "peildatum": kaart.formulier.initial["peildatum"]}


def bevestig_rest(
    kaarten: Iterable[Kaart],
    ronde: Updateronde,
    *,
    organisatie: Organisatie,
    door: Gebruiker,
    op: datetime,
    samen: UUID,
) -> list[Statusmelding]:
    """Per kaart een melding met de inhoud van de vorige, alles of niets. Dezelfde fouten als ``melden``."""
    te_melden = [
        TeMelden(
            actie=kaart.formulier.instance.actie,
            velden=_velden(kaart, kaart.laatste),
            gebaseerd_op=kaart.laatste.pk,
            verzoek=_kenmerk(samen, kaart.formulier.instance.actie_id),
        )
        for kaart in kaarten
        if kaart.laatste
    ]
    return meld_samen(te_melden, organisatie=organisatie, door=door, op=op, bron=Bron.WEB, ronde=ronde)


@dataclass(frozen=True, slots=True)
class Samen:
    """Wat iemand in één handeling bevestigde. ``terug``: wat er al is teruggedraaid; ``anders``: waar later iets over kwam."""

    kenmerk: UUID
    meldingen: tuple[Statusmelding, ...]
    terug: tuple[Statusmelding, ...]
    anders: tuple[Statusmelding, ...]

    @property
    def tot(self) -> datetime:
        return self.meldingen[0].gemeld_op + TERUG_KAN

    @property
    def over(self) -> tuple[Statusmelding, ...]:
        """Wat nog terug te draaien is."""
        weg = {melding.pk for melding in (*self.terug, *self.anders)}
        return tuple(melding for melding in self.meldingen if melding.pk not in weg)

    def kan_terug(self, op: datetime) -> bool:
        return bool(self.over) and op <= self.tot


def samen_bevestigd(kenmerk: UUID | None, programma: Programma, door: Gebruiker) -> Samen | None:
    """Wat ``door`` met deze lijst bevestigde; ``None`` als dat niets is. In drie queries."""
    if kenmerk is None:
        return None
    acties = Actie.objects.filter(programma=programma).values_list("pk", flat=True)
    kenmerken = [_kenmerk(kenmerk, actie) for actie in acties]
    eigen = Statusmelding.objects.filter(verzoek__in=kenmerken, gemeld_door=door)
    meldingen = tuple(eigen.select_related("actie__programma", "organisatie", "ronde").order_by("actie__nummer"))
    if not meldingen:
        return None
    laatste = laatst_gemeld_per_actie([melding.actie_id for melding in meldingen], meldingen[0].organisatie)
    terug = tuple(m for m in meldingen if laatste[m.actie_id].verzoek == _kenmerk(kenmerk, m.actie_id, terug=True))
    anders = tuple(m for m in meldingen if laatste[m.actie_id].pk != m.pk and m not in terug)
    return Samen(kenmerk, meldingen, terug, anders)


@transaction.atomic
def draai_terug(samen: Samen, *, door: Gebruiker, op: datetime) -> list[Statusmelding]:
    """Een correctie van elke melding, met wat de melding daarvoor zei, over de dag van toen. Er gaat niets weg.

    Een gecorrigeerde melding telt niet meer, en deze correctie hoort bij geen ronde: de vorige geldt dus weer, en de acties
    staan weer open. Waar intussen iets anders over is gemeld, blijft dat. Dezelfde fouten als ``melden``.
    """
    vorige = _vorige(samen.over)
    te_melden = [
        TeMelden(
            actie=melding.actie,
            velden=inhoud(oud) | {"peildatum": oud.peildatum, "ongewijzigd": oud.ongewijzigd},
            gebaseerd_op=melding.pk,
            verzoek=_kenmerk(samen.kenmerk, melding.actie_id, terug=True),
            corrigeert=melding,
        )
        for melding in samen.over
        if (oud := vorige.get(melding.actie_id))
    ]
    organisatie = samen.meldingen[0].organisatie
    return meld_samen(te_melden, organisatie=organisatie, door=door, op=op, bron=Bron.WEB)


def _vorige(meldingen: Iterable[Statusmelding]) -> Mapping[int, Statusmelding]:
    """Per actie de melding die is herhaald: de laatste van vóór de bevestiging."""
    per_actie = {melding.actie_id: melding for melding in meldingen}
    organisatie = next(iter(per_actie.values())).organisatie
    eerder = Statusmelding.objects.filter(actie__in=per_actie, organisatie=organisatie).order_by("pk")
    return {oud.actie_id: oud for oud in eerder if oud.pk < per_actie[oud.actie_id].pk}


def _kenmerk(samen: UUID, actie: int, *, terug: bool = False) -> UUID:
    return uuid5(samen, f"{'terug ' if terug else ''}{actie}")
