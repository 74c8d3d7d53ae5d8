"""LibreOffice, as another program than the one that wrote the file, opens the report and the letter and prints them."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime

import pikepdf
import pytest

from acties.rekenblad.schrijven import excel, ods
from monitoring.lezen.raadsbrief import raadsbrief
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import BesluitRegel, MeldingRegel
from monitoring.weergave.brief import word
from monitoring.weergave.brief.raadsbrief import raadsbriefdocument
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

MOMENT = datetime.fromisoformat("2022-01-20 14:05")


@pytest.fixture
def verslag(wereld, meld):
    meld(wereld.training, None, "2021-06-01", "afgerond", toelichting="=1+1 is geen formule")
    return bouw_verslag(wereld.programma, MOMENT.date().replace(2021, 12, 31), jaar=2021)


@pytest.fixture
def boek(verslag):
    return jaarverslag(verslag, door="Anna", op=MOMENT)


@pytest.fixture
def libreoffice(tmp_path):
    """``libreoffice(inhoud, "xlsx", "csv:…")`` gives the files that LibreOffice makes of it, each with its own profile."""

    def zet_om(inhoud, soort, naar):
        bron = tmp_path / f"verslag.{soort}"
        bron.write_bytes(inhoud)
        uit = tmp_path / "uit"
        opdracht = [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profiel", "--headless", "--convert-to", naar,
            "--outdir", str(uit), str(bron),
        ]  # fmt: skip
        subprocess.run(opdracht, check=True, capture_output=True, timeout=120)
        return sorted(uit.iterdir())

    return zet_om


ALLE_BLADEN = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.parametrize(("soort", "schrijver"), [("xlsx", excel), ("ods", ods)])
def test_libreoffice_reads_every_sheet(boek, libreoffice, soort, schrijver):
    bestanden = {
        bestand.stem: bestand.read_text() for bestand in libreoffice(schrijver.schrijf(boek), soort, ALLE_BLADEN)
    }
    assert sorted(naam.removeprefix("verslag-") for naam in bestanden) == [
        "A1 Preventie", "Besluiten", "Cijfers", "K1 Lokaal", "Omslag", "Per gemeente", "Samenvatting", "Wijzigingen",
    ]  # fmt: skip
    assert "Hele programma;;1;0;0;0;2;3;0" in bestanden["verslag-Samenvatting"]
    assert "=1+1 is geen formule" in bestanden["verslag-K1 Lokaal"]
    assert "Peildatum;31-12-2021" in bestanden["verslag-Omslag"]


def test_libreoffice_prints_the_report(boek, libreoffice):
    [pdf] = libreoffice(excel.schrijf(boek), "xlsx", "pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_libreoffice_reads_the_letter_to_a_council(verslag, libreoffice):
    brief = word.schrijf(raadsbriefdocument(raadsbrief(verslag, "alkmaar"), op=MOMENT))
    uit = libreoffice(brief, "docx", "html:HTML (StarWriter)")  # the chart becomes a picture beside it
    [pagina] = [bestand for bestand in uit if bestand.suffix == ".html"]
    assert len(uit) == 2
    html = pagina.read_text()

    def tekst(deel):
        return " ".join(re.sub("<[^>]*>", "", deel).split())

    koppen = [tekst(kop) for kop in re.findall(r"<h1.*?</h1>", html, re.DOTALL)]
    assert koppen[:3] == ["Wat deed Alkmaar zelf?", "Wat gaat anders dan gepland?", "Hoe staat de hele regio ervoor?"]
    assert "Zelfscan in elke gemeente" in tekst(html)


def test_letter_to_a_council_takes_two_pages_with_much_to_say_too(verslag, libreoffice):
    """Twelve own acties of long titles and texts, all late, twenty municipalities, local acties and decisions."""
    brief = word.schrijf(raadsbriefdocument(raadsbrief(_vol(verslag), "alkmaar"), op=MOMENT))
    [pdf] = libreoffice(brief, "docx", "pdf")
    with pikepdf.open(pdf) as papier:
        assert len(papier.pages) == 2


def _vol(verslag):
    lang = "Een hele lange tekst over wat er in de wijken is gebeurd. " * 30
    titel = "Zelfscan van de hele wijk met alle partners en iedereen die meedoet"
    eigen, gemeente = verslag.actie(2), verslag.organisaties[0]
    alkmaar = next(regel for regel in verslag.organisaties if regel.slug == "alkmaar")
    wie = [alkmaar, *(replace(gemeente, naam=f"Gemeente Noord {n}", slug=f"g{n}", soort="gemeente") for n in range(20))]
    regels = tuple(
        MeldingRegel(
            organisatie=regel.naam, slug=regel.slug, status="in_uitvoering" if n % 4 else None, koers="vastgelopen",
            toelichting=lang, bijsturing=lang,
        )
        for n, regel in enumerate(wie, 1)
    )  # fmt: skip
    velden = {"organisaties": regels, "titel": titel, "eindjaar": 2021, "loopt_uit": True}
    acties = tuple(replace(eigen, nummer=10 + n, **velden) for n in range(12))
    lokaal = tuple(
        replace(eigen, nummer=100 + n, titel=titel, lokaal_van="Alkmaar", lokaal_slug="alkmaar", melding=regels[0])
        for n in range(4)
    )
    besluit = BesluitRegel(
        datum=MOMENT.date(), soort="verplaatst", soort_woord="Naar andere jaren verplaatst", orgaan="PORA", kenmerk="Z-1",
        omschrijving=lang, nummer=2, titel=titel,
    )  # fmt: skip
    return replace(
        verslag, acties=(*verslag.acties, *acties), lokaal=lokaal, organisaties=tuple(wie), besluiten=(besluit,) * 6
    )
