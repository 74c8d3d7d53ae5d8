"""Users and their roles: nobody raises the own rights, nobody sees a password, every change is logged."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from acties.models import Gebruiker, Lidmaatschap
from acties.toegang.rechtenwijziging import voer_door
from tests.beheer.conftest import adres
from tests.formulier import stuur

LIJST = "/beheer/acties/gebruiker/"


def formulier(gebruiker=None, rollen=(), **anders):
    """What the form of a user sends; ``rollen``: dicts with id, rol, organisatie and DELETE."""
    gegevens = {
        "username": gebruiker.username if gebruiker else "nieuw",
        "first_name": gebruiker.first_name if gebruiker else "Nieuw",
        "last_name": "",
        "email": gebruiker.email if gebruiker else "nieuw@voorbeeld.nl",
        "functie": "",
        "is_active": "on",
        "lidmaatschappen-TOTAL_FORMS": len(rollen),
        "lidmaatschappen-INITIAL_FORMS": sum("id" in rol for rol in rollen),
        "lidmaatschappen-MIN_NUM_FORMS": 0,
        "lidmaatschappen-MAX_NUM_FORMS": 1000,
    }
    for nummer, rol in enumerate(rollen):
        for veld, waarde in rol.items():
            gegevens[f"lidmaatschappen-{nummer}-{veld}"] = waarde
    return gegevens | anders


def rollen_van(gebruiker):
    return sorted(gebruiker.lidmaatschappen.values_list("rol", flat=True))


def test_a_beheerder_adds_a_user_with_a_role_and_without_a_password(als, cast, vol):
    rol = {"rol": "beleidsambtenaar", "organisatie": vol.hoorn.pk}
    assert als(cast.eva).post(f"{LIJST}add/", formulier(rollen=[rol])).status_code == 302
    nieuw = Gebruiker.objects.get(username="nieuw")
    assert rollen_van(nieuw) == ["beleidsambtenaar"]
    assert not nieuw.has_usable_password()
    assert (nieuw.is_staff, nieuw.is_superuser) == (False, False)


def test_a_new_user_chooses_a_password_through_a_mail(als, cast, vol, mailoutbox, client, vastgelegd):
    eva = als(cast.eva)
    with vastgelegd():
        eva.post(f"{LIJST}add/", formulier(uitnodigen="on"))
    [mail] = mailoutbox
    assert mail.to == ["nieuw@voorbeeld.nl"]
    link = re.search(r"/accounts/password/reset/key/\S+", mail.body)
    client.logout()
    assert client.get(link.group(), follow=True).status_code == 200


@pytest.mark.parametrize(("wie", "weg"), [("eva", True), ("anna", False)])
def test_a_beheerder_helps_who_lost_the_telephone(als, cast, vol, mailoutbox, vastgelegd, wie, weg):
    TOTP.activate(cast.bram, "GEHEIM")
    RecoveryCodes.activate(cast.bram)
    with vastgelegd():
        als(getattr(cast, wie)).post(LIJST, {"action": "haal_factor_weg", "_selected_action": [cast.bram.pk]})
    assert [mail.to for mail in mailoutbox] == ([[cast.bram.email], [cast.anna.email]] if weg else [])
    voer_door(timezone.now() + timedelta(days=1))
    assert Authenticator.objects.filter(user=cast.bram).exists() is not weg


def test_nobody_takes_the_own_second_factor_away_in_the_list(als, cast, vol):
    TOTP.activate(cast.eva, "GEHEIM")
    als(cast.eva).post(LIJST, {"action": "haal_factor_weg", "_selected_action": [cast.eva.pk]})
    assert Authenticator.objects.filter(user=cast.eva).exists()


def test_an_invitation_needs_an_address(als, cast, vol, mailoutbox):
    antwoord = als(cast.eva).post(f"{LIJST}add/", formulier(uitnodigen="on", email=""))
    assert antwoord.context["adminform"].form.errors["email"] == [
        "Zonder e-mailadres kan de site geen uitnodiging sturen."
    ]
    assert mailoutbox == []


@pytest.mark.parametrize("rol", ["beleidsambtenaar"])
def test_who_reports_needs_an_organisation(als, cast, vol, rol):
    antwoord = als(cast.eva).post(f"{LIJST}add/", formulier(rollen=[{"rol": rol, "organisatie": ""}]))
    assert "Een beleidsambtenaar of partner meldt voor een organisatie. Kies die." in antwoord.content.decode()


def test_extra_fields_raise_no_rights(als, cast, vol):
    extra = {"is_superuser": "on", "is_staff": "on", "password": "geheim", "groups": "1", "user_permissions": "1"}
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.dirk.pk), formulier(cast.dirk, **extra))
    dirk = Gebruiker.objects.get(pk=cast.dirk.pk)
    assert (dirk.is_superuser, dirk.is_staff, dirk.password) == (False, False, cast.dirk.password)
    assert (dirk.groups.count(), dirk.user_permissions.count()) == (0, 0)


def test_a_beheerder_gives_and_takes_roles_of_others(als, cast, vol):
    oud = cast.dirk.lidmaatschappen.get()
    rol = {"rol": "beleidsambtenaar", "organisatie": vol.hoorn.pk}
    rollen = [{"id": oud.pk, "rol": oud.rol, "organisatie": "", "DELETE": "on"}, rol]
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.dirk.pk), formulier(cast.dirk, rollen))
    assert rollen_van(cast.dirk) == ["beleidsambtenaar"]


def test_a_change_of_rights_is_logged_twice(als, cast, vol):
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.carla.pk), formulier(cast.carla, [{"rol": "commissielid"}]))
    geschiedenis = Lidmaatschap.history.filter(gebruiker=cast.carla).latest()
    assert (geschiedenis.rol, geschiedenis.history_user, geschiedenis.history_type) == ("commissielid", cast.eva, "+")
    regel = LogEntry.objects.get()
    assert (regel.user, regel.object_id) == (cast.eva, str(cast.carla.pk))
    assert "Lidmaatschap" in regel.get_change_message()


@pytest.mark.parametrize("wie", ["eva", "superuser"])
def test_nobody_gives_themselves_a_role(als, cast, vol, wie):
    if wie == "superuser":
        cast.eva.is_superuser = True
        cast.eva.save()
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.eva.pk), formulier(cast.eva, [{"rol": "projectleider"}]))
    assert rollen_van(cast.eva) == ["beheerder"]


def test_nobody_switches_themselves_off(als, cast, vol):
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.eva.pk), formulier(cast.eva, is_active=""))
    als(cast.eva).post(LIJST, {"action": "zet_uit", "_selected_action": [cast.eva.pk]})
    cast.eva.refresh_from_db()
    assert cast.eva.is_active


def test_roles_have_no_page_of_their_own_to_change(als, cast, vol):
    rol = cast.dirk.lidmaatschappen.get()
    client = als(cast.eva)
    assert client.post(adres(Lidmaatschap, "change", rol.pk), {"rol": "beheerder"}).status_code == 403
    assert (
        client.post(adres(Lidmaatschap, "add"), {"gebruiker": cast.eva.pk, "rol": "projectleider"}).status_code == 403
    )
    assert client.post(adres(Lidmaatschap, "delete", rol.pk), {"post": "yes"}).status_code == 403


def test_a_role_of_another_user_cannot_be_moved_through_an_inline(als, cast, vol):
    vreemd = cast.anna.lidmaatschappen.get()
    rollen = [{"id": vreemd.pk, "gebruiker": cast.dirk.pk, "rol": "projectleider", "organisatie": ""}]
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.dirk.pk), formulier(cast.dirk, rollen))
    vreemd.refresh_from_db()
    assert vreemd.gebruiker == cast.anna


class TestAboveABeheerder:
    """A superuser is above a beheerder: whoever changes the address of one, could become one."""

    @pytest.fixture
    def baas(self, cast):
        return Gebruiker.objects.create_superuser("baas", "baas@voorbeeld.nl", "geheim-voor-de-test")

    def test_cannot_be_changed(self, als, cast, vol, baas):
        antwoord = stuur(als(cast.eva), adres(Gebruiker, "change", baas.pk), formulier(baas, email="eva2@voorbeeld.nl"))
        assert antwoord.status_code == 403

    def test_cannot_be_deleted(self, als, cast, vol, baas):
        assert als(cast.eva).post(adres(Gebruiker, "delete", baas.pk), {"post": "yes"}).status_code == 403

    @pytest.mark.parametrize("handeling", ["zet_uit", "nodig_uit", "haal_factor_weg", "delete_selected"])
    def test_is_left_out_of_actions(self, als, cast, vol, baas, mailoutbox, vastgelegd, handeling):
        TOTP.activate(baas, "GEHEIM")
        with vastgelegd():
            als(cast.eva).post(LIJST, {"action": handeling, "_selected_action": [baas.pk], "post": "yes"})
        baas.refresh_from_db()
        assert baas.is_active
        assert Authenticator.objects.filter(user=baas).exists()
        assert mailoutbox == []


def test_switching_off_keeps_what_was_reported_and_is_logged(als, cast, vol, meld):
    meld(vol.zelfscan, vol.alkmaar, "2021-12-01", "afgerond", gemeld_door=cast.bram)
    als(cast.eva).post(LIJST, {"action": "zet_uit", "_selected_action": [cast.bram.pk]})
    cast.bram.refresh_from_db()
    assert not cast.bram.is_active
    assert LogEntry.objects.get().get_change_message() == "Op niet actief gezet."
    als(cast.eva).post(LIJST, {"action": "zet_aan", "_selected_action": [cast.bram.pk]})
    cast.bram.refresh_from_db()
    assert cast.bram.is_active


def test_who_reported_is_not_deleted_but_explained(als, cast, vol, meld):
    meld(vol.zelfscan, vol.alkmaar, "2021-12-01", "afgerond", gemeld_door=cast.bram)
    url = adres(Gebruiker, "delete", cast.bram.pk)
    assert "Zet de gebruiker op niet actief" in als(cast.eva).get(url).content.decode()
    als(cast.eva).post(url, {"post": "yes"})
    als(cast.eva).post(LIJST, {"action": "delete_selected", "_selected_action": [cast.bram.pk], "post": "yes"})
    assert Gebruiker.objects.filter(pk=cast.bram.pk).exists()


def test_who_left_traces_in_the_log_is_not_deleted(als, cast, vol):
    als(cast.anna).post("/beheer/acties/subregio/1/change/", {})
    LogEntry.objects.log_actions(cast.anna.pk, [vol.training], 2, change_message="Iets")
    assert "regel in het logboek" in als(cast.eva).get(adres(Gebruiker, "delete", cast.anna.pk)).content.decode()


def test_who_changed_a_text_is_not_deleted_so_the_history_keeps_the_name(als, cast, vol):
    vol.training.titel = "Anders"
    vol.training._history_user = cast.anna
    vol.training.save()
    url = adres(Gebruiker, "delete", cast.anna.pk)
    pagina = als(cast.eva).get(url).content.decode()
    assert "1 regel in de geschiedenis" in pagina
    assert "Zet de gebruiker op niet actief" in pagina
    als(cast.eva).post(url, {"post": "yes"})
    als(cast.eva).post(LIJST, {"action": "delete_selected", "_selected_action": [cast.anna.pk], "post": "yes"})
    assert vol.training.history.latest().history_user == cast.anna


def test_who_may_be_deleted_is_better_switched_off(als, cast, vol):
    assert (
        "Zet de gebruiker op niet actief"
        in als(cast.eva).get(adres(Gebruiker, "delete", cast.dirk.pk)).content.decode()
    )


def test_a_user_made_by_mistake_can_go(als, cast, vol):
    url = adres(Gebruiker, "delete", cast.dirk.pk)
    assert als(cast.eva).post(url, {"post": "yes"}).status_code == 302
    assert not Gebruiker.objects.filter(pk=cast.dirk.pk).exists()


def test_an_old_address_does_not_log_in_any_more(als, cast, vol):
    EmailAddress.objects.create(user=cast.dirk, email=cast.dirk.email, verified=True, primary=True)
    stuur(als(cast.eva), adres(Gebruiker, "change", cast.dirk.pk), formulier(cast.dirk, email="dirk@nieuw.nl"))
    assert not EmailAddress.objects.filter(user=cast.dirk).exists()


def test_no_page_shows_a_password(als, cast, vol):
    client = als(cast.eva)
    urls = [LIJST, *(adres(Gebruiker, soort, cast.bram.pk) for soort in ("change", "history", "delete"))]
    tekst = "".join(client.get(url).content.decode() for url in urls)
    assert cast.bram.password not in tekst
    assert "md5$" not in tekst


@pytest.mark.parametrize("vraag", ["password__startswith=md5", "lidmaatschappen__gebruiker__password__startswith=md5"])
def test_a_password_cannot_be_guessed_through_a_filter(als, cast, vol, vraag):
    assert als(cast.eva).get(f"{LIJST}?{vraag}").status_code == 400
