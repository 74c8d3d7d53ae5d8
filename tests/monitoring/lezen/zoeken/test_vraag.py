"""What someone types becomes words; no sign means anything, and the usual Dutch spelling of a plural is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.lezen.zoeken.vraag import NA, VOOR, Stuk, lees_vraag, vouw


def woorden(tekst):
    return [woord.tekst for woord in lees_vraag(tekst).woorden]


def raak(vraag, tekst):
    return [stuk.tekst for stuk in lees_vraag(vraag).gemarkeerd(tekst) if stuk.raak]


@pytest.mark.parametrize(
    ("getypt", "gevraagd"),
    [
        ("Zelfscan", ["zelfscan"]),
        ("  twee   woorden ", ["twee", "woorden"]),
        ("crèche Coördinatie", ["creche", "coordinatie"]),
        ("cre\u0300che", ["creche"]),
        ("wat is een zelfscan?", ["zelfscan"]),
        ("de het", ["de", "het"]),  # nothing else was asked for
        ("regio’s en regio's", ["regio"]),
        ("zorg zorg ZORG", ["zorg"]),
        ("a 9", ["9"]),
        ("a", []),
        ("", []),
        ("'\"*-:()^{}\\\x00", []),
        ("zelf*scan -zorg NOT (AND)", ["zelf", "scan", "zorg", "not", "and"]),
        ("a1 b2 c3 d4 e5 f6 g7 h8 i9", ["a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8"]),
    ],
)
def test_words_of_a_question(getypt, gevraagd):
    assert woorden(getypt) == gevraagd
    assert bool(lees_vraag(getypt)) is bool(gevraagd)


@pytest.mark.parametrize(
    ("getypt", "nummer"),
    [
        ("14", 14),
        ("actie 14", 14),
        ("Actie nr. 14", 14),
        ("L1", 100_001),
        ("14 scholen", None),
        ("actie", None),
        ("2021 14", None),
    ],
)
def test_number_of_an_actie(getypt, nummer):
    assert lees_vraag(getypt).nummer == nummer


@pytest.mark.parametrize(
    ("gevraagd", "gevonden"),
    [
        ("gemeenten", "gemeente"), ("gemeente", "gemeenten"), ("scholen", "school"), ("school", "scholen"),
        ("gezinnen", "gezin"), ("gezin", "gezinnen"), ("brieven", "brief"), ("brief", "brieven"), ("huizen", "huis"),
        ("huis", "huizen"), ("lokale", "lokaal"), ("lokaal", "lokale"), ("acties", "actie"), ("taken", "taak"),
        ("meldingen", "melding"), ("veilige", "veilig"), ("prev", "preventie"), ("CRECHE", "crèches"),
    ],
)  # fmt: skip
def test_a_word_finds_its_other_number_and_what_begins_with_it(gevraagd, gevonden):
    assert raak(gevraagd, f"x {gevonden} y") == [gevonden]


@pytest.mark.parametrize(("gevraagd", "anders"), [("14", "140"), ("scan", "zelfscan"), ("en", "een")])
def test_a_word_does_not_find(gevraagd, anders):
    assert raak(gevraagd, f"x {anders} z") == []


def test_marked_pieces_are_the_text_again():
    vraag = lees_vraag("zorg")
    assert vraag.gemarkeerd("Zorg, (zorgen) en opzorg") == [
        Stuk("Zorg", raak=True), Stuk(", (", raak=False), Stuk("zorgen", raak=True), Stuk(") en opzorg", raak=False),
    ]  # fmt: skip


def test_fragment_is_around_the_first_match_and_of_the_first_text_that_has_one():
    lang = "begin " * 40 + "de zelfscan\nstaat hier " + "einde " * 40
    stukken = lees_vraag("zelfscan").fragment("niets", lang)
    tekst = "".join(stuk.tekst for stuk in stukken)
    assert tekst.startswith("… begin")
    assert "de zelfscan staat hier" in tekst
    assert tekst.endswith("einde …")
    assert [stuk.tekst for stuk in stukken if stuk.raak] == ["zelfscan"]


def test_fragment_without_a_match_is_the_beginning():
    assert lees_vraag("zorg").fragment("Kort.", "") == [Stuk("Kort.", raak=False)]
    assert lees_vraag("zorg").fragment("") == []


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_cut_and_marked_without_losing_a_sign(tekst, vraag):
    gevraagd = lees_vraag(vraag)
    assert vouw("".join(stuk.tekst for stuk in gevraagd.gemarkeerd(tekst))) == vouw(tekst)
    heel = " ".join(vouw(tekst).split())
    fragment = "".join(stuk.tekst for stuk in gevraagd.fragment(tekst)).removeprefix("… ").removesuffix(" …")
    assert len(fragment) <= VOOR + NA + max(map(len, tekst.split()), default=0) + 2
    assert vouw(fragment).strip() in heel
