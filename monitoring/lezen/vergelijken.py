"""Twee peildata vergelijken: status, koers, afspraken, organisaties en besluiten.

``lees_veranderd`` leest; al het andere zijn zuivere functies over twee Verslagen en de afspraken van toen en nu.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from acties.constanten import BesluitSoort
from acties.models import Organisatie, Programma
from acties.spoor.actietoen import ActiesToen, ActieToen, acties_tussen
from monitoring.constanten import KOERS_VAN_ZWAAR_NAAR_LICHT, KOERS_VRAAGT_UITLEG, Status
from monitoring.datum import datum_tekst
from monitoring.lezen.veranderd import SOORTEN, Aantal, Groep, Kant, PerOrganisatie, Veranderd, Verandering
from monitoring.lezen.wiezinnen import achter_woord
from monitoring.verslag.opbouw import bouw_verslag, wijzigingen
from monitoring.verslag.vorm import TELBAAR, ActieStand, BesluitRegel, MeldingRegel, Verslag

_GROEP_BIJ_BESLUIT: dict[str, str] = {
    BesluitSoort.TOEGEVOEGD: "nieuw",
    BesluitSoort.VERPLAATST: "planning",
    BesluitSoort.VERANTWOORDELIJKE: "verantwoordelijke",
}
NIET_BEWAARD = "niet bewaard"


def lees_veranderd(
    programma: Programma, van: date, tot: date, *, bouw: Callable[..., Verslag] = bouw_verslag
) -> Veranderd:
    """In een vast aantal queries. ``bouw``: ``bouw_verslag``, of voor een leespagina ``geldend_verslag``."""
    organisaties = Organisatie.objects.weg_tussen(van, tot).order_by("naam")
    return wat_is_veranderd(
        bouw(programma, van),
        bouw(programma, tot),
        acties_tussen(programma, van, tot),
        {slug: (naam, dag) for slug, naam, dag in organisaties.values_list("slug", "opvolger__naam", "einddatum")},
    )


def wat_is_veranderd(
    toen: Verslag, nu: Verslag, acties: ActiesToen, einde: dict[str, tuple[str | None, date | None]]
) -> Veranderd:
    """``einde``: per organisatie (adres) die in de tussentijd ophield, haar opvolger en de eerste dag zonder haar."""
    besluiten = [besluit for besluit in nu.besluiten if besluit.datum > toen.peildatum]
    per_soort: dict[str, list[Verandering]] = {code: [] for code, _, _ in SOORTEN}
    delen = (_statussen(toen, nu), _koersen(toen, nu), _wat_was_afgesproken(acties), _organisaties(toen, nu, einde))
    for deel in delen:
        for soort, verandering in deel:
            per_soort[soort].append(verandering)
    _met_besluiten(per_soort, besluiten, nu)
    return Veranderd(
        van=toen.peildatum,
        tot=nu.peildatum,
        bewaard_vanaf=acties.vanaf,
        groepen=tuple(
            Groep(code=code, naam=naam, uitleg=uitleg, veranderingen=tuple(per_soort[code]))
            for code, naam, uitleg in SOORTEN
        ),
        organisaties=tuple(_per_organisatie(toen, nu)),
        aantallen=tuple(_aantallen(toen, nu)),
        gelijk=tuple(_gelijk(toen, nu)),
    )


def _aantallen(toen: Verslag, nu: Verslag) -> Iterator[Aantal]:
    """Per stand, ook geen melding; vervallen staat na het totaal, want dat telt niet mee."""
    for code in TELBAAR:
        yield Aantal(kant=_kant(nu, code), toen=getattr(toen.telling, code), nu=getattr(nu.telling, code))
    yield Aantal(kant=Kant(tekst="Samen"), toen=toen.telling.totaal, nu=nu.telling.totaal)
    if toen.telling.vervallen or nu.telling.vervallen:
        vervallen = _kant(nu, Status.VERVALLEN)
        yield Aantal(kant=vervallen, toen=toen.telling.vervallen, nu=nu.telling.vervallen)


def _gelijk(toen: Verslag, nu: Verslag) -> Iterator[Verandering]:
    was = {actie.nummer: actie for actie in toen.acties}
    for actie in nu.acties:
        oud = was.get(actie.nummer)
        if oud and oud.stand == actie.stand:
            yield _van_actie(actie, "Status", _statuskant(nu, oud), _statuskant(nu, actie))


Gevonden = Iterator[tuple[str, Verandering]]


def _statussen(toen: Verslag, nu: Verslag) -> Gevonden:
    was = {actie.nummer: actie for actie in toen.acties}
    for wijziging in wijzigingen(nu.acties, was):
        actie = nu.actie(wijziging.nummer)
        van, naar = _statuskant(nu, was[wijziging.nummer]), _statuskant(nu, actie)
        verandering = _van_actie(actie, "Status", van, naar)
        if actie.vervallen:
            verandering = replace(verandering, datum=actie.vervallen_op, toelichting=actie.vervallen_reden)
        yield wijziging.soort.lower().replace(" ", "-"), verandering


def _statuskant(verslag: Verslag, actie: ActieStand) -> Kant:
    regel = verslag.standregel(actie)
    return Kant(tekst=f"{regel.woord}{achter_woord(actie)}", teken=regel.teken)


def _koersen(toen: Verslag, nu: Verslag) -> Gevonden:
    was = {actie.nummer: actie for actie in toen.acties}
    for actie in nu.acties:
        oud = was.get(actie.nummer)
        if oud is None or actie.vervallen:
            continue
        van, naar = (tuple(regel.woord for regel in nu.koersregels(stand)) for stand in (oud, actie))
        codes = _zwaarste(oud.koerscodes), _zwaarste(actie.koerscodes)
        if van != naar and _telt_als_koers(oud.status, actie.status, codes[1]):
            yield _soort_koers(*codes), _van_actie(actie, "Koers", _koerskant(nu, oud), _koerskant(nu, actie))


def _zwaarste(codes: tuple[str, ...]) -> str:
    return codes[0] if codes else ""


def _koerskant(verslag: Verslag, actie: ActieStand) -> Kant:
    regels = verslag.koersregels(actie)
    if not regels:
        return _kant(verslag, "")
    return Kant(tekst=", ".join(regel.woord for regel in regels), teken=regels[0].teken)


def _telt_als_koers(was: str | None, status: str | None, koers: str) -> bool:
    """Bij een eerste melding telt alleen een koers die om aandacht vraagt; wie klaar is, heeft er geen meer."""
    if status == Status.AFGEROND and not koers:
        return False
    return bool(was or koers in KOERS_VRAAGT_UITLEG)


def _soort_koers(van: str, naar: str) -> str:
    """Wie nu voor het eerst om aandacht vraagt, staat er slechter voor; verder zegt een lege koers niets."""
    if not van and naar in KOERS_VRAAGT_UITLEG:
        return "koers-slechter"
    if not van or not naar:
        return "koers-anders"
    zwaarte = [koers.value for koers in KOERS_VAN_ZWAAR_NAAR_LICHT]
    if van == naar:
        return "koers-anders"
    return "koers-slechter" if zwaarte.index(naar) < zwaarte.index(van) else "koers-beter"


def _van_actie(actie: ActieStand, wat: str, van: Kant, naar: Kant) -> Verandering:
    return Verandering(
        wat=wat, nummer=actie.nummer, titel=actie.titel, onderdeel=actie.onderdeel_naam, van=van, naar=naar
    )


def _kant(verslag: Verslag, code: str) -> Kant:
    if not code:
        return Kant(tekst="geen koers")
    regel = verslag.legenda(code)
    return Kant(tekst=regel.woord, teken=regel.teken)


def _wat_was_afgesproken(acties: ActiesToen) -> Gevonden:
    for paar in acties.paren:
        if paar.toen and paar.nu:
            yield from _verschillen(paar.toen, paar.nu)
        elif paar.nu:
            naar = Kant(tekst=paar.nu.planning)
            yield "nieuw", replace(_van_toen(paar.nu, "Nieuw", Kant(), naar), datum=paar.ontstaan)
        elif paar.toen:
            weg = Kant(tekst="Uit het programma gehaald")
            yield "vervallen", replace(_van_toen(paar.toen, "Verwijderd", Kant(), weg), nummer=None)


def _verschillen(toen: ActieToen, nu: ActieToen) -> Gevonden:
    velden: tuple[tuple[str, str, str, str], ...] = (
        ("planning", "Planning", toen.planning, nu.planning),
        ("verantwoordelijke", "Hoofdverantwoordelijke", *_partijen(toen, nu)),
        ("tekst", "Titel", toen.titel, nu.titel),
        ("tekst", "Omschrijving", toen.omschrijving, nu.omschrijving),
        ("tekst", "Toelichting op de planning", toen.planning_toelichting, nu.planning_toelichting),
        ("tekst", "Onderdeel", toen.onderdeel, nu.onderdeel),
    )
    for soort, wat, was, werd in velden:
        if was != werd:
            yield soort, _van_toen(nu, wat, Kant(tekst=was), Kant(tekst=werd))


def _partijen(toen: ActieToen, nu: ActieToen) -> tuple[str, str]:
    """Een actie zonder partij bestaat niet: een eerste regel zonder partijen is het begin van invoeren, geen verandering."""
    werd = ", ".join(nu.hoofdverantwoordelijken)
    return (", ".join(toen.hoofdverantwoordelijken) or werd, werd)


def _van_toen(actie: ActieToen, wat: str, van: Kant, naar: Kant) -> Verandering:
    return Verandering(wat=wat, nummer=actie.nummer, titel=actie.titel, onderdeel=actie.onderdeel, van=van, naar=naar)


def _organisaties(toen: Verslag, nu: Verslag, einde: dict[str, tuple[str | None, date | None]]) -> Gevonden:
    was, is_nu = ({regel.slug: regel.naam for regel in verslag.organisaties} for verslag in (toen, nu))
    for slug, naam in was.items():
        if slug not in is_nu:
            opvolger, dag = einde.get(slug, (None, None))
            naar = Kant(tekst=f"Opgegaan in {opvolger}" if opvolger else "Doet niet meer mee")
            yield "organisaties", Verandering(wat="Organisatie", organisatie=naam, naar=naar, datum=dag)
    for slug, naam in is_nu.items():
        if slug not in was:
            yield "organisaties", Verandering(wat="Organisatie", organisatie=naam, naar=Kant(tekst="Doet nu mee"))


def _met_besluiten(per_soort: dict[str, list[Verandering]], besluiten: Iterable[BesluitRegel], nu: Verslag) -> None:
    """Elk besluit staat in zijn eigen groep, en licht toe wat er aan zijn actie veranderde."""
    acties = {actie.nummer: actie for actie in nu.acties}
    for besluit in besluiten:
        wie = f"{besluit.soort_woord}: {besluit.orgaan}" + (f" ({besluit.kenmerk})" if besluit.kenmerk else "")
        actie = acties.get(besluit.nummer) if besluit.nummer is not None else None
        per_soort["besluiten"].append(
            Verandering(
                wat="Besluit", nummer=actie.nummer if actie else None, titel=besluit.titel,
                onderdeel=actie.onderdeel_naam if actie else "", naar=Kant(tekst=wie), datum=besluit.datum,
                toelichting=besluit.omschrijving,
            )
        )  # fmt: skip
        soort = _GROEP_BIJ_BESLUIT.get(besluit.soort)
        if soort and actie:
            _licht_toe(per_soort[soort], besluit, actie)


def _licht_toe(veranderingen: list[Verandering], besluit: BesluitRegel, actie: ActieStand) -> None:
    bron = f"Besluit van {besluit.orgaan}, {datum_tekst(besluit.datum)}: {besluit.omschrijving}"
    for plaats, verandering in enumerate(veranderingen):
        if verandering.nummer == actie.nummer:
            veranderingen[plaats] = replace(verandering, toelichting=bron)
            return
    nieuwe_partij = besluit.soort == BesluitSoort.VERANTWOORDELIJKE
    naar = ", ".join(actie.hoofdverantwoordelijken) if nieuwe_partij else actie.planning
    verandering = _van_actie(actie, besluit.soort_woord, Kant(tekst=NIET_BEWAARD), Kant(tekst=naar))
    veranderingen.append(replace(verandering, datum=besluit.datum, toelichting=bron))


def _per_organisatie(toen: Verslag, nu: Verslag) -> Iterator[PerOrganisatie]:
    """Wie iets meldde dat anders is dan toen. Wat een nieuwe organisatie van haar voorganger overneemt, telt niet."""
    was = {(actie.nummer, regel.slug): regel for actie in toen.acties for regel in actie.organisaties}
    per_slug: dict[str, list[Verandering]] = {}
    for actie in nu.acties:
        if actie.per_organisatie and not actie.vervallen:
            for regel in actie.organisaties:
                gevonden = _bij_organisatie(nu, actie, was.get((actie.nummer, regel.slug)), regel)
                per_slug.setdefault(regel.slug, []).extend(gevonden)
    for organisatie in nu.organisaties:
        if per_slug.get(organisatie.slug):
            yield PerOrganisatie(
                naam=organisatie.naam, slug=organisatie.slug, veranderingen=tuple(per_slug[organisatie.slug])
            )


def _bij_organisatie(
    nu: Verslag, actie: ActieStand, was: MeldingRegel | None, regel: MeldingRegel
) -> list[Verandering]:
    if was is None and regel.overgenomen_van:
        return []
    oud = was or MeldingRegel(organisatie=regel.organisatie, slug=regel.slug)
    paren = []
    if oud.stand != regel.stand:
        paren.append(("Status", oud.stand, regel.stand))
    if oud.koers != regel.koers and _telt_als_koers(oud.status, regel.status, regel.koers):
        paren.append(("Koers", oud.koers, regel.koers))
    return [
        replace(_van_actie(actie, wat, _kant(nu, van), _kant(nu, naar)), organisatie=regel.organisatie)
        for wat, van, naar in paren
    ]
