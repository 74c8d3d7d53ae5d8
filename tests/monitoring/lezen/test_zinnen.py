"""Every sentence of the reading pages, for none, one and many."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from monitoring.lezen import zinnen
from monitoring.verslag.vorm import ActieStand, MeldingRegel, OverlegRegel, Telling

OUDJAAR = date(2021, 12, 31)


def regel(**anders):
    return MeldingRegel(**{"organisatie": "Hoorn", "slug": "hoorn", "peildatum": OUDJAAR, **anders})


def stand(**anders):
    velden = dict.fromkeys(ActieStand.__dataclass_fields__)
    return ActieStand(**{**velden, "lokaal_van": "", "lokaal_slug": "", "koers": "", "herkomst": "geen", **anders})


def overleg(**anders):
    return OverlegRegel(
        **{
            "afkorting": "PORA",
            "slug": "pora",
            "naam": "",
            "subregio": "",
            "rol": "bespreekt",
            "organisaties": (),
            **anders,
        }
    )


@pytest.mark.parametrize(
    ("zin", "telling", "verwacht"),
    [
        (zinnen.gemeld, Telling(), "0 van 0 gemeld"),
        (zinnen.gemeld, Telling(afgerond=1, geen_melding=7), "1 van 8 gemeld"),
        (zinnen.afgerond, Telling(afgerond=2, geen_melding=6), "2 van 8 afgerond"),
        (zinnen.met_melding, Telling(), "0 van 0 acties hebben een melding"),
        (zinnen.met_melding, Telling(geen_melding=1), "0 van 1 actie heeft een melding"),
        (zinnen.met_melding, Telling(afgerond=1, geen_melding=7), "1 van 8 acties heeft een melding"),
        (zinnen.met_melding, Telling(afgerond=3, geen_melding=5), "3 van 8 acties hebben een melding"),
        (zinnen.vervallen_acties, Telling(vervallen=1), "1 vervallen actie"),
        (zinnen.vervallen_acties, Telling(vervallen=2), "2 vervallen acties"),
        (zinnen.inhoud, Telling(), "0 acties, 0 met een melding"),
        (zinnen.inhoud, Telling(afgerond=1, vervallen=2), "1 actie, 1 met een melding; daarnaast 2 vervallen"),
    ],
)
def test_a_count_is_a_sentence(zin, telling, verwacht):
    assert zin(telling) == verwacht


def test_a_count_says_how_much_of_it_is_not_confirmed():
    telling = Telling(in_uitvoering=3, geen_melding=5, vervallen=1)
    assert (
        zinnen.inhoud(telling, 2) == "8 acties, 3 met een melding, waarvan 2 nog niet bevestigd; daarnaast 1 vervallen"
    )


def test_a_noun_follows_its_number():
    assert [zinnen.acties(n) for n in (0, 1, 2)] == ["0 acties", "1 actie", "2 acties"]
    assert [zinnen.organisaties(n) for n in (0, 1, 2)] == ["0 organisaties", "1 organisatie", "2 organisaties"]


def test_parts_stand_beside_each_other_without_the_empty_ones():
    assert zinnen.naast_elkaar("a", "", "b") == "a · b"
    assert zinnen.naast_elkaar("", "") == ""


def test_who_carries_out_an_actie():
    assert zinnen.uitvoering(stand()) == "Eén stand voor de hele regio"
    assert zinnen.uitvoering(stand(per_organisatie=True)).startswith("Elke organisatie doet dit zelf")
    assert zinnen.uitvoering(stand(lokaal_van="Hoorn", per_organisatie=True)) == (
        "Hoorn doet dit extra. Telt niet mee in de cijfers van de regio"
    )


def test_a_dropped_actie_says_since_when_and_why():
    besloten = stand(vervallen_op=OUDJAAR, vervallen_reden="Gaat op in actie 3")
    assert zinnen.vervallen(besloten, OUDJAAR) == "Vervallen op 31 december 2021: Gaat op in actie 3"
    assert zinnen.vervallen(besloten, date(2021, 12, 30)) == ""


def test_a_dropped_actie_without_decision_says_what_was_reported():
    assert zinnen.vervallen(stand(melding=regel()), OUDJAAR) == "Vervallen gemeld op 31 december 2021"
    lang = zinnen.vervallen(stand(melding=regel(toelichting="woord " * 100)), OUDJAAR)
    assert lang.startswith("Vervallen gemeld op 31 december 2021: woord woord")
    assert lang.endswith("woord…")
    assert len(lang) < zinnen.TOELICHTING + 50


@pytest.mark.parametrize(
    ("partijen", "begin"),
    [
        (["de gemeenten"], "Voor deze acties is de partij de gemeenten hoofdverantwoordelijk."),
        (["A", "B"], "Voor deze acties zijn de partijen A en B hoofdverantwoordelijk."),
        (["A", "B", "C"], "Voor deze acties zijn de partijen A, B en C hoofdverantwoordelijk."),
    ],
)
def test_the_parties_behind_regional_acties(partijen, begin):
    assert zinnen.hoofdverantwoordelijk(partijen) == f"{begin} De status is die van de hele regio."


def test_what_was_taken_over_names_from_whom():
    assert zinnen.overgenomen(["Langedijk", "Heerhugowaard"]) == "overgenomen van Langedijk en Heerhugowaard"
    assert zinnen.met_overname(regel(overgenomen_van=("Zijpe",))) == ", overgenomen van Zijpe"
    assert (zinnen.met_overname(regel()), zinnen.met_overname(None)) == ("", "")


def test_a_melding_in_the_time_line():
    velden = dict.fromkeys(("organisatie", "spreker", "bevestigt", "gemeld_door"))
    kaal = SimpleNamespace(**velden, ongewijzigd=False, openbaar=True)
    assert zinnen.over_melding(kaal) == "namens de regio, door de projectleider"
    melder = SimpleNamespace(functie="beleidsadviseur")
    vol = SimpleNamespace(**velden | {"organisatie": "Hoorn", "gemeld_door": melder}, ongewijzigd=True, openbaar=False)
    assert zinnen.over_melding(vol) == "namens Hoorn (beleidsadviseur) · ongewijzigd · niet openbaar"


def test_a_word_for_the_region_in_the_time_line_says_who_spoke_and_whose_bijdrage_it_confirms():
    woord = SimpleNamespace(
        organisatie=None, spreker="Veilig Thuis", bevestigt="Hoorn",
        gemeld_door=SimpleNamespace(functie=""), ongewijzigd=False, openbaar=True,
    )  # fmt: skip
    assert zinnen.over_melding(woord) == "namens de regio, door Veilig Thuis · bevestigt de bijdrage van Hoorn"


def test_the_name_of_who_reported_is_for_who_may_see_it():
    melding = SimpleNamespace(
        gemeld_op=datetime(2021, 12, 31, 23, 30, tzinfo=UTC), gemeld_door="Anna", link=None, via=lambda: "de site"
    )
    assert zinnen.gemeld_op(melding, True) == "Gemeld op 1 januari 2022 door Anna via de site"
    assert zinnen.gemeld_op(melding, False) == "Gemeld op 1 januari 2022 via de site"


def test_below_a_text_stands_who_said_it_or_from_whom_it_was_taken_over():
    assert zinnen.bij_melding(regel(gemeld_door="Carla")) == "Hoorn (Carla) meldde, over 31 december 2021."
    overgenomen = regel(overgenomen_van=("Langedijk", "Heerhugowaard"))
    assert zinnen.bij_melding(overgenomen) == "Overgenomen van Langedijk en Heerhugowaard, 31 december 2021"


def test_an_overleg_says_when_it_discusses_the_year():
    assert zinnen.bespreking(overleg(datum=OUDJAAR, fase="gepland")) == "gepland: 31 december 2021"
    assert zinnen.bespreking(overleg(rol="geinformeerd")) == "wordt geïnformeerd"
    assert zinnen.bespreking(overleg()) == "nog niet gepland"


def test_an_overleg_is_named_with_its_part_of_the_region():
    assert zinnen.afkorting_met_subregio(overleg()) == "PORA"
    assert zinnen.afkorting_met_subregio(overleg(subregio="Regio Alkmaar")) == "PORA · Regio Alkmaar"
