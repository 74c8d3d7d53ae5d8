"""Melden: één weg waarlangs elke statusmelding ontstaat, uit de browser, het beheer of Excel."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from acties.models import Actie, Gebruiker, Organisatie
from acties.spoor.gezien import Tussendoor
from acties.spoor.logboek import noteer_na_opslaan, noteer_samen
from monitoring.constanten import Bron, Status
from monitoring.melden.namens import mag_melden, spreekt_over, sprekers
from monitoring.models import Inlezing, Statusmelding, Toegangslink, Updateronde
from monitoring.models.melding import afzender

# De waarde van ``gebaseerd_op`` als de melder geen eerdere melding zag, en als er niet op een conflict wordt gelet.
NIETS_GEZIEN = 0


def lees_nummer(tekst: str) -> int:
    """Het nummer van een melding zoals een pagina het meestuurt. Wat geen nummer is, wijst er geen aan."""
    return int(tekst) if tekst.isdecimal() and len(tekst) < len(str(2**63)) else NIETS_GEZIEN


class NietBevoegd(Exception):
    """Deze gebruiker mag op die dag niet namens deze organisatie over deze actie melden."""


def laatst_gemeld(actie: Actie, organisatie: Organisatie | None) -> Statusmelding | None:
    """De melding waar een nieuwe overheen zou gaan: de laatste van de organisatie zelf, of het laatste woord voor de regio.

    Een lokale actie heeft één stand, ook als haar organisatie is opgegaan: daar is het de laatste van wie dan ook.
    """
    meldingen = Statusmelding.objects.filter(actie=actie)
    if not actie.is_lokaal:
        meldingen = meldingen.filter(organisatie=organisatie)
    return meldingen.select_related("gemeld_door", "link", "organisatie").order_by("-pk").first()


def laatst_gemeld_per_actie(acties: Any, organisatie: Organisatie | None) -> dict[int, Statusmelding]:
    """Zoals ``laatst_gemeld``, voor meer acties in één query. ``acties``: nummers van rijen, of een query daarnaar."""
    van_wie = Q(organisatie=organisatie) | Q(actie__lokaal_van__isnull=False)
    nieuwste = (
        Statusmelding.objects.filter(van_wie, actie__in=acties)
        .order_by()
        .values("actie")
        .annotate(nieuwste=Max("pk"))
        .values("nieuwste")
    )
    meldingen = Statusmelding.objects.filter(pk__in=nieuwste)
    return {m.actie_id: m for m in meldingen.select_related("gemeld_door", "link", "organisatie", "actie")}


@transaction.atomic
def melden(
    actie: Actie,
    *,
    organisatie: Organisatie | None,
    door: Gebruiker | Toegangslink,
    op: datetime,
    velden: dict[str, Any],
    bron: Bron = Bron.WEB,
    gebaseerd_op: int | None = None,
    verzoek: UUID | None = None,
    ronde: Updateronde | None = None,
    inlezing: Inlezing | None = None,
    spreker: Organisatie | None = None,
    bevestigt: Statusmelding | None = None,
    corrigeert: Statusmelding | None = None,
) -> Statusmelding:
    """Sla één melding op; met ``ronde`` telt zij in die updateronde, ``inlezing`` zegt uit welk bestand zij komt.

    Een woord voor de regio is van ``spreker`` (zonder: van wie ``door`` is), en kan een bijdrage overnemen (``bevestigt``).
    Een correctie noemt de melding die zij verbetert.

    ``velden``: peildatum, status, koers, toelichting, bijsturing, openbaar, ongewijzigd. ``gebaseerd_op``: het id van de
    melding die de melder als laatste zag (``NIETS_GEZIEN`` als er geen was, ``None`` om niet op een conflict te letten).
    Een ``verzoek`` dat al is verwerkt geeft de melding terug die er toen van kwam. Een correctie blijft in de ronde van de
    melding die zij verbetert.
    Fouten: ``NietBevoegd``, ``Tussendoor`` (met de nieuwste melding), ``ValidationError`` (per veld).
    """
    actie = (
        Actie.objects.select_for_update(of=("self",)).select_related("programma", "lokaal_van").get(pk=actie.pk)
    )  # melders van één actie wachten op elkaar
    if verzoek and (eerder := Statusmelding.objects.filter(verzoek=verzoek, **afzender(door)).first()):
        return eerder
    if not mag_melden([actie.pk], organisatie, door=door, op=timezone.localdate(op)):
        raise NietBevoegd
    if gebaseerd_op is not None:
        laatste = laatst_gemeld(actie, organisatie)
        if laatste and laatste.pk != gebaseerd_op:
            raise Tussendoor(laatste)
    spreker = None if organisatie else _sprekers([actie.pk], spreker, door, op).get(actie.pk)
    melding = Statusmelding(
        actie=actie,
        organisatie=organisatie,
        **afzender(door),
        gemeld_op=op,
        bron=Bron.MELDLINK if isinstance(door, Toegangslink) else bron,
        verzoek=verzoek or uuid4(),
        ronde=corrigeert.ronde if corrigeert else ronde,
        inlezing=inlezing,
        spreker=spreker,
        bevestigt=bevestigt.organisatie if bevestigt else None,
        corrigeert=corrigeert,
        **velden,
    )
    melding.full_clean(exclude=["actie", "organisatie", "gemeld_door", "link"])
    melding.save()
    noteer_na_opslaan("melden", melding, door=door)
    return melding


@dataclass(frozen=True, slots=True, kw_only=True)
class TeMelden:
    """Eén van een aantal meldingen die samen worden opgeslagen. De velden betekenen hetzelfde als bij ``melden``."""

    actie: Actie
    velden: dict[str, Any]
    gebaseerd_op: int | None = None
    verzoek: UUID | None = None
    corrigeert: Statusmelding | None = None


@transaction.atomic
def meld_samen(
    te_melden: Sequence[TeMelden],
    *,
    organisatie: Organisatie | None,
    door: Gebruiker,
    op: datetime,
    bron: Bron,
    ronde: Updateronde | None = None,
    inlezing: Inlezing | None = None,
    spreker: Organisatie | None = None,
) -> list[Statusmelding]:
    """``melden`` voor meer acties van één organisatie, of de regio: alles of niets, en in een vast aantal queries.

    Dezelfde fouten als ``melden``; de regels van het model gelden hier via ``clean`` en in de database zelf.
    """
    pks = [deel.actie.pk for deel in te_melden]
    acties = (
        Actie.objects.select_for_update(of=("self",))
        .select_related("programma", "lokaal_van")
        .order_by("pk")
        .in_bulk(pks)
    )
    if not mag_melden(pks, organisatie, door=door, op=timezone.localdate(op)):
        raise NietBevoegd
    gezien = [deel.actie.pk for deel in te_melden if deel.gebaseerd_op is not None]
    laatste = laatst_gemeld_per_actie(gezien, organisatie) if gezien else {}
    woorden = {} if organisatie else _sprekers(pks, spreker, door, op)
    meldingen = []
    for deel in te_melden:
        vorige = laatste.get(deel.actie.pk)
        if deel.gebaseerd_op is not None and vorige and vorige.pk != deel.gebaseerd_op:
            raise Tussendoor(vorige)
        melding = Statusmelding(
            actie=acties[deel.actie.pk],
            organisatie=organisatie,
            gemeld_door=door,
            gemeld_op=op,
            bron=bron,
            verzoek=deel.verzoek or uuid4(),
            corrigeert=deel.corrigeert,
            ronde=ronde,
            inlezing=inlezing,
            spreker=woorden.get(deel.actie.pk),
            **deel.velden,
        )
        controleer_velden(melding)
        meldingen.append(melding)
    Statusmelding.objects.bulk_create(meldingen)
    noteer_samen("melden", meldingen, door=door)
    return meldingen


def _sprekers(
    acties: Collection[int], spreker: Organisatie | None, door: Gebruiker | Toegangslink, op: datetime
) -> dict[int, Organisatie]:
    """Per actie wie het woord voor de regio spreekt. Een projectleider schrijft ook dat van een ander op."""
    dag = timezone.localdate(op)
    if spreker is None:
        return sprekers(acties, door=door, op=dag)
    eigen = door.is_projectleider or spreker in door.organisaties(dag)
    if not eigen or spreekt_over(acties, spreker, dag) != set(acties):
        raise NietBevoegd
    return dict.fromkeys(acties, spreker)


def controleer_velden(melding: Statusmelding) -> None:
    """De regels van het model zonder query; fouten komen als één ``ValidationError`` met een lijst per veld."""
    fouten: dict[str, Any] = {}
    verwijzingen = [
        "actie",
        "organisatie",
        "spreker",
        "gemeld_door",
        "link",
        "ronde",
        "inlezing",
        "corrigeert",
    ]  # bij elke hoort anders een query
    for controle in (partial(melding.clean_fields, exclude=verwijzingen), melding.clean):
        try:
            controle()
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
    if fouten:
        raise ValidationError(fouten)


def herhaalt_reden(status: str, toelichting: str, *, vorige_status: str, vorige_toelichting: str) -> bool:
    """N.v.t. vraagt om een reden: de tekst van toen de actie nog wel van toepassing was, is er geen.

    Een lege tekst weigert het model al.
    """
    if status != Status.NVT or vorige_status == Status.NVT:
        return False
    return toelichting.strip() == vorige_toelichting.strip() != ""
