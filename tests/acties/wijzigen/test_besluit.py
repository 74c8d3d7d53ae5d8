"""Recording a decision changes the actie in the same act, once, and keeps its history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from acties.models import Actie, Besluit, Collegebesluit
from acties.wijzigen.besluit import Gevolg, leg_vast, verwijder

DAG = date(2022, 2, 2)


@pytest.fixture
def besluit(wereld, cast):
    def maak(soort, actie=None, gevolg=None, **velden):
        velden = {"orgaan": "PORA", "datum": DAG, "kenmerk": "Z-1", "omschrijving": "Zo is besloten."} | velden
        nieuw = Besluit(programma=wereld.programma, soort=soort, actie=actie, **velden)
        return leg_vast(nieuw, gevolg or Gevolg(), door=cast.anna)

    return maak


def jaren(start, eind, **anders):
    velden = {"startjaar": start, "eindjaar": eind, "doorlopend": False, "planning_toelichting": ""} | anders
    return Gevolg(velden=velden)


def vervalt(reden="Niet meer nodig."):
    return Gevolg(velden={"vervallen_op": DAG, "vervallen_reden": reden})


def fouten(excinfo):
    return {veld: [str(fout.message) for fout in lijst] for veld, lijst in excinfo.value.error_dict.items()}


def test_moving_an_actie_changes_its_years_and_says_what_they_were(wereld, besluit):
    vastgelegd = besluit("verplaatst", wereld.training, jaren(2022, 2023))
    wereld.training.refresh_from_db()
    assert wereld.training.planning == "2022–2023"
    assert vastgelegd.omschrijving == "Zo is besloten.\nDe planning was 2021 en wordt 2022–2023."


def test_dropping_an_actie_sets_the_day_and_the_reason(wereld, besluit):
    vastgelegd = besluit("vervallen", wereld.training, vervalt(), omschrijving="Niet meer nodig.")
    wereld.training.refresh_from_db()
    assert (wereld.training.vervallen_op, wereld.training.vervallen_reden) == (DAG, "Niet meer nodig.")
    assert vastgelegd.omschrijving.endswith("Vervalt op 2 februari 2022.")


def test_other_responsible_parties_replace_those_of_before(wereld, besluit):
    vastgelegd = besluit("verantwoordelijke", wereld.training, Gevolg(partijen=[wereld.veilig_thuis]))
    assert list(wereld.training.hoofdverantwoordelijken.all()) == [wereld.veilig_thuis]
    assert vastgelegd.omschrijving.endswith("Hoofdverantwoordelijk was Gemeenten en wordt Veilig Thuis.")


def test_a_merger_drops_what_goes_into_the_other_actie(wereld, besluit):
    vastgelegd = besluit("samengevoegd", wereld.zelfscan, Gevolg(opgaand=[wereld.training, wereld.voorlichting]))
    weg = Actie.objects.filter(vervallen_op=DAG)
    assert [actie.nummer for actie in weg] == [1, 3]
    assert {actie.vervallen_reden for actie in weg} == {
        "Opgegaan in actie 2. Zelfscan in elke gemeente. Besluit van PORA."
    }
    assert vastgelegd.omschrijving.endswith("Gaan op in actie 2: 1. Trainingen geven; 3. Voorlichting.")
    wereld.zelfscan.refresh_from_db()
    assert wereld.zelfscan.vervallen_op is None


def test_an_added_actie_is_an_ordinary_actie(wereld, besluit):
    velden = {
        "nummer": 4, "titel": "Nieuw", "omschrijving": "", "onderdeel": wereld.lijn, "doelgroep": wereld.doelgroep,
        "ambities": [wereld.ambitie], "uitvoering": "regionaal", "startjaar": 2022, "eindjaar": 2022, "doorlopend": False,
        "planning_toelichting": "",
    }  # fmt: skip
    vastgelegd = besluit("toegevoegd", None, Gevolg(velden=velden, partijen=[wereld.gemeenten]))
    nieuw = Actie.objects.get(nummer=4)
    assert vastgelegd.actie == nieuw
    assert (list(nieuw.ambities.all()), list(nieuw.hoofdverantwoordelijken.all())) == (
        [wereld.ambitie],
        [wereld.gemeenten],
    )


def test_another_decision_changes_nothing_about_the_actie(wereld, besluit):
    voor = Actie.objects.filter(pk=wereld.training.pk).values().get()
    assert besluit("overig", wereld.training).omschrijving == "Zo is besloten."
    assert Actie.objects.filter(pk=wereld.training.pk).values().get() == voor


@pytest.mark.parametrize(
    ("gevolg", "veld", "melding"),
    [
        (jaren(2022, 2024), "eindjaar", "Het programma loopt van 2021 tot en met 2023. Kies een jaar daarbinnen."),
        (jaren(2023, 2022), "eindjaar", "Het eindjaar ligt vóór het startjaar."),
        (jaren(2022, None), "startjaar", "Geef een startjaar en een eindjaar, of kies doorlopend zonder jaren."),
        (jaren(2021, 2021), "startjaar", "De planning is al 2021. Kies andere jaren."),
    ],
)
def test_a_rule_of_the_actie_is_told_at_its_field_and_nothing_is_stored(wereld, besluit, gevolg, veld, melding):
    with pytest.raises(ValidationError) as excinfo:
        besluit("verplaatst", wereld.training, gevolg)
    assert fouten(excinfo) == {veld: [melding]}
    wereld.training.refresh_from_db()
    assert (wereld.training.planning, Besluit.objects.count()) == ("2021", 0)


def test_a_number_that_exists_is_told_at_the_number(wereld, besluit):
    velden = {"nummer": 2, "titel": "Dubbel", "onderdeel": wereld.kern, "doorlopend": True}
    with pytest.raises(ValidationError) as excinfo:
        besluit("toegevoegd", None, Gevolg(velden=velden, partijen=[wereld.gemeenten]))
    assert fouten(excinfo) == {"nummer": ["Dit programma heeft al een actie met dit nummer."]}


@pytest.mark.parametrize(
    ("soort", "gevolg"), [("vervallen", vervalt("Anders.")), ("verplaatst", jaren(2022, 2022)), ("samengevoegd", None)]
)
def test_a_dropped_actie_takes_no_further_change(wereld, besluit, soort, gevolg):
    besluit("vervallen", wereld.training, vervalt())
    with pytest.raises(ValidationError, match="is al vervallen"):
        besluit(soort, wereld.training, gevolg or Gevolg(opgaand=[wereld.zelfscan]))
    assert Besluit.objects.count() == 1


def test_half_a_merger_does_not_exist(wereld, besluit):
    besluit("vervallen", wereld.voorlichting, vervalt())
    with pytest.raises(ValidationError):
        besluit("samengevoegd", wereld.zelfscan, Gevolg(opgaand=[wereld.training, wereld.voorlichting]))
    wereld.training.refresh_from_db()
    assert wereld.training.vervallen_op is None


@pytest.mark.parametrize(
    ("soort", "gevolg", "omschrijving"),
    [
        ("verplaatst", jaren(2022, 2023), "Zo is besloten."),
        ("vervallen", vervalt(), "Niet meer nodig."),
        ("overig", Gevolg(), "Zo is besloten."),
    ],
)
def test_sending_the_same_twice_makes_one_decision(wereld, besluit, soort, gevolg, omschrijving):
    eerste, tweede = (besluit(soort, wereld.training, gevolg, omschrijving=omschrijving) for _ in range(2))
    assert (eerste.pk, Besluit.objects.count()) == (tweede.pk, 1)


def test_sending_an_addition_or_a_merger_twice_makes_one_decision(wereld, besluit):
    velden = {"nummer": 4, "titel": "Nieuw", "onderdeel": wereld.kern, "doorlopend": True}
    for _ in range(2):
        besluit("toegevoegd", None, Gevolg(velden=velden, partijen=[wereld.gemeenten]))
        besluit("samengevoegd", wereld.zelfscan, Gevolg(opgaand=[wereld.training]))
    assert (Besluit.objects.count(), Actie.objects.count()) == (2, 4)


def test_the_same_text_with_other_years_is_another_decision(wereld, besluit):
    besluit("verplaatst", wereld.training, jaren(2022, 2022))
    besluit("verplaatst", wereld.training, jaren(2023, 2023))
    assert Besluit.objects.count() == 2


def test_history_of_the_actie_names_the_decision(wereld, besluit):
    besluit("verplaatst", wereld.training, jaren(2022, 2023))
    regel = wereld.training.history.first()
    assert (regel.startjaar, regel.history_change_reason) == (2022, "Besluit van PORA")
    assert Besluit.history.get().history_type == "+"


def test_deleting_a_decision_leaves_the_actie_and_its_own_history(wereld, besluit, cast):
    verwijder(besluit("verplaatst", wereld.training, jaren(2022, 2023)), door=cast.anna)
    wereld.training.refresh_from_db()
    assert (wereld.training.planning, Besluit.objects.count()) == ("2022–2023", 0)
    assert [regel.history_type for regel in Besluit.history.all()] == ["-", "+"]


def test_a_decision_is_about_an_actie_of_its_own_programme_and_only_a_municipality_adopts(wereld):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    vreemd = Besluit(
        programma=ander, soort="overig", actie=wereld.training, orgaan="PORA", datum=DAG, omschrijving="Anders."
    )
    with pytest.raises(ValidationError) as excinfo:
        vreemd.full_clean()
    assert fouten(excinfo) == {"actie": ["“1. Trainingen geven” hoort bij een ander programma."]}
    with pytest.raises(ValidationError) as excinfo:
        Collegebesluit(programma=wereld.programma, organisatie=wereld.vt, college_op=DAG).full_clean()
    assert fouten(excinfo) == {"organisatie": ["Alleen een gemeente stelt het programma vast."]}
