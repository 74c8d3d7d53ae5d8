"""De conclusie boven elke dia en de feiten ernaast: zinnen uit tellingen, volgens vaste regels en zonder punt in een titel."""

from collections.abc import Sequence
from itertools import pairwise

from acties.constanten import OverlegRol
from acties.woorden import ACTIE, GEMEENTE, opsomming, vervoegd
from monitoring.constanten import KOERS_VRAAGT_UITLEG, BesprekingFase, Fase, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.lezen.conclusie import hoofdzin, wanneer
from monitoring.lezen.dashboard.trend import Jaarpunt
from monitoring.lezen.hoofdstukken import MIN
from monitoring.lezen.zinnen import kort
from monitoring.verslag.vorm import ActieStand, OnderdeelStand, OverlegRegel, Telling, Verslag
from monitoring.weergave.dia.beelden import Gemeente, leden, zit_vast
from monitoring.weergave.dia.vorm import Feit

NAMEN = 4  # Zoveel namen of nummers staan er in één zin; de rest is geteld.
ACTIENAAM = 36  # zo blijft er op twee regels plaats voor wie vastzit


def titel(zin: str) -> str:
    return zin.removesuffix(".")


def met_teken(verschil: int) -> str:
    return f"+{verschil}" if verschil > 0 else f"{MIN}{-verschil}" if verschil else "0"


# Alle acties


def totaaltitel(verslag: Verslag) -> str:
    return titel(hoofdzin(verslag))


def totaalfeiten(verslag: Verslag) -> tuple[Feit, ...]:
    lopend = [actie for actie in verslag.acties if not actie.vervallen]
    return (
        _verschil(verslag),
        geteld([a for a in lopend if a.loopt_uit], "loopt uit op de planning", "lopen uit op de planning"),
        geteld([a for a in lopend if a.status is None], "heeft geen melding", "hebben geen melding"),
    )


def _verschil(verslag: Verslag) -> Feit:
    toen, nu = verslag.vorige_telling, verslag.telling
    if toen is None or verslag.vorige_peildatum is None:
        return Feit(getal=str(nu.afgerond), tekst=f"van {ACTIE.aantal(nu.totaal)} afgerond. Dit is het eerste jaar.")
    verschil = nu.afgerond - toen.afgerond
    zin = f"{ACTIE.bij(abs(verschil))} afgerond tegenover {wanneer(verslag.vorige_peildatum)}."
    meer = [
        (deel.telling.afgerond - deel.vorige_telling.afgerond, deel.naam)
        for deel in verslag.onderdelen
        if deel.vorige_telling
    ]
    meeste = max(meer, key=lambda paar: paar[0], default=(0, ""))
    waar = f" De meeste bij {meeste[1]} ({met_teken(meeste[0])})." if meeste[0] > 0 and verschil > 0 else ""
    return Feit(getal=met_teken(verschil), tekst=f"{zin}{waar}")


def geteld(acties: Sequence[ActieStand], loopt: str, lopen: str) -> Feit:
    """Hoeveel acties dit doen, met hun nummers. Nul staat er ook."""
    nummers = [actie.nummer_tekst for actie in sorted(acties, key=lambda actie: actie.nummer)]
    welke = f": {opsomming(nummers, NAMEN + 2)}" if nummers else ""
    doet = vervoegd(len(acties), loopt, lopen)
    return Feit(getal=str(len(acties)), tekst=f"{ACTIE.bij(len(acties))} {doet}{welke}.")


# Door de jaren


def jarentitel(punten: Sequence[Jaarpunt]) -> str:
    eerste, laatste = punten[0], punten[-1]
    verschil = laatste.telling.afgerond - eerste.telling.afgerond
    toen = wanneer(eerste.dag)
    if not verschil:
        return f"Er zijn evenveel acties afgerond als {toen}: {laatste.telling.afgerond}"
    zijn, meer = vervoegd(abs(verschil), "is", "zijn"), "meer" if verschil > 0 else "minder"
    return f"Er {zijn} {ACTIE.aantal(abs(verschil))} {meer} afgerond dan {toen}"


def jarenfeiten(punten: Sequence[Jaarpunt]) -> tuple[Feit, ...]:
    eerste, laatste = punten[0], punten[-1]
    toen, nu = eerste.telling, laatste.telling
    groei = [
        code
        for code, telling in laatste.per_onderdeel.items()
        if telling.afgerond > eerste.per_onderdeel.get(code, Telling()).afgerond
    ]
    heeft = vervoegd(len(groei), "heeft", "hebben")
    feiten = (
        Feit(
            getal=str(nu.afgerond),
            tekst=f"van {ACTIE.aantal(nu.totaal)} afgerond; {wanneer(eerste.dag)} {toen.afgerond}.",
        ),
        Feit(
            getal=str(len(groei)),
            tekst=f"van de {len(laatste.per_onderdeel)} onderdelen {heeft} nu meer af dan {wanneer(eerste.dag)}.",
        ),
    )
    return (*feiten, _grootste_stap(punten) if len(punten) > 2 else _stil(toen, nu, eerste))


def _grootste_stap(punten: Sequence[Jaarpunt]) -> Feit:
    stappen = [(nu.telling.afgerond - toen.telling.afgerond, toen, nu) for toen, nu in pairwise(punten)]
    stap, toen, nu = max(stappen, key=lambda drie: drie[0])
    return Feit(getal=met_teken(stap), tekst=f"tussen {toen.dag_tekst} en {nu.dag_tekst}: de grootste stap.")


def _stil(toen: Telling, nu: Telling, eerste: Jaarpunt) -> Feit:
    return Feit(getal=str(nu.geen_melding), tekst=f"zonder melding; {wanneer(eerste.dag)} {toen.geen_melding}.")


# Kernelementen en actielijnen


def onderdeeltitel(delen: Sequence[OnderdeelStand], meervoud: str) -> str:
    """Wie het verst is, en waar nog niets af is."""
    tellend = [deel for deel in delen if deel.telling.totaal]
    af, alle = (sum(getattr(deel.telling, wat) for deel in tellend) for wat in ("afgerond", "totaal"))
    if alle == 1:
        return f"{meervoud}: de enige actie is {'afgerond' if af else 'nog niet afgerond'}"
    if not af or af == alle:
        hoeveel = "Alle" if af else "Nog geen van de"
        zijn = "zijn" if af else "is"
        return (
            f"{meervoud}: {hoeveel.lower()} {ACTIE.aantal(alle)} {zijn} afgerond"
            if alle
            else f"{meervoud}: geen acties"
        )
    if len(tellend) == 1:
        return f"{tellend[0].naam}: {af} van de {ACTIE.aantal(alle)} afgerond"
    hoogste = max(_deel_af(deel) for deel in tellend)
    verst = [deel for deel in tellend if _deel_af(deel) == hoogste]
    niets = [deel.naam for deel in tellend if not deel.telling.afgerond]
    namen = opsomming([deel.naam for deel in verst], NAMEN)
    eerste = verst[0].telling
    zin = f"{namen} {vervoegd(len(verst), 'is', 'zijn')} het verst"
    zin += f": {eerste.afgerond} van de {ACTIE.aantal(eerste.totaal)} afgerond" if len(verst) == 1 else ""
    if not niets:
        return zin
    waar = niets[0] if len(niets) == 1 else f"{len(niets)} van de {len(tellend)}"
    return f"{zin}; bij {waar} nog niets"


def _deel_af(deel: OnderdeelStand) -> float:
    return deel.telling.afgerond / deel.telling.totaal


def onderdeelfeiten(verslag: Verslag, delen: Sequence[OnderdeelStand]) -> tuple[Feit, ...]:
    codes = {deel.code for deel in delen}
    acties = [actie for actie in verslag.acties if actie.onderdeel in codes and not actie.vervallen]
    begonnen = [actie for actie in acties if actie.status in (None, Status.NIET_GESTART)]
    uitloop = [actie for actie in acties if actie.loopt_uit]
    return (
        Feit(getal=str(sum(a.afgerond for a in acties)), tekst=f"van {ACTIE.aantal(len(acties))} afgerond."),
        geteld(begonnen, "is niet gestart of heeft geen melding", "zijn niet gestart of hebben geen melding"),
        _oordeel(verslag, delen) or geteld(uitloop, "loopt uit op de planning", "lopen uit op de planning"),
    )


def _oordeel(verslag: Verslag, delen: Sequence[OnderdeelStand]) -> Feit | None:
    """Waar het oordeel van de projectleider om aandacht vraagt."""
    zorgen = [deel for deel in delen if deel.oordeel in KOERS_VRAAGT_UITLEG]
    if not zorgen:
        return None
    vast = verslag.woord(Koers.VASTGELOPEN).lower()
    namen = [deel.naam + (f" ({vast})" if deel.oordeel == Koers.VASTGELOPEN else "") for deel in zorgen]
    return Feit(
        getal=str(len(zorgen)),
        tekst=f"keer is het oordeel niet ‘{verslag.woord(Koers.OP_SCHEMA).lower()}’: {opsomming(namen, NAMEN)}.",
    )


# Gemeenten


def gemeententitel(delen: Sequence[Gemeente]) -> str:
    """Eerst wie iets niet meldde, anders wie vastzit, anders hoeveel er klaar zijn."""
    stil = [deel.regel.naam for deel in delen if deel.telling.geen_melding]
    vast = [deel.regel.naam for deel in delen if deel.vast]
    klaar = [deel for deel in delen if deel.telling.afgerond == deel.telling.totaal]
    if len(stil) == len(delen) > 1:
        return "Elke gemeente heeft nog een actie zonder melding"
    if stil:
        heeft = vervoegd(len(stil), "heeft", "hebben")
        zin = f"{len(stil)} van de {GEMEENTE.aantal(len(delen))} {heeft} nog een actie zonder melding"
        return f"{zin}: {opsomming(stil)}" if len(stil) <= NAMEN else zin
    if vast:
        zit = vervoegd(len(vast), "zit", "zitten")
        return f"Elke gemeente meldde; {opsomming(vast, NAMEN)} {zit} nog ergens vast"
    is_klaar = vervoegd(len(klaar), "is", "zijn")
    return f"Elke gemeente meldde over al haar acties; {len(klaar)} van de {len(delen)} {is_klaar} klaar"


def gemeentefeiten(delen: Sequence[Gemeente]) -> tuple[Feit, ...]:
    klaar = [deel.regel.naam for deel in delen if deel.telling.afgerond == deel.telling.totaal]
    stil = [deel.regel.naam for deel in delen if deel.telling.geen_melding]
    vast = [deel.regel.naam for deel in delen if deel.vast]
    return (
        _namen(klaar, "rondde alles af wat zij zelf doet", "rondden alles af wat zij zelf doen"),
        _namen(stil, "meldde nog niet over alles", "meldden nog niet over alles"),
        _namen(vast, "zit met een actie vast", "zitten met een actie vast"),
    )


def _namen(namen: Sequence[str], doet: str, doen: str) -> Feit:
    welke = f": {opsomming(namen, NAMEN)}" if namen else ""
    return Feit(getal=str(len(namen)), tekst=f"{GEMEENTE.bij(len(namen))} {vervoegd(len(namen), doet, doen)}{welke}.")


# De actie waar het knelt


def kneltitel(verslag: Verslag, actie: ActieStand) -> str:
    """“11 van de 17 gemeenten hebben “Zelfscan” klaar; Opmeer en Uitgeest zitten vast”."""
    telling = actie.telling or Telling()
    soort = leden(verslag, actie.organisaties)
    vast = [regel.organisatie for regel in actie.organisaties if zit_vast(regel)]
    aandacht = [regel.organisatie for regel in actie.organisaties if regel.koers == Koers.AANDACHT]
    heeft = vervoegd(telling.afgerond, "heeft", "hebben")
    zin = f"{telling.afgerond} van de {telling.totaal} {soort} {heeft} “{kort(actie.titel, ACTIENAAM)}” klaar"
    if vast:
        return f"{zin}; {opsomming(vast, NAMEN)} {vervoegd(len(vast), 'zit', 'zitten')} vast"
    return f"{zin}; {opsomming(aandacht, NAMEN)} {vervoegd(len(aandacht), 'vraagt', 'vragen')} aandacht"


# Aandacht, en wat er wordt gevraagd


def aandachttitel(acties: Sequence[ActieStand]) -> str:
    if not acties:
        return "Geen enkele actie vraagt om aandacht"
    vast = sum(Koers.VASTGELOPEN in actie.koerscodes for actie in acties)
    zin = f"{ACTIE.aantal(len(acties))} {vervoegd(len(acties), 'vraagt', 'vragen')} aandacht"
    daarvan = "zij" if len(acties) == 1 else f"{vast} daarvan"
    return f"{zin}; {daarvan} {vervoegd(vast, 'zit', 'zitten')} ergens vast" if vast else zin


def vraagtitel(verslag: Verslag, overleg: OverlegRegel) -> str:
    jaar = verslag.jaar or verslag.peildatum.year
    if overleg.fase == BesprekingFase.BESPROKEN and overleg.datum:
        return f"{overleg.afkorting} besprak {jaar} op {datum_tekst(overleg.datum)}"
    if overleg.rol == OverlegRol.GEINFORMEERD:
        return f"Gevraagd van {overleg.afkorting}: neem kennis van de uitkomsten van {jaar}"
    if verslag.fase == Fase.VASTGESTELD:
        return f"Gevraagd van {overleg.afkorting}: bespreek {jaar} en stem in met de bijsturing"
    return f"Gevraagd van {overleg.afkorting}: bespreek {jaar} en zeg wat er nog in het verslag moet"


def overleggentitel(verslag: Verslag) -> str:
    jaar, alle = verslag.jaar or verslag.peildatum.year, verslag.overleggen
    klaar = sum(overleg.fase == BesprekingFase.BESPROKEN for overleg in alle)
    if not klaar:
        return _eerstvolgende(verslag.overleggen, jaar)
    if klaar == len(alle):
        return f"Elk overleg besprak {jaar}" if klaar > 1 else f"{alle[0].afkorting} besprak {jaar}"
    return f"{klaar} van de {len(alle)} overleggen {vervoegd(klaar, 'besprak', 'bespraken')} {jaar}"


def _eerstvolgende(overleggen: Sequence[OverlegRegel], jaar: int) -> str:
    gepland = sorted((dag, overleg.afkorting) for overleg in overleggen if (dag := overleg.datum))
    if not gepland:
        return f"Nog geen overleg heeft een datum om {jaar} te bespreken"
    dag, afkorting = gepland[0]
    if len(overleggen) == 1:
        return f"{afkorting} bespreekt {jaar} op {datum_tekst(dag)}"
    return f"{len(overleggen)} overleggen bespreken {jaar}; {afkorting} is de eerste, op {datum_tekst(dag)}"
