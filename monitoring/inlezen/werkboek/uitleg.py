"""De uitleg voorin een werkboek, voor iemand die nog nooit van dit programma hoorde."""

from acties.woorden import ACTIE
from monitoring.constanten import Status
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.vorm import DE_REGIO, JA, MELDEN, STATUSWOORDEN
from monitoring.inlezen.werkboek.werkboek import Werkboek
from monitoring.rondes.schulden import Taaksoort

_GEEN_CASUS = (
    "Schrijf geen namen, geboortedatums, telefoonnummers of burgerservicenummers op, en niets waaraan iemand een "
    "cliënt of gezin herkent. Wat je schrijft, kan iedereen lezen die het programma volgt."
)
_ZONDER_MUIS = (
    "Met Tab ga je van de ene in te vullen cel naar de volgende. Bij elke in te vullen cel staat een korte uitleg. "
    "Een lijst open je met Alt en pijl omlaag."
)

_BETEKENIS = {
    Status.NIET_GESTART: "er is nog niets gedaan.",
    Status.IN_ONTWIKKELING: "er wordt een plan of aanpak gemaakt.",
    Status.IN_UITVOERING: "het gebeurt.",
    Status.AFGEROND: "het is klaar.",
    Status.NVT: "dit geldt niet voor jullie organisatie.",
}


def uitleg_regels(werkboek: Werkboek, titel: str, koprij: int) -> list[tuple[str, str]]:
    """Elke regel met haar stijl. ``koprij`` is de rij van de kop op het blad Melden."""
    peildatum, laatste = datum_tekst(werkboek.peildatum), datum_tekst(werkboek.sluit_op)
    stappen = [
        f"Op het blad {MELDEN} staat een rij voor elke actie: {_waarover(werkboek)}.",
        *_namens(werkboek),
        "Vul alleen de gele cellen in. De rest staat op slot.",
        f"Is er niets veranderd? Kies {JA} bij Ongewijzigd en laat de andere gele cellen van die rij leeg.",
        "Is er wel iets veranderd? Kies een status, en vertel kort wat er is gebeurd.",
        "Is de actie afgerond? Laat de koers dan leeg.",
        "Kies je bij koers aandacht of vastgelopen? Vul dan ook in wat jullie eraan doen, bij Bijsturing.",
        "Kies je N.v.t.? Vertel dan waarom dit voor jullie niet van toepassing is.",
        "Weet je over een actie niets te melden? Laat de rij leeg. Dan verandert er niets.",
        f"Bewaar het bestand als Excelbestand (.xlsx) en mail het uiterlijk {laatste} naar {werkboek.terug_naar}.",
    ]
    return [
        (titel, "uitleg-titel"),
        (werkboek.programma, "uitleg"),
        *([("Let op: dit zijn demogegevens. Een deel is verzonnen.", "uitleg-vet")] if werkboek.demo else []),
        (f"Hoe staat het op {peildatum} met jullie acties? Melden kan tot en met {laatste}.", "uitleg-kop"),
        *([(werkboek.toelichting, "uitleg")] if werkboek.toelichting else []),
        ("Zo werkt het", "uitleg-kop"),
        *((f"{nummer}. {stap}", "uitleg") for nummer, stap in enumerate(stappen, 1)),
        ("Geen gegevens over personen of zaken", "uitleg-kop"),
        (_GEEN_CASUS, "uitleg"),
        ("Met een schermlezer of zonder muis", "uitleg-kop"),
        (f"Het blad {MELDEN} heeft één tabel; de kop staat in rij {koprij}. {_ZONDER_MUIS}", "uitleg"),
        ("Wat de statussen betekenen", "uitleg-kop"),
        *((f"{woord}: {_BETEKENIS[Status(code)]}", "uitleg") for code, woord in STATUSWOORDEN.items()),
    ]


def _waarover(werkboek: Werkboek) -> str:
    """“2 acties waarover jullie nog iets melden, en 9 acties waar een bijdrage mag”; alleen wat er is."""
    bijdragen = werkboek.van_soort(Taaksoort.BIJDRAGE)
    te_melden = len(werkboek.rijen) - bijdragen
    delen = [
        f"{ACTIE.aantal(te_melden)} waarover jullie nog iets melden" if te_melden else "",
        f"{ACTIE.aantal(bijdragen)} waar een bijdrage mag, maar niet hoeft" if bijdragen else "",
    ]
    return ", en ".join(filter(None, delen))


def _namens(werkboek: Werkboek) -> list[str]:
    """Wat er in de kolom Namens staat, als daar meer dan één ding staat."""
    if not werkboek.van_soort(Taaksoort.WOORD):
        return []
    regio = f"Staat er bij Namens “{DE_REGIO}”? Dan is wat je invult de stand van de actie in de hele regio."
    return [f"{regio} Staat er “{werkboek.organisatie}”, dan gaat het alleen over jullie zelf."]
