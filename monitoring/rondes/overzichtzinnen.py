"""De zinnen op de pagina van een updateronde. Zonder opmaak en zonder query's: een sjabloon gebruikt ze als filter."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from django.utils import timezone

from acties.models import Gebruiker
from acties.woorden import MELDING, ORGANISATIE, opsomming, vervoegd
from monitoring.datum import datum_tekst
from monitoring.lezen.wiezinnen import PROJECTLEIDER
from monitoring.lezen.zinnen import naast_elkaar
from monitoring.models import Updateronde
from monitoring.rondes.overzicht import Nood, Noodgroep, Persoon, Rij
from monitoring.rondes.rondestand import Rondelijst
from monitoring.rondes.uitslag import HOOGSTENS
from monitoring.rondes.zinnen import BIJDRAGE, gemeld_van, hoe_het_afliep

KOPPEN = {
    Nood.NIEMAND: "Niemand kan melden",
    Nood.NIETS: "Nog niets gemeld",
    Nood.BEZIG: "Bezig",
    Nood.KLAAR: "Klaar",
    Nood.VRIJ: "Alleen om een bijdrage gevraagd",
}
UITLEG = {
    Nood.NIEMAND: "Een herinnering helpt hier niet: voeg een persoon toe, mail een werkboek of maak een meldlink.",
    Nood.VRIJ: "Een bijdrage mag, maar hoeft niet.",
}


def kop_van_ronde(totaal: Rondelijst, groepen: Sequence[Noodgroep]) -> str:
    """“12 van de 61 meldingen zijn binnen. 4 organisaties hebben niemand die kan melden.” De uitkomst in twee zinnen."""
    if not totaal.aantal:
        return "In deze ronde hoeft niemand iets te melden."
    if not totaal.open:
        return "De enige melding is binnen." if totaal.aantal == 1 else f"Alle {totaal.aantal} meldingen zijn binnen."
    eerst = (
        "De enige melding is nog niet binnen."
        if totaal.aantal == 1
        else f"{totaal.gemeld} van de {MELDING.aantal(totaal.aantal)} {vervoegd(totaal.gemeld, 'is', 'zijn')} binnen."
    )
    return " ".join(filter(None, [eerst, _het_dringendst(groepen)]))


def _het_dringendst(groepen: Sequence[Noodgroep]) -> str:
    """De tweede zin: over de eerste groep waar nog iets te doen is."""
    groep = next((groep for groep in groepen if groep.nood in (Nood.NIEMAND, Nood.NIETS) and groep.organisaties), None)
    if groep is None:
        return ""
    aantal = groep.organisaties
    if groep.nood == Nood.NIEMAND:
        return f"{ORGANISATIE.aantal(aantal)} {vervoegd(aantal, 'heeft', 'hebben')} niemand die kan melden."
    return f"{ORGANISATIE.aantal(aantal)} {vervoegd(aantal, 'meldde', 'meldden')} nog niets."


def kop_van_nood(nood: Nood) -> str:
    return KOPPEN[nood]


def wie_in_groep(groep: Noodgroep) -> str:
    """“4 organisaties en de projectleider, 24 te melden. Een herinnering helpt hier niet: …”"""
    organisaties = [ORGANISATIE.aantal(groep.organisaties)] if groep.organisaties else []
    wie = opsomming([*organisaties, *([PROJECTLEIDER] if groep.met_projectleider else [])])
    zin = f"{wie}, nog {groep.lijst.open} te melden." if groep.lijst.open else f"{wie}."
    return " ".join(filter(None, [f"{zin[0].upper()}{zin[1:]}", UITLEG.get(groep.nood, "")]))


def namen_in_groep(groep: Noodgroep) -> str:
    """“Alkmaar, Hoorn en Opmeer”: wie er in een gevouwen groep staat."""
    return opsomming([rij.melder.naam for rij in groep.rijen], HOOGSTENS)


def balk_in_woorden(rij: Rij) -> str:
    """“3 van 8 gemeld, waarvan 2 door een ander · 2 van 9 bijdragen”: wat er niet is gevraagd, staat er niet."""
    lijst = rij.melder.lijst
    ander = f", waarvan {rij.door_ander} door een ander" if rij.door_ander else ""
    return naast_elkaar(
        f"{gemeld_van(lijst)}{ander}" if lijst.aantal else "",
        f"{lijst.bijgedragen} van {BIJDRAGE.aantal(len(lijst.bijdragen))}" if lijst.bijdragen else "",
    )


def onder_persoon(persoon: Persoon) -> str:
    """“laatst ingelogd 5 januari 2022 · herinnerd 3 maart 2022: verstuurd”."""
    ingelogd, herinnerd = persoon.gebruiker.last_login, persoon.herinnerd
    return naast_elkaar(
        f"laatst ingelogd {datum_tekst(timezone.localdate(ingelogd))}" if ingelogd else "nog nooit ingelogd",
        f"herinnerd {datum_tekst(herinnerd.dag)}: {hoe_het_afliep(herinnerd)}" if herinnerd else "",
    )


def werkboek_naar(rij: Rij) -> str:
    """Naar wie het werkboek gaat, vóór er iets weggaat."""
    if rij.adressen:
        return f"Naar {opsomming(rij.adressen)}. Je kunt het adres nog wijzigen."
    return "Er is geen e-mailadres bekend. Je vult er zelf een in."


def geen_herinnering(rij: Rij) -> str:
    """Waarom er voor deze organisatie niets te herinneren is."""
    return rij.herinnering.vooraf or "Een herinnering is niet nodig: er is niets meer te melden."


def mail_om_account(rij: Rij, beheerders: Sequence[Gebruiker]) -> str:
    """Het adres van een mail aan de beheerders, met het onderwerp er al in."""
    aan = quote(",".join(gebruiker.email for gebruiker in beheerders), safe="@,")
    return f"mailto:{aan}?subject={quote(f'Account voor iemand van {rij.melder.naam}')}"


def wie_maakt_accounts(beheerders: Sequence[Gebruiker]) -> str:
    """Wat een projectleider doet die zelf geen account kan maken."""
    if not beheerders:
        return "Alleen een beheerder maakt accounts, en er is er geen met een e-mailadres."
    return f"Alleen een beheerder maakt accounts. Je mailt {opsomming([wie.naam for wie in beheerders], HOOGSTENS)}."


def wat_nu_niet_kan(ronde: Updateronde, vandaag: date) -> str:
    """Wat een ronde die niet open is niet kan, en hoe dat anders wordt; leeg als zij open is."""
    if ronde.is_open_op(vandaag):
        return ""
    if vandaag < ronde.opent_op:
        return f"Melden, herinneren en een meldlink maken kan vanaf {datum_tekst(ronde.opent_op)}."
    return "Deze ronde is gesloten. Melden en een meldlink maken kan weer als je de termijn verlengt."
