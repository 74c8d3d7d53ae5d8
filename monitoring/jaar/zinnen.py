"""De zinnen van de evaluatie van een jaar: haar fase en versies, wat er telt, wat er nog openstaat en wat de controle zegt.

Zonder opmaak en zonder queries: een sjabloon gebruikt ze als filter (``jaar_tags``).
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from acties.constanten import OnderdeelSoort
from acties.woorden import ACTIE, ORGANISATIE, vervoegd
from monitoring.constanten import GEEN_MELDING
from monitoring.datum import datum_tekst
from monitoring.jaar.controlelijst import Rubriek
from monitoring.jaar.echtheid import Uitkomst
from monitoring.jaar.peilmoment import Peilmoment
from monitoring.jaar.uitgave import Jaarverslag
from monitoring.lezen.dashboard.overzicht import MEERVOUD
from monitoring.lezen.hoofdstukken import Vak
from monitoring.lezen.zinnen import naast_elkaar
from monitoring.models import Aanvaarding, Evaluatie
from monitoring.verslag.vastgesteld import Aanvaard
from monitoring.verslag.vorm import (
    BesluitRegel,
    Legenda,
    Nagekomen,
    OnderdeelStand,
    OverlegRegel,
    Telling,
    Verslag,
    Wijziging,
)

# Fase en versie


def onder_evaluatie(moment: Peilmoment, verslag: Verslag) -> str:
    """“Peildatum 31 december 2022 · vergeleken met 31 december 2021 · concept · versie 2”."""
    vorige = verslag.vorige_peildatum
    return naast_elkaar(
        f"Peildatum {datum_tekst(verslag.peildatum)}",
        f"vergeleken met {datum_tekst(vorige)}" if vorige else "geen vorig jaar",
        moment.fase_woord.lower(),
        _latere_versie(verslag.versie),
    )


def onder_opmerkingen(moment: Peilmoment) -> str:
    """“Concept · versie 2”."""
    return naast_elkaar(moment.fase_woord, _latere_versie(moment.versie))


def fase_met_versie(moment: Peilmoment) -> str:
    """“Concept”, “Vastgesteld, versie 2”."""
    return ", ".join(filter(None, [moment.fase_woord, _latere_versie(moment.versie)]))


def vastgesteld_op(evaluatie: Evaluatie) -> str:
    """“vastgesteld op 3 maart 2022”."""
    return f"vastgesteld op {_dag(evaluatie.vastgesteld_op)}"


def vastgesteld_door(stuk: Jaarverslag) -> str:
    """“op 3 maart 2022 door Anna, versie 1”; een bezoeker leest geen naam."""
    door = f" door {stuk.door}" if stuk.door else ""
    return f"op {_dag(stuk.op)}{door}, versie {stuk.verslag.versie}"


def elk_bestand(moment: Peilmoment) -> str:
    """Wat er in elk papier van een evaluatie staat, en of het nog verandert."""
    if moment.vastgesteld:
        return (
            "Elk bestand noemt de peildatum, de versie en het controlegetal. "
            "De evaluatie is vastgesteld: je krijgt altijd hetzelfde bestand."
        )
    return "Elk bestand noemt de peildatum, de versie en dat het voorlopig is."


def papieren_later(moment: Peilmoment) -> str:
    """Waarom een bezoeker nog geen duiding, bespreking of papier ziet."""
    jaar = moment.jaar
    return f"Het oordeel, de besprekingen en de papieren van {jaar} zijn er voor iedereen zodra {jaar} is vastgesteld."


def _latere_versie(versie: int | None) -> str:
    """“versie 2”; leeg bij de eerste."""
    return f"versie {versie}" if versie and versie > 1 else ""


def _dag(moment: datetime | None) -> str:
    return datum_tekst(timezone.localtime(moment).date()) if moment else ""


# Cijfers en onderdelen


def geteld_op(telling: Telling, peildatum: date) -> str:
    """“8 acties op 31 december 2022, en 1 vervallen”."""
    vervallen = f", en {telling.vervallen} vervallen" if telling.vervallen else ""
    return f"{ACTIE.aantal(telling.totaal)} op {datum_tekst(peildatum)}{vervallen}"


def wat_geteld(verslag: Verslag) -> str:
    """Wat er in de samenvatting staat; in het eerste jaar is er niets om mee te vergelijken."""
    vorige = verslag.vorige_peildatum
    verschil = f" en het verschil met {datum_tekst(vorige)}" if vorige else ""
    return f"Aantal acties per status, met het aandeel{verschil}"


def tegenover(verslag: Verslag) -> str:
    """“2023 tegenover 2022”; in het eerste jaar is er niets om naast te leggen."""
    vorige = verslag.vorige_peildatum
    return f"{verslag.peildatum.year} tegenover {vorige.year}" if vorige else "De stand per onderdeel"


def zoveel_veranderd(wijzigingen: Sequence[Wijziging]) -> str:
    """“14 acties veranderden van status”."""
    return f"{ACTIE.aantal(len(wijzigingen))} {vervoegd(len(wijzigingen), 'veranderde', 'veranderden')} van status"


def zoveel_besluiten(besluiten: Sequence[BesluitRegel]) -> str:
    """“2 besluiten”."""
    return f"{len(besluiten)} {vervoegd(len(besluiten), 'besluit', 'besluiten')}"


def verschil_afgerond(vak: Vak) -> str:
    """“+2 afgerond”, of “evenveel”: het verschil met een jaar eerder."""
    return f"{vak.verschil_tekst} {vak.woord.lower()}" if vak.verschil else "evenveel"


def soort_onderdelen(soort: str) -> str:
    """“Kernelementen” of “Actielijnen”."""
    return MEERVOUD[OnderdeelSoort(soort)]


def duiding_doen(onderdeel: OnderdeelStand) -> str:
    """“Duiding schrijven”, of “Duiding bewerken” als er al een oordeel of tekst is."""
    return f"Duiding {'bewerken' if onderdeel.oordeel or onderdeel.duiding else 'schrijven'}"


def zonder_tekst(legenda: Legenda, namen: Sequence[str]) -> str:
    """“In uitvoering, zonder tekst: Alkmaar, Hoorn”; wie niets meldde, heeft vanzelf geen tekst."""
    zonder = "" if legenda.code == GEEN_MELDING else ", zonder tekst"
    return f"{legenda.woord}{zonder}: {', '.join(namen)}"


def lees_elders(aantal: int) -> str:
    """Wat er van een actie te lezen is buiten deze pagina."""
    return f"{aantal} toelichting{'en' if aantal > 1 else ''} op de pagina van de actie"


# Overleggen


def overleg_in_regio(overleg: OverlegRegel) -> str:
    """“PORA (Regio Alkmaar)”."""
    return f"{overleg.afkorting} ({overleg.subregio})" if overleg.subregio else overleg.afkorting


def deelnemers(overleg: OverlegRegel, peildatum: date) -> str:
    """“Op 31 december 2022 nemen 2 organisaties deel: Alkmaar, Hoorn.”"""
    aantal = len(overleg.organisaties)
    op = f"Op {datum_tekst(peildatum)}"
    if not aantal:
        return f"{op} neemt geen organisatie deel."
    neemt = vervoegd(aantal, "neemt", "nemen")
    return f"{op} {neemt} {ORGANISATIE.aantal(aantal)} deel: {', '.join(overleg.organisaties)}."


def naam_en_dag(overleg: OverlegRegel) -> str:
    """“Portefeuillehoudersoverleg · gepland 3 maart 2022”."""
    dag = f"{overleg.fase} {datum_tekst(overleg.datum)}" if overleg.datum else "nog niet gepland"
    return naast_elkaar(overleg.naam, dag)


def alle_brieven(aantal: int) -> str:
    """“Alle 17 brieven (zip)”."""
    return f"{vervoegd(aantal, '1 brief', f'Alle {aantal} brieven')} (zip)"


# Vaststellen en controleren


def open_punten(aantal: int) -> str:
    """Hoeveel er vóór het vaststellen nog openstaat, en wat ermee moet."""
    if not aantal:
        return "Er staat niets meer open."
    return (
        f"Er {vervoegd(aantal, 'staat nog 1 punt', f'staan nog {aantal} punten')} open. Herstel wat te herstellen is. "
        "Mag een punt openstaan, aanvaard het dan met een reden: die blijft bij het vastgestelde jaar staan."
    )


def open_in(rubriek: Rubriek) -> str:
    """“3 open”, “2 aanvaard”, “1 open, 2 aanvaard”, of “In orde”."""
    aantal = len(rubriek.open)
    aanvaard = len(rubriek.punten) - aantal
    delen = [f"{aantal} open" if aantal else "", f"{aanvaard} aanvaard" if aanvaard else ""]
    return ", ".join(filter(None, delen)) or "In orde"


def kies_alle(rubriek: Rubriek) -> str:
    """“Alle 12 open punten bij Koers zonder bijsturing”: ook voor wie alleen dit vinkje hoort."""
    return f"Alle {len(rubriek.open)} open punten bij {rubriek.titel}"


def aanvaard_zin(aantal: int) -> str:
    """“2 punten zijn aanvaard.”"""
    return f"{vervoegd(aantal, '1 punt is', f'{aantal} punten zijn')} aanvaard."


def aanvaard_kop(jaar: int) -> str:
    """“Wat openstond toen 2021 werd vastgesteld”."""
    return f"Wat openstond toen {jaar} werd vastgesteld"


def aanvaard_op(rij: Aanvaarding | Aanvaard) -> date:
    """De plaatselijke dag waarop het punt is aanvaard."""
    return timezone.localtime(rij.op).date()


def aanvaard_door(rij: Aanvaarding | Aanvaard) -> str:
    """“Aanvaard door Anna op 3 maart 2022: Volgt in 2022.”"""
    return f"Aanvaard door {rij.door} op {datum_tekst(aanvaard_op(rij))}: {rij.reden}"


def nagekomen_kop(jaar: int) -> str:
    """“Nagekomen over 2021”, in de evaluatie van 2022."""
    return f"Nagekomen over {jaar - 1}"


def nagekomen_zin(regels: Sequence[Nagekomen], jaar: int) -> str:
    """Hoeveel meldingen er na de vaststelling van het vorige jaar nog over dat jaar kwamen, en wat dat verandert."""
    aantal, vorige = len(regels), jaar - 1
    anders = len({regel.nummer for regel in regels if regel.van != regel.naar})
    gevolg = (
        f"Daardoor {vervoegd(anders, 'staat 1 actie', f'staan {anders} acties')} er op die dag anders voor dan is vastgesteld."
        if anders
        else "Aan de status van acties verandert dat niets."
    )
    kwamen = vervoegd(aantal, "kwam 1 melding", f"kwamen {aantal} meldingen")
    return (
        f"Nadat {vorige} was vastgesteld, {kwamen} over dat jaar binnen. {gevolg} "
        f"Wat over {vorige} is vastgesteld, verandert niet; het verschil in deze evaluatie begint daar."
    )


def rest_elders(regels: Sequence[Nagekomen], getoond: int) -> str:
    """Waar staat wat niet op de pagina past; niets als alles er staat."""
    rest = len(regels) - getoond
    if rest <= 0:
        return ""
    return f"Nog {rest} melding{'en staan' if rest > 1 else ' staat'} in het jaarverslag (Excel)."


def wie_meldde(regel: Nagekomen) -> str:
    """“Hoorn”, of “De hele regio”."""
    return regel.wie or "De hele regio"


def wat_klopt(uitkomst: Uitkomst) -> str:
    """Van welke vastgestelde evaluatie een verslag is; leeg als die er niet is."""
    evaluatie = uitkomst.evaluatie
    if evaluatie is None:
        return ""
    versie = "de openbare versie van " if uitkomst.openbaar else ""
    return (
        f"Het is {versie}de evaluatie van {evaluatie.jaar}, versie {evaluatie.versie}, "
        f"van “{evaluatie.programma.naam}”, {vastgesteld_op(evaluatie)}."
    )


def wat_gewijzigd(uitkomst: Uitkomst) -> str:
    """Wat een gewijzigd bestand over zichzelf zegt; leeg als het niets zegt."""
    evaluatie = uitkomst.evaluatie
    if evaluatie is None:
        return ""
    return (
        f"Het bestand noemt zichzelf de evaluatie van {evaluatie.jaar}, versie {evaluatie.versie}, "
        "maar de inhoud is niet wat er is vastgesteld."
    )
