"""De raadsinformatiebrief in zijn eerste vorm. Van een jaar dat in die vorm is vastgesteld, verandert hij nooit meer.

Een nieuwe brief heeft de vorm van ``raadsbrief``. Wat tussen haken staat, vult de gemeente zelf in. De brief is openbaar: er
staan geen namen van melders in, en van een melding die niet openbaar is geen tekst.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from acties.woorden import ACTIE, opsomming, vervoegd
from monitoring.constanten import GEEN_MELDING, KOERS_VRAAGT_UITLEG, Fase
from monitoring.datum import datum_tekst
from monitoring.lezen.hoofdstukken import evaluatiebeeld
from monitoring.lezen.raadsbrief import Afwijking, Raadsbrief
from monitoring.lezen.waarheid import voorlopig_in_titel
from monitoring.lezen.wiezinnen import achter_wijziging, achter_woord, bijdragen, herkomst, signalen, zonder_namen
from monitoring.lezen.zinnen import afronding
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Verslag
from monitoring.weergave.brief.document import Alinea, Deel, Document, Kop, Opsomming, Tabel
from monitoring.weergave.jaarverslag.leeswijzer import DEMO, fase_van, jaar_van, voorlopigzin
from monitoring.weergave.woorden import met_aantal

INTERN = "De toelichting is niet openbaar en staat daarom niet in deze brief."
NIETS_GEMELD = "Hierover is voor de peildatum niets gemeld."


def eerste_vorm(brief: Raadsbrief, *, op: datetime, sha256: str = "") -> Document:
    """``op`` en ``sha256``: zie ``weergave.jaarverslag.jaarverslag``."""
    verslag = brief.verslag
    onderwerp = f"Voortgang {verslag.programma.naam} in {jaar_van(verslag)}"
    return Document(
        titel=f"Raadsinformatiebrief{voorlopig_in_titel(verslag.voorlopig)}",
        onderwerp=f"{onderwerp}, gemeente {brief.gemeente}",
        maker=f"Gemeente {brief.gemeente}",
        moment=op,
        kopregel=f"Raadsinformatiebrief gemeente {brief.gemeente} · {onderwerp}",
        waarschuwingen=tuple(_waarschuwingen(verslag)),
        voetregel=_voetregel(verslag, sha256),
        delen=(
            _briefhoofd(brief, onderwerp, op, sha256),
            *_inleiding(brief, op),
            *_regio(verslag),
            *_eigen(brief),
            *_afwijkingen(brief),
            *_lokaal(brief),
            *_regionaal(brief),
            *_besluiten(brief),
            *_slot(brief),
        ),
    )


def _waarschuwingen(verslag: Verslag) -> Iterator[str]:
    if zin := voorlopigzin(verslag):
        yield zin
    if verslag.programma.demo:
        yield DEMO


def _voetregel(verslag: Verslag, sha256: str) -> str:
    delen = [f"Peildatum {datum_tekst(verslag.peildatum)}", f"versie {verslag.versie or 1}"]
    delen.append(f"sha256 {sha256}" if sha256 else f"{fase_van(verslag).label.lower()}, zonder controlegetal")
    return " · ".join(delen)


def _briefhoofd(brief: Raadsbrief, onderwerp: str, op: datetime, sha256: str) -> Tabel:
    verslag = brief.verslag
    daad = f"vastgesteld op {datum_tekst(op.date())}" if sha256 else f"opgemaakt op {datum_tekst(op.date())}"
    rijen = [
        ("Aan", f"De raad van de gemeente {brief.gemeente}"),
        ("Van", f"Het college van burgemeester en wethouders van {brief.gemeente}"),
        ("Onderwerp", onderwerp),
        ("Datum", "[datum van verzending]"),
        ("Zaaknummer", "[zaaknummer]"),
        ("Portefeuillehouder", "[naam]"),
        ("Peildatum", datum_tekst(verslag.peildatum)),
        ("Verslag", f"Evaluatie {jaar_van(verslag)}, versie {verslag.versie or 1}, {daad}"),
    ]
    if sha256:
        rijen.append(("Controlegetal", sha256))
    return Tabel(omschrijving="Gegevens van deze brief", breedtes=(3.4, 13), rijen=tuple(rijen))


def _inleiding(brief: Raadsbrief, op: datetime) -> Iterator[Deel]:
    verslag, programma, college = brief.verslag, brief.verslag.programma, brief.college
    jaren = f"{programma.startjaar} tot en met {programma.eindjaar}"
    regio = f" in {programma.regio}" if programma.regio else ""
    yield Kop("Waar gaat deze brief over?")
    yield Alinea(
        f"Met deze brief informeren wij u over de voortgang van het programma {programma.naam} ({jaren}). In dit programma "
        f"werken gemeenten en partners{regio} samen. De brief laat de stand zien op {datum_tekst(verslag.peildatum)}."
    )
    if college and college.college_op:
        zin = f"Ons college stelde het programma vast op {datum_tekst(college.college_op)}."
        if college.raad_op:
            zin += f" Wij informeerden u daarover op {datum_tekst(college.raad_op)}."
        yield Alinea(zin)
    else:
        yield Alinea("Ons college stelde het programma vast op [datum van het collegebesluit].")
    if fase_van(verslag) == Fase.VASTGESTELD:
        yield Alinea(f"De projectleider stelde de evaluatie over {jaar_van(verslag)} vast op {datum_tekst(op.date())}.")


def _regio(verslag: Verslag) -> Iterator[Deel]:
    telling = verslag.telling
    vakken = evaluatiebeeld(verslag).totaal
    yield Kop("Hoe staat de regio ervoor?")
    delen = [met_aantal(vak.aantal, vak) for vak in vakken if vak.aantal]
    hoever = f": {opsomming(delen)}" if delen else ""
    apart = (
        f" Daarnaast {vervoegd(telling.vervallen, 'is', 'zijn')} {ACTIE.aantal(telling.vervallen)} vervallen."
        if telling.vervallen
        else ""
    )
    yield Alinea(f"Het programma telt {ACTIE.aantal(telling.totaal)}{hoever}.{apart}")
    vorige = verslag.vorige_telling
    koppen = ("Status", "Aantal", "Aandeel", *(("Verschil met vorig jaar",) if vorige else ()))
    yield Tabel(
        omschrijving="Aantal acties van de regio per status",
        koppen=koppen,
        breedtes=(6.4, 3.2, 3.2, *((3.6,) if vorige else ())),
        getallen=(1, 2, 3),
        rijen=tuple(
            (
                vak.woord,
                f"{vak.aantal}, {vak.waarvan}" if vak.waarvan else str(vak.aantal),
                f"{vak.percentage}%",
                *((vak.verschil_tekst,) if vorige else ()),
            )
            for vak in vakken
        ),
    )
    if zin := afronding(telling):
        yield Alinea(zin)
    yield from _veranderd(verslag)


def _veranderd(verslag: Verslag) -> Iterator[Deel]:
    if not verslag.vorige_peildatum:
        yield Alinea("Dit is het eerste jaar van het programma: er is geen vorig jaar om mee te vergelijken.")
        return
    vorige = datum_tekst(verslag.vorige_peildatum)
    if not verslag.wijzigingen:
        yield Alinea(f"Sinds {vorige} is van geen enkele actie van de regio de status veranderd.")
        return
    yield Kop("Wat is er veranderd?", 2)
    yield Alinea(f"Sinds {vorige} is van {ACTIE.aantal(len(verslag.wijzigingen))} van de regio de status veranderd.")
    yield Tabel(
        omschrijving="Acties van de regio waarvan de status veranderde",
        koppen=("Actie", "Was", "Is nu"),
        breedtes=(9.4, 3.5, 3.5),
        rijen=tuple(
            (
                f"{w.nummer}. {w.titel}",
                verslag.woord(w.van),
                verslag.nieuwe_stand(w).woord + achter_wijziging(verslag, w),
            )
            for w in verslag.wijzigingen
        ),
    )


def _eigen(brief: Raadsbrief) -> Iterator[Deel]:
    telling, verslag = brief.beeld.telling, brief.verslag
    yield Kop(f"Wat doet {brief.gemeente}?")
    if not brief.beeld.eigen:
        yield Alinea("In dit programma zijn er geen acties die elke gemeente zelf uitvoert.")
        return
    yield Alinea(
        f"{ACTIE.aantal(telling.totaal).capitalize()} voert elke gemeente zelf uit. Over {telling.gemeld} daarvan meldden wij de "
        f"stand; {telling.afgerond} {vervoegd(telling.afgerond, 'is', 'zijn')} afgerond."
    )
    regels = [(_naam(deel.actie), deel.actie, deel.regel) for deel in brief.beeld.eigen]
    yield _verhalen(f"Acties die {brief.gemeente} zelf uitvoert", ("Actie", "Planning", "Onze status"), regels, verslag)


def _verhalen(
    omschrijving: str,
    koppen: tuple[str, str, str],
    regels: Iterable[tuple[str, ActieStand, MeldingRegel | None]],
    verslag: Verslag,
) -> Tabel:
    return Tabel(
        omschrijving=omschrijving,
        koppen=(*koppen, "Wat is er gebeurd?"),
        breedtes=(4.6, 2.3, 2.9, 6.6),
        rijen=tuple((naam, actie.planning, _stand(regel, verslag), _verhaal(regel)) for naam, actie, regel in regels),
    )


def _afwijkingen(brief: Raadsbrief) -> Iterator[Deel]:
    yield Kop("Wat gaat anders dan gepland?")
    if not brief.afwijkingen and not brief.zonder_melding:
        yield Alinea("Al onze eigen acties gaan zoals gepland.")
    if brief.afwijkingen:
        yield Opsomming(tuple(_afwijking(regel, brief.verslag) for regel in brief.afwijkingen))
    if brief.zonder_melding:
        namen = "; ".join(_naam(actie) for actie in brief.zonder_melding)
        yield Alinea(f"Over {ACTIE.aantal(len(brief.zonder_melding))} meldden wij niets: {namen}.")


def _afwijking(afwijking: Afwijking, verslag: Verslag) -> Alinea:
    actie, regel = afwijking.deel.actie, afwijking.deel.regel
    redenen = []
    if afwijking.koers and regel:
        redenen.append(f"de koers is {verslag.woord(regel.koers).lower()}")
    if afwijking.loopt_uit:
        redenen.append(f"de planning liep tot en met {actie.eindjaar} en de actie is niet afgerond")
    tekst = f"{_naam(actie)}: {', en '.join(redenen)}."
    if regel and regel.openbaar and regel.bijsturing:
        tekst += f" Wat wij eraan doen: {regel.bijsturing}"
    return Alinea(tekst, vet=len(_naam(actie)))


def _lokaal(brief: Raadsbrief) -> Iterator[Deel]:
    if not brief.lokaal:
        return
    yield Kop("Wat doen wij daarnaast?")
    yield Alinea(
        f"Naast het programma voert {brief.gemeente} eigen lokale acties uit. Zij tellen niet mee in de cijfers van de regio."
    )
    regels = [(actie.titel, actie, actie.melding or next(iter(actie.organisaties), None)) for actie in brief.lokaal]
    koppen = ("Lokale actie", "Planning", "Status")
    yield _verhalen(f"Lokale acties van {brief.gemeente}", koppen, regels, brief.verslag)


def _regionaal(brief: Raadsbrief) -> Iterator[Deel]:
    if not brief.beeld.regionaal:
        return
    telling = brief.beeld.telling_regionaal
    yield Kop("Wat doen wij samen in de regio?")
    yield Alinea(
        f"{ACTIE.aantal(telling.totaal).capitalize()} voeren wij samen uit met de andere gemeenten; {telling.afgerond} daarvan "
        f"{vervoegd(telling.afgerond, 'is', 'zijn')} afgerond. De status is die van de hele regio."
    )
    yield Tabel(
        omschrijving="Acties van de regio waar gemeenten voor verantwoordelijk zijn",
        koppen=("Actie", "Planning", "Status van de regio", "Wie zegt dat?"),
        breedtes=(5.6, 2.3, 3.1, 5.4),
        rijen=tuple(_regionale_rij(deel.actie, brief.verslag) for deel in brief.beeld.regionaal),
    )


def _regionale_rij(actie: ActieStand, verslag: Verslag) -> tuple[str, ...]:
    koersen = [regel.woord.lower() for regel in verslag.koersregels(actie) if regel.code in KOERS_VRAAGT_UITLEG]
    delen = [
        f"{verslag.woord(actie.stand)}{achter_woord(actie)}",
        *(f"koers: {koers}" for koers in koersen),
        *(["loopt uit"] if actie.loopt_uit else []),
    ]
    wie = [herkomst(zonder_namen(actie)), *(f"{zin}." for zin in (bijdragen(actie), *signalen(actie)) if zin)]
    return (_naam(actie), actie.planning, "\n".join(delen), "\n".join(wie))


def _besluiten(brief: Raadsbrief) -> Iterator[Deel]:
    yield Kop("Wat is er besloten?")
    if brief.verslag.besluiten:
        yield Alinea("Deze besluiten wijzigen het programma dat de colleges vaststelden:")
        yield Opsomming(
            tuple(
                Alinea(
                    f"{datum_tekst(b.datum)}, {b.orgaan}: {b.soort_woord.lower()}"
                    + (f", actie {b.nummer}. {b.titel}" if b.nummer is not None else "")
                    + f". {b.omschrijving}"
                    + (f" (kenmerk {b.kenmerk})" if b.kenmerk else "")
                )
                for b in brief.verslag.besluiten
            )
        )
    else:
        yield Alinea("Tot de peildatum waren er geen besluiten die het programma wijzigen.")
    for overleg in brief.overleggen:
        if overleg.conclusies or overleg.besluiten:
            yield Kop(f"{overleg.naam} ({overleg.afkorting})", 2)
            dag = f"Op {datum_tekst(overleg.datum)}. " if overleg.datum else ""
            yield Alinea(dag + " ".join(tekst for tekst in (overleg.conclusies, overleg.besluiten) if tekst))


def _slot(brief: Raadsbrief) -> Iterator[Deel]:
    yield Kop("Wat vragen wij van u?")
    yield Alinea("Wij vragen u kennis te nemen van deze brief.")
    yield Kop("Meer weten?")
    yield Alinea("Neem voor vragen contact op met [naam, telefoonnummer en e-mailadres].")
    yield Alinea(f"Namens het college van burgemeester en wethouders van {brief.gemeente},\n\n[naam en functie]")


def _naam(actie: ActieStand) -> str:
    return f"{actie.nummer}. {actie.titel}"


def _stand(regel: MeldingRegel | None, verslag: Verslag) -> str:
    delen = [verslag.woord(regel.stand if regel else GEEN_MELDING)]
    if regel and regel.koers:
        delen.append(f"koers: {verslag.woord(regel.koers).lower()}")
    return "\n".join(delen)


def _verhaal(regel: MeldingRegel | None) -> str:
    if regel is None or regel.status is None:
        return NIETS_GEMELD
    delen = [regel.toelichting if regel.openbaar else INTERN]
    if regel.overgenomen_van:
        delen.append(f"Gemeld door {opsomming(regel.overgenomen_van)}, nu deel van onze gemeente.")
    if regel.peildatum:
        delen.append(f"Stand van {datum_tekst(regel.peildatum)}.")
    return "\n".join(deel for deel in delen if deel)
