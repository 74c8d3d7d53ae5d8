"""The locked packages: with hashes, from no named place, and none below a version that is known to be safe."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from uitvoering import __version__

PROJECT = Path(__file__).resolve().parent.parent
NAAM = r"([a-z0-9-]+)(?:\[[a-z0-9, -]+\])?"  # with its extras, if any
LOCKS = ["requirements/base.txt", "requirements/dev.txt"]

# Package, first version without the fault, and the fault. A new advisory is a new line, and `make lock` its answer.
VEILIG_VANAF = [
    ("cryptography", "46.0.7", "CVE-2026-39892, CVE-2026-34073 and CVE-2026-26007"),
    ("defusedxml", "0.7.1", "openpyxl relies on it against entities and external references"),
    ("django", "5.2.19", "the security releases of 5.2 LTS up to this one"),
    ("django-allauth", "65.19.4", "CVE-2026-97764: more login attempts than the limit allows"),
    ("django-csp", "4.0", "below 4 the CONTENT_SECURITY_POLICY setting is not read: no policy at all"),
    ("django-filter", "2.4.0", "CVE-2020-15225: huge exponents in number filters"),
    ("gunicorn", "23.0.0", "CVE-2024-6827 and CVE-2024-1135: request smuggling"),
    ("openpyxl", "2.4.2", "CVE-2017-5992: external entities"),
    ("sqlparse", "0.5.4", "CVE-2024-4340, and what its first repair left open: denial of service"),
    ("tablib", "0.11.5", "CVE-2017-2810: code in a YAML file"),
]


def vastgezet(lock):
    """The pinned versions of a lock file, by name without its extras."""
    return dict(re.findall(rf"^{NAAM}==(\S+)", (PROJECT / lock).read_text(), re.MULTILINE))


def project():
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())


@pytest.mark.parametrize(("naam", "veilig", "reden"), VEILIG_VANAF)
def test_locked_version_is_a_safe_one(naam, veilig, reden):
    assert Version(vastgezet("requirements/base.txt")[naam]) >= Version(veilig), reden


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_an_exact_version_and_hashes(lock):
    regels = [
        regel for regel in (PROJECT / lock).read_text().replace("\\\n", " ").splitlines() if regel[:1] not in "# "
    ]
    assert len(regels) > 20
    goed = re.compile(rf"{NAAM}==\S+ .*--hash=sha256:[0-9a-f]{{64}}")
    assert [regel for regel in regels if not goed.match(regel)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path_stands_in_a_lock_file(lock):
    assert (
        re.findall(
            r"^.*(?:://|index-url|find-links|trusted-host|file:|@ ).*$", (PROJECT / lock).read_text(), re.MULTILINE
        )
        == []
    )


def test_lock_files_agree_with_each_other_and_with_the_project():
    basis, dev = map(vastgezet, LOCKS)
    assert {naam: dev[naam] for naam in basis} == basis
    extra = [eis for eisen in project()["project"]["optional-dependencies"].values() for eis in eisen]
    eisen = [Requirement(eis) for eis in [*project()["project"]["dependencies"], *extra]]
    assert [eis.name for eis in eisen if Version(basis[eis.name]) not in eis.specifier] == []
    eisen = [Requirement(eis) for eis in project()["dependency-groups"]["dev"]]
    assert [eis.name for eis in eisen if Version(dev[eis.name]) not in eis.specifier] == []


def test_installed_versions_are_the_locked_ones():
    regels = re.findall(
        r"^([a-z0-9-]+(?:\[[a-z0-9, -]+\])?==\S+(?: ; .*)?) \\$", (PROJECT / LOCKS[0]).read_text(), re.MULTILINE
    )
    eisen = [eis for eis in map(Requirement, regels) if eis.marker is None or eis.marker.evaluate()]
    assert len(eisen) > 20
    assert [str(eis) for eis in eisen if version(eis.name) not in eis.specifier] == []


@pytest.fixture
def bestelling(tmp_path):
    """``bestelling(sha256)``: what pip says of a package of our own with this hash, installed the way the Makefile does it."""
    pakket = tmp_path / "proefpakket-1-py3-none-any.whl"
    with zipfile.ZipFile(pakket, "w") as wiel:
        wiel.writestr("proefpakket.py", "")
        for naam, inhoud in {"METADATA": "Metadata-Version: 2.1\nName: proefpakket\nVersion: 1\n", "RECORD": "",
                             "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}.items():  # fmt: skip
            wiel.writestr(f"proefpakket-1.dist-info/{naam}", inhoud)

    def installeer(sha256=None):
        lock = tmp_path / "lock.txt"
        lock.write_text(f"proefpakket==1 --hash=sha256:{sha256 or hashlib.sha256(pakket.read_bytes()).hexdigest()}\n")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        doel = ["--no-index", "--find-links", str(tmp_path), "--target", str(tmp_path / "doel"), "-r", str(lock)]
        return subprocess.run([*pip, *doel], capture_output=True, text=True, check=False)

    return installeer


def test_package_with_another_hash_is_not_installed(bestelling, tmp_path):
    geweigerd = bestelling("0" * 64)
    assert geweigerd.returncode != 0
    assert "DO NOT MATCH THE HASHES" in geweigerd.stderr
    assert not (tmp_path / "doel" / "proefpakket.py").exists()
    assert bestelling().returncode == 0
    assert (tmp_path / "doel" / "proefpakket.py").exists()


@pytest.mark.parametrize("bestand", ["Makefile", "README.md"])
def test_every_way_to_install_asks_for_the_hashes(bestand):
    opdrachten = re.findall(r"^.*pip install .*-r .*$", (PROJECT / bestand).read_text(), re.MULTILINE)
    assert opdrachten
    assert [opdracht for opdracht in opdrachten if "--require-hashes -r requirements/" not in opdracht] == []


def test_version_of_the_project_is_the_same_everywhere():
    assert project()["project"]["version"] == __version__
    assert f'softwareVersion: "{__version__}"' in (PROJECT / "publiccode.yml").read_text()
