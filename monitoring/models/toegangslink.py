"""De link waarmee iemand zonder account één ding kan: een stuk lezen, of melden voor zijn organisatie."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from acties.models import Organisatie, Programma
from monitoring.constanten import Linksoort

from .ronde import Updateronde

DUBBELE_KLIK = timedelta(seconds=10)
BEWAREN = timedelta(days=90)  # zo lang na haar einde staat bij een link nog van wie zij was


def melder_via_link(naam: str, functie: str) -> str:
    """“Petra Bos, beleidsadviseur, via een meldlink”: wie er meldde, voor wie is ingelogd."""
    return ", ".join(filter(None, [naam, functie, "via een meldlink"]))


class ToegangslinkQuerySet(models.QuerySet):
    def bind(self, pk: int, browser: str) -> bool:
        """De eerste browser die de link opent, is die van de link. Onwaar: een andere was eerder."""
        return self.filter(pk=pk, browser="").update(browser=browser) == 1

    def tel(self, pk: int, op) -> None:
        """Eén keer per opening; een dubbele klik is er één."""
        rijen = self.filter(pk=pk).filter(Q(laatst_geopend=None) | Q(laatst_geopend__lt=op - DUBBELE_KLIK))
        rijen.update(aantal_geopend=F("aantal_geopend") + 1, laatst_geopend=op)

    def vergeet(self, dag) -> int:
        """Haalt naam en adres weg van elke link die al een tijd voorbij is. De functie blijft bij een melding te zien."""
        grens = dag - BEWAREN
        voorbij = Q(ingetrokken_op__date__lt=grens) | Q(geldig_tot__lt=grens) | Q(ronde__sluit_op__lt=grens)
        return self.filter(voorbij, ~Q(email="")).update(naam="", email="", code="", code_tot=None)


class Toegangslink(models.Model):
    """Een persoonlijke link. Een leeslink opent één evaluatie of het dashboard, een meldlink het werk van een organisatie.

    De sleutel zelf staat alleen in de mail: hier staat een afdruk ervan. ``browser`` is een afdruk van de eerste browser die
    haar opende; in een andere vraagt zij om een code uit de mail. Een meldlink is van één ronde, en eindigt met haar.
    """

    soort = models.CharField("soort", max_length=10, choices=Linksoort)
    programma = models.ForeignKey(Programma, models.PROTECT, related_name="toegangslinks", verbose_name="programma")
    naam = models.CharField("naam", max_length=150, blank=True)
    email = models.EmailField("e-mailadres van het werk", blank=True)
    functie = models.CharField("functie", max_length=150, blank=True)
    ronde = models.ForeignKey(
        Updateronde, models.PROTECT, null=True, blank=True, related_name="meldlinks", verbose_name="updateronde"
    )
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="meldlinks", verbose_name="organisatie"
    )
    jaar = models.PositiveSmallIntegerField("evaluatie", null=True, blank=True, help_text="Leeg: het dashboard.")
    geldig_tot = models.DateField("laatste dag", null=True, blank=True)
    sleutel = models.CharField("afdruk van de sleutel", max_length=64, unique=True)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    gemaakt_op = models.DateTimeField("gemaakt op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    aantal_geopend = models.PositiveIntegerField("keer geopend", default=0)
    laatst_geopend = models.DateTimeField("laatst geopend", null=True, blank=True)
    browser = models.CharField("afdruk van de eerste browser", max_length=64, blank=True)
    code = models.CharField("afdruk van de code", max_length=64, blank=True)
    code_tot = models.DateTimeField("code geldig tot", null=True, blank=True)
    code_pogingen = models.PositiveSmallIntegerField("pogingen", default=0)

    objects = ToegangslinkQuerySet.as_manager()

    # Voor wie zij opent, is zij ook wie er meldt: zij kent dezelfde vragen als een gebruiker.
    is_authenticated = True
    is_projectleider = False

    class Meta:
        verbose_name = "toegangslink"
        verbose_name_plural = "toegangslinks"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="toegangslink_naar_een_ding",
                condition=Q(
                    soort=Linksoort.LEES, ronde__isnull=True, organisatie__isnull=True, geldig_tot__isnull=False
                )
                | Q(
                    soort=Linksoort.MELD,
                    ronde__isnull=False,
                    organisatie__isnull=False,
                    jaar__isnull=True,
                    geldig_tot__isnull=True,
                ),
                violation_error_message="Een leeslink heeft een laatste dag, een meldlink een ronde en een organisatie.",
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} van {self.wie}"

    @property
    def wie(self) -> str:
        """“Petra Bos, beleidsadviseur, Alkmaar”; na een tijd zonder de naam."""
        delen = [self.naam, self.functie, self.organisatie.naam if self.organisatie else ""]
        return ", ".join(filter(None, delen)) or "iemand zonder account"

    @property
    def is_meldlink(self) -> bool:
        return self.soort == Linksoort.MELD

    @property
    def laatste_dag(self):
        return self.ronde.sluit_op if self.ronde else self.geldig_tot

    def bezwaar_op(self, dag) -> str:
        """Waarom de link op deze dag niet opent; leeg: zij opent."""
        if self.ingetrokken_op:
            return "Deze link is ingetrokken. Vraag de projectleider om een nieuwe."
        if self.laatste_dag < dag:
            wat = "de updateronde is gesloten" if self.ronde else "de laatste dag is voorbij"
            return f"Deze link werkt niet meer: {wat}."
        if self.ronde and self.ronde.opent_op > dag:
            return "Deze link werkt nog niet: de updateronde is nog niet open."
        if self.ronde and not Updateronde.objects.filter(pk=self.ronde.pk).vraagt_op(dag).exists():
            return f"Deze link werkt niet meer: {self.ronde.peildatum.year} is vastgesteld."
        return ""

    def organisaties(self, op) -> list[Organisatie]:
        """De organisatie waarvoor de link op deze dag meldt: haar eigen of de opvolger."""
        nu = self.organisatie.op(op) if self.organisatie else None
        return [nu] if nu and nu.bestond_op(op) else []
