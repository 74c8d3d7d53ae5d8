"""A line of the log is one event, and holds no secret."""

import logging
import sys

import pytest

from uitvoering.logregels import EenRegelFormatter


def regel(tekst, *args, exc_info=None):
    gebeurtenis = logging.LogRecord("proef", logging.INFO, __file__, 1, tekst, args, exc_info)
    return EenRegelFormatter("{levelname} {message}", style="{").format(gebeurtenis)


def test_plain_text_stays_as_it_is():
    assert regel("Melding op actie %s: café, 10 €", 28) == "INFO Melding op actie 28: café, 10 €"


@pytest.mark.parametrize(
    "teken", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u2029", "\u202e", "\x00"]
)
def test_control_characters_become_visible(teken):
    uitkomst = regel("voor%sna", teken)
    assert uitkomst.splitlines() == [uitkomst]
    assert all(letter.isprintable() for letter in uitkomst)


def test_traceback_is_one_line():
    try:
        int("kapot\nINFO vals")
    except ValueError:
        uitkomst = regel("Fout", exc_info=sys.exc_info())
    assert uitkomst.splitlines() == [uitkomst]
    assert "Traceback" in uitkomst
    assert "ValueError: invalid literal" in uitkomst


@pytest.mark.parametrize(
    "pad", ["/accounts/password/reset/key/2f-cx9abc-0123456789/", "/accounts/confirm-email/MQ:1tabc:geheim/"]
)
def test_key_of_a_mailed_link_stays_out(pad):
    uitkomst = regel("Not Found: %s", pad)
    assert uitkomst.endswith("/***/")


@pytest.mark.parametrize(("code", "heeft"), [(400, False), (403, False), (500, True)])
def test_a_refusal_has_no_traceback_and_an_error_has(code, heeft):
    try:
        raise ValueError("stuk")
    except ValueError:
        gebeurtenis = logging.LogRecord("proef", logging.WARNING, __file__, 1, "Bad Request", (), sys.exc_info())
    gebeurtenis.status_code = code
    assert ("Traceback" in EenRegelFormatter().format(gebeurtenis)) is heeft
    assert gebeurtenis.exc_info is not None  # for whoever else listens
