"""The doctor names what is wrong and what to do, and ends with 1 then."""

import socket
import threading
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.checks import Warning  # noqa: A004 - the name that Django gave it
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from acties.models import Gebruiker, Werker
from uitvoering.reservekopie.kopie import Kop, Kopie
from uitvoering.toestand import keuring


def punt(onderwerp):
    return next(punt for punt in keuring.keur(timezone.now()) if punt.onderwerp == onderwerp)


@pytest.fixture(autouse=True)
def _plek(settings, tmp_path):
    settings.RESERVEKOPIE_MAP = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"


@pytest.fixture
def mailserver(settings):
    """One that greets; gives what it was asked."""
    gehoord = []
    with socket.create_server(("127.0.0.1", 0)) as luistert:
        settings.EMAIL_PORT = luistert.getsockname()[1]

        def praat():
            verbinding, _ = luistert.accept()
            with verbinding, verbinding.makefile("rwb", buffering=0) as draad:
                draad.write(b"220 proef\r\n")
                for regel in draad:
                    gehoord.append(regel.split()[0].upper())
                    draad.write(b"250 ok\r\n")

        spreker = threading.Thread(target=praat)
        spreker.start()
        yield gehoord
        spreker.join()


@pytest.mark.django_db
def test_a_mail_server_is_greeted_and_gets_no_mail(mailserver):
    assert punt("Mailserver").doe == ""
    assert b"MAIL" not in mailserver


@pytest.mark.django_db
def test_a_mail_server_that_is_away(settings):
    with socket.create_server(("127.0.0.1", 0)) as even:
        settings.EMAIL_PORT = even.getsockname()[1]
    mis = punt("Mailserver")
    assert "antwoordt niet" in mis.ziet
    assert "EMAIL_URL" in mis.doe


def kopie_van(map_, op):
    (map_ / "a.kopie").touch()
    kop = Kop(soort="sqlite", versie="0.1.0", gemaakt_op=op.isoformat(), migraties=[])
    kopie = Kopie(map_ / "a.kopie", kop, "0" * 64)
    kopie.schrijf_briefje(kopie.briefje)


@pytest.mark.django_db
@pytest.mark.parametrize(("uren", "mis"), [(25, False), (27, True)])
def test_the_age_of_the_last_backup(tmp_path, uren, mis):
    kopie_van(tmp_path, timezone.now() - timedelta(hours=uren))
    assert bool(punt("Reservekopie").doe) == mis


@pytest.mark.django_db
def test_whether_a_worker_is_alive():
    nu = timezone.now()
    Werker.objects.create(naam="dood", gezien_op=nu - timedelta(minutes=2))
    assert "manage.py werker" in punt("Werkers").doe
    Werker.objects.create(naam="levend", gezien_op=nu)
    assert (punt("Werkers").ziet, punt("Werkers").doe) == ("1 aan het werk", "")


@pytest.mark.django_db
def test_no_backup_at_all():
    assert "manage.py reservekopie" in punt("Reservekopie").doe


def test_who_has_rights_without_a_second_factor(cast):
    assert punt("Tweede factor").ziet == "niet bij anna, eva"
    for gebruiker in (cast.anna, cast.eva):
        Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.TOTP, data={})
    assert punt("Tweede factor").doe == ""
    Gebruiker.objects.create_superuser("root", "root@voorbeeld.nl", "geheim-voor-de-test")
    assert punt("Tweede factor").ziet == "niet bij root"


@pytest.mark.django_db
def test_debug_is_named(settings):
    settings.DEBUG = True
    assert "Zet DEBUG uit" in punt("Instellingen").doe


@pytest.mark.django_db
def test_a_check_that_this_site_silences_is_no_fault(settings, monkeypatch):
    settings.DEBUG = False
    monkeypatch.setattr(keuring, "run_checks", lambda **wat: [Warning("preload", id="security.W021")])
    assert punt("Instellingen").doe == ""
    monkeypatch.setattr(keuring, "run_checks", lambda **wat: [Warning("sleutel", id="security.W009")])
    assert punt("Instellingen").ziet == "sleutel"


@pytest.mark.django_db
def test_a_table_for_the_cache_that_is_missing(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "bestaat_niet"}}
    assert punt("Cachetabel").doe == "Draai manage.py createcachetable."


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_point_and_no_traceback(monkeypatch):
    def weg(nu):
        raise OperationalError("wachtwoord=geheim")

    monkeypatch.setitem(keuring.PUNTEN, "Database", weg)
    mis = punt("Database")
    assert "antwoordt niet" in mis.ziet
    assert "DATABASE_URL" in mis.doe


@pytest.mark.django_db
def test_it_ends_with_1_when_something_is_wrong(capsys, monkeypatch):
    monkeypatch.setattr(
        keuring, "PUNTEN", {"Klok": lambda nu: ("gelijk", ""), "Schijf": lambda nu: ("vol", "Maak ruimte.")}
    )
    with pytest.raises(SystemExit) as einde:
        call_command("keuring")
    assert einde.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "goed   Klok: gelijk.",
        "LET OP Schijf: vol.",
        "       → Maak ruimte.",
        "Niet in orde: 1 van de 2 punten.",
    ]
    monkeypatch.setattr(keuring, "PUNTEN", {"Klok": lambda nu: ("gelijk", "")})
    call_command("keuring")
    assert capsys.readouterr().out.splitlines()[-1] == "Alles in orde."
