"""What stands open when a year is adopted is mended, or accepted with a reason that stays."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from acties.models import Programma
from monitoring.jaar.aanvaarden import NietToegestaan, aantal_open, aanvaard, rubrieken_van, trek_in
from monitoring.jaar.peilmoment import peilmoment
from monitoring.jaar.vaststellen import OpenPunten, nieuwe_versie, vaststellen
from monitoring.models import Aanvaarding, Evaluatie
from monitoring.rondes.achterstand import achterstand
from monitoring.rondes.rondestand import te_melden
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vastgesteld import lees_vastgesteld
from tests.vaststellen import aanvaard_alles

OUDJAAR = date(2021, 12, 31)
OP = datetime(2022, 3, 1, 11, 0, tzinfo=UTC)


@pytest.fixture
def concept(wereld):
    return Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")


@pytest.fixture
def lijst(concept):
    """``lijst()`` is the checklist of this moment."""

    def rubrieken(jaar=2021, **keuzes):
        programma = Programma.objects.met_kenmerk().get()
        moment = peilmoment(programma, jaar, OP.date())
        verslag = bouw_verslag(programma, moment.peildatum, **moment.keuzes)
        return rubrieken_van(programma, moment, verslag, vandaag=OP.date(), **keuzes)

    return rubrieken


def punten(rubrieken, soort):
    return next(rubriek for rubriek in rubrieken if rubriek.soort == soort).punten


def adres(naam):
    return reverse(f"monitoring:{naam}", args=["proef", 2021])


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def test_open_points_refuse_the_act(concept, cast, lijst):
    aantal = aantal_open(lijst())
    with pytest.raises(OpenPunten, match=f"Er staan nog {aantal} punten open.") as fout:
        vaststellen(concept, door=cast.anna, op=OP)
    assert fout.value.rubrieken == lijst()
    assert Evaluatie.objects.get().fase == "concept"


def test_an_acceptance_is_kept_with_the_adopted_year(concept, cast):
    aantal = aanvaard_alles(concept, door=cast.anna, op=OP, reden="Volgt in 2022.")
    vast = vaststellen(concept, door=cast.anna, op=OP)
    stuk = lees_vastgesteld(vast.pk, vast.sha256)
    assert len(stuk.aanvaard) == aantal == 8
    eerste = stuk.aanvaard[0]
    assert (eerste.rubriek, eerste.tekst) == ("Ontbrekende meldingen", "De hele regio: 1. Trainingen geven")
    assert (eerste.reden, eerste.door, eerste.op) == ("Volgt in 2022.", "Anna", OP)


def test_everyone_with_an_account_reads_it_in_the_adopted_year_and_a_visitor_does_not(concept, cast, als, settings):
    settings.DASHBOARD_OPENBAAR = True
    aanvaard_alles(concept, door=cast.anna, op=OP, reden="Volgt in 2022.")
    vaststellen(concept, door=cast.anna, op=OP)
    assert "Aanvaard door Anna op 1 maart 2022: Volgt in 2022." in tekst(als(cast.dirk).get(adres("evaluatie_detail")))
    for naam in ("evaluatie_detail", "verslag_json"):
        assert "Volgt in 2022" not in tekst(als(None).get(adres(naam)))


def test_an_acceptance_lapses_when_the_point_changes(concept, cast, wereld, meld, lijst):
    meld(wereld.training, None, "2021-04-01", "in_uitvoering")
    meld(wereld.training, wereld.hoorn, "2021-06-01", "afgerond")
    aanvaard_alles(concept, door=cast.anna, op=OP)
    assert aantal_open(lijst()) == 0
    meld(wereld.training, wereld.alkmaar, "2021-06-02", "afgerond")
    assert [punt.aanvaarding for punt in punten(lijst(), "signalen")] == [None]
    with pytest.raises(OpenPunten, match="Er staat nog 1 punt open"):
        vaststellen(concept, door=cast.anna, op=OP)


def test_only_what_still_stands_open_is_kept_with_the_year(concept, cast, wereld, meld):
    aanvaard_alles(concept, door=cast.anna, op=OP)
    meld(wereld.training, None, "2021-04-01", "in_uitvoering")
    vast = vaststellen(concept, door=cast.anna, op=OP)
    assert "1. Trainingen geven" not in str(vast.verslag["aanvaard"])


def test_it_can_be_taken_back_while_it_is_a_concept(concept, cast, lijst):
    aanvaard_alles(concept, door=cast.anna, op=OP)
    kenmerk = lijst()[1].punten[0].kenmerk
    trek_in(concept, kenmerk, door=cast.anna)
    assert aantal_open(lijst()) == 1
    aanvaard_alles(concept, door=cast.anna, op=OP)
    vaststellen(concept, door=cast.anna, op=OP)
    with pytest.raises(NietToegestaan, match="geen concept"):
        trek_in(concept, kenmerk, door=cast.anna)
    with pytest.raises(NietToegestaan, match="geen concept"):
        aanvaard(concept, lijst(), {kenmerk}, reden="Kan.", door=cast.anna, op=OP)


def test_only_a_projectleider_accepts(concept, cast, lijst):
    for wie in (cast.bram, cast.dirk, cast.eva):
        with pytest.raises(NietToegestaan, match="Alleen een projectleider"):
            aanvaard(concept, lijst(), {"x"}, reden="Kan.", door=wie, op=OP)


def test_a_new_version_begins_with_what_was_accepted(concept, cast, lijst):
    aanvaard_alles(concept, door=cast.anna, op=OP)
    nieuwe_versie(vaststellen(concept, door=cast.anna, op=OP), reden="Een telfout.", door=cast.anna)
    assert aantal_open(lijst()) == 0


def test_earlier_years_that_are_not_adopted_stand_open(concept, cast, lijst):
    assert [punt.tekst for punt in punten(lijst(2022), "eerdere")] == ["Evaluatie 2021"]
    aanvaard_alles(concept, door=cast.anna, op=OP)
    vaststellen(concept, door=cast.anna, op=OP)
    assert punten(lijst(2022), "eerdere") == ()


# The page


def test_page_accepts_what_is_ticked_with_one_reason(als, cast, concept):
    client = als(cast.anna)
    rubriek = client.get(adres("evaluatie_vaststellen")).context["rubrieken"][1]
    kenmerken = [punt.kenmerk for punt in rubriek.punten[:2]]
    antwoord = client.post(adres("punten_aanvaarden"), {"punt": kenmerken, "reden": "Volgt later."}, follow=True)
    assert "2 punten zijn aanvaard." in tekst(antwoord)
    assert "Aanvaard door Anna op" in tekst(antwoord)
    assert set(Aanvaarding.objects.values_list("kenmerk", "reden")) == {(k, "Volgt later.") for k in kenmerken}
    client.post(adres("aanvaarding_intrekken"), {"intrekken": kenmerken[0]})
    assert [rij.kenmerk for rij in Aanvaarding.objects.all()] == kenmerken[1:]


def test_one_tick_accepts_a_whole_section_each_point_on_its_own(als, cast, concept):
    client = als(cast.anna)
    pagina = client.get(adres("evaluatie_vaststellen"))
    rubriek = pagina.context["rubrieken"][1]
    open_punten = [punt.kenmerk for punt in rubriek.open]
    assert f'name="punt" value="{" ".join(open_punten)}"' in tekst(pagina)
    assert f"Alle {len(open_punten)} open punten bij Ontbrekende meldingen" in tekst(pagina)
    keuze = {"punt": [" ".join(open_punten), open_punten[0]], "reden": "Volgt later."}
    client.post(adres("punten_aanvaarden"), keuze)
    assert sorted(Aanvaarding.objects.values_list("kenmerk", flat=True)) == sorted(open_punten)
    assert len(open_punten) > 1
    assert "Alle " not in tekst(client.get(adres("evaluatie_vaststellen"))).partition('id="rondes"')[0]


def test_what_came_up_meanwhile_is_not_accepted_with_the_section(als, cast, wereld, meld, concept):
    client = als(cast.anna)
    gezien = client.get(adres("evaluatie_vaststellen")).context["rubrieken"][1].kenmerken
    meld(wereld.voorlichting, None, "2021-12-01", "in_uitvoering")  # one point is gone
    antwoord = client.post(adres("punten_aanvaarden"), {"punt": gezien, "reden": "Volgt later."})
    assert antwoord.status_code == 400
    assert "Een punt dat je aanvinkte, staat niet meer open. Kijk de lijst na." in tekst(antwoord)
    assert Aanvaarding.objects.count() == 0


@pytest.mark.parametrize(
    ("kies", "reden", "fout"),
    [
        (0, "Volgt later.", "Vink eerst aan welke punten mogen openstaan."),
        (1, "", "Waarom mogen deze punten openstaan?"),
    ],
)
def test_page_keeps_what_was_chosen_and_typed(als, cast, concept, kies, reden, fout):
    client = als(cast.anna)
    rubriek = client.get(adres("evaluatie_vaststellen")).context["rubrieken"][1]
    kenmerken = [punt.kenmerk for punt in rubriek.punten[:kies]]
    antwoord = client.post(adres("punten_aanvaarden"), {"punt": kenmerken, "reden": reden})
    assert antwoord.status_code == 400
    assert fout in tekst(antwoord)
    assert antwoord.context["aanvaardform"].gekozen == dict.fromkeys(kenmerken)
    assert (reden in tekst(antwoord)) is True
    assert Aanvaarding.objects.count() == 0


def test_page_refuses_to_adopt_with_the_list(als, cast, concept):
    client = als(cast.anna)
    gezien = client.get(adres("evaluatie_vaststellen")).context["form"]["gezien"].value()
    antwoord = client.post(adres("evaluatie_vaststellen"), {"gezien": gezien, "akkoord": "on"})
    assert antwoord.status_code == 409
    assert "Er staan nog 8 punten open. Herstel wat te herstellen is, of aanvaard het met een reden." in tekst(antwoord)
    assert 'name="akkoord" class="utrecht-checkbox' in tekst(antwoord)
    assert antwoord.context["form"]["akkoord"].value() is True
    assert Evaluatie.objects.get().fase == "concept"


# Nagekomen


@pytest.fixture
def nagekomen(concept, cast, wereld, meld):
    meld(wereld.training, None, "2021-04-01", "in_uitvoering")
    aanvaard_alles(concept, door=cast.anna, op=OP)
    vast = vaststellen(concept, door=cast.anna, op=OP)
    meld(wereld.training, None, "2021-12-01", "afgerond", gemeld_op="2022-02-01T12:00Z")  # said before, stored after
    meld(wereld.zelfscan, wereld.hoorn, "2021-12-02", "in_uitvoering", gemeld_op="2022-04-01T12:00Z")
    return vast


def test_what_came_later_is_in_the_evaluation_of_the_next_year(nagekomen, wereld):
    moment = peilmoment(wereld.programma, 2022, date(2023, 1, 31))
    verslag = bouw_verslag(wereld.programma, moment.peildatum, **moment.keuzes)
    assert [(r.nummer, r.wie, r.status, r.van, r.naar) for r in verslag.nagekomen] == [
        (1, "", "afgerond", "in_uitvoering", "afgerond"),
        (2, "Hoorn", "in_uitvoering", "geen_melding", "in_uitvoering"),
    ]
    assert verslag.vorige_telling.aantallen == (0, 1, 0, 0, 2)  # as adopted
    assert verslag.actie(1).vorige_status == "in_uitvoering"


def test_page_lists_it_and_offers_a_new_version_to_the_projectleider(nagekomen, als, cast):
    adres_2022 = reverse("monitoring:evaluatie_detail", args=["proef", 2022])
    pagina = tekst(als(cast.anna).get(adres_2022))
    assert "Nagekomen over 2021" in pagina
    assert "kwamen 2 meldingen over dat jaar binnen. Daardoor staan 2 acties er op die dag anders voor" in pagina
    assert "Nieuwe versie van 2021 maken" in pagina
    assert "Nieuwe versie van 2021 maken" not in tekst(als(cast.dirk).get(adres_2022))
    nieuwe_versie(nagekomen, reden="Te laat.", door=cast.anna)
    assert "Nieuwe versie van 2021 maken" not in tekst(als(cast.anna).get(adres_2022))


def test_a_new_version_takes_it_in_and_then_it_is_no_longer_nagekomen(nagekomen, cast, wereld):
    tweede = nieuwe_versie(nagekomen, reden="Te laat.", door=cast.anna)
    aanvaard_alles(tweede, door=cast.anna, op=OP)
    vaststellen(tweede, door=cast.anna, op=OP)
    moment = peilmoment(wereld.programma, 2022, date(2023, 1, 31))
    verslag = bouw_verslag(wereld.programma, moment.peildatum, **moment.keuzes)
    assert verslag.nagekomen == ()
    assert verslag.vorige_telling.aantallen == (1, 1, 0, 0, 1)


# The round of the year


def test_a_round_of_the_year_that_is_still_open_stands_in_the_list(concept, lijst, maak_ronde, wereld):
    ronde = maak_ronde(opent=-3, sluit=10, acties=[wereld.zelfscan], organisaties=[wereld.hoorn])
    programma = Programma.objects.met_kenmerk().get()
    vandaag = ronde.opent_op
    [deel] = achterstand(programma, OUDJAAR, vandaag)
    assert (deel.ronde, deel.naam, deel.organisatie, deel.nummers) == (ronde.pk, "Ronde 2021", "Hoorn", (2,))
    [punt] = punten(lijst(rondes=lambda *wat: [deel]), "rondes")
    assert (punt.tekst, punt.ronde) == ("Ronde 2021: Hoorn, nog 1 actie", ronde.pk)
    assert list(achterstand(programma, date(2022, 12, 31), vandaag)) == []


def test_nobody_is_asked_to_report_for_an_adopted_year(concept, cast, maak_ronde, wereld, als):
    ronde, nu = maak_ronde(), timezone.now()

    def open_van_bram():
        return te_melden(Programma.objects.met_kenmerk().get(), cast.bram, timezone.localdate())

    assert open_van_bram() > 0
    aanvaard_alles(concept, door=cast.anna, op=nu)
    vaststellen(concept, door=cast.anna, op=nu)
    ronde.refresh_from_db()
    assert not ronde.is_open_op(timezone.localdate())
    ronde.sluit_op = timezone.localdate()  # and if someone opens it again
    ronde.save()
    assert open_van_bram() == 0
    pagina = tekst(als(cast.anna).get(reverse("monitoring:ronde_detail", args=["proef", ronde.pk])))
    assert "2021 is vastgesteld: deze ronde vraagt niemand meer iets." in pagina
    assert "Wie meldt nog?" in pagina  # how it ended stays to be read, and nothing is offered that cannot be done
    for weg in ("Doe iets", "Herinner nu", "Termijn aanpassen", "Nu sluiten", "Werkboeken mailen", "/meldlink/"):
        assert weg not in pagina
