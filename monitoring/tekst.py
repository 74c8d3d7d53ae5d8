"""Wat er in een melding mag staan. Eén set regels voor formulier, beheer en import: het zijn validators van het model."""

import re

from django.core.exceptions import ValidationError

from acties.rekenblad.lezen.naam import schone_naam
from acties.rekenblad.lezen.tekst import bewaarbaar

GEEN_PERSOONSGEGEVENS = "Schrijf geen namen van inwoners en niets waaraan een zaak te herkennen is."
MAX_TEKST = 10_000
_GEEN_PERSONEN = "Schrijf hier geen gegevens over personen of casussen."

_BSN = re.compile(r"(?<![\d.,€])(?<!€\s)(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. -]\d{3}[. -]\d{3})(?!\d)")
_DATUM = (
    r"(?:\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}\s+(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s+\d{4})"
)
_GEBOREN = r"\b(?:geboren|geboortedatum|geb)\b"
# “Geboren op” en “geb. te Alkmaar,” gaan over één mens; “kinderen geboren vóór 1 januari 2021” over beleid.
_GEBOREN_OP = rf"{_GEBOREN}[\s.:,(]{{0,5}}(?:(?:te|in)\s\w{{1,40}}[\s,]{{1,3}})?(?:op\s)?"
_GEBOORTEDATUM = re.compile(rf"{_GEBOREN_OP}{_DATUM}|{_DATUM}[\s,(]{{1,3}}{_GEBOREN}", re.IGNORECASE)
_MOBIEL = re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?(?:\(0\)[ -]?)?6(?:[ -]?\d){8}(?!\d)")
_PRIVEADRES = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|ziggo|kpnmail|planet|home|hetnet|upcmail|xs4all"
    r"|casema|chello|tele2|quicknet|protonmail|proton)\.(?:com|nl|net|org|me)\b",
    re.IGNORECASE,
)


def meldtekst(tekst: str) -> None:
    """Wat voor elk tekstveld van een melding geldt: niet te lang, leesbaar en zonder gegevens van personen."""
    if len(tekst) > MAX_TEKST:
        raise ValidationError(
            f"Deze tekst heeft {len(tekst)} tekens. Maak hem korter: er passen er {MAX_TEKST}.", code="max_length"
        )
    leesbaar(tekst)
    geen_casusgegevens(tekst)


def leesbaar(tekst: str) -> None:
    """Tekst die te bewaren is en waar iets te lezen staat."""
    if "\N{REPLACEMENT CHARACTER}" in tekst:
        raise ValidationError(
            "In de tekst staat een teken dat onderweg kapotging (\N{REPLACEMENT CHARACTER}). Typ dat stuk opnieuw."
        )
    bewaarbaar(tekst)
    if tekst.strip() and not schone_naam(tekst):
        raise ValidationError("Hier staan alleen tekens die niemand ziet. Typ de tekst, of maak het veld leeg.")


def geen_casusgegevens(tekst: str) -> None:
    """Weigert wat op gegevens van een persoon lijkt. De fout herhaalt die gegevens niet."""
    if any(_is_bsn(plek.group()) for plek in _BSN.finditer(tekst)):
        raise ValidationError(f"{_GEEN_PERSONEN} Er lijkt een burgerservicenummer in te staan. Haal dat nummer weg.")
    if _GEBOORTEDATUM.search(tekst):
        raise ValidationError(f"{_GEEN_PERSONEN} Er lijkt een geboortedatum in te staan. Haal die datum weg.")
    if _MOBIEL.search(tekst):
        raise ValidationError(f"{_GEEN_PERSONEN} Er lijkt een mobiel telefoonnummer in te staan. Haal dat nummer weg.")
    if _PRIVEADRES.search(tekst):
        raise ValidationError(f"{_GEEN_PERSONEN} Er lijkt een privé-e-mailadres in te staan. Haal dat adres weg.")


def _is_bsn(tekst: str) -> bool:
    """De elfproef: negen keer het eerste cijfer, acht keer het tweede, …, min het laatste is deelbaar door elf."""
    cijfers = [int(teken) for teken in tekst if teken.isdigit()]
    som = sum(gewicht * cijfer for gewicht, cijfer in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), cijfers, strict=True))
    return any(cijfers) and som % 11 == 0
