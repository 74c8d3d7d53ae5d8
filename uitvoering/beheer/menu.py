"""Wat er op de voorpagina van het beheer staat: eerst wat een rol het meest doet, dan de rest in de woorden van het huis."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from acties.constanten import Rol
from acties.models import Programma
from acties.models.rechtenwijziging import Rechtenwijziging
from acties.woorden import vervoegd
from monitoring.models import Updateronde

VOOROP = "Wat je het meest doet"

# De delen van het menu, elk met zijn tabellen op volgorde. Wat hier niet staat, staat niet in het menu.
MENU = {
    "Wat er is afgesproken": [
        "Programma",
        "Kernelement",
        "Actielijn",
        "Ambitie",
        "Doelgroep",
        "Actie",
        "Aanjager",
        "Aanjagersrol",
        "Partij",
        "Begrip",
        "Besluit",
        "Collegebesluit",
    ],
    "Wie meedoet": ["Organisatie", "Subregio", "Overleg", "Deelname"],
    "Wat er gebeurt": ["Statusmelding", "Updateronde", "Indicator", "Meting", "Regionaam"],
    "Het jaar en de overleggen": ["Evaluatie", "Duiding", "Bespreking", "Afspraak"],
    "Wie erin mag": ["Gebruiker", "Lidmaatschap"],
}


@dataclass(frozen=True, slots=True)
class Handeling:
    """Werk op een eigen pagina van de site. ``telt``: hoeveel er wacht of loopt, als zin; leeg als er niets is."""

    naam: str
    route: str
    uitleg: str
    telt: Callable[[HttpRequest, Programma, date], str] | None = None
    van_programma: bool = True


def _lopende_rondes(request: HttpRequest, programma: Programma, vandaag: date) -> str:
    aantal = Updateronde.objects.filter(programma=programma).open_op(vandaag).count()
    return f"Er {vervoegd(aantal, 'loopt', 'lopen')} er nu {aantal}" if aantal else ""


def _wachtende_rechten(request: HttpRequest, programma: Programma, vandaag: date) -> str:
    aantal = Rechtenwijziging.objects.te_zien_door(request.user).open().count()
    return f"Er {vervoegd(aantal, 'wacht', 'wachten')} er nu {aantal}" if aantal else ""


TOEGANG = Handeling(
    "Wijzigingen in toegang", "toegangswijzigingen", "Bevestig een rol die een ander gaf", _wachtende_rechten, False
)
# Per rol wat hij het meest doet: een tabel, of een handeling. Wie meer rollen heeft, ziet ze na elkaar.
EERST: dict[Rol, list[str | Handeling]] = {
    Rol.PROJECTLEIDER: [
        "Actie",
        "Aanjager",
        Handeling("Besluiten vastleggen", "monitoring:besluit_lijst", "Wat het vastgestelde programma wijzigt"),
        Handeling(
            "Updaterondes volgen", "monitoring:ronde_lijst", "Wie nog moet melden, en herinneren", _lopende_rondes
        ),
        Handeling("Afspraken bijhouden", "monitoring:afspraak_lijst", "Wat een overleg afsprak, en wat ervan kwam"),
        "Statusmelding",
        "Evaluatie",
    ],
    Rol.BEHEERDER: [
        "Gebruiker",
        Handeling(
            "Gebruikers uitnodigen",
            "uitnodigen",
            "Met een mail, één voor één of uit een lijst",
            None,
            van_programma=False,
        ),
        "Lidmaatschap",
        TOEGANG,
        Handeling("Logboek", "logboek", "Wie wat deed, wanneer en vanaf welk adres", None, van_programma=False),
        "Organisatie",
    ],
    Rol.BELEIDSAMBTENAAR: ["Actie", "Statusmelding"],
}


def voorop(request: HttpRequest, delen: list[dict[str, Any]], programma: Programma | None, vandaag: date) -> list[Any]:
    """De delen van het menu met vooraan wat deze gebruiker het meest doet; wat daar staat, staat niet nog eens in de rest."""
    tabellen = {tabel["object_name"]: tabel for deel in delen for tabel in deel["models"]}
    eerst = [
        plek
        for wat in _werk_van(request.user)
        if (plek := tabellen.get(wat) if isinstance(wat, str) else _op_de_site(wat, request, programma, vandaag))
    ]
    namen = {plek["object_name"] for plek in eerst}
    rest = [deel | {"models": [t for t in deel["models"] if t["object_name"] not in namen]} for deel in delen]
    eigen = {"name": VOOROP, "app_label": "deel-0", "models": eerst}
    return [deel for deel in (eigen, *rest) if deel["models"]]


def _werk_van(gebruiker: Any) -> list[str | Handeling]:
    heeft = {
        Rol.PROJECTLEIDER: gebruiker.is_projectleider,
        Rol.BEHEERDER: gebruiker.is_beheerder,
        Rol.BELEIDSAMBTENAAR: gebruiker.is_beleidsambtenaar,
    }
    return list(dict.fromkeys(wat for rol, werk in EERST.items() if heeft[rol] for wat in werk))


def _op_de_site(
    wat: Handeling, request: HttpRequest, programma: Programma | None, vandaag: date
) -> dict[str, Any] | None:
    if programma is None:
        return None
    return {
        "name": wat.naam,
        "object_name": wat.naam,
        "admin_url": reverse(wat.route, args=[programma.slug] if wat.van_programma else []),
        "add_url": None,
        "uitleg": wat.uitleg,
        "telt": wat.telt(request, programma, vandaag) if wat.telt else "",
        "op_de_site": True,
    }
