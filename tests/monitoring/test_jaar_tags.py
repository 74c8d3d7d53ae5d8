"""The links of the evaluation of a year: they keep its version, and escape what they show."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

OUDE_VERSIE = "?versie=1"


def teken(sjabloon, vraag="", **inhoud):
    context = {"programma": SimpleNamespace(slug="veilig"), "moment": SimpleNamespace(jaar=2022, vraag=vraag)}
    return Template("{% load jaar_tags %}" + sjabloon).render(Context({**context, **inhoud}))


def overleg(afkorting, subregio=""):
    return SimpleNamespace(slug="x", afkorting=afkorting, subregio=subregio)


@pytest.mark.parametrize("vraag", ["", OUDE_VERSIE])
@pytest.mark.parametrize(
    ("overleggen", "tekst"),
    [
        ([overleg("A")], "A"),
        ([overleg("A"), overleg("B", "Regio & Zo")], "A en B (Regio &amp; Zo)"),
        ([overleg("A"), overleg("B"), overleg("<C>")], "A, B en &lt;C&gt;"),
    ],
    ids=["one", "two", "three"],
)
def test_the_evaluations_per_overleg_make_one_enumeration(overleggen, tekst, vraag):
    html = teken("{% evaluatielinks overleggen %}", vraag, overleggen=overleggen)
    link = f'<a href="/veilig/evaluatie/2022/overleg/x/{vraag}">'
    assert html.count(link) == len(overleggen)
    assert html.replace(link, "").replace("</a>", "") == tekst


@pytest.mark.parametrize(
    ("overleg", "vraag", "verwacht"),
    [
        ("", "", ""),
        ("", OUDE_VERSIE, "?versie=1"),
        ("pora", "", "?overleg=pora"),
        ("pora", OUDE_VERSIE, "?overleg=pora&amp;versie=1"),
    ],
)
def test_the_address_of_the_letters_keeps_overleg_and_version(overleg, vraag, verwacht):
    html = teken("{% raadsbrieven_adres overleg %}", vraag, overleg=overleg)
    assert html == teken("{% url 'monitoring:raadsbrieven' 'veilig' 2022 %}") + verwacht
