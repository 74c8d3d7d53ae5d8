"""The secret of a second factor: unreadable in the database, and readable again after every change of key."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection

GEHEIM = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OUD, NIEUW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
MIGRATIE = import_module("acties.migrations.0004_alles_na_0_1_0")


@pytest.fixture(autouse=True)
def sleutels(settings):
    """``sleutels(…)``: from now on these."""

    def zet(*welke):
        settings.FACTOR_SLEUTELS = list(welke)

    zet(OUD)
    return zet


@pytest.fixture
def bram(cast):
    """Bram with an app and recovery codes; gives the codes."""
    TOTP.activate(cast.bram, GEHEIM)
    return RecoveryCodes.activate(cast.bram).generate_codes()


def in_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(data AS text) FROM mfa_authenticator ORDER BY id")
        return "".join(rij for (rij,) in cursor.fetchall())


def app_en_codes(gebruiker):
    """What the app and the recovery codes are worth now."""
    van = {factor.type: factor for factor in Authenticator.objects.filter(user=gebruiker)}
    return decrypt(van["totp"].data["secret"]), van["recovery_codes"].wrap().generate_codes()


def test_the_database_holds_no_secret_that_can_be_read(cast, bram):
    assert GEHEIM not in in_database()
    assert app_en_codes(cast.bram) == (GEHEIM, bram)
    data = Authenticator.objects.get(user=cast.bram, type="recovery_codes").data
    assert data["seed"].startswith("gAAAA")


def test_the_same_secret_looks_different_each_time(cast, bram):
    TOTP.activate(cast.dirk, GEHEIM)
    een, twee = (factor.data["secret"] for factor in Authenticator.objects.filter(type="totp"))
    assert een != twee


def test_a_new_key_in_front_reads_the_old_and_then_replaces_it(cast, bram, sleutels, capsys):
    sleutels(NIEUW, OUD)
    assert app_en_codes(cast.bram) == (GEHEIM, bram)
    call_command("versleutel_factoren")
    assert capsys.readouterr().out == "2 tweede factoren opnieuw versleuteld.\n"
    sleutels(NIEUW)
    assert app_en_codes(cast.bram) == (GEHEIM, bram)
    sleutels(OUD)
    with pytest.raises(InvalidToken):
        app_en_codes(cast.bram)


def test_without_the_old_key_nothing_changes(cast, bram, sleutels):
    voor = in_database()
    sleutels(NIEUW)
    with pytest.raises(CommandError, match="Zet de oude erbij"):
        call_command("versleutel_factoren")
    assert in_database() == voor


def test_what_stood_there_before_is_encrypted_by_the_upgrade_and_back_again(cast):
    RecoveryCodes.activate(cast.bram)
    leesbaar = {"totp": {"secret": GEHEIM}, "recovery_codes": {"seed": "ab" * 40, "used_mask": 5}}
    TOTP.activate(cast.bram, GEHEIM)
    for soort, data in leesbaar.items():
        Authenticator.objects.filter(type=soort).update(data=data)
    MIGRATIE.versleutel(None, connection.schema_editor())
    assert GEHEIM not in in_database()
    assert "ab" * 40 not in in_database()
    assert app_en_codes(cast.bram)[0] == GEHEIM
    MIGRATIE.maak_leesbaar(None, connection.schema_editor())
    assert {factor.type: factor.data for factor in Authenticator.objects.all()} == leesbaar


def test_other_factors_are_left_alone(cast):
    sleutel = {"name": "Sleutel", "credential": {"id": "x"}}
    Authenticator.objects.create(user=cast.bram, type="webauthn", data=sleutel)
    call_command("versleutel_factoren")
    MIGRATIE.versleutel(None, connection.schema_editor())
    assert json.dumps(Authenticator.objects.get().data) == json.dumps(sleutel)
