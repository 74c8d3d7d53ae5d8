"""The papers stay true: every test, setting, command, target and file that they name is there, and nothing else is called so."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

HUIS = Path(__file__).parents[2]
PAPIEREN = sorted((HUIS / "docs").glob("*.md"))
README = (HUIS / "README.md").read_text(encoding="utf-8")
INSTELLINGEN = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
# Words of SQL, and the variable of a run; no settings of the site.
GEEN_INSTELLING = {"TRUNCATE"}


def genoemd(papier):
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", papier.read_text(encoding="utf-8"))


def bestaat_niet(naam):
    """Why this name is wrong, or ""."""
    pad, _, test = naam.partition("::")
    if (re.fullmatch(r"[\w./-]+\.(py|csv|md|yml)", pad) and "/" in pad) or naam in ("CONTRIBUTING.md", "CHANGELOG.md"):
        if not (HUIS / pad).is_file():
            return f"{pad} is er niet"
        tests = re.findall(r"^(?:async )?def (\w+)\(", (HUIS / pad).read_text(encoding="utf-8"), re.MULTILINE)
        return f"{naam} is er niet" if test and test not in tests else ""
    if naam.startswith("make ") and f"\n{naam.split()[1]}:" not in (HUIS / "Makefile").read_text(encoding="utf-8"):
        return f"{naam} is er niet"
    if naam.startswith("manage.py ") and naam.split()[1] not in get_commands():
        return f"{naam} is er niet"
    if re.fullmatch(r"[A-Z][A-Z_]{3,}", naam) and naam not in INSTELLINGEN | GEEN_INSTELLING:
        return f"{naam} is geen instelling"
    return ""


def test_there_are_papers_and_the_index_and_readme_lead_to_them():
    index = (HUIS / "docs" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\((\w+\.md)\)", index)) == {p.name for p in PAPIEREN if p.name != "README.md"}
    assert "(docs/README.md)" in README


@pytest.mark.parametrize("papier", PAPIEREN, ids=lambda papier: papier.stem)
def test_what_a_paper_names_is_there(papier):
    assert [fout for naam in genoemd(papier) if (fout := bestaat_niet(naam))] == []


@pytest.mark.parametrize(
    "naam",
    [
        "tests/test_weg.py",
        "tests/docs/test_papieren.py::test_weg",
        "make goud",
        "manage.py goud",
        "GOUD_DELVEN",
    ],
)
def test_twin_that_names_what_is_not_there_is_found(naam):
    assert bestaat_niet(naam)


@pytest.mark.parametrize("papier", PAPIEREN, ids=lambda papier: papier.stem)
def test_links_within_the_papers_lead_somewhere(papier):
    doelen = re.findall(r"\]\(([^)#:]+)\)", papier.read_text(encoding="utf-8"))
    assert [doel for doel in doelen if not (papier.parent / doel).exists()] == []


def test_every_row_of_the_figures_names_a_proof_or_says_that_there_is_none():
    tekst = (HUIS / "docs" / "betrouwbaarheid.md").read_text(encoding="utf-8")
    rijen = [
        regel.split(" | ") for regel in tekst.splitlines() if regel.startswith("| ") and not regel.startswith("| eis")
    ]
    assert len(rijen) > 50
    for rij in rijen:
        eis, _, bewijs, oordeel = rij
        assert ("`" in bewijs) != oordeel.startswith("niet bewezen"), eis


def test_publiccode_has_the_fields_of_the_standard_and_no_invented_address():
    """Which keys must be there, which words are allowed, how long a text may be; ``url`` comes with whoever publishes."""
    inhoud = yaml.safe_load((HUIS / "publiccode.yml").read_text(encoding="utf-8"))
    assert {"publiccodeYmlVersion", "name", "platforms", "developmentStatus", "softwareType", "categories"} <= set(
        inhoud
    )
    assert inhoud["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert inhoud["softwareType"] == "standalone/web"
    assert inhoud["legal"]["license"] == "EUPL-1.2"
    assert inhoud["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert inhoud["maintenance"]["contacts"]
    assert inhoud["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
    for deel in inhoud["description"].values():
        assert len(deel["shortDescription"].strip()) <= 150
        assert 150 <= len(deel["longDescription"]) <= 10_000
        assert deel["features"]
    assert "example" not in str(inhoud)
    verouderd = {"inputTypes", "outputTypes", "monochromeLogo"} & set(inhoud)
    assert verouderd == set()
    assert all("genericName" not in deel for deel in inhoud["description"].values())
