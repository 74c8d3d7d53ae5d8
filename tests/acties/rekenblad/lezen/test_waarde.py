"""What a cell means, by the kind of its column: one answer, or one sentence that names the value."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from acties.rekenblad.lezen.fout import Onleesbaar
from acties.rekenblad.lezen.tekst import bewaarbaar, schone_tekst
from acties.rekenblad.lezen.waarde import (
    Keuzelijst,
    lees_datum,
    lees_decimaal,
    lees_geheel,
    lees_ja_nee,
    lees_moment,
    lees_naam,
    lees_namen,
    lees_periode,
    lees_sleutel,
    lees_tekst,
)

STATUS = Keuzelijst([("", "Kies"), ("in_uitvoering", "In uitvoering"), ("nvt", "N.v.t.")], leeg=True)
LEZERS = [
    lees_tekst, lees_sleutel, lees_naam, lees_namen, lees_periode, lees_geheel, lees_decimaal, lees_datum, lees_moment,
    lees_ja_nee, STATUS.lees,
]  # fmt: skip


def uitkomst(lees, cel):
    try:
        return lees(cel)
    except ValueError as fout:
        return str(fout)


@pytest.mark.parametrize("lees", LEZERS)
def test_a_cell_that_cannot_be_read_is_never_empty(lees):
    assert uitkomst(lees, Onleesbaar("=A1", "Hier staat een formule.")) == "Hier staat een formule."


@pytest.mark.parametrize("lees", LEZERS)
@pytest.mark.parametrize("cel", [None, "", "\u200b\u2060", "\ufeff"])
def test_what_nobody_sees_is_empty(lees, cel):
    assert not lees(cel)


@pytest.mark.parametrize(
    ("lees", "cel", "waarde"),
    [
        (lees_tekst, 2022, "2022"),
        (lees_tekst, "een\r\ntwee\rdrie\x0bvier\u2028vijf", "een\ntwee\ndrie\nvier\nvijf"),
        (lees_tekst, "sa\ufffemen\uffff\u200bwerking\u2060", "samenwerking"),
        (lees_tekst, " عربي 👩\u200d👧 5\u00a0km ", " عربي 👩\u200d👧 5\u00a0km "),
        (lees_tekst, Decimal("1.5"), "“1.5” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw."),
        (lees_tekst, True, "“True” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw."),
        (lees_tekst, date(2021, 12, 31), "“31-12-2021” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw."),
        (lees_sleutel, 7, "“7” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw."),
        (lees_naam, " Veilig Thuis ", "Veilig Thuis"),
        (lees_naam, 12, "12"),
        (lees_namen, "A1.2 | A1.3|", ["A1.2", "A1.3"]),
        (lees_namen, 3, ["3"]),
        (lees_periode, 2022, "2022"),
        (lees_periode, " 2015-2019 ", "2015-2019"),
        (lees_geheel, "2022.0", 2022),
        (lees_geheel, " 12\u00a0345 ", 12345),
        (lees_geheel, "12.345.678", 12345678),
        (lees_geheel, "−5", -5),
        (lees_geheel, Decimal("1.5"), "“1.5” is geen heel getal."),
        (lees_geheel, "twee", "“twee” is geen heel getal."),
        (lees_geheel, True, "“True” is geen heel getal."),
        (lees_geheel, 10**13, "“10000000000000” is geen heel getal."),
        (lees_geheel, "1e400", "“1e400” is geen heel getal."),
        (lees_geheel, "1.234", "“1.234” is op twee manieren te lezen. Typ 1234 of 1,234."),
        (lees_decimaal, "1.234", "“1.234” is op twee manieren te lezen. Typ 1234 of 1,234."),
        (lees_decimaal, "-1.234", "“-1.234” is op twee manieren te lezen. Typ -1234 of -1,234."),
        (lees_decimaal, "1,234", Decimal("1.234")),
        (lees_decimaal, "0.125", Decimal("0.125")),
        (lees_decimaal, "12.5", Decimal("12.5")),
        (lees_decimaal, "1234.567", Decimal("1234.567")),
        (lees_decimaal, "1.234,5", Decimal("1234.5")),
        (lees_decimaal, "1,234.5", Decimal("1234.5")),
        (lees_decimaal, 12, Decimal(12)),
        (lees_decimaal, "NaN", "“NaN” is geen getal."),
        (lees_decimaal, "1_000", "“1_000” is geen getal."),
        (lees_decimaal, "9" * 41, f"“{'9' * 40}” is geen getal."),
        (lees_datum, "31-12-2021", date(2021, 12, 31)),
        (lees_datum, "2021-12-31", date(2021, 12, 31)),
        (lees_datum, "31\u201112\u20112021", date(2021, 12, 31)),
        (lees_datum, datetime(2021, 12, 31, 9), date(2021, 12, 31)),  # noqa: DTZ001 - a cell has no time zone
        (lees_datum, "31-02-2021", "“31-02-2021” is geen datum. Schrijf de datum als 31-12-2021."),
        (lees_datum, 44561, "“44561” is geen datum. Schrijf de datum als 31-12-2021."),
        (lees_ja_nee, True, True),
        (lees_ja_nee, " JA\u00a0", True),
        (lees_ja_nee, "n", False),
        (lees_ja_nee, 0, False),
        (lees_ja_nee, "misschien", "“misschien” is geen ja of nee."),
        (STATUS.lees, "✓ In uitvoering.", "in_uitvoering"),
        (STATUS.lees, "IN_UITVOERING", "in_uitvoering"),
        (STATUS.lees, "N.v.t.", "nvt"),
        (STATUS.lees, "…", "“…” kan hier niet. Kies uit: in_uitvoering, nvt."),
        (STATUS.lees, 1, "“1” kan hier niet. Kies uit: in_uitvoering, nvt."),
    ],
    ids=lambda deel: getattr(deel, "__name__", str(deel)[:40]),
)
def test_a_cell_means_one_thing(lees, cel, waarde):
    assert uitkomst(lees, cel) == waarde


@given(getal=st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_as_dutch_people_write_it_is_that_number(getal):
    vast = f"{getal:f}"
    assert lees_decimaal(vast.replace(".", ",")) == getal
    assert lees_decimaal(f"{getal:,f}".translate(str.maketrans(",.", ".,"))) == getal
    assert lees_decimaal(getal) == getal


@given(tekst=st.text())
def test_a_text_that_was_cleaned_stays_as_it_is(tekst):
    schoon = schone_tekst(tekst)
    assert schone_tekst(schoon) == lees_tekst(schoon) == schoon


@pytest.mark.parametrize("teken", ["\ufffe", "\uffff", "\x00", "\x07", "\x85", "\ud800"])
def test_a_sign_that_no_file_can_hold_is_refused(teken):
    with pytest.raises(ValidationError, match="onzichtbaar stuurteken"):
        bewaarbaar(f"a{teken}b")
    bewaarbaar("a\tb\r\nc é 😀")
