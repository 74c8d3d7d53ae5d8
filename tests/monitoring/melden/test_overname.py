"""What a form starts with: the last own words, in sight and with their day, and never those of another."""

import pytest

from monitoring.models import Statusmelding
from tests.antwoord import tekst

ADRES = {nummer: f"/proef/acties/{nummer}/melden/" for nummer in (1, 2)}
VELDEN = ("status", "koers", "toelichting", "bijsturing")
AANDACHT = {"koers": "aandacht", "toelichting": "Wacht op geld.", "bijsturing": "Begroting vragen."}
DAG = "<strong>Overgenomen van 12 oktober 2021.</strong>"


def begin(antwoord):
    return [antwoord.context["formulier"][veld].value() for veld in VELDEN]


def leeg(antwoord):
    return begin(antwoord) == [""] * 4


@pytest.mark.parametrize("nummer", [1, 2])
@pytest.mark.parametrize("van", ["hoorn", None])
def test_nothing_of_another_organisation_or_of_the_region_starts_a_form(als, cast, wereld, meld, nummer, van):
    """Changing only a text once set a region back to "niet gestart" where 11 of 17 were done."""
    actie = {1: wereld.training, 2: wereld.zelfscan}[nummer]
    meld(actie, van and getattr(wereld, van), "2021-10-12", "in_uitvoering", **AANDACHT)
    antwoord = als(cast.bram).get(ADRES[nummer])
    assert leeg(antwoord)
    assert "Overgenomen van" not in tekst(antwoord)
    assert "Wacht op geld." not in tekst(antwoord)


def test_a_report_of_an_organisation_does_not_start_the_word_for_the_region(als, cast, wereld, meld, vera_spreekt):
    meld(wereld.training, wereld.hoorn, "2021-10-12", "in_uitvoering", **AANDACHT)
    antwoord = als(cast.vera).get(ADRES[1])
    assert leeg(antwoord)
    assert antwoord.context["formulier"].initial["gebaseerd_op"] == 0


def test_the_first_word_for_the_region_shows_the_bijdragen_beside_it(als, cast, wereld, meld, vera_spreekt):
    bijdrage = meld(wereld.training, wereld.hoorn, "2021-10-12", "in_uitvoering", **AANDACHT)
    pagina = tekst(als(cast.vera).get(ADRES[1]))
    assert "Bevestig de bijdrage van Hoorn voor de regio" in pagina
    assert f'action="/proef/acties/1/meldingen/{bijdrage.pk}/bevestigen/"' in pagina
    assert "Wacht op geld." in pagina.partition("Bijdragen van organisaties")[2]


def test_the_own_last_words_are_filled_in_with_their_day_at_each_field(als, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering", **AANDACHT)
    antwoord = als(cast.bram).get(ADRES[2])
    assert begin(antwoord) == ["in_uitvoering", "aandacht", "Wacht op geld.", "Begroting vragen."]
    assert tekst(antwoord).count(DAG) == 4


def test_an_empty_field_is_not_carried_over(als, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering")
    assert tekst(als(cast.bram).get(ADRES[2])).count(DAG) == 1


def test_whether_a_text_is_public_is_carried_over_in_sight(als, cast, wereld, meld):
    meld(wereld.zelfscan, None, "2021-10-12", "in_uitvoering", openbaar=False)
    antwoord = als(cast.anna).get(f"{ADRES[2]}?namens=")
    assert antwoord.context["formulier"]["openbaar"].value() is False
    assert tekst(antwoord).count(DAG) == 1


def test_a_status_for_the_region_is_never_chosen_for_who_speaks(als, cast, wereld, meld, invulling):
    """Of seventeen organisations eleven may have moved on since: who only mends a text says nothing old about them."""
    woord = meld(wereld.zelfscan, None, "2021-10-12", "niet_gestart", toelichting="Nog niets.")
    adres = f"{ADRES[2]}?namens="
    antwoord = als(cast.anna).get(adres)
    assert antwoord.context["formulier"]["status"].value() == ""
    assert antwoord.context["formulier"]["toelichting"].value() == "Nog niets."
    assert "Het laatste woord is Niet gestart, over 12 oktober 2021. Kies hoe het nu is." in tekst(antwoord)
    velden = invulling(namens="", gebaseerd_op=woord.pk, status="", toelichting="Alleen de tekst.")
    antwoord = als(cast.anna).post(adres, velden)
    assert antwoord.context["formulier"].errors == {"status": ["Kies een status."]}


def test_what_was_changed_is_no_longer_called_carried_over(als, cast, wereld, meld, invulling):
    laatste = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering", **AANDACHT)
    velden = invulling(gebaseerd_op=laatste.pk, **AANDACHT | {"toelichting": ""})
    antwoord = als(cast.bram).post(ADRES[2], velden)
    assert antwoord.status_code == 200
    assert tekst(antwoord).count(DAG) == 3  # all but the emptied text


# What is done or dropped has no koers


@pytest.mark.parametrize(("namens", "status"), [("alkmaar", "afgerond"), ("", "vervallen")])
def test_a_koers_that_was_only_carried_over_is_left_out_and_the_receipt_says_so(
    als, cast, wereld, meld, invulling, namens, status
):
    wie = wereld.alkmaar if namens else None
    laatste = meld(wereld.zelfscan, wie, "2021-10-12", "in_uitvoering", **AANDACHT)
    velden = invulling(namens=namens, gebaseerd_op=laatste.pk, status=status, openbaar="on", **AANDACHT)
    pagina = tekst(als(cast.anna).post(ADRES[2], velden, follow=True))
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.koers, nieuw.bijsturing) == ("", "")
    woord = "wat afgerond is" if status == "afgerond" else "wat vervallen is"
    assert f"De koers “aandacht” van 12 oktober 2021 is niet meegegaan: {woord}, heeft geen koers." in pagina
    assert f"De bijsturing van 12 oktober 2021 is niet meegegaan: {woord}, stuur je niet meer bij." in pagina


@pytest.mark.parametrize("koers", ["op_schema", "aandacht"])
def test_a_koers_that_was_chosen_is_refused_at_its_field(als, cast, wereld, meld, invulling, koers):
    laatste = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering")
    velden = invulling(gebaseerd_op=laatste.pk, status="afgerond", koers=koers, bijsturing="Overleg.")
    antwoord = als(cast.bram).post(ADRES[2], velden)
    uitleg = "Een actie die afgerond is, heeft geen koers. Laat de koers leeg."
    bijsturing = (
        "Een actie die afgerond is, stuur je niet meer bij. Zet deze tekst bij “Wat is er gebeurd?”, of haal hem weg."
    )
    assert antwoord.context["formulier"].errors == {"koers": [uitleg], "bijsturing": [bijsturing]}
    assert Statusmelding.objects.count() == 1


def test_a_koers_of_an_old_report_that_was_done_does_not_come_along(als, cast, wereld, oude_koers):
    oude_koers(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "afgerond", "op_schema")
    assert begin(als(cast.bram).get(ADRES[2])) == ["afgerond", "", "", ""]


def test_without_javascript_the_page_says_to_leave_the_koers_empty(als, cast):
    assert "Wat is afgerond of vervallen, heeft geen koers: kies dan geen koers." in tekst(als(cast.bram).get(ADRES[2]))
