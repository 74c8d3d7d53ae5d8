"""Logging in as a person does."""

from playwright.sync_api import expect

from tests.e2e.conftest import log_in


def test_after_login_you_are_where_you_wanted_to_be(page, site):
    page.goto(site.url("acties/28/"))
    page.locator("#id_login").fill("dirk")
    page.locator("#id_password").fill("demo")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gezinnen bij scheiding eerder ondersteunen")


def test_login_with_mail_address(page, site):
    page.goto(site.url("/accounts/login/"))
    page.locator("#id_login").fill("dirk@voorbeeld.example")
    page.locator("#id_password").fill("demo")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("van de 31 acties zijn afgerond")


def test_wrong_password_says_so_and_keeps_the_name(page, site):
    page.goto(site.url("/accounts/login/"))
    page.locator("#id_login").fill("dirk")
    page.locator("#id_password").fill("fout")
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("#id_login")).to_have_value("dirk")


def test_logging_out_ends_the_session(page, site):
    log_in(page, site, "dirk")
    page.locator(".gebruiker summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(site.url(""))
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")
