"""Read one setting from the environment. What is missing or malformed is an error that names its variable.

An empty variable counts as missing. The URLs are taken apart by django-environ; the rest is read here, because
django-environ reads every unknown word as "false" and gives a meaning to a leading ``$``.
"""

import base64
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

WAAR = {"1", "true", "yes", "on", "ja"}
ONWAAR = {"0", "false", "no", "off", "nee"}
SLEUTEL_MINIMAAL = 50
SLEUTEL_TEKENS_MINIMAAL = 10
SLEUTEL_BYTES = 32
ONECHTE_SLEUTEL = re.compile(
    r"insecure|change.?me|change.?this|placeholder|voorbeeld|example|geheim|your.?secret", re.IGNORECASE
)
AFZENDER = re.compile(r"[^\s@<>]+@[^\s@<>]+|[^@<>\r\n]+ <[^\s@<>]+@[^\s@<>]+>")
EMAILADRES = re.compile(r"[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+")
TWEEDE_FACTOR = ("allen", "beheer", "geen")
EIGEN_PAD = re.compile(r"/?(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.css", re.ASCII)


def fout(naam, reden):
    return ImproperlyConfigured(f"{naam} {reden}")


def tekst(naam, standaard=None):
    """The text of the variable; without a ``standaard`` it has to be there."""
    waarde = os.environ.get(naam, "").strip() or standaard
    if waarde is None:
        raise fout(naam, "ontbreekt. Geef deze variabele een waarde.")
    return waarde


def ja_of_nee(naam, standaard):
    waarde = tekst(naam, "1" if standaard else "0").lower()
    if waarde not in WAAR | ONWAAR:
        raise fout(naam, "moet 1 of 0 zijn.")
    return waarde in WAAR


def getal(naam, standaard, *, minimaal, maximaal=None):
    waarde = tekst(naam, str(standaard))
    if not re.fullmatch(r"[0-9]{1,6}", waarde) or int(waarde) < minimaal:
        raise fout(naam, f"moet een geheel getal zijn van {minimaal} of meer.")
    if maximaal is not None and int(waarde) > maximaal:
        raise fout(naam, f"moet een geheel getal zijn van hooguit {maximaal}.")
    return int(waarde)


def keuze(naam, standaard, *, mogelijk):
    waarde = tekst(naam, standaard).upper()
    if waarde not in mogelijk:
        raise fout(naam, f"moet een van deze woorden zijn: {', '.join(mogelijk)}.")
    return waarde


def tweede_factor(naam, standaard):
    """Who needs a second factor: ``allen``, ``beheer`` (projectleider and beheerder) or ``geen``.

    Once this was yes or no: what says yes means everyone, never fewer people than were meant.
    """
    waarde = tekst(naam, standaard).lower()
    waarde = "allen" if waarde in WAAR else "geen" if waarde in ONWAAR else waarde
    if waarde not in TWEEDE_FACTOR:
        raise fout(naam, f"moet een van deze woorden zijn: {', '.join(TWEEDE_FACTOR)}.")
    return waarde


def oidc_aanbieders(naam, *, debug):
    """The ``APPS`` of allauth's OpenID Connect provider: one for each name in the list, from variables with that name."""
    namen = lijst(naam)
    for aanbieder in namen:
        if not re.fullmatch(r"[a-z][a-z0-9]{0,29}", aanbieder) or aanbieder == "openid":
            raise fout(naam, f"bevat {aanbieder!r}. Schrijf korte namen van kleine letters en cijfers, zoals entra.")
    if len(set(namen)) < len(namen):
        raise fout(naam, "noemt een naam twee keer.")
    return [_oidc_aanbieder(aanbieder, debug=debug) for aanbieder in namen]


def _oidc_aanbieder(aanbieder, *, debug):
    deel = f"OIDC_{aanbieder.upper()}_"
    return {
        "provider_id": aanbieder,
        "name": tekst(f"{deel}TITEL", aanbieder.capitalize()),
        "client_id": tekst(f"{deel}CLIENT"),
        "secret": tekst(f"{deel}GEHEIM"),
        "settings": {
            "server_url": _uitgever(f"{deel}SERVER", debug=debug),
            "mail_bewezen": ja_of_nee(f"{deel}MAIL_BEWEZEN", False),
            "tweede_factor": keuze(f"{deel}TWEEDE_FACTOR", "CLAIM", mogelijk=["CLAIM", "ALTIJD", "NOOIT"]).lower(),
        },
    }


def _uitgever(naam, *, debug):
    """The issuer: its address without ``/.well-known/…``, over HTTPS."""
    url = tekst(naam)
    delen = _delen(naam, url)
    if delen.scheme not in (["https", "http"] if debug else ["https"]) or not delen.hostname:
        raise fout(naam, "is geen adres. Schrijf het adres van de aanbieder als https://naam/pad.")
    if delen.query or delen.fragment or delen.username or "/.well-known/" in url:
        raise fout(naam, "moet de uitgever (issuer) zijn, zonder /.well-known/, vraagteken of gebruikersnaam.")
    return url.rstrip("/")


def emailadres(naam):
    """One address of e-mail, or ""."""
    waarde = tekst(naam, "")
    if waarde and not EMAILADRES.fullmatch(waarde):
        raise fout(naam, "is geen e-mailadres. Schrijf monitor@gemeente.example.")
    return waarde


def lijst(naam):
    return [deel.strip() for deel in tekst(naam, "").split(",") if deel.strip()]


def geheime_sleutel(naam, *, debug):
    """A long random key. Only with DEBUG there is a key that everyone knows."""
    if debug:
        return tekst(naam, "django-insecure-alleen-voor-demo-en-ontwikkeling")
    sleutel = tekst(naam)
    if len(sleutel) < SLEUTEL_MINIMAAL or len(set(sleutel)) < SLEUTEL_TEKENS_MINIMAAL:
        raise fout(naam, f"is te kort of te eenvoudig. Neem minstens {SLEUTEL_MINIMAAL} willekeurige tekens.")
    if ONECHTE_SLEUTEL.search(sleutel):
        raise fout(naam, "is een voorbeeldwaarde. Maak een eigen willekeurige sleutel.")
    return sleutel


def fernetsleutels(naam, *, debug, van):
    """Keys of Fernet, the newest first. Only with DEBUG there is one that follows from ``van``."""
    if debug and not lijst(naam):
        return [base64.urlsafe_b64encode(hashlib.sha256(f"{naam}{van}".encode()).digest()).decode()]
    sleutels = lijst(naam)
    if not sleutels:
        raise fout(naam, "ontbreekt. Geef deze variabele een sleutel; de README zegt hoe je er een maakt.")
    for sleutel in sleutels:
        if not re.fullmatch(r"[\w-]{43}=", sleutel, re.ASCII):
            raise fout(naam, "bevat iets dat geen sleutel is. De README zegt hoe je er een maakt.")
    return sleutels


def hosts(naam, *, debug):
    """The host names this site answers to. Empty only with DEBUG: then Django answers to this machine alone."""
    namen = lijst(naam)
    if not namen and not debug:
        raise fout(naam, "ontbreekt. Noem de hostnamen van de site, met komma's ertussen.")
    for host in namen:
        if not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]", host):
            raise fout(naam, f"bevat {host!r}. Geef alleen hostnamen, zonder *, https:// of poort.")
    return namen


def oorsprongen(naam, *, debug):
    """Origins as a browser sends them: scheme, host and perhaps a port."""
    toegestaan = ["https", "http"] if debug else ["https"]
    waarden = lijst(naam)
    for waarde in waarden:
        delen = _delen(naam, waarde)
        if delen.scheme not in toegestaan or not delen.hostname or waarde != f"{delen.scheme}://{delen.netloc}":
            raise fout(naam, f"bevat {waarde!r}. Schrijf elk adres als https://naam, zonder pad.")
    return waarden


def adres(naam):
    """The address of a page elsewhere, for a link; empty when there is none."""
    waarde = tekst(naam, "")
    delen = _delen(naam, waarde)
    if waarde and (delen.scheme != "https" or not delen.hostname or re.search(r"\s", waarde)):
        raise fout(naam, "moet een adres zijn dat begint met https://.")
    return waarde


def oorsprong(naam, standaard, *, debug):
    """One origin, such as the address of the site itself."""
    waarden = oorsprongen(naam, debug=debug) or [standaard]
    if len(waarden) > 1:
        raise fout(naam, "noemt meer dan één adres. Schrijf er een, als https://naam.")
    return waarden[0]


def _delen(naam, url):
    try:
        delen = urlsplit(url)
        delen.port  # noqa: B018 - a malformed port shows itself only when it is read
    except ValueError:
        raise fout(naam, "is geen geldig adres.") from None
    return delen


def database(naam, *, standaard, map_van_project):
    """A DATABASES entry for SQLite or PostgreSQL. The value itself stays out of the messages: it holds a password."""
    url = tekst(naam, standaard)
    delen = _delen(naam, url)
    if delen.scheme == "sqlite":
        pad = environ.Env.db_url_config(url)["NAME"] if not delen.netloc else ":memory:"
        if pad == ":memory:":
            raise fout(naam, "noemt geen bestand. Schrijf sqlite:///bestand of sqlite:////map/bestand.")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(map_van_project, pad)}
    if delen.scheme not in ("postgres", "postgresql"):
        raise fout(naam, "moet beginnen met sqlite:/// of postgres://.")
    config = environ.Env.db_url_config(url)
    if not config["NAME"]:
        raise fout(naam, "noemt geen database. Schrijf postgres://gebruiker:wachtwoord@host:poort/database.")
    return config


def email(naam, *, standaard):
    """The EMAIL settings of Django. The value itself stays out of the messages: it holds a password."""
    url = tekst(naam, standaard)
    delen = _delen(naam, url)
    try:
        config = environ.Env.email_url_config(url)
    except ImproperlyConfigured:
        raise fout(naam, "moet beginnen met smtp://, smtp+tls://, smtp+ssl:// of consolemail://.") from None
    if delen.scheme.startswith("smtp") and not delen.hostname:
        raise fout(naam, "noemt geen mailserver. Schrijf smtp+tls://gebruiker:wachtwoord@host:poort.")
    return config


def pad(naam, standaard, *, map_van_project):
    """A folder; a relative one is inside the project."""
    return Path(map_van_project, tekst(naam, standaard))


def bestaande_map(naam):
    """A folder that something else made, or nothing."""
    waarde = tekst(naam, "")
    if waarde and not Path(waarde).is_dir():
        raise fout(naam, "noemt een map die er niet is.")
    return waarde


def sleutels(naam):
    """Keys of 32 random bytes, written as base64 for URLs: the first is used, those after it are still understood."""
    gelezen = []
    for waarde in lijst(naam):
        try:
            gelezen.append(base64.b64decode(waarde, altchars=b"-_", validate=True))
        except ValueError:
            gelezen.append(b"")
    if any(len(sleutel) != SLEUTEL_BYTES for sleutel in gelezen):
        raise fout(
            naam,
            'is geen sleutel. Maak er een met python3 -c "import base64, secrets; print(base64.urlsafe_b64encode('
            'secrets.token_bytes(32)).decode())".',
        )
    return gelezen


def voor_programma(**extra):
    """The environment for a program of another that this one starts."""
    return os.environ | extra


def afzender(naam, standaard):
    """The sender of mail: an address, or a name with the address in angle brackets."""
    waarde = tekst(naam, standaard)
    if not AFZENDER.fullmatch(waarde):
        raise fout(naam, "is geen e-mailadres. Schrijf monitor@gemeente.example of Monitor <monitor@gemeente.example>.")
    return waarde


def contact(naam):
    """Where someone reports a weakness, as a mailto: or https: address, or "". A bare mail address becomes the first."""
    waarde = tekst(naam, "")
    if re.fullmatch(r"[^\s@<>:]+@[^\s@<>]+", waarde):
        return f"mailto:{waarde}"
    if waarde and not re.fullmatch(r"mailto:[^\s@<>]+@[^\s@<>]+|https://[^\s<>]+", waarde):
        raise fout(naam, "is geen e-mailadres en geen adres dat met https:// begint.")
    return waarde


def stylesheet(naam, *, static_url):
    """The path of a stylesheet on this host, or "". A path without a leading slash is one under ``static_url``."""
    pad = tekst(naam, "")
    if not pad:
        return ""
    if not EIGEN_PAD.fullmatch(pad):
        raise fout(naam, "moet een .css-bestand op deze site zijn, zoals thema/gemeente.css of /thema/gemeente.css.")
    return pad if pad.startswith("/") else static_url + pad
