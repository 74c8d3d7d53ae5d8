"""Reminders: the right person, the right day, never twice, and readable at the other end of a real mail server."""

import socket
from datetime import date, timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from acties.models import Logboekregel, WachtendeMail
from acties.post import verstuur_wachtende
from monitoring.constanten import HerinneringSoort
from monitoring.models import Herinnering, Updateronde
from monitoring.rondes.herinneren import herinner, herinner_alle, moment_op
from monitoring.rondes.uitslag import GeenMail
from tests.antwoord import tekst
from tests.formulier import stuur
from tests.post.postkantoor import Postkantoor
from tests.veiligheid.server import VEEL_GEDULD

VANDAAG = timezone.localdate()
RONDE = Updateronde(opent_op=date(2022, 1, 1), sluit_op=date(2022, 1, 31))


@pytest.fixture
def ronde(cast, wereld, spreekt, maak_ronde):
    """Alkmaar owes the words of 1 and 3 and its own 2, Hoorn its own 2. Of Veilig Thuis only a bijdrage is asked."""
    for actie in (wereld.training, wereld.voorlichting):
        spreekt(actie, wereld.alkmaar)
    return maak_ronde()


@pytest.fixture
def postbus(settings):
    """A real mail server on this machine; ``postbus.post`` is what it received, ``postbus.weiger`` whom it does not know."""
    post, weiger = [], set()

    class Ontvanger:
        async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802 - aiosmtpd calls it so
            if address in weiger:
                return "550 onbekend"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):  # noqa: N802 - idem
            post.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
            return "250 OK"

    server = Postkantoor(Ontvanger(), ready_timeout=VEEL_GEDULD)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.DEFAULT_FROM_EMAIL = "noreply@monitor.test"
    settings.SITE_URL = "https://monitor.test"
    yield SimpleNamespace(post=post, weiger=weiger)
    server.stop()


def mail_alle(dag=VANDAAG):
    """Put them in the queue, and let a worker empty it."""
    uitslag = herinner_alle(dag)
    verstuur_wachtende()
    return uitslag


def aflopen():
    return dict(Herinnering.objects.values_list("gebruiker__username", "afloop"))


def ontvangers():
    return sorted(bericht.to[0].partition("@")[0] for bericht in mail.outbox)


# Which day


@pytest.mark.parametrize(("dag", "soort"), [
    ((2021, 12, 31), None), ((2022, 1, 1), "opening"), ((2022, 1, 23), "opening"), ((2022, 1, 24), "week"),
    ((2022, 1, 29), "week"), ((2022, 1, 30), "dag"), ((2022, 1, 31), "dag"), ((2022, 2, 1), "na"),
    ((2022, 2, 8), "na"), ((2022, 2, 9), None),
])  # fmt: skip
def test_moments_of_a_round(dag, soort):
    moment = moment_op(RONDE, date(*dag))
    assert (moment and moment[0]) == soort


def test_a_short_round_skips_moments_before_its_opening():
    kort = Updateronde(opent_op=date(2022, 1, 28), sluit_op=date(2022, 1, 31))
    assert moment_op(kort, date(2022, 1, 28))[0] == HerinneringSoort.OPENING
    assert moment_op(kort, date(2022, 1, 30))[0] == HerinneringSoort.DAG


# Who


def test_one_mail_to_each_who_owes_something(ronde):
    uitslag = herinner_alle(VANDAAG)
    assert (mail.outbox, uitslag.krijgt, aflopen()) == (
        [], ["Bram", "Carla"], {"bram": "in_de_rij", "carla": "in_de_rij"}
    )  # fmt: skip
    verstuur_wachtende()
    assert ontvangers() == ["bram", "carla"]  # and not Vera, who may
    assert set(Herinnering.objects.values_list("gebruiker__username", "soort", "aantal", "afloop")) == {
        ("bram", "opening", 3, "verstuurd"), ("carla", "opening", 1, "verstuurd"),
    }  # fmt: skip
    assert not WachtendeMail.objects.exists()


def test_the_log_says_what_was_asked_and_how_each_mail_ended(ronde, cast, postbode):
    postbode.weiger[cast.carla.email] = 550
    herinner(ronde, HerinneringSoort.LOS, VANDAAG, door=cast.anna)
    verstuur_wachtende()
    regels = Logboekregel.objects.order_by("pk").values_list("handeling", "wie", "waarop", "resultaat", "naar")
    assert list(regels) == [
        ("herinneren", "Anna (anna)", f"updateronde {ronde.pk}", "gelukt",
         "2 herinneringen gaan nu weg naar Bram en Carla. Voor Dijk en Waard kan niemand melden."),
        ("herinnering mailen", "", f"gebruiker {cast.bram.pk} bram", "gelukt", "verstuurd"),
        ("herinnering mailen", "", f"gebruiker {cast.carla.pk} carla", "geweigerd", "geweigerd door de mailserver"),
    ]  # fmt: skip


def test_who_reported_while_the_mail_waited_gets_none(ronde, wereld, meld):
    herinner_alle(VANDAAG)
    meld(wereld.zelfscan, wereld.hoorn, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    verstuur_wachtende()
    assert (ontvangers(), aflopen()) == (["bram"], {"bram": "verstuurd", "carla": "vervallen"})


def test_a_projectleider_is_reminded_of_the_words_that_are_hers(ronde, cast, spreekt, wereld):
    spreekt(wereld.voorlichting)
    mail_alle()
    assert ontvangers() == ["anna", "bram", "carla"]
    bericht = next(bericht for bericht in mail.outbox if bericht.to == ["anna@voorbeeld.nl"])
    assert "- 3. Voorlichting (namens de regio)" in bericht.body


def test_who_reported_everything_gets_none(ronde, wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    mail_alle()
    assert ontvangers() == ["bram"]


def test_pause_no_address_and_disabled_account(ronde, cast, wereld):
    cast.bram.herinneringen_vanaf = VANDAAG + timedelta(days=1)
    cast.carla.email = ""
    cast.ben = type(cast.bram).objects.create_user("ben", "ben@voorbeeld.nl", is_active=False)
    cast.ben.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.hoorn)
    for gebruiker in (cast.bram, cast.carla):
        gebruiker.save()
    uitslag = mail_alle()
    assert (ontvangers(), uitslag.krijgt) == ([], [])
    assert uitslag.niet == {
        GeenMail.NIEMAND: ["Dijk en Waard"],
        GeenMail.PAUZE: ["Bram"],
        GeenMail.GEEN_ADRES: ["Carla"],
    }
    assert herinner_alle(VANDAAG + timedelta(days=1)).krijgt == ["Bram"]


def test_an_organisation_whose_account_is_not_active_is_named(ronde, cast):
    type(cast.bram).objects.filter(pk=cast.carla.pk).update(is_active=False)
    assert herinner_alle(VANDAAG).niet == {GeenMail.NIEMAND: ["Dijk en Waard"], GeenMail.NIET_ACTIEF: ["Hoorn"]}


# Never twice


def test_a_second_run_on_the_same_day_sends_nothing(ronde):
    mail_alle()
    assert mail_alle().krijgt == []
    assert len(mail.outbox) == 2


def test_the_same_kind_is_sent_once_and_the_next_in_its_time(ronde):
    for dagen in range(12):
        mail_alle(VANDAAG + timedelta(days=dagen))
    soorten = Herinnering.objects.filter(gebruiker__username="bram").order_by("dag").values_list("soort", flat=True)
    assert list(soorten) == ["opening", "week", "dag", "na"]


def test_an_extended_term_reminds_again(ronde, cast):
    herinner(ronde, HerinneringSoort.DAG, VANDAAG)
    verstuur_wachtende()
    ronde.sluit_op = VANDAAG + timedelta(days=2)
    ronde.save()
    herinner_alle(VANDAAG + timedelta(days=1))
    assert Herinnering.objects.filter(gebruiker=cast.bram, soort="dag").count() == 2


def test_two_rounds_give_one_mail_a_day(ronde, maak_ronde, cast):
    maak_ronde("Ander", peildatum="2022-12-31", sluit=20)
    uitslag = mail_alle()
    assert (ontvangers(), uitslag.niet[GeenMail.IN_DE_RIJ]) == (["bram", "carla"], ["Bram", "Carla"])


def test_what_still_waits_from_yesterday_is_not_joined_by_one_of_today(ronde):
    herinner_alle(VANDAAG - timedelta(days=1))
    Herinnering.objects.update(soort="los")
    assert mail_alle().niet[GeenMail.IN_DE_RIJ] == ["Bram", "Carla"]
    assert len(mail.outbox) == 2


def test_a_mail_that_waited_a_day_is_given_up_and_the_next_may_go(ronde):
    herinner_alle(VANDAAG)
    WachtendeMail.objects.update(gemaakt_op=timezone.now() - timedelta(days=1))
    assert verstuur_wachtende().verlopen == 2
    assert (mail.outbox, set(aflopen().values())) == ([], {"opgegeven"})
    assert mail_alle().krijgt == ["Bram", "Carla"]
    assert set(aflopen().values()) == {"verstuurd"}


def test_a_row_that_another_run_made_first_stops_the_mail(ronde, cast):
    Herinnering.objects.create(ronde=ronde, gebruiker=cast.bram, soort="los", dag=VANDAAG, aantal=2, afloop="verstuurd")
    assert mail_alle().niet[GeenMail.AL_GEHAD] == ["Bram"]
    assert ontvangers() == ["carla"]


# Over a real connection


def test_what_arrives_is_plain_dutch_with_a_working_address(postbus, ronde):
    mail_alle()
    _, bericht = next((naar, bericht) for naar, bericht in postbus.post if naar == ["bram@voorbeeld.nl"])
    assert (bericht["From"], bericht.get_content_type()) == ("noreply@monitor.test", "text/plain")
    assert bericht["Subject"].startswith("Ronde 2021: nog 3 acties te melden tot en met ")
    inhoud = bericht.get_content()
    for regel in (
        "Beste Bram,",
        "Ronde 2021 is open: hoe staat het op 31 december 2021 met jullie acties?",
        "- 1. Trainingen geven (namens de regio)",
        "- 2. Zelfscan in elke gemeente",
        f"Melden: https://monitor.test/proef/mijn-acties/?ronde={ronde.pk}",
        "https://monitor.test/proef/mijn-acties/herinneringen/",
    ):
        assert regel in inhoud


def test_a_refused_address_is_noted_does_not_stop_the_others_and_may_be_tried_again(postbus, ronde):
    postbus.weiger.add("bram@voorbeeld.nl")
    mail_alle()
    assert aflopen() == {"bram": "geweigerd", "carla": "verstuurd"}
    postbus.weiger.clear()
    assert mail_alle().krijgt == ["Bram"]
    assert aflopen() == {"bram": "verstuurd", "carla": "verstuurd"}


def test_without_a_mail_server_they_wait_and_the_command_says_so(settings, ronde):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as doof:  # has a port, and does not listen
        doof.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = doof.getsockname()
        call_command("herinneringen")  # two mails: too few to know that it is the server
        assert (aflopen(), WachtendeMail.objects.count()) == ({"bram": "in_de_rij", "carla": "in_de_rij"}, 2)


def test_the_command_counts(postbus, ronde, capsys):
    call_command("herinneringen")
    assert capsys.readouterr().out.splitlines() == [
        "Herinneringen: 2 herinneringen gaan nu weg naar Bram en Carla. Voor Dijk en Waard kan niemand melden.",
        "Wachtende mails: 2 verstuurd, 0 geweigerd, 0 verlopen, 0 nog te doen.",
    ]
    assert len(postbus.post) == 2


# On screen


def test_projectleider_reminds_now(als, cast, ronde):
    cast.carla.herinneringen_vanaf = VANDAAG + timedelta(days=5)
    cast.carla.save()
    client, adres = als(cast.anna), f"/proef/rondes/{ronde.pk}/herinneren/"
    pagina = tekst(client.post(adres, follow=True))
    assert "1 herinnering gaat nu weg naar Bram." in pagina
    assert "Voor Dijk en Waard kan niemand melden. Carla zette herinneringen op pauze." in pagina
    assert "open · in de rij" in pagina
    verstuur_wachtende()
    assert "open · verstuurd" in tekst(client.get(f"/proef/rondes/{ronde.pk}/"))
    nog_eens = client.post(adres, follow=True)
    assert [melding.level_tag for melding in nog_eens.context["messages"]] == ["warning"]
    assert "Er gaat geen herinnering weg. " in tekst(nog_eens)
    assert "Bram kreeg er vandaag al een." in tekst(nog_eens)
    assert ontvangers() == ["bram"]


def test_a_round_that_is_not_open_yet_reminds_nobody(als, cast, maak_ronde):
    ronde = maak_ronde(opent=3)
    assert "nog niet open" in tekst(als(cast.anna).post(f"/proef/rondes/{ronde.pk}/herinneren/", follow=True))
    assert mail.outbox == []


@pytest.mark.parametrize(("methode", "wie", "code"), [("get", "anna", 405), ("post", "bram", 403), ("post", None, 302)])
def test_who_may_remind(als, cast, ronde, methode, wie, code):
    client = als(wie and getattr(cast, wie))
    assert getattr(client, methode)(f"/proef/rondes/{ronde.pk}/herinneren/").status_code == code
    assert mail.outbox == []


def test_pausing_and_starting_again(als, cast):
    client, adres = als(cast.bram), "/proef/mijn-acties/herinneringen/"
    dag = VANDAAG + timedelta(days=30)
    assert "pas weer herinneringen vanaf" in tekst(stuur(client, adres, {"herinneringen_vanaf": dag}, follow=True))
    cast.bram.refresh_from_db()
    assert cast.bram.herinneringen_vanaf == dag
    assert "Op pauze tot" in tekst(client.get(adres))
    assert "Herinneringen staan aan." in tekst(stuur(client, adres, {"herinneringen_vanaf": ""}, follow=True))


def test_pausing_changes_nobody_else_and_nothing_else(als, cast):
    velden = {"herinneringen_vanaf": "morgen", "is_superuser": "on", "username": "baas"}
    assert "Voer een geldige datum in." in tekst(als(cast.bram).post("/proef/mijn-acties/herinneringen/", velden))
    stuur(als(cast.bram), "/proef/mijn-acties/herinneringen/", velden | {"herinneringen_vanaf": "2030-01-01"})
    bram = type(cast.bram).objects.get(pk=cast.bram.pk)
    assert (bram.is_superuser, bram.username, str(bram.herinneringen_vanaf)) == (False, "bram", "2030-01-01")
    cast.carla.refresh_from_db()
    assert cast.carla.herinneringen_vanaf is None
