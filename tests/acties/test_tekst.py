"""What may stand in a text: policy, not people. The numbers here are made up; a BSN is one that is used for tests."""

import pytest
from django.core.exceptions import ValidationError

from acties.models import Besluit
from acties.models.velden import Meldtekst
from acties.tekst import MAX_TEKST, meldtekst, twijfels


def geweigerd(tekst):
    try:
        meldtekst(tekst)
    except ValidationError as fout:
        return fout.message
    return ""


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Trainingen gestart 👍🏽 \u202b\u05e2\u05d1\u05e8\u05d9\u05ea\u202c e\u0301\n\tTweede regel",
        "x" * MAX_TEKST,
        "Mail info@veiligthuis.nl, of bel 088 123 45 67 of 0800-2000.",
        "Voor kinderen geboren vóór 1 januari 2021; gestart op 12-03-2021.",
        "Planning 2021 2022 2023, factuur 1234567821",
        "000000000",
        "zaak 2021, casus 12 en de zaken 12345 tot 12400",
        "Het stadhuis staat aan Kerkstraat 12 in 1811 AB.",
        "In 2021 in 12 gemeenten; onderweg 3 acties",
    ],
)
def test_policy_text_passes_without_a_question(tekst):
    assert (geweigerd(tekst), twijfels(tekst)) == ("", {})


@pytest.mark.parametrize(
    "tekst",
    [
        "Het gaat om 123456782.",
        "Naam,123456782",
        "BSN 1234.56.782",
        "bsn: 123 456 782",
        "123-456-782",
        "bsn 1112 22333",
        "BSN: 1 1 1  2 2 2  3 3 3",
        "bsn\u00a011122\u200b2333",
        "111222333 is het bsn van het kind",
        "het burgerservicenummer van het kind is 1112 22333",
        "\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13",  # full width digits
        "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663",  # Arabic digits
        "111\u00ad222\u2060333",
        "bsn 123456782 euro",
    ],
)
def test_a_bsn_is_refused_and_not_repeated(tekst):
    uitleg = geweigerd(tekst)
    assert "Er staat een burgerservicenummer in." in uitleg
    assert not any(teken.isdigit() for teken in uitleg)


@pytest.mark.parametrize(
    "tekst",
    [
        "130.000.000 euro",
        "130.000.000",
        "€ 123456782",
        "€\u00a0123.456.782 en €123456782 voor drie jaar",
        "EUR 123 456 782",
        "123456782,50",
        "123456782 inwoners",
        "Een budget van 123456782 voor het bsn-project",
        "123456789",  # nine digits, no BSN
    ],
)
def test_an_amount_or_a_number_that_fails_the_test_of_eleven_is_no_bsn(tekst):
    assert geweigerd(tekst) == ""


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("De jongen (geb. 12-03-2011) is veilig.", "een geboortedatum"),
        ("geboren te Alkmaar, op 3 maart 2011", "een geboortedatum"),
        ("Geboortedatum: 2011-03-12", "een geboortedatum"),
        ("3 mrt 2011 geboren", "een geboortedatum"),
        ("bel 06-12345678", "een mobiel telefoonnummer"),
        ("bel +31 6 12 34 56 78", "een mobiel telefoonnummer"),
        ("Bel 072 548 88 88", "een vast telefoonnummer"),
        ("bel (072) 5488888", "een vast telefoonnummer"),
        ("072 \N{EN DASH} 548 88 88", "een vast telefoonnummer"),
        ("072 / 548 88 88", "een vast telefoonnummer"),
        ("+31 72 548 88 88", "een vast telefoonnummer"),
        ("mail j.jansen@gmail.com", "een privé-e-mailadres"),
        ("1811 AB 12", "een postcode met een huisnummer"),
        ("Kerkstraat 12, 1811 AB Alkmaar", "een postcode met een huisnummer"),
        ("Jan de Vries, Kerkstraat 12", "een naam met een adres"),
        ("mevrouw Jansen (Dorpsweg 5a)", "een naam met een adres"),
        ("zaaknummer 123456789", "het nummer van een zaak"),
        ("Zaak Z-2021-00123", "het nummer van een zaak"),
        ("dossier 2021-12345", "het nummer van een zaak"),
        ("1112 22333 komt terug", "een burgerservicenummer"),
    ],
)
def test_what_may_be_about_a_person_is_asked_and_not_refused(tekst, soort):
    assert (geweigerd(tekst), list(twijfels(tekst))) == ("", [soort])


@pytest.mark.parametrize("teken", ["\x00", "\x07", "\x1b", "\x85", "\ud800", "\ufffe", "\uffff"])
def test_what_no_file_can_hold_is_refused(teken):
    assert "stuurteken" in geweigerd(f"Trainingen{teken}gestart")


@pytest.mark.parametrize(
    "tekst", ["\u200b", "\u2060 \u200d", "\u3164", "\u2800\u2800", "\u00ad", "\ufeff", " \u00a0\u00ad "]
)
def test_a_text_that_nobody_can_see_is_no_text(tekst):
    assert "tekens die niemand ziet" in geweigerd(tekst)


@pytest.mark.parametrize("tekst", [" ", "\n\t", "\u00a0\u3000"])
def test_white_space_is_no_text_in_any_field_of_people(tekst):
    assert Meldtekst(blank=True).to_python(tekst) == ""
    with pytest.raises(ValidationError):
        Besluit._meta.get_field("omschrijving").clean(tekst, None)


def test_too_long_says_how_long_it_is():
    assert geweigerd("x" * (MAX_TEKST + 1)).startswith("Deze tekst heeft 10001 tekens.")
