"""De actielijst als ``Lijst``: een rij per actie, zoals gefilterd en gesorteerd."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Gemerkt, Lijst, Veld, Waarde
from monitoring.lezen.wiezinnen import PROJECTLEIDER, herkomst, is_onbevestigd, onbevestigd, signalen
from monitoring.verslag.vorm import ActieStand, Verslag
from monitoring.weergave.lijsten.verantwoording import verslaglijst

ACTIEVELDEN = (
    Veld("Nr", 6, "nummer"),
    Veld("Actie", 40),
    Veld("Omschrijving", 70),
    Veld("Hoofdverantwoordelijke", 20),
    Veld("Aanjager", 28),
    Veld("Aanjagersrol", 22),
    Veld("Planning", 11),
    Veld("Status", 15),
    Veld("Soort onderdeel", 12),
    Veld("Onderdeel", 22),
    Veld("Doelgroep", 16),
    Veld("Startjaar", 9, "jaar"),
    Veld("Eindjaar", 9, "jaar"),
    Veld("Toelichting op de planning", 20),
    Veld("Loopt uit", 8),
    Veld("Koers", 13),
    Veld("Laatste melding", 16, "datum"),
    Veld("Wat is er gebeurd", 130),
    Veld("Bijsturing", 60),
    Veld("Organisaties afgerond", 12, "getal"),
    Veld("Organisaties gemeld", 12, "getal"),
    Veld("Organisaties totaal", 12, "getal"),
    Veld("Lokale actie van", 14),
    Veld("Nog niet bevestigd", 10),
    Veld("Wie zegt dat", 60),
    Veld("Gezegd door", 18),
    Veld("Functie", 16),
    Veld("Gezegd op", 16, "datum"),
    Veld("Over peildatum", 16, "datum"),
    Veld("Bevestigt bijdrage van", 14),
    Veld("Spreekt namens de regio", 24),
    Veld("Bijdragen gegeven", 10, "getal"),
    Veld("Bijdragen totaal", 10, "getal"),
    Veld("Signalen", 40),
    Veld("Nog niets gezegd", 90),
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
        statuscel(verslag, actie),
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


def statuscel(verslag: Verslag, actie: ActieStand, erachter: str = "") -> Gemerkt:
    """Het woord van de status, in haar kleur."""
    regel = verslag.standregel(actie)
    return Gemerkt(f"{regel.woord}{erachter}", f"status-{regel.code}")


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
