"""What follows from the figures of municipalities: counts add, rates weigh by their denominator, else there is a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from monitoring.lezen import cijferzinnen
from monitoring.lezen.indicatoren import indicatorbeeld
from monitoring.models import Indicator, Meting
from monitoring.verslag.opbouw import bouw_verslag

STREVEN = {"norm": "hoogstens", "streefwaarde": 20, "streefjaar": 2023}


@pytest.fixture
def maak(wereld):
    """``maak("Meldingen", {("alkmaar", "2021"): 5}, soort="aantal")``; ``None`` is the region, a star is provisional."""

    def indicator(naam, waarden, eenheid="meldingen", **velden):
        nieuw = Indicator.objects.create(programma=wereld.programma, naam=naam, eenheid=eenheid, **velden)
        for (wie, periode), waarde in waarden.items():
            Meting.objects.create(
                indicator=nieuw,
                organisatie=wie and getattr(wereld, wie),
                periode=periode.strip("*"),
                voorlopig="*" in periode,
                waarde=Decimal(waarde),
            )
        return nieuw

    return indicator


@pytest.fixture
def regel(wereld):
    def lees(indicator):
        verslag = bouw_verslag(wereld.programma, date(2023, 12, 31))
        return next(regel for regel in verslag.indicatoren if regel.naam == indicator.naam)

    return lees


def van(jaar, **waarden):
    return {(naam, str(jaar)): waarde for naam, waarde in waarden.items()}


def berekend(regel):
    return [(m.organisatie, m.periode, m.waarde, m.uit) for m in regel.berekend]


FUSIE = ("Heerhugowaard", "Langedijk")
VIER = ("Alkmaar", "Heerhugowaard", "Hoorn", "Langedijk")


def test_counts_of_merged_municipalities_add_up_and_so_does_the_region(maak, regel):
    """10 + 20 is 30 for Dijk en Waard, which was not there yet: the region of 2021 is 5 + 7 + 10 + 20."""
    meldingen = maak("M", van(2021, alkmaar=5, hoorn=7, heerhugowaard=10, langedijk=20), soort="aantal")
    assert berekend(regel(meldingen)) == [("Dijk en Waard", "2021", 30, FUSIE), ("", "2021", 42, VIER)]


def test_a_figure_of_the_source_goes_before_one_that_is_worked_out(maak, regel):
    waarden = van(2021, heerhugowaard=10, langedijk=20, dijk_en_waard=31) | {(None, "2021"): 99}
    assert berekend(regel(maak("M", waarden, soort="aantal"))) == []


def test_rates_are_weighed_by_their_denominator(maak, regel):
    """10 % of 100 and 20 % of 300 are 70 of 400: 17.5 %."""
    inwoners = maak("I", van(2021, heerhugowaard=100, langedijk=300), soort="aantal", eenheid="inwoners")
    aandeel = maak("A", van(2021, heerhugowaard=10, langedijk=20), soort="verhouding", noemer=inwoners, eenheid="%")
    assert berekend(regel(aandeel)) == [("Dijk en Waard", "2021", Decimal("17.5"), FUSIE)]


@pytest.mark.parametrize(
    ("soort", "waarden", "reden"),
    [
        ("aantal", {"heerhugowaard": 10}, "van Langedijk is er geen cijfer"),
        ("verhouding", {"heerhugowaard": 10, "langedijk": 20}, "de noemer van dit cijfer is niet van elke"),
        ("", {"heerhugowaard": 10, "langedijk": 20}, "er is niet vastgelegd of dit een aantal of een verhouding is"),
    ],
)
def test_what_cannot_be_worked_out_says_why(maak, regel, soort, waarden, reden):
    gelezen = regel(maak("M", van(2021, **waarden), soort=soort))
    assert gelezen.berekend == ()
    zinnen = cijferzinnen.niet_berekend(gelezen)
    assert zinnen[0].startswith(f"Dijk en Waard in 2021 is niet te berekenen: {reden}")
    assert zinnen[1].startswith("De hele regio in 2021 is niet te berekenen: van ")


def test_a_provisional_part_makes_the_whole_provisional(maak, regel):
    waarden = {("heerhugowaard", "2021*"): 10, ("langedijk", "2021"): 20}
    assert regel(maak("M", waarden, soort="aantal")).berekend[0].voorlopig is True


def test_a_count_is_set_against_its_denominator_of_the_period_or_of_its_first_day(maak, regel):
    """12 on 3000 inhabitants is 4 per 1,000; Dijk en Waard has 30 on 400, which is 75."""
    bevolking = {
        ("alkmaar", "2021"): 3000,
        ("heerhugowaard", "1 januari 2021"): 100,
        ("langedijk", "1 januari 2021"): 300,
    }
    inwoners = maak("Inwoners", bevolking, soort="aantal", eenheid="inwoners")
    waarden = van(2021, alkmaar=12, heerhugowaard=10, langedijk=20, hoorn=9)
    per = regel(maak("M", waarden, soort="aantal", noemer=inwoners, per=1000))
    assert cijferzinnen.eenheid(per) == "meldingen per 1.000 inwoners"
    assert {m.organisatie: per.getoond(m) for m in per.alle} == {
        "Alkmaar": 4, "Heerhugowaard": 100, "Langedijk": Decimal("66.7"), "Hoorn": None, "Dijk en Waard": 75, "": None,
    }  # fmt: skip
    beeld = indicatorbeeld(per, eigen=["Alkmaar"])
    assert [waarde.geheel for naam, (waarde,) in beeld.rijen if naam == "Dijk en Waard"] == ["30 op 400"]


VOORLOPIG = (
    "Nog niet te zeggen: het cijfer kan nog veranderen, 18% in 2023 (voorlopig); het streven is ten hoogste 20% in 2023"
)


@pytest.mark.parametrize(
    ("waarden", "norm", "zin"),
    [
        ({"2023": 18}, "hoogstens", "Gehaald: 18% in 2023; het streven is ten hoogste 20% in 2023"),
        ({"2023": 20}, "hoogstens", "Gehaald: 20% in 2023; het streven is ten hoogste 20% in 2023"),
        ({"2023": "20.1"}, "hoogstens", "Niet gehaald: 20,1% in 2023; het streven is ten hoogste 20% in 2023"),
        ({"2023": 18}, "minstens", "Niet gehaald: 18% in 2023; het streven is ten minste 20% in 2023"),
        ({"2023*": 18}, "hoogstens", VOORLOPIG),
        ({"2022": 18}, "hoogstens", "Nog niet te zeggen: over 2023 is er geen cijfer voor de hele regio"),
        ({"1e halfjaar 2023": 9}, "hoogstens", "Nog niet te zeggen: over 2023 is er geen cijfer voor de hele regio"),
        (
            {"31 december 2023": 9},
            "hoogstens",
            "Gehaald: 9% op 31 december 2023; het streven is ten hoogste 20% in 2023",
        ),
    ],
)
def test_whether_the_target_is_met_is_told_in_words(maak, regel, waarden, norm, zin):
    reeks = {(None, periode): waarde for periode, waarde in waarden.items()}
    indicator = maak("A", reeks, eenheid="%", **(STREVEN | {"norm": norm}))
    assert cijferzinnen.uitkomst(regel(indicator)).zin == zin


def test_without_a_target_nothing_is_met(maak, regel):
    assert cijferzinnen.uitkomst(regel(maak("A", {(None, "2023"): 1}))) is None


def test_the_line_begins_at_the_baseline_and_runs_along_the_target(maak, regel):
    """The scale runs to 50: 40 is at 25 %, 20 at 55 %."""
    beeld = indicatorbeeld(regel(maak("A", {(None, "2021"): 30}, eenheid="%", nulwaarde=40, nuljaar=2019, **STREVEN)))
    assert [(punt.periode, punt.y) for punt in beeld.lijn.punten] == [("2019", "25%"), ("2021", "40%")]
    assert (beeld.lijn.doel.waarde, beeld.lijn.doel.y) == (20, "55%")
    assert beeld.lijn.uitleg == "2019: 40, 2021: 30, streefwaarde: 20"
    assert beeld.bijschrift == "A (%), hele regio, 2019–2021. Gestreept: de streefwaarde, 20."
    assert beeld.laatste.periode == "2021"
    assert [rij.wanneer for rij in beeld.regiorijen] == ["2019 (nulmeting)", "2021"]
    assert (beeld.nulmeting, beeld.streven) == ("40% in 2019", "ten hoogste 20% in 2023")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"soort": "aantal"}, "In 2021: 5 van de 20 meldingen in de hele regio."),
        ({"eenheid": "%"}, "In 2021: 5%; in de hele regio 20%."),
    ],
)
def test_the_own_organisation_stands_beside_the_region(maak, regel, velden, zin):
    waarden = {("alkmaar", "2021"): 5, ("alkmaar", "2022"): 7, (None, "2021"): 20}
    beeld = indicatorbeeld(regel(maak("M", waarden, **velden)), eigen=["Alkmaar", "Hoorn"])
    assert beeld.eigen == (("Alkmaar", zin),)


def test_an_indicator_with_only_values_of_organisations_shows_them(maak, regel):
    waarden = van(2021, alkmaar=5, hoorn=10) | {("alkmaar", "2020"): 1}
    beeld = indicatorbeeld(regel(maak("M", waarden)))
    assert (beeld.laatste, beeld.lijn) == (None, None)
    assert [(staaf.naam, staaf.waarde) for staaf in beeld.staven] == [("Alkmaar", 5), ("Hoorn", 10)]
    assert beeld.titel == "M (meldingen) per organisatie, 2021"


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"nulwaarde": 1}, "__all__"),
        ({"streefwaarde": 1, "streefjaar": 2023}, "__all__"),
        ({"norm": "minstens"}, "__all__"),
        ({"per": 1000, "soort": "aantal"}, "per"),
        ({"per": 1000, "soort": ""}, "per"),
        ({"noemer": "I", "soort": "aantal"}, "per"),
        ({"noemer": "I"}, "soort"),
        ({"noemer": "zonder soort", "soort": "verhouding"}, "noemer"),
        ({"noemer": "heeft zelf een noemer", "soort": "verhouding"}, "noemer"),
    ],
)
def test_half_a_target_and_a_denominator_that_is_no_count_are_refused(maak, wereld, velden, veld):
    inwoners = maak("I", {}, soort="aantal")
    noemers = {
        "I": inwoners,
        "zonder soort": maak("Z", {}),
        "heeft zelf een noemer": maak("N", {}, soort="aantal", noemer=inwoners, per=10),
    }
    velden = velden | ({"noemer": noemers[velden["noemer"]]} if "noemer" in velden else {})
    with pytest.raises(ValidationError) as fout:
        Indicator(programma=wereld.programma, naam="Nieuw", eenheid="x", **velden).full_clean()
    assert list(fout.value.message_dict) == [veld]


def test_a_share_without_its_total_says_so(maak, regel):
    inwoners = maak("I", {}, soort="aantal")
    zinnen = [
        cijferzinnen.zonder_geheel(regel(maak(naam, {}, eenheid="%", **velden)))
        for naam, velden in (("A", {}), ("B", {"noemer": inwoners, "soort": "verhouding"}))
    ]
    assert zinnen == ["Niet bekend: de bron geeft alleen het percentage.", ""]


# A peildatum


@pytest.mark.parametrize(
    ("dag", "perioden"),
    [
        (date(2021, 12, 31), ["2021"]),
        (date(2022, 6, 29), ["2021"]),
        (date(2022, 6, 30), ["2021", "1e halfjaar 2022"]),
        (date(2022, 12, 30), ["2021", "1e halfjaar 2022"]),
        (date(2022, 12, 31), ["2021", "1e halfjaar 2022", "2022"]),
    ],
)
def test_a_figure_is_there_once_its_period_is_over(wereld, maak, dag, perioden):
    waarden = {(None, "2021"): 5, (None, "1e halfjaar 2022"): 3, (None, "2022"): 7}
    maak("Meldingen", waarden)
    [regel] = bouw_verslag(wereld.programma, dag).indicatoren
    assert sorted((meting.periode for meting in regel.alle), key=perioden.index) == perioden


def test_what_is_not_there_yet_is_no_denominator_and_is_not_added_up(wereld, maak):
    inwoners = maak("Inwoners", {(None, "2021"): 1000, (None, "2022"): 2000}, soort="aantal")
    waarden = {(None, "2021"): 5, **van(2022, alkmaar=5, hoorn=7, dijk_en_waard=30)}
    maak("Meldingen", waarden, soort="aantal", noemer=inwoners, per=1000)
    verslag = bouw_verslag(wereld.programma, date(2022, 12, 30))
    regel = next(regel for regel in verslag.indicatoren if regel.naam == "Meldingen")
    assert [(meting.periode, meting.per_noemer) for meting in regel.alle] == [("2021", 5)]
    assert regel.niet_berekend == ()
