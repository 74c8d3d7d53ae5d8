"""The years of a programme side by side, and who drives and says what: figures by hand."""

from datetime import date

import pytest
from django.urls import reverse

from acties.models import Programma
from monitoring.lezen.dashboard.aanjagers import (
    ZEGSWIJZEN,
    aanjagerrijen,
    meest_stil,
    zegbalk,
    zegbalk_uitleg,
    zegswijzen,
)
from monitoring.lezen.dashboard.trend import (
    in_woorden,
    jaren_op_rij,
    met_vorig_jaar,
    panelen_per_soort,
    trend_bijschrift,
)
from monitoring.verslag.opbouw import bouw_verslag
from tests.monitoring.lezen.test_dashboard import tekst

DAG = date(2022, 6, 30)


@pytest.fixture
def gemerkt(wereld):
    """The programme with the mark of its data, as a page gets it."""
    return Programma.objects.met_kenmerk().get(pk=wereld.programma.pk)


@pytest.fixture
def verslag(wereld, meld):
    """Training is done in 2022, was running in 2021; Hoorn gave a bijdrage to voorlichting."""
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(wereld.training, None, "2022-06-01", "afgerond")
    meld(wereld.voorlichting, wereld.vt, "2022-06-01", "in_uitvoering")
    return bouw_verslag(wereld.programma, DAG)


def test_each_earlier_year_counts_on_its_last_day(verslag, gemerkt):
    punten = jaren_op_rij(gemerkt, verslag)
    assert [(p.dag_tekst, p.telling.afgerond, p.telling.in_uitvoering) for p in punten] == [
        ("2021", 0, 1),
        ("30 juni 2022", 1, 1),
    ]
    assert punten[0].naam == "2021, voorlopig"


def test_panels_follow_the_programme(verslag, gemerkt):
    panelen = panelen_per_soort(verslag, jaren_op_rij(gemerkt, verslag))
    assert [(naam, [deel.onderdeel.code for deel in delen]) for naam, delen in panelen] == [
        ("Kernelementen", ["K1"]),
        ("Actielijnen", ["A1"]),
    ]
    assert [telling.afgerond for _, telling in panelen[0][1][0].jaren] == [0, 1]


def test_the_year_before_is_what_the_sentence_compares_with(verslag, gemerkt):
    vergeleken = met_vorig_jaar(verslag, jaren_op_rij(gemerkt, verslag))
    assert (vergeleken.vorige_peildatum, vergeleken.vorige_telling.afgerond) == (date(2021, 12, 31), 0)


def test_the_first_year_has_nothing_to_compare_with(wereld, gemerkt):
    eerste = bouw_verslag(wereld.programma, date(2021, 12, 31))
    punten = jaren_op_rij(gemerkt, eerste)
    assert (len(punten), met_vorig_jaar(eerste, punten)) == (1, eerste)


def test_counts_in_words(verslag):
    assert in_woorden(verslag.telling, verslag) == "1 afgerond, 1 in uitvoering en 1 geen melding"


def test_every_actie_is_said_by_someone_or_nobody(verslag):
    regels = zegswijzen(verslag)
    assert [(regel.code, regel.aantal) for regel in regels] == [
        ("regio", 1),
        ("elk", 0),
        ("bijdragen", 1),
        ("niemand", 1),
    ]
    assert sum(regel.aantal for regel in regels) == verslag.telling.totaal == zegbalk(regels).totaal
    assert zegbalk_uitleg(regels).startswith("bevestigd door wie namens de regio spreekt 1, alleen bijdragen")


def test_who_is_most_silent_is_who_owes_most_of_what_each_does_itself(verslag, wereld, meld):
    assert meest_stil(verslag) == ""  # of the zelfscan nobody said a word: then nobody is the most silent
    meld(wereld.zelfscan, wereld.hoorn, "2022-06-01", "afgerond")
    assert meest_stil(bouw_verslag(wereld.programma, DAG)) == "Alkmaar (1 van 1) en Dijk en Waard (1 van 1)"
    for gemeente in (wereld.alkmaar, wereld.dijk_en_waard):
        meld(wereld.zelfscan, gemeente, "2022-06-01", "afgerond")
    assert meest_stil(bouw_verslag(wereld.programma, DAG)) == ""


def test_a_panel_says_what_is_done_and_what_was(verslag, gemerkt):
    (_, (kern,)), (_, (lijn,)) = panelen_per_soort(verslag, jaren_op_rij(gemerkt, verslag))
    assert (trend_bijschrift(kern), trend_bijschrift(lijn)) == ("1 van 2 afgerond, was 0", "0 van 1 afgerond, was 0")
    eerste = bouw_verslag(gemerkt, date(2021, 6, 1))
    (_, (kern,)), (_, (lijn,)) = panelen_per_soort(eerste, jaren_op_rij(gemerkt, eerste))
    assert (trend_bijschrift(kern), trend_bijschrift(lijn)) == ("0 van 2 afgerond", "Geen melding")


def test_every_origin_has_one_way_of_saying():
    herkomsten = [herkomst for _, deel in ZEGSWIJZEN.values() for herkomst in deel]
    assert sorted(herkomsten) == ["afgeleid", "bijdragen", "geen", "melding", "regiobreed"]


def test_acties_stand_with_each_of_their_aanjagers(verslag):
    rijen = {rij.onderdeel.code: rij.per_rol for rij in aanjagerrijen(verslag)}
    getoond = {
        (code, rol.naam, actie.nummer) for code, per_rol in rijen.items() for rol, acties in per_rol for actie in acties
    }
    verwacht = {(actie.onderdeel, a.rol, actie.nummer) for actie in verslag.acties for a in actie.aanjagers}
    assert getoond == verwacht != set()


def test_dashboard_opens_with_the_sentence(als, cast, verslag, gemerkt):
    pagina = als(cast.dirk).get(reverse("monitoring:dashboard", args=[gemerkt.slug]), {"peildatum": "2022-06-30"})
    assert "1 van de 3 acties is afgerond, 1 meer dan eind 2021. Over 1 actie is niets gemeld." in tekst(pagina)
    assert 'aria-label="Lokaal. 2021, voorlopig: 1 in uitvoering' in pagina.content.decode()


def test_a_visitor_sees_the_years_and_not_the_texts(als, settings, verslag, gemerkt, wereld, meld):
    settings.DASHBOARD_OPENBAAR = True
    velden = {"koers": "vastgelopen", "toelichting": "Niet voor iedereen.", "bijsturing": "Zoeken.", "openbaar": False}
    meld(wereld.zelfscan, wereld.hoorn, "2022-06-15", "in_uitvoering", **velden)
    pagina = als(None).get(reverse("monitoring:dashboard", args=[gemerkt.slug]), {"peildatum": "2022-06-30"})
    assert ("2021, voorlopig" in tekst(pagina), "Niet voor iedereen" in tekst(pagina)) == (True, False)
