"""The projectleider writes a judgement next to the figures; nothing is overwritten unseen and nothing is stored twice."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from acties.models import Programma
from acties.spoor.gezien import Tussendoor, merk_van
from monitoring.jaar.bijschrijven import Vastgesteld, bijschrijven
from monitoring.models import Duiding, Evaluatie
from tests.monitoring.lezen.test_gemeenten import tekst

LEEG = {"oordeel": "", "tekst": ""}


@pytest.fixture
def url(wereld):
    return reverse("monitoring:duiding_bewerken", args=[wereld.programma.slug, 2022, "K1"])


@pytest.fixture
def detail(wereld):
    return reverse("monitoring:evaluatie_detail", args=[wereld.programma.slug, 2022])


@pytest.fixture
def invulling():
    """What the browser sends: the fields, and a mark of what stood there when the form opened."""

    def velden(antwoord, **anders):
        return {"gezien": antwoord.context["form"]["gezien"].value(), **LEEG, **anders}

    return velden


def _duidingen():
    return [(d.evaluatie.jaar, d.onderdeel.code, d.oordeel, d.tekst) for d in Duiding.objects.all()]


def _bewaar(wereld, oordeel, tekst, jaar=2022):
    evaluatie = Evaluatie.objects.geldend_of_nieuw(wereld.programma, jaar)
    return Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel=oordeel, tekst=tekst)


# Who writes


@pytest.mark.parametrize("naam", ["bram", "carla", "vera", "dirk", "eva"])
def test_others_may_not(als, cast, url, naam):
    client = als(getattr(cast, naam))
    assert [client.get(url).status_code, client.post(url, {"tekst": "Van mij."}).status_code] == [403, 403]
    assert _duidingen() == []


def test_anonymous_goes_to_login(als, url):
    client = als(None)
    assert [client.get(url).url, client.post(url, {}).url] == [f"/accounts/login/?next={url}"] * 2


def test_visitor_of_a_public_site_goes_to_login_too(als, url, settings):
    settings.DASHBOARD_OPENBAAR = True
    assert als(None).get(url).url == f"/accounts/login/?next={url}"


def test_wrong_method_is_refused(als, cast, url):
    client = als(cast.anna)
    assert [client.put(url).status_code, client.delete(url).status_code] == [405, 405]


@pytest.mark.parametrize(("jaar", "code"), [(1999, "K1"), (2024, "K1"), (2022, "X9")])
def test_another_year_or_onderdeel_is_not_found(als, cast, jaar, code):
    client = als(cast.anna)
    adres = reverse("monitoring:duiding_bewerken", args=["proef", jaar, code])
    assert [client.get(adres).status_code, client.post(adres, {"tekst": "x"}).status_code] == [404, 404]


def test_onderdeel_of_another_programme_is_not_found(als, cast, wereld):
    Programma.objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    assert als(cast.anna).get(reverse("monitoring:duiding_bewerken", args=["ander", 2022, "K1"])).status_code == 404


# Writing


def test_form_shows_the_figures_beside_the_text(als, cast, wereld, meld, url):
    meld(wereld.training, None, "2022-10-01", "afgerond")
    antwoord = tekst(als(cast.anna).get(url))
    assert "2 acties op 31 december 2022" in antwoord
    assert "✓ Afgerond 1 50% +1 1 meer dan vorig jaar" in antwoord
    assert "1. Trainingen geven ✓ Afgerond" in antwoord


def test_reading_the_form_makes_nothing(als, cast, url):
    als(cast.anna).get(url)
    assert (Evaluatie.objects.count(), Duiding.objects.count()) == (0, 0)


def test_projectleider_writes_a_judgement(als, cast, url, detail, invulling):
    client = als(cast.anna)
    antwoord = client.post(url, invulling(client.get(url), oordeel="aandacht", tekst="Het gaat langzaam."))
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"{detail}#K1")
    assert _duidingen() == [(2022, "K1", "aandacht", "Het gaat langzaam.")]
    assert "Opgeslagen: Duiding Lokaal." in client.get(detail).content.decode()


def test_saving_can_go_on_to_the_next_onderdeel(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    formulier = client.get(url)
    assert "Opslaan en naar Preventie" in formulier.content.decode()
    antwoord = client.post(url, invulling(formulier, tekst="Het gaat.", naar="A1"))
    assert antwoord["Location"] == reverse("monitoring:duiding_bewerken", args=[wereld.programma.slug, 2022, "A1"])
    assert _duidingen() == [(2022, "K1", "", "Het gaat.")]
    assert "Opslaan en naar" not in client.get(antwoord["Location"]).content.decode()


@pytest.mark.parametrize("naar", ["", "K9", "//elders.example/"])
def test_an_unknown_next_onderdeel_goes_back_to_the_evaluatie(als, cast, url, detail, invulling, naar):
    client = als(cast.anna)
    assert client.post(url, invulling(client.get(url), naar=naar))["Location"] == f"{detail}#K1"


def test_what_stands_there_comes_back_in_the_form(als, cast, wereld, url):
    _bewaar(wereld, "op_schema", "Alles loopt.")
    antwoord = als(cast.anna).get(url).content.decode()
    assert ("Alles loopt." in antwoord, 'value="op_schema" required' in antwoord) == (True, False)


def test_judgement_can_be_taken_back(als, cast, wereld, url, invulling):
    _bewaar(wereld, "op_schema", "Alles loopt.")
    client = als(cast.anna)
    client.post(url, invulling(client.get(url)))
    assert _duidingen() == [(2022, "K1", "", "")]


def test_each_year_has_its_own(als, cast, wereld, url, invulling):
    _bewaar(wereld, "op_schema", "Toen.", jaar=2021)
    client = als(cast.anna)
    client.post(url, invulling(client.get(url), tekst="Nu."))
    assert sorted(_duidingen()) == [(2021, "K1", "op_schema", "Toen."), (2022, "K1", "", "Nu.")]


def test_extra_fields_change_nothing(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    extra = {"onderdeel": wereld.lijn.pk, "evaluatie": 99, "id": 99, "jaar": 2021, "fase": "vastgesteld"}
    client.post(url, invulling(client.get(url), tekst="Alleen dit.", **extra))
    assert _duidingen() == [(2022, "K1", "", "Alleen dit.")]
    assert Evaluatie.objects.get().fase == "voorbereiding"


def test_wrong_judgement_is_refused_and_the_text_stays(als, cast, url, invulling):
    client = als(cast.anna)
    antwoord = client.post(url, invulling(client.get(url), oordeel="prima", tekst="Mijn lange tekst."))
    assert (antwoord.status_code, "Mijn lange tekst." in antwoord.content.decode()) == (200, True)
    assert _duidingen() == []


@pytest.mark.parametrize(
    "tekst", ["Bel 06-12345678 voor meer.", "BSN 111222333", "stuurteken \x01 hier", "x" * 10_001, "nul \x00"]
)
def test_data_of_persons_and_unreadable_text_are_refused(als, cast, wereld, url, invulling, tekst):
    _bewaar(wereld, "", "Het gaat.")
    client = als(cast.anna)
    antwoord = client.post(url, invulling(client.get(url), tekst=tekst))
    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (200, ["tekst"])
    assert _duidingen() == [(2022, "K1", "", "Het gaat.")]


def test_who_wrote_it_stands_in_the_history(als, cast, url, invulling):
    client = als(cast.anna)
    client.post(url, invulling(client.get(url), tekst="Van Anna."))
    assert [regel.history_user for regel in Duiding.objects.get().history.all()] == [cast.anna]


# Twice, empty and in between


def test_double_click_writes_once(als, cast, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), tekst="Eén keer.")
    assert [client.post(url, velden).status_code for _ in range(2)] == [302, 302]
    assert (len(_duidingen()), Duiding.history.count()) == (1, 1)


def test_empty_form_stores_no_empty_judgement(als, cast, url):
    assert als(cast.anna).post(url, {}).status_code == 302
    assert _duidingen() == []


def test_form_without_its_mark_is_stored_where_nothing_stood(als, cast, url):
    als(cast.anna).post(url, {"tekst": "Zonder kenmerk."})
    assert _duidingen() == [(2022, "K1", "", "Zonder kenmerk.")]


@pytest.mark.parametrize("vervalst", ["", "x" * 32, "x" * 64])
def test_form_without_a_true_mark_overwrites_nothing(als, cast, wereld, url, vervalst):
    _bewaar(wereld, "op_schema", "Van Eva.")
    assert als(cast.anna).post(url, {"tekst": "Blind.", "gezien": vervalst}).status_code == 409
    assert _duidingen() == [(2022, "K1", "op_schema", "Van Eva.")]


def test_text_from_in_between_is_shown_beside_mine(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), oordeel="aandacht", tekst="Mijn tekst.")
    _bewaar(wereld, "op_schema", "De andere tekst.")
    antwoord = client.post(url, velden)
    assert antwoord.status_code == 409
    pagina = tekst(antwoord)
    assert "Veld Wat er nu staat Wat jij verstuurde Oordeel" in pagina
    assert re.search(r"Oordeel \S+ Op schema \S+ Aandacht Duiding De andere tekst. Mijn tekst.", pagina)
    assert _duidingen() == [(2022, "K1", "op_schema", "De andere tekst.")]


def test_conflict_names_who_wrote_in_between(als, cast, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), tekst="Eerste venster.")
    client.post(url, invulling(client.get(url), tekst="Tweede venster."))
    assert "Anna sloeg intussen iets anders op." in tekst(client.post(url, velden))


def test_who_saw_both_texts_may_choose(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), tekst="Mijn tekst.")
    _bewaar(wereld, "op_schema", "De andere tekst.")
    conflict = client.post(url, velden)
    assert client.post(url, invulling(conflict, tekst="Samen.")).status_code == 302
    assert _duidingen() == [(2022, "K1", "", "Samen.")]


def test_a_third_text_is_a_conflict_again(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), tekst="Mijn tekst.")
    duiding = _bewaar(wereld, "", "De tweede.")
    conflict = client.post(url, velden)
    duiding.tekst = "De derde."
    duiding.save()
    assert client.post(url, invulling(conflict, tekst="Mijn tekst.")).status_code == 409
    assert _duidingen() == [(2022, "K1", "", "De derde.")]


def test_same_text_from_someone_else_is_no_conflict(als, cast, wereld, url, invulling):
    client = als(cast.anna)
    velden = invulling(client.get(url), tekst="Precies dit.")
    _bewaar(wereld, "", "Precies dit.")
    assert client.post(url, velden).status_code == 302


# Adopted


@pytest.fixture
def vastgesteld(wereld, cast):
    return Evaluatie.objects.create(
        programma=wereld.programma,
        jaar=2022,
        peildatum=date(2022, 12, 31),
        fase="vastgesteld",
        verslag={},
        sha256="0" * 64,
        vastgesteld_op=datetime(2023, 2, 1, tzinfo=UTC),
        vastgesteld_door=cast.anna,
    )


def test_adopted_year_takes_no_judgement(vastgesteld, wereld):
    with pytest.raises(Vastgesteld):
        bijschrijven(Duiding(onderdeel=wereld.kern), wereld.programma, 2022, velden=LEEG, gezien="")


def test_form_of_an_adopted_year_leads_back_with_a_message(als, cast, vastgesteld, url, detail):
    client = als(cast.anna)
    assert client.get(url)["Location"] == detail
    boodschappen = [str(bericht) for bericht in get_messages(client.get(url).wsgi_request)]
    assert set(boodschappen) == {"De evaluatie van 2022 is vastgesteld en verandert niet meer."}


def test_text_sent_while_someone_adopted_stays_on_its_page(als, cast, vastgesteld, url):
    antwoord = als(cast.anna).post(url, {"tekst": "Toch nog."})
    assert antwoord.status_code == 409
    pagina = tekst(antwoord)
    assert "De evaluatie van 2022 is vastgesteld en verandert niet meer. Je tekst is niet opgeslagen" in pagina
    assert "Toch nog.</textarea>" in antwoord.content.decode()
    assert _duidingen() == []


def test_act_refuses_what_it_did_not_see(wereld):
    duiding = _bewaar(wereld, "", "Staat er.")
    velden = LEEG | {"tekst": "Nieuw."}
    with pytest.raises(Tussendoor) as conflict:
        bijschrijven(Duiding(onderdeel=wereld.kern), wereld.programma, 2022, velden=velden, gezien="iets anders")
    assert conflict.value.huidig == duiding
    gezien = merk_van(duiding, velden)
    assert bijschrijven(Duiding(onderdeel=wereld.kern), wereld.programma, 2022, velden=velden, gezien=gezien) is True
