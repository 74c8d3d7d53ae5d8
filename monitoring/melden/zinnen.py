"""De zinnen van het melden en de werklijst. Zonder opmaak en zonder query's: een sjabloon gebruikt ze als filter."""

from collections.abc import Sequence

from acties.models import Actie, Organisatie
from acties.woorden import ACTIE, MELDING, opsomming, vervoegd
from monitoring.constanten import Status
from monitoring.datum import datum_tekst, tijdstip_tekst
from monitoring.lezen.zinnen import naast_elkaar, namens
from monitoring.melden.werklijst import Werk
from monitoring.models import Statusmelding
from monitoring.verslag.vorm import ActieStand

# De werklijst


def stand_van_werk(werk: Werk) -> str:
    """Of er dit jaar over de actie is gemeld."""
    if werk.gemeld and werk.peildatum:
        return f"Gemeld over {datum_tekst(werk.peildatum)}"
    return "Nog te melden" if werk.telt else "Dit jaar nog niet gemeld"


def status_waar(werk: Werk, organisatie: Organisatie | None) -> str:
    """Van wie de status is die bij de actie staat."""
    if organisatie and werk.actie.per_organisatie and not werk.namens_regio:
        return f"Status in {organisatie}"
    return "Status" if werk.actie.lokaal_van else "Status in de regio"


def wie_meldt(actie: ActieStand) -> str:
    """“Veilig Thuis zegt hoe het er in de regio mee staat.”, of dat elke organisatie zelf meldt."""
    if actie.per_organisatie:
        return "Elke organisatie meldt dit zelf."
    namen = [wie.naam for wie in actie.sprekers] or ["de projectleider"]
    wie = opsomming(namen)
    return f"{wie[:1].upper()}{wie[1:]} {vervoegd(len(namen), 'zegt', 'zeggen')} hoe het er in de regio mee staat."


def over_het_woord(organisatie: Organisatie | None) -> str:
    """Wat het betekent om namens de regio te melden."""
    if organisatie is None:
        return "Voor deze acties noemt geen aanjager een organisatie. Jij zegt hoe het er in de hele regio mee staat."
    return f"{organisatie} zegt hier hoe het in de hele regio met de actie staat. Het woord van één aanjager is genoeg."


def kop_vrij(organisatie: Organisatie | None) -> str:
    """Boven wat iemand mag melden zonder dat erop wordt gewacht."""
    return kop_bijdrage(organisatie) if organisatie else "Waar organisaties over melden"


def kop_bijdrage(organisatie: Organisatie | None) -> str:
    """“Bijdrage van Alkmaar”."""
    return f"Bijdrage van {organisatie}"


def kop_bijdragen(taken: Sequence[object]) -> str:
    """“9 acties: melden mag, maar hoeft niet”."""
    return f"{ACTIE.aantal(len(taken))}: melden mag, maar hoeft niet"


def tot_zelf_meldt(werk: Werk, organisatie: Organisatie | None) -> str:
    """“Overgenomen van Langedijk, tot Dijk en Waard zelf meldt.”; leeg als de stand niet overgenomen is."""
    if not werk.regel or not werk.regel.overgenomen_van:
        return ""
    wie = organisatie or werk.actie.lokaal_van
    return f"Overgenomen van {opsomming(werk.regel.overgenomen_van)}, tot {wie} zelf meldt."


def laatst_gemeld_over(werk: Werk) -> str:
    """De dag waarover eerder is gemeld; leeg als er dit jaar al gemeld is, of nog nooit."""
    return "" if werk.gemeld or not werk.peildatum else f"Laatste melding over {datum_tekst(werk.peildatum)}"


def aantal_klaar(aantal: int) -> str:
    """“Klaar: 2 acties waarover je niet meer hoeft te melden”."""
    return f"Klaar: {ACTIE.aantal(aantal)} waarover je niet meer hoeft te melden"


def waarom_klaar(werk: Werk) -> str:
    """“Vervallen”, of “Afgerond · 31 december 2020”."""
    if werk.actie.vervallen or not werk.status or not werk.peildatum:
        return "Vervallen"
    return naast_elkaar(str(Status(werk.status).label), datum_tekst(werk.peildatum))


def lokaal_extra(organisatie: Organisatie | None) -> str:
    """Wat lokale acties zijn, voor één organisatie of voor de hele regio."""
    wie = f"{organisatie} extra doet" if organisatie else "organisaties extra doen"
    return f"Wat {wie}. Melden mag altijd; deze acties tellen niet mee in wat je nog te melden hebt."


# Een melding


def meldingen(aantal: int) -> str:
    """“1 melding”, “2 meldingen”."""
    return MELDING.aantal(aantal)


def namens_wie(organisatie: Organisatie | None) -> str:
    """“namens Alkmaar”, of “voor de hele regio”."""
    return f"namens {organisatie}" if organisatie else "voor de hele regio"


def over_en_namens(melding: Statusmelding) -> str:
    """“Over 31 december 2021 · namens Alkmaar”."""
    return naast_elkaar(f"Over {datum_tekst(melding.peildatum)}", namens(melding))


def gemeld_op_tijdstip(melding: Statusmelding) -> str:
    """“Gemeld op 3 maart 2021, 14:05 door Anna”."""
    door = f" door {melding.melder}" if melding.melder else ""
    return f"Gemeld op {tijdstip_tekst(melding.gemeld_op)}{door}"


def nog_niets_gemeld(actie: Actie, organisatie: Organisatie | None) -> str:
    """Dat er over deze actie geen melding is, van deze organisatie of van wie ook."""
    if organisatie and (actie.is_per_organisatie or actie.is_lokaal):
        return f"{organisatie} heeft hierover nog niets gemeld."
    return "Hierover is nog niets gemeld."


def opgeslagen(melding: Statusmelding) -> str:
    """“Opgeslagen: actie 2 staat voor Alkmaar op “In uitvoering”, peildatum 31 december 2021.”"""
    actie, wie = melding.actie, melding.organisatie or "de hele regio"
    woord, dag = Status(melding.status).label, datum_tekst(melding.peildatum)
    return f"Opgeslagen: actie {actie.nummer_tekst} staat voor {wie} op “{woord}”, peildatum {dag}."


def je_corrigeert(melding: Statusmelding, al_gecorrigeerd: bool) -> str:
    """Welke melding dit formulier corrigeert, en dat zij blijft staan."""
    welke = f"Je corrigeert de melding over {datum_tekst(melding.peildatum)}. {gemeld_op_tijdstip(melding)}."
    eerst = "De melding die je opende, was al gecorrigeerd; je gaat verder met de nieuwste. " if al_gecorrigeerd else ""
    return f"{eerst}{welke} Bij het opslaan komt er een nieuwe melding voor in de plaats; beide blijven in de geschiedenis staan."


def knop_opslaan(organisatie: Organisatie | None, corrigeert: Statusmelding | None) -> str:
    """“Opslaan namens Alkmaar”, “Correctie opslaan voor de hele regio”."""
    return f"{'Correctie opslaan' if corrigeert else 'Opslaan'} {namens_wie(organisatie)}"
