"""Van cel naar waarde, per soort kolom, en door elke deur hetzelfde. Fout: ``ValueError`` met één zin, die de waarde noemt."""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from acties.rekenblad.lezen.fout import Onleesbaar, in_woorden
from acties.rekenblad.lezen.getal import Notatie, lees_getal
from acties.rekenblad.lezen.naam import schone_naam
from acties.rekenblad.lezen.tekst import schone_tekst

SCHEIDING = " | "
JA = {"ja", "j", "1", "waar", "true", "x"}
NEE = {"nee", "n", "0", "onwaar", "false", ""}
GROOTSTE_GEHEEL = 10**12
_MIN = str.maketrans("\u2212\u2010\u2011\u2013", "----")  # wat op een minteken lijkt


def _kort(waarde: Any) -> str:
    tekst = in_woorden(waarde) if isinstance(waarde, date) else str("" if waarde is None else waarde)
    return " ".join(tekst.split())[:40]


def _leeg(waarde: Any) -> bool:
    """Of er niets staat. Een cel die niet te lezen is, is nooit leeg: ``ValueError``."""
    if isinstance(waarde, Onleesbaar):
        raise ValueError(waarde.uitleg)  # noqa: TRY004 - de cel is fout, niet het programma
    return waarde is None or (isinstance(waarde, str) and not schone_naam(waarde))


def lees_tekst(waarde: Any, *, sleutel: bool = False) -> str:
    """Een getal is hier tekst als het heel is; in een ``sleutel`` niet, want van 007 maakte Excel 7."""
    if type(waarde) is str:
        return schone_tekst(waarde)
    if _leeg(waarde):
        return ""
    if sleutel or not isinstance(waarde, int) or isinstance(waarde, bool):
        raise ValueError(f"“{_kort(waarde)}” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw.")
    return str(waarde)


def lees_sleutel(waarde: Any) -> str:
    return lees_tekst(waarde, sleutel=True)


def lees_periode(waarde: Any) -> str:
    """Een jaar mag een getal zijn; een reeks jaren is tekst."""
    return lees_tekst(waarde).strip()


def lees_naam(waarde: Any) -> str | None:
    """De naam van een andere rij; een lege cel verwijst nergens naar."""
    return schone_naam(lees_tekst(waarde)) or None


def lees_namen(waarde: Any) -> list[str]:
    """Nul of meer namen, met een rechte streep ertussen."""
    return [naam for deel in lees_tekst(waarde).split(SCHEIDING.strip()) if (naam := schone_naam(deel))]


def lees_geheel(waarde: Any) -> int | None:
    if type(waarde) is int and abs(waarde) <= GROOTSTE_GEHEEL:
        return waarde
    if _leeg(waarde):
        return None
    getal = _getal(waarde, "geen heel getal")
    if getal != getal.to_integral_value() or abs(getal) > GROOTSTE_GEHEEL:
        raise ValueError(f"“{_kort(waarde)}” is geen heel getal.")
    return int(getal)


def lees_decimaal(waarde: Any) -> Decimal | None:
    return None if _leeg(waarde) else _getal(waarde, "geen getal")


def _getal(waarde: Any, wat: str) -> Decimal:
    """Een komma is voor de decimalen; een punt mag ook, als zij dan niet tussen duizendtallen kan staan."""
    if isinstance(waarde, int | Decimal) and not isinstance(waarde, bool):
        return Decimal(waarde)
    komma, punt = (lees_getal(str(waarde), notatie) for notatie in (Notatie.KOMMA, Notatie.PUNT))
    getal = punt if komma is None else komma
    if getal is None:
        raise ValueError(f"“{_kort(waarde)}” is {wat}.")
    if punt not in (None, komma) and komma is not None and "." in str(waarde):
        keuzes = " of ".join(f"{lezing:f}".replace(".", ",") for lezing in (komma, punt))
        raise ValueError(f"“{_kort(waarde)}” is op twee manieren te lezen. Typ {keuzes}.")
    return getal


def lees_datum(waarde: Any) -> date | None:
    if isinstance(waarde, date):
        return waarde.date() if isinstance(waarde, datetime) else waarde
    if _leeg(waarde):
        return None
    for vorm in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(str(waarde).translate(_MIN).strip(), vorm).date()  # noqa: DTZ007 - een dag heeft geen tijdzone
        except ValueError:
            continue
    raise ValueError(f"“{_kort(waarde)}” is geen datum. Schrijf de datum als 31-12-2021.")


def lees_moment(waarde: Any) -> datetime | None:
    """Een tijdstip met zijn tijdzone, als ISO-tekst: een cel met een datum bewaart geen zone en geen microseconden."""
    if _leeg(waarde):
        return None
    try:
        moment = waarde if isinstance(waarde, datetime) else datetime.fromisoformat(str(waarde))
    except ValueError:
        raise ValueError(f"“{_kort(waarde)}” is geen tijdstip. Schrijf het als 2021-12-31T09:00:00+01:00.") from None
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)


def lees_ja_nee(waarde: Any) -> bool | None:
    woord = "" if _leeg(waarde) else plat(str(waarde))
    if woord not in JA | NEE:
        raise ValueError(f"“{_kort(waarde)}” is geen ja of nee.")
    return None if woord == "" else woord in JA


def plat(tekst: str) -> str:
    """Zo vergeleken telt een hoofdletter, een spatie te veel of een nieuwe regel niet mee."""
    return " ".join(schone_naam(tekst).split()).casefold()


def kern(woord: str) -> str:
    """Alleen de letters en cijfers van een woord uit een lijst: “✓ Afgerond.” is “afgerond”, “N.v.t.” is “nvt”."""
    return "".join(teken for teken in unicodedata.normalize("NFKC", woord).casefold() if teken.isalnum())


class Keuzelijst:
    """Een van een vast aantal waarden, bij haar code of bij haar woord. ``noem``: wat er in de fout staat om uit te kiezen."""

    def __init__(self, keuzes: Iterable[tuple[Any, Any]], *, leeg: bool, noem: str = ""):
        gevuld = [(str(code), str(woord)) for code, woord in keuzes if code]
        self.codes = {kern(tekst): code for code, woord in gevuld for tekst in (code, woord)}
        self.leeg, self.noem = leeg, noem or ", ".join(code for code, _ in gevuld)

    def lees(self, waarde: Any) -> str:
        if _leeg(waarde) and self.leeg:
            return ""
        code = None if _leeg(waarde) else self.codes.get(kern(str(waarde)))
        if code is None:
            raise ValueError(f"“{_kort(waarde)}” kan hier niet. Kies uit: {self.noem}.")
        return code
