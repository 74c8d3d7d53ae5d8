"""Wat er in een kolom van een cijferbestand staat: woorden, getallen of perioden. De hele kolom telt, niet één cel."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from acties.rekenblad.lezen.getal import is_getal
from acties.rekenblad.lezen.periode import Periode, lees_periode, noemt_jaar, zoek_periode
from monitoring.inlezen.cijfers.jaardeel import is_deelkolom, periode_onder
from monitoring.inlezen.cijfers.tabel import SCHEIDING, Cel, als_tekst, is_leeg, zonder_ster

ELKE_PERIODE = "elke periode"  # de naam van een groep kolommen die alleen een periode als kop hebben
_GENUMMERD = re.compile(r"(.+) \((\d+)\)")
_CODEKOP = re.compile(
    r"codes?(?: \([^)]*\))?$|^(?:leeftijds?|geslacht|klasse|categorie|groep)(?:groep|klasse|categorie)?$", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]{1,2}\d{2,}", re.ASCII)  # T001038, GM0361
_PERIODEKOP = re.compile(r"jaar|jaren|period|peildatum|kwartaal|datum", re.IGNORECASE)


class Soort(StrEnum):
    """Wat er in een kolom staat. Een jaartal kan een periode of een aantal zijn, en niets wijst het aan.

    ``DEEL``: welk deel van het jaar, naast een kolom of kop met het jaar: “1e kwartaal”, of 3 onder “Maand”.
    """

    WOORD = "woord"
    GETAL = "getal"
    PERIODE = "periode"
    DEEL = "deel"
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
        _soort(kop, [rij[plaats] for rij in rijen if not is_leeg(rij[plaats])]) for plaats, kop in enumerate(koppen)
    ]
    gelezen = [_periode_en_groep(kop) for kop in koppen]
    for plaats, (periode, _) in enumerate(gelezen):
        if periode and soorten[plaats] is not Soort.LEEG:
            soorten[plaats] = Soort.GETAL
    for plaats, soort in _jaartallen(koppen, soorten).items():
        soorten[plaats] = soort
    if Soort.PERIODE in soorten or any(periode for periode, _ in gelezen):
        for plaats, kop in enumerate(koppen):
            gevuld = [als_tekst(rij[plaats]) for rij in rijen if not is_leeg(rij[plaats])]
            if soorten[plaats] in (Soort.WOORD, Soort.GETAL) and is_deelkolom(kop, gevuld):
                soorten[plaats] = Soort.DEEL
    return tuple(
        Kolom(kop, soort, periode, groep) for kop, soort, (periode, groep) in zip(koppen, soorten, gelezen, strict=True)
    )


def _jaartallen(koppen: Sequence[str], soorten: Sequence[Soort]) -> dict[int, Soort]:
    """Een kolom met alleen jaartallen is een periode als haar kop dat zegt, of als er geen andere is; anders een aantal."""
    jaartallen = [plaats for plaats, soort in enumerate(soorten) if soort is Soort.JAARTAL]
    met_kop = [plaats for plaats in jaartallen if _PERIODEKOP.search(koppen[plaats])]
    if len(met_kop) == 1 or (met_kop and Soort.PERIODE in soorten):
        return {plaats: Soort.PERIODE if plaats in met_kop else Soort.GETAL for plaats in jaartallen}
    if Soort.PERIODE in soorten:
        return dict.fromkeys(jaartallen, Soort.GETAL)
    if len(jaartallen) == 1:
        return dict.fromkeys(jaartallen, Soort.PERIODE)
    return {plaats: Soort.JAARTAL if plaats in (met_kop or jaartallen) else Soort.GETAL for plaats in jaartallen}


def _soort(kop: str, cellen: Sequence[Cel]) -> Soort:
    gevuld = [zonder_ster(als_tekst(cel)) for cel in cellen]
    if not gevuld:
        return Soort.LEEG
    if all(map(lees_periode, gevuld)) and not is_code(kop, ()):
        return Soort.JAARTAL if all(map(is_getal, gevuld)) else Soort.PERIODE
    if _PERIODEKOP.search(kop) and sum(bool(lees_periode(tekst)) for tekst in gevuld) * 2 > len(gevuld):
        return Soort.PERIODE  # de cel die geen periode is, wordt bij haar cijfer een fout
    if is_code(kop, cellen):
        return Soort.WOORD
    return Soort.GETAL if sum(map(is_getal, gevuld)) * 2 >= len(gevuld) else Soort.WOORD


def is_code(kop: str, cellen: Iterable[Cel]) -> bool:
    """Of een kolom codes heeft, ook als die er als getallen uitzien: “3000” naast “T001038”, of met spaties erachter."""
    return bool(_CODEKOP.search(kop)) or any(
        isinstance(cel, str) and (cel.endswith("  ") or _CODE.fullmatch(cel.strip())) for cel in cellen
    )


def _periode_en_groep(kop: str) -> tuple[Periode | None, str]:
    """De periode in een kop en de naam van de kolom zonder haar; een deel dat helemaal een periode is, gaat voor."""
    if genummerd := _GENUMMERD.fullmatch(kop):  # twee kolommen met dezelfde kop
        periode, groep = _periode_en_groep(genummerd[1])
        return periode, f"{groep} ({genummerd[2]})"
    delen = kop.split(SCHEIDING)
    hele = [deel for deel in delen if periode_onder(deel, kop)]
    if len(hele) == 1:
        rest = SCHEIDING.join(deel for deel in delen if deel not in hele)
        return periode_onder(hele[0], kop), rest or ELKE_PERIODE
    gezocht = [zoek_periode(deel) for deel in delen]
    if sum(map(noemt_jaar, delen)) > 1 or len(gevonden := [periode for periode, _ in gezocht if periode]) != 1:
        return None, kop
    return gevonden[0], SCHEIDING.join(rest for _, rest in gezocht if rest) or ELKE_PERIODE
