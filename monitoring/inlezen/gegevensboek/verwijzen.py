"""Van rijen naar objecten, en van de namen in hun cellen naar de objecten waar zij naar verwijzen."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import models

from acties.models import Gebruiker
from acties.rekenblad.lezen.waarde import SCHEIDING
from acties.voorstel.voorstel import Blad, Rij
from monitoring.inlezen.gegevensboek.gegevens import Gegevens
from monitoring.inlezen.gegevensboek.tabel import Meervoud, Sleutel, Verwijzing
from monitoring.inlezen.gegevensboek.tabellen import OP_MODEL


class _Mislukt(Exception):
    """De rij waar dit naar verwijst heeft zelf een fout. Die staat er al; deze rij is pas daarna te beoordelen."""


def maak_objecten(blad: Blad, gegevens: Gegevens, nummers: Iterator[int]) -> None:
    """Maak van elke rij die nieuw of anders is een object. Een nieuw object krijgt een voorlopig nummer uit ``nummers``."""
    tabel, inhoud = blad.tabel, gegevens.inhoud(blad.tabel)
    gewoon = [(plaats, kolom.veld) for plaats, kolom in enumerate(tabel.kolommen) if kolom.veld is not None]
    for rij in blad.rijen:
        if rij.pk is None:
            rij.obj = tabel.model(pk=next(nummers))
            if isinstance(rij.obj, Gebruiker):
                rij.obj.set_unusable_password()  # wie zo is ingelezen, vraagt een nieuw wachtwoord aan
        else:
            rij.obj = gegevens.object(tabel, inhoud.ruw[rij.pk])
        for plaats, veld in gewoon:
            waarde = rij.nieuw[plaats]
            if rij.oud is None or waarde != rij.oud[plaats]:
                json_tekst = isinstance(veld, models.JSONField) and waarde is not None
                rij.zet(veld.attname, json.loads(waarde) if json_tekst else waarde)
        gegevens.voeg_toe(tabel, rij.sleutel, rij.obj)


def verbind(blad: Blad, rij: Rij, gegevens: Gegevens) -> bool:
    """Zet de verwijzingen op het object; onwaar, met fouten op het blad, als er een niet klopt.

    Ook onwaar, zonder fout, als zij naar een rij wijst die zelf een fout heeft.
    """
    fouten = len(blad.fouten)
    try:
        for verwijzing in blad.tabel.verwijzingen:
            _zet_verwijzing(blad, rij, verwijzing, gegevens)
        for meervoud in blad.tabel.meervoud:
            plaats = blad.tabel.plaats[meervoud.veld]
            if rij.oud is None or rij.nieuw[plaats] != rij.oud[plaats]:
                rij.groepen[meervoud.veld] = _zoek_groep(blad, rij, meervoud, gegevens)
    except _Mislukt:
        return False
    return len(blad.fouten) == fouten


def _zet_verwijzing(blad: Blad, rij: Rij, verwijzing: Verwijzing, gegevens: Gegevens) -> None:
    waarden = [rij.nieuw[blad.tabel.plaats[naam]] for naam in verwijzing.kolommen]
    try:
        sleutel = verwijzing.sleutel(waarden)
        ander = None if sleutel is None else _zoek(verwijzing.naar, sleutel, gegevens)
    except ValueError as fout:
        blad.noem_fout(rij.nummer, verwijzing.kolom, waarden[-1], str(fout))
        return
    veld: Any = blad.tabel.model._meta.get_field(verwijzing.veld)
    if ander is None and not veld.null:
        blad.noem_fout(rij.nummer, verwijzing.kolom, None, "Vul hier iets in; deze cel mag niet leeg zijn.")
        return
    rij.zet(veld.attname, ander and ander.pk)
    rij.obj._state.fields_cache[verwijzing.veld] = ander
    rij.anderen[verwijzing.veld] = ander


def _zoek_groep(blad: Blad, rij: Rij, meervoud: Meervoud, gegevens: Gegevens) -> list[Any]:
    tabel = blad.tabel
    tekst = rij.nieuw[tabel.plaats[meervoud.veld]]
    programma = rij.nieuw[tabel.plaats["programma"]] if "programma" in tabel.plaats else ""
    groep: list[Any] = []
    for naam in tekst.split(SCHEIDING) if tekst else ():
        try:
            ander = _zoek(meervoud.naar, meervoud.ontleed(programma, naam), gegevens)
        except ValueError as fout:
            blad.noem_fout(rij.nummer, meervoud.veld, naam, str(fout))
            continue
        if ander not in groep:  # twee keer genoemd, anders geschreven
            groep.append(ander)
    mag_zonder = not meervoud.verplicht or (meervoud.behalve and rij.nieuw[tabel.plaats[meervoud.behalve]])
    if not tekst and not mag_zonder:
        blad.noem_fout(rij.nummer, meervoud.veld, None, "Vul hier ten minste één naam in.")
    return groep


def _zoek(model: type[models.Model], sleutel: Sleutel, gegevens: Gegevens) -> Any:
    """Het object met deze sleutel. Fout: ``ValueError`` met wat er niet is."""
    if gegevens.is_mislukt(model, sleutel):
        raise _Mislukt
    ander = gegevens.vind(model, sleutel)
    if ander is not None:
        return ander
    tabel = OP_MODEL[model]
    bij = " ".join(str(deel) for deel in sleutel[:-1])
    binnen = f" bij {bij[:60]}" if bij else ""
    raise ValueError(
        f"{tabel.naam.capitalize()} “{str(sleutel[-1])[:60]}” bestaat niet{binnen}, ook niet op het blad {tabel.blad}. "
        "Voeg die rij toe of verbeter de naam."
    )
