"""Cijfers uit een openbaar bestand naast de metingen leggen, en opslaan met hun bron en dag."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from acties.models import Gebruiker, Organisatie
from acties.rekenblad.lezen.naam import gevouwen
from acties.spoor.logboek import noteer_na_opslaan
from monitoring.inlezen.aantallen import Aantallen
from monitoring.inlezen.cijfers.bestand import Celfout, Cijfer, Cijferbestand, Kolomkeuze
from monitoring.models import Cijferbron, Indicator, Meting

MEEST_GENOEMD = 20
GROOTST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cel:
    """Eén cijfer naast wat er al stond. ``soort``: nieuw, anders of gelijk."""

    organisatie: int | None
    jaar: str
    waarde: Decimal
    oud: Decimal | None

    @property
    def soort(self) -> str:
        if self.oud is None:
            return "nieuw"
        return "gelijk" if self.oud == self.waarde else "anders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """``rijen``: per gemeente haar cellen, in de volgorde van ``jaren``. Wat niet is overgenomen, staat er bij naam bij."""

    jaren: tuple[str, ...]
    rijen: tuple[tuple[str, tuple[Cel | None, ...]], ...]
    fouten: tuple[Celfout, ...]
    elders: tuple[str, ...]
    bestond_niet: tuple[str, ...]
    ontbreekt: tuple[str, ...]

    @property
    def cellen(self) -> list[Cel]:
        return [cel for _, cellen in self.rijen for cel in cellen if cel]

    @property
    def aantallen(self) -> Aantallen:
        return Aantallen(**Counter(cel.soort for cel in self.cellen))

    @property
    def vingerafdruk(self) -> str:
        inhoud = repr([(cel.organisatie, cel.jaar, cel.waarde, cel.oud) for cel in self.cellen])
        return hashlib.sha256(inhoud.encode()).hexdigest()


def vergelijk(bestand: Cijferbestand, keuze: Kolomkeuze, indicator: Indicator) -> Vergelijking:
    """Leg het bestand naast de metingen van deze indicator: twee queries. Fout: ``Cijferfout``."""
    cijfers, fouten = bestand.lees(keuze)
    gemeenten = list(Organisatie.objects.gemeenten())
    bij_naam = {_kaal(naam): gemeente for gemeente in gemeenten for naam in (gemeente.naam, gemeente.cbs_code) if naam}
    regio = indicator.programma.regio
    oud: dict[tuple[int | None, str], Decimal] = {
        (organisatie, periode): waarde
        for organisatie, periode, waarde in Meting.objects.filter(indicator=indicator).values_list(
            "organisatie_id", "periode", "waarde"
        )
    }
    elders: dict[str, None] = {}
    bestond_niet: dict[str, None] = {}
    gekozen: dict[tuple[int | None, str], Cijfer] = {}
    namen: dict[int | None, str] = {}
    for cijfer in cijfers:
        gemeente = bij_naam.get(_kaal(cijfer.regio))
        if gemeente is None and not (regio and _kaal(cijfer.regio) == _kaal(regio)):
            elders[cijfer.regio] = None
        elif gemeente is not None and not gemeente.bestond_in(int(cijfer.jaar)):
            bestond_niet[f"{gemeente.naam} in {cijfer.jaar}"] = None
        else:
            sleutel = (gemeente.pk if gemeente else None, cijfer.jaar)
            namen[sleutel[0]] = gemeente.naam if gemeente else f"Hele regio ({regio})"
            fouten += _fouten(cijfer, gekozen.get(sleutel))
            gekozen.setdefault(sleutel, cijfer)
    jaren = tuple(sorted({jaar for _, jaar in gekozen}))
    return Vergelijking(
        jaren=jaren,
        rijen=_rijen(gekozen, namen, jaren, oud),
        fouten=tuple(fouten),
        elders=tuple(elders),
        bestond_niet=tuple(bestond_niet),
        ontbreekt=_ontbreekt(gemeenten, namen, jaren),
    )


def _kaal(naam: str) -> str:
    """Een naam zonder leestekens en hoofdletters: een bron schrijft “Bergen (NH.)” waar wij “Bergen (NH)” schrijven."""
    return "".join(teken for teken in gevouwen(naam) if teken.isalnum())


def _fouten(cijfer: Cijfer, eerder: Cijfer | None) -> list[Celfout]:
    if abs(cijfer.waarde) >= GROOTST or cijfer.waarde != round(cijfer.waarde, 4):
        melding = "Dit getal is te groot of heeft meer dan vier cijfers achter de komma."
        return [Celfout(cijfer.regel, cijfer.jaar, str(cijfer.waarde), melding)]
    if eerder is not None and eerder.waarde != cijfer.waarde:
        melding = (
            f"Op regel {eerder.regel} staat voor {cijfer.regio} in {cijfer.jaar} een ander getal. Kies andere kolommen."
        )
        return [Celfout(cijfer.regel, cijfer.jaar, str(cijfer.waarde), melding)]
    return []


def _rijen(
    gekozen: dict[tuple[int | None, str], Cijfer],
    namen: dict[int | None, str],
    jaren: Sequence[str],
    oud: dict[tuple[int | None, str], Decimal],
) -> tuple[tuple[str, tuple[Cel | None, ...]], ...]:
    def cel(pk: int | None, jaar: str) -> Cel | None:
        cijfer = gekozen.get((pk, jaar))
        if cijfer is None:
            return None
        return Cel(organisatie=pk, jaar=jaar, waarde=cijfer.waarde, oud=oud.get((pk, jaar)))

    op_naam = sorted(namen.items(), key=lambda deel: (deel[0] is not None, deel[1]))
    return tuple((naam, tuple(cel(pk, jaar) for jaar in jaren)) for pk, naam in op_naam)


def _ontbreekt(gemeenten: Sequence[Organisatie], namen: dict[int | None, str], jaren: Sequence[str]) -> tuple[str, ...]:
    """Gemeenten die in een van deze jaren bestonden en waar het bestand geen enkel cijfer van heeft."""
    return tuple(
        gemeente.naam
        for gemeente in gemeenten
        if gemeente.pk not in namen and any(gemeente.bestond_in(int(jaar)) for jaar in jaren)
    )


@transaction.atomic
def sla_op(
    vergelijking: Vergelijking,
    indicator: Indicator,
    *,
    bron: str,
    opgehaald_op: date,
    keuze: Kolomkeuze,
    door: Gebruiker,
    op: datetime,
) -> Cijferbron:
    """Bewaar wat nieuw of anders is, met de bron erbij. Een cijfer dat gelijk bleef, houdt de bron die het had."""
    nieuwe_bron = Cijferbron(
        indicator=indicator,
        bron=bron,
        opgehaald_op=opgehaald_op,
        kolommen=asdict(keuze),
        ingelezen_op=op,
        ingelezen_door=door,
    )
    nieuwe_bron.full_clean()
    nieuwe_bron.save()
    nieuw, anders = _metingen(vergelijking, nieuwe_bron)
    herkomst = {"default_user": door, "default_date": op, "default_change_reason": bron[:100]}
    bulk_create_with_history(nieuw, Meting, **herkomst)
    if anders:
        bulk_update_with_history(anders, Meting, ["waarde", "cijferbron"], **herkomst)
    noteer_na_opslaan(
        "inlezen", f"metingen van indicator {indicator.pk}: {vergelijking.aantallen.verandering}", door=door
    )
    return nieuwe_bron


def _metingen(vergelijking: Vergelijking, bron: Cijferbron) -> tuple[list[Meting], list[Meting]]:
    """Wat nieuw is en wat anders wordt, met deze bron; nog niet opgeslagen."""
    bestaand = {
        (meting.organisatie_id, meting.periode): meting for meting in Meting.objects.filter(indicator=bron.indicator)
    }
    nieuw, anders = [], []
    for cel in vergelijking.cellen:
        if cel.soort == "nieuw":
            meting = Meting(indicator=bron.indicator, organisatie_id=cel.organisatie, periode=cel.jaar)
            nieuw.append(meting)
        elif cel.soort == "anders":
            meting = bestaand[cel.organisatie, cel.jaar]
            anders.append(meting)
        else:
            continue
        meting.waarde, meting.cijferbron = cel.waarde, bron
    return nieuw, anders


def vorige_keuze(indicator: Indicator, bestand: Cijferbestand) -> Kolomkeuze | None:
    """De kolommen van de vorige keer, als zij ook in dit bestand staan; anders wat het meest voor de hand ligt."""
    regios, keuzes = bestand.regiokolommen(), bestand.cijferkeuzes()
    if not regios or not keuzes:
        return None
    vorige = indicator.bronnen.values_list("kolommen", flat=True).first() or {}
    regio = str(vorige.get("regio", ""))
    cijfer = (str(vorige.get("cijfer", "")), str(vorige.get("jaar", "")))
    return Kolomkeuze(regio if regio in regios else regios[0], *(cijfer if cijfer in keuzes else keuzes[0]))
