"""Een periode zoals bronnen haar schrijven: jaar, halfjaar, kwartaal, maand, schooljaar, dag of reeks.

Zij blijft wat zij is, met haar begin en eind: een halfjaar wordt nooit zijn jaar. ``Periode.tekst`` is de ene vorm waarin een
periode wordt bewaard en getoond; wie haar leest, krijgt dezelfde periode terug.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

MAX_TEKENS = 40  # de langste: “30 september 2021 - 30 september 2022”
_MAX_WOORDEN = 8

_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MAANDNUMMER = {naam: nummer for nummer, naam in enumerate(_MAANDEN, 1)}
_MAANDNUMMER |= {naam[:3]: nummer for naam, nummer in _MAANDNUMMER.items()} | {"mrt": 3, "sept": 9}
_RANG = {"1": 1, "2": 2, "3": 3, "4": 4, "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "i": 1, "ii": 2}

_J = r"(?P<jaar>(?:19|20)\d\d)"
_M = rf"(?P<maand>{'|'.join(sorted(_MAANDNUMMER, key=len, reverse=True))})\.?"
_N = r"(?P<rang>[1-4](?=e|de|ste)|eerste|tweede|derde|vierde|ii?)(?:e|de|ste)? ?"
_HELFT = rf"(?:{_N}(?:half ?jaar|hj|helft)(?: van)?|(?:h|hj ?)(?P<helft>[12]))"
_KWART = rf"(?:{_N}kwartaal|[kq](?P<kw>[1-4]))(?: van)?"


def _patronen(*bronnen: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(bron, re.ASCII) for bron in bronnen)


_JAAR = _patronen(rf"(?:jaar )?{_J}(?:jj00)?")
_HALFJAAR = _patronen(rf"{_HELFT} {_J}", rf"{_J}[ -]{_HELFT}", rf"{_J}hj0(?P<rang>[12])")
_KWARTAAL = _patronen(rf"{_KWART}[ -]{_J}", rf"{_J}[ -]?{_KWART}", rf"{_J}kw0(?P<rang>[1-4])")
_MAAND = _patronen(rf"{_M} {_J}", rf"{_J} {_M}", rf"{_J}mm(?P<nummer>\d\d)")
_DAG = _patronen(
    rf"(?P<dag>\d\d?)[ -]{_M}[ -]{_J}",
    rf"{_J} (?P<dag>\d\d?) {_M}",
    rf"(?P<dag>\d\d?)[-/.](?P<nummer>\d\d?)[-/.]{_J}",
    rf"{_J}-(?P<nummer>\d\d)-(?P<dag>\d\d)",
)
_SCHOOLJAAR = _patronen(
    rf"(?:schooljaar )?{_J} ?/ ?['’]?(?P<tot>(?:20)?\d\d)",
    rf"schooljaar {_J} ?[-–] ?(?P<tot>(?:20)?\d\d)",
    rf"{_J}sj00",
)
_NOOTCIJFER = re.compile(r"(?:\s+\d\)|\s*[¹²³])+$")  # wijst naar een noot onder de tabel
_VOORLOPIG = re.compile(r"\(?(?:nader )?voorlopig\)?|\(v\)|\*")
_VOORLOPIG_STAART = re.compile(r",? (?:\(v\)|\(?(?:nader )?voorlopig\)?)$", re.IGNORECASE)
_OP = re.compile(r"^(?:stand )?(?:per|op|peildatum) (?=\d\d?[ -])")
_WOORD = re.compile(r"[^\s_()\[\],;:·]+")
_HEEFT_JAAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
# Staat dit nog naast een gevonden jaar, dan is het niet dat jaar.
_TIJDWOORD = re.compile(
    rf"\b(?:{'|'.join(_MAANDEN)}|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec|half ?jaar|hj\d?|helft|kwartaal|kwartalen"
    r"|hj|[kq][1-4]|h[12]|maand(?:en)?|weken|week|trimester|semester|schooljaar|vanaf|sinds)\b"
    r"|(?:t/m|tot en met)$|^(?:t/m|tot en met)",
    re.IGNORECASE,
)


class Periodesoort(StrEnum):
    JAAR = "jaar"
    JAREN = "jaren"
    HALFJAAR = "halfjaar"
    KWARTAAL = "kwartaal"
    MAAND = "maand"
    SCHOOLJAAR = "schooljaar"
    DAG = "dag"
    REEKS = "reeks"


HELE_JAREN = (Periodesoort.JAAR, Periodesoort.JAREN, Periodesoort.SCHOOLJAAR)


@dataclass(frozen=True, slots=True)
class Periode:
    """``begin`` en ``eind`` horen er beide bij. ``voorlopig``: de bron zette er een sterretje bij."""

    tekst: str
    soort: Periodesoort
    begin: date
    eind: date
    voorlopig: bool = field(default=False, compare=False)

    @property
    def midden(self) -> float:
        """De plaats op een tijdas in jaren; 2021 als geheel ligt op 2021,5."""
        return (_plaats(self.begin.year, self.begin) + _plaats(self.eind.year, self.eind, na=1)) / 2


@lru_cache(maxsize=4096)  # een bestand heeft duizenden rijen en een handvol perioden
def lees_periode(tekst: str) -> Periode | None:
    """“2021”, “1e halfjaar 2020*”, “2020KW01”, “2020/'21”, “30 juni 2022**”, “2015-2019”; ``None`` als het geen periode is."""
    if len(tekst) > 2 * MAX_TEKENS:
        return None
    kaal = " ".join(_NOOTCIJFER.sub("", tekst.casefold()).split())
    zonder = _VOORLOPIG.sub("", kaal).strip()
    gevonden = _enkel(zonder) or _reeks(zonder) or _enkel(_OP.sub("", zonder))
    if gevonden is None or zonder == kaal:
        return gevonden
    return Periode(gevonden.tekst, gevonden.soort, gevonden.begin, gevonden.eind, voorlopig=True)


def zoek_periode(kop: str) -> tuple[Periode | None, str]:
    """De periode in een kop met meer woorden, en de woorden die overblijven: “Meldingen 2021” wordt 2021 en “Meldingen”.

    Geen periode als er meer in staan, of als de rest zegt dat het maar een deel is: “Meldingen week 3 2021”.
    """
    kop = _VOORLOPIG_STAART.sub("*", _NOOTCIJFER.sub("", kop))
    if not _HEEFT_JAAR.search(kop.replace("JJ00", "")):
        hele = lees_periode(kop)  # een code als 2020KW01
        return hele, "" if hele else kop
    woorden = [plek.span() for plek in _WOORD.finditer(kop)]
    for aantal in range(min(_MAX_WOORDEN, len(woorden)), 0, -1):
        for eerste in range(len(woorden) - aantal + 1):
            begin, eind = woorden[eerste][0], woorden[eerste + aantal - 1][1]
            if periode := lees_periode(kop[begin:eind]):
                links, rechts = kop[:begin].strip(" -–_()[]"), kop[eind:].strip(" -–_()[]*")
                rest = " ".join(f"{links} {rechts}".split())
                deels = any(_TIJDWOORD.search(deel) or _HEEFT_JAAR.search(deel) for deel in (links, rechts))
                return (None, kop) if deels else (periode, rest)
    return None, kop


def noemt_jaar(kop: str) -> bool:
    return bool(_HEEFT_JAAR.search(kop))


def _enkel(kaal: str) -> Periode | None:
    if deel := _past(_JAAR, kaal):
        return _van_maanden(deel["jaar"], Periodesoort.JAAR, int(deel["jaar"]), 1, 12)
    if deel := _past(_HALFJAAR, kaal):
        nummer = _RANG[deel.get("helft") or deel["rang"]]
        if nummer <= 2:
            tekst = f"{nummer}e halfjaar {deel['jaar']}"
            return _van_maanden(tekst, Periodesoort.HALFJAAR, int(deel["jaar"]), 6 * nummer - 5, 6)
    if deel := _past(_KWARTAAL, kaal):
        nummer = _RANG[deel.get("kw") or deel["rang"]]
        return _van_maanden(
            f"{nummer}e kwartaal {deel['jaar']}", Periodesoort.KWARTAAL, int(deel["jaar"]), 3 * nummer - 2, 3
        )
    if deel := _past(_MAAND, kaal):
        maand = _maand(deel)
        if 1 <= maand <= 12:
            tekst = f"{_MAANDEN[maand - 1]} {deel['jaar']}"
            return _van_maanden(tekst, Periodesoort.MAAND, int(deel["jaar"]), maand, 1)
    if deel := _past(_DAG, kaal):
        return _van_dag(int(deel["jaar"]), _maand(deel), int(deel["dag"]))
    if deel := _past(_SCHOOLJAAR, kaal):
        jaar = int(deel["jaar"])
        tot = int(deel.get("tot") or jaar + 1)
        if tot in (jaar + 1, (jaar + 1) % 100):
            soort = Periodesoort.SCHOOLJAAR
            return Periode(f"{jaar}/{jaar + 1}", soort, date(jaar, 8, 1), date(jaar + 1, 7, 31))
    return None


def _reeks(kaal: str) -> Periode | None:
    """Twee jaren, maanden of dagen met een streepje; links mag het jaar ontbreken: “januari - juni 2021”."""
    for streepje in re.finditer(r" ?(?:-|–|—|t/m|tot en met|/) ?", kaal):
        links, rechts = kaal[: streepje.start()], kaal[streepje.end() :]
        tot = _enkel(rechts)
        van = (_enkel(links) or _enkel(f"{links} {tot.eind.year}")) if tot else None
        if van and tot and van.soort is tot.soort and van.begin < tot.begin:
            if van.soort is Periodesoort.JAAR:
                return Periode(f"{van.tekst}-{tot.tekst}", Periodesoort.JAREN, van.begin, tot.eind)
            if van.soort in (Periodesoort.MAAND, Periodesoort.DAG):
                return Periode(f"{van.tekst} - {tot.tekst}", Periodesoort.REEKS, van.begin, tot.eind)
    return None


def _past(patronen: tuple[re.Pattern[str], ...], kaal: str) -> dict[str, str] | None:
    passend = next((past for patroon in patronen if (past := patroon.fullmatch(kaal))), None)
    return passend.groupdict() if passend else None


def _maand(deel: dict[str, str]) -> int:
    return _MAANDNUMMER[deel["maand"]] if deel.get("maand") else int(deel["nummer"])


def _van_maanden(tekst: str, soort: Periodesoort, jaar: int, eerste: int, aantal: int) -> Periode:
    laatste = eerste + aantal - 1
    return Periode(tekst, soort, date(jaar, eerste, 1), date(jaar, laatste, monthrange(jaar, laatste)[1]))


def _van_dag(jaar: int, maand: int, dag: int) -> Periode | None:
    try:
        op = date(jaar, maand, dag)
    except ValueError:
        return None
    return Periode(f"{dag} {_MAANDEN[maand - 1]} {jaar}", Periodesoort.DAG, op, op)


def _plaats(jaar: int, dag: date, na: int = 0) -> float:
    begin = date(jaar, 1, 1)
    return jaar + ((dag - begin).days + na) / (date(jaar + 1, 1, 1) - begin).days
