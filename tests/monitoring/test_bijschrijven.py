"""Writing a judgement or a conclusion: who may, what is kept, and that nothing is overwritten unseen."""

from datetime import date

import pytest

from monitoring.evaluatie import Tussendoor, Vastgesteld, bijschrijven, kenmerk
from monitoring.models import Bespreking, Duiding, Evaluatie

DUIDING = "/proef/evaluatie/2021/duiding/K1/"
BESPREKING = "/proef/evaluatie/2021/bespreking/pora/"
VELDEN = ["oordeel", "tekst"]


@pytest.fixture
def anna(als, cast):
    return als(cast.anna)


@pytest.fixture
def duiding(wereld):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31))
    return Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="op_schema", tekst="Het gaat.")


def gezien(client, adres):
    return client.get(adres).context["form"]["gezien"].value()


def test_first_save_makes_the_evaluation_of_the_year(anna, wereld):
    antwoord = anna.post(DUIDING, {"oordeel": "aandacht", "tekst": "Er is haast.", "gezien": gezien(anna, DUIDING)})
    assert antwoord["Location"] == "/proef/evaluatie/2021/#K1"
    evaluatie = Evaluatie.objects.get()
    assert (evaluatie.jaar, evaluatie.versie, evaluatie.peildatum) == (2021, 1, date(2021, 12, 31))
    assert list(Duiding.objects.values_list("onderdeel__code", "oordeel", "tekst")) == [
        ("K1", "aandacht", "Er is haast.")
    ]


def test_looking_makes_nothing(anna, wereld):
    anna.get(DUIDING)
    anna.get(BESPREKING)
    assert Evaluatie.objects.count() == 0


def test_computed_counts_stand_beside_the_form(anna, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "afgerond")
    context = anna.get(DUIDING).context
    assert [vak.aantal for vak in context["hoofdstuk"].vakken] == [1, 0, 0, 0, 1]
    assert [vak.aantal for vak in anna.get(BESPREKING).context["totaal"]] == [1, 0, 0, 0, 2]


def test_history_knows_who_wrote_it(anna, duiding, cast):
    anna.post(DUIDING, {"oordeel": "", "tekst": "Anders.", "gezien": gezien(anna, DUIDING)})
    assert duiding.history.first().history_user == cast.anna


def test_someone_in_between_both_texts_are_shown_and_nothing_is_overwritten(anna, duiding):
    oud = gezien(anna, DUIDING)
    Duiding.objects.filter(pk=duiding.pk).update(tekst="Van een ander.")
    antwoord = anna.post(DUIDING, {"oordeel": "aandacht", "tekst": "Van mij.", "gezien": oud})
    assert antwoord.status_code == 409
    html = antwoord.content.decode()
    assert "Van een ander." in html
    assert "Van mij.</textarea>" in html
    assert Duiding.objects.get().tekst == "Van een ander."


def test_who_has_seen_the_other_text_may_replace_it(anna, duiding):
    oud = gezien(anna, DUIDING)
    Duiding.objects.filter(pk=duiding.pk).update(tekst="Van een ander.")
    conflict = anna.post(DUIDING, {"oordeel": "aandacht", "tekst": "Van mij.", "gezien": oud})
    nu = conflict.context["form"]["gezien"].value()
    assert anna.post(DUIDING, {"oordeel": "aandacht", "tekst": "Van ons.", "gezien": nu}).status_code == 302
    assert Duiding.objects.get().tekst == "Van ons."


@pytest.mark.parametrize("vervalst", ["", "x" * 32, "x" * 64])
def test_without_a_true_mark_nothing_is_overwritten(anna, duiding, vervalst):
    assert anna.post(DUIDING, {"oordeel": "", "tekst": "Van mij.", "gezien": vervalst}).status_code == 409
    assert Duiding.objects.get().tekst == "Het gaat."


def test_a_double_click_changes_nothing_the_second_time(anna, duiding):
    invulling = {"oordeel": "aandacht", "tekst": "Eén keer.", "gezien": gezien(anna, DUIDING)}
    assert [anna.post(DUIDING, invulling).status_code for _ in range(2)] == [302, 302]
    assert duiding.history.count() == 2  # made, and changed once


@pytest.mark.parametrize(
    "tekst", ["Bel 06-12345678 voor meer.", "BSN 111222333", "stuurteken \x01 hier", "x" * 10_001, "nul \x00"]
)
def test_data_of_persons_and_unreadable_text_are_refused_and_kept_on_screen(anna, duiding, tekst):
    antwoord = anna.post(DUIDING, {"oordeel": "", "tekst": tekst, "gezien": gezien(anna, DUIDING)})
    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (200, ["tekst"])
    assert Duiding.objects.get().tekst == "Het gaat."


def test_unknown_judgement_is_refused(anna, duiding):
    antwoord = anna.post(DUIDING, {"oordeel": "prima", "tekst": "", "gezien": gezien(anna, DUIDING)})
    assert list(antwoord.context["form"].errors) == ["oordeel"]


def test_extra_fields_are_ignored(anna, duiding, wereld):
    invulling = {
        "oordeel": "",
        "tekst": "Anders.",
        "onderdeel": wereld.lijn.pk,
        "evaluatie": 999,
        "fase": "vastgesteld",
    }
    anna.post(DUIDING, invulling | {"gezien": gezien(anna, DUIDING)})
    duiding.refresh_from_db()
    assert (duiding.tekst, duiding.onderdeel, duiding.evaluatie.fase) == ("Anders.", wereld.kern, "voorbereiding")


def test_bespreking_is_kept(anna, wereld):
    invulling = {
        "datum": "2022-02-02",
        "fase": "besproken",
        "besproken": "De cijfers.",
        "conclusies": "Wij gaan door.",
        "besluiten": "",
        "gezien": gezien(anna, BESPREKING),
    }
    assert anna.post(BESPREKING, invulling)["Location"] == "/proef/evaluatie/2021/#overleggen"
    bespreking = Bespreking.objects.get()
    assert (bespreking.overleg, bespreking.datum, bespreking.fase) == (wereld.pora, date(2022, 2, 2), "besproken")
    assert (bespreking.besproken, bespreking.conclusies) == ("De cijfers.", "Wij gaan door.")


def test_bespreking_needs_a_day(anna, wereld):
    antwoord = anna.post(BESPREKING, {"datum": "31-02-2022", "fase": "gepland", "gezien": gezien(anna, BESPREKING)})
    assert list(antwoord.context["form"].errors) == ["datum"]
    assert Bespreking.objects.count() == 0


def test_conflict_on_a_bespreking_shows_both(anna, wereld, duiding):
    bespreking = Bespreking.objects.create(evaluatie=duiding.evaluatie, overleg=wereld.pora, datum=date(2022, 2, 2))
    oud = gezien(anna, BESPREKING)
    Bespreking.objects.filter(pk=bespreking.pk).update(conclusies="Van een ander.")
    antwoord = anna.post(
        BESPREKING, {"datum": "2022-02-02", "fase": "besproken", "conclusies": "Van mij.", "gezien": oud}
    )
    assert antwoord.status_code == 409
    assert "Conclusies: Van een ander." in antwoord.content.decode()
    assert "Van mij.</textarea>" in antwoord.content.decode()


@pytest.mark.parametrize("wie", ["bram", "carla", "vera", "dirk", "eva"])
@pytest.mark.parametrize("adres", [DUIDING, BESPREKING])
def test_only_a_projectleider_writes(als, cast, adres, wie):
    client = als(getattr(cast, wie))
    assert [client.get(adres).status_code, client.post(adres, {"tekst": "x"}).status_code] == [403, 403]
    assert Evaluatie.objects.count() == 0


@pytest.mark.parametrize("adres", [DUIDING, BESPREKING])
def test_anonymous_goes_to_login_and_other_methods_are_refused(als, cast, adres):
    assert als(None).get(adres).status_code == 302
    assert als(cast.anna).delete(adres).status_code == 405


def test_act_refuses_what_the_writer_did_not_see(duiding, wereld):
    with pytest.raises(Tussendoor) as fout:
        bijschrijven(duiding, wereld.programma, 2021, velden={"oordeel": "", "tekst": "x"}, gezien="")
    assert fout.value.huidig == duiding


def test_act_refuses_an_adopted_evaluation(duiding, wereld):
    Evaluatie.objects.update(fase="vastgesteld", verslag={}, sha256="x", vastgesteld_op="2022-02-01T00:00:00Z")
    with pytest.raises(Vastgesteld):
        bijschrijven(duiding, wereld.programma, 2021, velden={"tekst": "x"}, gezien=kenmerk(duiding, ["tekst"]))


@pytest.mark.parametrize("adres", [DUIDING, BESPREKING])
def test_form_of_an_adopted_evaluation_leads_back_with_a_message(anna, duiding, adres):
    Evaluatie.objects.update(fase="vastgesteld", verslag={}, sha256="x", vastgesteld_op="2022-02-01T00:00:00Z")
    assert anna.get(adres)["Location"] == "/proef/evaluatie/2021/"
    antwoord = anna.post(adres, {"oordeel": "", "tekst": "Toch nog.", "gezien": kenmerk(duiding, VELDEN)})
    assert antwoord["Location"] == "/proef/evaluatie/2021/"
    assert [str(bericht) for bericht in antwoord.wsgi_request._messages][-1] == (
        "De evaluatie van 2021 is vastgesteld en verandert niet meer."
    )
    assert Duiding.objects.get().tekst == "Het gaat."
