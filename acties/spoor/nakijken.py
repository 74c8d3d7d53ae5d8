"""Een tekst die op gegevens van een persoon of zaak lijkt: de site vraagt of zij klopt, en het logboek onthoudt wie dat zei."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from acties.models.velden import Meldtekst
from acties.spoor.logboek import noteer_na_opslaan
from acties.tekst import meldtekst, twijfels
from acties.woorden import opsomming, vervoegd

CODE = "twijfel"
KLOPT = "klopt"


@dataclass(frozen=True, slots=True)
class Twijfel:
    """Wat er in één veld op gegevens van een persoon lijkt.

    ``naam`` en ``kenmerk`` zijn die van het vinkje waarmee iemand zegt dat het klopt: komt er iets anders in de tekst te staan,
    dan is dat niet gezegd. ``bevestigd``: het vinkje staat erbij.
    """

    soorten: tuple[str, ...]
    naam: str
    kenmerk: str
    bevestigd: bool


class Nakijken(forms.BaseForm):
    """Vraagt na wat in een vrije tekst twijfelachtig is, als de schrijver die tekst zelf schreef of veranderde.

    ``twijfels``: per veld, na ``is_valid()``, ook die zijn bevestigd. Wie bewaart, roept daarna ``noteer_bevestigd`` aan.
    """

    data: Any
    twijfels: Mapping[str, Twijfel] = {}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # een haak van Django
        self.twijfels = dict(self._zoek_twijfels())
        for veld, twijfel in self.twijfels.items():
            if not twijfel.bevestigd:
                self.add_error(veld, ValidationError(vraag(twijfel.soorten), code=CODE))

    @property
    def vraagt_alleen(self) -> bool:
        """Of er niets fout is, en het formulier alleen vraagt of een tekst klopt."""
        fouten = [fout for bij_veld in self.errors.as_data().values() for fout in bij_veld]
        return bool(fouten) and all(fout.code == CODE for fout in fouten)

    def stond_er(self, veld: str) -> str:
        """De tekst waarmee het formulier begon; die is al eens nagekeken."""
        return str(self.get_initial_for_field(self.fields[veld], veld) or "")

    def noteer_bevestigd(self, rij: Any, *, door: Any) -> None:
        """Zet in het logboek dat wie bewaarde zei dat deze teksten kloppen; niet wat erin staat."""
        for twijfel in self.twijfels.values():
            noteer_bevestigd(twijfel.soorten, rij, door=door)

    def _zoek_twijfels(self) -> Iterator[tuple[str, Twijfel]]:
        for veld in self.fields:
            tekst = self.cleaned_data.get(veld)
            if not (isinstance(tekst, str) and self._is_vrij(veld)) or _gelijk(tekst, self.stond_er(veld)):
                continue
            if gevonden := twijfels(tekst):
                naam, kenmerk = self.add_prefix(f"{veld}-{KLOPT}"), _kenmerk(gevonden)
                yield veld, Twijfel(tuple(gevonden), naam, kenmerk, self.data.get(naam) == kenmerk)

    def _is_vrij(self, veld: str) -> bool:
        if meldtekst in self.fields[veld].validators:
            return True
        model = getattr(getattr(self, "_meta", None), "model", None)
        return model is not None and any(
            eigen.name == veld and isinstance(eigen, Meldtekst) for eigen in model._meta.concrete_fields
        )


def vraag(soorten: tuple[str, ...]) -> str:
    """De vraag bij een tekst waar misschien gegevens van een persoon in staan. Zij herhaalt die gegevens niet."""
    return (
        f"Hier lijkt {opsomming(soorten)} te staan. Gaat het over een inwoner of een zaak, haal het dan weg. "
        "Mag het er staan, kies dan “Dit klopt, opslaan” en sla nog eens op."
    )


def nakijkzin(aantal: int, getoond: int) -> str:
    """Boven de teksten van een bestand waar misschien gegevens van een persoon in staan; leeg als die er niet zijn."""
    if not aantal:
        return ""
    eerste = f" Dit zijn de eerste {getoond}." if aantal > getoond else ""
    teksten = vervoegd(aantal, "1 tekst", f"{aantal} teksten")
    return (
        f"Kijk {teksten} na.{eerste} Gaat het over een inwoner of een zaak, haal het dan uit het bestand en kies dat opnieuw. "
        "Sla je op, dan zeg je dat het klopt. Dat komt in het logboek."
    )


def noteer_bevestigd(soorten: tuple[str, ...], rij: Any, *, door: Any) -> None:
    noteer_na_opslaan(f"zegt dat de tekst klopt: {opsomming(soorten)}", rij, door=door)


def _gelijk(tekst: str, ander: str) -> bool:
    return tekst.replace("\r\n", "\n").strip() == ander.replace("\r\n", "\n").strip()


def _kenmerk(gevonden: Mapping[str, list[str]]) -> str:
    stukken = sorted(stuk for stukken in gevonden.values() for stuk in stukken)
    return sha256("\x1f".join(stukken).encode("utf-8", "surrogatepass")).hexdigest()[:16]
