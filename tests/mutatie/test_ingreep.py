"""The changes that ``make mutatie`` makes: each kind once, and nothing where a change would say nothing."""

import ast

import pytest

from tests.mutatie.__main__ import HUIS, PAKKETTEN
from tests.mutatie.ingreep import aantal_ingrepen, grijp_in


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("a < b", ["a <= b"]),
        ("a in b and c", ["a not in b and c", "a in b or c"]),
        ("a + b | c", ["a - b | c", "a + b & c"]),
        ("not a", ["a"]),
        ("x = True", ["x = False"]),
        ("x = 365", ["x = 366"]),
        ("if a:\n    b = c", ["if False:\n    b = c"]),
        ("a if b else c", ["c if b else a"]),
        ("[a for a in b if a]", ["[a for a in b]"]),
        ("def f():\n    return a", ["def f():\n    return None"]),
        ("a = max(b)", ["a = min(b)"]),
        ("a = any(b)", ["a = all(b)"]),
        ("noteer(a)", ["pass"]),
        ("def f(a=1):\n    pass", ["def f(a=2):\n    pass"]),
        ("a: int = 1", ["a: int = 2"]),
    ],
)
def test_every_kind_of_change(oud, nieuw):
    gemaakt = [grijp_in(oud, nummer).broncode for nummer in range(aantal_ingrepen(oud))]
    assert gemaakt == [ast.unparse(ast.parse(regel)) for regel in nieuw]


@pytest.mark.parametrize(
    "code",
    [
        '"""Tekst."""',
        "x = 'tekst'",
        "def f() -> Literal[1]:\n    return None",
        "@dataclass(frozen=True)\nclass A:\n    a: Literal[1]",
        "a = b / c",
    ],
)
def test_texts_annotations_and_decorators_stay(code):
    assert aantal_ingrepen(code) == 0


def test_a_change_names_its_line():
    ingreep = grijp_in("a = b\nc = d < e", 0)
    assert (ingreep.regel, ingreep.wat) == (2, "Lt wordt LtE")


def test_only_one_place_changes():
    assert grijp_in("a = 1\nb = 1", 1).broncode == "a = 1\nb = 2"


def test_what_is_tried_exists_and_has_tests():
    assert [naam for naam in PAKKETTEN if not (HUIS / naam).exists()] == []
    assert [pad for paden in PAKKETTEN.values() for pad in paden if not (HUIS / pad).exists()] == []
