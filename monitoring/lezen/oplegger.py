"""De oplegger: wat één overleg over een jaar moet weten, op hooguit twee A4. Alleen wat afwijkt, het dringendste eerst.

Een keuze uit een ``Verslag``, zonder queries: van een vastgesteld jaar verandert zij dus nooit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from acties.constanten import OverlegRol
from acties.woorden import ACTIE, ORGANISATIE, opsomming
from monitoring.constanten import KOERS_VAN_ZWAAR_NAAR_LICHT, KOERS_VRAAGT_UITLEG, Fase, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.lezen.hoofdstukken import Vak, evaluatiebeeld
from monitoring.lezen.wiezinnen import is_onbevestigd, signalen
from monitoring.verslag.afspraakregel import AfspraakRegel, dringendste_eerst
from monitoring.verslag.vorm import ActieStand, Legenda, MeldingRegel, OverlegRegel, Verslag, Wijziging

T = TypeVar("T")

# Zoveel past er, ook met lange teksten, op twee bladzijden. Wat er meer is, wordt geteld en niet verzwegen.
MEEST_REGELS, MEEST_DEELNEMERS, MEEST_AFSPRAKEN = 2, 5, 3
# Zoveel namen of nummers staan er in één zin; de rest wordt geteld.
HOOGSTENS = 8
MEEST_SIGNALEN = 3


class Ruimte(NamedTuple):
    """Hoeveel er van elke lijst op het papier past."""

    afwijkingen: int
    uitloop: int
    stil: int
    wijzigingen: int


RUIM, NAAST_AFSPRAKEN = Ruimte(5, 5, 5, 6), Ruimte(4, 3, 3, 4)

_VOLGORDE_WIJZIGING = ("Terug", "Vervallen", "Hersteld", "Afgerond", "Vooruit", "Eerste melding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze(Generic[T]):
    """Het dringendste van een lijst; ``meer`` is hoeveel er niet bij staan."""

    eerste: tuple[T, ...]
    meer: int

    @property
    def totaal(self) -> int:
        return len(self.eerste) + self.meer


@dataclass(frozen=True, slots=True, kw_only=True)
class Afwijking:
    """Een actie die niet op schema ligt. ``regels``: wie dat meldde, met uitleg en bijsturing.

    ``koersen``: de koers van het woord voor de regio, en van organisaties hoeveel welke koers gaven. ``geteld`` zijn die
    aantallen per koers: “2 van 17”.
    """

    actie: ActieStand
    koersen: tuple[Legenda, ...]
    geteld: dict[str, str]
    regels: Keuze[MeldingRegel]

    @property
    def vastgelopen(self) -> bool:
        return any(regel.code == Koers.VASTGELOPEN for regel in self.koersen)

    def nummer_bij(self, koers: Koers) -> str:
        """“2”, of “2 (2 van 17)” als organisaties deze koers gaven."""
        geteld = self.geteld.get(koers)
        return f"{self.actie.nummer_tekst} ({geteld})" if geteld else self.actie.nummer_tekst

    @property
    def meer_zin(self) -> str:
        """“En nog 2 organisaties.”; leeg als ze er alle bij staan."""
        return f"En nog {ORGANISATIE.aantal(self.regels.meer)}." if self.regels.meer else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelnemer:
    """Een gemeente waar iets aan de hand is: hoeveel acties zij zelf uitvoert, waarvan gemeld, en hoeveel niet op schema."""

    naam: str
    acties: int
    gemeld: int
    niet_op_schema: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Oplegger:
    """``verslag`` is dat van de deelnemers van ``overleg``; zonder deelnemers dat van de regio.

    ``afspraken``: wat dit overleg eerder afsprak, met de stand op ``dag``.
    """

    verslag: Verslag
    overleg: OverlegRegel
    vakken: tuple[Vak, ...]
    afwijkingen: Keuze[Afwijking]
    uitloop: Keuze[ActieStand]
    zonder_melding: Keuze[ActieStand]
    wijzigingen: Keuze[Wijziging]
    deelnemers: Keuze[Deelnemer]
    punten: tuple[str, ...]
    gevraagd: str
    afspraken: Keuze[AfspraakRegel]
    dag: date

    @property
    def kop_gevraagd(self) -> str:
        return "Gevraagd" if self._neemt_kennis else "Gevraagd besluit"

    @property
    def kop_stand(self) -> str:
        return f"De stand {f'voor {self.overleg.afkorting}' if self.overleg.organisaties else 'van de regio'}"

    @property
    def kop_punten(self) -> str:
        return "Wat opvalt" if self._neemt_kennis else "Om te bespreken"

    @property
    def kop_veranderd(self) -> str:
        vorige = self.verslag.vorige_peildatum
        return f"Veranderd sinds {datum_tekst(vorige) if vorige else 'vorig jaar'}"

    @property
    def telzin(self) -> str:
        """“12 acties, en 2 vervallen; tussen haakjes het verschil met 31 december 2021”."""
        telling, vorige = self.verslag.telling, self.verslag.vorige_peildatum
        vervallen = f", en {telling.vervallen} vervallen" if telling.vervallen else ""
        verschil = f"; tussen haakjes het verschil met {datum_tekst(vorige)}" if vorige else ""
        return f"{ACTIE.aantal(telling.totaal)}{vervallen}{verschil}"

    @property
    def _neemt_kennis(self) -> bool:
        return self.overleg.rol == OverlegRol.GEINFORMEERD


def oplegger(verslag: Verslag, slug: str, afspraken: Iterable[AfspraakRegel] = (), dag: date | None = None) -> Oplegger:
    """De oplegger voor het overleg met dit adres. ``KeyError`` als dat niet in het verslag staat.

    ``afspraken``: die bij dit jaar horen, van elk overleg, met de stand op ``dag`` (anders de peildatum).
    """
    overleg = next((regel for regel in verslag.overleggen if regel.slug == slug), None)
    if overleg is None:
        raise KeyError(slug)
    lopend = sorted((a for a in verslag.acties if not a.vervallen and not a.afgerond), key=lambda a: a.prioriteit)
    afwijkingen = sorted(
        (afwijking for actie in lopend if (afwijking := _afwijking(verslag, actie))),
        key=lambda afwijking: not afwijking.vastgelopen,
    )
    uitloop = [actie for actie in lopend if actie.loopt_uit]
    stil = [actie for actie in lopend if actie.status is None]
    wijzigingen = sorted(verslag.wijzigingen, key=lambda w: _VOLGORDE_WIJZIGING.index(w.soort))
    deelnemers = _deelnemers(verslag) if overleg.organisaties else []
    eerder = _eerder_afgesproken(afspraken, overleg)
    ruimte = NAAST_AFSPRAKEN if eerder else RUIM
    return Oplegger(
        verslag=verslag,
        overleg=overleg,
        vakken=evaluatiebeeld(verslag).totaal,
        afwijkingen=_keuze(afwijkingen, ruimte.afwijkingen),
        uitloop=_keuze(uitloop, ruimte.uitloop),
        zonder_melding=_keuze(stil, ruimte.stil),
        wijzigingen=_keuze(wijzigingen, ruimte.wijzigingen),
        deelnemers=_keuze(deelnemers, MEEST_DEELNEMERS),
        punten=tuple(_punten(verslag, afwijkingen, uitloop, stil, deelnemers)),
        gevraagd=_gevraagd(verslag, overleg),
        afspraken=_keuze(eerder, MEEST_AFSPRAKEN),
        dag=dag or verslag.peildatum,
    )


def _eerder_afgesproken(afspraken: Iterable[AfspraakRegel], overleg: OverlegRegel) -> tuple[AfspraakRegel, ...]:
    """Wat dit overleg eerder afsprak: niet wat het afspreekt op de dag waar deze oplegger voor is, of daarna."""
    eigen = (regel for regel in afspraken if regel.overleg_slug == overleg.slug)
    return dringendste_eerst(regel for regel in eigen if not overleg.datum or regel.datum < overleg.datum)


def _keuze(alles: Sequence[T], hoogstens: int) -> Keuze[T]:
    return Keuze(eerste=tuple(alles[:hoogstens]), meer=max(0, len(alles) - hoogstens))


def _afwijking(verslag: Verslag, actie: ActieStand) -> Afwijking | None:
    """Een melding die klaar is of niet van toepassing, wijkt nergens meer van af."""
    regels = {
        regel: None
        for regel in (actie.melding, *actie.organisaties)
        if regel and regel.koers in KOERS_VRAAGT_UITLEG and regel.status not in (Status.AFGEROND, Status.NVT)
    }
    if not regels:
        return None
    zwaarste = sorted(regels, key=lambda regel: regel.koers != Koers.VASTGELOPEN)
    eigen = tuple(regel for regel in zwaarste if regel == actie.melding)
    geteld = _geteld(actie, Counter(regel.koers for regel in zwaarste if regel not in eigen))
    koersen = [verslag.legenda(regel.koers) for regel in eigen]
    for koers, aantal in geteld.items():
        regel = verslag.legenda(koers)
        koersen.append(replace(regel, woord=f"{aantal} {regel.woord.lower()}"))
    return Afwijking(
        actie=actie,
        koersen=tuple(koersen),
        geteld={koers: aantal for koers, aantal in geteld.items() if koers not in {regel.koers for regel in eigen}},
        regels=_keuze(zwaarste, MEEST_REGELS),
    )


def _geteld(actie: ActieStand, koersen: Counter[str]) -> dict[str, str]:
    """Per koers hoeveel organisaties haar gaven, de zwaarste eerst: “2 van 17”, onder een woord “bijdragen: 2 van 21”."""
    telling = actie.telling or actie.bijdragen
    van = f" van {telling.totaal}" if telling else ""
    voor = "bijdragen: " if actie.melding and not actie.per_organisatie else ""
    return {koers: f"{voor}{koersen[koers]}{van}" for koers in KOERS_VAN_ZWAAR_NAAR_LICHT if koersen[koers]}


def _deelnemers(verslag: Verslag) -> list[Deelnemer]:
    """De gemeenten die iets niet meldden of niet op schema liggen, met de meeste gaten voorop."""
    deelnemers = []
    for gemeente in verslag.organisaties:
        if not gemeente.is_gemeente:
            continue
        eigen = [
            regel
            for actie in verslag.acties
            if actie.per_organisatie and not actie.vervallen
            for regel in actie.organisaties
            if regel.slug == gemeente.slug and regel.status != Status.NVT
        ]
        deelnemer = Deelnemer(
            naam=gemeente.naam,
            acties=len(eigen),
            gemeld=sum(1 for regel in eigen if regel.status),
            niet_op_schema=sum(
                1 for regel in eigen if regel.koers in KOERS_VRAAGT_UITLEG and regel.status != Status.AFGEROND
            ),
        )
        if deelnemer.gemeld < deelnemer.acties or deelnemer.niet_op_schema:
            deelnemers.append(deelnemer)
    return sorted(deelnemers, key=lambda d: (d.gemeld - d.acties, -d.niet_op_schema, d.naam))


def _punten(
    verslag: Verslag,
    afwijkingen: Sequence[Afwijking],
    uitloop: Sequence[ActieStand],
    stil: Sequence[ActieStand],
    deelnemers: Sequence[Deelnemer],
) -> Iterable[str]:
    zorgen = [deel for deel in verslag.onderdelen if deel.oordeel in KOERS_VRAAGT_UITLEG]
    if zorgen:
        namen = [f"{deel.naam} ({verslag.woord(deel.oordeel).lower()})" for deel in zorgen]
        yield f"Het oordeel vraagt iets bij {opsomming(namen, HOOGSTENS)}. Wat is er nodig?"
    vast = [afwijking.nummer_bij(Koers.VASTGELOPEN) for afwijking in afwijkingen if afwijking.vastgelopen]
    if vast:
        yield f"Vastgelopen: actie {opsomming(vast, HOOGSTENS)}. Is de bijsturing genoeg, of is er een besluit nodig?"
    aandacht = [afwijking.nummer_bij(Koers.AANDACHT) for afwijking in afwijkingen if not afwijking.vastgelopen]
    if aandacht:
        yield f"Vraagt aandacht: actie {opsomming(aandacht, HOOGSTENS)}. Helpt de bijsturing?"
    yield from _punten_wie(verslag)
    if uitloop:
        yield f"De planning van {_nummers(uitloop)} is voorbij. Later afronden, of iets anders doen?"
    if stil:
        yield f"Niets gemeld over {_nummers(stil)}. Wie zorgt dat dat wel gebeurt?"
    zwijgt = [deelnemer.naam for deelnemer in deelnemers if not deelnemer.gemeld]
    if zwijgt:
        yield f"Geen enkele melding van {opsomming(zwijgt, HOOGSTENS)}. Wie spreekt hen erop aan?"


def _punten_wie(verslag: Verslag) -> Iterable[str]:
    """Waar bijdragen iets anders zeggen dan namens de regio is gezegd, en waar namens de regio nog niets is gezegd."""
    lopend = [actie for actie in verslag.acties if not actie.vervallen]
    anders = [f"{actie.nummer_tekst} ({opsomming(signalen(actie))})" for actie in lopend if actie.signalen]
    if anders:
        yield f"Bijdragen zeggen iets anders dan de status: actie {opsomming(anders, MEEST_SIGNALEN)}. Klopt de status nog?"
    nog_niet = [actie for actie in lopend if is_onbevestigd(actie)]
    if nog_niet:
        yield f"Nog niet bevestigd: {_nummers(nog_niet)}. Wie zegt namens de regio hoe het ermee staat?"


def _nummers(acties: Sequence[ActieStand]) -> str:
    """“actie 2 en 5”; meer dan acht worden geteld."""
    nummers = [actie.nummer_tekst for actie in acties]
    return f"actie {opsomming(nummers, HOOGSTENS)}"


def _gevraagd(verslag: Verslag, overleg: OverlegRegel) -> str:
    jaar = verslag.jaar or verslag.peildatum.year
    if overleg.rol == OverlegRol.GEINFORMEERD:
        return f"Kennisnemen van de uitkomsten van {jaar}."
    if verslag.fase == Fase.VASTGESTELD:
        return f"De uitkomsten van {jaar} bespreken en instemmen met de bijsturing."
    return (
        f"De uitkomsten van {jaar} bespreken, instemmen met de bijsturing, "
        "en meegeven wat er nog in het verslag moet voordat de projectleider het jaar vaststelt."
    )
