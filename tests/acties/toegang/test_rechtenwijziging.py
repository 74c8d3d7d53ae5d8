"""One administrator alone does not become someone else: others hear of it, and it takes a second person or a day."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from acties.models import Gebruiker, Lidmaatschap, Rechtenwijziging
from acties.toegang.rechtenwijziging import voer_door, vraag_factor_weg, vraag_rol
from tests.formulier import ingevuld, merken

LIJST = "/beheer/acties/gebruiker/"
PAGINA = "/toegang/"
DAG = timedelta(days=1)


def rollen(gebruiker):
    return sorted(gebruiker.lidmaatschappen.values_list("rol", flat=True))


def heeft_factor(gebruiker):
    return Authenticator.objects.filter(user=gebruiker).exists()


def wijzig(client, gebruiker, *erbij, **velden):
    """Send the form of a user with these values, and these roles on new lines."""
    pad = f"{LIJST}{gebruiker.pk}/change/"
    pagina = client.get(pad)
    gegevens = {naam: waarden[0] for naam, waarden in ingevuld(pagina).items() if "__prefix__" not in naam}
    oud = int(gegevens["lidmaatschappen-TOTAL_FORMS"])
    for nummer, rol in enumerate(erbij, oud):
        gegevens |= {f"lidmaatschappen-{nummer}-rol": rol, f"lidmaatschappen-{nummer}-organisatie": ""}
    gegevens["lidmaatschappen-TOTAL_FORMS"] = oud + len(erbij)
    return client.post(pad, merken(pagina) | gegevens | velden)


def haal_factor_weg(client, gebruiker):
    return client.post(LIJST, {"action": "haal_factor_weg", "_selected_action": [gebruiker.pk]}, follow=True)


@pytest.fixture
def frits(cast):
    """A second beheerder."""
    frits = Gebruiker.objects.create(username="frits", email="frits@voorbeeld.nl")
    Lidmaatschap.objects.create(gebruiker=frits, rol="beheerder")
    return frits


@pytest.fixture
def gevraagd(cast):
    """Eva asked to make Dirk projectleider, now."""
    return vraag_rol(cast.dirk, "projectleider", None, door=cast.eva, op=timezone.now())


# Who hears of it


def test_another_address_is_told_to_the_old_one_the_new_one_and_the_others(als, cast, frits, mailoutbox, vastgelegd):
    client = als(cast.eva)
    with vastgelegd():
        wijzig(client, cast.anna, email="eva-zelf@elders.nl")
    assert [mail.to for mail in mailoutbox] == [["eva-zelf@elders.nl"], ["anna@voorbeeld.nl"], ["frits@voorbeeld.nl"]]
    assert {mail.subject for mail in mailoutbox} == {"Toegang gewijzigd: Anna"}
    assert "- E-mailadres: van anna@voorbeeld.nl naar eva-zelf@elders.nl." in mailoutbox[1].body
    assert "http://127.0.0.1:8000/toegang/" in mailoutbox[1].body


def test_a_role_that_comes_or_goes_is_told(als, cast, mailoutbox, vastgelegd):
    client = als(cast.eva)
    with vastgelegd():
        wijzig(client, cast.dirk, **{"lidmaatschappen-0-DELETE": "on"})
    assert [mail.to for mail in mailoutbox] == [["dirk@voorbeeld.nl"], ["anna@voorbeeld.nl"]]
    assert "- Rol weg: Commissielid" in mailoutbox[0].body


@pytest.mark.parametrize("handeling", ["zet_uit", "delete_selected"])
def test_who_goes_over_it_is_not_silenced_first(als, cast, frits, mailoutbox, vastgelegd, handeling):
    with vastgelegd():
        als(cast.eva).post(LIJST, {"action": handeling, "_selected_action": [frits.pk], "post": "yes"})
    assert [mail.to for mail in mailoutbox] == [["frits@voorbeeld.nl"], ["anna@voorbeeld.nl"]]


def test_a_new_name_or_function_is_told_to_nobody(als, cast, mailoutbox, vastgelegd):
    client = als(cast.eva)
    with vastgelegd():
        wijzig(client, cast.anna, functie="Programmaleider")
    assert mailoutbox == []


def test_the_log_has_the_old_and_the_new_value(als, cast, caplog, vastgelegd):
    client = als(cast.eva)
    with caplog.at_level("INFO", logger="logboek"), vastgelegd():
        wijzig(client, cast.anna, email="nieuw@voorbeeld.nl")
    [regel] = [regel.getMessage() for regel in caplog.records if "e-mailadres wijzigen" in regel.getMessage()]
    assert regel.endswith('van="anna@voorbeeld.nl" naar="nieuw@voorbeeld.nl"')
    assert f'wie="gebruiker {cast.eva.pk} eva"' in regel


# What waits


@pytest.mark.parametrize("rol", ["projectleider", "beheerder"])
def test_a_heavy_role_waits_a_day_or_for_a_second_person(als, cast, mailoutbox, vastgelegd, rol):
    client = als(cast.eva)
    with vastgelegd():
        antwoord = wijzig(client, cast.dirk, rol)
    assert antwoord.status_code == 302
    assert rollen(cast.dirk) == ["commissielid"]
    wacht = Rechtenwijziging.objects.get()
    assert (wacht.gebruiker, wacht.rol, wacht.gaat_in_op - wacht.gevraagd_op) == (cast.dirk, rol, DAG)
    assert [mail.to for mail in mailoutbox] == [["dirk@voorbeeld.nl"], ["anna@voorbeeld.nl"]]
    assert f"Gevraagd: rol {wacht.get_rol_display()} geven." in mailoutbox[0].body


def test_a_new_account_with_a_heavy_role_waits_too(als, cast):
    client = als(cast.eva)
    pagina = client.get(f"{LIJST}add/")
    velden = {"username": "nieuw", "email": "n@voorbeeld.nl", "is_active": "on", "lidmaatschappen-0-rol": "beheerder"}
    velden |= {"lidmaatschappen-TOTAL_FORMS": 1, "lidmaatschappen-INITIAL_FORMS": 0}
    assert client.post(f"{LIJST}add/", merken(pagina) | velden).status_code == 302
    nieuw = Gebruiker.objects.get(username="nieuw")
    assert (rollen(nieuw), nieuw.rechtenwijzigingen.get().rol) == ([], "beheerder")


def test_an_existing_line_is_not_turned_into_a_heavy_role(als, cast):
    antwoord = wijzig(als(cast.eva), cast.dirk, **{"lidmaatschappen-0-rol": "projectleider"})
    assert "geef deze op een nieuwe regel" in " ".join(antwoord.content.decode().split())
    assert rollen(cast.dirk) == ["commissielid"]
    assert not Rechtenwijziging.objects.exists()


def test_a_light_role_is_given_at_once(als, cast):
    wijzig(als(cast.eva), cast.bram, "commissielid")
    assert rollen(cast.bram) == ["beleidsambtenaar", "commissielid"]


def test_taking_a_factor_away_waits(als, cast, mailoutbox, vastgelegd):
    TOTP.activate(cast.anna, "GEHEIM")
    client = als(cast.eva)
    with vastgelegd():
        pagina = haal_factor_weg(client, cast.anna).content.decode()
    assert heeft_factor(cast.anna)
    assert "Gevraagd: de tweede factor weghalen bij Anna." in pagina
    assert [mail.to for mail in mailoutbox] == [["anna@voorbeeld.nl"]]


def test_asking_twice_is_one_question_with_the_day_of_the_first(cast, gevraagd):
    nog = vraag_rol(cast.dirk, "projectleider", None, door=cast.eva, op=gevraagd.gevraagd_op + timedelta(hours=5))
    assert (nog, Rechtenwijziging.objects.count()) == (gevraagd, 1)


def test_the_page_of_the_user_says_what_waits(als, cast, gevraagd):
    pagina = als(cast.eva).get(f"{LIJST}{cast.dirk.pk}/change/").content.decode()
    assert "rol Projectleider geven (gaat in op" in pagina
    assert f'href="{PAGINA}"' in pagina


# A day later


@pytest.mark.parametrize(("later", "krijgt"), [(DAG - timedelta(seconds=1), False), (DAG, True)])
def test_after_a_day_it_takes_effect(cast, gevraagd, later, krijgt):
    assert voer_door(gevraagd.gevraagd_op + later) == krijgt
    assert ("projectleider" in rollen(cast.dirk)) is krijgt
    assert voer_door(gevraagd.gevraagd_op + later) == 0


def test_logging_in_after_a_day_has_the_role_and_asks_no_factor_any_more(cast, settings):
    eergisteren = timezone.now() - 2 * DAG
    TOTP.activate(cast.dirk, "GEHEIM")
    vraag_factor_weg(cast.dirk, door=cast.eva, op=eergisteren)
    vraag_rol(cast.dirk, "projectleider", None, door=cast.eva, op=eergisteren)
    antwoord = Client().post("/accounts/login/", {"login": "dirk", "password": "geheim-voor-de-test"})
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/")
    assert (heeft_factor(cast.dirk), rollen(cast.dirk)) == (False, ["commissielid", "projectleider"])
    assert Lidmaatschap.history.filter(gebruiker=cast.dirk).latest().history_user == cast.eva


def test_logging_in_within_the_day_still_asks_the_factor(cast):
    TOTP.activate(cast.dirk, "GEHEIM")
    vraag_factor_weg(cast.dirk, door=cast.eva, op=timezone.now())
    antwoord = Client().post("/accounts/login/", {"login": "dirk", "password": "geheim-voor-de-test"})
    assert antwoord["Location"] == "/accounts/2fa/authenticate/"


def test_the_daily_command_does_the_rest(cast):
    vraag_rol(cast.dirk, "beheerder", None, door=cast.eva, op=timezone.now() - DAG)
    call_command("opruimen")
    assert rollen(cast.dirk) == ["beheerder", "commissielid"]


# A second person


@pytest.mark.parametrize(
    ("wie", "code", "krijgt"),
    [("anna", 302, True), ("frits", 302, True), ("eva", 403, False), ("dirk", 403, False), ("bram", 404, False)],
)
def test_who_may_confirm(als, cast, frits, gevraagd, wie, code, krijgt):
    client = als(frits if wie == "frits" else getattr(cast, wie))
    assert client.post(f"{PAGINA}{gevraagd.pk}/bevestigen/").status_code == code
    assert ("projectleider" in rollen(cast.dirk)) is krijgt


@pytest.mark.parametrize(("wie", "code"), [("anna", 302), ("frits", 302), ("eva", 302), ("dirk", 302), ("bram", 404)])
def test_who_may_withdraw(als, cast, frits, gevraagd, wie, code):
    client = als(frits if wie == "frits" else getattr(cast, wie))
    assert client.post(f"{PAGINA}{gevraagd.pk}/intrekken/").status_code == code
    assert voer_door(timezone.now() + DAG) == (code == 404)
    assert ("projectleider" in rollen(cast.dirk)) is (code == 404)


def test_a_projectleider_does_not_confirm_what_is_about_the_own_account(als, cast):
    TOTP.activate(cast.anna, "GEHEIM")
    wacht = vraag_factor_weg(cast.anna, door=cast.eva, op=timezone.now())
    assert als(cast.anna).post(f"{PAGINA}{wacht.pk}/bevestigen/").status_code == 403
    assert heeft_factor(cast.anna)


@pytest.mark.parametrize("zelf", ["eva", "dirk"])
def test_the_database_wants_two_persons_too(cast, gevraagd, zelf):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rechtenwijziging.objects.filter(pk=gevraagd.pk).update(bevestigd_door=getattr(cast, zelf))


def test_confirming_is_told_to_all_and_cannot_be_withdrawn_after(als, cast, gevraagd, mailoutbox, vastgelegd):
    client = als(cast.anna)
    with vastgelegd():
        client.post(f"{PAGINA}{gevraagd.pk}/bevestigen/")
    assert [mail.to for mail in mailoutbox] == [["dirk@voorbeeld.nl"], ["eva@voorbeeld.nl"]]
    assert "- Ingegaan: rol Projectleider geven, bevestigd door Anna." in mailoutbox[0].body
    pagina = client.post(f"{PAGINA}{gevraagd.pk}/intrekken/", follow=True).content.decode()
    assert "dat was al ingegaan of ingetrokken." in pagina
    assert rollen(cast.dirk) == ["commissielid", "projectleider"]


def test_the_page_shows_each_what_concerns_them(als, cast, gevraagd):
    zin = "Rol Projectleider geven"
    assert {wie: zin in als(getattr(cast, wie)).get(PAGINA).content.decode() for wie in ("anna", "eva", "dirk", "bram")} == {
        "anna": True, "eva": True, "dirk": True, "bram": False,
    }  # fmt: skip


def test_the_page_offers_confirming_to_a_second_person_only(als, cast, gevraagd):
    knop = f'action="{PAGINA}{gevraagd.pk}/bevestigen/"'
    assert [knop in als(wie).get(PAGINA).content.decode() for wie in (cast.anna, cast.eva, cast.dirk)] == [
        True,
        False,
        False,
    ]


def test_the_page_costs_the_same_at_many_rows(als, cast, gevraagd, django_assert_num_queries):
    client = als(cast.anna)
    client.get(PAGINA)
    with django_assert_num_queries(6):
        client.get(PAGINA)
    vraag_rol(cast.bram, "beheerder", None, door=cast.eva, op=timezone.now())
    vraag_rol(cast.carla, "beheerder", None, door=cast.eva, op=timezone.now())
    with django_assert_num_queries(6):
        client.get(PAGINA)


# A new installation


def test_the_first_role_of_all_is_given_at_once_by_the_superuser(als, cast):
    Lidmaatschap.objects.filter(rol__in=["projectleider", "beheerder"]).delete()
    baas = Gebruiker.objects.create_superuser("baas", "baas@voorbeeld.nl", "geheim-voor-de-test")
    client = als(baas)
    wijzig(client, cast.eva, "beheerder")
    wijzig(client, cast.anna, "projectleider")
    assert (rollen(cast.eva), rollen(cast.anna)) == (["beheerder"], [])
    assert als(cast.eva).post(f"{PAGINA}{cast.anna.rechtenwijzigingen.get().pk}/bevestigen/").status_code == 302
    assert rollen(cast.anna) == ["projectleider"]
