from .afspraak import Afspraak
from .evaluatie import Aanvaarding, Bespreking, Duiding, Evaluatie, Opmerking
from .indicator import Cijferbron, Indicator, Meting
from .inlezing import Inlezing, Werkboekmail
from .melding import Statusmelding
from .regionaam import Regionaam
from .ronde import Conceptmelding, Herinnering, Updateronde
from .toegangslink import Toegangslink
from .volgen import Gevolgd, Volger

__all__ = [
    "Aanvaarding",
    "Afspraak",
    "Bespreking",
    "Cijferbron",
    "Conceptmelding",
    "Duiding",
    "Evaluatie",
    "Gevolgd",
    "Herinnering",
    "Indicator",
    "Inlezing",
    "Meting",
    "Opmerking",
    "Regionaam",
    "Statusmelding",
    "Toegangslink",
    "Updateronde",
    "Volger",
    "Werkboekmail",
]
