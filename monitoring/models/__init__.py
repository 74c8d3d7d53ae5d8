from .afspraak import Afspraak
from .evaluatie import Aanvaarding, Bespreking, Duiding, Evaluatie, Opmerking
from .indicator import Cijferbron, Indicator, Meting
from .inlezing import Inlezing, Werkboekmail
from .melding import Statusmelding
from .regionaam import Regionaam
from .ronde import Conceptmelding, Herinnering, Updateronde
from .toegangslink import Toegangslink

__all__ = [
    "Aanvaarding",
    "Afspraak",
    "Bespreking",
    "Cijferbron",
    "Conceptmelding",
    "Duiding",
    "Evaluatie",
    "Herinnering",
    "Indicator",
    "Inlezing",
    "Meting",
    "Opmerking",
    "Regionaam",
    "Statusmelding",
    "Toegangslink",
    "Updateronde",
    "Werkboekmail",
]
