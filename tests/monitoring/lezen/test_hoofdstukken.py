"""The figures of an evaluation by hand: counts, shares, changes and who wrote what."""

import re
from datetime import date

import pytest

from acties.models import Actie
from monitoring.lezen.hoofdstukken import evaluatiebeeld, op_een_scherm
from monitoring.verslag.opbouw import bouw_verslag

OUDJAAR = date(2021, 12, 31)


@pytest.fixture
def beeld(wereld):
    def maak(dag=OUDJAAR, **keuzes):
        return evaluatiebeeld(bouw_verslag(wereld.programma, dag, **keuzes))

    return maak


def test_counts_share_and_change_per_status(wereld, meld, beeld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(wereld.training, None, "2022-06-01", "afgerond")
    meld(wereld.voorlichting, None, "2022-06-01", "in_ontwikkeling")
    totaal = beeld(date(2022, 12, 31), vorige_peildatum=OUDJAAR).totaal
    assert [(vak.code, vak.aantal, vak.percentage, vak.verschil_tekst) for vak in totaal] == [
        ("afgerond", 1, 33, "+1"),
        ("in_uitvoering", 0, 0, "\N{MINUS SIGN}1"),
        ("in_ontwikkeling", 1, 33, "+1"),
        ("niet_gestart", 0, 0, "="),
        ("geen_melding", 1, 33, "\N{MINUS SIGN}1"),
    ]


def test_change_is_said_in_words_too(wereld, meld, beeld):
    meld(wereld.training, None, "2022-06-01", "afgerond")
    woorden = [vak.verschil_woord for vak in beeld(date(2022, 12, 31), vorige_peildatum=OUDJAAR).totaal]
    assert woorden[0] == "1 meer dan vorig jaar"
    assert woorden[-1] == "1 minder dan vorig jaar"
    assert woorden[1] == "evenveel als vorig jaar"


def test_without_a_previous_year_there_is_no_change(beeld):
    assert {(vak.verschil, vak.verschil_tekst, vak.verschil_woord) for vak in beeld().totaal} == {(None, "", "")}


def test_chapters_follow_the_programme_and_their_acties_the_priority(wereld, beeld):
    Actie.objects.filter(pk=wereld.training.pk).update(startjaar=2022, eindjaar=2022)
    hoofdstukken = [(h.onderdeel.code, [b.actie.nummer for b in h.acties]) for h in beeld().hoofdstukken]
    assert hoofdstukken == [("K1", [2, 1]), ("A1", [3])]


def test_vervallen_acties_close_the_chapter(wereld, beeld):
    Actie.objects.filter(pk=wereld.training.pk).update(vervallen_op=date(2021, 6, 1), vervallen_reden="Dubbel.")
    eerste = beeld().hoofdstukken[0]
    assert [b.actie.nummer for b in eerste.acties] == [2, 1]
    assert sum(vak.aantal for vak in eerste.vakken) == 1


def test_organisations_without_a_text_are_named_per_status(wereld, meld, beeld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond", toelichting="Klaar.")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering")
    actie = beeld().hoofdstukken[0].acties[1]
    assert [regel.organisatie for regel in actie.teksten] == ["Alkmaar"]
    assert [(legenda.woord, namen) for legenda, namen in actie.zonder_tekst] == [
        ("In uitvoering", ("Hoorn",)),
        ("Geen melding", ("Heerhugowaard", "Langedijk")),
    ]


def test_the_word_that_decides_is_not_repeated_below_it(wereld, meld, beeld):
    meld(wereld.training, wereld.hoorn, "2021-10-01", "in_uitvoering", toelichting="Eerst.")
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.training, None, "2021-11-01", "in_uitvoering", toelichting="Daarna.")
    actie = next(b for b in beeld().hoofdstukken[0].acties if b.actie.nummer == 1)
    assert (actie.actie.melding.toelichting, [regel.toelichting for regel in actie.teksten]) == ("Daarna.", ["Eerst."])
    assert [(legenda.woord, namen) for legenda, namen in actie.zonder_tekst] == [("Afgerond", ("Alkmaar",))]


def test_a_count_says_how_many_are_not_confirmed(wereld, meld, beeld):
    """Actie 1 has only a bijdrage; actie 3 has a word for the region."""
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    meld(wereld.voorlichting, None, "2021-10-01", "in_uitvoering")
    totaal = {vak.code: (vak.aantal, vak.waarvan) for vak in beeld().totaal}
    assert (totaal["in_uitvoering"], totaal["geen_melding"]) == ((2, "waarvan 1 nog niet bevestigd"), (1, ""))
    kern, lijn = ({vak.code: vak.onbevestigd for vak in h.vakken}["in_uitvoering"] for h in beeld().hoofdstukken)
    assert (kern, lijn) == (1, 0)


def test_percentages_of_every_row_are_of_that_row(wereld, meld, beeld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-06-01", "in_ontwikkeling")
    rijen = [beeld().totaal, *(hoofdstuk.vakken for hoofdstuk in beeld().hoofdstukken)]
    assert [[vak.percentage for vak in rij] for rij in rijen] == [
        [0, 33, 33, 0, 33],
        [0, 50, 0, 0, 50],
        [0, 0, 100, 0, 0],
    ]


def test_rows_add_up_to_the_total(wereld, meld, beeld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    per_status = zip(*([vak.aantal for vak in h.vakken] for h in beeld().hoofdstukken), strict=True)
    assert [sum(aantallen) for aantallen in per_status] == [vak.aantal for vak in beeld().totaal] == [0, 1, 0, 0, 2]


def test_geen_melding_is_counted_as_itself(beeld):
    assert [(vak.woord, vak.aantal) for vak in beeld().totaal][-1] == ("Geen melding", 3)
    assert [vak.aantal for vak in beeld().totaal] == [0, 0, 0, 0, 3]


def test_onderdeel_without_acties_has_no_shares(wereld, beeld):
    Actie.objects.filter(onderdeel=wereld.lijn).update(onderdeel=wereld.kern)
    assert [(vak.aantal, vak.percentage) for vak in beeld().hoofdstukken[1].vakken] == [(0, 0)] * 5


@pytest.fixture
def vol(wereld, meld, monkeypatch):
    """Three toelichtingen are too many: two about the acties of K1, one about that of A1, and a region's own word."""
    monkeypatch.setattr("monitoring.lezen.hoofdstukken.VEEL_TEKSTEN", 2)
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "afgerond", toelichting="Klaar in Alkmaar.")
    meld(wereld.zelfscan, wereld.hoorn, "2021-06-01", "afgerond", toelichting="Klaar in Hoorn.")
    meld(wereld.voorlichting, wereld.vt, "2021-06-01", "in_uitvoering", toelichting="Loopt bij Veilig Thuis.")


def test_with_few_texts_all_stand_on_one_screen(wereld, beeld):
    assert op_een_scherm(beeld(), "K1") == beeld()


def test_with_many_texts_one_onderdeel_is_open(vol, beeld):
    eerste, tweede = op_een_scherm(beeld(), "K1").hoofdstukken
    assert (eerste.open, eerste.dicht, eerste.teksten) == (True, False, 2)
    assert (tweede.open, tweede.dicht) == (False, True)
    assert [deel.vakken for deel in (eerste, tweede)] == [deel.vakken for deel in beeld().hoofdstukken]


def test_an_unknown_onderdeel_opens_none(vol, beeld):
    assert [deel.dicht for deel in op_een_scherm(beeld(), "X9").hoofdstukken] == [True, True]


def test_an_onderdeel_too_full_for_one_screen_points_to_its_acties(vol, beeld, monkeypatch):
    monkeypatch.setattr("monitoring.lezen.hoofdstukken.VEEL_TEKSTEN", 1)
    eerste, _ = op_een_scherm(beeld(), "K1").hoofdstukken
    assert [(b.actie.nummer, b.teksten, b.elders) for b in eerste.acties] == [(1, (), 0), (2, (), 2)]


def test_a_full_year_is_read_one_onderdeel_at_a_time(vol, als, cast, monkeypatch):
    client = als(cast.dirk)
    dicht = client.get("/proef/evaluatie/2021/").content.decode()
    assert "Klaar in Alkmaar." not in dicht
    assert 'href="?onderdeel=K1#K1"' in dicht
    open_ = client.get("/proef/evaluatie/2021/?onderdeel=K1").content.decode()
    assert "Klaar in Alkmaar." in open_
    assert "Loopt bij Veilig Thuis." not in open_
    monkeypatch.setattr("monitoring.lezen.hoofdstukken.VEEL_TEKSTEN", 1)
    elders = client.get("/proef/evaluatie/2021/?onderdeel=K1").content.decode()
    assert re.search(
        r'href="/proef/acties/2/\?peildatum=2021-12-31"[^>]*>2 toelichtingen op de pagina van de actie</a>', elders
    )
