"""Een heel teruggekomen werkboek: mag het hier, en wat wordt er van elke rij. Verandert niets.

Wat hier wordt beoordeeld, wordt bij het opslaan nog eens beoordeeld: er kan intussen gemeld zijn.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from acties.models import Actie, Gebruiker, Organisatie, Programma
from acties.rekenblad.lezen.fout import Bestandsfout, Celfout
from acties.woorden import RIJ
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.ingevuld import Ingevuld
from monitoring.inlezen.werkboek.rijkeuring import Gegevens, Regel, Sleutel, keur
from monitoring.inlezen.werkboek.vorm import Soort
from monitoring.melden.melding import laatst_gemeld_per_actie
from monitoring.models import Inlezing, Statusmelding, Updateronde
from monitoring.rondes.rondestand import meld_peildatum, rondestand


@dataclass(frozen=True, slots=True, kw_only=True)
class Beoordeling:
    """Een heel bestand. ``leeg`` is het aantal rijen waar niets is ingevuld, ``eerder`` een eerdere inlezing ervan."""

    bestand: Ingevuld
    ronde: Updateronde
    organisatie: Organisatie
    peildatum: date
    peildatum_regio: date
    regels: tuple[Regel, ...]
    leeg: int
    eerder: Inlezing | None

    @property
    def aantallen(self) -> list[tuple[Soort, int]]:
        """Hoeveel rijen er van elke soort zijn, alleen de soorten die er zijn."""
        aantallen = Counter(regel.soort for regel in self.regels)
        return [(soort, aantallen[soort]) for soort in Soort if aantallen[soort]]

    @property
    def telzin(self) -> str:
        """“Nieuw: 3 · Fout: 1”; leeg als er niets is ingevuld."""
        return " · ".join(f"{soort.label}: {aantal}" for soort, aantal in self.aantallen)

    def peildatum_van(self, regel: Regel) -> date:
        """De dag waar een regel over gaat; over de hele regio is dat altijd die van de ronde."""
        return self.peildatum_regio if regel.namens_regio else self.peildatum

    @property
    def waarvoor(self) -> str:
        """De dag waar de meldingen over gaan, en hoeveel rijen er leeg bleven."""
        leeg = f"Niet ingevuld: {RIJ.aantal(self.leeg)}; daar verandert niets."
        return f"De meldingen gelden voor {datum_tekst(self.peildatum)}. {leeg}"

    def van_soort(self, *soorten: Soort) -> list[Regel]:
        return [regel for regel in self.regels if regel.soort in soorten]


def beoordeel(bestand: Ingevuld, programma: Programma, *, door: Gebruiker, op: datetime) -> Beoordeling:
    """In een vast aantal queries. Fout: ``Bestandsfout`` als het hele bestand hier niet (meer) kan."""
    ronde, organisatie = _waarvoor(bestand, programma, door, timezone.localdate(op))
    gegevens = _gegevens(bestand, ronde, organisatie, programma, door, op)
    gevuld = [rij for rij in bestand.rijen if not rij.leeg]
    return Beoordeling(
        bestand=bestand,
        ronde=ronde,
        organisatie=organisatie,
        peildatum=gegevens.peildatum,
        peildatum_regio=gegevens.peildatum_regio,
        regels=tuple(_zonder_dubbele([keur(rij, gegevens) for rij in gevuld])),
        leeg=len(bestand.rijen) - len(gevuld),
        eerder=Inlezing.objects.filter(sha256=bestand.sha256, ronde=ronde).select_related("ingelezen_door").first(),
    )


def _waarvoor(
    bestand: Ingevuld, programma: Programma, door: Gebruiker, vandaag: date
) -> tuple[Updateronde, Organisatie]:
    """De ronde en de organisatie uit het getekende kenmerk, als ``door`` daar nu voor mag inlezen."""
    rondes = Updateronde.objects.filter(programma=programma).select_related("programma")
    ronde = rondes.filter(pk=bestand.kenmerk.ronde).first()
    organisatie = Organisatie.objects.filter(pk=bestand.kenmerk.organisatie).first()
    if ronde is None or organisatie is None:
        raise Bestandsfout("Dit werkboek hoort bij een updateronde die er in dit programma niet is.")
    if door.is_projectleider:
        return ronde, organisatie
    if organisatie not in door.organisaties(vandaag):
        raise Bestandsfout("Dit werkboek is van een organisatie waarvoor jij niet meldt. Vraag de projectleider.")
    if not ronde.is_open_op(vandaag):
        nog_niet = vandaag < ronde.opent_op
        wanneer = f"opent op {datum_tekst(ronde.opent_op)}" if nog_niet else f"sloot na {datum_tekst(ronde.sluit_op)}"
        raise Bestandsfout(f"{ronde} {wanneer}. Vraag de projectleider om dit werkboek in te lezen.")
    return ronde, organisatie


def _gegevens(
    bestand: Ingevuld,
    ronde: Updateronde,
    organisatie: Organisatie,
    programma: Programma,
    door: Gebruiker,
    op: datetime,
) -> Gegevens:
    vandaag = timezone.localdate(op)
    van_programma = Actie.objects.filter(programma=programma).select_related("programma")
    eigen = van_programma & Actie.objects.te_melden_namens(organisatie, door=door, op=vandaag)
    spreekt = Actie.objects.te_melden_namens(None, door=door, op=vandaag).aangejaagd_door([organisatie], vandaag)
    over_zichzelf = {actie.pk: actie for actie in eigen}
    namens_regio = {actie.pk: actie for actie in van_programma & spreekt}
    per_pk = namens_regio | over_zichzelf
    return Gegevens(
        bestand=bestand,
        stand=rondestand(ronde, programma, vandaag),
        organisatie=organisatie,
        peildatum=meld_peildatum(ronde, organisatie, vandaag),
        peildatum_regio=meld_peildatum(ronde, None, vandaag),
        acties=per_pk,
        eigen=over_zichzelf.keys(),
        verantwoordelijk=set(van_programma.van_organisaties([organisatie]).values_list("pk", flat=True)),
        spreekt=namens_regio.keys(),
        per_nummer={actie.nummer: actie for actie in per_pk.values()},
        laatste={
            (pk, namens is None): melding
            for namens, acties in ((organisatie, over_zichzelf), (None, namens_regio))
            for pk, melding in laatst_gemeld_per_actie(list(acties), namens).items()
        },
        basis=_basis(bestand),
        ingelezen=_ingelezen(bestand, ronde, organisatie),
        door=door,
        op=op,
    )


def _basis(bestand: Ingevuld) -> dict[int, Statusmelding]:
    """De meldingen die als vorige in het bestand stonden."""
    basis = {*bestand.kenmerk.gebaseerd_op.values(), *(rij.gebaseerd_op or 0 for rij in bestand.rijen)}
    return Statusmelding.objects.select_related("organisatie").in_bulk(basis)


def _ingelezen(bestand: Ingevuld, ronde: Updateronde, organisatie: Organisatie) -> set[Sleutel]:
    """Wat al uit ditzelfde bestand is gemeld."""
    gemeld = Statusmelding.objects.filter(
        inlezing__sha256=bestand.sha256, inlezing__ronde=ronde, inlezing__organisatie=organisatie
    )
    return {(actie, namens is None) for actie, namens in gemeld.values_list("actie_id", "organisatie_id")}


def _zonder_dubbele(regels: Sequence[Regel]) -> list[Regel]:
    """Twee ingevulde rijen over dezelfde actie spreken elkaar tegen: beide zijn een fout, geen ervan telt."""
    aantallen = Counter(regel.actie.pk for regel in regels if regel.actie)
    return [
        _dubbel(regel, regels) if regel.actie and aantallen[regel.actie.pk] > 1 and not regel.fouten else regel
        for regel in regels
    ]


def _dubbel(regel: Regel, regels: Sequence[Regel]) -> Regel:
    ander = next(r.regel for r in regels if r.actie == regel.actie and r.regel != regel.regel)
    tekst = f"Rij {ander} gaat over dezelfde actie. Laat één van de twee staan."
    return replace(regel, soort=Soort.FOUT, fouten=(Celfout(rij=regel.regel, uitleg=tekst),))
