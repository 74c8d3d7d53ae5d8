"""Het blad van één kernelement of actielijn: de acties in de kolommen van het programma, en wat er is gebeurd."""

from collections.abc import Iterator, Mapping, Sequence

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel
from acties.woorden import ACTIE, ORGANISATIE, opsomming
from monitoring.datum import datum_tekst
from monitoring.lezen.hoofdstukken import ActieBeeld, Hoofdstuk
from monitoring.lezen.wiezinnen import (
    achter_woord,
    bijdragen,
    herkomst,
    onbevestigd,
    signalen,
    waarvan_onbevestigd,
    zwijgt,
)
from monitoring.verslag.vorm import ActieStand, Legenda, Telling, Verslag
from monitoring.weergave.woorden import met_aantal, met_teken

# Een langere omschrijving staat onder de tabel: de vaste kop moet in beeld blijven.
_KORT = 500
# Zoveel namen van wie niets zei; een rij blijft zo leesbaar. Alle namen staan op de site en in de actielijst.
HOOGSTENS = 8
_MET_LUCHT = ("Planning", "Status", "Wat is er gebeurd", "Koers en bijsturing")


def onderdeelblad(verslag: Verslag, hoofdstuk: Hoofdstuk) -> Blad:
    """Elk onderdeel een eigen blad, de hoogste prioriteit eerst en vervallen acties achteraan."""
    onderdeel = hoofdstuk.onderdeel
    soort = OnderdeelSoort(onderdeel.soort).label
    aanjagers = max((len(beeld.actie.aanjagers) for beeld in hoofdstuk.acties), default=1) or 1
    breedtes = _breedtes(aanjagers)
    rijen = [_rij(verslag, beeld, aanjagers) for beeld in hoofdstuk.acties]
    omschrijving = [Regel(onderdeel.omschrijving, "regel")] if onderdeel.omschrijving else []
    kort = len(onderdeel.omschrijving) <= _KORT
    nog_niet = onbevestigd(beeld.actie for beeld in hoofdstuk.acties)
    oordeel = next((k for k in verslag.koersen if k.code == onderdeel.oordeel), None)
    delen = [
        Regel(onderdeel.naam, "titel"),
        *(omschrijving if kort else []),
        Regel(f"{soort}, {telling_in_woorden(onderdeel.telling, verslag.statussen, nog_niet)}", "ondertitel"),
        *([Regel(f"Oordeel: {met_teken(oordeel)}", "nadruk")] if oordeel else []),
        Regel(""),
        Tabel(_koppen(aanjagers), rijen, filter=True) if rijen else Regel("Dit onderdeel heeft geen acties."),
        *([] if kort else omschrijving),
    ]
    inhoud = f"{soort} met {ACTIE.aantal(len(hoofdstuk.acties))}: wie, wanneer, hoe ver en wat er is gebeurd"
    return Blad(f"{onderdeel.code} {onderdeel.naam}", inhoud, breedtes, tuple(delen))


def telling_in_woorden(telling: Telling, statussen: Sequence[Legenda], nog_niet: Mapping[str, int]) -> str:
    """“6 acties: 2 afgerond, 1 in uitvoering en 3 zonder melding; 1 vervallen”.

    ``nog_niet``: per stand hoeveel nog niet bevestigd zijn: “3 in uitvoering (waarvan 1 nog niet bevestigd)”.
    """
    delen = [
        met_aantal(getattr(telling, regel.code), regel)
        + (f" ({waarvan_onbevestigd(nog_niet[regel.code])})" if nog_niet.get(regel.code) else "")
        for regel in statussen
        if regel.code not in ("vervallen", "nvt") and getattr(telling, regel.code)
    ]
    acties = ACTIE.aantal(telling.totaal)
    vervallen = f"; {telling.vervallen} vervallen" if telling.vervallen else ""
    return (f"{acties}: {opsomming(delen)}" if delen else acties) + vervallen


def _breedtes(aanjagers: int) -> tuple[float, ...]:
    aanjager = 20.0 if aanjagers == 1 else 19.0
    return (4.5, 30, 18, *[aanjager] * aanjagers, 13.5, 15.5, 37, 19.5, 16)


def _koppen(aanjagers: int) -> Rij:
    kolommen = ["Aanjager"] if aanjagers == 1 else [f"Aanjager {nummer}" for nummer in range(1, aanjagers + 1)]
    return tuple(
        Cel(kop, "kop-klein-in" if kop in _MET_LUCHT else "kop-klein")
        for kop in (
            "Nr", "Actie", "Hoofdverantwoordelijke", *kolommen, "Planning", "Status", "Wat is er gebeurd",
            "Koers en bijsturing", "Laatste melding",
        )
    )  # fmt: skip


def _rij(verslag: Verslag, beeld: ActieBeeld, aanjagers: int) -> Rij:
    actie = beeld.actie
    af = "-af" if actie.afgerond or actie.vervallen else ""
    tekst = f"tekst{af}"
    status = verslag.standregel(actie)
    koers, hoe_vet = _koers(verslag, beeld)
    return (
        Cel(actie.nummer, f"nummer{af}"),
        Cel("\n".join(filter(None, (actie.titel, actie.omschrijving))), tekst, vet=len(actie.titel)),
        Cel("\n".join(actie.verantwoordelijk), tekst),
        *_aanjagers(actie, aanjagers, af),
        Cel("\n".join(filter(None, (actie.planning, actie.planning_toelichting))), f"tekst-in{af}"),
        Cel(f"{met_teken(status)}{achter_woord(actie)}", f"status-{status.code}"),
        Cel(wat_is_er_gebeurd(verslag, beeld), f"tekst-in{af}"),
        Cel(koers, f"tekst-in{af}", vet=hoe_vet),
        Cel(actie.laatste_peildatum, f"datum{af}") if actie.laatste_peildatum else Cel("", tekst),
    )


def _aanjagers(actie: ActieStand, kolommen: int, af: str) -> Iterator[Cel]:
    """De letter van de rol en wie het is, in de kleur van de rol; wie er niet is, blijft leeg."""
    for aanjager in actie.aanjagers:
        yield Cel(f"{aanjager.letter} {aanjager.tekst or aanjager.rol}", f"rol-{aanjager.kleur}{af}")
    for _ in range(kolommen - len(actie.aanjagers)):
        yield Cel("", f"tekst{af}")


def wat_is_er_gebeurd(verslag: Verslag, beeld: ActieBeeld) -> str:
    """Wie het zegt, wat bijdragen anders zeggen, hoeveel organisaties er hoe ver zijn, alle toelichtingen en wie niets zei."""
    actie, alineas = beeld.actie, []
    if actie.vervallen:
        sinds = f" per {datum_tekst(actie.vervallen_op)}" if actie.vervallen_op else ""
        alineas.append(f"{actie.eindwoord}{sinds}" + (f": {actie.eindreden}" if actie.eindreden else "."))
    if actie.status is not None:
        alineas += [herkomst(actie, verslag.overleg), *(f"Let op: {zin}." for zin in signalen(actie))]
    if actie.telling and actie.telling.totaal:
        alineas.append(_verdeling(actie.telling, verslag.statussen))
    if actie.melding and actie.melding.toelichting:
        alineas.append(actie.melding.toelichting)
    if (bijdragen_ := bijdragen(actie, verslag.overleg)) and actie.organisaties:
        alineas.append(f"{bijdragen_}.")
    alineas += [
        _namens(regel.organisatie, met_teken(verslag.legenda(regel.stand)), regel.toelichting)
        for regel in beeld.teksten
        if regel.toelichting
    ]
    if actie.status is not None and actie.zwijgend and not actie.vervallen:
        alineas.append(zwijgt(actie, HOOGSTENS))
    if not alineas and actie.status is None:
        return "Nog geen melding."
    return "\n".join(alineas)


def _verdeling(telling: Telling, statussen: Sequence[Legenda]) -> str:
    """“Van 18 organisaties: 4 afgerond, 6 in uitvoering en 8 zonder melding.”"""
    delen = [met_aantal(aantal, regel) for regel in statussen if (aantal := getattr(telling, regel.code))]
    zin = f"Van {ORGANISATIE.aantal(telling.totaal)}: {opsomming(delen)}"
    return f"{zin.removesuffix('.')}."  # “n.v.t.” heeft zijn punt al


def _namens(organisatie: str, stand: str, tekst: str) -> str:
    wie = f"{organisatie} ({stand})" if stand else organisatie
    return f"{wie}: {tekst}" if organisatie else tekst


def _koers(verslag: Verslag, beeld: ActieBeeld) -> tuple[str, int]:
    """De koers met de bijsturing eronder, en hoeveel tekens daarvan de koers zelf zijn."""
    actie = beeld.actie
    koers = "\n".join(met_teken(regel) for regel in verslag.koersregels(actie))
    regels = [*([actie.melding] if actie.melding else []), *beeld.teksten]
    bijsturing = [_namens(regel.organisatie, "", regel.bijsturing) for regel in regels if regel.bijsturing]
    return "\n".join(filter(None, [koers, *bijsturing])), len(koers)
