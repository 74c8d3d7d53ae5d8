"""Het blad met lokale acties: wat organisaties extra doen, los van elke telling."""

from collections.abc import Sequence

from monitoring.datum import datum_tekst
from monitoring.lokaal import LokaalDeel
from monitoring.verslag import ActieStand, Verslag
from monitoring.weergave.boek import Blad, Cel, Regel, Rij, Tabel
from monitoring.weergave.vervolg import verdeeld
from monitoring.weergave.waarde import met_teken

BREEDTES = (20, 6, 34, 24, 14, 17, 40, 20, 16)


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
        Tabel(tuple(Cel(kop, "kop") for kop in koppen), verdeeld(rijen, BREEDTES), filter=True),
    )
    return [Blad("Lokale acties", "Wat organisaties extra doen; telt niet mee in de cijfers", BREEDTES, inhoud)]


def _rij(verslag: Verslag, organisatie: str, actie: ActieStand) -> Rij:
    status = next(regel for regel in verslag.statussen if regel.code == actie.stand)
    koers = next((met_teken(regel) for regel in verslag.koersen if regel.code == actie.koers), "")
    wie = (f"{aanjager.letter} {aanjager.tekst}" for aanjager in actie.aanjagers)
    return (
        Cel(organisatie, "vet"),
        Cel(actie.nummer_tekst),
        Cel("\n".join(filter(None, (actie.titel, actie.omschrijving, *wie))), vet=len(actie.titel)),
        Cel(actie.onderdeel_naam),
        Cel("\n".join(filter(None, (actie.planning, actie.planning_toelichting)))),
        Cel(met_teken(status), f"status-{status.code}"),
        Cel(_gebeurd(actie)),
        Cel("\n".join(filter(None, (koers, actie.melding.bijsturing if actie.melding else ""))), vet=len(koers)),
        Cel(actie.laatste_peildatum, "datum") if actie.laatste_peildatum else Cel(""),
    )


def _gebeurd(actie: ActieStand) -> str:
    if actie.vervallen and actie.vervallen_op:
        return f"Vervallen per {datum_tekst(actie.vervallen_op)}: {actie.vervallen_reden}"
    if actie.melding is None:
        return "Nog geen melding."
    return actie.melding.toelichting
