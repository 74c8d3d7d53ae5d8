"""De matrix als ``Lijst``: een rij per gemeente, een kolom per actie."""

from datetime import datetime

from acties.rekenblad.schrijven.boek import Gemerkt, Lijst, Veld, Waarde
from monitoring.lezen.matrix import Cel, maak_matrix
from monitoring.verslag.vorm import Verslag
from monitoring.weergave.lijsten.verantwoording import verslaglijst


def gemeentelijst(verslag: Verslag, *, door: str, op: datetime) -> Lijst:
    """De matrix: een rij per gemeente, een kolom per actie."""
    matrix = maak_matrix(verslag)
    groep_van = {kolom.slug: groep.naam for groep in matrix.groepen for kolom in groep.kolommen}
    rijen: list[tuple[Waarde, ...]] = [
        (
            groep_van[kolom.slug],
            kolom.naam,
            *(_vak(actie.cellen[plaats]) for actie in matrix.rijen),
            kolom.telling.afgerond,
            kolom.telling.gemeld,
            kolom.telling.totaal,
        )
        for plaats, kolom in enumerate(matrix.kolommen)
    ]
    over = {
        "Overleg": verslag.overleg or "Alle overleggen",
        "Gemeenten": str(len(rijen)),
        "Acties": f"{len(matrix.rijen)} die elke gemeente zelf uitvoert",
        "Lege cel": "De actie hoort niet bij deze gemeente.",
    }
    velden = (
        Veld("Overleg", 28),
        Veld("Gemeente", 22),
        *(Veld(f"{actie.nummer}. {actie.titel}", 22) for actie in matrix.rijen),
        Veld("Afgerond", 11, "getal"),
        Veld("Gemeld", 11, "getal"),
        Veld("Telt mee", 11, "getal"),
    )
    return verslaglijst(verslag, "Per gemeente", velden, rijen, over, door=door, op=op)


def _vak(cel: Cel) -> str:
    """Het woord in de kleur van de status; leeg als de actie niet bij deze gemeente hoort."""
    return Gemerkt(cel.woord, f"status-{cel.stand}") if cel.stand else ""
