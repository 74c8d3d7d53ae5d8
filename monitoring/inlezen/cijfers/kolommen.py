"""Wat er in een kolom van een cijferbestand staat: woorden, getallen of perioden. De hele kolom telt, niet één cel."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from acties.rekenblad.lezen.getal import is_getal
from acties.rekenblad.lezen.periode import Periode, lees_periode, noemt_jaar, zoek_periode
from monitoring.inlezen.cijfers.tabel import SCHEIDING, Cel, als_tekst, is_leeg

ELKE_PERIODE = "elke periode"  # de naam van een groep kolommen die alleen een periode als kop hebben
_PERIODEKOP = re.compile(r"jaar|jaren|period|peildatum|kwartaal|datum", re.IGNORECASE)


class Soort(StrEnum):
    """Wat er in een kolom staat. Een jaartal kan een periode of een aantal zijn, en niets wijst het aan."""

    WOORD = "woord"
    GETAL = "getal"
    PERIODE = "periode"
    JAARTAL = "jaartal"
    LEEG = "leeg"


@dataclass(frozen=True, slots=True)
class Kolom:
    """``periode`` en ``groep`` komen uit de kop: “Meldingen 2021” is de periode 2021 van de groep Meldingen."""

    kop: str
    soort: Soort
    periode: Periode | None
    groep: str


def zoek_kolommen(koppen: Sequence[str], rijen: Sequence[tuple[Cel, ...]]) -> tuple[Kolom, ...]:
    soorten = [
        _soort(kop, [als_tekst(rij[plaats]) for rij in rijen if not is_leeg(rij[plaats])])
        for plaats, kop in enumerate(koppen)
    ]
    gelezen = [_periode_en_groep(kop) for kop in koppen]
    for plaats, (periode, _) in enumerate(gelezen):
        if periode and soorten[plaats] is not Soort.LEEG:
            soorten[plaats] = Soort.GETAL
    jaartallen = [plaats for plaats, soort in enumerate(soorten) if soort is Soort.JAARTAL]
    aangewezen = [plaats for plaats in jaartallen if _PERIODEKOP.search(koppen[plaats])] or jaartallen
    for plaats in jaartallen:
        if aangewezen != jaartallen or Soort.PERIODE in soorten:
            soorten[plaats] = Soort.PERIODE if plaats in aangewezen and aangewezen != jaartallen else Soort.GETAL
        elif len(jaartallen) == 1:
            soorten[plaats] = Soort.PERIODE
    return tuple(
        Kolom(kop, soort, periode, groep) for kop, soort, (periode, groep) in zip(koppen, soorten, gelezen, strict=True)
    )


def _soort(kop: str, gevuld: Sequence[str]) -> Soort:
    if not gevuld:
        return Soort.LEEG
    if all(map(lees_periode, gevuld)):
        return Soort.JAARTAL if all(map(is_getal, gevuld)) else Soort.PERIODE
    if _PERIODEKOP.search(kop) and sum(bool(lees_periode(tekst)) for tekst in gevuld) * 2 > len(gevuld):
        return Soort.PERIODE  # de cel die geen periode is, wordt bij haar cijfer een fout
    return Soort.GETAL if sum(map(is_getal, gevuld)) * 2 >= len(gevuld) else Soort.WOORD


def _periode_en_groep(kop: str) -> tuple[Periode | None, str]:
    """De periode in een kop en de naam van de kolom zonder haar; een deel dat helemaal een periode is, gaat voor."""
    delen = kop.split(SCHEIDING)
    hele = [deel for deel in delen if lees_periode(deel)]
    if len(hele) == 1:
        return lees_periode(hele[0]), SCHEIDING.join(deel for deel in delen if deel not in hele) or ELKE_PERIODE
    gezocht = [zoek_periode(deel) for deel in delen]
    if sum(map(noemt_jaar, delen)) > 1 or len(gevonden := [periode for periode, _ in gezocht if periode]) != 1:
        return None, kop
    return gevonden[0], SCHEIDING.join(rest for _, rest in gezocht if rest) or ELKE_PERIODE
