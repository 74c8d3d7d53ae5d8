"""What stands open before adopting, worked out by hand on the small world."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from acties.models import Actie
from monitoring.jaar.controlelijst import controlelijst
from monitoring.models import Conceptmelding, Duiding, Evaluatie, Opmerking, Updateronde
from monitoring.verslag.opbouw import bouw_verslag

OUDJAAR = date(2021, 12, 31)


@pytest.fixture
def concept(wereld):
    return Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")


def open_punten(evaluatie, **keuzes):
    verslag = bouw_verslag(evaluatie.programma, keuzes.pop("dag", OUDJAAR), evaluatie=evaluatie)
    concepten = Conceptmelding.objects.over_jaar(evaluatie.programma, evaluatie.jaar)
    rubrieken = controlelijst(verslag, evaluatie.opmerkingen.filter(verwerkt=False), concepten)
    return {rubriek.soort: [(p.tekst, p.acties, p.namens) for p in rubriek.punten] for rubriek in rubrieken}


def test_what_nobody_reported_first_for_the_region_then_per_organisation(concept, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "afgerond")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    assert open_punten(concept)["meldingen"] == [
        ("De hele regio: 3. Voorlichting", (3,), ""),
        ("Heerhugowaard: 1 actie", (2,), "heerhugowaard"),
        ("Hoorn: 1 actie", (2,), "hoorn"),
        ("Langedijk: 1 actie", (2,), "langedijk"),
    ]


def test_an_actie_of_later_or_dropped_is_not_missing(concept, wereld):
    Actie.objects.filter(nummer=1).update(startjaar=2022, eindjaar=2023)
    Actie.objects.filter(nummer=2).update(vervallen_op=date(2021, 3, 1), vervallen_reden="Niet nodig.")
    assert open_punten(concept)["meldingen"] == [("De hele regio: 3. Voorlichting", (3,), "")]


def test_reports_that_were_begun_and_whether_someone_else_came_first(concept, wereld, cast, meld):
    def ronde(jaar):
        return Updateronde.objects.create(
            programma=wereld.programma,
            naam=f"Eind {jaar}",
            peildatum=f"{jaar}-12-31",
            opent_op=f"{jaar}-12-01",
            sluit_op=f"{jaar + 1}-02-01",
        )

    def begin(ronde, organisatie, gebruiker):
        ronde.concepten.create(
            gebruiker=gebruiker,
            actie=wereld.zelfscan,
            organisatie=organisatie,
            velden={"toelichting": "Nog niet af."},
            bijgewerkt_op=datetime(2022, 1, 10, 9, tzinfo=UTC),
        )

    dit_jaar = ronde(2021)
    begin(dit_jaar, wereld.hoorn, cast.carla)
    begin(dit_jaar, wereld.alkmaar, cast.bram)
    begin(ronde(2022), wereld.hoorn, cast.carla)
    for organisatie, gemeld_op in ((wereld.alkmaar, "2022-01-11"), (wereld.hoorn, "2022-01-09"), (None, "2022-01-12")):
        meld(wereld.zelfscan, organisatie, "2021-12-31", "in_uitvoering", gemeld_op=f"{gemeld_op}T12:00Z")
    assert open_punten(concept)["concepten"] == [
        ("Alkmaar: 2. Zelfscan in elke gemeente, begonnen door Bram. Daarna is er al gemeld", (), ""),
        ("Hoorn: 2. Zelfscan in elke gemeente, begonnen door Carla", (), ""),
    ]


def test_judgement_that_asks_for_a_text(concept, wereld):
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.kern, oordeel="aandacht")
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.lijn, oordeel="op_schema")
    assert open_punten(concept)["duidingen"] == [("Lokaal", (), "")]
    concept.duidingen.filter(onderdeel=wereld.kern).update(tekst="Extra inzet volgt.")
    assert open_punten(concept)["duidingen"] == []


def test_remarks_that_were_not_processed(concept, wereld, cast):
    op = datetime(2022, 1, 10, tzinfo=UTC)
    Opmerking.objects.create(evaluatie=concept, gebruiker=cast.bram, tekst="Een", gemaakt_op=op)
    Opmerking.objects.create(
        evaluatie=concept, gebruiker=cast.carla, onderdeel=wereld.kern, tekst="Twee", gemaakt_op=op
    )
    Opmerking.objects.create(evaluatie=concept, gebruiker=cast.vera, tekst="Drie", gemaakt_op=op, verwerkt=True)
    assert open_punten(concept)["opmerkingen"] == [("Algemeen: Bram", (), ""), ("Lokaal: Carla", (), "")]


@pytest.mark.parametrize(
    ("regiobreed", "punten"),
    [
        ("afgerond", [("2. Zelfscan in elke gemeente: regiobreed afgerond, volgens de organisaties in uitvoering", (2,), "")]),
        ("in_uitvoering", []),
    ],
)  # fmt: skip
def test_regional_word_that_contradicts_the_municipalities(concept, wereld, meld, regiobreed, punten):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    meld(wereld.zelfscan, None, "2021-11-01", regiobreed)
    assert open_punten(concept)["tegenspraak"] == punten


def test_regional_word_without_any_other_contradicts_nobody(concept, wereld, meld):
    meld(wereld.zelfscan, None, "2021-11-01", "afgerond")
    assert open_punten(concept)["tegenspraak"] == []


def test_late_without_a_koers(concept, wereld, meld):
    dag = date(2022, 12, 31)
    meld(wereld.training, None, "2022-06-01", "in_uitvoering")
    assert open_punten(concept, dag=dag)["loopt_uit"] == [("1. Trainingen geven", (1,), "")]
    meld(
        wereld.training,
        None,
        "2022-07-01",
        "in_uitvoering",
        koers="aandacht",
        toelichting="Ziekte.",
        bijsturing="Hulp.",
    )
    assert open_punten(concept, dag=dag)["loopt_uit"] == []


def test_what_is_not_confirmed_and_who_could(concept, wereld, meld):
    wereld.training.aanjagers.get().organisaties.add(wereld.vt)
    meld(wereld.training, wereld.hoorn, "2021-06-01", "afgerond")
    assert open_punten(concept)["onbevestigd"] == [
        ("1. Trainingen geven: in uitvoering. Bevestigen kan Veilig Thuis Proef", (1,), "")
    ]
    meld(wereld.training, None, "2021-06-02", "in_uitvoering", spreker=wereld.vt)
    assert open_punten(concept)["onbevestigd"] == []


def test_bijdragen_that_say_something_else_since(concept, wereld, meld):
    meld(wereld.training, None, "2021-04-01", "in_uitvoering")
    meld(wereld.training, wereld.hoorn, "2021-06-01", "afgerond")
    assert open_punten(concept)["signalen"] == [
        ("1. Trainingen geven: 1 bijdrage sinds 1 april 2021 zegt afgerond", (1,), "")
    ]


def test_koers_that_asks_for_bijsturing(concept, wereld, meld):
    """The database refuses such a melding today; what an older release or another programme wrote is still found."""
    velden = {"koers": "aandacht", "toelichting": "Ziekte.", "bijsturing": "Hulp gevraagd."}
    for gemeente in (wereld.hoorn, wereld.alkmaar):
        meld(wereld.zelfscan, gemeente, "2021-06-01", "in_uitvoering", **velden)
    verslag = bouw_verslag(concept.programma, OUDJAAR)
    zelfscan = verslag.actie(2)
    regels = tuple(replace(r, bijsturing="") if r.slug == "hoorn" else r for r in zelfscan.organisaties)
    verslag = replace(verslag, acties=(replace(zelfscan, organisaties=regels),))
    [rubriek] = [rubriek for rubriek in controlelijst(verslag, [], []) if rubriek.soort == "bijsturing"]
    assert [(punt.tekst, punt.acties, punt.namens) for punt in rubriek.punten] == [
        ("2. Zelfscan in elke gemeente, Hoorn: aandacht", (2,), "hoorn")
    ]


def test_parts_without_a_judgement(concept, wereld):
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.kern, oordeel="op_schema")
    assert open_punten(concept)["oordelen"] == [("Preventie", (), "")]


def test_texts_with_signs_that_a_pdf_cannot_draw(concept, wereld, meld):
    Duiding.objects.create(
        evaluatie=concept, onderdeel=wereld.kern, oordeel="op_schema", tekst="Goed zo \N{PARTY POPPER}"
    )
    concept.besprekingen.create(overleg=wereld.pora, datum="2022-02-01", besproken="\u6f22 en \u2713 en €")
    meld(
        wereld.zelfscan,
        wereld.hoorn,
        "2021-06-01",
        "in_uitvoering",
        toelichting="Klaar \N{PARTY POPPER}\N{PARTY POPPER}",
    )
    assert open_punten(concept)["tekens"] == [
        ("Duiding Lokaal: \N{PARTY POPPER}", (), ""),
        ("Bespreking PORA: \u6f22", (), ""),
        ("2. Zelfscan in elke gemeente, Hoorn: \N{PARTY POPPER}", (2,), "hoorn"),
    ]


def test_page_leads_to_where_it_can_be_mended(als, cast, concept, wereld):
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.kern, oordeel="vastgelopen")
    pagina = als(cast.anna).get(reverse("monitoring:evaluatie_vaststellen", args=["proef", 2021])).content.decode()
    for doel in (
        "/proef/acties/2/melden/?namens=hoorn", "/proef/acties/3/melden/?namens=", "/proef/evaluatie/2021/duiding/K1/",
    ):  # fmt: skip
        assert f'href="{doel}"' in pagina
    assert "Er staan nog 8 punten open." in " ".join(pagina.split())


def test_nothing_open_says_so(als, cast, concept, wereld, meld):
    for actie, organisaties in ((wereld.training, [None]), (wereld.voorlichting, [None])):
        meld(actie, organisaties[0], "2021-06-01", "afgerond")
    for gemeente in (wereld.alkmaar, wereld.heerhugowaard, wereld.langedijk, wereld.hoorn):
        meld(wereld.zelfscan, gemeente, "2021-06-01", "afgerond")
    for onderdeel in (wereld.kern, wereld.lijn):
        Duiding.objects.create(evaluatie=concept, onderdeel=onderdeel, oordeel="op_schema")
    pagina = als(cast.anna).get(reverse("monitoring:evaluatie_vaststellen", args=["proef", 2021])).content.decode()
    assert "Er staat niets meer open." in pagina
    assert "Ik stel de evaluatie vast" in pagina
