"""De agenda van één volger als iCalendar: rondes, einden van planningen en overleggen.

Er staan geen teksten van meldingen en geen namen van personen in. Zolang de gegevens gelijk blijven, zijn ook de bytes dat: het
tijdstip van elke afspraak is dat van haar laatste wijziging.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from acties.models import Actie, Organisatie, Programma
from monitoring.models import Bespreking, Updateronde, Volger

VERNIEUWEN = timedelta(days=1)  # zo vaak hoeft een agendaprogramma maar te kijken


@dataclass(frozen=True, slots=True)
class Afspraak:
    """Eén dag. ``kenmerk`` blijft hetzelfde, ook als de dag of de titel verandert."""

    kenmerk: str
    dag: date
    titel: str
    pad: str
    gewijzigd: datetime


def agenda_van(volger: Volger) -> bytes:
    programma = volger.programma
    agenda = Calendar()
    agenda.add("prodid", "-//Uitvoering//Volgen//NL")
    agenda.add("version", "2.0")
    agenda.add("x-wr-calname", programma.naam)
    agenda.add("refresh-interval", VERNIEUWEN, {"value": "DURATION"})
    afspraken = [*_rondes(programma), *_planningen(volger), *_overleggen(programma)]
    for afspraak in sorted(afspraken, key=lambda afspraak: (afspraak.dag, afspraak.kenmerk)):
        agenda.add_component(_event(afspraak))
    return agenda.to_ical()


def _event(afspraak: Afspraak) -> Event:
    adres = settings.SITE_URL + afspraak.pad
    event = Event()
    event.add("uid", f"{afspraak.kenmerk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", afspraak.gewijzigd)
    event.add("dtstart", afspraak.dag)
    event.add("summary", afspraak.titel)
    event.add("description", adres)
    event.add("url", adres)
    event.add("transp", "TRANSPARENT")
    return event


def _rondes(programma: Programma) -> Iterator[Afspraak]:
    rondes = Updateronde.objects.filter(programma=programma)
    gewijzigd = _gewijzigd(rondes, programma)
    pad = reverse("monitoring:mijn_acties", args=[programma.slug])
    for ronde in rondes:
        for wat, dag, titel in (
            ("opent", ronde.opent_op, f"{ronde}: opent"),
            ("sluit", ronde.sluit_op, f"{ronde}: laatste dag om te melden"),
        ):
            yield Afspraak(f"ronde-{ronde.pk}-{wat}", dag, titel, pad, gewijzigd[ronde.pk])


def _planningen(volger: Volger) -> Iterator[Afspraak]:
    acties = _acties(volger).filter(eindjaar__isnull=False, vervallen_op=None)
    gewijzigd = _gewijzigd(acties, volger.programma)
    for actie in acties:
        pad = reverse("monitoring:actie_detail", args=[volger.programma.slug, actie.nummer])
        titel = f"Planning eindigt: actie {actie}"
        yield Afspraak(f"actie-{actie.pk}-einde", actie.laatste_dag, titel, pad, gewijzigd[actie.pk])


def _acties(volger: Volger) -> QuerySet[Actie]:
    """Wat iemand volgt (een organisatie: wat zij doet) of waarvoor zijn organisatie verantwoordelijk is."""
    vandaag = timezone.localdate()
    rijen = list(volger.gevolgd.values_list("actie", "onderdeel", "organisatie"))
    gevolgd = [organisatie for *_, organisatie in rijen if organisatie]
    organisaties = [*Organisatie.objects.filter(pk__in=gevolgd), *volger.gebruiker.organisaties(vandaag)]
    alle = Actie.objects.zichtbaar_voor(volger.gebruiker).filter(programma=volger.programma)
    van = alle.regionaal().van_organisaties(organisaties) | alle.lokaal(organisaties, vandaag)
    gekozen = Q(pk__in=[actie for actie, *_ in rijen if actie]) | Q(
        onderdeel__in=[deel for _, deel, _ in rijen if deel]
    )
    return alle.filter(gekozen | Q(pk__in=van.values("pk"))).order_by("nummer")


def _overleggen(programma: Programma) -> Iterable[Afspraak]:
    """Van elk jaar de laatste versie: een nieuwe versie zet hetzelfde overleg niet twee keer in de agenda."""
    besprekingen = Bespreking.objects.filter(evaluatie__programma=programma).select_related("evaluatie", "overleg")
    gewijzigd = _gewijzigd(besprekingen, programma)
    per_overleg = {}
    for rij in besprekingen.order_by("evaluatie__versie", "pk"):
        jaar, overleg = rij.evaluatie.jaar, rij.overleg
        kenmerk = f"overleg-{programma.pk}-{jaar}-{overleg.pk}"
        pad = reverse("monitoring:evaluatie_overleg", args=[programma.slug, jaar, overleg.slug])
        titel = f"{overleg.afkorting or overleg.naam}: evaluatie {jaar}"
        per_overleg[kenmerk] = Afspraak(kenmerk, rij.datum, titel, pad, gewijzigd[rij.pk])
    return per_overleg.values()


def _gewijzigd(rijen: QuerySet[Any], programma: Programma) -> dict[int, datetime]:
    """Per rij het moment van haar laatste wijziging; wat geen geschiedenis heeft, is van het begin van het programma."""
    begin = datetime.combine(programma.eerste_dag, time(), UTC)
    laatste = (
        rijen.model.history.filter(id__in=rijen.values("pk")).order_by().values_list("id").annotate(Max("history_date"))
    )
    return dict.fromkeys(rijen.values_list("pk", flat=True), begin) | {
        pk: moment.replace(microsecond=0) for pk, moment in laatste
    }
