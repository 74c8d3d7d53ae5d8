"""Een tabel als bestand: welke kolommen, waar een rij aan te herkennen is, en hoe wat is bekeken wordt bewaard."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model
from import_export import resources
from import_export.fields import Field

from acties.admin.register import Register
from acties.rekenblad.lezen.kolommen import kolom_voor
from acties.rekenblad.lezen.naam import gevouwen
from acties.voorstel.opslaan import bewaar
from acties.voorstel.voorstel import Blad


class Tabel(resources.ModelResource):
    """De basis van elke resource. ``mag(obj, nieuw)`` zegt of de rij mag; zonder ``mag`` leest niets in.

    Een bestand gaat niet langs ``import_data``, dat elke rij eerst opslaat en dan terugdraait, maar langs ``Vergelijking``.
    """

    verwant: tuple[str, ...] = ()
    vooraf: tuple[str, ...] = ()
    alleen_uitvoer: tuple[str, ...] = ()
    zelfde_sleutel_mag = False

    class Meta:
        chunk_size = 2000

    def __init__(self, *, mag: Callable[..., bool] | None = None, door: Any = None, op: datetime | None = None):
        super().__init__()
        self.mag, self.door = mag, door
        self.op: Any = op  # wie uitvoert, heeft geen moment nodig
        self.register = self._maak_register()

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        kolom = kolom_voor(django_field, sleutel=field_name in cls._meta.import_id_fields)
        return Field(field_name, field_name, kolom, default=django_field.default, readonly=readonly)

    def _maak_register(self) -> Register:
        paden: dict[type[Model], set[str]] = defaultdict(set)
        for veld in self.fields.values():
            if not hasattr(veld.widget, "register"):
                continue
            begin = f"{veld.attribute}__"
            paden[veld.widget.model] |= {
                pad.removeprefix(begin) for pad in (*self.verwant, *self.vooraf) if pad.startswith(begin)
            }
            if veld.widget.programma:
                paden[veld.widget.model].add(veld.widget.programma.removesuffix("__slug"))
        register = Register(paden)
        for veld in self.fields.values():
            veld.widget.register = register  # de velden van deze resource zijn een kopie van die van de klasse
        return register

    # Inlezen

    def koppen(self, koppen: list[str]) -> list[str]:
        """De koppen van een bestand als de namen van onze kolommen, hoe zij ook zijn geschreven."""
        namen = {gevouwen(veld.column_name): veld.column_name for veld in self.fields.values()}
        return [namen.get(gevouwen(kop), kop) for kop in koppen]

    @property
    def sleutel(self) -> list[str]:
        """De velden waaraan een rij te herkennen is."""
        return list(self._meta.import_id_fields)

    def uit_opslag(self, rij: dict[str, Any]) -> dict[str, Any]:
        """Een rij uit de database zoals een uitvoer haar toont, om een rij uit een bestand mee te vergelijken."""
        return rij

    def leesvelden(self) -> list[Field]:
        return [veld for veld in self.get_import_fields() if veld.column_name not in self.alleen_uitvoer]

    def fouten_in_koppen(self, koppen: list[str]) -> Iterator[tuple[str, str]]:
        bekend = {veld.column_name for veld in self.fields.values()}
        kolommen = [veld.column_name for veld in self.leesvelden()]
        for kop in dict.fromkeys(koppen):
            if koppen.count(kop) > 1:
                yield kop, f"Kolom “{kop}” staat {koppen.count(kop)} keer in het bestand."
            if kop not in bekend:
                yield kop, f"Kolom “{kop}” is onbekend. De kolommen zijn: {', '.join(kolommen)}."
        for kop in kolommen:
            if kop not in koppen:
                yield kop, f"Kolom “{kop}” ontbreekt."

    def sleutelkolommen(self) -> list[str]:
        """De kolommen die een rij aanwijzen; het programma hoort erbij als het een kolom is."""
        namen = [self.fields[naam].column_name for naam in self._meta.import_id_fields]
        heeft_programma = any(veld.column_name == "programma" for veld in self.leesvelden())
        return namen if "programma" in namen or not heeft_programma else ["programma", *namen]

    def mag_rij(self, obj: Any, *, nieuw: bool) -> bool:
        return self.mag is not None and self.mag(obj, nieuw=nieuw)

    def toets(self, blad: Blad) -> None:
        """Wat deze tabel meer vraagt dan het model."""

    def bewaar(self, blad: Blad) -> None:
        bewaar(blad, door=self.door, op=self.op)

    # Uitvoeren

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related(*self.verwant).prefetch_related(*self.vooraf)

    def after_export(self, queryset, dataset, **kwargs):
        dataset.title = str(self._meta.model._meta.verbose_name_plural).capitalize()
