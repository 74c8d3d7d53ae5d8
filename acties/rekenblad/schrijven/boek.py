"""Een werkboek zoals een lezer het ziet, los van Excel of ODS: bladen, tabellen, cellen met een stijl, grafieken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from math import ceil

LEESBAAR = 200.0  # Zoveel tekens passen naast elkaar op A4 liggend zonder dat de letters te klein worden.
VASTE_KOLOMMEN = 2

Waarde = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Cel:
    """Een waarde met een stijl uit ``opmaak.STIJLEN``. ``vet``: zoveel tekens van het begin staan vet.

    ``naar`` is de plaats in het boek van het blad waar een klik heen gaat.
    """

    waarde: Waarde = None
    stijl: str = "tekst"
    vet: int = 0
    naar: int | None = None


Rij = tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Regel:
    """Losse tekst over de breedte van het blad, zoals een titel. Een lange tekst loopt door op de rij eronder."""

    tekst: str
    stijl: str = "regel"


@dataclass(frozen=True, slots=True, eq=False)
class Tabel:
    """Een kop met rijen; ``totalen`` staan eronder en doen niet mee in het filter.

    Zonder ``koppen`` is het een lijst van naam en waarde, zoals op het omslag.
    """

    koppen: Rij
    rijen: Sequence[Rij]
    totalen: Sequence[Rij] = ()
    filter: bool = False


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


@dataclass(frozen=True, slots=True)
class NieuwePagina:
    """Wat hierna komt, begint bij het afdrukken op een nieuwe pagina."""


Deel = Regel | Tabel | Grafiek | NieuwePagina


@dataclass(frozen=True, slots=True)
class Blad:
    """``breedtes`` in tekens, een per kolom; ``inhoud`` staat op het omslag.

    De eerste tabel met een filter krijgt de vaste kop. ``vaste_kolommen`` staan op elke afgedrukte bladzijde vooraan.
    """

    naam: str
    inhoud: str
    breedtes: tuple[float, ...]
    delen: tuple[Deel, ...]
    vaste_kolommen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Boek:
    """``maker`` en ``moment`` (plaatselijke tijd, zonder tijdzone) komen in de eigenschappen van het bestand."""

    titel: str
    onderwerp: str
    maker: str
    moment: datetime
    voet_links: str
    voet_midden: str
    bladen: tuple[Blad, ...]


@dataclass(frozen=True, slots=True)
class Veld:
    """Een kolom van een lijst. ``stijl``: tekst, getal, jaar of datum."""

    kop: str
    breedte: float
    stijl: str = "tekst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst:
    """Een lijst die ook een programma kan lezen: de kop op rij 1, één waarde per cel, ``over`` op een eigen blad."""

    naam: str
    titel: str
    maker: str
    moment: datetime
    velden: tuple[Veld, ...]
    rijen: Iterable[tuple[Waarde, ...]]
    over: tuple[tuple[str, Waarde], ...] = field(default=())

    @property
    def paginas_breed(self) -> int:
        """Hoeveel bladzijden A4 naast elkaar, zodat de letters van een brede lijst leesbaar blijven."""
        return bladzijden_breed([veld.breedte for veld in self.velden])

    @property
    def vaste_kolommen(self) -> int:
        """De eerste twee, als de lijst breder is dan een bladzijde: die zeggen waar een rij over gaat."""
        return VASTE_KOLOMMEN if self.paginas_breed > 1 else 0


def bladzijden_breed(breedtes: Sequence[float]) -> int:
    """Over hoeveel bladzijden kolommen van deze breedte leesbaar passen, als elke bladzijde begint met de vaste."""
    vast = sum(breedtes[:VASTE_KOLOMMEN])
    return max(1, ceil((sum(breedtes) - vast) / (LEESBAAR - vast)))
