"""Wie meedoet: partijen zoals het programma ze noemt, organisaties, subregio's en overleggen."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from acties.constanten import OrganisatieSoort, OverlegRol

from .looptijd import Bestaan, keten, lopend, optredend
from .naam import Gevouwen, MetNaam, NaamQuerySet, NaamUniek, Naamveld
from .programma import Programma

HOOGSTE_PLAATS = 9  # De tegelkaart heeft hooguit tien kolommen en tien rijen: zoveel passen er leesbaar op een scherm.


class OpNaamQuerySet(NaamQuerySet):
    def get_by_natural_key(self, naam):
        return self.get(naam=naam)


class Subregio(MetNaam):
    """Een deel van de regio waarin gemeenten samenwerken."""

    naam = Naamveld("naam", max_length=100)
    naam_gevouwen = Gevouwen()
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = OpNaamQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "subregio"
        verbose_name_plural = "subregio’s"
        ordering = ["volgorde", "naam"]
        constraints = [
            NaamUniek(
                fields=["naam_gevouwen"],
                name="subregio_naam_uniek",
                violation_error_message="Er is al een subregio met deze naam.",
            )
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (self.naam,)


class PartijQuerySet(NaamQuerySet):
    def get_by_natural_key(self, slug, naam):
        return self.get(programma__slug=slug, naam=naam)


class Partij(MetNaam):
    """Een verantwoordelijke partij zoals het programma haar noemt, bijvoorbeeld Gemeenten of Veilig Thuis."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="partijen", verbose_name="programma")
    naam = Naamveld("naam", max_length=100)
    naam_gevouwen = Gevouwen()
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = PartijQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        ordering = ["volgorde", "naam"]
        constraints = [
            NaamUniek(
                fields=["programma", "naam_gevouwen"],
                name="partij_naam_uniek",
                violation_error_message="Dit programma heeft al een partij met deze naam.",
            )
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (*self.programma.natural_key(), self.naam)

    natural_key.dependencies = ["acties.programma"]


class OrganisatieQuerySet(OpNaamQuerySet):
    def op_peildatum(self, peildatum):
        """Organisaties die op deze dag bestonden. ``einddatum`` is de eerste dag dat een organisatie er niet meer is."""
        return self.in_periode(peildatum, peildatum)

    def in_periode(self, van, tot):
        """Organisaties die bestonden op een dag van ``van`` tot en met ``tot``."""
        return self.filter(lopend(van, tot, "begindatum", "einddatum"))

    def weg_tussen(self, van, tot):
        """Organisaties die er op ``van`` nog niet weg waren, en op ``tot`` wel."""
        return self.filter(einddatum__gt=van, einddatum__lte=tot)

    def gemeenten(self):
        return self.filter(soort=OrganisatieSoort.GEMEENTE)

    def gemeenten_van(self, programma):
        """Wie tijdens de looptijd een gemeente van dit programma was, ook als zij is opgegaan. Per subregio, op naam."""
        return (
            self.gemeenten()
            .filter(partijen__programma=programma)
            .in_periode(programma.eerste_dag, programma.laatste_dag)
            .select_related("subregio")
            .order_by("subregio__volgorde", "subregio__naam", "naam")
            .distinct()
        )

    def opgegaan_in(self, organisaties, op):
        """Deze organisaties en wie er op deze dag in is opgegaan, ook via een tussenstap. Eén query, meteen."""
        opgegaan = self.filter(einddatum__lte=op, opvolger__isnull=False)
        stappen = list(opgegaan.values_list("pk", "opvolger_id"))
        sleutels = {organisatie.pk for organisatie in organisaties}
        while nieuw := {pk for pk, opvolger in stappen if opvolger in sleutels} - sleutels:
            sleutels |= nieuw
        return self.filter(pk__in=sleutels)

    def met_opvolgers(self):
        """Alle organisaties, op sleutel, elk met haar opvolger erbij: de keten volgen kost dan geen query meer. Eén query."""
        alle = self.in_bulk()
        for organisatie in alle.values():
            if organisatie.opvolger_id:
                organisatie.opvolger = alle[organisatie.opvolger_id]
        return alle

    def bij_te_houden_door(self, gebruiker, op):
        """Organisaties waarvan deze gebruiker op deze dag de lokale acties bijhoudt: de eigen, een projectleider alle."""
        if gebruiker.is_projectleider:
            return self.op_peildatum(op)
        return self.filter(pk__in=[organisatie.pk for organisatie in gebruiker.organisaties(op)])


class Organisatie(Bestaan, MetNaam):
    """Een organisatie die meldt: een gemeente, een ketenpartner of een andere deelnemer."""

    naam = Naamveld("naam", max_length=150)
    naam_gevouwen = Gevouwen()
    slug = models.SlugField("adres", max_length=150, unique=True)
    soort = models.CharField("soort", max_length=20, choices=OrganisatieSoort)
    cbs_code = models.CharField(
        "CBS-code", max_length=10, blank=True, help_text="Bijvoorbeeld GM0361. Alleen voor gemeenten."
    )
    subregio = models.ForeignKey(
        Subregio, models.PROTECT, null=True, blank=True, related_name="organisaties", verbose_name="subregio"
    )
    partijen = models.ManyToManyField(Partij, blank=True, related_name="organisaties", verbose_name="partijen")
    begindatum = models.DateField(
        "begindatum", null=True, blank=True, help_text="Leeg: bestaat al langer dan het programma."
    )
    einddatum = models.DateField(
        "einddatum", null=True, blank=True, help_text="De eerste dag waarop de organisatie niet meer bestaat."
    )
    opvolger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voorgangers", verbose_name="opvolger"
    )

    kaartkolom = models.PositiveSmallIntegerField(
        "kolom op de kaart",
        null=True,
        blank=True,
        validators=[MaxValueValidator(HOOGSTE_PLAATS)],
        help_text="De plaats van een gemeente op de tegelkaart, van 0 (het meest links) tot en met 9.",
    )
    kaartrij = models.PositiveSmallIntegerField(
        "rij op de kaart",
        null=True,
        blank=True,
        validators=[MaxValueValidator(HOOGSTE_PLAATS)],
        help_text="Van 0 (bovenaan) tot en met 9. Heeft een gemeente geen plaats, dan toont de site een lijst.",
    )

    VAST = ("slug",)  # een bestand met dezelfde naam en een ander adres gaat over een ander

    objects = OrganisatieQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[partijen], excluded_fields=["naam_gevouwen"])

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        constraints = [
            NaamUniek(
                fields=["naam_gevouwen"],
                name="organisatie_naam_uniek",
                violation_error_message="Er is al een organisatie met deze naam.",
            ),
            models.UniqueConstraint(
                fields=["cbs_code"],
                condition=~Q(cbs_code=""),
                name="organisatie_cbs_uniek",
                violation_error_message="Er is al een organisatie met deze CBS-code.",
            ),
            models.CheckConstraint(
                name="organisatie_einde_na_begin",
                condition=Q(begindatum__isnull=True) | Q(einddatum__isnull=True) | Q(einddatum__gt=F("begindatum")),
                violation_error_message="De einddatum ligt niet na de begindatum.",
            ),
            models.CheckConstraint(
                name="organisatie_opvolger_bij_einde",
                condition=Q(opvolger__isnull=True) | Q(einddatum__isnull=False),
                violation_error_message="Een opvolger hoort bij een organisatie met een einddatum. Vul de einddatum in.",
            ),
            models.CheckConstraint(
                name="organisatie_kaartplaats_heel",
                condition=Q(kaartkolom__isnull=True, kaartrij__isnull=True)
                | Q(
                    kaartkolom__isnull=False,  # zonder dit is een half paar voor de database niet waar en niet onwaar
                    kaartrij__isnull=False,
                    kaartkolom__lte=HOOGSTE_PLAATS,
                    kaartrij__lte=HOOGSTE_PLAATS,
                ),
                violation_error_message="Vul voor de kaart een kolom en een rij in, elk van 0 tot en met 9, of geen van beide.",
            ),
        ]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (self.naam,)

    natural_key.dependencies = ["acties.subregio", "acties.partij"]

    def clean(self):
        if self.pk and self.opvolger_id and self.pk in {o.pk for o in self.opvolger.keten()}:
            raise ValidationError(
                {"opvolger": "Een organisatie kan niet, ook niet via een omweg, haar eigen opvolger zijn."}
            )

    def keten(self):
        """Deze organisatie en haar opvolgers, in volgorde."""
        return list(keten(self, lambda schakel: schakel.opvolger))

    def op(self, dag):
        """De organisatie die op deze dag voor deze optreedt: zijzelf, of haar opvolger als zij dan niet meer bestaat."""
        return optredend(keten(self, lambda schakel: schakel.opvolger), dag)


class OverlegQuerySet(NaamQuerySet):
    def get_by_natural_key(self, afkorting):
        return self.get(afkorting=afkorting)


class Overleg(MetNaam):
    """Een bestuurlijk overleg dat de jaarlijkse uitkomsten bespreekt of erover wordt geïnformeerd."""

    afkorting = Naamveld("afkorting", max_length=30)
    afkorting_gevouwen = Gevouwen()
    slug = models.SlugField("adres", max_length=30, unique=True)
    naam = models.CharField("naam", max_length=200)
    subregio = models.ForeignKey(
        Subregio, models.PROTECT, null=True, blank=True, related_name="overleggen", verbose_name="subregio"
    )
    rol = models.CharField("rol", max_length=20, choices=OverlegRol)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    organisaties = models.ManyToManyField(
        Organisatie, through="Deelname", related_name="overleggen", verbose_name="deelnemers"
    )

    VAST = (
        "slug",
        "subregio",
    )  # een bestand met dezelfde afkorting en een ander adres of andere subregio gaat over een ander

    objects = OverlegQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["afkorting_gevouwen"])

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["volgorde", "afkorting"]
        constraints = [
            NaamUniek(
                fields=["afkorting_gevouwen"],
                name="overleg_afkorting_uniek",
                violation_error_message="Er is al een overleg met deze afkorting.",
            )
        ]

    def __str__(self):
        return self.afkorting

    def natural_key(self):
        return (self.afkorting,)

    natural_key.dependencies = ["acties.subregio"]


class DeelnameQuerySet(models.QuerySet):
    def op_peildatum(self, peildatum):
        return self.filter(lopend(peildatum, peildatum, "van", "tot"))

    def get_by_natural_key(self, afkorting, naam):
        return self.get(overleg__afkorting=afkorting, organisatie__naam=naam)


class Deelname(models.Model):
    """Een organisatie neemt in een periode deel aan een overleg. ``tot`` is de eerste dag dat zij niet meer deelneemt."""

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="deelnames", verbose_name="overleg")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="deelnames", verbose_name="organisatie")
    van = models.DateField("van", null=True, blank=True)
    tot = models.DateField("tot", null=True, blank=True, help_text="De eerste dag zonder deelname.")

    objects = DeelnameQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ["overleg__volgorde", "organisatie__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "organisatie"],
                name="deelname_uniek",
                violation_error_message="Deze organisatie neemt al deel aan dit overleg.",
            ),
            models.CheckConstraint(
                name="deelname_tot_na_van",
                condition=Q(van__isnull=True) | Q(tot__isnull=True) | Q(tot__gt=F("van")),
                violation_error_message="‘Tot’ ligt niet na ‘van’.",
            ),
        ]

    def __str__(self):
        return f"{self.organisatie} in {self.overleg}"

    def natural_key(self):
        return (*self.overleg.natural_key(), *self.organisatie.natural_key())

    natural_key.dependencies = ["acties.overleg", "acties.organisatie"]
