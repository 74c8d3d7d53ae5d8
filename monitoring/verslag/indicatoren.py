"""De indicatoren van een programma als regels van het Verslag, met wat eruit te berekenen is.

Van een gemeente die uit andere is ontstaan, en van de regio waar de bron haar niet noemt, tellen aantallen op en weegt een
verhouding naar haar noemer. Ontbreekt daarvoor iets, dan is er geen cijfer maar een reden: een half opgetelde som is een fout.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from acties.constanten import OrganisatieSoort
from acties.models import Programma
from acties.rekenblad.lezen.periode import Periode, lees_periode
from acties.woorden import GEMEENTE, opsomming
from monitoring.constanten import Cijfersoort
from monitoring.datum import datum_tekst
from monitoring.models import Indicator, Meting
from monitoring.verslag.structuur import OrganisatieRij, Structuur
from monitoring.verslag.vorm import IndicatorRegel, MetingRegel, NietBerekend, op_tijd

Plek = tuple[int | None, str]  # de organisatie (``None`` is de regio) en de periode
_KLEIN, _CIJFERS = Decimal("0.001"), Decimal("0.1")


@dataclass(slots=True)
class _Reeks:
    """De cijfers van één indicator. ``gevonden`` heeft ook wat is berekend."""

    indicator: Indicator
    gevonden: dict[Plek, MetingRegel]
    niet_berekend: list[NietBerekend] = field(default_factory=list)

    def zonder(self, organisatie: str, periode: str, reden: str) -> None:
        self.niet_berekend.append(NietBerekend(organisatie=organisatie, periode=periode, reden=reden))


def lees_indicatoren(programma: Programma, structuur: Structuur, peildatum: date) -> tuple[IndicatorRegel, ...]:
    """In twee queries. De noemers eerst: daar worden de andere tegen afgezet.

    Een cijfer over een periode die op de peildatum nog loopt of moet komen, is er dan niet: ook niet als noemer.
    """
    metingen = _lees_metingen(programma, peildatum)
    indicatoren = list(Indicator.objects.filter(programma=programma).select_related("ambitie"))
    reeksen: dict[int, _Reeks] = {}
    for indicator in sorted(indicatoren, key=lambda indicator: indicator.noemer_id is not None):
        noemer = reeksen.get(indicator.noemer_id) if indicator.noemer_id else None
        reeks = _Reeks(indicator, _met_noemer(indicator, metingen[indicator.pk], noemer))
        _vul_aan(reeks, noemer, structuur)
        reeksen[indicator.pk] = reeks
    return tuple(_regel(reeksen[indicator.pk], reeksen) for indicator in indicatoren)


def _lees_metingen(programma: Programma, peildatum: date) -> dict[int, dict[Plek, MetingRegel]]:
    metingen: dict[int, dict[Plek, MetingRegel]] = defaultdict(dict)
    velden = ("indicator_id", "organisatie_id", "periode", "waarde", "voorlopig", "organisatie__naam")
    bron = ("cijferbron__bron", "cijferbron__opgehaald_op")
    rijen = Meting.objects.filter(indicator__programma=programma).order_by("organisatie__naam")
    for indicator, pk, periode, waarde, voorlopig, naam, uit, opgehaald_op in rijen.values_list(*velden, *bron):
        gelezen = lees_periode(periode)
        if gelezen and gelezen.eind > peildatum:
            continue
        metingen[indicator][pk, periode] = MetingRegel(
            periode=periode,
            waarde=waarde.normalize(),
            organisatie=naam or "",
            bron=uit or "",
            opgehaald_op=opgehaald_op,
            voorlopig=voorlopig,
        )
    return metingen


def _met_noemer(
    indicator: Indicator, metingen: Mapping[Plek, MetingRegel], noemer: _Reeks | None
) -> dict[Plek, MetingRegel]:
    return {plek: _afgezet(indicator, meting, _noemerwaarde(noemer, plek)) for plek, meting in metingen.items()}


def _afgezet(indicator: Indicator, meting: MetingRegel, noemer: MetingRegel | None) -> MetingRegel:
    """De meting met haar noemer erbij, en als er een ``per`` is het aantal per zoveel daarvan."""
    if noemer is None:
        return meting
    deel = _afgerond(meting.waarde / noemer.waarde * indicator.per) if indicator.per and noemer.waarde else None
    return replace(meting, noemer=noemer.waarde, per_noemer=deel, voorlopig=meting.voorlopig or noemer.voorlopig)


def _noemerwaarde(noemer: _Reeks | None, plek: Plek) -> MetingRegel | None:
    """De noemer van dezelfde periode, of die op haar eerste dag: inwoners worden op 1 januari geteld."""
    if noemer is None:
        return None
    organisatie, periode = plek
    gelezen = lees_periode(periode)
    op_dag = datum_tekst(gelezen.begin) if gelezen else ""
    return noemer.gevonden.get(plek) or noemer.gevonden.get((organisatie, op_dag))


def _vul_aan(reeks: _Reeks, noemer: _Reeks | None, structuur: Structuur) -> None:
    """Wat uit de cijfers te berekenen is: eerst wie uit andere gemeenten ontstond, dan de regio."""
    perioden = [
        periode for tekst in dict.fromkeys(tekst for _, tekst in reeks.gevonden) if (periode := lees_periode(tekst))
    ]
    voorgangers: dict[int, list[OrganisatieRij]] = defaultdict(list)
    for organisatie in structuur.organisaties.values():
        if organisatie.opvolger_id:
            voorgangers[organisatie.opvolger_id].append(organisatie)
    for periode in perioden:
        for pk in sorted(voorgangers, key=lambda pk: _diepte(pk, voorgangers)):
            _bereken(
                reeks, noemer, (pk, periode.tekst), structuur.organisaties[pk].naam, _deel(voorgangers[pk], periode)
            )
        gemeenten = [
            organisatie
            for organisatie in structuur.organisaties.values()
            if organisatie.soort == OrganisatieSoort.GEMEENTE
            and organisatie.partijen
            and organisatie.bestond_op(periode.eind)
        ]
        _bereken(reeks, noemer, (None, periode.tekst), "", gemeenten)


def _deel(voorgangers: Iterable[OrganisatieRij], periode: Periode) -> list[OrganisatieRij]:
    return [organisatie for organisatie in voorgangers if organisatie.bestond_tussen(periode.begin, periode.eind)]


def _diepte(pk: int, voorgangers: Mapping[int, Sequence[OrganisatieRij]], gezien: frozenset[int] = frozenset()) -> int:
    """Hoeveel keer achter elkaar er is samengevoegd: eerst de binnenste."""
    verder = [voor.id for voor in voorgangers.get(pk, ()) if voor.id in voorgangers and voor.id not in gezien]
    return 1 + max((_diepte(voor, voorgangers, gezien | {pk}) for voor in verder), default=0)


def _bereken(reeks: _Reeks, noemer: _Reeks | None, plek: Plek, naam: str, delen: Sequence[OrganisatieRij]) -> None:
    """Zet op deze plek wat uit de delen volgt; niet als er al een cijfer is, of als geen deel er een heeft."""
    periode = plek[1]
    gevuld = [organisatie for organisatie in delen if (organisatie.id, periode) in reeks.gevonden]
    if plek in reeks.gevonden or not gevuld:
        return None
    zonder = [organisatie.naam for organisatie in delen if organisatie not in gevuld]
    if zonder:
        wie = opsomming(zonder) if len(zonder) <= 3 else f"{len(zonder)} van de {GEMEENTE.aantal(len(delen))}"
        return reeks.zonder(naam, periode, f"van {wie} is er geen cijfer")
    metingen = [reeks.gevonden[organisatie.id, periode] for organisatie in delen]
    waarde, reden = _samen(reeks.indicator, metingen)
    if waarde is None:
        return reeks.zonder(naam, periode, reden)
    samen = MetingRegel(
        periode=periode,
        waarde=waarde,
        organisatie=naam,
        voorlopig=any(meting.voorlopig for meting in metingen),
        uit=tuple(sorted(organisatie.naam for organisatie in delen)),
    )
    reeks.gevonden[plek] = _afgezet(reeks.indicator, samen, _noemerwaarde(noemer, plek))
    return None


def _samen(indicator: Indicator, metingen: Sequence[MetingRegel]) -> tuple[Decimal | None, str]:
    """De waarde van alle delen samen, of waarom zij er niet is."""
    if indicator.soort == Cijfersoort.AANTAL:
        return sum((meting.waarde for meting in metingen), Decimal(0)), ""
    if indicator.soort != Cijfersoort.VERHOUDING:
        return None, "er is niet vastgelegd of dit een aantal of een verhouding is"
    noemers = [meting.noemer for meting in metingen if meting.noemer is not None]
    geheel = sum(noemers, Decimal(0))
    if len(noemers) < len(metingen) or not geheel:
        return None, "de noemer van dit cijfer is niet van elke gemeente bekend"
    delen = (meting.waarde * noemer for meting, noemer in zip(metingen, noemers, strict=True))
    return _afgerond(sum(delen, Decimal(0)) / geheel), ""


def _afgerond(waarde: Decimal) -> Decimal:
    """Op één cijfer achter de komma; onder de één op drie, anders werd een klein aandeel nul."""
    return waarde.quantize(_CIJFERS if abs(waarde) >= 1 else _KLEIN).normalize()


def _regel(reeks: _Reeks, reeksen: Mapping[int, _Reeks]) -> IndicatorRegel:
    indicator = reeks.indicator
    noemer = reeksen[indicator.noemer_id].indicator if indicator.noemer_id else None
    metingen = op_tijd(reeks.gevonden.values())
    return IndicatorRegel(
        naam=indicator.naam,
        eenheid=indicator.eenheid,
        gewenst=indicator.gewenst,
        ambitie=indicator.ambitie.tekst if indicator.ambitie else "",
        toelichting=indicator.toelichting,
        bron=indicator.bron,
        metingen=tuple(meting for meting in metingen if not meting.uit),
        soort=indicator.soort,
        noemer=noemer.naam if noemer else "",
        noemer_eenheid=noemer.eenheid if noemer else "",
        per=indicator.per if noemer else None,
        nulwaarde=_kaal(indicator.nulwaarde),
        nuljaar=indicator.nuljaar,
        norm=indicator.norm,
        streefwaarde=_kaal(indicator.streefwaarde),
        streefjaar=indicator.streefjaar,
        streefbron=indicator.streefbron,
        berekend=tuple(meting for meting in metingen if meting.uit),
        niet_berekend=tuple(reeks.niet_berekend),
    )


def _kaal(waarde: Decimal | None) -> Decimal | None:
    return None if waarde is None else waarde.normalize()
