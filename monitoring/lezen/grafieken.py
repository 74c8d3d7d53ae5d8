"""De meetkunde van de grafieken: cijfers erin, plaatsen eruit. Geen opmaak en geen kleur.

Een plaats of maat is een SVG-percentage als tekst (``"26.29%"``): altijd met een punt, wat de taal ook is. Zo schaalt
een grafiek met de pagina mee en de tekst erin niet. Sjablonen tekenen ermee, schermen en bestanden delen ze.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from acties.woorden import MAAND
from monitoring.datum import getal_tekst
from monitoring.verslag.vorm import TELBAAR, ActieStand, MetingRegel, Telling, op_tijd

BREEDST = 92.0  # De langste balk; rechts ervan staat het totaal.
SMAL = 9.0  # Hiertegenaan past op een telefoon nog een teken met een getal.
VOEG = 0.4  # Lucht tussen een planningsbalk en de lijn van het jaar.
BAAN = 16  # Hoogte in px van één baan als een balk er meer heeft; een enkele is iets hoger.
JAREN_OP_AS = 8
PERIODEN_OP_AS = 6


def procent(waarde: float) -> str:
    """``26.2857`` wordt ``"26.29%"`` en ``50.0`` wordt ``"50%"``."""
    return f"{waarde:.2f}".rstrip("0").rstrip(".") + "%"


# Gestapelde balken


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """Een stuk van een gestapelde balk. ``stand`` is een sleutel van ``TELBAAR``, of een andere code met een kleur."""

    stand: str
    aantal: int
    x: str
    breedte: str
    midden: str

    @property
    def smal(self) -> bool:
        """Er past alleen een getal in, en niet ook een teken."""
        return float(self.breedte.removesuffix("%")) < SMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Stapelbalk:
    """De delen van links naar rechts; standen zonder acties ontbreken. ``einde`` is de plaats van het totaal."""

    delen: tuple[Deel, ...]
    totaal: int
    einde: str


def stapelbalken(tellingen: Iterable[Telling]) -> tuple[Stapelbalk, ...]:
    """Eén balk per telling, op dezelfde schaal: een actie is overal even breed. Vervallen acties staan er niet in."""
    reeks = list(tellingen)
    grootste = max((telling.totaal for telling in reeks), default=0)
    per_stuk = BREEDST / grootste if grootste else 0
    return tuple(_stapelbalk(zip(TELBAAR, telling.aantallen, strict=True), per_stuk) for telling in reeks)


def stapelbalk(delen: Iterable[tuple[str, int]]) -> Stapelbalk:
    """Eén balk over de hele breedte, met een stuk per code."""
    paren = list(delen)
    totaal = sum(aantal for _, aantal in paren)
    return _stapelbalk(paren, 100 / totaal if totaal else 0)


def _stapelbalk(paren: Iterable[tuple[str, int]], per_stuk: float) -> Stapelbalk:
    delen, links = [], 0
    for stand, aantal in paren:
        if aantal:
            delen.append(
                Deel(
                    stand=stand,
                    aantal=aantal,
                    x=procent(links * per_stuk),
                    breedte=procent(aantal * per_stuk),
                    midden=procent((links + aantal / 2) * per_stuk),
                )
            )
        links += aantal
    return Stapelbalk(delen=tuple(delen), totaal=links, einde=procent(links * per_stuk))


# Planning


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarvak:
    """Een jaar op de tijdas. ``tekst`` is leeg als er te veel jaren zijn om ze alle te noemen."""

    jaar: int
    tekst: str
    x: str
    midden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strook:
    """De baan van één aanjager in een planningsbalk, in px vanaf het midden van de rij.

    Zonder aanjager is er één strook, zonder rol en letter.
    """

    rol: str
    kleur: str
    letter: str
    y: int
    hoogte: int
    midden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitloop:
    """De tijd na de planning van een actie die niet klaar is, tot de peildatum."""

    x: str
    breedte: str
    later: str

    @property
    def tekst(self) -> str:
        """“1 jaar later”, “3 maanden later”."""
        return f"{self.later} later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planningsrij:
    """Een actie op de tijdas; de stroken staan onder elkaar. ``uitloop`` alleen als zij langer duurt dan gepland."""

    actie: ActieStand
    x: str
    breedte: str
    stroken: tuple[Strook, ...]
    uitloop: Uitloop | None

    @property
    def uitleg(self) -> str:
        """De balk voor wie haar niet ziet: “2021–2022, Regio, Zorg, afgerond”, “2021, Zorg, loopt 1 jaar uit”."""
        einde = "vervallen" if self.actie.vervallen else "afgerond" if self.actie.afgerond else ""
        if self.uitloop:
            einde = f"loopt {self.uitloop.later} uit"
        return ", ".join(filter(None, [self.actie.planning, *(strook.rol for strook in self.stroken), einde]))

    @property
    def slot(self) -> str:
        """Wat er in een strook na de letter komt: “✓”, “✕” of “doorlopend →”."""
        einde = "✕" if self.actie.vervallen else "✓" if self.actie.afgerond else ""
        return " ".join(filter(None, [einde, "doorlopend →" if self.actie.doorlopend else ""]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """Een tijdas met rijen. ``nu`` is de plaats van de peildatum, of leeg als die buiten de as valt."""

    jaren: tuple[Jaarvak, ...]
    nu: str
    rijen: tuple[Planningsrij, ...]


def planning(acties: Iterable[ActieStand], jaren: range, peildatum: date) -> Planning:
    """De acties in de gegeven volgorde op een as van hele jaren."""
    stap = -(-len(jaren) // JAREN_OP_AS)
    per_jaar = 100 / len(jaren)
    return Planning(
        jaren=tuple(
            Jaarvak(
                jaar=jaar,
                tekst="" if i % stap else str(jaar),
                x=procent(i * per_jaar),
                midden=procent((i + 0.5) * per_jaar),
            )
            for i, jaar in enumerate(jaren)
        ),
        nu=procent(_deel_van_jaren(peildatum, jaren) * per_jaar) if peildatum.year in jaren else "",
        rijen=tuple(_planningsrij(actie, jaren, per_jaar, peildatum) for actie in acties),
    )


def _deel_van_jaren(dag: date, jaren: range) -> float:
    """Hoeveel jaren er aan het eind van deze dag voorbij zijn."""
    begin, einde = date(dag.year, 1, 1), date(dag.year + 1, 1, 1)
    return dag.year - jaren[0] + ((dag - begin).days + 1) / (einde - begin).days


def _planningsrij(actie: ActieStand, jaren: range, per_jaar: float, peildatum: date) -> Planningsrij:
    start = jaren[0] if actie.startjaar is None else actie.startjaar
    eind = jaren[-1] if actie.eindjaar is None else actie.eindjaar
    return Planningsrij(
        actie=actie,
        x=procent((start - jaren[0]) * per_jaar + VOEG),
        breedte=procent((eind - start + 1) * per_jaar - 2 * VOEG),
        stroken=_stroken(actie),
        uitloop=_uitloop(actie, jaren, per_jaar, peildatum),
    )


def _uitloop(actie: ActieStand, jaren: range, per_jaar: float, peildatum: date) -> Uitloop | None:
    """Van het eind van de planning tot de peildatum, voor zover dat op de as past."""
    if not actie.loopt_uit or actie.eindjaar is None or actie.eindjaar + 1 not in jaren:
        return None
    van, tot = actie.eindjaar + 1 - jaren[0], min(_deel_van_jaren(peildatum, jaren), len(jaren))
    maanden = 12 * (peildatum.year - actie.eindjaar - 1) + peildatum.month
    later = f"{maanden // 12} jaar" if maanden >= 12 else MAAND.aantal(maanden)
    return Uitloop(x=procent(van * per_jaar), breedte=procent((tot - van) * per_jaar), later=later)


def _stroken(actie: ActieStand) -> tuple[Strook, ...]:
    namen = [(aanjager.rol, aanjager.kleur, aanjager.letter) for aanjager in actie.aanjagers] or [("", "geen", "")]
    if len(namen) == 1:
        rol, kleur, letter = namen[0]
        return (Strook(rol=rol, kleur=kleur, letter=letter, y=-9, hoogte=18, midden=0),)
    boven = -BAAN * len(namen) // 2
    return tuple(
        Strook(
            rol=rol,
            kleur=kleur,
            letter=letter,
            y=boven + i * BAAN,
            hoogte=BAAN - 1,
            midden=boven + i * BAAN + BAAN // 2,
        )
        for i, (rol, kleur, letter) in enumerate(namen)
    )


# Cijfers


@dataclass(frozen=True, slots=True, kw_only=True)
class Staaf:
    """Een liggende staaf. ``einde`` is de plaats van de waarde die erachter staat."""

    naam: str
    waarde: Decimal
    x: str
    breedte: str
    einde: str


def staven(waarden: Sequence[tuple[str, Decimal]], *, top: Decimal | None = None) -> tuple[Staaf, ...]:
    """Eén staaf per ``(naam, waarde)``, vanaf nul. ``top`` is de waarde van de langst mogelijke staaf."""
    laagste = min((waarde for _, waarde in waarden), default=Decimal(0))
    bodem = min(laagste, Decimal(0))
    hoogste = max([Decimal(0), *(waarde for _, waarde in waarden)]) if top is None else top
    per_stuk = 85 / float(hoogste - bodem or 1)  # tot 85%: rechts staat de waarde, en die is langer dan een aantal

    def plaats(waarde: Decimal) -> float:
        return float(waarde - bodem) * per_stuk

    return tuple(
        Staaf(
            naam=naam,
            waarde=waarde,
            x=procent(plaats(min(waarde, Decimal(0)))),
            breedte=procent(float(abs(waarde)) * per_stuk),
            einde=procent(plaats(max(waarde, Decimal(0)))),
        )
        for naam, waarde in waarden
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Punt:
    """Een waarde op de lijn. ``genoemd``: of de periode en de waarde erbij staan; de laatste staat er altijd bij."""

    periode: str
    waarde: Decimal
    x: str
    y: str
    genoemd: bool
    voorlopig: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roosterlijn:
    waarde: Decimal
    y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijngrafiek:
    """Punten van links naar rechts en de lijnen ertussen, met een rooster dat altijd nul bevat. ``doel``: de streefwaarde."""

    punten: tuple[Punt, ...]
    stukken: tuple[tuple[Punt, Punt], ...]
    rooster: tuple[Roosterlijn, ...]
    doel: Roosterlijn | None = None

    @property
    def uitleg(self) -> str:
        """De lijn voor wie haar niet ziet: “2020: 12,5, 2021: 13 (voorlopig), streefwaarde: 10”."""
        delen = [
            f"{punt.periode}: {getal_tekst(punt.waarde)}{' (voorlopig)' if punt.voorlopig else ''}"
            for punt in self.punten
        ]
        return ", ".join(delen + ([f"streefwaarde: {getal_tekst(self.doel.waarde)}"] if self.doel else []))


def lijngrafiek(metingen: Iterable[MetingRegel], *, doel: Decimal | None = None) -> Lijngrafiek:
    """Een lijn door de metingen, en een langs het doel. Een periode van jaren (“2015-2019”) staat op haar midden."""
    reeks = op_tijd(metingen)
    midden = [meting.op_as for meting in reeks]
    breedte = midden[-1] - midden[0] or 1
    waarden = [*(meting.waarde for meting in reeks), *([] if doel is None else [doel])]
    bodem, top = min(Decimal(0), *waarden), _ronde_top(max(waarden))
    onder = -_ronde_top(-bodem) if bodem else Decimal(0)
    genoemd = PERIODEN_OP_AS if all(len(meting.periode) == 4 for meting in reeks) else PERIODEN_OP_AS // 2
    stap = -(-len(reeks) // genoemd)

    def hoogte(waarde: Decimal) -> str:
        return procent(85 - 75 * float((waarde - onder) / (top - onder)))  # onder de as staan de perioden

    punten = tuple(
        Punt(
            periode=meting.periode,
            waarde=meting.waarde,
            x=procent(12 + 78 * (plek - midden[0]) / breedte),
            y=hoogte(meting.waarde),
            genoemd=(len(reeks) - 1 - i) % stap == 0,
            voorlopig=meting.voorlopig,
        )
        for i, (meting, plek) in enumerate(zip(reeks, midden, strict=True))
    )
    lijnen = sorted({onder, Decimal(0), (top + onder) / 2, top})
    return Lijngrafiek(
        punten=punten,
        stukken=tuple(pairwise(punten)),
        rooster=tuple(Roosterlijn(waarde=waarde, y=hoogte(waarde)) for waarde in lijnen),
        doel=None if doel is None else Roosterlijn(waarde=doel, y=hoogte(doel)),
    )


def _ronde_top(waarde: Decimal) -> Decimal:
    """De eerste van 1, 2, 5 of 10 maal een macht van tien die niet kleiner is. Voor nul en minder: 1."""
    if waarde <= 0:
        return Decimal(1)
    macht = Decimal(10) ** waarde.adjusted()
    return next(maal * macht for maal in (1, 2, 5, 10) if maal * macht >= waarde)
