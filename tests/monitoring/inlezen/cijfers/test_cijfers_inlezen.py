"""Figures from a public file: seen first, then stored with their source and day, and remembered for the next time."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.inlezen.aantallen import Aantallen
from monitoring.models import Cijferbron, Indicator, Meting
from tests.monitoring.inlezen.cijfers.test_bestand import BREED

KOP = "Regio;Code;2021;2022\n"


@pytest.fixture
def indicator(wereld):
    return Indicator.objects.create(programma=wereld.programma, naam="Meldingen", eenheid="aantal", bron="Oude bron")


@pytest.fixture
def adres(wereld):
    return lambda naam="cijfers_inlezen": reverse(f"monitoring:{naam}", args=["proef"])


@pytest.fixture
def kies(als, cast, adres, indicator):
    def stuur(tekst="", bestand=None, wie=None, **velden):
        gegevens = {"indicator": indicator.pk, "bron": "CBS", "opgehaald_op": "2022-11-03", "tekst": tekst, **velden}
        if bestand is not None:
            gegevens["bestand"] = SimpleUploadedFile("cijfers.csv", bestand)
        return als(wie or cast.anna).post(adres(), gegevens)

    return stuur


@pytest.fixture
def sla_op(client, adres):
    def stuur(antwoord, **velden):
        gegevens = {
            "sleutel": antwoord.context["sleutel"],
            "gezien": antwoord.context["vergelijking"].vingerafdruk,
            "regio": antwoord.context["form"].initial["regio"],
            "cijfer": antwoord.context["form"].initial["cijfer"],
            "handeling": "opslaan",
        }
        return client.post(adres("cijfers_controleren"), gegevens | velden, follow=True)

    return stuur


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
    assert eerst.context["vergelijking"].rijen == ()
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
    assert [(f.regel, f.waarde) for f in antwoord.context["vergelijking"].fouten] == [(3, "veel"), (4, "4")]
    sla_op(antwoord)
    assert metingen() == []


def test_what_changed_after_the_preview_is_shown_again(kies, sla_op, indicator, wereld):
    antwoord = kies(f"{KOP}Alkmaar;x;1;2\n")
    Meting.objects.create(indicator=indicator, organisatie=wereld.alkmaar, periode="2021", waarde=9)
    weer = sla_op(antwoord)
    assert "Er is niets opgeslagen." in weer.content.decode()
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
def test_comparing_takes_two_queries_however_long_the_file(indicator, aantal, django_assert_num_queries):
    from monitoring.inlezen.cijfers.bestand import Kolomkeuze, lees_cijferbestand  # noqa: PLC0415 - only here
    from monitoring.inlezen.cijfers.vergelijken import vergelijk  # noqa: PLC0415 - only here

    bestand = lees_cijferbestand(KOP + "Alkmaar;x;1;2\n" * aantal)
    with django_assert_num_queries(2):
        vergelijk(bestand, Kolomkeuze("Regio", "elk jaar"), indicator)


def test_an_indicator_can_be_deleted_with_all_its_figures(kies, sla_op, indicator):
    sla_op(kies(f"{KOP}Alkmaar;x;1;2\n"))
    indicator.delete()
    assert (metingen(), Cijferbron.objects.count()) == ([], 0)
