"""De huisstijl van een bestand: elke stijl één keer, met een naam. Excel en ODS maken er hun eigen opmaak van.

Twee kleurentalen die zich niet mengen: status is één violette schaal, een aanjager heeft de kleur van zijn rol.
De kleuren zijn die van ``palet.css``.
"""

from dataclasses import dataclass, replace

INKT, ZACHT, NACHT = "131D29", "5A6872", "0C2A4A"
LIJN, KOPVLAK, GRIJSVLAK, TOTAALVLAK = "C9D1D9", "EDF2F5", "F1F4F6", "F7F9FA"
LINK, INVULVLAK, WIT = "0B4A85", "FFF6D6", "FFFFFF"

# code → (vlak, tekst, rand)
STATUSKLEUREN = {
    "afgerond": ("3D2A63", "FFFFFF", "3D2A63"),
    "in_uitvoering": ("7B62AB", "FFFFFF", "5D4787"),
    "in_ontwikkeling": ("C3B4DE", "1D1230", "5D4787"),
    "niet_gestart": ("ECE7F5", "1D1230", "7B62AB"),
    "geen_melding": ("FFFFFF", "131D29", "5A6872"),
    "vervallen": ("FFFFFF", "43525F", "5A6872"),
    "nvt": ("EDF2F5", "43525F", "C9D1D9"),
}
ROLKLEUREN = {
    "groen": "2E7D32",
    "oranje": "C2500A",
    "blauw": "1A70BF",
    "donkerblauw": "0C2558",
    "rood": "B3261E",
    "magenta": "B0186F",
    "turkoois": "00757A",
    "grijs": "55606B",
}

DATUM = "[$-413]d mmmm yyyy"
MOMENT = "[$-413]d mmmm yyyy hh:mm"
DAG, TIJDSTIP = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"  # zoals iemand ze typt


@dataclass(frozen=True, slots=True, kw_only=True)
class Stijl:
    """Hoe een cel eruitziet. Kleuren als RRGGBB; ``onder``, ``links`` en ``kader`` zijn die van randen."""

    grootte: int = 9
    vet: bool = False
    cursief: bool = False
    onderstreept: bool = False
    kleur: str = INKT
    vlak: str = ""
    onder: str = LIJN
    kader: str = ""
    streepjes: bool = False
    links: str = ""
    uitlijning: str = "links"
    verticaal: str = "boven"
    terugloop: bool = True
    inspringen: bool = False
    formaat: str = ""
    open: bool = False  # ook op een blad met een slot te veranderen


_TEKST = Stijl()
_GETAL = Stijl(uitlijning="rechts", formaat="#,##0")
_MIDDEN = replace(_GETAL, verticaal="midden")
_KOP = Stijl(vet=True, kleur=NACHT, vlak=KOPVLAK, onder=NACHT, verticaal="onder")
_GEGEVEN = Stijl(onder="", formaat="@")  # Excel laat wat iemand erbij typt zoals het is getypt
_WERK = Stijl(
    grootte=11, kader=LIJN, inspringen=True, verticaal="midden"
)  # om op het scherm te lezen en in te schrijven
_UITLEG = Stijl(grootte=11, onder="")
_LOS = Stijl(grootte=10, onder="", terugloop=False)


def _statusstijlen() -> dict[str, Stijl]:
    stijlen = {}
    for code, (vlak, tekst, rand) in STATUSKLEUREN.items():
        leeg = code in ("geen_melding", "vervallen")
        status = Stijl(kleur=tekst, vlak=vlak, kader=rand, streepjes=leeg, vet=code == "afgerond", inspringen=True)
        stijlen[f"status-{code}"] = status
        stijlen[f"vak-{code}"] = replace(status, verticaal="midden")
        stijlen[f"kop-{code}"] = replace(status, vet=True, uitlijning="rechts", verticaal="onder")
    return stijlen


def _rolstijlen() -> dict[str, Stijl]:
    stijlen = {}
    for kleur, vlak in ROLKLEUREN.items():
        stijlen[f"rol-{kleur}"] = Stijl(kleur="FFFFFF", vlak=vlak, kader=vlak, inspringen=True)
        stijlen[f"letter-{kleur}"] = replace(stijlen[f"rol-{kleur}"], vet=True, verticaal="midden")
        stijlen[f"rol-{kleur}-af"] = Stijl(kleur=ZACHT, vlak=GRIJSVLAK, links=vlak, inspringen=True)
    return stijlen


def _afgerond(stijlen: dict[str, Stijl]) -> dict[str, Stijl]:
    """Dezelfde stijlen in het grijs van een afgeronde actie."""
    return {f"{naam}-af": replace(stijl, kleur=ZACHT, vlak=GRIJSVLAK) for naam, stijl in stijlen.items()}


_IN_RIJEN = {
    "tekst": _TEKST,
    "tekst-in": replace(_TEKST, inspringen=True),
    "nummer": replace(_GETAL, uitlijning="midden", formaat="0"),
    "datum": replace(_TEKST, formaat=DATUM, terugloop=False),
    "moment": replace(_TEKST, formaat=MOMENT, terugloop=False),
}

STIJLEN: dict[str, Stijl] = {
    "titel": replace(_LOS, grootte=18, vet=True, kleur=NACHT),
    "ondertitel": replace(_LOS, kleur=ZACHT),
    "tussenkop": replace(_LOS, grootte=12, vet=True, kleur=NACHT),
    "regel": _LOS,
    "nadruk": replace(_LOS, vet=True),
    "kop": _KOP,
    "kop-getal": replace(_KOP, uitlijning="rechts"),
    "kop-klein": replace(_KOP, grootte=8),
    "kop-klein-in": replace(_KOP, grootte=8, inspringen=True),
    "kop-in": replace(_KOP, inspringen=True),
    "naam": replace(_TEKST, verticaal="midden", kleur=ZACHT),
    "waarde": replace(_TEKST, verticaal="midden"),
    "waarde-in": replace(_TEKST, verticaal="midden", inspringen=True),  # Naast een gekleurde cel.
    "waarde-vet": replace(_TEKST, verticaal="midden", vet=True),
    "waarde-jaar": replace(_TEKST, verticaal="midden", formaat="0"),
    "waarde-datum": replace(_TEKST, verticaal="midden", formaat=DATUM),
    "waarde-moment": replace(_TEKST, verticaal="midden", formaat=MOMENT),
    "link": replace(_TEKST, verticaal="midden", kleur=LINK, onderstreept=True),
    "link-boven": replace(_TEKST, kleur=LINK, onderstreept=True),
    "vet": replace(_TEKST, vet=True),
    "nummer-midden": replace(_MIDDEN, uitlijning="midden", formaat="0"),
    "midden": replace(_TEKST, verticaal="midden"),
    "midden-vet": replace(_TEKST, vet=True, verticaal="midden"),
    "getal": _GETAL,
    "getal-midden": _MIDDEN,
    "jaar": replace(_GETAL, formaat="0"),
    "procent-midden": replace(_MIDDEN, formaat="0%"),
    "verschil-midden": replace(_MIDDEN, formaat="+#,##0;-#,##0;0"),
    "totaal": replace(_TEKST, verticaal="midden", vet=True, vlak=TOTAALVLAK, onder=NACHT),
    "totaal-getal": replace(_MIDDEN, vet=True, vlak=TOTAALVLAK, onder=NACHT),
    "totaal-procent": replace(_MIDDEN, vet=True, vlak=TOTAALVLAK, onder=NACHT, formaat="0%"),
    "totaal-verschil": replace(_MIDDEN, vet=True, vlak=TOTAALVLAK, onder=NACHT, formaat="+#,##0;-#,##0;0"),
    "gegeven": _GEGEVEN,
    "gegeven-getal": replace(_GEGEVEN, uitlijning="rechts", formaat=""),
    "gegeven-datum": replace(_GEGEVEN, formaat=DAG),
    "gegeven-moment": replace(_GEGEVEN, formaat=TIJDSTIP),
    "werk": _WERK,
    "werk-vet": replace(_WERK, vet=True),
    "werk-kop": replace(_WERK, vet=True, kleur=NACHT, vlak=KOPVLAK),
    "invulkop": replace(_WERK, vet=True, kleur=WIT, vlak=NACHT),
    "invul": replace(_WERK, vlak=INVULVLAK, kader=ZACHT, formaat="@", verticaal="boven", open=True),
    "uitleg": _UITLEG,
    "uitleg-vet": replace(_UITLEG, vet=True, kleur=NACHT),
    "uitleg-kop": replace(_UITLEG, vet=True, kleur=NACHT, grootte=13),
    "uitleg-titel": replace(_UITLEG, vet=True, kleur=NACHT, grootte=18),
    **{f"getal-{cijfers}": replace(_GETAL, formaat="#,##0." + "0" * cijfers) for cijfers in range(1, 5)},
    **_IN_RIJEN,
    **_afgerond(_IN_RIJEN),
    **_statusstijlen(),
    **_rolstijlen(),
}
