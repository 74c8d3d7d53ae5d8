"""De actielijst als ``Lijst``: een rij per actie, zoals gefilterd en gesorteerd."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.lezen.wiezinnen import PROJECTLEIDER, herkomst, is_onbevestigd, onbevestigd, signalen
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
    Veld("Nog niet bevestigd", 12),
    Veld("Wie zegt dat", 50),
    Veld("Gezegd door", 26),
    Veld("Functie", 22),
    Veld("Gezegd op", 13, "datum"),
    Veld("Over peildatum", 13, "datum"),
    Veld("Bevestigt bijdrage van", 22),
    Veld("Spreekt namens de regio", 30),
    Veld("Bijdragen gegeven", 13, "getal"),
    Veld("Bijdragen totaal", 13, "getal"),
    Veld("Signalen", 40),
    Veld("Nog niets gezegd", 40),
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
    if nog_niet := onbevestigd(acties).total():
        over["Nog niet bevestigd"] = f"{nog_niet} van deze acties: de status is afgeleid uit bijdragen."
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
        verslag.standregel(actie).woord,
        soorten[actie.onderdeel],
        actie.onderdeel_naam,
        actie.doelgroep,
        actie.startjaar,
        actie.eindjaar,
        actie.planning_toelichting,
        "ja" if actie.loopt_uit else "nee",
        "; ".join(regel.woord for regel in verslag.koersregels(actie)),
        actie.laatste_peildatum,
        _teksten(actie, "toelichting"),
        _teksten(actie, "bijsturing"),
        telling.afgerond if telling else None,
        telling.gemeld if telling else None,
        telling.totaal if telling else None,
        actie.lokaal_van,
        *_wie_zegt_dat(actie),
    )


def _wie_zegt_dat(actie: ActieStand) -> tuple[Waarde, ...]:
    """Van wie de status is, in een zin en in losse velden. Namen van personen staan alleen in de zin."""
    melding, bijdragen = actie.melding, actie.bijdragen
    return (
        "ja" if is_onbevestigd(actie) else "nee",
        herkomst(actie),
        (melding.organisatie or melding.spreker or PROJECTLEIDER.capitalize()) if melding else "",
        melding.functie if melding else "",
        timezone.localtime(melding.gemeld_op).date() if melding and melding.gemeld_op else None,
        melding.peildatum if melding else None,
        melding.bevestigt if melding else "",
        "" if actie.lokaal_van else "; ".join(wie.naam for wie in actie.sprekers) or PROJECTLEIDER.capitalize(),
        bijdragen.gemeld if bijdragen else None,
        bijdragen.totaal if bijdragen else None,
        "; ".join(signalen(actie)),
        "; ".join(actie.zwijgend),
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
