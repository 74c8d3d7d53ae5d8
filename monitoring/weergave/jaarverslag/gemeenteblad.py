"""De matrix: een rij per gemeente, een kolom per actie die elke gemeente zelf uitvoert."""

from collections.abc import Sequence

from acties.rekenblad.schrijven.boek import Blad, Cel, Regel, Rij, Tabel
from acties.woorden import GEMEENTE, opsomming
from monitoring.datum import datum_tekst
from monitoring.lezen.matrix import Cel as Matrixcel
from monitoring.lezen.matrix import Matrix, maak_matrix
from monitoring.lezen.matrix import Rij as Matrixrij
from monitoring.verslag.vorm import Legenda, Verslag
from monitoring.weergave.woorden import met_teken

# Meer kolommen worden op A4 te klein om te lezen; de rest staat op een volgend blad.
ACTIES_PER_BLAD = 6


def per_gemeente(verslag: Verslag) -> list[Blad]:
    """Eén blad, of meer als er meer acties zijn dan er naast elkaar op A4 passen."""
    matrix = maak_matrix(verslag)
    stukken = [matrix.rijen[i : i + ACTIES_PER_BLAD] for i in range(0, len(matrix.rijen), ACTIES_PER_BLAD)] or [()]
    return [
        Blad(
            "Per gemeente" if not plaats else f"Per gemeente {plaats + 1}",
            "Status per gemeente van de acties die elke gemeente zelf uitvoert",
            (28, 18, *[18] * max(len(acties), 2), 10, 8),
            _delen(verslag, matrix, acties),
        )
        for plaats, acties in enumerate(stukken)
    ]


def _delen(verslag: Verslag, matrix: Matrix, acties: Sequence[Matrixrij]) -> tuple:
    dag = datum_tekst(verslag.peildatum)
    kop = [
        Regel("Per gemeente", "titel"),
        Regel(
            f"Acties die elke gemeente zelf uitvoert. {GEMEENTE.aantal(len(matrix.kolommen))} op {dag}.", "ondertitel"
        ),
        Regel(""),
    ]
    if not acties or not matrix.kolommen:
        return (*kop, Regel("Dit programma heeft geen acties die elke gemeente zelf uitvoert."))
    vervallen = "; ".join(f"{actie.nummer}. {actie.titel}" for actie in matrix.vervallen)
    return (
        *kop,
        Tabel(_koppen(acties), _rijen(matrix, acties), _totalen(verslag, matrix, acties), filter=True),
        *([Regel(f"Vervallen, en daarom niet in deze tabel: {vervallen}.")] if vervallen else []),
    )


def _koppen(acties: Sequence[Matrixrij]) -> Rij:
    return (
        Cel("Overleg", "kop"),
        Cel("Gemeente", "kop"),
        *(Cel(f"{actie.nummer}. {actie.titel}", "kop") for actie in acties),
        Cel("Gemeld (alle acties)", "kop-getal"),
        Cel("Telt mee", "kop-getal"),
    )


def _rijen(matrix: Matrix, acties: Sequence[Matrixrij]) -> tuple[Rij, ...]:
    groep_van = {kolom.slug: groep.naam for groep in matrix.groepen for kolom in groep.kolommen}
    return tuple(
        (
            Cel(groep_van[kolom.slug], "midden"),
            Cel(kolom.naam, "midden-vet"),
            *(_cel(actie.cellen[plaats]) for actie in acties),
            Cel(kolom.telling.gemeld, "getal-midden"),
            Cel(kolom.telling.totaal, "getal-midden"),
        )
        for plaats, kolom in enumerate(matrix.kolommen)
    )


def _cel(cel: Matrixcel) -> Cel:
    if not cel.stand:
        return Cel("Hoort er niet bij", "midden")
    van = f"\n(van {opsomming(cel.regel.overgenomen_van)})" if cel.regel and cel.regel.overgenomen_van else ""
    woord = met_teken(Legenda(code=cel.stand, woord=cel.woord, teken=cel.teken))
    return Cel(woord + van, f"vak-{cel.stand}")


def _totalen(verslag: Verslag, matrix: Matrix, acties: Sequence[Matrixrij]) -> list[Rij]:
    """Per stand hoeveel gemeenten die hebben, en de status die de regio daarmee heeft."""
    totalen: list[Rij] = [
        (
            Cel("Aantal gemeenten", "totaal"),
            Cel(met_teken(regel), "totaal"),
            *(Cel(getattr(actie.telling, regel.code), "totaal-getal") for actie in acties),
            Cel("", "totaal"),
            Cel("", "totaal"),
        )
        for regel in matrix.legenda
    ]
    regio = []
    for actie in acties:
        stand = verslag.actie(actie.nummer).stand
        bron = f"\n{actie.gezegd}" if actie.regiobreed else ""
        regio.append(Cel(met_teken(verslag.legenda(stand)) + bron, f"vak-{stand}"))
    leeg = Cel("", "totaal")
    return [*totalen, (Cel("Hele regio", "totaal"), Cel("Status", "totaal"), *regio, leeg, leeg)]
