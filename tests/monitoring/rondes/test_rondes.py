"""The pages on which a projectleider opens, edits, extends and closes a round."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from monitoring.models import Updateronde
from tests.antwoord import tekst
from tests.formulier import merken, stuur

ADRES = "/proef/rondes/"


@pytest.fixture
def invoer():
    vandaag = timezone.localdate()

    def velden(**anders):
        return {
            "naam": "Ronde 2021",
            "peildatum": "2021-12-31",
            "opent_op": vandaag.isoformat(),
            "sluit_op": (vandaag + timedelta(days=14)).isoformat(),
            "toelichting": "Meld vóór de kerst.",
        } | anders

    return velden


def test_opening_a_round_with_its_scope(als, cast, wereld, invoer):
    velden = invoer(acties=[wereld.zelfscan.pk], organisaties=[wereld.alkmaar.pk])
    antwoord = als(cast.anna).post(f"{ADRES}nieuw/", velden)
    ronde = Updateronde.objects.get()
    assert antwoord.headers["Location"] == f"{ADRES}{ronde.pk}/"
    assert (ronde.naam, ronde.peildatum, ronde.toelichting) == ("Ronde 2021", date(2021, 12, 31), "Meld vóór de kerst.")
    assert (list(ronde.acties.all()), list(ronde.organisaties.all())) == ([wereld.zelfscan], [wereld.alkmaar])


def test_a_new_round_proposes_today_and_three_weeks(als, cast, wereld):
    formulier = als(cast.anna).get(f"{ADRES}nieuw/").context["form"]
    vandaag = timezone.localdate()
    assert formulier["opent_op"].value() == vandaag
    assert formulier["sluit_op"].value() == vandaag + timedelta(weeks=3)
    assert formulier["peildatum"].value() == date(2023, 12, 31)


@pytest.mark.parametrize(("veld", "waarde", "fout"), [
    ("naam", "", "Dit veld is verplicht."),
    ("peildatum", "2020-12-31", "De peildatum ligt vóór het begin van het programma."),
    ("sluit_op", "2020-01-01", "De ronde sluit vóór zij opent. Kies een latere sluitdatum."),
    ("acties", ["999"], "Selecteer een geldige keuze. 999 is geen beschikbare keuze."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_stored(als, cast, wereld, invoer, veld, waarde, fout):
    antwoord = als(cast.anna).post(f"{ADRES}nieuw/", invoer(**{veld: waarde}))
    assert fout in tekst(antwoord)
    assert not Updateronde.objects.exists()


def test_a_second_round_with_the_same_name_is_refused(als, cast, maak_ronde, invoer):
    maak_ronde("Ronde 2021")
    antwoord = als(cast.anna).post(f"{ADRES}nieuw/", invoer())
    assert "Dit programma heeft al een updateronde met deze naam." in tekst(antwoord)


def test_editing(als, cast, maak_ronde, invoer):
    ronde = maak_ronde()
    stuur(als(cast.anna), f"{ADRES}{ronde.pk}/bewerken/", invoer(naam="Andere naam"))
    ronde.refresh_from_db()
    assert ronde.naam == "Andere naam"
    assert ronde.history.count() >= 2


def test_extending_opens_a_closed_round_again(als, cast, maak_ronde):
    ronde, vandaag = maak_ronde(opent=-9, sluit=-1), timezone.localdate()
    _termijn(als(cast.anna), ronde, {"sluit_op": vandaag.isoformat()})
    ronde.refresh_from_db()
    assert ronde.is_open_op(vandaag)


def test_an_impossible_term_is_refused_and_shown(als, cast, maak_ronde):
    ronde = maak_ronde()
    antwoord = _termijn(als(cast.anna), ronde, {"sluit_op": "2020-01-01"})
    assert "De ronde sluit vóór zij opent." in tekst(antwoord)
    assert Updateronde.objects.get().sluit_op == ronde.sluit_op


@pytest.mark.parametrize(("opent", "sluit_nog"), [(-3, -1), (0, 0)])
def test_closing_ends_it_yesterday_but_never_before_it_opened(als, cast, maak_ronde, opent, sluit_nog):
    ronde = maak_ronde(opent=opent)
    als(cast.anna).post(f"{ADRES}{ronde.pk}/sluiten/")
    ronde.refresh_from_db()
    assert ronde.sluit_op == timezone.localdate() + timedelta(days=sluit_nog)


def test_closing_what_is_not_open_changes_nothing(als, cast, maak_ronde):
    ronde = maak_ronde(opent=-9, sluit=-3)
    assert "is niet open" in tekst(als(cast.anna).post(f"{ADRES}{ronde.pk}/sluiten/", follow=True))
    assert Updateronde.objects.get().sluit_op == ronde.sluit_op


def test_list_says_which_are_open(als, cast, maak_ronde):
    maak_ronde("Straks", opent=2)
    maak_ronde("Nu")
    maak_ronde("Geweest", opent=-9, sluit=-1)
    pagina = tekst(als(cast.anna).get(ADRES))
    assert pagina.index("Straks") < pagina.index("Nog niet open") < pagina.index("<strong>Open</strong>")
    assert pagina.index("<strong>Open</strong>") < pagina.index("Gesloten")


def test_page_shows_how_far_the_round_is(als, cast, wereld, maak_ronde, meld):
    ronde = maak_ronde()
    """Two words of the projectleider, and actie 2 of Alkmaar, Hoorn and Dijk en Waard. Bijdragen do not count."""
    for actie in (wereld.zelfscan, wereld.training):
        meld(actie, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    kop = "1 van de 5 meldingen is binnen. 1 organisatie heeft niemand die kan melden."
    assert kop in tekst(als(cast.anna).get(f"{ADRES}{ronde.pk}/"))


@pytest.mark.parametrize("pad", ["", "nieuw/", "{pk}/", "{pk}/bewerken/"])
@pytest.mark.parametrize(("wie", "code"), [("anna", 200), ("bram", 403), ("dirk", 403), ("eva", 403), (None, 302)])
def test_who_may_see(als, cast, maak_ronde, pad, wie, code):
    ronde = maak_ronde()
    assert als(wie and getattr(cast, wie)).get(ADRES + pad.format(pk=ronde.pk)).status_code == code


@pytest.mark.parametrize("pad", ["termijn", "sluiten"])
@pytest.mark.parametrize(("wie", "code"), [("anna", 405), ("bram", 403)])
def test_changing_takes_a_post(als, cast, maak_ronde, pad, wie, code):
    assert als(getattr(cast, wie)).get(f"{ADRES}{maak_ronde().pk}/{pad}/").status_code == code


@pytest.mark.parametrize("pad", ["termijn", "sluiten", "bewerken"])
def test_who_reports_cannot_change_a_round(als, cast, maak_ronde, invoer, pad):
    ronde = maak_ronde()
    assert als(cast.bram).post(f"{ADRES}{ronde.pk}/{pad}/", invoer()).status_code == 403
    assert Updateronde.objects.get().sluit_op == ronde.sluit_op


def test_menu_leads_there_for_a_projectleider_only(als, cast):
    link = '<a class="gebruiker__link" href="/proef/rondes/">Updaterondes</a>'
    assert link in tekst(als(cast.anna).get("/proef/"))
    assert link not in tekst(als(cast.bram).get("/proef/"))


def _termijn(client, ronde, velden):
    """Its form stands on the page of the round."""
    pagina = client.get(f"{ADRES}{ronde.pk}/")
    return client.post(f"{ADRES}{ronde.pk}/termijn/", merken(pagina) | velden)
