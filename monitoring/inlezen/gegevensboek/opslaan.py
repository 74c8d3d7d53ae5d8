"""Een voorvertoning bewaren: in één transactie, met geschiedenis, in een aantal queries dat niet met de rijen groeit."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from monitoring.constanten import Fase
from monitoring.inlezen.gegevensboek.gegevens import koppeltabel
from monitoring.inlezen.gegevensboek.tabel import Tabel
from monitoring.inlezen.gegevensboek.vergelijken import Voortgang
from monitoring.inlezen.gegevensboek.voorvertoning import Blad, Rij, Voorvertoning
from monitoring.models import Evaluatie

REDEN = "Ingelezen uit Excel"
_VAST = ("fase", "verslag", "sha256", "vastgesteld_op")


class NietOpgeslagen(Exception):
    """De database weigerde; er is niets veranderd. De tekst zegt wat de regel is."""


def sla_op(voorvertoning: Voorvertoning, *, door: Any = None, op: datetime, meld: Voortgang = lambda _: None) -> None:
    """Bewaar alles wat nieuw of anders is, of niets. Fout: ``NietOpgeslagen``, ook als er nog fouten in zitten."""
    if voorvertoning.fouten:
        raise NietOpgeslagen("Er zitten nog fouten in het bestand.")
    try:
        with transaction.atomic(), _grote_opdrachten():
            vaststellen: list[tuple[Any, dict[str, Any]]] = []
            for blad in voorvertoning.bladen:
                meld(blad.tabel.blad)
                if blad.tabel.model is Evaluatie:
                    vaststellen = _nog_niet_vast(blad)
                _bewaar(blad, door, op)
            _stel_vast(vaststellen)
    except IntegrityError as fout:
        raise NietOpgeslagen(_waarom(fout, voorvertoning)) from fout


def _bewaar(blad: Blad, door: Any, op: datetime) -> None:
    tabel = blad.tabel
    for rij in blad.nieuw:
        rij.obj.pk = None
    later = [rij for rij in blad.rijen if not _zet_verwijzingen(tabel, rij)]
    beheer = tabel.model._default_manager
    if blad.nieuw:
        beheer.bulk_create([rij.obj for rij in blad.nieuw])
    _werk_bij(tabel, [rij.obj for rij in blad.anders])
    if later:  # verwijst naar een rij op hetzelfde blad, die toen nog geen nummer had
        for rij in later:
            _zet_verwijzingen(tabel, rij)
        _werk_bij(tabel, [rij.obj for rij in later])
    for meervoud in tabel.meervoud:
        _bewaar_meervoud(blad, meervoud)
    if hasattr(tabel.model, "history"):
        _schrijf_geschiedenis(tabel, blad.nieuw, door, op, nieuw=True)
        _schrijf_geschiedenis(tabel, blad.anders, door, op, nieuw=False)


def _zet_verwijzingen(tabel: Tabel, rij: Rij) -> bool:
    """Neem het nummer over van elk object waar dit naar verwijst; onwaar als een ervan nog geen nummer heeft."""
    compleet = True
    for verwijzing in tabel.verwijzingen:
        ander = rij.anderen[verwijzing.veld]
        nummer = ander.pk if ander is not None else None
        if nummer is not None and nummer < 0:
            nummer = None
        compleet = compleet and (ander is None or nummer is not None)
        veld: Any = tabel.model._meta.get_field(verwijzing.veld)
        setattr(rij.obj, veld.attname, nummer)
    return compleet


def _werk_bij(tabel: Tabel, objecten: list[Any]) -> None:
    """Eén INSERT … ON CONFLICT DO UPDATE: vier keer sneller dan bulk_update."""
    if not objecten:
        return
    velden = [
        veld.name for veld in tabel.model._meta.concrete_fields
        if not veld.primary_key and veld.attname not in objecten[0].get_deferred_fields()
    ]  # fmt: skip
    tabel.model._default_manager.bulk_create(
        objecten, update_conflicts=True, unique_fields=["pk"], update_fields=velden
    )


def _bewaar_meervoud(blad: Blad, meervoud: Any) -> None:
    door, van, naar = koppeltabel(blad.tabel, meervoud)
    plaats = blad.tabel.plaats[meervoud.veld]
    gewijzigd = [rij for rij in blad.anders if rij.oud and rij.oud[plaats] != rij.nieuw[plaats]]
    if gewijzigd:
        door._default_manager.filter(**{f"{van}__in": [rij.obj.pk for rij in gewijzigd]}).delete()
    door._default_manager.bulk_create(
        door(**{van: rij.obj.pk, naar: ander.pk})
        for rij in (*blad.nieuw, *gewijzigd)
        for ander in rij.groepen[meervoud.veld]
    )


def _schrijf_geschiedenis(tabel: Tabel, rijen: list[Rij], door: Any, op: datetime, *, nieuw: bool) -> None:
    if not rijen:
        return
    geschiedenis: Any = tabel.model.history  # type: ignore[attr-defined] # from simple-history
    regels = geschiedenis.bulk_history_create(
        [rij.obj for rij in rijen], update=not nieuw, default_user=door, default_date=op, default_change_reason=REDEN
    )
    regel_van = {rij.obj.pk: regel.pk for regel, rij in zip(regels, rijen, strict=True)}
    for meervoud in tabel.meervoud:
        beeld = getattr(geschiedenis.model, meervoud.veld).model
        koppel, van, naar = koppeltabel(tabel, meervoud)
        nu = koppel._default_manager.filter(**{f"{van}__in": list(regel_van)}).values_list("pk", van, naar)
        beeld.objects.bulk_create(
            beeld(id=pk, history_id=regel_van[eigen], **{van: eigen, naar: ander}) for pk, eigen, ander in nu
        )


# Vastgestelde evaluaties: hun duidingen en besprekingen moeten er eerst bij, want daarna weigert de database dat


def _nog_niet_vast(blad: Blad) -> list[tuple[Any, dict[str, Any]]]:
    vast = [rij.obj for rij in blad.rijen if rij.obj.fase == Fase.VASTGESTELD]
    bewaard = [(evaluatie, {naam: getattr(evaluatie, naam) for naam in _VAST}) for evaluatie in vast]
    for evaluatie in vast:
        evaluatie.fase, evaluatie.verslag, evaluatie.sha256 = Fase.CONCEPT, None, ""
        evaluatie.vastgesteld_op = None
    return bewaard


def _stel_vast(bewaard: list[tuple[Any, dict[str, Any]]]) -> None:
    for evaluatie, velden in bewaard:
        Evaluatie.objects.filter(pk=evaluatie.pk).update(**velden)


# De database


@contextmanager
def _grote_opdrachten() -> Iterator[None]:
    """Laat Django op SQLite zo veel waarden in één opdracht zetten als deze SQLite aankan, in plaats van 999."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    kenmerken: Any = connection.features
    eerst = kenmerken.max_query_params
    kenmerken.max_query_params = max(eerst, connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    try:
        yield
    finally:
        kenmerken.max_query_params = eerst


def _waarom(fout: IntegrityError, voorvertoning: Voorvertoning) -> str:
    """De zin van de regel die de database noemt, of anders dat er iets dubbel is."""
    tekst = str(fout)
    for blad in voorvertoning.bladen:
        for regel in blad.tabel.model._meta.constraints:
            velden = [f"{blad.tabel.model._meta.db_table}.{naam}" for naam in getattr(regel, "fields", ())]
            if regel.name in tekst or (velden and all(veld in tekst for veld in velden)):
                return f"Blad {blad.tabel.blad}: {regel.violation_error_message}"
    return "De database weigerde een rij. Controleer of twee rijen van plaats wisselen, en lees het bestand dan in twee keer in."
