"""Een actie door de jaren heen: elk eerder jaar zoals het is vastgesteld, of anders zoals het nu uit de meldingen volgt."""

from dataclasses import dataclass
from datetime import date

from acties.models import Programma
from monitoring.lezen.grafieken import Stapelbalk, stapelbalken
from monitoring.verslag.geldend import geldend_verslag, jaarversies
from monitoring.verslag.vorm import ActieStand, Telling, Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarstand:
    """De actie aan het einde van een jaar. ``balk`` telt organisaties, en ontbreekt als er één stand voor de regio is."""

    jaar: int
    verslag: Verslag
    stand: ActieStand
    balk: Stapelbalk | None


def jaarstanden(programma: Programma, verslag: Verslag, stand: ActieStand) -> list[Jaarstand]:
    """Elk jaar tot de peildatum, het oudste eerst; de laatste is de stand zelf. Wat er toen nog niet was, ontbreekt."""
    eerder = [geldend_verslag(programma, dag) for dag in _einddagen(programma, verslag.peildatum)]
    verslagen = [(deel, deel.actie(stand.nummer)) for deel in eerder if deel.heeft(stand.nummer)]
    verslagen.append((verslag, stand))
    balken = stapelbalken(actie.telling or Telling() for _, actie in verslagen)
    return [
        Jaarstand(
            jaar=deel.peildatum.year,
            verslag=deel,
            stand=actie,
            balk=balk if actie.telling else None,
        )
        for (deel, actie), balk in zip(verslagen, balken, strict=True)
    ]


def _einddagen(programma: Programma, peildatum: date) -> list[date]:
    """Per jaar vóór de peildatum de dag waarop het is vastgesteld, of anders de laatste."""
    versies = jaarversies(programma)
    vast = {jaar: versie.vastgesteld.peildatum for jaar, versie in versies.items() if versie.vastgesteld}
    dagen = [vast.get(jaar, date(jaar, 12, 31)) for jaar in programma.jaren]
    return [dag for dag in dagen if dag < peildatum and dag.year < peildatum.year]
