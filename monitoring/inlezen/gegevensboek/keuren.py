"""De regels voor wat nieuw of anders is: rechten, de regels van de velden en de database, en wat maar één keer mag voorkomen."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models

from acties.models.naam import ander
from acties.rekenblad.lezen.fout import HELE_RIJ
from acties.voorstel.toetsen import toets_uniek, toets_voorwaarden, veldregels
from acties.voorstel.voorstel import Blad, Rij
from acties.woorden import RIJ, vervoegd
from monitoring.constanten import Fase
from monitoring.inlezen.gegevensboek.gegevens import Gegevens
from monitoring.inlezen.gegevensboek.rijlezer import lege_rij
from monitoring.inlezen.gegevensboek.tabel import Tabel
from monitoring.models import Bespreking, Duiding, Evaluatie, Statusmelding
from monitoring.verslag.vastgesteld import Onleesbaar, sha256, uit_opslag

Mag = Callable[[str], bool]
Zinnen = dict[str, list[str]]  # per veld
VAST = "Deze evaluatie is vastgesteld en verandert niet meer."


def toets_rechten(blad: Blad, mag: Mag) -> None:
    """Wat iemand niet mag, wordt bij naam geweigerd; een blad dat hetzelfde is, mag blijven."""
    tabel, aantal = blad.tabel, len(blad.rijen)
    if not aantal:
        return
    rijen = f"{RIJ.aantal(aantal)} {vervoegd(aantal, 'is', 'zijn')}"
    soort = tabel.model._meta.verbose_name_plural
    if tabel.alleen_opdracht:
        reden = f"{rijen} nieuw of anders, maar {soort} lees je hier niet in. {tabel.alleen_opdracht}"
    elif not all(mag(tabel.recht(handeling)) for handeling in _handelingen(blad)):
        wie = "een beheerder" if tabel.model._meta.app_label == "acties" else "een projectleider"
        reden = (
            f"{rijen} nieuw of anders, maar {soort} mag alleen {wie} wijzigen. "
            f"Haal die rijen weg, of laat {wie} het bestand inlezen."
        )
    else:
        return
    blad.noem_fout(min(rij.nummer for rij in blad.rijen), HELE_RIJ, None, reden)


def _handelingen(blad: Blad) -> list[str]:
    return ["import", *(["add"] if blad.nieuw else []), *(["change"] if blad.anders else [])]


def toets_rijen(blad: Blad, rijen: list[Rij], *, opdracht: bool) -> None:
    """Elke rij zoals een formulier dat doet; wat is gebeurd alleen aan de regels van velden en database."""
    tabel = blad.tabel
    eigen = {kolom.veld for kolom in tabel.kolommen if not isinstance(kolom.veld, models.JSONField)}
    zonder = {str(veld.name) for veld in tabel.model._meta.fields if veld not in eigen or veld.is_relation}
    gecorrigeerd = _gecorrigeerd(rijen) if tabel.model is Statusmelding else set()
    kolom_van = {verwijzing.veld: verwijzing.kolom for verwijzing in tabel.verwijzingen}
    for rij in rijen:
        zinnen = veldregels(rij.obj, zonder=zonder, ook_clean=not tabel.feit) | _vaste_evaluatie(tabel, rij)
        zinnen |= _een_ander(tabel, rij)
        if tabel.model is Statusmelding and rij.obj.corrigeert_id not in gecorrigeerd:
            zinnen["corrigeert"] = ["Een melding met dit kenmerk bestaat niet, ook niet op dit blad."]
        if not opdracht:
            zinnen |= _eigen_kolommen(tabel, rij)
        for veld, meldingen in zinnen.items():
            for melding in meldingen:
                blad.noem_rijfout(rij, kolom_van.get(veld, veld), melding)
        blad.noem_twijfels(rij, kolom_van)
    toets_voorwaarden(blad, rijen)


def _gecorrigeerd(rijen: list[Rij]) -> set[UUID | None]:
    """Wat een melding kan corrigeren: niets, een melding uit het bestand of een die er al is. Eén query."""
    genoemd = {rij.obj.corrigeert_id for rij in rijen} - {None}
    op_blad = {rij.obj.verzoek for rij in rijen}
    return {
        None,
        *op_blad,
        *Statusmelding.objects.filter(verzoek__in=genoemd - op_blad).values_list("verzoek", flat=True),
    }


def _eigen_kolommen(tabel: Tabel, rij: Rij) -> Zinnen:
    """Wat de site zelf bijhoudt, verandert niet via een bestand."""
    oud = rij.oud or lege_rij(tabel)
    return {
        kolom.naam: ["Dit houdt de site zelf bij. Laat deze cel zoals zij was."]
        for plaats, kolom in enumerate(tabel.kolommen)
        if kolom.eigen and rij.nieuw[plaats] != oud[plaats]
    }


def _een_ander(tabel: Tabel, rij: Rij) -> Zinnen:
    """Wat in een tweede regio toevallig net zo heet, wijzigt nooit wat er al was."""
    if rij.oud is None:
        return {}
    naam = str(rij.oud[tabel.sleutelplaatsen[-1]]) if tabel.sleutel else ""
    return {
        kolom: [ander(naam, kolom, rij.oud[tabel.plaats[kolom]] or "")]
        for kolom in getattr(tabel.model, "VAST", ())
        if rij.nieuw[tabel.plaats[kolom]] != rij.oud[tabel.plaats[kolom]]
    }


def _vaste_evaluatie(tabel: Tabel, rij: Rij) -> Zinnen:
    """Een vastgestelde evaluatie en haar delen veranderen nooit; een nieuwe komt met haar eigen controlegetal."""
    if tabel.model in (Duiding, Bespreking):
        evaluatie = rij.obj.evaluatie
        vast = evaluatie.pk > 0 and evaluatie.fase == Fase.VASTGESTELD
        return {NON_FIELD_ERRORS: [VAST]} if vast else {}
    if tabel.model is not Evaluatie:
        return {}
    if rij.oud is not None and rij.oud[tabel.plaats["fase"]] == Fase.VASTGESTELD:
        return {NON_FIELD_ERRORS: [VAST]}
    verslag = None if rij.nieuw[tabel.plaats["verslag"]] is None else rij.obj.verslag
    if verslag is None:
        return {}
    try:
        uit_opslag(verslag)
    except Onleesbaar:
        return {"verslag": ["Dit verslag is niet te lezen. Neem het bestand zoals het is uitgevoerd."]}
    if sha256(verslag) != rij.obj.sha256:
        return {"sha256": ["Het controlegetal hoort niet bij het verslag: er is aan het bestand iets veranderd."]}
    return {}


def toets_dubbel(blad: Blad, gegevens: Gegevens) -> None:
    """Wat maar één keer mag voorkomen; dubbele sleutels zijn al gevonden."""
    tabel = blad.tabel
    ruw = gegevens.inhoud(tabel).ruw
    toets_uniek(
        blad, lambda: {pk: gegevens.object(tabel, rij) for pk, rij in ruw.items()}, zonder=_sleutelvelden(tabel)
    )


def _sleutelvelden(tabel: Tabel) -> set[str]:
    """De attributen waaruit de sleutel bestaat."""
    van_kolom = {verwijzing.kolom: verwijzing.veld for verwijzing in tabel.verwijzingen}
    namen = [van_kolom.get(naam, naam) for naam in tabel.sleutel]
    bekend = {veld.name: veld.attname for veld in tabel.model._meta.concrete_fields}
    return {bekend[naam] for naam in namen if naam in bekend}
