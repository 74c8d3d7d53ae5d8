"""“Wie zegt dat?” in zinnen: van wie een stand komt, wie een bijdrage gaf, wie zweeg en wat nog niet bevestigd is.

Zonder opmaak en zonder queries: een sjabloon gebruikt ze als filter (``wie_tags``), een bestand rechtstreeks. ``overleg`` is
steeds dat van het verslag: de afkorting, of leeg voor de hele regio.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from acties.woorden import ACTIE, ORGANISATIE, Naamwoord, opsomming, vervoegd
from monitoring.datum import datum_tekst
from monitoring.verslag.actiestand import signaalzin
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Telling, Verslag, Wijziging

BIJDRAGE, MELDING = Naamwoord("bijdrage", "bijdragen"), Naamwoord("melding", "meldingen")
PROJECTLEIDER = "de projectleider"
NOG_NIET_BEVESTIGD = "nog niet bevestigd"
# Zoveel namen van wie zweeg staan er in één zin; meer worden op een pagina gevouwen en op papier geteld.
HOOGSTENS = 5


def herkomst(stand: ActieStand, overleg: str = "") -> str:
    """Waar de stand van een actie vandaan komt, in hele zinnen."""
    melding, telling = stand.melding, stand.telling
    if stand.herkomst == "melding" and melding:
        return f"{gezegd(melding)}."
    if stand.herkomst == "regiobreed" and melding and telling:
        return (
            f"{gezegd(melding)}. Dat gaat voor, tot een organisatie over een latere dag meldt. "
            f"Zelf {vervoegd(telling.gemeld, 'meldde', 'meldden')} {_van_de(telling, overleg)}."
        )
    if stand.herkomst == "afgeleid" and telling:
        return f"Afgeleid uit de meldingen van {_van_de(telling, overleg)}."
    if stand.nog_niet_bevestigd:
        wie = opsomming([deel.naam for deel in stand.sprekers]) or PROJECTLEIDER
        zei = vervoegd(max(len(stand.sprekers), 1), "zei", "zeiden")
        bron = "de bijdragen van de hele regio" if overleg else "de bijdragen"
        return f"Nog niet bevestigd: {wie} {zei} nog niets namens de regio. De status is afgeleid uit {bron}."
    return "Over deze actie is nog niets gemeld."


def gezegd(melding: MeldingRegel) -> str:
    """“Veilig Thuis (beleidsadviseur) zei op 3 april 2021 namens de regio, over 31 maart 2021”; een zin zonder punt."""
    op = f" op {datum_tekst(timezone.localtime(melding.gemeld_op).date())}" if melding.gemeld_op else ""
    over = f", over {datum_tekst(melding.peildatum)}" if melding.peildatum else ""
    ongewijzigd = ", ongewijzigd" if melding.ongewijzigd else ""
    wie = _spreker(melding)
    if melding.organisatie:
        return f"{wie} meldde{op}{over}{ongewijzigd}"
    if melding.bevestigt:
        return f"{wie} bevestigde{op} namens de regio de bijdrage van {melding.bevestigt}{over}{ongewijzigd}"
    return f"{wie} zei{op} namens de regio{over}{ongewijzigd}"


def _spreker(melding: MeldingRegel) -> str:
    """“Veilig Thuis (Petra Bos, beleidsadviseur)”, of “De projectleider”: een bezoeker ziet geen namen van personen."""
    naam = melding.organisatie or melding.spreker or PROJECTLEIDER.capitalize()
    functie = melding.functie
    if not (melding.organisatie or melding.spreker) and functie.casefold().startswith("projectleider"):
        functie = ""
    persoon = ", ".join(filter(None, [melding.gemeld_door, functie]))
    return f"{naam} ({persoon})" if persoon else naam


def van_wie(stand: ActieStand, regel: MeldingRegel) -> str:
    """Van wie deze melding over een actie is: “Alkmaar”, “bijdrage van Hoorn” of “Veilig Thuis, namens de regio”."""
    if not regel.organisatie:
        return f"{regel.spreker or PROJECTLEIDER}, namens de regio"
    return f"bijdrage van {regel.organisatie}" if stand.bijdragen else regel.organisatie


def kort_van_wie(regel: MeldingRegel, stand: ActieStand) -> str:
    """``van_wie`` met een hoofdletter, voor het begin van een regel."""
    wie = van_wie(stand, regel)
    return f"{wie[:1].upper()}{wie[1:]}"


def zonder_namen(stand: ActieStand) -> ActieStand:
    """Dezelfde stand zonder de naam van wie meldde, voor een stuk dat openbaar is wie het ook ophaalt."""
    return replace(stand, melding=replace(stand.melding, gemeld_door="")) if stand.melding else stand


def _van_de(telling: Telling, overleg: str) -> str:
    """“3 van de 17 organisaties”, binnen een overleg “3 van de 7 organisaties van dit overleg”."""
    van_overleg = " van dit overleg" if overleg else ""
    return f"{telling.gemeld} van de {ORGANISATIE.aantal(telling.totaal)}{van_overleg}"


def bijdragen(stand: ActieStand, overleg: str = "") -> str:
    """“Bijdragen van 6 van de 21 organisaties”; leeg als er niemand is die een bijdrage kan geven."""
    telling = stand.bijdragen
    if telling is None or not telling.totaal:
        return ""
    if overleg:
        return f"{BIJDRAGE.aantal(telling.gemeld)} van de {telling.totaal} van dit overleg"
    if not telling.gemeld:
        return "Nog geen bijdragen"
    if telling.totaal == 1:
        return "Bijdrage van 1 organisatie"
    return f"{BIJDRAGE.bij(telling.gemeld).capitalize()} van {_van_de(telling, overleg)}"


def sprekers(stand: ActieStand) -> str:
    """Wie namens de regio spreekt, in één zin."""
    namen = [wie.naam for wie in stand.sprekers] or [PROJECTLEIDER]
    return f"Namens de regio {vervoegd(len(namen), 'spreekt', 'spreken')} {opsomming(namen)}."


def signalen(stand: ActieStand) -> list[str]:
    """Wat bijdragen na het laatste woord voor de regio anders zeggen: een zin per status."""
    return [signaalzin(signaal) for signaal in stand.signalen]


# Wie zwijgt


def zwijgt_kort(stand: ActieStand) -> str:
    """“Nog geen bijdrage van 15 organisaties”; leeg als niemand zwijgt."""
    return f"{_nog_geen(stand)} van {ORGANISATIE.aantal(len(stand.zwijgend))}" if stand.zwijgend else ""


def zwijgt(stand: ActieStand, hoogstens: int | None = None) -> str:
    """“Nog geen bijdrage van Alkmaar en Hoorn.”; leeg als niemand zwijgt. ``hoogstens``: de rest is geteld."""
    return f"{_nog_geen(stand)} van {opsomming(stand.zwijgend, hoogstens)}." if stand.zwijgend else ""


def vouw_zwijgers(stand: ActieStand) -> bool:
    """Of er te veel namen zijn om ze op een pagina meteen te laten zien."""
    return len(stand.zwijgend) > HOOGSTENS


def _nog_geen(stand: ActieStand) -> str:
    soort = MELDING if stand.per_organisatie else BIJDRAGE
    return f"Nog geen {soort.enkelvoud}"


# Wat nog niet bevestigd is, geteld


def is_onbevestigd(actie: ActieStand) -> bool:
    """Of bij de stand van deze actie “nog niet bevestigd” hoort; wat is vervallen, hoeft niemand te bevestigen."""
    return actie.nog_niet_bevestigd and not actie.vervallen


def onbevestigd(acties: Iterable[ActieStand]) -> Counter[str]:
    """Per stand hoeveel van deze acties nog niet bevestigd zijn."""
    return Counter(actie.stand for actie in acties if is_onbevestigd(actie))


def onbevestigd_in(verslag: Verslag, onderdeel: str = "") -> int:
    """Hoeveel acties van dit onderdeel (een code; leeg: van het hele verslag) nog niet bevestigd zijn."""
    acties = verslag.acties_van(onderdeel) if onderdeel else verslag.acties
    return onbevestigd(acties).total()


def achter_woord(actie: ActieStand) -> str:
    """“ (nog niet bevestigd)”, om achter het woord van een stand te zetten; leeg als dat niet zo is."""
    return f" ({NOG_NIET_BEVESTIGD})" if is_onbevestigd(actie) else ""


def achter_wijziging(verslag: Verslag, wijziging: Wijziging) -> str:
    """``achter_woord`` van de actie waarvan de status veranderde."""
    return next((achter_woord(actie) for actie in verslag.acties if actie.nummer == wijziging.nummer), "")


def waarvan_onbevestigd(aantal: int) -> str:
    """“waarvan 12 nog niet bevestigd”; leeg bij nul."""
    return f"waarvan {aantal} {NOG_NIET_BEVESTIGD}" if aantal else ""


def nog_te_bevestigen(aantal: int) -> str:
    """“Van 12 acties is de status nog niet bevestigd”."""
    return f"Van {ACTIE.aantal(aantal)} is de status nog niet bevestigd"
