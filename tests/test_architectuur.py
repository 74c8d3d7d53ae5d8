"""The direction of the house: uitvoering → monitoring → acties, never back. Read from the code itself."""

import ast
import re
from pathlib import Path

import pytest

HUIS = Path(__file__).parent.parent
VERBODEN = {"acties": {"monitoring", "uitvoering"}, "monitoring": {"uitvoering"}}
MAX_PER_MAP = 24
PAD = re.compile(r"(acties|monitoring|uitvoering)(\.\w+)+\.?")
INGESLOTEN_TAGS = {"monitoring": {"afspraak_tags", "jaar_tags", "link_tags", "meldzin_tags", "stand_tags", "zin_tags"}}


# Van boven naar beneden: een kamer gebruikt alleen kamers van een lagere verdieping, nooit een buur.
VERDIEPINGEN = {
    "acties": [
        "admin wijzigen",
        "voorstel",
        "toegang klaarzetten",
        "spoor begrippen post",
        "models",
        "tekst",
        "rekenblad",
        "constanten gegevensversie forms woorden",
    ],
    "monitoring": [
        "admin weergave inlezen links templatetags",
        "rondes jaar programma afspraken volgen",
        "melden",
        "lezen",
        "verslag",
        "models",
        "constanten datum",
    ],
}
# Wat de app samenstelt, hoort op geen verdieping.
SAMENSTELLING = {"__init__", "apps", "migrations", "urls", "views"}
IN_DE_KAMER = {"acties": {"templatetags"}, "monitoring": {"static"}}


def _imports(bestand):
    """Elke module die dit bestand noemt, als ``(module, regel)``: ook in een functie en als tekst (``import_module``)."""
    for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            yield from ((alias.name, knoop.lineno) for alias in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module and not knoop.level:
            yield knoop.module, knoop.lineno
            if "." not in knoop.module:  # from monitoring import lezen
                yield from ((f"{knoop.module}.{alias.name}", knoop.lineno) for alias in knoop.names)
        elif isinstance(knoop, ast.Constant) and PAD.fullmatch(str(knoop.value)):
            yield str(knoop.value).rstrip("."), knoop.lineno


def _python(app):
    return sorted((HUIS / app).rglob("*.py"))


@pytest.mark.parametrize("app", VERBODEN)
def test_imports_go_one_way_also_inside_functions(app):
    fout = [
        (bestand.name, module)
        for bestand in _python(app)
        for module, _ in _imports(bestand)
        if module.split(".")[0] in VERBODEN[app]
    ]
    assert fout == []


def _kamer(pad):
    return pad.relative_to(HUIS).parts[1].removesuffix(".py")


@pytest.mark.parametrize("app", VERDIEPINGEN)
def test_rooms_use_lower_floors_only(app):
    hoogte = {kamer: i for i, laag in enumerate(VERDIEPINGEN[app]) for kamer in laag.split()}
    fout = [
        f"{bestand.relative_to(HUIS)}:{regel} gebruikt {module}"
        for bestand in _python(app)
        if (van := _kamer(bestand)) not in SAMENSTELLING | IN_DE_KAMER[app]
        for module, regel in _imports(bestand)
        if module.startswith(f"{app}.") and (naar := module.split(".")[1]) != van
        if naar in hoogte and hoogte[naar] <= hoogte[van]
    ]
    assert fout == []


@pytest.mark.parametrize("app", VERDIEPINGEN)
def test_every_room_stands_on_a_floor(app):
    """So a new folder or module at the root of an app needs a place in the table."""
    kamers = {pad.stem for pad in (HUIS / app).iterdir() if pad.name != "__pycache__"}
    genoemd = {kamer for laag in VERDIEPINGEN[app] for kamer in laag.split()}
    assert kamers == genoemd | SAMENSTELLING - ({"views"} if app == "monitoring" else set()) | IN_DE_KAMER[app]


def test_a_view_is_reached_by_import_only():
    """A string could bring a view to a room below, unseen."""
    fout = [
        (bestand.name, knoop.value)
        for app in ("acties", "monitoring", "uitvoering")
        for bestand in _python(app)
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8")))
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str)
        if re.fullmatch(r"(acties|monitoring)\.(\w+\.)*views\w*(\.\w+)*", knoop.value)
    ]
    assert fout == []


def test_the_reader_of_imports_sees_every_way(tmp_path):
    """The twin of the tests above: what they would have to find, is found."""
    bestand = tmp_path / "proef.py"
    bestand.write_text(
        "import monitoring.melden\nfrom monitoring import jaar\n"
        "def f():\n    from monitoring.rondes.forms import X\n    import_module('monitoring.weergave.views')\n"
    )
    assert {module for module, _ in _imports(bestand)} == {
        "monitoring.melden", "monitoring", "monitoring.jaar", "monitoring.rondes.forms", "monitoring.weergave.views",
    }  # fmt: skip


def test_a_folder_holds_about_twenty_files():
    """Code, templates and tests; more in one folder is more than one concept."""
    vol = {}
    for app in ("acties", "monitoring", "uitvoering", "templates", "tests"):
        for map_ in [HUIS / app, *(pad for pad in (HUIS / app).rglob("*") if pad.is_dir())]:
            if map_.name == "__pycache__":  # what Python compiled, where it may be kept
                continue
            aantal = sum(1 for pad in map_.iterdir() if pad.is_file() and pad.name != "__init__.py")
            if aantal > MAX_PER_MAP:
                vol[str(map_.relative_to(HUIS))] = aantal
    assert vol == {}


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
    verwacht = {
        "acties",
        "docs",
        "fixtures",
        "locale",
        "monitoring",
        "requirements",
        "templates",
        "tests",
        "uitvoering",
    }
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
    """The stand, the index, the mark of changes, the checks, the rights of a role, backups, old rows of the cache, many rows.

    The triggers are in migrations.
    """
    raw = re.compile(r"RawSQL|\.raw\(|cursor\(\)")
    plekken = {
        str(b.relative_to(HUIS))
        for app in ("acties", "monitoring", "uitvoering")
        for b in _python(app)
        if raw.search(b.read_text(encoding="utf-8")) and "migrations" not in b.parts
    }
    assert plekken <= {
        "monitoring/lezen/zoeken/index.py",
        "monitoring/verslag/stand.py",
        "acties/gegevensversie.py",
        "acties/voorstel/toetsen.py",
        "acties/voorstel/tussenstap.py",
        "uitvoering/views.py",
        "uitvoering/checks.py",
        "uitvoering/databaserechten.py",
        "uitvoering/management/commands/databaserechten.py",
        "uitvoering/reservekopie/databases.py",
        "uitvoering/reservekopie/postgresql.py",
        "uitvoering/reservekopie/sqlite.py",
    }


def test_contributing_names_files_that_exist():
    """“Where do I change …” leads to one file each, and the tree names every room."""
    tekst = (HUIS / "CONTRIBUTING.md").read_text(encoding="utf-8")
    genoemd = re.findall(r"^\| .* \| `([\w/.]+)` \|$", tekst, re.MULTILINE)
    assert len(genoemd) == 22
    assert [pad for pad in genoemd if not (HUIS / pad).is_file()] == []
    kamers = {pad.name for pad in (HUIS / "monitoring").iterdir() if pad.is_dir() and (pad / "__init__.py").exists()}
    assert {kamer for kamer in kamers if f"{kamer}/" not in tekst} == {"migrations"}


def test_no_line_of_a_template_is_longer_than_160_characters():
    """A longer one is mostly a sentence, and a sentence is a function with a test."""
    lang = [
        f"{pad.relative_to(HUIS)}:{nummer}"
        for pad in sorted((HUIS / "templates").rglob("*.*"))
        for nummer, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1)
        if len(regel) > 160
    ]
    assert lang == []
