"""Taking letters along: the right reader, safe names, every municipality of the peildatum, and help without python-docx."""

import io
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from zipfile import ZipFile

import docx
import pytest
from django.urls import reverse

from acties.models import Actie, Organisatie
from monitoring.jaar import uitgave
from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.models import Evaluatie
from monitoring.verslag.vastgesteld import Jaarstuk, lees_vastgesteld
from tests.vaststellen import vaststellen

WORD = "monitoring.weergave.brief.word"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def adres(gemeente="alkmaar", jaar=2021):
    return reverse("monitoring:raadsbrief", args=["proef", jaar, gemeente])


def zip_adres(jaar=2021):
    return reverse("monitoring:raadsbrieven", args=["proef", jaar])


def lees(inhoud):
    document = docx.Document(io.BytesIO(inhoud))
    cellen = [cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells]
    blad = document.sections[0]
    rand = [p.text for p in (*blad.header.paragraphs, *blad.footer.paragraphs)]
    return "\n".join([*rand, *(p.text for p in document.paragraphs), *cellen])


@pytest.fixture
def gemeld(wereld, meld, cast):
    return meld(
        wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", koers="aandacht",
        toelichting="<script>alert(1)</script>", bijsturing="Extra uren.", gemeld_door=cast.bram,
    )  # fmt: skip


@pytest.fixture
def vast(wereld, cast, gemeld):
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase="concept"
    )
    return vaststellen(evaluatie, door=cast.anna, op=datetime(2022, 3, 1, 23, 30, tzinfo=UTC))


def test_letter_has_a_safe_name_and_stays_out_of_every_cache(als, cast, gemeld):
    antwoord = als(cast.dirk).get(adres())
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, DOCX)
    assert antwoord["Content-Disposition"] == 'attachment; filename="raadsbrief-2021-alkmaar-concept.docx"'
    assert (antwoord["Cache-Control"], antwoord["X-Content-Type-Options"]) == ("no-store", "nosniff")
    tekst = lees(antwoord.content)
    assert "In voorbereiding, voorlopig: niet vastgesteld." in tekst
    assert "<script>alert(1)</script>" in tekst
    assert "Bram" not in tekst


def test_zip_holds_one_letter_per_municipality_of_the_peildatum(als, cast, gemeld):
    client = als(cast.dirk)
    namen = {}
    for jaar in (2021, 2022):
        with ZipFile(io.BytesIO(client.get(zip_adres(jaar)).content)) as bundel:
            assert bundel.testzip() is None
            namen[jaar] = [naam.removeprefix(f"raadsbrief-{jaar}-") for naam in bundel.namelist()]
            assert "gemeente Alkmaar" in lees(bundel.read(f"raadsbrief-{jaar}-alkmaar-concept.docx"))
    assert namen == {
        2021: [f"{naam}-concept.docx" for naam in ("alkmaar", "heerhugowaard", "hoorn", "langedijk")],
        2022: [f"{naam}-concept.docx" for naam in ("alkmaar", "dijk-en-waard", "hoorn")],
    }


def test_zip_of_one_overleg(als, cast, wereld):
    client = als(cast.dirk)
    antwoord = client.get(zip_adres(), {"overleg": "madivosa"})
    assert antwoord["Content-Disposition"] == 'attachment; filename="raadsbrieven-2021-madivosa-concept.zip"'
    with ZipFile(io.BytesIO(antwoord.content)) as bundel:
        assert bundel.namelist() == ["raadsbrief-2021-hoorn-concept.docx"]
    assert client.get(zip_adres(), {"overleg": "../../x"}).status_code == 404


def test_without_municipalities_there_is_no_zip(als, cast, wereld):
    Organisatie.objects.update(soort="overig")
    assert als(cast.dirk).get(zip_adres()).status_code == 404


def test_adopted_year_gives_the_same_bytes_whatever_happens_after(als, cast, wereld, vast, meld):
    client = als(cast.dirk)
    voor = client.get(adres()).content, client.get(zip_adres()).content
    meld(wereld.zelfscan, wereld.alkmaar, "2021-11-01", "afgerond", toelichting="Later gezegd.")
    Organisatie.objects.filter(slug="alkmaar").update(naam="Anders", slug="anders")
    Organisatie.objects.filter(slug="hoorn").update(einddatum=date(2021, 6, 1), opvolger=wereld.alkmaar)
    Actie.objects.update(titel="Anders")
    for wie in (cast.dirk, cast.anna):
        client = als(wie)
        assert (client.get(adres()).content, client.get(zip_adres()).content) == voor
    tekst = lees(voor[0])
    assert vast.sha256 in tekst
    assert "vastgesteld op 2 maart 2022" in tekst  # by the local date
    assert "CONCEPT" not in tekst


def test_year_that_was_adopted_before_the_form_changed_keeps_its_letter(als, cast, vast, monkeypatch):
    """What was stored then says nothing of a form."""
    client = als(cast.dirk)
    nu = lees(client.get(adres()).content)
    toen = replace(lees_vastgesteld(vast.pk, vast.sha256), briefvorm=Jaarstuk.__dataclass_fields__["briefvorm"].default)
    monkeypatch.setattr(uitgave, "lees_vastgesteld", lambda *_: toen)
    eerst = lees(client.get(adres()).content)
    assert ["Waar gaat deze brief over?" in tekst for tekst in (eerst, nu)] == [True, False]
    assert ["Geachte leden van de raad," in tekst for tekst in (eerst, nu)] == [False, True]


def test_older_version_stays_to_be_had(als, cast, vast):
    oud = als(cast.dirk).get(adres()).content
    nieuwe_versie(vast, reden="Een cijfer klopte niet.", door=cast.anna)
    client = als(cast.dirk)
    assert client.get(adres(), {"versie": "1"}).content == oud
    antwoord = client.get(adres())
    assert antwoord["Content-Disposition"] == 'attachment; filename="raadsbrief-2021-alkmaar-v2-concept.docx"'
    assert client.get(adres(), {"versie": "9"}).status_code == 404


def test_visitor_gets_a_letter_without_internal_texts(als, cast, wereld, vast, settings):
    settings.DASHBOARD_OPENBAAR = True
    tekst = lees(als(None).get(adres()).content)
    assert "de koers is aandacht" in tekst
    assert "Extra uren." not in tekst


@pytest.mark.parametrize("pad", [adres(), zip_adres()])
@pytest.mark.parametrize("pakket", ["docx", "lxml"])
def test_without_python_docx_the_page_says_what_to_install(als, cast, wereld, monkeypatch, pad, pakket):
    for naam in [naam for naam in sys.modules if naam.split(".")[0] in ("docx", "lxml") or naam == WORD]:
        monkeypatch.delitem(sys.modules, naam)
    monkeypatch.setitem(sys.modules, pakket, None)  # as if it were not there
    antwoord = als(cast.dirk).get(pad)
    assert antwoord.status_code == 503
    assert "python-docx" in antwoord.content.decode()
    assert "Terug naar de evaluatie 2021" in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 6])
@pytest.mark.parametrize(("pad", "eerst", "daarna"), [(adres(), 14, 6), (zip_adres(), 38, 7)])
def test_number_of_queries_is_constant(als, cast, wereld, django_assert_num_queries, pad, eerst, daarna, aantal):
    import_module(WORD)
    for nummer in range(aantal):
        gemeente = Organisatie.objects.create(naam=f"G{nummer}", slug=f"g{nummer}", soort="gemeente")
        gemeente.partijen.add(wereld.gemeenten)
    client = als(cast.dirk)
    with django_assert_num_queries(eerst):
        client.get(pad)
    with django_assert_num_queries(daarna):
        client.get(pad)


def test_adopted_letter_takes_few_queries(als, cast, vast, django_assert_num_queries):
    client = als(cast.dirk)
    client.get(zip_adres())
    with django_assert_num_queries(7):
        client.get(zip_adres())


def test_pages_link_to_the_letters_of_who_has_a_council(als, cast, wereld):
    client = als(cast.dirk)
    pagina = client.get(reverse("monitoring:evaluatie_detail", args=["proef", 2021])).content.decode()
    assert (pagina.count(adres("heerhugowaard")), pagina.count(adres("dijk-en-waard"))) == (1, 0)
    assert f'href="{zip_adres()}?overleg=pora"' in pagina
    overleg = client.get(reverse("monitoring:evaluatie_overleg", args=["proef", 2021, "madivosa"])).content.decode()
    assert (overleg.count(adres("hoorn")), overleg.count(adres("alkmaar"))) == (1, 0)
    assert "Alle brieven van Madivosa (zip)" in overleg

    def brief_bij(slug, peildatum):
        return client.get(
            reverse("monitoring:organisatie_detail", args=["proef", slug]), {"peildatum": peildatum}
        ).content.decode()

    assert adres("alkmaar") in brief_bij("alkmaar", "2021-12-31")
    assert adres("heerhugowaard") in brief_bij("heerhugowaard", "2022-12-31")  # its last year
    assert "raadsbrief" not in brief_bij("veilig-thuis-proef", "2021-12-31")
