"""The one or two pages that a meeting gets: what deviates, the most urgent first, and nothing left out unsaid."""

import dataclasses
from datetime import date

import pytest

from monitoring.lezen.oplegger import oplegger
from monitoring.models import Bespreking, Duiding, Evaluatie
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import Telling

OUDJAAR = date(2022, 12, 31)


@pytest.fixture
def evaluatie(wereld, meld):
    """2022 in West: the training is late and stuck, Alkmaar did its zelfscan, Dijk en Waard said nothing, nor did anyone of 3."""
    meld(wereld.training, None, "2021-06-01", "in_uitvoering")
    meld(
        wereld.training, None, "2022-03-01", "in_ontwikkeling", koers="vastgelopen", toelichting="Geen trainer.",
        bijsturing="We zoeken er een.",
    )  # fmt: skip
    meld(wereld.zelfscan, wereld.alkmaar, "2022-05-01", "afgerond")
    meld(
        wereld.zelfscan, wereld.hoorn, "2022-06-01", "in_uitvoering", koers="aandacht", toelichting="Te druk.",
        bijsturing="Extra uren.",
    )  # fmt: skip
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Het stokt.")
    Bespreking.objects.create(
        evaluatie=evaluatie, overleg=wereld.pora, datum=date(2023, 2, 1), fase="besproken", besluiten="Ga door."
    )
    return evaluatie


@pytest.fixture
def maak(wereld, evaluatie):
    def blad(overleg=wereld.pora, **anders):
        verslag = bouw_verslag(
            wereld.programma, OUDJAAR, vorige_peildatum=date(2021, 12, 31), evaluatie=evaluatie, overleg=overleg
        )
        return oplegger(dataclasses.replace(verslag, **anders), overleg.slug)

    return blad


def nummers(keuze):
    return [actie.nummer for actie in keuze.eerste]


def koersen(blad):
    return [(a.actie.nummer, [regel.woord for regel in a.koersen]) for a in blad.afwijkingen.eerste]


def test_only_what_deviates_is_on_it(maak):
    blad = maak()
    assert koersen(blad) == [(1, ["Vastgelopen"])]
    assert [regel.bijsturing for regel in blad.afwijkingen.eerste[0].regels.eerste] == ["We zoeken er een."]
    assert nummers(blad.uitloop) == [1]
    assert nummers(blad.zonder_melding) == [3]


def test_stuck_comes_before_attention_and_both_are_of_the_participants(maak, wereld):
    blad = maak(wereld.madivosa)
    assert koersen(blad) == [(1, ["Vastgelopen"]), (2, ["1 van 1 aandacht"])]
    assert nummers(blad.uitloop) == [1]


def test_a_koers_of_many_is_counted_and_never_the_heaviest(maak, wereld, meld):
    """Actie 2: one is stuck, one needs attention. Of actie 1 the word is stuck, and one bijdrage needs attention."""
    uitleg = {"toelichting": "Te druk.", "bijsturing": "Extra uren."}
    meld(wereld.zelfscan, wereld.alkmaar, "2022-07-01", "in_uitvoering", koers="vastgelopen", **uitleg)
    meld(wereld.zelfscan, wereld.dijk_en_waard, "2022-07-01", "in_uitvoering", koers="aandacht", **uitleg)
    meld(wereld.training, wereld.alkmaar, "2022-02-01", "in_ontwikkeling", koers="aandacht", **uitleg)
    blad = maak(wereld.pora)
    assert koersen(blad) == [
        (1, ["Vastgelopen", "bijdragen: 1 van 2 aandacht"]),
        (2, ["1 van 2 vastgelopen", "1 van 2 aandacht"]),
    ]
    assert blad.punten[1] == (
        "Vastgelopen: actie 1 en 2 (1 van 2). Is de bijsturing genoeg, of is er een besluit nodig?"
    )


def test_what_contributions_say_otherwise_and_what_nobody_confirmed_are_points(maak, wereld, meld):
    meld(wereld.training, wereld.alkmaar, "2022-06-01", "afgerond")
    meld(wereld.voorlichting, wereld.vt, "2022-06-01", "in_uitvoering")
    signaal = "actie 1 (1 bijdrage sinds 1 maart 2022 zegt afgerond)"
    assert maak().punten[2:4] == (
        f"Bijdragen zeggen iets anders dan de status: {signaal}. Klopt de status nog?",
        "Nog niet bevestigd: actie 3. Wie zegt namens de regio hoe het ermee staat?",
    )


def test_changes_say_what_went_back_before_what_went_forward(maak):
    assert [(w.nummer, w.soort) for w in maak().wijzigingen.eerste] == [(1, "Terug"), (2, "Eerste melding")]


def test_participants_with_a_gap_are_named_and_the_others_not(maak):
    assert [(d.naam, d.gemeld, d.acties, d.niet_op_schema) for d in maak().deelnemers.eerste] == [
        ("Dijk en Waard", 0, 1, 0)
    ]


def test_points_follow_from_the_figures(maak):
    assert maak().punten == (
        "Het oordeel vraagt iets bij Lokaal (aandacht). Wat is er nodig?",
        "Vastgelopen: actie 1. Is de bijsturing genoeg, of is er een besluit nodig?",
        "De planning van actie 1 is voorbij. Later afronden, of iets anders doen?",
        "Niets gemeld over actie 3. Wie zorgt dat dat wel gebeurt?",
        "Geen enkele melding van Dijk en Waard. Wie spreekt hen erop aan?",
    )


def test_nothing_deviates_then_there_is_nothing_to_discuss(maak, wereld):
    rustig = maak(acties=(), onderdelen=(), wijzigingen=(), organisaties=())
    assert (rustig.punten, rustig.afwijkingen.totaal, rustig.deelnemers.totaal) == ((), 0, 0)


@pytest.mark.parametrize(
    ("rol", "fase", "begin"),
    [
        ("bespreekt", "concept", "De uitkomsten van 2022 bespreken, instemmen met de bijsturing, en meegeven"),
        ("bespreekt", "vastgesteld", "De uitkomsten van 2022 bespreken en instemmen met de bijsturing."),
        ("geinformeerd", "concept", "Kennisnemen van de uitkomsten van 2022."),
    ],
)
def test_what_is_asked_follows_from_the_part_of_the_meeting(maak, wereld, rol, fase, begin):
    wereld.pora.rol = rol
    wereld.pora.save()
    assert maak(fase=fase).gevraagd.startswith(begin)


def test_more_than_fits_is_counted(maak):
    actie = maak().uitloop.eerste[0]
    veel = maak(acties=tuple(dataclasses.replace(actie, nummer=nummer) for nummer in range(10, 30)))
    assert (len(veel.uitloop.eerste), veel.uitloop.meer, veel.uitloop.totaal) == (5, 15, 20)


def test_finished_or_dropped_actie_deviates_no_more(maak):
    actie = maak().afwijkingen.eerste[0].actie
    klaar = dataclasses.replace(actie, status="afgerond", melding=dataclasses.replace(actie.melding, status="afgerond"))
    weg = dataclasses.replace(actie, nummer=9, vervallen=True)
    assert maak(acties=(klaar, weg)).afwijkingen.totaal == 0


def test_unknown_meeting_is_an_error(maak):
    with pytest.raises(KeyError):
        oplegger(maak().verslag, "elders")


@pytest.mark.parametrize(("meer", "zin"), [(0, ""), (1, "En nog 1 organisatie."), (2, "En nog 2 organisaties.")])
def test_what_has_no_room_is_counted_in_a_sentence(maak, meer, zin):
    afwijking = maak().afwijkingen.eerste[0]
    assert dataclasses.replace(afwijking, regels=dataclasses.replace(afwijking.regels, meer=meer)).meer_zin == zin


@pytest.mark.parametrize(
    ("telling", "zin"),
    [
        (Telling(), "0 acties; tussen haakjes het verschil met 31 december 2021"),
        (Telling(afgerond=1), "1 actie; tussen haakjes het verschil met 31 december 2021"),
        (
            Telling(afgerond=2, vervallen=1),
            "2 acties, en 1 vervallen; tussen haakjes het verschil met 31 december 2021",
        ),
    ],
)
def test_table_of_the_stand_says_what_it_counts(maak, telling, zin):
    assert maak(telling=telling).telzin == zin


def test_first_year_says_no_more_than_its_numbers(maak):
    blad = maak(telling=Telling(afgerond=2), vorige_peildatum=None)
    assert (blad.telzin, blad.kop_veranderd) == ("2 acties", "Veranderd sinds vorig jaar")


def test_headings_fit_what_the_meeting_is_for(maak):
    blad = maak()
    koppen = [blad.kop_gevraagd, blad.kop_stand, blad.kop_punten, blad.kop_veranderd]
    assert koppen == ["Gevraagd besluit", "De stand voor PORA", "Om te bespreken", "Veranderd sinds 31 december 2021"]
    leest = dataclasses.replace(blad.overleg, rol="geinformeerd", organisaties=())
    blad = dataclasses.replace(blad, overleg=leest)
    assert [blad.kop_gevraagd, blad.kop_stand, blad.kop_punten] == ["Gevraagd", "De stand van de regio", "Wat opvalt"]
