"""Security headers stand on every response: pages, errors, redirects and static files."""

import pytest

from tests.antwoord import CSP, JAAR


@pytest.fixture(autouse=True)
def https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = JAAR
    settings.ALLOWED_HOSTS = ["testserver"]


def controleer(response):
    response.close()
    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        ("/accounts/login/", 200),
        ("/gezondheid/", 200),
        ("/bestaat/niet/", 404),
        ("/beheer/", 302),
        ("/static/uitvoering/css/thema.css", 200),
        ("/static/bestaat-niet.css", 404),
        ("/static/../uitvoering/settings.py", 404),
        ("/.git/config", 404),
        ("/db.sqlite3", 404),
    ],
)
def test_every_kind_of_response_carries_the_headers(client, db, pad, status):
    response = client.get(pad, secure=True)
    assert response.status_code == status
    controleer(response)
    assert int(response["Strict-Transport-Security"].split(";")[0].removeprefix("max-age=")) >= JAAR


def test_static_file_is_for_this_site_only(client, db):
    response = client.get("/static/uitvoering/css/thema.css", secure=True)
    response.close()
    assert "Access-Control-Allow-Origin" not in response


def test_error_of_the_server_carries_the_headers(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("uitvoering.views.connection", None)
    response = client.get("/gezondheid/", secure=True)
    assert response.status_code == 500
    controleer(response)


@pytest.mark.parametrize("secure", [True, False])
def test_forged_host_is_refused_with_the_headers(client, db, secure):
    response = client.get("/accounts/login/", headers={"host": "elders.test"}, secure=secure)
    assert response.status_code == 400
    controleer(response)


def test_forged_forwarded_host_is_not_believed(client, db):
    response = client.get("/accounts/login/", headers={"x-forwarded-host": "elders.test"}, secure=True)
    assert response.status_code == 200
    assert "elders.test" not in response.content.decode()


def test_plain_http_goes_to_https_with_the_headers(client, db):
    response = client.get("/accounts/login/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/accounts/login/")
    controleer(response)


def test_health_check_answers_without_https(client, db):
    response = client.get("/gezondheid/")
    assert response.status_code == 200
    controleer(response)
