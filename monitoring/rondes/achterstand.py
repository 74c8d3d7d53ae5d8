"""Wat er in de rondes die nog open zijn, voor één peildatum nog niet is gemeld: per ronde en organisatie."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from acties.models import Programma
from monitoring.lezen.wiezinnen import PROJECTLEIDER
from monitoring.melden.namens import HELE_REGIO
from monitoring.rondes.rondestand import open_rondes


@dataclass(frozen=True, slots=True, kw_only=True)
class Achterstand:
    """``ronde`` is een sleutel, ``naam`` hoe zij heet; ``nummers`` zijn de acties waarover er nog wordt gemeld.

    ``organisatie`` is haar naam, of “de projectleider”.
    """

    ronde: int
    naam: str
    organisatie: str
    nummers: tuple[int, ...]


def achterstand(programma: Programma, peildatum: date, vandaag: date) -> Iterator[Achterstand]:
    """``programma`` komt uit ``Programma.objects.met_kenmerk()``."""
    for stand in open_rondes(programma, vandaag):
        if stand.ronde.peildatum != peildatum:
            continue
        slugs = {slug for schuld in stand.alles.openstaand for slug in schuld.melders}
        namen = {slug: PROJECTLEIDER if slug == HELE_REGIO else stand.organisaties[slug].naam for slug in slugs}
        for naam, slug in sorted((naam, slug) for slug, naam in namen.items()):
            yield Achterstand(
                ronde=stand.ronde.pk, naam=stand.ronde.naam, organisatie=naam, nummers=stand.van(slug).open_nummers
            )
