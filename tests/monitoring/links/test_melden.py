"""Reporting by a meldlink: what the organisation owes in one round, and nothing else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from acties.models import Logboekregel
from monitoring.melden.melding import NIETS_GEZIEN
from monitoring.models import Evaluatie, Statusmelding, Toegangslink
from monitoring.verslag.opbouw import bouw_verslag
from tests.antwoord import tekst
from tests.vaststellen import vaststellen

TEKST = "De teams zijn begonnen."


@pytest.fixture
def stuur(petra, meldlink):
    def post(nummer, *, taak="eigen", client=petra, **velden):
        velden = {
            "taak": taak, "gebaseerd_op": NIETS_GEZIEN, "verzoek": str(uuid4()), "status": "in_uitvoering",
            "toelichting": TEKST,
        } | velden  # fmt: skip
        return client.post(f"/proef/link/{meldlink[0].pk}/acties/{nummer}/", velden)

    return post


def test_both_tasks_are_on_the_page_and_no_name_of_a_user(petra, meldlink, meld, wereld, cast):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_uitvoering", toelichting="Bezig", gemeld_door=cast.bram)
    pagina = tekst(petra.get(f"/proef/link/{meldlink[0].pk}/"))
    assert "Namens de regio" in pagina
    assert 'id="actie-1"' in pagina
    assert "Wat Alkmaar zelf doet" in pagina
    assert 'id="actie-2"' in pagina
    assert "Bezig" in pagina
    assert "Overgenomen van 1 juni 2021." in pagina
    assert "Bram" not in pagina


def test_a_report_is_stored_as_via_the_link_and_receipted(stuur, petra, meldlink, wereld):
    antwoord = stuur(2)
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.link, melding.gemeld_door, melding.bron) == (
        wereld.alkmaar, meldlink[0], None, "meldlink",
    )  # fmt: skip
    assert melding.ronde == meldlink[0].ronde
    regel = Logboekregel.objects.get(handeling="melden")
    assert (regel.weg, regel.wie) == ("link", str(meldlink[0]))
    pagina = tekst(petra.get(antwoord["Location"]))
    assert "Dit is opgeslagen bij 2. Zelfscan in elke gemeente" in pagina
    assert "Corrigeren" not in pagina


def test_the_word_for_the_region_is_of_the_organisation(stuur, wereld):
    stuur(1, taak="woord")
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.spreker) == (None, wereld.alkmaar)


def test_confirming_unchanged_is_one_button(stuur, meld, wereld):
    oud = meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_uitvoering", toelichting=TEKST)
    stuur(2, handeling="bevestigen", gebaseerd_op=oud.pk)
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.ongewijzigd, nieuw.toelichting, nieuw.peildatum) == (True, TEKST, date(2021, 12, 31))


def test_a_double_click_is_one_melding(stuur):
    verzoek = str(uuid4())
    for _ in range(2):
        assert stuur(2, verzoek=verzoek).status_code == 302
    assert Statusmelding.objects.count() == 1


def test_a_text_that_may_not_be_there_comes_back(stuur):
    antwoord = stuur(2, toelichting="bsn 111222333")
    assert antwoord.status_code == 422
    assert "bsn 111222333" in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


@pytest.mark.parametrize("nummer", [3, 99])
def test_an_actie_of_another_is_404_with_the_text(stuur, nummer):
    antwoord = stuur(nummer)
    assert antwoord.status_code == 404
    assert TEKST in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


def test_who_reported_meanwhile_is_a_409_with_both_and_without_a_name(stuur, meld, wereld, cast):
    meld(
        wereld.zelfscan, wereld.alkmaar, "2021-12-01", "in_ontwikkeling", toelichting="Al klaar", gemeld_door=cast.bram
    )
    antwoord = stuur(2)
    pagina = tekst(antwoord)
    assert antwoord.status_code == 409
    assert "Al klaar" in pagina
    assert TEKST in pagina
    assert "Bram" not in pagina


@pytest.mark.parametrize("einde", ["ingetrokken", "ronde dicht", "vastgesteld", "browser"])
def test_a_link_that_ends_while_typing_gives_the_text_back(stuur, ronde, cast, wereld, einde):
    client = {}
    if einde == "ingetrokken":
        Toegangslink.objects.update(ingetrokken_op=timezone.now())
    elif einde == "ronde dicht":
        ronde.sluit(timezone.localdate())
    elif einde == "vastgesteld":
        evaluatie = Evaluatie.objects.create(
            programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept"
        )
        vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    else:
        client = {"client": Client()}
    antwoord = stuur(2, **client)
    assert antwoord.status_code == 403
    assert TEKST in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


def test_a_post_without_the_csrf_token_stores_nothing_and_shows_the_text(stuur, petra):
    strikt = Client(enforce_csrf_checks=True)
    strikt.cookies = petra.cookies
    antwoord = stuur(2, client=strikt)
    assert antwoord.status_code == 403
    assert "open de link uit de mail opnieuw" in tekst(antwoord)
    assert TEKST in tekst(antwoord)
    assert Statusmelding.objects.count() == 0


def test_the_history_names_the_person_to_who_is_logged_in_and_not_to_a_visitor(stuur, als, cast, settings):
    stuur(2)
    adres = "/proef/acties/2/"
    assert "via meldlink van Petra Bos, beleidsadviseur, Alkmaar" in tekst(als(cast.carla).get(adres))
    settings.DASHBOARD_OPENBAAR = True
    pagina = tekst(als(None).get(adres))
    assert "namens Alkmaar" in pagina
    assert "via een meldlink" in pagina
    assert "Petra" not in pagina
    assert "beleidsadviseur" not in pagina


def test_every_verslag_tells_who_it_was(stuur, programma):
    stuur(2)
    [regel] = [r for r in bouw_verslag(programma, date(2021, 12, 31)).actie(2).organisaties if r.status]
    assert (regel.gemeld_door, regel.functie) == ("Petra Bos, beleidsadviseur, via een meldlink", "")


def test_cleaning_up_forgets_who_it_was_and_keeps_the_melding(stuur, programma, ronde):
    stuur(2)
    call_command("opruimen")
    assert Toegangslink.objects.get().naam == "Petra Bos"
    type(ronde).objects.update(sluit_op=timezone.localdate() - timedelta(days=91), opent_op="2022-01-01")
    call_command("opruimen")
    link = Toegangslink.objects.get()
    assert (link.naam, link.email, link.functie) == ("", "", "beleidsadviseur")
    assert Statusmelding.objects.get().melder == "beleidsadviseur, via een meldlink"
