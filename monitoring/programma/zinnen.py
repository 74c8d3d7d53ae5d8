"""De zinnen bij het bijhouden van een programma. Zonder opmaak en zonder query's."""

from acties.models import Actie, Organisatie
from monitoring.datum import datum_tekst


def titel_lokale_actie(actie: Actie) -> str:
    """De titel van het formulier: een lokale actie die er al is, of een nieuwe."""
    return f"Lokale actie {actie.nummer_tekst} bewerken" if actie.pk else "Nieuwe lokale actie"


def bestaat_van_of_tot(organisatie: Organisatie) -> str:
    """“tot 31 december 2021” of “sinds 1 januari 2022”; leeg als zij er altijd is."""
    if organisatie.einddatum:
        return f"tot {datum_tekst(organisatie.einddatum)}"
    return f"sinds {datum_tekst(organisatie.begindatum)}" if organisatie.begindatum else ""
