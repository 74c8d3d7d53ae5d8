"""De tabel in een bestand vinden: welke rijen koppen zijn, welke cijfers, en wat erboven en eronder staat.

Voor een CSV, een werkmap en geplakte cellen hetzelfde. Wat een kop is, volgt uit bekende namen en de hele kolom.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from acties.rekenblad.lezen.csv import Regelfout, is_noot, ontcijfer, ontleed_csv
from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.getal import is_getal
from acties.rekenblad.lezen.periode import lees_periode

MAX_TEKENS = 2_000_000
MAX_KOLOMMEN = 200
LEEG = {"", ".", "..", "...", "-", "–", "—", "x", "geheim", "onbekend", "n.b.", "n.v.t."}
_VAN_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0")  # een werkmap, of wat er op lijkt: welke te lezen is, zegt ``lees_werkmap``
SCHEIDING = " · "  # tussen de kopregels van één kolom
_KOPWOORD = re.compile(
    r"(?:onderwerp|periode|jaar|jaren|regio|gemeente|gebied|gebieden|naam|namen|eenheid|code)(?:en|n|s|['’]s|naam|code)?",
    re.IGNORECASE,
)

Cel = str | Decimal  # een getal uit een werkmap is al een getal: daar valt niets aan te lezen
Rij = tuple[int, tuple[Cel, ...]]
IsNaam = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Tabel:
    """``koppen`` (bij meer kopregels samengevoegd) en rijen met hun regelnummer.

    ``losse_regels``: wat als titel of noot is gelezen en dus niet als rij. ``met_komma``: er staan komma's tussen de cellen.
    ``fouten``: de regels die niet in de tabel passen; staat er een in, dan is het bestand niet te gebruiken.
    """

    koppen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    losse_regels: tuple[str, ...]
    met_komma: bool
    fouten: tuple[Regelfout, ...] = ()


def zoek_tabel(inhoud: bytes | str, is_naam: IsNaam) -> Tabel:
    """Fout: ``Bestandsfout``. ``is_naam``: of dit de naam of code van een gebied is; een rij die zo begint, is nooit een kop."""
    if isinstance(inhoud, bytes) and inhoud.startswith(_VAN_OFFICE):
        return _uit_werkmap(inhoud, is_naam)
    tekst = inhoud if isinstance(inhoud, str) else ontcijfer(inhoud)
    if len(tekst) > MAX_TEKENS:
        raise Bestandsfout("Dit is te veel tekst. Neem alleen de gemeenten en jaren die je nodig hebt.")
    gelezen = ontleed_csv(tekst, is_naam=is_naam)
    try:
        tabel = _tabel(gelezen.rijen, is_naam)
    except Bestandsfout:
        if gelezen.fouten:
            raise Bestandsfout(*(zin for _, zin in gelezen.fouten)) from None
        raise
    return replace(
        tabel,
        losse_regels=(*gelezen.titel, *gelezen.noten, *tabel.losse_regels),
        met_komma=gelezen.scheiding == ",",
        fouten=gelezen.fouten,
    )


def _tabel(rijen: Sequence[Rij], is_naam: IsNaam) -> Tabel:
    begin = next((plek for plek, (_, cellen) in enumerate(rijen) if _is_rij(cellen)), None)
    if begin is None:
        raise Bestandsfout("Hier staat geen tabel in. Neem ook de rij met de namen van de kolommen mee.")
    titel, rijen = rijen[:begin], rijen[begin:]
    eerste = _eerste_gegeven([cellen for _, cellen in rijen], is_naam)
    if not eerste:
        wat = "cijfers" if eerste is None else "namen van kolommen boven de cijfers"
        raise Bestandsfout(f"Er zijn geen {wat} gevonden. Neem de hele tabel, met de rij met namen erboven.")
    if len(rijen[0][1]) > MAX_KOLOMMEN:
        raise Bestandsfout(f"Dit bestand heeft meer dan {MAX_KOLOMMEN} kolommen. Neem alleen wat je nodig hebt.")
    los = [" ".join(_gevuld(cellen)) for _, cellen in (*titel, *rijen[eerste:]) if not _is_rij(cellen)]
    return Tabel(
        koppen=_koppen([cellen for _, cellen in rijen[:eerste]]),
        rijen=tuple((regel, cellen) for regel, cellen in rijen[eerste:] if _is_rij(cellen)),
        losse_regels=tuple(tekst for tekst in los if tekst and not is_naam(tekst)),
        met_komma=False,
    )


def als_tekst(cel: Cel) -> str:
    return " ".join(cel.split()) if isinstance(cel, str) else f"{cel:f}".replace(".", ",")


def is_leeg(cel: Cel) -> bool:
    return isinstance(cel, str) and cel.strip().lower() in LEEG


def zonder_ster(cel: str) -> str:
    """“1.234*” is een voorlopig getal."""
    return cel.strip().rstrip("*")


def _uit_werkmap(inhoud: bytes, is_naam: IsNaam) -> Tabel:
    """De tabel op het eerste zichtbare blad dat er een heeft; wat er op andere bladen staat, wordt genoemd en niet gelezen."""
    # Pas hier: wie een CSV inleest, heeft de pakketten voor rekenbladen niet nodig.
    from acties.rekenblad.lezen.werkmap import lees_werkmap  # noqa: PLC0415

    bladen = [blad for blad in lees_werkmap(inhoud) if blad.zichtbaar and blad.rijen]
    if not bladen:
        raise Bestandsfout("Er staat niets op de bladen van dit bestand.")
    fouten = []
    for blad in bladen:
        breedte = max(len(cellen) for _, cellen in blad.rijen)
        try:
            tabel = _tabel([_rij(nummer, cellen, breedte, blad.procenten) for nummer, cellen in blad.rijen], is_naam)
        except Bestandsfout as fout:
            fouten.append(fout)
        else:
            elders = tuple(f"Niet gelezen: blad {ander.naam}" for ander in bladen if ander is not blad)
            return replace(tabel, losse_regels=(*tabel.losse_regels, *elders))
    raise fouten[0]


def _rij(nummer: int, cellen: Sequence[object], breedte: int, procenten: Container[tuple[int, int]]) -> Rij:
    gevuld = [*cellen, *[None] * (breedte - len(cellen))]
    return nummer, tuple(_cel(cel, (nummer, plaats) in procenten) for plaats, cel in enumerate(gevuld, 1))


def _cel(waarde: object, als_procent: bool) -> Cel:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float | Decimal):
        getal = Decimal(f"{waarde:.15g}")  # zoals Excel het toont, zonder de staart van een kommagetal
        return (getal * 100).normalize() if als_procent else getal
    if isinstance(waarde, date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    return "" if waarde is None else str(waarde)


def _eerste_gegeven(rijen: Sequence[tuple[Cel, ...]], is_naam: IsNaam) -> int | None:
    """De plaats van de eerste rij die geen kop is, volgens de bekende namen en wat er in de hele kolom staat."""
    return next((plek for plek in range(len(rijen)) if _is_gegeven(plek, rijen, is_naam)), None)


def _is_gegeven(plek: int, rijen: Sequence[tuple[Cel, ...]], is_naam: IsNaam) -> bool:
    cellen = rijen[plek]
    gevuld = _gevuld(cellen)
    if len(gevuld) < 2:
        return False
    if is_naam(gevuld[0]) or (plek and any(map(is_naam, gevuld))):
        return True
    if _KOPWOORD.fullmatch(gevuld[0]):
        return False
    rest = [(plaats, als_tekst(cel)) for plaats, cel in enumerate(cellen) if plaats and als_tekst(cel)]
    if any(not lees_periode(tekst) and (is_getal(tekst) or tekst.lower() in LEEG) for _, tekst in rest):
        return True
    # Alleen perioden en woorden: een rij als de kop erboven al een periode is, of als er eronder ook perioden staan.
    return bool(plek) and any(
        lees_periode(tekst)
        and (
            any(lees_periode(als_tekst(rij[plaats])) for rij in rijen[:plek])
            or all(lees_periode(eronder) for rij in rijen[plek + 1 :] if (eronder := als_tekst(rij[plaats])))
        )
        for plaats, tekst in rest
    )


def _is_rij(cellen: Iterable[Cel]) -> bool:
    """Een titel of noot heeft één gevulde cel, of begint als een noot."""
    gevuld = _gevuld(cellen)
    return len(gevuld) >= 2 and not is_noot(gevuld[0])


def _gevuld(cellen: Iterable[Cel]) -> list[str]:
    return [tekst for cel in cellen if (tekst := als_tekst(cel))]


def _koppen(regels: Sequence[tuple[Cel, ...]]) -> tuple[str, ...]:
    """Meer kopregels onder elkaar worden één naam per kolom; een naam die vaker voorkomt, krijgt een nummer."""
    koppen, keer = [], Counter[str]()
    boven = [_doorgetrokken(regel) for regel in regels[:-1]]
    for plaats in range(len(regels[0])):
        delen = dict.fromkeys([*(regel[plaats] for regel in boven), als_tekst(regels[-1][plaats])])
        kop = SCHEIDING.join(deel for deel in delen if deel) or f"Kolom {plaats + 1}"
        keer[kop] += 1
        koppen.append(kop if keer[kop] == 1 else f"{kop} ({keer[kop]})")
    return tuple(koppen)


def _doorgetrokken(regel: Sequence[Cel]) -> list[str]:
    """Een kop boven meer kolommen staat alleen in de eerste ervan: de lege cellen erna horen er ook onder."""
    gelezen: list[str] = []
    for cel in regel:
        gelezen.append(als_tekst(cel) or (gelezen[-1] if gelezen else ""))
    return gelezen
