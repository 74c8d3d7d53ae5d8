"""Logging in with an account of work, against a provider of our own that can lie in every way."""

import logging
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from acties.models import Gebruiker
from tests.uitvoering.inloggen.aanbieder import ANDERE_SLEUTEL, CLIENT, GEHEIM, Aanbieder
from tests.uitvoering.inloggen.test_inloggen import ELDERS

HEEN = "/accounts/oidc/werk/login/"
TERUG = f"{HEEN}callback/"
ONGELDIG = "klopt niet of is verlopen"


@pytest.fixture
def aanbieder():
    server = Aanbieder()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def inrichting(settings, aanbieder):
    """The settings of this provider, to change in a test."""
    eigen = {"server_url": aanbieder.adres, "mail_bewezen": False, "tweede_factor": "claim"}
    app = {"provider_id": "werk", "name": "Werkplek", "client_id": CLIENT, "secret": GEHEIM, "settings": eigen}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    return eigen


def bij_aanbieder(client, pad=HEEN):
    """As the browser: off to the provider, log in there. Gives where it sends the browser back to."""
    heen = client.get(pad)
    assert heen.status_code == 302, heen.content.decode()
    return requests.get(heen["Location"], allow_redirects=False, timeout=30).headers["Location"]


def log_in(client, pad=HEEN):
    terug = urlsplit(bij_aanbieder(client, pad))
    return client.get(f"{terug.path}?{terug.query}")


def open_(client):
    return client.get("/proef/begrippen/").status_code == 200


def geweigerd(client, zin, status=403):
    antwoord = log_in(client)
    return (antwoord.status_code, zin in antwoord.content.decode(), open_(client)) == (status, True, False)


# Coming in


def test_known_address_opens_the_pages(client, cast):
    assert log_in(client)["Location"] == "/"
    assert open_(client)
    assert int(client.session["_auth_user_id"]) == cast.bram.pk


def test_the_site_asks_with_pkce_and_a_fresh_nonce_and_state(cast, aanbieder):
    for _ in range(2):
        log_in(Client())
    eerste, tweede = aanbieder.vragen
    assert all(eerste[naam] != tweede[naam] for naam in ("state", "nonce", "code_challenge"))
    assert (eerste["code_challenge_method"], eerste["response_type"]) == ("S256", "code")
    assert sorted(eerste["scope"].split()) == ["email", "openid", "profile"]


def test_address_of_the_site_does_not_change_what_is_asked(client, cast, aanbieder):
    log_in(
        client,
        f"{HEEN}?scope=Files.ReadWrite&auth_params=prompt%3Dnone%26nonce%3Dx&process=connect&action=reauthenticate",
    )
    [vraag] = aanbieder.vragen
    assert "prompt" not in vraag
    assert "Files" not in vraag["scope"]
    assert vraag["nonce"] != "x"


def test_password_stays_and_nothing_of_the_token_is_kept(client, cast, aanbieder):
    aanbieder.claims |= {"name": "Bram", "phone_number": "0612345678", "amr": ["pwd", "mfa"]}
    log_in(client)
    cast.bram.refresh_from_db()
    assert cast.bram.check_password("geheim-voor-de-test")
    [account] = SocialAccount.objects.all()
    assert (account.provider, account.uid) == ("werk", "bram-1")
    assert account.extra_data == {"iss": aanbieder.adres, "amr": ["pwd", "mfa"]}
    assert not account.socialtoken_set.exists()


def test_changed_address_with_the_same_subject_stays_the_same_person(client, cast, aanbieder):
    log_in(Client())
    aanbieder.claims |= {"email": "anna@voorbeeld.nl"}
    log_in(client)
    assert int(client.session["_auth_user_id"]) == cast.bram.pk


def test_address_that_goes_to_a_new_person_does_not_bring_the_account_along(client, cast, aanbieder):
    log_in(Client())
    aanbieder.claims |= {"sub": "bram-2"}
    assert geweigerd(client, "hoort bij een ander werkaccount")


def test_address_from_the_userinfo_counts_when_it_is_of_the_same_person(cast, aanbieder):
    del aanbieder.claims["email"], aanbieder.claims["email_verified"]
    aanbieder.userinfo = {"sub": "iemand-anders", "email": "bram@voorbeeld.nl", "email_verified": True}
    assert geweigerd(Client(), ONGELDIG)
    aanbieder.userinfo["sub"] = "bram-1"
    client = Client()
    log_in(client)
    assert open_(client)


def test_who_is_logged_in_as_someone_else_changes_person(als, cast):
    client = als(cast.anna)
    log_in(client)
    assert int(client.session["_auth_user_id"]) == cast.bram.pk


# Who does not come in


def test_unknown_address_gets_no_account_and_reads_whom_to_ask(client, cast, aanbieder, settings):
    settings.CONTACTADRES = "beheer@regio.example"
    aanbieder.claims |= {"email": "vreemd@elders.test"}
    antwoord = log_in(client)
    assert antwoord.status_code == 403
    assert 'href="mailto:beheer@regio.example"' in antwoord.content.decode()
    assert not open_(client)
    assert Gebruiker.objects.count() == 6
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("bewezen", [False, None, "nee", 0])
def test_unverified_address_is_refused(client, cast, aanbieder, bewezen):
    aanbieder.claims |= {"email_verified": bewezen}
    assert geweigerd(client, "staat niet in voor je e-mailadres")


def test_unverified_address_is_enough_where_the_installation_says_so(client, cast, aanbieder, inrichting):
    aanbieder.claims |= {"email_verified": None}
    inrichting["mail_bewezen"] = True
    log_in(client)
    assert open_(client)


def test_account_that_is_off_is_refused_also_when_it_is_known(cast):
    def zet_uit(uit):
        Gebruiker.objects.filter(pk=cast.bram.pk).update(is_active=not uit)

    zet_uit(True)
    assert geweigerd(Client(), "staat op niet actief")
    zet_uit(False)
    log_in(Client())
    zet_uit(True)
    assert geweigerd(Client(), "staat op niet actief")


def test_who_is_refused_keeps_the_session_there_was(als, cast, aanbieder):
    client = als(cast.anna)
    aanbieder.claims |= {"email": "vreemd@elders.test"}
    log_in(client)
    assert int(client.session["_auth_user_id"]) == cast.anna.pk


def test_disabled_at_the_provider_is_refused(client, cast, aanbieder):
    aanbieder.weigert = "access_denied"
    assert geweigerd(client, "Werkplek heeft je niet doorgelaten")


def test_a_refusal_is_in_the_log_without_what_was_sent(client, cast, aanbieder, caplog):
    aanbieder.claims |= {"email": "vreemd@elders.test"}
    with caplog.at_level(logging.INFO, "logboek"):
        log_in(client)
    regels = [regel.getMessage() for regel in caplog.records if regel.name == "logboek"]
    assert any('handeling="inloggen" object="werkaccount" resultaat="geweigerd"' in regel for regel in regels)
    assert "vreemd" not in "".join(regels)


# Tokens that are not good


@pytest.mark.parametrize(
    "fout",
    [
        {"nonce": "een-ander"},
        {"nonce": None},
        {"aud": "een-andere-site"},
        {"aud": ["een-andere-site", CLIENT]},
        {"azp": "een-andere-site"},
        {"aud": None},
        {"iss": "https://elders.test"},
        {"iss": None},
        {"exp": 1},
        {"exp": None},
        {"iat": 9_999_999_999},
        {"nbf": 9_999_999_999},
        {"sub": None},
        {"sub": 7},
    ],
    ids=str,
)
def test_token_with_a_wrong_claim_is_refused(client, cast, aanbieder, fout):
    aanbieder.fout = fout
    assert geweigerd(client, ONGELDIG)
    assert not SocialAccount.objects.exists()


def test_token_signed_by_another_key_is_refused(client, cast, aanbieder):
    aanbieder.sleutel = ANDERE_SLEUTEL
    assert geweigerd(client, ONGELDIG)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(("algoritme", "sleutel"), [("none", None), ("HS256", GEHEIM)])
def test_token_that_is_not_signed_or_with_a_shared_secret_is_refused(client, cast, aanbieder, algoritme, sleutel):
    aanbieder.algoritme, aanbieder.sleutel = algoritme, sleutel
    assert jwt.get_algorithm_by_name(algoritme)
    assert geweigerd(client, ONGELDIG)


def test_discovery_of_another_issuer_is_refused(client, cast, aanbieder):
    aanbieder.uitgever_elders = "https://elders.test"
    antwoord = client.get(HEEN)
    assert antwoord.status_code == 503


# State


def test_an_answer_works_once(client, cast):
    terug = urlsplit(bij_aanbieder(client))
    paden = [f"{terug.path}?{terug.query}"] * 2
    assert client.get(paden[0]).status_code == 302
    client.post("/accounts/logout/")
    assert client.get(paden[1]).status_code == 403
    assert not open_(client)


def test_an_answer_is_worth_nothing_in_the_browser_of_someone_else(client, cast):
    terug = urlsplit(bij_aanbieder(Client()))
    assert client.get(f"{terug.path}?{terug.query}").status_code == 403
    assert not open_(client)


@pytest.mark.parametrize(
    "vraag", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied", "?code=x&state=%00"]
)
def test_a_made_up_answer_is_refused(client, cast, vraag):
    assert client.get(TERUG + vraag).status_code == 403


@pytest.mark.parametrize("doel", ELDERS)
def test_logging_in_never_leads_to_another_site(client, cast, doel):
    antwoord = log_in(client, f"{HEEN}?{'next'}={requests.utils.quote(doel, safe='')}")
    assert antwoord["Location"] in ("/", "/%0D%0ALocation:%20https://elders.test")


def test_logging_in_leads_to_the_page_that_was_asked_for(client, cast):
    pagina = client.get("/accounts/login/?next=/proef/acties/%3Fstatus%3Dafgerond%26zoek%3Da").content.decode()
    knop = pagina.partition(f'href="{HEEN}')[2].partition('"')[0]
    assert parse_qs(knop.lstrip("?")) == {"next": ["/proef/acties/?status=afgerond&zoek=a"]}
    assert log_in(client, HEEN + knop)["Location"] == "/proef/acties/?status=afgerond&zoek=a"


# A provider that does not work


def test_provider_that_is_down_gives_a_page_in_dutch(client, cast, aanbieder):
    aanbieder.stop()
    antwoord = client.get(HEEN)
    assert antwoord.status_code == 503
    assert "Werkplek antwoordt nu niet goed" in antwoord.content.decode()


def test_provider_that_goes_down_halfway_gives_a_page_in_dutch(client, cast, aanbieder):
    terug = urlsplit(bij_aanbieder(client))
    aanbieder.stop()
    antwoord = client.get(f"{terug.path}?{terug.query}")
    assert antwoord.status_code == 503
    assert "Werkplek antwoordt nu niet goed" in antwoord.content.decode()


@pytest.mark.parametrize("onzin", ["<html>", "[]", '{"issuer": 3}', "null"])
def test_provider_that_sends_nonsense_gives_a_page(cast, aanbieder, onzin):
    client = Client()
    terug = urlsplit(bij_aanbieder(client))
    aanbieder.kapot = onzin
    assert client.get(f"{terug.path}?{terug.query}").status_code in (403, 503)
    assert not open_(client)


def test_provider_that_is_not_in_the_settings_does_not_exist(client, cast):
    for naam in ("entra", "openid_connect", "werk2"):
        assert client.get(f"/accounts/oidc/{naam}/login/").status_code == 404
        assert client.get(f"/accounts/oidc/{naam}/login/callback/").status_code == 404


@pytest.mark.parametrize("pad", ["", "signup/", "login/cancelled/", "login/error/"])
def test_pages_to_link_or_sign_up_do_not_exist(als, cast, pad):
    assert als(cast.bram).get(f"/accounts/3rdparty/{pad}").status_code == 404


# Instead of the second factor


@pytest.fixture
def bram_met_factor(cast, settings):
    settings.TWEEDE_FACTOR = "allen"
    TOTP.activate(cast.bram, generate_totp_secret())
    return cast.bram


@pytest.mark.parametrize(
    ("keuze", "claims", "telt"),
    [
        ("claim", {}, False),
        ("claim", {"amr": ["pwd"]}, False),
        ("claim", {"amr": "mfa"}, False),
        ("claim", {"amr": ["pwd", "mfa"]}, True),
        ("claim", {"acr": "https://refeds.org/profile/mfa"}, True),
        ("claim", {"acr": ["phr"]}, False),
        ("altijd", {}, True),
        ("nooit", {"amr": ["mfa"]}, False),
    ],
    ids=str,
)
def test_what_counts_as_the_second_factor(client, bram_met_factor, aanbieder, inrichting, keuze, claims, telt):
    inrichting["tweede_factor"] = keuze
    aanbieder.claims |= claims
    assert log_in(client)["Location"] == ("/" if telt else "/accounts/2fa/authenticate/")
    assert open_(client) is telt


def test_who_has_none_sets_it_up_unless_the_provider_checked_it(cast, settings, aanbieder):
    settings.TWEEDE_FACTOR = "allen"
    zonder, met = Client(), Client()
    log_in(zonder)
    assert zonder.get("/proef/begrippen/")["Location"] == "/accounts/2fa/totp/activate/"
    aanbieder.claims |= {"amr": ["mfa"]}
    log_in(met)
    assert open_(met)


def test_second_factor_of_the_provider_is_not_for_the_next_one_in_this_browser(client, bram_met_factor, aanbieder):
    aanbieder.claims |= {"amr": ["mfa"]}
    log_in(client)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": "bram", "password": "geheim-voor-de-test"})
    assert not open_(client)
