"""The worklist: what an organisation reports on, what is done, and where to go on."""

from datetime import date

import pytest

from acties.models import Actie, Lidmaatschap
from monitoring.melden.werklijst import volgende_te_melden, werklijst, werklijst_regio
from monitoring.verslag.opbouw import bouw_verslag
from tests.antwoord import tekst

ADRES = "/proef/mijn-acties/?peildatum=2021-12-31"
OUDJAAR, VANDAAG = date(2021, 12, 31), date(2023, 2, 1)


def nummers(werken):
    return [werk.actie.nummer for werk in werken]


@pytest.fixture
def lijst(wereld):
    def van(organisatie, dag=OUDJAAR):
        return werklijst(bouw_verslag(wereld.programma, dag), organisatie, op=VANDAAG)

    return van


def test_the_word_for_the_region_own_acties_and_bijdragen_apart(lijst, wereld, spreekt):
    """Alkmaar speaks of 3 without being responsible for it; of 1 it may tell what it does."""
    spreekt(wereld.voorlichting, wereld.alkmaar)
    alkmaar = lijst(wereld.alkmaar)
    assert [nummers(deel) for deel in (alkmaar.regio, alkmaar.eigen, alkmaar.vrij)] == [[3], [2], [1]]
    assert [werk.namens for werk in (*alkmaar.regio, *alkmaar.eigen, *alkmaar.vrij)] == ["", "alkmaar", "alkmaar"]
    assert (alkmaar.aantal, lijst(wereld.vt).aantal, nummers(lijst(wereld.vt).vrij)) == (2, 0, [3])


def test_who_speaks_gives_no_bijdrage_too(lijst, wereld, spreekt):
    spreekt(wereld.training, wereld.alkmaar)
    assert (nummers(lijst(wereld.alkmaar).regio), nummers(lijst(wereld.alkmaar).vrij)) == ([1], [])


def test_speaking_of_an_actie_per_organisatie_is_no_task(lijst, wereld, spreekt):
    spreekt(wereld.zelfscan, wereld.vt)
    assert (lijst(wereld.vt).aantal, nummers(lijst(wereld.vt).vrij)) == (0, [3])


def test_the_successor_speaks_for_whom_it_took_over_also_of_a_day_before(lijst, wereld, spreekt):
    spreekt(wereld.training, wereld.langedijk)
    assert nummers(lijst(wereld.dijk_en_waard).regio) == [1]


def test_own_melding_counts_and_someone_elses_does_not(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond")
    assert (lijst(wereld.hoorn).gemeld, lijst(wereld.alkmaar).gemeld) == (1, 0)


def test_only_a_word_for_the_region_settles_the_word(lijst, wereld, spreekt, meld):
    """Of two that Alkmaar owes, a bijdrage of Hoorn to 1 settles none, and neither does its own. A word does."""
    spreekt(wereld.training, wereld.alkmaar)
    for wie in (wereld.hoorn, wereld.alkmaar):
        meld(wereld.training, wie, "2021-10-01", "in_uitvoering")
    assert (lijst(wereld.alkmaar).gemeld, lijst(wereld.alkmaar).aantal) == (0, 2)
    meld(wereld.training, None, "2021-10-02", "in_uitvoering")
    assert (lijst(wereld.alkmaar).gemeld, lijst(wereld.alkmaar).aantal, lijst(wereld.alkmaar).procent) == (1, 2, 50)


def test_a_bijdrage_shows_as_given_and_counts_nowhere(lijst, wereld, meld):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    alkmaar = lijst(wereld.alkmaar)
    assert [(werk.gemeld, werk.status, werk.telt) for werk in alkmaar.vrij] == [(True, "in_uitvoering", False)]
    assert (alkmaar.aantal, alkmaar.gemeld) == (1, 0)


def test_the_region_being_done_ends_the_bijdragen_and_a_bijdrage_does_not_end_the_word(lijst, wereld, spreekt, meld):
    """Hoorn finished in 2021, which ends its own part. Then the word says so, which ends it for Alkmaar."""
    spreekt(wereld.training, wereld.vt)
    dag = date(2022, 3, 1)
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    assert [nummers(lijst(wie, dag).vrij) for wie in (wereld.hoorn, wereld.alkmaar)] == [[], [1]]
    assert nummers(lijst(wereld.vt, dag).regio) == [1]
    meld(wereld.training, None, "2021-10-01", "afgerond", spreker=wereld.vt)
    assert nummers(lijst(wereld.alkmaar, dag).klaar) == nummers(lijst(wereld.vt, dag).klaar) == [1]


def test_a_melding_of_last_year_is_due_again(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    alkmaar = lijst(wereld.alkmaar, date(2022, 3, 1))
    assert (alkmaar.gemeld, alkmaar.aantal) == (0, 1)


def test_afgerond_in_an_earlier_year_needs_nothing_more(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    alkmaar = lijst(wereld.alkmaar, date(2022, 3, 1))
    assert (nummers(alkmaar.klaar), alkmaar.aantal) == ([2], 0)


def test_vervallen_needs_nothing_more(lijst, wereld, meld):
    meld(wereld.training, None, "2021-10-01", "vervallen")
    assert nummers(lijst(wereld.alkmaar).klaar) == [1]


def test_successor_still_has_to_report_what_it_took_over(lijst, wereld, meld):
    meld(wereld.zelfscan, wereld.langedijk, "2022-01-01", "in_uitvoering")
    werk = lijst(wereld.dijk_en_waard, date(2022, 3, 1)).eigen[0]
    assert (werk.regel.overgenomen_van, werk.gemeld) == (("Langedijk",), False)


def test_the_projectleider_says_the_words_that_are_hers_the_stalest_first(wereld, spreekt, meld):
    """Of 2 each organisation reports, and of 3 Veilig Thuis speaks: she may, but nobody waits for her."""
    vierde = Actie.objects.create(
        programma=wereld.programma, nummer=4, titel="Vierde", onderdeel=wereld.kern, doorlopend=True
    )
    vierde.hoofdverantwoordelijken.add(wereld.gemeenten)
    spreekt(wereld.voorlichting, wereld.vt)
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-06-01", "in_uitvoering")
    meld(vierde, wereld.alkmaar, "2021-11-01", "in_uitvoering")  # a bijdrage: the word is still to be said
    regio = werklijst_regio(bouw_verslag(wereld.programma, OUDJAAR))
    assert (nummers(regio.regio), nummers(regio.vrij)) == ([4, 1], [2, 3])
    assert (regio.aantal, regio.gemeld) == (2, 1)


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
        "<strong>1 van 1 gemeld</strong><span>100%</span>",
        "<strong>Status in Alkmaar</strong>",
        "De projectleider zegt hoe het er in de regio mee staat.",
        "Zelfscan ingevuld.",
        "Gemeld over 1 oktober 2021",
        'href="/proef/acties/2/melden/?namens=alkmaar"',
    ):
        assert deel in pagina


def test_the_two_tasks_stand_apart_on_the_page(als, cast, wereld, spreekt, meld):
    spreekt(wereld.training, wereld.alkmaar)
    meld(wereld.training, wereld.hoorn, "2021-10-01", "in_uitvoering", toelichting="Hoorn is bezig.")
    alkmaar, hoorn = (tekst(als(wie).get(ADRES)) for wie in (cast.bram, cast.carla))
    assert '<h2 id="regio">Namens de regio</h2>' in alkmaar
    assert 'href="/proef/acties/1/melden/?namens="' in alkmaar
    assert "Hoorn is bezig." not in alkmaar  # what Hoorn gave is no word
    assert '<h2 id="vrij">Bijdrage van Hoorn</h2>' in hoorn
    assert "1 actie: melden mag, maar hoeft niet" in hoorn
    assert "Alkmaar zegt hoe het er in de regio mee staat." in hoorn
    assert 'href="/proef/acties/1/melden/?namens=hoorn"' in hoorn


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
    assert antwoord.context["lijst"].aantal == 2
    assert '<h2 id="vrij">Waar organisaties over melden</h2>' in tekst(antwoord)


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
    with django_assert_num_queries(14):
        client.get(ADRES)
    with django_assert_num_queries(7):
        client.get(ADRES)
