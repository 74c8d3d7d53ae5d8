"""De bladen van het jaarverslag die over het hele programma gaan."""

from collections.abc import Iterable
from decimal import Decimal

from acties.constanten import OnderdeelSoort, OverlegRol
from monitoring.constanten import BesprekingFase
from monitoring.datum import datum_tekst
from monitoring.evaluatie import Evaluatiebeeld, Vak
from monitoring.verslag import Telling, Verslag
from monitoring.weergave.boek import Blad, Cel, Grafiek, NieuwePagina, Regel, Rij, Tabel
from monitoring.weergave.cijferblad import cijfers
from monitoring.weergave.gemeenteblad import per_gemeente
from monitoring.weergave.onderdeelblad import telling_in_woorden
from monitoring.weergave.waarde import met_teken

__all__ = ["cijfers", "oordelen", "overleggen", "per_gemeente", "samenvatting", "wijzigingen"]

_EERSTE_STATUS = 2
_GETAL = ("getal", "totaal-getal")
_PROCENT = ("procent", "totaal-procent")
_VERSCHIL = ("verschil", "totaal-verschil")


def samenvatting(verslag: Verslag, beeld: Evaluatiebeeld) -> list[Blad]:
    """Aantallen, aandelen en het verschil met een jaar eerder, per onderdeel; dezelfde kolommen onder elkaar."""
    aantallen = _roll_up(
        verslag, beeld, _GETAL, lambda vak: vak.aantal, ("Totaal", "Vervallen (apart)"), lambda t: (t.totaal, t.vervallen)
    )
    delen: list = [
        Regel("Samenvatting", "titel"),
        Regel(f"Stand op {datum_tekst(verslag.peildatum)}: {telling_in_woorden(verslag.telling, verslag.statussen)}", "ondertitel"),
        Regel(""),
        aantallen,
        _grafiek_onderdelen(verslag, beeld, aantallen),
        NieuwePagina(),
        Regel("Aandeel in de acties van het onderdeel", "tussenkop"),
        _roll_up(
            verslag, beeld, _PROCENT, lambda vak: Decimal(vak.percentage) / 100, ("Totaal",),
            lambda t: (1 if t.totaal else 0,), filter=False,
        ),
    ]  # fmt: skip
    if verslag.vorige_telling and verslag.vorige_peildatum:
        delen += _vergelijking(verslag, beeld)
    else:
        delen.append(Regel("Er is geen eerder jaar om mee te vergelijken: dit is het eerste jaar van het programma."))
    return [Blad("Samenvatting", "Aantallen en aandelen per kernelement en actielijn, met grafiek", (46, 13, *[15.5] * 5, 9, 11), tuple(delen))]


def _statuskoppen(vakken: Iterable[Vak]) -> Rij:
    return tuple(Cel(f"{vak.teken} {vak.woord}", f"kop-{vak.code}") for vak in vakken)


def _roll_up(verslag, beeld, stijlen, waarde, extra_koppen, extra, *, filter=True) -> Tabel:
    """Een rij per onderdeel en een totaal. ``waarde`` maakt een cel uit een ``Vak``, ``extra`` de cellen erachter."""
    gewoon, totaal = stijlen

    def rij(namen: Rij, vakken: Iterable[Vak], telling: Telling, stijl: str) -> Rij:
        waarden = (*(waarde(vak) for vak in vakken), *extra(telling))
        return (*namen, *(Cel(getal, stijl) for getal in waarden))

    return Tabel(
        (
            Cel("Onderdeel", "kop"), Cel("Soort", "kop"), *_statuskoppen(beeld.totaal),
            *(Cel(kop, "kop-getal") for kop in extra_koppen),
        ),
        tuple(
            rij(
                (Cel(h.onderdeel.naam, "midden-vet"), Cel(OnderdeelSoort(h.onderdeel.soort).label, "midden")), h.vakken, h.onderdeel.telling,
                gewoon,
            )
            for h in beeld.hoofdstukken
        ),
        (rij((Cel("Hele programma", "totaal"), Cel("", "totaal")), beeld.totaal, verslag.telling, totaal),),
        filter=filter,
    )  # fmt: skip


def _grafiek_onderdelen(verslag: Verslag, beeld: Evaluatiebeeld, tabel: Tabel) -> Grafiek:
    verteld = "; ".join(
        f"{h.onderdeel.naam}: {telling_in_woorden(h.onderdeel.telling, verslag.statussen)}" for h in beeld.hoofdstukken
    )
    return Grafiek(
        titel=f"Acties per onderdeel op {datum_tekst(verslag.peildatum)}",
        tabel=tabel,
        labels=0,
        reeksen=tuple((_EERSTE_STATUS + plaats, vak.code) for plaats, vak in enumerate(beeld.totaal)),
        as_onderdelen="Kernelement of actielijn",
        as_aantal="Aantal acties",
        alt=f"Gestapelde balken van het aantal acties per status. {verteld}.",
    )


def _vergelijking(verslag: Verslag, beeld: Evaluatiebeeld) -> list:
    """Het verschil per onderdeel, en het hele programma nu en een jaar eerder als grafiek."""
    toen, nu = verslag.vorige_telling, verslag.telling
    dagen = [datum_tekst(verslag.vorige_peildatum), datum_tekst(verslag.peildatum)]
    jaren = Tabel(
        (
            Cel("Hele programma", "kop"), Cel("", "kop"), *_statuskoppen(beeld.totaal), Cel("Totaal", "kop-getal"),
            Cel("Vervallen (apart)", "kop-getal"),
        ),
        tuple(
            (Cel(dag, "midden-vet"), Cel("", "midden"), *(Cel(aantal, "getal") for aantal in (*t.aantallen, t.totaal, t.vervallen)))
            for dag, t in zip(dagen, (toen, nu), strict=True)
        ),
    )  # fmt: skip
    grafiek = Grafiek(
        titel="Het hele programma, nu en een jaar eerder",
        tabel=jaren,
        labels=0,
        reeksen=tuple((_EERSTE_STATUS + plaats, vak.code) for plaats, vak in enumerate(beeld.totaal)),
        as_onderdelen="Peildatum",
        as_aantal="Aantal acties",
        alt="Gestapelde balken van het aantal acties per status. "
        + "; ".join(f"{dag}: {telling_in_woorden(t, verslag.statussen)}" for dag, t in zip(dagen, (toen, nu), strict=True))
        + ".",
    )
    return [
        Regel(f"Verschil met {dagen[0]}, in aantal acties", "tussenkop"),
        _roll_up(verslag, beeld, _VERSCHIL, lambda vak: vak.verschil, (), lambda t: (), filter=False),
        NieuwePagina(),
        Regel(f"Van {dagen[0]} naar {dagen[1]}", "tussenkop"),
        jaren,
        grafiek,
    ]


def oordelen(verslag: Verslag) -> list[Blad]:
    """Het menselijk oordeel per onderdeel, als er een is."""
    koersen = {regel.code: met_teken(regel) for regel in verslag.koersen}
    rijen = [
        (Cel(o.naam, "vet"), Cel(OnderdeelSoort(o.soort).label), Cel(koersen.get(o.oordeel, "")), Cel(o.duiding))
        for o in verslag.onderdelen
        if o.oordeel or o.duiding
    ]
    if not rijen:
        return []
    koppen = tuple(Cel(kop, "kop") for kop in ("Onderdeel", "Soort", "Oordeel", "Duiding"))
    delen = (
        Regel("Oordeel en duiding", "titel"),
        Regel("Wat mensen van de voortgang vinden. De cijfers blijven wat ze zijn.", "ondertitel"),
        Regel(""),
        Tabel(koppen, rijen, filter=True),
    )
    return [Blad("Oordeel", "Oordeel en duiding per kernelement en actielijn", (36, 14, 16, 76), delen)]


def overleggen(verslag: Verslag) -> list[Blad]:
    """Wat de overleggen van deze evaluatie vonden, als zij op een agenda staat."""
    rijen = [
        (
            Cel(f"{o.afkorting}\n{o.naam}", vet=len(o.afkorting)), Cel(OverlegRol(o.rol).label), Cel(o.datum, "datum"),
            Cel(BesprekingFase(o.fase).label), Cel(o.besproken), Cel(o.conclusies), Cel(o.besluiten),
        )
        for o in verslag.overleggen
        if o.datum
    ]  # fmt: skip
    if not rijen:
        return []
    koppen = ("Overleg", "Rol", "Datum", "Stand", "Besproken", "Conclusies", "Besluiten")
    delen = (
        Regel("Overleggen", "titel"),
        Regel("Wat de overleggen bespraken, concludeerden en besloten.", "ondertitel"),
        Regel(""),
        Tabel(tuple(Cel(kop, "kop") for kop in koppen), rijen, filter=True),
    )
    return [Blad("Overleggen", "Wat de overleggen bespraken, concludeerden en besloten", (28, 16, 16, 11, 30, 30, 30), delen)]


def wijzigingen(verslag: Verslag) -> Blad:
    """Wat er veranderde sinds de vorige peildatum."""
    delen: list = [Regel("Wijzigingen", "titel")]
    if verslag.vorige_peildatum is None:
        delen.append(Regel("Er is geen eerder jaar om mee te vergelijken: dit is het eerste jaar van het programma."))
    elif not verslag.wijzigingen:
        delen.append(Regel(f"Sinds {datum_tekst(verslag.vorige_peildatum)} is van geen enkele actie de status veranderd."))
    else:
        aantal, dag = len(verslag.wijzigingen), datum_tekst(verslag.vorige_peildatum)
        veranderd = "is van 1 actie" if aantal == 1 else f"is van {aantal} acties"
        delen += [Regel(f"Sinds {dag} {veranderd} de status veranderd.", "ondertitel"), Regel(""), _wijzigingen(verslag)]
    return Blad("Wijzigingen", "Acties waarvan de status veranderde sinds het vorige jaar", (6, 60, 36, 18, 18, 17), tuple(delen))


def _wijzigingen(verslag: Verslag) -> Tabel:
    woorden = {regel.code: met_teken(regel) for regel in verslag.statussen}
    koppen = ("Nr", "Actie", "Onderdeel", "Was", "Is nu", "Wijziging")
    return Tabel(
        tuple(Cel(kop, "kop") for kop in koppen),
        tuple(
            (
                Cel(w.nummer, "nummer-midden"), Cel(w.titel, "midden-vet"), Cel(w.onderdeel_naam, "midden"), Cel(woorden[w.van], f"vak-{w.van}"),
                Cel(woorden[w.naar], f"vak-{w.naar}"), Cel(w.soort, "midden"),
            )
            for w in verslag.wijzigingen
        ),
        filter=True,
    )  # fmt: skip
