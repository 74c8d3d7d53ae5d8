"""De woorden op een dia: feiten, een kader, punten en losse regels. Wat niet past, is eerst gemeten en dan ingekort."""

from collections.abc import Iterable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from acties.rekenblad.schrijven.opmaak import INKT, LIJN, ZACHT
from acties.rekenblad.schrijven.tekst import schoon
from monitoring.weergave.dia.grafiek import Plek
from monitoring.weergave.dia.maat import passend, regels
from monitoring.weergave.dia.sjabloon import px
from monitoring.weergave.dia.vorm import Feit, Kader, Punt

REGEL = 1.32  # de hoogte van een regel, in letters
_NUMMER = 34  # de ruimte vóór een genummerd punt
_GETAL, _FEIT = 52, 19
_KADERKOP, _KADER, _SLOT = 21, 19, 16
# De letter van de kern en van de uitleg van een punt, en hoeveel regels zij mogen; de eerste keuze die past, geldt.
_KEUZES = (
    (25, 20, 3, 3), (21, 17, 3, 3), (21, 17, 2, 3), (21, 17, 2, 2), (19, 16, 2, 2), (19, 16, 2, 1), (19, 16, 1, 1),
    (19, 16, 2, 0), (19, 16, 1, 0),
)  # fmt: skip


def vak(vormen: Any, plek: Plek, naam: str, *, midden: bool = False) -> Any:
    """Een leeg tekstvak zonder marges, dat zelf niet groeit of krimpt."""
    vorm = vormen.add_textbox(px(plek.links), px(plek.boven), px(plek.breed), px(plek.hoog))
    vorm.name = naam
    kader = vorm.text_frame
    kader.word_wrap, kader.auto_size = True, MSO_AUTO_SIZE.NONE
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    kader.vertical_anchor = MSO_ANCHOR.MIDDLE if midden else MSO_ANCHOR.TOP
    return kader


def voeg_toe(alinea: Any, tekst: str, letter: float, *, vet: bool = False, kleur: str = INKT) -> None:
    run = alinea.add_run()
    run.text = tekst
    run.font.size, run.font.bold, run.font.color.rgb = Pt(letter * 0.75), vet, RGBColor.from_string(kleur)


def lijn(vormen: Any, plek: Plek, kleur: str) -> None:
    """Een lijn die niets zegt: een schermlezer slaat haar over."""
    vorm = vormen.add_shape(MSO_SHAPE.RECTANGLE, px(plek.links), px(plek.boven), px(plek.breed), px(plek.hoog))
    vorm.name = "Lijn"
    vorm.fill.solid()
    vorm.fill.fore_color.rgb = RGBColor.from_string(kleur)
    vorm.line.fill.background()
    vorm._element.remove(vorm._element.find(qn("p:style")))  # daar komt een schaduw vandaan
    vorm._element.nvSpPr.cNvPr.append(
        parse_xml(
            f"<a:extLst {nsdecls('a')}><a:ext uri='{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}'><adec:decorative "
            "xmlns:adec='http://schemas.microsoft.com/office/drawing/2017/decorative' val='1'/></a:ext></a:extLst>"
        )
    )


def teken_regel(
    vormen: Any, tekst: str, plek: Plek, letter: float, *, naam: str, vet_tot: int = 0, kleur_zacht: bool = False,
    midden: bool = False,
) -> None:  # fmt: skip
    """Eén regel; ``vet_tot``: zoveel tekens van het begin staan vet."""
    alinea = vak(vormen, plek, naam, midden=midden).paragraphs[0]
    past = passend(tekst, plek.breed, letter, 1)
    kleur = ZACHT if kleur_zacht else INKT
    if vet_tot:
        voeg_toe(alinea, past[:vet_tot], letter, vet=True, kleur=kleur)
    voeg_toe(alinea, past[vet_tot:], letter, kleur=kleur)


def teken_feiten(vormen: Any, feiten: Sequence[Feit], plek: Plek) -> None:
    """Elk feit in een eigen strook, even hoog: een lijn, het getal groot en de zin ernaast."""
    strook = plek.hoog / max(len(feiten), 3)
    for nummer, feit in enumerate(feiten):
        boven = plek.boven + nummer * strook
        lijn(vormen, Plek(plek.links, boven, plek.breed, 2), LIJN if nummer else INKT)
        getal = vak(vormen, Plek(plek.links, boven + 8, 96, strook - 16), f"Getal {nummer + 1}", midden=True)
        getal.word_wrap = False
        voeg_toe(getal.paragraphs[0], feit.getal, _GETAL if len(feit.getal) < 4 else 36, vet=True)
        ruimte = Plek(plek.links + 108, boven + 8, plek.breed - 108, strook - 16)
        zin = vak(vormen, ruimte, f"Feit {nummer + 1}", midden=True)
        hoogstens = int(ruimte.hoog // (_FEIT * REGEL))
        voeg_toe(zin.paragraphs[0], passend(schoon(feit.tekst), ruimte.breed, _FEIT, hoogstens), _FEIT)


def teken_kader(vormen: Any, kader: Kader, plek: Plek) -> None:
    lijn(vormen, Plek(plek.links, plek.boven, plek.breed, 2), INKT)
    ruimte = Plek(plek.links, plek.boven + 14, plek.breed, plek.hoog - 14)
    tekst = vak(vormen, ruimte, "Kader")
    kop = tekst.paragraphs[0]
    voeg_toe(kop, passend(schoon(kader.kop), plek.breed, _KADERKOP, 1, vet=True), _KADERKOP, vet=True)
    kop.space_after = Pt(8)
    inspringen = _NUMMER if len(kader.punten) > 1 else 0
    slotregels = 3 if kader.slot else 0
    over = ruimte.hoog - 2 * _KADERKOP - slotregels * _SLOT * REGEL - 24 - 12 * len(kader.punten)
    elk = max(1, int(over // (_KADER * REGEL)) // max(len(kader.punten), 1))
    for punt in kader.punten:
        alinea = tekst.add_paragraph()
        voeg_toe(alinea, passend(schoon(punt), plek.breed - inspringen, _KADER, elk), _KADER)
        alinea.space_after = Pt(9)
        if inspringen:
            _nummer(alinea)
    if kader.slot:
        alinea = tekst.add_paragraph()
        alinea.space_before = Pt(6)
        voeg_toe(alinea, passend(schoon(kader.slot), plek.breed, _SLOT, slotregels), _SLOT, kleur=ZACHT)


def teken_punten(vormen: Any, punten: Sequence[Punt], plek: Plek) -> None:
    """Genummerd, zo ruim als past: elk punt met zijn uitleg, en anders korter."""
    ruimte = plek.breed - _NUMMER - 24
    keuze = next((keuze for keuze in _KEUZES if _hoogte(punten, ruimte, *keuze) <= plek.hoog - 16), _KEUZES[-1])
    tekst = vak(vormen, Plek(plek.links, plek.boven + 16, plek.breed - 24, plek.hoog - 16), "Punten")
    vet = any(punt.uitleg for punt in punten)
    for nummer, punt in enumerate(punten):
        alinea = tekst.add_paragraph() if nummer else tekst.paragraphs[0]
        kern, uitleg = _ingekort(punt, ruimte, *keuze)
        voeg_toe(alinea, kern, keuze[0], vet=vet)
        if uitleg:
            alinea.add_line_break()
            voeg_toe(alinea, uitleg, keuze[1], kleur=ZACHT)
        alinea.space_after = Pt(15)
        if len(punten) > 1:
            _nummer(alinea)


def _ingekort(
    punt: Punt, ruimte: float, kern: float, uitleg: float, kernregels: int, uitlegregels: int
) -> tuple[str, str]:
    erbij = passend(schoon(punt.uitleg), ruimte, uitleg, uitlegregels) if uitlegregels and punt.uitleg else ""
    return passend(schoon(punt.kern), ruimte, kern, kernregels, vet=True), erbij


def _hoogte(
    punten: Iterable[Punt], ruimte: float, kern: float, uitleg: float, kernregels: int, uitlegregels: int
) -> float:
    hoogte = 0.0
    for punt in punten:
        eerst, erbij = _ingekort(punt, ruimte, kern, uitleg, kernregels, uitlegregels)
        hoogte += regels(eerst, ruimte, kern, vet=True) * kern * REGEL + 20
        hoogte += regels(erbij, ruimte, uitleg) * uitleg * REGEL if erbij else 0
    return hoogte


def _nummer(alinea: Any) -> None:
    """Een nummer dat PowerPoint zelf telt, met de tekst ernaast."""
    eigen = alinea._p.get_or_add_pPr()
    eigen.set("marL", str(px(_NUMMER)))
    eigen.set("indent", str(-px(_NUMMER)))
    eigen.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="+mj-lt"/>'))
    eigen.append(parse_xml(f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod"/>'))
