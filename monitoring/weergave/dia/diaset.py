"""De dia's van een jaar, voor de regio of voor één overleg: een keuze uit het verslag, zonder queries en los van PowerPoint."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from acties.woorden import ACTIE, GEMEENTE, ORGANISATIE, opsomming
from monitoring.constanten import KOERS_VRAAGT_UITLEG, BesprekingFase
from monitoring.datum import datum_tekst
from monitoring.lezen.conclusie import weetpunten
from monitoring.lezen.dashboard.overzicht import MEERVOUD, vraagt_aandacht
from monitoring.lezen.dashboard.trend import Jaarpunt
from monitoring.lezen.oplegger import oplegger
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.lezen.wiezinnen import kort_van_wie
from monitoring.verslag.vorm import ActieStand, OverlegRegel, Verslag
from monitoring.weergave.dia import beelden, zinnen
from monitoring.weergave.dia.vorm import Dia, Diaset, Feit, Grafiek, Kader, Punt, Tabel
from monitoring.weergave.jaarverslag.leeswijzer import daad, jaar_van, merk_van, stand_van, waarschuwingen

MEEST_RIJEN = 5
MEEST_PUNTEN = 5


def diaset(
    verslag: Verslag, punten: Sequence[Jaarpunt], *, op: datetime, door: str = "", sha256: str = "", overleg: str = ""
) -> Diaset:
    """``overleg`` (een slug): de set voor dat overleg, met het verslag van zijn deelnemers. ``KeyError`` als het er niet is.

    ``op`` (plaatselijke tijd): het moment van vaststellen, of van maken; zie ``leeswijzer`` voor ``door`` en ``sha256``.
    """
    regel = next((deel for deel in verslag.overleggen if deel.slug == overleg), None)
    if overleg and regel is None:
        raise KeyError(overleg)
    voor = f" voor {regel.afkorting}" if regel else ""
    slot = _van_overleg(verslag, regel) if regel else _van_regio(verslag)
    dias = [
        *_cijfers(verslag, punten),
        *([] if regel else _knelpunt(verslag)),
        _weetpunten(verslag),
        _aandacht(verslag),
    ]
    herkomst = (
        *waarschuwingen(verslag, op),
        f"{stand_van(verslag)}. {daad(sha256)} op {datum_tekst(op)}{f' door {door}' if door else ''}.",
        *([f"sha256 {sha256}"] if sha256 else []),
    )
    return Diaset(
        titel=f"Dia’s {jaar_van(verslag)}{voor}{voorlopig_in_titel(verslag.voorlopig)}",
        onderwerp=f"{verslag.programma.naam}, peildatum {datum_tekst(verslag.peildatum)}",
        maker=door or verslag.programma.naam,
        moment=op.replace(tzinfo=None, microsecond=0),
        voet=_voet(verslag, op, sha256),
        dias=tuple(_met_herkomst(dia, verslag, regel, herkomst) for dia in (*dias, slot)),
    )


def _met_herkomst(dia: Dia, verslag: Verslag, overleg: OverlegRegel | None, herkomst: Iterable[str]) -> Dia:
    """Waar de dia over gaat begint met het jaar en voor wie, en onder de notities staat waar alles vandaan komt."""
    voor = overleg.met_subregio if overleg and overleg.organisaties else ""
    demo = "demogegevens" if verslag.programma.demo else ""
    return Dia(
        onderwerp=" · ".join(filter(None, [str(jaar_van(verslag)), demo, voor, dia.onderwerp])),
        titel=dia.titel,
        links=dia.links,
        rechts=dia.rechts,
        bron=dia.bron,
        notities=(dia.titel, *dia.notities, f"Bron: {dia.bron}.", *herkomst),
    )


def _voet(verslag: Verslag, op: datetime, sha256: str) -> str:
    """“Peildatum 31 december 2022 · vastgesteld op 23 maart 2023, versie 1 · sha256 9f3c 41d7 … 77a5”."""
    delen = [f"Peildatum {datum_tekst(verslag.peildatum)}"]
    if sha256:
        versie = f", versie {verslag.versie}" if verslag.versie else ""
        delen.append(f"vastgesteld op {datum_tekst(op)}{versie}")
        delen.append(f"sha256 {sha256[:4]} {sha256[4:8]} … {sha256[-4:]}")
    else:
        delen.append((merk_van(verslag) or stand_van(verslag)).lower())
    return " · ".join(delen)


def _bron(verslag: Verslag, acties: Sequence[ActieStand]) -> str:
    """“meldingen van 17 gemeenten en 4 andere organisaties, actie 1–32”."""
    gemeenten = sum(regel.is_gemeente for regel in verslag.organisaties)
    anderen = len(verslag.organisaties) - gemeenten
    wie = [
        *([GEMEENTE.aantal(gemeenten)] if gemeenten else []),
        *([f"{anderen} andere {ORGANISATIE.bij(anderen)}"] if anderen else []),
    ]
    nummers = sorted(actie.nummer for actie in acties)
    welke = "–".join(dict.fromkeys([str(nummers[0]), str(nummers[-1])])) if nummers else ""
    return ", ".join(
        filter(None, [f"meldingen van {opsomming(wie)}" if wie else "meldingen", f"actie {welke}" if welke else ""])
    )


# Dia's met cijfers


def _cijfers(verslag: Verslag, punten: Sequence[Jaarpunt]) -> Iterator[Dia]:
    yield _dia(
        "Alle acties",
        zinnen.totaaltitel(verslag),
        beelden.jaren(verslag, punten),
        zinnen.totaalfeiten(verslag),
        _bron(verslag, verslag.acties),
    )
    if len(punten) > 1:
        laatste = punten[-beelden.MEEST_JAREN :]
        yield _dia(
            "Door de jaren",
            zinnen.jarentitel(laatste),
            beelden.afgerond_per_onderdeel(verslag, laatste),
            zinnen.jarenfeiten(laatste),
            _bron(verslag, verslag.acties),
        )
    for soort, meervoud in MEERVOUD.items():
        delen = [deel for deel in verslag.onderdelen if deel.soort == soort]
        if delen:
            acties = [actie for deel in delen for actie in verslag.acties_van(deel.code)]
            yield _dia(
                meervoud,
                zinnen.onderdeeltitel(delen, meervoud),
                beelden.onderdelen(verslag, delen, meervoud),
                zinnen.onderdeelfeiten(verslag, delen),
                _bron(verslag, acties),
            )
    gemeenten = beelden.gemeenten(verslag)
    if gemeenten:
        yield _dia(
            "Wat elke gemeente zelf doet",
            zinnen.gemeententitel(gemeenten),
            beelden.gemeentengrafiek(verslag, gemeenten),
            zinnen.gemeentefeiten(gemeenten),
            f"meldingen van {GEMEENTE.aantal(len(gemeenten))} over {ACTIE.aantal(len(beelden.eigen_acties(verslag)))}",
        )


def _dia(onderwerp: str, titel: str, grafiek: Grafiek, rechts: tuple[Feit, ...] | Kader, bron: str) -> Dia:
    return Dia(
        onderwerp=onderwerp,
        titel=titel,
        links=grafiek,
        rechts=rechts,
        bron=bron,
        notities=(*_als_regels(rechts), *_cijfertabel(grafiek)),
    )


def _cijfertabel(grafiek: Grafiek) -> Iterator[str]:
    """De cijfers van de grafiek, met een tab tussen de kolommen: zo te plakken in een rekenblad."""
    yield "\t".join(["", *(" ".join(filter(None, [reeks.teken, reeks.naam])) for reeks in grafiek.reeksen)])
    for plek, groep in enumerate(grafiek.groepen):
        yield "\t".join([groep, *(str(reeks.waarden[plek]) for reeks in grafiek.reeksen)])


def _als_regels(rechts: tuple[Feit, ...] | Kader) -> Iterator[str]:
    if isinstance(rechts, Kader):
        yield f"{rechts.kop}:"
        yield from rechts.punten
        if rechts.slot:
            yield rechts.slot
    else:
        yield from (f"{feit.getal} {feit.tekst}" for feit in rechts)


def _knelpunt(verslag: Verslag) -> Iterator[Dia]:
    actie = beelden.knelpunt(verslag)
    if actie is None or len(beelden.per_deel(verslag)) < 2:
        return
    regels = [regel for regel in actie.organisaties if regel.koers in KOERS_VRAAGT_UITLEG]
    zwaarst = sorted(regels, key=lambda regel: (not beelden.zit_vast(regel), regel.organisatie))
    teksten = tuple(
        f"{regel.organisatie}: {regel.bijsturing or regel.toelichting or 'geen bijsturing gemeld'}" for regel in zwaarst
    )
    meer = len(teksten) - 3
    kader = Kader(
        kop="Wat doen zij eraan?",
        punten=teksten[:3],
        slot=f"En nog {ORGANISATIE.aantal(meer)}: zie de notities." if meer > 0 else "",
    )
    grafiek = beelden.knelgrafiek(verslag, actie)
    yield Dia(
        onderwerp=f"Actie {actie.nummer_tekst}. {actie.titel}",
        titel=zinnen.kneltitel(verslag, actie),
        links=grafiek,
        rechts=kader,
        bron=f"meldingen van {beelden.leden(verslag, actie.organisaties)} bij actie {actie.nummer_tekst}",
        notities=(f"Actie {actie.nummer_tekst}. {actie.titel}", *teksten, *_cijfertabel(grafiek)),
    )


# Dia's met woorden


def _weetpunten(verslag: Verslag) -> Dia:
    """De titel is het eerste punt na de stand: die staat al boven de eerste dia."""
    weten = weetpunten(verslag)
    punten = tuple(Punt(kern=punt.kern, uitleg=punt.uitleg) for punt in weten)
    return Dia(
        onderwerp="Wat moet je weten?",
        titel=zinnen.titel((weten[1] if len(weten) > 1 else weten[0]).kern),
        links=punten,
        rechts=(),
        bron=_bron(verslag, verslag.acties),
        notities=tuple(" ".join(filter(None, [punt.kern, punt.uitleg])) for punt in punten),
    )


def _aandacht(verslag: Verslag) -> Dia:
    acties = vraagt_aandacht(verslag)
    rijen = tuple(
        (f"{actie.nummer_tekst}. {actie.titel}", "; ".join(actie.aandacht), _bijsturing(actie) or "–")
        for actie in acties
    )
    meer = len(rijen) - MEEST_RIJEN
    tabel = Tabel(
        omschrijving="De acties die aandacht vragen, met waarom en wat eraan wordt gedaan; het dringendste eerst",
        koppen=("Actie", "Waarom", "Bijsturing"),
        breedtes=(0.34, 0.28, 0.38),
        rijen=rijen[:MEEST_RIJEN],
        meer=f"En nog {ACTIE.aantal(meer)}: zie de notities." if meer > 0 else "",
    )
    return Dia(
        onderwerp="Wat vraagt aandacht?",
        titel=zinnen.aandachttitel(acties),
        links=tabel if rijen else (Punt(kern="Alles wat loopt, ligt op schema of is nog niet begonnen."),),
        rechts=(),
        bron=_bron(verslag, acties or verslag.acties),
        notities=tuple("\t".join(rij) for rij in (tabel.koppen, *rijen) if rijen),
    )


def _bijsturing(actie: ActieStand) -> str:
    """Van wie de koers het zwaarst is, wat die eraan doet."""
    regels = [
        regel
        for regel in (actie.melding, *actie.organisaties)
        if regel and regel.koers in KOERS_VRAAGT_UITLEG and regel.bijsturing
    ]
    if not regels:
        return ""
    eerste = min(regels, key=lambda regel: not beelden.zit_vast(regel))
    return f"{kort_van_wie(eerste, actie)}: {eerste.bijsturing}"


def _van_overleg(verslag: Verslag, overleg: OverlegRegel) -> Dia:
    blad = oplegger(verslag, overleg.slug)
    besproken = overleg.fase == BesprekingFase.BESPROKEN
    punten = tuple(Punt(kern=punt) for punt in blad.punten[:MEEST_PUNTEN])
    gezegd = tuple(filter(None, [overleg.conclusies, overleg.besluiten]))
    dag = f"{overleg.naam}, {overleg.fase} {datum_tekst(overleg.datum)}" if overleg.datum else overleg.naam
    if besproken and gezegd:
        kader = Kader(kop=f"Wat {overleg.afkorting} zei", punten=gezegd, slot=f"{dag}.")
    else:
        kader = Kader(kop=blad.kop_gevraagd, punten=(blad.gevraagd,), slot=f"{dag}.")
    return Dia(
        onderwerp=blad.kop_punten,
        titel=zinnen.vraagtitel(verslag, overleg),
        links=punten or (Punt(kern="Er is niets dat nu besproken moet worden."),),
        rechts=kader,
        bron=_bron(verslag, verslag.acties),
        notities=(*_als_regels(kader), f"{blad.kop_punten}:", *blad.punten),
    )


def _van_regio(verslag: Verslag) -> Dia:
    rijen = tuple(
        (
            overleg.met_subregio,
            f"{overleg.fase} {datum_tekst(overleg.datum)}" if overleg.datum else "nog geen datum",
            " ".join(filter(None, [overleg.conclusies, overleg.besluiten])) or oplegger(verslag, overleg.slug).gevraagd,
        )
        for overleg in verslag.overleggen
    )
    tabel = Tabel(
        omschrijving="De overleggen, wanneer zij dit jaar bespreken, en wat er is gevraagd of geconcludeerd",
        koppen=("Overleg", "Wanneer", "Gevraagd of geconcludeerd"),
        breedtes=(0.26, 0.22, 0.52),
        rijen=rijen[:MEEST_RIJEN],
        meer=f"En nog {len(rijen) - MEEST_RIJEN}: zie de notities." if len(rijen) > MEEST_RIJEN else "",
    )
    return Dia(
        onderwerp="Wat vragen wij de overleggen?",
        titel=zinnen.overleggentitel(verslag) if rijen else zinnen.totaaltitel(verslag),
        links=tabel if rijen else (Punt(kern="Er zijn geen overleggen die dit jaar bespreken."),),
        rechts=(),
        bron="de agenda’s en conclusies van de overleggen",
        notities=tuple("\t".join(rij) for rij in (tabel.koppen, *rijen) if rijen),
    )
