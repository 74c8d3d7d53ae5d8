"""What changed between two peildata: every kind once, counted by hand."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.urls import reverse

from acties.models import Actie, Organisatie
from acties.spoor.actietoen import ActiesToen
from acties.spoor.bewaren import plek
from monitoring.lezen.vergelijken import lees_veranderd, wat_is_veranderd
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import BesluitRegel
from tests.bewaking import onbewaakt

VAN, TOT = date(2021, 12, 31), date(2022, 12, 31)
BEGIN = datetime(2021, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def van_begin_af(wereld):
    """The history of the programme starts on 4 January 2021, with one complete row per actie."""
    herschrijf(lambda: Actie.history.all().delete())
    for actie in Actie.objects.all():
        actie.save()
    herschrijf(lambda: Actie.history.update(history_date=BEGIN, history_type="+"))
    return wereld


def herschrijf(hoe):
    """The database refuses this otherwise."""
    with onbewaakt("acties_historicalactie"):
        hoe()


def bewerk(actie, dag, **velden):
    for veld, waarde in velden.items():
        setattr(actie, veld, waarde)
    actie._history_date = datetime.fromisoformat(f"{dag}T12:00+00:00")
    actie.save()


def gevonden(uitkomst):
    return {
        groep.code: [(r.nummer or r.organisatie, r.van.tekst, r.naar.tekst) for r in groep.veranderingen]
        for groep in uitkomst.groepen
        if groep.veranderingen
    }


def adres(naam="veranderd", *args, van=VAN, tot=TOT):
    return f"{reverse(f'monitoring:{naam}', args=['proef', *args])}?van={van}&tot={tot}"


def test_status_and_koers_are_grouped_by_kind(van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_uitvoering", koers="op_schema")
    meld(w.training, None, "2022-03-01", "afgerond")
    meld(w.voorlichting, None, "2022-05-01", "in_uitvoering", koers="aandacht", toelichting="x", bijsturing="y")
    meld(w.zelfscan, w.alkmaar, "2021-05-01", "in_uitvoering", koers="vastgelopen", toelichting="x", bijsturing="y")
    meld(w.zelfscan, w.alkmaar, "2022-05-01", "in_ontwikkeling", koers="aandacht", toelichting="x", bijsturing="y")
    uitkomst = gevonden(lees_veranderd(w.programma, VAN, TOT))
    organisaties = uitkomst.pop("organisaties")
    assert uitkomst == {
        "eerste-melding": [(3, "Geen melding", "In uitvoering")],
        "afgerond": [(1, "In uitvoering", "Afgerond")],
        "terug": [(2, "In uitvoering", "In ontwikkeling")],
        "koers-slechter": [(3, "geen koers", "Aandacht")],
        "koers-beter": [(2, "1 van 4 vastgelopen", "1 van 3 aandacht")],
    }
    assert organisaties == [
        ("Heerhugowaard", "", "Opgegaan in Dijk en Waard"),
        ("Langedijk", "", "Opgegaan in Dijk en Waard"),
        ("Dijk en Waard", "", "Doet nu mee"),
    ]


def test_a_status_that_nobody_confirmed_is_marked(van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_ontwikkeling")
    meld(w.voorlichting, w.vt, "2022-05-01", "in_uitvoering")
    uitkomst = gevonden(lees_veranderd(w.programma, VAN, TOT))
    assert uitkomst["eerste-melding"] == [(3, "Geen melding", "In uitvoering (nog niet bevestigd)")]


def test_a_koers_that_nobody_gives_any_more_is_neither_better_nor_worse(van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_uitvoering", koers="op_schema")
    meld(w.training, None, "2022-03-01", "in_uitvoering")
    assert gevonden(lees_veranderd(w.programma, VAN, TOT))["koers-anders"] == [(1, "Op schema", "geen koers")]


def test_who_is_done_need_not_give_a_koers(van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_uitvoering", koers="op_schema")
    meld(w.training, None, "2022-03-01", "afgerond")
    assert set(gevonden(lees_veranderd(w.programma, VAN, TOT))) == {"afgerond", "organisaties"}


def test_agreements_come_from_the_history(van_begin_af):
    w = van_begin_af
    bewerk(w.training, "2022-02-01", startjaar=2022, eindjaar=2023, titel="Trainingen voor teams")
    bewerk(w.zelfscan, "2021-11-01", titel="Zelfscan overal")
    w.voorlichting._history_date = datetime(2022, 4, 1, tzinfo=UTC)
    w.voorlichting.hoofdverantwoordelijken.set([w.gemeenten])
    uitkomst = gevonden(lees_veranderd(w.programma, VAN, date(2022, 12, 30)))
    assert {code: uitkomst[code] for code in ("planning", "verantwoordelijke", "tekst")} == {
        "planning": [(1, "2021", "2022–2023")],
        "verantwoordelijke": [(3, "Veilig Thuis", "Gemeenten")],
        "tekst": [(1, "Trainingen geven", "Trainingen voor teams")],
    }


def test_actie_is_new_only_when_it_came_after_the_first_day(van_begin_af):
    w = van_begin_af
    nieuw = Actie(programma=w.programma, nummer=9, titel="Nieuw", onderdeel=w.kern, doorlopend=True)
    bewerk(nieuw, "2022-06-01")
    Actie.objects.create(
        programma=w.programma, nummer=100_001, titel="Lokaal", onderdeel=w.kern, doorlopend=True, lokaal_van=w.alkmaar
    )
    herschrijf(lambda: Actie.history.filter(nummer=100_001).update(history_date=datetime(2022, 6, 1, tzinfo=UTC)))
    uitkomst = lees_veranderd(w.programma, VAN, TOT)
    [regel] = next(groep for groep in uitkomst.groepen if groep.code == "nieuw").veranderingen
    assert (regel.nummer, regel.naar.tekst, regel.datum) == (9, "Doorlopend", date(2022, 6, 1))
    assert "nieuw" not in gevonden(lees_veranderd(w.programma, date(2021, 1, 1), VAN))


def test_actie_whose_beginning_was_not_kept_is_not_called_new(van_begin_af):
    w = van_begin_af
    herschrijf(lambda: Actie.history.filter(id=w.training.pk).delete())
    bewerk(w.training, "2022-03-01", titel="Anders")
    uitkomst = gevonden(lees_veranderd(w.programma, VAN, TOT))
    assert {"nieuw", "tekst"} & set(uitkomst) == set()
    bewerk(w.training, "2022-04-01", titel="Nog anders")
    assert gevonden(lees_veranderd(w.programma, VAN, TOT))["tekst"] == [(1, "Anders", "Nog anders")]


def test_deleted_actie_is_named_without_a_link(als, cast, van_begin_af):
    w = van_begin_af
    w.voorlichting._history_date = datetime(2022, 4, 1, tzinfo=UTC)
    w.voorlichting.delete()
    uitkomst = lees_veranderd(w.programma, VAN, TOT)
    [regel] = next(groep for groep in uitkomst.groepen if groep.code == "vervallen").veranderingen
    assert (regel.nummer, regel.titel, regel.naar.tekst) == (None, "Voorlichting", "Uit het programma gehaald")
    assert "Voorlichting" in als(cast.dirk).get(adres()).content.decode()


def test_dropped_actie_gives_its_reason(van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_uitvoering")
    bewerk(w.training, "2022-02-01", vervallen_op=date(2022, 2, 1), vervallen_reden="Samen met actie 2.")
    uitkomst = lees_veranderd(w.programma, VAN, TOT)
    [regel] = next(groep for groep in uitkomst.groepen if groep.code == "vervallen").veranderingen
    assert (regel.nummer, regel.van.tekst, regel.naar.tekst, regel.datum, regel.toelichting) == (
        1, "In uitvoering", "Vervallen", date(2022, 2, 1), "Samen met actie 2.",
    )  # fmt: skip


def test_history_that_starts_late_gives_no_false_changes(wereld):
    """Everything is entered today: then nothing of 2021 and 2022 is known, and it says so."""
    uitkomst = lees_veranderd(wereld.programma, VAN, TOT)
    assert (uitkomst.afspraken_onbekend, uitkomst.afspraken_deels_onbekend) == (True, False)
    assert set(gevonden(uitkomst)) == {"organisaties"}
    niet = {groep.code for groep in uitkomst.niet_voorgekomen}
    assert ("terug" in niet, niet & {"nieuw", "planning", "verantwoordelijke", "tekst"}) == (True, set())


def test_change_on_the_first_day_is_seen_from_before_it(wereld):
    bewerk(wereld.training, "2026-11-25", titel="Anders")
    herschrijf(lambda: Actie.history.update(history_date=datetime(2022, 5, 1, 12, tzinfo=UTC)))
    uitkomst = lees_veranderd(wereld.programma, VAN, TOT)
    assert (uitkomst.afspraken_onbekend, uitkomst.afspraken_deels_onbekend) == (False, True)
    assert gevonden(uitkomst)["tekst"] == [(1, "Trainingen geven", "Anders")]
    assert "nieuw" not in gevonden(uitkomst)
    assert "verantwoordelijke" not in gevonden(uitkomst)


def test_per_organisatie_counts_what_each_reported(van_begin_af, meld):
    w = van_begin_af
    meld(w.zelfscan, w.alkmaar, "2021-05-01", "in_uitvoering", koers="op_schema")
    meld(w.zelfscan, w.alkmaar, "2022-05-01", "in_ontwikkeling", koers="aandacht", toelichting="x", bijsturing="y")
    meld(w.zelfscan, w.heerhugowaard, "2021-05-01", "in_uitvoering")
    meld(w.zelfscan, w.hoorn, "2022-07-01", "in_ontwikkeling")
    uitkomst = lees_veranderd(w.programma, VAN, TOT)
    assert [(d.naam, [(v.wat, v.van.tekst, v.naar.tekst) for v in d.veranderingen]) for d in uitkomst.organisaties] == [
        ("Alkmaar", [("Status", "In uitvoering", "In ontwikkeling"), ("Koers", "Op schema", "Aandacht")]),
        ("Hoorn", [("Status", "Geen melding", "In ontwikkeling")]),
    ]
    assert uitkomst.aantal_bij_organisaties == 3


def _besluit(**velden):
    basis = {
        "datum": date(2022, 9, 1), "soort": "verplaatst", "soort_woord": "Naar andere jaren verplaatst", "orgaan": "PORA",
        "kenmerk": "Z-1", "omschrijving": "Een jaar later.", "nummer": 1, "titel": "Trainingen geven",
    }  # fmt: skip
    return BesluitRegel(**basis | velden)


def test_decision_says_what_moved_where_the_history_is_silent(wereld):
    toen, nu = (bouw_verslag(wereld.programma, dag) for dag in (VAN, TOT))
    besluiten = (
        _besluit(),
        _besluit(datum=date(2021, 6, 1), kenmerk="Z-0"),
        _besluit(soort="overig", nummer=None, titel=""),
    )
    nu = replace(nu, besluiten=besluiten)
    groepen = gevonden(wat_is_veranderd(toen, nu, ActiesToen(vanaf=None, paren=()), {}))
    assert groepen["planning"] == [(1, "niet bewaard", "2021")]
    assert [naar for _, _, naar in groepen["besluiten"]] == [
        "Naar andere jaren verplaatst: PORA (Z-1)",
        "Naar andere jaren verplaatst: PORA (Z-1)",
    ]


def test_page_counts_and_links(als, cast, van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_uitvoering")
    meld(w.training, None, "2022-03-01", "afgerond")
    tekst = als(cast.dirk).get(adres()).content.decode()
    assert "4 veranderingen in het programma, 0 bij organisaties" in tekst
    assert 'href="#afgerond"' in tekst
    assert reverse("monitoring:actie_detail", args=["proef", 1]) + "?peildatum=2022-12-31" in tekst
    assert "niet bewaard" not in tekst


def test_counts_of_both_days_stand_side_by_side(van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "in_uitvoering")
    meld(w.training, None, "2022-03-01", "afgerond")
    bewerk(w.voorlichting, "2022-02-01", vervallen_op=date(2022, 2, 1), vervallen_reden="Samen met actie 2.")
    uitkomst = lees_veranderd(w.programma, VAN, TOT)
    assert [(a.kant.tekst, a.toen, a.nu, a.verschil) for a in uitkomst.aantallen] == [
        ("Afgerond", 0, 1, "+1"),
        ("In uitvoering", 1, 0, "−1"),
        ("In ontwikkeling", 0, 0, "gelijk"),
        ("Niet gestart", 0, 0, "gelijk"),
        ("Geen melding", 2, 1, "−1"),
        ("Samen", 3, 2, "−1"),
        ("Vervallen", 0, 1, "+1"),
    ]


def test_what_stayed_the_same_is_one_click_away(als, cast, van_begin_af, meld):
    w = van_begin_af
    meld(w.training, None, "2021-06-01", "afgerond")
    meld(w.voorlichting, None, "2022-03-01", "afgerond")
    client = als(cast.dirk)
    kort = client.get(adres()).content.decode()
    assert "Toon ook de acties met dezelfde status (2)" in kort
    assert "1. Trainingen geven" not in kort
    lang = client.get(f"{adres()}&gelijk=ja").content.decode()
    assert "1. Trainingen geven" in lang.partition('id="gelijk"')[2]
    assert "Toon alleen wat is veranderd" in lang


@pytest.mark.parametrize("dag", [date(2021, 1, 1), TOT])
def test_twice_the_same_day_has_no_change_and_equal_counts(als, cast, van_begin_af, dag):
    antwoord = als(cast.dirk).get(adres(van=dag, tot=dag))
    assert "er niets veranderd: het is twee keer dezelfde dag" in antwoord.content.decode()
    assert {aantal.verschil for aantal in antwoord.context["veranderd"].aantallen} == {"gelijk"}
    assert len(antwoord.context["veranderd"].gelijk) == 3


def test_page_says_what_was_not_kept(als, cast, wereld):
    tekst = als(cast.dirk).get(adres()).content.decode()
    assert "Van deze periode zijn planning, tekst en hoofdverantwoordelijken niet bewaard." in tekst


@pytest.mark.parametrize(
    ("vraag", "boodschap", "periode"),
    [
        ({}, None, (date(2022, 12, 31), date(2023, 12, 31))),
        ({"van": "2022-12-31", "tot": "2021-12-31"}, "De eerste dag lag na de tweede.", (VAN, TOT)),
        ({"van": "gisteren", "tot": "2022-12-31"}, "“gisteren” is geen geldige datum", (VAN, TOT)),
        ({"van": "1990-01-01", "tot": "2022-12-31"}, "ligt vóór het begin van het programma", (VAN, TOT)),
        ({"van": "2021-12-31", "tot": "2999-12-31"}, "ligt in de toekomst", (VAN, date(2023, 12, 31))),
        ({"tot": "2021-01-01"}, None, (date(2021, 1, 1), date(2021, 1, 1))),
    ],
)
def test_bad_or_missing_dates_give_a_period_and_say_so(als, cast, vraag, boodschap, periode):
    antwoord = als(cast.dirk).get(reverse("monitoring:veranderd", args=["proef"]), vraag)
    assert antwoord.status_code == 200
    assert (antwoord.context["veranderd"].van, antwoord.context["veranderd"].tot) == periode
    berichten = [str(bericht) for bericht in antwoord.context["messages"]]
    assert [boodschap in bericht for bericht in berichten] == ([True] if boodschap else [])


def test_list_has_a_row_per_change_and_counts_them(als, cast, van_begin_af, meld):
    w = van_begin_af
    bewerk(w.training, "2022-02-01", titel="=1+1")
    meld(w.zelfscan, w.alkmaar, "2022-05-01", "afgerond")
    client = als(cast.dirk)
    boek = openpyxl.load_workbook(io.BytesIO(client.get(adres("veranderd_export", "xlsx")).content))
    kop, *rijen = boek.worksheets[0].iter_rows(values_only=True)
    assert kop[:2] == ("Soort", "Nr")
    assert [(r[0], r[1], r[4], r[6], r[7]) for r in rijen] == [
        ("Voor het eerst gemeld", 2, None, "Geen melding", "In uitvoering"),
        ("Andere tekst", 1, None, "Trainingen geven", "=1+1"),
        ("Organisaties", None, "Heerhugowaard", None, "Opgegaan in Dijk en Waard"),
        ("Organisaties", None, "Langedijk", None, "Opgegaan in Dijk en Waard"),
        ("Organisaties", None, "Dijk en Waard", None, "Doet nu mee"),
        ("Per organisatie", 2, "Alkmaar", "Geen melding", "Afgerond"),
    ]
    over = dict(boek.worksheets[1].iter_rows(values_only=True, max_col=2))
    assert over["Cijfers"] == "Voorlopig: niet vastgesteld"
    assert (over["Organisaties"], over["Afgerond"], over["Per organisatie"]) == (3, 0, 1)
    antwoord = client.get(adres("veranderd_export", "csv"))
    assert (
        antwoord["Content-Disposition"] == 'attachment; filename="veranderd-proef-2021-12-31-2022-12-31-voorlopig.csv"'
    )
    assert "'=1+1" in antwoord.content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))) >= 7


def test_script_in_a_text_stays_text(als, cast, van_begin_af):
    bewerk(van_begin_af.training, "2022-02-01", titel="<script>alert(1)</script>")
    tekst = als(cast.dirk).get(adres()).content.decode()
    assert "<script>alert" not in tekst
    assert "&lt;script&gt;alert(1)" in tekst


def test_visitor_reads_it_when_the_dashboard_is_public(als, cast, van_begin_af, meld, settings):
    settings.DASHBOARD_OPENBAAR = True
    meld(
        van_begin_af.zelfscan, van_begin_af.alkmaar, "2022-05-01", "in_uitvoering", koers="aandacht",
        toelichting="Geheime tekst", bijsturing="Geheim plan", gemeld_door=cast.bram, openbaar=False,
    )  # fmt: skip
    tekst = als(None).get(adres()).content.decode()
    assert "Alkmaar" in tekst
    assert [woord for woord in ("Geheime tekst", "Geheim plan", "Bram") if woord in tekst] == []


@pytest.mark.parametrize("aantal", [1, 40])
def test_number_of_queries_is_constant(als, cast, van_begin_af, django_assert_num_queries, aantal):
    w = van_begin_af
    for nummer in range(100, 100 + aantal):
        actie = Actie(programma=w.programma, nummer=nummer, titel="Nog een", onderdeel=w.kern, doorlopend=True)
        bewerk(actie, "2022-06-01")
        actie.hoofdverantwoordelijken.add(w.gemeenten)
    plek.clear()
    client = als(cast.dirk)
    with django_assert_num_queries(20):
        client.get(adres())
    with django_assert_num_queries(4):
        client.get(adres())


def test_new_melding_is_seen_at_once(als, cast, van_begin_af, meld):
    client = als(cast.dirk)
    assert client.get(adres()).context["veranderd"].aantal == 3
    meld(van_begin_af.training, None, "2022-03-01", "afgerond")
    assert client.get(adres()).context["veranderd"].aantal == 4
    Organisatie.objects.filter(naam="Langedijk").update(opvolger=van_begin_af.alkmaar)
    assert "Opgegaan in Alkmaar" in client.get(adres()).content.decode()
