"""``manage.py sbom``: de stuklijst van deze versie (CycloneDX), gemaakt uit wat is vastgezet en niet uit wat toevallig draait."""

import json
import re
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management.base import BaseCommand

from uitvoering import __version__

LOCK = settings.BASE_DIR / "requirements" / "base.txt"
VENDOR = settings.BASE_DIR / "uitvoering" / "static" / "uitvoering" / "vendor" / "VENDOR.json"
ZELF = "uitvoering"


class Command(BaseCommand):
    help = "Schrijft de stuklijst (SBOM, CycloneDX 1.6) van deze versie: elk pakket met versie en sha256, en wat het nodig heeft."

    def handle(self, **opties):
        self.stdout.write(json.dumps(stuklijst(LOCK.read_text(), json.loads(VENDOR.read_text())), indent=2))


def stuklijst(lock, vendor):
    """Dezelfde invoer geeft dezelfde bytes: er staat geen tijd in."""
    python = [_pakket(blok) for blok in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]]
    bestanden = [_meegeleverd(pakket) for pakket in vendor["packages"]]
    refs = {onderdeel["name"]: onderdeel["bom-ref"] for onderdeel, _ in python} | {ZELF: ZELF}
    nodig = {ref: [] for ref in sorted([*refs.values(), *(onderdeel["bom-ref"] for onderdeel in bestanden)])}
    for onderdeel, gevraagd_door in python:
        for naam in gevraagd_door:
            nodig[refs[naam]].append(onderdeel["bom-ref"])
    nodig[ZELF] += [onderdeel["bom-ref"] for onderdeel in bestanden]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid5(NAMESPACE_URL, f"{ZELF} {__version__} {lock} {vendor}").urn,
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": ZELF, "name": ZELF, "version": __version__,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            },
        },
        "components": [*(onderdeel for onderdeel, _ in python), *bestanden],
        "dependencies": [{"ref": ref, "dependsOn": sorted(delen)} for ref, delen in nodig.items()],
    }  # fmt: skip


def _pakket(blok):
    """Een pakket uit het lockbestand, en wie erom vroegen volgens het commentaar van ``make lock``."""
    naam, versie = re.match(r"([a-z0-9._-]+)(?:\[.*?\])?==(\S+)", blok).groups()
    purl = f"pkg:pypi/{naam}@{versie}"
    hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", blok)
    gevraagd_door = [wie for wie in re.findall(r"^ +# +(?:via )?([\w.-]+)", blok, re.MULTILINE) if wie != "via"]
    uitgaven = {"type": "distribution", "url": purl, "hashes": [_sha256(waarde) for waarde in hashes]}
    return _onderdeel(naam, versie, purl) | {"externalReferences": [uitgaven]}, gevraagd_door


def _meegeleverd(pakket):
    """Een pakket waarvan bestanden in deze repository staan."""
    purl = f"pkg:npm/{quote(pakket['name'], safe='/')}@{pakket['version']}"
    bestanden = [
        {"type": "file", "name": naam, "hashes": [_sha256(waarde)]} for naam, waarde in pakket["files"].items()
    ]
    licentie = [{"license": {"id": pakket["license"]}}]
    return _onderdeel(pakket["name"], pakket["version"], purl) | {"licenses": licentie, "components": bestanden}


def _onderdeel(naam, versie, purl):
    return {"type": "library", "bom-ref": purl, "name": naam, "version": versie, "purl": purl}


def _sha256(waarde):
    return {"alg": "SHA-256", "content": waarde}
