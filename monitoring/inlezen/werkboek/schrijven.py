"""Een ``Werkboek`` als boek: uitleg, een rij per actie, en alleen wat in te vullen is kan veranderen. Geen macro's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest

from acties.rekenblad.schrijven.boek import Bereik, Blad, Boek, Cel, Invoer, Rij, Tabel
from acties.rekenblad.schrijven.excel import CONTENT_TYPE
from acties.rekenblad.schrijven.excel import schrijf as als_excel
from acties.tekst import MAX_TEKST
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.uitleg import uitleg_regels
from monitoring.inlezen.werkboek.vorm import (
    JA,
    KEUZES,
    KOERSWOORDEN,
    KOLOMMEN,
    MELDEN,
    STATUSWOORDEN,
    STATUSWOORDEN_REGIO,
    UITLEG,
    Kolom,
)
from monitoring.inlezen.werkboek.werkboek import Werkboek, Werkrij
from monitoring.rondes.schulden import Taaksoort

__all__ = ["CONTENT_TYPE", "schrijf"]

_KOPRIJ = 4
_SCHRIJFRUIMTE = 75.0  # in punten
_PLAATS = {kolom.veld: plaats for plaats, kolom in enumerate(KOLOMMEN)}
_LIJSTEN = {
    "status": ("Statussen", list(STATUSWOORDEN.values())),
    "koers": ("Koersen", list(KOERSWOORDEN.values())),
    "ongewijzigd": ("Ongewijzigd", [JA]),
    "status_regio": ("Statussen_regio", list(STATUSWOORDEN_REGIO.values())),
}
_HULP = {
    "ongewijzigd": ("Ongewijzigd?", "Is er niets veranderd sinds de vorige melding? Kies Ja en laat de rest leeg."),
    "status": ("Status", "Kies uit de lijst hoe ver het nu is. Leeg: over deze actie meld je niets."),
    "koers": (
        "Koers",
        "Mag leeg blijven, en blijft leeg bij Afgerond. Bij aandacht of vastgelopen vul je ook de laatste twee kolommen in.",
    ),
    "toelichting": ("Wat is er gebeurd?", "Schrijf kort. Geen gegevens over personen of zaken."),
    "bijsturing": (
        "Bijsturing",
        "Wat doen jullie om weer op koers te komen? Alleen nodig bij aandacht of vastgelopen.",
    ),
}


def schrijf(werkboek: Werkboek, *, op: datetime) -> bytes:
    """``op`` is plaatselijke tijd zonder tijdzone."""
    titel = f"{werkboek.ronde} · {werkboek.organisatie}"
    regels = tuple((Cel(tekst, stijl),) for tekst, stijl in uitleg_regels(werkboek, titel, _KOPRIJ))
    keuzes, bereiken = _keuzes(werkboek, op)
    boek = Boek(
        titel=titel,
        onderwerp="",
        maker=werkboek.programma,
        moment=op,
        voet_links=titel,
        voet_midden="",
        bladen=(
            Blad(UITLEG, "", (84,), (Tabel((), regels),), staand=True),
            _melden(werkboek, titel),
            Blad(KEUZES, "", (18,) * len(keuzes[0]), (Tabel((), keuzes),), verborgen=True),
        ),
        bereiken=bereiken,
        slot=True,
    )
    return als_excel(boek)


def _keuzes(werkboek: Werkboek, op: datetime) -> tuple[tuple[Rij, ...], tuple[Bereik, ...]]:
    """De lijsten, en waar dit bestand voor is; met de namen van beide."""
    gegevens = {
        "Kenmerk": werkboek.kenmerk,
        "Uitvoer": werkboek.export,
        "Updateronde": werkboek.ronde,
        "Organisatie": werkboek.organisatie,
        "Peildatum": werkboek.peildatum.isoformat(),
        "Gemaakt": op.isoformat(sep=" ", timespec="minutes"),
    }
    kolommen = [
        *([naam, *woorden] for naam, woorden in _LIJSTEN.values()),
        list(gegevens),
        list(gegevens.values()),
    ]
    bereiken = [
        Bereik(naam=naam, blad=KEUZES, kolom=plaats, van=2, tot=len(woorden) + 1)
        for plaats, (naam, woorden) in enumerate(_LIJSTEN.values(), 1)
    ]
    bereiken += [
        Bereik(naam=f"Werkboek_{naam}", blad=KEUZES, kolom=len(kolommen), van=rij, tot=rij, verborgen=True)
        for rij, naam in enumerate(gegevens, 1)
    ]
    rijen = tuple(tuple(map(Cel, rij)) for rij in zip_longest(*kolommen))
    return rijen, tuple(bereiken)


def _melden(werkboek: Werkboek, titel: str) -> Blad:
    invullen = next(plaats for plaats, kolom in enumerate(KOLOMMEN) if kolom.invullen)
    tabel = Tabel(
        tuple(Cel(kolom.kop, "invulkop" if kolom.invullen else "werk-kop") for kolom in KOLOMMEN),
        tuple(_rij(rij, werkboek.slug) for rij in werkboek.rijen),
        filter=True,
        boven=(
            # het kenmerk nog eens: ook als het verborgen blad kwijtraakt
            _losse_rij({0: Cel(titel, "titel"), _PLAATS["gebaseerd_op"]: Cel(werkboek.kenmerk, "regel")}),
            (Cel(f"Vul alleen de gele cellen in. Peildatum {datum_tekst(werkboek.peildatum)}.", "ondertitel"),),
            _losse_rij({0: Cel("Om te lezen", "nadruk"), invullen: Cel("Om in te vullen", "nadruk")}),
        ),
        invoer=tuple(_invoer(werkboek)),
        laagst=_SCHRIJFRUIMTE,
    )
    breedtes = tuple(0 if kolom.verborgen else kolom.breedte for kolom in KOLOMMEN)
    return Blad(MELDEN, "", breedtes, (tabel,), vaste_kolommen=3)


def _losse_rij(cellen: dict[int, Cel]) -> Rij:
    return tuple(cellen.get(plaats, Cel(stijl="regel")) for plaats in range(max(cellen) + 1))


def _rij(rij: Werkrij, slug: str) -> Rij:
    waarden = {kolom.veld: getattr(rij, kolom.veld, "") for kolom in KOLOMMEN} | {"organisatie": slug}
    return tuple(Cel(None if (waarde := waarden[kolom.veld]) == "" else waarde, _stijl(kolom)) for kolom in KOLOMMEN)


def _stijl(kolom: Kolom) -> str:
    if kolom.invullen:
        return "invul"
    return "werk-vet" if kolom.veld in ("nummer", "titel", "namens") else "werk"


def _invoer(werkboek: Werkboek) -> Iterator[Invoer]:
    """De eerste rijen gaan over de hele regio: daar kan de status geen n.v.t. zijn."""
    regio = werkboek.van_soort(Taaksoort.WOORD)
    for veld, (titel, uitleg) in _HULP.items():
        kies = "Kies een woord uit de lijst, of maak de cel leeg."
        te_lang = f"Deze tekst is te lang. Er passen {MAX_TEKST} tekens."
        weigering = kies if veld in _LIJSTEN else te_lang
        hulp = Invoer(kolom=_PLAATS[veld], titel=titel, uitleg=uitleg, weigering=weigering)
        if veld not in _LIJSTEN:
            yield replace(hulp, langst=MAX_TEKST)
        elif veld != "status":
            yield replace(hulp, keuzes=_LIJSTEN[veld][0])
        else:
            if regio:
                yield replace(hulp, keuzes=_LIJSTEN["status_regio"][0], tot=regio)
            if regio < len(werkboek.rijen):
                yield replace(hulp, keuzes=_LIJSTEN[veld][0], van=regio)
