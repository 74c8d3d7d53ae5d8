"""Tekens waarvoor een PDF geen letter heeft."""

import unicodedata

# Wat de lettertypen van een papier (Noto Sans en DejaVu Sans, zie de README) niet hebben: Chinees, Japans, Koreaans en emoji.
_ZONDER_LETTER = ((0x2E80, 0xA4CF), (0xAC00, 0xD7AF), (0xE000, 0xFAFF), (0xFE30, 0xFE4F), (0x1F000, 0x10FFFF))


def zonder_letter(tekst: str) -> tuple[str, ...]:
    """De tekens waarvoor de lettertypen van een PDF geen letter hebben, elk één keer: op papier blijft daar een leeg vakje."""
    return tuple(dict.fromkeys(teken for teken in tekst if _mist_letter(teken)))


def _mist_letter(teken: str) -> bool:
    punt = ord(teken)
    return any(van <= punt <= tot for van, tot in _ZONDER_LETTER) or unicodedata.category(teken) == "Cn"
