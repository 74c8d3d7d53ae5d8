"""Een ``Diaset`` als PowerPoint-bestand (.pptx): echte grafieken en tabellen, om voor een overleg nog in te werken.

python-pptx is niet verplicht. Ontbreekt het, dan geeft het laden van deze module een ``ImportError``; wie haar gebruikt, laadt
haar daarom bij naam.
"""

import io
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn

from acties.rekenblad.schrijven.opmaak import ZACHT
from acties.rekenblad.schrijven.tekst import schoon
from monitoring.weergave.dia.grafiek import Plek, teken_grafiek
from monitoring.weergave.dia.maat import passend
from monitoring.weergave.dia.sjabloon import (
    BREEDTE_BRON,
    BREEDTE_VOET,
    LETTER_TITEL,
    LETTER_VOET,
    LINKS,
    TAAL,
    TITEL,
    VOET,
    VOETHOOGTE,
    leeg,
)
from monitoring.weergave.dia.tabel import teken_tabel
from monitoring.weergave.dia.tekst import teken_feiten, teken_kader, teken_punten, teken_regel, voeg_toe
from monitoring.weergave.dia.vorm import Dia, Diaset, Grafiek, Kader, Tabel

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_BEELD = Plek(LINKS, 152, 752, 500)
_HEEL = Plek(LINKS, 152, 1152, 500)
_NAAST = Plek(852, 168, 364, 480)


def schrijf(stel: Diaset) -> bytes:
    """Dezelfde set geeft dezelfde bytes."""
    presentatie = leeg()
    _eigenschappen(presentatie, stel)
    for dia in stel.dias:
        _teken(presentatie, dia, stel)
    return _bytes(presentatie, stel.moment)


def _teken(presentatie: Any, dia: Dia, stel: Diaset) -> None:
    blad = presentatie.slides.add_slide(presentatie.slide_layouts[0])
    vormen = blad.shapes
    vormen.title.text_frame.text = passend(schoon(dia.titel), TITEL[2], LETTER_TITEL, 2, vet=True)
    teken_regel(vormen, schoon(dia.onderwerp), Plek(LINKS, 20, TITEL[2], 24), 15, naam="Onderwerp", kleur_zacht=True)
    plek = _BEELD if dia.rechts else _HEEL
    if isinstance(dia.links, Grafiek):
        teken_grafiek(vormen, dia.links, plek, stel.moment)
    elif isinstance(dia.links, Tabel):
        teken_tabel(vormen, dia.links, plek)
    else:
        teken_punten(vormen, dia.links, plek)
    if isinstance(dia.rechts, Kader):
        teken_kader(vormen, dia.rechts, _NAAST)
    else:
        teken_feiten(vormen, dia.rechts, _NAAST)
    teken_regel(
        vormen, f"Bron: {schoon(dia.bron)}", Plek(LINKS, VOET, BREEDTE_BRON - 16, VOETHOOGTE), LETTER_VOET,
        naam="Bron", vet_tot=5, kleur_zacht=True, midden=True,
    )  # fmt: skip
    _voet(blad, stel)
    blad.notes_slide.notes_text_frame.text = schoon("\n".join(" ".join(regel.split("\n")) for regel in dia.notities))


def _voet(blad: Any, stel: Diaset) -> None:
    """De voet en het nummer van de indeling: een dia krijgt die niet vanzelf."""
    for vak in blad.slide_layout.placeholders:
        if (soort := vak.element.ph.get("type")) in ("ftr", "sldNum"):
            kopie = deepcopy(vak.element)
            kopie.nvSpPr.cNvPr.set("id", str(max(vorm.shape_id for vorm in blad.shapes) + 1))
            kopie.nvSpPr.cNvPr.set("name", "Peildatum en versie" if soort == "ftr" else "Nummer")
            blad.shapes._spTree.append(kopie)
            if soort == "ftr":
                alinea = blad.placeholders[kopie.ph.idx].text_frame.paragraphs[0]
                alinea.alignment = PP_ALIGN.RIGHT
                voeg_toe(alinea, passend(schoon(stel.voet), BREEDTE_VOET, LETTER_VOET, 1), LETTER_VOET, kleur=ZACHT)


def _eigenschappen(presentatie: Any, stel: Diaset) -> None:
    eigen = presentatie.core_properties
    eigen.title, eigen.subject = schoon(stel.titel)[:255], schoon(stel.onderwerp)[:255]
    eigen.author = eigen.last_modified_by = schoon(stel.maker)[:255]
    eigen.language, eigen.comments, eigen.keywords, eigen.category = TAAL, "", "", ""
    eigen.created = eigen.modified = stel.moment
    eigen.revision = 1


def _in_het_nederlands(presentatie: Any) -> None:
    """Elke tekst heeft de taal: voor de spelling, en voor wie haar laat voorlezen."""
    for stuk in _stukken(presentatie):
        for run in stuk.iter(qn("a:r")):
            run.get_or_add_rPr()
        for soort in ("a:rPr", "a:endParaRPr", "a:defRPr"):
            for letter in stuk.iter(qn(soort)):
                letter.set("lang", TAAL)


def _stukken(presentatie: Any) -> Iterable[Any]:
    for deel in presentatie.part.package.iter_parts():
        if hasattr(deel, "_element"):
            yield deel._element


def _bytes(presentatie: Any, moment: datetime) -> bytes:
    """Met de tijd van het stuk als tijd van elk bestand erin."""
    _in_het_nederlands(presentatie)
    ruw, netjes = io.BytesIO(), io.BytesIO()
    presentatie.save(ruw)
    with ZipFile(ruw) as bron, ZipFile(netjes, "w") as doel:
        for naam in bron.namelist():
            doel.writestr(ZipInfo(naam, moment.timetuple()[:6]), bron.read(naam), ZIP_DEFLATED)
    return netjes.getvalue()
