"""The form of a melding: what it starts with, what it asks, and that it keeps what was typed."""

import pytest
from django.utils import timezone

from monitoring.models import Statusmelding
from tests.antwoord import tekst

ADRES = {nummer: f"/proef/acties/{nummer}/melden/" for nummer in (1, 2)}


def test_previous_text_is_beside_the_form_and_in_it(als, cast, wereld, meld):
    uitleg = {"koers": "aandacht", "toelichting": "Wacht op geld.", "bijsturing": "Begroting vragen."}
    melding = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_ontwikkeling", gemeld_door=cast.carla, **uitleg)
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-02", "afgerond", toelichting="Van een ander.")
    antwoord = als(cast.bram).get(ADRES[2])
    begin = antwoord.context["formulier"].initial
    assert {veld: begin[veld] for veld in ("status", "koers", "toelichting", "bijsturing", "gebaseerd_op")} == {
        "status": "in_ontwikkeling",
        "gebaseerd_op": melding.pk,
        **uitleg,
    }
    assert '<blockquote class="citaat voorgeschreven">Wacht op geld.</blockquote>' in tekst(antwoord)
    assert "Van een ander." not in tekst(antwoord)


def test_a_text_that_is_not_public_does_not_start_a_melding_of_who_cannot_see_that(als, cast, wereld, meld):
    """Only a project leader sees and chooses who may read the text."""
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Intern.", openbaar=False)
    formulier = als(cast.bram).get(ADRES[1]).context["formulier"]
    assert (formulier.initial["toelichting"], formulier["status"].value()) == ("", "")
    begin = als(cast.anna).get(f"{ADRES[1]}?namens=alkmaar").context["formulier"].initial
    assert (begin["toelichting"], begin["openbaar"]) == ("Intern.", False)


@pytest.mark.parametrize(("namens", "kan_niet", "kan"), [("alkmaar", "vervallen", "nvt"), ("", "nvt", "vervallen")])
def test_statuses_fit_on_behalf_of_whom_it_is(als, cast, invulling, namens, kan_niet, kan):
    client = als(cast.anna)
    assert client.post(ADRES[2], invulling(namens=namens, status=kan_niet)).status_code == 200
    assert Statusmelding.objects.count() == 0
    client.post(ADRES[2], invulling(namens=namens, status=kan))
    assert Statusmelding.objects.get().status == kan


@pytest.mark.parametrize(
    ("toelichting", "opgeslagen"), [("", False), ("Begonnen.", False), ("Wij hebben geen teams.", True)]
)
def test_nvt_asks_for_a_reason_of_its_own(als, cast, wereld, meld, invulling, toelichting, opgeslagen):
    vorige = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen.")
    antwoord = als(cast.bram).post(ADRES[2], invulling(status="nvt", toelichting=toelichting, gebaseerd_op=vorige.pk))
    assert (Statusmelding.objects.count() == 2) is opgeslagen
    fouten = {} if opgeslagen else {"toelichting": ["Vertel waarom dit voor Alkmaar niet van toepassing is."]}
    assert (antwoord.context["formulier"].errors if antwoord.context else {}) == fouten


@pytest.mark.parametrize("tekst", ["\u200b", "\u3164", "\u2060\u200d"])
def test_signs_that_nobody_can_see_explain_nothing(als, cast, invulling, tekst):
    antwoord = als(cast.bram).post(ADRES[2], invulling(koers="aandacht", toelichting=tekst, bijsturing=tekst))
    fouten = antwoord.context["formulier"].errors
    assert "Je koos koers aandacht: vertel wat er is gebeurd." in fouten["toelichting"]
    assert "Je koos koers aandacht: vertel wat jullie eraan doen." in fouten["bijsturing"]
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize("koers", ["aandacht", "vastgelopen"])
def test_koers_without_explanation_says_what_is_missing_and_keeps_the_words(als, cast, invulling, koers):
    antwoord = als(cast.bram).post(ADRES[2], invulling(koers=koers, toelichting="", bijsturing="Extra overleg."))
    formulier = antwoord.context["formulier"]
    assert formulier.errors == {"toelichting": [f"Je koos koers {koers}: vertel wat er is gebeurd."]}
    assert "Extra overleg.</textarea>" in antwoord.content.decode()
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize(
    ("veld", "waarde", "deel"),
    [
        ("status", "", "Kies een status."),
        ("status", "onzin", "Kies een status uit de lijst."),
        ("koers", "onzin", "Kies een koers uit de lijst, of geen koers."),
        ("peildatum", "", "Kies een peildatum."),
        ("peildatum", "2999-01-01", "ligt in de toekomst"),
        ("peildatum", "2020-12-31", "Het programma begint op 1 januari 2021."),
        ("peildatum", "31 februari", "geen datum"),
        ("toelichting", "x" * 10_001, "passen er 10000"),
        ("toelichting", "x" * 1_000_000, "passen er 10000"),
        ("toelichting", "a\x07b", "stuurteken"),
        ("toelichting", "a\x00b", "Null-tekens"),
        ("toelichting", "BSN 123456782", "burgerservicenummer"),
        ("bijsturing", "bel 06-12345678", "telefoonnummer"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_kept(als, cast, invulling, veld, waarde, deel):
    antwoord = als(cast.bram).post(ADRES[2], invulling(**{veld: waarde}))
    assert antwoord.status_code == 200
    fouten = antwoord.context["formulier"].errors
    assert list(fouten) == [veld]
    assert deel in fouten[veld][0]
    assert antwoord.context["formulier"][veld].value() == waarde
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize(
    "woorden",
    ["👍🏽 \u202b\u05e2\u05d1\u05e8\u05d9\u05ea\u202c", "e\u0301\u0302", "=SOM(A1)", "<b>vet</b>", "x" * 10_000],
)
def test_text_is_stored_as_given(als, cast, invulling, woorden):
    als(cast.bram).post(ADRES[2], invulling(toelichting=woorden))
    assert Statusmelding.objects.get().toelichting == woorden


def test_a_new_line_is_one_character(als, cast, invulling):
    als(cast.bram).post(ADRES[2], invulling(toelichting="een\r\ntwee"))
    assert Statusmelding.objects.get().toelichting == "een\ntwee"


def test_the_form_asks_for_the_standard_peildatum(als, cast, wereld):
    begin = als(cast.bram).get(ADRES[2]).context["formulier"].initial
    assert begin["peildatum"] == wereld.programma.standaard_peildatum(timezone.localdate())
