"""Every sentence of reporting and of the list of work, for none, one and many."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from acties.models import Actie, Gebruiker, Organisatie
from monitoring.melden import zinnen
from monitoring.melden.keuze import gevolg
from monitoring.models import Statusmelding
from monitoring.verslag.vorm import MeldingRegel, Wie

OUDJAAR = date(2021, 12, 31)
HOORN = Organisatie(naam="Hoorn", slug="hoorn")


def werk(**anders):
    velden = {"regel": None, "status": None, "peildatum": None, "gemeld": False, "lokaal_van": "", "telt": True}
    velden |= {"per_organisatie": True, "vervallen": False, "namens_regio": False, **anders}
    actie = {naam: velden.pop(naam) for naam in ("lokaal_van", "per_organisatie", "vervallen")}
    return SimpleNamespace(actie=SimpleNamespace(**actie), **velden)


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({}, "Nog te melden"),
        ({"telt": False}, "Dit jaar nog niet gemeld"),
        ({"lokaal_van": "Hoorn", "telt": False}, "Dit jaar nog niet gemeld"),
        ({"lokaal_van": "Hoorn", "gemeld": True, "peildatum": OUDJAAR}, "Gemeld over 31 december 2021"),
        ({"gemeld": True, "peildatum": OUDJAAR}, "Gemeld over 31 december 2021"),
    ],
)
def test_work_says_whether_it_was_reported_this_year(velden, verwacht):
    assert zinnen.stand_van_werk(werk(**velden)) == verwacht


def test_work_says_whose_status_it_shows():
    assert zinnen.status_waar(werk(), HOORN) == "Status in Hoorn"
    assert zinnen.status_waar(werk(per_organisatie=False), HOORN) == "Status in de regio"
    assert zinnen.status_waar(werk(namens_regio=True), None) == "Status in de regio"
    assert zinnen.status_waar(werk(lokaal_van="Hoorn"), None) == "Status"


@pytest.mark.parametrize(
    ("namen", "verwacht"),
    [
        ((), "De projectleider zegt hoe het er in de regio mee staat."),
        (("Hoorn",), "Hoorn zegt hoe het er in de regio mee staat."),
        (("Den Helder", "Hoorn"), "Den Helder en Hoorn zeggen hoe het er in de regio mee staat."),
    ],
)
def test_who_says_how_it_stands(namen, verwacht):
    sprekers = [Wie(naam=naam, slug=naam.lower()) for naam in namen]
    assert zinnen.wie_meldt(SimpleNamespace(per_organisatie=False, sprekers=sprekers)) == verwacht
    eigen = SimpleNamespace(per_organisatie=True, sprekers=sprekers)
    assert zinnen.wie_meldt(eigen) == "Elke organisatie meldt dit zelf."


def test_the_headings_of_the_two_tasks():
    assert (zinnen.kop_vrij(HOORN), zinnen.kop_vrij(None)) == ("Bijdrage van Hoorn", "Waar organisaties over melden")
    assert [zinnen.kop_bijdragen([0] * aantal) for aantal in (1, 2)] == [
        "1 actie: melden mag, maar hoeft niet",
        "2 acties: melden mag, maar hoeft niet",
    ]
    assert zinnen.over_het_woord(HOORN).startswith("Hoorn zegt hier hoe het in de hele regio")
    assert zinnen.over_het_woord(None).startswith("Voor deze acties noemt geen aanjager een organisatie.")


@pytest.mark.parametrize(
    ("namen", "verwacht"),
    [
        ((), ""),
        (("Wognum",), "Overgenomen van Wognum, tot Hoorn zelf meldt."),
        (("A", "B", "C"), "Overgenomen van A, B en C, tot Hoorn zelf meldt."),
    ],
)
def test_work_says_from_whom_its_status_was_taken_over(namen, verwacht):
    regel = MeldingRegel(organisatie="Hoorn", slug="hoorn", overgenomen_van=namen)
    assert zinnen.tot_zelf_meldt(werk(regel=regel), HOORN) == verwacht
    assert zinnen.tot_zelf_meldt(werk(regel=regel, lokaal_van="Hoorn"), None) == verwacht
    assert zinnen.tot_zelf_meldt(werk(), HOORN) == ""


def test_only_open_work_names_the_report_of_before():
    assert zinnen.laatst_gemeld_over(werk()) == ""
    assert zinnen.laatst_gemeld_over(werk(peildatum=OUDJAAR)) == "Laatste melding over 31 december 2021"
    assert zinnen.laatst_gemeld_over(werk(peildatum=OUDJAAR, gemeld=True)) == ""


def test_the_noun_follows_what_is_done():
    rest = "waarover je niet meer hoeft te melden"
    assert [zinnen.aantal_klaar(n) for n in (1, 2)] == [f"Klaar: 1 actie {rest}", f"Klaar: 2 acties {rest}"]


def test_work_says_why_it_is_done():
    assert zinnen.waarom_klaar(werk(vervallen=True, status="afgerond", peildatum=OUDJAAR)) == "Vervallen"
    assert zinnen.waarom_klaar(werk(status="afgerond", peildatum=OUDJAAR)) == "Afgerond · 31 december 2021"


def test_local_work_is_extra_of_one_organisation_or_of_many():
    rest = "Melden mag altijd; deze acties tellen niet mee in wat je nog te melden hebt."
    assert zinnen.lokaal_extra(HOORN) == f"Wat Hoorn extra doet. {rest}"
    assert zinnen.lokaal_extra(None) == f"Wat organisaties extra doen. {rest}"


def test_the_noun_follows_the_number_of_reports():
    assert [zinnen.meldingen(n) for n in (0, 1, 2)] == ["0 meldingen", "1 melding", "2 meldingen"]


def test_a_report_is_in_the_name_of_someone_or_of_the_region():
    melding = Statusmelding(organisatie=HOORN, peildatum=OUDJAAR)
    assert (zinnen.namens_wie(HOORN), zinnen.namens_wie(None)) == ("namens Hoorn", "voor de hele regio")
    assert zinnen.over_en_namens(melding) == "Over 31 december 2021 · namens Hoorn"
    assert zinnen.over_en_namens(Statusmelding(peildatum=OUDJAAR)) == "Over 31 december 2021 · voor de hele regio"


@pytest.mark.parametrize(("naam", "door"), [("", ""), ("Anna", " door Anna")])
def test_a_report_has_the_time_of_here_and_who_did_it(naam, door):
    melding = SimpleNamespace(gemeld_op=datetime(2021, 3, 3, 8, 5, tzinfo=UTC), melder=naam)
    assert zinnen.gemeld_op_tijdstip(melding) == f"Gemeld op 3 maart 2021, 09:05{door}"


@pytest.mark.parametrize(("eigen", "lokaal"), [(True, False), (False, True)])
def test_an_action_of_its_own_names_who_reported_nothing(eigen, lokaal):
    actie = SimpleNamespace(is_per_organisatie=eigen, is_lokaal=lokaal)
    assert zinnen.nog_niets_gemeld(actie, HOORN) == "Hoorn heeft hierover nog niets gemeld."
    assert zinnen.nog_niets_gemeld(actie, None) == "Hierover is nog niets gemeld."


def test_an_action_of_the_region_says_that_no_one_reported():
    actie = SimpleNamespace(is_per_organisatie=False, is_lokaal=False)
    assert zinnen.nog_niets_gemeld(actie, HOORN) == "Hierover is nog niets gemeld."


# What was stored


def gemeld(**anders):
    velden = {
        "actie": Actie(nummer=2),
        "status": "in_uitvoering",
        "peildatum": OUDJAAR,
        "gemeld_op": datetime(2022, 3, 3, 13, 5, tzinfo=UTC),
        "gemeld_door": Gebruiker(first_name="Anna"),
    }
    return Statusmelding(**velden | anders)


def test_what_was_stored_in_one_sentence():
    zin = "Opgeslagen: actie 2 staat voor {} op “In uitvoering”, peildatum 31 december 2021."
    assert zinnen.opgeslagen(gemeld(organisatie=HOORN)) == zin.format("Hoorn")
    assert zinnen.opgeslagen(gemeld()) == zin.format("de hele regio")


def test_which_report_is_corrected():
    vast = (
        "Je corrigeert de melding over 31 december 2021. Gemeld op 3 maart 2022, 14:05 door Anna. Bij het opslaan komt er een "
        "nieuwe melding voor in de plaats; beide blijven in de geschiedenis staan."
    )
    assert zinnen.je_corrigeert(gemeld(), al_gecorrigeerd=False) == vast
    al = "De melding die je opende, was al gecorrigeerd; je gaat verder met de nieuwste. "
    assert zinnen.je_corrigeert(gemeld(), al_gecorrigeerd=True) == al + vast


def test_the_button_says_for_whom_and_what():
    assert zinnen.knop_opslaan(HOORN, None) == "Opslaan namens Hoorn"
    assert zinnen.knop_opslaan(None, None) == "Opslaan voor de hele regio"
    assert zinnen.knop_opslaan(HOORN, gemeld()) == "Correctie opslaan namens Hoorn"


@pytest.mark.parametrize(
    ("velden", "organisatie", "verwacht"),
    [
        ({}, None, "Dit wordt de status van de actie."),
        ({}, HOORN, "Dit wordt een bijdrage: zij staat bij de actie, maar is niet de status van de regio."),
        (
            {"uitvoering": "per_organisatie"},
            None,
            "Dit wordt de status van de regio, tot een organisatie over een latere dag meldt.",
        ),
        ({"uitvoering": "per_organisatie"}, HOORN, "Dit gaat over wat deze organisatie zelf doet."),
        ({"lokaal_van": Organisatie(pk=1, naam="Hoorn")}, HOORN, "Dit wordt de status van deze lokale actie."),
    ],
)
def test_what_a_choice_means_for_the_region(velden, organisatie, verwacht):
    assert gevolg(Actie(nummer=2, **velden), organisatie) == verwacht
