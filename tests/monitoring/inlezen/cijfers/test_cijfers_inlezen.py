"""Figures from a public file: seen first, then stored with their source and day, and remembered for the next time."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from acties.voorstel.voorstel import Aantallen
from monitoring.models import Cijferbron, Indicator, Meting, Regionaam
from tests.monitoring.inlezen.cijfers.test_bestand import BREED
from tests.monitoring.inlezen.cijfers.test_gevallen import GEVALLEN

KOP = "Regio;Code;2021;2022\n"


def metingen():
    return list(Meting.objects.order_by("pk").values_list("organisatie__naam", "periode", "waarde"))


def test_a_municipality_is_found_by_a_name_with_other_spaces_and_signs(kies):
    vergelijking = kies(KOP + "Dijk\N{NO-BREAK SPACE}en Waard;;;7\nHo\N{ZERO WIDTH SPACE}orn;;;8\n").context[
        "vergelijking"
    ]
    assert [naam for naam, _ in vergelijking.rijen] == ["Dijk en Waard", "Hoorn"]


def test_a_municipality_is_found_however_its_name_is_punctuated(kies, wereld):
    """The national statistics office writes “Bergen (NH.)”."""
    wereld.hoorn.naam = "Bergen (NH)"
    wereld.hoorn.save()
    vergelijking = kies("Regio;2021\nBergen (NH.);12\nBergen (L.);3\nALKMAAR;7\n").context["vergelijking"]
    assert [naam for naam, _ in vergelijking.rijen] == ["Alkmaar", "Bergen (NH)"]
    assert vergelijking.elders == ("Bergen (L.)",)


def test_a_downloaded_file_is_seen_and_then_stored_with_source_and_day(kies, sla_op, cast):
    antwoord = kies(bestand=BREED.encode())
    assert (antwoord.status_code, antwoord.context["vergelijking"].aantallen.nieuw, metingen()) == (200, 2, [])
    pagina = sla_op(antwoord)
    assert metingen() == [("Alkmaar", "2021", Decimal("1234.5")), ("Hoorn", "2022", Decimal("12.5"))]
    bron = Cijferbron.objects.get()
    assert (bron.bron, bron.opgehaald_op, bron.ingelezen_door) == ("CBS", date(2022, 11, 3), cast.anna)
    assert "CBS, opgehaald op 3 november 2022 (2021–2022)" in pagina.content.decode()
    assert Meting.history.filter(history_user=cast.anna).count() == 2


def test_old_and_new_stand_beside_each_other_and_what_is_equal_keeps_its_source(kies, sla_op, indicator, wereld):
    Meting.objects.create(indicator=indicator, organisatie=wereld.alkmaar, periode="2021", waarde=1)
    Meting.objects.create(indicator=indicator, organisatie=wereld.hoorn, periode="2021", waarde=5)
    antwoord = kies(f"{KOP}Alkmaar;x;2;\nHoorn;x;5;\n")
    vergelijking = antwoord.context["vergelijking"]
    assert vergelijking.aantallen == Aantallen(anders=1, gelijk=1)
    sla_op(antwoord)
    assert [(m.waarde, m.cijferbron_id is None) for m in Meting.objects.order_by("pk")] == [(2, False), (5, True)]
    assert Meting.history.filter(history_type="~").count() == 1


def test_what_is_not_taken_over_is_named(kies):
    inhoud = f"{KOP}Alkmaar;GM0361;1;2\nHeerhugowaard;;3;4\nDijk en Waard;;5;6\nAmsterdam;;7;8\n"
    vergelijking = kies(inhoud).context["vergelijking"]
    assert vergelijking.bestond_niet == ("Heerhugowaard in 2022", "Dijk en Waard in 2021")
    assert vergelijking.elders == ("Amsterdam",)
    assert vergelijking.ontbreekt == ("Hoorn", "Langedijk")
    assert [naam for naam, _ in vergelijking.rijen] == ["Alkmaar", "Dijk en Waard", "Heerhugowaard"]


def test_a_cbs_code_points_at_the_municipality_whatever_its_name(kies, wereld):
    wereld.hoorn.cbs_code = "GM0405"
    wereld.hoorn.save()
    antwoord = kies("Code;2021\nGM0405;3\n")
    assert [naam for naam, _ in antwoord.context["vergelijking"].rijen] == ["Hoorn"]


def test_the_region_itself_may_have_a_row(kies, sla_op):
    sla_op(kies("Regio;2021\nProefregio;9\n"))
    assert metingen() == [(None, "2021", Decimal(9))]


def test_other_columns_can_be_chosen_and_are_remembered(kies, sla_op, client, adres):
    inhoud = "Provincie;Naam;Jaar;A;B\nNH;Alkmaar;2021;1;2\n"
    eerst = kies(inhoud)
    assert eerst.context["form"].initial == {"regio": 1, "cijfer": 0}, "the column with known names comes first"
    bekeken = client.post(adres("cijfers_controleren"), {"sleutel": eerst.context["sleutel"], "regio": 1, "cijfer": 1})
    assert metingen() == []
    sla_op(bekeken, regio=1, cijfer=1)
    assert metingen() == [("Alkmaar", "2021", Decimal(2))]
    weer = kies(inhoud)
    assert weer.context["form"].initial == {"regio": 1, "cijfer": 1}
    assert weer.context["vergelijking"].aantallen == Aantallen(gelijk=1)


def test_errors_name_line_and_column_and_nothing_is_stored(kies, sla_op):
    antwoord = kies(f"{KOP}Alkmaar;x;1;2\nHoorn;x;veel;3\nAlkmaar;x;4;2\n")
    assert antwoord.status_code == 422
    assert [(f.rij, f.waarde) for f in antwoord.context["vergelijking"].fouten] == [(3, "veel"), (4, "4")]
    sla_op(antwoord)
    assert metingen() == []


def test_what_changed_after_the_preview_is_shown_again(kies, sla_op, indicator, wereld):
    antwoord = kies(f"{KOP}Alkmaar;x;1;2\n")
    Meting.objects.create(indicator=indicator, organisatie=wereld.alkmaar, periode="2021", waarde=9)
    weer = sla_op(antwoord)
    assert weer.status_code == 409
    assert "Er is niets opgeslagen." in weer.content.decode()
    assert [
        (cel.periode, cel.oud, cel.waarde) for cel in weer.context["vergelijking"].cellen if cel.soort == "anders"
    ] == [("2021", Decimal(9), Decimal(1))]
    assert metingen() == [("Alkmaar", "2021", Decimal(9))]


def test_a_preview_belongs_to_one_person_and_is_stored_once(kies, sla_op, als, cast):
    antwoord = kies(f"{KOP}Alkmaar;x;1;2\n")
    cast.dirk.lidmaatschappen.create(rol="projectleider")
    als(cast.dirk)
    sla_op(antwoord)
    assert metingen() == []
    als(cast.anna)
    sla_op(antwoord)
    sla_op(antwoord)
    assert (len(metingen()), Cijferbron.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"tekst": ""}, "bestand"),
        ({"tekst": "x", "bestand": b"y"}, "bestand"),
        ({"tekst": "geen tabel"}, "tekst"),
        ({"bestand": b"\x00\x01"}, "bestand"),
        ({"bestand": b"PK\x03\x04 zip"}, "bestand"),
        ({"tekst": f"{KOP}A;x;1;2", "bron": ""}, "bron"),
        ({"tekst": f"{KOP}A;x;1;2", "bron": "CBS \N{REPLACEMENT CHARACTER} tabel"}, "bron"),
        ({"tekst": f"{KOP}A;x;1;2", "bron": "\N{ZERO WIDTH SPACE}"}, "bron"),
        ({"tekst": f"{KOP}A;x;1;2", "opgehaald_op": "2999-01-01"}, "opgehaald_op"),
        ({"tekst": "Jaar;Aantal\n2021;3\n2022;4\n"}, "tekst"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(kies, velden, fout):
    antwoord = kies(**velden)
    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (422, [fout])
    assert velden.get("tekst", "") in antwoord.content.decode().replace("&#x27;", "'")


def test_an_indicator_of_another_programme_is_no_choice(kies, indicator, wereld):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    vreemd = Indicator.objects.create(programma=ander, naam="Vreemd", eenheid="x")
    assert list(kies(f"{KOP}A;x;1;2", indicator=vreemd.pk).context["form"].errors) == ["indicator"]


@pytest.mark.parametrize("aantal", [1, 300])
def test_comparing_takes_three_queries_however_long_the_file(indicator, aantal, django_assert_num_queries):
    from monitoring.inlezen.cijfers.bestand import Kolomkeuze, lees_cijferbestand  # noqa: PLC0415 - only here
    from monitoring.inlezen.cijfers.vergelijken import vergelijk  # noqa: PLC0415 - only here

    bestand = lees_cijferbestand(KOP + "Alkmaar;x;1;2\n" * aantal)
    with django_assert_num_queries(3):
        vergelijk(bestand, Kolomkeuze("Regio", "elke periode"), indicator)


def test_an_indicator_can_be_deleted_with_all_its_figures(kies, sla_op, indicator):
    sla_op(kies(f"{KOP}Alkmaar;x;1;2\n"))
    indicator.delete()
    assert (metingen(), Cijferbron.objects.count()) == ([], 0)


DIMENSIES = (
    "Geslacht;Regio;Jaar;Aantal\nTotaal;Alkmaar;2021;10\nMan;Alkmaar;2021;6\nMan;Hoorn;2021;7\nTotaal;Hoorn;2021;.\n"
)


def test_the_total_of_a_dimension_is_chosen_and_another_value_can_be(kies, sla_op, client, adres):
    eerst = kies(DIMENSIES)
    assert [naam for naam, _ in eerst.context["vergelijking"].rijen] == ["Alkmaar"]
    velden = {"sleutel": eerst.context["sleutel"], "regio": 1, "cijfer": 0, "waarde_0": 1}
    mannen = client.post(adres("cijfers_controleren"), velden)
    assert [naam for naam, _ in mannen.context["vergelijking"].rijen] == ["Alkmaar", "Hoorn"]
    sla_op(mannen, **velden)
    assert metingen() == [("Alkmaar", "2021", Decimal(6)), ("Hoorn", "2021", Decimal(7))]
    assert Cijferbron.objects.get().kolommen["waarden"] == {"Geslacht": "Man"}
    assert kies(DIMENSIES).context["form"].initial["waarde_0"] == "1"


def test_without_a_total_the_person_chooses_before_anything_is_shown(kies, client, adres):
    eerst = kies(DIMENSIES.replace("Totaal", "Onbekend"))
    assert (eerst.status_code, eerst.context["vergelijking"]) == (200, None)
    velden = {"sleutel": eerst.context["sleutel"], "regio": 1, "cijfer": 0, "waarde_0": "", "handeling": "opslaan"}
    weer = client.post(adres("cijfers_controleren"), velden)
    assert (weer.status_code, weer.context["form"].errors["waarde_0"]) == (422, ["Kies één waarde bij Geslacht."])
    assert metingen() == []


def test_a_number_with_two_readings_is_asked_and_both_are_shown(kies, sla_op, client, adres):
    eerst = kies("Regio;2021\nAlkmaar;1.234\nHoorn;2.345\n")
    html = eerst.content.decode()
    assert (eerst.status_code, eerst.context["vergelijking"]) == (200, None)
    assert "Welk getal is “1.234”?" in html
    assert [label for _, label in eerst.context["form"].fields["notatie"].choices] == ["1.234", "1,234"]
    velden = {"sleutel": eerst.context["sleutel"], "regio": 0, "cijfer": 0, "notatie": "punt"}
    sla_op(client.post(adres("cijfers_controleren"), velden), notatie="punt")
    assert metingen() == [("Alkmaar", "2021", Decimal("1.234")), ("Hoorn", "2021", Decimal("2.345"))]


def test_half_years_are_stored_as_half_years_beside_their_year(kies, sla_op, client, programma):
    inhoud = "Regio;1e halfjaar 2020;2e halfjaar 2020;2020*\nAlkmaar;5;6;11\nProefregio;50;60;110\n"
    pagina = sla_op(kies(inhoud)).content.decode()
    assert {(naam, periode): waarde for naam, periode, waarde in metingen()} == {
        (None, "1e halfjaar 2020"): 50, (None, "2e halfjaar 2020"): 60, (None, "2020"): 110,
        ("Alkmaar", "1e halfjaar 2020"): 5, ("Alkmaar", "2e halfjaar 2020"): 6, ("Alkmaar", "2020"): 11,
    }  # fmt: skip
    assert set(Meting.objects.values_list("periode", "voorlopig")) == {
        ("1e halfjaar 2020", False), ("2e halfjaar 2020", False), ("2020", True),
    }  # fmt: skip
    assert "2020 (voorlopig)" in pagina
    assert kies(inhoud).context["vergelijking"].aantallen == Aantallen(gelijk=6)


def test_a_figure_that_is_no_longer_provisional_is_a_change(kies, sla_op):
    sla_op(kies("Regio;2021*\nAlkmaar;5\n"))
    antwoord = kies("Regio;2021\nAlkmaar;5\n")
    assert antwoord.context["vergelijking"].aantallen == Aantallen(anders=1)
    assert "nu definitief" in antwoord.content.decode()
    sla_op(antwoord)
    assert Meting.objects.get().voorlopig is False


def test_a_municipality_that_ended_halfway_has_no_figure_of_a_later_half(kies):
    vergelijking = kies("Regio;1e halfjaar 2022;2e halfjaar 2021\nHeerhugowaard;1;2\n").context["vergelijking"]
    assert vergelijking.bestond_niet == ("Heerhugowaard in 1e halfjaar 2022",)
    assert vergelijking.perioden == ("2e halfjaar 2021",)


@pytest.mark.parametrize("bestand", sorted(GEVALLEN.glob("f17*")))
def test_a_workbook_is_read_like_a_csv(kies, wereld, bestand):
    wereld.alkmaar.naam = "Amersfoort"
    wereld.alkmaar.save()
    vergelijking = kies(bestand=bestand.read_bytes()).context["vergelijking"]
    assert [(naam, [cel.waarde for cel in cellen]) for naam, cellen in vergelijking.rijen] == [
        ("Amersfoort", [Decimal("9.8"), Decimal("10.1")])
    ]


def test_what_was_read_as_title_or_note_and_what_has_no_period_is_told(kies):
    html = kies("Een titel\nRegio;2021;week 3 2021\nAlkmaar;1;2\n").content.decode()
    assert "Een titel" in html
    assert "week 3 2021" in html


def test_the_line_of_a_broken_row_is_told(kies):
    antwoord = kies("Regio;2021;2022\nAlkmaar;1;2\nHoorn;3\n")
    assert "Regel 3 heeft 2 cellen" in antwoord.content.decode()


def test_the_programme_has_a_list_of_the_names_that_sources_use(kies, sla_op, wereld):
    wereld.hoorn.naam = "Goes"
    wereld.hoorn.save()
    inhoud = (GEVALLEN / "f14_regio_vt.csv").read_bytes()
    eerst = kies(bestand=inhoud).context["vergelijking"]
    assert eerst.elders == ("Zeeland (VT)", "Zeeland (PV)", "Vlissingen")
    Regionaam.objects.create(programma=wereld.programma, naam="Zeeland (VT)")
    Regionaam.objects.create(programma=wereld.programma, naam="Vlissingen", organisatie=wereld.alkmaar)
    sla_op(kies(bestand=inhoud))
    assert sorted(Meting.objects.values_list("organisatie__naam", "periode", "waarde", "voorlopig"), key=str) == [
        ("Alkmaar", "2023", 260, True), ("Goes", "2023", 190, True), (None, "2022", 1820, False), (None, "2023", 1905, True),
    ]  # fmt: skip


def test_the_list_of_another_programme_does_not_count(kies, wereld):
    ander = type(wereld.programma).objects.create(slug="ander", naam="Ander", startjaar=2021, eindjaar=2023)
    Regionaam.objects.create(programma=ander, naam="Zeeland (VT)")
    assert kies("Regio;2021\nZeeland (VT);5\nAlkmaar;3\n").context["vergelijking"].elders == ("Zeeland (VT)",)


def test_an_unknown_name_leads_to_the_list_in_the_beheer(kies):
    html = kies("Regio;2021\nZeeland (VT);5\nAlkmaar;3\n").content.decode()
    assert f'href="{reverse("admin:monitoring_regionaam_add")}"' in html


def test_municipalities_beside_each_other_are_told_to_be_turned(kies):
    antwoord = kies("Jaar;Alkmaar;Hoorn\n2021;3;5\n2022;4;6\n")
    assert "Transponeren" in antwoord.context["form"].errors["tekst"][0]


def test_a_period_that_cannot_be_read_is_told(kies):
    antwoord = kies("Regio;week 3 2021\nAlkmaar;3\n")
    assert "“week 3 2021”" in antwoord.context["form"].errors["tekst"][0]


def test_a_name_of_a_source_is_listed_once_however_it_is_written(wereld):
    Regionaam.objects.create(programma=wereld.programma, naam="Zeeland (VT)")
    ander = Regionaam(programma=wereld.programma, naam="zeeland\u00a0 (vt)")
    with pytest.raises(ValidationError, match="Dit programma heeft deze naam of code al"):
        ander.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ander.save()
    assert Regionaam.objects.get(naam="ZEELAND (VT)").naam == "Zeeland (VT)"
