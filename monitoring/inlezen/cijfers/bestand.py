"""Jaarcijfers per gemeente uit een openbaar bestand: zoals mensen het downloaden, met regels erboven en eronder.

Van tekst naar cijfers, zonder database. Een bestand heeft de jaren naast elkaar (een kolom per jaar) of onder elkaar (een kolom
met het jaar). Komma's en punten staan er zoals Nederlanders ze schrijven; een punt, een streepje of niets is geen waarde.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

MAX_TEKENS = 2_000_000
MAX_REGELS = 20_000
MAX_KOLOMMEN = 200
ELK_JAAR = "elk jaar"  # de naam van een groep kolommen die alleen een jaar als kop hebben
RIJNUMMER = {"id", "nr", "nummer"}  # telt de rijen van een ongetypeerde download, en is geen cijfer
LEEG = {"", ".", "-", "–", "—", "x"}
_JAAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:JJ00)?\*{0,2}(?!\d)", re.ASCII)
_NEDERLANDS = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?", re.ASCII)
_ENGELS = re.compile(r"-?\d+\.\d+", re.ASCII)
_ACHTERVOEGSEL = re.compile(r"\s*\((?:gemeente|gem\.?)\)$", re.IGNORECASE)


class Cijferfout(ValueError):
    """Dit bestand of deze tekst is niet te lezen. De tekst zegt in één zin wat er is en wat je kunt doen."""


@dataclass(frozen=True, slots=True)
class Kolomkeuze:
    """Waar het cijfer staat: ``cijfer`` is een kolom, of een groep kolommen met elk een jaar. ``jaar`` is leeg bij een groep."""

    regio: str
    cijfer: str
    jaar: str = ""


@dataclass(frozen=True, slots=True)
class Cijfer:
    """``regel`` telt vanaf 1, zoals in het bestand; ``regio`` is de cel zonder “(gemeente)”."""

    regel: int
    regio: str
    jaar: str
    waarde: Decimal


@dataclass(frozen=True, slots=True)
class Celfout:
    regel: int
    kolom: str
    waarde: str
    melding: str


@dataclass(frozen=True, slots=True)
class Cijferbestand:
    """De tabel uit het bestand: ``koppen`` (bij meer kopregels samengevoegd) en rijen met hun regelnummer."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[str, ...]], ...]

    def regiokolommen(self) -> list[str]:
        """Kolommen waarin geen getallen staan: daar kan de naam of code van een gemeente staan."""
        return [
            kop
            for plaats, kop in enumerate(self.koppen)
            if self._gevuld(plaats) and not _jaar(kop) and not self._is_getal(plaats) and not self._is_jaar(plaats)
        ]

    def cijferkeuzes(self) -> list[tuple[str, str]]:
        """Waar het cijfer kan staan, als ``(cijfer, jaar)``: een groep met een kolom per jaar, of een kolom met een jaarkolom."""
        groepen = list(dict.fromkeys(_groep(kop) for kop in self.koppen if len(_JAAR.findall(kop)) == 1))
        jaren = [kop for plaats, kop in enumerate(self.koppen) if self._is_jaar(plaats)]
        kolommen = [
            kop
            for plaats, kop in enumerate(self.koppen)
            if self._is_getal(plaats) and not self._is_jaar(plaats) and kop.casefold() not in RIJNUMMER
        ]
        return [(groep, "") for groep in groepen] + [(kop, jaar) for jaar in jaren for kop in kolommen if kop != jaar]

    def lees(self, keuze: Kolomkeuze) -> tuple[list[Cijfer], list[Celfout]]:
        """De cijfers volgens deze keuze; een ontbrekende waarde is geen cijfer en geen fout."""
        plaats = {kop: nummer for nummer, kop in enumerate(self.koppen)}
        if keuze.regio not in plaats or (keuze.cijfer, keuze.jaar) not in self.cijferkeuzes():
            raise Cijferfout("Deze kolommen staan niet in het bestand. Kies ze opnieuw.")
        if keuze.jaar:
            kolommen = [(plaats[keuze.cijfer], "")]
        else:
            kolommen = [
                (nummer, _jaar(kop)) for kop, nummer in plaats.items() if _jaar(kop) and _groep(kop) == keuze.cijfer
            ]
        cijfers: list[Cijfer] = []
        fouten: list[Celfout] = []
        for regel, cellen in self.rijen:
            regio = _ACHTERVOEGSEL.sub("", cellen[plaats[keuze.regio]].strip())
            for nummer, kopjaar in kolommen if regio else ():
                tekst = cellen[nummer]
                if tekst.strip().lower() in LEEG:
                    continue
                jaar = kopjaar or _jaar(cellen[plaats[keuze.jaar]])
                waarde = getal(tekst)
                if waarde is None or not jaar:
                    wat = "Dit is geen getal." if waarde is None else "Bij dit cijfer staat geen jaar."
                    fouten.append(
                        Celfout(regel, self.koppen[nummer], tekst[:60], f"{wat} Verbeter de cel of maak haar leeg.")
                    )
                else:
                    cijfers.append(Cijfer(regel, regio, jaar, waarde))
        return cijfers, fouten

    def _gevuld(self, plaats: int) -> list[str]:
        return [cellen[plaats].strip() for _, cellen in self.rijen if cellen[plaats].strip().lower() not in LEEG]

    def _is_getal(self, plaats: int) -> bool:
        gevuld = self._gevuld(plaats)
        return bool(gevuld) and sum(getal(cel) is not None for cel in gevuld) * 2 >= len(gevuld)

    def _is_jaar(self, plaats: int) -> bool:
        gevuld = self._gevuld(plaats)
        return bool(gevuld) and all(_JAAR.fullmatch(cel) for cel in gevuld)


def lees_cijferbestand(inhoud: bytes | str) -> Cijferbestand:
    """Zoek de tabel in een CSV of in geplakte cellen. Fout: ``Cijferfout``."""
    tekst = inhoud if isinstance(inhoud, str) else _ontcijfer(inhoud)
    if len(tekst) > MAX_TEKENS:
        raise Cijferfout("Dit is te veel tekst. Neem alleen de gemeenten en jaren die je nodig hebt.")
    if "\0" in tekst:
        raise Cijferfout("Dit is geen CSV. Download de cijfers als CSV, of plak ze hier.")
    regels = _regels(tekst)
    begin = next((nummer for nummer, cellen in enumerate(regels) if len(_gevuld(cellen)) >= 2), None)
    if begin is None:
        raise Cijferfout("Hier staat geen tabel in. Neem ook de rij met de namen van de kolommen mee.")
    eerste = next((nummer for nummer in range(begin, len(regels)) if _is_gegeven(regels[nummer])), None)
    if eerste is None or eerste == begin:
        wat = "cijfers" if eerste is None else "namen van kolommen boven de cijfers"
        raise Cijferfout(f"Er zijn geen {wat} gevonden. Neem de hele tabel, met de rij met namen erboven.")
    breedte = max(len(cellen) for cellen in regels[begin : eerste + 1])
    if breedte > MAX_KOLOMMEN:
        raise Cijferfout(f"Dit bestand heeft meer dan {MAX_KOLOMMEN} kolommen. Neem alleen wat je nodig hebt.")
    koppen = _koppen([_aangevuld(cellen, breedte) for cellen in regels[begin:eerste]])
    rijen = tuple(
        (nummer, _aangevuld(cellen, breedte))
        for nummer, cellen in enumerate(regels[eerste:], eerste + 1)
        if len(_gevuld(cellen)) >= 2  # een noot onder de tabel heeft één gevulde cel
    )
    return Cijferbestand(koppen=koppen, rijen=rijen)


def getal(tekst: str) -> Decimal | None:
    """“1.234,5”, “12,5 %”, “1 234” of “12.5”. Drie cijfers na een punt zijn duizendtallen, want zo schrijft Nederland ze."""
    kaal = re.sub(r"[\s\u00a0%]", "", tekst)
    if len(kaal) > 20:
        return None
    if _NEDERLANDS.fullmatch(kaal):
        return Decimal(kaal.replace(".", "").replace(",", "."))
    return Decimal(kaal) if _ENGELS.fullmatch(kaal) else None


def _ontcijfer(inhoud: bytes) -> str:
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        return inhoud.decode("utf-16", "replace")
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", "replace")


def _regels(tekst: str) -> list[list[str]]:
    tekst = tekst.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    teken = Counter({scheiding: tekst.count(scheiding) for scheiding in "\t;,"})
    # Een komma is ook een decimaalteken: zij scheidt alleen als er niets anders is.
    scheiding = "\t" if teken["\t"] > 1 else ";" if teken[";"] > 1 else ","
    regels: list[list[str]] = []
    try:
        for regel in csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding):
            if len(regels) >= MAX_REGELS:
                raise Cijferfout(f"Dit bestand heeft meer dan {MAX_REGELS} regels. Neem alleen wat je nodig hebt.")
            regels.append(regel)
    except csv.Error:
        raise Cijferfout("Deze CSV is beschadigd: er staat ergens een los aanhalingsteken.") from None
    return regels


def _gevuld(cellen: Iterable[str]) -> list[str]:
    return [cel for cel in cellen if cel.strip()]


def _is_gegeven(cellen: Sequence[str]) -> bool:
    """Een rij met een naam en daarachter een cijfer of ontbrekende waarde; een rij met alleen jaren is een kop."""
    if len(_gevuld(cellen)) < 2:
        return False
    rest = [cel.strip() for cel in cellen[1:] if cel.strip() and not _JAAR.fullmatch(cel.strip())]
    return any(getal(cel) is not None or cel.lower() in LEEG for cel in rest)


def _aangevuld(cellen: Sequence[str], breedte: int) -> tuple[str, ...]:
    return (*cellen[:breedte], *[""] * (breedte - len(cellen)))


def _koppen(regels: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Meer kopregels onder elkaar worden één naam per kolom; een naam die vaker voorkomt, krijgt een nummer."""
    koppen, keer = [], Counter[str]()
    for plaats in range(len(regels[0])):
        delen = dict.fromkeys(" ".join(regel[plaats].split()) for regel in regels)
        kop = " · ".join(deel for deel in delen if deel) or f"Kolom {plaats + 1}"
        keer[kop] += 1
        koppen.append(kop if keer[kop] == 1 else f"{kop} ({keer[kop]})")
    return tuple(koppen)


def _jaar(tekst: str) -> str:
    gevonden = _JAAR.findall(tekst)
    return gevonden[0] if len(gevonden) == 1 else ""


def _groep(kop: str) -> str:
    """De naam van een kolom zonder haar jaar."""
    return (
        " · ".join(deel for deel in (_JAAR.sub("", stuk).strip(" -_()") for stuk in kop.split(" · ")) if deel)
        or ELK_JAAR
    )
