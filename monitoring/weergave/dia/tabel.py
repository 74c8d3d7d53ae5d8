"""Een ``Tabel`` als tabel van PowerPoint: een echte kopregel, lijnen en geen kleur."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from acties.rekenblad.schrijven.opmaak import INKT, LIJN, ZACHT
from acties.rekenblad.schrijven.tekst import schoon
from monitoring.weergave.dia.grafiek import Plek
from monitoring.weergave.dia.maat import passend, regels
from monitoring.weergave.dia.sjabloon import px
from monitoring.weergave.dia.tekst import REGEL, teken_regel, voeg_toe
from monitoring.weergave.dia.vorm import Tabel

_LETTER, _KOP = 17, 15
_MARGE, _BINNEN, _KOPHOOGTE = 16, 8, 32
_ZONDER_STIJL = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # zo noemt PowerPoint een tabel zonder opmaak


def teken_tabel(vormen: Any, tabel: Tabel, plek: Plek) -> None:
    """Elke cel heeft hooguit zoveel regels dat de hele tabel past."""
    breedtes = [plek.breed * deel for deel in tabel.breedtes]
    ruimte = plek.hoog - _KOPHOOGTE - 16 - (30 if tabel.meer else 0)
    hoogstens = next((aantal for aantal in (5, 4, 3, 2) if _hoogte(tabel, breedtes, aantal) <= ruimte), 1)
    vorm = vormen.add_table(
        len(tabel.rijen) + 1, len(tabel.koppen), px(plek.links), px(plek.boven + 8), px(plek.breed), px(_KOPHOOGTE)
    )
    vorm.name = "Tabel"
    vorm._element.nvGraphicFramePr.cNvPr.set("descr", schoon(tabel.omschrijving))
    raster = vorm.table
    raster.first_row, raster.horz_banding = True, False
    raster._tbl.tblPr.find(qn("a:tableStyleId")).text = _ZONDER_STIJL
    for kolom, breed in zip(raster.columns, breedtes, strict=True):
        kolom.width = px(breed)
    for rij, waarden in zip(raster.rows, [tabel.koppen, *tabel.rijen], strict=True):
        kop = waarden is tabel.koppen
        rij.height = px(_KOPHOOGTE if kop else _rijhoogte(waarden, breedtes, hoogstens))
        for plaats, (cel, waarde, breed) in enumerate(zip(rij.cells, waarden, breedtes, strict=True)):
            _cel(cel, _past(waarde, breed, hoogstens), kop=kop, vet=not plaats)
    if tabel.meer:
        regel = Plek(plek.links, plek.boven + plek.hoog - 24, plek.breed, 24)
        teken_regel(vormen, tabel.meer, regel, _KOP, naam="Meer", kleur_zacht=True)


def _past(waarde: str, breed: float, hoogstens: int) -> str:
    return passend(schoon(waarde), breed - _MARGE, _LETTER, hoogstens, vet=True)


def _rijhoogte(waarden: tuple[str, ...], breedtes: list[float], hoogstens: int) -> float:
    aantal = max(
        regels(_past(waarde, breed, hoogstens), breed - _MARGE, _LETTER, vet=True)
        for waarde, breed in zip(waarden, breedtes, strict=True)
    )
    return aantal * _LETTER * REGEL + 2 * _BINNEN


def _hoogte(tabel: Tabel, breedtes: list[float], hoogstens: int) -> float:
    return sum(_rijhoogte(rij, breedtes, hoogstens) for rij in tabel.rijen)


def _cel(cel: Any, tekst: str, *, kop: bool, vet: bool) -> None:
    cel.margin_left, cel.margin_right = 0, px(_MARGE)
    cel.margin_top = cel.margin_bottom = px(_BINNEN)
    cel.vertical_anchor = MSO_ANCHOR.BOTTOM if kop else MSO_ANCHOR.TOP
    voeg_toe(
        cel.text_frame.paragraphs[0], tekst, _KOP if kop else _LETTER, vet=kop or vet, kleur=ZACHT if kop else INKT
    )
    dikte, kleur = (Pt(1.5), INKT) if kop else (Pt(1), LIJN)
    cel._tc.get_or_add_tcPr().append(
        parse_xml(f'<a:lnB {nsdecls("a")} w="{dikte}"><a:solidFill><a:srgbClr val="{kleur}"/></a:solidFill></a:lnB>')
    )
