"""De actie: wat is afgesproken, wie verantwoordelijk is, wie aanjaagt en wanneer het klaar moet zijn."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from acties.constanten import HOOGSTE_REGIONUMMER, Kleur, Uitvoering, nummer_tekst

from .naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from .organisatie import Organisatie, Partij
from .programma import Ambitie, Doelgroep, Onderdeel, Programma
from .velden import Meldtekst


class AanjagersrolQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, naam):
        return self.get(programma__slug=slug, naam=naam)


class Aanjagersrol(MetNaam):
    """Een groep aanjagers, met de kleur en letter uit de legenda van het programma."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="aanjagersrollen", verbose_name="programma")
    naam = Naamveld("naam", max_length=150)
    naam_gevouwen = Gevouwen()
    kleur = models.CharField("kleur", max_length=20, choices=Kleur)
    letter = models.CharField(
        "letter", max_length=2, help_text="Staat in het gekleurde blokje, ook zonder kleur te lezen."
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = AanjagersrolQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "aanjagersrol"
        verbose_name_plural = "aanjagersrollen"
        ordering = ["volgorde", "naam"]
        constraints = [
            NaamUniek(
                fields=["programma", "naam_gevouwen"],
                name="aanjagersrol_naam_uniek",
                violation_error_message="Een andere aanjagersrol van dit programma heeft deze naam al.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["programma", veld],
                    name=f"aanjagersrol_{veld}_uniek",
                    violation_error_message=f"Een andere aanjagersrol van dit programma heeft deze {veld} al.",
                )
                for veld in ("kleur", "letter")
            ),
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (*self.programma.natural_key(), self.naam)

    natural_key.dependencies = ["acties.programma"]


class ActieQuerySet(NaamQuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Acties die deze gebruiker mag lezen: alle, voor wie een rol heeft."""
        return self if gebruiker.heeft_rol else self.none()

    def regionaal(self):
        """De acties van het programma zelf; lokale acties van één organisatie horen daar niet bij."""
        return self.filter(lokaal_van__isnull=True)

    def lokaal(self, organisaties, op):
        """De lokale acties van deze organisaties, en van wie op deze dag in hen is opgegaan."""
        return self.filter(lokaal_van__in=Organisatie.objects.opgegaan_in(organisaties, op))

    def lokaal_te_bewerken_door(self, gebruiker, op):
        """Lokale acties die deze gebruiker op deze dag mag wijzigen: die van zijn organisaties, een projectleider alle."""
        if gebruiker.is_projectleider:
            return self.filter(lokaal_van__isnull=False)
        return self.lokaal(gebruiker.organisaties(op), op)

    def van_organisaties(self, organisaties):
        """Acties waarvan een partij hoofdverantwoordelijk is waar een van deze organisaties bij hoort."""
        eigen = Partij.objects.filter(organisaties__in=organisaties)
        return self.filter(
            pk__in=Actie.hoofdverantwoordelijken.through.objects.filter(partij__in=eigen).values("actie")
        )

    def bij_te_werken_door(self, gebruiker, op):
        """Acties waarvoor deze gebruiker op deze dag mag melden: een projectleider alle, een ander die van zijn organisaties.

        Ook die waarover zij namens de regio spreken, en hun lokale acties. Namens wie hij dat kan, zegt ``namens_keuzes``.
        """
        if gebruiker.is_projectleider:
            return self
        organisaties = gebruiker.organisaties(op)
        samen = Organisatie.objects.opgegaan_in(organisaties, op)
        regionaal = self.regionaal()
        eigen = regionaal.van_organisaties(organisaties) | regionaal._aangejaagd_door(samen)
        return eigen | self.filter(lokaal_van__in=samen)

    def te_melden_namens(self, organisatie, *, door, op):
        """Acties waarover ``door`` op deze dag namens deze organisatie (``None``: de hele regio) mag melden.

        Een projectleider mag dat namens elke organisatie en de regio; over een lokale actie namens wie haar had of nu heeft.
        Een ander namens zijn organisaties, en namens de regio waar een van hen aanjager is.
        """
        if door.is_projectleider:
            van = Organisatie.objects.opgegaan_in([organisatie] if organisatie else [], date.max)
            return self.filter(Q(lokaal_van__isnull=True) | Q(lokaal_van__in=van))
        eigen = door.organisaties(op)
        if organisatie is None:
            return self.regionaal().aangejaagd_door(eigen, op)
        return self._van([organisatie], op) if organisatie in eigen else self.none()

    def aangejaagd_door(self, organisaties, op):
        """Acties waarvan een aanjager een van deze organisaties noemt, of wie op deze dag in haar is opgegaan."""
        return self._aangejaagd_door(Organisatie.objects.opgegaan_in(organisaties, op))

    def _aangejaagd_door(self, sprekers):
        return self.filter(pk__in=Aanjager.objects.filter(organisaties__in=sprekers).values("actie"))

    def _van(self, organisaties, op):
        return self.regionaal().van_organisaties(organisaties) | self.lokaal(organisaties, op)

    def get_by_natural_key(self, slug, nummer):
        return self.get(programma__slug=slug, nummer=nummer)


class Actie(MetNaam):
    """Een afspraak uit het programma, met hoofdverantwoordelijken, aanjagers en een planning."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="acties", verbose_name="programma")
    nummer = models.PositiveIntegerField("nummer")
    titel = Naamveld("titel", max_length=200)
    titel_gevouwen = Gevouwen()
    omschrijving = Meldtekst("omschrijving", blank=True)
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="acties", verbose_name="onderdeel")
    doelgroep = models.ForeignKey(
        Doelgroep, models.PROTECT, null=True, blank=True, related_name="acties", verbose_name="doelgroep"
    )
    ambities = models.ManyToManyField(Ambitie, blank=True, related_name="acties", verbose_name="ambities")
    hoofdverantwoordelijken = models.ManyToManyField(
        Partij, related_name="acties", verbose_name="hoofdverantwoordelijken"
    )
    uitvoering = models.CharField("uitvoering", max_length=20, choices=Uitvoering, default=Uitvoering.REGIONAAL)
    startjaar = models.PositiveSmallIntegerField("startjaar", null=True, blank=True)
    eindjaar = models.PositiveSmallIntegerField("eindjaar", null=True, blank=True)
    doorlopend = models.BooleanField("doorlopend", default=False, help_text="Een doorlopende actie heeft geen jaren.")
    planning_toelichting = models.CharField("toelichting op de planning", max_length=200, blank=True)
    vervallen_op = models.DateField("vervallen op", null=True, blank=True)
    vervallen_reden = Meldtekst("reden van vervallen", blank=True)
    lokaal_van = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lokale_acties",
        verbose_name="lokale actie van",
        help_text="Leeg: een actie van de regio. Een lokale actie telt nooit mee in de cijfers van de regio.",
    )
    voortgekomen_uit = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vervolgacties",
        verbose_name="voortgekomen uit",
        help_text="De actie uit een eerder programma waar deze op voortbouwt.",
    )

    objects = ActieQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[ambities, hoofdverantwoordelijken], excluded_fields=["titel_gevouwen"])

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["programma", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "nummer"],
                name="actie_nummer_uniek",
                violation_error_message="Dit programma heeft al een actie met dit nummer.",
            ),
            models.CheckConstraint(
                name="actie_planning_volledig",
                condition=Q(doorlopend=True, startjaar__isnull=True, eindjaar__isnull=True)
                | Q(doorlopend=False, startjaar__isnull=False, eindjaar__isnull=False),
                violation_error_message="Geef een startjaar en een eindjaar, of kies doorlopend zonder jaren.",
            ),
            models.CheckConstraint(
                name="actie_planning_op_volgorde",
                condition=Q(startjaar__isnull=True) | Q(eindjaar__isnull=True) | Q(eindjaar__gte=F("startjaar")),
                violation_error_message="Het eindjaar ligt vóór het startjaar.",
            ),
            models.CheckConstraint(
                name="actie_vervallen_met_reden",
                condition=Q(vervallen_op__isnull=True, vervallen_reden="")
                | (Q(vervallen_op__isnull=False) & ~Q(vervallen_reden="")),
                violation_error_message="Een vervallen actie heeft een datum én een reden; een andere actie geen van beide.",
            ),
            models.CheckConstraint(
                name="actie_uitvoering_bekend",
                condition=Q(uitvoering__in=Uitvoering.values),
                violation_error_message="Kies regionaal of per organisatie.",
            ),
            models.CheckConstraint(
                name="actie_nummer_in_eigen_reeks",
                condition=Q(lokaal_van__isnull=True, nummer__lte=HOOGSTE_REGIONUMMER)
                | Q(lokaal_van__isnull=False, nummer__gt=HOOGSTE_REGIONUMMER),
                violation_error_message=(
                    f"Een actie van de regio heeft een nummer tot en met {HOOGSTE_REGIONUMMER}, een lokale actie een hoger "
                    "nummer. Kies een nummer in de goede reeks."
                ),
            ),
            models.CheckConstraint(
                name="actie_lokaal_heeft_een_stand",
                condition=Q(lokaal_van__isnull=True) | Q(uitvoering=Uitvoering.REGIONAAL),
                violation_error_message="Een lokale actie is van één organisatie en heeft één stand. Per organisatie kan niet.",
            ),
            NaamUniek(
                fields=["programma", "lokaal_van", "titel_gevouwen"],
                condition=Q(lokaal_van__isnull=False),
                name="actie_lokale_titel_uniek",
                violation_error_message="Deze organisatie heeft al een lokale actie met deze titel. Kies een andere titel.",
            ),
        ]

    def __str__(self):
        return f"{self.nummer_tekst}. {self.titel}"

    def natural_key(self):
        return (*self.programma.natural_key(), self.nummer)

    natural_key.dependencies = ["acties.programma"]

    def clean(self):
        fouten = {}
        if self.programma_id:
            fouten |= self._fouten_planning()
        if self.programma_id and self.onderdeel_id and self.onderdeel.programma_id != self.programma_id:
            fouten["onderdeel"] = "Dit onderdeel hoort bij een ander programma."
        if self.doelgroep_id and self.doelgroep.actielijn_id != self.onderdeel_id:
            fouten["doelgroep"] = "Deze doelgroep hoort bij een andere actielijn."
        if self.voortgekomen_uit_id and self.voortgekomen_uit.programma_id == self.programma_id:
            fouten["voortgekomen_uit"] = "Kies een actie uit een eerder programma."
        if fouten:
            raise ValidationError(fouten)

    def _fouten_planning(self):
        jaren = self.programma.jaren
        return {
            veld: f"Het programma loopt van {jaren[0]} tot en met {jaren[-1]}. Kies een jaar daarbinnen."
            for veld in ("startjaar", "eindjaar")
            if getattr(self, veld) is not None and getattr(self, veld) not in jaren
        }

    @property
    def is_lokaal(self):
        return self.lokaal_van_id is not None

    @property
    def nummer_tekst(self):
        """Het nummer zoals mensen het lezen: “12”, of “L1” voor een lokale actie."""
        return nummer_tekst(self.nummer)

    @property
    def planning(self):
        return planning_tekst(self.startjaar, self.eindjaar, self.doorlopend)

    @property
    def laatste_dag(self):
        """De laatste dag van de planning; ``None`` als de actie doorloopt."""
        return date(self.eindjaar, 12, 31) if self.eindjaar else None

    @property
    def is_per_organisatie(self):
        return self.uitvoering == Uitvoering.PER_ORGANISATIE


def planning_tekst(startjaar, eindjaar, doorlopend):
    """“Doorlopend”, “2021” of “2021–2023”."""
    if doorlopend:
        return "Doorlopend"
    return str(startjaar) if startjaar == eindjaar else f"{startjaar}–{eindjaar}"


class AanjagerQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, nummer, naam):
        return self.get(actie__programma__slug=slug, actie__nummer=nummer, rol__naam=naam)


class Aanjager(models.Model):
    """Wie een actie aanjaagt, vanuit welke rol. Een aanjager is niet de hoofdverantwoordelijke.

    De organisaties die zij noemt, spreken namens de regio: hun woord is de status van een regionale actie. Noemt geen
    aanjager van een actie er een, dan spreekt de projectleider.
    """

    actie = models.ForeignKey(Actie, models.CASCADE, related_name="aanjagers", verbose_name="actie")
    rol = models.ForeignKey(Aanjagersrol, models.PROTECT, related_name="aanjagers", verbose_name="rol")
    tekst = models.CharField(
        "wie", max_length=200, help_text="Een functie of organisatie, zoals het programma haar noemt."
    )
    organisaties = models.ManyToManyField(
        Organisatie,
        blank=True,
        related_name="aanjaagt",
        verbose_name="spreekt namens de regio",
        help_text="Wie namens de regio zegt hoe het met de actie staat. Leeg: de projectleider.",
    )

    objects = AanjagerQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[organisaties])

    class Meta:
        verbose_name = "aanjager"
        verbose_name_plural = "aanjagers"
        ordering = ["actie", "rol__volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["actie", "rol"],
                name="aanjager_rol_uniek",
                violation_error_message="Deze actie heeft al een aanjager in deze rol.",
            )
        ]

    def __str__(self):
        return self.tekst

    def natural_key(self):
        return (*self.actie.natural_key(), self.rol.naam)

    natural_key.dependencies = ["acties.actie", "acties.aanjagersrol", "acties.organisatie"]

    def clean(self):
        if self.rol_id and self.actie_id and self.rol.programma_id != self.actie.programma_id:
            raise ValidationError({"rol": "Deze aanjagersrol hoort bij een ander programma."})
