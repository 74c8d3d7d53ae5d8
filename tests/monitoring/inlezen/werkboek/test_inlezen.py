"""A workbook comes back: first a look, then the choice, then everything or nothing."""

import io

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from acties.voorstel.tussenstap import VOORVOEGSEL
from monitoring.models import Conceptmelding, Inlezing, Statusmelding
from tests.antwoord import tekst

from .conftest import ADRES, KOLOM, bewaard, bewerk, keuzes, regels, sleutel, soorten

INGEVULD = {"status": "Afgerond", "toelichting": "De zelfscan is klaar."}


def verstuur(client, antwoord, **keus):
    return client.post(f"{ADRES}{sleutel(antwoord)}/", keuzes(antwoord, **keus), follow=True)


def fouten(antwoord):
    return [(fout.plek, fout.uitleg) for regel in regels(antwoord) for fout in regel.fouten]


# Preview and store


def test_the_preview_shows_what_was_and_what_will_be_and_stores_nothing(lees_in, cast, wereld, meld, werkboek):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Half klaar.")
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {1: {"status": "Niet gestart"}, 2: INGEVULD}))
    assert soorten(antwoord) == {1: "nieuw", 2: "gewijzigd"}
    assert all(deel in tekst(antwoord) for deel in ("Half klaar.", "De zelfscan is klaar.", "31 december 2021"))
    assert (Statusmelding.objects.count(), Inlezing.objects.count()) == (1, 0)


@pytest.mark.parametrize("wie", ["anna", "bram"])
def test_what_is_chosen_becomes_a_melding_with_its_origin(als, lees_in, cast, wereld, werkboek, ronde, wie):
    lezer = getattr(cast, wie)
    antwoord = lees_in(lezer, bewerk(werkboek(), {2: INGEVULD}), naam="van alkmaar.xlsx")
    na = verstuur(als(lezer), antwoord)
    assert "1 melding is opgeslagen" in tekst(na)
    melding = Statusmelding.objects.get()
    assert (melding.actie, melding.organisatie, melding.status, melding.toelichting) == (
        wereld.zelfscan,
        wereld.alkmaar,
        "afgerond",
        "De zelfscan is klaar.",
    )
    assert (melding.bron, melding.ronde, melding.gemeld_door) == ("excel", ronde, lezer)
    assert str(melding.peildatum) == "2021-12-31"
    inlezing = melding.inlezing
    assert (inlezing.bestandsnaam, inlezing.organisatie, inlezing.ronde, inlezing.ingelezen_door) == (
        "van alkmaar.xlsx",
        wereld.alkmaar,
        ronde,
        lezer,
    )
    assert len(inlezing.sha256) == 64


def test_only_the_ticked_rows_are_stored(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {1: {"status": "Afgerond"}, 2: INGEVULD}))
    keus = keuzes(antwoord)
    als(cast.anna).post(f"{ADRES}{sleutel(antwoord)}/", keus | {"rij": keus["rij"][1:]})
    assert [melding.actie.nummer for melding in Statusmelding.objects.all()] == [2]


def test_choosing_nothing_keeps_the_preview(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: INGEVULD}))
    na = als(cast.anna).post(f"{ADRES}{sleutel(antwoord)}/", {}, follow=True)
    assert "Je koos niets om op te slaan" in tekst(na)
    assert soorten(na) == {2: "nieuw"}


def test_unchanged_is_a_confirmation_of_what_was_there(als, lees_in, cast, wereld, meld, werkboek):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Half klaar.", openbaar=False)
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: {"ongewijzigd": "Ja"}}))
    assert soorten(antwoord) == {2: "bevestigd"}
    verstuur(als(cast.anna), antwoord)
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.status, nieuw.toelichting, nieuw.ongewijzigd, nieuw.openbaar) == (
        "in_uitvoering",
        "Half klaar.",
        True,
        False,
    )


def test_the_same_file_twice_changes_nothing_and_says_so(als, lees_in, cast, wereld, meld, werkboek):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="Bezig.")
    inhoud = bewerk(werkboek(), {1: {"ongewijzigd": "Ja"}, 2: INGEVULD})
    verstuur(als(cast.anna), lees_in(cast.anna, inhoud))
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "niet_gestart")  # and someone went on after that
    nog_eens = lees_in(cast.anna, inhoud)
    assert soorten(nog_eens) == {1: "al_gemeld", 2: "al_gemeld"}
    assert "Dit bestand is al eens ingelezen" in tekst(nog_eens)
    assert "Sla op wat is gekozen" not in tekst(nog_eens)
    assert Statusmelding.objects.count() == 4


def test_a_workbook_without_edits_changes_nothing(lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, werkboek())
    assert regels(antwoord) == []
    assert "In dit bestand is niets ingevuld" in tekst(antwoord)


def test_two_files_at_once(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek("alkmaar"), {2: INGEVULD}), bewerk(werkboek("hoorn"), {2: INGEVULD}))
    verstuur(als(cast.anna), antwoord)
    assert sorted(m.organisatie.naam for m in Statusmelding.objects.all()) == ["Alkmaar", "Hoorn"]
    assert Inlezing.objects.count() == 2


def test_a_draft_of_the_reader_is_done_with_it(als, lees_in, cast, wereld, werkboek, ronde):
    Conceptmelding.objects.create(
        ronde=ronde,
        gebruiker=cast.bram,
        actie=wereld.zelfscan,
        organisatie=wereld.alkmaar,
        velden={},
        bijgewerkt_op="2021-12-20T10:00Z",
    )
    verstuur(als(cast.bram), lees_in(cast.bram, bewerk(werkboek(), {2: INGEVULD})))
    assert Conceptmelding.objects.count() == 0


# Conflicts


@pytest.fixture
def conflict(lees_in, cast, wereld, meld, werkboek):
    """Alkmaar filled in the workbook; in the meantime Bram reported in the site."""
    inhoud = bewerk(werkboek(), {2: INGEVULD})
    meld(wereld.zelfscan, wereld.alkmaar, "2021-11-01", "niet_gestart", toelichting="Toch niet begonnen.")
    return lees_in(cast.anna, inhoud)


def test_a_conflict_shows_both_texts(conflict):
    assert soorten(conflict) == {2: "conflict"}
    assert all(deel in tekst(conflict) for deel in ("Toch niet begonnen.", "De zelfscan is klaar.", "Nu gemeld"))


def test_leaving_theirs_stores_nothing(als, cast, conflict):
    verstuur(als(cast.anna), conflict)
    assert Statusmelding.objects.count() == 1


def test_choosing_the_file_goes_over_it_and_both_stay(als, cast, conflict):
    verstuur(als(cast.anna), conflict, conflict="bestand")
    assert [m.status for m in Statusmelding.objects.order_by("pk")] == ["niet_gestart", "afgerond"]


def test_unchanged_is_a_conflict_too_when_someone_reported_since(lees_in, cast, wereld, meld, werkboek):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Half klaar.")
    inhoud = bewerk(werkboek(), {2: {"ongewijzigd": "Ja"}})
    meld(wereld.zelfscan, wereld.alkmaar, "2021-11-01", "niet_gestart")
    [regel] = regels(lees_in(cast.anna, inhoud))
    assert (regel.soort.value, regel.status, regel.velden["toelichting"]) == (
        "conflict",
        "in_uitvoering",
        "Half klaar.",
    )


def test_what_changed_since_the_preview_is_a_409_and_stores_nothing(als, lees_in, cast, wereld, meld, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {1: {"status": "Afgerond"}, 2: INGEVULD}))
    meld(wereld.zelfscan, wereld.alkmaar, "2021-11-01", "niet_gestart", toelichting="Intussen.")
    client = als(cast.anna)
    na = client.post(f"{ADRES}{sleutel(antwoord)}/", keuzes(antwoord))
    assert (na.status_code, Statusmelding.objects.count(), Inlezing.objects.count()) == (409, 1, 0)
    assert soorten(na) == {1: "nieuw", 2: "conflict"}
    assert "Intussen." in tekst(na)
    assert "intussen is er over een of meer acties gemeld (rij " in tekst(na)
    verzonnen = client.post(f"{ADRES}{sleutel(antwoord)}/", {"rij": ["9-9-nieuw-0"]})
    assert (verzonnen.status_code, "een rij die er niet is" in tekst(verzonnen)) == (409, True)
    client.post(f"{ADRES}{sleutel(antwoord)}/", keuzes(na, conflict="bestand"))
    assert Statusmelding.objects.count() == 3


# Once, for one user, an hour


def test_confirming_twice_stores_once(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: INGEVULD}))
    client, keus = als(cast.anna), keuzes(antwoord)
    client.post(f"{ADRES}{sleutel(antwoord)}/", keus)
    nog_eens = client.post(f"{ADRES}{sleutel(antwoord)}/", keus, follow=True)
    assert Statusmelding.objects.count() == 1
    assert "verlopen of al gebruikt" in tekst(nog_eens)


def test_someone_elses_preview_does_not_exist(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: INGEVULD}))
    na = als(cast.bram).post(f"{ADRES}{sleutel(antwoord)}/", keuzes(antwoord), follow=True)
    assert (Statusmelding.objects.count(), "verlopen of al gebruikt" in tekst(na)) == (0, True)
    assert "Alkmaar" not in tekst(na).split("<main")[1]


def test_the_preview_is_kept_for_an_hour_and_not_the_file(lees_in, cast, werkboek, monkeypatch):
    termijnen = []
    monkeypatch.setattr(cache, "set", lambda sleutel, waarde, termijn: termijnen.append((sleutel, waarde, termijn)))
    lees_in(cast.anna, bewerk(werkboek(), {2: INGEVULD}))
    [(naam, (*_, bestanden), termijn)] = [t for t in termijnen if t[0].startswith(VOORVOEGSEL)]
    assert (termijn, naam.startswith(VOORVOEGSEL)) == (3600, True)
    assert not any(isinstance(getattr(bestand, veld), bytes) for bestand in bestanden for veld in bestand.__slots__)


# Rights


def test_a_file_reaches_no_other_organisation(lees_in, cast, werkboek):
    antwoord = lees_in(cast.carla, bewerk(werkboek("alkmaar"), {2: INGEVULD}))
    assert antwoord.status_code == 422
    assert "een organisatie waarvoor jij niet meldt" in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


def test_a_right_that_is_withdrawn_after_the_preview_stores_nothing(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.bram, bewerk(werkboek(), {2: INGEVULD}))
    cast.bram.lidmaatschappen.all().delete()
    na = als(cast.bram).post(f"{ADRES}{sleutel(antwoord)}/", keuzes(antwoord))
    assert (na.status_code, Statusmelding.objects.count()) == (403, 0)


def test_a_closed_round_is_for_the_projectleider_only(lees_in, cast, werkboek, ronde):
    inhoud = bewerk(werkboek(), {2: INGEVULD})
    ronde.opent_op, ronde.sluit_op = ronde.opent_op.replace(year=2020), ronde.sluit_op.replace(year=2020)
    ronde.save()
    geweigerd = lees_in(cast.bram, inhoud)
    assert (geweigerd.status_code, "Vraag de projectleider" in tekst(geweigerd)) == (422, True)
    assert soorten(lees_in(cast.anna, inhoud)) == {2: "nieuw"}


def test_a_round_that_closes_after_the_preview_stores_nothing(als, lees_in, cast, werkboek, ronde):
    antwoord = lees_in(cast.bram, bewerk(werkboek(), {2: INGEVULD}))
    ronde.opent_op, ronde.sluit_op = ronde.opent_op.replace(year=2020), ronde.sluit_op.replace(year=2020)
    ronde.save()
    na = als(cast.bram).post(f"{ADRES}{sleutel(antwoord)}/", keuzes(antwoord))
    assert (na.status_code, Statusmelding.objects.count()) == (422, 0)


def test_a_row_of_someone_elses_actie_is_named_and_not_stored(lees_in, cast, werkboek):
    boek = load_workbook(io.BytesIO(bewerk(werkboek(), {2: INGEVULD})))
    for letter, waarde in {"A": 3, "I": "Afgerond"}.items():
        boek["Melden"][f"{letter}9"] = waarde
    antwoord = lees_in(cast.bram, bewaard(boek))
    assert soorten(antwoord) == {2: "nieuw", 3: "fout"}
    assert fouten(antwoord) == [("A9", "Actie 3 hoort bij geen actie van Alkmaar. Zet het nummer van de actie terug.")]


def test_extra_fields_in_the_request_do_not_choose_what_could_not_be_chosen(als, lees_in, cast, wereld, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {1: {"status": "Onzin"}, 2: INGEVULD}))
    client = als(cast.anna)
    for rij in (
        "0-5-nieuw-0",
        "0-5-fout-0",
        "0-99-nieuw-0",
        "7-6-nieuw-0",
        "0-6-conflict-0",
        "onzin",
        "0-6-nieuw-99999",
    ):
        na = client.post(f"{ADRES}{sleutel(antwoord)}/", {"rij": rij})
        assert na.status_code in (302, 409)
    assert Statusmelding.objects.count() == 0


# Edited, sorted, filtered, saved again


def hervormd(inhoud, vorm):
    boek = load_workbook(io.BytesIO(inhoud))
    vorm(boek, boek["Melden"])
    return bewaard(boek)


def omgekeerd(boek, blad):
    rijen = [[cel.value for cel in rij] for rij in blad.iter_rows(min_row=5)]
    for plaats, rij in enumerate(reversed(rijen), 5):
        for kolom, waarde in enumerate(rij, 1):
            blad.cell(plaats, kolom).value = waarde


def zonder_eerste_rij(boek, blad):
    blad.delete_rows(5)


def met_witregels(boek, blad):
    blad.insert_rows(5, 3)
    blad.insert_rows(1, 4)


def andere_naam(boek, blad):
    blad.title = "Blad1"


def zonder_sleutels(boek, blad):
    blad.delete_cols(KOLOM["actie"], 3)


def zonder_verborgen_blad(boek, blad):
    del boek["Keuzes"]


def zonder_nummers(boek, blad):
    blad.delete_cols(1)


def kolommen_geschud(boek, blad):
    volgorde = [9, 3, 14, 1, 7, 12, 5, 10, 2, 13, 8, 6, 11, 4]
    rijen = [[cel.value for cel in rij] for rij in blad.iter_rows(min_row=4, max_col=14)]
    for plaats, rij in enumerate(rijen, 4):
        for kolom, bron in enumerate(volgorde, 1):
            blad.cell(plaats, kolom).value = rij[bron - 1]


def gefilterd(boek, blad):
    blad.auto_filter.add_filter_column(0, ["1"])
    blad.row_dimensions[6].hidden = True


def met_eigen_kolom_en_groet(boek, blad):
    blad["Q4"], blad["Q6"], blad["B20"] = "Notities", "intern", "Groeten van Jan"


def getal_als_tekst(boek, blad):
    blad["A6"] = " 2 "


def getal_met_komma(boek, blad):
    blad["A6"] = 2.0


def kop_in_hoofdletters(boek, blad):
    blad["I4"], blad["K4"] = " STATUS ", "wat is er\ngebeurd?"


@pytest.mark.parametrize(
    "vorm",
    [
        omgekeerd,
        zonder_eerste_rij,
        met_witregels,
        andere_naam,
        zonder_sleutels,
        zonder_verborgen_blad,
        zonder_nummers,
        kolommen_geschud,
        gefilterd,
        met_eigen_kolom_en_groet,
        getal_als_tekst,
        getal_met_komma,
        kop_in_hoofdletters,
    ],
)
def test_an_edited_workbook_still_says_the_same(lees_in, cast, werkboek, vorm):
    antwoord = lees_in(cast.anna, hervormd(bewerk(werkboek(), {2: INGEVULD}), vorm))
    [regel] = regels(antwoord)
    assert (regel.nummer, regel.soort.value, regel.status, regel.velden["toelichting"]) == (
        2,
        "nieuw",
        "afgerond",
        "De zelfscan is klaar.",
    )


@pytest.mark.parametrize(
    ("veld", "getypt", "code"),
    [
        ("status", "✓ Afgerond", "afgerond"),
        ("status", " afgerond. ", "afgerond"),
        ("status", "IN  UITVOERING", "in_uitvoering"),
        ("status", "nvt", "nvt"),
        ("koers", "● Op schema", "op_schema"),
    ],
)
def test_a_word_of_the_list_may_have_its_sign_and_other_points(lees_in, cast, werkboek, veld, getypt, code):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: {**INGEVULD, "status": "In uitvoering", veld: getypt}}))
    assert [(regel.soort.value, regel.velden[veld]) for regel in regels(antwoord)] == [("nieuw", code)]


def test_a_sign_alone_is_no_word(lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: {"status": "✓", "ongewijzigd": "✓"}}))
    assert [(plek, melding.split(".")[0]) for plek, melding in fouten(antwoord)] == [
        ("H6", "“✓” kan hier niet"),
        ("I6", "“✓” kan hier niet"),
    ]


def test_an_unknown_column_is_named(lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, hervormd(bewerk(werkboek(), {2: INGEVULD}), met_eigen_kolom_en_groet))
    assert "Blad “Melden”, cel Q4: kolom “Notities” kennen we niet. Die lezen we niet in." in tekst(antwoord)


def test_a_row_sorted_without_its_keys_is_not_misread(lees_in, cast, werkboek):
    def half_gesorteerd(boek, blad):
        blad["A5"], blad["A6"] = 2, 1

    antwoord = lees_in(cast.anna, hervormd(bewerk(werkboek(), {2: INGEVULD}), half_gesorteerd))
    assert fouten(antwoord) == [("A6", "Nummer 1 past niet bij de rest van de rij. Zet het nummer terug.")]


def test_the_peildatum_is_that_of_the_round_whatever_the_file_says(als, lees_in, cast, werkboek):
    def andere_datum(boek, blad):
        boek["Keuzes"]["F5"] = "2020-01-01"

    antwoord = lees_in(cast.anna, hervormd(bewerk(werkboek(), {2: INGEVULD}), andere_datum))
    verstuur(als(cast.anna), antwoord)
    assert str(Statusmelding.objects.get().peildatum) == "2021-12-31"


# Rows that cannot be


@pytest.mark.parametrize(
    ("velden", "plek", "deel"),
    [
        ({"toelichting": "Wel tekst."}, "I6", "Kies een status"),
        ({"status": "Vervallen"}, "I6", "“Vervallen” kan hier niet. Kies uit: Niet gestart · In ontwikkeling"),
        ({"status": "\u0410fgerond"}, "I6", "kan hier niet"),  # looks like an A
        ({"status": "Afgerond", "koers": "goed"}, "J6", "Kies uit: Op schema · Aandacht · Vastgelopen"),
        ({"status": "In uitvoering", "koers": "Aandacht"}, "K6", "Je koos koers aandacht: vertel wat er is gebeurd."),
        ({"status": "Afgerond", "koers": "Op schema"}, "J6", "Een actie die afgerond is, heeft geen koers."),
        ({"status": "N.v.t."}, "K6", "Vertel waarom dit voor Alkmaar niet van toepassing is."),
        ({"status": "Afgerond", "toelichting": "a" * 10_001}, "K6", "Maak hem korter"),
        ({"status": "Afgerond", "toelichting": "Het bsn is 1112 22333"}, "K6", "burgerservicenummer"),
        ({"ongewijzigd": "Ja"}, "H6", "Er is nog geen melding om te bevestigen. Kies een status."),
        ({"ongewijzigd": "Ja", "status": "Afgerond"}, "H6", "Maak een van de twee leeg."),
        ({"ongewijzigd": "misschien"}, "H6", "“misschien” kan hier niet. Kies Ja, of maak de cel leeg."),
    ],
)
def test_a_row_that_cannot_be_names_the_cell_and_what_to_do(lees_in, cast, werkboek, velden, plek, deel):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {2: velden}))
    gevonden = fouten(antwoord)
    assert antwoord.status_code == 422
    assert any(p == plek and deel in melding for p, melding in gevonden), gevonden
    assert f"blad Melden, rij 6, cel {plek} (" in tekst(antwoord)
    assert "), actie 2: " in tekst(antwoord)


def test_above_the_rows_stands_how_many_there_are_of_each_kind(lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {1: {"status": "Onzin"}, 2: INGEVULD}))
    assert "Nieuw: 1 · Fout: 1" in tekst(antwoord)


def test_good_rows_can_be_stored_beside_a_bad_one(als, lees_in, cast, werkboek):
    antwoord = lees_in(cast.anna, bewerk(werkboek(), {1: {"status": "Onzin"}, 2: INGEVULD}))
    assert (antwoord.status_code, soorten(antwoord)) == (200, {1: "fout", 2: "nieuw"})
    verstuur(als(cast.anna), antwoord)
    assert [m.actie.nummer for m in Statusmelding.objects.all()] == [2]


def test_two_rows_about_one_actie_are_both_wrong(lees_in, cast, werkboek):
    boek = load_workbook(io.BytesIO(bewerk(werkboek(), {2: INGEVULD})))
    for letter, waarde in {"A": 2, "I": "Niet gestart"}.items():
        boek["Melden"][f"{letter}9"] = waarde
    antwoord = lees_in(cast.anna, bewaard(boek))
    assert [melding for _, melding in fouten(antwoord)] == [
        "Rij 9 gaat over dezelfde actie. Laat één van de twee staan.",
        "Rij 6 gaat over dezelfde actie. Laat één van de twee staan.",
    ]


def test_at_most_fifty_errors_are_shown_and_all_are_counted(lees_in, cast, werkboek):
    boek = load_workbook(io.BytesIO(werkboek()))
    for rij in range(10, 80):
        boek["Melden"][f"A{rij}"], boek["Melden"][f"I{rij}"] = 900 + rij, "Afgerond"
    antwoord = lees_in(cast.anna, bewaard(boek))
    assert len(antwoord.context["fouten"]) == 50
    assert "70 dingen kloppen nog niet" in tekst(antwoord)


# Queries


def acties_erbij(wereld, aantal):
    for nummer in range(10, 10 + aantal):
        wereld.zelfscan.pk, wereld.zelfscan.nummer = None, nummer
        wereld.zelfscan.save()
        wereld.zelfscan.hoofdverantwoordelijken.add(wereld.gemeenten)


@pytest.mark.parametrize("aantal", [1, 40])
def test_as_many_queries_for_one_row_as_for_many(
    als, lees_in, cast, wereld, werkboek, aantal, django_assert_num_queries
):
    acties_erbij(wereld, aantal)
    inhoud = bewerk(werkboek(), dict.fromkeys(range(10, 10 + aantal), INGEVULD))
    antwoord = lees_in(cast.bram, inhoud)
    client = als(cast.bram)
    client.get(f"{ADRES}{sleutel(antwoord)}/")
    with django_assert_num_queries(20):
        bekeken = client.get(f"{ADRES}{sleutel(antwoord)}/")
    with django_assert_num_queries(43):
        client.post(f"{ADRES}{sleutel(antwoord)}/", keuzes(bekeken))
    assert Statusmelding.objects.count() == aantal


def test_no_file_is_a_form_error(als, cast, wereld):
    antwoord = als(cast.anna).post(ADRES, {})
    assert (antwoord.status_code, "Kies een bestand." in tekst(antwoord)) == (422, True)
