"""De actielijst als ``Lijst``: een rij per actie, zoals gefilterd en gesorteerd."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.verslag.vorm import ActieStand, Verslag
from monitoring.weergave.lijsten.verantwoording import verslaglijst

ACTIEVELDEN = (
    Veld("Nr", 6, "nummer"),
    Veld("Actie", 40),
    Veld("Omschrijving", 50),
    Veld("Hoofdverantwoordelijke", 24),
    Veld("Aanjager", 34),
    Veld("Aanjagersrol", 30),
    Veld("Planning", 14),
    Veld("Status", 17),
    Veld("Soort onderdeel", 14),
    Veld("Onderdeel", 30),
    Veld("Doelgroep", 26),
    Veld("Startjaar", 10, "jaar"),
    Veld("Eindjaar", 10, "jaar"),
    Veld("Toelichting op de planning", 26),
    Veld("Loopt uit", 10),
    Veld("Koers", 14),
    Veld("Laatste melding", 18, "datum"),
    Veld("Wat is er gebeurd", 60),
    Veld("Bijsturing", 40),
    Veld("Organisaties afgerond", 13, "getal"),
    Veld("Organisaties gemeld", 13, "getal"),
    Veld("Organisaties totaal", 13, "getal"),
    Veld("Lokale actie van", 22),
)


def actielijst(
    verslag: Verslag, acties: Sequence[ActieStand], *, filters: Iterable[str], volgorde: str, door: str, op: datetime
) -> Lijst:
    """``filters`` en ``volgorde`` in woorden, voor de verantwoording."""
    soorten = {onderdeel.code: OnderdeelSoort(onderdeel.soort).label for onderdeel in verslag.onderdelen}
    over = {
        "Filters": "; ".join(filters) or "Geen: alle acties",
        "Volgorde": volgorde,
        "Acties": f"{sum(not actie.lokaal_van for actie in acties)} van {len(verslag.acties)}",
    }
    if aantal := sum(bool(actie.lokaal_van) for actie in acties):
        over["Lokale acties"] = f"{aantal} van {len(verslag.lokaal)}. Tellen niet mee in de cijfers van de regio."
    rijen = (_actierij(actie, soorten, verslag) for actie in acties)
    return verslaglijst(verslag, "Acties", ACTIEVELDEN, rijen, over, door=door, op=op)


def _actierij(actie: ActieStand, soorten: dict[str, str], verslag: Verslag) -> tuple[Waarde, ...]:
    telling = actie.telling
    return (
        actie.nummer_tekst if actie.lokaal_van else actie.nummer,
        actie.titel,
        actie.omschrijving,
        "; ".join(actie.verantwoordelijk),
        "; ".join(aanjager.tekst for aanjager in actie.aanjagers),
        "; ".join(f"{aanjager.letter} {aanjager.rol}" for aanjager in actie.aanjagers),
        actie.planning,
        verslag.woord(actie.stand),
        soorten[actie.onderdeel],
        actie.onderdeel_naam,
        actie.doelgroep,
        actie.startjaar,
        actie.eindjaar,
        actie.planning_toelichting,
        "ja" if actie.loopt_uit else "nee",
        verslag.woord(actie.koers),
        actie.laatste_peildatum,
        _teksten(actie, "toelichting"),
        _teksten(actie, "bijsturing"),
        telling.afgerond if telling else None,
        telling.gemeld if telling else None,
        telling.totaal if telling else None,
        actie.lokaal_van,
    )


def _teksten(actie: ActieStand, veld: str) -> str:
    """Wat er namens de regio is geschreven, en daarna per organisatie met haar naam ervoor."""
    regels = [regel for regel in actie.organisaties if regel != actie.melding]
    delen = [
        f"{regel.organisatie}: {getattr(regel, veld)}" if regel.organisatie else getattr(regel, veld)
        for regel in [*([actie.melding] if actie.melding else []), *regels]
        if getattr(regel, veld)
    ]
    return "\n".join(delen)
