"""The worklist: what an organisation reports on, what is done, and where to go on."""

from datetime import date

import pytest

from acties.models import Lidmaatschap
from monitoring.melden.werklijst import volgende_te_melden, werklijst, werklijst_regio
from monitoring.verslag.opbouw import bouw_verslag
from tests.antwoord import tekst

ADRES = "/proef/mijn-acties/?peildatum=2021-12-31"
OUDJAAR = date(2021, 12, 31)


def nummers(werken):
    return [werk.actie.nummer for werk in werken]


@pytest.fixture
def lijst(wereld):
    def van(organisatie, dag=OUDJAAR):
        return werklijst(bouw_verslag(wereld.programma, dag), organisatie)

    return van


def test_own_acties_and_regional_ones_apart(lijst, wereld):
    alkmaar = lijst(wereld.alkmaar)
    assert (nummers(alkmaar.eigen), nummers(alkmaar.regionaal)) == ([2], [1])
    assert nummers(lijst(wereld.vt).regionaal) == [3]


def test_own_melding_counts_and_someone_elses_does_not(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond")
    assert (lijst(wereld.hoorn).gemeld, lijst(wereld.alkmaar).gemeld) == (1, 0)


def test_for_a_regional_actie_anyones_melding_counts(lijst, wereld, meld):
    meld(wereld.training, wereld.hoorn, "2021-10-01", "in_uitvoering")
    assert (lijst(wereld.alkmaar).gemeld, lijst(wereld.alkmaar).aantal, lijst(wereld.alkmaar).procent) == (1, 2, 50)


def test_a_melding_of_last_year_is_due_again(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    alkmaar = lijst(wereld.alkmaar, date(2022, 3, 1))
    assert (alkmaar.gemeld, alkmaar.aantal) == (0, 2)


def test_afgerond_in_an_earlier_year_needs_nothing_more(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    alkmaar = lijst(wereld.alkmaar, date(2022, 3, 1))
    assert (nummers(alkmaar.klaar), alkmaar.aantal) == ([2], 1)


def test_vervallen_needs_nothing_more(lijst, wereld, meld):
    meld(wereld.training, None, "2021-10-01", "vervallen")
    assert nummers(lijst(wereld.alkmaar).klaar) == [1]


def test_successor_still_has_to_report_what_it_took_over(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.langedijk, "2022-01-01", "in_uitvoering")
    werk = lijst(wereld.dijk_en_waard, date(2022, 3, 1)).eigen[0]
    assert (werk.regel.overgenomen_van, werk.gemeld) == (("Langedijk",), False)


def test_the_region_puts_the_stalest_first(wereld, meld):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-06-01", "in_uitvoering")
    assert nummers(werklijst_regio(bouw_verslag(wereld.programma, OUDJAAR)).regionaal) == [2, 3, 1]


def test_next_one_to_report(wereld, meld):
    def volgende(na):
        return volgende_te_melden(wereld.programma, wereld.alkmaar, jaar=2021, na=na)

    assert (volgende(1), volgende(2)) == (wereld.zelfscan, None)
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    assert volgende(1) is None


def test_page_shows_progress_status_and_the_button(als, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Zelfscan ingevuld.")
    pagina = tekst(als(cast.bram).get(ADRES))
    for deel in (
        "Mijn acties · Alkmaar",
        "<strong>1 van 2 gemeld</strong><span>50%</span>",
        "<strong>Status in Alkmaar</strong>",
        "Zelfscan ingevuld.",
        "Gemeld over 1 oktober 2021",
        'href="/proef/acties/2/melden/?namens=alkmaar"',
    ):
        assert deel in pagina


def test_user_of_two_organisations_switches(als, cast, wereld):
    Lidmaatschap.objects.create(gebruiker=cast.bram, rol="beleidsambtenaar", organisatie=wereld.hoorn)
    client = als(cast.bram)
    assert client.get(ADRES).context["organisatie"] == wereld.alkmaar
    assert client.get(ADRES + "&organisatie=hoorn").context["organisatie"] == wereld.hoorn


@pytest.mark.parametrize(("wie", "adres", "code"), [
    ("bram", "", 200), ("vera", "", 200), ("anna", "", 200), ("dirk", "", 403), ("eva", "", 403), (None, "", 302),
    ("bram", "&organisatie=hoorn", 404), ("bram", "&organisatie=", 404), ("bram", "&organisatie=%00", 404),
])  # fmt: skip
def test_who_sees_what(als, cast, wie, adres, code):
    assert als(wie and getattr(cast, wie)).get(ADRES + adres).status_code == code


def test_who_lost_the_organisation_is_told_what_to_do(als, cast, wereld):
    wereld.alkmaar.einddatum = date(2022, 1, 1)
    wereld.alkmaar.save()
    antwoord = als(cast.bram).get(ADRES)
    assert antwoord.status_code == 403


def test_projectleider_sees_the_whole_region(als, cast):
    antwoord = als(cast.anna).get(ADRES)
    assert "Mijn acties · hele regio" in tekst(antwoord)
    assert antwoord.context["lijst"].aantal == 3


def test_the_region_reads_what_every_organisation_finished_in_an_earlier_year(als, cast, wereld, meld):
    for gemeente in (wereld.alkmaar, wereld.heerhugowaard, wereld.langedijk, wereld.hoorn):
        meld(wereld.zelfscan, gemeente, "2021-11-01", "afgerond")
    antwoord = als(cast.anna).get("/proef/mijn-acties/?organisatie=&peildatum=2022-03-01")
    assert antwoord.status_code == 200
    assert "Afgerond · 1 november 2021" in tekst(antwoord)


def test_number_of_queries_is_constant(als, cast, wereld, meld, django_assert_num_queries):
    for _ in range(20):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    client = als(cast.bram)
    with django_assert_num_queries(20):
        client.get(ADRES)
    with django_assert_num_queries(5):
        client.get(ADRES)
