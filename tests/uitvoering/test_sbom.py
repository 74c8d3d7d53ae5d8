"""The bill of materials names all that is locked and vendored, with what it was released as and who needs it."""

import io
import json

import pytest
from django.core.management import call_command

from tests.test_huisstijl import VENDOR
from tests.test_pakketten import vastgezet


@pytest.fixture(scope="module")
def sbom():
    uit = io.StringIO()
    call_command("sbom", stdout=uit)
    return json.loads(uit.getvalue())


def test_every_locked_and_vendored_package_is_in_it_and_nothing_else(sbom):
    verwacht = vastgezet("requirements/base.txt") | {pakket["name"]: pakket["version"] for pakket in VENDOR}
    assert len(verwacht) > 30
    assert {onderdeel["name"]: onderdeel["version"] for onderdeel in sbom["components"]} == verwacht
    assert len(sbom["components"]) == len(verwacht)


def test_every_package_can_be_checked_by_its_sha256(sbom):
    bronnen = [bron for deel in sbom["components"] for bron in deel.get("externalReferences") or deel["components"]]
    assert len(bronnen) > 30
    assert [bron for bron in bronnen if not bron["hashes"]] == []
    assert {(waarde["alg"], len(waarde["content"])) for bron in bronnen for waarde in bron["hashes"]} == {
        ("SHA-256", 64)
    }


def test_it_says_who_needs_what(sbom):
    nodig = {regel["ref"]: regel["dependsOn"] for regel in sbom["dependencies"]}
    namen = {deel["bom-ref"]: deel["name"] for deel in sbom["components"]}
    assert set(nodig) == {*namen, "uitvoering"}
    assert {"django", "openpyxl", "weasyprint"} <= {namen[ref] for ref in nodig["uitvoering"]}
    assert {namen[ref] for ref in nodig["pkg:pypi/openpyxl@" + vastgezet("requirements/base.txt")["openpyxl"]]} == {
        "et-xmlfile"
    }
    bereikt, nieuw = set(), {"uitvoering"}
    while nieuw:
        bereikt |= nieuw
        nieuw = {deel for ref in nieuw for deel in nodig[ref]} - bereikt
    assert bereikt == set(nodig)


def test_the_same_release_gives_the_same_file(sbom):
    uit = io.StringIO()
    call_command("sbom", stdout=uit)
    assert json.loads(uit.getvalue()) == sbom
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
