"""De cijfers in een openbaar bestand, zonder database: waar de gemeente, de periode en het cijfer staan, en wat eruit komt.

Een bestand heeft de perioden naast elkaar (een kolom per periode) of onder elkaar (een kolom met de periode). Een punt, een
streepje, een x of niets is geen waarde, en blijft dat.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from acties.rekenblad.lezen.fout import Bestandsfout, Celfout
from acties.rekenblad.lezen.getal import Notatie, Twijfel, lees_getal, notatie_van
from acties.rekenblad.lezen.periode import Periode, lees_periode, noemt_jaar
from monitoring.inlezen.cijfers.kolommen import Kolom, Soort, zoek_kolommen
from monitoring.inlezen.cijfers.tabel import Cel, IsNaam, Rij, als_tekst, is_leeg, zoek_tabel

RIJNUMMER = {"id", "nr", "nummer"}  # telt de rijen van een ongetypeerde download, en is geen cijfer
MAX_WAARDEN = 200  # meer waarden kiest niemand uit een lijst
_ACHTERVOEGSEL = re.compile(r"\s*\((?:gemeente|gem\.?)\)$", re.IGNORECASE)
_REGIOKOP = re.compile(r"regio|gemeente|gebied", re.IGNORECASE)
_TOTAAL = re.compile(r"\btotaal\b", re.IGNORECASE)
_VOORLOPIG = {"voorlopig", "nader voorlopig"}


@dataclass(frozen=True, slots=True)
class Kolomkeuze:
    """Waar het cijfer staat: ``cijfer`` is een kolom, of een groep kolommen met elk een periode. ``jaar`` is leeg bij een groep.

    ``waarden``: per andere kolom met woorden de ene waarde die wordt gelezen. ``notatie``: alleen waar de kolom twijfel laat.
    """

    regio: str
    cijfer: str
    jaar: str = ""
    waarden: Mapping[str, str] = field(default_factory=dict)
    notatie: str = ""


@dataclass(frozen=True, slots=True)
class Cijfer:
    """``regel`` telt vanaf 1, zoals in het bestand; ``regio`` is de cel zonder “(gemeente)”."""

    regel: int
    regio: str
    periode: Periode
    waarde: Decimal
    voorlopig: bool = False


@dataclass(frozen=True, slots=True)
class Dimensie:
    """Een kolom die de cijfers verder verdeelt: kies één van haar waarden.

    ``totaal``: de waarde van het geheel, als zij erbij staat. ``mag_alles``: ook zonder keuze heeft elke gemeente per periode
    hooguit één cijfer.
    """

    kolom: str
    waarden: tuple[str, ...]
    totaal: str
    mag_alles: bool


@dataclass(frozen=True, slots=True)
class Cijferbestand:
    """De tabel uit het bestand: kolommen (bij meer kopregels zijn die samengevoegd) en rijen met hun regelnummer.

    ``losse_regels``: wat als titel of noot is gelezen en dus niet als rij. ``met_komma``: er staan komma's tussen de cellen.
    """

    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    losse_regels: tuple[str, ...] = ()
    met_komma: bool = False

    @property
    def koppen(self) -> tuple[str, ...]:
        return tuple(kolom.kop for kolom in self.kolommen)

    def regiokolommen(self) -> list[str]:
        """Kolommen met woorden: daar kan de naam of code van een gemeente staan."""
        return [kolom.kop for kolom in self.kolommen if kolom.soort is Soort.WOORD]

    def beste_regiokolom(self, is_naam: IsNaam) -> str:
        """De kolom met de meeste bekende namen; zijn er geen, dan de eerste."""
        return max(
            self.regiokolommen(), key=lambda kop: (sum(map(is_naam, self._waarden(kop))), bool(_REGIOKOP.search(kop)))
        )

    def cijferkeuzes(self) -> list[tuple[str, str]]:
        """Waar het cijfer kan staan, als ``(cijfer, jaar)``: een kolom met een periodekolom, of een groep met een per periode."""
        perioden = [kolom.kop for kolom in self.kolommen if kolom.soort in (Soort.PERIODE, Soort.JAARTAL)]
        getallen = [
            kolom.kop
            for kolom in self.kolommen
            if kolom.soort in (Soort.GETAL, Soort.JAARTAL) and kolom.kop.casefold() not in RIJNUMMER
        ]
        groepen = dict.fromkeys(kolom.groep for kolom in self.kolommen if kolom.periode)
        return [(kop, jaar) for jaar in perioden for kop in getallen if kop != jaar] + [
            (groep, "") for groep in groepen
        ]

    def zonder_periode(self) -> list[str]:
        """Koppen die een jaar noemen en toch geen periode geven die te lezen is: hun cijfers blijven liggen."""
        return [kolom.kop for kolom in self.kolommen if noemt_jaar(kolom.kop) and not kolom.periode]

    def dimensies(self, keuze: Kolomkeuze) -> list[Dimensie]:
        """De kolommen waarvan één waarde te kiezen is, omdat zij de cijfers van een gemeente verder verdelen.

        Een kolom die alleen van de gemeente afhangt (haar code, haar provincie) verdeelt niets; tenzij er een totaal in staat,
        want dan kan het bij een gemeente om een deel gaan.
        """
        gevonden = {}
        for kop in self.regiokolommen():
            waarden = self._waarden(kop)
            if kop == keuze.regio or len(waarden) == 1 or _is_stand_van_cijfer(waarden):
                continue
            totaal = _totaal(waarden)
            if totaal or self._verdeelt(kop, keuze.regio):
                gevonden[kop] = (waarden, totaal)
        dimensies = [
            Dimensie(
                kop,
                waarden,
                totaal,
                self._is_eenduidig(keuze, {k: t for k, (_, t) in gevonden.items() if t and k != kop}),
            )
            for kop, (waarden, totaal) in gevonden.items()
        ]
        return [deel for deel in dimensies if not deel.mag_alles or deel.totaal or len(deel.waarden) <= MAX_WAARDEN]

    def vaste_waarden(self, keuze: Kolomkeuze) -> list[tuple[str, str]]:
        """Kolommen waarin overal hetzelfde staat: geen keuze, wel goed om te weten."""
        return [
            (kop, waarden[0])
            for kop in self.regiokolommen()
            if kop != keuze.regio and len(waarden := self._waarden(kop)) == 1
        ]

    def twijfel(self, keuze: Kolomkeuze) -> Twijfel | None:
        """Een getal dat op twee manieren te lezen blijft, ook met de hele kolom erbij."""
        notatie = self._notatie(keuze)
        return notatie if isinstance(notatie, Twijfel) else None

    def lees(self, keuze: Kolomkeuze) -> tuple[list[Cijfer], list[Celfout]]:
        """De cijfers volgens deze keuze; een ontbrekende waarde is geen cijfer en geen fout. Fout: ``Bestandsfout``."""
        if keuze.regio not in self.regiokolommen() or (keuze.cijfer, keuze.jaar) not in self.cijferkeuzes():
            raise Bestandsfout("Deze kolommen staan niet in het bestand. Kies ze opnieuw.")
        notatie = self._gekozen_notatie(keuze)
        filters = self._filters(keuze)
        regioplaats = self._plaats(keuze.regio)
        kolommen = self._cijferkolommen(keuze)
        standen = [
            plaats
            for plaats, kolom in enumerate(self.kolommen)
            if kolom.soort is Soort.WOORD and _is_stand_van_cijfer(self._waarden(kolom.kop))
        ]
        cijfers: list[Cijfer] = []
        fouten: list[Celfout] = []
        for regel, cellen in self.rijen:
            regio = zonder_achtervoegsel(als_tekst(cellen[regioplaats]))
            if not regio or any(als_tekst(cellen[plaats]) != waarde for plaats, waarde in filters.items()):
                continue
            voorlopig = any(als_tekst(cellen[plaats]).casefold() in _VOORLOPIG for plaats in standen)
            for plaats, periode in self._perioden(cellen, kolommen, keuze):
                cel = cellen[plaats]
                waarde = cel if isinstance(cel, Decimal) else lees_getal(cel, notatie)
                if waarde is None or periode is None:
                    fouten.append(
                        Celfout(
                            rij=regel,
                            kolom=self.koppen[plaats],
                            waarde=als_tekst(cel)[:60],
                            uitleg=_uitleg(cel, waarde, notatie),
                        )
                    )
                else:
                    cijfers.append(Cijfer(regel, regio, periode, waarde, voorlopig or periode.voorlopig))
        return cijfers, fouten

    def _perioden(
        self, cellen: Sequence[Cel], kolommen: Sequence[int], keuze: Kolomkeuze
    ) -> Iterator[tuple[int, Periode | None]]:
        """De gevulde cellen van een rij met de periode uit hun kop, of uit de kolom met de periode."""
        for plaats in kolommen:
            if not is_leeg(cellen[plaats]):
                jaar = lees_periode(als_tekst(cellen[self._plaats(keuze.jaar)])) if keuze.jaar else None
                yield plaats, jaar if keuze.jaar else self.kolommen[plaats].periode

    def _filters(self, keuze: Kolomkeuze) -> dict[int, str]:
        filters = {}
        for dimensie in self.dimensies(keuze):
            if dimensie.kolom in keuze.waarden:
                filters[self._plaats(dimensie.kolom)] = keuze.waarden[dimensie.kolom]
            elif not dimensie.mag_alles:
                raise Bestandsfout(f"Kies een waarde bij {dimensie.kolom}.")
        return filters

    def _notatie(self, keuze: Kolomkeuze) -> Notatie | Twijfel:
        """De hele kolom telt, ook de rijen die niet worden overgenomen; van een groep tellen alle kolommen samen."""
        kolommen = self._cijferkolommen(keuze)
        cellen = (rij[plaats] for _, rij in self.rijen for plaats in kolommen)
        return notatie_van((cel for cel in cellen if isinstance(cel, str)), gescheiden_door_komma=self.met_komma)

    def _gekozen_notatie(self, keuze: Kolomkeuze) -> Notatie:
        notatie = self._notatie(keuze)
        if isinstance(notatie, Notatie):
            return notatie
        if keuze.notatie in list(Notatie):
            return Notatie(keuze.notatie)
        raise Bestandsfout(f"“{notatie.tekst}” is op twee manieren te lezen. Kies wat ermee is bedoeld.")

    def _plaats(self, kop: str) -> int:
        return self.koppen.index(kop)

    def _cijferkolommen(self, keuze: Kolomkeuze) -> list[int]:
        if keuze.jaar:
            return [self._plaats(keuze.cijfer)]
        return [plaats for plaats, kolom in enumerate(self.kolommen) if kolom.periode and kolom.groep == keuze.cijfer]

    def _waarden(self, kop: str) -> tuple[str, ...]:
        plaats = self._plaats(kop)
        return tuple(dict.fromkeys(als_tekst(cellen[plaats]) for _, cellen in self.rijen))

    def _verdeelt(self, kop: str, regio: str) -> bool:
        """Of een gemeente in deze kolom meer dan één waarde heeft."""
        plaats, regioplaats = self._plaats(kop), self._plaats(regio)
        paren = {(als_tekst(cellen[regioplaats]), als_tekst(cellen[plaats])) for _, cellen in self.rijen}
        return len(paren) > len({regio for regio, _ in paren})

    def _is_eenduidig(self, keuze: Kolomkeuze, waarden: Mapping[str, str]) -> bool:
        """Of elke gemeente per periode hooguit één rij met een cijfer heeft, als deze waarden zijn gekozen."""
        filters = {self._plaats(kop): waarde for kop, waarde in waarden.items()}
        sleutel = [self._plaats(kop) for kop in (keuze.regio, keuze.jaar) if kop]
        kolommen = self._cijferkolommen(keuze)
        rijen = [
            tuple(als_tekst(cellen[plaats]) for plaats in sleutel)
            for _, cellen in self.rijen
            if all(als_tekst(cellen[plaats]) == waarde for plaats, waarde in filters.items())
            and any(not is_leeg(cellen[plaats]) for plaats in kolommen)
        ]
        return len(rijen) == len(set(rijen))


def lees_cijferbestand(inhoud: bytes | str, is_naam: IsNaam = lambda _: False) -> Cijferbestand:
    """De tabel in een CSV, een werkmap of geplakte cellen. Fout: ``Bestandsfout``. ``is_naam``: zie ``zoek_tabel``."""
    tabel = zoek_tabel(inhoud, is_naam)
    kolommen = zoek_kolommen(tabel.koppen, [cellen for _, cellen in tabel.rijen])
    return Cijferbestand(kolommen, tabel.rijen, tabel.losse_regels, tabel.met_komma)


def zonder_achtervoegsel(naam: str) -> str:
    """“Alkmaar (gemeente)” is Alkmaar."""
    return _ACHTERVOEGSEL.sub("", naam)


def _totaal(waarden: Iterable[str]) -> str:
    """De waarde van het geheel: “Totaal”, of anders de enige die met Totaal begint."""
    met_totaal = [waarde for waarde in waarden if _TOTAAL.search(waarde)]
    precies = [waarde for waarde in met_totaal if waarde.casefold() == "totaal"]
    return precies[0] if precies else met_totaal[0] if len(met_totaal) == 1 else ""


def _is_stand_van_cijfer(waarden: Iterable[str]) -> bool:
    return {waarde.casefold() for waarde in waarden} <= _VOORLOPIG | {"definitief", ""}


def _uitleg(cel: Cel, waarde: Decimal | None, notatie: Notatie) -> str:
    if waarde is not None:
        wat = "Bij dit cijfer staat geen periode."
    elif isinstance(cel, str) and lees_getal(cel, notatie.andere) is not None:
        wat = f"Dit getal is anders geschreven dan de rest van de kolom, met een {notatie} als decimaalteken."
    else:
        wat = "Dit is geen getal."
    return f"{wat} Verbeter de cel of maak haar leeg."
