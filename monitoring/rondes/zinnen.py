"""De zinnen van een updateronde. Zonder opmaak en zonder query's: een sjabloon gebruikt ze als filter."""

from datetime import date

from django.utils import timezone

from acties.woorden import Naamwoord
from monitoring.datum import MAANDEN, datum_tekst
from monitoring.lezen.zinnen import naast_elkaar
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import Rondelijst
from monitoring.rondes.schulden import Gemeld

DAG = Naamwoord("dag", "dagen")


def onder_mijn_ronde(ronde: Updateronde, vandaag: date) -> str:
    """De regel onder de kop van Mijn acties: tot wanneer er te melden is."""
    dagen = (ronde.sluit_op - vandaag).days
    return naast_elkaar(
        str(ronde),
        f"peildatum {datum_tekst(ronde.peildatum)}",
        f"melden kan tot en met {datum_tekst(ronde.sluit_op)}",
        f"nog {DAG.aantal(dagen)}" if dagen else "vandaag is de laatste dag",
    )


def onder_ronde(ronde: Updateronde, vandaag: date) -> str:
    """De regel onder de kop van een ronde: haar peildatum, en of zij open is."""
    if ronde.opent_op > vandaag:
        wanneer = f"opent op {datum_tekst(ronde.opent_op)}"
    elif ronde.is_open_op(vandaag):
        wanneer = f"open tot en met {datum_tekst(ronde.sluit_op)}"
    else:
        wanneer = f"gesloten, laatste dag was {datum_tekst(ronde.sluit_op)}"
    return naast_elkaar(f"Peildatum {datum_tekst(ronde.peildatum)}", wanneer)


def onder_herinneringen(gepauzeerd: date | None) -> str:
    """De regel onder de kop van de herinneringen: of zij op pauze staan."""
    if gepauzeerd:
        return f"Op pauze tot {datum_tekst(gepauzeerd)}"
    return "Je krijgt herinneringen zolang je in een ronde nog iets te melden hebt."


def gemeld_van(lijst: Rondelijst) -> str:
    """“3 van 8 gemeld”: van een ronde, een groep of een werklijst."""
    return f"{lijst.gemeld} van {lijst.aantal} gemeld"


def gemeld_in_ronde(gemeld: Gemeld) -> str:
    """“Gemeld op 3 maart, ongewijzigd”."""
    dag = timezone.localdate(gemeld.op)
    return f"Gemeld op {dag.day} {MAANDEN[dag.month - 1]}{', ongewijzigd' if gemeld.ongewijzigd else ''}"


def nog_te_melden(met_concept: bool) -> str:
    """“Nog te melden, concept bewaard”."""
    return f"Nog te melden{', concept bewaard' if met_concept else ''}"


def gemeld_door(gemeld: Gemeld) -> str:
    """“gemeld door Anna namens Alkmaar”, “gemeld voor de hele regio”."""
    door = f" door {gemeld.door}" if gemeld.door else ""
    return f"gemeld{door} {f'namens {gemeld.naam}' if gemeld.naam else 'voor de hele regio'}"
