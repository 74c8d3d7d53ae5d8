"""A text that may be about a person: every way in asks first, and the log remembers that someone said that it is right."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from acties.models import Actie, Besluit
from monitoring.models import Afspraak, Bespreking, Duiding, Evaluatie, Opmerking, Statusmelding, Updateronde
from tests.acties.rekenblad.lezen.bouwen import werkmap
from tests.antwoord import tekst
from tests.formulier import ingevuld
from tests.monitoring.inlezen.werkboek.conftest import bewerk, keuzes, lees_in, regels, sleutel, werkboek  # noqa: F401 - fixtures

VAST = "Bel 072 548 88 88 voor meer."
NOG_EEN = "Bel 072 512 34 56 voor meer."
VRAAG = "Hier lijkt een vast telefoonnummer te staan."
GEZEGD = "zegt dat de tekst klopt: een vast telefoonnummer"


@pytest.fixture
def log(caplog, django_capture_on_commit_callbacks):
    caplog.set_level("INFO", logger="logboek")

    def draai(handeling):
        caplog.clear()
        with django_capture_on_commit_callbacks(execute=True):
            antwoord = handeling()
        berichten = [bericht.getMessage() for bericht in caplog.records if bericht.name == "logboek"]
        assert not any("548" in bericht for bericht in berichten)  # what was typed is not in the log
        return antwoord, [bericht for bericht in berichten if GEZEGD in bericht]

    return draai


def vinkjes(antwoord):
    gevonden = re.findall(r'name="([\w-]+-klopt)"\s+value="(\w+)"\s+id="[\w-]+-klopt"\s*(checked)?', tekst(antwoord))
    return {naam: (waarde, bool(aan)) for naam, waarde, aan in gevonden}


def laatste(model, veld):
    return lambda: model.objects.order_by("-pk").values_list(veld, flat=True).first()


AFSPRAAK = {"datum": "2021-05-01", "wie": "Projectleider", "voor": "2021-06-01"}
BESLUIT = {"orgaan": "PORA", "datum": "2021-05-01"}
LOKAAL = {"titel": "Extra spreekuur", "startjaar": "2021", "eindjaar": "2021"}
RONDE = {"naam": "R", "peildatum": "2021-12-31", "opent_op": "2022-01-01", "sluit_op": "2022-02-01"}
MELDING = {"status": "in_uitvoering", "peildatum": "2021-12-31"}
DEUREN = {  # who, where, the field, what else is filled in, and what is stored
    "melden": ("bram", "/proef/acties/2/melden/", "toelichting", MELDING, laatste(Statusmelding, "toelichting")),
    "bijsturing": ("bram", "/proef/acties/2/melden/", "bijsturing", MELDING, laatste(Statusmelding, "bijsturing")),
    "duiding": ("anna", "/proef/evaluatie/2021/duiding/K1/", "tekst", {}, laatste(Duiding, "tekst")),
    "bespreking": (
        "anna", "/proef/evaluatie/2021/bespreking/pora/", "conclusies", {"datum": "2022-02-01"},
        laatste(Bespreking, "conclusies"),
    ),
    "afspraak": ("anna", "/proef/afspraken/nieuw/?overleg=pora", "wat", AFSPRAAK, laatste(Afspraak, "wat")),
    "opmerking": ("bram", "/proef/evaluatie/2021/opmerkingen/", "tekst", {}, laatste(Opmerking, "tekst")),
    "besluit": ("anna", "/proef/besluiten/nieuw/overig/", "omschrijving", BESLUIT, laatste(Besluit, "omschrijving")),
    "vervallen": (
        "anna", "/proef/besluiten/nieuw/vervallen/?actie=1", "omschrijving", BESLUIT, laatste(Besluit, "omschrijving"),
    ),
    "lokale actie": ("bram", "/proef/lokale-acties/nieuw/alkmaar/", "omschrijving", LOKAAL, laatste(Actie, "omschrijving")),
    "ronde": ("anna", "/proef/rondes/nieuw/", "toelichting", RONDE, laatste(Updateronde, "toelichting")),
    "beheer melding": (
        "bram", "/beheer/monitoring/statusmelding/add/", "toelichting", MELDING, laatste(Statusmelding, "toelichting"),
    ),
    "beheer besluit": (
        "anna", "/beheer/acties/besluit/add/", "omschrijving", BESLUIT | {"soort": "overig"}, laatste(Besluit, "omschrijving"),
    ),
}  # fmt: skip


@pytest.fixture(params=DEUREN)
def deur(request, als, cast, wereld):
    wie, pad, veld, velden, bewaard = DEUREN[request.param]
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum="2021-12-31", fase="concept")
    if "lokale" in pad:
        velden = velden | {"onderdeel": wereld.kern.pk}
    if pad.startswith("/beheer"):
        velden = velden | {
            "programma": wereld.programma.pk,
            "actie": wereld.zelfscan.pk,
            "organisatie": wereld.alkmaar.pk,
        }
    client = als(getattr(cast, wie))

    def stuur(waarde, vorige=None, **vinkje):
        form = ingevuld(vorige or client.get(pad))
        return client.post(pad, form | velden | {veld: waarde} | vinkje)

    return stuur, bewaard


def test_every_form_asks_first_and_saves_what_someone_says_is_right(deur, log):
    stuur, bewaard = deur
    stond = bewaard()
    vraag, gezegd = log(lambda: stuur(VAST))
    assert (VRAAG in tekst(vraag), bewaard(), gezegd) == (True, stond, [])
    [(naam, (waarde, aan))] = vinkjes(vraag).items()
    assert (aan, "Dit klopt nog niet" in tekst(vraag)) == (False, False)
    antwoord, gezegd = log(lambda: stuur(VAST, vraag, **{naam: waarde}))
    assert (antwoord.status_code, bewaard().split("\n")[0], len(gezegd)) == (302, VAST, 1)


def test_saying_yes_to_one_number_is_not_yes_to_another(deur, log):
    stuur, bewaard = deur
    stond = bewaard()
    vraag, _ = log(lambda: stuur(VAST))
    [(naam, (waarde, _))] = vinkjes(vraag).items()
    nog_eens, gezegd = log(lambda: stuur(NOG_EEN, vraag, **{naam: waarde}))
    assert (VRAAG in tekst(nog_eens), gezegd, bewaard()) == (True, [], stond)
    assert vinkjes(nog_eens)[naam][1] is False


@pytest.mark.parametrize("waarde", ["Het bsn is 1112 22333.", "\u2060\u00ad\ufeff"])
def test_a_bsn_and_a_text_that_nobody_sees_pass_no_form(deur, log, waarde):
    stuur, bewaard = deur
    stond = bewaard()
    antwoord, _ = log(lambda: stuur(waarde))
    assert (antwoord.status_code, bewaard(), vinkjes(antwoord)) == (200, stond, {})


def test_a_text_that_stays_as_it_was_is_not_asked_again(als, cast, wereld, meld, log):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_uitvoering", toelichting=VAST)
    client = als(cast.bram)
    form = ingevuld(client.get("/proef/acties/2/melden/"))
    antwoord, gezegd = log(lambda: client.post("/proef/acties/2/melden/", form | {"status": "afgerond"}))
    assert (antwoord.status_code, gezegd) == (302, [])


def test_the_page_of_a_round_asks_too_and_says_where(als, cast, wereld, maak_ronde, log):
    ronde = maak_ronde()
    client = als(cast.bram)
    pad = f"/proef/rondes/{ronde.pk}/acties/2/"
    velden = {
        "namens": "alkmaar",
        "gebaseerd_op": 0,
        "verzoek": "6f7f2a3e-9f0e-4a3e-8b57-3d1a2a0c9e55",
        "handeling": "melden",
    }
    velden |= {"status": "in_uitvoering", "koers": "", "toelichting": VAST, "bijsturing": ""}
    vraag, _ = log(lambda: client.post(pad, velden))
    [(naam, (waarde, _))] = vinkjes(vraag).items()
    assert f'id="actie-2-{naam}"' in tekst(vraag)
    antwoord, gezegd = log(lambda: client.post(pad, velden | {naam: waarde}))
    assert (antwoord.status_code, len(gezegd), Statusmelding.objects.get().toelichting) == (302, 1, VAST)


# Files: the preview asks, confirming it is the answer


@pytest.fixture
def ronde(maak_ronde):
    return maak_ronde()


def test_a_werkboek_asks_in_its_preview(als, cast, lees_in, werkboek, log):  # noqa: F811 - fixtures
    ingevuld_boek = bewerk(werkboek(), {1: {"status": "Afgerond"}, 2: {"status": "Afgerond", "toelichting": VAST}})
    voor = lees_in(cast.anna, ingevuld_boek)
    assert [regel.twijfels for regel in regels(voor)] == [("een vast telefoonnummer",), ()]
    assert tekst(voor).count(VRAAG) == tekst(voor).count(">Dit klopt, opslaan<") == 1
    client = als(cast.anna)
    _, gezegd = log(lambda: client.post(f"/proef/werkboek/inlezen/{sleutel(voor)}/", keuzes(voor)))
    melding = Statusmelding.objects.get(actie__nummer=2)
    assert [f"statusmelding {melding.pk}" in bericht for bericht in gezegd] == [True]


BESLUITEN = [["programma", "soort", "orgaan", "datum", "omschrijving"]]


def test_a_gegevensboek_asks_in_its_preview(als, cast, log):
    rij = ["proef", "overig", "PORA", "2021-05-01"]
    inhoud = werkmap(Besluiten=[*BESLUITEN, [*rij, "Alles gaat door."], [*rij, VAST]])
    client = als(cast.anna)
    voor = client.post("/proef/gegevens/", {"bestand": SimpleUploadedFile("proef.xlsx", inhoud)})
    assert "Besluiten, rij 3, omschrijving: hier lijkt een vast telefoonnummer te staan." in tekst(voor)
    assert "Dit klopt, sla alles op" in tekst(voor)
    _, gezegd = log(lambda: client.post("/proef/gegevens/inlezen/", {"sleutel": voor.context["sleutel"]}))
    besluit = Besluit.objects.get(omschrijving=VAST)
    assert [f"besluit {besluit.pk}" in bericht for bericht in gezegd] == [True]


def test_a_table_of_the_beheer_asks_in_its_preview(als, cast, wereld, log):
    kop = (
        "programma;nummer;titel;omschrijving;onderdeel;doelgroep;ambities;hoofdverantwoordelijken;uitvoering;startjaar;eindjaar;"
        "doorlopend;planning_toelichting;vervallen_op;vervallen_reden"
    )
    rijen = [
        f"proef;1;Trainingen geven;{VAST};K1;;;Gemeenten;regionaal;2021;2021;nee;;;",
        "proef;3;Voorlichting;Gewoon.;A1;Ouderen;A1.1;Veilig Thuis;regionaal;;;ja;;;",
    ]
    bestand = SimpleUploadedFile("acties.csv", "\n".join([kop, *rijen]).encode())
    client = als(cast.anna)
    voor = client.post("/beheer/acties/actie/import/", {"import_file": bestand, "format": "0", "resource": "0"})
    assert "acties, rij 2, omschrijving: hier lijkt een vast telefoonnummer te staan." in tekst(voor)
    assert "Dit klopt, sla alles op" in tekst(voor)
    sleutel_ = voor.context["bekeken"].sleutel
    _, gezegd = log(lambda: client.post("/beheer/acties/actie/process_import/", {"sleutel": sleutel_}))
    wereld.training.refresh_from_db()
    assert (wereld.training.omschrijving, len(gezegd)) == (VAST, 1)


@pytest.mark.parametrize("waarde", ["\u2060\u00ad", "   "])
def test_a_required_explanation_that_nobody_sees_is_missing_in_a_file(als, cast, waarde):
    inhoud = werkmap(Besluiten=[*BESLUITEN, ["proef", "overig", "PORA", "2021-05-01", waarde]])
    voor = als(cast.anna).post("/proef/gegevens/", {"bestand": SimpleUploadedFile("proef.xlsx", inhoud)})
    assert [(fout.rij, fout.kolom) for fout in voor.context["uitkomst"].fouten] == [(2, "omschrijving")]
