"""There and back: whatever a partner may edit comes back as exactly that, and nothing else does."""

import io

from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from acties.models import Programma
from acties.tekst import meldtekst
from monitoring.constanten import KOERS_VRAAGT_UITLEG, ZONDER_KOERS
from monitoring.inlezen.werkboek.beoordelen import beoordeel
from monitoring.inlezen.werkboek.lezen import lees_werkboek
from monitoring.inlezen.werkboek.rijkeuring import INHOUD
from monitoring.inlezen.werkboek.vorm import KOERSWOORDEN, STATUSWOORDEN, Soort
from tests.eigenschappen import aantal

from .conftest import KOLOM, bewaard


def mag(tekst):
    try:
        meldtekst(tekst)
    except ValidationError:
        return False
    return True


def is_schoon(tekst):
    return "_x" not in tekst and tekst.strip() != ""


TEKST = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n"), max_size=200)
TEKSTEN = TEKST.filter(is_schoon)
STATUSSEN = st.sampled_from([code for code in STATUSWOORDEN if code != "nvt"])  # n.v.t. asks for a reason of its own
KOERSEN = st.sampled_from(["", *KOERSWOORDEN])


@st.composite
def invulling(draw):
    """What a partner fills in on one row, as it should come back; ``None`` leaves the row empty."""
    status = draw(STATUSSEN)
    koers = "" if status in ZONDER_KOERS else draw(KOERSEN)
    tekst = TEKSTEN if koers in KOERS_VRAAGT_UITLEG else st.just("") | TEKSTEN
    velden = {"status": status, "koers": koers, "toelichting": draw(tekst), "bijsturing": draw(tekst)}
    return draw(st.none() | st.just(velden))


@st.composite
def bewerking(draw):
    nummers = [1, 2]
    return {
        "velden": {nummer: draw(invulling()) for nummer in nummers},
        "volgorde": draw(st.permutations(nummers)),
        "witregels": draw(st.integers(0, 3)),
        "bladnaam": draw(st.sampled_from(["Melden", "Blad1", "melden (2)"])),
        "sleutels": draw(st.booleans()),
        "leeg_weg": draw(st.booleans()),
    }


def bewerkt(inhoud, edit):
    boek = load_workbook(io.BytesIO(inhoud))
    blad = boek["Melden"]
    rijen = {rij[0].value: [cel.value for cel in rij] for rij in blad.iter_rows(min_row=5)}
    blad.delete_rows(5, len(rijen))
    plaats = 5 + edit["witregels"]
    for nummer in edit["volgorde"]:
        velden = edit["velden"][nummer]
        if velden is None and edit["leeg_weg"]:
            continue
        for kolom, waarde in enumerate(rijen[nummer], 1):
            blad.cell(plaats, kolom).value = waarde
        for veld, waarde in (velden or {}).items():
            cel = blad.cell(plaats, KOLOM[veld])
            woorden = {"status": STATUSWOORDEN, "koers": KOERSWOORDEN}.get(veld, {})
            cel._value, cel.data_type = woorden.get(waarde, waarde), "s"
        plaats += 1
    if not edit["sleutels"]:
        blad.delete_cols(KOLOM["actie"], 3)
    blad.title = edit["bladnaam"]
    return bewaard(boek)


@settings(max_examples=aantal(40))
@given(edit=bewerking())
def test_what_was_filled_in_comes_back_and_nothing_else(wereld, cast, werkboek_inhoud, edit):
    programma = Programma.objects.met_kenmerk().get()
    gelezen = lees_werkboek(bewerkt(werkboek_inhoud, edit), "werkboek.xlsx")
    beoordeling = beoordeel(gelezen, programma, door=cast.anna, op=timezone.now())
    verwacht = {nummer: velden for nummer, velden in edit["velden"].items() if velden}
    schoon = {
        nummer: {veld: tekst.strip() for veld, tekst in velden.items()}
        for nummer, velden in verwacht.items()
        if mag(velden["toelichting"].strip()) and mag(velden["bijsturing"].strip())
    }
    uitkomst = {
        regel.nummer: {veld: regel.velden[veld] for veld in INHOUD} for regel in beoordeling.regels if not regel.fouten
    }
    assert uitkomst == schoon
    assert {regel.nummer for regel in beoordeling.van_soort(Soort.FOUT)} == set(verwacht) - set(schoon)
