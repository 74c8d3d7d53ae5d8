"""Opening a link: a scanner gets nowhere, a forwarded link asks for a code, and a key is nowhere to be read."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Toegangslink
from tests.antwoord import tekst
from tests.monitoring.links.conftest import open_link, sleutelpad
from tests.test_rechten import _adres, _regels
from uitvoering.logregels import EenRegelFormatter


def test_a_scanner_that_opens_the_link_sees_a_button_and_changes_nothing(meldlink, client):
    _link, pad = meldlink
    client.cookies.clear()
    voor = Toegangslink.objects.values().get()
    for doe in (client.get, client.head):
        antwoord = doe(pad, headers={"Sec-Purpose": "prefetch"})
        assert (antwoord.status_code, list(antwoord.cookies)) == (200, [])
    assert Toegangslink.objects.values().get() == voor
    pagina, vreemd = tekst(client.get(pad)), tekst(client.get("/proef/link/999/open/onzin/"))
    zonder = re.compile(r'name="browser" value="[^"]+"')
    assert zonder.sub("", pagina) == zonder.sub("", vreemd)
    assert "Openen" in pagina
    assert "Alkmaar" not in pagina
    assert "Petra" not in pagina


def test_the_key_is_in_the_mail_and_only_its_hash_in_the_database(meldlink):
    _link, pad = meldlink
    sleutel = pad.rstrip("/").rpartition("/")[2]
    assert len(sleutel) >= 40
    assert sleutel not in str(Toegangslink.objects.values().get())


def test_the_first_browser_opens_it_and_a_double_click_counts_once(meldlink):
    link, pad = meldlink
    for _ in range(2):
        antwoord = open_link(Client(), pad)  # the answer to the first click never arrived
        assert antwoord["Location"] == f"/proef/link/{link.pk}/"
    link.refresh_from_db()
    assert link.aantal_geopend == 1
    assert link.laatst_geopend is not None


def test_each_later_opening_counts(meldlink, petra):
    link, pad = meldlink
    Toegangslink.objects.update(laatst_geopend=timezone.now() - timedelta(hours=1))
    open_link(petra, pad, "andere pagina, zelfde browser")
    link.refresh_from_db()
    assert link.aantal_geopend == 2


def _code(mail):
    return re.search(r"\d{4} \d{4}", mail.body).group()


def test_a_forwarded_link_asks_for_a_code_that_goes_to_the_address_of_the_link(meldlink, petra, mailoutbox, vastgelegd):
    link, pad = meldlink
    ander = Client()
    with vastgelegd():
        antwoord = open_link(ander, pad, "ander")
    assert antwoord["Location"] == f"/proef/link/{link.pk}/code/"
    assert mailoutbox[-1].to == ["petra@alkmaar.example"]
    assert ander.get(f"/proef/link/{link.pk}/").status_code == 404
    assert ander.post(antwoord["Location"], {"code": "1"}).status_code == 422
    goed = ander.post(antwoord["Location"], {"code": _code(mailoutbox[-1])})
    assert goed["Location"] == f"/proef/link/{link.pk}/"
    assert ander.get(goed["Location"]).status_code == 200


def test_after_five_wrong_codes_the_right_one_is_refused_and_no_second_mail_goes(
    meldlink, petra, mailoutbox, vastgelegd
):
    link, pad = meldlink
    ander, adres = Client(), f"/proef/link/{link.pk}/code/"
    with vastgelegd():
        open_link(ander, pad, "ander")
    code, verstuurd = _code(mailoutbox[-1]), len(mailoutbox)
    mis = "00000000" if code != "0000 0000" else "11111111"
    for _ in range(5):
        ander.post(adres, {"code": mis})
    assert ander.post(adres, {"code": code}).status_code == 422
    with vastgelegd():
        open_link(ander, pad, "ander")
    assert len(mailoutbox) == verstuurd


def test_a_code_works_once_and_only_beside_the_key(meldlink, petra, mailoutbox, vastgelegd):
    link, pad = meldlink
    ander, adres = Client(), f"/proef/link/{link.pk}/code/"
    with vastgelegd():
        open_link(ander, pad, "ander")
    code = _code(mailoutbox[-1])
    assert Client().post(adres, {"code": code}).status_code == 404
    assert ander.post(adres, {"code": code}).status_code == 302
    with vastgelegd():
        derde = Client()
        open_link(derde, pad, "derde")
    assert derde.post(adres, {"code": code}).status_code == 422


@pytest.mark.parametrize("velden", [{"ingetrokken_op": "nu"}, {"ronde": "dicht"}], ids=["revoked", "round closed"])
def test_a_link_that_ended_opens_nothing(meldlink, petra, ronde, velden):
    link, pad = meldlink
    if "ronde" in velden:
        ronde.sluit(timezone.localdate())
    else:
        Toegangslink.objects.update(ingetrokken_op=timezone.now())
    assert open_link(Client(), pad).status_code == 403
    assert petra.get(f"/proef/link/{link.pk}/").status_code == 403


def test_a_leeslink_ends_after_its_last_day(maak):
    _link, pad = maak("/proef/links/lezen/", geldig_tot=str(timezone.localdate()))
    Toegangslink.objects.update(geldig_tot=timezone.localdate() - timedelta(days=1))
    assert open_link(Client(), pad).status_code == 403


def test_sending_it_again_ends_the_old_key_and_what_it_opened(
    als, cast, meldlink, petra, mailoutbox, vastgelegd, ronde
):
    link, pad = meldlink
    with vastgelegd():
        als(cast.anna).post(f"/proef/links/{link.pk}/opnieuw/")
    assert open_link(Client(), pad).status_code == 404
    assert petra.get(f"/proef/link/{link.pk}/").status_code == 404
    assert open_link(Client(), sleutelpad(mailoutbox[-1]), "nieuw").status_code == 302


def test_the_cookie_of_one_link_opens_no_other(maak, meldlink, petra):
    ander, _ = maak("/proef/links/lezen/", geldig_tot=str(timezone.localdate()))
    eigen = petra.cookies["linkopen"]
    assert (eigen["path"], bool(eigen["httponly"])) == (f"/proef/link/{meldlink[0].pk}/", True)
    petra.cookies["linkopen"]["path"] = "/"
    assert petra.get(f"/proef/link/{ander.pk}/").status_code == 404


def test_every_page_of_a_link_stays_nowhere(meldlink, petra):
    link, pad = meldlink
    for adres in (pad, f"/proef/link/{link.pk}/", f"/proef/link/{link.pk}/code/"):
        koppen = petra.get(adres).headers
        assert koppen["X-Robots-Tag"] == "noindex, nofollow"
        assert {"no-store", "private"} <= set(koppen["Cache-Control"].split(", "))
    assert petra.get(pad)["Referrer-Policy"] == "no-referrer"
    assert open_link(petra, pad)["Referrer-Policy"] == "no-referrer"


def test_a_key_is_never_in_a_log_line(meldlink, caplog):
    link, pad = meldlink
    sleutel = pad.rstrip("/").rpartition("/")[2]
    regel = EenRegelFormatter().format(logging.LogRecord("x", 20, "", 1, "GET %s 200", (pad,), None))
    assert sleutel not in regel
    with caplog.at_level(logging.INFO):
        open_link(Client(), pad)
        Client().post(f"{pad}x/", {"browser": "x"})
        Client().post(f"/proef/link/{link.pk}/open/{sleutel}fout/", {"browser": "x"})
    regels = [EenRegelFormatter().format(record) for record in caplog.records]
    assert any("link openen" in regel for regel in regels)
    assert [regel for regel in regels if sleutel in regel] == []


def test_the_holder_of_a_link_is_refused_everywhere_else(petra, cast):
    """A role of its own in the table of rights: everywhere what nobody gets, but for the pages of the link."""
    fout = {}
    for regel in _regels():
        if regel["naam"].startswith("monitoring:link_"):
            continue
        status = petra.generic(regel["methode"], _adres(regel)).status_code
        if str(status) != regel["anoniem"]:
            fout[regel["naam"]] = status
    assert fout == {}


def test_who_is_logged_in_reads_a_link_as_a_visitor(als, cast, maak):
    link, pad = maak("/proef/links/lezen/", geldig_tot=str(timezone.localdate()))
    client = als(cast.anna)
    open_link(client, pad)
    antwoord = client.get(f"/proef/link/{link.pk}/")
    assert antwoord.status_code == 200
    assert antwoord.wsgi_request.user.is_authenticated is False


def test_only_a_projectleider_sees_the_links_with_their_state(als, cast, meldlink, petra):
    pagina = tekst(als(cast.anna).get(reverse("monitoring:toegangslink_lijst", args=["proef"])))
    assert "Petra Bos, beleidsadviseur, Alkmaar" in pagina
    assert "1×" in pagina
    als(cast.anna).post(f"/proef/links/{meldlink[0].pk}/intrekken/")
    assert "Deze link is ingetrokken." in tekst(als(cast.anna).get("/proef/links/"))
