"""De zinnen van een updateronde. Zonder opmaak en zonder query's: een sjabloon gebruikt ze als filter."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone

from acties.woorden import ORGANISATIE, Naamwoord, opsomming, vervoegd
from monitoring.constanten import Afloop, Status
from monitoring.datum import MAANDEN, datum_tekst, tijdstip_tekst
from monitoring.lezen.bijdragen import Bijdrage
from monitoring.lezen.zinnen import naast_elkaar
from monitoring.melden.zinnen import over_het_woord
from monitoring.models import Herinnering, Statusmelding, Updateronde, Werkboekmail
from monitoring.rondes.kaarten import Groep, Kaart
from monitoring.rondes.rest import Rest, Samen
from monitoring.rondes.rondestand import Rondelijst
from monitoring.rondes.schulden import Gemeld, Taak, Taaksoort
from monitoring.verslag.vorm import ActieStand

NIET_MEER_OPEN = "Deze ronde is niet meer open. Er is niets opgeslagen."
NIETS_GEKOZEN = "Je hebt niets aangevinkt. Er is niets opgeslagen."
INTUSSEN_ANDERS = "Intussen is er iets veranderd: iemand was eerder. Er is niets opgeslagen. Dit is de lijst van nu."
TE_LAAT = "Terugdraaien kan tot tien minuten na het bevestigen. Corrigeer wat niet klopt bij de actie zelf."
ANDERE_TAAK = "Namens wie je hierover meldt, is intussen veranderd. Kijk je melding na en verstuur haar nog een keer."
DAG = Naamwoord("dag", "dagen")
BIJDRAGE = Naamwoord("bijdrage", "bijdragen")


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


def onder_herinnering(herinnering: Herinnering) -> str:
    """“3 maart 2022 · door de projectleider · 2 open · verstuurd”."""
    return naast_elkaar(
        datum_tekst(herinnering.dag),
        herinnering.get_soort_display(),
        f"{herinnering.aantal} open",
        hoe_het_afliep(herinnering),
    )


def onder_werkboekmail(mail: Werkboekmail) -> str:
    """“3 maart 2022, 14:05 · verstuurd”."""
    return naast_elkaar(tijdstip_tekst(mail.gevraagd_op), hoe_het_afliep(mail))


def hoe_het_afliep(rij: Herinnering | Werkboekmail) -> str:
    """“geweigerd door de mailserver: klopt het adres?” Wat er met de mail gebeurde, en wat dat betekent."""
    uitleg = {
        Afloop.GEWEIGERD: ": klopt het adres?",
        Afloop.MISSCHIEN: ": het versturen stopte halverwege",
        Afloop.OPGEGEVEN: ": de mailserver was te lang niet te bereiken",
        Afloop.VERVALLEN: ": alles was al gemeld, of mailen kan niet meer",
    }
    return f"{rij.get_afloop_display()}{uitleg.get(Afloop(rij.afloop), '')}"


def gemeld_van(lijst: Rondelijst) -> str:
    """“3 van 8 gemeld”: van een ronde, een groep of een werklijst."""
    return f"{lijst.gemeld} van {lijst.aantal} gemeld"


def gemeld_in_ronde(gemeld: Gemeld) -> str:
    """“Gemeld op 3 maart, ongewijzigd”."""
    dag = timezone.localdate(gemeld.op)
    return f"Gemeld op {dag.day} {MAANDEN[dag.month - 1]}{', ongewijzigd' if gemeld.ongewijzigd else ''}"


def nog_te_melden(kaart: Kaart) -> str:
    """“Nog te melden”; een bijdrage mag, dus daar wacht niemand op."""
    return "Nog te melden" if kaart.taak.is_schuld else "Bijdrage mag"


def concept_bewaard(moment: datetime, nu: datetime) -> str:
    """“Concept bewaard om 10:42”, of op welke dag dat was."""
    hier, vandaag = timezone.localtime(moment), timezone.localdate(nu)
    dag = "" if hier.date() == vandaag else f"op {hier.day} {MAANDEN[hier.month - 1]} "
    return f"Concept bewaard {dag}om {hier:%H:%M}"


def gemeld_door(gemeld: Gemeld) -> str:
    """“gemeld door Anna namens Alkmaar”, “gemeld door Vera namens de regio (Veilig Thuis)”."""
    door = f" door {gemeld.door}" if gemeld.door else ""
    spreker = f" ({gemeld.spreker})" if gemeld.spreker else ""
    return f"gemeld{door} namens {gemeld.naam or 'de regio'}{spreker}"


def opgeslagen_in_ronde(taak: Taak, melding: Statusmelding) -> str:
    """“actie 2 staat voor Alkmaar op “In uitvoering”.”; van een bijdrage dat zij erbij staat."""
    woord, nummer = Status(melding.status).label, taak.actie.nummer
    if not taak.is_schuld:
        return f"bijdrage van {melding.organisatie} bij actie {nummer}: “{woord}”."
    return f"actie {nummer} staat voor {melding.organisatie or 'de hele regio'} op “{woord}”."


def bevestigd_in_ronde(taak: Taak, melding: Statusmelding, bron: Statusmelding) -> str:
    """Dat ``bron`` ongewijzigd is bevestigd; ook als de koers van toen er niet bij kon."""
    weg = weggelaten(bron, koers=melding.koers, bijsturing=melding.bijsturing)
    return f"Ongewijzigd bevestigd: {opgeslagen_in_ronde(taak, melding)} {weg}".rstrip()


def weggelaten(bron: Statusmelding, *, koers: str, bijsturing: str) -> str:
    """“De koers en de bijsturing zijn weggelaten, want …”; leeg als alles van toen is meegegaan."""
    toen_en_nu = {"koers": (bron.koers, koers), "bijsturing": (bron.bijsturing, bijsturing)}
    wat = [f"de {naam}" for naam, (toen, nu) in toen_en_nu.items() if toen and not nu]
    if not wat:
        return ""
    weg = f"{opsomming(wat)} {vervoegd(len(wat), 'is', 'zijn')} weggelaten"
    return f"{weg[0].upper()}{weg[1:]}, want een actie die klaar is of niet doorgaat heeft er geen."


# De taken op Mijn acties


def kop_groep(groep: Groep) -> str:
    """“Wat Alkmaar zelf doet”, “Wat Alkmaar voor de regio bevestigt”, “Wat Alkmaar bijdraagt aan de regio”."""
    if groep.soort == Taaksoort.WOORD:
        return f"Wat {groep.organisatie or 'de projectleider'} voor de regio bevestigt"
    doet = "zelf doet" if groep.soort == Taaksoort.EIGEN else "bijdraagt aan de regio"
    return f"Wat {groep.organisatie} {doet}"


def onder_groep(groep: Groep) -> str:
    """Wat melden in deze groep betekent."""
    if groep.soort == Taaksoort.WOORD:
        return over_het_woord(groep.organisatie)
    if groep.soort == Taaksoort.EIGEN:
        return f"Deze status gaat over {groep.organisatie}. Elke organisatie meldt dit zelf."
    return "De regio heeft hier één status. Jullie bijdrage komt erbij te staan en verandert die niet. Het mag, maar hoeft niet."


def gezegd_door(bijdrage: Bijdrage) -> str:
    """“Gezegd door Schagen, over 7 december 2023”."""
    return f"Gezegd door {bijdrage.melding.organisatie}, over {datum_tekst(bijdrage.melding.peildatum)}"


def van_wie_en_wanneer(melding: Statusmelding) -> str:
    """“18 oktober 2022, Bram Brouwer”: bij de vorige melding."""
    return ", ".join(filter(None, [datum_tekst(melding.peildatum), melding.melder]))


# De rest ongewijzigd bevestigen


def voor_welke(rest: Rest) -> str:
    """“Dat geldt voor actie 10, 22 en 28. Je ziet eerst een lijst, met wat niet meegaat.”"""
    return f"Dat geldt voor {_nummers(kaart.taak.actie.nummer for kaart in rest.mee)}. Je ziet eerst een lijst."


def samen_gemeld(samen: Samen) -> str:
    """“Ongewijzigd bevestigd: actie 9, 10 en 19, namens Alkmaar.”"""
    nummers = _nummers(melding.actie.nummer for melding in samen.meldingen)
    return f"Ongewijzigd bevestigd: {nummers}, namens {samen.meldingen[0].organisatie}."


def terug_kan_tot(samen: Samen) -> str:
    """“Terugdraaien kan tot 10:52.”"""
    return f"Terugdraaien kan tot {timezone.localtime(samen.tot):%H:%M}."


def teruggedraaid(meldingen: Sequence[Statusmelding]) -> str:
    """Wat terugdraaien deed: er ging niets weg, en wat daarvoor is gemeld geldt weer."""
    nummers = _nummers(melding.actie.nummer for melding in meldingen)
    aantal = len(meldingen)
    return (
        f"Teruggedraaid: {nummers}. De melding van daarvoor geldt weer en de "
        f"{vervoegd(aantal, 'actie staat', 'acties staan')} weer open. Er is niets verwijderd: in de geschiedenis "
        f"{vervoegd(aantal, 'staat de bevestiging met haar correctie', 'staan de bevestigingen met hun correctie')}."
    )


def later_gemeld(meldingen: Sequence[Statusmelding]) -> str:
    """“Over actie 10 is daarna opnieuw gemeld; dat blijft staan.”; leeg als dat niet zo is."""
    if not meldingen:
        return ""
    return f"Over {_nummers(melding.actie.nummer for melding in meldingen)} is daarna opnieuw gemeld; dat blijft staan."


def _nummers(nummers: Iterable[int]) -> str:
    """“actie 9”, “actie 9, 10 en 19”."""
    return f"actie {opsomming([str(nummer) for nummer in sorted(nummers)])}"


def ook_door(namen: Sequence[str]) -> str:
    """“Hoorn kan dit ook zeggen. Eén van jullie is genoeg.”; leeg als niemand anders dat kan."""
    if not namen:
        return ""
    return f"{opsomming(namen)} {vervoegd(len(namen), 'kan', 'kunnen')} dit ook zeggen. Eén van jullie is genoeg."


def bijdragen_tot_nu(actie: ActieStand) -> str:
    """“Bijdragen van 2 van de 6 organisaties.”; leeg als er nog geen is."""
    if actie.bijdragen is None or not actie.bijdragen.gemeld:
        return ""
    return f"Bijdragen van {actie.bijdragen.gemeld} van de {ORGANISATIE.aantal(actie.bijdragen.totaal)}."


# De voortgang


def stand_van_groep(lijst: Rondelijst) -> str:
    """“3 van 8 gemeld”, of dat aan deze groep alleen om bijdragen is gevraagd."""
    return gemeld_van(lijst) if lijst.aantal else "alleen bijdragen"


def werk_in_werkboek(lijst: Rondelijst) -> str:
    """“3 te melden, 9 bijdragen mogen”: wat er in het werkboek van een organisatie staat."""
    bijdragen = len(lijst.bijdragen) - lijst.bijgedragen
    delen = [
        f"{lijst.open} te melden" if lijst.open else "",
        f"{BIJDRAGE.aantal(bijdragen)} {vervoegd(bijdragen, 'mag', 'mogen')}" if bijdragen else "",
    ]
    return ", ".join(filter(None, delen))


def na_het_vaststellen(jaar: int) -> str:
    """Wat een ronde nog doet als haar jaar is vastgesteld."""
    return (
        f"{jaar} is vastgesteld: deze ronde vraagt niemand meer iets. Een melding over {jaar} kan nog wel, bij de actie zelf. "
        f"Zij verandert {jaar} niet, en staat als nagekomen in de evaluatie van het jaar erna."
    )
