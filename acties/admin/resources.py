"""De tabellen van het programma en de organisaties als bestand: welke kolommen, en waar een rij aan te herkennen is."""

from import_export.fields import Field

from acties.admin.tabel import Tabel
from acties.constanten import OnderdeelSoort
from acties.models import (
    Aanjager,
    Aanjagersrol,
    Actie,
    Actielijn,
    Ambitie,
    Begrip,
    Collegebesluit,
    Deelname,
    Doelgroep,
    Kernelement,
    Onderdeel,
    Organisatie,
    Overleg,
    Partij,
    Programma,
    Subregio,
)
from acties.rekenblad.lezen.kolommen import Kolom, Verwijzing, Verwijzingen
from acties.rekenblad.lezen.waarde import lees_sleutel


def programma_kolom():
    return Field("programma", "programma", Verwijzing(Programma, "slug"))


def via(pad):
    """Het programma als dat van een andere kolom afhangt: alleen te lezen, wel nodig om die kolom op te zoeken."""
    return Field(f"{pad}__programma__slug", "programma", Kolom(lees_sleutel), readonly=True)


def onderdeel_kolom(naam, model=Onderdeel):
    return Field(naam, naam, Verwijzing(model, "code", programma="programma__slug"))


def actie_kolom():
    return Field("actie", "actie", Verwijzing(Actie, "nummer", programma="programma__slug"))


class Ambities(Verwijzingen):
    """Een ambitie heet naar haar actielijn en haar plaats daarin: A1.2."""

    def sleutel(self, naam):
        code, _, plaats = naam.rpartition(".")
        return {"actielijn__code": code, "volgorde": plaats}

    def naam(self, obj):
        return f"{obj.actielijn.code}.{obj.volgorde}"


class ProgrammaResource(Tabel):
    class Meta(Tabel.Meta):
        model = Programma
        import_id_fields = ["slug"]
        fields = ["slug", "naam", "ondertitel", "regio", "omschrijving", "startjaar", "eindjaar"]


class OnderdeelResource(Tabel):
    programma = programma_kolom()
    verwant = ("programma",)
    soort = ""

    def init_instance(self, row=None):
        return self._meta.model(soort=self.soort)


ONDERDEEL = ["programma", "code", "naam", "omschrijving", "naam_in_regiovisie", "volgorde"]


class KernelementResource(OnderdeelResource):
    soort = OnderdeelSoort.KERNELEMENT

    class Meta(Tabel.Meta):
        model = Kernelement
        import_id_fields = ["programma", "code"]
        fields = ONDERDEEL


class ActielijnResource(OnderdeelResource):
    soort = OnderdeelSoort.ACTIELIJN

    class Meta(Tabel.Meta):
        model = Actielijn
        import_id_fields = ["programma", "code"]
        fields = ONDERDEEL


class AmbitieResource(Tabel):
    programma = via("actielijn")
    actielijn = onderdeel_kolom("actielijn", Actielijn)
    verwant = ("actielijn__programma",)

    class Meta(Tabel.Meta):
        model = Ambitie
        import_id_fields = ["actielijn", "volgorde"]
        fields = ["programma", "actielijn", "volgorde", "tekst"]


class DoelgroepResource(Tabel):
    programma = via("actielijn")
    actielijn = onderdeel_kolom("actielijn", Actielijn)
    verwant = ("actielijn__programma",)

    class Meta(Tabel.Meta):
        model = Doelgroep
        import_id_fields = ["actielijn", "naam"]
        fields = ["programma", "actielijn", "naam", "volgorde"]


class BegripResource(Tabel):
    programma = programma_kolom()
    verwant = ("programma",)

    class Meta(Tabel.Meta):
        model = Begrip
        import_id_fields = ["programma", "term"]
        fields = ["programma", "term", "synoniemen", "definitie"]


class PartijResource(Tabel):
    programma = programma_kolom()
    verwant = ("programma",)

    class Meta(Tabel.Meta):
        model = Partij
        import_id_fields = ["programma", "naam"]
        fields = ["programma", "naam", "volgorde"]


class AanjagersrolResource(Tabel):
    programma = programma_kolom()
    verwant = ("programma",)

    class Meta(Tabel.Meta):
        model = Aanjagersrol
        import_id_fields = ["programma", "naam"]
        fields = ["programma", "naam", "kleur", "letter", "volgorde"]


class ActieResource(Tabel):
    programma = programma_kolom()
    onderdeel = onderdeel_kolom("onderdeel")
    doelgroep = Field("doelgroep", "doelgroep", Verwijzing(Doelgroep, "naam", programma="actielijn__programma__slug"))
    ambities = Field("ambities", "ambities", Ambities(Ambitie, "volgorde", programma="actielijn__programma__slug"))
    hoofdverantwoordelijken = Field(
        "hoofdverantwoordelijken",
        "hoofdverantwoordelijken",
        Verwijzingen(Partij, "naam", programma="programma__slug", verplicht=True),
    )
    verwant = ("programma", "onderdeel", "doelgroep")
    vooraf = ("ambities__actielijn", "hoofdverantwoordelijken")

    class Meta(Tabel.Meta):
        model = Actie
        import_id_fields = ["programma", "nummer"]
        fields = [
            "programma",
            "nummer",
            "titel",
            "omschrijving",
            "onderdeel",
            "doelgroep",
            "ambities",
            "hoofdverantwoordelijken",
            "uitvoering",
            "startjaar",
            "eindjaar",
            "doorlopend",
            "planning_toelichting",
            "vervallen_op",
            "vervallen_reden",
        ]


class AanjagerResource(Tabel):
    programma = via("actie")
    actie = actie_kolom()
    rol = Field("rol", "rol", Verwijzing(Aanjagersrol, "naam", programma="programma__slug"))
    organisaties = Field("organisaties", "organisaties", Verwijzingen(Organisatie, "naam"))
    verwant = ("actie__programma", "rol")
    vooraf = ("organisaties",)

    class Meta(Tabel.Meta):
        model = Aanjager
        import_id_fields = ["actie", "rol"]
        fields = ["programma", "actie", "rol", "tekst", "organisaties"]


class CollegebesluitResource(Tabel):
    programma = programma_kolom()
    organisatie = Field("organisatie", "organisatie", Verwijzing(Organisatie, "naam"))
    verwant = ("programma", "organisatie")

    class Meta(Tabel.Meta):
        model = Collegebesluit
        import_id_fields = ["programma", "organisatie"]
        fields = ["programma", "organisatie", "college_op", "raad_op"]


class SubregioResource(Tabel):
    class Meta(Tabel.Meta):
        model = Subregio
        import_id_fields = ["naam"]
        fields = ["naam", "volgorde"]


class Partijen(Verwijzingen):
    """Een partij hoort bij een programma: haar naam staat achter dat van het programma."""

    def sleutel(self, naam):
        programma, _, partij = naam.partition(":")
        return {"programma__slug": programma.strip(), "naam": partij.strip()}

    def naam(self, obj):
        return f"{obj.programma.slug}: {obj.naam}"


class OrganisatieResource(Tabel):
    subregio = Field("subregio", "subregio", Verwijzing(Subregio, "naam"))
    opvolger = Field("opvolger", "opvolger", Verwijzing(Organisatie, "naam"))
    partijen = Field("partijen", "partijen", Partijen(Partij, "naam"))
    verwant = ("subregio", "opvolger")
    vooraf = ("partijen__programma",)

    class Meta(Tabel.Meta):
        model = Organisatie
        import_id_fields = ["naam"]
        fields = [
            "naam",
            "slug",
            "soort",
            "cbs_code",
            "subregio",
            "partijen",
            "begindatum",
            "einddatum",
            "opvolger",
            "kaartkolom",
            "kaartrij",
        ]


class OverlegResource(Tabel):
    subregio = Field("subregio", "subregio", Verwijzing(Subregio, "naam"))
    verwant = ("subregio",)

    class Meta(Tabel.Meta):
        model = Overleg
        import_id_fields = ["afkorting"]
        fields = ["afkorting", "slug", "naam", "subregio", "rol", "volgorde"]


class DeelnameResource(Tabel):
    overleg = Field("overleg", "overleg", Verwijzing(Overleg, "afkorting"))
    organisatie = Field("organisatie", "organisatie", Verwijzing(Organisatie, "naam"))
    verwant = ("overleg", "organisatie")

    class Meta(Tabel.Meta):
        model = Deelname
        import_id_fields = ["overleg", "organisatie"]
        fields = ["overleg", "organisatie", "van", "tot"]
