"""A Host that is not ours: one line in the log, an answer of 400, and nothing of the sender in it."""

import logging

import pytest


@pytest.mark.parametrize("host", ["elders.test", "testserver.elders.test", "a b", "testserver:80:80", "[::1", "é"])
@pytest.mark.parametrize("methode", ["get", "post"])
def test_a_forged_host_is_one_line_and_400(client, wereld, caplog, host, methode):
    caplog.set_level(logging.DEBUG)
    antwoord = getattr(client, methode)("/accounts/login/", {"toelichting": "Klik op elders.test"}, HTTP_HOST=host)
    regels = [regel for regel in caplog.records if regel.name != "django.db.backends"]
    assert (antwoord.status_code, [(regel.levelname, regel.exc_info) for regel in regels]) == (400, [("WARNING", None)])
    assert "elders" not in antwoord.content.decode()
