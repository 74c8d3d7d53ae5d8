"""De zinnen van de raadsbrief. Zonder opmaak."""

from collections import Counter
from collections.abc import Iterator

from acties.woorden import ACTIE, opsomming, vervoegd
from monitoring.lezen.conclusie import hoofdzin, in_een_kop
from monitoring.lezen.raadsbrief import Afwijking, Raadsbrief
from monitoring.lezen.zinnen import kort
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Telling, Verslag

INTERN = "De toelichting is niet openbaar en staat daarom niet in deze brief."
NIETS_GEMELD = "Hierover is voor de peildatum niets gemeld."
# Zoveel tekens van een tekst, zoveel namen in een zin: zo past de brief op twee bladzijden.
TOELICHTING, BIJSTURING, LOKAAL, BESLUIT, NAMEN = 130, 130, 110, 110, 3
MEER = "(meer in de evaluatie)"


def antwoord(brief: Raadsbrief) -> str:
    """“Alkmaar heeft 3 van de 5 eigen acties afgerond. Voor de hele regio: 14 van de 31 acties zijn afgerond.”"""
    return f"{_eigen(brief.gemeente, brief.beeld.telling)} Voor de hele regio: {in_een_kop(hoofdzin(brief.verslag))}."


def _eigen(gemeente: str, telling: Telling) -> str:
    af, alle = telling.afgerond, telling.totaal
    if not alle:
        return f"{gemeente} voert in dit programma geen acties zelf uit."
    if alle == 1:
        return f"{gemeente} heeft de enige eigen actie {'afgerond' if af else 'nog niet afgerond'}."
    if af == alle:
        return f"{gemeente} heeft alle {alle} eigen acties afgerond."
    if not af:
        return f"{gemeente} heeft nog geen van de {alle} eigen acties afgerond."
    return f"{gemeente} heeft {af} van de {alle} eigen acties afgerond."


def naam(actie: ActieStand) -> str:
    return f"{actie.nummer}. {actie.titel}"


def ingekort(tekst: str, lengte: int) -> str:
    """Op één regel en hooguit zo lang; wat eraf is, staat in de evaluatie, en dat staat erbij."""
    heel = " ".join(tekst.split())
    return heel if len(heel) <= lengte else f"{kort(heel, lengte)} {MEER}"


def verhaal(regel: MeldingRegel | None) -> str:
    """Wat er is gebeurd, van wie het is overgenomen, en van welke dag."""
    if regel is None or regel.status is None:
        return NIETS_GEMELD
    delen = [ingekort(regel.toelichting, TOELICHTING) if regel.openbaar else INTERN]
    if regel.overgenomen_van:
        delen.append(f"Gemeld door {opsomming(regel.overgenomen_van)}, nu deel van onze gemeente.")
    return " ".join(filter(None, delen))


def afwijking(wat: Afwijking, verslag: Verslag) -> str:
    """“9. Zelfscan: de koers is aandacht. Wat wij eraan doen: Extra uren.”"""
    actie, regel = wat.deel.actie, wat.deel.regel
    redenen = []
    if wat.koers and regel:
        redenen.append(f"de koers is {verslag.woord(regel.koers).lower()}")
    if wat.loopt_uit:
        redenen.append(f"de planning liep tot en met {actie.eindjaar}")
    tekst = f"{naam(actie)}: {opsomming(redenen)}."
    if regel and regel.openbaar and regel.bijsturing:
        tekst += f" Wat wij eraan doen: {ingekort(regel.bijsturing, BIJSTURING)}"
    return tekst


def niets_gemeld(acties: tuple[ActieStand, ...]) -> str:
    return f"Over {ACTIE.aantal(len(acties))} meldden wij niets: {opsomming([naam(actie) for actie in acties], NAMEN)}."


def en_nog(aantal: int, wat: str) -> str:
    """“En nog 4 eigen acties (meer in de evaluatie).”"""
    return f"En nog {aantal} {wat} {MEER}."


def samen(telling: Telling) -> str:
    """“23 acties voeren wij samen uit met de andere gemeenten; 12 daarvan zijn afgerond, over 1 is niets gemeld.”"""
    stil = f", over {telling.geen_melding} is niets gemeld" if telling.geen_melding else ""
    return (
        f"{ACTIE.aantal(telling.totaal).capitalize()} {vervoegd(telling.totaal, 'voert', 'voeren')} wij samen uit met de andere "
        f"gemeenten; {telling.afgerond} daarvan {vervoegd(telling.afgerond, 'is', 'zijn')} afgerond{stil}."
    )


def vergelijking(gemeente: str, eigen: Telling, alle: Telling) -> str:
    """“Alkmaar: 3 van de 5 klaar. Alle gemeenten samen: 41 van de 84 klaar, en over 6 is niets gemeld.”"""
    stil = f", en over {alle.geen_melding} is niets gemeld" if alle.geen_melding else ""
    return (
        f"Wat elke gemeente zelf doet: {gemeente} heeft {eigen.afgerond} van de {eigen.totaal} klaar. "
        f"Alle gemeenten samen hebben {alle.afgerond} van de {alle.totaal} klaar{stil}."
    )


def per_aantal(tellingen: dict[str, Telling], gemeente: str) -> Iterator[tuple[str, str]]:
    """Per aantal dat klaar is de gemeenten, de meeste eerst; wie anders telt of zweeg, met dat erbij."""
    gewoon = Counter(telling.totaal for telling in tellingen.values()).most_common(1)[0][0]
    for aantal in sorted({telling.afgerond for telling in tellingen.values()}, reverse=True):
        namen = [
            _gemeente(wie, telling, gewoon, eigen=wie == gemeente)
            for wie, telling in tellingen.items()
            if telling.afgerond == aantal
        ]
        yield str(aantal), "; ".join(namen)


def _gemeente(wie: str, telling: Telling, gewoon: int, *, eigen: bool) -> str:
    erbij = [
        "onze gemeente" if eigen else "",
        f"van {telling.totaal}" if telling.totaal != gewoon else "",
        f"{telling.geen_melding} zonder melding" if telling.geen_melding else "",
    ]
    tekst = ", ".join(filter(None, erbij))
    return f"{wie} ({tekst})" if tekst else wie
