"""The workbook of one organisation: what is in it, what can be changed, and who may have it."""

import io
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from monitoring.inlezen.werkboek.kenmerk import OngeldigKenmerk, lees_kenmerk
from monitoring.inlezen.werkboek.werkboek import BIJDRAGE, WOORD
from monitoring.models import Inlezing, Statusmelding

KOPPEN = [
    "Nummer",
    "Actie",
    "Namens",
    "Wat is er afgesproken?",
    "Planning",
    "Vorige status",
    "Vorige tekst",
    "Ongewijzigd?",
    "Status",
    "Koers",
    "Wat is er gebeurd?",
    "Bijsturing",
    "Sleutel actie",
    "Sleutel organisatie",
    "Sleutel vorige melding",
]


@pytest.fixture
def haal(als, cast, ronde):
    """``haal(bram, "alkmaar")`` downloads a workbook and opens it."""

    def download(wie, slug):
        antwoord = als(wie).get(f"/proef/rondes/{ronde.pk}/werkboek/{slug}/")
        assert antwoord.status_code == 200
        return load_workbook(io.BytesIO(antwoord.content))

    return download


def rijen(boek):
    return [[cel.value for cel in rij] for rij in boek["Melden"].iter_rows(min_row=5)]


def test_one_row_for_each_actie_that_is_owed(haal, cast, wereld, meld):
    vorige = meld(
        wereld.zelfscan,
        wereld.alkmaar,
        "2021-10-01",
        "in_uitvoering",
        koers="aandacht",
        toelichting="Half klaar.",
        bijsturing="We vragen hulp.",
    )
    boek = haal(cast.bram, "alkmaar")
    assert [cel.value for cel in boek["Melden"][4]] == KOPPEN
    training, zelfscan = rijen(boek)
    assert training[:7] == [1, "Trainingen geven", "de regio", WOORD, "2021", "Geen melding", None]
    assert zelfscan == [
        2,
        "Zelfscan in elke gemeente",
        "Alkmaar",
        "Elke gemeente vult de zelfscan in.",
        "2021–2022",
        "In uitvoering\nKoers: aandacht\nop 1 oktober 2021",
        "Half klaar.\nBijsturing: We vragen hulp.",
        *[None] * 5,
        wereld.zelfscan.pk,
        "alkmaar",
        vorige.pk,
    ]


def test_each_row_says_which_task_it_is_and_what_is_owed_comes_first(haal, cast, wereld):
    """Alkmaar speaks of 1; Hoorn reports on itself, and may give a bijdrage to 1, though its number is lower."""
    assert [rij[:3:2] for rij in rijen(haal(cast.bram, "alkmaar"))] == [[1, "de regio"], [2, "Alkmaar"]]
    hoorn = rijen(haal(cast.carla, "hoorn"))
    assert [rij[:3:2] for rij in hoorn] == [[2, "Hoorn"], [1, "Hoorn"]]
    assert hoorn[1][3] == f"{BIJDRAGE} Alkmaar zegt hoe het er in de regio mee staat."


def test_a_row_shows_only_what_its_own_task_said_before(haal, cast, wereld, meld):
    """The word of 1 beside that of Hoorn: Alkmaar sees the word, Hoorn its own bijdrage."""
    woord = meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="Het woord.")
    bijdrage = meld(wereld.training, wereld.hoorn, "2021-11-01", "in_uitvoering", toelichting="Van Hoorn.")
    alkmaar, hoorn = rijen(haal(cast.bram, "alkmaar"))[0], rijen(haal(cast.carla, "hoorn"))[1]
    assert (alkmaar[6], alkmaar[14]) == ("Het woord.", woord.pk)
    assert (hoorn[6], hoorn[14]) == ("Van Hoorn.", bijdrage.pk)


def test_the_explanation_tells_the_tasks_apart(haal, cast):
    def uitleg(wie, slug):
        return "\n".join(str(rij[0].value) for rij in haal(wie, slug)["Uitleg"].iter_rows())

    alkmaar, hoorn, vt = (
        uitleg(cast.bram, "alkmaar"),
        uitleg(cast.carla, "hoorn"),
        uitleg(cast.vera, "veilig-thuis-proef"),
    )
    assert "een rij voor elke actie: 2 acties waarover jullie nog iets melden." in alkmaar
    assert "Staat er bij Namens “de regio”?" in alkmaar
    assert "1 actie waarover jullie nog iets melden, en 1 actie waar een bijdrage mag, maar niet hoeft." in hoorn
    assert "een rij voor elke actie: 1 actie waar een bijdrage mag, maar niet hoeft." in vt
    assert "Staat er bij Namens" not in hoorn


def test_what_is_reported_already_is_not_in_it(haal, cast, wereld, meld, ronde):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond", ronde=ronde)
    assert [rij[0] for rij in rijen(haal(cast.bram, "alkmaar"))] == [1]


def test_only_the_cells_to_fill_in_can_be_changed(haal, cast):
    blad = haal(cast.bram, "alkmaar")["Melden"]
    open_cellen = {cel.column_letter for rij in blad.iter_rows(min_row=5) for cel in rij if not cel.protection.locked}
    assert (blad.protection.sheet, blad.protection.password, open_cellen) == (True, None, set("HIJKL"))
    assert all(haal(cast.bram, "alkmaar")[naam].protection.sheet for naam in ("Uitleg", "Keuzes"))


def test_choices_come_from_a_hidden_sheet(haal, cast):
    boek = haal(cast.bram, "alkmaar")
    lijsten = {str(c.sqref): c.formula1 for c in boek["Melden"].data_validations.dataValidation}
    assert lijsten == {
        "H5:H6": "Ongewijzigd",
        "I5": "Statussen_regio",
        "I6": "Statussen",
        "J5:J6": "Koersen",
        "K5:K6": "10000",
        "L5:L6": "10000",
    }
    assert boek.defined_names["Statussen"].attr_text == "'Keuzes'!$A$2:$A$6"
    woorden = ["Niet gestart", "In ontwikkeling", "In uitvoering", "Afgerond"]
    assert [cel.value for cel in boek["Keuzes"]["A"][1:6]] == [*woorden, "N.v.t."]
    assert boek.defined_names["Statussen_regio"].attr_text == "'Keuzes'!$D$2:$D$5"
    assert [cel.value for cel in boek["Keuzes"]["D"][1:5]] == woorden
    assert (boek["Keuzes"].sheet_state, boek["Melden"].sheet_state) == ("hidden", "visible")


def test_each_cell_to_fill_in_explains_itself(haal, cast):
    controles = haal(cast.bram, "alkmaar")["Melden"].data_validations.dataValidation
    assert all(controle.showInputMessage and controle.prompt and controle.error for controle in controles)


def test_keys_are_hidden_and_the_head_stays_in_sight(haal, cast):
    blad = haal(cast.bram, "alkmaar")["Melden"]
    assert all(blad.column_dimensions[letter].hidden for letter in "MNO")
    assert (blad.freeze_panes, blad.print_title_rows, blad.page_setup.orientation) == ("D5", "$4:$4", "landscape")
    assert (blad.page_setup.paperSize, blad.page_setup.fitToWidth) == (9, 1)


def test_it_says_what_it_is_for_and_that_is_signed(haal, cast, wereld, meld, ronde):
    vorige = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    keuzes = haal(cast.bram, "alkmaar")["Keuzes"]
    gegevens = {rij[4].value: rij[5].value for rij in keuzes.iter_rows(max_row=6)}
    kenmerk = lees_kenmerk(gegevens["Kenmerk"])
    assert (kenmerk.ronde, kenmerk.organisatie, kenmerk.export) == (ronde.pk, wereld.alkmaar.pk, gegevens["Uitvoer"])
    assert kenmerk.gebaseerd_op == {wereld.training.pk: 0, wereld.zelfscan.pk: vorige.pk}
    assert kenmerk.regio == {wereld.training.pk}
    assert gegevens["Peildatum"] == "2021-12-31"
    with pytest.raises(OngeldigKenmerk):
        lees_kenmerk(gegevens["Kenmerk"][:-1] + ("a" if gegevens["Kenmerk"][-1] != "a" else "b"))


def test_the_explanation_says_what_by_when_and_to_whom(haal, cast):
    cast.bram.email = "bram@alkmaar.example"
    cast.bram.save()
    tekst = "\n".join(str(rij[0].value) for rij in haal(cast.bram, "alkmaar")["Uitleg"].iter_rows())
    for deel in (
        "Hoe staat het op 31 december 2021",
        "2 acties",
        "bram@alkmaar.example",
        "Geen gegevens over personen",
    ):
        assert deel in tekst


def test_text_stays_text(haal, cast, wereld, meld):
    for tekst in ("=1+1", "-2", "@som", "+31", "a" * 9_000, "regel\x0bnaar", "_x0041_"):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting=tekst)
        cel = haal(cast.bram, "alkmaar")["Melden"]["G6"]
        assert (cel.data_type, cel.value.replace("_x005F_", "_")) == ("s", tekst.replace("\x0b", ""))


def test_a_text_that_is_not_public_does_not_leave_the_site(haal, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Vertrouwelijk", openbaar=False)
    assert rijen(haal(cast.bram, "alkmaar"))[1][6] == "Deze tekst is niet openbaar en staat daarom niet in dit bestand."


@pytest.mark.parametrize("slug", ["hoorn", "veilig-thuis-proef", "bestaat-niet", "heerhugowaard"])
def test_someone_elses_workbook_does_not_exist(als, cast, ronde, slug):
    assert als(cast.bram).get(f"/proef/rondes/{ronde.pk}/werkboek/{slug}/").status_code == 404


def test_the_projectleider_has_every_workbook(haal, cast):
    assert [rij[0] for rij in rijen(haal(cast.anna, "veilig-thuis-proef"))] == [3]


def test_nothing_owed_or_asked_is_no_workbook(als, cast, wereld, meld, ronde):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond", ronde=ronde)
    meld(wereld.training, None, "2021-12-31", "afgerond", ronde=ronde)
    meld(wereld.training, None, "2021-12-31", "afgerond", ronde=ronde)
    assert als(cast.bram).get(f"/proef/rondes/{ronde.pk}/werkboek/alkmaar/").status_code == 404


def zip_van(client, ronde, vraag=""):
    antwoord = client.get(f"/proef/rondes/{ronde.pk}/werkboeken/zip/{vraag}")
    assert antwoord["Content-Disposition"] == 'attachment; filename="werkboeken-2021-12-31.zip"'
    return ZipFile(io.BytesIO(antwoord.content)).namelist()


def test_all_at_once_or_a_selection_as_a_zip(als, cast, ronde):
    client = als(cast.anna)
    assert zip_van(client, ronde) == [
        "werkboek-alkmaar-2021-12-31.xlsx",
        "werkboek-dijk-en-waard-2021-12-31.xlsx",
        "werkboek-hoorn-2021-12-31.xlsx",
        "werkboek-veilig-thuis-proef-2021-12-31.xlsx",
    ]
    assert zip_van(client, ronde, "?organisatie=hoorn&organisatie=bestaat-niet") == ["werkboek-hoorn-2021-12-31.xlsx"]


def test_a_selection_of_nobody_makes_no_file(als, cast, ronde):
    antwoord = als(cast.anna).get(f"/proef/rondes/{ronde.pk}/werkboeken/zip/?organisatie=niemand", follow=True)
    assert "Er is geen bestand gemaakt." in antwoord.content.decode()


def test_the_page_offers_one_a_meeting_and_a_choice(als, cast, ronde):
    tekst = als(cast.anna).get(f"/proef/rondes/{ronde.pk}/werkboeken/").content.decode()
    assert "?organisatie=alkmaar&amp;organisatie=dijk-en-waard" in tekst
    assert f'href="/proef/rondes/{ronde.pk}/werkboek/hoorn/"' in tekst


def test_making_a_workbook_stores_nothing(als, cast, ronde):
    als(cast.anna).get(f"/proef/rondes/{ronde.pk}/werkboeken/zip/")
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize("meldingen", [0, 40])
def test_as_many_queries_for_one_as_for_all(als, cast, wereld, meld, ronde, meldingen, django_assert_num_queries):
    for nummer in range(meldingen):
        meld(wereld.zelfscan, wereld.alkmaar if nummer % 2 else wereld.hoorn, "2021-10-01", "in_uitvoering")
    client = als(cast.anna)
    pad = f"/proef/rondes/{ronde.pk}/werkboeken/zip/"
    client.get(pad)  # the Verslag is kept from here, and this file too
    with django_assert_num_queries(13):
        client.get(pad)
    keren = set()
    for vraag in ("?organisatie=hoorn", "?organisatie=hoorn&organisatie=alkmaar"):
        with CaptureQueriesContext(connection) as gemaakt:
            client.get(f"{pad}{vraag}")
        keren.add(len(gemaakt))
    assert len(keren) == 1


def test_the_page_lists_what_was_read_with_its_hash(als, cast, wereld, meld, ronde):
    inlezing = Inlezing.objects.create(
        ronde=ronde,
        organisatie=wereld.alkmaar,
        bestandsnaam="<b>werkboek</b>.xlsx",
        sha256="ab" * 32,
        ingelezen_door=cast.bram,
    )
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "afgerond", inlezing=inlezing)
    tekst = als(cast.anna).get(f"/proef/rondes/{ronde.pk}/werkboeken/").content.decode()
    assert "&lt;b&gt;werkboek&lt;/b&gt;.xlsx</bdi> van Alkmaar: 1 melding" in " ".join(tekst.split())
    assert "ab" * 32 in tekst
