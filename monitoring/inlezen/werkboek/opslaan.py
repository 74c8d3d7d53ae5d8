"""Een beoordeeld werkboek opslaan: één transactie, en pas nadat alles nog eens is beoordeeld."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.db.models import Q

from acties.models import Actie, Gebruiker, Programma
from acties.models.logboek import Weg
from acties.spoor.logboek import langs, noteer_na_opslaan
from acties.spoor.nakijken import noteer_bevestigd
from acties.woorden import MELDING
from monitoring.constanten import Bron
from monitoring.inlezen.werkboek.beoordelen import Beoordeling, beoordeel
from monitoring.inlezen.werkboek.ingevuld import Ingevuld
from monitoring.inlezen.werkboek.rijkeuring import Regel
from monitoring.inlezen.werkboek.vorm import Soort
from monitoring.melden.melding import TeMelden, meld_samen
from monitoring.models import Conceptmelding, Inlezing

Plek = tuple[int, int]  # het hoeveelste bestand, en de rij daarin
Getoond = tuple[str, int]  # de soort die de voorvertoning liet zien, en de melding die er toen was


class Veranderd(Exception):
    """Sinds de voorvertoning is er gemeld over een gekozen rij. Er is niets opgeslagen. ``plekken``: over welke."""

    def __init__(self, plekken: Sequence[Plek]):
        super().__init__(plekken)
        self.plekken = plekken


@transaction.atomic
def sla_op(
    bestanden: Sequence[Ingevuld],
    programma: Programma,
    *,
    gekozen: Mapping[Plek, Getoond],
    door: Gebruiker,
    op: datetime,
) -> int:
    """Sla de gekozen rijen op en geef hun aantal. Een conflict dat is gekozen, gaat over de andere melding heen.

    Fouten: ``Veranderd`` als een gekozen rij niet meer is wat er werd getoond, en die van ``beoordeel``.
    """
    _wacht_op_anderen(bestanden, programma)
    beoordelingen = [beoordeel(bestand, programma, door=door, op=op) for bestand in bestanden]
    nu = {
        (plaats, regel.regel): (regel.soort.value, regel.gezien)
        for plaats, beoordeling in enumerate(beoordelingen)
        for regel in beoordeling.regels
    }
    if verschoven := [plek for plek, getoond in gekozen.items() if nu.get(plek) != getoond]:
        raise Veranderd(sorted(verschoven))
    with langs(Weg.BESTAND):
        return sum(
            _sla_bestand_op(
                beoordeling, [r for r in beoordeling.regels if (plaats, r.regel) in gekozen], door=door, op=op
            )
            for plaats, beoordeling in enumerate(beoordelingen)
        )


def _wacht_op_anderen(bestanden: Sequence[Ingevuld], programma: Programma) -> None:
    """Wie over deze acties meldt, wacht tot dit klaar is; wat we hierna lezen, verandert dus niet meer."""
    pks = {pk for bestand in bestanden for pk in bestand.kenmerk.gebaseerd_op}
    nummers = {rij.nummer for bestand in bestanden for rij in bestand.rijen if rij.nummer}
    acties = Actie.objects.filter(Q(pk__in=pks) | Q(nummer__in=nummers), programma=programma)
    list(acties.select_for_update(of=("self",)).order_by("pk"))


def _sla_bestand_op(beoordeling: Beoordeling, regels: Sequence[Regel], *, door: Gebruiker, op: datetime) -> int:
    regels = [regel for regel in regels if regel.verandert or regel.soort == Soort.CONFLICT]
    if not regels:
        return 0
    bestand, ronde, organisatie = beoordeling.bestand, beoordeling.ronde, beoordeling.organisatie
    inlezing = Inlezing.objects.create(
        ronde=ronde,
        organisatie=organisatie,
        bestandsnaam=bestand.bestandsnaam,
        sha256=bestand.sha256,
        ingelezen_door=door,
        ingelezen_op=op,
    )
    for namens in (None, organisatie):  # het woord voor de regio, en wat de organisatie over zichzelf meldt
        deel = [regel for regel in regels if regel.namens_regio == (namens is None)]
        if not deel:
            continue
        meldingen = meld_samen(
            [_te_melden(regel, beoordeling) for regel in deel],
            organisatie=namens,
            spreker=None if namens else organisatie,
            door=door,
            op=op,
            bron=Bron.EXCEL,
            ronde=ronde,
            inlezing=inlezing,
        )
        for regel, melding in zip(deel, meldingen, strict=True):
            if regel.twijfels:
                noteer_bevestigd(regel.twijfels, melding, door=door)
        acties = [melding.actie_id for melding in meldingen]
        Conceptmelding.objects.filter(ronde=ronde, gebruiker=door, organisatie=namens, actie__in=acties).delete()
    noteer_na_opslaan(
        "werkboek inlezen",
        inlezing,
        door=door,
        naar=f"{MELDING.aantal(len(regels))} uit {inlezing.bestandsnaam}",
    )
    return len(regels)


def _te_melden(regel: Regel, beoordeling: Beoordeling) -> TeMelden:
    assert regel.actie is not None  # noqa: S101 - een rij zonder actie is een fout en wordt niet opgeslagen
    bevestigd = regel.soort == Soort.BEVESTIGD
    return TeMelden(
        actie=regel.actie,
        velden=regel.velden | {"peildatum": beoordeling.peildatum_van(regel), "ongewijzigd": bevestigd},
        gebaseerd_op=regel.gezien,
        verzoek=_verzoek(regel.actie.pk, beoordeling),
    )


def _verzoek(actie: int, beoordeling: Beoordeling) -> UUID:
    """Dezelfde rij van hetzelfde bestand is altijd hetzelfde verzoek: de database neemt haar één keer aan."""
    delen = (beoordeling.bestand.sha256, beoordeling.ronde.pk, beoordeling.organisatie.pk, actie)
    return uuid5(NAMESPACE_OID, ":".join(map(str, delen)))
