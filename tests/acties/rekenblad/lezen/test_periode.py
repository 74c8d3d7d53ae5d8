"""A period stays what it is: a half year is never its year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acties.rekenblad.lezen.periode import MAX_TEKENS, lees_periode, zoek_periode


@pytest.mark.parametrize(
    ("geschreven", "tekst", "soort", "begin", "eind"),
    [
        ("2021", "2021", "jaar", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021JJ00", "2021", "jaar", date(2021, 1, 1), date(2021, 12, 31)),
        ("2015–2019", "2015-2019", "jaren", date(2015, 1, 1), date(2019, 12, 31)),
        ("2015 t/m 2019", "2015-2019", "jaren", date(2015, 1, 1), date(2019, 12, 31)),
        ("2019/2021", "2019-2021", "jaren", date(2019, 1, 1), date(2021, 12, 31)),
        ("1e halfjaar 2020", "1e halfjaar 2020", "halfjaar", date(2020, 1, 1), date(2020, 6, 30)),
        ("2020 2e halfjaar", "2e halfjaar 2020", "halfjaar", date(2020, 7, 1), date(2020, 12, 31)),
        ("2019-H2", "2e halfjaar 2019", "halfjaar", date(2019, 7, 1), date(2019, 12, 31)),
        ("2020HJ02", "2e halfjaar 2020", "halfjaar", date(2020, 7, 1), date(2020, 12, 31)),
        ("Eerste helft van 2020", "1e halfjaar 2020", "halfjaar", date(2020, 1, 1), date(2020, 6, 30)),
        ("2020KW03", "3e kwartaal 2020", "kwartaal", date(2020, 7, 1), date(2020, 9, 30)),
        ("Q1 2019", "1e kwartaal 2019", "kwartaal", date(2019, 1, 1), date(2019, 3, 31)),
        ("2021MM02", "februari 2021", "maand", date(2021, 2, 1), date(2021, 2, 28)),
        ("2021 mrt", "maart 2021", "maand", date(2021, 3, 1), date(2021, 3, 31)),
        ("2020/'21", "2020/2021", "schooljaar", date(2020, 8, 1), date(2021, 7, 31)),
        ("Schooljaar 2020-2021", "2020/2021", "schooljaar", date(2020, 8, 1), date(2021, 7, 31)),
        ("30 juni 2022", "30 juni 2022", "dag", date(2022, 6, 30), date(2022, 6, 30)),
        ("30-06-2022", "30 juni 2022", "dag", date(2022, 6, 30), date(2022, 6, 30)),
        ("2022-06-30", "30 juni 2022", "dag", date(2022, 6, 30), date(2022, 6, 30)),
        ("januari-juni 2021", "januari 2021 - juni 2021", "reeks", date(2021, 1, 1), date(2021, 6, 30)),
        ("1 januari - 30 juni 2021", "1 januari 2021 - 30 juni 2021", "reeks", date(2021, 1, 1), date(2021, 6, 30)),
    ],
)
def test_a_period_is_read_with_its_begin_and_end(geschreven, tekst, soort, begin, eind):
    periode = lees_periode(geschreven)
    assert (periode.tekst, periode.soort, periode.begin, periode.eind) == (tekst, soort, begin, eind)
    assert lees_periode(tekst) == periode


@pytest.mark.parametrize(
    "tekst",
    [
        "", "812", "20210", "3e halfjaar 2020", "2011-12", "31-02-2022", "2019-2015", "2021MM13", "week 3 2021",
        "1987 meldingen",
    ],
)  # fmt: skip
def test_what_is_no_period_is_none(tekst):
    assert lees_periode(tekst) is None


@pytest.mark.parametrize(
    ("tekst", "voorlopig"), [("2023*", True), ("30 juni 2022**", True), ("2023 (voorlopig)", True), ("2023", False)]
)
def test_a_star_is_a_figure_that_may_change(tekst, voorlopig):
    assert lees_periode(tekst).voorlopig is voorlopig


@pytest.mark.parametrize(
    ("kop", "periode", "rest"),
    [
        ("Meldingen 2021", "2021", "Meldingen"),
        ("Meldingen_2021", "2021", "Meldingen"),
        ("Ontvangen meldingen 1e halfjaar 2020", "1e halfjaar 2020", "Ontvangen meldingen"),
        ("Stand (31 december 2022)", "31 december 2022", "Stand"),
        ("2020KW01", "1e kwartaal 2020", ""),
        ("Meldingen", None, "Meldingen"),
        ("Meldingen week 3 2021", None, "Meldingen week 3 2021"),
        ("2021 (jan-jun)", None, "2021 (jan-jun)"),
        ("aantal t/m 2019", None, "aantal t/m 2019"),
        ("sinds 2015", None, "sinds 2015"),
        ("Groei 2020 2021", None, "Groei 2020 2021"),
    ],
)
def test_the_period_in_a_heading_is_never_the_year_of_a_part(kop, periode, rest):
    gevonden, over = zoek_periode(kop)
    assert (gevonden and gevonden.tekst, over) == (periode, rest)


@given(
    st.text(max_size=30)
    | st.from_regex(r"(1e|2e|Q[1-4]|mei|30 juni)? ?(19|20)\d\d[-/*]?(\d\d(\d\d)?)?", fullmatch=True)
)
def test_the_text_of_a_period_is_the_same_period(tekst):
    periode = lees_periode(tekst)
    if periode is not None:
        assert lees_periode(periode.tekst) == periode
        assert periode.begin <= periode.eind
        assert len(periode.tekst) <= MAX_TEKENS
