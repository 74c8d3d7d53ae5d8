"""De afspraken van de overleggen uit de tabellen: wat er nu staat, en wie wat mag lezen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from acties.models import Programma
from monitoring.constanten import Fase
from monitoring.models import Afspraak, Bespreking, Evaluatie
from monitoring.verslag.afspraakregel import AfspraakRegel, bij_jaar, dringend
from monitoring.verslag.bewaard import bewaar
from monitoring.verslag.bezoekers import afspraken_voor_bezoekers

# Van veld van een regel naar de kolom waar het in staat.
_VELDEN = {
    "wat": "wat",
    "overleg": "overleg__afkorting",
    "overleg_slug": "overleg__slug",
    "datum": "datum",
    "organisatie": "organisatie__naam",
    "organisatie_slug": "organisatie__slug",
    "wie": "wie",
    "voor": "voor",
    "nummer": "actie__nummer",
    "titel": "actie__titel",
    "onderdeel_code": "onderdeel__code",
    "onderdeel": "onderdeel__naam",
    "stand": "stand",
    "afgehandeld_op": "afgehandeld_op",
    "afloop": "afloop",
}
# Wie naar niets verwijst, heeft daar een lege tekst.
_TEKSTEN = {"organisatie", "organisatie_slug", "titel", "onderdeel_code", "onderdeel"}


def bouw_afspraken(programma: Programma, *, ook_openbaar: int | None = None) -> dict[int, AfspraakRegel]:
    """Op sleutel, het dringendste eerst, uit de tabellen. Drie queries. ``ook_openbaar``: een jaar dat (nog) niet vaststaat."""
    jaren = _jaren(programma)
    vast: set[int | None] = set(
        Evaluatie.objects.filter(programma=programma, fase=Fase.VASTGESTELD).values_list("jaar", flat=True)
    )
    rijen = Afspraak.objects.filter(programma=programma).order_by("pk").values_list("pk", *_VELDEN.values())
    regels = dict(sorted(((pk, _regel(waarden)) for pk, *waarden in rijen), key=lambda paar: dringend(paar[1])))
    vast.add(ook_openbaar)
    return {pk: replace(regel, openbaar=_jaar(regel, jaren) in vast) for pk, regel in regels.items()}


def afspraken_voor(gebruiker: Any, programma: Programma) -> dict[int, AfspraakRegel]:
    """Wat deze lezer ziet, op sleutel. Bewaard tot er iets verandert; ``programma`` komt uit ``met_kenmerk()``."""
    regels = bewaar(programma, ("afspraken",), lambda: bouw_afspraken(programma))
    if gebruiker.is_authenticated:
        return regels
    return {pk: gezien for pk, regel in regels.items() for gezien in afspraken_voor_bezoekers([regel])}


def afspraken_van_jaar(programma: Programma, jaar: int, dag: date) -> tuple[AfspraakRegel, ...]:
    """Wat op deze dag bij de stukken van dit jaar hoort, om zo nodig te bewaren.

    Wat de overleggen over dit jaar afspraken heet openbaar: een bezoeker krijgt deze stukken pas als het is vastgesteld.
    """
    return bij_jaar(bouw_afspraken(programma, ook_openbaar=jaar).values(), jaar, dag)


def bewaarde_afspraken_van_jaar(programma: Programma, jaar: int, dag: date) -> tuple[AfspraakRegel, ...]:
    """``afspraken_van_jaar`` voor een leespagina: bewaard tot er iets verandert. ``programma`` komt uit ``met_kenmerk()``."""
    return bewaar(programma, ("afspraken", jaar, dag), lambda: afspraken_van_jaar(programma, jaar, dag))


def _jaren(programma: Programma) -> dict[tuple[str, date], int]:
    """Over welk jaar een overleg het op een dag had. Staat het niet op de agenda, dan geldt het jaar van de dag zelf."""
    rijen = Bespreking.objects.filter(evaluatie__programma=programma).order_by("evaluatie__jaar")
    return {(wie, dag): jaar for wie, dag, jaar in rijen.values_list("overleg__afkorting", "datum", "evaluatie__jaar")}


def _jaar(regel: AfspraakRegel, jaren: dict[tuple[str, date], int]) -> int:
    return jaren.get((regel.overleg, regel.datum), regel.datum.year)


def _regel(waarden: Iterable[Any]) -> AfspraakRegel:
    velden: dict[str, Any] = dict(zip(_VELDEN, waarden, strict=True))
    return AfspraakRegel(**velden | {naam: velden[naam] or "" for naam in _TEKSTEN})
