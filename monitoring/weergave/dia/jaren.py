"""De jaren die op een dia naast elkaar staan: alleen wat vaststaat, zodat de dia's van een vastgesteld jaar nooit veranderen."""

from datetime import datetime

from monitoring.constanten import Fase
from monitoring.lezen.dashboard.trend import HOOGSTENS, Jaarpunt
from monitoring.models import Evaluatie
from monitoring.verslag.vastgesteld import lees_vastgesteld
from monitoring.verslag.vorm import Telling, Verslag


def jaarpunten(programma: str, verslag: Verslag, *, overleg: str, tot: datetime | None) -> tuple[Jaarpunt, ...]:
    """Het jaar van het verslag, dat ervoor, en van nog eerder wat is vastgesteld; het oudste eerst.

    ``programma`` en ``overleg`` zijn slugs; ``overleg``: de cijfers van zijn deelnemers. ``tot``: wat later is vastgesteld,
    was er toen nog niet.
    """
    jaar = verslag.jaar or verslag.peildatum.year
    eerder = _vastgesteld(programma, range(jaar - HOOGSTENS + 1, jaar), tot)
    punten = [_eerder(rij, overleg) for rij in eerder.values() if rij.peildatum != verslag.vorige_peildatum]
    vorige = _vorige(verslag, voorlopig=not any(rij.peildatum == verslag.vorige_peildatum for rij in eerder.values()))
    return (*(punt for punt in punten if punt), *([vorige] if vorige else []), _punt(verslag))


def _vastgesteld(programma: str, jaren: range, tot: datetime | None) -> dict[int, Evaluatie]:
    """Per jaar de laatste versie die toen was vastgesteld."""
    rijen = Evaluatie.objects.filter(programma__slug=programma, fase=Fase.VASTGESTELD, jaar__in=jaren)
    if tot:
        rijen = rijen.filter(vastgesteld_op__lte=tot)
    return {rij.jaar: rij for rij in rijen.order_by("jaar", "versie").defer("verslag")}


def _eerder(rij: Evaluatie, overleg: str) -> Jaarpunt | None:
    """``None`` als het overleg er toen nog niet was."""
    stuk = lees_vastgesteld(rij.pk, rij.sha256)
    verslag = stuk.van_overleg(overleg) if overleg else stuk.regio
    return _punt(verslag) if verslag else None


def _punt(verslag: Verslag) -> Jaarpunt:
    return Jaarpunt(
        dag=verslag.peildatum,
        voorlopig=verslag.voorlopig,
        telling=verslag.telling,
        per_onderdeel={deel.code: deel.telling for deel in verslag.onderdelen},
    )


def _vorige(verslag: Verslag, *, voorlopig: bool) -> Jaarpunt | None:
    """Het jaar waarmee het verslag zelf vergelijkt: dat staat erin."""
    if verslag.vorige_peildatum is None or verslag.vorige_telling is None:
        return None
    return Jaarpunt(
        dag=verslag.vorige_peildatum,
        voorlopig=voorlopig,
        telling=verslag.vorige_telling,
        per_onderdeel={deel.code: deel.vorige_telling or Telling() for deel in verslag.onderdelen},
    )
