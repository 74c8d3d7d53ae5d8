"""De besluiten: wat er aan het vastgestelde programma veranderde, en welke gemeenten het vaststelden."""

from acties.rekenblad.schrijven.boek import Blad, Cel, Deel, NieuwePagina, Regel, Rij, Tabel
from monitoring.datum import datum_tekst
from monitoring.lezen.vaststelling import Vaststelling, vaststelling
from monitoring.verslag.vorm import BesluitRegel, CollegeRegel, Verslag

BREEDTES = (30, 17, 24, 20, 6, 30, 58)
KOPPEN = ("Wijziging", "Datum", "Door", "Kenmerk", "Nr", "Actie", "Wat is besloten")
COLLEGEKOPPEN = ("Gemeente", "College", "Raad geïnformeerd", "Overgenomen van")
NOG_NIET = "Nog niet"


def besluiten(verslag: Verslag) -> list[Blad]:
    """Een blad met de wijzigingen en de vaststelling; geen blad als het verslag van geen van beide iets weet."""
    colleges = vaststelling(verslag)
    if not verslag.besluiten and not colleges:
        return []
    delen: list[Deel] = [Regel("Besluiten", "titel"), Regel(_inleiding(verslag), "ondertitel"), Regel("")]
    if verslag.besluiten:
        rijen = [_rij(besluit) for besluit in verslag.besluiten]
        delen.append(Tabel(_koppen(KOPPEN), rijen, filter=True))
        if colleges:  # op een eigen bladzijde, anders herhaalt het papier boven de gemeenten de kop van de wijzigingen
            delen.append(NieuwePagina())
    if colleges:
        delen += _vaststelling(colleges, filter_=not verslag.besluiten)  # een blad heeft één vaste kop
    inhoud = "Wijzigingen ten opzichte van het vastgestelde programma, en de vaststelling per gemeente"
    return [Blad("Besluiten", inhoud, BREEDTES, tuple(delen))]


def _inleiding(verslag: Verslag) -> str:
    dag = datum_tekst(verslag.peildatum)
    if not verslag.besluiten:
        return f"Tot en met {dag} is er geen besluit vastgelegd dat het programma wijzigt."
    return f"Wijzigingen ten opzichte van het vastgestelde programma tot en met {dag}, de nieuwste eerst."


def _koppen(koppen: tuple[str, ...]) -> Rij:
    return tuple(Cel(kop, "kop") for kop in koppen)


def _rij(besluit: BesluitRegel) -> Rij:
    return (
        Cel(besluit.soort_woord, "vet"),
        Cel(besluit.datum, "datum"),
        Cel(besluit.orgaan),
        Cel(besluit.kenmerk),
        Cel(besluit.nummer, "nummer"),
        Cel(besluit.titel),
        Cel(besluit.omschrijving),
    )


def _vaststelling(colleges: Vaststelling, *, filter_: bool) -> list[Deel]:
    rijen = tuple(_college(regel) for groep in colleges.groepen for regel in groep.regels)
    return [
        Regel("Vaststelling van het programma door de gemeenten", "tussenkop"),
        Regel(colleges.totaal.zin, "ondertitel"),
        Regel(""),
        Tabel(_koppen(COLLEGEKOPPEN), rijen, filter=filter_),
    ]


def _college(regel: CollegeRegel) -> Rij:
    return (
        Cel(regel.gemeente, "vet"),
        Cel(regel.college_op, "datum") if regel.college_op else Cel(NOG_NIET),
        Cel(regel.raad_op, "datum") if regel.raad_op else Cel(NOG_NIET),
        Cel(", ".join(regel.overgenomen_van)),
    )
