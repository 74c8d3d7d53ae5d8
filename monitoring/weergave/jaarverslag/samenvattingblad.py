"""De samenvatting: aantallen, aandelen en het verschil met een jaar eerder, met grafieken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from acties.constanten import OnderdeelSoort
from acties.rekenblad.schrijven.boek import Blad, Cel, Deel, Grafiek, NieuwePagina, Regel, Rij, Tabel, Waarde
from monitoring.datum import datum_tekst
from monitoring.lezen.hoofdstukken import Evaluatiebeeld, Hoofdstuk, Vak
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.lezen.wiezinnen import onbevestigd
from monitoring.lezen.zinnen import afronding_per_onderdeel
from monitoring.verslag.vorm import OnderdeelStand, Telling, Verslag
from monitoring.weergave.jaarverslag.onderdeelblad import telling_in_woorden
from monitoring.weergave.woorden import met_teken

GEEN_EERDER_JAAR = "Er is geen eerder jaar om mee te vergelijken: dit is het eerste jaar van het programma."

_BREEDTES = (45, 13, *[18.0] * 5, 9, 11, 13)
_EERSTE_STATUS = 2


@dataclass(frozen=True, slots=True)
class _Maat:
    """Wat een tabel laat zien: de stijl van het getal, de kolommen na de standen, en de waarden van een rij."""

    stijl: str
    koppen: tuple[str, ...]
    waarden: Callable[[Sequence[Vak], Telling], Iterable[Waarde]]


_AANTAL = _Maat(
    "getal",
    ("Totaal", "Vervallen (apart)"),
    lambda vakken, telling: (*(vak.aantal for vak in vakken), telling.totaal, telling.vervallen),
)
# Alleen als er iets nog niet bevestigd is: van een jaar van vóór die regel is dat niet te zeggen.
_AANTAL_ONBEVESTIGD = _Maat(
    "getal",
    (*_AANTAL.koppen, "Waarvan nog niet bevestigd"),
    lambda vakken, telling: (*_AANTAL.waarden(vakken, telling), sum(vak.onbevestigd for vak in vakken)),
)
_AANDEEL = _Maat(
    "procent",
    ("Totaal",),
    lambda vakken, telling: (*(Decimal(vak.percentage) / 100 for vak in vakken), 1 if telling.totaal else 0),
)
_VERSCHIL = _Maat("verschil", (), lambda vakken, telling: (vak.verschil for vak in vakken))


def samenvatting(verslag: Verslag, beeld: Evaluatiebeeld) -> Blad:
    """Drie tabellen met dezelfde kolommen onder elkaar; de aantallen zijn ook een grafiek."""
    stand = telling_in_woorden(verslag.telling, verslag.statussen, onbevestigd(verslag.acties))
    maat = _AANTAL_ONBEVESTIGD if any(vak.onbevestigd for vak in beeld.totaal) else _AANTAL
    aantallen = _tabel(verslag, beeld, maat, filter_=True)
    delen: list[Deel] = [
        Regel("Samenvatting", "titel"),
        Regel(f"Stand op {datum_tekst(verslag.peildatum)}: {stand}", "ondertitel"),
        Regel(""),
        aantallen,
        _grafiek_onderdelen(verslag, beeld, aantallen),
        NieuwePagina(),
        Regel("Aandeel in de acties van het onderdeel", "tussenkop"),
        _tabel(verslag, beeld, _AANDEEL),
    ]
    if zin := afronding_per_onderdeel(verslag):
        delen.append(Regel(zin))
    if verslag.vorige_telling and verslag.vorige_peildatum:
        delen += _vergelijking(verslag, beeld, verslag.vorige_peildatum, verslag.vorige_telling)
    else:
        delen.append(Regel(GEEN_EERDER_JAAR))
    inhoud = "Aantallen en aandelen per kernelement en actielijn, met grafiek"
    return Blad("Samenvatting", inhoud, _BREEDTES, tuple(delen))


def _tabel(verslag: Verslag, beeld: Evaluatiebeeld, maat: _Maat, *, filter_: bool = False) -> Tabel:
    """Een rij per onderdeel en een totaal van het hele programma."""
    return Tabel(
        (Cel("Onderdeel", "kop"), Cel("Soort", "kop"), *_statuskoppen(beeld.totaal), *_getalkoppen(maat.koppen)),
        tuple(
            (*_namen(h.onderdeel), *_getallen(maat.waarden(h.vakken, h.onderdeel.telling), f"{maat.stijl}-midden"))
            for h in beeld.hoofdstukken
        ),
        (
            (
                Cel("Hele programma", "totaal"),
                Cel("", "totaal"),
                *_getallen(maat.waarden(beeld.totaal, verslag.telling), f"totaal-{maat.stijl}"),
            ),
        ),
        filter=filter_,
    )


def _namen(onderdeel: OnderdeelStand) -> Rij:
    return (Cel(onderdeel.naam, "midden-vet"), Cel(OnderdeelSoort(onderdeel.soort).label, "midden"))


def _getallen(waarden: Iterable[Waarde], stijl: str) -> Rij:
    return tuple(Cel(waarde, stijl) for waarde in waarden)


def _getalkoppen(koppen: Iterable[str]) -> Rij:
    return tuple(Cel(kop, "kop-getal") for kop in koppen)


def _statuskoppen(vakken: Iterable[Vak]) -> Rij:
    return tuple(Cel(met_teken(vak), f"kop-{vak.code}") for vak in vakken)


def _grafiek_onderdelen(verslag: Verslag, beeld: Evaluatiebeeld, tabel: Tabel) -> Grafiek:
    verteld = "; ".join(f"{h.onderdeel.naam}: {_in_woorden(verslag, h)}" for h in beeld.hoofdstukken)
    return Grafiek(
        titel=f"Acties per onderdeel op {datum_tekst(verslag.peildatum)}{voorlopig_in_titel(verslag.voorlopig)}",
        tabel=tabel,
        labels=0,
        reeksen=_reeksen(beeld),
        as_onderdelen="Kernelement of actielijn",
        as_aantal="Aantal acties",
        alt=f"Gestapelde balken van het aantal acties per status. {verteld}.",
    )


def _in_woorden(verslag: Verslag, h: Hoofdstuk) -> str:
    nog_niet = onbevestigd(beeld.actie for beeld in h.acties)
    return telling_in_woorden(h.onderdeel.telling, verslag.statussen, nog_niet)


def _reeksen(beeld: Evaluatiebeeld) -> tuple[tuple[int, str], ...]:
    return tuple((_EERSTE_STATUS + plaats, vak.code) for plaats, vak in enumerate(beeld.totaal))


def _vergelijking(verslag: Verslag, beeld: Evaluatiebeeld, vorige_dag: date, vorige: Telling) -> list[Deel]:
    """Het verschil per onderdeel, en het hele programma toen en nu als grafiek."""
    momenten = [(datum_tekst(vorige_dag), vorige), (datum_tekst(verslag.peildatum), verslag.telling)]
    jaren = Tabel(
        (
            Cel("Hele programma", "kop"),
            Cel("", "kop"),
            *_statuskoppen(beeld.totaal),
            *_getalkoppen(_AANTAL.koppen),
        ),
        tuple(
            (
                Cel(dag, "midden-vet"),
                Cel("", "midden"),
                *_getallen((*telling.aantallen, telling.totaal, telling.vervallen), "getal-midden"),
            )
            for dag, telling in momenten
        ),
    )
    verteld = "; ".join(f"{dag}: {telling_in_woorden(telling, verslag.statussen, {})}" for dag, telling in momenten)
    grafiek = Grafiek(
        titel=f"Het hele programma, nu en een jaar eerder{voorlopig_in_titel(verslag.voorlopig)}",
        tabel=jaren,
        labels=0,
        reeksen=_reeksen(beeld),
        as_onderdelen="Peildatum",
        as_aantal="Aantal acties",
        alt=f"Gestapelde balken van het aantal acties per status. {verteld}.",
    )
    return [
        Regel(f"Verschil met {datum_tekst(vorige_dag)}, in aantal acties", "tussenkop"),
        _tabel(verslag, beeld, _VERSCHIL),
        NieuwePagina(),
        Regel(f"Van {momenten[0][0]} naar {momenten[1][0]}", "tussenkop"),
        jaren,
        grafiek,
    ]
