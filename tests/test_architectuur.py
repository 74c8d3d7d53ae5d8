"""The direction of the house: uitvoering → monitoring → acties, never back. Read from the code itself."""

import ast
import re
from pathlib import Path

import pytest

HUIS = Path(__file__).parent.parent
VERBODEN = {"acties": {"monitoring", "uitvoering"}, "monitoring": {"uitvoering"}}
INGESLOTEN_TAGS = {"monitoring": {"stand_tags"}}


def _imports(bestand):
    for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            yield from (alias.name.split(".")[0] for alias in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module and not knoop.level:
            yield knoop.module.split(".")[0]


def _python(app):
    return sorted((HUIS / app).rglob("*.py"))


@pytest.mark.parametrize("app", VERBODEN)
def test_imports_go_one_way_also_inside_functions(app):
    fout = [(bestand.name, naam) for bestand in _python(app) for naam in _imports(bestand) if naam in VERBODEN[app]]
    assert fout == []


@pytest.mark.parametrize("app", VERBODEN)
def test_foreign_keys_by_name_go_one_way(app):
    patroon = re.compile(rf"""["']({"|".join(VERBODEN[app])})\.[A-Z]\w+["']""")
    assert [b.name for b in _python(app) if patroon.search(b.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("app", VERBODEN)
def test_templates_link_and_load_one_way(app):
    namen = VERBODEN[app] | {tag for ander in VERBODEN[app] for tag in INGESLOTEN_TAGS.get(ander, ())}
    patroon = re.compile(rf"""{{%\s*(?:url\s+["'](?:{"|".join(namen)}):|load\s+[^%]*\b(?:{"|".join(namen)})\b)""")
    sjablonen = sorted((HUIS / "templates" / app).rglob("*.*"))
    assert sjablonen
    assert [s.name for s in sjablonen if patroon.search(s.read_text(encoding="utf-8"))] == []


def test_top_level_holds_nothing_unexpected():
    verwacht = {"acties", "fixtures", "locale", "monitoring", "requirements", "templates", "tests", "uitvoering"}
    mappen = {p.name for p in HUIS.iterdir() if p.is_dir() and not p.name.startswith(".")}
    assert mappen - verwacht <= {"dist", "staticfiles", "thema", "test-results"}


def test_every_test_file_has_a_name_that_pytest_collects():
    hulp = {"__init__.py", "conftest.py"}
    vreemd = [
        str(pad.relative_to(HUIS))
        for pad in (HUIS / "tests").rglob("*.py")
        if pad.name not in hulp
        and not re.fullmatch(r"(test|bench)_\w+\.py", pad.name)
        and "def test_" in pad.read_text(encoding="utf-8")
    ]
    assert vreemd == []


def test_templates_have_no_inline_script_style_or_unescaped_data():
    """A mail in plain text (.txt) is no HTML: there escaping would show “&amp;”."""
    handler = r"\son(?:click|change|submit|load|error|input|focus|blur|key\w+|mouse\w+|toggle)="
    patroon = re.compile(rf"\sstyle=|{handler}|<script>|<style>|\|\s*safe\b")
    teksten = {p: p.read_text(encoding="utf-8") for p in (HUIS / "templates").rglob("*") if p.is_file()}
    assert [str(pad) for pad, tekst in teksten.items() if patroon.search(tekst)] == []
    assert [str(pad) for pad, tekst in teksten.items() if pad.suffix != ".txt" and "autoescape off" in tekst] == []


def test_raw_sql_has_few_homes():
    """The stand, the mark of changes and the checks; the triggers are in migrations."""
    raw = re.compile(r"RawSQL|\.raw\(|cursor\(\)")
    plekken = {
        str(b.relative_to(HUIS))
        for app in ("acties", "monitoring", "uitvoering")
        for b in _python(app)
        if raw.search(b.read_text(encoding="utf-8")) and "migrations" not in b.parts
    }
    assert plekken <= {
        "monitoring/verslag/stand.py",
        "acties/gegevensversie.py",
        "uitvoering/views.py",
        "uitvoering/checks.py",
    }
