"""Every sentence of reading a file, for none, one and many."""

from datetime import UTC, date, datetime

import pytest

from acties.models import Gebruiker
from acties.rekenblad.lezen.fout import Celfout
from acties.voorstel.voorstel import MEEST_FOUTEN, Blad
from monitoring.datum import tijdstip_tekst
from monitoring.inlezen import zinnen
from monitoring.inlezen.cijfers.vergelijken import Vergelijking
from monitoring.inlezen.werkboek.beoordelen import Beoordeling
from monitoring.inlezen.werkboek.rijkeuring import Regel
from monitoring.inlezen.werkboek.vorm import Soort
from monitoring.models import Inlezing

FOUT = Celfout(rij=5, kolom="Status", uitleg="Kies een status.")
MOMENT = datetime(2021, 7, 3, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("aantal", "getoond", "verwacht"),
    [(0, 0, "0 fouten."), (1, 1, "1 fout."), (2, 2, "2 fouten."), (60, 50, "60 fouten; dit zijn de eerste 50.")],
)
def test_faults_are_counted(aantal, getoond, verwacht):
    assert zinnen.fouten(aantal, getoond) == verwacht


def test_what_to_do_follows_the_number_of_faults():
    assert zinnen.verbeter(1) == "Verbeter die in het bestand en lees het opnieuw in."
    assert zinnen.verbeter(2) == "Verbeter ze in het bestand en lees het opnieuw in."


def test_the_verb_follows_the_number_of_things():
    assert [zinnen.dingen_kloppen_niet(n) for n in (1, 2)] == ["1 ding klopt nog niet", "2 dingen kloppen nog niet"]


def test_only_a_long_list_says_that_it_is_the_first_part():
    zin = zinnen.rijen_niet_opgeslagen(2, 2)
    assert zin.endswith("wat dan al is opgeslagen, verandert niet.")
    assert zinnen.rijen_niet_opgeslagen(60, 50) == f"{zin} Dit zijn de eerste 50."


def test_a_fault_says_where_it_is():
    cel = Celfout(rij=5, kolom="Status", plek="J5", uitleg="")
    assert zinnen.plek("Invullen", cel, 3) == "blad Invullen, rij 5, cel J5 (Status), actie 3"
    assert zinnen.plek("Invullen", FOUT, None) == "blad Invullen, rij 5, Status"


@pytest.mark.parametrize(
    ("aantal", "begin"),
    [(1, "1 fout. Kies"), (MEEST_FOUTEN, "50 fouten. Kies"), (60, "60 fouten; dit zijn de eerste 50. Kies")],
)
def test_faults_in_figures_are_counted_and_the_first_are_shown(aantal, begin):
    leeg = dict.fromkeys(("perioden", "rijen", "elders", "bestond_niet", "ontbreekt"), ())
    vergelijking = Vergelijking(**leeg, fouten=(FOUT,) * aantal)
    assert vergelijking.foutzin == f"{begin} andere kolommen of waarden, of verbeter het bestand."
    assert len(vergelijking.eerste_fouten) == min(aantal, MEEST_FOUTEN)


@pytest.mark.parametrize(("fouten", "slot"), [(0, ""), (1, ", 1 fout"), (2, ", 2 fouten")])
def test_a_sheet_counts_what_changes_and_its_faults(fouten, slot):
    blad = Blad(tabel=None, gelijk=3, fouten=[FOUT] * fouten)
    assert blad.telzin == f"0 nieuw, 0 gewijzigd, 3 ongewijzigd{slot}"


def beoordeling(*soorten, leeg=0):
    kaal = {"nummer": None, "actie": None, "vorige": None, "velden": {}, "organisatie": None, "namens_regio": False}
    regels = tuple(Regel(regel=nr, soort=soort, **kaal) for nr, soort in enumerate(soorten))
    velden = dict.fromkeys(("bestand", "ronde", "organisatie", "eerder"))
    dagen = dict.fromkeys(("peildatum", "peildatum_regio"), date(2021, 12, 31))
    return Beoordeling(**velden, **dagen, regels=regels, leeg=leeg)


def test_a_workbook_counts_its_rows_by_what_becomes_of_them():
    assert beoordeling().telzin == ""
    twee = f"{Soort.NIEUW.label}: 2 · {Soort.FOUT.label}: 1"
    assert beoordeling(Soort.NIEUW, Soort.FOUT, Soort.NIEUW).telzin == twee


@pytest.mark.parametrize(("leeg", "rijen"), [(0, "0 rijen"), (1, "1 rij"), (2, "2 rijen")])
def test_a_workbook_says_for_which_day_it_is(leeg, rijen):
    zin = f"De meldingen gelden voor 31 december 2021. Niet ingevuld: {rijen}; daar verandert niets."
    assert beoordeling(leeg=leeg).waarvoor == zin


def test_an_earlier_reading_has_the_time_of_here_and_who_did_it():
    anna = Gebruiker(username="anna", first_name="Anna")
    assert tijdstip_tekst(MOMENT) == "3 juli 2021, 14:05"
    assert Inlezing(ingelezen_op=MOMENT, ingelezen_door=anna).wanneer_en_door == f"3 juli 2021, 14:05 door {anna}"
