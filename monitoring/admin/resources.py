"""Indicatoren, metingen en meldingen als bestand. Een ingelezen melding ontstaat langs dezelfde weg als elke andere."""

from uuid import NAMESPACE_OID, uuid5

from django.core.exceptions import ValidationError
from import_export.fields import Field

from acties.admin.resources import Ambities, actie_kolom, programma_kolom, via
from acties.admin.tabel import Tabel
from acties.models import Ambitie, Organisatie
from acties.rekenblad.lezen.kolommen import Kolom, Verwijzing, zoek
from acties.rekenblad.lezen.tekst import schone_tekst
from acties.rekenblad.lezen.waarde import lees_naam, lees_periode, lees_sleutel
from monitoring.constanten import Bron
from monitoring.melden.melding import NietBevoegd, melden
from monitoring.models import Indicator, Meting, Regionaam, Statusmelding

KORT = ["peildatum", "status", "koers", "openbaar"]
TEKSTEN = ["toelichting", "bijsturing"]


class AmbitieKolom(Kolom):
    """Eén ambitie, geschreven als A1.2."""

    schrijfwijze = Ambities(Ambitie, "volgorde")

    def clean(self, value, row=None, **kwargs):
        naam = lees_naam(value)
        return naam and zoek(Ambitie, self.schrijfwijze.sleutel(naam), "actielijn__programma__slug", row)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else self.schrijfwijze.naam(value)


class IndicatorResource(Tabel):
    programma = programma_kolom()
    ambitie = Field("ambitie", "ambitie", AmbitieKolom())
    verwant = ("programma", "ambitie__actielijn")

    class Meta(Tabel.Meta):
        model = Indicator
        import_id_fields = ["programma", "naam"]
        fields = ["programma", "naam", "eenheid", "gewenst", "ambitie", "toelichting", "bron", "volgorde"]


class MetingResource(Tabel):
    programma = via("indicator")
    indicator = Field("indicator", "indicator", Verwijzing(Indicator, "naam", programma="programma__slug"))
    organisatie = Field("organisatie", "organisatie", Verwijzing(Organisatie, "naam"))
    periode = Field("periode", "periode", Kolom(lees_periode))
    verwant = ("indicator__programma", "organisatie")

    class Meta(Tabel.Meta):
        model = Meting
        import_id_fields = ["indicator", "periode", "organisatie"]
        fields = ["programma", "indicator", "periode", "organisatie", "waarde", "voorlopig"]


class RegionaamResource(Tabel):
    programma = programma_kolom()
    organisatie = Field("organisatie", "organisatie", Verwijzing(Organisatie, "naam"))
    verwant = ("programma", "organisatie")

    class Meta(Tabel.Meta):
        model = Regionaam
        import_id_fields = ["programma", "naam"]
        fields = ["programma", "naam", "organisatie"]


class StatusmeldingResource(Tabel):
    """Elke rij is een nieuwe melding; een rij die al precies zo gemeld is, verandert niets."""

    programma = Field("actie__programma__slug", "programma", Kolom(lees_sleutel), readonly=True)
    actie = actie_kolom()
    titel = Field("actie__titel", "titel", Kolom(), readonly=True)
    lokaal_van = Field("actie__lokaal_van__naam", "lokaal_van", Kolom(), readonly=True)
    organisatie = Field("organisatie", "organisatie", Verwijzing(Organisatie, "naam"))
    gemeld_op = Field("gemeld_op", "gemeld_op", Kolom(), readonly=True)
    gemeld_door = Field("gemeld_door__naam", "gemeld_door", Kolom(), readonly=True)
    bron = Field("via", "bron", Kolom(), readonly=True)
    verwant = ("actie__programma", "actie__lokaal_van", "organisatie", "gemeld_door")
    alleen_uitvoer = ("titel", "lokaal_van", "gemeld_op", "gemeld_door", "bron")

    class Meta(Tabel.Meta):
        model = Statusmelding
        force_init_instance = True
        import_id_fields = ["actie", "organisatie", "peildatum"]
        fields = [
            "programma", "actie", "titel", "lokaal_van", "organisatie", *KORT, *TEKSTEN, "gemeld_op", "gemeld_door", "bron",
        ]  # fmt: skip

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._gemeld: set[tuple] = set()

    def _dubbele_sleutels(self, dataset):
        """Een uitvoer bevat alle meldingen, ook meer van één dag; dubbele nieuwe rijen vindt ``do_instance_save``."""
        return ()

    def init_instance(self, row=None):
        return Statusmelding(gemeld_op=self.op)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors:
            return False
        gelijk = Statusmelding.objects.filter(
            actie=instance.actie, organisatie=instance.organisatie, **{veld: getattr(instance, veld) for veld in KORT}
        )
        return any(all(_plat(m, veld) == _plat(instance, veld) for veld in TEKSTEN) for m in gelijk)

    def import_row(self, row, instance_loader, **kwargs):
        self._rij = kwargs["row_number"]
        return super().import_row(row, instance_loader, **kwargs)

    def do_instance_save(self, instance, is_create):
        sleutel = (instance.actie_id, instance.organisatie_id, instance.peildatum)
        if sleutel in self._gemeld:
            raise ValidationError("Een eerdere rij gaat over dezelfde actie, organisatie en peildatum.")
        self._gemeld.add(sleutel)
        try:
            melding = melden(
                instance.actie,
                organisatie=instance.organisatie,
                door=self.door,
                op=self.op,
                velden={veld: getattr(instance, veld) for veld in KORT + TEKSTEN},
                bron=Bron.EXCEL,
                verzoek=uuid5(NAMESPACE_OID, f"{self.kenmerk}:{self._rij}") if self.kenmerk else None,
            )
        except NietBevoegd:
            namens = instance.organisatie or "de hele regio"
            raise ValidationError({"organisatie": f"Namens {namens} kun je over deze actie niet melden."}) from None
        instance.pk = melding.pk


def _plat(melding, veld):
    """Een tekst zonder wat een rekenblad niet bewaart."""
    return schone_tekst(getattr(melding, veld))
