"""De stand van één actie in een zin, en wie er te lang niets over zei. Zonder opmaak en zonder queries."""

from acties.woorden import GEMEENTE, ORGANISATIE, Naamwoord, opsomming, vervoegd
from monitoring.constanten import Koers, Status
from monitoring.datum import datum_tekst
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Telling, Verslag

HOOGSTENS = 5  # Zoveel namen staan er in één zin; de rest is geteld.
REGIO = {
    Status.NIET_GESTART: "Deze actie is nog niet gestart",
    Status.IN_ONTWIKKELING: "Deze actie is in ontwikkeling",
    Status.IN_UITVOERING: "Deze actie is in uitvoering",
    Status.AFGEROND: "Deze actie is afgerond",
}
KOERS = {
    Koers.VASTGELOPEN: ", en zit vast",
    Koers.AANDACHT: ", en vraagt aandacht",
    Koers.OP_SCHEMA: ", op schema",
}


def leden(verslag: Verslag, stand: ActieStand) -> Naamwoord:
    """Hoe wie er over deze actie meldt samen heet: gemeenten, of organisaties."""
    gemeenten = {wie.naam for wie in verslag.organisaties if wie.is_gemeente}
    namen = {*(regel.organisatie for regel in stand.organisaties), *stand.zwijgend}
    return GEMEENTE if namen and namen <= gemeenten else ORGANISATIE


def regiozin(stand: ActieStand, verslag: Verslag) -> str:
    """“11 van de 17 gemeenten zijn klaar. Opmeer en Uitgeest zitten vast.” Leeg als er niets te zeggen valt."""
    if stand.vervallen or stand.status is None:
        return ""
    if stand.herkomst == "afgeleid" and stand.telling:
        knel = [_knel(stand, Koers.VASTGELOPEN, "zit vast", "zitten vast")]
        knel.append(_knel(stand, Koers.AANDACHT, "vraagt aandacht", "vragen aandacht"))
        return " ".join(filter(None, [_klaar(stand.telling, leden(verslag, stand)), *knel]))
    zin = REGIO.get(Status(stand.status))
    koers = KOERS[Koers(stand.koers)] if stand.koers and not stand.koersen else ""
    return f"{zin}{koers}." if zin else ""


def _klaar(telling: Telling, soort: Naamwoord) -> str:
    af, alle = telling.afgerond, telling.totaal
    if alle == 1:
        return f"De enige {soort.enkelvoud} is {'klaar' if af else 'nog niet klaar'}."
    if af == alle:
        return f"Alle {soort.aantal(alle)} zijn klaar."
    if not af:
        return f"Nog geen van de {soort.aantal(alle)} is klaar."
    return f"{af} van de {soort.aantal(alle)} {vervoegd(af, 'is', 'zijn')} klaar."


def _knel(stand: ActieStand, koers: Koers, enkelvoud: str, meervoud: str) -> str:
    namen = [regel.organisatie for regel in stand.organisaties if regel.koers == koers]
    return f"{opsomming(namen, HOOGSTENS)} {vervoegd(len(namen), enkelvoud, meervoud)}." if namen else ""


def lang_stil(stand: ActieStand, verslag: Verslag) -> str:
    """“Nog niet klaar, en in 2023 niets gemeld: Alkmaar (18 oktober 2022).” Alleen als elke organisatie zelf meldt."""
    if not stand.per_organisatie or stand.vervallen:
        return ""
    klaar = {Status.AFGEROND, Status.NVT}
    jaar = verslag.peildatum.year
    stil = [
        _met_dag(regel)
        for regel in stand.organisaties
        if regel.status not in klaar and not (regel.peildatum and regel.peildatum.year == jaar)
    ]
    return f"Nog niet klaar, en in {jaar} niets gemeld: {opsomming(stil, HOOGSTENS)}." if stil else ""


def _met_dag(regel: MeldingRegel) -> str:
    return f"{regel.organisatie} ({datum_tekst(regel.peildatum) if regel.peildatum else 'nog nooit'})"
