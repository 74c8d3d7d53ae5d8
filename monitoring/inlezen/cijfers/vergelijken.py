"""Cijfers uit een openbaar bestand naast de metingen leggen, en opslaan met hun bron en dag."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from acties.models import Gebruiker, Organisatie
from acties.rekenblad.lezen.fout import Celfout
from acties.rekenblad.lezen.periode import Periode
from acties.spoor.logboek import noteer_na_opslaan
from acties.voorstel.voorstel import MEEST_FOUTEN, Aantallen
from monitoring.inlezen import zinnen
from monitoring.inlezen.cijfers.bestand import Cijfer, Cijferbestand
from monitoring.inlezen.cijfers.namenlijst import Namenlijst
from monitoring.inlezen.cijfers.raster import Dimensie, Kolomkeuze
from monitoring.models import Cijferbron, Indicator, Meting

MEEST_GENOEMD = 20
GROOTST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cel:
    """Eén cijfer naast wat er al stond. ``soort``: nieuw, anders of gelijk."""

    organisatie: int | None
    periode: str
    waarde: Decimal
    voorlopig: bool
    oud: Decimal | None
    was_voorlopig: bool

    @property
    def soort(self) -> str:
        if self.oud is None:
            return "nieuw"
        return "gelijk" if (self.oud, self.was_voorlopig) == (self.waarde, self.voorlopig) else "anders"

    @property
    def alleen_de_stand(self) -> str:
        """Wat er anders wordt als het getal gelijk blijft: “nu definitief” of “nu voorlopig”."""
        if self.soort != "anders" or self.oud != self.waarde:
            return ""
        return "nu voorlopig" if self.voorlopig else "nu definitief"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """``rijen``: per gemeente haar cellen, in de volgorde van ``perioden``. Wat niet is overgenomen, staat er bij naam bij."""

    perioden: tuple[str, ...]
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
    def eerste_fouten(self) -> tuple[Celfout, ...]:
        return self.fouten[:MEEST_FOUTEN]

    @property
    def foutzin(self) -> str:
        """“60 fouten; dit zijn de eerste 50. Kies andere kolommen of waarden, of verbeter het bestand.”"""
        telling = zinnen.fouten(len(self.fouten), len(self.eerste_fouten))
        return f"{telling} Kies andere kolommen of waarden, of verbeter het bestand."

    @property
    def vingerafdruk(self) -> str:
        inhoud = repr([astuple(cel) for cel in self.cellen])
        return hashlib.sha256(inhoud.encode()).hexdigest()

    @property
    def koppen(self) -> list[str]:
        """De perioden als kop: met “(voorlopig)” als een van hun cijfers dat is."""
        voorlopig = {cel.periode for cel in self.cellen if cel.voorlopig}
        return [f"{periode} (voorlopig)" if periode in voorlopig else periode for periode in self.perioden]


def vergelijk(bestand: Cijferbestand, keuze: Kolomkeuze, indicator: Indicator) -> Vergelijking:
    """Leg het bestand naast de metingen van deze indicator, in een vast aantal queries. Fout: ``Bestandsfout``."""
    cijfers, fouten = bestand.lees(keuze)
    lijst = Namenlijst.van(indicator.programma)
    oud: dict[tuple[int | None, str], tuple[Decimal, bool]] = {
        (organisatie, periode): (waarde, voorlopig)
        for organisatie, periode, waarde, voorlopig in Meting.objects.filter(indicator=indicator).values_list(
            "organisatie_id", "periode", "waarde", "voorlopig"
        )
    }
    elders: dict[str, None] = {}
    bestond_niet: dict[str, None] = {}
    gekozen: dict[tuple[int | None, str], Cijfer] = {}
    namen: dict[int | None, str] = {}
    for cijfer in cijfers:
        periode = cijfer.periode
        if not lijst.heeft(cijfer.regio):
            elders[cijfer.regio] = None
            continue
        gemeente = lijst.zoek(cijfer.regio)
        if gemeente is not None and not gemeente.bestond_tussen(periode.begin, periode.eind):
            bestond_niet[f"{gemeente.naam} in {periode.tekst}"] = None
        else:
            sleutel = (gemeente.pk if gemeente else None, periode.tekst)
            namen[sleutel[0]] = gemeente.naam if gemeente else f"Hele regio ({indicator.programma.regio})"
            fouten += _fouten(cijfer, gekozen.get(sleutel))
            gekozen.setdefault(sleutel, cijfer)
    perioden = sorted(
        {cijfer.periode for cijfer in gekozen.values()}, key=lambda periode: (periode.midden, periode.tekst)
    )
    return Vergelijking(
        perioden=tuple(periode.tekst for periode in perioden),
        rijen=_rijen(gekozen, namen, [periode.tekst for periode in perioden], oud),
        fouten=tuple(fouten),
        elders=tuple(elders),
        bestond_niet=tuple(bestond_niet),
        ontbreekt=_ontbreekt(lijst.gemeenten, namen, perioden),
    )


def _fouten(cijfer: Cijfer, eerder: Cijfer | None) -> list[Celfout]:
    periode = cijfer.periode.tekst
    if abs(cijfer.waarde) >= GROOTST or cijfer.waarde != round(cijfer.waarde, 4):
        uitleg = "Dit getal is te groot of heeft meer dan vier cijfers achter de komma."
        return [Celfout(rij=cijfer.regel, kolom=periode, waarde=str(cijfer.waarde), uitleg=uitleg)]
    if eerder is None or (
        eerder.waarde == cijfer.waarde and (eerder.regio != cijfer.regio or eerder.rij == cijfer.rij)
    ):
        return []
    wie = cijfer.regio if eerder.regio == cijfer.regio else f"{eerder.regio}, dat hier hetzelfde is,"
    wat = "een ander getal" if eerder.waarde != cijfer.waarde else "ook een getal"
    uitleg = f"Op regel {eerder.regel} staat voor {wie} in {periode} {wat}. Kies andere kolommen of waarden."
    return [Celfout(rij=cijfer.regel, kolom=periode, waarde=str(cijfer.waarde), uitleg=uitleg)]


def _rijen(
    gekozen: dict[tuple[int | None, str], Cijfer],
    namen: dict[int | None, str],
    perioden: Sequence[str],
    oud: dict[tuple[int | None, str], tuple[Decimal, bool]],
) -> tuple[tuple[str, tuple[Cel | None, ...]], ...]:
    def cel(pk: int | None, periode: str) -> Cel | None:
        cijfer = gekozen.get((pk, periode))
        if cijfer is None:
            return None
        waarde, voorlopig = oud.get((pk, periode), (None, False))
        return Cel(
            organisatie=pk,
            periode=periode,
            waarde=cijfer.waarde,
            voorlopig=cijfer.voorlopig,
            oud=waarde,
            was_voorlopig=voorlopig,
        )

    op_naam = sorted(namen.items(), key=lambda deel: (deel[0] is not None, deel[1]))
    return tuple((naam, tuple(cel(pk, periode) for periode in perioden)) for pk, naam in op_naam)


def _ontbreekt(
    gemeenten: Sequence[Organisatie], namen: dict[int | None, str], perioden: Sequence[Periode]
) -> tuple[str, ...]:
    """Gemeenten die in een van deze perioden bestonden en waar het bestand geen enkel cijfer van heeft."""
    return tuple(
        gemeente.naam
        for gemeente in gemeenten
        if gemeente.pk not in namen
        and any(gemeente.bestond_tussen(periode.begin, periode.eind) for periode in perioden)
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
        bulk_update_with_history(anders, Meting, ["waarde", "voorlopig", "cijferbron"], **herkomst)
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
            meting = Meting(indicator=bron.indicator, organisatie_id=cel.organisatie, periode=cel.periode)
            nieuw.append(meting)
        elif cel.soort == "anders":
            meting = bestaand[cel.organisatie, cel.periode]
            anders.append(meting)
        else:
            continue
        meting.waarde, meting.voorlopig, meting.cijferbron = cel.waarde, cel.voorlopig, bron
    return nieuw, anders


def vorige_keuze(indicator: Indicator, bestand: Cijferbestand) -> Kolomkeuze | None:
    """De kolommen van de vorige keer, als zij ook in dit bestand staan; anders wat het meest voor de hand ligt.

    Hoe een getal met twee lezingen is bedoeld, hoort bij dat bestand: dat vraagt de pagina elke keer.
    """
    regios, keuzes = bestand.regiokolommen(), bestand.cijferkeuzes()
    if not regios or not keuzes:
        return None
    vorige = indicator.bronnen.values_list("kolommen", flat=True).first() or {}
    regio = str(vorige.get("regio", ""))
    if regio not in regios:
        regio = bestand.beste_regiokolom(Namenlijst.van(indicator.programma).kent)
    cijfer = (str(vorige.get("cijfer", "")), str(vorige.get("jaar", "")))
    keuze = Kolomkeuze(regio, *(cijfer if cijfer in keuzes else keuzes[0]))
    return replace(keuze, waarden=waarden_van(bestand.dimensies(keuze), vorige.get("waarden") or {}))


def waarden_van(dimensies: Sequence[Dimensie], vorige: Mapping[str, str]) -> dict[str, str]:
    """Per dimensie de waarde van de vorige keer, of het totaal. Is er geen van beide, dan kiest een mens."""
    gekozen = {dimensie.kolom: vorige.get(dimensie.kolom, dimensie.totaal) for dimensie in dimensies}
    return {
        dimensie.kolom: waarde
        for dimensie in dimensies
        if (waarde := gekozen[dimensie.kolom]) in dimensie.waarden and (waarde or not dimensie.mag_alles)
    }
