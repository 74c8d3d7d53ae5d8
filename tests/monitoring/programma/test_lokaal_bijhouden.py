"""Adding, changing and lapsing local acties in the browser: who may, what is asked, what is kept."""

from datetime import date

import pytest
from django.utils import timezone

from acties.models import Actie
from tests.formulier import ingevuld, stuur

NIEUW = "/proef/lokale-acties/nieuw/alkmaar/"
BEWERK = "/proef/lokale-acties/100001/bewerken/"
VERVAL = "/proef/lokale-acties/100001/vervallen/"


@pytest.fixture
def invoer(wereld):
    """What a browser sends; ``None`` leaves a field out."""

    def velden(**anders):
        alles = {
            "titel": "Wijkgesprekken",
            "omschrijving": "In elke wijk\r\neen gesprek.",
            "onderdeel": wereld.lijn.pk,
            "doelgroep": wereld.doelgroep.pk,
            "ambities": [wereld.ambitie.pk],
            "startjaar": "2021",
            "eindjaar": "2022",
            "planning_toelichting": "Na de zomer",
            f"rol_{wereld.groen.pk}": "Wijkteam",
            f"rol_{wereld.blauw.pk}": "",
        } | anders
        return {naam: waarde for naam, waarde in alles.items() if waarde is not None}

    return velden


@pytest.fixture
def bestaand(wereld):
    return Actie.objects.create(
        programma=wereld.programma, nummer=100001, titel="Buurtcafé", onderdeel=wereld.kern, doorlopend=True,
        lokaal_van=wereld.alkmaar,
    )  # fmt: skip


def test_bram_adds_one_with_all_its_fields(als, cast, wereld, invoer):
    antwoord = als(cast.bram).post(NIEUW, invoer())
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/proef/acties/100001/")
    actie = Actie.objects.get(nummer=100001)
    assert (actie.lokaal_van, actie.uitvoering, actie.omschrijving) == (
        wereld.alkmaar,
        "regionaal",
        "In elke wijk\neen gesprek.",
    )
    assert (actie.onderdeel, actie.doelgroep, list(actie.ambities.all())) == (
        wereld.lijn,
        wereld.doelgroep,
        [wereld.ambitie],
    )
    assert (actie.planning, actie.planning_toelichting) == ("2021–2022", "Na de zomer")
    assert [(a.rol, a.tekst) for a in actie.aanjagers.all()] == [(wereld.groen, "Wijkteam")]
    assert list(actie.hoofdverantwoordelijken.all()) == []
    assert [(r.history_type, r.history_user) for r in actie.history.all()] == [("+", cast.bram)]


def test_sending_twice_makes_one(als, cast, invoer):
    client = als(cast.bram)
    client.post(NIEUW, invoer())
    tweede = client.post(NIEUW, invoer())
    assert "al een lokale actie met deze titel" in tweede.content.decode()
    assert Actie.objects.filter(lokaal_van__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"titel": " "}, "Geef de actie een titel."),
        ({"onderdeel": ""}, "Kies een onderdeel."),
        ({"onderdeel": "999999"}, "Kies een onderdeel uit de lijst."),
        ({"startjaar": "", "eindjaar": ""}, "Geef een startjaar en een eindjaar, of kies doorlopend zonder jaren."),
        ({"doorlopend": "on"}, "Geef een startjaar en een eindjaar, of kies doorlopend zonder jaren."),
        ({"startjaar": "2022", "eindjaar": "2021"}, "Het eindjaar ligt vóór het startjaar."),
        ({"eindjaar": "2099"}, "Kies een jaar uit de lijst."),
        ({"omschrijving": "Bel 06-12345678"}, "mobiel telefoonnummer"),
    ],
)
def test_a_mistake_is_one_clear_sentence_and_keeps_what_was_typed(als, cast, invoer, anders, fout):
    antwoord = als(cast.bram).post(NIEUW, invoer(**anders))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert fout in tekst
    assert "Na de zomer" in tekst
    assert Actie.objects.count() == 3


def test_a_doelgroep_belongs_to_its_onderdeel(als, cast, wereld, invoer):
    tekst = als(cast.bram).post(NIEUW, invoer(onderdeel=wereld.kern.pk)).content.decode()
    assert "Deze doelgroep hoort bij een andere actielijn." in tekst


@pytest.mark.parametrize(
    ("wie", "nieuw", "bestaande"),
    [
        ("bram", 200, 200),
        ("anna", 200, 200),
        ("carla", 404, 404),
        ("vera", 404, 404),
        ("dirk", 403, 403),
        ("eva", 403, 403),
    ],
)
def test_who_may(als, cast, bestaand, wie, nieuw, bestaande):
    client = als(getattr(cast, wie))
    assert [client.get(pad).status_code for pad in (NIEUW, BEWERK, VERVAL)] == [nieuw, bestaande, bestaande]
    if wie not in ("bram", "anna"):
        assert {client.post(pad, {"titel": "Gekaapt"}).status_code for pad in (NIEUW, BEWERK, VERVAL)} <= {403, 404}
        assert list(Actie.objects.filter(lokaal_van__isnull=False).values_list("titel", flat=True)) == ["Buurtcafé"]


def test_a_regional_actie_cannot_be_changed_this_way(als, cast, bestaand):
    client = als(cast.anna)
    assert [client.get(f"/proef/lokale-acties/2/{deel}/").status_code for deel in ("bewerken", "vervallen")] == [
        404,
        404,
    ]


def test_a_colleague_of_the_successor_goes_on_with_it(als, cast, wereld, bestaand):
    bestaand.lokaal_van = wereld.langedijk
    bestaand.save()
    cast.carla.lidmaatschappen.update(organisatie=wereld.dijk_en_waard)
    assert als(cast.carla).get(BEWERK).status_code == 200
    assert als(cast.bram).get(BEWERK).status_code == 404


def _gezien(antwoord):
    return antwoord.context["form"]["gezien"].value()


def test_bram_changes_one_and_the_history_says_so(als, cast, invoer, bestaand):
    client = als(cast.bram)
    gezien = _gezien(client.get(BEWERK))
    assert client.post(BEWERK, invoer(gezien=gezien)).status_code == 302
    assert (Actie.objects.get(nummer=100001).titel, Actie.objects.filter(lokaal_van__isnull=False).count()) == (
        "Wijkgesprekken",
        1,
    )
    tekst = client.get("/proef/acties/100001/geschiedenis/").content.decode()
    assert "Buurtcafé" in tekst
    assert "Bram" in tekst


def test_nothing_is_overwritten_unseen(als, cast, invoer, bestaand):
    gezien = _gezien(als(cast.bram).get(BEWERK))
    als(cast.anna).post(BEWERK, invoer(gezien=gezien, titel="Van Anna"))
    antwoord = als(cast.bram).post(BEWERK, invoer(gezien=gezien, titel="Van Bram"))
    assert antwoord.status_code == 409
    assert "Anna sloeg intussen iets anders op." in antwoord.content.decode()
    assert Actie.objects.get(nummer=100001).titel == "Van Anna"
    als(cast.bram).post(BEWERK, invoer(gezien=_gezien(antwoord), titel="Van Bram"))
    assert Actie.objects.get(nummer=100001).titel == "Van Bram"


def test_lapsing_asks_a_reason_and_can_be_undone(als, cast, bestaand):
    client = als(cast.bram)
    zonder = client.post(VERVAL, {"vervallen_op": "2022-03-01", "vervallen_reden": " "})
    assert "Schrijf waarom de actie niet doorgaat." in zonder.content.decode()
    assert (
        "ligt vóór het begin"
        in client.post(VERVAL, {"vervallen_op": "2001-03-01", "vervallen_reden": "Te duur"}).content.decode()
    )
    stuur(client, VERVAL, {"vervallen_op": "2022-03-01", "vervallen_reden": "Te duur"})
    bestaand.refresh_from_db()
    assert (bestaand.vervallen_op, bestaand.vervallen_reden) == (date(2022, 3, 1), "Te duur")
    assert "Te duur" in client.get("/proef/organisaties/alkmaar/").content.decode()
    client.post(VERVAL, {"handeling": "oppakken"})
    bestaand.refresh_from_db()
    assert (bestaand.vervallen_op, bestaand.vervallen_reden) == (None, "")


@pytest.mark.parametrize(("eindjaar", "dag"), [(2023, date(2023, 12, 31)), (2100, None)])
def test_the_day_of_lapsing_is_today_or_the_last_day_of_the_programme(als, cast, wereld, bestaand, eindjaar, dag):
    wereld.programma.eindjaar = eindjaar
    wereld.programma.save()
    assert als(cast.bram).get(VERVAL).context["form"]["vervallen_op"].value() == (dag or timezone.localdate())


@pytest.mark.parametrize(("wie", "ziet"), [("bram", True), ("anna", True), ("carla", False), ("dirk", False)])
def test_the_buttons_are_there_for_who_may(als, cast, bestaand, wie, ziet):
    client = als(getattr(cast, wie))
    assert (NIEUW in client.get("/proef/organisaties/alkmaar/").content.decode()) is ziet
    assert (BEWERK in client.get("/proef/acties/100001/").content.decode()) is ziet
    assert ("/proef/acties/100001/melden/" in client.get("/proef/acties/100001/").content.decode()) is ziet


def test_a_text_with_a_script_stays_a_text(als, cast, invoer):
    client = als(cast.bram)
    client.post(NIEUW, invoer(titel="<script>alert(1)</script>", omschrijving="<b>vet</b>"))
    for pad in ("organisaties/alkmaar/", "acties/100001/", "acties/?lokaal=ook", "onderdelen/A1/", "evaluatie/2022/"):
        tekst = client.get(f"/proef/{pad}").content.decode()
        assert "&lt;script&gt;alert(1)" in tekst
        assert "<script>alert" not in tekst


def test_an_import_of_the_beheer_leaves_local_acties_alone(cast, wereld, bestaand, rf):
    from acties.admin.actie import ActieAdmin  # noqa: PLC0415 - the admin loads with its site
    from uitvoering.beheer.site import Beheer  # noqa: PLC0415 - as above

    verzoek = rf.get("/")
    verzoek.user = cast.anna
    beheer = ActieAdmin(Actie, Beheer())
    assert beheer.mag_regel_inlezen(verzoek, bestaand, nieuw=False) is False
    assert beheer.mag_regel_inlezen(verzoek, wereld.training, nieuw=False) is True


def test_lapsing_on_the_day_that_the_form_proposes(als, cast, bestaand):
    """Whoever leaves the proposed day as it is, chose it."""
    client = als(cast.bram)
    antwoord = client.post(VERVAL, ingevuld(client.get(VERVAL)) | {"vervallen_reden": "Te weinig bezoekers."})
    assert (antwoord.status_code, antwoord["Location"]) == (302, "/proef/acties/100001/")
    bestaand.refresh_from_db()
    assert (bestaand.vervallen_op, bestaand.vervallen_reden) == (date(2023, 12, 31), "Te weinig bezoekers.")
