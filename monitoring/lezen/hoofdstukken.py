"""Een Verslag in hoofdstukken, zoals de evaluatie van een jaar wordt gelezen. Zonder queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from monitoring.lezen.conclusie import Weetpunt, weetpunten
from monitoring.lezen.lokaal import LokaalDeel, per_organisatie
from monitoring.lezen.wiezinnen import onbevestigd, waarvan_onbevestigd
from monitoring.verslag.vorm import TELBAAR, ActieStand, Legenda, MeldingRegel, OnderdeelStand, Telling, Verslag

MIN = "\N{MINUS SIGN}"
VEEL_TEKSTEN = 250  # Zoveel toelichtingen staan er hooguit op één pagina.


@dataclass(frozen=True, slots=True, kw_only=True)
class Vak:
    """Hoeveel acties één stand hebben, welk deel dat is, en het verschil met een jaar eerder (``None``: geen vorig jaar).

    ``onbevestigd``: van hoeveel de status nog niet bevestigd is.
    """

    code: str
    teken: str
    woord: str
    aantal: int
    percentage: int
    verschil: int | None
    onbevestigd: int = 0

    @property
    def waarvan(self) -> str:
        return waarvan_onbevestigd(self.onbevestigd)

    @property
    def verschil_tekst(self) -> str:
        if not self.verschil:
            return "" if self.verschil is None else "="
        return f"+{self.verschil}" if self.verschil > 0 else f"{MIN}{-self.verschil}"

    @property
    def verschil_woord(self) -> str:
        if not self.verschil:
            return "" if self.verschil is None else "evenveel als vorig jaar"
        return f"{abs(self.verschil)} {'meer' if self.verschil > 0 else 'minder'} dan vorig jaar"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieBeeld:
    """Een actie met wat organisaties erover schreven.

    ``teksten``: wie iets schreef. ``zonder_tekst``: per stand de namen van wie dat niet deed. Bij een actie per organisatie
    ook wie niets meldde; wie geen bijdrage gaf aan een regionale actie, staat in ``actie.zwijgend``. ``elders``: zoveel teksten
    die alleen op de pagina van de actie staan.
    """

    actie: ActieStand
    teksten: tuple[MeldingRegel, ...]
    zonder_tekst: tuple[tuple[Legenda, tuple[str, ...]], ...]
    elders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoofdstuk:
    """Een onderdeel met zijn cijfers en acties, de hoogste prioriteit eerst en vervallen acties achteraan.

    ``dicht``: de acties staan op een eigen blad. ``open``: dit is dat blad.
    """

    onderdeel: OnderdeelStand
    vakken: tuple[Vak, ...]
    acties: tuple[ActieBeeld, ...]
    dicht: bool = False
    open: bool = False

    @property
    def teksten(self) -> int:
        return sum(len(beeld.teksten) for beeld in self.acties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluatiebeeld:
    """Het hele verslag in hoofdstukken; ``totaal`` zijn de vakken van alle onderdelen samen, ``weetpunten`` de kern ervan.

    ``lokaal`` zijn de lokale acties per organisatie: zij staan in geen hoofdstuk en in geen vak.
    """

    hoofdstukken: tuple[Hoofdstuk, ...]
    totaal: tuple[Vak, ...]
    weetpunten: tuple[Weetpunt, ...]
    lokaal: tuple[LokaalDeel, ...]

    @property
    def standen(self) -> list[str]:
        """De codes van een legenda."""
        return [vak.code for vak in self.totaal]


def evaluatiebeeld(verslag: Verslag) -> Evaluatiebeeld:
    return Evaluatiebeeld(
        hoofdstukken=tuple(hoofdstuk(verslag, onderdeel) for onderdeel in verslag.onderdelen),
        totaal=totaalvakken(verslag),
        weetpunten=weetpunten(verslag),
        lokaal=per_organisatie(verslag),
    )


def op_een_scherm(beeld: Evaluatiebeeld, open_code: str) -> Evaluatiebeeld:
    """Het beeld zoals een pagina het toont: bij veel teksten alleen de acties van het onderdeel ``open_code``.

    Heeft dat onderdeel alleen al te veel teksten, dan verwijst een actie daarvoor naar haar eigen pagina.
    """
    if sum(deel.teksten for deel in beeld.hoofdstukken) <= VEEL_TEKSTEN:
        return beeld
    return replace(beeld, hoofdstukken=tuple(_opengeslagen(deel, open_code) for deel in beeld.hoofdstukken))


def _opengeslagen(deel: Hoofdstuk, open_code: str) -> Hoofdstuk:
    if deel.onderdeel.code != open_code:
        return replace(deel, dicht=True)
    if deel.teksten <= VEEL_TEKSTEN:
        return replace(deel, open=True)
    acties = tuple(replace(beeld, teksten=(), elders=len(beeld.teksten)) for beeld in deel.acties)
    return replace(deel, open=True, acties=acties)


def totaalvakken(verslag: Verslag) -> tuple[Vak, ...]:
    """De vakken van alle acties samen."""
    return _vakken(verslag, verslag.acties, verslag.telling, verslag.vorige_telling)


def hoofdstuk(verslag: Verslag, onderdeel: OnderdeelStand) -> Hoofdstuk:
    acties = sorted(verslag.acties_van(onderdeel.code), key=lambda actie: actie.vervallen)
    return Hoofdstuk(
        onderdeel=onderdeel,
        vakken=_vakken(verslag, acties, onderdeel.telling, onderdeel.vorige_telling),
        acties=tuple(_actiebeeld(verslag, actie) for actie in acties),
    )


def _vakken(verslag: Verslag, acties: Iterable[ActieStand], nu: Telling, toen: Telling | None) -> tuple[Vak, ...]:
    nog_niet = onbevestigd(acties)
    return tuple(
        Vak(
            code=code,
            teken=verslag.legenda(code).teken,
            woord=verslag.woord(code),
            aantal=getattr(nu, code),
            percentage=percentage,
            verschil=getattr(nu, code) - getattr(toen, code) if toen else None,
            onbevestigd=nog_niet[code],
        )
        for code, percentage in zip(TELBAAR, nu.percentages, strict=True)
    )


def _actiebeeld(verslag: Verslag, actie: ActieStand) -> ActieBeeld:
    """De melding die de regionale stand bepaalt staat al bij de actie en niet nog eens bij de organisaties."""
    regels = [regel for regel in actie.organisaties if regel != actie.melding]
    stil = [regel for regel in regels if not (regel.toelichting or regel.bijsturing)]
    groepen = [
        (legenda, tuple(regel.organisatie for regel in stil if regel.stand == legenda.code))
        for legenda in verslag.statussen
    ]
    return ActieBeeld(
        actie=actie,
        teksten=tuple(regel for regel in regels if regel.toelichting or regel.bijsturing),
        zonder_tekst=tuple((legenda, namen) for legenda, namen in groepen if namen),
    )
