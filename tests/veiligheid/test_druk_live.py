"""Eight who report and twenty-four who read, all at once and without a pause, at a real server.

How fast that goes is for ``make bench``; here nothing may break and nothing that was acknowledged may be lost.
"""

import re

from django.utils import timezone

from tests.veiligheid.belasting import belast, keren
from tests.veiligheid.server import Server
from tests.veiligheid.test_nooit_kwijt_live import opgeslagen

KEREN = 5  # for a reader every page once
SCHRIJVERS = [("bram", 2, "alkmaar"), ("carla", 2, "hoorn"), ("vera", 3, "veilig-thuis-proef"), ("anna", 1, "")] * 2
PADEN = ["/proef/", "/proef/acties/", "/proef/acties/2/", "/proef/gemeenten/", "/proef/evaluatie/2021/"]


def test_eight_writers_and_twenty_four_readers_break_nothing_and_lose_nothing(server):
    bezoek = {}
    for naam in ("anna", "bram", "carla", "vera", "dirk"):
        bezoek[naam] = server.iemand_anders()
        assert bezoek[naam].log_in(naam)[0] == 302
    vandaag = timezone.localdate().isoformat()
    uitkomst = belast(
        [(bezoek["dirk"].iemand_anders(**bezoek["dirk"].koekjes), PADEN[n % 5 :] + PADEN[: n % 5]) for n in range(24)],
        [
            (
                bezoek[naam].iemand_anders(**bezoek[naam].koekjes),
                f"/proef/acties/{nummer}/melden/",
                {"namens": namens, "peildatum": vandaag},
            )
            for naam, nummer, namens in SCHRIJVERS
        ],
        beurten=keren(KEREN),
    )
    assert uitkomst.mislukt == {}
    assert set(uitkomst.antwoorden) <= {
        200,
        302,
        409,
    }  # 409: someone else reported meanwhile, and this text was not stored
    teksten, oordeel = opgeslagen(server)
    assert oordeel == "ok"
    assert sorted(teksten) == sorted(uitkomst.bevestigd)
    assert len(uitkomst.bevestigd) >= 8
    assert len(uitkomst.lezen) == 24 * KEREN


def test_processes_count_together(echte_database, cast, statisch, tmp_path):
    map_ = tmp_path / "metrics"
    map_.mkdir()
    server = Server(
        echte_database(),
        statisch,
        tmp_path / "log",
        werkers=2,
        extra={"PROMETHEUS_MULTIPROC_DIR": str(map_), "METRICS_SLEUTEL": "s" * 30},
    )
    try:
        for _ in range(20):
            server.vraag("/hulp/")
        uit = {server.vraag("/metrics", Authorization="Bearer " + "s" * 30)[2].decode() for _ in range(6)}
    finally:
        server.stop()
    aantallen = [re.findall(r'_count\{.*pagina="hulp".*\} ([0-9.]+)', tekst) for tekst in uit]
    assert aantallen == [["20.0"]] * len(uit)
