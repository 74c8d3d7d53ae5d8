"""De matrix: de acties die elke gemeente zelf uitvoert, tegen de gemeenten die op de peildatum bestonden.

Alleen getallen en woorden, geen vorm: de pagina tekent er een tabel van en Excel een blad. Gebruik::

    matrix = maak_matrix(verslag)               # verslag: bouw_verslag(programma, peildatum) of met overleg=…
    for groep in matrix.groepen:                # “Regio Alkmaar · PORA”, met haar kolommen
        for kolom in groep.kolommen: ...        # een gemeente: naam, slug, telling over haar acties
    for rij in matrix.rijen:                    # een actie, op nummer
        for cel in rij.cellen: ...              # één per kolom van matrix.kolommen, in dezelfde volgorde

Vervallen acties tellen niet mee en staan apart in ``matrix.vervallen``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from acties.constanten import OverlegRol
from acties.woorden import opsomming
from monitoring.constanten import Status
from monitoring.datum import datum_tekst
from monitoring.lezen.wiezinnen import gezegd
from monitoring.verslag.vorm import (
    TELBAAR,
    ActieStand,
    Legenda,
    MeldingRegel,
    OrganisatieRegel,
    OverlegRegel,
    Telling,
    Verslag,
)

OVERIGE = "Overige"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """Een gemeente. ``telling`` telt haar cellen; ``begin``: de eerste van haar groep."""

    naam: str
    slug: str
    begin: bool
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """De gemeenten van één overleg. ``naam`` is “Regio Alkmaar · PORA”; zonder overleg “Overige” met lege ``slug``."""

    naam: str
    slug: str
    kolommen: tuple[Kolom, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cel:
    """Wat één gemeente over één actie meldde.

    ``stand``: een status, ``geen_melding``, of leeg als de actie niet bij deze gemeente hoort (``regel`` is dan
    ``None``). ``teken`` en ``woord`` zijn die van het verslag. ``uitleg`` is de hele cel in één zin, ook van wie de stand is
    overgenomen.
    """

    gemeente: str
    slug: str
    begin: bool
    stand: str
    teken: str
    woord: str
    uitleg: str
    regel: MeldingRegel | None

    @property
    def overgenomen(self) -> bool:
        return self.regel is not None and bool(self.regel.overgenomen_van)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    """Een actie. ``telling`` telt de cellen; ``spreiding`` zijn de aantallen daarvan die er zijn, in de vaste volgorde.

    ``regiobreed`` is het woord voor de regio dat voorgaat op de gemeenten, anders leeg; ``gezegd`` wie dat wanneer zei.
    """

    nummer: int
    titel: str
    cellen: tuple[Cel, ...]
    telling: Telling
    spreiding: tuple[tuple[int, Legenda], ...]
    regiobreed: str
    gezegd: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """``overleg`` is leeg voor de hele regio, anders de afkorting. ``legenda``: de standen die een cel kan hebben."""

    peildatum: date
    overleg: str
    legenda: tuple[Legenda, ...]
    groepen: tuple[Groep, ...]
    rijen: tuple[Rij, ...]
    telling: Telling
    vervallen: tuple[ActieStand, ...]

    @property
    def kolommen(self) -> tuple[Kolom, ...]:
        """Alle gemeenten, in de volgorde van de cellen van een rij."""
        return tuple(kolom for groep in self.groepen for kolom in groep.kolommen)

    @property
    def overgenomen(self) -> bool:
        """Of er een cel is die van een voorganger komt (en de legenda dat moet uitleggen)."""
        return any(cel.overgenomen for rij in self.rijen for cel in rij.cellen)


def maak_matrix(verslag: Verslag) -> Matrix:
    """De matrix van een verslag; met een verslag van één overleg alleen de gemeenten daarvan."""
    gemeenten = [organisatie for organisatie in verslag.organisaties if organisatie.is_gemeente]
    ingedeeld = gemeenten_per_overleg(verslag, gemeenten)
    volgorde = [(gemeente, gemeente is leden[0]) for _, _, leden in ingedeeld for gemeente in leden]
    slugs = {gemeente.slug for gemeente in gemeenten}
    alle = sorted(
        (a for a in verslag.acties if a.per_organisatie and any(r.slug in slugs for r in a.organisaties)),
        key=lambda actie: actie.nummer,
    )
    rijen = tuple(_rij(actie, volgorde, verslag) for actie in alle if not actie.vervallen)
    tellingen = {
        gemeente.slug: _tel(rij.cellen[plaats] for rij in rijen) for plaats, (gemeente, _) in enumerate(volgorde)
    }
    standen = {cel.stand for rij in rijen for cel in rij.cellen}
    return Matrix(
        peildatum=verslag.peildatum,
        overleg=verslag.overleg,
        legenda=tuple(verslag.legenda(code) for code in (*TELBAAR, Status.NVT) if code in TELBAAR or code in standen),
        groepen=tuple(_groep(naam, slug, leden, tellingen) for naam, slug, leden in ingedeeld),
        rijen=rijen,
        telling=_tel(cel for rij in rijen for cel in rij.cellen),
        vervallen=tuple(actie for actie in alle if actie.vervallen),
    )


def overleggen_met_gemeenten(overleggen: Iterable[OverlegRegel]) -> list[OverlegRegel]:
    """De overleggen met een eigen deel van de regio of een eigen bespreking; alleen geïnformeerd worden telt niet."""
    eigen = [o for o in overleggen if o.organisaties and (o.subregio or o.rol == OverlegRol.BESPREEKT)]
    return sorted(eigen, key=lambda overleg: not overleg.subregio)


def gemeenten_per_overleg(
    verslag: Verslag, gemeenten: Sequence[OrganisatieRegel]
) -> list[tuple[str, str, list[OrganisatieRegel]]]:
    """Elke gemeente in precies één groep: ``(naam, slug, leden)``, lege groepen niet."""
    if verslag.overleg:
        groepen = [overleg for overleg in verslag.overleggen if overleg.afkorting == verslag.overleg]
    else:
        groepen = overleggen_met_gemeenten(verslag.overleggen)
    over, ingedeeld = list(gemeenten), []
    for overleg in groepen:
        leden = [gemeente for gemeente in over if gemeente.naam in overleg.organisaties]
        over = [gemeente for gemeente in over if gemeente not in leden]
        ingedeeld.append((overleg.met_subregio, overleg.slug, leden))
    ingedeeld.append((OVERIGE, "", over))
    return [groep for groep in ingedeeld if groep[2]]


def _groep(naam: str, slug: str, leden: Sequence[OrganisatieRegel], tellingen: dict[str, Telling]) -> Groep:
    kolommen = tuple(
        Kolom(naam=lid.naam, slug=lid.slug, begin=lid is leden[0], telling=tellingen[lid.slug]) for lid in leden
    )
    return Groep(naam=naam, slug=slug, kolommen=kolommen)


def _rij(actie: ActieStand, volgorde: Sequence[tuple[OrganisatieRegel, bool]], verslag: Verslag) -> Rij:
    regels = {regel.slug: regel for regel in actie.organisaties}
    cellen = tuple(_cel(gemeente, begin, regels.get(gemeente.slug), verslag) for gemeente, begin in volgorde)
    telling = _tel(cellen)
    gaat_voor = actie.herkomst == "regiobreed"
    aantallen = [(getattr(telling, code), verslag.legenda(code)) for code in (*TELBAAR, Status.NVT.value)]
    return Rij(
        nummer=actie.nummer,
        titel=actie.titel,
        cellen=cellen,
        telling=telling,
        spreiding=tuple((aantal, regel) for aantal, regel in aantallen if aantal),
        regiobreed=verslag.woord(actie.stand) if gaat_voor else "",
        gezegd=f"{gezegd(actie.melding)}." if gaat_voor and actie.melding else "",
    )


def _cel(gemeente: OrganisatieRegel, begin: bool, regel: MeldingRegel | None, verslag: Verslag) -> Cel:
    """``regel`` is ``None`` als de actie niet bij deze gemeente hoort: een lege cel."""
    code = regel.stand if regel else ""
    woord = verslag.woord(code)
    return Cel(
        gemeente=gemeente.naam,
        slug=gemeente.slug,
        begin=begin,
        stand=code,
        teken=verslag.legenda(code).teken if code else "",
        woord=woord,
        uitleg=f"{gemeente.naam}: {_uitleg(regel, woord)}",
        regel=regel,
    )


def _uitleg(regel: MeldingRegel | None, woord: str) -> str:
    if regel is None:
        return "hoort niet bij deze actie"
    van = f", overgenomen van {opsomming(regel.overgenomen_van)}" if regel.overgenomen_van else ""
    op = f" (op {datum_tekst(regel.peildatum)})" if regel.peildatum else ""
    return f"{woord}{van}{op}"


def _tel(cellen: Iterable[Cel]) -> Telling:
    return Telling.van(cel.stand for cel in cellen if cel.stand)
