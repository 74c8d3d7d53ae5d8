"""Een werkboek zoals een lezer het ziet, los van Excel of ODS: bladen, tabellen, cellen met een stijl, grafieken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil

LEESBAAR = 200.0  # Zoveel tekens passen naast elkaar op A4 liggend zonder dat de letters te klein worden.
VASTE_KOLOMMEN = 2

Waarde = str | int | Decimal | date | datetime | None


class Gemerkt(str):
    """Een tekst met een eigen stijl, zoals de kleur van een status. Een CSV leest alleen de tekst."""

    __slots__ = ("stijl",)
    stijl: str

    def __new__(cls, tekst: str, stijl: str) -> "Gemerkt":
        nieuw = super().__new__(cls, tekst)
        nieuw.stijl = stijl
        return nieuw


@dataclass(frozen=True, slots=True)
class Cel:
    """Een waarde met een stijl uit ``opmaak.STIJLEN``. ``vet``: zoveel tekens van het begin staan vet.

    ``naar`` is de plaats in het boek van het blad waar een klik heen gaat, en ``naar_rij`` de rij daarvan.
    """

    waarde: Waarde = None
    stijl: str = "tekst"
    vet: int = 0
    naar: int | None = None
    naar_rij: int = 1


Rij = tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Regel:
    """Losse tekst over de breedte van het blad, zoals een titel. Een lange tekst loopt door op de rij eronder."""

    tekst: str
    stijl: str = "regel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoer:
    """Wat er in een kolom van een tabel is in te vullen: de uitleg bij de cel, en wat er niet kan.

    ``keuzes`` is de naam van een bereik om uit te kiezen; anders is het tekst van hooguit ``langst`` tekens. Het geldt van
    rij ``van`` tot rij ``tot`` van de tabel, geteld vanaf nul; zonder ``tot`` tot het einde.
    """

    kolom: int
    titel: str
    uitleg: str
    weigering: str
    keuzes: str = ""
    langst: int = 0
    van: int = 0
    tot: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Tabel:
    """Een kop met rijen; ``boven`` staat er meteen boven, ``totalen`` staan eronder en doen niet mee in het filter.

    Zonder ``koppen`` is het een lijst van naam en waarde, zoals op het omslag. Een rij is minstens ``laagst`` punten hoog.
    """

    koppen: Rij
    rijen: Sequence[Rij]
    totalen: Sequence[Rij] = ()
    filter: bool = False
    boven: Sequence[Rij] = ()
    invoer: tuple[Invoer, ...] = ()
    laagst: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grafiek:
    """Gestapelde balken uit een tabel van hetzelfde blad: een balk per rij, een deel per kolom van ``reeksen``.

    ``reeksen`` zijn ``(kolom, stijl)``; kolommen tellen vanaf nul. ``alt`` vertelt de grafiek aan wie haar niet ziet.
    """

    titel: str
    tabel: Tabel
    labels: int
    reeksen: tuple[tuple[int, str], ...]
    as_onderdelen: str
    as_aantal: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijn:
    """Lijnen uit een tabel van hetzelfde blad: een punt per rij, een lijn per kolom van ``reeksen`` (vanaf nul).

    ``met_doel``: de laatste is een doel, en gestreept. ``alt`` vertelt de grafiek aan wie haar niet ziet.
    """

    titel: str
    tabel: Tabel
    labels: int
    reeksen: tuple[int, ...]
    as_waarde: str
    alt: str
    met_doel: bool = False


@dataclass(frozen=True, slots=True)
class NieuwePagina:
    """Wat hierna komt, begint bij het afdrukken op een nieuwe pagina."""


Deel = Regel | Tabel | Grafiek | Lijn | NieuwePagina


@dataclass(frozen=True, slots=True)
class Blad:
    """``breedtes`` in tekens, een per kolom (nul is verborgen); ``inhoud`` staat op het omslag.

    De eerste tabel met een filter krijgt de vaste kop. ``vaste_kolommen`` staan op elke afgedrukte bladzijde vooraan.
    ``afgedrukt``: zie ``Lijstblad``.
    """

    naam: str
    inhoud: str
    breedtes: tuple[float, ...]
    delen: tuple[Deel, ...]
    vaste_kolommen: int = 0
    staand: bool = False
    verborgen: bool = False
    afgedrukt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bereik:
    """Cellen van een blad die in een werkboek een naam hebben: van één kolom de rijen van een tot en met tot."""

    naam: str
    blad: str
    kolom: int
    van: int
    tot: int
    verborgen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Boek:
    """``maker`` en ``moment`` (plaatselijke tijd, zonder tijdzone) komen in de eigenschappen van het bestand.

    Zonder ``voet_links`` staat onderaan elk blad zijn eigen naam. Met ``slot`` verandert alleen wat is in te vullen; er is geen
    wachtwoord, want het voorkomt vergissingen. Bereiken, invoer en slot zijn er alleen in Excel.
    """

    titel: str
    onderwerp: str
    maker: str
    moment: datetime
    voet_links: str
    voet_midden: str
    bladen: tuple["Blad | Lijstblad", ...]
    bereiken: tuple[Bereik, ...] = ()
    slot: bool = False


@dataclass(frozen=True, slots=True)
class Veld:
    """Een kolom van een lijst. ``stijl``: tekst, getal, jaar, datum of gegeven; ``keuzes``: codes om uit te kiezen.

    Een gegeven is er om te bewerken en weer in te lezen: het ziet eruit zoals je het typt, en tekst blijft teken voor teken.
    """

    kop: str
    breedte: float
    stijl: str = "tekst"
    keuzes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijstblad:
    """Een blad dat ook een programma kan lezen: de kop op rij 1, één waarde per cel. Het mogen heel veel rijen zijn.

    ``rijhoogte`` in punten; zonder is een rij zo hoog als haar tekst. Met ``mag_weg`` komt het blad er zonder rijen niet.
    ``afgedrukt``: op papier komen alleen zoveel kolommen, de eerste; een rij is dan zo hoog als wat daarin staat.
    """

    naam: str
    velden: tuple[Veld, ...]
    rijen: Iterable[Sequence[Waarde]]
    rijhoogte: float = 0.0
    mag_weg: bool = False
    afgedrukt: int = 0

    @property
    def papier(self) -> tuple[float, ...]:
        """De breedtes van de kolommen die op papier komen."""
        return tuple(veld.breedte for veld in self.velden[: self.afgedrukt or len(self.velden)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst:
    """Een boek met één lijst; ``over`` staat op een eigen blad. ``afgedrukt``: zie ``Lijstblad``."""

    naam: str
    titel: str
    maker: str
    moment: datetime
    velden: tuple[Veld, ...]
    rijen: Iterable[Sequence[Waarde]]
    over: tuple[tuple[str, Waarde], ...] = ()
    afgedrukt: int = 0

    @property
    def boek(self) -> Boek:
        over = tuple((Cel(naam, "vet"), Cel(waarde, stijlnaam(waarde, "tekst"))) for naam, waarde in self.over)
        uitleg = Blad("Over deze lijst", "", (34, 90), (Tabel((Cel("Over", "kop"), Cel("Deze lijst", "kop")), over),))
        lijst = Lijstblad(naam=self.naam, velden=self.velden, rijen=self.rijen, afgedrukt=self.afgedrukt)
        return Boek(
            titel=self.titel,
            onderwerp="",
            maker=self.maker,
            moment=self.moment,
            voet_links=self.titel,
            voet_midden="",
            bladen=(lijst, uitleg) if over else (lijst,),
        )


def getalstijl(waarde: Decimal) -> str:
    """De stijl die een getal laat zien met de cijfers achter de komma die het heeft, hooguit vier."""
    cijfers = min(max(0, -int(waarde.as_tuple().exponent)), 4)
    return f"getal-{cijfers}" if cijfers else "getal"


def stijlnaam(waarde: Waarde, stijl: str) -> str:
    """De stijl van een kolom, tenzij de waarde zelf om een andere vraagt: een status, een datum, een getal met decimalen."""
    if isinstance(waarde, Gemerkt):
        return waarde.stijl
    if stijl == "gegeven":
        soort = "moment" if isinstance(waarde, datetime) else "datum" if isinstance(waarde, date) else "getal"
        return stijl if waarde is None or isinstance(waarde, str) else f"gegeven-{soort}"
    if isinstance(waarde, datetime):
        return "moment"
    if isinstance(waarde, date):
        return "datum"
    if isinstance(waarde, Decimal):
        return getalstijl(waarde)
    return stijl


def bladzijden_breed(breedtes: Sequence[float]) -> int:
    """Over hoeveel bladzijden kolommen van deze breedte leesbaar passen, als elke bladzijde begint met de vaste."""
    vast = sum(breedtes[:VASTE_KOLOMMEN])
    return max(1, ceil((sum(breedtes) - vast) / (LEESBAAR - vast)))


def vaste_kolommen(breedtes: Sequence[float]) -> int:
    """De eerste twee, als een blad breder is dan een bladzijde: die zeggen waar een rij over gaat."""
    return VASTE_KOLOMMEN if bladzijden_breed(breedtes) > 1 else 0
