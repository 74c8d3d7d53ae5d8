"""De uitkomst van een Verslag in gewone zinnen: één om mee te beginnen, en hooguit vijf punten om te onthouden.

Elke zin volgt uit de tellingen, volgens vaste regels; niemand typt haar in. Zonder opmaak en zonder queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from acties.woorden import ACTIE, GEMEENTE, ORGANISATIE, opsomming, vervoegd
from monitoring.constanten import Koers, Status
from monitoring.datum import datum_tekst
from monitoring.lezen.zinnen import kort
from monitoring.verslag.vorm import TELBAAR, ActieStand, Koerstelling, Telling, Verslag

HOOGSTENS = 5  # Zoveel punten onthoudt een lezer.
TITEL, TEKST = 70, 180  # Zoveel tekens van een titel en van een toelichting staan er in een zin.


@dataclass(frozen=True, slots=True, kw_only=True)
class Weetpunt:
    """Eén ding om te weten: ``kern`` is een hele zin, ``uitleg`` wat daarbij hoort (mag leeg zijn)."""

    kern: str
    uitleg: str = ""


def conclusie(verslag: Verslag) -> str:
    """Het jaar in één regel: hoeveel er af is tegenover een jaar eerder, en waar het knelt of over zwijgt."""
    return " ".join(filter(None, [hoofdzin(verslag), _knelzin(verslag)]))


def hoofdzin(verslag: Verslag) -> str:
    """“15 van de 31 acties zijn afgerond, 6 meer dan eind 2022.”"""
    telling = verslag.telling
    if not telling.totaal:
        return "Alle acties zijn vervallen." if telling.vervallen else "Het programma heeft nog geen acties."
    if not telling.gemeld:
        over = "de enige actie" if telling.totaal == 1 else f"geen van de {ACTIE.aantal(telling.totaal)}"
        return f"Over {over} is {'niets' if telling.totaal == 1 else 'iets'} gemeld."
    return f"{_hoeveel_af(telling)}{_verschil(verslag)}."


def weetpunten(verslag: Verslag) -> tuple[Weetpunt, ...]:
    """Hooguit vijf punten, het belangrijkste eerst."""
    punten = (
        _stand(verslag),
        _regio_vast(verslag),
        _organisaties_vast(verslag),
        _uitgelopen(verslag),
        _zonder_melding(verslag),
        _niet_bevestigd(verslag),
        _veranderd(verslag),
    )
    return tuple(punt for punt in punten if punt)[:HOOGSTENS]


def in_een_kop(zin: str) -> str:
    """Dezelfde zin achter een dubbele punt in een kop: met een kleine letter en zonder punt."""
    return f"{zin[:1].lower()}{zin[1:]}".removesuffix(".")


def _hoeveel_af(telling: Telling) -> str:
    af, alle = telling.afgerond, telling.totaal
    if alle == 1:
        return f"De enige actie is {'afgerond' if af else 'nog niet afgerond'}"
    if af == alle:
        return f"Alle {ACTIE.aantal(alle)} zijn afgerond"
    if not af:
        return f"Nog geen van de {ACTIE.aantal(alle)} is afgerond"
    return f"{af} van de {ACTIE.aantal(alle)} {vervoegd(af, 'is', 'zijn')} afgerond"


def _verschil(verslag: Verslag) -> str:
    """“, 6 meer dan eind 2022”; leeg in het eerste jaar, en waar er toen en nu niets af is."""
    toen, nu = verslag.vorige_telling, verslag.telling
    if toen is None or verslag.vorige_peildatum is None or not toen.totaal or nu.totaal == 1:
        return ""
    verschil = nu.afgerond - toen.afgerond
    op = wanneer(verslag.vorige_peildatum)
    if verschil:
        return f", {abs(verschil)} {'meer' if verschil > 0 else 'minder'} dan {op}"
    return f", evenveel als {op}" if nu.afgerond else ""


def wanneer(dag: date) -> str:
    """“eind 2022”, of “op 30 juni 2022” als het niet de laatste dag van het jaar is."""
    return f"eind {dag.year}" if (dag.month, dag.day) == (12, 31) else f"op {datum_tekst(dag)}"


def _knelzin(verslag: Verslag) -> str:
    """Wat de hele regio of de meeste organisaties vastzet, en anders hoeveel acties geen melding hebben."""
    vast = _regio_vast(verslag) or _organisaties_vast(verslag)
    if vast:
        return vast.kern
    stil = verslag.telling.geen_melding
    return f"Over {ACTIE.aantal(stil)} is niets gemeld." if stil and verslag.telling.gemeld else ""


def _stand(verslag: Verslag) -> Weetpunt:
    """Hoeveel er af is, en wat de rest doet."""
    telling = verslag.telling
    rest = [
        f"{aantal} {verslag.woord(code).lower()}"
        for code, aantal in zip(TELBAAR, telling.aantallen, strict=True)
        if aantal and code in {Status.IN_UITVOERING, Status.IN_ONTWIKKELING, Status.NIET_GESTART}
    ]
    return Weetpunt(kern=hoofdzin(verslag), uitleg=f"Verder: {opsomming(rest)}." if rest and telling.totaal > 1 else "")


def _regio_vast(verslag: Verslag) -> Weetpunt | None:
    """De acties die volgens het woord voor de regio vastzitten."""
    acties = _gekozen(verslag, lambda actie: actie.koers == Koers.VASTGELOPEN and not actie.koers_van_organisaties)
    if not acties:
        return None
    eerste, *meer = acties
    ook = f", en nog {ACTIE.aantal(len(meer))}" if meer else ""
    zit = vervoegd(len(acties), "zit", "zitten")
    tekst = eerste.melding.toelichting if eerste.melding else ""
    return Weetpunt(
        kern=f"{_titel(eerste)}{ook} {zit} vast in de hele regio.", uitleg=kort(" ".join(tekst.split()), TEKST)
    )


def _organisaties_vast(verslag: Verslag) -> Weetpunt | None:
    """De actie waarmee de meeste organisaties vastzitten, met hun namen."""
    acties = _gekozen(verslag, _aantal_vast)
    if not acties:
        return None
    actie = max(acties, key=_aantal_vast)  # bij evenveel de hoogste prioriteit: die staat vooraan
    koersen = actie.koers_van_organisaties or Koerstelling()
    vast = [regel.organisatie for regel in actie.organisaties if regel.koers == Koers.VASTGELOPEN]
    soort = GEMEENTE if set(_namen(actie)) <= {o.naam for o in verslag.organisaties if o.is_gemeente} else ORGANISATIE
    zit = vervoegd(koersen.vastgelopen, "zit", "zitten")
    return Weetpunt(
        kern=f"{koersen.vastgelopen} van de {soort.aantal(koersen.van)} {zit} vast bij {_titel(actie)}.",
        uitleg=f"Dat {vervoegd(len(vast), 'is', 'zijn')} {opsomming(vast, HOOGSTENS)}." if vast else "",
    )


def _uitgelopen(verslag: Verslag) -> Weetpunt | None:
    acties = _gekozen(verslag, lambda actie: actie.loopt_uit)
    loopt = vervoegd(len(acties), "loopt", "lopen")
    return _genoemd(f"{ACTIE.aantal(len(acties))} {loopt} uit op de planning", acties)


def _zonder_melding(verslag: Verslag) -> Weetpunt | None:
    if not verslag.telling.gemeld:  # dat staat al in de eerste zin
        return None
    acties = _gekozen(verslag, lambda actie: actie.status is None)
    return _genoemd(f"Over {ACTIE.aantal(len(acties))} is niets gemeld", acties)


def _niet_bevestigd(verslag: Verslag) -> Weetpunt | None:
    acties = _gekozen(verslag, lambda actie: actie.nog_niet_bevestigd, ook_afgerond=True)
    return _genoemd(f"Van {ACTIE.aantal(len(acties))} is de status nog niet bevestigd", acties)


def _veranderd(verslag: Verslag) -> Weetpunt | None:
    aantal = len(verslag.wijzigingen)
    if not aantal or verslag.vorige_peildatum is None:
        return None
    veranderde = vervoegd(aantal, "veranderde", "veranderden")
    return Weetpunt(kern=f"{ACTIE.aantal(aantal)} {veranderde} van status sinds {wanneer(verslag.vorige_peildatum)}.")


def _genoemd(zin: str, acties: Sequence[ActieStand]) -> Weetpunt | None:
    """De zin met de acties erachter: van één de titel, van meer de nummers."""
    if not acties:
        return None
    nummers = [actie.nummer_tekst for actie in sorted(acties, key=lambda actie: actie.nummer)]
    wat = f"{nummers[0]}. {acties[0].titel}" if len(acties) == 1 else opsomming(nummers)
    return Weetpunt(kern=f"{zin}.", uitleg=f"{vervoegd(len(acties), 'Actie', 'Acties')} {wat}.")


def _gekozen(
    verslag: Verslag, keuze: Callable[[ActieStand], object], *, ook_afgerond: bool = False
) -> list[ActieStand]:
    """De acties van de regio die nog meetellen en waarvoor ``keuze`` geldt, de hoogste prioriteit eerst."""
    acties = (actie for actie in verslag.acties if not actie.vervallen and (ook_afgerond or not actie.afgerond))
    return sorted(filter(keuze, acties), key=lambda actie: actie.prioriteit)


def _aantal_vast(actie: ActieStand) -> int:
    return actie.koers_van_organisaties.vastgelopen if actie.koers_van_organisaties else 0


def _namen(actie: ActieStand) -> list[str]:
    """Wie er over deze actie had kunnen melden: wie dat deed, en wie zweeg."""
    return [*(regel.organisatie for regel in actie.organisaties), *actie.zwijgend]


def _titel(actie: ActieStand) -> str:
    return f"“{kort(actie.titel, TITEL)}”"
