from .actie import Aanjager, Aanjagersrol, Actie
from .begrip import Begrip
from .besluit import Besluit, Collegebesluit
from .gebruiker import Gebruiker, Lidmaatschap
from .logboek import Logboekregel
from .organisatie import Deelname, Organisatie, Overleg, Partij, Subregio
from .post import WachtendeMail
from .programma import Actielijn, Ambitie, Doelgroep, Kernelement, Onderdeel, Programma
from .rechtenwijziging import Rechtenwijziging
from .werk import Klaargezet, Werker

__all__ = [
    "Aanjager",
    "Aanjagersrol",
    "Actie",
    "Actielijn",
    "Ambitie",
    "Begrip",
    "Besluit",
    "Collegebesluit",
    "Deelname",
    "Doelgroep",
    "Gebruiker",
    "Kernelement",
    "Klaargezet",
    "Lidmaatschap",
    "Logboekregel",
    "Onderdeel",
    "Organisatie",
    "Overleg",
    "Partij",
    "Programma",
    "Rechtenwijziging",
    "Subregio",
    "WachtendeMail",
    "Werker",
]
