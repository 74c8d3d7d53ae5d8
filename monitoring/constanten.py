"""Keuzes waarop de code van ``monitoring`` zich vertakt, met hun teken."""

from django.db import models


class Status(models.TextChoices):
    """Hoe ver een actie is. Geen melding is geen status maar ``None``, en telt nooit als iets anders."""

    AFGEROND = "afgerond", "Afgerond"
    IN_UITVOERING = "in_uitvoering", "In uitvoering"
    IN_ONTWIKKELING = "in_ontwikkeling", "In ontwikkeling"
    NIET_GESTART = "niet_gestart", "Niet gestart"
    VERVALLEN = "vervallen", "Vervallen"
    NVT = "nvt", "N.v.t."

    @property
    def teken(self):
        return TEKENS[self.value]


GEEN_MELDING = "geen_melding"
GEEN_MELDING_WOORD = "Geen melding"

TEKENS = {
    "afgerond": "✓",
    "in_uitvoering": "▶",
    "in_ontwikkeling": "◐",
    "niet_gestart": "○",
    "vervallen": "✕",
    "nvt": "⊘",
    GEEN_MELDING: "–",
    "op_schema": "●",
    "aandacht": "▲",
    "vastgelopen": "■",
}

# Wat een organisatie over haar eigen deel kan melden, en wat voor de hele regio gemeld kan worden.
STATUSSEN_ORGANISATIE = [
    Status.NIET_GESTART,
    Status.IN_ONTWIKKELING,
    Status.IN_UITVOERING,
    Status.AFGEROND,
    Status.NVT,
]
STATUSSEN_REGIO = [
    Status.NIET_GESTART,
    Status.IN_ONTWIKKELING,
    Status.IN_UITVOERING,
    Status.AFGEROND,
    Status.VERVALLEN,
]


class Koers(models.TextChoices):
    """Of een actie op koers ligt. Mag leeg blijven; bij aandacht en vastgelopen hoort uitleg én bijsturing."""

    OP_SCHEMA = "op_schema", "Op schema"
    AANDACHT = "aandacht", "Aandacht"
    VASTGELOPEN = "vastgelopen", "Vastgelopen"

    @property
    def teken(self):
        return TEKENS[self.value]


# Wat klaar is of niet doorgaat, ligt niet op of van koers.
ZONDER_KOERS = [Status.AFGEROND, Status.VERVALLEN]

KOERS_VAN_ZWAAR_NAAR_LICHT = (Koers.VASTGELOPEN, Koers.AANDACHT, Koers.OP_SCHEMA)

KOERS_VRAAGT_UITLEG = [Koers.AANDACHT, Koers.VASTGELOPEN]


class Bron(models.TextChoices):
    WEB = "web", "de site"
    BEHEER = "beheer", "het beheer"
    EXCEL = "excel", "Excel"
    MELDLINK = "meldlink", "een meldlink"
    FIXTURE = "fixture", "het programma zelf"
    DEMO = "demo", "demogegevens"


class Fase(models.TextChoices):
    VOORBEREIDING = "voorbereiding", "In voorbereiding"
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class BesprekingFase(models.TextChoices):
    GEPLAND = "gepland", "gepland"
    BESPROKEN = "besproken", "besproken"


class AfspraakStand(models.TextChoices):
    """Of een afspraak nog terugkomt. Te laat is geen stand: dat volgt uit de dag waarop je het vraagt."""

    OPEN = "open", "Open"
    GEDAAN = "gedaan", "Gedaan"
    VERVALLEN = "vervallen", "Vervallen"


class HerinneringSoort(models.TextChoices):
    OPENING = "opening", "bij de opening"
    WEEK = "week", "een week voor het einde"
    DAG = "dag", "een dag voor het einde"
    NA = "na", "na het einde"
    LOS = "los", "door de projectleider"


class Afloop(models.TextChoices):
    """Hoe het afliep met een mail die in de rij stond."""

    IN_DE_RIJ = "in_de_rij", "in de rij"
    VERSTUURD = "verstuurd", "verstuurd"
    GEWEIGERD = "geweigerd", "geweigerd door de mailserver"
    MISSCHIEN = "misschien", "misschien verstuurd"
    OPGEGEVEN = "opgegeven", "niet verstuurd"
    VERVALLEN = "vervallen", "niet meer nodig"


# Zeker niet aangekomen: dezelfde mag nog een keer.
NIET_AANGEKOMEN = (Afloop.GEWEIGERD, Afloop.OPGEGEVEN, Afloop.VERVALLEN)


class Volgritme(models.TextChoices):
    """Hoe vaak er een mail komt over wat iemand volgt. Is er niets nieuws, dan komt er geen."""

    DAG = "dag", "Elke dag"
    WEEK = "week", "Elke week"
    JAAR = "jaar", "Alleen als een jaar is vastgesteld"
    NOOIT = "nooit", "Nooit"


class Linksoort(models.TextChoices):
    """Wat iemand zonder account met een link kan."""

    LEES = "lees", "Leeslink"
    MELD = "meld", "Meldlink"


class Richting(models.TextChoices):
    OMHOOG = "omhoog", "omhoog"
    OMLAAG = "omlaag", "omlaag"


class Norm(models.TextChoices):
    """Welke kant van de streefwaarde goed is."""

    MINSTENS = "minstens", "ten minste"
    HOOGSTENS = "hoogstens", "ten hoogste"


class Cijfersoort(models.TextChoices):
    """Hoe cijfers van gemeenten samen één cijfer worden: aantallen tellen op, een verhouding weegt naar haar noemer."""

    AANTAL = "aantal", "aantal"
    VERHOUDING = "verhouding", "verhouding of gemiddelde"
