"""Inviting: one form that makes the account, gives its roles and sends the mail; who is not in yet; who may what."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core import mail
from django.utils import timezone

from acties.models import Gebruiker, Lidmaatschap, Logboekregel
from acties.toegang.rollen import rolwijzigingen
from acties.toegang.uitnodigen import onbereikt

PAGINA = "/beheer/uitnodigen/"


@pytest.fixture
def velden(wereld):
    return {
        "first_name": "Nina",
        "last_name": "Nieuw",
        "email": "nina@hoorn.example",
        "functie": "Beleidsadviseur",
        "rollen": ["beleidsambtenaar"],
        "organisatie": wereld.hoorn.pk,
    }


def redenen(later=timedelta()):
    return {rij.gebruiker.username: rij.reden for rij in onbereikt(timezone.now() + later)}


def test_one_form_makes_the_account_with_its_roles_and_sends_the_mail(als, cast, wereld, velden, vastgelegd):
    with vastgelegd():
        antwoord = als(cast.eva).post(PAGINA, velden | {"rollen": ["beleidsambtenaar", "commissielid"]})
    assert antwoord.headers["Location"] == PAGINA
    nina = Gebruiker.objects.get(username="nina@hoorn.example")
    assert (nina.naam, nina.functie, nina.has_usable_password(), nina.is_staff) == (
        "Nina Nieuw",
        "Beleidsadviseur",
        False,
        False,
    )
    rollen = sorted(nina.lidmaatschappen.values_list("rol", "organisatie__naam"))
    assert rollen == [("beleidsambtenaar", "Hoorn"), ("commissielid", None)]
    [bericht] = mail.outbox
    assert bericht.to == ["nina@hoorn.example"]
    assert "/accounts/password/reset/key/" in bericht.body
    assert "Je gebruikersnaam is nina@hoorn.example." in bericht.body


def test_page_lists_the_invited(als, cast, velden, vastgelegd):
    eva = als(cast.eva)
    with vastgelegd():
        eva.post(PAGINA, velden)
    html = eva.get(PAGINA).content.decode()
    assert "Uitgenodigd, nog niet ingelogd" in html


def test_roles_given_are_in_the_log_and_the_history(als, cast, velden, vastgelegd, caplog):
    caplog.set_level("INFO", "logboek")
    with vastgelegd():
        als(cast.eva).post(PAGINA, velden | {"rollen": ["commissielid"], "organisatie": ""})
    nina = Gebruiker.objects.get(first_name="Nina")
    regel = f'handeling="recht geven" object="gebruiker {nina.pk} nina@hoorn.example"'
    assert regel in caplog.text
    assert 'naar="commissielid"' in caplog.text
    [spoor] = Lidmaatschap.history.filter(gebruiker=nina)
    assert (spoor.rol, spoor.history_user) == ("commissielid", cast.eva)


def test_a_role_that_asks_for_a_second_person_waits_for_one(als, cast, velden):
    antwoord = als(cast.eva).post(PAGINA, velden | {"rollen": ["projectleider"], "organisatie": ""}, follow=True)
    nina = Gebruiker.objects.get(first_name="Nina")
    assert not nina.lidmaatschappen.exists()
    [wacht] = nina.rechtenwijzigingen.open()
    assert (wacht.rol, wacht.gevraagd_door) == ("projectleider", cast.eva)
    assert "of eerder als een andere beheerder of projectleider het bevestigt" in antwoord.content.decode()


def test_roles_that_changed_stay_to_be_seen_also_when_they_are_gone(als, cast, velden):
    eva = als(cast.eva)
    eva.post(PAGINA, velden)
    Lidmaatschap.objects.get(gebruiker__first_name="Nina").delete()
    regels = [(regel.wie, regel.rol, regel.waar, regel.wat, regel.door) for regel in rolwijzigingen(2)]
    rol = ("Nina Nieuw", "Beleidsambtenaar of partner", "Hoorn")
    assert regels == [(*rol, "ingetrokken", ""), (*rol, "gekregen", "Eva")]
    assert "Laatst veranderde rollen" in eva.get(PAGINA).content.decode()


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"email": ""}, "email"),
        ({"email": "geen adres"}, "email"),
        ({"email": "Bram@Voorbeeld.NL"}, "email"),
        ({"email": "a'b@hoorn.example"}, "email"),
        ({"first_name": ""}, "first_name"),
        ({"rollen": []}, "rollen"),
        ({"rollen": ["superuser"]}, "rollen"),
        ({"organisatie": ""}, "organisatie"),
        ({"organisatie": "999999"}, "organisatie"),
    ],
    ids=str,
)
def test_what_is_not_right_makes_no_account(als, cast, velden, anders, fout):
    antwoord = als(cast.eva).post(PAGINA, velden | anders)
    assert list(antwoord.context["form"].errors) == [fout] or (
        fout == "email" and "email" in antwoord.context["form"].errors
    )
    assert Gebruiker.objects.count() == 6
    assert mail.outbox == []


def test_organisation_that_is_gone_cannot_be_chosen(als, cast, wereld, velden):
    antwoord = als(cast.eva).post(PAGINA, velden | {"organisatie": wereld.langedijk.pk})
    assert list(antwoord.context["form"].errors) == ["organisatie"]


def test_extra_fields_give_nothing(als, cast, velden):
    als(cast.eva).post(PAGINA, velden | {"is_superuser": "on", "is_staff": "on", "username": "admin", "password": "x"})
    nina = Gebruiker.objects.get(first_name="Nina")
    assert (nina.is_superuser, nina.is_staff, nina.username) == (False, False, "nina@hoorn.example")


def test_mail_that_cannot_leave_waits_and_the_account_is_there(als, cast, velden, postbode, vastgelegd):
    postbode.dicht = True
    eva = als(cast.eva)
    with vastgelegd():
        assert eva.post(PAGINA, velden).status_code == 302
    assert Gebruiker.objects.filter(first_name="Nina").exists()


def test_who_is_not_in_yet_and_why(cast):
    Gebruiker.objects.update(last_login=timezone.now())
    Gebruiker.objects.filter(pk=cast.bram.pk).update(last_login=None)
    Gebruiker.objects.filter(pk=cast.carla.pk).update(email="")
    Gebruiker.objects.filter(pk=cast.dirk.pk).update(last_login=None, is_active=False)
    assert redenen() == {"bram": "Nog nooit ingelogd, niet uitgenodigd", "carla": "Geen e-mailadres"}


def test_invitation_runs_out_and_can_be_sent_again(als, cast, vastgelegd):
    Gebruiker.objects.exclude(pk=cast.bram.pk).update(last_login=timezone.now())
    eva = als(cast.eva)
    assert eva.post(f"{PAGINA}{cast.bram.pk}/").status_code == 302
    assert redenen() == {"bram": "Uitgenodigd, nog niet ingelogd"}
    assert redenen(timedelta(days=4)) == {"bram": "Uitnodiging verlopen"}
    with vastgelegd():
        eva.post(f"{PAGINA}{cast.bram.pk}/")
    assert redenen() == {"bram": "Uitgenodigd, nog niet ingelogd"}
    assert [bericht.to for bericht in mail.outbox] == [["bram@voorbeeld.nl"]]


def test_who_is_in_is_not_invited_again(als, cast):
    Gebruiker.objects.update(last_login=timezone.now())
    assert als(cast.eva).post(f"{PAGINA}{cast.bram.pk}/").status_code == 404


def test_list_of_who_may_what(als, cast):
    Gebruiker.objects.filter(pk=cast.bram.pk).update(last_login="2026-11-02T10:00:00Z", functie="=1+1")
    Lidmaatschap.objects.filter(gebruiker=cast.dirk).delete()
    antwoord = als(cast.eva).get("/beheer/toegang/export/xlsx/")
    blad = openpyxl.load_workbook(io.BytesIO(antwoord.content)).worksheets[0]
    rijen = {rij[1]: rij for rij in blad.iter_rows(min_row=2, values_only=True)}
    assert len(rijen) == 6
    assert rijen["bram"][3:7] == ("=1+1", "Beleidsambtenaar of partner", "Alkmaar", "Ja")
    assert rijen["bram"][7].date().isoformat() == "2026-11-02"
    assert rijen["anna"][4:] == ("Projectleider", "Hele regio", "Ja", "Nooit")
    assert not rijen["dirk"][4]


@pytest.mark.parametrize("formaat", ["xlsx", "ods", "csv"])
def test_list_opens_in_each_form_and_is_kept_by_no_cache(als, cast, formaat):
    antwoord = als(cast.eva).get(f"/beheer/toegang/export/{formaat}/")
    assert antwoord.status_code == 200
    assert f".{formaat}" in antwoord["Content-Disposition"]
    assert "no-store" in antwoord["Cache-Control"]
    regel = Logboekregel.objects.get(handeling="uitvoeren")
    assert (regel.waarop.startswith("toegang-"), regel.wie) == (True, "Eva (eva)")
