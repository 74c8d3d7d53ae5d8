"""Reporting: who may, on behalf of whom, what is asked, and that nothing is stored twice."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from acties.models import Lidmaatschap
from monitoring.melden.melding import NietBevoegd, melden
from monitoring.models import Statusmelding
from tests.antwoord import tekst

ADRES = {nummer: f"/proef/acties/{nummer}/melden/" for nummer in (1, 2, 3, 99)}


def test_bram_reports_for_alkmaar(als, cast, wereld, invulling):
    antwoord = als(cast.bram).post(ADRES[2], invulling())
    melding = Statusmelding.objects.get()
    assert antwoord.headers["Location"] == reverse("monitoring:melding_opgeslagen", args=["proef", 2, melding.pk])
    assert (melding.actie, melding.organisatie, melding.gemeld_door) == (wereld.zelfscan, wereld.alkmaar, cast.bram)
    assert (melding.status, melding.koers, melding.toelichting, melding.bijsturing) == (
        "in_uitvoering",
        "",
        "De teams zijn begonnen.",
        "",
    )
    assert (melding.peildatum, melding.bron, melding.openbaar, melding.ongewijzigd) == (
        date(2021, 12, 31),
        "web",
        True,
        False,
    )


def test_confirmation_names_what_was_stored_and_the_way_on(als, cast, wereld, invulling):
    pagina = tekst(als(cast.bram).post(ADRES[2], invulling(), follow=True))
    assert "Opgeslagen: actie 2 staat voor Alkmaar op “In uitvoering”, peildatum 31 december 2021." in pagina
    assert '<a href="/proef/mijn-acties/?organisatie=alkmaar">Naar mijn acties</a>' in pagina


def test_confirmation_leads_to_the_next_one(als, cast, wereld, invulling):
    wereld.voorlichting.hoofdverantwoordelijken.add(wereld.gemeenten)
    wereld.voorlichting.uitvoering = "per_organisatie"
    wereld.voorlichting.save()
    pagina = tekst(als(cast.bram).post(ADRES[2], invulling(), follow=True))
    assert '<a href="/proef/acties/3/melden/?namens=alkmaar">Meld meteen over 3. Voorlichting</a>' in pagina


@pytest.mark.parametrize(
    ("wie", "nummer", "code"),
    [
        ("bram", 2, 200),
        ("carla", 2, 200),
        ("anna", 2, 200),
        ("anna", 3, 200),
        ("vera", 3, 200),
        ("bram", 3, 404),
        ("vera", 2, 404),
        ("bram", 99, 404),
        ("dirk", 2, 403),
        ("eva", 2, 403),
        (None, 2, 302),
    ],
)
def test_who_may_open_the_form(als, cast, wie, nummer, code):
    assert als(wie and getattr(cast, wie)).get(ADRES[nummer]).status_code == code


@pytest.mark.parametrize(
    ("wie", "nummer", "code"), [("bram", 3, 404), ("dirk", 2, 403), ("eva", 2, 403), (None, 2, 403)]
)
def test_who_may_not_report_stores_nothing(als, cast, invulling, wie, nummer, code):
    assert als(wie and getattr(cast, wie)).post(ADRES[nummer], invulling()).status_code == code
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize("methode", ["put", "delete", "patch"])
def test_other_methods_are_refused(als, cast, methode):
    assert getattr(als(cast.bram), methode)(ADRES[2]).status_code == 405


@pytest.mark.parametrize("namens", ["hoorn", "", "bestaat-niet"])
def test_nobody_reports_for_someone_else(als, cast, invulling, namens):
    assert als(cast.bram).post(ADRES[2], invulling(namens=namens)).status_code == 404
    assert als(cast.bram).get(f"{ADRES[2]}?namens={namens}").status_code == 404
    assert Statusmelding.objects.count() == 0


def test_extra_fields_change_nothing(als, cast, wereld, invulling):
    extra = {
        "organisatie": wereld.hoorn.pk,
        "gemeld_door": cast.anna.pk,
        "actie": wereld.training.pk,
        "bron": "excel",
        "gemeld_op": "2020-01-01",
        "ongewijzigd": "on",
        "openbaar": "",
    }
    als(cast.bram).post(ADRES[2], invulling(**extra))
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.gemeld_door, melding.actie) == (wereld.alkmaar, cast.bram, wereld.zelfscan)
    assert (melding.bron, melding.ongewijzigd, melding.openbaar) == ("web", False, True)
    assert melding.gemeld_op.year == timezone.now().year


def test_projectleider_reports_for_the_whole_region_and_keeps_a_text_inside(als, cast, invulling):
    als(cast.anna).post(ADRES[2], invulling(namens=""))
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.openbaar) == (None, False)  # the box was not ticked


def test_projectleider_reports_for_an_organisation_of_then(als, cast, wereld, invulling):
    als(cast.anna).post(ADRES[2], invulling(namens="langedijk", openbaar="on"))
    assert Statusmelding.objects.get().organisatie == wereld.langedijk


def test_not_for_an_organisation_that_did_not_exist_on_the_peildatum(als, cast, invulling):
    antwoord = als(cast.anna).post(ADRES[2], invulling(namens="langedijk", peildatum="2022-01-01"))
    assert "Langedijk bestond niet op 1 januari 2022." in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


def keuzes(antwoord):
    return [str(wie or "regio") for _, groep in antwoord.context["groepen"] for wie in groep.values()]


def test_projectleider_chooses_from_who_is_responsible(als, cast):
    antwoord = als(cast.anna).get(ADRES[3])
    assert keuzes(antwoord) == ["regio", "Veilig Thuis Proef"]
    for adres in ("/proef/acties/3/melden/?namens=", "/proef/acties/3/melden/?namens=veilig-thuis-proef"):
        assert f'href="{adres}"' in tekst(antwoord)
    assert "<form method" not in tekst(antwoord).partition("<main")[2]  # nothing to send before there is a choice


def test_user_of_two_organisations_chooses(als, cast, wereld, invulling):
    Lidmaatschap.objects.create(gebruiker=cast.bram, rol="beleidsambtenaar", organisatie=wereld.hoorn)
    client = als(cast.bram)
    assert keuzes(client.get(ADRES[2])) == ["Alkmaar", "Hoorn"]
    client.post(ADRES[2], invulling(namens="hoorn"))
    assert Statusmelding.objects.get().organisatie == wereld.hoorn


def test_who_speaks_for_the_region_and_for_an_organisation_chooses(als, cast, wereld, vera_spreekt):
    wereld.training.hoofdverantwoordelijken.add(wereld.veilig_thuis)
    antwoord = als(cast.vera).get(ADRES[1])
    assert antwoord.context["groepen"] == [
        ("Dit wordt de status van de actie.", {"": None}),
        (
            "Dit wordt een bijdrage: zij staat bij de actie, maar is niet de status van de regio.",
            {"veilig-thuis-proef": wereld.vt},
        ),
    ]
    assert all(knop in tekst(antwoord) for knop in (">Voor de hele regio</a>", ">Namens Veilig Thuis Proef</a>"))
    gekozen = tekst(als(cast.vera).get(f"{ADRES[1]}?namens="))
    assert "Je meldt <strong>voor de hele regio</strong>." in gekozen
    assert f'<a href="{ADRES[1]}">Kies iemand anders</a>' in gekozen


@pytest.mark.parametrize("wie", ["anna", "vera"])
def test_sending_without_the_choice_is_refused_and_keeps_the_words(als, cast, wereld, vera_spreekt, invulling, wie):
    wereld.training.hoofdverantwoordelijken.add(wereld.veilig_thuis)
    velden = invulling(toelichting="Met zorg geschreven.")
    del velden["namens"]
    antwoord = als(getattr(cast, wie)).post(ADRES[1], velden)
    assert antwoord.status_code == 400
    assert "Kies eerst namens wie je meldt. Er is nog niets opgeslagen." in tekst(antwoord)
    assert "Met zorg geschreven.</textarea>" in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


def test_user_of_one_organisation_has_nothing_to_choose(als, cast):
    pagina = als(cast.bram).get(ADRES[2])
    assert pagina.context["organisatie"].naam == "Alkmaar"
    assert "Kies iemand anders" not in tekst(pagina)


def test_user_of_a_merged_municipality_reports_for_its_successor(als, cast, wereld):
    Lidmaatschap.objects.filter(gebruiker=cast.bram).update(organisatie=wereld.langedijk)
    assert als(cast.bram).get(ADRES[2]).context["namens"] == "dijk-en-waard"


def test_a_double_click_makes_one_melding(als, cast, invulling):
    client, velden = als(cast.bram), invulling()
    antwoorden = [client.post(ADRES[2], velden) for _ in range(3)]
    bewijs = f"/proef/acties/2/meldingen/{Statusmelding.objects.get().pk}/"
    assert {(antwoord.status_code, antwoord.headers["Location"]) for antwoord in antwoorden} == {(302, bewijs)}


def test_going_back_and_sending_the_same_again_makes_no_second_melding(als, cast, invulling):
    """The browser asks for a fresh form, so the second one has a verzoek of its own."""
    client = als(cast.bram)
    client.post(ADRES[2], invulling())
    melding = Statusmelding.objects.get()
    nogmaals = invulling(gebaseerd_op=melding.pk)
    assert client.post(ADRES[2], nogmaals).headers["Location"] == f"/proef/acties/2/meldingen/{melding.pk}/"
    assert Statusmelding.objects.count() == 1


@pytest.mark.parametrize("anders", [{"toelichting": "De teams zijn klaar."}, {"peildatum": "2021-12-30"}])
def test_what_differs_in_anything_is_a_melding_of_its_own(als, cast, invulling, anders):
    client = als(cast.bram)
    client.post(ADRES[2], invulling())
    client.post(ADRES[2], invulling(gebaseerd_op=Statusmelding.objects.get().pk) | anders)
    assert Statusmelding.objects.count() == 2


def test_saying_what_someone_else_said_is_a_melding_of_its_own(als, cast, invulling):
    als(cast.anna).post(ADRES[2], invulling() | {"openbaar": "on"})
    als(cast.bram).post(ADRES[2], invulling(gebaseerd_op=Statusmelding.objects.get().pk))
    assert Statusmelding.objects.count() == 2


def test_someone_elses_verzoek_is_refused_without_an_error(als, cast, invulling):
    velden = invulling()
    als(cast.bram).post(ADRES[2], velden)
    antwoord = als(cast.carla).post(ADRES[2], velden | {"namens": "hoorn"})
    assert antwoord.status_code == 200
    assert antwoord.context["formulier"].non_field_errors()
    assert Statusmelding.objects.count() == 1


@pytest.mark.parametrize("veld", ["gebaseerd_op", "verzoek"])
@pytest.mark.parametrize("waarde", ["", "onzin", "9" * 5000])
def test_a_broken_hidden_field_is_repaired(als, cast, invulling, veld, waarde):
    client = als(cast.bram)
    antwoord = client.post(ADRES[2], invulling(**{veld: waarde}))
    formulier = antwoord.context["formulier"]
    assert "niet compleet" in formulier.non_field_errors()[0]
    client.post(ADRES[2], invulling(**{naam: formulier[naam].value() for naam in ("gebaseerd_op", "verzoek")}))
    assert Statusmelding.objects.count() == 1


def test_a_melding_about_an_earlier_day_says_that_the_later_one_stays(als, cast, wereld, meld, invulling):
    later = meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond")
    velden = invulling(peildatum="2021-06-30", gebaseerd_op=later.pk)
    pagina = tekst(als(cast.bram).post(ADRES[2], velden, follow=True))
    assert "Er is al een melding over een latere dag, 31 december 2021." in pagina


def test_the_act_itself_refuses_who_may_not(wereld, cast):
    velden = {"peildatum": date(2021, 12, 31), "status": "afgerond", "toelichting": "", "bijsturing": "", "koers": ""}
    for door, organisatie in (
        (cast.bram, wereld.hoorn),
        (cast.bram, None),
        (cast.vera, wereld.vt),
        (cast.dirk, wereld.alkmaar),
    ):
        with pytest.raises(NietBevoegd):
            melden(wereld.zelfscan, organisatie=organisatie, door=door, op=timezone.now(), velden=velden)
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize("aantal", [1, 50])
def test_reporting_costs_the_same_number_of_queries_whatever_the_history(
    als, cast, wereld, meld, invulling, aantal, django_assert_num_queries
):
    for _ in range(aantal):
        laatste = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_ontwikkeling")
    client, velden = als(cast.bram), invulling(gebaseerd_op=laatste.pk)
    with django_assert_num_queries(11):
        client.get(ADRES[2])
    with django_assert_num_queries(38):
        client.post(ADRES[2], velden)
