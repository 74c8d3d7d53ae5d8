"""Welke tabellen er in het gegevensboek staan, in de volgorde waarin de ene naar de andere verwijst."""

from dataclasses import replace

from acties.models import (
    Aanjager,
    Aanjagersrol,
    Actie,
    Ambitie,
    Begrip,
    Besluit,
    Collegebesluit,
    Deelname,
    Doelgroep,
    Gebruiker,
    Lidmaatschap,
    Onderdeel,
    Organisatie,
    Overleg,
    Partij,
    Programma,
    Subregio,
)
from acties.rekenblad.lezen.waarde import lees_geheel, lees_moment, lees_naam, lees_periode
from monitoring.inlezen.gegevensboek.kolom import Kolom, gewone_kolom, in_utc, lees_kenmerk
from monitoring.inlezen.gegevensboek.namen import (
    noem_ambitie,
    noem_inlezing,
    noem_met_programma,
    ontleed_actie,
    ontleed_ambitie,
    ontleed_inlezing,
    ontleed_met_programma,
)
from monitoring.inlezen.gegevensboek.tabel import Meervoud, Tabel, Verwijzing, maak_tabel, verwijzing
from monitoring.models import (
    Aanvaarding,
    Afspraak,
    Bespreking,
    Cijferbron,
    Conceptmelding,
    Duiding,
    Evaluatie,
    Herinnering,
    Indicator,
    Inlezing,
    Meting,
    Opmerking,
    Regionaam,
    Statusmelding,
    Toegangslink,
    Updateronde,
)
from monitoring.verslag.afleiding import geldende_koers

HELE_REGIO = "Zonder organisatie geldt de rij voor de hele regio."
VIA_WERKBOEK = "Meld op de site, of lees meldingen in via het beheer: daar staat er vanzelf bij wie meldde en wanneer."
VIA_BEHEER = "Accounts en rollen geeft de beheerder, in het beheer."
VIA_SITE = "Dit houdt de site zelf bij."

# Verwijzingen die op meer bladen staan

BINNEN_PROGRAMMA = ("programma",)
PROGRAMMA = verwijzing("programma", Programma, "slug")
ORGANISATIE = verwijzing("organisatie", Organisatie, "naam")
SUBREGIO = verwijzing("subregio", Subregio, "naam")
OVERLEG = verwijzing("overleg", Overleg, "afkorting")
GEBRUIKER = verwijzing("gebruiker", Gebruiker, "username")
ONDERDEEL = verwijzing("onderdeel", Onderdeel, "code", binnen=BINNEN_PROGRAMMA)
ACTIELIJN = verwijzing("actielijn", Onderdeel, "code", binnen=BINNEN_PROGRAMMA)
ACTIE = verwijzing("actie", Actie, "nummer", binnen=BINNEN_PROGRAMMA, lees=lees_geheel)
INDICATOR = verwijzing("indicator", Indicator, "naam", binnen=BINNEN_PROGRAMMA)
RONDE = verwijzing("ronde", Updateronde, "naam", binnen=BINNEN_PROGRAMMA)


def programma_van(veld: str) -> Kolom:
    """Een rij die via een ander veld bij een programma hoort, noemt het wel: het is een deel van sleutels."""
    return Kolom(naam="programma", paden=(f"{veld}__programma__slug",), lees=lees_naam)


def persoon(veld: str) -> Verwijzing:
    """Een gebruiker die de site zelf invulde."""
    return verwijzing(veld, Gebruiker, "username", eigen=True)


EVALUATIE = (
    programma_van("evaluatie"),
    Kolom(naam="jaar", paden=("evaluatie__jaar",), lees=lees_geheel),
    verwijzing("evaluatie", Evaluatie, "versie", kolom="versie", binnen=("programma", "jaar"), lees=lees_geheel),
)

# Eén lijst, al wordt het bestand er lang van: de volgorde van de bladen telt, en in delen is zij niet te zien.
TABELLEN: tuple[Tabel, ...] = (
    maak_tabel("Programma's", Programma, verwijzing("voorganger", Programma, "slug"), sleutel=("slug",), sjabloon=True),
    maak_tabel("Subregio's", Subregio, sleutel=("naam",), sjabloon=True),
    maak_tabel("Onderdelen", Onderdeel, PROGRAMMA, sleutel=("programma", "code"), sjabloon=True),
    maak_tabel(
        "Ambities",
        Ambitie,
        programma_van("actielijn"),
        ACTIELIJN,
        sleutel=("programma", "actielijn", "volgorde"),
        sjabloon=True,
    ),
    maak_tabel(
        "Doelgroepen",
        Doelgroep,
        programma_van("actielijn"),
        ACTIELIJN,
        sleutel=("programma", "actielijn", "naam"),
        sjabloon=True,
    ),
    maak_tabel("Partijen", Partij, PROGRAMMA, sleutel=("programma", "naam"), sjabloon=True),
    maak_tabel(
        "Organisaties",
        Organisatie,
        SUBREGIO,
        verwijzing("opvolger", Organisatie, "naam"),
        Meervoud(
            veld="partijen",
            naar=Partij,
            paden=("partij__programma__slug", "partij__naam"),
            noem=lambda slug, naam: f"{slug}: {naam}",
            ontleed=lambda _, naam: ontleed_met_programma(naam),
        ),
        sleutel=("naam",),
        sjabloon=True,
        uitleg="Partijen: programma en naam, zoals proef: Gemeenten. Meer partijen: zet er een rechte streep | tussen.",
    ),
    maak_tabel("Overleggen", Overleg, SUBREGIO, sleutel=("afkorting",), sjabloon=True),
    maak_tabel("Deelnames", Deelname, OVERLEG, ORGANISATIE, sleutel=("overleg", "organisatie"), sjabloon=True),
    maak_tabel("Aanjagersrollen", Aanjagersrol, PROGRAMMA, sleutel=("programma", "naam"), sjabloon=True),
    maak_tabel(
        "Acties",
        Actie,
        PROGRAMMA,
        ONDERDEEL,
        verwijzing("doelgroep", Doelgroep, "naam", binnen=("programma", "onderdeel")),
        verwijzing("lokaal_van", Organisatie, "naam"),
        verwijzing(
            "voortgekomen_uit", Actie, "programma__slug", "nummer", uit_db=noem_met_programma, ontleed=ontleed_actie
        ),
        Meervoud(
            veld="ambities",
            naar=Ambitie,
            paden=("ambitie__actielijn__code", "ambitie__volgorde"),
            noem=lambda code, plaats: f"{code}.{plaats}",
            ontleed=ontleed_ambitie,
        ),
        Meervoud(
            veld="hoofdverantwoordelijken",
            naar=Partij,
            paden=("partij__naam",),
            noem=str,
            ontleed=lambda programma, naam: (programma, naam),
            verplicht=True,
            behalve="lokaal_van",
        ),
        sleutel=("programma", "nummer"),
        sjabloon=True,
        uitleg="Ambities: A1.1 | A1.2. Hoofdverantwoordelijken: namen van partijen, met een rechte streep | ertussen.",
    ),
    maak_tabel(
        "Aanjagers",
        Aanjager,
        programma_van("actie"),
        ACTIE,
        verwijzing("rol", Aanjagersrol, "naam", binnen=BINNEN_PROGRAMMA),
        Meervoud(
            veld="organisaties",
            naar=Organisatie,
            paden=("organisatie__naam",),
            noem=str,
            ontleed=lambda _, naam: (naam,),
        ),
        sleutel=("programma", "actie", "rol"),
        sjabloon=True,
        uitleg="Organisaties: wie namens de regio spreekt. Meer organisaties: zet er een rechte streep | tussen.",
    ),
    maak_tabel("Begrippen", Begrip, PROGRAMMA, sleutel=("programma", "term"), sjabloon=True),
    maak_tabel(
        "Besluiten",
        Besluit,
        PROGRAMMA,
        ACTIE,
        sleutel=(),
        sjabloon=True,
        uitleg="Een besluit heeft geen eigen nummer: met andere woorden is het een nieuw besluit.",
    ),
    maak_tabel(
        "Collegebesluiten", Collegebesluit, PROGRAMMA, ORGANISATIE, sleutel=("programma", "organisatie"), sjabloon=True
    ),
    maak_tabel(
        "Indicatoren",
        Indicator,
        PROGRAMMA,
        verwijzing(
            "ambitie",
            Ambitie,
            "actielijn__code",
            "volgorde",
            binnen=BINNEN_PROGRAMMA,
            uit_db=noem_ambitie,
            ontleed=ontleed_ambitie,
        ),
        verwijzing("noemer", Indicator, "naam", binnen=BINNEN_PROGRAMMA),
        sleutel=("programma", "naam"),
        sjabloon=True,
        uitleg="Ambitie: de actielijn en de plaats, zoals A1.2. Noemer: de naam van een andere indicator.",
    ),
    maak_tabel(
        "Namen in bronnen",
        Regionaam,
        PROGRAMMA,
        ORGANISATIE,
        sleutel=("programma", "naam"),
        sjabloon=True,
        uitleg="Onder welke andere naam of code bronnen van cijfers een gemeente kennen. " + HELE_REGIO,
    ),
    maak_tabel(
        "Gebruikers",
        Gebruiker,
        sleutel=("username",),
        zonder=("password", "last_login", "is_superuser", "is_staff"),
        alleen_opdracht=VIA_BEHEER,
        uitleg="Zonder wachtwoord: wie zo is ingelezen, vraagt een nieuw wachtwoord aan. Niemand wordt zo superuser.",
    ),
    maak_tabel(
        "Lidmaatschappen",
        Lidmaatschap,
        GEBRUIKER,
        ORGANISATIE,
        sleutel=("gebruiker", "rol", "organisatie"),
        alleen_opdracht=VIA_BEHEER,
    ),
    maak_tabel(
        "Cijferbronnen",
        Cijferbron,
        programma_van("indicator"),
        INDICATOR,
        persoon("ingelezen_door"),
        sleutel=("programma", "indicator", "ingelezen_op"),
        feit=True,
        alleen_opdracht=VIA_SITE,
        soort="meting",
    ),
    maak_tabel(
        "Metingen",
        Meting,
        programma_van("indicator"),
        INDICATOR,
        ORGANISATIE,
        verwijzing(
            "cijferbron",
            Cijferbron,
            "ingelezen_op",
            binnen=("programma", "indicator"),
            uit_db=in_utc,
            lees=lees_moment,
            eigen=True,
        ),
        gewone_kolom(Meting, "periode", lees=lees_periode),
        sleutel=("programma", "indicator", "periode", "organisatie"),
        sjabloon=True,
        uitleg=HELE_REGIO,
    ),
    maak_tabel(
        "Updaterondes",
        Updateronde,
        PROGRAMMA,
        Meervoud(
            veld="acties",
            naar=Actie,
            paden=("actie__nummer",),
            noem=str,
            ontleed=lambda programma, naam: ontleed_actie(f"{programma}: {naam}"),
        ),
        Meervoud(
            veld="organisaties",
            naar=Organisatie,
            paden=("organisatie__naam",),
            noem=str,
            ontleed=lambda _, naam: (naam,),
        ),
        sleutel=("programma", "naam"),
    ),
    maak_tabel(
        "Inlezingen",
        Inlezing,
        programma_van("ronde"),
        RONDE,
        ORGANISATIE,
        persoon("ingelezen_door"),
        sleutel=("ingelezen_op", "sha256"),
        feit=True,
        alleen_opdracht=VIA_SITE,
        soort="statusmelding",
    ),
    maak_tabel(
        "Toegangslinks",
        Toegangslink,
        PROGRAMMA,
        verwijzing("ronde", Updateronde, "naam", binnen=BINNEN_PROGRAMMA, eigen=True),
        ORGANISATIE,
        persoon("gemaakt_door"),
        sleutel=("sleutel",),
        feit=True,
        alleen_opdracht=VIA_SITE,
        soort="gebruiker",
    ),
    maak_tabel(
        "Meldingen",
        Statusmelding,
        programma_van("actie"),
        ACTIE,
        ORGANISATIE,
        verwijzing("spreker", Organisatie, "naam", eigen=True),
        verwijzing("bevestigt", Organisatie, "naam", eigen=True),
        gewone_kolom(Statusmelding, "corrigeert", lees=lees_kenmerk),
        # Een oude melding kan een koers hebben die nu niet meer kan: zonder haar gaat alles wat eruit gaat er ook weer in.
        replace(gewone_kolom(Statusmelding, "koers"), paden=("status", "koers"), uit_db=geldende_koers),
        persoon("gemeld_door"),
        verwijzing("ronde", Updateronde, "naam", binnen=BINNEN_PROGRAMMA, eigen=True),
        verwijzing(
            "inlezing", Inlezing, "ingelezen_op", "sha256", uit_db=noem_inlezing, ontleed=ontleed_inlezing, eigen=True
        ),
        verwijzing("link", Toegangslink, "sleutel", eigen=True),
        sleutel=(),
        feit=True,
        alleen_opdracht=VIA_WERKBOEK,
        uitleg=f"Een melding verandert nooit: met andere woorden is het een nieuwe melding. {HELE_REGIO}",
    ),
    maak_tabel(
        "Evaluaties",
        Evaluatie,
        PROGRAMMA,
        persoon("vastgesteld_door"),
        sleutel=("programma", "jaar", "versie"),
        feit=True,
        uitleg="Een vastgestelde evaluatie komt met haar verslag en controlegetal; alleen manage.py importeer zet haar terug.",
    ),
    maak_tabel(
        "Duidingen", Duiding, *EVALUATIE, ONDERDEEL, sleutel=("programma", "jaar", "versie", "onderdeel"), feit=True
    ),
    maak_tabel(
        "Besprekingen", Bespreking, *EVALUATIE, OVERLEG, sleutel=("programma", "jaar", "versie", "overleg"), feit=True
    ),
    maak_tabel(
        "Afspraken",
        Afspraak,
        PROGRAMMA,
        OVERLEG,
        ORGANISATIE,
        ACTIE,
        ONDERDEEL,
        sleutel=("programma", "overleg", "datum", "wat"),
        uitleg="Organisatie of functie is nodig. Open: zonder dag en afloop. Gedaan of vervallen: met allebei.",
    ),
    maak_tabel(
        "Aanvaardingen",
        Aanvaarding,
        *EVALUATIE,
        verwijzing("door", Gebruiker, "username"),
        sleutel=("programma", "jaar", "versie", "kenmerk"),
        feit=True,
        alleen_opdracht="Een open punt aanvaard je bij de controlelijst van het jaar.",
        soort="evaluatie",
    ),
    maak_tabel(
        "Opmerkingen",
        Opmerking,
        *EVALUATIE,
        ONDERDEEL,
        GEBRUIKER,
        sleutel=(),
        feit=True,
        alleen_opdracht="Een opmerking maak je bij de evaluatie zelf.",
        soort="evaluatie",
    ),
    maak_tabel(
        "Herinneringen",
        Herinnering,
        programma_van("ronde"),
        RONDE,
        GEBRUIKER,
        sleutel=("gebruiker", "dag"),
        feit=True,
        alleen_opdracht=VIA_SITE,
    ),
    maak_tabel(
        "Concepten",
        Conceptmelding,
        programma_van("ronde"),
        RONDE,
        GEBRUIKER,
        ACTIE,
        ORGANISATIE,
        sleutel=("programma", "ronde", "gebruiker", "actie", "organisatie"),
        feit=True,
        alleen_opdracht="Een concept is alleen van wie het schrijft.",
    ),
)
OP_BLAD = {tabel.blad: tabel for tabel in TABELLEN}
OP_MODEL = {tabel.model: tabel for tabel in TABELLEN}

# Wat er niet in staat, en waarom. Een test houdt bij dat elk model hier of hierboven staat.
NIET_IN_HET_BOEK = {
    "Kernelement": "staat als soort kernelement op het blad Onderdelen",
    "Actielijn": "staat als soort actielijn op het blad Onderdelen",
    "Rechtenwijziging": "wacht op een tweede persoon; in een andere database is die er niet",
    "Logboekregel": "blijft bij de site waar het gebeurde; de pagina Logboek geeft het als bestand",
    "WachtendeMail": "staat er alleen tot de mail weg is, en er kan een link in staan om een wachtwoord te kiezen",
    "Werkboekmail": "hoe een mail van deze site afliep, met het adres; een adres hoort niet in een bestand",
    "Klaargezet": "een bestand dat de site zelf uit de gegevens maakte, en opnieuw kan maken",
    "Volger": "een eigen instelling, zoals een sessie: alleen van de gebruiker zelf, met de afdruk van een sleutel",
    "Gevolgd": "een eigen instelling, zoals een sessie: alleen van de gebruiker zelf",
    "Werker": "een proces van dit moment",
}
