"""Wat er in een tekst van mensen mag staan, voor elk formulier, elk bestand en het beheer: het zijn validators van het model.

Een burgerservicenummer wordt geweigerd. Wat op andere gegevens van een persoon of zaak lijkt, kan ook iets anders zijn:
daar vraagt de site naar (``twijfels``), en wie zegt dat het klopt, slaat op.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from acties.rekenblad.lezen.naam import schone_naam
from acties.rekenblad.lezen.tekst import bewaarbaar

GEEN_PERSOONSGEGEVENS = "Schrijf geen namen van inwoners en niets waaraan een zaak te herkennen is."
MAX_TEKST = 10_000

# Een adres in een tekst: alleen http en https, zonder het leesteken waar een zin mee eindigt.
ADRES = r"https?://[^\s<>\"'“”‘’]*[^\s<>\"'“”‘’.,;:!?()\[\]{}]"

# Een burgerservicenummer

_TUSSEN = r"[\s.\-/\u2010-\u2015]{0,3}"
# Negen cijfers zoals iemand ze opschrijft: achter elkaar, of in de groepen die op een kaart of brief staan.
_NEGEN = re.compile(r"(?<!\d)(?<!\d[.,])(?:\d{9}|(\d{3})([. -])(\d{3})\2(\d{3})|\d{4}[. ]\d{2}[. ]\d{3})(?!\d|[.,]\d)")
# Met het woord erbij tellen ook andere groepen, en acht cijfers: de nul ervoor viel dan weg.
_LOS = re.compile(rf"(?<![\d+])(?=(\d(?:{_TUSSEN}\d){{7,8}})(?!\d))")
_BSN_WOORD = re.compile(
    r"\b(?:bsn(?:\s?-?nummer)?|b\.s\.n|burger\s?-?service\s?-?(?:nummer|nr)|sofi\s?-?(?:nummer|nr))", re.IGNORECASE
)
_WOORD_VOOR, _WOORD_NA = 40, 15  # zoveel tekens kan het woord van het nummer af staan
_WOORD_ERVOOR = re.compile(rf"(?:{_BSN_WOORD.pattern})[\s:.=(\-]{{0,5}}$", re.IGNORECASE)
_BEDRAG_VOOR = re.compile(
    r"(?:[€$£]|\beuro\b|\beur\b|\b(?:bedrag|budget|begroting|subsidie|kosten|totaal|uitgaven|inkomsten|bijdrage|raming|omzet)\b"
    r"(?:\s(?:van|is|was|bedraagt|circa|ca\.|ongeveer|rond))*)[\s:]{0,3}$",
    re.IGNORECASE,
)
_BEDRAG_NA = re.compile(
    r"\s{0,2}(?:[€%]|,-|,\u2013|(?:euro(?:’s|'s)?|eur|miljoen|miljard|duizend|dollar|procent|inwoners|bewoners|burgers|mensen|personen"
    r"|huishoudens|gezinnen|kinderen|jongeren|ouderen|volwassenen|leerlingen|cli[eë]nten|deelnemers|bezoeken|bezoekers|meldingen"
    r"|adviezen|adviesvragen|zaken|woningen|keer|maal|uur|uren|dagen|stuks|stemmen|exemplaren|km|kilometer|meter|m2|ha|hectare|kg"
    r"|kwh|views|contacten)\b)",
    re.IGNORECASE,
)

# Wat ook iets anders kan zijn

_DATUM = (
    r"(?:\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}\s+(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+\d{4})"
)
_GEBOREN = r"\b(?:geboren|geboortedatum|geb)\b"
# “Geboren op” en “geb. te Alkmaar,” gaan over één mens; “kinderen geboren vóór 1 januari 2021” over beleid.
_GEBOREN_OP = rf"{_GEBOREN}[\s.:,(]{{0,5}}(?:(?:te|in)\s\w{{1,40}}[\s,]{{1,3}})?(?:op\s)?"
_POSTCODE = r"\b[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2})\b"
_HUISNUMMER = r"(?:(?:huis)?(?:nummer|nr)\.?\s?)?\d{1,5}\s?-?[a-zA-Z]?\b"
_NUMMER_VAN = (
    r"(?:zaak|dossier|casus|cli[eë]nt(?:en)?|pati[eë]nt(?:en)?|parket|proces-?verbaal|meldings?|registratie|bvh)"
)
_KENMERK = r"(?=[\w./-]*\d)[\w./-]{3,40}"
_SOORTEN = {
    "een geboortedatum": rf"(?i:{_GEBOREN_OP}{_DATUM}|{_DATUM}[\s,(]{{1,3}}{_GEBOREN})",
    "een mobiel telefoonnummer": r"(?<!\d)(?:\+31|0031|0)[ -]?(?:\(0\)[ -]?)?6(?:[ -]?\d){8}(?!\d)",
    # Zonder 085, 088 en 0800: die nummers zijn van organisaties.
    "een vast telefoonnummer": (
        r"(?<![\d.,])(?!\(?(?:0|\+31|0031)[ -]?(?:85|88))(?:(?:\+31|0031)[ -]?(?:\(0\)[ -]?)?|\(?0)"
        r"(?:1[0135678]|2[0234569]|3[0-68]|4[01356789]|5\d|7\d)(?:\)?[ ./\u2013-]{0,3}\d){7}(?!\d)"
    ),
    "een privé-e-mailadres": (
        r"(?i:@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|ziggo|kpnmail|planet|home|hetnet|upcmail|xs4all"
        r"|casema|chello|tele2|quicknet|protonmail|proton)\.(?:com|nl|net|org|me)\b)"
    ),
    "een postcode met een huisnummer": (
        rf"{_POSTCODE}[\s,]{{1,3}}{_HUISNUMMER}|\b\d{{1,5}}\s?-?[a-zA-Z]?[\s,]{{1,3}}{_POSTCODE}"
    ),
    "het nummer van een zaak": (
        rf"(?i:\b{_NUMMER_VAN}[\s-]?(?:nummers?|nrs?|id)\b[\s.:#=]{{0,3}}(?:(?:is|van|met)\s)?{_KENMERK}"
        rf"|\b(?:zaak|dossier|casus)\s?#?\s?(?!(?:19|20)\d\d(?![\w./-]*\d[\w./-]*\d)){_KENMERK}\w)"
    ),
    "een rekeningnummer": r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b",
}
_PATRONEN = {soort: re.compile(patroon) for soort, patroon in _SOORTEN.items()}
_STRAAT = re.compile(
    r"\b[A-Z][\w'’-]{0,40}?(?:straat|laan|weg|plein|kade|gracht|hof|dijk|singel|pad|steeg|dreef|plantsoen|park|markt|wal|burg|baan"
    r"|ring|hoek|erf|veld|dam|haven)\s\d{1,5}\s?-?[a-zA-Z]?\b|\b(?:Laan|Weg|Plein|Hof)\s(?:van|der|den|de)\s[\w\s]{1,30}?\s\d{1,5}\b"
)
_MENS = re.compile(
    r"\b(?i:mevrouw|meneer|mevr|mw|dhr|de heer|familie|fam|gezin)\.?\s(?:(?:van|de|der|den|het|ter|ten|te|el|al)\s){0,3}[A-Z]\w+"
    r"|\b(?:[A-Z][a-zà-ÿ]+|(?:[A-Z]\.\s?){1,5})\s?(?:(?:van|de|der|den|het|'t|ter|ten|te|el|al|bin)\s){0,3}[A-Z][\w'’-]+"
)
_ROND_ADRES = 80  # zoveel tekens voor of na een adres staat de naam die erbij hoort
_MOGELIJK = re.compile(r"\d|@")


def meldtekst(tekst: str) -> None:
    """Wat voor elke tekst van mensen geldt: niet te lang, leesbaar en zonder burgerservicenummer."""
    if len(tekst) > MAX_TEKST:
        raise ValidationError(
            f"Deze tekst heeft {len(tekst)} tekens. Maak hem korter: er passen er {MAX_TEKST}.", code="max_length"
        )
    leesbaar(tekst)
    if any(_burgerservicenummers(_zoals_gelezen(tekst))):
        raise ValidationError(
            "Schrijf hier geen gegevens over personen of zaken. Er staat een burgerservicenummer in. Haal dat nummer weg."
        )


def leesbaar(tekst: str) -> None:
    """Tekst die te bewaren is en waar iets te lezen staat."""
    if "\N{REPLACEMENT CHARACTER}" in tekst:
        raise ValidationError(
            "In de tekst staat een teken dat onderweg kapotging (\N{REPLACEMENT CHARACTER}). Typ dat stuk opnieuw."
        )
    bewaarbaar(tekst)
    if tekst.strip() and not schone_naam(tekst):
        raise ValidationError("Hier staan alleen tekens die niemand ziet. Typ de tekst, of maak het veld leeg.")


def twijfels(tekst: str) -> dict[str, list[str]]:
    """Wat op gegevens van een persoon of zaak lijkt: per soort de stukken tekst. Leeg als er niets te vragen is."""
    if not _MOGELIJK.search(tekst):
        return {}
    tekst = _zoals_gelezen(tekst)
    gevonden = {soort: [plek.group() for plek in patroon.finditer(tekst)] for soort, patroon in _PATRONEN.items()}
    gevonden["een naam met een adres"] = list(_adressen_met_naam(tekst))
    elders = "\n".join(stuk for stukken in gevonden.values() for stuk in stukken)
    gevonden["een burgerservicenummer"] = [
        nummer for nummer in _vreemd_gegroepeerd(tekst) if _elfproef(nummer) and nummer not in elders
    ]
    return {soort: stukken for soort, stukken in gevonden.items() if stukken}


def _zoals_gelezen(tekst: str) -> str:
    """Zoals een mens de tekst leest: een vreemd cijfer of vaste spatie is gewoon, en wat niemand ziet staat er niet."""
    if tekst.isascii():
        return tekst
    zichtbaar = (teken for teken in unicodedata.normalize("NFKC", tekst) if teken.isspace() or schone_naam(teken))
    return "".join(str(unicodedata.decimal(teken, teken)) for teken in zichtbaar)


def _burgerservicenummers(tekst: str) -> Iterator[str]:
    """Elk getal dat de elfproef doorstaat en geen bedrag of aantal is."""
    for plek in _NEGEN.finditer(tekst):
        rond = plek[4] == "000" and plek[2] != "-"  # 130.000.000
        if not rond and _elfproef(plek.group()) and not _is_aantal(tekst, *plek.span()):
            yield plek.group()
    for plek in _LOS.finditer(tekst) if _BSN_WOORD.search(tekst) else ():
        if _elfproef(plek[1]) and _heet_bsn(tekst, *plek.span(1)) and (_is_negen(plek[1]) or plek[1].isdecimal()):
            yield plek[1]


def _heet_bsn(tekst: str, begin: int, eind: int) -> bool:
    """Of het woord bij dit nummer staat. Staat het er niet vlak voor, dan kan het toch een bedrag zijn."""
    voor, na = tekst[max(0, begin - _WOORD_VOOR) : begin], tekst[eind : eind + _WOORD_NA]
    if _WOORD_ERVOOR.search(voor):
        return True
    return bool(_BSN_WOORD.search(voor) or _BSN_WOORD.search(na)) and not _is_aantal(tekst, begin, eind)


def _is_aantal(tekst: str, begin: int, eind: int) -> bool:
    """Of er een bedrag of een aantal staat: met een munt, of met wat er geteld is."""
    return bool(_BEDRAG_VOOR.search(tekst[max(0, begin - 30) : begin]) or _BEDRAG_NA.match(tekst[eind : eind + 20]))


def _adressen_met_naam(tekst: str) -> Iterator[str]:
    for plek in _STRAAT.finditer(tekst):
        voor, na = (
            tekst[max(0, plek.start() - _ROND_ADRES) : plek.start()],
            tekst[plek.end() : plek.end() + _ROND_ADRES],
        )
        if naam := _MENS.search(voor) or _MENS.search(na):
            yield f"{naam.group()} {plek.group()}"


def _cijfers(tekst: str) -> list[int]:
    return [int(teken) for teken in tekst if teken.isdecimal()]


def _is_negen(tekst: str) -> bool:
    return len(_cijfers(tekst)) == 9


def _vreemd_gegroepeerd(tekst: str) -> Iterator[str]:
    """Negen cijfers in groepen waarin niemand een aantal schrijft; de gewone groepen zijn al geweigerd, of zijn een aantal."""
    for plek in _LOS.finditer(tekst):
        if _is_negen(plek[1]) and not _NEGEN.fullmatch(plek[1]):
            yield plek[1]


def _elfproef(tekst: str) -> bool:
    """Negen keer het eerste cijfer, acht keer het tweede, …, min het laatste is deelbaar door elf."""
    cijfers = ([0, *_cijfers(tekst)])[-9:]
    som = sum(gewicht * cijfer for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True))
    return any(cijfers) and som % 11 == 0
