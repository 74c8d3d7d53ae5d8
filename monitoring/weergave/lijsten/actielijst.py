"""De actielijst als ``Lijst``: een rij per actie, zoals gefilterd en gesorteerd."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Gemerkt, Lijst, Veld, Waarde
from monitoring.lezen.actie.zinnen import regiozin
from monitoring.lezen.wiezinnen import PROJECTLEIDER, bijdragen, herkomst, is_onbevestigd, onbevestigd, signalen
from monitoring.verslag.vorm import ActieStand, Verslag
from monitoring.weergave.lijsten.verantwoording import verslaglijst

# Wat op papier komt: samen één bladzijde breed, in letters van minstens 8,5 punt.
OP_PAPIER = (
    Veld("Nr", 5, "nummer"),
    Veld("Actie", 28),
    Veld("Hoofdverantwoordelijke", 22),
    Veld("Aanjager", 20),
    Veld("Planning", 10),
    Veld("Status", 14),
    Veld("Koers", 12, "tekst-in"),
    Veld("In het kort", 34),
)
ACTIEVELDEN = (
    *OP_PAPIER,
    Veld("Omschrijving", 70),
    Veld("Aanjagersrol", 22),
    Veld("Soort onderdeel", 12),
    Veld("Onderdeel", 22),
    Veld("Doelgroep", 16),
    Veld("Startjaar", 9, "jaar"),
    Veld("Eindjaar", 9, "jaar"),
    Veld("Toelichting op de planning", 20),
    Veld("Loopt uit", 8),
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


MEER_IN_DE_CEL = "Een tekst in een kolom daarachter kan langer zijn dan je ziet: klik op de cel, of maak de rij hoger."
NIETS = "Nog geen melding."


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
    over["Afdrukken"] = f"Op papier komen de eerste {len(OP_PAPIER)} kolommen. {MEER_IN_DE_CEL}"
    rijen = (_actierij(actie, soorten, verslag) for actie in acties)
    return verslaglijst(verslag, "Acties", ACTIEVELDEN, rijen, over, door=door, op=op, afgedrukt=len(OP_PAPIER))


def _actierij(actie: ActieStand, soorten: dict[str, str], verslag: Verslag) -> tuple[Waarde, ...]:
    telling = actie.telling
    return (
        actie.nummer_tekst if actie.lokaal_van else actie.nummer,
        actie.titel,
        "; ".join(actie.verantwoordelijk),
        "; ".join(aanjager.tekst for aanjager in actie.aanjagers),
        actie.planning,
        statuscel(verslag, actie),
        "; ".join(regel.woord for regel in verslag.koersregels(actie)),
        in_het_kort(verslag, actie),
        actie.omschrijving,
        "; ".join(f"{aanjager.letter} {aanjager.rol}" for aanjager in actie.aanjagers),
        soorten[actie.onderdeel],
        actie.onderdeel_naam,
        actie.doelgroep,
        actie.startjaar,
        actie.eindjaar,
        actie.planning_toelichting,
        "ja" if actie.loopt_uit else "nee",
        actie.laatste_peildatum,
        _teksten(actie, "toelichting"),
        _teksten(actie, "bijsturing"),
        telling.afgerond if telling else None,
        telling.gemeld if telling else None,
        telling.totaal if telling else None,
        actie.lokaal_van,
        *_wie_zegt_dat(actie),
    )


def in_het_kort(verslag: Verslag, actie: ActieStand) -> str:
    """Wat namens de regio is gezegd, of hoeveel organisaties er klaar zijn; en wat bijdragen daarna anders zeggen.

    Van een actie die niet meer meetelt: waarom niet.
    """
    if actie.vervallen:
        return actie.eindreden
    zinnen = [
        regiozin(actie, verslag) if actie.herkomst == "afgeleid" else "",
        f"Nog niet bevestigd. {bijdragen(actie)}." if is_onbevestigd(actie) else "",
        actie.melding.toelichting if actie.melding else "",
        *(f"{zin}." for zin in signalen(actie)),
    ]
    return " ".join(filter(None, zinnen)) or ("" if actie.status else NIETS)


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
