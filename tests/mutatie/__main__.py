"""``python -m tests.mutatie [package …]``: which small faults in the heart does no test see?

A fixed sample per package; ``AANTAL=0`` takes every place, ``ZAAD=2`` another sample. Works in a copy of what git knows.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutatie.ingreep import Ingreep, aantal_ingrepen, grijp_in

HUIS = Path(__file__).parent.parent.parent
GRENS = 90  # per cent
GEDULD = 1200  # seconds for the tests of one change; who takes longer goes round in circles
# What is made wrong, and the tests that ought to see it, the nearest first.
PAKKETTEN = {
    "monitoring/verslag": ["tests/monitoring/verslag", "tests/monitoring/lezen", "tests/monitoring/jaar"],
    "monitoring/melden": ["tests/monitoring/melden", "tests/monitoring/rondes"],
    "monitoring/jaar/vaststellen.py": ["tests/monitoring/jaar"],
    "acties/toegang": ["tests/acties/toegang", "tests/beheer", "tests/test_rechten.py", "tests/veiligheid"],
    "acties/rekenblad/lezen": ["tests/acties/rekenblad", "tests/monitoring/inlezen"],
}


def main() -> int:
    aantal, zaad = int(os.environ.get("AANTAL", "40")), os.environ.get("ZAAD", "1")
    with tempfile.TemporaryDirectory() as map_:
        kopie = _kopieer(Path(map_))
        gezakt = [naam for naam in sys.argv[1:] or PAKKETTEN if _meet(kopie, naam, aantal, zaad) < GRENS]
    if gezakt:
        print(f"\nMinder dan {GRENS} % gezien: {', '.join(gezakt)}")
    return bool(gezakt)


def _kopieer(kopie: Path) -> Path:
    opdracht = ["git", "ls-files", "-z"]
    namen = subprocess.run(opdracht, cwd=HUIS, capture_output=True, check=True, text=True).stdout
    for naam in filter(None, namen.split("\0")):
        (kopie / naam).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HUIS / naam, kopie / naam)
    return kopie


def _meet(kopie: Path, pakket: str, aantal: int, zaad: str) -> float:
    """The share of the changes that a test saw, in per cent. Without a change every test has to succeed."""
    pad = kopie / pakket
    modules = sorted(pad.rglob("*.py")) if pad.is_dir() else [pad]
    plekken = [(module, nummer) for module in modules for nummer in range(aantal_ingrepen(module.read_text("utf-8")))]
    gekozen = plekken
    if aantal and aantal < len(plekken):
        gekozen = random.Random(f"{zaad} {pakket}").sample(plekken, aantal)  # noqa: S311 - a sample, no secret
    print(f"\n{pakket}: {len(gekozen)} van {len(plekken)} plekken", flush=True)
    if _gezien(kopie, pakket, geduld=None):
        sys.exit(f"De tests van {pakket} slagen ook zonder fout niet.")
    gezien = 0
    for module, nummer in gekozen:
        heel = module.read_text("utf-8")
        ingreep = grijp_in(heel, nummer)
        module.write_text(ingreep.broncode, "utf-8")
        ziet = _gezien(kopie, pakket, geduld=GEDULD)
        module.write_text(heel, "utf-8")
        gezien += ziet
        print(_regel(module.relative_to(kopie), ingreep, ziet=ziet), flush=True)
    deel = 100 * gezien / len(gekozen)
    print(f"{pakket}: {gezien} van {len(gekozen)} gezien, {deel:.0f} %", flush=True)
    return deel


def _regel(module: Path, ingreep: Ingreep, *, ziet: bool) -> str:
    return f"{'gezien' if ziet else 'NIET  '}  {module}:{ingreep.regel}  {ingreep.wat}"


def _gezien(kopie: Path, pakket: str, *, geduld: int | None) -> bool:
    """Whether a test fails. What failed last time goes first: it often sees the next change too."""
    opdracht = [sys.executable, "-m", "pytest", "-x", "-q", "--ff", "-n0", *PAKKETTEN[pakket]]
    try:
        return subprocess.run(opdracht, cwd=kopie, capture_output=True, check=False, timeout=geduld).returncode != 0
    except subprocess.TimeoutExpired:
        return True


if __name__ == "__main__":
    sys.exit(main())
