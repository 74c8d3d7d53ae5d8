"""Correcting a report: a new one that names the old. Both stay in the history, and only the new one counts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from acties.spoor.gezien import Tussendoor
from monitoring.melden.melding import NietBevoegd, melden
from monitoring.models import Statusmelding
from monitoring.verslag.stand import stand
from tests.antwoord import tekst

UITLEG = {"koers": "aandacht", "toelichting": "Wacht op geld.", "bijsturing": "Begroting vragen."}


@pytest.fixture
def oud(wereld, cast, meld):
    return meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering", gemeld_door=cast.bram, **UITLEG)


def adres(melding):
    return f"/proef/acties/2/meldingen/{melding.pk}/corrigeren/"


def test_the_form_starts_with_exactly_that_report_and_says_so(als, cast, oud):
    antwoord = als(cast.bram).get(adres(oud))
    formulier = antwoord.context["formulier"]
    assert {veld: formulier.initial[veld] for veld in ("status", *UITLEG)} == {"status": "in_uitvoering", **UITLEG}
    assert formulier.initial["peildatum"] == date(2021, 10, 12)
    assert "Je corrigeert de melding over 12 oktober 2021." in tekst(antwoord)
    assert "Correctie opslaan namens Alkmaar" in tekst(antwoord)


def test_saving_makes_a_new_report_that_names_the_old_one(als, cast, oud, invulling):
    velden = invulling(gebaseerd_op=oud.pk, peildatum="2021-10-12", toelichting="Het geld is er.")
    antwoord = als(cast.bram).post(adres(oud), velden)
    nieuw = Statusmelding.objects.latest("pk")
    assert antwoord.headers["Location"] == f"/proef/acties/2/meldingen/{nieuw.pk}/"
    assert (nieuw.corrigeert, nieuw.organisatie, nieuw.gemeld_door) == (oud, oud.organisatie, cast.bram)
    assert (nieuw.toelichting, nieuw.koers, nieuw.bijsturing) == ("Het geld is er.", "", "")
    assert Statusmelding.objects.get(pk=oud.pk).toelichting == "Wacht op geld."


def test_the_history_shows_both_and_how_they_belong_together(als, cast, oud, invulling):
    als(cast.bram).post(adres(oud), invulling(gebaseerd_op=oud.pk, toelichting="Het geld is er."))
    dag = timezone.localdate()
    pagina, bezoeker = tekst(als(cast.bram).get("/proef/acties/2/")), tekst(als(cast.dirk).get("/proef/acties/2/"))
    for html in (pagina, bezoeker):
        assert "Correctie van de melding van 12 oktober 2021" in html
        assert "Wacht op geld." in html
    assert f"Gecorrigeerd op {dag.day} " in pagina
    assert "door Bram" in pagina.partition("Gecorrigeerd op")[2][:60]


def test_a_correction_of_the_day_takes_the_report_away_from_the_wrong_day(als, cast, wereld, oud, invulling):
    """Said of 12 October, meant of 12 September: on 1 October it holds, and on 12 October it is the same words."""
    als(cast.bram).post(adres(oud), invulling(gebaseerd_op=oud.pk, peildatum="2021-09-12", status="afgerond"))
    sleutel = (wereld.zelfscan.pk, wereld.alkmaar.pk)
    for dag in (date(2021, 9, 12), date(2021, 10, 12), date(2021, 12, 31)):
        assert stand(wereld.programma, dag)[sleutel].status == "afgerond"
    geldend = Statusmelding.objects.nieuwste_van(wereld.zelfscan, wereld.alkmaar)
    assert geldend.peildatum == date(2021, 9, 12)


def test_a_correction_to_a_later_day_leaves_nothing_on_the_old_one(als, cast, wereld, oud, invulling):
    als(cast.bram).post(adres(oud), invulling(gebaseerd_op=oud.pk, peildatum="2021-11-12"))
    assert stand(wereld.programma, date(2021, 10, 31)) == {}


def test_correcting_what_was_corrected_goes_on_from_the_newest(als, cast, oud, invulling):
    client = als(cast.bram)
    client.post(adres(oud), invulling(gebaseerd_op=oud.pk, toelichting="Tweede."))
    tweede = Statusmelding.objects.latest("pk")
    antwoord = client.get(adres(oud))
    assert antwoord.context["formulier"].initial["toelichting"] == "Tweede."
    assert "De melding die je opende, was al gecorrigeerd; je gaat verder met de nieuwste." in tekst(antwoord)
    client.post(adres(oud), invulling(gebaseerd_op=tweede.pk, toelichting="Derde."))
    assert Statusmelding.objects.latest("pk").corrigeert == tweede


def test_two_who_correct_the_same_see_what_moved(als, cast, oud, invulling):
    als(cast.anna).post(adres(oud), invulling(gebaseerd_op=oud.pk, toelichting="Van Anna.", openbaar="on"))
    velden = invulling(gebaseerd_op=oud.pk, toelichting="Van Bram.")
    antwoord = als(cast.bram).post(adres(oud), velden)
    assert antwoord.status_code == 409
    assert "Van Anna." in tekst(antwoord)
    assert "Van Bram.</textarea>" in tekst(antwoord)
    formulier = antwoord.context["formulier"]
    verborgen = {veld: str(formulier[veld].value()) for veld in ("gebaseerd_op", "verzoek")}
    als(cast.bram).post(adres(oud), velden | verborgen)
    assert [(m.toelichting, m.corrigeert_id and m.corrigeert.toelichting) for m in Statusmelding.objects.order_by("pk")] == [
        ("Wacht op geld.", None),
        ("Van Anna.", "Wacht op geld."),
        ("Van Bram.", "Van Anna."),
    ]  # fmt: skip


def test_a_double_click_and_no_change_make_no_second_report(als, cast, oud, invulling):
    client = als(cast.bram)
    gelijk = {"status": "in_uitvoering", "peildatum": "2021-10-12", **UITLEG}
    assert client.post(adres(oud), invulling(gebaseerd_op=oud.pk, **gelijk)).status_code == 302
    assert Statusmelding.objects.count() == 1
    velden = invulling(gebaseerd_op=oud.pk)
    assert len({client.post(adres(oud), velden).headers["Location"] for _ in range(3)}) == 1
    assert Statusmelding.objects.count() == 2


def test_a_hidden_text_stays_hidden_for_who_does_not_choose_that(als, cast, wereld, meld, invulling):
    geheim = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering", toelichting="Intern.", openbaar=False)
    als(cast.bram).post(adres(geheim), invulling(gebaseerd_op=geheim.pk, toelichting="Nog steeds intern."))
    assert Statusmelding.objects.latest("pk").openbaar is False


def test_the_rules_of_every_report_hold_for_a_correction(als, cast, oud, invulling):
    antwoord = als(cast.bram).post(adres(oud), invulling(gebaseerd_op=oud.pk, status="", toelichting="Getypt."))
    assert antwoord.context["formulier"].errors == {"status": ["Kies een status."]}
    assert "Getypt.</textarea>" in tekst(antwoord)


def corrigeer(melding, door, **anders):
    velden = {"peildatum": melding.peildatum, "status": "afgerond", "koers": "", "toelichting": "", "bijsturing": ""}
    wie = {"organisatie": melding.organisatie, "door": door, "op": timezone.now()} | anders
    return melden(melding.actie, velden=velden, corrigeert=melding, **wie)


def test_only_who_may_report_for_it_corrects_also_of_what_they_reported_themselves_before(cast, wereld, oud, meld):
    """Carla worked for Alkmaar and is with Hoorn now."""
    van_carla = meld(wereld.zelfscan, wereld.alkmaar, "2021-11-12", "in_uitvoering", gemeld_door=cast.carla)
    for melding in (oud, van_carla):
        with pytest.raises(NietBevoegd):
            corrigeer(melding, cast.carla)
    assert corrigeer(van_carla, cast.bram).corrigeert == van_carla


def test_a_correction_is_about_the_same_and_there_is_one(cast, wereld, oud):
    with pytest.raises(ValidationError, match="dezelfde actie"):
        corrigeer(oud, cast.anna, organisatie=wereld.hoorn)
    corrigeer(oud, cast.bram)
    with pytest.raises(ValidationError, match="al gecorrigeerd"):
        corrigeer(oud, cast.bram)
    with pytest.raises(Tussendoor):
        corrigeer(oud, cast.bram, gebaseerd_op=oud.pk)


def test_the_database_knows_one_correction_of_a_report(wereld, oud, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "afgerond", corrigeert=oud)
    with pytest.raises(IntegrityError):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "afgerond", corrigeert=oud)
