"""Two people with one form: the second sees what the first stored, and decides. In the twin, without looking, it is gone."""

import threading
from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError
from django.db.models import QuerySet
from django.test import Client

import acties.spoor.eenmalig
from acties.admin.basis import AlleenLezen
from acties.models import Aanjager, Actie, Begrip, Besluit, Collegebesluit, Deelname, Gebruiker, Organisatie
from acties.spoor.gezien import GezienForm, GezienRegels
from acties.wijzigen.forms_doorlopen import DoorloopForm
from monitoring.admin.melding import MeldingForm as BeheerMelding
from monitoring.melden.forms import MeldingForm
from monitoring.models import Afspraak, Bespreking, Duiding, Evaluatie, Meting, Updateronde
from monitoring.rondes.forms import RondeMeldingForm
from tests.beheer.conftest import adres, vol  # noqa: F401 - a fixture
from tests.formulier import ingevuld

# A report is a new row each time and carries the report that was seen; a next programme carries the choice that was seen.
MET_EIGEN_MERK = {MeldingForm, RondeMeldingForm, BeheerMelding, DoorloopForm}
NAMEN = ["titel", "naam", "term", "tekst", "omschrijving", "orgaan", "first_name", "periode", "reden", "wat"]
DAGEN = {Collegebesluit: "college_op", Deelname: "van", Updateronde: "toelichting"}
EERST, DAARNA = "Van de eerste", "Van de tweede"


def _eigen(soort):
    for deel in soort.__subclasses__():
        yield deel
        yield from _eigen(deel)


def test_every_form_that_saves_carries_the_mark():
    los = {
        soort
        for soort in _eigen(forms.ModelForm)
        if soort.__module__.split(".")[0] in ("acties", "monitoring") and not issubclass(soort, GezienForm)
    }
    assert {soort for soort in los if not any(issubclass(soort, eigen) for eigen in MET_EIGEN_MERK)} == set()


def test_every_page_of_the_beheer_with_its_rows_carries_the_mark():
    beheerders = [deel for deel in admin.site._registry.values() if not isinstance(deel, AlleenLezen)]
    assert len(beheerders) > 15
    for beheerder in beheerders:
        assert issubclass(beheerder.form, GezienForm) or beheerder.form in MET_EIGEN_MERK, beheerder
        for regels in beheerder.inlines:
            assert issubclass(regels.form, GezienForm), regels
            assert issubclass(regels.formset, GezienRegels), regels


# Every table of the beheer


def _te_wijzigen():
    return [
        model
        for model, beheerder in sorted(admin.site._registry.items(), key=lambda paar: paar[0]._meta.label)
        if not isinstance(beheerder, AlleenLezen) and beheerder.form is not BeheerMelding
    ]


def _veld(model):
    return DAGEN.get(model) or next(naam for naam in NAMEN if naam in {veld.name for veld in model._meta.fields})


def _waarde(model, veld, tekst):
    if isinstance(model._meta.get_field(veld), apps.get_model("acties.Deelname")._meta.get_field("van").__class__):
        return "2021-02-01" if tekst == EERST else "2021-03-01"
    return {"Van de eerste": "2019", "Van de tweede": "2018"}[tekst] if model is Meting else tekst


def _client(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def _wie(cast, model):
    """Who may change this table, and a colleague who may too."""
    rol = (
        "beheerder"
        if model in (Organisatie, Deelname, Gebruiker) or model._meta.model_name in ("overleg", "subregio")
        else ""
    )
    eerste = cast.eva if rol else cast.anna
    ander = Gebruiker.objects.create_user("gijs", "gijs@voorbeeld.nl", first_name="Gijs")
    ander.lidmaatschappen.create(rol=rol or "projectleider")
    return _client(eerste), _client(ander)


def _rij(cast, model):
    return cast.dirk if model is Gebruiker else model._default_manager.first()


@pytest.mark.parametrize("model", _te_wijzigen(), ids=lambda model: model._meta.model_name)
def test_the_second_editor_in_the_beheer_sees_the_first_and_decides(cast, vol, model):  # noqa: F811
    eerste, tweede = _wie(cast, model)
    rij, veld = _rij(cast, model), _veld(model)
    pad = adres(model, "change", rij.pk)
    van_beide = [ingevuld(client.get(pad)) for client in (eerste, tweede)]
    een, twee = (_waarde(model, veld, tekst) for tekst in (EERST, DAARNA))
    assert eerste.post(pad, van_beide[0] | {veld: een}).status_code == 302
    antwoord = tweede.post(pad, van_beide[1] | {veld: twee})
    assert antwoord.status_code == 409
    rij.refresh_from_db()
    assert str(getattr(rij, veld)) == een
    pagina = antwoord.content.decode()
    assert "sloeg intussen iets anders op" in pagina
    opnieuw = ingevuld(antwoord)
    assert opnieuw[veld][0] in (twee, date.fromisoformat(twee).strftime("%d-%m-%Y") if twee[4:5] == "-" else twee)
    assert tweede.post(pad, opnieuw).status_code == 302
    rij.refresh_from_db()
    assert str(getattr(rij, veld)) == twee


def test_twin_that_does_not_look_overwrites_the_first(cast, vol, monkeypatch):  # noqa: F811
    monkeypatch.setattr(GezienForm, "anders", lambda self: [])
    eerste, tweede = _wie(cast, Begrip)
    pad = adres(Begrip, "change", vol.begrip.pk)
    van_beide = [ingevuld(client.get(pad)) for client in (eerste, tweede)]
    assert eerste.post(pad, van_beide[0] | {"term": EERST}).status_code == 302
    assert tweede.post(pad, van_beide[1] | {"term": DAARNA}).status_code == 302  # and nobody saw the first


def test_what_the_second_left_alone_comes_from_the_first(cast, vol):  # noqa: F811
    eerste, tweede = _wie(cast, Begrip)
    pad = adres(Begrip, "change", vol.begrip.pk)
    van_beide = [ingevuld(client.get(pad)) for client in (eerste, tweede)]
    eerste.post(pad, van_beide[0] | {"definitie": "Van de eerste."})
    antwoord = tweede.post(pad, van_beide[1] | {"term": DAARNA})
    assert antwoord.status_code == 409
    assert "Niet door jou gewijzigd: overgenomen" in antwoord.content.decode()
    assert tweede.post(pad, ingevuld(antwoord)).status_code == 302
    vol.begrip.refresh_from_db()
    assert (vol.begrip.term, vol.begrip.definitie) == (DAARNA, "Van de eerste.")


def test_a_form_without_a_mark_overwrites_nothing(cast, vol):  # noqa: F811
    client = _client(cast.anna)
    pad = adres(Begrip, "change", vol.begrip.pk)
    velden = ingevuld(client.get(pad)) | {"term": "Anders"}
    assert client.post(pad, velden | {"gezien": "onzin"}).status_code == 409
    del velden["gezien"]
    assert client.post(pad, velden).status_code == 409


def test_many_to_many_is_a_field_like_any_other(cast, vol):  # noqa: F811
    eerste, tweede = _wie(cast, Actie)
    pad = adres(Actie, "change", vol.training.pk)
    van_beide = [ingevuld(client.get(pad)) for client in (eerste, tweede)]
    partijen = [vol.gemeenten.pk, vol.veilig_thuis.pk]
    assert eerste.post(pad, van_beide[0] | {"hoofdverantwoordelijken": partijen}).status_code == 302
    assert tweede.post(pad, van_beide[1]).status_code == 302  # changed nothing, so writes nothing
    assert vol.training.hoofdverantwoordelijken.count() == 2
    antwoord = tweede.post(pad, van_beide[1] | {"titel": "Anders"})
    assert (antwoord.status_code, "Gemeenten, Veilig Thuis" in antwoord.content.decode()) == (409, True)
    assert tweede.post(pad, ingevuld(antwoord)).status_code == 302
    assert vol.training.hoofdverantwoordelijken.count() == 2


# The rows on a page of the beheer


@pytest.fixture
def regels(cast, vol):  # noqa: F811
    eerste, tweede = _wie(cast, Actie)
    pad = adres(Actie, "change", vol.training.pk)
    return eerste, tweede, pad, ingevuld(eerste.get(pad)), ingevuld(tweede.get(pad))


def test_a_row_that_someone_changed_is_seen_first(regels):
    eerste, tweede, pad, een, twee = regels
    assert eerste.post(pad, een | {"aanjagers-0-tekst": EERST}).status_code == 302
    antwoord = tweede.post(pad, twee | {"aanjagers-0-tekst": DAARNA})
    assert (antwoord.status_code, EERST in antwoord.content.decode()) == (409, True)
    assert Aanjager.objects.filter(tekst=EERST).exists()
    assert tweede.post(pad, ingevuld(antwoord)).status_code == 302
    assert Aanjager.objects.filter(tekst=DAARNA).exists()


def test_a_row_that_the_second_left_alone_stays_as_the_first_made_it(regels):
    eerste, tweede, pad, een, twee = regels
    eerste.post(pad, een | {"aanjagers-0-tekst": EERST})
    assert tweede.post(pad, twee | {"titel": "Andere titel"}).status_code == 302
    assert Aanjager.objects.filter(tekst=EERST).exists()


def test_a_row_that_someone_changed_is_not_removed_unseen(regels):
    eerste, tweede, pad, een, twee = regels
    eerste.post(pad, een | {"aanjagers-0-tekst": EERST})
    antwoord = tweede.post(pad, twee | {"aanjagers-0-DELETE": "on"})
    assert (antwoord.status_code, Aanjager.objects.filter(tekst=EERST).exists()) == (409, True)
    assert tweede.post(pad, ingevuld(antwoord)).status_code == 302
    assert not Aanjager.objects.filter(tekst=EERST).exists()


def test_a_row_that_someone_removed_is_an_answer_and_no_error(regels):
    eerste, tweede, pad, een, twee = regels
    eerste.post(pad, een | {"aanjagers-0-DELETE": "on"})
    antwoord = tweede.post(pad, twee | {"aanjagers-0-tekst": DAARNA})
    assert antwoord.status_code == 409
    assert "Iemand anders verwijderde deze regel intussen." in antwoord.content.decode()
    assert DAARNA in antwoord.content.decode()
    assert tweede.post(pad, ingevuld(antwoord)).status_code == 302
    assert [rij.tekst for rij in Aanjager.objects.filter(actie__nummer=1)] == [DAARNA]


def test_a_row_that_someone_removed_and_the_second_left_alone_stays_away(regels):
    eerste, tweede, pad, een, twee = regels
    eerste.post(pad, een | {"aanjagers-0-DELETE": "on"})
    assert tweede.post(pad, twee | {"titel": "Andere titel"}).status_code == 302
    assert not Aanjager.objects.filter(actie__nummer=1).exists()


# Every form of the site


@pytest.fixture
def lokaal(vol):  # noqa: F811
    return Actie.objects.create(
        programma=vol.programma, nummer=100001, titel="Buurtcafé", onderdeel=vol.kern, doorlopend=True, lokaal_van=vol.alkmaar,
        vervallen_op=date(2022, 3, 1), vervallen_reden="Te duur",
    )  # fmt: skip


def _plekken(w):
    ronde, besluit, afspraak = Updateronde.objects.get(), Besluit.objects.get(), Afspraak.objects.get()
    return {
        f"besluiten/{besluit.pk}/": (Besluit, "omschrijving", EERST, DAARNA),
        f"rondes/{ronde.pk}/bewerken/": (Updateronde, "toelichting", EERST, DAARNA),
        f"rondes/{ronde.pk}/termijn/": (Updateronde, "sluit_op", "2022-02-20", "2022-02-25"),
        "lokale-acties/100001/bewerken/": (Actie, "omschrijving", EERST, DAARNA),
        "lokale-acties/100001/vervallen/": (Actie, "vervallen_reden", EERST, DAARNA),
        "evaluatie/2021/duiding/K1/": (Duiding, "tekst", EERST, DAARNA),
        "evaluatie/2021/bespreking/pora/": (Bespreking, "besproken", EERST, DAARNA),
        f"afspraken/{afspraak.pk}/": (Afspraak, "wat", EERST, DAARNA),
        f"afspraken/{afspraak.pk}/afhandelen/": (Afspraak, "afloop", EERST, DAARNA),
        "besluiten/vaststelling/": (Collegebesluit, "alkmaar-college_op", "2021-03-09", "2021-03-16"),
        "besluiten/nieuw/verplaatst/?actie=1": (Actie, "eindjaar", "2022", "2023"),
    }


INGEVULD = {"orgaan": "PORA", "datum": "2022-02-02"}


def test_the_second_editor_on_the_site_sees_the_first_and_decides(cast, vol, lokaal):  # noqa: F811
    eerste, tweede = _wie(cast, Actie)
    fout = {}
    for plek, (model, veld, een, twee) in _plekken(vol).items():
        pad = f"/proef/{plek}"
        open_op = pad.replace("termijn/", "")
        besluit = INGEVULD | {"omschrijving": "Later."} if "verplaatst" in plek else {}
        van_beide = [ingevuld(client.get(open_op)) for client in (eerste, tweede)]

        def nu(model=model, veld=veld):
            return {str(waarde) for waarde in model.objects.values_list(veld.rpartition("-")[2], flat=True)}

        codes = [eerste.post(pad, van_beide[0] | {veld: een} | besluit).status_code]
        antwoord = tweede.post(pad, van_beide[1] | {veld: twee} | besluit)
        codes.append(antwoord.status_code)
        goed = een in nu() and twee not in nu() and "sloeg intussen iets anders op" in antwoord.content.decode()
        if codes != [302, 409] or not goed:
            fout[plek] = codes
            continue
        if (code := tweede.post(pad, ingevuld(antwoord)).status_code) != 302 or twee not in nu():
            fout[plek] = [*codes, code]
    assert fout == {}


# At the same moment

GEDULD = 0.5  # seconds that one waits for the other; behind a lock the other never comes


@pytest.fixture
def ontmoeting(monkeypatch):
    """Between looking and storing, each looks around for the other."""
    samen = threading.Barrier(2)
    toets = Updateronde.full_clean

    def full_clean(self, *wat, **hoe):
        toets(self, *wat, **hoe)
        try:
            samen.wait(GEDULD)
        except threading.BrokenBarrierError:
            return

    monkeypatch.setattr(Updateronde, "full_clean", full_clean)


@pytest.fixture
def _slot_eraf(monkeypatch):
    monkeypatch.setattr(f"{__name__}.GEDULD", 20)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **hoe: self)
    monkeypatch.setattr(acties.spoor.eenmalig, "verstuurd", lambda request, antwoord: antwoord())


NIEUWE_RONDE = {"naam": "Ronde 2022", "peildatum": "2022-12-31", "opent_op": "2023-01-01", "sluit_op": "2023-02-01"}


def _klikken(cast, pad, velden, aantal=2):
    client = _client(cast.anna)
    alles = ingevuld(client.get(pad)) | velden

    def klik():
        return client.post(pad, alles).status_code

    return [klik] * aantal


def test_double_click_on_a_new_round_makes_one(draden, cast, ontmoeting):
    codes = draden(*_klikken(cast, "/proef/rondes/nieuw/", NIEUWE_RONDE))
    assert codes == [302, 302]
    assert Updateronde.objects.count() == 1


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_in_which_the_second_click_is_an_error(draden, cast, ontmoeting):
    codes = draden(*_klikken(cast, "/proef/rondes/nieuw/", NIEUWE_RONDE))
    assert any(isinstance(code, IntegrityError) for code in codes)


def test_two_who_name_a_new_round_alike_are_told_so(draden, cast, ontmoeting):
    """Two forms, so two marks: the second is refused with the reason, and never an error."""
    een, twee = (_klikken(cast, "/proef/rondes/nieuw/", NIEUWE_RONDE | {"toelichting": wie}, 1)[0] for wie in "AB")
    assert sorted(draden(een, twee)) == [200, 302]
    assert Updateronde.objects.count() == 1


def test_of_two_who_change_one_round_at_once_the_second_is_told(draden, cast, vol, ontmoeting):  # noqa: F811
    pad = f"/proef/rondes/{Updateronde.objects.get().pk}/bewerken/"
    taken = [_klikken(cast, pad, {"toelichting": tekst}, 1)[0] for tekst in (EERST, DAARNA)]
    assert sorted(draden(*taken)) == [302, 409]


@pytest.mark.usefixtures("_slot_eraf")
def test_twin_without_the_lock_in_which_one_overwrites_the_other(draden, cast, vol, ontmoeting):  # noqa: F811
    pad = f"/proef/rondes/{Updateronde.objects.get().pk}/bewerken/"
    taken = [_klikken(cast, pad, {"toelichting": tekst}, 1)[0] for tekst in (EERST, DAARNA)]
    assert draden(*taken) == [302, 302]


def _nieuwe(vol):  # noqa: F811
    """What makes a row in the beheer, also where no rule of the database would stop a second."""
    return {
        Begrip: {"term": "Nieuw", "definitie": "Uitleg"},
        Besluit: {
            "programma": vol.programma.pk, "soort": "overig", "orgaan": "PORA", "datum": "2022-01-05", "omschrijving": "Nieuw"
        },
        Evaluatie: {"programma": vol.programma.pk, "jaar": 2022, "versie": 1, "peildatum": "2022-12-31", "fase": "concept"},
        Updateronde: {"programma": vol.programma.pk, **NIEUWE_RONDE},
    }  # fmt: skip


def test_a_form_of_the_beheer_that_is_sent_twice_makes_one_row(cast, vol):  # noqa: F811
    client = _client(cast.anna)
    for model, velden in _nieuwe(vol).items():
        pad, voor = adres(model, "add"), model.objects.count()
        alles = ingevuld(client.get(pad)) | velden | ({"programma": vol.programma.pk} if model is Begrip else {})
        antwoorden = [client.post(pad, alles) for _ in range(2)]
        assert [antwoord.status_code for antwoord in antwoorden] == [302, 302], model
        assert model.objects.count() == voor + 1, model
        assert "Dit was al opgeslagen." in client.get(antwoorden[1]["Location"]).content.decode(), model
