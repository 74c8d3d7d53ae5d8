"""De papieren en bestanden over een jaar die een werker maakt, en voor wie elk daarvan is.

Een werker heeft geen verzoek: uit de invoer volgt welk jaar, welke versie, welk overleg en voor welke lezers. Alle lezers met
dezelfde rechten krijgen hetzelfde bestand. Er staat dus geen naam in van wie erom vroeg, en bij een concept het moment waarop het
werd gemaakt.
"""

import io
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from acties.klaarzetten import NietTeMaken, Vraag, maak, zet_alvast_klaar
from acties.models import Programma
from acties.rekenblad.schrijven.formaten import schrijver
from acties.toegang.bezoeker import Bezoeker
from monitoring.jaar.uitgave import Jaarverslag, jaarverslag_als_stuk
from monitoring.lezen.download import naamdeel
from monitoring.lezen.oplegger import oplegger as oplegger_van
from monitoring.lezen.raadsbrief import gemeenten_van
from monitoring.lezen.raadsbrief import raadsbrief as brief_van
from monitoring.models import Evaluatie
from monitoring.weergave.brief.eerste_vorm import eerste_vorm
from monitoring.weergave.brief.raadsbrief import raadsbriefdocument
from monitoring.weergave.dia.diaset import diaset
from monitoring.weergave.dia.jaren import jaarpunten
from monitoring.weergave.jaarverslag import jaarverslag as jaarboek
from monitoring.weergave.jaarverslag.leeswijzer import INTERN
from monitoring.weergave.pakket import PAKKET_ONTBREEKT, laad
from monitoring.weergave.papier.papier import jaarverslag_papier, oplegger_papier

BEZOEKERS, LEZERS = "bezoekers", "lezers"

_pdf = partial(laad, "monitoring.weergave.papier.pdf")
_word = partial(laad, "monitoring.weergave.brief.word")
_powerpoint = partial(laad, "monitoring.weergave.dia.powerpoint")


@dataclass(slots=True)
class Lezer:
    """Staat in voor een verzoek: wie leest, en welke versie. Een lezer met een account ziet wat iedereen met een rol ziet."""

    programma: Programma
    GET: dict[str, str]
    user: Any
    geldigheid: Any = field(default=None)


def vraag_over(stuk: Jaarverslag, programma: Programma, taak: Task, *, bezoeker: bool, **invoer: Any) -> Vraag:
    """Vastgesteld: één keer gemaakt, en dan blijft het. Anders: zolang de gegevens en de dag dezelfde zijn."""
    return Vraag(
        taak=taak,
        invoer={
            "programma": programma.slug,
            "jaar": stuk.moment.jaar,
            "versie": stuk.moment.versie,
            "bezoeker": bezoeker,
            **invoer,
        },
        lezers=BEZOEKERS if bezoeker else LEZERS,
        kenmerk=stuk.sha256 or f"{programma.kenmerk} {timezone.localdate()}",
        blijft=bool(stuk.op),
    )


def _lees(programma: str, jaar: int, versie: int, *, bezoeker: bool, overleg: str = "") -> Jaarverslag:
    """Het stuk, met dezelfde toets als op het scherm."""
    rij = Programma.objects.met_kenmerk().get(slug=programma)
    wie: Any = Bezoeker() if bezoeker else SimpleNamespace(is_authenticated=True)
    return jaarverslag_als_stuk(Lezer(rij, {"versie": str(versie)}, wie), rij, jaar, overleg=overleg)


def _herkomst(stuk: Jaarverslag) -> dict[str, Any]:
    """Vastgesteld: door wie en wanneer dat gebeurde. Anders: het moment van maken, op de minuut."""
    if stuk.op:
        return {"door": stuk.door, "op": stuk.op.replace(microsecond=0), "sha256": stuk.sha256}
    return {"door": INTERN, "op": timezone.localtime().replace(second=0, microsecond=0)}


def _of_zeg(schrijver: Any) -> Any:
    if schrijver is None:
        raise NietTeMaken(PAKKET_ONTBREEKT)
    return schrijver


@task
def jaarverslag_pdf(pk: int) -> None:
    maak(pk, _jaarverslag_pdf)


def _jaarverslag_pdf(*, archief: bool, **welk: Any) -> bytes:
    stuk, pdf = _lees(**welk), _of_zeg(_pdf())
    inhoud: bytes = pdf.schrijf(
        jaarverslag_papier(stuk.verslag, aanvaard=stuk.aanvaard, **_herkomst(stuk)), archief=archief
    )
    return inhoud


@task
def oplegger_pdf(pk: int) -> None:
    maak(pk, _oplegger_pdf)


def _oplegger_pdf(*, overleg: str, deelnemers: bool, **welk: Any) -> bytes:
    """``deelnemers``: het verslag van het overleg zelf; anders dat van de regio."""
    stuk, pdf = _lees(**welk, overleg=overleg if deelnemers else ""), _of_zeg(_pdf())
    inhoud: bytes = pdf.schrijf(
        oplegger_papier(oplegger_van(stuk.verslag, overleg, stuk.afspraken, stuk.dag), **_herkomst(stuk))
    )
    return inhoud


@task
def dias(pk: int) -> None:
    maak(pk, _dias)


def _dias(*, overleg: str, deelnemers: bool, **welk: Any) -> bytes:
    """``overleg``: leeg voor de regio. ``deelnemers``: zie ``_oplegger_pdf``."""
    van = overleg if deelnemers else ""
    stuk, powerpoint = _lees(**welk, overleg=van), _of_zeg(_powerpoint())
    punten = jaarpunten(welk["programma"], stuk.verslag, overleg=van, tot=stuk.op)
    inhoud: bytes = powerpoint.schrijf(diaset(stuk.verslag, punten, overleg=overleg, **_herkomst(stuk)))
    return inhoud


@task
def jaarverslag_werkmap(pk: int) -> None:
    maak(pk, _jaarverslag_werkmap)


def _jaarverslag_werkmap(*, formaat: str, **welk: Any) -> bytes:
    stuk = _lees(**welk)
    herkomst = _herkomst(stuk)
    boek = jaarboek.jaarverslag(
        stuk.verslag,
        sha256=stuk.sha256,
        aanvaard=stuk.aanvaard,
        afspraken=stuk.afspraken,
        door=herkomst["door"],
        op=herkomst["op"].replace(tzinfo=None),
    )
    inhoud: bytes = schrijver(formaat).schrijf(boek)
    return inhoud


@task
def raadsbrieven(pk: int) -> None:
    maak(pk, _raadsbrieven)


def _raadsbrieven(*, overleg: str, **welk: Any) -> bytes:
    stuk, word = _lees(**welk), _of_zeg(_word())
    moment = moment_van(stuk).timetuple()[:6]
    bundel = io.BytesIO()
    with ZipFile(bundel, "w", ZIP_STORED) as zip_bestand:
        for gemeente in gemeenten_van(stuk.verslag, overleg):
            zip_bestand.writestr(ZipInfo(briefnaam(stuk, gemeente.slug), moment), brief(word, stuk, gemeente.slug))
    return bundel.getvalue()


def brief(word: Any, stuk: Jaarverslag, slug: str) -> bytes:
    vorm = eerste_vorm if stuk.briefvorm == 1 else raadsbriefdocument
    document = vorm(brief_van(stuk.verslag, slug), op=moment_van(stuk), sha256=stuk.sha256)
    inhoud: bytes = word.schrijf(document)
    return inhoud


def moment_van(stuk: Jaarverslag) -> Any:
    """Vastgesteld: elke keer hetzelfde moment, zodat ook de bytes gelijk blijven."""
    return (stuk.op or timezone.localtime()).replace(tzinfo=None, microsecond=0)


def briefnaam(stuk: Jaarverslag, slug: str) -> str:
    return f"raadsbrief-{stuk.moment.jaar}-{slug}{naamdeel(stuk.moment)}.docx"


def zet_papieren_klaar(evaluatie: Evaluatie) -> None:
    """Van een jaar dat net is vastgesteld: de stukken die iedereen wil hebben, voor elke lezer die ze mag zien."""
    programma = Programma.objects.met_kenmerk().get(pk=evaluatie.programma_id)
    for bezoeker in [False, True] if settings.DASHBOARD_OPENBAAR else [False]:
        stuk = _lees(programma.slug, evaluatie.jaar, evaluatie.versie, bezoeker=bezoeker)
        for taak, invoer in (
            (jaarverslag_pdf, {"archief": False}),
            (jaarverslag_pdf, {"archief": True}),
            (jaarverslag_werkmap, {"formaat": "xlsx"}),
            (dias, {"overleg": "", "deelnemers": False}),
        ):
            zet_alvast_klaar(vraag_over(stuk, programma, taak, bezoeker=bezoeker, **invoer), nu=timezone.now())
