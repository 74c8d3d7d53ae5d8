"""De soorten die te vinden zijn: welke rijen een lezer mag vinden, in welke volgorde, en hoe een treffer eruitziet.

Elke soort begint bij de QuerySet van haar eigen pagina: wat iemand niet mag openen, is voor hem niet te vinden en niet te tellen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from acties.constanten import nummer_tekst
from acties.models import Actie, Ambitie, Begrip, Besluit, Onderdeel, Organisatie, Programma
from acties.woorden import ACTIE, AFSPRAAK, AMBITIE, BEGRIP, MELDING, ORGANISATIE, Naamwoord
from monitoring.datum import datum_tekst
from monitoring.lezen.actie.meldingen import PER_PAGINA
from monitoring.lezen.zinnen import naast_elkaar, wie_meldde
from monitoring.lezen.zoeken import index
from monitoring.lezen.zoeken.vraag import Stuk, Vraag
from monitoring.models import Afspraak, Regionaam, Statusmelding
from monitoring.verslag.afspraken import afspraken_voor

PRECIES, IN_DE_KOP, ELDERS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Treffer:
    """Eén gevonden rij. ``onder``: waar zij bij hoort; ``tekst``: het stuk rond het eerste woord dat past."""

    adres: str
    kop: list[Stuk]
    onder: str
    tekst: list[Stuk]


Rijen = Callable[[Programma, Any, Vraag], QuerySet[Any]]
Beeld = Callable[[str, Any, Vraag], Treffer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """``rijen`` geeft de rijen die passen, elk met haar ``rang``; ``beeld`` maakt er een treffer van."""

    code: str
    naam: Naamwoord
    rijen: Rijen
    volgorde: Sequence[str]
    beeld: Beeld


def _met_rang(rijen: QuerySet[Any], waar: index.Index, vraag: Vraag, precies: Q | None) -> QuerySet[Any]:
    """Eerst wat precies zo heet, dan waar de woorden in de kop staan, dan de rest. Zonder ``precies`` telt alleen de tekst."""
    gevallen = []
    if precies is not None:
        gevallen = [
            When(precies, then=Value(PRECIES)),
            When(pk__in=waar.treffers(vraag, alleen_kop=True), then=Value(IN_DE_KOP)),
        ]
    return rijen.annotate(rang=Case(*gevallen, default=Value(ELDERS), output_field=IntegerField()))


def _acties(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Actie]:
    precies = Q(nummer=vraag.nummer) | Q(titel__iexact=vraag.tekst)
    rijen = Actie.objects.zichtbaar_voor(lezer).filter(programma=programma)
    gevonden = rijen.filter(Q(pk__in=index.ACTIE.treffers(vraag)) | Q(nummer=vraag.nummer))
    return _met_rang(gevonden.select_related("onderdeel", "lokaal_van"), index.ACTIE, vraag, precies)


def _actie(slug: str, actie: Actie, vraag: Vraag) -> Treffer:
    lokaal = f"Lokale actie van {actie.lokaal_van}" if actie.lokaal_van else ""
    return Treffer(
        reverse("monitoring:actie_detail", args=[slug, actie.nummer]),
        [Stuk(f"{actie.nummer_tekst}. ", raak=False), *vraag.gemarkeerd(actie.titel)],
        naast_elkaar(actie.onderdeel.naam, lokaal, "vervallen" if actie.vervallen_op else ""),
        vraag.fragment(actie.omschrijving),
    )


def _onderdelen(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Onderdeel]:
    precies = Q(naam__iexact=vraag.tekst) | Q(code__iexact=vraag.tekst)
    gevonden = programma.onderdelen.filter(Q(pk__in=index.ONDERDEEL.treffers(vraag)) | Q(code__iexact=vraag.tekst))
    return _met_rang(gevonden, index.ONDERDEEL, vraag, precies)


def _onderdeel(slug: str, onderdeel: Onderdeel, vraag: Vraag) -> Treffer:
    return Treffer(
        reverse("monitoring:onderdeel_detail", args=[slug, onderdeel.code]),
        vraag.gemarkeerd(onderdeel.naam),
        onderdeel.get_soort_display(),
        vraag.fragment(onderdeel.omschrijving, onderdeel.naam_in_regiovisie),
    )


def _ambities(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Ambitie]:
    rijen = Ambitie.objects.filter(actielijn__programma=programma, pk__in=index.AMBITIE.treffers(vraag))
    return _met_rang(rijen.select_related("actielijn"), index.AMBITIE, vraag, Q(tekst__iexact=vraag.tekst))


def _ambitie(slug: str, ambitie: Ambitie, vraag: Vraag) -> Treffer:
    adres = reverse("monitoring:onderdeel_detail", args=[slug, ambitie.actielijn.code])
    return Treffer(f"{adres}#ambities", vraag.gemarkeerd(ambitie.tekst), f"Actielijn {ambitie.actielijn}", [])


def _organisaties(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Organisatie]:
    """Wie is ingelogd, vindt haar ook onder de naam of code waaronder een bron haar kent."""
    meedoen = Organisatie.partijen.through.objects.filter(partij__programma=programma).values("organisatie")
    past = Q(pk__in=index.ORGANISATIE.treffers(vraag))
    if lezer.is_authenticated:
        namen = Regionaam.objects.filter(programma=programma, organisatie__isnull=False)
        past |= Q(pk__in=namen.filter(pk__in=index.REGIONAAM.treffers(vraag)).values("organisatie"))
    rijen = Organisatie.objects.filter(past, pk__in=meedoen).select_related("subregio", "opvolger")
    return _met_rang(rijen, index.ORGANISATIE, vraag, Q(naam__iexact=vraag.tekst))


def _organisatie(slug: str, organisatie: Organisatie, vraag: Vraag) -> Treffer:
    opgegaan = f"opgegaan in {organisatie.opvolger}" if organisatie.opvolger else ""
    return Treffer(
        reverse("monitoring:organisatie_detail", args=[slug, organisatie.slug]),
        vraag.gemarkeerd(organisatie.naam),
        naast_elkaar(organisatie.get_soort_display(), str(organisatie.subregio or ""), opgegaan),
        [],
    )


def _begrippen(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Begrip]:
    rijen = Begrip.objects.filter(programma=programma, pk__in=index.BEGRIP.treffers(vraag))
    return _met_rang(rijen, index.BEGRIP, vraag, Q(term__iexact=vraag.tekst))


def _begrip(slug: str, begrip: Begrip, vraag: Vraag) -> Treffer:
    return Treffer(
        f"{reverse('acties:begrip_lijst', args=[slug])}#begrip-{begrip.pk}",
        vraag.gemarkeerd(begrip.term),
        f"Ook: {', '.join(begrip.woorden[1:])}" if len(begrip.woorden) > 1 else "",
        vraag.fragment(begrip.definitie),
    )


def _meldingen(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Statusmelding]:
    """Wat geldt; een bezoeker vindt alleen wat openbaar is, en niet op de bijsturing.

    ``erboven``: zoveel meldingen staan er op de pagina van de actie boven deze, als die pagina op de dag van de melding opent.
    """
    zichtbaar = Statusmelding.objects.zichtbaar_voor(lezer)
    acties = Actie.objects.zichtbaar_voor(lezer).filter(programma=programma)
    past = index.MELDING.treffers(vraag, alleen_kop=not lezer.is_authenticated)
    zelfde_dag = zichtbaar.filter(actie=OuterRef("actie"), peildatum=OuterRef("peildatum"), pk__gt=OuterRef("pk"))
    aantal = zelfde_dag.order_by().values("actie").annotate(aantal=Count("pk")).values("aantal")
    rijen = zichtbaar.geldig().filter(actie__in=acties, pk__in=past).select_related("actie", "organisatie")
    return _met_rang(rijen.annotate(erboven=Coalesce(Subquery(aantal), 0)), index.MELDING, vraag, None)


def _melding(slug: str, melding: Any, vraag: Vraag) -> Treffer:
    pagina = melding.erboven // PER_PAGINA + 1
    bladzijde = f"&page={pagina}" if pagina > 1 else ""
    adres = reverse("monitoring:actie_detail", args=[slug, melding.actie.nummer])
    over = f"{nummer_tekst(melding.actie.nummer)}. {melding.actie.titel}"
    return Treffer(
        f"{adres}?peildatum={melding.peildatum.isoformat()}{bladzijde}#melding-{melding.pk}",
        [Stuk(f"{wie_meldde(melding)} over {over}", raak=False)],
        naast_elkaar(datum_tekst(melding.peildatum), melding.get_status_display().lower()),
        vraag.fragment(melding.toelichting, melding.bijsturing),
    )


def _besluiten(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Besluit]:
    rijen = programma.besluiten.filter(pk__in=index.BESLUIT.treffers(vraag)).select_related("actie")
    return _met_rang(rijen, index.BESLUIT, vraag, Q(kenmerk__iexact=vraag.tekst))


def _besluit(slug: str, besluit: Besluit, vraag: Vraag) -> Treffer:
    over = f": {besluit.actie}" if besluit.actie else ""
    kenmerk = f"kenmerk {besluit.kenmerk}" if besluit.kenmerk else ""
    return Treffer(
        f"{reverse('monitoring:besluit_lijst', args=[slug])}#besluit-{besluit.pk}",
        [Stuk(f"{besluit.get_soort_display()}{over}", raak=False)],
        naast_elkaar(datum_tekst(besluit.datum), besluit.orgaan, kenmerk),
        vraag.fragment(besluit.omschrijving),
    )


def _afspraken(programma: Programma, lezer: Any, vraag: Vraag) -> QuerySet[Afspraak]:
    """Wat op de pagina Afspraken staat; een bezoeker leest daar niet wie het doet of wat ervan kwam, en vindt er dus niet op."""
    intern = lezer.is_authenticated
    past = index.AFSPRAAK.treffers(vraag, alleen_kop=not intern)
    rijen = programma.afspraken.filter(pk__in=past).select_related("overleg")
    if not intern:
        rijen = rijen.filter(pk__in=list(afspraken_voor(lezer, programma)))
    rijen = rijen.annotate(te_lezen=F("afloop") if intern else Value(""), van=F("wie") if intern else Value(""))
    return _met_rang(rijen, index.AFSPRAAK, vraag, Q(wat__iexact=vraag.tekst))


def _afspraak(slug: str, afspraak: Any, vraag: Vraag) -> Treffer:
    return Treffer(
        f"{reverse('monitoring:afspraak_lijst', args=[slug])}#afspraak-{afspraak.pk}",
        vraag.gemarkeerd(afspraak.wat),
        naast_elkaar(afspraak.overleg.afkorting, datum_tekst(afspraak.datum), afspraak.get_stand_display().lower()),
        vraag.fragment(afspraak.te_lezen, afspraak.van),
    )


ONDERDEEL = Naamwoord("kernelement of actielijn", "kernelementen en actielijnen")
BESLUIT = Naamwoord("besluit", "besluiten", "het")

SOORTEN = (
    Soort(code="acties", naam=ACTIE, rijen=_acties, volgorde=["nummer"], beeld=_actie),
    Soort(code="onderdelen", naam=ONDERDEEL, rijen=_onderdelen, volgorde=["volgorde", "code"], beeld=_onderdeel),
    Soort(code="ambities", naam=AMBITIE, rijen=_ambities, volgorde=["actielijn__volgorde", "volgorde"], beeld=_ambitie),
    Soort(code="organisaties", naam=ORGANISATIE, rijen=_organisaties, volgorde=["naam_gevouwen"], beeld=_organisatie),
    Soort(code="begrippen", naam=BEGRIP, rijen=_begrippen, volgorde=["term_gevouwen"], beeld=_begrip),
    Soort(code="besluiten", naam=BESLUIT, rijen=_besluiten, volgorde=["-datum", "-pk"], beeld=_besluit),
    Soort(code="afspraken", naam=AFSPRAAK, rijen=_afspraken, volgorde=["-datum", "pk"], beeld=_afspraak),
    Soort(code="meldingen", naam=MELDING, rijen=_meldingen, volgorde=["-peildatum", "-pk"], beeld=_melding),
)
