"""De stand op een peildatum, zonder wat er bewaard is"""

import pytest
from django.db import connection

from monitoring.verslag.stand import _NIEUWSTE, stand
from tests.benchmarks.meten import Tabel, mediaan_cpu
from tests.benchmarks.tegenhangers import venster

pytestmark = pytest.mark.benchmark


def _meet(programma):
    """CPU seconds of the whole stand, of only its query, and of a window function for both."""
    dag = programma.laatste_dag

    def zoek():
        with connection.cursor() as cursor:
            return cursor.execute(_NIEUWSTE, [dag, programma.pk, dag, programma.pk]).fetchall()

    assert {rij[0] for rij in zoek()} - {None} == {rij[0] for rij in venster(programma, dag, "id")}
    return mediaan_cpu(
        lambda: stand(programma, dag),
        zoek,
        lambda: venster(programma, dag),
        lambda: venster(programma, dag, "id"),
        keer=15,
    )


def test_stand(database, omvang, tabel: Tabel):
    """Compared for one programme of 200 acties and 20 organisations among others, with 1 and with 4 meldingen a year."""
    aantal = f"{omvang.programmas * omvang.acties * omvang.organisaties * omvang.jaren:,}".replace(",", ".")
    heel, zoek, venster_heel, venster_zoek = _meet(database("dertig"))
    tabel.verhouding(f"zoeken bij {aantal} meldingen", zoek, venster_zoek, "vensterfunctie", minstens=5)
    tabel.verhouding(f"stand() bij {aantal} meldingen, met alle teksten", heel, venster_heel, "vensterfunctie")
    vaak_heel, vaak_zoek, venster_heel, venster_zoek = _meet(database("dertig_vaak"))
    tabel.verhouding("zoeken bij 4× zoveel meldingen", vaak_zoek, venster_zoek, "vensterfunctie", minstens=5)
    tabel.verhouding("stand() bij 4× zoveel meldingen, met alle teksten", vaak_heel, venster_heel, "vensterfunctie")
    tabel.verhouding("stand() bij 4× zoveel meldingen", vaak_heel, heel, "bij 1×", hoogstens=1.3)
