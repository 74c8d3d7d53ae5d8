"""Een ``Boek`` naast de database leggen: wat is nieuw, wat is anders, wat klopt er niet. Er verandert nog niets.

Het aantal queries hangt af van het aantal tabellen, niet van het aantal rijen. Rijen die gelijk zijn, kosten alleen een
vergelijking; alleen wat nieuw of anders is, wordt getoetst zoals een formulier dat doet.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from acties.models import Gebruiker
from acties.uitwisseling.kolommen import SCHEIDING
from monitoring.constanten import Fase
from monitoring.gegevensboek.gegevens import Gegevens, Inhoud
from monitoring.gegevensboek.lezen import Bladrijen, Boek
from monitoring.gegevensboek.kolom import Kolom
from monitoring.gegevensboek.tabel import Sleutel, Tabel
from monitoring.gegevensboek.tabellen import OP_MODEL, TABELLEN
from monitoring.gegevensboek.toetsen import overtredingen, uniek
from monitoring.gegevensboek.voorvertoning import HELE_RIJ, Blad, Fout, Rij, Voorvertoning
from monitoring.jaarstuk import Onleesbaar, sha256, uit_opslag
from monitoring.models import Bespreking, Duiding, Evaluatie

Mag = Callable[[str], bool]
Voortgang = Callable[[str], None]
VAST = "Deze evaluatie is vastgesteld en verandert niet meer."


def mag_alles(_recht: str) -> bool:
    """Wie ``manage.py`` kan draaien, kan alles al."""
    return True


def vergelijk(
    boek: Boek, *, mag: Mag = mag_alles, opdracht: bool = False, programma: str = "", meld: Voortgang = lambda _: None
) -> Voorvertoning:
    """Leg het boek naast de database.

    ``mag(recht)`` zegt of deze gebruiker een recht heeft; ``opdracht``: alles mag, ook wat de site zelf bijhoudt. ``programma``
    is het adres dat geldt waar een cel in de kolom programma leeg is of die kolom ontbreekt.
    """
    return _Vergelijking(boek, mag, opdracht, programma, meld).voer_uit()


class _Vergelijking:
    def __init__(self, boek: Boek, mag: Mag, opdracht: bool, programma: str, meld: Voortgang):
        self.boek, self.mag, self.opdracht, self.programma, self.meld = boek, mag, opdracht, programma, meld
        self.gegevens = Gegevens()
        self.fouten: list[Fout] = []
        self.nummers = count(-1, -1)

    def voer_uit(self) -> Voorvertoning:
        bladen = [Blad(tabel=tabel) for tabel in TABELLEN if tabel.blad in self.boek.bladen]
        for blad in bladen:
            self._toets_koppen(blad)
        if not self.fouten:
            for blad in bladen:
                self.meld(blad.tabel.blad)
                self._vergelijk(blad)
            for blad in bladen:
                self._verbind(blad)
            for blad in bladen:
                self.meld(blad.tabel.blad)
                self._keur(blad)
        plaats = {blad.tabel.blad: plaats for plaats, blad in enumerate(bladen)}
        self.fouten.sort(key=lambda fout: (plaats[fout.blad], fout.rij))
        aantallen = Counter(fout.blad for fout in self.fouten)
        for blad in bladen:
            blad.fouten = aantallen[blad.tabel.blad]
        return Voorvertoning(naam=self.boek.naam, bladen=bladen, fouten=self.fouten)

    def _fout(self, tabel: Tabel, rij: int, kolom: str, waarde: Any, melding: str) -> None:
        self.fouten.append(Fout(blad=tabel.blad, rij=rij, kolom=kolom, waarde=waarde, melding=melding))

    # Koppen

    def _toets_koppen(self, blad: Blad) -> None:
        tabel, koppen = blad.tabel, self.boek.bladen[blad.tabel.blad].koppen
        for kop in koppen:
            if kop not in tabel.plaats:
                bekend = ", ".join(tabel.plaats)
                self._fout(tabel, 1, kop or "(leeg)", kop, f"Deze kolom is onbekend. De kolommen zijn: {bekend}.")
        for naam in tabel.sleutel:
            if naam not in koppen and not (naam == "programma" and self.programma):
                self._fout(
                    tabel, 1, naam, None, "Deze kolom ontbreekt. Zonder haar is niet te zien over welke rij het gaat."
                )
        blad.niet_geraakt = tuple(kolom.naam for kolom in tabel.kolommen if kolom.naam not in koppen)

    # Rijen

    def _vergelijk(self, blad: Blad) -> None:
        tabel, bron = blad.tabel, self.boek.bladen[blad.tabel.blad]
        inhoud = self.gegevens.lees(tabel)
        lezer = _Rijlezer(tabel, bron, self.programma)
        gezien: dict[Sleutel, int] = {}
        keer: Counter[tuple[Any, ...]] = Counter()
        for nummer, cellen in bron.rijen:
            waarden, fouten = lezer.lees(cellen)
            if fouten:
                for kolom, waarde, melding in fouten:
                    self._fout(tabel, nummer, kolom, waarde, melding)
                continue
            sleutel = self._sleutel(tabel, waarden, inhoud, keer)
            if sleutel in gezien:
                kolommen = " en ".join(tabel.sleutel)
                toon = ", ".join(str(deel) for deel in sleutel)
                zin = f"Rij {gezien[sleutel]} heeft dezelfde {kolommen}. Laat één van beide staan."
                self._fout(tabel, nummer, tabel.sleutel[-1], toon, zin)
                continue
            gezien[sleutel] = nummer
            self._zet_ernaast(blad, inhoud, Rij(nummer=nummer, sleutel=sleutel, nieuw=tuple(waarden)), lezer)

    def _sleutel(self, tabel: Tabel, waarden: list[Any], inhoud: Inhoud, keer: Counter[tuple[Any, ...]]) -> Sleutel:
        if not tabel.sleutel:
            rij = tuple(waarden)
            keer[rij] += 1
            return (*rij, keer[rij])
        sleutel = tuple([waarden[plaats] for plaats in tabel.sleutelplaatsen])
        if sleutel in inhoud.pks:
            return sleutel
        for plaats in tabel.sleutelplaatsen:
            if isinstance(waarden[plaats], str):
                waarden[plaats] = waarden[plaats].strip()
        return tuple([waarden[plaats] for plaats in tabel.sleutelplaatsen])

    def _zet_ernaast(self, blad: Blad, inhoud: Inhoud, rij: Rij, lezer: "_Rijlezer") -> None:
        oud = inhoud.rijen.get(rij.sleutel)
        if oud is None:
            rij.nieuw = lezer.met_standaard(rij.nieuw)
            blad.nieuw.append(rij)
            return
        if rij.nieuw != oud:
            rij.nieuw = lezer.met_oude(rij.nieuw, oud)
        if rij.nieuw == oud:
            blad.gelijk += 1
            return
        rij.oud, rij.pk = oud, inhoud.pks[rij.sleutel]
        blad.anders.append(rij)

    # Verwijzingen

    def _verbind(self, blad: Blad) -> None:
        """Maak van elke rij die nieuw of anders is een object; eerst alle objecten, dan waar ze naar verwijzen."""
        tabel, inhoud = blad.tabel, self.gegevens._inhoud[blad.tabel.model]
        gewoon = [(plaats, kolom.veld) for plaats, kolom in enumerate(tabel.kolommen) if kolom.veld is not None]
        for rij in blad.rijen:
            if rij.pk is None:
                rij.obj = tabel.model(pk=next(self.nummers))
                if isinstance(rij.obj, Gebruiker):
                    rij.obj.set_unusable_password()  # wie zo is ingelezen, vraagt een nieuw wachtwoord aan
            else:
                rij.obj = self.gegevens.object(tabel, inhoud.ruw[rij.pk])
            for plaats, veld in gewoon:
                waarde = rij.nieuw[plaats]
                if rij.oud is None or waarde != rij.oud[plaats]:
                    json_tekst = isinstance(veld, models.JSONField) and waarde is not None
                    setattr(rij.obj, veld.attname, json.loads(waarde) if json_tekst else waarde)
            self.gegevens.voeg_toe(tabel, rij.sleutel, rij.obj)

    def _wijs(self, tabel: Tabel, rij: Rij) -> bool:
        """Zet de verwijzingen op het object; noemt wat er niet is."""
        goed = True
        for verwijzing in tabel.verwijzingen:
            waarden = [rij.nieuw[tabel.plaats[naam]] for naam in verwijzing.kolommen]
            try:
                sleutel = verwijzing.sleutel(waarden)
                ander = None if sleutel is None else self.gegevens.vind(verwijzing.naar, sleutel)
                if sleutel is not None and ander is None:
                    raise ValueError(_bestaat_niet(verwijzing.naar, sleutel))
            except ValueError as fout:
                self._fout(tabel, rij.nummer, verwijzing.kolom, waarden[-1], str(fout))
                goed = False
                continue
            veld: Any = tabel.model._meta.get_field(verwijzing.veld)
            if ander is None and not veld.null:
                self._fout(tabel, rij.nummer, verwijzing.kolom, None, "Vul hier iets in; deze cel mag niet leeg zijn.")
                goed = False
            else:
                setattr(rij.obj, veld.attname, ander and ander.pk)
                rij.obj._state.fields_cache[verwijzing.veld] = ander
                rij.anderen[verwijzing.veld] = ander
        return self._wijs_meervoud(tabel, rij) and goed

    def _wijs_meervoud(self, tabel: Tabel, rij: Rij) -> bool:
        goed = True
        for meervoud in tabel.meervoud:
            tekst = rij.nieuw[tabel.plaats[meervoud.veld]]
            if rij.oud is not None and tekst == rij.oud[tabel.plaats[meervoud.veld]]:
                continue
            programma = rij.nieuw[tabel.plaats["programma"]] if "programma" in tabel.plaats else ""
            anderen = []
            for naam in tekst.split(SCHEIDING) if tekst else ():
                try:
                    sleutel = meervoud.ontleed(programma, naam)
                    ander = self.gegevens.vind(meervoud.naar, sleutel)
                    if ander is None:
                        raise ValueError(_bestaat_niet(meervoud.naar, sleutel))
                    anderen.append(ander)
                except ValueError as fout:
                    self._fout(tabel, rij.nummer, meervoud.veld, naam, str(fout))
                    goed = False
            if meervoud.verplicht and not tekst:
                self._fout(tabel, rij.nummer, meervoud.veld, None, "Vul hier ten minste één naam in.")
                goed = False
            rij.groepen[meervoud.veld] = anderen
        return goed

    # Regels

    def _keur(self, blad: Blad) -> None:
        tabel = blad.tabel
        self._toets_rechten(blad)
        eigen = {kolom.veld for kolom in tabel.kolommen if not isinstance(kolom.veld, models.JSONField)}
        zonder = {str(veld.name) for veld in tabel.model._meta.fields if veld not in eigen}
        goed = [rij for rij in blad.rijen if self._wijs(tabel, rij)]
        for rij in goed:
            self._toets_rij(tabel, rij, zonder)
        if goed:
            self._toets_uniek(blad)

    def _toets_rij(self, tabel: Tabel, rij: Rij, zonder: set[str]) -> None:
        fouten: dict[str, list[str]] = {}
        toetsen: list[Callable[[], Any]] = [lambda: rij.obj.clean_fields(exclude=zonder)]
        if not tabel.feit:
            toetsen.append(rij.obj.clean)
        for toets in toetsen:
            try:
                toets()
            except ValidationError as fout:
                for veld, zinnen in _per_veld(fout).items():
                    fouten.setdefault(veld, []).extend(zinnen)
        if not fouten and (zinnen := overtredingen(rij.obj)):
            fouten[NON_FIELD_ERRORS] = zinnen
        if tabel.model is Evaluatie or tabel.model in (Duiding, Bespreking):
            fouten |= self._vaste_evaluatie(tabel, rij)
        if not self.opdracht:
            fouten |= self._eigen_kolommen(tabel, rij)
        kolom_van = {verwijzing.veld: verwijzing.kolom for verwijzing in tabel.verwijzingen}
        for veld, zinnen in fouten.items():
            kolom = kolom_van.get(veld, veld)
            bekend = kolom in tabel.plaats
            for zin in zinnen:
                waarde = rij.nieuw[tabel.plaats[kolom]] if bekend else None
                self._fout(tabel, rij.nummer, kolom if bekend else HELE_RIJ, waarde, zin)

    def _eigen_kolommen(self, tabel: Tabel, rij: Rij) -> dict[str, list[str]]:
        """Wat de site zelf bijhoudt, verandert niet via een bestand."""
        oud = rij.oud or _leeg(tabel)
        return {
            kolom.naam: ["Dit houdt de site zelf bij. Laat deze cel zoals zij was."]
            for plaats, kolom in enumerate(tabel.kolommen)
            if kolom.eigen and rij.nieuw[plaats] != oud[plaats]
        }

    def _vaste_evaluatie(self, tabel: Tabel, rij: Rij) -> dict[str, list[str]]:
        """Een vastgestelde evaluatie en haar delen veranderen nooit; een nieuwe komt met haar eigen controlegetal."""
        if tabel.model is not Evaluatie:
            evaluatie = rij.obj.evaluatie
            vast = evaluatie.pk > 0 and evaluatie.fase == Fase.VASTGESTELD
            return {NON_FIELD_ERRORS: [VAST]} if vast else {}
        if rij.oud is not None and rij.oud[tabel.plaats["fase"]] == Fase.VASTGESTELD:
            return {NON_FIELD_ERRORS: [VAST]}
        verslag = None if rij.nieuw[tabel.plaats["verslag"]] is None else rij.obj.verslag
        if verslag is None:
            return {}
        try:
            uit_opslag(verslag)
        except Onleesbaar:
            return {"verslag": ["Dit verslag is niet te lezen. Neem het bestand zoals het is uitgevoerd."]}
        if sha256(verslag) != rij.obj.sha256:
            return {"sha256": ["Het controlegetal hoort niet bij het verslag: er is aan het bestand iets veranderd."]}
        return {}

    def _toets_uniek(self, blad: Blad) -> None:
        """Wat maar één keer mag voorkomen: tussen de rijen van het bestand en met wat er in de database blijft staan."""
        tabel, inhoud = blad.tabel, self.gegevens._inhoud[blad.tabel.model]
        sleutelvelden = _sleutelvelden(tabel)
        regels = [regel for regel in uniek(tabel.model) if set(regel[0]) != sleutelvelden]
        if not regels:
            return
        rijen = {rij.obj.pk: rij for rij in blad.rijen}
        alle = [self.gegevens.object(tabel, ruw) for pk, ruw in inhoud.ruw.items() if pk not in rijen]
        alle += [rij.obj for rij in blad.rijen]
        for attributen, voor, melding in regels:
            gezien: set[tuple[Any, ...]] = set()
            for obj in alle:
                waarden = tuple([getattr(obj, attribuut) for attribuut in attributen])
                if None in waarden or (voor is not None and not voor(obj)):
                    continue
                if waarden in gezien and obj.pk in rijen:
                    self._fout(tabel, rijen[obj.pk].nummer, *_plek(tabel, attributen, rijen[obj.pk]), melding)
                gezien.add(waarden)

    # Rechten

    def _toets_rechten(self, blad: Blad) -> None:
        """Wat iemand niet mag, wordt bij naam geweigerd; een blad dat hetzelfde is, mag blijven."""
        tabel = blad.tabel
        if self.opdracht or not blad.rijen:
            return
        eerste = min(rij.nummer for rij in blad.rijen)
        aantal = len(blad.rijen)
        rijen = "1 rij is" if aantal == 1 else f"{aantal} rijen zijn"
        soort = tabel.model._meta.verbose_name_plural
        if tabel.alleen_opdracht:
            reden = f"{rijen} nieuw of anders, maar {soort} lees je hier niet in. {tabel.alleen_opdracht}"
        elif not all(self.mag(tabel.recht(handeling)) for handeling in _handelingen(blad)):
            wie = "een beheerder" if tabel.model._meta.app_label == "acties" else "een projectleider"
            reden = (
                f"{rijen} nieuw of anders, maar {soort} mag alleen {wie} wijzigen. "
                f"Haal die rijen weg, of laat {wie} het bestand inlezen."
            )
        else:
            return
        self._fout(tabel, eerste, HELE_RIJ, None, reden)


class _Rijlezer:
    """Maakt van de cellen van een rij de waarden van haar kolommen."""

    def __init__(self, tabel: Tabel, bron: Bladrijen, programma: str):
        self.tabel = tabel
        op_kop = {kop: plaats for plaats, kop in enumerate(bron.koppen)}
        self.stappen = [(kolom, op_kop.get(kolom.naam)) for kolom in tabel.kolommen]
        self.ontbreekt = [plaats for plaats, (_, kop) in enumerate(self.stappen) if kop is None]
        self.programma = tabel.plaats.get("programma") if programma else None
        self.standaard_programma = programma
        if self.programma is not None and self.programma in self.ontbreekt:
            self.ontbreekt.remove(self.programma)
        self.leeg = _leeg(tabel)
        self.te_vullen = [
            (plaats, self.leeg[plaats])
            for plaats, kolom in enumerate(tabel.kolommen)
            if kolom.veld is not None and not kolom.veld.null and self.leeg[plaats] is not None
        ]

    def lees(self, cellen: Sequence[Any]) -> tuple[list[Any], list[tuple[str, Any, str]]]:
        waarden, fouten = [], []
        for kolom, kop in self.stappen:
            cel = None if kop is None else cellen[kop]
            try:
                waarden.append(kolom.lees(cel))
            except ValueError as fout:
                fouten.append((kolom.naam, cel, str(fout)))
                waarden.append(None)
        if self.programma is not None and waarden[self.programma] is None:
            waarden[self.programma] = self.standaard_programma
        return waarden, [fout for fout in fouten if fout[0] not in self._afwezig()] if fouten else fouten

    def _afwezig(self) -> set[str]:
        """Een kolom die er niet is, kan geen fout hebben."""
        return {kolom.naam for kolom, kop in self.stappen if kop is None}

    def met_standaard(self, waarden: tuple[Any, ...]) -> tuple[Any, ...]:
        """Een nieuwe rij: waar niets is ingevuld, geldt wat het veld zelf als begin heeft."""
        nieuw = list(waarden)
        for plaats in self.ontbreekt:
            nieuw[plaats] = self.leeg[plaats]
        for plaats, begin in self.te_vullen:
            if nieuw[plaats] is None or nieuw[plaats] == "":
                nieuw[plaats] = begin
        return tuple(nieuw)

    def met_oude(self, waarden: tuple[Any, ...], oud: tuple[Any, ...]) -> tuple[Any, ...]:
        """Een bestaande rij: een kolom die er niet is blijft zoals zij was, en een ander regeleinde is geen verschil."""
        nieuw = [
            was
            if type(was) is str and type(wordt) is str and wordt != was and wordt == was.replace("\r\n", "\n")
            else wordt
            for was, wordt in zip(oud, waarden, strict=True)
        ]
        for plaats in self.ontbreekt:
            nieuw[plaats] = oud[plaats]
        return tuple(nieuw)


def _leeg(tabel: Tabel) -> tuple[Any, ...]:
    """Een rij waarin nog niets is ingevuld."""

    def begin(kolom: Kolom) -> Any:
        if kolom.veld is None:
            return "" if kolom.naam in tabel.meervoud_op_kolom else None
        if not kolom.veld.has_default():
            return (
                kolom.lees(None)
                if isinstance(kolom.veld, models.CharField | models.TextField) and kolom.veld.blank
                else None
            )
        return kolom.veld.get_default()

    return tuple(begin(kolom) for kolom in tabel.kolommen)


def _bestaat_niet(model: type[models.Model], sleutel: Sleutel) -> str:
    tabel = OP_MODEL[model]
    naam = str(sleutel[-1])
    bij = " ".join(str(deel) for deel in sleutel[:-1])
    binnen = f" bij {bij[:60]}" if bij else ""
    return (
        f"{tabel.naam.capitalize()} “{naam[:60]}” bestaat niet{binnen}, ook niet op het blad {tabel.blad}. "
        "Voeg die rij toe of verbeter de naam."
    )


def _per_veld(fout: ValidationError) -> dict[str, list[str]]:
    return fout.message_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.messages}


def _handelingen(blad: Blad) -> list[str]:
    return ["import", *(["add"] if blad.nieuw else []), *(["change"] if blad.anders else [])]


def _sleutelvelden(tabel: Tabel) -> set[str]:
    """De attributen waaruit de sleutel bestaat; dubbele sleutels zijn al gevonden."""
    van_kolom = {verwijzing.kolom: verwijzing.veld for verwijzing in tabel.verwijzingen}
    namen = [van_kolom.get(naam, naam) for naam in tabel.sleutel]
    bekend = {veld.name: veld.attname for veld in tabel.model._meta.concrete_fields}
    return {bekend[naam] for naam in namen if naam in bekend}


def _plek(tabel: Tabel, attributen: tuple[str, ...], rij: Rij) -> tuple[str, Any]:
    kolom = attributen[-1].removesuffix("_id")
    return (kolom, rij.nieuw[tabel.plaats[kolom]]) if kolom in tabel.plaats else (HELE_RIJ, None)
