"""De zinnen over standen en meldingen op de leespagina's, met de grammatica van ``acties.woorden``.

Zonder opmaak en zonder queries: een sjabloon gebruikt ze als filter (``zin_tags``).
"""

from collections.abc import Sequence
from datetime import date

from django.template.defaultfilters import truncatechars
from django.utils import timezone

from acties.constanten import OverlegRol
from acties.woorden import ACTIE, ORGANISATIE, opsomming, vervoegd
from monitoring.datum import datum_tekst
from monitoring.lezen.wiezinnen import PROJECTLEIDER, gezegd, waarvan_onbevestigd
from monitoring.models import Statusmelding
from monitoring.verslag.vorm import ActieStand, MeldingRegel, OverlegRegel, Telling, Verslag

TOELICHTING = 280  # Zoveel tekens van een toelichting staan er in een zin.


def naast_elkaar(*delen: str) -> str:
    """“a · b”: de delen die er zijn."""
    return " · ".join(filter(None, delen))


def kort(tekst: str, lengte: int) -> str:
    """Hooguit ``lengte`` tekens, tot en met het laatste hele woord. Een tekst die past, wordt niet teken voor teken geteld."""
    if len(tekst) <= lengte:
        return tekst
    begin = truncatechars(tekst, lengte).removesuffix("…")
    heel = begin if tekst[len(begin) : len(begin) + 1].isspace() else begin.rpartition(" ")[0]
    return f"{(heel if len(heel) * 2 >= lengte else begin).rstrip(' ,;:–')}…"


# Tellingen


def acties(aantal: int) -> str:
    """“1 actie”, “2 acties”."""
    return ACTIE.aantal(aantal)


def organisaties(aantal: int) -> str:
    """“1 organisatie”, “2 organisaties”."""
    return ORGANISATIE.aantal(aantal)


def gemeld(telling: Telling) -> str:
    """“3 van 8 gemeld”."""
    return f"{telling.gemeld} van {telling.totaal} gemeld"


def afgerond(telling: Telling) -> str:
    """“2 van 8 afgerond”."""
    return f"{telling.afgerond} van {telling.totaal} afgerond"


def afronding(telling: Telling) -> str:
    """Waarom de percentages van deze telling samen geen 100 zijn; leeg als zij dat wel zijn."""
    return f"Door afronding zijn de percentages samen {telling.samen}%." if telling.samen not in (0, 100) else ""


def afronding_per_onderdeel(verslag: Verslag) -> str:
    """Zoals ``afronding``, voor een tabel met een rij per onderdeel en een rij van alles samen."""
    tellingen = (verslag.telling, *(onderdeel.telling for onderdeel in verslag.onderdelen))
    if not any(map(afronding, tellingen)):
        return ""
    return "Door afronding zijn de percentages van een rij samen niet overal precies 100%."


def met_melding(telling: Telling) -> str:
    """“3 van 8 acties hebben een melding”, “0 van 1 actie heeft een melding”."""
    heeft = "heeft" if 1 in (telling.gemeld, telling.totaal) else "hebben"
    return f"{telling.gemeld} van {ACTIE.aantal(telling.totaal)} {heeft} een melding"


def vervallen_acties(telling: Telling) -> str:
    """“1 vervallen actie”."""
    return f"{telling.vervallen} vervallen {ACTIE.bij(telling.vervallen)}"


def inhoud(telling: Telling, onbevestigd: int = 0) -> str:
    """“8 acties, 3 met een melding, waarvan 2 nog niet bevestigd; daarnaast 1 vervallen”."""
    waarvan = f", {waarvan_onbevestigd(onbevestigd)}" if onbevestigd else ""
    daarnaast = f"; daarnaast {telling.vervallen} vervallen" if telling.vervallen else ""
    return f"{ACTIE.aantal(telling.totaal)}, {telling.gemeld} met een melding{waarvan}{daarnaast}"


# Acties


def uitvoering(stand: ActieStand) -> str:
    """Wie de actie doet en hoe zij telt."""
    if stand.lokaal_van:
        return f"{stand.lokaal_van} doet dit extra. Telt niet mee in de cijfers van de regio"
    if stand.per_organisatie:
        return "Elke organisatie doet dit zelf en meldt over haar eigen deel"
    return "Eén stand voor de hele regio"


def vervallen(actie: ActieStand, peildatum: date) -> str:
    """Sinds wanneer en waarom een actie vervallen is; leeg als dat op de peildatum niet te zeggen is."""
    if actie.vervallen_op and actie.vervallen_op <= peildatum:
        return f"{actie.eindwoord} op {datum_tekst(actie.vervallen_op)}: {actie.eindreden}"
    if not actie.melding or not actie.melding.peildatum:
        return ""
    toelichting = kort(actie.melding.toelichting, TOELICHTING)
    return f"Vervallen gemeld op {datum_tekst(actie.melding.peildatum)}{f': {toelichting}' if toelichting else ''}"


def hoofdverantwoordelijk(partijen: Sequence[str]) -> str:
    """Waarom deze regionale acties bij een organisatie staan."""
    wie = f"{vervoegd(len(partijen), 'is de partij', 'zijn de partijen')} {opsomming(partijen)}"
    return f"Voor deze acties {wie} hoofdverantwoordelijk. De status is die van de hele regio."


# Meldingen


def namens(melding: MeldingRegel | Statusmelding) -> str:
    """“namens Alkmaar”, of “voor de hele regio”."""
    return f"namens {melding.organisatie}" if melding.organisatie else "voor de hele regio"


def overgenomen(namen: Sequence[str]) -> str:
    """“overgenomen van Langedijk en Heerhugowaard”: van wie een opvolger de stand kreeg."""
    return f"overgenomen van {opsomming(namen)}"


def met_overname(regel: MeldingRegel | None) -> str:
    """“, overgenomen van Langedijk” om achter een stand te zetten; leeg als zij niet overgenomen is."""
    return f", {overgenomen(regel.overgenomen_van)}" if regel and regel.overgenomen_van else ""


def wie_meldde(melding: Statusmelding) -> str:
    """De organisatie, of “Namens de regio”."""
    return str(melding.organisatie) if melding.organisatie else "Namens de regio"


def over_melding(melding: Statusmelding) -> str:
    """“namens de regio, door Veilig Thuis (beleidsadviseur) · ongewijzigd · niet openbaar”."""
    wie = melding.organisatie or melding.spreker or PROJECTLEIDER
    functie = f" ({melding.gemeld_door.functie})" if melding.gemeld_door and melding.gemeld_door.functie else ""
    return naast_elkaar(
        f"namens {wie}{functie}" if melding.organisatie else f"namens de regio, door {wie}{functie}",
        f"bevestigt de bijdrage van {melding.bevestigt}" if melding.bevestigt else "",
        "ongewijzigd" if melding.ongewijzigd else "",
        "" if melding.openbaar else "niet openbaar",
    )


def gemeld_op(melding: Statusmelding, met_naam: bool) -> str:
    """“Gemeld op 3 maart 2021 door Anna via Excel”; de naam alleen voor wie haar mag zien."""
    dag = datum_tekst(timezone.localtime(melding.gemeld_op).date())
    if melding.link and met_naam:
        return f"Gemeld op {dag} via meldlink van {melding.link.wie}"
    door = f" door {melding.gemeld_door}" if met_naam and melding.gemeld_door else ""
    return f"Gemeld op {dag}{door} via {melding.via()}"


def correctiezin(melding: Statusmelding, met_naam: bool) -> str:
    """“Correctie van de melding van 3 maart 2021”, “Gecorrigeerd op 4 maart 2021 door Anna”, of allebei; anders leeg."""
    oud, nieuw = melding.corrigeert, melding.correctie
    delen = []
    if oud:
        delen.append(f"correctie van de melding van {datum_tekst(timezone.localtime(oud.gemeld_op).date())}")
    if nieuw:
        door = f" door {nieuw.melder}" if met_naam and nieuw.melder else ""
        delen.append(f"gecorrigeerd op {datum_tekst(timezone.localtime(nieuw.gemeld_op).date())}{door}")
    zin = ", ".join(delen)
    return f"{zin[:1].upper()}{zin[1:]}"


def bij_melding(regel: MeldingRegel) -> str:
    """Wie het zei, wanneer en over welke dag; van een overgenomen stand van wie zij komt en van welke dag zij is."""
    if not regel.overgenomen_van:
        return f"{gezegd(regel)}."
    op = f", {datum_tekst(regel.peildatum)}" if regel.peildatum else ""
    return f"Overgenomen van {opsomming(regel.overgenomen_van)}{op}"


# Overleggen


def bespreking(overleg: OverlegRegel) -> str:
    """“gepland: 3 maart 2022”, of waarom er geen dag is."""
    if overleg.datum:
        return f"{overleg.fase}: {datum_tekst(overleg.datum)}"
    return "wordt geïnformeerd" if overleg.rol == OverlegRol.GEINFORMEERD else "nog niet gepland"


def afkorting_met_subregio(overleg: OverlegRegel) -> str:
    """“PORA · Regio Alkmaar”."""
    return naast_elkaar(overleg.afkorting, overleg.subregio)
