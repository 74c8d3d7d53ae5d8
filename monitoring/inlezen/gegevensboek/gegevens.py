"""Wat er in de database staat, per tabel in één query: de rijen zoals in het bestand, hun sleutels en zo nodig het object."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from acties.voorstel.opslaan import koppeltabel
from monitoring.inlezen.gegevensboek.kolom import Kolom, meervoud_tekst
from monitoring.inlezen.gegevensboek.tabel import Meervoud, Sleutel, Tabel
from monitoring.inlezen.gegevensboek.tabellen import OP_MODEL


@dataclass(slots=True)
class Inhoud:
    """Een tabel uit de database. ``rijen`` (per sleutel) is leeg als alleen de sleutels nodig zijn."""

    pks: dict[Sleutel, int] = field(default_factory=dict)
    rijen: dict[Sleutel, tuple[Any, ...]] = field(default_factory=dict)
    ruw: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    objecten: dict[Sleutel, Any] = field(default_factory=dict)


def attributen(model: type[models.Model]) -> list[str]:
    """De velden van een object, zonder de verslagen: die zijn groot en hier nooit als object nodig."""
    return [veld.attname for veld in model._meta.concrete_fields if not isinstance(veld, models.JSONField)]


class Gegevens:
    """Leest elke tabel hooguit één keer. Wat nieuw is, komt erbij met ``voeg_toe`` en is dan ook te vinden."""

    def __init__(self) -> None:
        self._inhoud: dict[type[models.Model], Inhoud] = {}
        self._mislukt: set[tuple[type[models.Model], Sleutel]] = set()

    def lees(self, tabel: Tabel) -> Inhoud:
        """De hele tabel, met haar meervoudige verwijzingen."""
        inhoud = self._lees(tabel, tabel.kolommen)
        self._inhoud[tabel.model] = inhoud
        return inhoud

    def inhoud(self, tabel: Tabel) -> Inhoud:
        """Wat ``lees`` van deze tabel las."""
        return self._inhoud[tabel.model]

    def vind(self, model: type[models.Model], sleutel: Sleutel) -> Any:
        """Het object met deze sleutel, of ``None`` als het er niet is."""
        tabel, inhoud = OP_MODEL[model], self._inhoud.get(model)
        sleutel = tabel.vouw(sleutel)
        if inhoud is None:
            inhoud = self._inhoud[model] = self._lees(
                tabel, [tabel.kolommen[plaats] for plaats in tabel.sleutelplaatsen]
            )
        obj = inhoud.objecten.get(sleutel)
        if obj is None and (pk := inhoud.pks.get(sleutel)) is not None:
            obj = inhoud.objecten[sleutel] = self.object(tabel, inhoud.ruw[pk])
        return obj

    def voeg_toe(self, tabel: Tabel, sleutel: Sleutel, obj: Any) -> None:
        self._inhoud[tabel.model].objecten[sleutel] = obj

    def laat_vallen(self, tabel: Tabel, sleutel: Sleutel) -> None:
        """Een rij met een fout: wat ernaar verwijst, is niet te beoordelen zolang die er staat."""
        self._mislukt.add((tabel.model, tabel.vouw(sleutel)))

    def is_mislukt(self, model: type[models.Model], sleutel: Sleutel) -> bool:
        return (model, OP_MODEL[model].vouw(sleutel)) in self._mislukt

    def object(self, tabel: Tabel, ruw: tuple[Any, ...]) -> Any:
        return tabel.model.from_db("default", attributen(tabel.model), ruw)

    def _lees(self, tabel: Tabel, kolommen: Sequence[Kolom]) -> Inhoud:
        inhoud, heel = Inhoud(), len(kolommen) == len(tabel.kolommen)
        plaatsen = tabel.sleutelplaatsen if heel else range(len(kolommen))
        eigen = attributen(tabel.model)
        pk_plaats = eigen.index(tabel.model._meta.pk.attname)
        keer: Counter[tuple[Any, ...]] = Counter()
        for ruw, rij in lees_rijen(tabel, kolommen, eigen):
            sleutel: Sleutel = tabel.vouw(tuple([rij[plaats] for plaats in plaatsen]))
            if not tabel.sleutel:
                keer[rij] += 1
                sleutel = (*rij, keer[rij])
            pk = ruw[pk_plaats]
            inhoud.pks[sleutel] = pk
            inhoud.ruw[pk] = ruw
            if heel:
                inhoud.rijen[sleutel] = rij
        return inhoud


def lees_rijen(
    tabel: Tabel, kolommen: Sequence[Kolom], eigen: Sequence[str] = ("pk",)
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Per rij de velden ``eigen`` (waaronder de sleutel van de database) en de waarden van de kolommen. Eén query, en één per
    meervoudige verwijzing."""
    groepen = [tabel.meervoud_op_kolom.get(kolom.naam) for kolom in kolommen]
    namen = [_namen(tabel, groep) if groep else None for groep in groepen]
    stappen, plek = [], len(eigen)
    for kolom, naam in zip(kolommen, namen, strict=True):
        stappen.append((kolom.uit_db, plek, plek + len(kolom.paden), naam))
        plek += len(kolom.paden)
    paden = [pad for kolom in kolommen for pad in kolom.paden]
    pk_plaats = [tabel.model._meta.pk.attname if naam == "pk" else naam for naam in eigen].index(
        tabel.model._meta.pk.attname
    )
    for ruw in tabel.model._default_manager.order_by("pk").values_list(*eigen, *paden).iterator(chunk_size=5000):
        pk = ruw[pk_plaats]
        rij = tuple([
            (ruw[begin] if uit_db is None else uit_db(*ruw[begin:einde])) if naam is None else naam.get(pk, "")
            for uit_db, begin, einde, naam in stappen
        ])  # fmt: skip
        yield ruw[: len(eigen)], rij


def _namen(tabel: Tabel, meervoud: Meervoud) -> dict[int, str]:
    door, van, _ = koppeltabel(tabel.model, meervoud.veld)
    namen: dict[int, list[str]] = defaultdict(list)
    for pk, *delen in door._default_manager.values_list(van, *meervoud.paden).iterator(chunk_size=5000):
        namen[pk].append(meervoud.noem(*delen))
    return {pk: meervoud_tekst(lijst) for pk, lijst in namen.items()}
