"""Het Verslag: de bevroren waarheid waar elk scherm en elk bestand uit tekent.

Wie een ``Verslag`` tekent, stelt geen query en rekent geen cijfer uit. Het komt uit de tabellen (``opbouw.bouw_verslag``)
of uit een vastgestelde evaluatie (``vastgesteld.uit_opslag``); aan het Verslag zelf is dat niet te zien.

Alle delen staan in dit ene bestand, al wordt het er lang van: samen zijn zij de vorm waarin een jaar wordt bewaard. Een veld
dat er later bij komt, krijgt een standaardwaarde.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from acties.constanten import BesluitSoort, OrganisatieSoort, is_doorgeschoven, nummer_tekst
from acties.rekenblad.lezen.periode import Periodesoort, lees_periode
from monitoring.constanten import GEEN_MELDING, KOERS_VAN_ZWAAR_NAAR_LICHT
from monitoring.datum import datum_tekst
from monitoring.verslag.afleiding import percentages

# De telbare standen in de vaste volgorde van legenda en balken. Vervallen staat er niet bij: dat wordt apart vermeld.
TELBAAR = ("afgerond", "in_uitvoering", "in_ontwikkeling", "niet_gestart", "geen_melding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Aantallen per stand. ``totaal`` telt alles behalve vervallen en n.v.t., ook wat geen melding heeft."""

    afgerond: int = 0
    in_uitvoering: int = 0
    in_ontwikkeling: int = 0
    niet_gestart: int = 0
    geen_melding: int = 0
    vervallen: int = 0
    nvt: int = 0

    @classmethod
    def van(cls, standen: Iterable[str]) -> "Telling":
        """Tel standen: een status of ``geen_melding``."""
        return cls(**Counter(standen))

    @property
    def totaal(self) -> int:
        return sum(self.aantallen)

    @property
    def gemeld(self) -> int:
        return self.totaal - self.geen_melding

    @property
    def aantallen(self) -> tuple[int, ...]:
        """In de volgorde van ``TELBAAR``."""
        return tuple(getattr(self, stand) for stand in TELBAAR)

    @property
    def percentages(self) -> list[int]:
        """In de volgorde van ``TELBAAR``; alle nul als er niets te tellen is."""
        return percentages(self.aantallen)

    @property
    def samen(self) -> int:
        """Wat de percentages samen zijn: door afronding soms net geen 100, en nul als er niets te tellen is."""
        return sum(self.percentages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Legenda:
    """Een code met het woord en teken zoals ze op het moment van het verslag waren. Ook geen melding staat erin."""

    code: str
    woord: str
    teken: str


# Geen status: zo heet een actie die telt als vervallen, maar in het volgende programma verdergaat.
DOORGESCHOVEN = Legenda(code="vervallen", woord="Doorgeschoven", teken="→")


@dataclass(frozen=True, slots=True, kw_only=True)
class RolRegel:
    naam: str
    kleur: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammaKop:
    slug: str
    naam: str
    ondertitel: str
    regio: str
    startjaar: int
    eindjaar: int
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wie:
    """Een organisatie, met haar adres op de site."""

    naam: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AanjagerRegel:
    """``organisaties``: de namen van wie namens de regio spreken, zoals zij op de peildatum heten."""

    rol: str
    kleur: str
    letter: str
    tekst: str
    organisaties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeldingRegel:
    """Wat namens één organisatie (lege naam: de hele regio) geldt. ``status`` is ``None`` zonder melding.

    ``overgenomen_van``: de opgegane organisaties waarvan deze stand komt zolang de opvolger zelf niets meldde.

    Van een woord voor de regio: ``spreker`` is de organisatie die het sprak (leeg: de projectleider), ``bevestigt`` de
    organisatie van de bijdrage die het overnam. ``functie`` is die van wie meldde.
    """

    organisatie: str
    slug: str
    status: str | None = None
    koers: str = ""
    toelichting: str = ""
    bijsturing: str = ""
    peildatum: date | None = None
    gemeld_op: datetime | None = None
    gemeld_door: str = ""
    ongewijzigd: bool = False
    openbaar: bool = True
    bron: str = ""
    overgenomen_van: tuple[str, ...] = ()
    functie: str = ""
    spreker: str = ""
    bevestigt: str = ""

    @property
    def stand(self) -> str:
        """De sleutel waaronder deze organisatie telt: een status of ``geen_melding``."""
        return self.status or GEEN_MELDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Koerstelling:
    """Hoeveel organisaties een koers gaven, per koers; ``van`` is hoeveel er hadden kunnen melden."""

    vastgelopen: int = 0
    aandacht: int = 0
    op_schema: int = 0
    van: int = 0

    @property
    def gegeven(self) -> tuple[tuple[str, int], ...]:
        """Elke koers die iemand gaf met haar aantal, de zwaarste eerst."""
        alle = ((code.value, getattr(self, code)) for code in KOERS_VAN_ZWAAR_NAAR_LICHT)
        return tuple((code, aantal) for code, aantal in alle if aantal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signaal:
    """Zoveel bijdragen na het laatste woord voor de regio (van ``sinds``) zeggen iets anders dan dat woord."""

    status: str
    aantal: int
    sinds: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieStand:
    """Een actie met alles wat er op de peildatum over te zeggen is.

    ``herkomst`` van de regionale status:

    - ``melding``: een woord voor de regio, of bij een lokale actie dat van haar organisatie
    - ``bijdragen``: nog geen woord voor de regio; afgeleid uit de bijdragen, en dus nog niet bevestigd
    - ``afgeleid``: een actie per organisatie, uit de meldingen van die organisaties
    - ``regiobreed``: een actie per organisatie waar een woord voor de regio voorgaat
    - ``geen``

    ``melding`` is de melding die de regionale status bepaalt; bij ``bijdragen``, ``afgeleid`` en ``geen`` is die er niet.
    ``organisaties`` zijn de verantwoordelijke organisaties: bij een regionale actie alleen wie een bijdrage gaf. ``telling``
    telt hen bij een actie per organisatie, ``bijdragen`` bij een regionale actie; wie zweeg telt als geen melding, en staat in
    ``zwijgend``. ``sprekers`` zijn de organisaties van de aanjagers: zij spreken namens de regio.

    ``koers`` is die van een woord; van meer organisaties zegt ``koersen`` hoeveel welke koers gaven. (Wat eerder is
    vastgesteld, heeft van hen de zwaarste als ``koers`` en in ``koers_aantal`` hoeveel die gaven.) ``lokaal_van`` is de
    naam van de organisatie van een lokale actie, leeg voor een actie van de regio.
    """

    nummer: int
    titel: str
    omschrijving: str
    onderdeel: str
    onderdeel_naam: str
    doelgroep: str
    hoofdverantwoordelijken: tuple[str, ...]
    aanjagers: tuple[AanjagerRegel, ...]
    planning: str
    planning_toelichting: str
    startjaar: int | None
    eindjaar: int | None
    doorlopend: bool
    per_organisatie: bool
    status: str | None
    koers: str
    herkomst: str
    melding: MeldingRegel | None
    organisaties: tuple[MeldingRegel, ...]
    telling: Telling | None
    laatste_peildatum: date | None
    loopt_uit: bool
    aandacht: tuple[str, ...]
    vervallen: bool
    vervallen_op: date | None
    vervallen_reden: str
    vorige_status: str | None
    lokaal_van: str = ""
    lokaal_slug: str = ""
    bijdragen: Telling | None = None
    koersen: Koerstelling | None = None
    zwijgend: tuple[str, ...] = ()
    sprekers: tuple[Wie, ...] = ()
    signalen: tuple[Signaal, ...] = ()
    koers_aantal: int = 0

    @property
    def nog_niet_bevestigd(self) -> bool:
        """De status komt uit bijdragen: wie namens de regio spreekt, zei nog niets."""
        return self.herkomst == "bijdragen"

    @property
    def koers_van_organisaties(self) -> Koerstelling | None:
        """Hoeveel organisaties welke koers gaven; ``None`` als de koers die van één woord is."""
        if self.koers_aantal and self.telling and self.herkomst == "afgeleid":
            return Koerstelling(**{self.koers: self.koers_aantal}, van=self.telling.totaal)
        return self.koersen

    @property
    def koerscodes(self) -> tuple[str, ...]:
        """Elke koers die bij deze stand hoort, de zwaarste eerst: die van het woord, of die van organisaties."""
        if self.koersen:
            return tuple(code for code, _ in self.koersen.gegeven)
        return (self.koers,) if self.koers else ()

    @property
    def nummer_tekst(self) -> str:
        """Het nummer zoals mensen het lezen: “12”, of “L1” voor een lokale actie."""
        return nummer_tekst(self.nummer)

    @property
    def verantwoordelijk(self) -> tuple[str, ...]:
        """Wie er voor deze actie staat, op elk scherm en in elk bestand: bij een lokale actie haar organisatie."""
        return (self.lokaal_van,) if self.lokaal_van else self.hoofdverantwoordelijken

    @property
    def afgerond(self) -> bool:
        return self.status == "afgerond" and not self.vervallen

    @property
    def stand(self) -> str:
        """De sleutel waaronder deze actie telt: een status, ``geen_melding`` of ``vervallen``."""
        return "vervallen" if self.vervallen else (self.status or GEEN_MELDING)

    @property
    def doorgeschoven(self) -> bool:
        """Of zij niet vervalt maar verdergaat in het volgende programma. Zij telt hier net zo min mee."""
        return self.vervallen and is_doorgeschoven(self.vervallen_reden)

    @property
    def eindstand(self) -> str:
        """Zoals ``stand``, maar wie is doorgeschoven heet ``doorgeschoven``."""
        return BesluitSoort.DOORGESCHOVEN.value if self.doorgeschoven else self.stand

    @property
    def eindwoord(self) -> str:
        """Wat er met een actie gebeurde die niet meer meetelt: “Vervallen”, of dat zij is doorgeschoven."""
        return str(BesluitSoort.DOORGESCHOVEN.label) if self.doorgeschoven else "Vervallen"

    @property
    def eindreden(self) -> str:
        """Waarom, zonder het eindwoord."""
        return self.vervallen_reden.removeprefix(f"{self.eindwoord}. ") if self.doorgeschoven else self.vervallen_reden

    @property
    def prioriteit(self) -> tuple[int, int, int]:
        """Hoe eerder gepland, hoe hoger; een doorlopende actie heeft geen jaren en komt daarna."""
        return (self.startjaar or 9999, self.eindjaar or 9999, self.nummer)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnderdeelStand:
    soort: str
    code: str
    naam: str
    omschrijving: str
    telling: Telling
    vorige_telling: Telling | None
    oordeel: str = ""
    duiding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisatieRegel:
    """Een organisatie die op de peildatum bestond. ``partijen`` zijn namen, ``overleggen`` afkortingen.

    ``kaartkolom`` en ``kaartrij`` zijn haar plaats op de tegelkaart, beide van 0 af; ``None``: geen plaats.
    """

    naam: str
    slug: str
    soort: str
    subregio: str
    partijen: tuple[str, ...]
    overleggen: tuple[str, ...]
    kaartkolom: int | None = None
    kaartrij: int | None = None

    @property
    def is_gemeente(self) -> bool:
        return self.soort == OrganisatieSoort.GEMEENTE


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlegRegel:
    """Een overleg met zijn deelnemers op de peildatum en wat het over dit jaar besprak."""

    afkorting: str
    slug: str
    naam: str
    subregio: str
    rol: str
    organisaties: tuple[str, ...]
    datum: date | None = None
    fase: str = ""
    besproken: str = ""
    conclusies: str = ""
    besluiten: str = ""

    @property
    def met_subregio(self) -> str:
        """“Regio Alkmaar · PORA”; zonder subregio alleen de afkorting."""
        return f"{self.subregio} · {self.afkorting}" if self.subregio else self.afkorting

    @property
    def naam_met_subregio(self) -> str:
        """“Portefeuillehoudersoverleg, Regio Alkmaar”; alleen de naam als er geen subregio is, of als zij er al in staat."""
        return f"{self.naam}, {self.subregio}" if self.subregio and self.subregio not in self.naam else self.naam


@dataclass(frozen=True, slots=True, kw_only=True)
class MetingRegel:
    """``bron`` is leeg als de waarde met de hand is ingevuld: dan geldt die van de indicator.

    ``noemer``: waartegen de waarde wordt afgezet; ``per_noemer`` is dan het aantal per zoveel daarvan. ``uit``: de gemeenten
    waaruit de waarde is opgeteld of gewogen; leeg als de bron haar zelf noemt.
    """

    periode: str
    waarde: Decimal
    organisatie: str
    bron: str = ""
    opgehaald_op: date | None = None
    voorlopig: bool = False
    noemer: Decimal | None = None
    per_noemer: Decimal | None = None
    uit: tuple[str, ...] = ()

    @property
    def wanneer(self) -> str:
        """De periode zoals een lezer haar ziet: “2023”, of “2023 (voorlopig)”."""
        return f"{self.periode} (voorlopig)" if self.voorlopig else self.periode

    @property
    def toen(self) -> str:
        """Achter een getal: “in 2023”, “in het 1e halfjaar 2023 (voorlopig)” of “op 30 juni 2022”."""
        if self.soort is Periodesoort.DAG:
            return f"op {self.wanneer}"
        deel = self.soort in (Periodesoort.HALFJAAR, Periodesoort.KWARTAAL)
        return f"in het {self.wanneer}" if deel else f"in {self.wanneer}"

    @property
    def op_as(self) -> float:
        """De plaats van de periode op een tijdas, in jaren: haar midden."""
        periode = lees_periode(self.periode)
        return periode.midden if periode else 0.0

    @property
    def soort(self) -> Periodesoort | None:
        """De soort periode: alleen wat even lang duurt, is naast elkaar te tekenen."""
        periode = lees_periode(self.periode)
        return periode.soort if periode else None


def op_tijd(metingen: Iterable[MetingRegel]) -> list[MetingRegel]:
    """De metingen naar het midden van hun periode, de oudste eerst."""
    return sorted(metingen, key=lambda meting: (meting.op_as, meting.periode))


def van_tot(metingen: Iterable[MetingRegel]) -> str:
    """De eerste en de laatste periode: “2021–2022”, of “1e halfjaar 2020 – 2e halfjaar 2022”."""
    perioden = [meting.periode for meting in op_tijd(metingen)]
    streep = "–" if all(len(periode) == 4 for periode in perioden) else " – "
    return streep.join(dict.fromkeys([perioden[0], perioden[-1]]))


@dataclass(frozen=True, slots=True, kw_only=True)
class NietBerekend:
    """Een cijfer dat niet uit andere te berekenen was, en waarom. Een lege organisatie is de hele regio."""

    organisatie: str
    periode: str
    reden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRegel:
    """Een indicator met wat is gemeten, en apart wat daaruit is berekend. ``noemer`` is de naam van een andere indicator."""

    naam: str
    eenheid: str
    gewenst: str
    ambitie: str
    toelichting: str
    bron: str
    metingen: tuple[MetingRegel, ...]
    soort: str = ""
    noemer: str = ""
    noemer_eenheid: str = ""
    per: int | None = None
    nulwaarde: Decimal | None = None
    nuljaar: int | None = None
    norm: str = ""
    streefwaarde: Decimal | None = None
    streefjaar: int | None = None
    streefbron: str = ""
    berekend: tuple[MetingRegel, ...] = ()
    niet_berekend: tuple[NietBerekend, ...] = ()

    @property
    def alle(self) -> list[MetingRegel]:
        """Wat is gemeten en wat is berekend, naar tijd."""
        return op_tijd((*self.metingen, *self.berekend))

    @property
    def van_regio(self) -> tuple[MetingRegel, ...]:
        return tuple(meting for meting in self.alle if not meting.organisatie)

    def getoond(self, meting: MetingRegel) -> Decimal | None:
        """Het getal waar het om gaat: per zoveel van de noemer als dat is gevraagd. ``None`` als de noemer ontbreekt."""
        return meting.per_noemer if self.per else meting.waarde

    @property
    def bronnen(self) -> tuple[str, ...]:
        """Waar de waarden vandaan komen, met de perioden; wat met de hand is ingevuld, heeft de bron van de indicator."""
        perioden: dict[tuple[str, date], list[MetingRegel]] = {}
        for meting in self.metingen:
            if meting.bron and meting.opgehaald_op:
                perioden.setdefault((meting.bron, meting.opgehaald_op), []).append(meting)
        ook_eigen = not perioden or any(not meting.bron for meting in self.metingen)
        opgehaald = (
            f"{bron}, opgehaald op {datum_tekst(dag)} ({van_tot(metingen)})"
            for (bron, dag), metingen in perioden.items()
        )
        return (*([self.bron] if self.bron and ook_eigen else []), *opgehaald)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wijziging:
    """Een actie waarvan de stand verschilt van die op de vorige peildatum. ``van`` en ``naar`` zijn standen."""

    nummer: int
    titel: str
    onderdeel_naam: str
    van: str
    naar: str
    soort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nagekomen:
    """Een melding over een vastgesteld jaar van ná zijn vaststelling.

    ``wie`` is de organisatie, leeg voor de hele regio; ``status`` wat zij zei over ``peildatum``. ``van`` en ``naar`` zijn de
    ``eindstand`` van de actie zoals zij is vastgesteld en zoals zij nu uit de meldingen volgt.
    """

    nummer: int
    titel: str
    wie: str
    status: str
    peildatum: date
    gemeld_op: date
    van: str
    naar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesluitRegel:
    """Een besluit dat het vastgestelde programma wijzigt. ``soort`` is een code, ``soort_woord`` hoe het toen heette.

    ``nummer`` en ``titel`` zijn die van de actie; zonder actie ``None`` en leeg.
    """

    datum: date
    soort: str
    soort_woord: str
    orgaan: str
    kenmerk: str
    omschrijving: str
    nummer: int | None
    titel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollegeRegel:
    """Wanneer het college van een gemeente het programma vaststelde en de raad is geïnformeerd; ``None``: nog niet bekend.

    ``overgenomen_van``: de opgegane gemeenten die het vaststelden, zolang hun opvolger dat zelf niet deed.
    """

    gemeente: str
    slug: str
    college_op: date | None
    raad_op: date | None
    overgenomen_van: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslag:
    """Een programma op een peildatum; ``overleg`` is leeg voor de hele regio, anders de afkorting van het overleg.

    ``acties`` zijn die van de regio; ``lokaal`` zijn de lokale acties van organisaties, die in geen enkele telling meedoen.
    ``besluiten`` zijn de wijzigingen ten opzichte van het vastgestelde programma tot en met de peildatum.

    ``jaar``, ``versie`` en ``fase`` zijn gevuld als het verslag bij een evaluatie hoort (anders ``None``, ``None``, leeg).
    ``voorlopig``: dit is (nog) niet vastgesteld. ``nagekomen``: wat er over het vorige jaar bekend werd na zijn vaststelling.
    """

    programma: ProgrammaKop
    peildatum: date
    vorige_peildatum: date | None
    jaar: int | None
    versie: int | None
    fase: str
    overleg: str
    statussen: tuple[Legenda, ...]
    koersen: tuple[Legenda, ...]
    rollen: tuple[RolRegel, ...]
    telling: Telling
    vorige_telling: Telling | None
    onderdelen: tuple[OnderdeelStand, ...]
    acties: tuple[ActieStand, ...]
    organisaties: tuple[OrganisatieRegel, ...]
    overleggen: tuple[OverlegRegel, ...]
    indicatoren: tuple[IndicatorRegel, ...]
    wijzigingen: tuple[Wijziging, ...]
    lokaal: tuple[ActieStand, ...] = ()
    besluiten: tuple[BesluitRegel, ...] = ()
    colleges: tuple[CollegeRegel, ...] = ()
    voorlopig: bool = False
    nagekomen: tuple[Nagekomen, ...] = ()

    def actie(self, nummer: int) -> ActieStand:
        """De actie met dit nummer, ook een lokale; ``KeyError`` als zij er op de peildatum niet is."""
        for actie in (*self.acties, *self.lokaal):
            if actie.nummer == nummer:
                return actie
        raise KeyError(nummer)

    def heeft(self, nummer: int) -> bool:
        """Of er een actie met dit nummer in staat, ook een lokale."""
        return any(actie.nummer == nummer for actie in (*self.acties, *self.lokaal))

    def legenda(self, code: str) -> Legenda:
        """Hoe dit verslag een ``eindstand`` of koers noemt; ``KeyError`` als het die code niet kent."""
        if code == BesluitSoort.DOORGESCHOVEN:
            return DOORGESCHOVEN
        for regel in (*self.statussen, *self.koersen):
            if regel.code == code:
                return regel
        raise KeyError(code)

    def standregel(self, actie: ActieStand) -> Legenda:
        """Hoe de stand van een actie heet; wie is doorgeschoven, heet niet vervallen."""
        return self.legenda(actie.eindstand)

    def nieuwe_stand(self, wijziging: Wijziging) -> Legenda:
        """``standregel`` van de actie waarvan de status veranderde."""
        if wijziging.naar == DOORGESCHOVEN.code and self.heeft(wijziging.nummer):
            return self.standregel(self.actie(wijziging.nummer))
        return self.legenda(wijziging.naar)

    def woord(self, code: str) -> str:
        """Het woord van een status, koers of ``geen_melding``; niets bij een lege koers."""
        return self.legenda(code).woord if code else ""

    def koersregels(self, actie: ActieStand) -> tuple[Legenda, ...]:
        """De koers van een actie in woorden: “Vastgelopen” van één woord, “2 van 17 vastgelopen” van organisaties."""
        koersen = actie.koers_van_organisaties
        if not koersen:
            return tuple(self.legenda(code) for code in actie.koerscodes)
        regels = ((self.legenda(code), aantal) for code, aantal in koersen.gegeven)
        return tuple(
            replace(regel, woord=f"{aantal} van {koersen.van} {regel.woord.lower()}") for regel, aantal in regels
        )

    def acties_van(self, code: str) -> tuple[ActieStand, ...]:
        """De acties van een onderdeel, de hoogste prioriteit eerst."""
        return tuple(sorted((a for a in self.acties if a.onderdeel == code), key=lambda a: a.prioriteit))
