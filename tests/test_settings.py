"""The settings as the environment makes them: secure by default, and an error with a name for every mistake."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from acties.models import Lidmaatschap

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS = PROJECT / "uitvoering" / "settings.py"
SLEUTEL = "q7Vx2mPz9LrT4bNc8KwY1sHd6GfJ3aEu5RtXo0ZiQpMvBnWyCl"
FACTOR = "qbDq6C0LgKfLqk9Xl4UH2sZxq1zv5b6m8T1yQ3w7JtE="
PRODUCTIE = {"SECRET_KEY": SLEUTEL, "FACTOR_SLEUTELS": FACTOR, "ALLOWED_HOSTS": "monitor.gemeente.test"}


def variabelen():
    """The variables that the settings read: the first argument of every call on ``omgeving``."""
    return {
        aanroep.args[0].value
        for aanroep in ast.walk(ast.parse(SETTINGS.read_text()))
        if isinstance(aanroep, ast.Call)
        and isinstance(aanroep.func, ast.Attribute)
        and isinstance(aanroep.func.value, ast.Name)
        and aanroep.func.value.id == "omgeving"
    }


@pytest.fixture
def lees(monkeypatch):
    """Read the settings afresh in an environment that holds only what is given."""

    def lees(**omgeving):
        for naam in variabelen():
            monkeypatch.delenv(naam, raising=False)
        for naam, waarde in omgeving.items():
            monkeypatch.setenv(naam, waarde)
        spec = importlib.util.spec_from_file_location("uitvoering.settings_opnieuw", SETTINGS)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return lees


def django(*opdracht, **omgeving):
    """A command in a process of its own, the way a server starts."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam not in variabelen()}
    return subprocess.run(
        [sys.executable, *opdracht],
        cwd=PROJECT,
        env=schoon | {"DJANGO_SETTINGS_MODULE": "uitvoering.settings"} | omgeving,
        capture_output=True,
        text=True,
        check=False,
    )


def test_readme_names_exactly_the_variables_that_are_read():
    hoofdstuk = re.search(
        r"^## Settings\n(.*?)(?=^## |\Z)", (PROJECT / "README.md").read_text(), re.MULTILINE | re.DOTALL
    )
    assert sorted(re.findall(r"^\| `([A-Z_]+)`", hoofdstuk[1], re.MULTILINE)) == sorted(variabelen())


def test_environment_is_read_in_one_place():
    gevonden = [
        str(bestand.relative_to(PROJECT))
        for app in ("acties", "monitoring", "uitvoering")
        for bestand in (PROJECT / app).rglob("*.py")
        if re.search(r"os\.(environ|getenv)\b", bestand.read_text())
    ]
    assert sorted(gevonden) == ["uitvoering/omgeving.py", "uitvoering/wsgi.py"]


# Secure unless DEBUG


def test_production_needs_a_key_and_hosts_and_nothing_else(lees):
    instellingen = lees(**PRODUCTIE)
    assert instellingen.DEBUG is False
    assert instellingen.ALLOWED_HOSTS == ["monitor.gemeente.test"]


def test_production_is_secure_by_default(lees):
    instellingen = lees(**PRODUCTIE)
    assert instellingen.SECURE_SSL_REDIRECT is True
    assert instellingen.SECURE_HSTS_SECONDS >= timedelta(days=365).total_seconds()
    assert instellingen.SECURE_REFERRER_POLICY == "same-origin"
    assert instellingen.SECURE_CROSS_ORIGIN_OPENER_POLICY == "same-origin"
    assert instellingen.X_FRAME_OPTIONS == "DENY"
    assert instellingen.TWEEDE_FACTOR == "allen"
    assert instellingen.DASHBOARD_OPENBAAR is False
    assert instellingen.ACCOUNT_DEFAULT_HTTP_PROTOCOL == "https"


def test_cookies_belong_to_this_host_over_https_only(lees):
    instellingen = lees(**PRODUCTIE)
    assert (instellingen.SESSION_COOKIE_NAME, instellingen.SESSION_COOKIE_SECURE) == ("__Host-sessionid", True)
    assert (instellingen.CSRF_COOKIE_NAME, instellingen.CSRF_COOKIE_SECURE) == ("__Host-csrftoken", True)
    assert (instellingen.CSRF_COOKIE_HTTPONLY, instellingen.CSRF_COOKIE_SAMESITE) == (True, "Lax")
    assert instellingen.SESSION_COOKIE_SAMESITE == "Lax"


def test_headers_of_a_proxy_are_not_believed_unless_there_is_one(lees):
    assert lees(**PRODUCTIE).SECURE_PROXY_SSL_HEADER is None
    achter_proxy = lees(**PRODUCTIE, AANTAL_PROXIES="1")
    assert achter_proxy.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")
    assert achter_proxy.ALLAUTH_TRUSTED_PROXY_COUNT == 1


def test_session_limits(lees):
    instellingen = lees(**PRODUCTIE)
    assert instellingen.SESSIE_INACTIEF == timedelta(minutes=60)
    assert instellingen.SESSIE_INACTIEF_BEHEERDER == timedelta(minutes=15)
    assert instellingen.SESSIE_MAXIMUM == timedelta(hours=8)
    assert instellingen.SESSION_COOKIE_AGE == 8 * 3600
    assert lees(**PRODUCTIE, SESSIE_INACTIEF_MINUTEN="5").SESSIE_INACTIEF == timedelta(minutes=5)


def test_an_empty_variable_is_a_missing_one(lees):
    instellingen = lees(**PRODUCTIE, DATABASE_URL="", DEBUG="", THEMA_CSS="", LOG_LEVEL="")
    assert instellingen.DATABASES["default"]["NAME"] == PROJECT / "db.sqlite3"
    assert (instellingen.DEBUG, instellingen.THEMA_CSS, instellingen.LOG_LEVEL) == (False, "", "INFO")


def test_debug_needs_nothing_and_answers_to_this_machine_only(lees):
    instellingen = lees(DEBUG="1")
    assert instellingen.DEBUG is True
    assert instellingen.ALLOWED_HOSTS == []
    assert instellingen.TWEEDE_FACTOR == "geen"
    assert instellingen.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend"


# Mistakes


@pytest.mark.parametrize("naam", ["SECRET_KEY", "FACTOR_SLEUTELS", "ALLOWED_HOSTS"])
def test_missing_variable_is_named(lees, naam):
    zonder = {sleutel: waarde for sleutel, waarde in PRODUCTIE.items() if sleutel != naam}
    with pytest.raises(ImproperlyConfigured, match=f"^{naam} ontbreekt"):
        lees(**zonder)


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("SECRET_KEY", "kort"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "ab" * 60),
        ("SECRET_KEY", "django-insecure-" + SLEUTEL),
        ("SECRET_KEY", "change-me-" + SLEUTEL),
        ("FACTOR_SLEUTELS", "geheim"),
        ("FACTOR_SLEUTELS", f"{FACTOR},geheim"),
        ("FACTOR_SLEUTELS", SLEUTEL),
        ("DEBUG", "misschien"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "monitor.gemeente.test,*"),
        ("ALLOWED_HOSTS", "https://monitor.gemeente.test"),
        ("ALLOWED_HOSTS", "monitor.gemeente.test:8000"),
        ("ALLOWED_HOSTS", " , "),
        ("CSRF_TRUSTED_ORIGINS", "monitor.gemeente.test"),
        ("CSRF_TRUSTED_ORIGINS", "http://monitor.gemeente.test"),
        ("CSRF_TRUSTED_ORIGINS", "https://monitor.gemeente.test/pad"),
        ("CSRF_TRUSTED_ORIGINS", "https://[monitor"),
        ("SITE_URL", "monitor.gemeente.test"),
        ("SITE_URL", "http://monitor.gemeente.test"),
        ("SITE_URL", "https://monitor.gemeente.test/"),
        ("SITE_URL", "https://a.test,https://b.test"),
        ("DATABASE_URL", "onzin"),
        ("DATABASE_URL", "mysql://u:geheim@host/naam"),
        ("DATABASE_URL", "sqlite://db.sqlite3"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgres://u:geheim@host"),
        ("DATABASE_URL", "postgres://u:geheim@host:poort/naam"),
        ("EMAIL_URL", "mail.gemeente.test"),
        ("EMAIL_URL", "https://mail.gemeente.test"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://u:geheim@host:poort"),
        ("EMAIL_AFZENDER", "de projectleider"),
        ("EMAIL_AFZENDER", "monitor@gemeente.test, ander@gemeente.test"),
        ("EMAIL_AFZENDER", "Monitor monitor@gemeente.test"),
        ("EMAIL_AFZENDER", "a\r\nBcc: <b@elders.test>"),
        ("THEMA_CSS", "https://elders.test/thema.css"),
        ("THEMA_CSS", "//elders.test/thema.css"),
        ("THEMA_CSS", "/\\elders.test/thema.css"),
        ("THEMA_CSS", "../db.sqlite3.css"),
        ("THEMA_CSS", "thema/../../geheim.css"),
        ("THEMA_CSS", "thema/gemeente.js"),
        ("THEMA_CSS", 'x.css"><script>.css'),
        ("DASHBOARD_OPENBAAR", "misschien"),
        ("TWEEDE_FACTOR", "uit"),
        ("BEVEILIGING_CONTACT", "http://gemeente.test"),
        ("BEVEILIGING_CONTACT", "de CISO"),
        ("BEVEILIGING_CONTACT", "a@b.test\nContact: x@elders.test"),
        ("CONTACTADRES", "de beheerder"),
        ("CONTACTADRES", "beheer@regio.test?bcc=ander@elders.test"),
        ("OIDC_AANBIEDERS", "Entra ID"),
        ("OIDC_AANBIEDERS", "entra,entra"),
        ("OIDC_AANBIEDERS", "../entra"),
        ("SESSIE_INACTIEF_MINUTEN", "0"),
        ("SESSIE_INACTIEF_MINUTEN", "een uur"),
        ("SESSIE_INACTIEF_BEHEERDER_MINUTEN", "-15"),
        ("SESSIE_MAXIMUM_UREN", "8.5"),
        ("LOGBOEK_BEWAREN_MAANDEN", "0"),
        ("TOEGANKELIJKHEID_STATUS", "Z"),
        ("TOEGANKELIJKHEID_VERKLARING", "http://www.toegankelijkheidsverklaring.nl/register/1"),
        ("TOEGANKELIJKHEID_VERKLARING", "javascript:alert(1)"),
        ("LOGBOEK_BEWAREN_MAANDEN", "1201"),
        ("AANTAL_PROXIES", "ja"),
        ("LOG_LEVEL", "VEEL"),
    ],
)
def test_malformed_variable_is_named_and_its_secret_is_not_repeated(lees, naam, waarde):
    with pytest.raises(ImproperlyConfigured, match=f"^{naam} ") as fout:
        lees(**PRODUCTIE | {naam: waarde})
    assert "geheim" not in str(fout.value).removeprefix(naam).split("Schrijf")[0]


ENTRA = {
    "OIDC_AANBIEDERS": "entra",
    "OIDC_ENTRA_SERVER": "https://login.aanbieder.test/regio/v2.0/",
    "OIDC_ENTRA_CLIENT": "c-1",
    "OIDC_ENTRA_GEHEIM": "geheim",
}


def test_providers_of_work_accounts_each_have_their_own_variables(lees):
    werk = {f"OIDC_WERK_{naam}": f"https://{naam.lower()}.test" for naam in ("SERVER", "CLIENT", "GEHEIM")}
    instellingen = lees(
        **PRODUCTIE
        | ENTRA
        | werk
        | {"OIDC_AANBIEDERS": "entra, werk", "OIDC_ENTRA_TITEL": "Microsoft", "OIDC_WERK_MAIL_BEWEZEN": "1"}
    )
    entra, ander = instellingen.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    assert entra == {
        "provider_id": "entra",
        "name": "Microsoft",
        "client_id": "c-1",
        "secret": "geheim",
        "settings": {
            "server_url": "https://login.aanbieder.test/regio/v2.0",
            "mail_bewezen": False,
            "tweede_factor": "claim",
        },
    }
    assert (ander["name"], ander["settings"]["mail_bewezen"]) == ("Werk", True)
    assert lees(**PRODUCTIE).SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] == []


@pytest.mark.parametrize(
    ("deel", "waarde"),
    [
        ("SERVER", ""),
        ("SERVER", "login.aanbieder.test"),
        ("SERVER", "http://login.aanbieder.test"),
        ("SERVER", "https://login.aanbieder.test/.well-known/openid-configuration"),
        ("SERVER", "https://u:geheim@login.aanbieder.test"),
        ("CLIENT", ""),
        ("GEHEIM", ""),
        ("MAIL_BEWEZEN", "soms"),
        ("TWEEDE_FACTOR", "ja"),
    ],
)
def test_malformed_provider_is_named(lees, deel, waarde):
    with pytest.raises(ImproperlyConfigured, match=f"^OIDC_ENTRA_{deel} "):
        lees(**PRODUCTIE | ENTRA | {f"OIDC_ENTRA_{deel}": waarde})


@pytest.mark.parametrize(
    ("waarde", "voor"),
    [
        ("allen", "allen"),
        ("Beheer", "beheer"),
        ("geen", "geen"),
        ("1", "allen"),
        ("true", "allen"),
        ("0", "geen"),
        ("nee", "geen"),
    ],
)
def test_second_factor_reads_the_old_yes_and_no_too(lees, waarde, voor):
    assert lees(**PRODUCTIE, TWEEDE_FACTOR=waarde).TWEEDE_FACTOR == voor


def test_address_in_mails_is_that_of_the_first_host_unless_given(lees):
    assert lees(**PRODUCTIE).SITE_URL == "https://monitor.gemeente.test"
    assert lees(**PRODUCTIE, SITE_URL="https://elders.test:8443").SITE_URL == "https://elders.test:8443"
    assert lees(DEBUG="1").SITE_URL == "http://127.0.0.1:8000"


def test_server_refuses_to_start_and_says_why():
    gestart = django("-c", "import uitvoering.wsgi", ALLOWED_HOSTS="monitor.gemeente.test")
    assert gestart.returncode != 0
    assert gestart.stderr.splitlines()[-1].startswith(
        "django.core.exceptions.ImproperlyConfigured: SECRET_KEY ontbreekt"
    )


def test_production_passes_the_checks_of_django_without_a_warning():
    gecontroleerd = django("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTIE)
    assert (gecontroleerd.returncode, gecontroleerd.stderr) == (0, "")


@pytest.mark.django_db
def test_fresh_database_has_no_accounts_and_no_roles():
    """Only the commands of the README make them."""
    assert not get_user_model().objects.exists()
    assert not Lidmaatschap.objects.exists()


# What the values become


def test_sqlite_waits_for_its_turn_and_keeps_what_it_acknowledged(lees):
    database = lees(**PRODUCTIE, DATABASE_URL="sqlite:////gegevens/monitor.sqlite3").DATABASES["default"]
    assert database["NAME"] == Path("/gegevens/monitor.sqlite3")
    assert (database["OPTIONS"]["transaction_mode"], database["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        assert f"PRAGMA {pragma};" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize("url", ["sqlite:///x.sqlite3", "postgres://u:w@db.test/m"])
def test_a_connection_stays_open_for_a_while_on_a_server_only(lees, url):
    assert lees(**PRODUCTIE, DATABASE_URL=url).DATABASES["default"]["CONN_MAX_AGE"] == 60
    assert lees(DEBUG="1", DATABASE_URL=url).DATABASES["default"]["CONN_MAX_AGE"] == 0


def test_postgresql_tries_a_connection_first_and_keeps_the_options_of_the_url(lees):
    database = lees(
        **PRODUCTIE, DATABASE_URL="postgres://u:w%40chtwoord@db.test:5433/monitor?sslmode=require"
    ).DATABASES["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.test", 5433, "monitor")
    assert database["PASSWORD"] == "w@chtwoord"
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["CONN_HEALTH_CHECKS"]


@pytest.mark.parametrize(
    ("waarde", "url"),
    [
        ("thema/gemeente.css", "/static/thema/gemeente.css"),
        ("/huisstijl/gemeente.min.css", "/huisstijl/gemeente.min.css"),
    ],
)
def test_theme_is_a_stylesheet_of_this_site(lees, waarde, url):
    assert lees(**PRODUCTIE, THEMA_CSS=waarde).THEMA_CSS == url


@pytest.mark.parametrize(
    ("waarde", "host", "poort", "tls", "ssl"),
    [
        ("smtp://mail.test", "mail.test", 25, False, False),
        ("smtp+tls://u:p@mail.test", "mail.test", 587, True, False),
        ("smtp+ssl://u:p@mail.test", "mail.test", 465, False, True),
        ("smtp+tls://u:p@mail.test:2525", "mail.test", 2525, True, False),
    ],
)
def test_mail_server(lees, waarde, host, poort, tls, ssl):
    instellingen = lees(**PRODUCTIE, EMAIL_URL=waarde)
    assert (instellingen.EMAIL_HOST, instellingen.EMAIL_PORT) == (host, poort)
    assert (instellingen.EMAIL_USE_TLS, instellingen.EMAIL_USE_SSL) == (tls, ssl)


def test_start_loads_no_library_for_excel_or_other_documents():
    programma = "import django, sys; django.setup(); print(sorted({'openpyxl', 'odf', 'tablib'} & set(sys.modules)))"
    assert django("-c", programma, DEBUG="1").stdout.strip() == "[]"
