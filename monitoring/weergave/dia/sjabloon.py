"""Het lege bestand waar de dia's in komen: breedbeeld, de huisstijl in het model, en de taal. Alleen wat er nodig is, blijft."""

from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from acties.rekenblad.schrijven.opmaak import INKT, LIJN, LINK, NACHT, ROLKLEUREN, STATUSKLEUREN, ZACHT

TAAL = "nl-NL"
LETTER = "Arial"
BREED, HOOG = 1280, 720
LINKS, RECHTS = 64, 1232  # in px, zoals alle maten hier
TITEL = (LINKS, 48, 1168, 92)
ONDERLIJN, VOET, VOETHOOGTE = 664, 674, 24
LETTER_TITEL, LETTER_VOET = 36, 12.5
BREEDTE_BRON = 500
BREEDTE_VOET = RECHTS - LINKS - BREEDTE_BRON - 40

# Wat het lege bestand van python-pptx meebrengt en hier niets doet.
_OVERBODIG = ("thumbnail", "printerSettings", "extended-properties")
_WEG = {"dt", "body"}
# De kleuren van het thema: wie zelf iets bijtekent, begint met de huisstijl.
_THEMA = {
    "dk1": INKT,
    "dk2": NACHT,
    "lt2": STATUSKLEUREN["niet_gestart"][0],
    "accent1": STATUSKLEUREN["afgerond"][0],
    "accent2": STATUSKLEUREN["in_uitvoering"][0],
    "accent3": STATUSKLEUREN["in_ontwikkeling"][0],
    "accent4": ZACHT,
    "accent5": ROLKLEUREN["blauw"],
    "accent6": ROLKLEUREN["oranje"],
    "hlink": LINK,
    "folHlink": LINK,
}


def px(maat: float) -> Emu:
    return Emu(round(maat * 9525))


def leeg() -> Any:
    """Een presentatie zonder dia's, met één indeling: een titel, een voet en een nummer."""
    presentatie: Any = Presentation()
    presentatie.slide_width, presentatie.slide_height = px(BREED), px(HOOG)
    for indeling in list(presentatie.slide_layouts):
        if indeling.name != "Title Only":
            presentatie.slide_layouts.remove(indeling)
    model, indeling = presentatie.slide_master, presentatie.slide_layouts[0]
    indeling.name = "Conclusie met beeld"
    for blad in (model, indeling):
        for vak in list(blad.placeholders):
            if vak.element.ph.get("type", "body") in _WEG:
                vak.element.getparent().remove(vak.element)
    for vak in model.placeholders:
        _plaats(vak, vak.element.ph.get("type"))
    _titelstijl(model)
    for vak in indeling.placeholders:
        if vak.element.ph.get("type") == "title":
            vak.text_frame.text = "Titel: de conclusie"
    for plek, vlak in enumerate(((0, 0, 16, HOOG, NACHT), (LINKS, ONDERLIJN, RECHTS - LINKS, 1, LIJN))):
        model.shapes._spTree.insert(2 + plek, _vlak(20 + plek, *vlak))
    _thema(presentatie)
    _ruim_op(presentatie)
    return presentatie


def _plaats(vak: Any, soort: str) -> None:
    """Een vak van het model op zijn plaats; de indeling en de dia's nemen het over."""
    plaatsen = {
        "title": TITEL,
        "ftr": (LINKS + BREEDTE_BRON, VOET, BREEDTE_VOET, VOETHOOGTE),
        "sldNum": (RECHTS - 36, VOET, 36, VOETHOOGTE),
    }
    vak.left, vak.top, vak.width, vak.height = map(px, plaatsen[soort])
    kader = vak.text_frame
    kader.margin_left = kader.margin_right = kader.margin_top = kader.margin_bottom = 0
    kader.vertical_anchor = MSO_ANCHOR.TOP if soort == "title" else MSO_ANCHOR.MIDDLE
    for stijl in vak.element.iter(qn("a:lvl1pPr")):
        stijl.set("algn", "r")
        letter = stijl.find(qn("a:defRPr"))
        letter.set("sz", _punten(LETTER_VOET))
        letter.set("b", "1" if soort == "sldNum" else "0")
        letter.append(parse_xml(f'<a:latin {nsdecls("a")} typeface="+mn-lt"/>'))
        for vulling in letter.findall(qn("a:solidFill")):
            letter.replace(vulling, _kleur(ZACHT))


def _titelstijl(model: Any) -> None:
    stijl = next(model.element.iter(qn("p:titleStyle"))).find(qn("a:lvl1pPr"))
    stijl.set("algn", "l")
    letter = stijl.find(qn("a:defRPr"))
    letter.set("sz", _punten(LETTER_TITEL))
    letter.set("b", "1")


def _punten(maat: float) -> str:
    """Een maat in px als honderdsten van een punt."""
    return str(round(maat * 75))


def _kleur(kleur: str) -> Any:
    return parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{kleur}"/></a:solidFill>')


def _vlak(nummer: int, links: float, boven: float, breed: float, hoog: float, kleur: str) -> Any:
    """Een vlak van het model, achter alles; het zegt niets."""
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{nummer}' name='Versiering {nummer}'/><p:cNvSpPr/>"
        "<p:nvPr userDrawn='1'/></p:nvSpPr><p:spPr>"
        f"<a:xfrm><a:off x='{px(links)}' y='{px(boven)}'/><a:ext cx='{px(breed)}' cy='{px(hoog)}'/></a:xfrm>"
        f"<a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val='{kleur}'/></a:solidFill>"
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _thema(presentatie: Any) -> None:
    deel = presentatie.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    thema = parse_xml(deel.blob)
    for naam, kleur in _THEMA.items():
        for vak in thema.iter(qn(f"a:{naam}")):
            for oud in list(vak):
                vak.remove(oud)
            vak.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{kleur}"/>'))
    for soort in ("a:majorFont", "a:minorFont"):
        next(thema.iter(qn(soort))).find(qn("a:latin")).set("typeface", LETTER)
    deel._blob = serialize_part_xml(thema)


def _ruim_op(presentatie: Any) -> None:
    for drager in (presentatie.part.package, presentatie.part):
        rels = drager._rels
        for sleutel, relatie in list(rels.items()):
            if any(naam in relatie.reltype for naam in _OVERBODIG):
                rels.pop(sleutel)
