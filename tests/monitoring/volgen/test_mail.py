"""The mail about what someone follows: what is new, for whom it may be, never twice and never empty."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from acties.models import Besluit, Lidmaatschap
from monitoring.constanten import Fase
from monitoring.models import Evaluatie, Statusmelding, Volger
from monitoring.volgen.versturen import vertel_alle
from tests.monitoring.volgen.conftest import MAANDAG
from tests.taken import werk_af
from tests.vaststellen import vaststellen

pytestmark = pytest.mark.django_db(transaction=True)  # a mail leaves once what it tells is stored
DINSDAG = MAANDAG + timedelta(days=1)
NET = MAANDAG + timedelta(hours=3)


def test_a_report_on_what_is_followed_is_told_once(cast, wereld, meld, volgt):
    volgt(cast.dirk, actie=wereld.zelfscan)
    meld(
        wereld.zelfscan,
        wereld.alkmaar,
        "2022-03-01",
        "in_uitvoering",
        gemeld_op=NET,
        toelichting="geheim",
        gemeld_door=cast.bram,
    )
    meld(wereld.training, None, "2022-03-01", "afgerond", gemeld_op=NET)
    assert vertel_alle(DINSDAG).aangeboden == 1
    assert vertel_alle(DINSDAG).aangeboden == 0
    assert vertel_alle(DINSDAG + timedelta(days=1)).niets_nieuws == 1
    [bericht] = mail.outbox
    assert (bericht.to, bericht.subject) == (["dirk@voorbeeld.nl"], "Samen veilig: 1 melding")
    assert "- 2. Zelfscan in elke gemeente. Alkmaar: in uitvoering op 1 maart 2022. http" in bericht.body
    stoppen = bericht.body.split("Geen mails meer: ")[1].splitlines()[0]
    assert "/proef/volgen/stoppen/" in stoppen
    assert bericht.extra_headers == {
        "List-Unsubscribe": f"<{stoppen}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    for weg in ("geheim", "Bram", "Trainingen"):
        assert weg not in bericht.body


@pytest.mark.parametrize(
    ("wat", "nummers"),
    [({"actie": "zelfscan"}, {2}), ({"onderdeel": "kern"}, {1, 2}), ({"organisatie": "vt"}, {1, 3})],
    ids=["actie", "onderdeel", "organisatie"],
)
def test_an_onderdeel_is_its_acties_and_an_organisation_what_it_says(cast, wereld, meld, volgt, wat, nummers):
    """Veilig Thuis reports on 3, and on 1 as a word for the region."""
    volgt(cast.dirk, **{soort: getattr(wereld, naam) for soort, naam in wat.items()})
    meld(wereld.training, None, "2022-03-01", "afgerond", gemeld_op=NET, spreker=wereld.vt)
    meld(wereld.zelfscan, wereld.hoorn, "2022-03-01", "afgerond", gemeld_op=NET)
    meld(wereld.voorlichting, wereld.vt, "2022-03-01", "afgerond", gemeld_op=NET)
    vertel_alle(DINSDAG)
    [bericht] = mail.outbox
    assert {nummer for nummer in (1, 2, 3) if f"- {nummer}. " in bericht.body} == nummers


def test_what_was_corrected_and_what_one_reports_oneself_is_no_news(cast, wereld, meld, volgt):
    volgt(cast.bram, actie=wereld.zelfscan)
    fout = meld(wereld.zelfscan, wereld.hoorn, "2022-03-01", "afgerond", gemeld_op=NET)
    meld(wereld.zelfscan, wereld.hoorn, "2022-03-01", "in_uitvoering", gemeld_op=NET, corrigeert=fout)
    meld(wereld.zelfscan, wereld.alkmaar, "2022-03-01", "niet_gestart", gemeld_op=NET, gemeld_door=cast.bram)
    vertel_alle(DINSDAG)
    [bericht] = mail.outbox
    assert [regel for regel in bericht.body.splitlines() if regel.startswith("- ")] == [
        "- 2. Zelfscan in elke gemeente. Hoorn: in uitvoering op 1 maart 2022. "
        + bericht.body.split("1 maart 2022. ")[1].splitlines()[0]
    ]


def test_nothing_new_or_nothing_followed_is_no_mail(cast, wereld, meld, volgt):
    volgt(cast.dirk, actie=wereld.voorlichting)
    volgt(cast.anna)
    meld(wereld.zelfscan, wereld.hoorn, "2022-03-01", "afgerond", gemeld_op=NET)
    assert vertel_alle(DINSDAG).niets_nieuws == 2
    assert mail.outbox == []


def test_each_rhythm_has_its_own_day(cast, wereld, meld, volgt):
    for wie, ritme in ((cast.dirk, "dag"), (cast.carla, "week"), (cast.vera, "jaar"), (cast.eva, "nooit")):
        volgt(wie, ritme=ritme, actie=wereld.zelfscan)
    meld(wereld.zelfscan, wereld.alkmaar, "2022-03-01", "afgerond", gemeld_op=NET)
    gemaild = {}
    for dag in range(9):
        mail.outbox.clear()
        vertel_alle(MAANDAG + timedelta(days=dag))
        gemaild |= {dag: [bericht.to[0].split("@")[0] for bericht in mail.outbox]} if mail.outbox else {}
    assert gemaild == {1: ["dirk"], 7: ["carla"]}


def test_an_adopted_year_and_a_decision_are_told(cast, wereld, meld, volgt):
    volgt(cast.dirk, onderdeel=wereld.kern)
    volgt(cast.vera, ritme="jaar", actie=wereld.voorlichting)
    meld(wereld.zelfscan, wereld.alkmaar, "2021-03-01", "afgerond")
    for actie in (wereld.training, wereld.voorlichting, None):
        besluit = Besluit(
            programma=wereld.programma,
            soort="overig",
            orgaan="Raad",
            datum=date(2022, 3, 1),
            omschrijving="x",
            actie=actie,
        )
        besluit._history_date = NET
        besluit.save()
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase=Fase.CONCEPT
    )
    vaststellen(evaluatie, door=cast.anna, op=NET)
    vertel_alle(DINSDAG)
    onderwerpen = {bericht.to[0].split("@")[0]: bericht.subject for bericht in mail.outbox}
    assert onderwerpen == {
        "dirk": "Samen veilig: Evaluatie 2021 vastgesteld en 2 besluiten",
        "vera": "Samen veilig: Evaluatie 2021 vastgesteld",
    }
    assert "/proef/evaluatie/2021/" in mail.outbox[0].body


def test_who_may_no_longer_read_gets_nothing_now_and_nothing_old_later(cast, wereld, meld, volgt):
    for wie in (cast.dirk, cast.carla, cast.vera):
        volgt(wie, actie=wereld.zelfscan)
    type(cast.dirk).objects.filter(pk=cast.dirk.pk).update(is_active=False)
    Lidmaatschap.objects.filter(gebruiker=cast.carla).delete()
    type(cast.vera).objects.filter(pk=cast.vera.pk).update(email="")
    meld(wereld.zelfscan, wereld.alkmaar, "2022-03-01", "afgerond", gemeld_op=NET)
    assert vertel_alle(DINSDAG).mag_niet == 3
    type(cast.dirk).objects.filter(pk=cast.dirk.pk).update(is_active=True)
    assert vertel_alle(DINSDAG + timedelta(days=1)).niets_nieuws == 1
    assert mail.outbox == []


def test_what_is_being_stored_at_this_moment_comes_in_the_next_mail(cast, wereld, meld, volgt):
    volgt(cast.dirk, actie=wereld.zelfscan)
    meld(wereld.zelfscan, wereld.alkmaar, "2022-03-01", "afgerond", gemeld_op=DINSDAG - timedelta(minutes=1))
    assert vertel_alle(DINSDAG).niets_nieuws == 1
    assert vertel_alle(DINSDAG + timedelta(days=1)).aangeboden == 1


def test_who_stopped_while_the_mail_was_waiting_gets_it_no_more(cast, wereld, meld, volgt, rij):
    volger = volgt(cast.dirk, actie=wereld.zelfscan)
    volgt(cast.carla, actie=wereld.zelfscan)
    meld(wereld.zelfscan, wereld.alkmaar, "2022-03-01", "afgerond", gemeld_op=NET)
    assert vertel_alle(DINSDAG).aangeboden == 2
    assert mail.outbox == []
    Volger.objects.filter(pk=volger.pk).update(ritme="nooit")
    werk_af()
    assert [bericht.to for bericht in mail.outbox] == [["carla@voorbeeld.nl"]]


def test_the_one_who_was_later_finds_it_told(cast, wereld, meld, volgt, monkeypatch):
    """Another process tells the same between the look and the claim."""
    volgt(cast.dirk, actie=wereld.zelfscan)
    meld(wereld.zelfscan, wereld.alkmaar, "2022-03-01", "afgerond", gemeld_op=NET)
    echt = Volger.objects.filter

    def eerst_een_ander(**velden):
        monkeypatch.setattr(Volger.objects, "filter", echt)
        assert vertel_alle(DINSDAG).aangeboden == 1
        return echt(**velden)

    monkeypatch.setattr(Volger.objects, "filter", eerst_een_ander)
    assert vertel_alle(DINSDAG).aangeboden == 0
    assert len(mail.outbox) == 1


def test_the_command_says_what_it_did(cast, wereld, volgt, capsys):
    volgt(cast.dirk, actie=wereld.zelfscan)
    Statusmelding.objects.create(
        actie=wereld.zelfscan, organisatie=wereld.hoorn, peildatum="2022-03-01", status="afgerond",
        gemeld_op=datetime(2022, 3, 8, 12, tzinfo=UTC),
    )  # fmt: skip
    call_command("volgmails")
    assert "Mails over wat iemand volgt: 1 in de rij, 0 zonder nieuws, 0 niet" in capsys.readouterr().out
