"""The pages of decisions and adoption, by role, with what was typed kept when something is wrong."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from acties.models import Besluit, Collegebesluit
from monitoring.models import Evaluatie
from tests.antwoord import tekst
from tests.formulier import merken, stuur
from tests.vaststellen import vaststellen

INVULLING = {"orgaan": "PORA", "datum": "2022-02-02", "kenmerk": "Z-1", "omschrijving": "Eén jaar later."}
JAREN = {"startjaar": "2022", "eindjaar": "2023", "doorlopend": "", "planning_toelichting": ""}
LIJST = "/proef/besluiten/"
VASTSTELLING = "/proef/besluiten/vaststelling/"


def nieuw(soort, actie=None):
    doel = reverse("monitoring:besluit_vastleggen", args=["proef", soort])
    return f"{doel}?actie={actie}" if actie else doel


def besluit(wereld, **velden):
    velden = {"soort": "overig", "orgaan": "PORA", "datum": date(2022, 2, 2), "omschrijving": "Anders."} | velden
    return Besluit.objects.create(programma=wereld.programma, **velden)


def test_choosing_what_was_decided_leads_to_its_own_form(als, cast):
    client = als(cast.anna)
    vraag = {"soort": "verplaatst", "actie": "1"}
    assert client.get(f"{LIJST}nieuw/", vraag)["Location"] == nieuw("verplaatst", 1)
    assert client.get(f"{LIJST}nieuw/", {"soort": "toegevoegd", "actie": ""})["Location"] == nieuw("toegevoegd")


def test_a_change_of_an_actie_asks_which_one(als, cast):
    antwoord = als(cast.anna).get(f"{LIJST}nieuw/", {"soort": "vervallen", "actie": ""})
    assert antwoord.status_code == 400
    assert antwoord.context["form"].errors == {"actie": ["Kies de actie waar het besluit over gaat."]}


def test_the_form_begins_with_the_planning_of_now(als, cast, wereld):
    form = als(cast.anna).get(nieuw("verplaatst", 2)).context["form"]
    assert (form["startjaar"].value(), form["eindjaar"].value()) == (2021, 2022)


def test_recording_it_moves_the_actie_and_shows_the_decision_everywhere(als, cast, wereld):
    client = als(cast.anna)
    antwoord = stuur(client, nieuw("verplaatst", 1), INVULLING | JAREN)
    assert antwoord["Location"] == f"{LIJST}#besluit-{Besluit.objects.get().pk}"
    client = als(cast.dirk)
    for pad in ("besluiten/", "acties/1/", "evaluatie/2022/"):
        assert "De planning was 2021 en wordt 2022–2023." in tekst(client.get(f"/proef/{pad}")), pad
    assert "De planning was" not in tekst(client.get("/proef/evaluatie/2021/"))
    assert "De planning was" not in tekst(client.get("/proef/acties/2/"))


def test_what_does_not_fit_is_told_at_its_field_and_the_text_stays(als, cast):
    antwoord = stuur(als(cast.anna), nieuw("verplaatst", 1), INVULLING | JAREN | {"eindjaar": "2030"})
    form = antwoord.context["form"]
    assert form.errors == {"eindjaar": ["Het programma loopt van 2021 tot en met 2023. Kies een jaar daarbinnen."]}
    assert (form["omschrijving"].value(), Besluit.objects.count()) == ("Eén jaar later.", 0)


def test_a_decision_of_tomorrow_is_not_taken_yet(als, cast):
    morgen = timezone.localdate() + timedelta(days=1)
    antwoord = als(cast.anna).post(nieuw("overig"), INVULLING | {"datum": morgen.isoformat()})
    assert antwoord.context["form"].errors == {"datum": ["Deze dag is nog niet geweest. Leg vast wat al is besloten."]}


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("omschrijving", "Voor mevrouw, geboren 1 mei 1980."),
        ("omschrijving", "voor\x1bna"),
        ("orgaan", "voor\x1bna"),
        ("orgaan", "a" * 151),
        ("kenmerk", "voor\x00na"),
        ("datum", "9" * 5000),
        ("datum", "2022-02-30"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(als, cast, veld, waarde):
    antwoord = als(cast.anna).post(nieuw("overig"), INVULLING | {veld: waarde})
    assert (list(antwoord.context["form"].errors), Besluit.objects.count()) == ([veld], 0)


@pytest.mark.parametrize("jaar", ["9" * 5000, "-1", "0", "2022.5", "onzin", "2147483648"])
def test_a_year_that_is_none_is_refused_at_its_field(als, cast, jaar):
    antwoord = stuur(als(cast.anna), nieuw("verplaatst", 1), INVULLING | JAREN | {"startjaar": jaar})
    assert "startjaar" in antwoord.context["form"].errors


def test_without_a_day_an_actie_drops_on_that_of_the_decision(als, cast, wereld):
    als(cast.anna).post(nieuw("vervallen", 1), INVULLING | {"vervallen_op": ""})
    wereld.training.refresh_from_db()
    assert (wereld.training.vervallen_op, wereld.training.vervallen_reden) == (date(2022, 2, 2), "Eén jaar later.")


def test_adding_merging_and_changing_who_is_responsible_go_by_form_too(als, cast, wereld):
    client = als(cast.anna)
    actie = {
        "nummer": "4", "titel": "Nieuw", "onderdeel": wereld.kern.pk, "uitvoering": "regionaal",
        "hoofdverantwoordelijken": [wereld.gemeenten.pk], "startjaar": "2023", "eindjaar": "2023",
    }  # fmt: skip
    client.post(nieuw("toegevoegd"), INVULLING | actie)
    client.post(nieuw("samengevoegd", 2), INVULLING | {"opgaand": [wereld.training.pk]})
    stuur(client, nieuw("verantwoordelijke", 2), INVULLING | {"hoofdverantwoordelijken": [wereld.veilig_thuis.pk]})
    assert [b.soort for b in Besluit.objects.order_by("pk")] == ["toegevoegd", "samengevoegd", "verantwoordelijke"]
    assert list(wereld.zelfscan.hoofdverantwoordelijken.all()) == [wereld.veilig_thuis]


def test_a_party_of_another_programme_is_no_choice(als, cast, wereld):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    partij = ander.partijen.create(naam="Vreemd")
    antwoord = stuur(
        als(cast.anna), nieuw("verantwoordelijke", 1), INVULLING | {"hoofdverantwoordelijken": [partij.pk]}
    )
    assert list(antwoord.context["form"].errors) == ["hoofdverantwoordelijken"]
    assert als(cast.anna).get(nieuw("vervallen", 99)).status_code == 404


def test_filtering_on_kind_and_actie(als, cast, wereld):
    besluit(wereld)
    besluit(wereld, soort="vervallen", actie=wereld.training, omschrijving="Weg.")
    client = als(cast.dirk)
    for vraag in ({"soort": "vervallen"}, {"actie": "1"}):
        assert [b.omschrijving for b in client.get(LIJST, vraag).context["besluiten"].values()] == ["Weg."]
    assert client.get(LIJST, {"soort": "onzin"}).status_code == 400


def test_only_a_projectleider_sees_ways_to_write(als, cast, wereld):
    rij = besluit(wereld)
    adressen = [f"{LIJST}nieuw/", f"{LIJST}{rij.pk}/", VASTSTELLING]
    gevonden = {
        wie: [adres for adres in adressen if f'href="{adres}' in als(getattr(cast, wie)).get(LIJST).content.decode()]
        for wie in ("anna", "bram", "dirk", "eva")
    }
    assert gevonden == {"anna": adressen, "bram": [], "dirk": [], "eva": []}


@pytest.mark.parametrize("wie", ["bram", "dirk", "eva"])
def test_others_change_nothing(als, cast, wereld, wie):
    rij = besluit(wereld)
    client = als(getattr(cast, wie))
    urls = [nieuw("overig"), f"{LIJST}{rij.pk}/", f"{LIJST}{rij.pk}/verwijderen/", VASTSTELLING]
    assert {client.post(url, INVULLING | {"alkmaar-college_op": "2021-03-02"}).status_code for url in urls} == {403}
    assert (Besluit.objects.get().omschrijving, Collegebesluit.objects.count()) == ("Anders.", 0)


def test_a_visitor_reads_decisions_of_an_open_dashboard(als, wereld, settings):
    besluit(wereld)
    settings.DASHBOARD_OPENBAAR = True
    antwoord = als(None).get(LIJST)
    assert (antwoord.status_code, "Anders." in tekst(antwoord)) == (200, True)


def test_a_decision_can_be_improved_and_deleted_after_a_question(als, cast, wereld):
    rij = besluit(wereld, soort="vervallen", actie=wereld.training)
    client = als(cast.anna)
    stuur(client, f"{LIJST}{rij.pk}/", INVULLING)
    rij.refresh_from_db()
    assert (rij.kenmerk, rij.omschrijving, rij.soort, rij.actie) == (
        "Z-1", "Eén jaar later.", "vervallen", wereld.training,
    )  # fmt: skip
    assert "Besluit verwijderen?" in tekst(client.get(f"{LIJST}{rij.pk}/verwijderen/"))
    assert Besluit.objects.count() == 1
    client.post(f"{LIJST}{rij.pk}/verwijderen/")
    assert (Besluit.objects.count(), client.post(f"{LIJST}{rij.pk}/verwijderen/").status_code) == (0, 404)


def test_a_decision_of_another_programme_is_not_found(als, cast, wereld):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    rij = besluit(wereld)
    assert als(cast.anna).post(f"/{ander.slug}/besluiten/{rij.pk}/verwijderen/").status_code == 404


def test_an_evaluation_marks_the_decisions_of_its_own_year(als, cast, wereld):
    besluit(wereld, datum=date(2021, 6, 1), omschrijving="Toen.")
    besluit(wereld, datum=date(2022, 6, 1), omschrijving="Nu.")
    html = tekst(als(cast.dirk).get("/proef/evaluatie/2022/"))
    rijen = [rij for rij in html.split("<tr") if "Toen." in rij or "Nu." in rij]
    assert [("Nu." in rij, "Dit jaar" in rij) for rij in rijen] == [(True, True), (False, False)]


# Adoption


def test_one_form_fills_the_dates_of_every_municipality(als, cast, wereld):
    client = als(cast.anna)
    namen = [form.instance.organisatie.naam for form in client.get(VASTSTELLING).context["formulieren"]]
    assert namen == ["Alkmaar", "Dijk en Waard", "Heerhugowaard", "Langedijk", "Hoorn"]
    data = {"alkmaar-college_op": "2021-03-02", "alkmaar-raad_op": "2021-04-01", "hoorn-college_op": "2021-03-09"}
    assert client.post(VASTSTELLING, data)["Location"] == f"{LIJST}#vaststelling"
    totaal = client.get(LIJST).context["colleges"].totaal
    assert (totaal.colleges, totaal.raden, totaal.totaal) == (2, 1, 3)
    assert "2 van 3 colleges" in tekst(client.get(LIJST))


@pytest.mark.parametrize(
    ("data", "veld", "melding"),
    [
        (
            {"hoorn-raad_op": "2021-03-09"},
            "raad_op",
            "De raad wordt geïnformeerd ná het besluit van het college. Controleer de datums.",
        ),
        ({"hoorn-college_op": "2999-01-01"}, "college_op", "Deze dag is nog niet geweest."),
    ],
)
def test_a_wrong_date_names_the_municipality_and_stores_nothing(als, cast, wereld, data, veld, melding):
    antwoord = als(cast.anna).post(VASTSTELLING, {"alkmaar-college_op": "2021-03-02"} | data)
    fouten = {form.instance.organisatie.naam: form.errors for form in antwoord.context["fouten"]}
    assert fouten == {"Hoorn": {veld: [melding]}}
    assert f"Hoorn, {'raad' if veld == 'raad_op' else 'college'}: {melding}" in tekst(antwoord)
    assert Collegebesluit.objects.count() == 0


def test_what_a_colleague_filled_in_meanwhile_stays(als, cast, wereld):
    """Anna opened the form while Alkmaar was empty; a colleague filled Alkmaar; Anna fills Hoorn."""
    client = als(cast.anna)
    data = merken(client.get(VASTSTELLING)) | {"alkmaar-college_op": "", "hoorn-college_op": "2021-03-09"}
    Collegebesluit.objects.create(programma=wereld.programma, organisatie=wereld.alkmaar, college_op="2021-03-02")
    client.post(VASTSTELLING, data)
    assert {rij.organisatie.naam: rij.college_op for rij in Collegebesluit.objects.all()} == {
        "Alkmaar": date(2021, 3, 2),
        "Hoorn": date(2021, 3, 9),
    }


def test_emptying_a_date_empties_it(als, cast, wereld):
    rij = Collegebesluit.objects.create(programma=wereld.programma, organisatie=wereld.hoorn, college_op="2021-03-02")
    stuur(als(cast.anna), VASTSTELLING, {"hoorn-college_op": ""})
    rij.refresh_from_db()
    assert rij.college_op is None
    assert rij.history.count() == 2


# An adopted year


def _inhoud(client, url):
    """What is served, without the token of the button to log out."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", client.get(url).content)


def test_an_adopted_year_keeps_its_decisions(als, cast, wereld):
    rij = besluit(wereld, datum=date(2021, 6, 1), omschrijving="Toen.")
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept"
    )
    vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    client = als(cast.dirk)
    urls = [f"/proef/evaluatie/2021/{pad}" for pad in ("", "overleg/pora/", "jaarverslag/xlsx/", "verslag.json")]
    voor = [_inhoud(client, url) for url in urls]
    assert b"Toen." in voor[0]
    besluit(wereld, datum=date(2021, 7, 1), omschrijving="Achteraf.")
    Collegebesluit.objects.create(programma=wereld.programma, organisatie=wereld.hoorn, college_op="2021-03-02")
    rij.delete()
    assert [_inhoud(client, url) for url in urls] == voor
    assert "Achteraf." in tekst(client.get(LIJST))


# Cost


@pytest.mark.parametrize("aantal", [1, 60])
def test_number_of_queries_is_constant(als, cast, wereld, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        besluit(wereld, actie=wereld.training, omschrijving=f"Besluit {nummer}")
    client = als(cast.dirk)
    with django_assert_num_queries(11):
        client.get(LIJST)
    with django_assert_num_queries(6):
        client.get(LIJST)
