"""The demo years: only with DEBUG, once, never among real meldingen, and telling the story that the pages need."""

import logging
from collections import Counter
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from acties.models import Actie, Gebruiker, Lidmaatschap, Organisatie, Overleg, Programma
from acties.rekenblad.schrijven import excel
from acties.spoor.logboek import noteer
from monitoring.jaar.controlelijst import controlelijst
from monitoring.jaar.peilmoment import peilmomenten
from monitoring.lezen.afspraken import standwoord
from monitoring.melden.namens import HELE_REGIO, mag_melden
from monitoring.models import Bespreking, Duiding, Evaluatie, Statusmelding, Updateronde
from monitoring.rondes.rondestand import rondestand, te_melden
from monitoring.verslag.afspraken import bouw_afspraken
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vastgesteld import lees_vastgesteld
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from monitoring.weergave.lijsten.actielijst import actielijst

OUDJAAR_2021, OUDJAAR_2022, OUDJAAR_2023 = (date(jaar, 12, 31) for jaar in (2021, 2022, 2023))
NIEUWJAAR = date(2022, 1, 1)
MOMENT = datetime(2023, 11, 1, 9)  # noqa: DTZ001 - a file has local time


def draai(opdracht):
    uitvoer = StringIO()
    call_command(opdracht, stdout=uitvoer)
    return uitvoer.getvalue()


@pytest.fixture(scope="module")
def programma(django_db_setup, django_db_blocker):
    """Loaded once for the tests that only read; rolled back at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEBUG=True):
        draai("laad_programma")
        draai("demogegevens")
        yield Programma.objects.get()
        transaction.set_rollback(True)


@pytest.fixture
def met_debug(db, settings):
    settings.DEBUG = True


# What the command does


@pytest.mark.django_db
def test_without_debug_it_refuses_and_stores_nothing():
    draai("laad_programma")
    with pytest.raises(CommandError, match="alleen met DEBUG"):
        draai("demogegevens")
    assert (Gebruiker.objects.count(), Statusmelding.objects.count()) == (0, 22)
    assert Programma.objects.get().demo is False


def test_without_the_programme_it_says_what_to_do_first(met_debug):
    with pytest.raises(CommandError, match="Draai eerst: manage"):
        draai("demogegevens")


def test_fictitious_meldingen_never_come_among_real_ones(met_debug):
    draai("laad_programma")
    Statusmelding.objects.create(actie=Actie.objects.get(nummer=4), peildatum=OUDJAAR_2021, status="niet_gestart")
    with pytest.raises(CommandError, match="heeft al echte meldingen"):
        draai("demogegevens")
    assert (Gebruiker.objects.count(), Statusmelding.objects.count()) == (0, 23)


def test_a_second_run_keeps_everything_and_says_so(met_debug):
    draai("laad_programma")
    assert draai("demogegevens").startswith(
        "Demogegevens: 6 accounts, 4 lokale acties, 2 besluiten, 10 afspraken, 221 statusmeldingen, 4 evaluaties, "
        "1 updateronde.\n"
    )
    bram = Gebruiker.objects.get(username="bram")
    bram.set_password("een ander wachtwoord")
    bram.save()
    Gebruiker.objects.get(username="eva").delete()
    assert draai("demogegevens").startswith("De demogegevens staan er al. Er is niets veranderd.\n")
    assert (Gebruiker.objects.count(), Statusmelding.objects.count(), Evaluatie.objects.count()) == (5, 243, 4)
    assert Gebruiker.objects.get(username="bram").check_password("een ander wachtwoord")


@pytest.mark.django_db(transaction=True)
def test_what_nobody_did_is_not_in_the_log(settings, caplog):
    settings.DEBUG = True
    draai("laad_programma")
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="logboek"):
        draai("demogegevens")
        assert caplog.messages == []
        noteer("iets")
    assert len(caplog.messages) == 1


def test_it_names_the_accounts(met_debug):
    draai("laad_programma")
    assert draai("demogegevens").splitlines()[1:] == [
        "Accounts (wachtwoord: demo):",
        "  anna   projectleider",
        "  bram   beleidsambtenaar, Alkmaar",
        "  carla  beleidsambtenaar, Hoorn",
        "  dirk   commissielid",
        "  eva    beheerder",
        "  vera   beleidsambtenaar, Veilig Thuis Noord-Holland Noord",
    ]


# The accounts


def test_accounts_have_one_role_each(programma):
    assert list(
        Lidmaatschap.objects.order_by("gebruiker").values_list("gebruiker__username", "rol", "organisatie__naam")
    ) == [
        ("anna", "projectleider", None),
        ("bram", "beleidsambtenaar", "Alkmaar"),
        ("carla", "beleidsambtenaar", "Hoorn"),
        ("dirk", "commissielid", None),
        ("eva", "beheerder", None),
        ("vera", "beleidsambtenaar", "Veilig Thuis Noord-Holland Noord"),
    ]


def test_accounts_log_in_with_demo_and_a_confirmed_address_that_cannot_receive_mail(programma):
    for gebruiker in Gebruiker.objects.all():
        assert gebruiker.check_password("demo")
        assert gebruiker.email == f"{gebruiker.username}@voorbeeld.example"
        adres = EmailAddress.objects.get(user=gebruiker)
        assert (adres.email, adres.primary, adres.verified) == (gebruiker.email, True, True)
        assert (gebruiker.is_staff, gebruiker.is_superuser) == (False, False)


# The meldingen


def test_the_programme_says_that_it_is_demo(programma):
    assert programma.demo is True


def test_every_melding_would_pass_the_form(programma):
    for melding in Statusmelding.objects.select_related("actie__programma", "organisatie"):
        melding.full_clean(
            exclude=["actie", "organisatie", "gemeld_door"], validate_unique=False, validate_constraints=False
        )


def test_nobody_reported_what_they_may_not_report(programma):
    meldingen = Statusmelding.objects.filter(gemeld_door__isnull=False).select_related(
        "actie", "organisatie", "gemeld_door"
    )
    assert len(meldingen) == 81
    for melding in meldingen:
        dag = timezone.localdate(melding.gemeld_op)
        assert mag_melden([melding.actie_id], melding.organisatie, door=melding.gemeld_door, op=dag), melding


def test_organisations_report_only_on_acties_they_are_responsible_for(programma):
    eigen = {
        organisatie: set(Actie.objects.van_organisaties([organisatie]).values_list("pk", flat=True))
        for organisatie in Organisatie.objects.values_list("pk", flat=True)
    }
    van_regio = Statusmelding.objects.filter(organisatie__isnull=False, actie__lokaal_van__isnull=True)
    meldingen = van_regio.values_list("organisatie", "actie")
    assert [rij for rij in meldingen if rij[1] not in eigen[rij[0]]] == []


def test_demo_meldingen_can_be_told_from_those_of_the_programme(programma):
    assert Counter(Statusmelding.objects.values_list("bron", flat=True)) == {"fixture": 22, "demo": 221}


def test_meldingen_are_stored_in_the_order_in_which_they_were_said(programma):
    momenten = list(Statusmelding.objects.order_by("pk").values_list("gemeld_op", flat=True))
    assert momenten == sorted(momenten)


def test_every_kind_of_melding_occurs(programma):
    demo = Statusmelding.objects.filter(bron="demo")
    assert set(demo.values_list("status", flat=True)) == {
        "niet_gestart",
        "in_ontwikkeling",
        "in_uitvoering",
        "afgerond",
        "vervallen",
        "nvt",
    }
    assert Counter(demo.values_list("koers", flat=True)) == {"": 123, "op_schema": 66, "aandacht": 26, "vastgelopen": 6}
    assert demo.filter(ongewijzigd=True).count() == 9
    assert demo.filter(openbaar=False).count() == 1


def test_a_confirmation_repeats_the_melding_before_it(programma):
    for melding in Statusmelding.objects.filter(ongewijzigd=True):
        vorige = (
            Statusmelding.objects.filter(actie=melding.actie, organisatie=melding.organisatie, pk__lt=melding.pk)
            .order_by("-pk")
            .first()
        )
        assert (vorige.status, vorige.toelichting) == (melding.status, melding.toelichting)


# The story on four days


@pytest.mark.parametrize(
    ("peildatum", "aantallen", "vervallen"),
    [
        (OUDJAAR_2021, (5, 15, 6, 1, 5), 0),
        (NIEUWJAAR, (5, 15, 6, 1, 5), 0),
        (OUDJAAR_2022, (9, 18, 4, 0, 1), 0),
        (OUDJAAR_2023, (14, 14, 2, 0, 1), 1),
    ],
)
def test_status_of_the_region(programma, peildatum, aantallen, vervallen):
    telling = bouw_verslag(programma, peildatum).telling
    assert (telling.aantallen, telling.vervallen) == (aantallen, vervallen)


def test_blue_acties_planned_in_2021_that_run_late_on_new_years_day(programma):
    laat = [
        actie.nummer
        for actie in bouw_verslag(programma, NIEUWJAAR).acties
        if actie.loopt_uit and any(aanjager.kleur == "blauw" for aanjager in actie.aanjagers)
    ]
    assert laat == [3, 23]


def test_municipalities_that_did_not_report_stay_visible(programma):
    def zonder_melding(peildatum):
        verslag = bouw_verslag(programma, peildatum)
        return {a.nummer: (a.telling.geen_melding, a.telling.totaal) for a in verslag.acties if a.per_organisatie}

    assert zonder_melding(OUDJAAR_2021) == {8: (5, 18), 9: (4, 18), 10: (16, 18), 18: (18, 18), 30: (17, 18)}
    assert zonder_melding(OUDJAAR_2022) == {8: (3, 17), 9: (1, 17), 10: (4, 16), 18: (5, 17), 30: (5, 16)}
    assert zonder_melding(OUDJAAR_2023) == {8: (2, 17), 9: (0, 17), 10: (3, 16), 18: (3, 17), 30: (3, 16)}


def test_the_merged_municipality_reports_itself_on_some_acties(programma):
    verslag = bouw_verslag(programma, OUDJAAR_2023)

    def van(nummer):
        return next(r for r in verslag.actie(nummer).organisaties if r.organisatie == "Dijk en Waard").overgenomen_van

    assert {nummer: van(nummer) for nummer in (8, 9, 10, 18, 30)} == {
        8: ("Heerhugowaard", "Langedijk"),
        9: (),
        10: (),
        18: (),
        30: (),
    }


def test_the_pilot_and_the_decision_about_it_can_be_read(programma):
    organisaties = bouw_verslag(programma, OUDJAAR_2021).actie(28).organisaties
    [pilot] = [regel for regel in organisaties if regel.organisatie == "Hollands Kroon"]
    assert (pilot.organisatie, pilot.toelichting[:41]) == (
        "Hollands Kroon",
        "De pilot 'daar waar het hoort' loopt goed",
    )
    besluit = bouw_verslag(programma, OUDJAAR_2022).actie(28).melding
    assert (besluit.organisatie, besluit.toelichting[:45]) == ("", "Besluit: na de pilot in Hollands Kroon gaat d")


def test_bram_still_owes_the_zelfscan_of_alkmaar(programma):
    regels = {regel.organisatie: regel for regel in bouw_verslag(programma, OUDJAAR_2023).actie(9).organisaties}
    assert (regels["Alkmaar"].status, regels["Alkmaar"].peildatum) == ("in_ontwikkeling", date(2022, 10, 18))
    assert regels["Hoorn"].status == "afgerond"


def test_local_acties_stand_apart_and_pass_to_the_merged_municipality(programma):
    def lokaal(peildatum):
        return [(a.nummer_tekst, a.lokaal_van, a.stand) for a in bouw_verslag(programma, peildatum).lokaal]

    assert lokaal(OUDJAAR_2021)[1] == ("L2", "Heerhugowaard", "in_uitvoering")
    assert lokaal(OUDJAAR_2023) == [
        ("L1", "Alkmaar", "in_uitvoering"),
        ("L2", "Dijk en Waard", "afgerond"),
        ("L3", "Hoorn", "in_uitvoering"),
        ("L4", "Hoorn", "vervallen"),
    ]


# The evaluaties


def test_evaluaties_per_year(programma):
    evaluaties = Evaluatie.objects.order_by("jaar", "versie").values_list("jaar", "versie", "peildatum", "fase")
    assert list(evaluaties) == [
        (2021, 1, OUDJAAR_2021, "vastgesteld"),
        (2021, 2, OUDJAAR_2021, "vastgesteld"),
        (2022, 1, OUDJAAR_2022, "vastgesteld"),
        (2023, 1, OUDJAAR_2023, "voorbereiding"),
    ]


def test_the_judgement_of_preventie_in_2021_waits_for_anna(programma):
    onderdelen = set(Duiding.objects.filter(evaluatie__jaar=2021).values_list("onderdeel__code", flat=True))
    assert onderdelen == {"K1", "K2", "K3", "K4", "A2", "A3", "A4"}


def test_when_each_overleg_discussed_2021(programma):
    besprekingen = Bespreking.objects.filter(evaluatie__jaar=2021, evaluatie__versie=1)
    assert {b.overleg.afkorting: (b.datum, b.fase) for b in besprekingen} == {
        "PORA": (date(2022, 2, 2), "besproken"),
        "PHO": (date(2022, 2, 24), "besproken"),
        "Madivosa": (date(2022, 2, 17), "besproken"),
        "Commissie Z&V": (date(2022, 3, 17), "besproken"),
    }
    assert set(Bespreking.objects.filter(evaluatie__jaar=2023).values_list("fase", flat=True)) == {"gepland"}


def test_the_numbers_in_the_judgements_are_those_of_the_meldingen(programma):
    eind_2021, eind_2022 = vastgesteld(2021), vastgesteld(2022)
    assert "Zes gemeenten hebben nog niets gemeld over actie 8" in _duiding(2021, "K2")
    assert eind_2021.actie(8).telling.geen_melding == 6
    assert "Vier gemeenten vullen hem al in" in _duiding(2021, "K3")
    assert eind_2021.actie(9).telling.in_uitvoering == 4
    assert "in zes gemeenten klaar en in negen bezig. Eén gemeente is nog niet begonnen en één" in _duiding(2022, "K3")
    zelfscan = eind_2022.actie(9).telling
    assert (zelfscan.afgerond, zelfscan.in_uitvoering + zelfscan.in_ontwikkeling) == (6, 9)
    assert (zelfscan.niet_gestart, zelfscan.geen_melding) == (1, 1)


def _duiding(jaar, code):
    return Duiding.objects.get(evaluatie__jaar=jaar, evaluatie__versie=1, onderdeel__code=code).tekst


def test_some_afspraken_are_kept_some_late_and_one_runs(programma):
    vandaag = timezone.localdate()
    regels = list(bouw_afspraken(programma).values())
    assert Counter(standwoord(regel, vandaag) for regel in regels) == {
        "Te laat": 4,
        "Loopt": 1,
        "Gedaan": 4,
        "Vervallen": 1,
    }
    bewaard = [regel.wat for regel in stuk_van(2021).afspraken]
    assert bewaard == [
        "Hollands Kroon presenteert de pilot bij scheidingen.",
        "Drechterland, Enkhuizen en Stede Broec doen de zelfscan samen.",
    ]


def stuk_van(jaar):
    """What was adopted about this year, in its newest version."""
    evaluatie = Evaluatie.objects.filter(jaar=jaar, fase="vastgesteld").order_by("-versie").first()
    return lees_vastgesteld(evaluatie.pk, evaluatie.sha256)


def vastgesteld(jaar):
    return stuk_van(jaar).regio


def test_each_adopted_year_says_what_stood_open_and_why(programma):
    for evaluatie in Evaluatie.objects.filter(fase="vastgesteld"):
        assert evaluatie.verslag["regio"]["programma"]["demo"] is True
        assert evaluatie.verslag["aanvaard"]
        assert all(punt["reden"] and punt["door"] == "Anna Appelman" for punt in evaluatie.verslag["aanvaard"])


def test_what_came_too_late_for_2021_is_in_its_second_version_or_nagekomen_in_2022(programma):
    eerste, tweede = Evaluatie.objects.filter(jaar=2021).order_by("versie")
    assert "Opmeer" in tweede.reden
    assert [zonder(versie, 9) for versie in (eerste, tweede)] == [5, 4]
    assert [(regel.nummer, regel.wie) for regel in vastgesteld(2022).nagekomen] == [(8, "Schagen")]


def zonder(evaluatie, nummer):
    stuk = lees_vastgesteld(evaluatie.pk, evaluatie.sha256)
    return stuk.regio.actie(nummer).telling.geen_melding


def test_2023_has_a_signal_something_not_confirmed_and_a_word_that_contradicts(programma):
    acties = bouw_verslag(programma, OUDJAAR_2023).acties
    soorten = {r.soort: r.punten for r in controlelijst(bouw_verslag(programma, OUDJAAR_2023), [], [])}
    assert [a.nummer for a in acties if a.nog_niet_bevestigd] == [4, 17]
    assert {nummer for punt in soorten["signalen"] for nummer in punt.acties} == {2, 32}
    assert [punt.acties for punt in soorten["tegenspraak"]] == [(18,)]
    assert all(not a.koerscodes for a in acties if a.afgerond)


def test_the_evaluation_of_one_overleg_has_its_own_figures(programma):
    pora = Overleg.objects.get(slug="pora")
    verslag = bouw_verslag(programma, OUDJAAR_2021, overleg=pora)
    assert len(verslag.organisaties) == 7
    assert verslag.actie(9).telling.aantallen == (0, 2, 2, 1, 2)


def test_a_round_is_open_and_bram_owes_something(programma):
    """The word of actie 21, that Alkmaar, Den Helder and Hoorn can say, and Alkmaar's own 9, 10 and 18."""
    bram = Gebruiker.objects.get(username="bram")
    met_kenmerk = Programma.objects.met_kenmerk().get(pk=programma.pk)
    assert te_melden(met_kenmerk, bram, timezone.localdate()) == 3


def test_the_round_asks_a_word_for_each_regional_actie_and_the_rest_of_each_organisation(programma):
    """Of 27 regional acties 14 are done by a word and 1 is vervallen: 12 words, of which 11 are the projectleider's."""
    stand = rondestand(Updateronde.objects.get(), Programma.objects.met_kenmerk().get(), timezone.localdate())
    assert Counter(taak.melders for taak in stand.alles.regio) == {
        (HELE_REGIO,): 11,
        ("alkmaar", "den-helder", "hoorn"): 1,
    }
    nog_niet_klaar = {
        actie.nummer: sum(regel.status not in ("afgerond", "nvt") for regel in actie.organisaties)
        for actie in stand.verslag.acties
        if actie.per_organisatie
    }
    assert nog_niet_klaar == {8: 12, 9: 6, 10: 11, 18: 11, 30: 9}
    # At 18 the word for the region says less than they do; who was done itself is not asked again.
    assert Counter(taak.actie.nummer for taak in stand.alles.eigen) == nog_niet_klaar
    assert (stand.alles.aantal, stand.alles.gemeld) == (12 + 49, 0)


# On paper


@pytest.mark.parametrize("jaar", [2021, 2022, 2023])
def test_the_cover_of_the_annual_report_prints_on_one_page(programma, jaar):
    """A4 on its side: 27.7 cm wide and 18 cm high between the margins; a character of a column is 7 pixels of 1/96 inch."""
    met_kenmerk = Programma.objects.met_kenmerk().get()
    moment = next(m for m in peilmomenten(met_kenmerk, timezone.localdate()) if m.jaar == jaar)
    verslag = bouw_verslag(met_kenmerk, moment.peildatum, **moment.keuzes)
    blad = openpyxl.load_workbook(BytesIO(excel.schrijf(jaarverslag(verslag, door="Anna", op=MOMENT))))["Omslag"]
    breed = sum(kolom.width for kolom in blad.column_dimensions.values()) * 7 / 96 * 2.54
    rijen = range(1, blad.row_breaks.brk[0].id + 1)
    hoog = sum(blad.row_dimensions[rij].height or 13.2 for rij in rijen) / 72 * 2.54
    assert hoog * min(1, 27.7 / breed) < 18


def test_the_list_of_acties_prints_in_low_rows(programma):
    """A tall text makes a whole row tall, on each of the pages next to each other."""
    verslag = bouw_verslag(Programma.objects.met_kenmerk().get(), OUDJAAR_2022)
    wie = {"filters": [], "volgorde": "Nr", "door": "Anna", "op": MOMENT}
    blad = openpyxl.load_workbook(BytesIO(excel.schrijf_lijst(actielijst(verslag, verslag.acties, **wie)))).worksheets[
        0
    ]
    hoogten = [blad.row_dimensions[rij].height for rij in range(2, blad.max_row + 1)]
    assert max(hoogten) < 200
    assert sum(hoogten) / len(hoogten) < 65
