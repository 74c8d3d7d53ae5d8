"""Besluiten over het programma zelf: welke wijzigingen er zijn, en hoe ver de gemeenten zijn met vaststellen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from acties.constanten import BesluitSoort
from acties.models import Besluit, Programma
from monitoring.verslag.structuur import Structuur
from monitoring.verslag.vorm import BesluitRegel, CollegeRegel, OrganisatieRegel


def lees_besluiten(programma: Programma, dag: date) -> tuple[BesluitRegel, ...]:
    """De wijzigingen tot en met deze dag, de nieuwste eerst. Eén query."""
    return tuple(besluitregels(Besluit.objects.filter(programma=programma, datum__lte=dag)).values())


def besluitregels(besluiten: QuerySet[Besluit]) -> dict[int, BesluitRegel]:
    """Op sleutel, de nieuwste eerst. Eén query."""
    rijen = besluiten.order_by("-datum", "-pk").values_list(
        "pk", "datum", "soort", "orgaan", "kenmerk", "omschrijving", "actie__nummer", "actie__titel"
    )
    return {
        pk: BesluitRegel(
            datum=datum,
            soort=soort,
            soort_woord=str(BesluitSoort(soort).label),
            orgaan=orgaan,
            kenmerk=kenmerk,
            omschrijving=omschrijving,
            nummer=nummer,
            titel=titel or "",
        )
        for pk, datum, soort, orgaan, kenmerk, omschrijving, nummer, titel in rijen
    }


def colleges(dag: date, structuur: Structuur, organisaties: Iterable[OrganisatieRegel]) -> tuple[CollegeRegel, ...]:
    """Elke gemeente uit ``organisaties``, met wat er op deze dag was gebeurd.

    Een gemeente die zelf niets besloot, volgt de gemeenten die in haar opgingen: als die het programma alle hadden
    vastgesteld, geldt de laatste datum.
    """
    datums = {pk: (_tot(college, dag), _tot(raad, dag)) for pk, (college, raad) in structuur.colleges.items()}
    voorgangers = structuur.opgegaan(dag)
    sleutels = {rij.slug: pk for pk, rij in structuur.organisaties.items()}
    regels = []
    for gemeente in organisaties:
        if not gemeente.is_gemeente:
            continue
        pk = sleutels[gemeente.slug]
        eigen = datums.get(pk, (None, None))
        geerfd = (
            ()
            if eigen[0]
            else tuple(ander for ander in voorgangers.get(pk, ()) if structuur.organisaties[ander].partijen)
        )
        college, raad = _samen([datums.get(ander, (None, None)) for ander in geerfd]) if geerfd else eigen
        regels.append(
            CollegeRegel(
                gemeente=gemeente.naam,
                slug=gemeente.slug,
                college_op=college,
                raad_op=raad,
                overgenomen_van=tuple(structuur.organisaties[ander].naam for ander in geerfd) if college else (),
            )
        )
    return tuple(regels)


def _tot(datum: date | None, dag: date) -> date | None:
    return datum if datum and datum <= dag else None


def _samen(datums: Sequence[tuple[date | None, date | None]]) -> tuple[date | None, date | None]:
    """De laatste datum, als iedereen er een heeft."""
    colleges, raden = zip(*datums, strict=True)
    college = _laatste(colleges)
    return college, _laatste(raden) if college else None


def _laatste(datums: Collection[date | None]) -> date | None:
    bekend = [datum for datum in datums if datum]
    return max(bekend) if bekend and len(bekend) == len(datums) else None
