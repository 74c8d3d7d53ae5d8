"""Mail the workbooks: the text, then who gets it, and only then the mails."""

import io
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook

from acties.models import Logboekregel, WachtendeMail
from acties.post import verstuur_wachtende
from monitoring.inlezen.werkboek.versturen import uitslagzin
from monitoring.models import Werkboekmail
from tests.antwoord import tekst


@pytest.fixture
def adres(ronde):
    return f"/proef/rondes/{ronde.pk}/werkboeken/mailen/"


def velden(antwoord, **anders):
    formulier = antwoord.context["form"]
    return {veld.html_name: veld.value() for veld in formulier} | anders


def test_addresses_of_the_members_are_filled_in(als, cast, adres):
    gegevens = velden(als(cast.anna).get(adres))
    assert {naam: waarde for naam, waarde in gegevens.items() if naam.startswith("adres-")} == {
        "adres-alkmaar": "bram@voorbeeld.nl",
        "adres-dijk-en-waard": "",
        "adres-hoorn": "carla@voorbeeld.nl",
        "adres-veilig-thuis-proef": "vera@voorbeeld.nl",
    }


def test_nothing_is_sent_before_the_list_was_seen(als, cast, adres):
    client = als(cast.anna)
    controle = client.post(adres, velden(client.get(adres), handeling="controleren"))
    assert mail.outbox == []
    assert all(
        deel in tekst(controle) for deel in ("Er is nog niets verstuurd", "bram@voorbeeld.nl", "Verstuur 3 mails")
    )


def test_one_mail_for_each_organisation_with_its_own_workbook(als, cast, adres):
    client = als(cast.anna)
    anders = {
        "adres-veilig-thuis-proef": "",
        "adres-hoorn": "een@hoorn.nl; twee@hoorn.nl",
        "onderwerp": "Vul in, [organisatie]",
    }
    na = client.post(adres, velden(client.get(adres), handeling="versturen", **anders), follow=True)
    assert "De werkboeken van Alkmaar en Hoorn gaan nu weg. Geen mail: Dijk en Waard en Veilig Thuis Proef" in tekst(na)
    assert mail.outbox == []
    verstuur_wachtende()
    alkmaar, hoorn, ook_hoorn = mail.outbox
    assert (alkmaar.to, hoorn.to, ook_hoorn.to) == (["bram@voorbeeld.nl"], ["een@hoorn.nl"], ["twee@hoorn.nl"])
    assert hoorn.message()["To"] == "een@hoorn.nl, twee@hoorn.nl"  # each sees who else got it
    assert (hoorn.subject, hoorn.reply_to) == ("Vul in, Hoorn", ["anna@voorbeeld.nl"])
    assert "Beste collega van Hoorn," in hoorn.body
    [(naam, inhoud, _)] = hoorn.attachments
    assert naam == "werkboek-hoorn-2021-12-31.xlsx"
    assert load_workbook(io.BytesIO(inhoud))["Melden"]["N5"].value == "hoorn"


def test_sending_twice_sends_once(als, cast, adres):
    client = als(cast.anna)
    gegevens = velden(client.get(adres), handeling="versturen")
    client.post(adres, gegevens)
    nog_eens = client.post(adres, gegevens, follow=True)
    verstuur_wachtende()
    assert (len(mail.outbox), "stonden al in de rij" in tekst(nog_eens)) == (3, True)


@pytest.mark.parametrize(
    ("anders", "deel"),
    [
        ({"adres-alkmaar": "geen adres"}, "“geen” is geen e-mailadres."),
        ({"adres-alkmaar": "a@b.nl\r\nBcc: c@d.nl"}, "is geen e-mailadres."),
        ({"onderwerp": ""}, "Onderwerp"),
        ({f"adres-{slug}": "" for slug in ("alkmaar", "hoorn", "veilig-thuis-proef")}, "ten minste één organisatie"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_sends_nothing(als, cast, adres, anders, deel):
    client = als(cast.anna)
    na = client.post(adres, velden(client.get(adres), handeling="versturen", bericht="Mijn eigen tekst", **anders))
    assert mail.outbox == []
    assert (deel in tekst(na), "Mijn eigen tekst" in tekst(na)) == (True, True)


@pytest.mark.parametrize("veld", ["onderwerp", "bericht"])
def test_a_citizen_service_number_is_not_mailed(als, cast, adres, veld):
    client = als(cast.anna)
    na = client.post(adres, velden(client.get(adres), handeling="versturen", **{veld: "Het gaat om 111222333."}))
    assert mail.outbox == []
    assert "Er staat een burgerservicenummer in. Haal dat nummer weg." in tekst(na)


def test_what_may_be_of_a_person_is_asked_first_and_kept_through_the_list(
    als, cast, adres, django_capture_on_commit_callbacks, caplog
):
    client = als(cast.anna)
    gegevens = velden(client.get(adres), bericht="Vragen? Bel 06 12345678.")
    vraag = client.post(adres, gegevens | {"handeling": "controleren"})
    assert "Hier lijkt een mobiel telefoonnummer te staan." in tekst(vraag)
    [twijfel] = vraag.context["form"].twijfels.values()
    assert f'name="{twijfel.naam}"' in tekst(vraag)
    klopt = {twijfel.naam: twijfel.kenmerk}
    controle = client.post(adres, gegevens | klopt | {"handeling": "controleren"})
    assert f'<input type="hidden" name="{twijfel.naam}" value="{twijfel.kenmerk}">' in tekst(controle)
    with django_capture_on_commit_callbacks(execute=True), caplog.at_level("INFO", "logboek"):
        client.post(adres, gegevens | klopt | {"handeling": "versturen"})
    assert len(mail.outbox) == 3  # in this test the task runs as soon as it is stored
    assert "zegt dat de tekst klopt: een mobiel telefoonnummer" in caplog.text


def test_a_new_line_in_the_subject_is_no_new_header(als, cast, adres):
    client = als(cast.anna)
    client.post(adres, velden(client.get(adres), handeling="versturen", onderwerp="Een\r\nBcc: c@d.nl"))
    verstuur_wachtende()
    assert {bericht.subject for bericht in mail.outbox} == {"Een Bcc: c@d.nl"}
    assert all(bericht.bcc == [] for bericht in mail.outbox)


def lijst(client, ronde):
    return tekst(client.get(f"/proef/rondes/{ronde.pk}/werkboeken/"))


def test_a_refused_address_does_not_stop_the_others_and_the_page_and_the_log_say_so(als, cast, ronde, adres, postbode):
    postbode.weiger["bram@voorbeeld.nl"] = 550
    client = als(cast.anna)
    client.post(adres, velden(client.get(adres), handeling="versturen"))
    assert lijst(client, ronde).count("· in de rij") == 3
    verstuur_wachtende()
    pagina = lijst(client, ronde)
    assert pagina.count("· verstuurd") == 2
    assert pagina.count("· geweigerd door de mailserver: klopt het adres?") == 1
    regels = Logboekregel.objects.filter(handeling="werkboek mailen", wie="").order_by("waarop")
    assert list(regels.values_list("waarop", "resultaat", "naar")) == [
        ("alkmaar", "geweigerd", "geweigerd door de mailserver"),
        ("hoorn", "gelukt", "verstuurd"),
        ("veilig-thuis-proef", "gelukt", "verstuurd"),
    ]


def test_a_silent_mail_server_is_waited_for_three_times_at_most_and_nothing_is_lost(als, cast, ronde, adres, postbode):
    postbode.dicht = True
    client = als(cast.anna)
    gegevens = velden(client.get(adres), handeling="versturen") | {"adres-dijk-en-waard": "dirk@voorbeeld.nl"}
    client.post(adres, gegevens)
    assert (verstuur_wachtende().zwijgt, postbode.geopend) == (True, 3)
    assert lijst(client, ronde).count("· in de rij") == 4
    postbode.dicht = False
    assert (verstuur_wachtende().verstuurd, WachtendeMail.objects.count()) == (4, 0)


def test_the_workbook_is_of_the_moment_it_leaves_and_none_leaves_when_all_is_reported(
    als, cast, ronde, adres, wereld, meld
):
    """Alkmaar speaks for the region on 1, to which Hoorn may add something; each has its own 2."""
    client = als(cast.anna)
    client.post(adres, velden(client.get(adres), handeling="versturen"))
    for actie, organisatie in [
        (wereld.zelfscan, wereld.alkmaar),
        (wereld.zelfscan, wereld.hoorn),
        (wereld.training, wereld.hoorn),
    ]:
        meld(actie, organisatie, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    verstuur_wachtende()
    assert dict(Werkboekmail.objects.values_list("organisatie__slug", "afloop")) == {
        "alkmaar": "verstuurd",
        "hoorn": "vervallen",
        "veilig-thuis-proef": "verstuurd",
    }
    [alkmaar] = [bericht for bericht in mail.outbox if bericht.to == ["bram@voorbeeld.nl"]]
    blad = load_workbook(io.BytesIO(alkmaar.attachments[0][1]))["Melden"]
    assert [cel.value for cel in blad["A"][4:]] == [1]


@pytest.mark.parametrize(
    ("met", "zin"),
    [
        (
            "a",
            "Het werkboek van A gaat nu weg naar x@voorbeeld.nl. Geen mail: B en C, want daar is geen adres ingevuld.",
        ),
        ("abc", "De werkboeken van A, B en C gaan nu weg."),
    ],
)
def test_the_sentence_says_who_gets_none(met, zin):
    boeken = [SimpleNamespace(slug=slug, organisatie=slug.upper()) for slug in "abc"]
    assert uitslagzin(boeken, {slug: ["x@voorbeeld.nl"] for slug in met}) == zin


def test_only_the_chosen_are_on_the_page(als, cast, adres):
    assert set(velden(als(cast.anna).get(f"{adres}?organisatie=hoorn"))) == {
        "onderwerp",
        "bericht",
        "verzoek",
        "adres-hoorn",
    }
