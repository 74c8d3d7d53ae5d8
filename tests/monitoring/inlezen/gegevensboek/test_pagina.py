"""The page Gegevens: by whom, with which rights, and never half."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acties.models import Organisatie, Partij
from acties.voorstel import tussenstap
from acties.voorstel.voorstel import MEEST_FOUTEN
from tests.acties.rekenblad.lezen.bouwen import werkmap

NIEUW = {"Partijen": [["programma", "naam"], ["proef", "Politie"]]}


@pytest.fixture
def adres(wereld):
    return lambda naam="gegevens": reverse(f"monitoring:{naam}", args=["proef"])


@pytest.fixture
def kies(adres):
    return lambda client, inhoud, naam="proef.xlsx": client.post(adres(), {"bestand": SimpleUploadedFile(naam, inhoud)})


@pytest.fixture
def bevestig(adres):
    return lambda client, voorvertoning: client.post(
        adres("gegevens_inlezen"), {"sleutel": voorvertoning.context["sleutel"]}, follow=True
    )


def boodschappen(antwoord):
    return [str(boodschap) for boodschap in antwoord.context["messages"]]


def test_a_preview_stores_nothing_and_confirming_stores_all(als, cast, kies, bevestig):
    client = als(cast.anna)
    voorvertoning = kies(client, werkmap(**NIEUW))
    assert (voorvertoning.status_code, Partij.objects.filter(naam="Politie").exists()) == (200, False)
    assert boodschappen(bevestig(client, voorvertoning)) == ["Ingelezen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd."]
    politie = Partij.objects.get(naam="Politie")
    assert politie.history.get().history_user == cast.anna


def test_sheets_without_a_change_stand_together_below_what_changes(als, cast, kies):
    """Two subregio's stand in the file as they are, beside a new partij."""
    inhoud = NIEUW | {"Subregio's": [["naam"], ["West"], ["Oost"]]}
    pagina = " ".join(kies(als(cast.anna), werkmap(**inhoud)).content.decode().split())
    assert pagina.count('<h2 id="blad-') == 1
    assert '<h2 id="gelijk">Hier verandert niets</h2> <p>Subregio&#x27;s (2).</p>' in pagina


def test_a_preview_works_once_for_one_person_and_for_an_hour(als, cast, kies, bevestig, monkeypatch):
    client = als(cast.anna)
    voorvertoning = kies(client, werkmap(**NIEUW))
    assert "niet van jou" in boodschappen(bevestig(als(cast.eva), voorvertoning))[0]
    client = als(cast.anna)
    bevestig(client, voorvertoning)
    assert "al gebruikt" in boodschappen(bevestig(client, voorvertoning))[0]
    Partij.objects.filter(naam="Politie").delete()
    monkeypatch.setattr(tussenstap, "UUR", -1)
    laat = kies(client, werkmap(**NIEUW))
    assert "verlopen" in boodschappen(bevestig(client, laat))[0]
    assert not Partij.objects.filter(naam="Politie").exists()


@pytest.mark.parametrize("sleutel", ["", "onzin", "a:b:c"])
def test_a_made_up_token_does_nothing(als, cast, adres, sleutel):
    antwoord = als(cast.anna).post(adres("gegevens_inlezen"), {"sleutel": sleutel}, follow=True)
    assert boodschappen(antwoord)[0].startswith("Er is niets opgeslagen.")


def test_what_changed_meanwhile_is_shown_first(als, cast, kies, bevestig, wereld):
    client = als(cast.anna)
    voorvertoning = kies(client, werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 1, "Van Anna"]]))
    wereld.training.titel = "Van een ander"
    wereld.training.save()
    antwoord = bevestig(client, voorvertoning)
    assert (antwoord.status_code, boodschappen(antwoord)[0][:38]) == (409, "Intussen zijn er gegevens veranderd. E")
    assert "Van een ander" in antwoord.content.decode()
    wereld.training.refresh_from_db()
    assert wereld.training.titel == "Van een ander"
    bevestig(client, antwoord)
    wereld.training.refresh_from_db()
    assert wereld.training.titel == "Van Anna"


def test_what_moved_is_named_as_it_was_and_is(als, cast, kies, bevestig, wereld):
    client = als(cast.anna)
    voorvertoning = kies(client, werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 1, "Van Anna"]]))
    was, wereld.training.titel = wereld.training.titel, "Van een ander"
    wereld.training.save()
    [cel] = bevestig(client, voorvertoning).context["verschoven"]
    assert (cel.blad, cel.rij, cel.kolom, cel.toen, cel.nu) == ("Acties", 2, "titel", was, "Van een ander")


def test_a_column_that_the_file_does_not_have_keeps_what_another_typed_meanwhile(als, cast, kies, bevestig, wereld):
    client = als(cast.anna)
    voorvertoning = kies(client, werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 1, "Van Anna"]]))
    wereld.training.omschrijving = "Van een ander"
    wereld.training.save()
    bevestig(client, voorvertoning)
    wereld.training.refresh_from_db()
    assert (wereld.training.titel, wereld.training.omschrijving) == ("Van Anna", "Van een ander")


ORGANISATIES = [["naam", "slug", "soort"], ["Alkmaar", "alkmaar", "gemeente"]]


def test_tables_of_another_role_are_refused_by_name_unless_they_are_the_same(als, cast, kies):
    gelijk = kies(als(cast.anna), werkmap(Organisaties=ORGANISATIES, **NIEUW))
    assert (gelijk.status_code, gelijk.context["uitkomst"].fouten) == (200, [])
    anders = kies(als(cast.anna), werkmap(Organisaties=[*ORGANISATIES, ["Texel", "texel", "gemeente"]], **NIEUW))
    (fout,) = anders.context["uitkomst"].fouten
    assert (anders.status_code, fout.blad, fout.rij) == (422, "Organisaties", 3)
    assert "organisaties mag alleen een beheerder wijzigen" in fout.uitleg
    assert not Organisatie.objects.filter(naam="Texel").exists()
    assert kies(als(cast.eva), werkmap(Organisaties=[*ORGANISATIES, ["Texel", "texel", "gemeente"]])).status_code == 200
    assert kies(als(cast.eva), werkmap(Acties=[["programma", "nummer", "titel"], ["proef", 1, "x"]])).status_code == 422


@pytest.mark.parametrize(
    ("blad", "rijen"),
    [
        ("Gebruikers", [["username"], ["indringer"]]),
        ("Lidmaatschappen", [["gebruiker", "rol", "organisatie"], ["anna", "beheerder", None]]),
        (
            "Meldingen",
            [
                ["programma", "actie", "organisatie", "peildatum", "status"],
                ["proef", 2, "Alkmaar", "01-10-2021", "afgerond"],
            ],
        ),
    ],
)
@pytest.mark.parametrize("wie", ["anna", "eva"])
def test_nobody_makes_accounts_roles_or_reports_with_a_file(als, cast, kies, blad, rijen, wie):
    antwoord = kies(als(getattr(cast, wie)), werkmap(**{blad: rijen}))
    assert antwoord.status_code == 422
    assert f"{blad.lower().removesuffix('meldingen')}" in antwoord.context["uitkomst"].fouten[0].uitleg.lower()


def test_what_the_site_keeps_itself_does_not_change_by_file(als, cast, kies):
    kop = ["slug", "naam", "startjaar", "eindjaar", "demo"]
    antwoord = kies(als(cast.anna), werkmap(**{"Programma's": [kop, ["proef", "Samen veilig", 2021, 2023, "ja"]]}))
    assert [(fout.kolom, fout.waarde) for fout in antwoord.context["uitkomst"].fouten] == [("demo", True)]


def test_at_most_fifty_errors_are_shown_and_all_are_counted(als, cast, kies):
    rijen = [["programma", "nummer", "titel"], *[["proef", f"nr{nummer}", "x"] for nummer in range(60)]]
    antwoord = kies(als(cast.anna), werkmap(Acties=rijen))
    assert len(antwoord.context["uitkomst"].eerste_fouten) == MEEST_FOUTEN
    tekst = " ".join(antwoord.content.decode().split())
    assert "60 fouten; dit zijn de eerste 50." in tekst


@pytest.mark.parametrize("inhoud", [b"geen excel", b"PK\x03\x04", b""])
def test_a_bad_file_is_told_on_the_page(als, cast, kies, inhoud):
    antwoord = kies(als(cast.anna), inhoud)
    assert (antwoord.status_code, list(antwoord.context["form"].errors)) == (422, ["bestand"])


def test_script_in_names_stays_text(als, cast, kies):
    antwoord = kies(als(cast.anna), werkmap(Partijen=[["programma", "naam"], ["proef", "<script>alert(1)</script>"]]))
    assert "<script>alert" not in antwoord.content.decode()


def bladen(antwoord):
    return openpyxl.load_workbook(io.BytesIO(antwoord.content)).sheetnames


def test_the_empty_workbook_can_be_filled_and_read(als, cast, adres, kies):
    client = als(cast.anna)
    antwoord = client.get(adres("gegevens_leeg"))
    boek = openpyxl.load_workbook(io.BytesIO(antwoord.content))
    assert boek.sheetnames[0] == "Uitleg"
    assert "Meldingen" not in boek.sheetnames
    boek["Partijen"].append(["proef", "Politie"])
    stroom = io.BytesIO()
    boek.save(stroom)
    voorvertoning = kies(client, stroom.getvalue())
    assert (voorvertoning.status_code, voorvertoning.context["uitkomst"].aantallen.nieuw) == (200, 1)


def test_everything_is_exported_within_the_rights_of_the_role(als, cast, adres):
    van_anna, van_eva = (set(bladen(als(wie).get(adres("gegevens_alles")))) for wie in (cast.anna, cast.eva))
    assert van_eva - van_anna == {"Gebruikers", "Lidmaatschappen"}
    assert {"Acties", "Meldingen", "Evaluaties", "Organisaties"} <= van_anna
    assert not {"Concepten", "Herinneringen"} & van_eva


def test_the_page_asks_no_more_than_session_user_roles_and_programme(als, cast, adres, django_assert_num_queries):
    client = als(cast.anna)
    client.get(adres())
    with django_assert_num_queries(4):
        client.get(adres())
