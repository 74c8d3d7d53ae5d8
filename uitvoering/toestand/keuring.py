"""Wat er mis kan zijn met een installatie: elk punt zegt in gewone woorden wat het ziet, en wat te doen als het niet goed is."""

import ctypes.util
import importlib.util
import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from acties.constanten import Rol
from acties.models import Gebruiker, Werker
from uitvoering.reservekopie.kopie import kopieen
from uitvoering.toestand import gereed

KOPIE_HOOGUIT = timedelta(hours=26)
KLOK_HOOGUIT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Punt:
    """``doe`` is leeg als het in orde is."""

    onderwerp: str
    ziet: str
    doe: str = ""


def keur(nu: datetime) -> Iterator[Punt]:
    for onderwerp, kijk in PUNTEN.items():
        try:
            ziet, doe = kijk(nu)
        except DatabaseError as fout:
            ziet, doe = (
                f"de database antwoordt niet ({type(fout).__name__})",
                "Kijk of DATABASE_URL klopt en de database draait.",
            )
        except OSError as fout:
            ziet, doe = f"niet te bekijken ({fout.strerror or fout})", "Kijk of deze gebruiker daarbij mag."
        yield Punt(onderwerp, ziet, doe)


def _instellingen(nu: datetime) -> tuple[str, str]:
    if settings.DEBUG:
        return (
            "DEBUG staat aan",
            "Zet DEBUG uit: wie een fout ziet, ziet nu ook de binnenkant, en demo-accounts kunnen bestaan.",
        )
    alles = run_checks(tags=[Tags.security], include_deployment_checks=True)
    fouten = [fout for fout in alles if not fout.is_silenced()]
    if fouten:
        return fouten[0].msg.splitlines()[0], "Kijk wat manage.py check --deploy erover zegt."
    return f"SECRET_KEY is lang genoeg; de site heet {', '.join(settings.ALLOWED_HOSTS)}", ""


def _proxies(nu: datetime) -> tuple[str, str]:
    if settings.DEBUG or settings.AANTAL_PROXIES:
        return f"{settings.AANTAL_PROXIES} proxy's ervoor", ""
    return (
        "geen proxy ingesteld, dus elk verzoek wordt doorgestuurd naar https",
        "Zet AANTAL_PROXIES op het aantal servers ervoor, meestal 1.",
    )


def _database(nu: datetime) -> tuple[str, str]:
    fouten = run_checks(tags=[Tags.database], databases=["default"])
    if fouten:
        return fouten[0].msg, fouten[0].hint or "Zie Deploy in de README."
    connection.ensure_connection()
    return f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}, veilig ingesteld", ""


def _migraties(nu: datetime) -> tuple[str, str]:
    ziet = gereed.migraties(nu)
    return ziet, "" if ziet == gereed.IN_ORDE else "Draai manage.py migrate."


def _cachetabel(nu: datetime) -> tuple[str, str]:
    if settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names():
        return gereed.IN_ORDE, ""
    return "ontbreekt: niemand kan inloggen", "Draai manage.py createcachetable."


def _mailserver(nu: datetime) -> tuple[str, str]:
    """Alleen verbinden: er gaat geen mail weg."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return f"mail gaat niet naar een mailserver ({settings.EMAIL_BACKEND.split('.')[-2]})", (
            "" if settings.DEBUG else "Zet EMAIL_URL, als smtp+tls://gebruiker:wachtwoord@host:poort."
        )
    plek = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        verbinding = get_connection()
        verbinding.open()
        verbinding.close()
    except (OSError, smtplib.SMTPException) as fout:
        return f"{plek} antwoordt niet ({fout})", "Kijk of EMAIL_URL klopt en of de firewall het toelaat."
    return f"{plek} antwoordt", ""


def _post(nu: datetime) -> tuple[str, str]:
    ziet = gereed.post(nu)
    return ziet, "" if ziet == gereed.IN_ORDE else "Kijk in het logboek van de dagelijkse taak."


def _schijf(nu: datetime) -> tuple[str, str]:
    ziet = gereed.schijf(nu)
    if ziet != gereed.IN_ORDE:
        return ziet, "Maak ruimte: oude reservekopieën en logboeken eerst."
    vrij = min((shutil.disk_usage(map_).free for map_ in gereed.schijven()), default=None)
    return f"{vrij // 2**20} MB vrij" if vrij is not None else "deze machine bewaart zelf niets", ""


def _klok(nu: datetime) -> tuple[str, str]:
    if not ZoneInfo(settings.TIME_ZONE).utcoffset(nu.replace(tzinfo=None)):
        return "de tijdzones zijn niet bekend", "Installeer het pakket tzdata."
    if connection.vendor != "postgresql":
        return f"{nu.astimezone(ZoneInfo(settings.TIME_ZONE)):%d-%m-%Y %H:%M} in Amsterdam", ""
    verschil = abs(nu - _tijd_van_de_database())
    if verschil > KLOK_HOOGUIT:
        return (
            f"loopt {verschil.seconds} seconden anders dan die van de database",
            "Zet op beide machines de klok gelijk (NTP).",
        )
    return "gelijk met die van de database", ""


def _tijd_van_de_database() -> datetime:
    from django.db.models.functions import Now  # noqa: PLC0415 - only PostgreSQL has a clock of its own

    return Gebruiker.objects.annotate(nu=Now()).values_list("nu", flat=True).first() or datetime.now(ZoneInfo("UTC"))


def _statisch(nu: datetime) -> tuple[str, str]:
    if settings.DEBUG or (settings.STATIC_ROOT / "staticfiles.json").is_file():
        return gereed.IN_ORDE, ""
    return "stijl en plaatjes zijn niet verzameld", "Draai manage.py collectstatic --noinput."


def _pdf(nu: datetime) -> tuple[str, str]:
    if importlib.util.find_spec("weasyprint") is None:
        return (
            "het pakket weasyprint ontbreekt",
            "Installeer requirements/base.txt, of laat het zo als niemand een PDF nodig heeft.",
        )
    mist = [naam for naam in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset") if not ctypes.util.find_library(naam)]
    if mist:
        return f"ontbreekt: {', '.join(mist)}", "Zie PDF in de README voor wat er geïnstalleerd moet worden."
    return gereed.IN_ORDE, ""


def _werker(nu: datetime) -> tuple[str, str]:
    aantal = Werker.objects.levend(nu).count()
    if aantal:
        return f"{aantal} aan het werk", ""
    return "geen", "Start manage.py werker, of de site met WERKER_MEE=1: anders blijven bestanden en mail wachten."


def _reservekopie(nu: datetime) -> tuple[str, str]:
    alle = kopieen(settings.RESERVEKOPIE_MAP)
    if not alle:
        return f"geen in {settings.RESERVEKOPIE_MAP}", "Draai manage.py reservekopie, en elke dag met een timer."
    oud = nu - alle[-1].gemaakt_op
    if oud > KOPIE_HOOGUIT:
        return f"de laatste is {oud.days} dagen en {oud.seconds // 3600} uur oud", "Kijk waarom de timer niet loopt."
    return f"{len(alle)}, de laatste is {oud.seconds // 3600} uur oud", ""


def _tweede_factor(nu: datetime) -> tuple[str, str]:
    met = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user")
    zwaar = Gebruiker.objects.filter(is_active=True).exclude(pk__in=met)
    rollen = {Rol.PROJECTLEIDER, Rol.BEHEERDER}
    namen = {*zwaar.filter(is_superuser=True).values_list("username", flat=True)}
    namen |= {*zwaar.filter(lidmaatschappen__rol__in=rollen).values_list("username", flat=True)}
    if namen:
        return (
            f"niet bij {', '.join(sorted(namen))}",
            "Laat hen inloggen en een tweede factor instellen, of zet het account uit.",
        )
    return "bij elke projectleider en beheerder", ""


PUNTEN: dict[str, Callable[[datetime], tuple[str, str]]] = {
    "Instellingen": _instellingen,
    "Proxy": _proxies,
    "Database": _database,
    "Migraties": _migraties,
    "Cachetabel": _cachetabel,
    "Mailserver": _mailserver,
    "Wachtende mail": _post,
    "Werkers": _werker,
    "Schijf": _schijf,
    "Klok": _klok,
    "Stijl en plaatjes": _statisch,
    "PDF": _pdf,
    "Reservekopie": _reservekopie,
    "Tweede factor": _tweede_factor,
}
