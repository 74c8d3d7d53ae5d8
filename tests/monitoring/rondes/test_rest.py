"""Confirm the rest unchanged: what goes along and what does not, all or nothing, and back within ten minutes."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from acties.models import Actie, Lidmaatschap
from monitoring.models import Conceptmelding, Statusmelding
from monitoring.rondes import rest, zinnen
from monitoring.rondes.kaarten import kaarten
from monitoring.rondes.rondestand import open_rondes
from tests.antwoord import tekst

ADRES = "/proef/mijn-acties/"
TERUG = "/proef/mijn-acties/terugdraaien/"


@pytest.fixture
def ronde(wereld, spreekt, maak_ronde):
    """Hoorn does 2 itself, may tell about 1; the word of 1 is Alkmaar's."""
    spreekt(wereld.training, wereld.alkmaar)
    return maak_ronde()


@pytest.fixture
def vorige(wereld, meld):
    """What Hoorn said before the round: of 2 with a koers that asks for bijsturing, of 1 on track."""
    uitleg = {"koers": "aandacht", "toelichting": "Loopt stroef.", "bijsturing": "Extra overleg."}
    return (
        meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering", **uitleg),
        meld(wereld.training, wereld.hoorn, "2021-11-01", "in_uitvoering", koers="op_schema", toelichting="Loopt."),
    )


@pytest.fixture
def lijst(als, ronde):
    """``lijst(carla)`` opens the list; ``lijst(carla, *gezien)`` confirms what is ticked, with a mark of its own."""

    def open_of_stuur(wie, *aangevinkt, samen=None, slug="hoorn"):
        adres = f"/proef/rondes/{ronde.pk}/ongewijzigd/{slug}/"
        if not aangevinkt and samen is None:
            return als(wie).get(adres)
        return als(wie).post(adres, {"samen": str(samen or uuid4()), "gezien": aangevinkt})

    return open_of_stuur


def merk(melding):
    return f"{melding.actie.nummer}:{melding.pk}"


def stand_van(programma, slug="hoorn"):
    """What is open in the round for an organisation."""
    (stand,) = open_rondes(type(programma).objects.met_kenmerk().get(pk=programma.pk), timezone.localdate())
    return {taak.actie.nummer for taak in stand.van(slug).taken if taak.open}


# The list


def test_the_list_shows_what_is_repeated_and_what_is_not(cast, wereld, vorige, lijst):
    pagina = tekst(lijst(cast.carla))
    mee, _, niet = pagina.partition('<h2 id="niet">')
    for deel in (
        "Loopt stroef.",
        "<strong>Bijsturing:</strong> Extra overleg.",
        "Aandacht",
        "1 oktober 2021",
        "Op schema",
    ):
        assert deel in mee
    assert [f'value="{merk(melding)}" checked' in mee for melding in vorige] == [True, True]
    assert niet == ""


def test_the_way_to_the_list_says_for_which_acties(als, cast, vorige, ronde):
    pagina = tekst(als(cast.carla).get(ADRES))
    assert "Dat geldt voor actie 1 en 2. Je ziet eerst een lijst." in pagina
    assert "De rest ongewijzigd bevestigen (2)" in pagina


def test_nothing_to_confirm_offers_nothing(als, cast, ronde, lijst):
    assert "De rest ongewijzigd bevestigen" not in tekst(als(cast.carla).get(ADRES))
    assert "Er is niets om ongewijzigd te bevestigen." in tekst(lijst(cast.carla))


def reden(wereld, slug, nummer, gebruiker):
    """Why this actie does not go along; empty when it does."""
    programma = type(wereld.programma).objects.met_kenmerk().get(pk=wereld.programma.pk)
    (stand,) = open_rondes(programma, timezone.localdate())
    return next(rest.waarom_niet(k) for k in kaarten(gebruiker, stand, slug) if k.taak.actie.nummer == nummer)


@pytest.mark.parametrize(
    ("status", "koers", "extra", "verwacht"),
    [
        ("in_uitvoering", "op_schema", {}, ""),
        ("in_uitvoering", "", {}, rest.GEEN_KOERS),
        ("in_uitvoering", "op_schema", {"openbaar": False}, rest.BESLOTEN),
    ],
)
def test_what_a_report_must_say_to_go_along(cast, wereld, meld, ronde, status, koers, extra, verwacht):
    meld(wereld.training, wereld.hoorn, "2021-11-01", status, koers=koers, **extra)
    assert reden(wereld, "hoorn", 1, cast.carla) == verwacht


def test_reasons_in_order_of_weight(cast, wereld, meld, ronde):
    assert reden(wereld, "alkmaar", 1, cast.bram) == rest.VAN_DE_REGIO
    assert reden(wereld, "hoorn", 2, cast.carla) == rest.NOOIT_GEMELD
    meld(wereld.zelfscan, wereld.hoorn, "2021-11-01", "in_uitvoering", koers="op_schema")
    Conceptmelding.objects.create(
        ronde=ronde, gebruiker=cast.carla, actie=wereld.zelfscan, organisatie=wereld.hoorn,
        velden={"status": "", "koers": "", "toelichting": "Half", "bijsturing": ""}, bijgewerkt_op=timezone.now(),
    )  # fmt: skip
    assert reden(wereld, "hoorn", 2, cast.carla) == rest.BEGONNEN


def test_a_report_of_a_later_day_or_after_an_older_one_is_done_by_hand(cast, wereld, meld, ronde):
    """Of 2 the last is of after the peildatum; of 1 the last one saved is about an older day than what holds."""
    meld(wereld.zelfscan, wereld.hoorn, "2022-02-01", "in_uitvoering", koers="op_schema")
    meld(wereld.training, wereld.hoorn, "2021-11-01", "in_uitvoering", koers="op_schema")
    meld(wereld.training, wereld.hoorn, "2021-03-01", "in_ontwikkeling", koers="op_schema")
    assert [reden(wereld, "hoorn", nummer, cast.carla) for nummer in (1, 2)] == [rest.ANDERE_DAG] * 2


# Confirming


def test_one_act_stores_one_report_per_actie(als, cast, wereld, vorige, ronde, lijst):
    samen = uuid4()
    antwoord = lijst(cast.carla, *map(merk, vorige), samen=samen)
    assert antwoord.headers["Location"] == f"{ADRES}?organisatie=hoorn&ronde={ronde.pk}&samen={samen}"
    nieuw = Statusmelding.objects.filter(ronde=ronde).order_by("actie__nummer")
    assert [(m.actie.nummer, m.koers, m.toelichting, m.bijsturing, m.ongewijzigd, str(m.peildatum)) for m in nieuw] == [
        (1, "op_schema", "Loopt.", "", True, "2021-12-31"),
        (2, "aandacht", "Loopt stroef.", "Extra overleg.", True, "2021-12-31"),
    ]
    assert {(m.organisatie, m.gemeld_door) for m in nieuw} == {(wereld.hoorn, cast.carla)}
    pagina = tekst(als(cast.carla).get(antwoord.headers["Location"]))
    for deel in ("Ongewijzigd bevestigd: actie 1 en 2, namens Hoorn.", "Ongedaan maken", "Terugdraaien kan tot "):
        assert deel in pagina
    assert stand_van(wereld.programma) == set()


def test_what_is_not_ticked_is_not_confirmed(cast, wereld, vorige, lijst):
    lijst(cast.carla, merk(vorige[0]))
    assert Statusmelding.objects.count() == 3
    assert stand_van(wereld.programma) == {1}


def test_a_double_click_makes_one_of_each(cast, vorige, lijst):
    samen = uuid4()
    antwoorden = [lijst(cast.carla, *map(merk, vorige), samen=samen) for _ in range(2)]
    assert antwoorden[0].headers["Location"] == antwoorden[1].headers["Location"]
    assert Statusmelding.objects.count() == 4


@pytest.mark.parametrize("wat", ["iemand was eerst", "niet in de lijst", "van een ander"])
def test_when_anything_differs_nothing_is_stored(cast, wereld, meld, vorige, lijst, wat):
    """Someone reported about 2; or a row that Carla never saw (the word of 1, or a report of Alkmaar)."""
    gezien = list(map(merk, vorige))
    if wat == "iemand was eerst":
        meld(wereld.zelfscan, wereld.hoorn, "2021-12-01", "in_uitvoering", koers="op_schema", toelichting="Nieuwer.")
    elif wat == "niet in de lijst":
        gezien.append("3:1")
    else:
        gezien.append(merk(meld(wereld.zelfscan, wereld.alkmaar, "2021-12-01", "in_uitvoering", koers="op_schema")))
    aantal = Statusmelding.objects.count()
    antwoord = lijst(cast.carla, *gezien)
    assert antwoord.status_code == 409
    assert zinnen.INTUSSEN_ANDERS in tekst(antwoord)
    assert Statusmelding.objects.count() == aantal


def test_nothing_ticked_or_no_mark_stores_nothing(als, cast, vorige, ronde, lijst):
    assert zinnen.NIETS_GEKOZEN in tekst(lijst(cast.carla, samen=uuid4()))
    adres = f"/proef/rondes/{ronde.pk}/ongewijzigd/hoorn/"
    assert als(cast.carla).post(adres, {"samen": "x", "gezien": [merk(vorige[0])]}).status_code == 409
    assert Statusmelding.objects.count() == 2


def test_a_round_that_closed_meanwhile_stores_nothing(als, cast, vorige, ronde):
    ronde.sluit(timezone.localdate())
    client = als(cast.carla)
    velden = {"samen": str(uuid4()), "gezien": list(map(merk, vorige))}
    antwoord = client.post(f"/proef/rondes/{ronde.pk}/ongewijzigd/hoorn/", velden)
    assert antwoord.headers["Location"] == ADRES
    assert zinnen.NIET_MEER_OPEN in tekst(client.get(ADRES))
    assert Statusmelding.objects.count() == 2


def test_who_lost_the_right_confirms_nothing(cast, vorige, lijst):
    Lidmaatschap.objects.filter(gebruiker=cast.carla).delete()
    assert lijst(cast.carla, *map(merk, vorige)).status_code == 403
    assert Statusmelding.objects.count() == 2


def test_an_actie_that_is_no_longer_theirs_is_not_confirmed(cast, wereld, vorige, lijst):
    wereld.training.hoofdverantwoordelijken.clear()
    assert lijst(cast.carla, *map(merk, vorige)).status_code == 409
    assert Statusmelding.objects.count() == 2


@pytest.mark.parametrize(
    ("wie", "slug", "code"),
    [
        ("carla", "hoorn", 200),
        ("anna", "hoorn", 200),
        ("bram", "hoorn", 404),
        ("dirk", "hoorn", 403),
        ("anna", "x", 404),
    ],
)
def test_who_may_see_the_list(cast, vorige, lijst, wie, slug, code):
    assert lijst(getattr(cast, wie), slug=slug).status_code == code


@pytest.mark.parametrize("aantal", [1, 12])
def test_the_list_and_the_act_cost_as_many_queries_however_long(
    als, cast, wereld, meld, ronde, aantal, django_assert_num_queries
):
    acties = [wereld.zelfscan]
    for nummer in range(100, 99 + aantal):
        actie = Actie.objects.get(pk=wereld.zelfscan.pk)
        actie.pk, actie.nummer, actie._state.adding = None, nummer, True
        actie.save()
        actie.hoofdverantwoordelijken.set(wereld.zelfscan.hoofdverantwoordelijken.all())
        acties.append(actie)
    gezien = [merk(meld(a, wereld.hoorn, "2021-10-01", "in_uitvoering", koers="op_schema")) for a in acties]
    client, adres = als(cast.carla), f"/proef/rondes/{ronde.pk}/ongewijzigd/hoorn/"
    client.get(adres)
    with django_assert_num_queries(8):
        client.get(adres)
    with django_assert_num_queries(18):
        client.post(adres, {"samen": str(uuid4()), "gezien": gezien})
    assert Statusmelding.objects.count() == 2 * aantal


# Undoing


@pytest.fixture
def bevestigd(cast, vorige, lijst):
    samen = uuid4()
    lijst(cast.carla, *map(merk, vorige), samen=samen)
    return samen


def test_undoing_brings_the_previous_word_back_and_deletes_nothing(als, cast, wereld, vorige, ronde, bevestigd):
    antwoord = als(cast.carla).post(TERUG, {"samen": str(bevestigd)})
    assert antwoord.headers["Location"] == f"{ADRES}?organisatie=hoorn&ronde={ronde.pk}&samen={bevestigd}"
    assert Statusmelding.objects.count() == 6
    for oud in vorige:
        terug = Statusmelding.objects.nieuwste_van(oud.actie, wereld.hoorn)
        for veld in ("status", "koers", "toelichting", "bijsturing", "peildatum"):
            assert getattr(terug, veld) == getattr(oud, veld)
        assert (terug.ronde, terug.corrigeert.ronde, terug.corrigeert.ongewijzigd) == (None, ronde, True)
    assert stand_van(wereld.programma) == {1, 2}
    pagina = tekst(als(cast.carla).get(antwoord.headers["Location"]))
    assert "Teruggedraaid: actie 1 en 2. De melding van daarvoor geldt weer en de acties staan weer open." in pagina
    assert "Ongedaan maken" not in pagina
    assert "De rest ongewijzigd bevestigen (2)" in pagina


def test_undoing_twice_changes_nothing_more(als, cast, bevestigd):
    for _ in range(2):
        assert als(cast.carla).post(TERUG, {"samen": str(bevestigd)}).status_code == 302
    assert Statusmelding.objects.count() == 6


def test_what_was_reported_since_stays(als, cast, wereld, meld, bevestigd):
    nieuwer = meld(wereld.zelfscan, wereld.hoorn, "2021-12-31", "afgerond", toelichting="Klaar.")
    antwoord = als(cast.carla).post(TERUG, {"samen": str(bevestigd)}, follow=True)
    assert Statusmelding.objects.nieuwste_van(wereld.zelfscan, wereld.hoorn) == nieuwer
    assert "Teruggedraaid: actie 1." in tekst(antwoord)
    assert "Over actie 2 is daarna opnieuw gemeld; dat blijft staan." in tekst(antwoord)


def test_after_ten_minutes_it_is_too_late(als, cast, vorige, ronde, lijst, monkeypatch):
    monkeypatch.setattr(rest, "TERUG_KAN", timedelta(seconds=-1))
    samen = uuid4()
    bewijs = lijst(cast.carla, *map(merk, vorige), samen=samen).headers["Location"]
    assert "Ongedaan maken" not in tekst(als(cast.carla).get(bewijs))
    assert zinnen.TE_LAAT in tekst(als(cast.carla).post(TERUG, {"samen": str(samen)}, follow=True))
    assert Statusmelding.objects.count() == 4


def test_it_lasts_ten_minutes():
    melding = SimpleNamespace(pk=1, gemeld_op=timezone.now())
    samen = rest.Samen(uuid4(), (melding,), (), ())
    marge = timedelta(seconds=1)
    tien = timedelta(minutes=10)
    assert [samen.kan_terug(melding.gemeld_op + tien + verschil) for verschil in (-marge, marge)] == [True, False]


@pytest.mark.parametrize("samen", ["", "x", "6256eb51-7353-4045-abea-00c312849558"])
def test_there_is_nothing_to_undo(als, cast, ronde, samen):
    assert als(cast.carla).post(TERUG, {"samen": samen}).status_code == 404


def test_only_who_did_it_undoes_it(als, cast, bevestigd):
    assert als(cast.anna).post(TERUG, {"samen": str(bevestigd)}).status_code == 404
    assert als(cast.carla).get(TERUG).status_code == 405


def test_who_lost_the_right_undoes_nothing(als, cast, wereld, bevestigd):
    Lidmaatschap.objects.filter(gebruiker=cast.carla).update(organisatie=wereld.alkmaar)
    assert als(cast.carla).post(TERUG, {"samen": str(bevestigd)}).status_code == 403
    assert Statusmelding.objects.count() == 4
