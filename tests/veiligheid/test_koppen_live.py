"""The headers of a real server with the settings of production: on pages, errors, redirects, static files and downloads."""

import re

from tests.antwoord import CSP, JAAR
from tests.veiligheid.server import WACHTWOORD

VAST = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# This a browser keeps as long as someone is logged in, to ask each time whether it still holds; not the first, with a message.
LEESPAGINAS = {"/proef/acties/"}


def gebreken(koppen, *, https=True):
    """What is missing or wrong in the headers of an answer."""
    fout = [naam for naam, waarde in VAST.items() if koppen[naam] != waarde]
    if set((koppen["Content-Security-Policy"] or "").split("; ")) != CSP:
        fout.append(f"CSP: {koppen['Content-Security-Policy']}")
    hsts = re.match(r"max-age=(\d+)", koppen["Strict-Transport-Security"] or "max-age=0")
    if https and int(hsts[1]) < JAAR:
        fout.append("HSTS")
    fout += [f"toont {naam}" for naam in ("X-Powered-By", "Access-Control-Allow-Origin") if koppen[naam]]
    return fout


def test_every_answer_of_a_production_server(server):
    """One server for all of it: starting one takes longer than asking it everything."""
    statisch = re.findall(rb'(?:href|src)="(/static/[^"]+)"', server.vraag("/accounts/login/")[2])
    anoniem = {
        "/": 302, "/accounts/login/": 200, "/accounts/password/reset/": 200, "/hulp/": 200, "/gezondheid/": 200,
        "/proef/": 302, "/beheer/": 302, "/bestaat/niet/": 404, "/static/niets.css": 404, "/.env": 404, "/.git/config": 404,
        "/static/../db.sqlite3": 404, "/static/%2e%2e/manage.py": 404, "/accounts/signup/": 200,
        **{pad.decode(): 200 for pad in statisch},
    }  # fmt: skip
    assert len(statisch) > 8
    klachten = {}

    def bekijk(pad, code, gebruiker="", **hoe):
        status, koppen, _ = server.vraag(pad, **hoe)
        fout = gebreken(koppen, https=hoe.get("X-Forwarded-Proto") != "http") + (
            [f"status {status}"] if status != code else []
        )
        bewaren = "private, no-cache" if pad in LEESPAGINAS else "no-store"
        if gebruiker and bewaren not in (koppen["Cache-Control"] or ""):
            fout.append(bewaren)
        if fout:
            klachten[f"{gebruiker} {pad} {hoe}"] = fout

    for pad, code in anoniem.items():
        bekijk(pad, code)
    bekijk("/accounts/login/", 301, **{"X-Forwarded-Proto": "http"})
    bekijk("/accounts/login/", 400, Host="elders.test")
    bekijk("/accounts/login/", 405, methode="TRACE")
    bekijk("/proef/acties/2/melden/", 403, velden={"toelichting": "Een tekst zonder sessie."})
    bekijk("/accounts/login/", 400, Cookie="a=b", velden={str(n): "x" for n in range(1100)})

    status, koppen, _ = server.log_in("anna")
    assert (status, gebreken(koppen)) == (302, [])
    koekjes = {koekje.split("=")[0]: koekje.lower() for koekje in koppen.get_all("Set-Cookie")}
    assert set(koekjes) == {"__Host-sessionid", "__Host-csrftoken", "__Host-apparaat"}
    for koekje in koekjes.values():
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= {deel.strip() for deel in koekje.split(";")}
        assert "domain=" not in koekje

    binnen = {
        "/proef/": 200, "/proef/acties/": 200, "/proef/acties/2/melden/": 200, "/proef/acties/99/": 404, "/beheer/": 200,
        "/beheer/acties/actie/": 200, "/beheer/acties/gebruiker/": 403, "/accounts/2fa/": 200, "/accounts/logout/": 200,
        "/proef/acties/export/xlsx/": 200, "/proef/acties/export/csv/": 200, "/proef/gemeenten/export/ods/": 200,
        "/proef/evaluatie/2021/jaarverslag/xlsx/": 200, "/proef/acties/?status=onzin": 400, "/": 302,
        "/proef/acties/export/csv/?status=onzin": 302,
    }  # fmt: skip
    for pad, code in binnen.items():
        bekijk(pad, code, "anna")
    assert klachten == {}

    regels = server.stop()
    logboek = [regel for regel in regels if " logboek " in regel]
    assert any('handeling="inloggen"' in regel and 'adres="10.9.8.7"' in regel for regel in logboek)
    assert [regel for regel in regels if WACHTWOORD in regel or server.koekjes["__Host-sessionid"] in regel] == []
    # The server thinks it is in Kiritimati (UTC+14); the log and the site know better.
    assert all(re.match(r"\S+T\S+\+0[12]00 ", regel) for regel in logboek)
