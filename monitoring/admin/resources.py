"""Indicatoren, metingen en meldingen als bestand. Een ingelezen melding ontstaat langs dezelfde weg als elke andere."""

from collections import defaultdict
from typing import Any

from django.utils import timezone
from import_export.fields import Field

from acties.admin.resources import Ambities, actie_kolom, programma_kolom, via
from acties.admin.tabel import Tabel
from acties.models import Actie, Ambitie, Organisatie
from acties.rekenblad.lezen.fout import HELE_RIJ
from acties.rekenblad.lezen.kolommen import Kolom, Verwijzing
from acties.rekenblad.lezen.waarde import lees_naam, lees_periode, lees_sleutel
from acties.voorstel.voorstel import Blad, Rij
from monitoring.constanten import Bron
from monitoring.melden.melding import TeMelden, meld_samen
from monitoring.models import Indicator, Meting, Regionaam, Statusmelding
from monitoring.verslag.afleiding import geldende_koers

KORT = ["peildatum", "status", "koers", "openbaar"]
TEKSTEN = ["toelichting", "bijsturing"]


class AmbitieKolom(Verwijzing):
    """Eén ambitie, geschreven als A1.2."""

    schrijfwijze = Ambities(Ambitie, "volgorde")

    def __init__(self):
        super().__init__(Ambitie, "volgorde", programma="actielijn__programma__slug")

    def clean(self, value, row=None, **kwargs):
        naam = lees_naam(value)
        return naam and self.register.zoek(Ambitie, self.schrijfwijze.sleutel(naam), self.programma, row)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else self.schrijfwijze.naam(value)


class IndicatorResource(Tabel):
    programma = programma_kolom()
    ambitie = Field("ambitie", "ambitie", AmbitieKolom())
    noemer = Field("noemer", "noemer", Verwijzing(Indicator, "naam", programma="programma__slug"))
    verwant = ("programma", "ambitie__actielijn", "noemer")

    class Meta(Tabel.Meta):
        model = Indicator
        import_id_fields = ["programma", "naam"]
        fields = [
            "programma", "naam", "eenheid", "gewenst", "ambitie", "toelichting", "bron", "soort", "noemer", "per", "nulwaarde",
            "nuljaar", "norm", "streefwaarde", "streefjaar", "streefbron", "volgorde",
        ]  # fmt: skip


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

    zelfde_sleutel_mag = True  # een uitvoer bevat alle meldingen, ook wat vaker precies zo is gemeld
    programma = Field("actie__programma__slug", "programma", Kolom(lees_sleutel), readonly=True)
    actie = actie_kolom()
    titel = Field("actie__titel", "titel", Kolom(), readonly=True)
    lokaal_van = Field("actie__lokaal_van__naam", "lokaal_van", Kolom(), readonly=True)
    organisatie = Field("organisatie", "organisatie", Verwijzing(Organisatie, "naam"))
    gemeld_op = Field("gemeld_op", "gemeld_op", Kolom(), readonly=True)
    gemeld_door = Field("melder", "gemeld_door", Kolom(), readonly=True)
    bron = Field("via", "bron", Kolom(), readonly=True)
    verwant = ("actie__programma", "actie__lokaal_van", "organisatie", "gemeld_door", "link")
    alleen_uitvoer = ("titel", "lokaal_van", "gemeld_op", "gemeld_door", "bron")

    class Meta(Tabel.Meta):
        model = Statusmelding
        import_id_fields = ["actie", "organisatie", "peildatum"]
        fields = [
            "programma", "actie", "titel", "lokaal_van", "organisatie", *KORT, *TEKSTEN, "gemeld_op", "gemeld_door", "bron",
        ]  # fmt: skip

    @property
    def sleutel(self) -> list[str]:
        return ["actie", "organisatie", *KORT, *TEKSTEN]

    def dehydrate_koers(self, melding):
        return geldende_koers(melding.status, melding.koers)

    def uit_opslag(self, rij):
        """Een oude melding kan een koers hebben die nu niet meer kan; een uitvoer noemt die niet."""
        return rij | {"koers": geldende_koers(rij["status"], rij["koers"])}

    def init_instance(self, row=None):
        return Statusmelding(gemeld_op=self.op)

    def toets(self, blad: Blad) -> None:
        """Namens wie je meldt, en niet twee keer over hetzelfde op één dag."""
        dag = timezone.localdate(self.op)
        gemeld = set()
        eigen: dict[Any, set[int]] = {}  # per organisatie de acties waarover deze gebruiker namens haar meldt
        for rij in blad.nieuw:
            actie, organisatie = rij.anderen["actie"], rij.anderen["organisatie"]
            if organisatie not in eigen:
                acties = Actie.objects.te_melden_namens(organisatie, door=self.door, op=dag)
                eigen[organisatie] = set(acties.values_list("pk", flat=True))
            if actie is not None and actie.pk not in eigen[organisatie]:
                namens = organisatie or "de hele regio"
                blad.noem_rijfout(rij, "organisatie", f"Namens {namens} kun je over deze actie niet melden.")
            sleutel = (rij.obj.actie_id, rij.obj.organisatie_id, rij.obj.peildatum)
            if sleutel in gemeld:
                melding = "Een eerdere rij gaat over dezelfde actie, organisatie en peildatum."
                blad.noem_rijfout(rij, HELE_RIJ, melding)
            gemeld.add(sleutel)

    def bewaar(self, blad: Blad) -> None:
        per_organisatie: dict[Any, list[Rij]] = defaultdict(list)
        for rij in blad.nieuw:
            per_organisatie[rij.anderen["organisatie"]].append(rij)
        for organisatie, rijen in per_organisatie.items():
            te_melden = [
                TeMelden(
                    actie=rij.anderen["actie"],
                    velden={veld: getattr(rij.obj, veld) for veld in KORT + TEKSTEN},
                )
                for rij in rijen
            ]
            meldingen = meld_samen(te_melden, organisatie=organisatie, door=self.door, op=self.op, bron=Bron.EXCEL)
            for rij, melding in zip(rijen, meldingen, strict=True):
                rij.obj.pk = melding.pk
