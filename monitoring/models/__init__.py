from .evaluatie import Bespreking, Duiding, Evaluatie
from .indicator import Indicator, Meting
from .melding import Statusmelding

__all__ = ["Bespreking", "Duiding", "Evaluatie", "Indicator", "Meting", "Statusmelding"]
