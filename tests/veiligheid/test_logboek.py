"""Every event that matters is one line: action, object, result, origin, actor and time. And no line holds a secret."""

import json
import logging
import re
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from acties.models import Gebruiker, Lidmaatschap
from acties.spoor import logboek
from tests.formulier import stuur
from uitvoering.logregels import EenRegelFormatter

pytestmark = pytest.mark.django_db

WACHTWOORD = "geheim-voor-de-test"
ADRES = "10.20.30.40"


@pytest.fixture
def log(caplog, django_capture_on_commit_callbacks):
    """``log(act)`` gives the events that an act leaves behind, once what it saved is sure, each as a dict."""
    caplog.set_level(logging.INFO)

    def draai(handeling):
        caplog.clear()
        with django_capture_on_commit_callbacks(execute=True):
            handeling()
        return [lees(bericht.getMessage()) for bericht in caplog.records if bericht.name == "logboek"]

    return draai


def lees(regel):
    return {naam: json.loads(waarde) for naam, waarde in re.findall(r'(\w+)=("(?:[^"\\]|\\.)*")', regel)}


def gebeurtenis(handeling, waarop, wie, resultaat="gelukt", adres="127.0.0.1"):
    return {"handeling": handeling, "object": waarop, "resultaat": resultaat, "adres": adres, "wie": wie}


def naam(gebruiker):
    return f"gebruiker {gebruiker.pk} {gebruiker.username}"


# One line per event


def test_login_and_logout(client, cast, log):
    bram = naam(cast.bram)
    velden = {"login": "bram", "password": WACHTWOORD}
    assert log(lambda: client.post("/accounts/login/", velden, REMOTE_ADDR=ADRES)) == [
        gebeurtenis("inloggen", bram, bram, adres=ADRES)
    ]
    assert log(lambda: client.post("/accounts/logout/")) == [gebeurtenis("uitloggen", bram, bram)]


def test_a_session_that_ends_by_itself(als, cast, log):
    client = als(cast.bram)
    sessie = client.session
    sessie["laatst"] -= 3600
    sessie.save()
    assert log(lambda: client.get("/proef/")) == [gebeurtenis("sessie verlopen", naam(cast.bram), naam(cast.bram))]


def test_failed_login_names_the_account_but_not_what_was_typed(client, cast, log):
    geweigerd = [
        log(lambda wie=wie: client.post("/accounts/login/", {"login": wie, "password": "fout"}))
        for wie in ("bram", "Bram@voorbeeld.nl", "mijn-wachtwoord-hier")
    ]
    assert geweigerd == [
        [gebeurtenis("inloggen", naam(cast.bram), "", "geweigerd")],
        [gebeurtenis("inloggen", naam(cast.bram), "", "geweigerd")],
        [gebeurtenis("inloggen", "onbekend account", "", "geweigerd")],
    ]


def test_a_lock(client, cast, log):
    def te_vaak():
        for _ in range(11):
            client.post("/accounts/login/", {"login": "bram", "password": "fout"})

    assert [regel["resultaat"] for regel in log(te_vaak)] == ["geweigerd"] * 10 + ["geblokkeerd"]


def test_a_new_password(als, cast, log):
    nieuw = "een heel ander wachtwoord"
    velden = {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw}
    client = als(cast.bram)
    assert gebeurtenis("wachtwoord wijzigen", naam(cast.bram), naam(cast.bram)) in log(
        lambda: client.post("/accounts/password/change/", velden)
    )


def test_a_melding(als, cast, wereld, log):
    client = als(cast.bram)
    adres = reverse("monitoring:actie_melden", args=["proef", 2])
    verborgen = client.get(adres).context["formulier"]
    velden = {veld: verborgen[veld].value() for veld in ("gebaseerd_op", "verzoek")}
    velden |= {"namens": "alkmaar", "status": "in_uitvoering", "koers": "", "toelichting": "Geheime tekst"}
    (regel,) = log(lambda: client.post(adres, velden | {"peildatum": "2021-10-01"}))
    assert regel == gebeurtenis("melden", f"statusmelding {wereld.zelfscan.meldingen.get().pk}", naam(cast.bram))


@pytest.mark.parametrize(
    ("pad", "bestand"),
    [
        ("acties/export/csv/?peildatum=2021-12-31", "acties-proef-2021-12-31-voorlopig.csv"),
        ("gemeenten/export/ods/?peildatum=2021-12-31", "gemeenten-proef-2021-12-31-voorlopig.ods"),
        ("cijfers/export/xlsx/?peildatum=2021-12-31", "cijfers-proef-2021-12-31-voorlopig.xlsx"),
        ("evaluatie/2021/jaarverslag/xlsx/", "jaarverslag-2021-proef-concept.xlsx"),
    ],
)
def test_an_export(als, cast, log, pad, bestand):
    client = als(cast.dirk)
    assert log(lambda: client.get(f"/proef/{pad}")) == [gebeurtenis("uitvoeren", bestand, naam(cast.dirk))]


def test_an_export_of_the_beheer(als, cast, log):
    client = als(cast.anna)
    velden = {"format": "2", "resource": "0"}
    (regel,) = log(lambda: client.post("/beheer/acties/actie/export/", velden))
    assert regel == gebeurtenis("uitvoeren als csv", "acties", naam(cast.anna))


def test_refused_access(als, cast, log):
    client = als(cast.dirk)
    weigering = gebeurtenis("openen", "/proef/acties/2/melden/", naam(cast.dirk), "geweigerd")
    assert log(lambda: client.get("/proef/acties/2/melden/")) == [weigering]


def test_a_form_without_a_session(client, wereld, log):
    (regel,) = log(lambda: client.post("/proef/acties/2/melden/", {"toelichting": "Een lange tekst van iemand."}))
    assert regel == gebeurtenis("formulier versturen", "/proef/acties/2/melden/", "", "geweigerd")


def _rollen(gebruiker, *rijen, oud=0):
    """The form of a user in the beheer with these rows of roles."""
    velden = {veld: getattr(gebruiker, veld) for veld in ("username", "first_name", "last_name", "email", "functie")}
    velden |= {"is_active": "on", "lidmaatschappen-TOTAL_FORMS": len(rijen), "lidmaatschappen-INITIAL_FORMS": oud}
    for nummer, rij in enumerate(rijen):
        velden |= {f"lidmaatschappen-{nummer}-{veld}": waarde for veld, waarde in rij.items()}
    return velden


def test_each_change_of_rights(als, cast, wereld, log):
    client, dirk = als(cast.eva), naam(cast.dirk)
    adres = f"/beheer/acties/gebruiker/{cast.dirk.pk}/change/"
    oud = cast.dirk.lidmaatschappen.get()
    commissielid = {"id": oud.pk, "gebruiker": cast.dirk.pk, "rol": "commissielid", "organisatie": ""}
    nieuw = {"id": "", "gebruiker": cast.dirk.pk, "rol": "beleidsambtenaar", "organisatie": wereld.hoorn.pk}

    def zet(*rijen):
        regels = log(lambda: stuur(client, adres, _rollen(cast.dirk, *rijen, oud=1)))
        return sorted((regel["handeling"], regel.get("van", ""), regel.get("naar", "")) for regel in regels)

    wijzigen, hoorn = ("wijzigen", "", ""), f"beleidsambtenaar bij organisatie {wereld.hoorn.pk}"
    assert zet(commissielid, nieuw) == [("recht geven", "", hoorn), wijzigen]
    Lidmaatschap.objects.exclude(pk=oud.pk).filter(gebruiker=cast.dirk).delete()
    melder = commissielid | {"rol": "beleidsambtenaar", "organisatie": wereld.hoorn.pk}
    assert zet(melder) == [("recht wijzigen", "commissielid", hoorn), wijzigen]
    assert zet(melder | {"DELETE": "on"}) == [("recht intrekken", hoorn, ""), wijzigen]
    regels = log(
        lambda: client.post("/beheer/acties/gebruiker/", {"action": "zet_uit", "_selected_action": [cast.dirk.pk]})
    )
    assert regels == [gebeurtenis("wijzigen", dirk, naam(cast.eva))]
    assert not Gebruiker.objects.get(pk=cast.dirk.pk).is_active


def test_what_is_rolled_back_is_not_logged(wereld, caplog, cast):
    caplog.set_level(logging.INFO)
    logboek.noteer_na_opslaan("melden", wereld.zelfscan, door=cast.bram)
    assert [bericht for bericht in caplog.records if bericht.name == "logboek"] == []  # its transaction never ended


# The line itself


def _geschreven(caplog):
    opmaak = settings.LOGGING["formatters"]["een_regel"]
    formatter = EenRegelFormatter(opmaak["format"], opmaak["datefmt"], style=opmaak["style"])
    return [formatter.format(bericht) for bericht in caplog.records if bericht.name == "logboek"]


def test_line_starts_with_the_time_and_its_offset(caplog):
    caplog.set_level(logging.INFO)
    logboek.noteer("proberen")
    (regel,) = _geschreven(caplog)
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]00 INFO logboek handeling=\"proberen\"", regel)


@pytest.mark.parametrize("teken", ["\n", "\r\n", "\x00", "\x1b[2K", "\u2028", "\u202e", '" resultaat="gelukt', "\\"])
def test_nothing_typed_can_make_a_second_line_or_another_field(caplog, teken):
    caplog.set_level(logging.INFO)
    kwaad = f"/x{teken}2026-01-01 INFO logboek handeling=vals"
    with logboek.vanaf(kwaad):
        logboek.noteer(kwaad, kwaad, door=Gebruiker(pk=7, username=kwaad), resultaat="geweigerd")
    (regel,) = _geschreven(caplog)
    assert regel.splitlines() == [regel]
    assert regel.isprintable()
    assert list(lees(regel)) == ["handeling", "object", "resultaat", "adres", "wie"]
    assert lees(regel)["resultaat"] == "geweigerd"


def test_forged_path_stays_one_line(als, cast, caplog):
    caplog.set_level(logging.INFO)
    als(cast.dirk).get("/beheer/%0A2026-01-01%20INFO%20logboek%20handeling=%22inloggen%22/")
    regels = _geschreven(caplog)
    assert all(regel.splitlines() == [regel] for regel in regels)


def test_nobody_has_no_name(caplog):
    caplog.set_level(logging.INFO)
    logboek.noteer("openen", door=AnonymousUser())
    assert lees(caplog.records[-1].getMessage())["wie"] == ""


def test_address_is_that_of_this_request_only(client, cast, caplog):
    caplog.set_level(logging.INFO)
    client.post("/accounts/login/", {"login": "bram", "password": "fout"}, REMOTE_ADDR=ADRES)
    logboek.noteer("erna")
    assert [lees(bericht.getMessage())["adres"] for bericht in caplog.records if bericht.name == "logboek"] == [
        ADRES,
        "",
    ]


def test_no_secret_reaches_any_log(client, cast, caplog):
    """A whole visit: wrong and right password, a reset by mail, a refused page and a form too late."""
    caplog.set_level(logging.DEBUG)
    client.post("/accounts/login/", {"login": "bram", "password": "fout-wachtwoord-7"})
    client.post("/accounts/login/?next=/proef/", {"login": "bram", "password": WACHTWOORD})
    sessie, token = client.cookies["sessionid"].value, client.cookies["csrftoken"].value
    client.get("/proef/evaluatie/2021/duiding/K1/")
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": "bram@voorbeeld.nl"})
    client.get("/accounts/password/reset/key/2f-cx9abc-0123456789abcdef/")
    formatter = EenRegelFormatter()
    alles = "\n".join(formatter.format(bericht) for bericht in caplog.records if bericht.name != "django.db.backends")
    for geheim in (WACHTWOORD, "fout-wachtwoord-7", sessie, token, "0123456789abcdef"):
        assert geheim not in alles


def test_row_in_an_error_of_postgresql_stays_out():
    eerste, tweede = (
        f"null value\nDETAIL:  Failing row contains ({rij}).\n"
        for rij in ("md5$geheim, Tekst\nmet regels", "md5$geheim")
    )
    try:
        try:
            raise ValueError(eerste)
        except ValueError as fout:
            raise RuntimeError(tweede) from fout
    except RuntimeError:
        bericht = logging.LogRecord("proef", logging.ERROR, __file__, 1, "Fout op pad %r", ("/x/",), sys.exc_info())
    regel = EenRegelFormatter().format(bericht)
    assert "geheim" not in regel
    assert "Tekst" not in regel
    assert "Fout op pad '/x/'" in regel
    assert "RuntimeError: null value" in regel
