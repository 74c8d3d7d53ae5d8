"""Wat er tussen twee peildata is veranderd, als cijfers en woorden.

``vergelijken`` rekent het uit; een pagina of lijst tekent het.
"""

from dataclasses import dataclass, field
from datetime import date

# Code, naam en uitleg, in de volgorde waarin een lezer ze wil weten. De soorten van ``opbouw.wijzigingen`` staan ertussen.
SOORTEN = (
    ("nieuw", "Nieuw in het programma", "Acties die er toen nog niet waren."),
    ("eerste-melding", "Voor het eerst gemeld", "Toen was er over deze acties nog geen melding."),
    ("afgerond", "Afgerond", "Deze acties zijn klaar."),
    ("vooruit", "Vooruit", "De status is een stap of meer verder."),
    ("terug", "Terug", "De status is een stap of meer terug."),
    ("hersteld", "Hersteld", "Toen vervallen, nu weer in het programma."),
    ("vervallen", "Vervallen", "Deze acties horen niet meer bij het programma."),
    ("koers-slechter", "Koers slechter", "Deze acties vragen meer aandacht dan toen."),
    ("koers-beter", "Koers beter", "Deze acties vragen minder aandacht dan toen."),
    (
        "koers-anders",
        "Koers anders",
        "Toen of nu is er geen koers gemeld, of meldden meer of minder organisaties een koers.",
    ),
    ("planning", "Andere planning", "De jaren van deze acties zijn veranderd."),
    ("verantwoordelijke", "Andere hoofdverantwoordelijke", "Een andere partij is hoofdverantwoordelijk."),
    ("tekst", "Andere tekst", "De titel, omschrijving of toelichting op de planning is veranderd."),
    ("organisaties", "Organisaties", "Wie erbij kwam, wegging of opging in een andere organisatie."),
    ("besluiten", "Besluiten", "Besluiten die het programma wijzigen."),
)
_UIT_GESCHIEDENIS = ("nieuw", "planning", "verantwoordelijke", "tekst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kant:
    """Hoe het was of is, in de woorden van het verslag. ``teken`` hoort bij een status of koers."""

    tekst: str = ""
    teken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verandering:
    """``nummer`` en ``titel`` zijn van de actie, ``organisatie`` is leeg voor de hele regio. ``wat``: wat er veranderde."""

    wat: str
    nummer: int | None = None
    titel: str = ""
    onderdeel: str = ""
    organisatie: str = ""
    van: Kant = field(default_factory=Kant)
    naar: Kant = field(default_factory=Kant)
    datum: date | None = None
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    code: str
    naam: str
    uitleg: str
    veranderingen: tuple[Verandering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overgang:
    """Dezelfde stap bij een of meer acties, zoals van in uitvoering naar afgerond."""

    van: Kant
    naar: Kant
    veranderingen: tuple[Verandering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerOrganisatie:
    """Wat er bij één organisatie veranderde in de acties die elke organisatie zelf doet."""

    naam: str
    slug: str
    veranderingen: tuple[Verandering, ...]

    @property
    def overgangen(self) -> tuple[Overgang, ...]:
        """De meest voorkomende stap eerst."""
        stappen: dict[tuple[Kant, Kant], list[Verandering]] = {}
        for regel in self.veranderingen:
            stappen.setdefault((regel.van, regel.naar), []).append(regel)
        gevonden = [
            Overgang(van=van, naar=naar, veranderingen=tuple(regels)) for (van, naar), regels in stappen.items()
        ]
        return tuple(sorted(gevonden, key=lambda overgang: -len(overgang.veranderingen)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aantal:
    """Hoeveel acties er in één stand waren en zijn; zonder teken hoeveel er samen meetellen."""

    kant: Kant
    toen: int
    nu: int

    @property
    def verschil(self) -> str:
        """“+2”, “−1” of “gelijk”."""
        anders = self.nu - self.toen
        return f"{anders:+d}".replace("-", "−") if anders else "gelijk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Veranderd:
    """``groepen`` heeft elke soort, ook de lege. ``bewaard_vanaf``: van eerder is niet bekend wat er was afgesproken.

    ``aantallen`` is er een per stand en dan het totaal. ``gelijk`` zijn de acties met dezelfde status als toen.
    """

    van: date
    tot: date
    bewaard_vanaf: date | None
    groepen: tuple[Groep, ...]
    organisaties: tuple[PerOrganisatie, ...]
    aantallen: tuple[Aantal, ...]
    gelijk: tuple[Verandering, ...]

    @property
    def aantal(self) -> int:
        return sum(len(groep.veranderingen) for groep in self.groepen)

    @property
    def aantal_bij_organisaties(self) -> int:
        return sum(len(deel.veranderingen) for deel in self.organisaties)

    @property
    def niet_voorgekomen(self) -> tuple[Groep, ...]:
        """De lege groepen waarvan bekend is dat zij leeg zijn."""
        onbekend = _UIT_GESCHIEDENIS if self.afspraken_onbekend else ()
        return tuple(groep for groep in self.groepen if not groep.veranderingen and groep.code not in onbekend)

    @property
    def afspraken_onbekend(self) -> bool:
        """Van de hele periode is niet bewaard wat er was afgesproken."""
        return self.bewaard_vanaf is None or self.bewaard_vanaf > self.tot

    @property
    def afspraken_deels_onbekend(self) -> bool:
        return self.bewaard_vanaf is not None and self.van < self.bewaard_vanaf <= self.tot
