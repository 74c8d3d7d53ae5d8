"""Each row of a workbook is one task: the word for the region, or what the organisation says of itself."""

import io
from types import SimpleNamespace

import pytest
from django.core import signing
from openpyxl import load_workbook

from acties.models import Organisatie
from monitoring.inlezen.werkboek.kenmerk import ZOUT, lees_kenmerk
from monitoring.inlezen.werkboek.rijkeuring import Regel
from monitoring.inlezen.werkboek.vorm import Soort
from monitoring.melden.overname import inhoud
from monitoring.models import Conceptmelding, Statusmelding
from tests.antwoord import tekst

from .conftest import ADRES, KOLOM, bewaard, bewerk, keuzes, regels, sleutel, soorten

NAMENS = KOLOM["namens"]


def verstuur(client, antwoord):
    return client.post(f"{ADRES}{sleutel(antwoord)}/", keuzes(antwoord), follow=True)


def fouten(antwoord):
    return [(fout.plek, fout.uitleg) for regel in regels(antwoord) for fout in regel.fouten]


def van_voor_de_kolom(inhoud):
    """The same workbook as an earlier version made it: no column Namens, and a kenmerk that knows no words."""
    boek = load_workbook(io.BytesIO(inhoud))
    blad = boek["Melden"]
    kenmerk = lees_kenmerk(boek["Keuzes"].cell(1, 6).value)
    paren = sorted(kenmerk.gebaseerd_op.items())
    oud = signing.dumps([kenmerk.export, kenmerk.ronde, kenmerk.organisatie, paren], salt=ZOUT, compress=True)
    boek["Keuzes"].cell(1, 6).value = blad.cell(1, KOLOM["gebaseerd_op"]).value = oud
    blad.delete_cols(NAMENS)
    return bewaard(boek)


# What it becomes


@pytest.mark.parametrize("wie", ["anna", "bram"])
def test_a_row_of_the_region_becomes_a_word_of_whom_the_workbook_is_for(
    als, lees_in, cast, wereld, ronde, werkboek, wie
):
    """Also when the projectleider reads it; the other row is what Alkmaar says of itself."""
    lezer = getattr(cast, wie)
    velden = {1: {"status": "In uitvoering", "koers": "Op schema"}, 2: {"status": "Afgerond"}}
    verstuur(als(lezer), lees_in(lezer, bewerk(werkboek(), velden)))
    woord, eigen = Statusmelding.objects.order_by("actie__nummer")
    assert (woord.organisatie, woord.spreker, woord.status, woord.koers) == (
        None, wereld.alkmaar, "in_uitvoering", "op_schema",
    )  # fmt: skip
    assert (eigen.organisatie, eigen.spreker, eigen.status) == (wereld.alkmaar, None, "afgerond")
    assert woord.inlezing == eigen.inlezing
    assert {(m.ronde, m.gemeld_door, m.bron, str(m.peildatum)) for m in (woord, eigen)} == {
        (ronde, lezer, "excel", "2021-12-31")
    }


def test_a_row_of_who_does_not_speak_becomes_a_bijdrage(als, lees_in, cast, wereld, werkboek):
    verstuur(als(cast.carla), lees_in(cast.carla, bewerk(werkboek("hoorn"), {1: {"status": "In uitvoering"}})))
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.spreker) == (wereld.hoorn, None)


def test_who_speaks_without_being_responsible_has_a_row(als, lees_in, cast, wereld, spreekt, werkboek):
    spreekt(wereld.training, wereld.vt)
    verstuur(
        als(cast.vera), lees_in(cast.vera, bewerk(werkboek("veilig-thuis-proef"), {1: {"status": "In uitvoering"}}))
    )
    assert Statusmelding.objects.get().spreker == wereld.vt


def test_a_word_about_the_region_is_of_the_peildatum_of_the_round_however_young_who_speaks(
    als, lees_in, cast, wereld, spreekt, werkboek
):
    """Dijk en Waard speaks for Langedijk. It was not there on 31 December; of itself it reports on its first day."""
    spreekt(wereld.training, wereld.langedijk)
    velden = {nummer: {"status": "In uitvoering"} for nummer in (1, 2)}
    verstuur(als(cast.anna), lees_in(cast.anna, bewerk(werkboek("dijk-en-waard"), velden)))
    woord, eigen = Statusmelding.objects.order_by("actie__nummer")
    assert (woord.spreker, str(woord.peildatum), str(eigen.peildatum)) == (
        wereld.dijk_en_waard, "2021-12-31", "2022-01-01",
    )  # fmt: skip


def test_the_preview_says_of_each_row_which_task_it_is(lees_in, cast, werkboek):
    velden = {nummer: {"status": "In uitvoering"} for nummer in (1, 2)}
    alkmaar, hoorn = (tekst(lees_in(cast.anna, bewerk(werkboek(slug), velden))) for slug in ("alkmaar", "hoorn"))
    assert "· namens de regio · rij 5 · Nieuw" in alkmaar
    assert "· Alkmaar zelf · rij 6 · Nieuw" in alkmaar
    assert "· Hoorn zelf · rij 5 · Nieuw" in hoorn
    assert "· bijdrage van Hoorn · rij 6 · Nieuw" in hoorn


def test_a_draft_of_the_word_is_done_with_it(als, lees_in, cast, wereld, ronde, werkboek):
    for organisatie in (None, wereld.alkmaar):
        Conceptmelding.objects.create(
            ronde=ronde, gebruiker=cast.bram, actie=wereld.training, organisatie=organisatie, velden={},
            bijgewerkt_op="2022-01-01T09:00:00Z",
        )  # fmt: skip
    verstuur(als(cast.bram), lees_in(cast.bram, bewerk(werkboek(), {1: {"status": "In uitvoering"}})))
    assert Conceptmelding.objects.get().organisatie == wereld.alkmaar


# What was there before


def test_unchanged_confirms_the_last_word_and_no_bijdrage(als, lees_in, cast, wereld, meld, werkboek):
    meld(wereld.training, wereld.alkmaar, "2021-11-01", "niet_gestart", toelichting="Een bijdrage.")
    ja = {1: {"ongewijzigd": "Ja"}}
    assert "Er is nog geen melding om te bevestigen." in fouten(lees_in(cast.anna, bewerk(werkboek(), ja)))[0][1]
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="Het woord.", spreker=wereld.vt)
    verstuur(als(cast.anna), lees_in(cast.anna, bewerk(werkboek(), ja)))
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.toelichting, nieuw.ongewijzigd, nieuw.organisatie, nieuw.spreker) == (
        "Het woord.", True, None, wereld.alkmaar,
    )  # fmt: skip


@pytest.mark.parametrize(("namens", "soort"), [(None, "conflict"), ("alkmaar", "nieuw"), ("hoorn", "nieuw")])
def test_only_a_word_since_then_is_a_conflict_with_a_word(lees_in, cast, wereld, meld, werkboek, namens, soort):
    inhoud = bewerk(werkboek(), {1: {"status": "In uitvoering"}})
    meld(wereld.training, namens and getattr(wereld, namens), "2021-12-31", "niet_gestart")
    assert soorten(lees_in(cast.anna, inhoud)) == {1: soort}


def test_a_koers_of_long_ago_is_dropped_where_it_is_done_and_the_preview_says_so():
    vorige = Statusmelding(pk=1, status="afgerond", koers="op_schema", toelichting="Klaar.")

    def regel(soort):
        return Regel(
            regel=5, nummer=1, soort=soort, actie=None, organisatie=Organisatie(naam="Hoorn"), namens_regio=False,
            vorige=vorige, velden=inhoud(vorige),
        )  # fmt: skip

    assert regel(Soort.BEVESTIGD).koers == ""
    assert regel(Soort.BEVESTIGD).opmerking.startswith("De koers is weggelaten")
    assert regel(Soort.GEWIJZIGD).opmerking == ""


# Workbooks of an earlier version


def test_a_workbook_from_before_the_column_holds_bijdragen(als, lees_in, cast, wereld, werkboek):
    """Alkmaar speaks now, but who filled this in knew of no such thing."""
    oud = van_voor_de_kolom(bewerk(werkboek(), {1: {"status": "Afgerond"}}))
    antwoord = lees_in(cast.anna, oud)
    assert "· bijdrage van Alkmaar · rij 5 · Nieuw" in tekst(antwoord)
    verstuur(als(cast.anna), antwoord)
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.spreker) == (wereld.alkmaar, None)


def test_what_was_reported_before_an_old_workbook_was_made_is_no_conflict(lees_in, cast, wereld, meld, werkboek):
    """It carried the newest report of anyone; that of Alkmaar is older, so who filled it in saw what came after."""
    eigen = meld(wereld.training, wereld.alkmaar, "2021-10-01", "niet_gestart")
    woord = meld(wereld.training, None, "2021-11-01", "in_uitvoering")
    assert eigen.pk < woord.pk
    oud = van_voor_de_kolom(bewerk(werkboek(), {1: {"status": "Afgerond"}}))
    assert soorten(lees_in(cast.anna, oud)) == {1: "gewijzigd"}


# Rows that were edited, and rights


def met_namens(inhoud, per_rij):
    boek = load_workbook(io.BytesIO(inhoud))
    for rij, waarde in per_rij.items():
        boek["Melden"].cell(rij, NAMENS).value = waarde
    return bewaard(boek)


INGEVULD = {1: {"status": "In uitvoering"}}


@pytest.mark.parametrize(
    ("slug", "rij", "staat", "fout"),
    [
        ("alkmaar", 5, "Alkmaar", "Deze rij is gemaakt om namens de regio te melden. Zet de cel Namens terug."),
        ("alkmaar", 5, "iets anders", "Deze rij is gemaakt om namens de regio te melden. Zet de cel Namens terug."),
        ("hoorn", 6, "de regio", "Deze rij is gemaakt om namens Hoorn te melden. Zet de cel Namens terug."),
        ("hoorn", 6, " De  Regio ", "Deze rij is gemaakt om namens Hoorn te melden. Zet de cel Namens terug."),
    ],
)
def test_the_task_of_a_row_is_not_to_be_changed(lees_in, cast, werkboek, slug, rij, staat, fout):
    antwoord = lees_in(cast.anna, met_namens(bewerk(werkboek(slug), INGEVULD), {rij: staat}))
    assert fouten(antwoord) == [(f"C{rij}", fout)]


@pytest.mark.parametrize("staat", [None, "", "DE REGIO", "de\xa0regio"])
def test_an_empty_or_otherwise_written_task_is_that_of_the_workbook(lees_in, cast, werkboek, staat):
    antwoord = lees_in(cast.anna, met_namens(bewerk(werkboek(), INGEVULD), {5: staat}))
    assert [(regel.namens_regio, regel.soort.value) for regel in regels(antwoord)] == [(True, "nieuw")]


def test_a_column_that_is_gone_changes_no_task(lees_in, cast, werkboek):
    boek = load_workbook(io.BytesIO(bewerk(werkboek(), INGEVULD)))
    boek["Melden"].delete_cols(NAMENS)
    assert [regel.namens_regio for regel in regels(lees_in(cast.anna, bewaard(boek)))] == [True]


def test_who_no_longer_speaks_has_the_row_refused(lees_in, cast, wereld, spreekt, werkboek):
    inhoud = bewerk(werkboek(), INGEVULD)
    spreekt(wereld.training, wereld.hoorn)
    for wie in (cast.anna, cast.bram):
        assert fouten(lees_in(wie, inhoud)) == [
            ("C5", "Alkmaar spreekt in Ronde 2021 niet (meer) namens de regio over actie 1. Maak de rij leeg.")
        ]
    assert not Statusmelding.objects.exists()


def test_a_row_that_was_typed_below_says_for_whom_it_is(lees_in, cast, wereld, spreekt, werkboek):
    """The workbook was made before Alkmaar spoke of 3; of 2, that Hoorn does itself too, Alkmaar has no word to say."""
    inhoud = werkboek()
    spreekt(wereld.voorlichting, wereld.alkmaar)
    boek = load_workbook(io.BytesIO(inhoud))
    for veld, waarde in {"nummer": 3, "namens": "de regio", "status": "In uitvoering"}.items():
        boek["Melden"].cell(9, KOLOM[veld]).value = waarde
    assert [
        (regel.nummer, regel.namens_regio, regel.fouten) for regel in regels(lees_in(cast.anna, bewaard(boek)))
    ] == [(3, True, ())]
    boek["Melden"].cell(9, NAMENS).value = "Alkmaar"
    assert fouten(lees_in(cast.anna, bewaard(boek))) == [
        ("A9", "Alkmaar meldt in Ronde 2021 niet (meer) over actie 3. Maak de rij leeg.")
    ]


@pytest.mark.parametrize(
    ("velden", "plek", "deel"),
    [
        ({"status": "N.v.t.", "toelichting": "Hier niet."}, "I5", "Voor de hele regio kan deze status niet."),
        ({"status": "Afgerond", "koers": "Op schema"}, "J5", "Een actie die afgerond is, heeft geen koers."),
    ],
)
def test_a_word_that_cannot_be_names_the_cell(lees_in, cast, werkboek, velden, plek, deel):
    [(gevonden, uitleg)] = fouten(lees_in(cast.anna, bewerk(werkboek(), {1: velden})))
    assert (gevonden, deel in uitleg) == (plek, True)


def test_the_words_of_the_preview():
    def taak(namens_regio, actie):
        regel = {"regel": 5, "nummer": 1, "soort": Soort.NIEUW, "vorige": None, "velden": {}}
        return Regel(**regel, actie=actie, organisatie=Organisatie(naam="Hoorn"), namens_regio=namens_regio).taak

    eigen, regionaal = SimpleNamespace(is_per_organisatie=True), SimpleNamespace(is_per_organisatie=False)
    assert [taak(True, regionaal), taak(False, regionaal), taak(False, eigen)] == [
        "namens de regio",
        "bijdrage van Hoorn",
        "Hoorn zelf",
    ]
