"""The HTML of every page is valid, by the checker of the web standards (vnu.jar, named by $VNU_JAR)."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import log_in
from tests.e2e.paginas import WANDELINGEN

VNU_JAR = os.environ.get("VNU_JAR", "")

pytestmark = pytest.mark.skipif(
    not VNU_JAR and os.environ.get("CI") != "true", reason="$VNU_JAR wijst geen vnu.jar aan, de controle van HTML"
)

# What Django's own widgets write in the beheer: search fields that are filled later, and labels of hidden fields.
VAN_DJANGO = (
    "Element “option” without attribute “label” must not be empty.",
    "A “select” element with a “required” attribute, and without a “multiple” attribute",
    "The first “option” element in a “select” element with a “required” attribute",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control.",
)


@pytest.mark.parametrize("wandeling", list(WANDELINGEN))
def test_every_page_is_valid_html(page, site, tmp_path, wandeling):
    wie, paden = WANDELINGEN[wandeling]
    if wie:
        log_in(page, site, wie)
    bestanden = {}
    for nummer, pad in enumerate(paden):
        bestand = f"{nummer}.html"
        (tmp_path / bestand).write_bytes(page.request.get(site.url(pad)).body())
        bestanden[bestand] = pad
    klachten = _klachten(tmp_path, bestanden)
    assert not klachten, "\n".join(klachten)


def _klachten(map_, bestanden):
    assert Path(VNU_JAR).is_file(), "zet VNU_JAR op het pad van vnu.jar"
    opdracht = ["java", "-jar", VNU_JAR, "--format", "json", "--exit-zero-always", "--stdout", str(map_)]
    uitvoer = subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout
    return sorted(
        {
            f"{pad}: {bericht['message']} {bericht.get('extract', '')!r}"
            for bericht in json.loads(uitvoer)["messages"]
            if not (
                (pad := bestanden[Path(bericht["url"]).name]).startswith("/beheer/")
                and bericht["message"].startswith(VAN_DJANGO)
            )
        }
    )
