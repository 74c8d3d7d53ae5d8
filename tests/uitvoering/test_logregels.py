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
