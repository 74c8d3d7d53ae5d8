"""De stand van een updateronde uit de tabellen: haar schulden, wie er nu meldt, en de rondes die vandaag open zijn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from acties.models import Gebruiker, Organisatie, Programma
from monitoring.models import Statusmelding, Updateronde
from monitoring.rondes.schulden import Bereik, Gemeld, Schuld, schulden
from monitoring.verslag.afleiding import percentage
from monitoring.verslag.bewaard import bewaar, bewaard_verslag
from monitoring.verslag.vorm import Verslag


@dataclass(frozen=True, slots=True)
class Rondestand:
    """Een ronde met haar schulden. ``organisaties`` zijn alle organisaties, op slug, met hun opvolger erbij."""

    ronde: Updateronde
    verslag: Verslag
    schulden: tuple[Schuld, ...]
    organisaties: dict[str, Organisatie]

    def van(self, slug: str) -> "Rondelijst":
        """Wat één organisatie meldt: het open werk eerst, daarna de hoogste prioriteit."""
        eigen = [schuld for schuld in self.schulden if schuld.organisatie == slug]
        return Rondelijst(tuple(sorted(eigen, key=lambda schuld: (not schuld.open, schuld.actie.prioriteit))))

    def schuld(self, slug: str, nummer: int) -> Schuld | None:
        """Wat één organisatie over één actie meldt, of ``None`` als zij dat in deze ronde niet hoeft."""
        for schuld in self.schulden:
            if schuld.organisatie == slug and schuld.actie.nummer == nummer:
                return schuld
        return None

    def open_van(self, slugs: Iterable[str]) -> list[Schuld]:
        """Het open werk van deze organisaties samen; een regionale actie telt één keer, want één melding volstaat."""
        gezocht = set(slugs)
        per_sleutel = {
            (schuld.actie.nummer, schuld.organisatie if schuld.actie.per_organisatie else ""): schuld
            for schuld in self.schulden
            if schuld.open and schuld.organisatie in gezocht
        }
        return sorted(per_sleutel.values(), key=lambda schuld: schuld.actie.prioriteit)


@dataclass(frozen=True, slots=True)
class Rondelijst:
    """De schulden van één organisatie of groep, met de telling erbij."""

    schulden: tuple[Schuld, ...]

    @property
    def aantal(self) -> int:
        return len(self.schulden)

    @property
    def gemeld(self) -> int:
        return sum(not schuld.open for schuld in self.schulden)

    @property
    def open(self) -> int:
        return self.aantal - self.gemeld

    @property
    def procent(self) -> int:
        return percentage(self.gemeld, self.aantal)

    @property
    def eigen(self) -> tuple[Schuld, ...]:
        """Wat de organisatie zelf doet."""
        return tuple(schuld for schuld in self.schulden if schuld.actie.per_organisatie)

    @property
    def regionaal(self) -> tuple[Schuld, ...]:
        """Waar de hele regio één stand voor heeft."""
        return tuple(schuld for schuld in self.schulden if not schuld.actie.per_organisatie)

    @property
    def open_nummers(self) -> tuple[int, ...]:
        """De nummers van wat nog open staat, om op te zoeken: van laag naar hoog."""
        return tuple(sorted(schuld.actie.nummer for schuld in self.schulden if schuld.open))

    def volgende(self, nummer: int) -> int | None:
        """De open actie die na deze komt, en anders de eerste; ``None`` als er verder niets open is.

        In de volgorde waarin mensen ze zien: eerst wat de organisatie zelf doet.
        """
        volgorde = [schuld.actie.nummer for schuld in (*self.eigen, *self.regionaal) if schuld.open]
        na = volgorde[volgorde.index(nummer) + 1 :] if nummer in volgorde else []
        return next((ander for ander in (*na, *volgorde) if ander != nummer), None)


def rondestand(ronde: Updateronde, programma: Programma, vandaag: date) -> Rondestand:
    """De ronde zoals zij er nu voor staat, in een vast aantal queries boven op het verslag van haar peildatum.

    ``programma`` komt uit ``Programma.objects.met_kenmerk()``.
    """
    verslag = bewaard_verslag(programma, ronde.peildatum)
    organisaties = {organisatie.slug: organisatie for organisatie in Organisatie.objects.met_opvolgers().values()}
    bereik = Bereik(
        acties=frozenset(actie.nummer for actie in ronde.acties.all()),
        organisaties=frozenset(organisatie.slug for organisatie in ronde.organisaties.all()),
        optredend={slug: organisatie.op(vandaag).slug for slug, organisatie in organisaties.items()},
    )
    return Rondestand(ronde, verslag, schulden(verslag, bereik, _meldingen(ronde)), organisaties)


def open_rondes(programma: Programma, vandaag: date) -> tuple[Rondestand, ...]:
    """De rondes die vandaag open zijn, de eerst sluitende voorop. Bewaard tot er iets verandert: dan kost het geen query."""

    def lees():
        rondes = Updateronde.objects.filter(programma=programma).open_op(vandaag).order_by("sluit_op", "pk")
        return tuple(
            rondestand(ronde, programma, vandaag) for ronde in rondes.prefetch_related("acties", "organisaties")
        )

    return bewaar(("rondes", programma.pk, programma.kenmerk, vandaag), lees)


def te_melden(programma: Programma, gebruiker: Gebruiker, vandaag: date) -> int:
    """Hoeveel deze gebruiker in de open rondes nog te melden heeft."""
    rondes = open_rondes(programma, vandaag)
    if not rondes:
        return 0
    slugs = [organisatie.slug for organisatie in gebruiker.organisaties(vandaag)]
    return sum(len(stand.open_van(slugs)) for stand in rondes)


def meld_peildatum(ronde: Updateronde, organisatie: Organisatie, vandaag: date) -> date:
    """De peildatum van een melding in deze ronde: die van de ronde, maar nooit in de toekomst.

    Bestond de organisatie toen niet (zij nam de schuld over), dan de dichtstbijzijnde dag dat zij bestond.
    """
    return organisatie.dichtste_dag(min(ronde.peildatum, vandaag))


def _meldingen(ronde: Updateronde) -> list[Gemeld]:
    """Wat in de ronde is gemeld, of sinds haar opening over haar peildatum of een eerdere dag."""
    opening = timezone.make_aware(datetime.combine(ronde.opent_op, time.min))
    telt = Q(ronde=ronde) | Q(gemeld_op__gte=opening, peildatum__lte=ronde.peildatum)
    rijen = (
        Statusmelding.objects.filter(telt, actie__programma_id=ronde.programma_id)
        .order_by("gemeld_op", "pk")
        .select_related("organisatie", "gemeld_door", "actie")
    )
    return [
        Gemeld(
            nummer=melding.actie.nummer,
            organisatie=melding.organisatie.slug if melding.organisatie else "",
            naam=melding.organisatie.naam if melding.organisatie else "",
            status=melding.status,
            op=melding.gemeld_op,
            door=str(melding.gemeld_door or ""),
            ongewijzigd=melding.ongewijzigd,
        )
        for melding in rijen
    ]
