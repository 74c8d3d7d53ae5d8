"""De lijsten van het scherm als ``Lijst``: precies de rijen die de lezer zag, met één waarde per cel."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Lijst, Veld, Waarde
from monitoring.lezen.matrix import maak_matrix
from monitoring.verslag.vorm import ActieStand, Verslag
from monitoring.weergave.jaarverslag.cijferblad import HELE_REGIO
from monitoring.weergave.jaarverslag.leeswijzer import DEMO

ACTIEVELDEN = (
    Veld("Nr", 6, "nummer"),
    Veld("Actie", 40),
    Veld("Omschrijving", 50),
    Veld("Hoofdverantwoordelijke", 24),
    Veld("Aanjager", 34),
    Veld("Aanjagersrol", 30),
    Veld("Planning", 14),
    Veld("Status", 17),
    Veld("Soort onderdeel", 14),
    Veld("Onderdeel", 30),
    Veld("Doelgroep", 26),
    Veld("Startjaar", 10, "jaar"),
    Veld("Eindjaar", 10, "jaar"),
    Veld("Toelichting op de planning", 26),
    Veld("Loopt uit", 10),
    Veld("Koers", 14),
    Veld("Laatste melding", 18, "datum"),
    Veld("Wat is er gebeurd", 60),
    Veld("Bijsturing", 40),
    Veld("Organisaties afgerond", 13, "getal"),
    Veld("Organisaties gemeld", 13, "getal"),
    Veld("Organisaties totaal", 13, "getal"),
    Veld("Lokale actie van", 22),
)


def actielijst(
    verslag: Verslag, acties: Sequence[ActieStand], *, filters: Iterable[str], volgorde: str, door: str, op: datetime
) -> Lijst:
    """``filters`` en ``volgorde`` in woorden, voor de verantwoording."""
    soorten = {onderdeel.code: OnderdeelSoort(onderdeel.soort).label for onderdeel in verslag.onderdelen}
    over = {
        "Filters": "; ".join(filters) or "Geen: alle acties",
        "Volgorde": volgorde,
        "Acties": f"{sum(not actie.lokaal_van for actie in acties)} van {len(verslag.acties)}",
    }
    if aantal := sum(bool(actie.lokaal_van) for actie in acties):
        over["Lokale acties"] = f"{aantal} van {len(verslag.lokaal)}. Tellen niet mee in de cijfers van de regio."
    return Lijst(
        naam="Acties",
        titel=f"Acties – {verslag.programma.naam}",
        maker=maker(door),
        moment=op,
        velden=ACTIEVELDEN,
        rijen=(_actierij(actie, soorten, verslag) for actie in acties),
        over=verantwoording(verslag, door, op, over),
    )


def _actierij(actie: ActieStand, soorten: dict[str, str], verslag: Verslag) -> tuple[Waarde, ...]:
    telling = actie.telling
    return (
        actie.nummer_tekst if actie.lokaal_van else actie.nummer,
        actie.titel,
        actie.omschrijving,
        "; ".join(actie.hoofdverantwoordelijken),
        "; ".join(aanjager.tekst for aanjager in actie.aanjagers),
        "; ".join(f"{aanjager.letter} {aanjager.rol}" for aanjager in actie.aanjagers),
        actie.planning,
        verslag.woord(actie.stand),
        soorten[actie.onderdeel],
        actie.onderdeel_naam,
        actie.doelgroep,
        actie.startjaar,
        actie.eindjaar,
        actie.planning_toelichting,
        "ja" if actie.loopt_uit else "nee",
        verslag.woord(actie.koers),
        actie.laatste_peildatum,
        _teksten(actie, "toelichting"),
        _teksten(actie, "bijsturing"),
        telling.afgerond if telling else None,
        telling.gemeld if telling else None,
        telling.totaal if telling else None,
        actie.lokaal_van,
    )


def _teksten(actie: ActieStand, veld: str) -> str:
    """Wat er namens de regio is geschreven, en daarna per organisatie met haar naam ervoor."""
    regels = [regel for regel in actie.organisaties if regel != actie.melding]
    delen = [
        f"{regel.organisatie}: {getattr(regel, veld)}" if regel.organisatie else getattr(regel, veld)
        for regel in [*([actie.melding] if actie.melding else []), *regels]
        if getattr(regel, veld)
    ]
    return "\n".join(delen)


def gemeentelijst(verslag: Verslag, *, door: str, op: datetime) -> Lijst:
    """De matrix: een rij per gemeente, een kolom per actie."""
    matrix = maak_matrix(verslag)
    groep_van = {kolom.slug: groep.naam for groep in matrix.groepen for kolom in groep.kolommen}
    rijen: list[tuple[Waarde, ...]] = [
        (
            groep_van[kolom.slug],
            kolom.naam,
            *(actie.cellen[plaats].woord for actie in matrix.rijen),
            kolom.telling.afgerond,
            kolom.telling.gemeld,
            kolom.telling.totaal,
        )
        for plaats, kolom in enumerate(matrix.kolommen)
    ]
    over = {
        "Overleg": verslag.overleg or "Alle overleggen",
        "Gemeenten": str(len(rijen)),
        "Acties": f"{len(matrix.rijen)} die elke gemeente zelf uitvoert",
        "Lege cel": "De actie hoort niet bij deze gemeente.",
    }
    return Lijst(
        naam="Per gemeente",
        titel=f"Per gemeente – {verslag.programma.naam}",
        maker=maker(door),
        moment=op,
        velden=(
            Veld("Overleg", 28),
            Veld("Gemeente", 22),
            *(Veld(f"{actie.nummer}. {actie.titel}", 22) for actie in matrix.rijen),
            Veld("Afgerond", 11, "getal"),
            Veld("Gemeld", 11, "getal"),
            Veld("Telt mee", 11, "getal"),
        ),
        rijen=rijen,
        over=verantwoording(verslag, door, op, over),
    )


def cijferlijst(verslag: Verslag, *, door: str, op: datetime) -> Lijst:
    """Een rij per meting; een indicator zonder meting is er ook, zonder waarde."""
    rijen: list[tuple[Waarde, ...]] = []
    for indicator in verslag.indicatoren:
        vast = (indicator.gewenst, indicator.ambitie, indicator.toelichting)
        begin = (indicator.naam, indicator.eenheid)
        rijen += [
            (*begin, m.periode, m.organisatie or HELE_REGIO, m.waarde, *vast, m.bron or indicator.bron, m.opgehaald_op)
            for m in indicator.metingen
        ]
        if not indicator.metingen:
            rijen.append((*begin, "", "", None, *vast, indicator.bron, None))
    return Lijst(
        naam="Cijfers",
        titel=f"Cijfers – {verslag.programma.naam}",
        maker=maker(door),
        moment=op,
        velden=(
            Veld("Indicator", 40),
            Veld("Eenheid", 14),
            Veld("Periode", 12),
            Veld("Voor", 20),
            Veld("Waarde", 12, "getal"),
            Veld("Gewenste richting", 14),
            Veld("Ambitie", 50),
            Veld("Toelichting", 50),
            Veld("Bron", 36),
            Veld("Opgehaald op", 14, "datum"),
        ),
        rijen=rijen,
        over=verantwoording(verslag, door, op, {"Indicatoren": str(len(verslag.indicatoren))}),
    )


def maker(door: str) -> str:
    return door or "Openbare versie"


def verantwoording(verslag: Verslag, door: str, op: datetime, eigen: dict[str, str]) -> tuple[tuple[str, Waarde], ...]:
    """De verantwoording: waarvan, van welke dag, wat eruit is gefilterd, door wie en wanneer."""
    demo = {"Let op": DEMO} if verslag.programma.demo else {}
    velden: dict[str, Waarde] = {
        "Programma": verslag.programma.naam,
        **demo,
        "Peildatum": verslag.peildatum,
        **eigen,
        "Gemaakt door": door or "Openbare versie: zonder namen en zonder interne teksten",
        "Gemaakt op": op,
    }
    return tuple(velden.items())
