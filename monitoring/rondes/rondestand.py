"""De stand van een updateronde uit de tabellen: haar taken, wie er nu meldt, en de rondes die vandaag open zijn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q
from django.utils import timezone

from acties.models import Actie, Gebruiker, Organisatie, Programma
from monitoring.melden.namens import HELE_REGIO, eigen_keuzes
from monitoring.models import Statusmelding, Updateronde
from monitoring.models.ronde import UpdaterondeQuerySet
from monitoring.rondes.schulden import Bereik, Gemeld, Taak, Taaksoort, taken
from monitoring.verslag.afleiding import percentage
from monitoring.verslag.bewaard import BewaardeBron, bewaar, bewaard_verslag
from monitoring.verslag.ineens import Rijen
from monitoring.verslag.opbouw import organisatieregels
from monitoring.verslag.vorm import Verslag


@dataclass(frozen=True)
class Rondestand:
    """Een ronde met haar taken. Wat een pagina daarnaast laat zien, wordt pas gelezen als zij erom vraagt."""

    ronde: Updateronde
    programma: Programma
    taken: tuple[Taak, ...]

    @cached_property
    def organisaties(self) -> dict[str, Organisatie]:
        """Alle organisaties, op slug, met hun opvolger erbij. Eén query."""
        return {organisatie.slug: organisatie for organisatie in Organisatie.objects.met_opvolgers().values()}

    @cached_property
    def verslag(self) -> Verslag:
        """Het hele verslag van de peildatum van de ronde. Voor wat er te melden is, is het niet nodig."""
        return bewaard_verslag(self.programma, self.ronde.peildatum)

    @property
    def alles(self) -> "Rondelijst":
        """De hele ronde: elke taak één keer."""
        return Rondelijst(self.taken)

    def van(self, slug: str) -> "Rondelijst":
        """Wat één organisatie meldt (``HELE_REGIO``: de projectleider): open werk eerst, daarna de hoogste prioriteit."""
        return self.van_samen([slug])

    def van_samen(self, slugs: Iterable[str]) -> "Rondelijst":
        """Wat deze organisaties samen melden; het woord voor de regio dat zij delen, staat er één keer in."""
        gezocht = set(slugs)
        samen = [taak for taak in self.taken if gezocht.intersection(taak.melders)]
        return Rondelijst(tuple(sorted(samen, key=lambda taak: (not taak.open, taak.actie.prioriteit))))

    def taak(self, slug: str, nummer: int) -> Taak | None:
        """Wat één organisatie over één actie meldt, of ``None`` als zij daar in deze ronde niet over gaat."""
        eigen = (taak for taak in self.taken if slug in taak.melders and taak.actie.nummer == nummer)
        return next(eigen, None)


@dataclass(frozen=True, slots=True)
class Rondelijst:
    """De taken van één organisatie of groep. Alleen een schuld telt: een bijdrage mag, maar niemand wacht erop."""

    taken: tuple[Taak, ...]

    @property
    def regio(self) -> tuple[Taak, ...]:
        """Wat namens de regio wordt gezegd."""
        return self._van(Taaksoort.WOORD)

    @property
    def eigen(self) -> tuple[Taak, ...]:
        """Wat elke organisatie over zichzelf meldt."""
        return self._van(Taaksoort.EIGEN)

    @property
    def bijdragen(self) -> tuple[Taak, ...]:
        """Waar om een bijdrage is gevraagd."""
        return self._van(Taaksoort.BIJDRAGE)

    def _van(self, soort: Taaksoort) -> tuple[Taak, ...]:
        return tuple(taak for taak in self.taken if taak.soort == soort)

    @property
    def schulden(self) -> tuple[Taak, ...]:
        """Wat er in de ronde te melden is, in de volgorde waarin mensen het zien."""
        return (*self.eigen, *self.regio)

    @property
    def openstaand(self) -> tuple[Taak, ...]:
        return tuple(schuld for schuld in self.schulden if schuld.open)

    @property
    def aantal(self) -> int:
        return len(self.schulden)

    @property
    def gemeld(self) -> int:
        return self.aantal - self.open

    @property
    def open(self) -> int:
        return len(self.openstaand)

    @property
    def bijgedragen(self) -> int:
        """Hoeveel gevraagde bijdragen er zijn gegeven."""
        return sum(not taak.open for taak in self.bijdragen)

    @property
    def procent(self) -> int:
        return percentage(self.gemeld, self.aantal)

    @property
    def open_nummers(self) -> tuple[int, ...]:
        """De nummers van wat nog open staat, om op te zoeken: van laag naar hoog."""
        return tuple(sorted(schuld.actie.nummer for schuld in self.openstaand))

    def volgende(self, nummer: int) -> int | None:
        """De open actie die na deze komt, en anders de eerste; ``None`` als er verder niets open is.

        Na een bijdrage de volgende waar om een bijdrage is gevraagd: wie daar bezig is, gaat daar verder.
        """
        schulden = [schuld.actie.nummer for schuld in self.openstaand]
        bijdragen = [taak.actie.nummer for taak in self.bijdragen if taak.open or taak.actie.nummer == nummer]
        volgorde = bijdragen if nummer in bijdragen else schulden
        na = volgorde[volgorde.index(nummer) + 1 :] if nummer in volgorde else []
        return next((ander for ander in (*na, *schulden) if ander != nummer), None)


def rondestand(ronde: Updateronde, programma: Programma, vandaag: date) -> Rondestand:
    """De ronde zoals zij er nu voor staat. Boven op de structuur en de standen van haar peildatum: twee queries.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``.
    """
    return _stand(_met_bereik(Updateronde.objects.filter(pk=ronde.pk)).get(), programma, vandaag)


def open_rondes(programma: Programma, vandaag: date) -> tuple[Rondestand, ...]:
    """De rondes die vandaag om meldingen vragen, de eerst sluitende voorop. Bewaard tot er iets verandert."""

    def lees() -> tuple[Rondestand, ...]:
        rondes = Updateronde.objects.filter(programma=programma).vraagt_op(vandaag).order_by("sluit_op", "pk")
        return tuple(_stand(ronde, programma, vandaag) for ronde in _met_bereik(rondes))

    return bewaar(programma, ("rondes", vandaag), lees)


def _met_bereik(rondes: UpdaterondeQuerySet) -> UpdaterondeQuerySet:
    """Met de nummers van de acties en de slugs van de organisaties waar elke ronde over gaat, in dezelfde query."""
    return rondes.annotate(
        nummers=Rijen(Actie.objects.filter(updaterondes=OuterRef("pk")), "nummer"),
        slugs=Rijen(Organisatie.objects.filter(updaterondes=OuterRef("pk")), "slug"),
    )


def _stand(ronde: Any, programma: Programma, vandaag: date) -> Rondestand:
    """``ronde`` komt uit ``_met_bereik``."""
    bron = BewaardeBron(programma)
    bereik = Bereik(
        acties=frozenset(nummer for (nummer,) in ronde.nummers),
        organisaties=frozenset(slug for (slug,) in ronde.slugs),
        optredend=bron.structuur.optredend(vandaag),
    )
    standen = bron.op(ronde.peildatum).acties.values()
    deelnemers = organisatieregels(bron.structuur, ronde.peildatum)
    return Rondestand(ronde, programma, taken(standen, deelnemers, bereik, _meldingen(ronde)))


def te_melden(programma: Programma, gebruiker: Gebruiker, vandaag: date) -> int:
    """Hoeveel deze gebruiker in de open rondes nog te melden heeft, namens zijn organisaties of als projectleider."""
    rondes = open_rondes(programma, vandaag)
    if not rondes:
        return 0
    namens = eigen_keuzes(gebruiker, vandaag)
    return sum(stand.van_samen(namens).open for stand in rondes)


def meld_peildatum(ronde: Updateronde, organisatie: Organisatie | None, vandaag: date) -> date:
    """De peildatum van een melding in deze ronde: die van de ronde, maar nooit in de toekomst.

    Bestond de organisatie toen niet (zij nam de taak over), dan de dichtstbijzijnde dag dat zij bestond.
    """
    dag = min(ronde.peildatum, vandaag)
    return organisatie.dichtste_dag(dag) if organisatie else dag


def _meldingen(ronde: Updateronde) -> list[Gemeld]:
    """Wat in de ronde is gemeld, of sinds haar opening over haar peildatum of een eerdere dag.

    Een woord voor de regio over een dag van vóór de ronde telt niet: dat zegt niet hoe het er nu voor staat. Wat is
    gecorrigeerd telt niet, en wat het terugdraait (``rest.draai_terug``) ook niet: dan is er in de ronde niets gemeld.
    """
    opening = timezone.make_aware(datetime.combine(ronde.opent_op, time.min))
    begin = min(ronde.opent_op, ronde.peildatum)
    over_de_ronde = Q(organisatie__isnull=False) | Q(peildatum__gte=begin)
    sinds = Statusmelding.objects.filter(over_de_ronde, gemeld_op__gte=opening, peildatum__lte=ronde.peildatum)
    # Twee sprongen in een index, hoe lang de geschiedenis ook is; met een OR leest de database alle meldingen.
    telt = Statusmelding.objects.filter(ronde=ronde).order_by().values("pk").union(sinds.order_by().values("pk"))
    rijen = (
        Statusmelding.objects.geldig()
        .filter(pk__in=telt, actie__programma_id=ronde.programma_id)
        .exclude(ronde__isnull=True, corrigeert__ronde=ronde)
        .order_by("gemeld_op", "pk")
        .select_related("organisatie", "spreker", "gemeld_door", "link", "actie")
    )
    return [
        Gemeld(
            nummer=melding.actie.nummer,
            organisatie=melding.organisatie.slug if melding.organisatie else HELE_REGIO,
            naam=melding.organisatie.naam if melding.organisatie else "",
            status=melding.status,
            op=melding.gemeld_op,
            door=melding.melder,
            ongewijzigd=melding.ongewijzigd,
            spreker=melding.spreker.naam if melding.spreker else "",
        )
        for melding in rijen
    ]
