"""Wanneer twee namen dezelfde naam zijn. Elke deur van het systeem vergelijkt namen met ``gevouwen``."""

import re
import unicodedata

# Wat niemand ziet en geen stuurteken of opmaakteken heet: voegtekens, lege letters, varianten, en wat geen teken is.
_LEEG = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffe\uffff\U000e0100-\U000e01ef]"
)
_ONZICHTBAAR = ("Cc", "Cf")
# Wat de delen van één emoji verbindt: 👩‍👧 is er één, en blijft dat. Los van een emoji is ook dit onzichtbaar.
_IN_EMOJI = "\u200d\ufe0f"
_EMOJI = ("So", "Sk")


def schone_naam(tekst: str) -> str:
    """De naam zoals zij wordt bewaard: in NFC, zonder onzichtbare tekens, met één gewone spatie tussen de woorden.

    Een vaste spatie, tab of regeleinde is een spatie. Wat alleen uit onzichtbare tekens bestaat, is leeg.
    """
    if tekst.isascii() and tekst.isprintable():
        return " ".join(tekst.split())
    zichtbaar = ""
    for teken in tekst:
        vorige = zichtbaar[-1:]
        if teken in _IN_EMOJI:
            blijft = bool(vorige) and (vorige == "\ufe0f" or unicodedata.category(vorige) in _EMOJI)
        else:
            blijft = teken.isspace() or not (_LEEG.match(teken) or unicodedata.category(teken) in _ONZICHTBAAR)
        zichtbaar += teken if blijft else ""
    return " ".join(unicodedata.normalize("NFC", zichtbaar).split())


def gevouwen(tekst: str) -> str:
    """De vorm waarin gelijke namen gelijk zijn: ook hoofdletters tellen niet mee. Niet om te tonen."""
    naam = schone_naam(tekst)
    if naam.isascii():
        return naam.lower()
    kaal = "".join(teken for teken in naam if teken not in _IN_EMOJI)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", kaal).casefold())
