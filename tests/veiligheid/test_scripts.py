"""Script in any text stays text: on every page, in every attribute, in every file."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest
from django.contrib import admin
from django.core import mail
from django.utils import timezone

import uitvoering.urls  # noqa: F401 - the url configuration loads the pages of the beheer
from acties.models import Ambitie, Begrip, Besluit, Doelgroep, Overleg, Subregio
from acties.post import verstuur_wachtende
from monitoring.models import Afspraak, Bespreking, Duiding, Evaluatie, Indicator, Meting, Statusmelding, Updateronde
from monitoring.rondes.herinneren import herinner_alle
from tests.veiligheid.paginas import beheerpaginas, is_pagina, te_openen

GIF = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'{{7*7}}{% now "Y" %}javascript:alert(3)"""
KORT = '"><img src=x>'
MOETEN_ER_STAAN = {
    "titel",
    "omschrijving",
    "toelichting",
    "bijsturing",
    "duiding",
    "besproken",
    "naam",
    "begrip",
    "besluit",
}


def gif(veld):
    return f"{veld} {GIF}"


@pytest.fixture
def besmet(wereld, cast, meld):
    """Poison in every text that someone can store, each with the name of its field in front."""
    w = wereld
    w.programma.__class__.objects.update(
        naam=gif("programma"), ondertitel=gif("ondertitel"), omschrijving=gif("tekst"), regio=gif("r")[:100]
    )
    for onderdeel in (w.kern, w.lijn):
        onderdeel.naam, onderdeel.omschrijving = (
            gif(f"onderdeel {onderdeel.code}"),
            gif("omschrijving van het onderdeel"),
        )
        onderdeel.save()
    Ambitie.objects.update(tekst=gif("ambitie"))
    Doelgroep.objects.update(naam=gif("doelgroep"))
    Begrip.objects.update(definitie=gif("begrip"))
    Begrip.objects.create(programma=w.programma, term=KORT, definitie=gif("definitie"), synoniemen="<marquee>")
    Overleg.objects.filter(slug="pora").update(naam=gif("overleg"), afkorting=KORT)
    Subregio.objects.filter(naam="West").update(naam=KORT)
    for actie in (w.training, w.zelfscan, w.voorlichting):
        actie.titel, actie.omschrijving, actie.planning_toelichting = gif("titel"), gif("omschrijving"), gif("planning")
        actie.save()
        actie.aanjagers.update(tekst=gif("aanjager"))
    w.training.vervallen_op, w.training.vervallen_reden = "2021-06-01", gif("vervallen")
    w.training.save()
    w.groen.naam, w.groen.letter = gif("rol"), "<b"
    w.groen.save()
    w.gemeenten.naam = gif("partij")[:100]
    w.gemeenten.save()
    w.alkmaar.naam = gif("naam")
    w.alkmaar.save()
    for wie in vars(cast).values():
        wie.first_name, wie.functie = gif("persoon")[:150], gif("functie")
        wie.save()
    teksten = {"toelichting": gif("toelichting"), "bijsturing": gif("bijsturing"), "koers": "aandacht"}
    meld(w.zelfscan, w.alkmaar, "2021-10-01", "in_uitvoering", gemeld_door=cast.bram, **teksten)
    meld(w.voorlichting, None, "2021-10-01", "niet_gestart", gemeld_door=cast.anna, **teksten)
    evaluatie = Evaluatie.objects.create(programma=w.programma, jaar=2021, peildatum="2021-12-31")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=w.kern, oordeel="aandacht", tekst=gif("duiding"))
    Besluit.objects.create(
        programma=w.programma, soort="overig", actie=w.zelfscan, orgaan=gif("orgaan")[:150], datum="2021-05-01", kenmerk=KORT,
        omschrijving=gif("besluit"),
    )  # fmt: skip
    velden = {veld: gif(veld) for veld in ("besproken", "conclusies", "besluiten")}
    Bespreking.objects.create(evaluatie=evaluatie, overleg=w.pora, datum="2022-02-01", fase="besproken", **velden)
    Afspraak.objects.create(
        programma=w.programma, overleg=w.pora, datum="2021-02-01", wat=gif("afspraak"), organisatie=w.alkmaar,
        wie=gif("functie")[:150], voor="2021-06-01", actie=w.zelfscan, stand="gedaan", afgehandeld_op="2021-05-01",
        afloop=gif("afloop"),
    )  # fmt: skip
    indicator = Indicator.objects.create(
        programma=w.programma, naam=gif("indicator"), eenheid=KORT, toelichting=gif("uitleg"),
        bron="javascript:alert(4)", ambitie=w.ambitie,
    )  # fmt: skip
    for organisatie in (None, w.alkmaar):
        for periode in ("2020", "2021"):
            Meting.objects.create(indicator=indicator, periode=periode, waarde="12.5", organisatie=organisatie)
    return w


EIGEN_SCRIPT = re.compile(r"/static/[\w/.-]+\.js|/beheer/jsi18n/")


class Pagina(HTMLParser):
    """What a browser makes of a page: its live parts, and the text that a person reads."""

    def __init__(self, html):
        super().__init__()
        self.levend, self.tekst, self._script = [], [], False
        self.feed(html)
        self.leest = " ".join(self.tekst)

    def handle_starttag(self, tag, attrs):
        waarden = {naam: waarde or "" for naam, waarde in attrs}
        self.tekst += [waarden[naam] for naam in ("title", "aria-label", "alt", "value", "content") if naam in waarden]
        self._script = tag == "script"
        if tag == "script" and not EIGEN_SCRIPT.fullmatch(waarden.get("src", "")):
            self.levend.append((tag, attrs))
        if tag in ("iframe", "object", "embed", "base", "style", "marquee") or (
            tag == "img" and waarden.get("src") == "x"
        ):
            self.levend.append((tag, attrs))
        for naam, waarde in waarden.items():
            adres = naam in ("href", "src", "action", "formaction", "xlink:href", "data")
            if (
                naam.startswith("on")
                or naam == "style"
                or (adres and re.match(r"\s*(javascript|vbscript):", waarde, re.IGNORECASE))
            ):
                self.levend.append((tag, naam, waarde))
            if adres and "alert(" in waarde and not waarde.startswith(("/", "?", "#")):
                self.levend.append((tag, naam, waarde))

    def handle_data(self, data):
        if self._script and data.strip():
            self.levend.append(("script", data))
        self.tekst.append(data)

    def handle_endtag(self, tag):
        self._script = False


def bekijk(client, paden):
    """The live parts per page, and everything that was to be read."""
    levend, gelezen = {}, []
    for pad in paden:
        antwoord = client.get(pad)
        if antwoord.status_code != 200 or "text/html" not in antwoord["Content-Type"]:
            continue
        pagina = Pagina(antwoord.content.decode())
        gelezen.append(pagina.leest)
        if pagina.levend:
            levend[pad] = pagina.levend[:3]
    return levend, gelezen


@pytest.mark.parametrize("rol", ["anna", "bram", "dirk"])
def test_every_page_shows_script_as_text(als, cast, besmet, rol):
    paden = [f"{pad}{peil}" for pad in filter(is_pagina, te_openen(rol)) for peil in ("", "?peildatum=2021-12-31")]
    levend, gelezen = bekijk(als(getattr(cast, rol)), paden)
    assert levend == {}
    assert len(gelezen) > 20
    for veld in MOETEN_ER_STAAN:
        assert any(gif(veld) in tekst for tekst in gelezen), veld


@pytest.mark.parametrize("rol", ["anna", "eva"])
def test_every_page_of_the_beheer_shows_script_as_text(als, cast, besmet, rol):
    levend, gelezen = bekijk(als(getattr(cast, rol)), beheerpaginas(admin.site))
    assert levend == {}
    assert any(gif("titel") in tekst for tekst in gelezen)


def test_what_someone_types_comes_back_as_text(als, cast, besmet):
    client = als(cast.anna)
    vragen = [
        ("/proef/acties/", "zoek"), ("/proef/acties/", "status"), ("/proef/acties/", "organisatie"),
        ("/proef/acties/", "sorteer"),
        ("/proef/", "peildatum"), ("/proef/", "sinds"), ("/proef/gemeenten/", "overleg"), ("/proef/begrippen/", "zoek"),
        ("/proef/planning/", "groep"), ("/proef/mijn-acties/", "organisatie"), ("/beheer/acties/actie/", "q"),
        ("/accounts/login/", "next"), ("/accounts/password/reset/", "next"),
    ]  # fmt: skip
    kapot = {}
    for pad, naam in vragen:
        pagina = Pagina(client.get(pad, {naam: GIF}).content.decode())
        if pagina.levend:
            kapot[pad, naam] = pagina.levend
    assert kapot == {}


def test_refused_forms_give_script_back_as_text(als, cast, besmet):
    """Each with something wrong, so that the page shows what was typed."""
    client = als(cast.anna)
    velden = {
        "status": GIF,
        "koers": GIF,
        "toelichting": GIF,
        "bijsturing": GIF,
        "peildatum": GIF,
        "oordeel": GIF,
        "tekst": GIF,
    }
    velden |= {
        "datum": GIF,
        "fase": GIF,
        "besproken": GIF,
        "namens": "",
        "gezien": GIF,
        "gebaseerd_op": GIF,
        "verzoek": GIF,
    }
    for pad in (
        "/proef/acties/2/melden/",
        "/proef/evaluatie/2021/duiding/K1/",
        "/proef/evaluatie/2021/bespreking/pora/",
    ):
        antwoord = client.post(pad, velden)
        assert antwoord.status_code in (200, 409), pad
        assert Pagina(antwoord.content.decode()).levend == [], pad
        assert GIF in Pagina(antwoord.content.decode()).leest, pad
    client.logout()
    assert Pagina(client.post("/proef/acties/2/melden/", velden).content.decode()).levend == []


def test_conflict_shows_both_texts_as_text(als, cast, besmet):
    client = als(cast.bram)
    formulier = client.get("/proef/acties/2/melden/").context["formulier"]
    velden = {veld: formulier[veld].value() for veld in ("gebaseerd_op", "verzoek")}
    Statusmelding.objects.create(
        actie=besmet.zelfscan, organisatie=besmet.alkmaar, peildatum="2021-11-01", status="afgerond",
        toelichting=gif("intussen"), gemeld_door=cast.anna,
    )  # fmt: skip
    antwoord = client.post(
        "/proef/acties/2/melden/",
        velden | {"status": "niet_gestart", "toelichting": gif("eigen"), "peildatum": "2021-11-02"},
    )
    pagina = Pagina(antwoord.content.decode())
    assert (antwoord.status_code, pagina.levend) == (409, [])
    assert gif("intussen") in pagina.leest
    assert gif("eigen") in pagina.leest


# Files


LIJSTEN = ["acties/export", "gemeenten/export", "cijfers/export"]


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_a_csv_reads_the_same_text(als, cast, besmet, lijst):
    inhoud = als(cast.anna).get(f"/proef/{lijst}/csv/?peildatum=2021-12-31").content.decode("utf-8-sig")
    cellen = {cel for rij in csv.reader(io.StringIO(inhoud), delimiter=";") for cel in rij}
    assert any(GIF in cel for cel in cellen)


@pytest.mark.parametrize(
    "pad", [f"{lijst}/xlsx/?peildatum=2021-12-31" for lijst in LIJSTEN] + ["evaluatie/2021/jaarverslag/xlsx/"]
)
def test_a_workbook_has_no_formula_link_or_macro(als, cast, besmet, pad):
    inhoud = als(cast.anna).get(f"/proef/{pad}").content
    boek = openpyxl.load_workbook(io.BytesIO(inhoud))
    cellen = [cel for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value is not None]
    assert any(isinstance(cel.value, str) and GIF in cel.value for cel in cellen)
    assert [cel.coordinate for cel in cellen if cel.data_type == "f"] == []
    assert [
        cel.hyperlink.target for cel in cellen if cel.hyperlink and cel.hyperlink.target
    ] == []  # only within the file
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        assert [naam for naam in zip_.namelist() if re.search(r"vba|external|activeX|\.bin$", naam)] == []


@pytest.mark.parametrize(
    "begin", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")']
)
def test_a_formula_stays_text_in_every_list(als, cast, wereld, begin):
    wereld.zelfscan.titel = begin
    wereld.zelfscan.save()
    wereld.zelfscan.refresh_from_db()
    titel = wereld.zelfscan.titel  # zonder de tab: een titel wordt schoon bewaard
    assert titel == begin.strip()
    client = als(cast.anna)
    boek = openpyxl.load_workbook(io.BytesIO(client.get("/proef/acties/export/xlsx/").content))
    soorten = {cel.data_type for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value == titel}
    assert soorten == {"s"}
    rijen = csv.reader(io.StringIO(client.get("/proef/acties/export/csv/").content.decode("utf-8-sig")), delimiter=";")
    assert [cel for rij in rijen for cel in rij if cel.startswith(("=", "+", "@", "\t", "\r"))] == []


def test_a_reminder_is_plain_text_with_what_was_typed(besmet):
    vandaag = timezone.localdate()
    Updateronde.objects.create(
        programma=besmet.programma, naam=gif("ronde")[:100], peildatum="2021-12-31", opent_op=vandaag, sluit_op=vandaag
    )
    assert herinner_alle(vandaag).krijgt
    verstuur_wachtende()
    assert mail.outbox
    for bericht in mail.outbox:
        onderdelen = list(bericht.message().walk())
        assert [onderdeel.get_content_type() for onderdeel in onderdelen] == ["text/plain"]
        assert gif("titel") in bericht.body
