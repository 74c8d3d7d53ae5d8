"""De regel onder de kop van elke leespagina: wat er staat, waarop het gefilterd is en van welke dag het is."""

from collections.abc import Sequence
from datetime import date

from acties.woorden import ACTIE, GEMEENTE, vervoegd
from monitoring.datum import datum_tekst
from monitoring.lezen.matrix import Matrix
from monitoring.lezen.tweetal.beeld import Tweetal
from monitoring.lezen.veranderd import Veranderd
from monitoring.lezen.zinnen import met_melding, naast_elkaar
from monitoring.verslag.vorm import Telling, Verslag

FILTER_KLOPT_NIET = "Geen acties: het filter klopt niet"
FASE = {"voorbereiding": "in voorbereiding", "concept": "een concept", "vastgesteld": "vastgesteld"}


def onder_dashboard(verslag: Verslag) -> str:
    evaluatie = (
        f"evaluatie {verslag.jaar} is {FASE[verslag.fase]}"
        if verslag.fase
        else f"nog geen evaluatie over {verslag.jaar}"
    )
    return naast_elkaar(f"Peildatum {datum_tekst(verslag.peildatum)}", evaluatie, met_melding(verslag.telling))


def onder_acties(verslag: Verslag, aantal: int, vervallen: int, lokaal: int, filters: Sequence[str]) -> str:
    """``aantal`` zijn de lopende acties van de regio die de filters overlaten; de andere twee staan er apart bij."""
    acties = f"{_van(aantal, verslag.telling.totaal, filters)}{f' en {vervallen} vervallen' if vervallen else ''}"
    extra = f"{lokaal} lokale {ACTIE.bij(lokaal)}, die niet {vervoegd(lokaal, 'meetelt', 'meetellen')}"
    return naast_elkaar(acties, extra if lokaal else "", _peildatum(verslag.peildatum), _gefilterd(filters))


def onder_planning(verslag: Verslag, aantal: int, filters: Sequence[str]) -> str:
    return naast_elkaar(
        _van(aantal, len(verslag.acties), filters),
        "wat eerder is gepland, heeft een hogere prioriteit",
        _peildatum(verslag.peildatum),
        _gefilterd(filters),
    )


def onder_onderdeel(soort: str, telling: Telling, peildatum: date) -> str:
    vervallen = f"{telling.vervallen} vervallen" if telling.vervallen else ""
    return naast_elkaar(soort, met_melding(telling), vervallen, _peildatum(peildatum))


def onder_gemeenten(matrix: Matrix) -> str:
    van = f" van {matrix.overleg}" if matrix.overleg else ""
    return naast_elkaar(
        "Acties die elke gemeente zelf uitvoert",
        _peildatum(matrix.peildatum),
        f"{GEMEENTE.aantal(len(matrix.kolommen))}{van}",
    )


def onder_organisatie(soort: str, subregio: str, peildatum: date) -> str:
    return naast_elkaar(soort, subregio, _peildatum(peildatum))


def onder_tweetal(tweetal: Tweetal | None, peildatum: date) -> str:
    return naast_elkaar(tweetal.naam, _peildatum(peildatum)) if tweetal else f"Peildatum {datum_tekst(peildatum)}"


def onder_veranderd(veranderd: Veranderd) -> str:
    aantal = veranderd.aantal
    return naast_elkaar(
        f"Van {datum_tekst(veranderd.van)} tot en met {datum_tekst(veranderd.tot)}",
        f"{aantal} {vervoegd(aantal, 'verandering', 'veranderingen')} in het programma, "
        f"{veranderd.aantal_bij_organisaties} bij organisaties",
    )


def onder_cijfers(aantal: int) -> str:
    """Leeg zonder indicatoren: dan staat er niets om onder een kop te zetten."""
    indicatoren = vervoegd(aantal, "indicator die laat zien", "indicatoren die laten zien")
    return f"{aantal} {indicatoren} of de ambities dichterbij komen" if aantal else ""


def _van(aantal: int, totaal: int, filters: Sequence[str]) -> str:
    """“3 van 8 acties” met een filter, anders “8 acties”."""
    return f"{aantal} van {ACTIE.aantal(totaal)}" if filters else ACTIE.aantal(totaal)


def _peildatum(dag: date) -> str:
    return f"peildatum {datum_tekst(dag)}"


def _gefilterd(filters: Sequence[str]) -> str:
    return f"gefilterd op {', '.join(filters)}" if filters else ""
