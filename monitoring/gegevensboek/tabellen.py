"""Welke tabellen er in het gegevensboek staan, in de volgorde waarin de ene naar de andere verwijst."""

from datetime import UTC, datetime

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
from monitoring.gegevensboek.tabel import (
    Kolom,
    Meervoud,
    Sleutel,
    Tabel,
    Verwijzing,
    lees_moment,
    lees_nummer,
    lees_periode,
    maak_tabel,
    verwijskolom,
)
from monitoring.models import (
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
    Statusmelding,
    Updateronde,
)

HELE_REGIO = "Zonder organisatie geldt de rij voor de hele regio."
VIA_WERKBOEK = "Meld op de site, of lees meldingen in via het beheer: daar staat er vanzelf bij wie meldde en wanneer."
VIA_BEHEER = "Accounts en rollen geeft de beheerder, in het beheer."
VIA_SITE = "Dit houdt de site zelf bij."


# Namen die uit meer delen bestaan


def noem_ambitie(code: str | None, plaats: int | None) -> str | None:
    return f"{code}.{plaats}" if code is not None else None


def ontleed_ambitie(programma: str, naam: str) -> Sleutel:
    """“A1.2” is de tweede ambitie van actielijn A1."""
    code, _, plaats = naam.rpartition(".")
    if not code or not plaats.isdecimal() or len(plaats) > 9:
        raise ValueError(f"“{naam[:60]}” is geen ambitie. Schrijf de actielijn en de plaats, zoals A1.2.")
    return programma, code, int(plaats)


def noem_met_programma(slug: str | None, naam: str | int | None) -> str | None:
    return f"{slug}: {naam}" if slug is not None else None


def ontleed_met_programma(naam: str) -> Sleutel:
    """“proef: Gemeenten” is de partij Gemeenten van programma proef."""
    slug, dubbelepunt, rest = naam.partition(":")
    if not dubbelepunt:
        raise ValueError(
            f"“{naam[:60]}” noemt geen programma. Schrijf het adres van het programma ervoor: proef: {naam[:40]}."
        )
    return slug.strip(), rest.strip()


def ontleed_actie(naam: str) -> Sleutel:
    slug, nummer = ontleed_met_programma(naam)
    if not str(nummer).isdecimal():
        raise ValueError(f"“{naam[:60]}” is geen actie. Schrijf programma en nummer, zoals proef: 12.")
    return slug, int(nummer)


def noem_inlezing(moment: datetime | None, sha: str | None) -> str | None:
    return f"{moment.astimezone(UTC).isoformat()} {sha}" if moment is not None else None


def ontleed_inlezing(naam: str) -> Sleutel:
    moment, _, sha = naam.partition(" ")
    return lees_moment(moment), sha


def _ja(naam: str) -> str:
    return str(naam)


def programma_via(pad: str) -> Kolom:
    return verwijskolom("programma", f"{pad}programma__slug")


PROGRAMMA = verwijskolom("programma", "programma__slug")
BIJ_PROGRAMMA = Verwijzing(veld="programma", naar=Programma, kolommen=("programma",))
ORGANISATIE = verwijskolom("organisatie", "organisatie__naam")
BIJ_ORGANISATIE = Verwijzing(veld="organisatie", naar=Organisatie, kolommen=("organisatie",))
SUBREGIO = verwijskolom("subregio", "subregio__naam")
BIJ_SUBREGIO = Verwijzing(veld="subregio", naar=Subregio, kolommen=("subregio",))
ACTIELIJN = verwijskolom("actielijn", "actielijn__code")
BIJ_ACTIELIJN = Verwijzing(veld="actielijn", naar=Onderdeel, kolommen=("programma", "actielijn"))
ACTIE = verwijskolom("actie", "actie__nummer", lees=lees_nummer)
BIJ_ACTIE = Verwijzing(veld="actie", naar=Actie, kolommen=("programma", "actie"))
BIJ_RONDE = Verwijzing(veld="ronde", naar=Updateronde, kolommen=("programma", "ronde"))
EVALUATIE = (
    verwijskolom("programma", "evaluatie__programma__slug"),
    verwijskolom("jaar", "evaluatie__jaar", lees=lees_nummer),
    verwijskolom("versie", "evaluatie__versie", lees=lees_nummer),
)
BIJ_EVALUATIE = Verwijzing(veld="evaluatie", naar=Evaluatie, kolommen=("programma", "jaar", "versie"))
GEBRUIKER = verwijskolom("gebruiker", "gebruiker__username")
BIJ_GEBRUIKER = Verwijzing(veld="gebruiker", naar=Gebruiker, kolommen=("gebruiker",))


def _personen(naam: str) -> tuple[Kolom, Verwijzing]:
    """Een gebruiker die de site zelf invulde, bij gebruikersnaam."""
    kolom = verwijskolom(naam, f"{naam}__username", eigen=True)
    return kolom, Verwijzing(veld=naam, naar=Gebruiker, kolommen=(naam,))


MELDER, DOOR_MELDER = _personen("gemeld_door")
INLEZER, DOOR_INLEZER = _personen("ingelezen_door")
VASTSTELLER, DOOR_VASTSTELLER = _personen("vastgesteld_door")

TABELLEN: tuple[Tabel, ...] = (
    maak_tabel(
        "Programma's",
        Programma,
        verwijskolom("voorganger", "voorganger__slug"),
        sleutel=("slug",),
        verwijzingen=(Verwijzing(veld="voorganger", naar=Programma, kolommen=("voorganger",)),),
        sjabloon=True,
    ),
    maak_tabel("Subregio's", Subregio, sleutel=("naam",), sjabloon=True),
    maak_tabel(
        "Onderdelen", Onderdeel, PROGRAMMA, sleutel=("programma", "code"), verwijzingen=(BIJ_PROGRAMMA,), sjabloon=True
    ),
    maak_tabel(
        "Ambities",
        Ambitie,
        programma_via("actielijn__"),
        ACTIELIJN,
        sleutel=("programma", "actielijn", "volgorde"),
        verwijzingen=(BIJ_ACTIELIJN,),
        sjabloon=True,
    ),
    maak_tabel(
        "Doelgroepen",
        Doelgroep,
        programma_via("actielijn__"),
        ACTIELIJN,
        sleutel=("programma", "actielijn", "naam"),
        verwijzingen=(BIJ_ACTIELIJN,),
        sjabloon=True,
    ),
    maak_tabel(
        "Partijen", Partij, PROGRAMMA, sleutel=("programma", "naam"), verwijzingen=(BIJ_PROGRAMMA,), sjabloon=True
    ),
    maak_tabel(
        "Organisaties",
        Organisatie,
        SUBREGIO,
        verwijskolom("opvolger", "opvolger__naam"),
        sleutel=("naam",),
        verwijzingen=(BIJ_SUBREGIO, Verwijzing(veld="opvolger", naar=Organisatie, kolommen=("opvolger",))),
        meervoud=(
            Meervoud(
                veld="partijen",
                naar=Partij,
                kolom="partijen",
                paden=("partij__programma__slug", "partij__naam"),
                noem=lambda slug, naam: f"{slug}: {naam}",
                ontleed=lambda _, naam: ontleed_met_programma(naam),
            ),
        ),
        sjabloon=True,
        uitleg="Partijen: programma en naam, zoals proef: Gemeenten. Meer partijen: zet er een rechte streep | tussen.",
    ),
    maak_tabel("Overleggen", Overleg, SUBREGIO, sleutel=("afkorting",), verwijzingen=(BIJ_SUBREGIO,), sjabloon=True),
    maak_tabel(
        "Deelnames",
        Deelname,
        verwijskolom("overleg", "overleg__afkorting"),
        ORGANISATIE,
        sleutel=("overleg", "organisatie"),
        verwijzingen=(Verwijzing(veld="overleg", naar=Overleg, kolommen=("overleg",)), BIJ_ORGANISATIE),
        sjabloon=True,
    ),
    maak_tabel(
        "Aanjagersrollen",
        Aanjagersrol,
        PROGRAMMA,
        sleutel=("programma", "naam"),
        verwijzingen=(BIJ_PROGRAMMA,),
        sjabloon=True,
    ),
    maak_tabel(
        "Acties",
        Actie,
        PROGRAMMA,
        verwijskolom("onderdeel", "onderdeel__code"),
        verwijskolom("doelgroep", "doelgroep__naam"),
        verwijskolom("lokaal_van", "lokaal_van__naam"),
        verwijskolom(
            "voortgekomen_uit",
            "voortgekomen_uit__programma__slug",
            "voortgekomen_uit__nummer",
            uit_db=noem_met_programma,
        ),
        sleutel=("programma", "nummer"),
        verwijzingen=(
            BIJ_PROGRAMMA,
            Verwijzing(veld="onderdeel", naar=Onderdeel, kolommen=("programma", "onderdeel")),
            Verwijzing(veld="doelgroep", naar=Doelgroep, kolommen=("programma", "onderdeel", "doelgroep")),
            Verwijzing(veld="lokaal_van", naar=Organisatie, kolommen=("lokaal_van",)),
            Verwijzing(veld="voortgekomen_uit", naar=Actie, kolommen=("voortgekomen_uit",), ontleed=ontleed_actie),
        ),
        meervoud=(
            Meervoud(
                veld="ambities",
                naar=Ambitie,
                kolom="ambities",
                paden=("ambitie__actielijn__code", "ambitie__volgorde"),
                noem=lambda code, plaats: f"{code}.{plaats}",
                ontleed=ontleed_ambitie,
            ),
            Meervoud(
                veld="hoofdverantwoordelijken",
                naar=Partij,
                kolom="hoofdverantwoordelijken",
                paden=("partij__naam",),
                noem=_ja,
                ontleed=lambda programma, naam: (programma, naam),
                verplicht=True,
            ),
        ),
        sjabloon=True,
        uitleg="Ambities: A1.1 | A1.2. Hoofdverantwoordelijken: namen van partijen, met een rechte streep | ertussen.",
    ),
    maak_tabel(
        "Aanjagers",
        Aanjager,
        programma_via("actie__"),
        ACTIE,
        verwijskolom("rol", "rol__naam"),
        sleutel=("programma", "actie", "rol"),
        verwijzingen=(BIJ_ACTIE, Verwijzing(veld="rol", naar=Aanjagersrol, kolommen=("programma", "rol"))),
        sjabloon=True,
    ),
    maak_tabel(
        "Begrippen", Begrip, PROGRAMMA, sleutel=("programma", "term"), verwijzingen=(BIJ_PROGRAMMA,), sjabloon=True
    ),
    maak_tabel(
        "Besluiten",
        Besluit,
        PROGRAMMA,
        ACTIE,
        sleutel=(),
        verwijzingen=(BIJ_PROGRAMMA, BIJ_ACTIE),
        sjabloon=True,
        uitleg="Een besluit heeft geen eigen nummer: met andere woorden is het een nieuw besluit.",
    ),
    maak_tabel(
        "Collegebesluiten",
        Collegebesluit,
        PROGRAMMA,
        ORGANISATIE,
        sleutel=("programma", "organisatie"),
        verwijzingen=(BIJ_PROGRAMMA, BIJ_ORGANISATIE),
        sjabloon=True,
    ),
    maak_tabel(
        "Indicatoren",
        Indicator,
        PROGRAMMA,
        verwijskolom("ambitie", "ambitie__actielijn__code", "ambitie__volgorde", uit_db=noem_ambitie),
        sleutel=("programma", "naam"),
        verwijzingen=(
            BIJ_PROGRAMMA,
            Verwijzing(veld="ambitie", naar=Ambitie, kolommen=("programma", "ambitie"), ontleed=ontleed_ambitie),
        ),
        sjabloon=True,
        uitleg="Ambitie: de actielijn en de plaats, zoals A1.2.",
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
        verwijzingen=(BIJ_GEBRUIKER, BIJ_ORGANISATIE),
        alleen_opdracht=VIA_BEHEER,
    ),
    maak_tabel(
        "Cijferbronnen",
        Cijferbron,
        programma_via("indicator__"),
        verwijskolom("indicator", "indicator__naam"),
        INLEZER,
        sleutel=("programma", "indicator", "ingelezen_op"),
        verwijzingen=(
            Verwijzing(veld="indicator", naar=Indicator, kolommen=("programma", "indicator")),
            DOOR_INLEZER,
        ),
        feit=True,
        alleen_opdracht=VIA_SITE,
        soort="meting",
    ),
    maak_tabel(
        "Metingen",
        Meting,
        programma_via("indicator__"),
        verwijskolom("indicator", "indicator__naam"),
        ORGANISATIE,
        verwijskolom(
            "cijferbron",
            "cijferbron__ingelezen_op",
            uit_db=lambda moment: moment and moment.astimezone(UTC),
            lees=lees_moment,
            eigen=True,
        ),
        sleutel=("programma", "indicator", "periode", "organisatie"),
        verwijzingen=(
            Verwijzing(veld="indicator", naar=Indicator, kolommen=("programma", "indicator")),
            BIJ_ORGANISATIE,
            Verwijzing(veld="cijferbron", naar=Cijferbron, kolommen=("programma", "indicator", "cijferbron")),
        ),
        lezers={"periode": lees_periode},
        sjabloon=True,
        uitleg=HELE_REGIO,
    ),
    maak_tabel(
        "Updaterondes",
        Updateronde,
        PROGRAMMA,
        sleutel=("programma", "naam"),
        verwijzingen=(BIJ_PROGRAMMA,),
        meervoud=(
            Meervoud(
                veld="acties",
                naar=Actie,
                kolom="acties",
                paden=("actie__nummer",),
                noem=str,
                ontleed=lambda programma, naam: ontleed_actie(f"{programma}: {naam}"),
            ),
            Meervoud(
                veld="organisaties",
                naar=Organisatie,
                kolom="organisaties",
                paden=("organisatie__naam",),
                noem=_ja,
                ontleed=lambda _, naam: (naam,),
            ),
        ),
    ),
    maak_tabel(
        "Inlezingen",
        Inlezing,
        programma_via("ronde__"),
        verwijskolom("ronde", "ronde__naam"),
        ORGANISATIE,
        INLEZER,
        sleutel=("ingelezen_op", "sha256"),
        verwijzingen=(BIJ_RONDE, BIJ_ORGANISATIE, DOOR_INLEZER),
        feit=True,
        alleen_opdracht=VIA_SITE,
        soort="statusmelding",
    ),
    maak_tabel(
        "Meldingen",
        Statusmelding,
        programma_via("actie__"),
        ACTIE,
        ORGANISATIE,
        MELDER,
        verwijskolom("ronde", "ronde__naam", eigen=True),
        verwijskolom("inlezing", "inlezing__ingelezen_op", "inlezing__sha256", uit_db=noem_inlezing, eigen=True),
        sleutel=(),
        verwijzingen=(
            BIJ_ACTIE,
            BIJ_ORGANISATIE,
            DOOR_MELDER,
            BIJ_RONDE,
            Verwijzing(veld="inlezing", naar=Inlezing, kolommen=("inlezing",), ontleed=ontleed_inlezing),
        ),
        feit=True,
        alleen_opdracht=VIA_WERKBOEK,
        uitleg=f"Een melding verandert nooit: met andere woorden is het een nieuwe melding. {HELE_REGIO}",
    ),
    maak_tabel(
        "Evaluaties",
        Evaluatie,
        PROGRAMMA,
        VASTSTELLER,
        sleutel=("programma", "jaar", "versie"),
        verwijzingen=(BIJ_PROGRAMMA, DOOR_VASTSTELLER),
        feit=True,
        uitleg="Een vastgestelde evaluatie komt met haar verslag en controlegetal; alleen manage.py importeer zet haar terug.",
    ),
    maak_tabel(
        "Duidingen",
        Duiding,
        *EVALUATIE,
        verwijskolom("onderdeel", "onderdeel__code"),
        sleutel=("programma", "jaar", "versie", "onderdeel"),
        verwijzingen=(BIJ_EVALUATIE, Verwijzing(veld="onderdeel", naar=Onderdeel, kolommen=("programma", "onderdeel"))),
        feit=True,
    ),
    maak_tabel(
        "Besprekingen",
        Bespreking,
        *EVALUATIE,
        verwijskolom("overleg", "overleg__afkorting"),
        sleutel=("programma", "jaar", "versie", "overleg"),
        verwijzingen=(BIJ_EVALUATIE, Verwijzing(veld="overleg", naar=Overleg, kolommen=("overleg",))),
        feit=True,
    ),
    maak_tabel(
        "Opmerkingen",
        Opmerking,
        *EVALUATIE,
        verwijskolom("onderdeel", "onderdeel__code"),
        GEBRUIKER,
        sleutel=(),
        verwijzingen=(
            BIJ_EVALUATIE,
            Verwijzing(veld="onderdeel", naar=Onderdeel, kolommen=("programma", "onderdeel")),
            BIJ_GEBRUIKER,
        ),
        feit=True,
        alleen_opdracht="Een opmerking maak je bij de evaluatie zelf.",
        soort="evaluatie",
    ),
    maak_tabel(
        "Herinneringen",
        Herinnering,
        programma_via("ronde__"),
        verwijskolom("ronde", "ronde__naam"),
        GEBRUIKER,
        sleutel=("gebruiker", "dag"),
        verwijzingen=(BIJ_RONDE, BIJ_GEBRUIKER),
        feit=True,
        alleen_opdracht=VIA_SITE,
    ),
    maak_tabel(
        "Concepten",
        Conceptmelding,
        programma_via("ronde__"),
        verwijskolom("ronde", "ronde__naam"),
        GEBRUIKER,
        ACTIE,
        ORGANISATIE,
        sleutel=("programma", "ronde", "gebruiker", "actie", "organisatie"),
        verwijzingen=(BIJ_RONDE, BIJ_GEBRUIKER, BIJ_ACTIE, BIJ_ORGANISATIE),
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
}
