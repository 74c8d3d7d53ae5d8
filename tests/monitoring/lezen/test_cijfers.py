"""The indicators: value, direction, source, chart and table."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from monitoring.models import Indicator, Meting
from monitoring.verslag.vorm import MetingRegel


@pytest.fixture
def url(wereld):
    return reverse("monitoring:cijfers", args=[wereld.programma.slug])


@pytest.fixture
def indicator(wereld):
    return Indicator.objects.create(
        programma=wereld.programma,
        naam="Recidive",
        eenheid="%",
        gewenst="omlaag",
        ambitie=wereld.ambitie,
        bron="Onderzoek",
    )


@pytest.fixture
def lees(als, cast, url):
    return lambda: als(cast.dirk).get(url)


def meet(indicator, periode, waarde, organisatie=None):
    return Meting.objects.create(indicator=indicator, periode=periode, waarde=Decimal(waarde), organisatie=organisatie)


@pytest.mark.parametrize("naam", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_everyone_with_a_role_reads_it(als, cast, url, indicator, naam):
    assert als(getattr(cast, naam)).get(url).status_code == 200


def test_anonymous_goes_to_login(als, url):
    assert als(None).get(url).url.startswith("/accounts/login/")


def test_wrong_method_is_refused(als, cast, url):
    assert als(cast.anna).post(url).status_code == 405


def test_no_indicators_is_told(lees):
    assert "Dit programma heeft nog geen indicatoren." in lees().content.decode()


def test_no_value_is_told(indicator, lees):
    assert "Nog geen waarde." in lees().content.decode()


def test_one_value_is_a_bar_against_the_whole(indicator, lees):
    meet(indicator, "2015-2019", "29.5")
    (beeld,) = lees().context["beelden"]
    assert beeld.lijn is None
    assert [(staaf.naam, staaf.breedte) for staaf in beeld.staven] == [("2015-2019", "25.07%")]


def test_more_values_are_a_line_and_the_last_one_stands_on_top(indicator, lees):
    meet(indicator, "2021", "27")
    meet(indicator, "2015-2019", "29.5")
    (beeld,) = lees().context["beelden"]
    assert [punt.periode for punt in beeld.lijn.punten] == ["2015-2019", "2021"]
    assert (beeld.laatste.periode, beeld.laatste.waarde) == ("2021", 27)


def test_page_tells_value_direction_ambitie_and_source(indicator, lees):
    meet(indicator, "2015-2019", "29.5")
    html = lees().content.decode()
    for deel in ("29,5%", "in 2015-2019", "Gewenst: omlaag", "Iedereen kent de signalen", "Onderzoek"):
        assert deel in html


def test_a_thousand_is_written_the_dutch_way(wereld, lees):
    meet(Indicator.objects.create(programma=wereld.programma, naam="Meldingen", eenheid="meldingen"), "2020", 4450)
    assert "4.450" in lees().content.decode()


def test_values_per_organisation_stand_in_a_table_with_gaps(wereld, indicator, lees):
    meet(indicator, "2020", 10, wereld.hoorn)
    meet(indicator, "2020", 20, wereld.alkmaar)
    meet(indicator, "2021", 15, wereld.alkmaar)
    (beeld,) = lees().context["beelden"]
    assert beeld.perioden == ("2020", "2021")
    assert beeld.organisaties == (("Alkmaar", (20, 15)), ("Hoorn", (10, None)))
    assert "geen waarde" in lees().content.decode()


def test_export_is_one_click_away(wereld, indicator, lees):
    html = lees().content.decode()
    for formaat in ("xlsx", "ods", "csv"):
        assert f'href="{reverse("monitoring:cijfers_export", args=[wereld.programma.slug, formaat])}"' in html


@pytest.mark.parametrize("aantal", [1, 100])
def test_number_of_queries_is_constant(als, cast, wereld, indicator, url, aantal, django_assert_num_queries):
    for jaar in range(1900, 1900 + aantal):
        meet(indicator, str(jaar), 1)
    client = als(cast.dirk)
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url, {"peildatum": "2021-12-31"})


def test_a_half_year_is_never_drawn_beside_a_year(wereld, indicator, lees):
    for periode, waarde in (("1e halfjaar 2021", 5), ("2e halfjaar 2021", 6), ("2020", 10), ("2021", 11)):
        meet(indicator, periode, waarde)
    (beeld,) = lees().context["beelden"]
    assert [punt.periode for punt in beeld.lijn.punten] == ["2020", "2021"]
    assert (beeld.laatste.periode, beeld.laatste.waarde) == ("2021", 11)
    assert [meting.periode for meting in beeld.regio] == ["2020", "1e halfjaar 2021", "2021", "2e halfjaar 2021"]


def test_half_years_alone_are_drawn_in_order_of_time(indicator, lees):
    for periode in ("2e halfjaar 2020", "1e halfjaar 2021", "1e halfjaar 2020"):
        meet(indicator, periode, 5)
    (beeld,) = lees().context["beelden"]
    assert [punt.periode for punt in beeld.lijn.punten] == ["1e halfjaar 2020", "2e halfjaar 2020", "1e halfjaar 2021"]


@pytest.mark.parametrize(
    ("periode", "voorlopig", "tekst"),
    [
        ("2021", False, "in 2021"),
        ("2021", True, "in 2021 (voorlopig)"),
        ("1e halfjaar 2021", False, "in het 1e halfjaar 2021"),
        ("30 juni 2022", False, "op 30 juni 2022"),
    ],
)
def test_the_period_reads_as_part_of_a_sentence(periode, voorlopig, tekst):
    assert MetingRegel(periode=periode, waarde=Decimal(1), organisatie="", voorlopig=voorlopig).toen == tekst


@pytest.mark.parametrize("periode", ["2019-2015", "30-6-2022", "1ste helft", "1e halfjaar", "2021*"])
def test_a_period_has_one_way_of_writing(indicator, periode):
    with pytest.raises(ValidationError):
        Meting(indicator=indicator, periode=periode, waarde=1).full_clean()


def test_a_meting_knows_the_first_and_last_day_of_its_period(indicator):
    periode = meet(indicator, "2e kwartaal 2021", 1).wanneer
    assert (periode.begin, periode.eind) == (date(2021, 4, 1), date(2021, 6, 30))


def test_page_tells_target_own_organisation_and_why_a_figure_is_missing(als, cast, wereld, indicator, url):
    """Bram is of Alkmaar. Of the region of 2022 there is no figure, and nobody said whether this is a count."""
    velden = {"norm": "hoogstens", "streefwaarde": 20, "streefjaar": 2021, "nulwaarde": 40, "nuljaar": 2019}
    Indicator.objects.filter(pk=indicator.pk).update(**velden, streefbron="Regiovisie")
    meet(indicator, "2021", "25")
    meet(indicator, "2021", "30", wereld.alkmaar)
    for gemeente in (wereld.alkmaar, wereld.hoorn, wereld.dijk_en_waard):
        meet(indicator, "2022", "30", gemeente)
    html = " ".join(als(cast.bram).get(url).content.decode().split())
    for deel in (
        "<strong>Niet gehaald</strong>: 25% in 2021; het streven is ten hoogste 20% in 2021.",
        "<strong>Alkmaar</strong>. In 2021: 30%; in de hele regio 25%.",
        "Recidive (%), hele regio, 2019–2021. Gestreept: de streefwaarde, 20.",
        "ten hoogste 20% in 2021 (Regiovisie)",
        "40% in 2019",
        "De hele regio in 2022 is niet te berekenen: er is niet vastgelegd of dit een aantal of een verhouding is.",
    ):
        assert deel in html


def test_values_of_organisations_alone_are_shown(wereld, indicator, lees):
    meet(indicator, "2020", 10, wereld.hoorn)
    html = lees().content.decode()
    assert "Nog geen waarde." not in html
    assert "Recidive (%) per organisatie, 2020" in html
    assert '<details class="uitklap" open>' in html
