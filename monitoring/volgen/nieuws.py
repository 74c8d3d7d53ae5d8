"""Wat er tussen twee momenten nieuw is in wat iemand volgt, en de mail daarover.

In de mail staan geen teksten van meldingen en geen namen van wie meldde: wie ze wil lezen, volgt de link.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse

from acties.models import Besluit
from acties.woorden import MELDING, Naamwoord, opsomming
from monitoring.constanten import Fase, Volgritme
from monitoring.datum import datum_tekst
from monitoring.models import Evaluatie, Statusmelding, Volger

HOOGSTENS = 50  # zoveel meldingen staan er in één mail; de rest is met de link te lezen
BESLUIT = Naamwoord("besluit", "besluiten", "het")
HOE_VAAK = {
    Volgritme.DAG: "hooguit één keer per dag",
    Volgritme.WEEK: "hooguit één keer per week",
    Volgritme.JAAR: "alleen als een jaar is vastgesteld",
}
_stempel = Signer(salt="volgen-stoppen")


@dataclass(frozen=True, slots=True)
class Nieuws:
    jaren: list[Evaluatie]
    meldingen: list[Statusmelding]
    besluiten: list[Besluit]

    def __bool__(self) -> bool:
        return bool(self.jaren or self.meldingen or self.besluiten)

    @property
    def onderwerp(self) -> str:
        """“Evaluatie 2021 vastgesteld, 2 meldingen en 1 besluit”."""
        delen = [f"{evaluatie} vastgesteld" for evaluatie in self.jaren]
        delen += [MELDING.aantal(len(self.meldingen))] if self.meldingen else []
        return opsomming([*delen, *([BESLUIT.aantal(len(self.besluiten))] if self.besluiten else [])])


def nieuws_voor(volger: Volger, sinds: datetime, tot: datetime) -> Nieuws:
    """Wat na ``sinds`` tot en met ``tot`` is opgeslagen en deze volger mag lezen; niet wat hij zelf meldde.

    Wie niets volgt, krijgt niets. Een vastgesteld jaar en een besluit over het hele programma gaan iedereen aan.
    """
    rijen = list(volger.gevolgd.values_list("actie", "onderdeel", "organisatie"))
    if not rijen:
        return Nieuws([], [], [])
    acties, onderdelen, organisaties = ([sleutel for sleutel in kolom if sleutel] for kolom in zip(*rijen, strict=True))
    jaren = Evaluatie.objects.filter(
        programma=volger.programma, fase=Fase.VASTGESTELD, vastgesteld_op__gt=sinds, vastgesteld_op__lte=tot
    ).defer("verslag")
    if volger.ritme == Volgritme.JAAR:
        return Nieuws(list(jaren.order_by("jaar", "versie")), [], [])
    over = Q(actie__in=acties) | Q(actie__onderdeel__in=onderdelen)
    meldingen = (
        Statusmelding.objects.zichtbaar_voor(volger.gebruiker)
        .geldig()
        .filter(over | Q(organisatie__in=organisaties) | Q(spreker__in=organisaties))
        .filter(actie__programma=volger.programma, gemeld_op__gt=sinds, gemeld_op__lte=tot)
        .exclude(gemeld_door=volger.gebruiker)
        .select_related("actie", "organisatie")
        .order_by("actie__nummer", "gemeld_op", "pk")
    )
    vastgelegd = Besluit.history.filter(history_type="+", history_date__gt=sinds, history_date__lte=tot)
    besluiten = Besluit.objects.filter(
        over | Q(actie=None), programma=volger.programma, pk__in=vastgelegd.values("id")
    ).select_related("actie")
    return Nieuws(list(jaren.order_by("jaar", "versie")), list(meldingen), list(besluiten.order_by("datum", "pk")))


def tekst_voor(volger: Volger, nieuws: Nieuws) -> str:
    """De mail aan één volger, in gewone tekst."""
    gebruiker, programma = volger.gebruiker, volger.programma
    regels = [
        f"Beste {gebruiker.first_name or gebruiker.naam},",
        "",
        f"Dit is er nieuw in wat je volgt in {programma.naam}.",
        *_alineas(nieuws, programma),
        "",
        f"Je krijgt deze mail {HOE_VAAK[Volgritme(volger.ritme)]}. Wat je volgt en hoe vaak: {_link('volgen', programma)}",
        f"Geen mails meer: {stoplink(volger)}",
        "",
        f"Met vriendelijke groet, {programma.naam}",
    ]
    return "\n".join(regels)


def stoplink(volger: Volger) -> str:
    return _link("volgen_stoppen", volger.programma, _stempel.sign(str(volger.pk)))


def _alineas(nieuws: Nieuws, programma) -> list[str]:
    stukken = {
        "Vastgesteld": [f"- {jaar}: {_link('evaluatie_detail', programma, jaar.jaar)}" for jaar in nieuws.jaren],
        "Meldingen": [_melding(melding, programma) for melding in nieuws.meldingen[:HOOGSTENS]],
        "Besluiten": [_besluit(besluit) for besluit in nieuws.besluiten],
    }
    if (meer := len(nieuws.meldingen) - HOOGSTENS) > 0:
        stukken["Meldingen"].append(f"- en nog {MELDING.aantal(meer)}: {_link('veranderd', programma)}")
    if nieuws.besluiten:
        stukken["Besluiten"].append(_link("besluit_lijst", programma))
    return [regel for kop, inhoud in stukken.items() if inhoud for regel in ("", kop, *inhoud)]


def _melding(melding: Statusmelding, programma) -> str:
    """“- 2. Zelfscan: Alkmaar meldt in uitvoering op 1 oktober 2021. https://…”"""
    actie, wie = melding.actie, melding.organisatie or "de regio"
    wat = "ongewijzigd " if melding.ongewijzigd else ""
    zin = f"{wie}: {wat}{melding.get_status_display().lower()} op {datum_tekst(melding.peildatum)}"
    return f"- {actie}. {zin}. {_link('actie_detail', programma, actie.nummer)}"


def _besluit(besluit: Besluit) -> str:
    over = f" over actie {besluit.actie}" if besluit.actie else ""
    return f"- {datum_tekst(besluit.datum)}: {besluit}{over}"


def volger_uit(bewijs: str) -> int | None:
    """Wiens mails met deze link stoppen; ``None`` als de link niet van ons is."""
    try:
        return int(_stempel.unsign(bewijs))
    except (BadSignature, ValueError):
        return None


def _link(naam: str, programma, *delen: object) -> str:
    return settings.SITE_URL + reverse(f"monitoring:{naam}", args=[programma.slug, *delen])
