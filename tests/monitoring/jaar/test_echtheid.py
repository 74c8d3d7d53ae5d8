"""The report as JSON, the page that says whether a report is what was adopted, and reading what an older release stored."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from acties.rekenblad.lezen.grenzen import MAX_BESTAND
from monitoring.jaar.jaarstuk import naar_opslag
from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.models import Evaluatie
from monitoring.verslag.bezoekers import json_voor_bezoekers, voor_bezoekers
from monitoring.verslag.opslagvorm import naar_json
from monitoring.verslag.vastgesteld import Onleesbaar, canoniek, sha256, uit_opslag
from tests.vaststellen import vaststellen

OUD = Path(__file__).with_name("jaarstuk-schema-1.json")
OP = datetime(2022, 3, 1, 13, 5, 7, tzinfo=UTC)


@pytest.fixture
def vast(wereld, cast, meld):
    meld(
        wereld.zelfscan, wereld.hoorn, "2021-11-01", "in_uitvoering", koers="aandacht", toelichting="Te weinig tijd.",
        bijsturing="Extra uren.", gemeld_door=cast.carla, openbaar=False,
    )  # fmt: skip
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept"
    )
    return vaststellen(evaluatie, door=cast.anna, op=OP)


def json_van(client, **vraag):
    return client.get(reverse("monitoring:verslag_json", args=["proef", 2021]), vraag)


def controleer(client, **velden):
    """A sha256 goes in the address, a file in a form."""
    vraag = client.post if "bestand" in velden else client.get
    antwoord = vraag(reverse("monitoring:verslag_controle", args=["proef"]), velden)
    assert antwoord.status_code == 200
    return antwoord


def oordeel(antwoord):
    uitkomst = antwoord.context["uitkomst"]
    return uitkomst and (uitkomst.oordeel, uitkomst.evaluatie and uitkomst.evaluatie.versie, uitkomst.openbaar)


def bestand(inhoud):
    return SimpleUploadedFile("verslag.json", inhoud, content_type="application/json")


# The download


def test_download_is_exactly_what_was_signed(als, cast, vast):
    antwoord = json_van(als(cast.dirk))
    assert hashlib.sha256(antwoord.content).hexdigest() == vast.sha256
    assert antwoord["Content-Disposition"] == 'attachment; filename="verslag-2021-proef-v1.json"'
    assert (antwoord["Content-Type"], antwoord["Cache-Control"]) == ("application/json", "no-store")


def test_visitor_gets_the_public_version_with_its_own_sha256(als, vast, settings):
    settings.DASHBOARD_OPENBAAR = True
    inhoud = json_van(als(None)).content
    assert hashlib.sha256(inhoud).hexdigest() == vast.verslag["sha256_openbaar"]
    assert [w for w in ("Carla", "Anna", "Extra uren", "Te weinig tijd") if w in inhoud.decode()] == []


def test_public_json_is_what_a_visitor_sees_on_the_page(vast):
    stuk = uit_opslag(vast.verslag)
    assert json_voor_bezoekers(vast.verslag)["regio"] == naar_json(voor_bezoekers(stuk.regio))


def test_concept_says_so(als, cast, wereld):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept")
    antwoord = json_van(als(cast.dirk))
    assert antwoord["Content-Disposition"] == 'attachment; filename="verslag-2021-proef-concept.json"'
    data = json.loads(antwoord.content)
    assert (data["regio"]["fase"], data["vastgesteld_op"]) == ("concept", None)
    assert oordeel(controleer(als(cast.dirk), bestand=bestand(antwoord.content))) == ("concept", None, False)


def test_old_version_by_its_number(als, cast, vast):
    nieuwe_versie(vast, reden="Een telfout.", door=cast.anna)
    client = als(cast.dirk)
    assert hashlib.sha256(json_van(client, versie="1").content).hexdigest() == vast.sha256
    assert json.loads(json_van(client).content)["regio"]["versie"] == 2


# The check


@pytest.mark.parametrize("schrijf", [str, str.upper, lambda g: f" {g[:32]} {g[32:]}\n"])
def test_known_sha256(als, cast, vast, schrijf):
    antwoord = controleer(als(cast.dirk), sha256=schrijf(vast.sha256))
    assert oordeel(antwoord) == ("echt", 1, False)
    assert "de evaluatie van 2021, versie 1" in " ".join(antwoord.content.decode().split())


def test_known_sha256_of_the_public_version(als, cast, vast):
    assert oordeel(controleer(als(cast.dirk), sha256=vast.verslag["sha256_openbaar"])) == ("echt", 1, True)


def test_unknown_sha256(als, cast, vast):
    assert oordeel(controleer(als(cast.dirk), sha256="0" * 64)) == ("onbekend", None, False)


@pytest.mark.parametrize("getal", ["", "abc", "g" * 64, "0" * 63, "\uff10" * 64])
def test_what_is_no_sha256_is_an_error(als, cast, vast, getal):
    antwoord = controleer(als(cast.dirk), sha256=getal)
    assert (antwoord.context["uitkomst"], antwoord.context["getal"].errors.keys()) == (None, {"sha256"})


def test_the_file_itself(als, cast, vast):
    client = als(cast.dirk)
    assert oordeel(controleer(client, bestand=bestand(json_van(client).content))) == ("echt", 1, False)


def test_public_file(als, cast, vast):
    inhoud = canoniek(json_voor_bezoekers(vast.verslag))
    assert oordeel(controleer(als(cast.dirk), bestand=bestand(inhoud))) == ("echt", 1, True)


def test_file_that_an_editor_indented(als, cast, vast):
    inhoud = b"\xef\xbb\xbf" + json.dumps(vast.verslag, indent=2).encode()
    assert oordeel(controleer(als(cast.dirk), bestand=bestand(inhoud))) == ("anders_geschreven", 1, False)


def test_changed_file_is_named_as_what_it_says_to_be(als, cast, vast):
    inhoud = canoniek(vast.verslag).replace(b"Te weinig tijd.", b"Geen tijd.")
    antwoord = controleer(als(cast.dirk), bestand=bestand(inhoud))
    assert oordeel(antwoord) == ("gewijzigd", 1, False)
    assert "Dit is gewijzigd." in antwoord.content.decode()


def test_key_that_stands_there_twice_is_not_the_same(als, cast, vast):
    """A reader that takes the first one would see another text."""
    inhoud = canoniek(vast.verslag).replace(b'"reden":""', b'"reden":"Anders","reden":""')
    assert oordeel(controleer(als(cast.dirk), bestand=bestand(inhoud))) == ("onbekend", None, False)


def vreemd(**regio):
    return json.dumps({"regio": {"programma": {"slug": "proef"}, "fase": "vastgesteld"} | regio}).encode()


@pytest.mark.parametrize(
    "inhoud",
    [
        b"x", b"\x00\xff\xfe", b"[]", b"null", b"{}", b"[" * 100_000, b"NaN", b'{"a": 1e999}', b"9" * 10_000, b'"\\ud800"',
        b'{"regio": []}', b'{"regio": {"programma": 3}}', vreemd(), vreemd(jaar="2021", versie=1), vreemd(jaar=2021, versie=9),
        vreemd(jaar=10**30, versie=1), vreemd(jaar=-(10**30), versie=1), vreemd(jaar=True, versie=True),
        vreemd(jaar=2021, versie=1, programma={"slug": "\0"}), vreemd(jaar=2021, versie=1, programma={"slug": "elders"}),
    ],
)  # fmt: skip
def test_strange_file_is_unknown_and_never_an_error(als, cast, vast, inhoud):
    assert oordeel(controleer(als(cast.dirk), bestand=bestand(inhoud)))[0] == "onbekend"


def test_file_that_is_too_large_is_refused(als, cast, vast):
    antwoord = controleer(als(cast.dirk), bestand=bestand(b" " * (MAX_BESTAND + 1)))
    assert antwoord.context["bestand"].errors == {
        "bestand": ["Dit bestand is groter dan 5 MB. Een verslag is kleiner."]
    }


@pytest.mark.parametrize("velden", [{"bestand": bestand(b"")}, {"bestand": ""}])
def test_no_file_and_an_empty_file_are_errors(als, cast, vast, velden):
    antwoord = controleer(als(cast.dirk), **velden)
    assert (antwoord.context["uitkomst"], antwoord.context["bestand"].errors.keys()) == (None, {"bestand"})


def test_visitor_checks_too_when_the_dashboard_is_public(als, vast, settings):
    settings.DASHBOARD_OPENBAAR = True
    client = als(None)
    assert oordeel(controleer(client, sha256=vast.sha256)) == ("echt", 1, False)
    assert oordeel(controleer(client, bestand=bestand(canoniek(json_voor_bezoekers(vast.verslag))))) == (
        "echt",
        1,
        True,
    )


def test_tampered_database_is_noticed(als, cast, wereld, vast):
    """As someone would do who goes round the triggers."""
    knoeiwerk = json.loads(json.dumps(vast.verslag).replace("Te weinig tijd.", "Alles gaat goed."))
    Evaluatie.objects.create(
        programma=wereld.programma, jaar=2022, peildatum=date(2022, 12, 31), fase="vastgesteld", verslag=knoeiwerk,
        sha256="f" * 64, vastgesteld_op=OP, vastgesteld_door=cast.anna,
    )  # fmt: skip
    antwoord = controleer(als(cast.dirk), sha256="f" * 64)
    assert "past niet meer bij dit getal" in antwoord.content.decode()


# What an older release stored


def test_year_stored_with_schema_1_still_reads():
    data = json.loads(OUD.read_text(encoding="utf-8"))
    assert sha256(data) == "23424561dab59dbb6b07cb73b8470418af6963968dd7b25737582a0c1c706a57"
    assert sha256(json_voor_bezoekers(data)) == data["sha256_openbaar"]
    stuk = uit_opslag(data)
    assert (stuk.regio.jaar, stuk.regio.versie, stuk.regio.fase) == (2021, 1, "vastgesteld")
    assert [(a.nummer, a.stand, a.koers) for a in stuk.regio.acties] == [
        (1, "geen_melding", ""), (2, "in_uitvoering", "aandacht"), (3, "geen_melding", ""),
    ]  # fmt: skip
    assert stuk.van_overleg("madivosa").actie(2).melding is None
    assert stuk.vastgesteld_op == OP


def test_fields_of_later_get_their_default_and_fields_of_before_are_left_out():
    data = json.loads(OUD.read_text(encoding="utf-8"))
    heel = uit_opslag(data)
    data["regio"]["onderdelen"][0].pop("duiding")
    data["regio"]["iets_van_vroeger"] = 3
    assert uit_opslag(data) == heel


@pytest.mark.parametrize(
    "data", [{}, [], None, {"schema": "1"}, {"schema": 2}, {"schema": 1}, {"schema": 1, "regio": 3}]
)
def test_what_cannot_be_read_says_so(data):
    with pytest.raises(Onleesbaar):
        uit_opslag(data)


def test_storing_and_reading_is_exact(vast):
    assert naar_opslag(uit_opslag(vast.verslag)) == vast.verslag
