"""Het blad met lokale acties: wat organisaties extra doen, los van elke telling."""

from collections.abc import Sequence

from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel
from monitoring.datum import datum_tekst
from monitoring.lezen.lokaal import LokaalDeel
from monitoring.lezen.wiezinnen import gezegd
from monitoring.verslag.vorm import ActieStand, Verslag
from monitoring.weergave.woorden import met_teken

BREEDTES = (18, 6, 36, 24, 15, 17, 40, 20, 16)
_NAAST = ("Onderdeel", "Planning", "Status", "Wat is er gebeurd", "Koers en bijsturing")  # met lucht naast hun buurman


def lokale_acties(verslag: Verslag, delen: Sequence[LokaalDeel]) -> list[Blad]:
    """Eén blad, of geen als er geen lokale acties zijn."""
    rijen = [_rij(verslag, deel.organisatie, actie) for deel in delen for actie in deel.acties]
    if not rijen:
        return []
    koppen = (
        "Organisatie", "Nr", "Lokale actie", "Onderdeel", "Planning", "Status", "Wat is er gebeurd", "Koers en bijsturing",
        "Laatste melding",
    )  # fmt: skip
    inhoud = (
        Regel("Lokale acties", "titel"),
        Regel("Wat organisaties extra doen. Deze acties tellen niet mee in de cijfers van de regio.", "ondertitel"),
        Regel(""),
        Tabel(
            tuple(Cel(kop, "kop-klein-in" if kop in _NAAST else "kop-klein") for kop in koppen),
            rijen,
            filter=True,
        ),
    )
    return [Blad("Lokale acties", "Wat organisaties extra doen; telt niet mee in de cijfers", BREEDTES, inhoud)]


def _rij(verslag: Verslag, organisatie: str, actie: ActieStand) -> Rij:
    status = verslag.standregel(actie)
    koers = "\n".join(met_teken(regel) for regel in verslag.koersregels(actie))
    bijsturing = actie.melding.bijsturing if actie.melding else ""
    wie = (f"{aanjager.letter} {aanjager.tekst}" for aanjager in actie.aanjagers)
    af = "-af" if actie.afgerond or actie.vervallen else ""
    tekst, met_lucht = f"tekst{af}", f"tekst-in{af}"
    return (
        Cel(organisatie, tekst, vet=len(organisatie)),
        Cel(actie.nummer_tekst, tekst),
        Cel("\n".join(filter(None, (actie.titel, actie.omschrijving, *wie))), tekst, vet=len(actie.titel)),
        Cel(actie.onderdeel_naam, met_lucht),
        Cel("\n".join(filter(None, (actie.planning, actie.planning_toelichting))), met_lucht),
        Cel(met_teken(status), f"status-{status.code}"),
        Cel(_gebeurd(actie), met_lucht),
        Cel("\n".join(filter(None, (koers, bijsturing))), met_lucht, vet=len(koers)),
        Cel(actie.laatste_peildatum, f"datum{af}") if actie.laatste_peildatum else Cel("", tekst),
    )


def _gebeurd(actie: ActieStand) -> str:
    if actie.vervallen and actie.vervallen_op:
        return f"{actie.eindwoord} per {datum_tekst(actie.vervallen_op)}: {actie.eindreden}"
    if actie.melding is None:
        return "Nog geen melding."
    return "\n".join(filter(None, [f"{gezegd(actie.melding)}.", actie.melding.toelichting]))
