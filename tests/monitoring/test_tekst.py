"""What may stand in a melding: policy, not people. The numbers here are made up; the BSN is one that is used for tests."""

import pytest
from django.core.exceptions import ValidationError

from monitoring.tekst import MAX_TEKST, meldtekst


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Trainingen gestart 👍🏽 \u202b\u05e2\u05d1\u05e8\u05d9\u05ea\u202c e\u0301\n\tTweede regel",
        "x" * MAX_TEKST,
        "Zaaknummer 123456789 staat in het register.",  # nine digits, no BSN
        "Budget € 123.456.782 en €123456782 voor drie jaar",
        "Bel 072 548 88 88 of mail info@veiligthuis.nl",
        "Voor kinderen geboren vóór 1 januari 2021; gestart op 12-03-2021.",
        "Planning 2021 2022 2023, factuur 1234567821",
        "000000000",
    ],
)
def test_policy_text_passes(tekst):
    meldtekst(tekst)


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Het gaat om 123456782.", "burgerservicenummer"),
        ("BSN 1234.56.782", "burgerservicenummer"),
        ("bsn: 123 456 782", "burgerservicenummer"),
        ("De jongen (geb. 12-03-2011) is veilig.", "geboortedatum"),
        ("geboren te Alkmaar, op 3 maart 2011", "geboortedatum"),
        ("Geboortedatum: 2011-03-12", "geboortedatum"),
        ("3 mrt 2011 geboren", "geboortedatum"),
        ("bel 06-12345678", "telefoonnummer"),
        ("bel +31 6 12 34 56 78", "telefoonnummer"),
        ("mail j.jansen@gmail.com", "e-mailadres"),
    ],
)
def test_data_of_a_person_is_refused_and_not_repeated(tekst, wat):
    with pytest.raises(ValidationError) as fout:
        meldtekst(tekst)
    assert wat in fout.value.message
    assert not any(teken.isdigit() for teken in fout.value.message)


@pytest.mark.parametrize("teken", ["\x00", "\x07", "\x1b", "\x85", "\ud800", "\ufffe", "\uffff"])
def test_what_no_file_can_hold_is_refused(teken):
    with pytest.raises(ValidationError, match="stuurteken"):
        meldtekst(f"Trainingen{teken}gestart")


@pytest.mark.parametrize("tekst", ["\u200b", "\u2060 \u200d", "\u3164", "\u2800\u2800"])
def test_a_text_that_nobody_can_see_is_no_text(tekst):
    with pytest.raises(ValidationError, match="tekens die niemand ziet"):
        meldtekst(tekst)


def test_too_long_says_how_long_it_is():
    with pytest.raises(ValidationError, match=r"10001 tekens.*passen er 10000"):
        meldtekst("x" * (MAX_TEKST + 1))
