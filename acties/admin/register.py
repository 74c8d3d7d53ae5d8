"""De rijen waar een bestand naar verwijst: elke tabel in één query, gelezen zodra een cel ernaar wijst."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from acties.rekenblad.lezen.naam import gevouwen


class Register:
    """``paden``: per model de verwijzingen van zijn rijen die ook nodig zijn, zoals ``actielijn__programma``."""

    def __init__(self, paden: Mapping[type[models.Model], Iterable[str]]):
        self.paden = paden
        self._objecten: dict[type[models.Model], dict[int, Any]] = {}
        self._indexen: dict[tuple[type[models.Model], tuple[str, ...]], dict[tuple[str, ...], list[Any]]] = {}

    def objecten(self, model: type[models.Model]) -> dict[int, Any]:
        """Alle rijen van een tabel, op hun sleutel in de database."""
        if model not in self._objecten:
            self._objecten[model] = {obj.pk: obj for obj in model._default_manager.all()}
            for pad in self.paden.get(model, ()):
                self.verbind(self._objecten[model].values(), pad)
        return self._objecten[model]

    def verbind(self, objecten: Iterable[Any], pad: str) -> None:
        """Zet wat deze objecten langs ``pad`` aanwijzen vast klaar, zodat niemand er nog naar hoeft te vragen."""
        naam, _, verder = pad.partition("__")
        for obj in objecten:
            veld = obj._meta.get_field(naam)
            pk = getattr(obj, veld.attname)
            if pk is not None:
                ander = self.objecten(veld.related_model)[pk]
                obj._state.fields_cache[naam] = ander
                if verder:
                    self.verbind([ander], verder)

    def voeg_toe(self, model: type[models.Model], nieuw: Iterable[Any]) -> None:
        """Rijen die er door het bestand bij komen; een andere rij mag er al naar verwijzen."""
        self.objecten(model).update({obj.pk: obj for obj in nieuw})
        self._indexen.clear()

    def zoek(
        self, model: type[models.Model], sleutel: Mapping[str, Any], programma: str, rij: Mapping[str, Any]
    ) -> Any:
        """De ene rij met deze sleutel. ``programma``: het pad naar de slug, als het programma van de rij erbij hoort.

        Fout: ``ValueError`` met de waarde die er niet is.
        """
        volledig = {**sleutel, **({programma: rij.get("programma")} if programma else {})}
        gevonden = self._index(model, tuple(volledig)).get(tuple(_gelijk(waarde) for waarde in volledig.values()), [])
        if len(gevonden) == 1:
            return gevonden[0]
        naam = str(model._meta.verbose_name).capitalize()
        gezocht = " ".join(str(waarde)[:60] for waarde in sleutel.values())
        binnen = f" in programma “{rij.get('programma')}”" if programma else ""
        reden = (
            f"is er {len(gevonden)} keer{binnen}. Wijzig deze rij in het beheer zelf"
            if gevonden
            else f"bestaat niet{binnen}"
        )
        raise ValueError(f"{naam} “{gezocht}” {reden}.")

    def _index(self, model: type[models.Model], paden: tuple[str, ...]) -> dict[tuple[str, ...], list[Any]]:
        if (model, paden) not in self._indexen:
            index = self._indexen[model, paden] = defaultdict(list)
            for obj in self.objecten(model).values():
                index[tuple(_gelijk(_langs(obj, pad)) for pad in paden)].append(obj)
        return self._indexen[model, paden]


def _langs(obj: Any, pad: str) -> Any:
    for naam in pad.split("__"):
        obj = getattr(obj, naam)
    return obj


def _gelijk(waarde: Any) -> str:
    """De vorm waarin een cel en een sleutel dezelfde zijn: een rekenblad maakt van 12 soms 12,0."""
    return gevouwen(str(int(waarde) if isinstance(waarde, float) and waarde.is_integer() else waarde))
