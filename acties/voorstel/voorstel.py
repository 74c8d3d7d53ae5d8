"""Wat een bestand zou veranderen: per blad, per rij en per cel. Eerst laten zien, dan alles bewaren of niets.

Bekijken neemt geen slot en opent geen transactie. Bevestigen vergelijkt opnieuw, terwijl wie ook bevestigt wacht, en weigert
als er iets anders zou gebeuren dan wat er is getoond.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.db import connection, models, transaction

from acties.models import Gebruiker, Programma
from acties.models.logboek import Weg
from acties.models.velden import Meldtekst
from acties.rekenblad.lezen.fout import HELE_RIJ, Celfout, in_woorden
from acties.spoor.logboek import langs
from acties.spoor.nakijken import nakijkzin
from acties.tekst import twijfels
from acties.voorstel.tussenstap import Verlopen, kijk, ruim_op, zet_klaar
from acties.woorden import FOUT, RIJ, opsomming, vervoegd

MEEST_FOUTEN = 50
MEEST_RIJEN = 100

Waarden = tuple[Any, ...]
Plek = tuple[str, int]  # het blad, en het nummer van de rij
Stand = Waarden | str | None  # wat er in de database stond; ``None``: de rij bestond niet
GELIJK = "zoals in het bestand"


class Veld(Protocol):
    """Een veld dat naar één andere rij wijst, of naar meer."""

    @property
    def veld(self) -> str: ...


class Kolomnaam(Protocol):
    @property
    def naam(self) -> str: ...


class Bladvorm(Protocol):
    """Een tabel als blad, voor zover vergelijken en bewaren haar moeten kennen."""

    @property
    def blad(self) -> str: ...
    @property
    def model(self) -> type[models.Model]: ...
    @property
    def kolommen(self) -> Sequence[Kolomnaam]: ...
    @property
    def plaats(self) -> Mapping[str, int]: ...
    @property
    def verwijzingen(self) -> Sequence[Veld]: ...
    @property
    def meervoud(self) -> Sequence[Veld]: ...


@dataclass(frozen=True, slots=True)
class Aantallen:
    """Wat er in een bestand stond, naast wat er al was. ``geleegd``: cellen waar iets stond en straks niets meer."""

    nieuw: int = 0
    anders: int = 0
    gelijk: int = 0
    geleegd: int = 0

    def __add__(self, ander: "Aantallen") -> "Aantallen":
        return Aantallen(
            self.nieuw + ander.nieuw,
            self.anders + ander.anders,
            self.gelijk + ander.gelijk,
            self.geleegd + ander.geleegd,
        )

    def __str__(self) -> str:
        return f"{self.verandering}, {self.gelijk} ongewijzigd"

    @property
    def verandert(self) -> bool:
        return bool(self.nieuw or self.anders)

    @property
    def verandering(self) -> str:
        leeg = {0: "", 1: " (1 cel wordt leeg)"}.get(self.geleegd, f" ({self.geleegd} cellen worden leeg)")
        return f"{self.nieuw} nieuw, {self.anders} gewijzigd{leeg}"


@dataclass(frozen=True, slots=True)
class Celverschil:
    """Een cel die verandert, in woorden voor op het scherm."""

    kolom: str
    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True)
class Verschuiving:
    """Wat een ander veranderde aan een rij van het bestand, nadat zij werd getoond: in woorden, toen en nu."""

    blad: str
    rij: int
    kolom: str
    toen: str
    nu: str


@dataclass(slots=True, kw_only=True)
class Rij:
    """Een rij die nieuw of anders is. ``oud`` is leeg voor een nieuwe rij; ``pk`` is die van de bestaande.

    ``obj`` is het object dat ervan wordt, en ``velden`` wat daaraan anders is; ``anderen`` en ``groepen`` zijn de objecten waar
    het naar verwijst, per veld.
    """

    nummer: int
    nieuw: Waarden
    sleutel: Waarden = ()
    oud: Waarden | None = None
    pk: int | None = None
    obj: Any = None
    velden: set[str] = field(default_factory=set)
    anderen: dict[str, Any] = field(default_factory=dict)
    groepen: dict[str, list[Any]] = field(default_factory=dict)

    def zet(self, attribuut: str, waarde: Any) -> None:
        """Zet een veld van het object, en onthoud of het daarmee anders wordt. Wat niet is gelezen, is anders."""
        if attribuut not in self.obj.__dict__ or self.obj.__dict__[attribuut] != waarde:
            setattr(self.obj, attribuut, waarde)
            self.velden.add(attribuut)

    def verschillen(self, vorm: Bladvorm) -> list[Celverschil]:
        oud = self.oud or (None,) * len(self.nieuw)
        return [
            Celverschil(kolom.naam, in_woorden(was), in_woorden(wordt))
            for kolom, was, wordt in zip(vorm.kolommen, oud, self.nieuw, strict=True)
            if was != wordt and not (self.oud is None and wordt in (None, ""))
        ]

    @property
    def geleegd(self) -> int:
        oud = self.oud or ()
        return sum(was not in (None, "") and wordt in (None, "") for was, wordt in zip(oud, self.nieuw, strict=False))


@dataclass(frozen=True, slots=True)
class Celtwijfel:
    """Een cel waarin misschien gegevens van een persoon of zaak staan; wie bevestigt, zegt dat het klopt."""

    blad: str
    rij: Rij
    kolom: str
    soorten: tuple[str, ...]

    @property
    def zin(self) -> str:
        """“Besluiten, rij 3, omschrijving: hier lijkt een vast telefoonnummer te staan.”"""
        return f"{self.blad}, rij {self.rij.nummer}, {self.kolom}: hier lijkt {opsomming(self.soorten)} te staan."


@dataclass(slots=True, kw_only=True)
class Blad:
    """De uitkomst van één blad. ``niet_geraakt``: kolommen die niet in het bestand staan."""

    tabel: Any  # een Bladvorm; elke deur kent die van haarzelf
    nieuw: list[Rij] = field(default_factory=list)
    anders: list[Rij] = field(default_factory=list)
    gelijk: int = 0
    fouten: list[Celfout] = field(default_factory=list)
    twijfels: list[Celtwijfel] = field(default_factory=list)
    niet_geraakt: tuple[str, ...] = ()

    def noem_fout(self, rij: int, kolom: str, waarde: Any, uitleg: str) -> None:
        self.fouten.append(Celfout(blad=self.tabel.blad, rij=rij, kolom=kolom, waarde=waarde, uitleg=uitleg))

    def noem_twijfels(self, rij: Rij, kolom_van: Mapping[str, str]) -> None:
        """Wat er in de nieuwe teksten van deze rij op gegevens van een persoon lijkt. ``kolom_van``: per veld zijn kolom."""
        vrij = [veld for veld in rij.obj._meta.concrete_fields if isinstance(veld, Meldtekst)]
        for veld in vrij if rij.oud is None else [veld for veld in vrij if veld.attname in rij.velden]:
            if gevonden := twijfels(getattr(rij.obj, veld.attname) or ""):
                kolom = kolom_van.get(veld.name, veld.name)
                self.twijfels.append(Celtwijfel(self.tabel.blad, rij, kolom, tuple(gevonden)))

    def noem_rijfout(self, rij: Rij, kolom: str, uitleg: str) -> None:
        """Een fout in een cel, of in de hele rij als dit blad die kolom niet heeft."""
        plaats = self.tabel.plaats.get(kolom)
        if plaats is None:
            self.noem_fout(rij.nummer, HELE_RIJ, None, uitleg)
        else:
            self.noem_fout(rij.nummer, kolom, rij.nieuw[plaats], uitleg)

    def geraakt(self, waarden: Waarden) -> Waarden:
        """Zonder wat er in kolommen staat die het bestand niet heeft: dat mag een ander intussen wijzigen."""
        if not self.niet_geraakt:
            return waarden
        namen = [kolom.naam for kolom in self.tabel.kolommen]
        return tuple(
            [None if naam in self.niet_geraakt else waarde for naam, waarde in zip(namen, waarden, strict=True)]
        )

    @property
    def aantallen(self) -> Aantallen:
        return Aantallen(len(self.nieuw), len(self.anders), self.gelijk, sum(rij.geleegd for rij in self.anders))

    @property
    def rijen(self) -> list[Rij]:
        return [*self.nieuw, *self.anders]

    @property
    def getoond(self) -> list[tuple[Rij, list[Celverschil]]]:
        """De eerste rijen, in de volgorde van het blad, met wat er verandert."""
        eerste = sorted(self.rijen, key=lambda rij: rij.nummer)[:MEEST_RIJEN]
        return [(rij, rij.verschillen(self.tabel)) for rij in eerste]

    @property
    def niet_getoond(self) -> int:
        return max(0, len(self.rijen) - MEEST_RIJEN)

    @property
    def telzin(self) -> str:
        """“2 nieuw, 1 gewijzigd, 3 ongewijzigd, 1 fout”."""
        return f"{self.aantallen}, {FOUT.aantal(len(self.fouten))}" if self.fouten else str(self.aantallen)

    @property
    def meer_zin(self) -> str:
        """“En nog 20 rijen die nieuw of anders zijn. Ze worden ook opgeslagen.”; leeg als ze er alle bij staan."""
        aantal = self.niet_getoond
        if not aantal:
            return ""
        zijn, worden = vervoegd(aantal, "is", "zijn"), vervoegd(aantal, "Zij wordt", "Ze worden")
        return f"En nog {RIJ.aantal(aantal)} die nieuw of anders {zijn}. {worden} ook opgeslagen."


@dataclass(frozen=True, slots=True)
class Gezien:
    """Waar een voorstel op rust: wat er stond van elke rij die nieuw of anders is, en welke rijen dat zijn."""

    standen: dict[Plek, Stand]
    rijen: dict[str, list[int]]


@dataclass(slots=True, kw_only=True)
class Voorstel:
    """Alles wat inlezen zou doen, en wat er niet klopt. ``naam`` en ``opmerkingen`` zijn die van het bestand."""

    naam: str
    bladen: list[Blad]
    opmerkingen: tuple[str, ...] = ()

    @property
    def fouten(self) -> list[Celfout]:
        """Per blad in de volgorde van de rijen."""
        return [fout for blad in self.bladen for fout in sorted(blad.fouten, key=lambda fout: fout.rij)]

    @property
    def eerste_fouten(self) -> list[Celfout]:
        return self.fouten[:MEEST_FOUTEN]

    @property
    def foutzin(self) -> str:
        """“60 fouten in het bestand; dit zijn de eerste 50. Verbeter ze en kies het bestand opnieuw.”"""
        aantal = len(self.fouten)
        eerste = f"; dit zijn de eerste {MEEST_FOUTEN}" if aantal > MEEST_FOUTEN else ""
        ze = vervoegd(aantal, "die", "ze")
        return f"{FOUT.aantal(aantal)} in het bestand{eerste}. Verbeter {ze} en kies het bestand opnieuw."

    @property
    def twijfels(self) -> list[Celtwijfel]:
        """Per blad in de volgorde van de rijen."""
        return [twijfel for blad in self.bladen for twijfel in sorted(blad.twijfels, key=lambda een: een.rij.nummer)]

    @property
    def eerste_twijfels(self) -> list[Celtwijfel]:
        return self.twijfels[:MEEST_FOUTEN]

    @property
    def twijfelzin(self) -> str:
        """Wat te doen met de teksten waar misschien gegevens van een persoon in staan; leeg als die er niet zijn."""
        return nakijkzin(len(self.twijfels), len(self.eerste_twijfels))

    @property
    def aantallen(self) -> Aantallen:
        return sum((blad.aantallen for blad in self.bladen), Aantallen())

    @property
    def gelijke_bladen(self) -> list[str]:
        """De bladen waarop niets verandert en niets mis is, met hun aantal rijen."""
        return [f"{blad.tabel.blad} ({blad.gelijk})" for blad in self.bladen if not (blad.rijen or blad.fouten)]

    @property
    def gezien(self) -> Gezien:
        standen: dict[Plek, Stand] = {
            (blad.tabel.blad, rij.nummer): rij.oud and blad.geraakt(rij.oud)
            for blad in self.bladen
            for rij in blad.rijen
        }
        rijen = {
            blad.tabel.model._meta.label: [rij.pk for rij in blad.anders if rij.pk]
            for blad in self.bladen
            if blad.anders
        }
        return Gezien(standen, rijen)

    def verschoven(self, gezien: Gezien) -> list[Verschuiving]:
        """Wat er anders is dan toen ``gezien`` werd getoond. Zonder verschuiving doet bewaren precies wat er is getoond."""
        nu = self.gezien.standen
        kolommen = {blad.tabel.blad: blad.tabel.kolommen for blad in self.bladen}
        nieuw = {(blad.tabel.blad, rij.nummer): blad.geraakt(rij.nieuw) for blad in self.bladen for rij in blad.rijen}
        return [
            Verschuiving(*plek, *cel)
            for plek in sorted({**gezien.standen, **nu})
            for cel in _cellen(
                kolommen[plek[0]], gezien.standen.get(plek, GELIJK), nu.get(plek, GELIJK), nieuw.get(plek)
            )
        ]


def _cellen(
    kolommen: Sequence[Kolomnaam], toen: Stand, nu: Stand, bestand: Waarden | None
) -> Iterator[tuple[str, str, str]]:
    """De kolommen waarin een rij is verschoven, met wat er toen en nu staat."""
    if toen == nu:
        return
    if toen == GELIJK and isinstance(nu, tuple):
        toen = bestand
    if isinstance(toen, tuple) and isinstance(nu, tuple):
        for kolom, was, wordt in zip(kolommen, toen, nu, strict=True):
            if was != wordt:
                yield kolom.naam, in_woorden(was), in_woorden(wordt)
    else:
        yield HELE_RIJ, _in_het_kort(toen), _in_het_kort(nu)


def _in_het_kort(stand: Stand) -> str:
    if stand is None:
        return "bestaat niet"
    return "anders dan in het bestand" if isinstance(stand, tuple) else stand


# Bekijken en bevestigen


@dataclass(frozen=True, slots=True)
class Bekeken:
    """Een voorstel, met de sleutel om het te bevestigen (leeg als er niets te bevestigen is)."""

    voorstel: Voorstel
    sleutel: str
    verschoven: Sequence[Verschuiving] = ()

    @property
    def eerste_verschoven(self) -> Sequence[Verschuiving]:
        return self.verschoven[:MEEST_RIJEN]


class Veranderd(Exception):
    """De gegevens zijn veranderd na de voorvertoning; er is niets opgeslagen. ``bekeken`` is hoe het er nu voor staat."""

    def __init__(self, bekeken: Bekeken):
        super().__init__(
            "Intussen zijn er gegevens veranderd. Er is niets opgeslagen. Bekijk hieronder wat er nu verandert."
        )
        self.bekeken = bekeken


Vergelijk = Callable[[Any], Voorstel]


def bekijk(
    bron: Any, vergelijk: Vergelijk, *, door: Gebruiker, waar: str, verschoven: Sequence[Verschuiving] = ()
) -> Bekeken:
    """Leg wat er is gelezen naast de database, en zet het klaar als er iets te bevestigen is."""
    voorstel = vergelijk(bron)
    if voorstel.fouten or not voorstel.aantallen.verandert:
        return Bekeken(voorstel, "", verschoven)
    return Bekeken(voorstel, str(zet_klaar((bron, voorstel.gezien), door=door, waar=waar)), verschoven)


def bevestig(
    sleutel: str, vergelijk: Vergelijk, bewaar: Callable[[Voorstel], Any], *, door: Gebruiker, waar: str
) -> Voorstel:
    """Bewaar wat is bekeken. Fouten: ``Verlopen``, ``Veranderd``, en die van ``bewaar``."""
    bron, gezien = kijk(sleutel, door=door, waar=waar)
    with bevestigen(sleutel, Programma.objects.all()):
        _vergrendel_rijen(gezien)
        voorstel = vergelijk(bron)
        verschoven = voorstel.verschoven(gezien)
        if not (verschoven or voorstel.fouten):
            bewaar(voorstel)
            return voorstel
    raise Veranderd(bekijk(bron, vergelijk, door=door, waar=waar, verschoven=verschoven))


@contextmanager
def bevestigen(sleutel: str, programmas: models.QuerySet[Programma]) -> Iterator[None]:
    """Eén transactie, waarin wie in deze programma's ook iets bevestigt wacht, en waarin de sleutel één keer werkt.

    Fout: ``Verlopen``. Een fout die hierbinnen ontstaat, zet ook terug wat er klaarstond.
    """
    with transaction.atomic(), langs(Weg.BESTAND):
        vergrendel(programmas)
        if not ruim_op(sleutel):  # twee keer geklikt: de eerste slaat op
            raise Verlopen
        yield


def vergrendel(rijen: models.QuerySet[Any]) -> None:
    """Wie dezelfde rijen vergrendelt, wacht tot deze transactie klaar is. SQLite vergrendelt al alles als de transactie begint.

    ``no_key``: wie alleen naar zo'n rij verwijst, hoeft niet te wachten.
    """
    list(rijen.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _vergrendel_rijen(gezien: Gezien) -> None:
    """Ook wie zonder bestand een van deze rijen wijzigt, wacht; zo is wat hierna wordt vergeleken ook wat wordt overschreven."""
    if connection.features.has_select_for_update:
        for label, pks in gezien.rijen.items():
            vergrendel(apps.get_model(label)._base_manager.filter(pk__in=pks))
