"""De statusmelding: het ene feit waar alle cijfers op rusten."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from acties.models import Actie, Organisatie
from acties.models.velden import Meldtekst
from acties.rekenblad.lezen.naam import schone_naam
from monitoring.constanten import (
    KOERS_VRAAGT_UITLEG,
    STATUSSEN_ORGANISATIE,
    STATUSSEN_REGIO,
    ZONDER_KOERS,
    Bron,
    Koers,
    Status,
)
from monitoring.datum import datum_tekst

from .inlezing import Inlezing
from .ronde import Updateronde
from .toegangslink import Toegangslink, melder_via_link


def afzender(door):
    """Het veld van een melding dat zegt wie haar deed: een gebruiker, of de meldlink van iemand zonder account."""
    return {"link" if isinstance(door, Toegangslink) else "gemeld_door": door}


class StatusmeldingQuerySet(models.QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Wie een rol heeft, leest alle meldingen; een bezoeker alleen de openbare."""
        if not gebruiker.heeft_rol:
            return self.none()
        return self if gebruiker.is_authenticated else self.filter(openbaar=True)

    def op_peildatum(self, peildatum):
        return self.filter(peildatum__lte=peildatum)

    def geldig(self):
        """Zonder wat is gecorrigeerd: daar is een andere melding voor in de plaats gekomen."""
        return self.filter(~Exists(Statusmelding.objects.filter(corrigeert=OuterRef("verzoek"))))

    def nieuwste_van(self, actie, organisatie):
        """De geldende melding van één organisatie (``None``: regiobreed) over één actie, of ``None``."""
        return self.geldig().filter(actie=actie, organisatie=organisatie).order_by("-peildatum", "-pk").first()

    def laatste_van(self, actie, organisatie):
        """De laatst opgeslagen melding van één organisatie (``None``: regiobreed), over welke dag zij ook gaat."""
        return self.filter(actie=actie, organisatie=organisatie).order_by("-pk").first()


class Statusmelding(models.Model):
    """Wat iemand namens een organisatie over een actie meldt. Een correctie is een nieuwe melding; deze rij verandert nooit.

    ``peildatum`` is de dag waarvoor het geldt, ``gemeld_op`` het moment waarop het is gezegd. Zonder organisatie is de
    melding een woord voor de regio: van ``spreker``, een organisatie van een aanjager, en anders van een projectleider.
    ``bevestigt`` is dan de organisatie van wie het de bijdrage overneemt. ``corrigeert`` is de melding waar deze voor in de
    plaats komt.
    """

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="meldingen", verbose_name="actie")
    organisatie = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meldingen",
        verbose_name="namens",
        help_text="Leeg: voor de hele regio.",
    )
    peildatum = models.DateField("peildatum", help_text="De dag waarvoor de melding geldt.")
    gemeld_op = models.DateTimeField("gemeld op", default=timezone.now, editable=False)
    status = models.CharField("status", max_length=20, choices=Status)
    koers = models.CharField("koers", max_length=20, choices=Koers, blank=True)
    toelichting = Meldtekst("wat is er gebeurd?", blank=True)
    bijsturing = Meldtekst("bijsturing", blank=True)
    ongewijzigd = models.BooleanField("ongewijzigd bevestigd", default=False, editable=False)
    spreker = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="woorden",
        verbose_name="spreekt namens de regio",
    )
    bevestigt = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="bevestigd",
        verbose_name="bevestigt de bijdrage van",
    )
    corrigeert = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="verzoek",
        null=True,
        blank=True,
        editable=False,
        related_name="correcties",
        verbose_name="corrigeert",
    )
    openbaar = models.BooleanField(
        "openbaar",
        default=True,
        help_text="Uit: de tekst is alleen te lezen voor wie inlogt. De status telt altijd mee.",
    )
    gemeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meldingen",
        verbose_name="gemeld door",
    )
    link = models.ForeignKey(
        Toegangslink,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meldingen",
        verbose_name="meldlink",
        help_text="De link van wie zonder account meldde.",
    )
    bron = models.CharField("bron", max_length=20, choices=Bron, default=Bron.WEB, editable=False)
    ronde = models.ForeignKey(
        Updateronde,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meldingen",
        verbose_name="updateronde",
    )
    inlezing = models.ForeignKey(
        Inlezing,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meldingen",
        verbose_name="inlezing",
        help_text="Het bestand waar de melding uit komt.",
    )
    verzoek = models.UUIDField(
        "verzoek",
        null=True,
        default=uuid4,
        unique=True,
        editable=False,
        help_text="Kenmerk van de melding, uit het formulier: het houdt dubbel versturen tegen.",
    )

    objects = StatusmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "statusmelding"
        verbose_name_plural = "statusmeldingen"
        ordering = ["-peildatum", "-pk"]
        indexes = [
            # De zoekvolgorde van stand(); de status staat erin zodat de index alleen volstaat.
            models.Index(fields=["actie", "organisatie", "-peildatum", "-id", "status"], name="melding_stand"),
            models.Index(fields=["-gemeld_op"], name="melding_gemeld_op"),
        ]
        constraints = [
            models.CheckConstraint(
                name="melding_koers_met_uitleg",
                condition=~Q(koers__in=KOERS_VRAAGT_UITLEG) | (~Q(toelichting="") & ~Q(bijsturing="")),
                violation_error_message="Bij koers aandacht of vastgelopen horen een toelichting en een bijsturing.",
            ),
            models.CheckConstraint(
                name="melding_nvt_alleen_organisatie",
                condition=~Q(status=Status.NVT) | Q(organisatie__isnull=False),
                violation_error_message="N.v.t. kan alleen één organisatie melden, niet de hele regio.",
            ),
            models.CheckConstraint(
                name="melding_vervallen_alleen_regio",
                condition=~Q(status=Status.VERVALLEN) | Q(organisatie__isnull=True),
                violation_error_message=(
                    "Een actie vervalt voor de hele regio. Kies n.v.t. als dit voor één organisatie niet geldt."
                ),
            ),
            models.CheckConstraint(
                name="melding_woord_alleen_regio",
                condition=Q(organisatie__isnull=True) | Q(spreker__isnull=True, bevestigt__isnull=True),
                violation_error_message="Alleen een melding voor de hele regio heeft een spreker of bevestigt een bijdrage.",
            ),
            models.UniqueConstraint(
                name="melding_een_correctie",
                fields=["corrigeert"],
                condition=Q(corrigeert__isnull=False),
                violation_error_message="Deze melding is al gecorrigeerd. Corrigeer de nieuwste.",
            ),
            models.CheckConstraint(
                name="melding_status_bekend",
                condition=Q(status__in=Status.values),
                violation_error_message="Kies een status uit de lijst.",
            ),
            models.CheckConstraint(
                name="melding_koers_bekend",
                condition=Q(koers__in=["", *Koers.values]),
                violation_error_message="Kies een koers uit de lijst, of laat de koers leeg.",
            ),
        ]

    def __str__(self):
        return f"{self.actie_id}: {self.get_status_display()} op {datum_tekst(self.peildatum)}"

    def via(self):
        """Waarlangs de melding kwam: “de site”, of “Excel van Alkmaar”."""
        return f"Excel van {self.organisatie}" if self.inlezing_id and self.organisatie else self.get_bron_display()

    @property
    def melder(self):
        """Wie de melding deed, voor wie is ingelogd: “Anna”, “Petra Bos, beleidsadviseur, via een meldlink”; leeg: onbekend."""
        if self.link:
            return melder_via_link(self.link.naam, self.link.functie)
        return str(self.gemeld_door or "")

    @property
    def correctie(self):
        """De melding die voor deze in de plaats kwam, of ``None``."""
        return next(iter(self.correcties.all()), None)

    def nieuwste_correctie(self):
        """De laatste in de reeks correcties van deze melding; zonder correctie zijzelf."""
        melding = self
        while opvolger := melding.correcties.select_related(
            "actie", "organisatie", "gemeld_door", "link", "ronde"
        ).first():
            melding = opvolger
        return melding

    def bezwaar_tegen_bevestigen(self, woord):
        """Waarom wie namens de regio spreekt deze bijdrage niet kan bevestigen, na ``woord`` (het laatste); leeg: het kan."""
        if self.status == Status.NVT:
            return f"N.v.t. zegt alleen iets over {self.organisatie}."
        if woord and self.peildatum == woord.peildatum and self.pk < woord.pk:
            return f"Hierna is over {datum_tekst(woord.peildatum)} ook namens de regio gemeld."
        if woord and self.peildatum < woord.peildatum:
            return f"Ouder dan wat namens de regio is gemeld over {datum_tekst(woord.peildatum)}."
        return ""

    def clean(self):
        fouten = self._fouten_correctie()
        if self.peildatum and self.actie_id:
            fouten |= self._fouten_peildatum()
        if self.koers and self.status in ZONDER_KOERS:
            fouten["koers"] = (
                f"Een actie die {Status(self.status).label.lower()} is, heeft geen koers. Laat de koers leeg."
            )
        elif self.koers in KOERS_VRAAGT_UITLEG:
            fouten |= self._fouten_uitleg()
        if self.status and self.status not in (STATUSSEN_ORGANISATIE if self.organisatie_id else STATUSSEN_REGIO):
            namens = "één organisatie" if self.organisatie_id else "de hele regio"
            fouten["status"] = f"Voor {namens} kan deze status niet. Kies een andere."
        if self.actie_id and self.actie.lokaal_van:
            fouten |= self._fouten_lokaal()
        if self.status == Status.NVT and "status" not in fouten and not schone_naam(self.toelichting):
            fouten.setdefault("toelichting", f"Vertel waarom dit voor {self.organisatie} niet van toepassing is.")
        if fouten:
            raise ValidationError(fouten)

    def _fouten_correctie(self):
        oud = self.corrigeert
        if oud and (oud.actie_id, oud.organisatie_id) != (self.actie_id, self.organisatie_id):
            return {NON_FIELD_ERRORS: "Een correctie gaat over dezelfde actie en is namens dezelfde organisatie."}
        return {}

    def _fouten_lokaal(self):
        van = self.actie.lokaal_van
        if self.organisatie not in van.keten():
            return {NON_FIELD_ERRORS: f"Dit is een lokale actie van {van}. Meld namens {van.keten()[-1]}."}
        if self.status == Status.NVT:
            return {"status": "Een lokale actie die niet doorgaat, laat je vervallen. Kies hier een andere status."}
        return {}

    def _fouten_peildatum(self):
        programma = self.actie.programma
        if self.peildatum > timezone.localdate(self.gemeld_op):
            return {"peildatum": "De peildatum ligt in de toekomst. Kies vandaag of een eerdere dag."}
        if self.peildatum < programma.eerste_dag:
            begin = datum_tekst(programma.eerste_dag)
            return {"peildatum": f"Het programma begint op {begin}. Kies die dag of een latere."}
        if self.organisatie_id and not self.organisatie.bestond_op(self.peildatum):
            return {
                "peildatum": f"{self.organisatie} bestond niet op {datum_tekst(self.peildatum)}. Kies een andere dag."
            }
        return {}

    def _fouten_uitleg(self):
        koers = Koers(self.koers).label.lower()
        vragen = {"toelichting": "vertel wat er is gebeurd", "bijsturing": "vertel wat jullie eraan doen"}
        return {
            veld: f"Je koos koers {koers}: {vraag}."
            for veld, vraag in vragen.items()
            if not schone_naam(getattr(self, veld))
        }
