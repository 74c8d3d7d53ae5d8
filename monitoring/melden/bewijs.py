"""Het bewijs van een melding: alles wat er is opgeslagen, waar het vandaan kwam en wat het voor de regio betekent.

Het volgt alleen uit wat er is opgeslagen: wie de pagina herlaadt of later terugkomt, ziet hetzelfde.
"""

from dataclasses import dataclass
from datetime import date

from acties.models import Programma
from acties.woorden import ORGANISATIE
from monitoring.constanten import ZONDER_KOERS, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.melden.overname import van_welke_dag
from monitoring.melden.zinnen import gemeld_op_tijdstip
from monitoring.models import Statusmelding
from monitoring.verslag.bewaard import bewaard_verslag
from monitoring.verslag.vorm import ActieStand

_VERWANT = ("actie__lokaal_van", "organisatie", "spreker", "gemeld_door", "link", "ronde", "bevestigt")


@dataclass(frozen=True, slots=True)
class Gegeven:
    """Eén opgeslagen veld in woorden. ``herkomst``: “Overgenomen van 12 oktober 2022.”, of leeg."""

    naam: str
    tekst: str
    herkomst: str = ""


@dataclass(frozen=True, slots=True)
class Bewijs:
    """``betekenis``: wat de melding voor de regio doet. ``opmerkingen``: wat anders is dan de melder kan verwachten."""

    melding: Statusmelding
    gegevens: tuple[Gegeven, ...]
    betekenis: str
    opmerkingen: tuple[str, ...]

    @property
    def te_corrigeren(self) -> bool:
        """Wat geen kenmerk heeft (van voor er correcties waren), kan een correctie niet noemen."""
        return self.melding.verzoek is not None


def lees_melding(pk: int, programma: Programma) -> Statusmelding | None:
    meldingen = Statusmelding.objects.filter(pk=pk, actie__programma=programma)
    return meldingen.select_related(*_VERWANT, "actie__programma").first()


def bewijs_van(melding: Statusmelding, programma: Programma, vandaag: date) -> Bewijs:
    """``melding`` komt van ``lees_melding``, ``programma`` uit ``Programma.objects.met_kenmerk()``."""
    bron = _bron(melding)
    dag = max(melding.peildatum, programma.standaard_peildatum(vandaag))
    stand = bewaard_verslag(programma, dag).actie(melding.actie.nummer)
    geldend = Statusmelding.objects.nieuwste_van(melding.actie, melding.organisatie)
    return Bewijs(
        melding=melding,
        gegevens=tuple(_gegevens(melding, bron)),
        betekenis=betekenis(melding, stand, geldt=geldend == melding),
        opmerkingen=tuple(_opmerkingen(melding, bron, geldend)),
    )


def _bron(melding: Statusmelding) -> Statusmelding | None:
    """Waar het formulier of de handeling mee begon."""
    if melding.corrigeert:
        return melding.corrigeert
    eerdere = Statusmelding.objects.filter(pk__lt=melding.pk)
    if melding.bevestigt:
        return eerdere.filter(peildatum=melding.peildatum).laatste_van(melding.actie, melding.bevestigt)
    return eerdere.laatste_van(melding.actie, melding.organisatie)


def _gegevens(melding: Statusmelding, bron: Statusmelding | None) -> list[Gegeven]:
    def gegeven(naam: str, tekst: str, veld: str) -> Gegeven:
        waarde = getattr(melding, veld)
        gelijk = bron is not None and waarde != "" and waarde == getattr(bron, veld)
        return Gegeven(naam, tekst, van_welke_dag(bron) if gelijk and bron else "")

    openbaar = "Iedereen mag de tekst lezen" if melding.openbaar else "Alleen wie inlogt leest de tekst"
    extra = [Gegeven("Updateronde", str(melding.ronde))] if melding.ronde else []
    if melding.ongewijzigd:
        extra.append(Gegeven("Bevestigd", "Er is niets veranderd"))
    if melding.bevestigt:
        extra.append(Gegeven("Bevestigt", f"De bijdrage van {melding.bevestigt}"))
    if melding.corrigeert:
        extra.append(Gegeven("Correctie van", gemeld_op_tijdstip(melding.corrigeert)))
    return [
        Gegeven("Namens", wie_spreekt(melding)),
        Gegeven("Peildatum", datum_tekst(melding.peildatum)),
        gegeven("Status", str(Status(melding.status).label), "status"),
        gegeven("Koers", str(Koers(melding.koers).label) if melding.koers else "Geen koers", "koers"),
        gegeven("Wat is er gebeurd?", melding.toelichting or "Geen tekst", "toelichting"),
        gegeven("Bijsturing", melding.bijsturing or "Geen tekst", "bijsturing"),
        gegeven("Openbaar", openbaar, "openbaar"),
        *extra,
        Gegeven("Opgeslagen", gemeld_op_tijdstip(melding)),
    ]


def wie_spreekt(melding: Statusmelding) -> str:
    """“Alkmaar”, “De hele regio, door Veilig Thuis”."""
    if melding.organisatie:
        return str(melding.organisatie)
    return f"De hele regio, door {melding.spreker or 'de projectleider'}"


def betekenis(melding: Statusmelding, stand: ActieStand, *, geldt: bool) -> str:
    """Wat deze melding voor de status van de regio doet, zoals het er nu voor staat. ``geldt``: er is geen nieuwere."""
    status = str(Status(stand.status).label) if stand.status else "zonder melding"
    if stand.lokaal_van:
        return f"Dit is een lokale actie: haar status is nu {status}."
    if melding.organisatie is None:
        if geldt and stand.herkomst in ("melding", "regiobreed"):
            return "Dit is nu de status van de regio."
        return f"De status van de regio komt uit een melding over een latere dag en is {status}."
    if stand.herkomst == "bijdragen":
        return (
            "Dit is een bijdrage. Namens de regio is nog niets gemeld: de status volgt uit de bijdragen, "
            f"is nu {status} en nog niet bevestigd."
        )
    if stand.herkomst == "afgeleid" and stand.telling:
        van = f"{stand.telling.gemeld} van {ORGANISATIE.aantal(stand.telling.totaal)}"
        return f"De status van de regio volgt uit de meldingen van {van} en is nu {status}."
    if stand.herkomst == "regiobreed":
        return f"Voor de hele regio is {status} gemeld. Dat gaat voor, tot een organisatie over een latere dag meldt."
    return f"Dit is een bijdrage; de status van de regio blijft {status}."


def _opmerkingen(melding: Statusmelding, bron: Statusmelding | None, geldend: Statusmelding | None) -> list[str]:
    regels = []
    if bron and bron.koers and not melding.koers and melding.status in ZONDER_KOERS:
        koers, status = Koers(bron.koers).label.lower(), Status(melding.status).label.lower()
        regels.append(
            f"De koers “{koers}” van {datum_tekst(bron.peildatum)} is niet meegegaan: wat {status} is, heeft geen koers."
        )
    if bron and bron.bijsturing and not melding.bijsturing and melding.status in ZONDER_KOERS:
        status = Status(melding.status).label.lower()
        regels.append(
            f"De bijsturing van {datum_tekst(bron.peildatum)} is niet meegegaan: wat {status} is, stuur je niet meer bij."
        )
    if geldend and geldend != melding and not melding.correctie:
        dag = datum_tekst(geldend.peildatum)
        regels.append(f"Er is al een melding over een latere dag, {dag}. Die blijft vanaf die dag gelden.")
    if opvolger := melding.correctie:
        regels.append(f"Deze melding is gecorrigeerd. {gemeld_op_tijdstip(opvolger)}.")
    return regels
