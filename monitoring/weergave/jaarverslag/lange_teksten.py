"""Een tekst die hoger wordt dan een rij van Excel: haar begin blijft staan, de hele tekst komt op een eigen blad.

Zo blijft een actie één rij, om te filteren en te tellen. Onder de tabel staat een klik naar de rest, en daar een klik terug.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from acties.rekenblad.schrijven import maat
from acties.rekenblad.schrijven.boek import Blad, Cel, Deel, Grafiek, Lijn, Regel, Rij, Tabel
from acties.rekenblad.schrijven.opmaak import STIJLEN
from monitoring.lezen.zinnen import kort

NAAM = "Lange teksten"
VERVOLG = "(vervolg)"
KOPPEN = ("Waarover", "Kolom", "Blad", "De hele tekst")
BREEDTES = (34, 22, 36, 90)
SMAL = 12  # in een smallere kolom past de naam van een actie niet
BOVEN = 4  # zoveel rijen staan er op het blad boven de eerste tekst


def met_lange_teksten(bladen: Sequence[Blad], eerste: int) -> list[Blad]:
    """De bladen met overal één rij per onderwerp, en zo nodig het blad met de hele teksten erachter.

    ``eerste``: de plaats van het eerste blad in het boek.
    """
    lang = _Lang(eerste + len(bladen))
    klaar = [_van_blad(blad, plaats, lang) for plaats, blad in enumerate(bladen, eerste)]
    return [*klaar, lang.blad] if lang.rijen else klaar


@dataclass(slots=True)
class _Lang:
    """Het blad in wording, op ``plaats`` in het boek."""

    plaats: int
    rijen: list[Rij] = field(default_factory=list)

    @property
    def blad(self) -> Blad:
        delen = (
            Regel(NAAM, "titel"),
            Regel("Wat niet helemaal in zijn cel past. Klik op de naam van een blad om terug te gaan.", "ondertitel"),
            Regel(""),
            Tabel(tuple(Cel(kop, "kop") for kop in KOPPEN), self.rijen, filter=True),
        )
        return Blad(NAAM, "Teksten die te lang zijn voor hun cel, in hun geheel", BREEDTES, delen)

    def neem_op(self, terug: Cel, waarover: str, kolom: str, tekst: str) -> int:
        """Zet de tekst op het blad, zo nodig over meer rijen. Geeft de rij waarop zij begint."""
        begin = BOVEN + 1 + len(self.rijen)
        eerste, *rest = maat.past_in(tekst, BREEDTES[-1], STIJLEN["tekst"].grootte)
        self.rijen.append((Cel(waarover, "vet"), Cel(kolom), terug, Cel(eerste)))
        self.rijen += [(Cel(VERVOLG), Cel(), Cel(), Cel(stuk)) for stuk in rest]
        return begin


def _van_blad(blad: Blad, plaats: int, lang: _Lang) -> Blad:
    """Onder een tabel waar niet alles in past, staan de klikken naar de rest: een klik in de cel zelf breekt haar regels niet."""
    terug = Cel(blad.naam, "link-boven", naar=plaats)
    nieuw: dict[int, Tabel] = {}
    verder: dict[int, Tabel] = {}
    for deel in blad.delen:
        if isinstance(deel, Tabel):
            klikken: list[Cel] = []
            rijen = [_van_rij(rij, deel.koppen, blad.breedtes, terug, lang, klikken) for rij in deel.rijen]
            if klikken:
                nieuw[id(deel)] = replace(deel, rijen=rijen)
                ervoor = (Cel(),) if blad.breedtes[0] < SMAL else ()
                verder[id(deel)] = Tabel((), [(*ervoor, klik) for klik in klikken])
    delen: list[Deel] = []
    for deel in blad.delen:
        delen += [_vervangen(deel, nieuw), *([verder[id(deel)]] if id(deel) in verder else [])]
    return replace(blad, delen=tuple(delen))


def _vervangen(deel: Deel, nieuw: dict[int, Tabel]) -> Deel:
    """Een grafiek leest uit de tabel die er nu staat."""
    if isinstance(deel, Tabel):
        return nieuw.get(id(deel), deel)
    if isinstance(deel, Grafiek | Lijn):
        return replace(deel, tabel=nieuw.get(id(deel.tabel), deel.tabel))
    return deel


def _van_rij(rij: Rij, koppen: Rij, breedtes: Sequence[float], terug: Cel, lang: _Lang, klikken: list[Cel]) -> Rij:
    """De rij met van een te lange tekst het begin; in ``klikken`` komt waar de rest staat."""
    cellen = list(rij)
    for plaats, (cel, breedte) in enumerate(zip(rij, breedtes, strict=False)):
        regels = _regels(cel, breedte)
        if len(regels) > _hooguit(cel):
            kolom = str(koppen[plaats].waarde or "") if koppen else ""
            op_rij = lang.neem_op(terug, _waarover(rij), kolom, str(cel.waarde))
            cellen[plaats] = replace(cel, waarde=_begin(cel, regels, breedte, op_rij))
            klikken.append(Cel(f"Verder lezen bij {_kort(rij)}", "link", naar=lang.plaats, naar_rij=op_rij))
    return tuple(cellen)


def _regels(cel: Cel, breedte: float) -> list[str]:
    stijl = STIJLEN[cel.stijl]
    if not isinstance(cel.waarde, str) or not stijl.terugloop or not breedte:
        return []
    return list(maat.breek(cel.waarde, maat.tekstbreedte(breedte, stijl.inspringen), stijl.grootte, vet=bool(cel.vet)))


def _hooguit(cel: Cel) -> int:
    return maat.regels_in(maat.MAX_EXCEL, STIJLEN[cel.stijl].grootte)


def _begin(cel: Cel, regels: list[str], breedte: float, op_rij: int) -> str:
    """Het begin van de tekst, en waar de rest staat."""
    rest = f"… (vervolg op het blad {NAAM}, rij {op_rij})"
    ruimte = len(_regels(replace(cel, waarde=rest), breedte))
    return f"{''.join(regels[: _hooguit(cel) - ruimte]).rstrip()}\n{rest}"


def _nummer(rij: Rij) -> int | None:
    return next((cel.waarde for cel in rij if isinstance(cel.waarde, int)), None)


def _kort(rij: Rij) -> str:
    """“nummer 9”, of het begin van de naam: een klik loopt niet door op een tweede regel."""
    nummer = _nummer(rij)
    return kort(_waarover(rij), 20) if nummer is None else f"nummer {nummer}"


def _waarover(rij: Rij) -> str:
    """“9. Zelfscan”: het nummer en de naam van de rij; zonder vette naam haar eerste tekst."""
    nummer = "" if _nummer(rij) is None else f"{_nummer(rij)}. "
    teksten = [cel for cel in rij if isinstance(cel.waarde, str) and cel.waarde]
    naam = next((str(cel.waarde)[: cel.vet] for cel in teksten if cel.vet), "")
    return nummer + (naam or (str(teksten[0].waarde).partition("\n")[0][:100] if teksten else ""))
