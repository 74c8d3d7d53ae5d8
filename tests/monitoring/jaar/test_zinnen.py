"""Every sentence of the evaluation of a year, for none, one and many."""

from datetime import UTC, date, datetime

import pytest

from acties.models import Programma
from monitoring.jaar import zinnen
from monitoring.jaar.controlelijst import Punt, Rubriek
from monitoring.jaar.echtheid import ANDERS_GESCHREVEN, CONCEPT, ECHT, GEWIJZIGD, ONBEKEND, Uitkomst
from monitoring.jaar.peilmoment import Peilmoment
from monitoring.jaar.uitgave import Jaarverslag
from monitoring.models import Evaluatie
from monitoring.verslag.vorm import Legenda, OnderdeelStand, OverlegRegel, Telling, Verslag

OUDJAAR = date(2022, 12, 31)
JAAR_EERDER = date(2021, 12, 31)
LAAT_OP_DE_AVOND = datetime(2022, 3, 2, 23, 30, tzinfo=UTC)  # in Nederland is het dan al 3 maart


def evaluatie(**anders):
    velden = {"programma": Programma(naam="Veilig"), "jaar": 2022, "peildatum": OUDJAAR}
    return Evaluatie(**{**velden, "vastgesteld_op": LAAT_OP_DE_AVOND, **anders})


def moment(van=None):
    return Peilmoment(jaar=2022, peildatum=OUDJAAR, einde=OUDJAAR, vorige_peildatum=None, evaluatie=van)


def verslag(**anders):
    velden = dict.fromkeys(Verslag.__dataclass_fields__)
    return Verslag(**{**velden, "peildatum": OUDJAAR, "versie": 1, **anders})


def overleg(**anders):
    velden = {"afkorting": "PORA", "slug": "pora", "naam": "Portefeuilleoverleg", "subregio": "", "rol": "bespreekt"}
    return OverlegRegel(**{**velden, "organisaties": (), **anders})


def onderdeel(**anders):
    velden = dict.fromkeys(OnderdeelStand.__dataclass_fields__, "")
    return OnderdeelStand(**{**velden, **anders})


def test_below_the_heading_of_the_first_year_there_is_nothing_to_compare_with():
    assert zinnen.onder_evaluatie(moment(), verslag(versie=None)) == (
        "Peildatum 31 december 2022 · geen vorig jaar · in voorbereiding"
    )


def test_below_the_heading_stands_the_day_it_compares_with_and_a_later_version():
    deze = moment(evaluatie(fase="concept", versie=2))
    assert zinnen.onder_evaluatie(deze, verslag(vorige_peildatum=JAAR_EERDER, versie=2)) == (
        "Peildatum 31 december 2022 · vergeleken met 31 december 2021 · concept · versie 2"
    )


@pytest.mark.parametrize(
    ("van", "in_lijst", "onder"),
    [
        (None, "In voorbereiding", "In voorbereiding"),
        ({"fase": "concept"}, "Concept", "Concept"),
        ({"fase": "vastgesteld", "versie": 2}, "Vastgesteld, versie 2", "Vastgesteld · versie 2"),
    ],
    ids=["nothing yet", "first version", "later version"],
)
def test_a_phase_names_its_version_from_the_second_on(van, in_lijst, onder):
    deze = moment(evaluatie(**van) if van else None)
    assert (zinnen.fase_met_versie(deze), zinnen.onder_opmerkingen(deze)) == (in_lijst, onder)


def test_the_day_of_adoption_is_the_day_in_the_netherlands():
    assert zinnen.vastgesteld_op(evaluatie()) == "vastgesteld op 3 maart 2022"


@pytest.mark.parametrize(
    ("door", "verwacht"), [("", "op 3 maart 2022, versie 1"), ("Anna", "op 3 maart 2022 door Anna, versie 1")]
)
def test_who_adopted_is_named_to_who_may_know(door, verwacht):
    stuk = Jaarverslag(moment=moment(), verslag=verslag(), op=LAAT_OP_DE_AVOND, door=door)
    assert zinnen.vastgesteld_door(stuk) == verwacht


def test_each_file_says_whether_it_can_still_change():
    assert zinnen.elk_bestand(moment()) == "Elk bestand noemt de peildatum, de versie en dat het voorlopig is."
    assert zinnen.elk_bestand(moment(evaluatie(fase="vastgesteld"))) == (
        "Elk bestand noemt de peildatum, de versie en het controlegetal. "
        "De evaluatie is vastgesteld: je krijgt altijd hetzelfde bestand."
    )


@pytest.mark.parametrize(
    ("telling", "verwacht"),
    [
        (Telling(), "0 acties op 31 december 2022"),
        (Telling(afgerond=1), "1 actie op 31 december 2022"),
        (Telling(afgerond=3, geen_melding=5, vervallen=1), "8 acties op 31 december 2022, en 1 vervallen"),
    ],
)
def test_a_count_has_its_day_and_names_what_was_dropped(telling, verwacht):
    assert zinnen.geteld_op(telling, OUDJAAR) == verwacht


@pytest.mark.parametrize(
    ("vorige", "verwacht"),
    [
        (None, "Aantal acties per status, met het aandeel"),
        (JAAR_EERDER, "Aantal acties per status, met het aandeel en het verschil met 31 december 2021"),
    ],
)
def test_the_summary_says_what_it_compares_with(vorige, verwacht):
    assert zinnen.wat_geteld(verslag(vorige_peildatum=vorige)) == verwacht


def test_each_kind_of_onderdeel_has_its_plural():
    assert [zinnen.soort_onderdelen(soort) for soort in ("kernelement", "actielijn")] == [
        "Kernelementen",
        "Actielijnen",
    ]


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [({}, "Duiding schrijven"), ({"oordeel": "aandacht"}, "Duiding bewerken"), ({"duiding": "x"}, "Duiding bewerken")],
    ids=["nothing", "judgement", "text"],
)
def test_a_duiding_is_written_once_and_edited_after_that(velden, verwacht):
    assert zinnen.duiding_doen(onderdeel(**velden)) == verwacht


def test_who_wrote_nothing_is_named_with_the_status():
    bezig = Legenda(code="in_uitvoering", woord="In uitvoering", teken="▶")
    stil = Legenda(code="geen_melding", woord="Geen melding", teken="–")
    assert zinnen.zonder_tekst(bezig, ("Alkmaar", "Hoorn")) == "In uitvoering, zonder tekst: Alkmaar, Hoorn"
    assert zinnen.zonder_tekst(stil, ("Alkmaar",)) == "Geen melding: Alkmaar"


def test_an_overleg_is_named_with_its_region():
    assert zinnen.overleg_in_regio(overleg()) == "PORA"
    assert zinnen.overleg_in_regio(overleg(subregio="Regio Alkmaar")) == "PORA (Regio Alkmaar)"


@pytest.mark.parametrize(
    ("namen", "verwacht"),
    [
        ((), "Op 31 december 2022 neemt geen organisatie deel."),
        (("Hoorn",), "Op 31 december 2022 neemt 1 organisatie deel: Hoorn."),
        (("Alkmaar", "Hoorn"), "Op 31 december 2022 nemen 2 organisaties deel: Alkmaar, Hoorn."),
    ],
)
def test_who_takes_part_is_counted_and_named(namen, verwacht):
    assert zinnen.deelnemers(overleg(organisaties=namen), OUDJAAR) == verwacht


def test_an_overleg_has_its_day_or_none_yet():
    gepland = overleg(datum=date(2023, 3, 3), fase="gepland")
    assert zinnen.naam_en_dag(gepland) == "Portefeuilleoverleg · gepland 3 maart 2023"
    assert zinnen.naam_en_dag(overleg()) == "Portefeuilleoverleg · nog niet gepland"


def test_letters_are_counted():
    assert [zinnen.alle_brieven(aantal) for aantal in (1, 17)] == ["1 brief (zip)", "Alle 17 brieven (zip)"]


@pytest.mark.parametrize(
    ("aantal", "begin"),
    [
        (0, "Er staat niets meer open."),
        (1, "Er staat nog 1 punt open. Herstel"),
        (7, "Er staan nog 7 punten open. Herstel"),
    ],
)
def test_the_points_to_look_at_are_counted(aantal, begin):
    assert zinnen.open_punten(aantal).startswith(begin)
    assert ("aanvaard het dan met een reden" in zinnen.open_punten(aantal)) == bool(aantal)


@pytest.mark.parametrize(("aantal", "verwacht"), [(0, "In orde"), (1, "1 open"), (3, "3 open")])
def test_a_heading_of_the_checklist_is_in_order_or_has_points(aantal, verwacht):
    punten = (Punt(tekst="x"),) * aantal
    assert zinnen.open_in(Rubriek(soort="meldingen", titel="", uitleg="", punten=punten)) == verwacht


@pytest.mark.parametrize(
    ("oordeel", "klopt"),
    [(ECHT, True), (ANDERS_GESCHREVEN, True), (GEWIJZIGD, False), (CONCEPT, False), (ONBEKEND, False)],
)
def test_only_the_adopted_content_is_right(oordeel, klopt):
    assert Uitkomst(oordeel=oordeel, sha256="").klopt is klopt


def test_the_check_names_the_evaluation_and_whether_it_is_the_public_one():
    dit = Uitkomst(oordeel=ECHT, sha256="", evaluatie=evaluatie(versie=2))
    openbaar = Uitkomst(oordeel=ECHT, sha256="", evaluatie=evaluatie(versie=2), openbaar=True)
    welke = "de evaluatie van 2022, versie 2, van “Veilig”, vastgesteld op 3 maart 2022."
    assert zinnen.wat_klopt(dit) == f"Het is {welke}"
    assert zinnen.wat_klopt(openbaar) == f"Het is de openbare versie van {welke}"


def test_the_check_names_what_a_changed_file_says_to_be():
    assert zinnen.wat_gewijzigd(Uitkomst(oordeel=GEWIJZIGD, sha256="", evaluatie=evaluatie())) == (
        "Het bestand noemt zichzelf de evaluatie van 2022, versie 1, maar de inhoud is niet wat er is vastgesteld."
    )


def test_the_check_names_no_evaluation_where_there_is_none():
    onbekend = Uitkomst(oordeel=ONBEKEND, sha256="")
    assert (zinnen.wat_klopt(onbekend), zinnen.wat_gewijzigd(onbekend)) == ("", "")


@pytest.mark.parametrize(
    ("naam", "subregio", "zin"),
    [
        ("Portefeuillehoudersoverleg", "Regio Alkmaar", "Portefeuillehoudersoverleg, Regio Alkmaar"),
        ("Portefeuillehoudersoverleg Regio Alkmaar", "Regio Alkmaar", "Portefeuillehoudersoverleg Regio Alkmaar"),
        ("Bestuurlijk overleg", "", "Bestuurlijk overleg"),
    ],
)
def test_the_subregio_of_an_overleg_is_named_once(naam, subregio, zin):
    overleg = OverlegRegel(afkorting="PORA", slug="pora", naam=naam, subregio=subregio, rol="", organisaties=())
    assert overleg.naam_met_subregio == zin


@pytest.mark.parametrize(
    ("aantal", "zin"),
    [
        (2, ""),
        (3, "Nog 1 melding staat in het jaarverslag (Excel)."),
        (5, "Nog 3 meldingen staan in het jaarverslag (Excel)."),
    ],
)
def test_what_does_not_fit_is_said_to_stand_elsewhere(aantal, zin):
    assert zinnen.rest_elders([None] * aantal, 2) == zin


def test_texts_elsewhere_are_counted():
    assert [zinnen.lees_elders(n) for n in (1, 2)] == [
        "1 toelichting op de pagina van de actie",
        "2 toelichtingen op de pagina van de actie",
    ]
