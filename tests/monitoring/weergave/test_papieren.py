"""The papers of a year as its readers get them: right name, right reader, right version, and a clear word without Pango."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from acties.models import Actie, Overleg
from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.models import Evaluatie
from monitoring.weergave import pakket
from tests.pango import met_pdf
from tests.vaststellen import vaststellen

pytestmark = pytest.mark.usefixtures("geen_echte_pdf")

OP = datetime(2022, 3, 1, 13, 5, 7, tzinfo=UTC)


def adres(naam, *rest, jaar=2021):
    return reverse(f"monitoring:{naam}", args=["proef", jaar, *rest])


def tekst(antwoord):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


BESTANDEN = [("jaarverslag_pdf",), ("jaarverslag_archief",), ("oplegger_pdf", "pora")]


@pytest.fixture
def vast(wereld, cast, meld):
    meld(
        wereld.training, None, "2021-06-01", "in_uitvoering", koers="aandacht", toelichting="Alleen voor collega’s.",
        bijsturing="Extra uren.", openbaar=False, gemeld_door=cast.bram,
    )  # fmt: skip
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept"
    )
    return vaststellen(evaluatie, door=cast.anna, op=OP)


@pytest.mark.parametrize(
    ("pad", "naam"),
    [
        (("jaarverslag_pdf",), "jaarverslag-2021-proef-concept.pdf"),
        (("jaarverslag_archief",), "jaarverslag-2021-proef-concept-archief.pdf"),
        (("oplegger_pdf", "pora"), "oplegger-2021-pora-concept.pdf"),
    ],
)
def test_download_has_a_safe_name_and_stays_out_of_every_cache(als, cast, pad, naam):
    antwoord = als(cast.dirk).get(adres(*pad))
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/pdf")
    assert antwoord["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert (antwoord["Cache-Control"], antwoord["X-Content-Type-Options"]) == ("no-store", "nosniff")


@pytest.mark.parametrize("pad", BESTANDEN)
def test_adopted_year_gives_everyone_the_same_paper_whatever_changes_later(als, cast, wereld, vast, pad):
    eerst = als(cast.anna).get(adres(*pad)).content
    assert vast.sha256.encode() in eerst
    Actie.objects.update(titel="Heel anders")
    wereld.pora.naam = "Anders"
    wereld.pora.save()
    assert {als(wie).get(adres(*pad)).content for wie in (cast.dirk, cast.eva)} == {eerst}


@pytest.mark.parametrize("pad", [*BESTANDEN, ("oplegger", "pora")])
def test_earlier_version_stays_to_be_had(als, cast, vast, pad):
    eerst = als(cast.dirk).get(adres(*pad))
    tweede = nieuwe_versie(vast, reden="Een fout", door=cast.anna)
    assert tweede.versie == 2
    toen = als(cast.dirk).get(adres(*pad), {"versie": "1"})
    if "attachment" in eerst.get("Content-Disposition", ""):
        assert toen.content == eerst.content
        nu = als(cast.dirk).get(adres(*pad))
        assert "-v2-concept" in nu["Content-Disposition"]
    assert als(cast.dirk).get(adres(*pad), {"versie": "9"}).status_code == 404


@pytest.mark.parametrize("pad", [*BESTANDEN, ("oplegger", "pora")])
def test_visitor_of_a_public_dashboard_reads_no_names_and_no_internal_notes(als, cast, vast, settings, pad):
    collega = tekst(als(cast.dirk).get(adres(*pad)))
    assert ("Alleen voor collega’s." in collega, "Extra uren." in collega) == (True, True)
    settings.DASHBOARD_OPENBAAR = True
    bezoeker = als(None).get(adres(*pad))
    assert [woord for woord in ("collega", "Extra uren", "Bram", "Anna") if woord in tekst(bezoeker)] == []
    assert vast.verslag["sha256_openbaar"] in bezoeker.content.decode()


def test_meeting_without_participants_reads_the_whole_region(als, cast, vast, wereld):
    Overleg.objects.create(afkorting="Commissie", slug="commissie", naam="De raad", rol="geinformeerd", volgorde=3)
    evaluatie = nieuwe_versie(vast, reden="Een overleg erbij", door=cast.anna)
    assert evaluatie.versie == 2
    pagina = tekst(als(cast.dirk).get(adres("oplegger", "commissie")))
    assert "De stand van de regio" in pagina
    assert "Kennisnemen van de uitkomsten van 2021." in pagina


@pytest.mark.parametrize(
    "ontbreekt",
    [
        ModuleNotFoundError("geen", name="weasyprint"),
        ModuleNotFoundError("geen", name="cffi"),
        OSError("cannot load libpango"),
    ],
)
@pytest.mark.parametrize("pad", BESTANDEN)
def test_without_the_library_the_button_says_what_to_install(als, cast, monkeypatch, pad, ontbreekt):
    def niet_te_laden(naam):
        raise ontbreekt

    monkeypatch.undo()  # the real _pdf again
    monkeypatch.setattr(pakket, "import_module", niet_te_laden)
    antwoord = als(cast.dirk).get(adres(*pad))
    assert antwoord.status_code == 503
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in tekst(antwoord)
    assert "Al het andere werkt gewoon." in tekst(antwoord)


def test_fault_of_our_own_is_not_taken_for_a_missing_library(monkeypatch):
    def kapot(naam):
        raise ModuleNotFoundError("geen", name="monitoring.weergave.papier.papier")

    monkeypatch.setattr(pakket, "import_module", kapot)
    with pytest.raises(ModuleNotFoundError):
        pakket.laad("monitoring.weergave.papier.pdf")


@pytest.mark.parametrize(
    ("pad", "brieven"),
    [
        (
            ("evaluatie_detail",),
            [
                "raadsbrieven.zip", "raadsbrieven.zip?overleg=pora", "raadsbrieven.zip?overleg=madivosa",
                "raadsbrief/alkmaar/", "raadsbrief/heerhugowaard/", "raadsbrief/hoorn/", "raadsbrief/langedijk/",
            ],
        ),
        (
            ("evaluatie_overleg", "pora"),
            [
                "raadsbrieven.zip?overleg=pora", "raadsbrief/alkmaar/", "raadsbrief/heerhugowaard/",
                "raadsbrief/langedijk/",
            ],
        ),
    ],
)  # fmt: skip
def test_papers_stand_together_with_what_each_is_for(als, cast, vast, pad, brieven):
    pagina = als(cast.dirk).get(adres(*pad)).content.decode()
    lijst = pagina.split('id="papieren"')[1].split("</dl>")[0]
    assert re.findall(r'href="/proef/evaluatie/2021/([^"]+)"', lijst) == [
        "jaarverslag/pdf/", "jaarverslag/pdf-a/", "oplegger/pora/", "oplegger/madivosa/",
        "dias/", "dias/pora/", "dias/madivosa/", *brieven, "jaarverslag/xlsx/",
        "jaarverslag/ods/", "verslag.json",
    ]  # fmt: skip


@pytest.mark.parametrize("aantal", [0, 200])
@pytest.mark.parametrize(
    ("pad", "keren"), [(("jaarverslag_pdf",), 7), (("oplegger_pdf", "pora"), 8), (("oplegger", "pora"), 6)]
)
def test_number_of_queries_is_constant(als, cast, wereld, django_assert_num_queries, pad, keren, aantal):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=date(2022, 12, 31))
    Actie.objects.bulk_create(
        Actie(programma=wereld.programma, nummer=nummer, titel="Nog een", onderdeel=wereld.kern, doorlopend=True)
        for nummer in range(100, 100 + aantal)
    )
    client = als(cast.dirk)
    client.get(adres(*pad, jaar=2022))
    with django_assert_num_queries(keren):
        client.get(adres(*pad, jaar=2022))


@met_pdf
def test_real_file_comes_through_the_view(als, cast, vast, monkeypatch):
    monkeypatch.undo()
    antwoord = als(cast.dirk).get(adres("jaarverslag_pdf"))
    assert antwoord.content.startswith(b"%PDF-1.7")
    assert als(cast.eva).get(adres("jaarverslag_pdf")).content == antwoord.content
