"""De cijfers in een openbaar bestand, zonder database: waar de gemeente, de periode en het cijfer staan, en wat eruit komt.

Een bestand heeft de perioden naast elkaar (een kolom per periode) of onder elkaar (een kolom met de periode). Een punt, een
streepje, een x of niets is geen waarde, en blijft dat.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from acties.rekenblad.lezen.fout import Bestandsfout, Celfout
from acties.rekenblad.lezen.getal import Notatie, Twijfel, is_getal, lees_getal, notatie_van
from acties.rekenblad.lezen.periode import Periode, lees_periode, noemt_jaar
from acties.woorden import FOUT
from monitoring.inlezen.cijfers.jaardeel import met_deel, periode_onder
from monitoring.inlezen.cijfers.kolommen import Soort, zoek_kolommen
from monitoring.inlezen.cijfers.raster import (
    GEEN_WAARDE,
    RIJNUMMER,
    VOORLOPIG,
    Kolomkeuze,
    Raster,
    cijfertekst,
    is_stand,
)
from monitoring.inlezen.cijfers.tabel import Cel, IsNaam, Tabel, als_tekst, is_leeg, zoek_tabel

MEEST_GENOEMD = 50
_ACHTERVOEGSEL = re.compile(r"\s*\((?:gemeente|gem\.?)\)$", re.IGNORECASE)
_REGIOKOP = re.compile(r"regio|gemeente|gebied", re.IGNORECASE)
_DUIZEND = r"(?:1[ .]?000|duizend)"
_MILJOEN = r"(?:1[ .]?000[ .]?000|mln\.?|miljoen)"
_FACTOR = re.compile(rf"(?:[x×*] ?|maal |in )(?:(?P<mln>{_MILJOEN})|(?P<duizend>{_DUIZEND}))(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cijfer:
    """``regel`` telt vanaf 1, zoals in het bestand; ``regio`` is de cel zonder “(gemeente)”.

    ``rij``: waaraan twee rijen met hetzelfde cijfer te onderscheiden zijn, als een rij over één periode gaat.
    """

    regel: int
    regio: str
    periode: Periode
    waarde: Decimal
    voorlopig: bool = False
    rij: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Schaal:
    """Het bestand zegt dat zijn getallen in duizenden of miljoenen zijn: ``tekst`` is wat er staat, ``getal`` een voorbeeld.

    Zonder voorbeeld zolang niet vaststaat hoe de getallen te lezen zijn.
    """

    tekst: str
    factor: int
    getal: Decimal | None


@dataclass(frozen=True, slots=True)
class Cijferbestand(Raster):
    """De tabel uit het bestand.

    ``losse_regels``: wat als titel of noot is gelezen en dus niet als rij. ``met_komma``: er staan komma's tussen de cellen.
    """

    losse_regels: tuple[str, ...] = ()
    met_komma: bool = False

    def beste_regiokolom(self, is_naam: IsNaam) -> str:
        """De kolom met de meeste bekende namen; zijn er geen, dan de eerste."""
        return max(
            self.regiokolommen(), key=lambda kop: (sum(map(is_naam, self.waarden(kop))), bool(_REGIOKOP.search(kop)))
        )

    def cijferkeuzes(self) -> list[tuple[str, str]]:
        """Waar het cijfer kan staan, als ``(cijfer, jaar)``: een kolom met een periodekolom, of een groep met een per periode."""
        perioden = self._fijne_perioden()
        getallen = [kop for kop in self.van_soort(Soort.GETAL, Soort.JAARTAL) if kop.casefold() not in RIJNUMMER]
        groepen = dict.fromkeys(kolom.groep for kolom in self.kolommen if kolom.periode)
        return [(kop, jaar) for jaar in perioden for kop in getallen if kop != jaar] + [
            (groep, "") for groep in groepen
        ]

    def zonder_periode(self) -> list[str]:
        """Koppen die een jaar noemen en toch geen periode geven die te lezen is: hun cijfers blijven liggen."""
        return [kolom.kop for kolom in self.kolommen if noemt_jaar(kolom.kop) and not kolom.periode]

    def twijfel(self, keuze: Kolomkeuze) -> Twijfel | None:
        """Een getal dat op twee manieren te lezen blijft, ook met de hele kolom erbij."""
        notatie = self._notatie(keuze)
        return notatie if isinstance(notatie, Twijfel) else None

    def schaal(self, keuze: Kolomkeuze) -> Schaal | None:
        """Of het bestand zegt dat dit cijfer maal duizend of maal een miljoen is: in een kop, een titel of een vaste waarde."""
        kolommen = self.cijferkolommen(keuze)
        rest = [*(waarde for _, waarde in self.vaste_waarden(keuze)), *self.losse_regels]
        teksten = (*(self.koppen[plaats] for plaats in kolommen), *rest)
        gevonden = next((past for tekst in teksten if (past := _FACTOR.search(tekst))), None)
        if gevonden is None:
            return None
        notatie = self._notatie(keuze)
        getallen = (
            _getal(cellen[plaats], notatie)
            for _, cellen in self.rijen
            for plaats in kolommen
            if isinstance(notatie, Notatie)
        )
        return Schaal(gevonden[0], 1_000_000 if gevonden["mln"] else 1000, next(filter(None, getallen), None))

    def lees(self, keuze: Kolomkeuze) -> tuple[list[Cijfer], list[Celfout]]:
        """De cijfers volgens deze keuze; een ontbrekende waarde is geen cijfer en geen fout. Fout: ``Bestandsfout``."""
        if keuze.regio not in self.regiokolommen() or (keuze.cijfer, keuze.jaar) not in self.cijferkeuzes():
            raise Bestandsfout("Deze kolommen staan niet in het bestand. Kies ze opnieuw.")
        notatie, factor = self._gekozen_notatie(keuze), self._gekozen_factor(keuze)
        filters = self._filters(keuze)
        regioplaats, kolommen = self.plaats(keuze.regio), self.cijferkolommen(keuze)
        standen = [self.plaats(kop) for kop in self.regiokolommen() if is_stand(self.waarden(kop))]
        nummers = {plaats for plaats, kop in enumerate(self.koppen) if kop.casefold() in RIJNUMMER}
        cijfers: list[Cijfer] = []
        fouten: list[Celfout] = []
        for regel, cellen in self.rijen:
            stand = {als_tekst(cellen[plaats]).casefold() for plaats in standen}
            if stand & GEEN_WAARDE or any(als_tekst(cellen[plaats]) != waarde for plaats, waarde in filters.items()):
                continue
            regio = zonder_achtervoegsel(als_tekst(cellen[regioplaats]))
            rij = tuple(als_tekst(cel) for plaats, cel in enumerate(cellen) if keuze.jaar and plaats not in nummers)
            for plaats, periode in self._perioden(cellen, kolommen, keuze):
                waarde = _getal(cellen[plaats], notatie)
                if waarde is None or periode is None or not regio:
                    uitleg = _uitleg(cellen[plaats], waarde, notatie) if regio else _ZONDER_GEMEENTE
                    fouten.append(_celfout(regel, self.koppen[plaats], cellen[plaats], uitleg))
                else:
                    voorlopig = bool(stand & VOORLOPIG) or periode.voorlopig or cijfertekst(cellen[plaats])[1]
                    cijfers.append(Cijfer(regel, regio, periode, waarde * factor, voorlopig, rij))
        return cijfers, fouten

    def _perioden(
        self, cellen: Sequence[Cel], kolommen: Sequence[int], keuze: Kolomkeuze
    ) -> Iterator[tuple[int, Periode | None]]:
        """De gevulde cellen van een rij met de periode uit hun kop, of uit de kolom met de periode."""
        delen = [plaats for plaats, kolom in enumerate(self.kolommen) if kolom.soort is Soort.DEEL]
        for plaats in kolommen:
            if is_leeg(cellen[plaats]):
                continue
            periode = self.kolommen[plaats].periode
            if keuze.jaar:
                periode = periode_onder(als_tekst(cellen[self.plaats(keuze.jaar)]), keuze.jaar)
            for deel in delen:
                ster = "*" if periode and periode.voorlopig else ""
                if periode:
                    periode = lees_periode(met_deel(periode.tekst + ster, als_tekst(cellen[deel]), self.koppen[deel]))
            yield plaats, periode

    def _fijne_perioden(self) -> list[str]:
        """De kolommen met een periode, zonder wie bij elke rij de periode van een andere omvat: het jaar naast zijn kwartaal."""
        koppen = self.van_soort(Soort.PERIODE, Soort.JAARTAL)
        if Soort.JAARTAL in {self.kolommen[self.plaats(kop)].soort for kop in koppen}:
            return koppen
        return [kop for kop in koppen if not any(self._omvat(kop, ander) for ander in koppen if ander != kop)]

    def _omvat(self, grof: str, fijn: str) -> bool:
        links, rechts = self.plaats(grof), self.plaats(fijn)
        paren = {(als_tekst(cellen[links]), als_tekst(cellen[rechts])) for _, cellen in self.rijen}
        gelezen = [(lees_periode(links), lees_periode(rechts)) for links, rechts in paren]
        binnen = all(jaar and deel and jaar.begin <= deel.begin <= deel.eind <= jaar.eind for jaar, deel in gelezen)
        return binnen and any(jaar and deel and jaar != deel for jaar, deel in gelezen)

    def _filters(self, keuze: Kolomkeuze) -> dict[int, str]:
        filters = {}
        for dimensie in self.dimensies(keuze):
            if dimensie.kolom in keuze.waarden:
                filters[self.plaats(dimensie.kolom)] = keuze.waarden[dimensie.kolom]
            elif not dimensie.mag_alles:
                raise Bestandsfout(f"Kies een waarde bij {dimensie.kolom}.")
        return filters

    def _notatie(self, keuze: Kolomkeuze) -> Notatie | Twijfel:
        """De hele kolom telt, ook de rijen die niet worden overgenomen; van een groep tellen alle kolommen samen."""
        kolommen = self.cijferkolommen(keuze)
        cellen = (cijfertekst(rij[plaats])[0] for _, rij in self.rijen for plaats in kolommen)
        return notatie_van(cellen, gescheiden_door_komma=self.met_komma)

    def _gekozen_notatie(self, keuze: Kolomkeuze) -> Notatie:
        notatie = self._notatie(keuze)
        if isinstance(notatie, Notatie):
            return notatie
        if keuze.notatie in list(Notatie):
            return Notatie(keuze.notatie)
        raise Bestandsfout(f"“{notatie.tekst}” is op twee manieren te lezen. Kies wat ermee is bedoeld.")

    def _gekozen_factor(self, keuze: Kolomkeuze) -> int:
        schaal = self.schaal(keuze)
        if schaal is None:
            return 1
        if keuze.factor not in (1, schaal.factor):
            raise Bestandsfout(f"In het bestand staat “{schaal.tekst}”. Kies welk getal is bedoeld.")
        return keuze.factor


_ZONDER_GEMEENTE = "Op deze regel staat geen gemeente. Vul de naam op elke regel in, of haal de regel weg."


def lees_cijferbestand(inhoud: bytes | str, is_naam: IsNaam = lambda _: False) -> Cijferbestand:
    """De tabel in een CSV, een werkmap of geplakte cellen. Fout: ``Bestandsfout``. ``is_naam``: zie ``zoek_tabel``."""
    tabel = zoek_tabel(inhoud, is_naam)
    kolommen = zoek_kolommen(tabel.koppen, [cellen for _, cellen in tabel.rijen])
    bestand = Cijferbestand(kolommen, tabel.rijen, tabel.losse_regels, tabel.met_komma)
    if tabel.fouten:
        raise Bestandsfout(*_alle_fouten(tabel, bestand))
    return bestand


def zonder_achtervoegsel(naam: str) -> str:
    """“Alkmaar (gemeente)” is Alkmaar."""
    return _ACHTERVOEGSEL.sub("", naam)


def _alle_fouten(tabel: Tabel, bestand: Cijferbestand) -> list[str]:
    """De regels die niet passen en de cellen die geen getal zijn, in de volgorde van het bestand: zo hoeft het maar één keer."""
    plaatsen = [plaats for plaats, kolom in enumerate(bestand.kolommen) if kolom.soort is Soort.GETAL]
    cellen = [(regel, plaats, cellen[plaats]) for regel, cellen in tabel.rijen for plaats in plaatsen]
    fouten = sorted(
        [*tabel.fouten]
        + [
            (regel, f"Regel {regel}, {bestand.koppen[plaats]}: “{als_tekst(cel)[:60]}”. Dit is geen getal.")
            for regel, plaats, cel in cellen
            if isinstance(cel, str) and not is_leeg(cel) and not is_getal(cijfertekst(cel)[0])
        ]
    )
    meer = len(fouten) - MEEST_GENOEMD
    return [zin for _, zin in fouten[:MEEST_GENOEMD]] + ([f"En nog {FOUT.aantal(meer)}."] if meer > 0 else [])


def _getal(cel: Cel, notatie: Notatie) -> Decimal | None:
    return cel if isinstance(cel, Decimal) else lees_getal(cijfertekst(cel)[0], notatie)


def _celfout(regel: int, kolom: str, cel: Cel, uitleg: str) -> Celfout:
    return Celfout(rij=regel, kolom=kolom, waarde=als_tekst(cel)[:60], uitleg=uitleg)


def _uitleg(cel: Cel, waarde: Decimal | None, notatie: Notatie) -> str:
    if waarde is not None:
        wat = "Bij dit cijfer staat geen periode die te lezen is."
    elif isinstance(cel, str) and lees_getal(cijfertekst(cel)[0], notatie.andere) is not None:
        wat = f"Dit getal is anders geschreven dan de rest van de kolom, met een {notatie} als decimaalteken."
    else:
        wat = "Dit is geen getal."
    return f"{wat} Verbeter de cel of maak haar leeg."
