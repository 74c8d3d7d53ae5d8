"""Confirming a bijdrage: one act that makes it the word for the region, and says whose it was."""

from datetime import date

import pytest

from monitoring.models import Statusmelding
from monitoring.verslag.opbouw import bouw_verslag
from tests.antwoord import tekst

UITLEG = {"koers": "aandacht", "toelichting": "Wacht op geld.", "bijsturing": "Begroting vragen."}


@pytest.fixture
def bijdrage(wereld, meld, vera_spreekt):
    return meld(wereld.training, wereld.hoorn, "2021-06-01", "in_uitvoering", openbaar=False, **UITLEG)


def adres(melding):
    return f"/proef/acties/1/meldingen/{melding.pk}/bevestigen/"


def test_one_click_makes_it_the_word_for_the_region(als, cast, wereld, bijdrage):
    antwoord = als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": 0})
    woord = Statusmelding.objects.latest("pk")
    assert antwoord.headers["Location"] == f"/proef/acties/1/meldingen/{woord.pk}/"
    assert (woord.organisatie, woord.spreker, woord.bevestigt, woord.gemeld_door) == (
        None, wereld.vt, wereld.hoorn, cast.vera,
    )  # fmt: skip
    assert (woord.peildatum, woord.status, woord.openbaar) == (date(2021, 6, 1), "in_uitvoering", False)
    assert {veld: getattr(woord, veld) for veld in UITLEG} == UITLEG
    stand = bouw_verslag(wereld.programma, date(2021, 6, 1)).actie(1)
    assert (stand.status, stand.nog_niet_bevestigd, stand.melding.bevestigt) == ("in_uitvoering", False, "Hoorn")


def test_the_receipt_and_the_history_say_whose_it_was(als, cast, bijdrage):
    antwoord = als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": 0}, follow=True)
    gegevens = {gegeven.naam: gegeven for gegeven in antwoord.context["bewijs"].gegevens}
    assert gegevens["Bevestigt"].tekst == "De bijdrage van Hoorn"
    assert gegevens["Status"].herkomst == "Overgenomen van 1 juni 2021."
    assert antwoord.context["bewijs"].betekenis == "Dit is nu de status van de regio."
    assert "bevestigt de bijdrage van Hoorn" in tekst(als(cast.vera).get("/proef/acties/1/"))


@pytest.mark.parametrize(
    ("wie", "code"),
    [("vera", 302), ("anna", 302), ("bram", 404), ("carla", 404), ("dirk", 403), ("eva", 403)],
)
def test_who_speaks_for_the_region_confirms(als, cast, bijdrage, wie, code):
    assert als(getattr(cast, wie)).post(adres(bijdrage), {"gebaseerd_op": 0}).status_code == code
    assert Statusmelding.objects.filter(organisatie=None).exists() is (code == 302)


def test_anonymous_goes_to_the_login_and_a_get_is_refused(als, cast, bijdrage):
    assert als(None).get(adres(bijdrage)).headers["Location"].startswith("/accounts/login/")
    assert als(cast.vera).get(adres(bijdrage)).status_code == 405


KNOP = "Bevestig de bijdrage van Hoorn voor de regio"


@pytest.mark.parametrize(("wie", "ziet"), [("vera", True), ("anna", True), ("bram", False), ("dirk", False)])
def test_the_button_is_for_who_may(als, cast, bijdrage, wie, ziet):
    assert (KNOP in tekst(als(getattr(cast, wie)).get("/proef/acties/1/"))) is ziet


def test_a_double_click_makes_one_word(als, cast, bijdrage):
    client = als(cast.vera)
    assert len({client.post(adres(bijdrage), {"gebaseerd_op": 0}).headers["Location"] for _ in range(3)}) == 1
    assert Statusmelding.objects.filter(organisatie=None).count() == 1


def geweigerd(als, cast, melding, gezien):
    """What the page says after confirming this."""
    aantal = Statusmelding.objects.count()
    pagina = tekst(als(cast.vera).post(adres(melding), {"gebaseerd_op": gezien}, follow=True))
    assert Statusmelding.objects.count() == aantal
    return pagina


def test_nvt_says_nothing_of_the_region(als, cast, wereld, meld, vera_spreekt):
    nvt = meld(wereld.training, wereld.hoorn, "2021-06-01", "nvt", toelichting="Geen teams.")
    pagina = tekst(als(cast.vera).get("/proef/acties/1/"))
    assert KNOP not in pagina
    assert "Niet te bevestigen. N.v.t. zegt alleen iets over Hoorn." in pagina
    assert "N.v.t. zegt alleen iets over Hoorn." in geweigerd(als, cast, nvt, 0)


def test_a_bijdrage_older_than_the_last_word_is_past(als, cast, wereld, meld, bijdrage):
    woord = meld(wereld.training, None, "2021-07-01", "in_ontwikkeling")
    pagina = tekst(als(cast.vera).get("/proef/acties/1/"))
    assert KNOP not in pagina
    zin = "Ouder dan wat namens de regio is gemeld over 1 juli 2021."
    assert f"Niet te bevestigen. {zin}" in pagina
    assert f"Deze bijdrage is niet te bevestigen. {zin}" in geweigerd(als, cast, bijdrage, woord.pk)


def test_what_is_confirmed_is_not_called_older_than_the_word_it_became(als, cast, bijdrage):
    als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": 0})
    pagina = tekst(als(cast.vera).get("/proef/acties/1/"))
    assert "Niet te bevestigen. Hierna is over 1 juni 2021 ook namens de regio gemeld." in pagina


def test_what_the_organisation_has_changed_meanwhile_is_not_confirmed(als, cast, wereld, meld, bijdrage):
    meld(wereld.training, wereld.hoorn, "2021-08-01", "afgerond")
    assert "Hoorn meldde intussen iets anders. Bekijk die bijdrage." in geweigerd(als, cast, bijdrage, 0)


def test_who_spoke_meanwhile_is_shown_beside_it(als, cast, wereld, meld, bijdrage):
    woord = meld(wereld.training, None, "2021-05-01", "niet_gestart", toelichting="Anna was eerder.")
    antwoord = als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": 0})
    assert antwoord.status_code == 409
    for deel in ("Anna was eerder.", "Wacht op geld.", "De bijdrage is nog niet bevestigd.", KNOP):
        assert deel in tekst(antwoord)
    assert f'name="gebaseerd_op" value="{woord.pk}"' in tekst(antwoord)
    assert als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": woord.pk}).status_code == 302


def test_a_conflict_with_a_later_word_leaves_nothing_to_confirm(als, cast, wereld, meld, bijdrage):
    meld(wereld.training, None, "2021-12-01", "afgerond")
    antwoord = als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": 0})
    assert antwoord.status_code == 409
    assert "Ouder dan wat namens de regio is gemeld over 1 december 2021." in tekst(antwoord)
    assert KNOP not in tekst(antwoord)


def test_an_old_koers_does_not_come_along(als, cast, wereld, oude_koers, vera_spreekt):
    klaar = oude_koers(wereld.training, wereld.hoorn, "2021-06-01", "afgerond", "op_schema")
    als(cast.vera).post(adres(klaar), {"gebaseerd_op": 0})
    woord = Statusmelding.objects.latest("pk")
    assert (woord.status, woord.koers) == ("afgerond", "")


def test_the_part_of_an_organisation_is_no_bijdrage(als, cast, wereld, meld):
    eigen = meld(wereld.zelfscan, wereld.hoorn, "2021-06-01", "afgerond")
    assert KNOP not in tekst(als(cast.anna).get("/proef/acties/2/"))
    assert als(cast.anna).post(f"/proef/acties/2/meldingen/{eigen.pk}/bevestigen/").status_code == 404


@pytest.mark.parametrize("gezien", ["", "x", "-1", "9" * 5000])
def test_a_broken_mark_has_seen_no_word(als, cast, wereld, meld, bijdrage, gezien):
    meld(wereld.training, None, "2021-05-01", "niet_gestart")
    assert als(cast.vera).post(adres(bijdrage), {"gebaseerd_op": gezien}).status_code == 409
