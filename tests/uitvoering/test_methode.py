"""An address that does not know this method: a page that says what happened, and the same answer to a program."""

import pytest

from tests.antwoord import tekst
from uitvoering.views import reden_405

KNOP, LEZEN = "/proef/mijn-acties/terugdraaien/", "/proef/acties/"


@pytest.mark.parametrize(
    ("methode", "toegestaan", "begin"),
    [
        ("GET", ["POST"], "Dit adres hoort bij een knop"),
        ("HEAD", ["POST"], "Dit adres hoort bij een knop"),
        ("POST", ["GET", "HEAD"], "Deze pagina is alleen om te lezen."),
        ("PUT", ["GET", "HEAD", "POST"], "Je programma vraagt iets wat deze site niet kent."),
    ],
)
def test_the_reason_says_what_the_address_is_for(methode, toegestaan, begin):
    assert reden_405(methode, toegestaan).startswith(begin)


def test_address_of_a_button_is_a_page_of_the_site(als, cast):
    antwoord = als(cast.bram).get(KNOP)
    assert (antwoord.status_code, antwoord["Allow"], antwoord["Content-Type"]) == (
        405, "POST", "text/html; charset=utf-8",
    )  # fmt: skip
    assert "Dit adres hoort bij een knop" in tekst(antwoord)
    assert "Uitloggen" in tekst(antwoord)  # the frame of who is logged in


def test_page_to_read_gives_back_what_was_sent_to_it(als, cast):
    antwoord = als(cast.bram).post(LEZEN, {"toelichting": "Wij zijn begonnen."})
    assert (antwoord.status_code, antwoord["Allow"]) == (405, "GET, HEAD")
    assert "Wij zijn begonnen.</textarea>" in tekst(antwoord)


@pytest.mark.parametrize(
    ("methode", "pad", "kan"),
    [
        ("HEAD", KNOP, "POST"),
        ("OPTIONS", KNOP, "GET, HEAD, POST"),
        ("OPTIONS", "/bestaat-niet/", "GET, HEAD, POST"),
    ],
)
def test_program_reads_what_it_may_and_no_page(als, cast, methode, pad, kan):
    antwoord = als(cast.bram).generic(methode, pad)
    assert (antwoord.status_code, antwoord["Allow"], antwoord.content) == (405, kan, b"")


def test_strange_method_is_a_page_before_there_is_a_session(client, wereld):
    antwoord = client.put(LEZEN)
    assert (antwoord.status_code, antwoord["Allow"]) == (405, "GET, HEAD, POST")
    assert "Je programma vraagt iets" in tekst(antwoord)
    assert client.head(LEZEN).status_code == 302  # what a reading page answers nobody
