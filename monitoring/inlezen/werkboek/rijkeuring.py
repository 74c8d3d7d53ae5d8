"""Eén ingevulde rij van een werkboek naast wat er nu is gemeld: wat zij wordt, of wat er niet klopt. Stelt geen query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from acties.models import Actie, Gebruiker, Organisatie
from acties.rekenblad.lezen.fout import Celfout
from acties.rekenblad.lezen.naam import gevouwen
from acties.tekst import twijfels
from acties.woorden import opsomming
from monitoring.constanten import Bron
from monitoring.inlezen.werkboek.cel import celfout
from monitoring.inlezen.werkboek.ingevuld import Ingevuld, Invulrij
from monitoring.inlezen.werkboek.vorm import DE_REGIO, KOPPEN, Soort
from monitoring.lezen.zinnen import naast_elkaar
from monitoring.melden.melding import NIETS_GEZIEN, controleer_velden, herhaalt_reden
from monitoring.melden.overname import inhoud, is_eigen
from monitoring.models import Statusmelding
from monitoring.rondes.rondestand import Rondestand
from monitoring.rondes.schulden import Taak
from monitoring.rondes.zinnen import weggelaten

Sleutel = tuple[int, bool]  # een actie (pk), en of het een woord voor de regio is

INHOUD = ("status", "koers", "toelichting", "bijsturing")
TEKSTEN = ("toelichting", "bijsturing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """Een gekeurde rij. ``vorige`` is de melding die er nu is; ``velden`` wat er wordt gemeld.

    ``namens_regio``: een woord voor de regio; anders meldt ``organisatie`` over zichzelf.
    """

    regel: int
    nummer: int | None
    soort: Soort
    actie: Actie | None
    organisatie: Organisatie
    namens_regio: bool
    vorige: Statusmelding | None
    velden: dict[str, Any]
    fouten: tuple[Celfout, ...] = ()
    twijfels: tuple[str, ...] = ()

    @property
    def twijfelzin(self) -> str:
        """Wat er in de teksten van deze rij op gegevens van een persoon lijkt, en wat opslaan dan zegt; leeg als er niets is."""
        if not self.twijfels:
            return ""
        return (
            f"Hier lijkt {opsomming(self.twijfels)} te staan. Gaat het over een inwoner of een zaak, haal dan het vinkje weg. "
            "Sla je de rij op, dan zeg je dat het klopt. Dat komt in het logboek."
        )

    @property
    def opslaan(self) -> str:
        """Wat er bij het vinkje van deze rij staat."""
        return "Dit klopt, opslaan" if self.twijfels else "Opslaan"

    @property
    def gezien(self) -> int:
        return self.vorige.pk if self.vorige else NIETS_GEZIEN

    @property
    def taak(self) -> str:
        """“namens de regio”, “bijdrage van Alkmaar”, of “Alkmaar zelf” bij een actie per organisatie."""
        if self.namens_regio:
            return f"namens {DE_REGIO}"
        eigen = self.actie is not None and self.actie.is_per_organisatie
        return f"{self.organisatie} zelf" if eigen else f"bijdrage van {self.organisatie}"

    @property
    def onder(self) -> str:
        """“namens de regio · rij 5 · Nieuw”."""
        return naast_elkaar(self.taak, f"rij {self.regel}", str(self.soort.label))

    @property
    def opmerking(self) -> str:
        """Dat een koers of bijsturing van toen niet mee kan; leeg als er niets te zeggen is."""
        if self.vorige is None or self.soort != Soort.BEVESTIGD:
            return ""
        return weggelaten(self.vorige, koers=self.koers, bijsturing=self.velden["bijsturing"])

    @property
    def status(self) -> str:
        return self.velden["status"]

    @property
    def koers(self) -> str:
        return self.velden["koers"]

    @property
    def verandert(self) -> bool:
        return self.soort in (Soort.NIEUW, Soort.GEWIJZIGD, Soort.BEVESTIGD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevens:
    """Wat er nu in de database staat over de acties van een bestand.

    ``acties``, op pk, zijn die waarover deze organisatie meldt: over zichzelf (``eigen``) of namens de regio (``spreekt``).
    ``verantwoordelijk``: die waar zij een van de hoofdverantwoordelijken van is.
    Wat per taak geldt, heeft als sleutel een actie en of het een woord voor de regio is. ``laatste``: de melding waar een
    nieuwe overheen gaat; ``ingelezen``: wat al uit ditzelfde bestand is gemeld. ``basis`` zijn de meldingen die in het
    bestand stonden, op pk.
    """

    bestand: Ingevuld
    stand: Rondestand
    organisatie: Organisatie
    peildatum: date
    peildatum_regio: date
    acties: Mapping[int, Actie]
    eigen: Collection[int]
    verantwoordelijk: Collection[int]
    spreekt: Collection[int]
    per_nummer: Mapping[int, Actie]
    laatste: Mapping[Sleutel, Statusmelding]
    basis: Mapping[int, Statusmelding]
    ingelezen: Collection[Sleutel]
    door: Gebruiker
    op: datetime


def keur(rij: Invulrij, gegevens: Gegevens) -> Regel:
    return _Keuring(rij, gegevens).regel()


class _Keuring:
    """Loopt de regels van één rij na; de fouten verzamelen zich in ``fouten``."""

    def __init__(self, rij: Invulrij, gegevens: Gegevens):
        self.rij, self.nu = rij, gegevens
        self.fouten = list(rij.fouten)
        self.actie = self._actie()
        self.woord = self.actie is not None and self._is_woord(self.actie)
        self.vorige = gegevens.laatste.get((self.actie.pk, self.woord)) if self.actie else None
        self.basis = self._basis()

    def regel(self) -> Regel:
        velden = self._velden() if self.actie else {veld: self.rij.velden[veld] for veld in INHOUD}
        if self.actie and not self.fouten:
            self._toets(self.actie, velden)
        return Regel(
            regel=self.rij.regel,
            nummer=self.actie.nummer if self.actie else self.rij.nummer,
            soort=self._soort(self.actie, velden) if self.actie and not self.fouten else Soort.FOUT,
            actie=self.actie,
            organisatie=self.nu.organisatie,
            namens_regio=self.woord,
            vorige=self.vorige,
            velden=velden,
            fouten=tuple(self.fouten),
            twijfels=self._twijfels(velden),
        )

    def _twijfels(self, velden: dict[str, Any]) -> tuple[str, ...]:
        """Alleen in wat anders is dan in de vorige melding: die is al eens nagekeken."""
        nieuw = [velden[veld] for veld in TEKSTEN if velden[veld] != getattr(self.vorige, veld, "")]
        return tuple(dict.fromkeys(soort for tekst in nieuw for soort in twijfels(tekst)))

    def _fout(self, veld: str, tekst: str) -> None:
        self.fouten.append(celfout(self.nu.bestand.letters, self.rij.regel, veld, tekst))

    def _actie(self) -> Actie | None:
        """Het nummer wijst de actie aan, of anders de verborgen sleutel; staan ze er allebei, dan zeggen ze hetzelfde."""
        rij, wie = self.rij, self.nu.organisatie
        actie = self.nu.per_nummer.get(rij.nummer) if rij.nummer else self.nu.acties.get(rij.actie or 0)
        if rij.organisatie and rij.organisatie != wie.slug:
            self._fout("organisatie", "Deze rij komt uit het werkboek van een andere organisatie. Haal haar weg.")
        elif actie is None:
            wat = f"Actie {rij.nummer}" if rij.nummer else "Deze rij"
            self._fout("nummer", f"{wat} hoort bij geen actie van {wie}. Zet het nummer van de actie terug.")
        elif rij.actie and rij.actie != actie.pk:
            self._fout("nummer", f"Nummer {actie.nummer} past niet bij de rest van de rij. Zet het nummer terug.")
        return actie

    @property
    def _namens(self) -> Organisatie | None:
        return None if self.woord else self.nu.organisatie

    def _is_woord(self, actie: Actie) -> bool:
        """Of de rij een woord voor de regio is: zoals het werkboek is gemaakt, en anders zoals er bij Namens staat."""
        staat, gemaakt = gevouwen(self.rij.namens), self.nu.bestand.kenmerk
        zegt_regio = staat == DE_REGIO
        woord = actie.pk in gemaakt.regio if actie.pk in gemaakt.gebaseerd_op else zegt_regio
        if len(self.fouten) > len(self.rij.fouten):  # over welke actie het gaat, is al niet zeker
            return woord
        if staat and zegt_regio != woord:
            was = DE_REGIO if woord else self.nu.organisatie
            self._fout("namens", f"Deze rij is gemaakt om namens {was} te melden. Zet de cel Namens terug.")
        else:
            self._toets_taak(actie, woord)
        return woord

    def _toets_taak(self, actie: Actie, woord: bool) -> None:
        wie, ronde = self.nu.organisatie, self.nu.stand.ronde
        taak = self.nu.stand.taak(wie.slug, actie.nummer)
        if woord and (actie.pk not in self.nu.spreekt or taak is None or not taak.namens_regio):
            wat = f"spreekt in {ronde} niet (meer) namens de regio over actie {actie.nummer}"
            self._fout("namens", f"{wie} {wat}. Maak de rij leeg.")
        elif not woord and (actie.pk not in self.nu.eigen or not self._is_eigen(actie, taak)):
            self._fout("nummer", f"{wie} meldt in {ronde} niet (meer) over actie {actie.nummer}. Maak de rij leeg.")

    def _is_eigen(self, actie: Actie, taak: Taak | None) -> bool:
        """Of de organisatie in deze ronde over zichzelf meldt. Wie nu het woord heeft, mag nog een bijdrage geven."""
        return taak is not None and (not taak.namens_regio or actie.pk in self.nu.verantwoordelijk)

    def _basis(self) -> int | None:
        """De melding die in het werkboek stond: die van het getekende kenmerk, of de oudere als de rij een andere noemt."""
        if self.actie is None:
            return None
        bekend = [self.nu.bestand.kenmerk.gebaseerd_op.get(self.actie.pk), self.rij.gebaseerd_op]
        return min((basis for basis in bekend if basis is not None), default=None)

    def _velden(self) -> dict[str, Any]:
        """Wat er gemeld wordt; bij “ongewijzigd” wat er in het werkboek als vorige stond."""
        eigen = {veld: self.rij.velden[veld] for veld in INHOUD}
        gevuld = any(eigen.values())
        if not self.rij.velden["ongewijzigd"]:
            if not eigen["status"] and KOPPEN["status"] not in {fout.kolom for fout in self.fouten}:
                self._fout("status", "Kies een status, of maak de andere gele cellen van deze rij leeg.")
            return eigen
        if gevuld:
            self._fout("ongewijzigd", "Er staat Ja, en er is ook iets ingevuld. Maak een van de twee leeg.")
            return eigen
        oud = self.nu.basis.get(self._basis() or 0)
        if oud is None or not self._is_van_deze_taak(oud):
            self._fout("ongewijzigd", "Er is nog geen melding om te bevestigen. Kies een status.")
            return eigen
        return inhoud(oud)

    def _is_van_deze_taak(self, melding: Statusmelding) -> bool:
        """Of deze melding over deze actie gaat en van wie hier meldt: een verborgen sleutel kan veranderd zijn."""
        return self.actie is not None and melding.actie_id == self.actie.pk and is_eigen(melding, self._namens)

    def _toets(self, actie: Actie, velden: dict[str, Any]) -> None:
        melding = Statusmelding(
            actie=actie,
            organisatie=self._namens,
            gemeld_door=self.nu.door,
            gemeld_op=self.nu.op,
            peildatum=self.nu.peildatum_regio if self.woord else self.nu.peildatum,
            bron=Bron.EXCEL,
            **velden,
        )
        try:
            controleer_velden(melding)
        except ValidationError as fout:
            for veld, teksten in fout.message_dict.items():
                for tekst in teksten:
                    self._fout("" if veld == NON_FIELD_ERRORS else veld, tekst)
        oud = {f"vorige_{veld}": getattr(self.vorige, veld, "") for veld in ("status", "toelichting")}
        if herhaalt_reden(velden["status"], velden["toelichting"], **oud):
            self._fout("toelichting", f"Vertel waarom dit voor {self.nu.organisatie} niet van toepassing is.")

    def _soort(self, actie: Actie, velden: dict[str, Any]) -> Soort:
        if (actie.pk, self.woord) in self.nu.ingelezen:
            return Soort.AL_GEMELD
        if self.vorige is None:
            return Soort.NIEUW
        vorige = inhoud(self.vorige)
        gelijk = all(vorige[veld] == velden[veld] for veld in INHOUD)
        if gelijk and self.vorige.ronde_id == self.nu.stand.ronde.pk:
            return Soort.AL_GEMELD
        if self.vorige.pk > (self.basis or NIETS_GEZIEN):  # wat er al was toen het werkboek werd gemaakt, is gezien
            return Soort.CONFLICT
        return Soort.BEVESTIGD if gelijk else Soort.GEWIJZIGD
