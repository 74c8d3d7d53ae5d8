"""What a page says of a file that was looked at."""

from types import SimpleNamespace

import pytest

from acties.rekenblad.lezen.fout import Celfout
from acties.voorstel.voorstel import MEEST_RIJEN, Blad, Voorstel


def voorstel(fouten):
    blad = Blad(tabel=SimpleNamespace(blad="Acties"), fouten=[Celfout(rij=2, uitleg="Fout.")] * fouten)
    return Voorstel(naam="acties.xlsx", bladen=[blad])


@pytest.mark.parametrize(
    ("fouten", "zin"),
    [
        (0, "0 fouten in het bestand. Verbeter ze en kies het bestand opnieuw."),
        (1, "1 fout in het bestand. Verbeter die en kies het bestand opnieuw."),
        (50, "50 fouten in het bestand. Verbeter ze en kies het bestand opnieuw."),
        (51, "51 fouten in het bestand; dit zijn de eerste 50. Verbeter ze en kies het bestand opnieuw."),
    ],
)
def test_faults_are_counted_in_a_sentence(fouten, zin):
    assert voorstel(fouten).foutzin == zin


@pytest.mark.parametrize(
    ("meer", "zin"),
    [
        (0, ""),
        (1, "En nog 1 rij die nieuw of anders is. Zij wordt ook opgeslagen."),
        (2, "En nog 2 rijen die nieuw of anders zijn. Ze worden ook opgeslagen."),
    ],
)
def test_rows_that_have_no_room_are_counted_in_a_sentence(meer, zin):
    rijen = [SimpleNamespace(nummer=nummer) for nummer in range(MEEST_RIJEN + meer)]
    assert Blad(tabel=SimpleNamespace(blad="Acties"), nieuw=rijen).meer_zin == zin
