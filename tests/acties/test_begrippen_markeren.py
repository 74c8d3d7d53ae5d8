"""Terms from the begrippenlijst in running text: which are found, and what a page shows."""

import pytest
from django.template import Context, Template

from acties.begrippen import Begrippenlijst
from acties.models import Begrip


def begrip(pk, term, *synoniemen, definitie="Uitleg."):
    return Begrip(pk=pk, term=term, synoniemen="\n".join(synoniemen), definitie=definitie)


def gemarkeerd(tekst, *begrippen):
    return [(stuk.tekst, stuk.begrip.term) for stuk in Begrippenlijst(begrippen).markeer(tekst) if stuk.begrip]


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("Zelfscan", ["Zelfscan"]),
        ("De ZELFSCAN, in elke gemeente", ["ZELFSCAN"]),
        ("Met de vragenlijst.", ["vragenlijst"]),
        ("zelfscans en voorzelfscan", []),
        ("de zelfscan en nog een zelfscan", ["zelfscan"]),
        ("de zelfscan of vragenlijst", ["zelfscan"]),
        ("", []),
    ],
)
def test_whole_words_once_in_any_case_and_spelling(tekst, woorden):
    assert [woord for woord, _ in gemarkeerd(tekst, begrip(1, "Zelfscan", "vragenlijst"))] == woorden


def test_the_longest_spelling_wins():
    assert gemarkeerd("Seksueel geweld en geweld", begrip(1, "Geweld"), begrip(2, "Seksueel geweld")) == [
        ("Seksueel geweld", "Seksueel geweld"),
        ("geweld", "Geweld"),
    ]


@pytest.mark.parametrize("tekst", ["MDA++", "(MDA++)", "MDA++, verder"])
def test_a_term_may_end_in_punctuation(tekst):
    assert gemarkeerd(tekst, begrip(1, "MDA++")) == [("MDA++", "MDA++")]


def test_the_pieces_are_the_text():
    tekst = "Een zelfscan\nen meer: <b>İstanbul</b> 👍"
    assert "".join(stuk.tekst for stuk in Begrippenlijst([begrip(1, "Zelfscan")]).markeer(tekst)) == tekst


def test_an_empty_list_marks_nothing():
    assert gemarkeerd("Zelfscan") == []


def test_the_terms_of_several_texts_in_alphabetical_order():
    lijst = Begrippenlijst([begrip(2, "Zelfscan"), begrip(1, "Aanpak")])
    assert [b.term for b in lijst.in_teksten(["zelfscan", "aanpak en zelfscan"])] == ["Aanpak", "Zelfscan"]


def test_a_page_shows_a_button_with_its_explanation_and_escapes_both():
    lijst = Begrippenlijst([begrip(7, "<i>scan</i>", definitie="Een <script>alert(1)</script>.")])
    sjabloon = Template("{% load begrippen_tags %}{% met_begrippen lijst tekst 'titel' %}")
    pagina = sjabloon.render(Context({"lijst": lijst, "tekst": "De <i>scan</i> & meer"}))
    assert " ".join(pagina.split()) == (
        "De "
        '<button type="button" class="begrip" popovertarget="titel-begrip-7">&lt;i&gt;scan&lt;/i&gt;</button>'
        '<span class="begrip__uitleg" id="titel-begrip-7" popover><strong>&lt;i&gt;scan&lt;/i&gt;:</strong> '
        "Een &lt;script&gt;alert(1)&lt;/script&gt;.</span>"
        " &amp; meer"
    )


def test_a_term_in_an_address_is_not_marked():
    tekst = "Zie https://voorbeeld.nl/zelfscan en de zelfscan."
    lijst = Begrippenlijst([begrip(1, "Zelfscan")])
    assert [(stuk.tekst, bool(stuk.begrip)) for stuk in lijst.markeer(tekst)] == [
        ("Zie https://voorbeeld.nl/zelfscan en de ", False),
        ("zelfscan", True),
        (".", False),
    ]
