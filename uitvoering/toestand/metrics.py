"""Getallen voor Prometheus: wat elk verzoek kostte, hoe lang de wachtrijen zijn, en hoeveel er gebeurt.

Met meer processen tellen zij samen op in de map van ``PROMETHEUS_MULTIPROC_DIR``; zonder die map ziet een proces alleen zichzelf.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from acties.models import Klaargezet, WachtendeMail
from monitoring.constanten import Fase
from monitoring.models import Evaluatie, Statusmelding

Antwoord = Callable[[HttpRequest], HttpResponse]

VERZOEKEN = Histogram(
    "uitvoering_verzoek_seconden",
    "Duur van verzoeken, per pagina, methode en status",
    ["pagina", "methode", "status"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=None,
)
# Een nieuwe wachtrij is hier één regel.
WACHTRIJEN: dict[str, Callable[[], int]] = {
    "post": WachtendeMail.objects.count,
    "bestanden": lambda: Klaargezet.objects.onderweg().count(),
}
LOKAAL = {"127.0.0.1", "::1"}
LOKALE_NAMEN = {"127.0.0.1", "localhost", "[::1]"}
VAN_EEN_PROXY = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def meet(get_response: Antwoord) -> Antwoord:
    """Telt elk verzoek bij de naam van zijn pagina: in een adres staan nummers en namen, en dat zijn er te veel."""

    def middleware(request):
        begin = time.perf_counter()
        response = get_response(request)
        pagina = getattr(request.resolver_match, "view_name", None) or "geen"
        methode = request.method if request.method in ("GET", "HEAD", "POST") else "anders"
        VERZOEKEN.labels(pagina, methode, response.status_code).observe(time.perf_counter() - begin)
        return response

    return middleware


def mag(request: HttpRequest) -> bool:
    """Van deze machine zelf, zonder proxy ertussen, of met de sleutel. Achter een proxy komt iedereen van deze machine."""
    kop = request.headers.get("Authorization", "")
    if settings.METRICS_SLEUTEL and constant_time_compare(kop, f"Bearer {settings.METRICS_SLEUTEL}"):
        return True
    naam = re.sub(r":[0-9]+$", "", request.get_host())
    via_proxy = any(kop in request.headers for kop in VAN_EEN_PROXY)
    return request.META.get("REMOTE_ADDR") in LOKAAL and naam in LOKALE_NAMEN and not via_proxy


def tekst(nu: datetime) -> bytes:
    register = CollectorRegistry()
    if settings.METRICS_MAP:
        MultiProcessCollector(register, path=settings.METRICS_MAP)
    else:
        register.register(VERZOEKEN)
    register.register(_Stand(nu))
    return generate_latest(register)


class _Stand(Collector):
    """Wat alleen de database weet."""

    def __init__(self, nu: datetime):
        self.nu = nu

    def describe(self) -> Iterable[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        wachtrij = GaugeMetricFamily("uitvoering_wachtrij", "Zoveel wacht er nog", labels=["wachtrij"])
        for naam, aantal in WACHTRIJEN.items():
            wachtrij.add_metric([naam], aantal())
        yield wachtrij
        jaren = Evaluatie.objects.filter(fase=Fase.VASTGESTELD).values("programma", "jaar").distinct()
        yield GaugeMetricFamily("uitvoering_vastgestelde_jaren", "Jaren die zijn vastgesteld", value=jaren.count())
        vandaag = timezone.localtime(self.nu).replace(hour=0, minute=0, second=0, microsecond=0)
        meldingen = Statusmelding.objects.filter(gemeld_op__gte=vandaag)
        yield GaugeMetricFamily("uitvoering_meldingen_vandaag", "Meldingen van vandaag", value=meldingen.count())
