"""Wat er in het werkboek van een organisatie staat: haar open werk in een updateronde, met wat er eerder is gemeld."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db.models import Max

from acties.models import Actie, Gebruiker
from monitoring.constanten import GEEN_MELDING_WOORD, Koers, Status
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.kenmerk import Kenmerk
from monitoring.inlezen.werkboek.vorm import DE_REGIO
from monitoring.melden.melding import NIETS_GEZIEN
from monitoring.melden.zinnen import wie_meldt
from monitoring.models import Statusmelding
from monitoring.rondes.rondestand import Rondestand
from monitoring.rondes.schulden import Taak, Taaksoort

NIET_OPENBAAR = "Deze tekst is niet openbaar en staat daarom niet in dit bestand."
WOORD = "Jullie zeggen hoe het in de hele regio met deze actie staat."
BIJDRAGE = "Een bijdrage: vertel als je wilt wat jullie doen. Het mag, maar hoeft niet."


_VOLGORDE = tuple(Taaksoort)  # eerst het woord voor de regio, dan wat de organisatie zelf doet, dan de bijdragen


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkrij:
    """Eén actie. ``gebaseerd_op`` is het id van de melding die hier als vorige staat (0: er was er geen).

    ``namens`` is “de regio” of de naam van de organisatie.
    """

    actie: int
    nummer: int
    titel: str
    namens: str
    soort: Taaksoort
    afspraak: str
    planning: str
    vorige_status: str
    vorige_tekst: str
    gebaseerd_op: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkboek:
    """Alles wat erin komt te staan; ``schrijven`` maakt er bytes van. ``terug_naar`` is wie het ingevuld terugkrijgt."""

    export: str
    kenmerk: str
    programma: str
    demo: bool
    ronde: str
    toelichting: str
    peildatum: date
    sluit_op: date
    organisatie: str
    slug: str
    terug_naar: str
    rijen: tuple[Werkrij, ...]

    def van_soort(self, soort: Taaksoort) -> int:
        """Hoeveel rijen er van een soort zijn."""
        return sum(rij.soort == soort for rij in self.rijen)


def werkboeken(stand: Rondestand, slugs: Iterable[str], *, door: Gebruiker) -> list[Werkboek]:
    """Een werkboek voor elke organisatie die nog iets te melden heeft of mag, in een vast aantal queries."""
    open_werk = {slug: [taak for taak in stand.van(slug).taken if taak.open] for slug in slugs}
    nummers = {taak.actie.nummer for taken in open_werk.values() for taak in taken}
    acties = dict(
        Actie.objects.filter(programma_id=stand.ronde.programma_id, nummer__in=nummers).values_list("nummer", "pk")
    )
    laatste = _laatste(acties.values())
    return [
        _werkboek(stand, slug, [_rij(taak, slug, acties, stand, laatste) for taak in taken], door)
        for slug, taken in open_werk.items()
        if taken
    ]


def _laatste(acties: Collection[int]) -> dict[tuple[int, int | None], Statusmelding]:
    """Per actie en organisatie de laatste melding."""
    nieuwste = (
        Statusmelding.objects.filter(actie__in=acties)
        .order_by()
        .values("actie", "organisatie")
        .annotate(nieuwste=Max("pk"))
    )
    meldingen = Statusmelding.objects.filter(pk__in=nieuwste.values("nieuwste")).select_related("organisatie")
    return {(melding.actie_id, melding.organisatie_id): melding for melding in meldingen}


def _rij(
    taak: Taak,
    slug: str,
    acties: dict[int, int],
    stand: Rondestand,
    laatste: dict[tuple[int, int | None], Statusmelding],
) -> Werkrij:
    actie = taak.actie
    pk, organisatie = acties[actie.nummer], stand.organisaties[slug]
    vorige = laatste.get((pk, None if taak.namens_regio else organisatie.pk))
    uitleg = {Taaksoort.WOORD: WOORD, Taaksoort.EIGEN: "", Taaksoort.BIJDRAGE: f"{BIJDRAGE} {wie_meldt(actie)}"}
    return Werkrij(
        actie=pk,
        nummer=actie.nummer,
        titel=actie.titel,
        namens=DE_REGIO if taak.namens_regio else organisatie.naam,
        soort=taak.soort,
        afspraak="\n".join(filter(None, [actie.omschrijving, uitleg[taak.soort]])),
        planning=actie.planning,
        vorige_status=_status(vorige),
        vorige_tekst=_tekst(vorige),
        gebaseerd_op=vorige.pk if vorige else NIETS_GEZIEN,
    )


def _status(vorige: Statusmelding | None) -> str:
    if vorige is None:
        return GEEN_MELDING_WOORD
    koers = [f"Koers: {Koers(vorige.koers).label.lower()}"] if vorige.koers else []
    return "\n".join([Status(vorige.status).label, *koers, f"op {datum_tekst(vorige.peildatum)}"])


def _tekst(vorige: Statusmelding | None) -> str:
    if vorige is None:
        return ""
    if not vorige.openbaar:
        return NIET_OPENBAAR
    bijsturing = f"Bijsturing: {vorige.bijsturing}" if vorige.bijsturing else ""
    return "\n".join(filter(None, [vorige.toelichting, bijsturing]))


def _werkboek(stand: Rondestand, slug: str, rijen: list[Werkrij], door: Gebruiker) -> Werkboek:
    ronde, organisatie = stand.ronde, stand.organisaties[slug]
    export = str(uuid4())
    basis = {rij.actie: rij.gebaseerd_op for rij in rijen}
    regio = frozenset(rij.actie for rij in rijen if rij.soort == Taaksoort.WOORD)
    kenmerk = Kenmerk(export, ronde.pk, organisatie.pk, basis, regio)
    return Werkboek(
        export=export,
        kenmerk=kenmerk.teken(),
        programma=stand.verslag.programma.naam,
        demo=stand.verslag.programma.demo,
        ronde=str(ronde),
        toelichting=ronde.toelichting,
        peildatum=ronde.peildatum,
        sluit_op=ronde.sluit_op,
        organisatie=organisatie.naam,
        slug=slug,
        terug_naar=f"{door.naam} ({door.email})" if door.email else door.naam,
        rijen=tuple(sorted(rijen, key=lambda rij: (_VOLGORDE.index(rij.soort), rij.nummer))),
    )


def bestandsnaam(werkboek: Werkboek) -> str:
    """Van een slug en een datum: altijd veilig ASCII."""
    return f"werkboek-{werkboek.slug}-{werkboek.peildatum.isoformat()}.xlsx"
