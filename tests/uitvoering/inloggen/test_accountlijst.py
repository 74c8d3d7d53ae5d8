"""A list of accounts: seen first, then all or nothing, with the rules of the form and the mails by the queue."""

import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from acties.models import Gebruiker, Logboekregel
from uitvoering.inloggen.accountlijst import MEESTE

PAGINA = "/beheer/uitnodigen/lijst/"
KOP = ["Voornaam", "Achternaam", "E-mailadres", "Functie", "Rol", "Organisatie"]
NINA = ["Nina", "Nieuw", "nina@hoorn.example", "Adviseur", "Beleidsambtenaar of partner", "Hoorn"]
PETER = ["Peter", "", "peter@regio.example", "", "projectleider | Commissielid", ""]


def csv(*rijen, kop=KOP):
    tekst = "\n".join(";".join(rij) for rij in [kop, *rijen])
    return SimpleUploadedFile("accounts.csv", tekst.encode())


def werkmap(*rijen):
    boek = Workbook()
    for rij in [KOP, *rijen]:
        boek.active.append(rij)
    stroom = io.BytesIO()
    boek.save(stroom)
    return SimpleUploadedFile("accounts.xlsx", stroom.getvalue())


@pytest.fixture
def eva(als, cast):
    return als(cast.eva)


def kies(client, bestand):
    """The page after choosing a file."""
    return client.post(PAGINA, {"bestand": bestand}, follow=True)


def bevestig(client, voorvertoning):
    return client.post(voorvertoning.request["PATH_INFO"], follow=True)


def nieuwe():
    return Gebruiker.objects.filter(username__endswith=".example").order_by("username")


@pytest.mark.parametrize("maak", [csv, werkmap], ids=["csv", "xlsx"])
def test_seen_first_then_made_with_roles_and_mail(eva, vastgelegd, maak):
    gezien = kies(eva, maak(NINA, PETER))
    assert (gezien.status_code, nieuwe().count(), mail.outbox) == (200, 0, [])
    assert gezien.context["rijen"][1] == {
        "naam": "Peter", "email": "peter@regio.example", "functie": "", "rollen": "Projectleider en Commissielid",
        "organisatie": "hele regio", "wacht": "Projectleider",
    }  # fmt: skip
    with vastgelegd():
        klaar = bevestig(eva, gezien)
    nina, peter = nieuwe()
    assert [lid.organisatie.naam for lid in nina.lidmaatschappen.all()] == ["Hoorn"]
    assert [lid.rol for lid in peter.lidmaatschappen.all()] == ["commissielid"]
    assert [wijziging.rol for wijziging in peter.rechtenwijzigingen.open()] == ["projectleider"]
    uitnodigingen = [bericht.to[0] for bericht in mail.outbox if "/password/reset/key/" in bericht.body]
    assert sorted(uitnodigingen) == ["nina@hoorn.example", "peter@regio.example"]
    assert klaar.redirect_chain[-1][0] == "/beheer/uitnodigen/"
    assert set(Logboekregel.objects.filter(handeling="recht geven").values_list("weg", flat=True)) == {"bestand"}


def test_the_second_click_makes_nothing_more(eva):
    gezien = kies(eva, csv(NINA))
    bevestig(eva, gezien)
    assert "Deze voorvertoning is verlopen, al gebruikt" in bevestig(eva, gezien).content.decode()
    assert nieuwe().count() == 1


def test_each_thing_wrong_is_named_with_row_and_column_and_nothing_is_made(eva, cast):
    rijen = [
        NINA,
        ["", "X", "geen adres", "", "Commissielid", ""],
        ["Bram", "", "Bram@voorbeeld.nl", "", "Commissielid", ""],
        ["Bea", "", "bea@hoorn.example", "", "Baas", "Horn"],
        ["Bea", "", "bea@hoorn.example", "", "Beleidsambtenaar of partner", ""],
        ["Nina", "", "NINA@hoorn.example", "", "Commissielid", ""],
    ]
    gezien = kies(eva, csv(*rijen))
    assert (gezien.status_code, nieuwe().count()) == (422, 0)
    assert [(fout.rij, fout.kolom) for fout in gezien.context["fouten"]] == [
        (3, "Voornaam"), (3, "E-mailadres"), (4, "E-mailadres"), (5, "Rol"), (5, "Organisatie"), (6, "Organisatie"),
        (7, "E-mailadres"),
    ]  # fmt: skip
    tekst = gezien.content.decode()
    assert "“Baas” is geen rol." in tekst
    assert "Dit adres staat ook in rij 2." in tekst
    assert "Accounts maken en uitnodigen" not in tekst
    assert bevestig(eva, gezien).status_code == 409
    assert nieuwe().count() == 0


def test_an_account_that_came_meanwhile_stops_all(eva):
    gezien = kies(eva, csv(NINA, PETER))
    Gebruiker.objects.create_user("nina", "nina@hoorn.example")
    na = bevestig(eva, gezien)
    assert (na.status_code, nieuwe().count()) == (409, 0)
    assert "Er is al een gebruiker met dit e-mailadres." in na.content.decode()


@pytest.mark.parametrize(
    ("bestand", "zin"),
    [
        (csv(NINA[:5], kop=KOP[:2] + KOP[3:]), "Kolom “E-mailadres” ontbreekt."),
        (csv([*NINA, "x"], kop=[*KOP, "Wachtwoord"]), "Kolom “Wachtwoord” kennen we niet."),
        (csv([*NINA, "x"], kop=[*KOP, "rol"]), "Kolom “Rol” staat er twee keer."),
        (csv(), "Er staan geen rijen in het bestand."),
        (csv(*[NINA] * (MEESTE + 1)), "meer dan 200 rijen"),
        (SimpleUploadedFile("accounts.xlsx", b"PK\x03\x04kapot"), "geen Excelbestand dat hier te lezen is"),
    ],
    ids=["column missing", "column unknown", "column twice", "empty", "too many", "broken"],
)
def test_a_file_that_cannot_be_is_refused_with_a_sentence(eva, bestand, zin):
    bestand.seek(0)
    antwoord = kies(eva, bestand)
    assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)


def test_the_preview_is_of_who_made_it(als, cast):
    gezien = kies(als(cast.eva), csv(NINA))
    ander = Gebruiker.objects.create_user("erik", "erik@voorbeeld.nl")
    ander.lidmaatschappen.create(rol="beheerder")
    assert "niet van jou" in als(ander).get(gezien.request["PATH_INFO"], follow=True).content.decode()
