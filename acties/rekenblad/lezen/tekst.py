"""Tekst uit een bestand: wat een programma er bij het bewaren van maakte, wordt weer wat iemand typte."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from acties.rekenblad.lezen.fout import Onleesbaar

# Excel schrijft een teken dat niet in XML past als _x000D_, en wie zelf _x000D_ typte als _x005F_x000D_.
_EXCELCODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REGELEINDE = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
# Wat geen letter is en wat niemand ziet: geen teken van Unicode, een merk van de codering, een spatie zonder breedte.
_WEG = re.compile("[\ufffe\uffff\ufeff\u200b\u2060]")
_GEEN_TEKEN = "\ufffe\uffff"
_HALF = re.compile("[\x00\ud800-\udfff]")


def uit_excel(tekst: str) -> str | Onleesbaar:
    """Wat er in een cel van een Excelbestand staat, teken voor teken."""
    if "_x" not in tekst:
        return tekst
    tekst = _EXCELCODE.sub(lambda code: chr(int(code[1], 16)), tekst)
    return _heel(tekst) if _HALF.search(tekst) else tekst


def schone_tekst(tekst: str) -> str:
    """Elk regeleinde is hetzelfde, en wat geen teken is of geen breedte heeft, is weg. Al het andere blijft zoals het is."""
    if tekst.isascii() and tekst.isprintable():
        return tekst
    return _WEG.sub("", _REGELEINDE.sub("\n", tekst))


def bewaarbaar(tekst: str) -> None:
    """Alleen tekens die elke database, elk scherm en elk bestand kan bewaren. Fout: ``ValidationError``."""
    for teken in tekst:
        if teken in _GEEN_TEKEN or (teken not in "\n\r\t" and unicodedata.category(teken) in ("Cc", "Cs")):
            raise ValidationError(
                "In de tekst staat een onzichtbaar stuurteken. Plak de tekst als platte tekst of typ haar opnieuw."
            )


def _heel(tekst: str) -> str | Onleesbaar:
    """Twee helften samen zijn één teken; een halve en een nul kan geen database bewaren."""
    heel = tekst.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "\0" in heel or heel.count("\ufffd") > tekst.count("\ufffd"):
        waarde = heel.replace("\0", "\ufffd")[:40]
        return Onleesbaar(waarde, f"In “{waarde}” staat een teken dat niet te bewaren is. Typ dat stuk opnieuw.")
    return heel
