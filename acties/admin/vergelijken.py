"""Een bestand naast een tabel van het beheer leggen: wat is nieuw, wat is anders, wat klopt er niet. Er verandert nog niets.

Het aantal queries hangt af van het aantal tabellen, niet van het aantal rijen.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from django.db import models
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget

from acties.models.naam import Naamveld
from acties.models.naam import ander as een_ander
from acties.rekenblad.lezen.fout import HELE_RIJ
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.tekst import schone_tekst
from acties.rekenblad.lezen.waarde import SCHEIDING
from acties.voorstel.opslaan import koppeltabel
from acties.voorstel.toetsen import toets_uniek, toets_voorwaarden, veldregels
from acties.voorstel.voorstel import Blad, Rij

Ruw = tuple[Any, ...]  # een rij zoals de database haar geeft; leeg als zij er niet is


@dataclass(frozen=True)
class Kolom:
    """Een kolom van de tabel, met het veld van het model waar zij in terechtkomt (``None``: alleen om te lezen)."""

    naam: str
    veld: str
    bron: Field
    modelveld: Any

    @property
    def meervoudig(self) -> bool:
        return isinstance(self.bron.widget, ManyToManyWidget)

    @property
    def verwijst(self) -> bool:
        return self.modelveld is not None and self.modelveld.is_relation and not self.meervoudig

    def toon(self, waarde: Any) -> Any:
        """De waarde zoals zij in een bestand staat: een andere rij bij haar naam."""
        if self.meervoudig:
            return SCHEIDING.join(sorted(self.bron.widget.naam(ander) for ander in waarde))
        return self.bron.widget.render(waarde) if self.verwijst else waarde


@dataclass(frozen=True)
class Vorm:
    """De tabel als blad."""

    blad: str
    model: type[models.Model]
    kolommen: Sequence[Kolom]

    @cached_property
    def plaats(self) -> dict[str, int]:
        return {kolom.naam: plaats for plaats, kolom in enumerate(self.kolommen)}

    @cached_property
    def verwijzingen(self) -> list[Kolom]:
        return [kolom for kolom in self.kolommen if kolom.verwijst]

    @cached_property
    def meervoud(self) -> list[Kolom]:
        return [kolom for kolom in self.kolommen if kolom.meervoudig]


class Vergelijking:
    """Eén bestand naast één tabel (een ``acties.admin.tabel.Tabel``)."""

    def __init__(self, tabel: Any, dataset: Any):
        self.tabel, self.dataset = tabel, dataset
        self.model = tabel._meta.model
        self.register = tabel.register
        velden = [(veld, _modelveld(self.model, veld)) for veld in tabel.leesvelden()]
        kolommen = [Kolom(veld.column_name, veld.attribute, veld, modelveld) for veld, modelveld in velden]
        self.vorm = Vorm(str(self.model._meta.verbose_name_plural), self.model, kolommen)
        self.attributen = [veld.attname for veld in self.model._meta.concrete_fields]
        self.blad = Blad(tabel=self.vorm)

    def maak(self) -> Blad:
        self.dataset.headers = self.tabel.koppen(self.dataset.headers)
        for kop, uitleg in self.tabel.fouten_in_koppen(self.dataset.headers):
            self.blad.noem_fout(1, kop or "(leeg)", None, uitleg)
        if self.blad.fouten:
            return self.blad
        gelezen = list(self._rijen())
        zelf = [kolom for kolom in self.vorm.verwijzingen if kolom.bron.widget.model is self.model]
        if zelf:  # een rij mag naar een nieuwe rij van hetzelfde bestand verwijzen
            self.register.voeg_toe(self.model, [rij.obj for rij, *_ in gelezen if rij.pk is None])
        for rij, ruw, cellen, waarden in gelezen:
            if self._lees(rij.nummer, cellen, zelf, waarden):
                self._deel_in(rij, ruw, waarden)
        for rij in self.blad.rijen:
            self._toets(rij)
        toets_voorwaarden(self.blad, self.blad.rijen)
        self.tabel.toets(self.blad)
        toets_uniek(self.blad, self._bestaande_objecten)
        return self.blad

    def _rijen(self) -> Iterator[tuple[Rij, Ruw, dict[str, Any], dict[str, Any]]]:
        """Elke rij met een leesbare sleutel, met haar cellen en wat daarin staat. Een nieuwe krijgt een voorlopig nummer."""
        nu = [kolom for kolom in self.vorm.kolommen if not kolom.verwijst or kolom.bron.widget.model is not self.model]
        nummers = count(-1, -1)
        gezien: dict[tuple[Any, ...], int] = {}
        for nummer, cellen in zip(self.dataset.regelnummers, self.dataset.dict, strict=True):
            waarden: dict[str, Any] = {}
            if not self._lees(nummer, cellen, nu, waarden):
                continue
            sleutel = tuple([self._sleuteldeel(naam, waarden[naam]) for naam in self.tabel.sleutel])
            ruw = self.bestaand.get(sleutel, ())
            if sleutel in gezien and not self.tabel.zelfde_sleutel_mag:
                zin = f"Rij {gezien[sleutel]} heeft dezelfde {' en '.join(self.tabel.sleutelkolommen())}."
                self.blad.noem_fout(nummer, HELE_RIJ, None, f"{zin} Laat één van beide staan.")
                continue
            gezien[sleutel] = nummer
            rij = Rij(nummer=nummer, nieuw=())
            if ruw:
                rij.pk = ruw[self.pk_plaats]
            else:
                rij.obj = self.tabel.init_instance()
                rij.obj.pk = next(nummers)
                for naam in self.tabel.sleutel:
                    setattr(rij.obj, naam, waarden[naam])
            yield rij, ruw, cellen, waarden

    def _lees(self, nummer: int, cellen: dict[str, Any], kolommen: Sequence[Kolom], waarden: dict[str, Any]) -> bool:
        goed = True
        for kolom in kolommen:
            try:
                waarden[kolom.veld] = kolom.bron.clean(cellen)
            except ValueError as fout:
                self.blad.noem_fout(nummer, kolom.naam, cellen[kolom.naam], str(fout))
                goed = False
        return goed

    def _deel_in(self, rij: Rij, ruw: Ruw, waarden: dict[str, Any]) -> None:
        """Bij nieuw, anders of gelijk."""
        nieuw = [kolom.toon(waarden[kolom.veld]) for kolom in self.vorm.kolommen]
        if rij.pk is not None:
            oud = self._oud(rij.pk, ruw, nieuw)
            for plaats, (was, wordt) in enumerate(zip(oud, nieuw, strict=True)):
                kolom = self.vorm.kolommen[plaats]
                if was != wordt and isinstance(was, str) and self._zelfde(kolom, was, wordt):
                    nieuw[plaats] = waarden[kolom.veld] = was
            if tuple(nieuw) == oud:
                self.blad.gelijk += 1
                return
            rij.oud, rij.obj = oud, self._object(ruw)
        rij.nieuw = tuple(nieuw)
        for kolom, was, wordt in zip(self.vorm.kolommen, rij.oud or (), rij.nieuw, strict=False):
            if kolom.veld in getattr(self.model, "VAST", ()) and was != wordt:
                self.blad.noem_rijfout(rij, kolom.naam, een_ander(str(rij.obj), kolom.naam, str(was or "")))
        (self.blad.nieuw if rij.pk is None else self.blad.anders).append(rij)
        self._zet(rij, waarden)

    def _sleuteldeel(self, naam: str, waarde: Any) -> Any:
        return gevouwen(waarde) if naam in self.namen and isinstance(waarde, str) else _plat(waarde)

    def _zelfde(self, kolom: Kolom, was: str, wordt: Any) -> bool:
        """Een ander regeleinde is geen verschil, en een andere schrijfwijze van de naam die de rij aanwijst ook niet."""
        if not isinstance(wordt, str) or kolom.verwijst or kolom.meervoudig:
            return False
        return _plat(was) == wordt or (kolom.veld in self.namen and gevouwen(was) == gevouwen(wordt))

    def _oud(self, pk: int, ruw: Ruw, nieuw: Sequence[Any]) -> tuple[Any, ...]:
        """Wat er in de database staat, in dezelfde vorm. Een kolom die alleen te lezen is, hoort bij de sleutel."""
        oud = []
        for (kolom, plaats), wordt in zip(self.plaatsen, nieuw, strict=True):
            if kolom.meervoudig:
                anderen = self.register.objecten(kolom.bron.widget.model)
                oud.append(kolom.toon([anderen[ander] for ander in self.groepen[kolom.veld].get(pk, ())]))
            elif plaats is None:
                oud.append(wordt)
            elif kolom.verwijst and ruw[plaats] is not None:
                oud.append(kolom.toon(self.register.objecten(kolom.modelveld.related_model)[ruw[plaats]]))
            else:
                oud.append(kolom.toon(ruw[plaats]))
        return tuple(oud)

    def _zet(self, rij: Rij, waarden: dict[str, Any]) -> None:
        for kolom in self.vorm.kolommen:
            waarde = waarden[kolom.veld]
            if kolom.meervoudig:
                rij.groepen[kolom.veld] = waarde
            elif kolom.verwijst:
                rij.zet(kolom.modelveld.attname, waarde and waarde.pk)
                rij.obj._state.fields_cache[kolom.veld] = waarde
                rij.anderen[kolom.veld] = waarde
                if waarde is None and not kolom.modelveld.null:
                    self.blad.noem_rijfout(rij, kolom.naam, "Vul hier iets in; deze cel mag niet leeg zijn.")
            elif kolom.modelveld is not None:
                rij.zet(kolom.modelveld.attname, waarde)

    def _toets(self, rij: Rij) -> None:
        if not self.tabel.mag_rij(rij.obj, nieuw=rij.pk is None):
            handeling = "toevoegen" if rij.pk is None else "wijzigen"
            uitleg = f"Je mag deze {self.model._meta.verbose_name} niet {handeling}."
            self.blad.noem_rijfout(rij, HELE_RIJ, uitleg)
            return
        verwijzingen = {veld.name for veld in self.model._meta.concrete_fields if veld.is_relation}
        for naam, zinnen in veldregels(rij.obj, zonder=verwijzingen).items():
            for uitleg in zinnen:
                self.blad.noem_rijfout(rij, self.kolom_van.get(naam, naam), uitleg)
        self.blad.noem_twijfels(rij, self.kolom_van)

    # Wat er in de database staat

    @cached_property
    def namen(self) -> set[str]:
        """De delen van de sleutel die een naam zijn: hoe die is geschreven, doet er niet toe."""
        return {naam for naam in self.tabel.sleutel if isinstance(self.model._meta.get_field(naam), Naamveld)}

    @cached_property
    def kolom_van(self) -> dict[str, str]:
        return {kolom.veld: kolom.naam for kolom in self.vorm.kolommen}

    @cached_property
    def plaatsen(self) -> list[tuple[Kolom, int | None]]:
        """Elke kolom, met waar zij in een kale rij staat."""
        return [
            (
                kolom,
                None if kolom.modelveld is None or kolom.meervoudig else self.attributen.index(kolom.modelveld.attname),
            )
            for kolom in self.vorm.kolommen
        ]

    @cached_property
    def pk_plaats(self) -> int:
        return self.attributen.index(self.model._meta.pk.attname)

    @cached_property
    def bestaand(self) -> dict[tuple[Any, ...], Ruw]:
        """De rijen van de tabel op hun sleutel, als kale waarden."""
        velden = [self.model._meta.get_field(naam) for naam in self.tabel.sleutel]
        plaatsen = [self.attributen.index(veld.attname) for veld in velden]
        rijen = self.tabel.get_queryset().order_by("pk").values_list(*self.attributen).iterator(chunk_size=5000)
        namen = list(zip(self.tabel.sleutel, plaatsen, strict=True))
        getoond = (tuple(self.tabel.uit_opslag(dict(zip(self.attributen, ruw, strict=True))).values()) for ruw in rijen)
        return {tuple([self._sleuteldeel(naam, ruw[plaats]) for naam, plaats in namen]): ruw for ruw in getoond}

    @cached_property
    def groepen(self) -> dict[str, dict[int, list[int]]]:
        uitkomst: dict[str, dict[int, list[int]]] = {}
        for kolom in self.vorm.meervoud:
            door, van, naar = koppeltabel(self.model, kolom.veld)
            groepen = uitkomst[kolom.veld] = defaultdict(list)
            for pk, ander in door._default_manager.values_list(van, naar).iterator(chunk_size=5000):
                groepen[pk].append(ander)
        return uitkomst

    def _object(self, ruw: Ruw) -> Any:
        obj = self.model.from_db("default", self.attributen, ruw)
        for veld in self.model._meta.concrete_fields:
            if veld.is_relation and getattr(obj, veld.attname) is not None:
                self.register.verbind([obj], veld.name)
        return obj

    def _bestaande_objecten(self) -> dict[int, Any]:
        """Van de hele tabel, ook van de andere soort rijen die daarin staan."""
        model = self.model._meta.concrete_model
        if model is self.model:
            return {
                ruw[self.pk_plaats]: model.from_db("default", self.attributen, ruw) for ruw in self.bestaand.values()
            }
        return {obj.pk: obj for obj in model._base_manager.all()}


def _modelveld(model: type[models.Model], veld: Field) -> Any:
    """Het veld van het model, of ``None`` voor een kolom die alleen te lezen is."""
    return None if veld.readonly or "__" in veld.attribute else model._meta.get_field(veld.attribute)


def _plat(waarde: Any) -> Any:
    """Een deel van een sleutel: een andere rij als haar nummer, en een tekst zonder wat een rekenblad niet bewaart."""
    if isinstance(waarde, models.Model):
        return waarde.pk
    return schone_tekst(waarde) if isinstance(waarde, str) else waarde
