"""After adoption nothing of that year changes: not a page, not a file, not a byte of what is stored."""

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from acties.models import (
    Actie,
    Begrip,
    Besluit,
    Collegebesluit,
    Deelname,
    Gebruiker,
    Onderdeel,
    Organisatie,
    Overleg,
    Partij,
    Programma,
)
from acties.spoor.bewaren import plek
from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.melden.melding import melden
from monitoring.models import Bespreking, Duiding, Evaluatie, Indicator, Meting, Statusmelding
from monitoring.templatetags import stand_tags
from monitoring.verslag.vastgesteld import lees_vastgesteld
from tests.eigenschappen import aantal
from tests.vaststellen import vaststellen

OUDJAAR = date(2021, 12, 31)
OP = datetime(2022, 3, 1, 13, 5, 7, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("geen_echte_pdf")

PAGINAS = [("evaluatie_detail",), ("evaluatie_overleg", "pora"), ("evaluatie_overleg", "madivosa")]
BESTANDEN = [
    ("jaarverslag", "xlsx"),
    ("jaarverslag", "ods"),
    ("verslag_json",),
    ("raadsbrief", "hoorn"),
    ("jaarverslag_pdf",),
    ("oplegger_pdf", "pora"),
    ("dias",),
    ("dias_overleg", "pora"),
]


@pytest.fixture
def vast(wereld, cast, meld):
    meld(wereld.training, None, "2021-06-01", "in_uitvoering", toelichting="Begonnen.", gemeld_door=cast.anna)
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond", toelichting="Klaar.", gemeld_door=cast.bram)
    meld(
        wereld.zelfscan, wereld.hoorn, "2021-11-01", "in_uitvoering", koers="aandacht", toelichting="Te weinig tijd.",
        bijsturing="Extra uren.", gemeld_door=cast.carla, openbaar=False,
    )  # fmt: skip
    indicator = Indicator.objects.create(programma=wereld.programma, naam="Adviesvragen", eenheid="vragen", bron="Zelf")
    Meting.objects.create(indicator=indicator, periode="2021", waarde="1205.5")
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="op_schema", tekst="Het gaat goed.")
    Bespreking.objects.create(
        evaluatie=evaluatie, overleg=wereld.pora, datum=date(2022, 2, 1), fase="besproken", conclusies="Ga zo door."
    )
    return vaststellen(evaluatie, door=cast.anna, op=OP)


def _zonder_geldigheid(pagina):
    """The page without the one line that says what differs now from what was adopted: that line is about today."""
    zonder = re.sub(rb'<(section|p) class="geldigheid"[^>]*>.*?</\1>', b"", pagina, flags=re.DOTALL)
    return b" ".join(zonder.split())


def alles(client, versie=""):
    """Every page (what is between the h1 and the footer) and every file of 2021, as this reader gets it."""
    vraag = {"versie": versie} if versie else {}
    adressen = [reverse(f"monitoring:{naam}", args=["proef", 2021, *rest]) for naam, *rest in PAGINAS + BESTANDEN]
    antwoorden = [client.get(adres, vraag) for adres in adressen]
    assert [antwoord.status_code for antwoord in antwoorden] == [200] * len(adressen)
    inhoud = [antwoord.content for antwoord in antwoorden]
    paginas = [_zonder_geldigheid(pagina.split(b"<main")[1].split(b"</main>")[0]) for pagina in inhoud[: len(PAGINAS)]]
    rij = next(
        r
        for r in client.get(reverse("monitoring:evaluatie_lijst", args=["proef"])).context["jaren"]
        if r[0].jaar == 2021
    )
    return [*paginas, *inhoud[len(PAGINAS) :], repr(rij[1]).encode()]


_EERST: dict[str, list[bytes]] = {}


def zoals_vastgesteld(client, vast):
    """``alles`` before anything changed: made once, as the adopted year is made of its stored bytes alone."""
    if vast.sha256 not in _EERST:
        _EERST[vast.sha256] = alles(client)
    return _EERST[vast.sha256]


def vers():
    """What this process remembers is gone, as after a restart."""
    lees_vastgesteld.cache_clear()
    plek.clear()


def noem(rij, naam="naam"):
    return lambda w, tekst: type(getattr(w, rij)).objects.filter(pk=getattr(w, rij).pk).update(**{naam: tekst})


_nummers = itertools.count(500)


def nieuwe_actie(w, tekst, nummer=0, **velden):
    """With its own number in the title: a municipality has no two local acties with one title."""
    n = next(_nummers)
    Actie.objects.create(
        programma=w.programma, nummer=nummer + n, titel=f"{tekst} {n}", onderdeel=w.kern, doorlopend=True, **velden
    )


def late_melding(w, tekst):
    melden(
        w.voorlichting, organisatie=None, door=w.anna, op=datetime.now(UTC),
        velden={"peildatum": date(2021, 11, 30), "status": "afgerond", "toelichting": tekst},
    )  # fmt: skip


def verwijder_actie(w, tekst):
    """An actie with meldingen cannot go; one without can."""
    w.voorlichting.aanjagers.all().delete()
    if not w.voorlichting.meldingen.exists():
        Actie.objects.filter(pk=w.voorlichting.pk).delete()


def fusie(w, tekst):
    """Hoorn merges into Alkmaar, from a day in the adopted year."""
    Organisatie.objects.filter(pk=w.hoorn.pk).update(einddatum=date(2021, 7, 1), opvolger=w.alkmaar)


def nieuwe_deelnemer(w, tekst):
    Deelname.objects.get_or_create(overleg=w.pora, organisatie=w.hoorn)


def nieuw_overleg(w, tekst):
    n = next(_nummers)
    Overleg.objects.create(afkorting=f"O{n}", slug=f"o{n}", naam=f"{tekst} {n}", rol="bespreekt")


def laat_besluit(w, tekst):
    """Of a day in the adopted year, entered after its adoption."""
    Besluit.objects.create(
        programma=w.programma,
        soort="verplaatst",
        actie=w.zelfscan,
        orgaan=tekst,
        datum=date(2021, 6, 1),
        omschrijving=tekst,
    )


def versie_twee(w, tekst):
    hoogste = Evaluatie.objects.geldend(w.programma, 2021)
    if hoogste.fase == "vastgesteld":
        nieuwe_versie(hoogste, reden=tekst, door=w.anna)
    else:
        hoogste.duidingen.update(tekst=tekst)


INGREPEN = {
    "rename the programme": noem("programma"),
    "rename an onderdeel": noem("kern"),
    "rename an actie": noem("zelfscan", "titel"),
    "rename an organisation": noem("alkmaar"),
    "rename a partij": noem("gemeenten"),
    "rename an overleg": noem("pora"),
    "rename a subregio": lambda w, tekst: w.pora.subregio.__class__.objects.filter(pk=w.pora.subregio_id).update(naam=tekst),
    "rename a user": lambda w, tekst: Gebruiker.objects.filter(pk=w.anna.pk).update(first_name=tekst[:30]),
    "rename a begrip": noem("begrip", "term"),
    "rename an indicator": lambda w, tekst: Indicator.objects.update(naam=tekst),
    "change a figure": lambda w, tekst: Meting.objects.update(waarde=len(tekst)),
    "new colour": lambda w, tekst: type(w.groen).objects.filter(pk=w.groen.pk).update(kleur="magenta", naam=tekst),
    "other planning": lambda w, tekst: Actie.objects.filter(pk=w.training.pk).update(startjaar=2022, eindjaar=2023),
    "drop an actie": lambda w, tekst: Actie.objects.filter(pk=w.training.pk).update(
        vervallen_op=date(2021, 6, 1), vervallen_reden=tekst
    ),
    "other party": lambda w, tekst: w.zelfscan.hoofdverantwoordelijken.set([w.veilig_thuis]),
    "other aanjager": lambda w, tekst: w.training.aanjagers.update(tekst=tekst, rol=w.groen),
    "new actie": nieuwe_actie,
    "delete an actie": verwijder_actie,
    "delete the aanjagers": lambda w, tekst: w.zelfscan.aanjagers.all().delete(),
    "late melding": late_melding,
    "merger": fusie,
    "new participant": nieuwe_deelnemer,
    "participants leave": lambda w, tekst: Deelname.objects.filter(overleg=w.madivosa).delete(),
    "new overleg": nieuw_overleg,
    "a second version": versie_twee,
    "late decision": laat_besluit,
    "college adopts": lambda w, tekst: Collegebesluit.objects.update_or_create(
        programma=w.programma, organisatie=w.hoorn, defaults={"college_op": date(2021, 3, 2)}
    ),
    "local actie": lambda w, tekst: nieuwe_actie(w, tekst, nummer=100_000, lokaal_van=w.hoorn),
}  # fmt: skip


@pytest.mark.parametrize("naam", INGREPEN)
def test_no_change_reaches_the_adopted_year(naam, als, cast, wereld, vast):
    wereld.anna = cast.anna
    client = als(cast.dirk)
    voor = zoals_vastgesteld(client, vast)
    INGREPEN[naam](wereld, "Heel anders")
    vers()
    versie = "1" if naam == "a second version" else ""
    na = alles(client, versie)
    if versie:  # the page of a replaced version links to itself and says what replaced it
        voor, na = voor[len(PAGINAS) : -1], na[len(PAGINAS) : -1]
    assert [hashlib.sha256(deel).hexdigest() for deel in na] == [hashlib.sha256(deel).hexdigest() for deel in voor]


@settings(max_examples=aantal(15))
@given(
    reeks=st.lists(
        st.tuples(st.sampled_from(sorted(set(INGREPEN) - {"a second version"})), st.text("abcé<&=+'\"", min_size=1, max_size=12)),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_no_series_of_changes_reaches_the_adopted_year(reeks, als, cast, wereld, vast):
    wereld.anna = cast.anna
    with transaction.atomic():
        client = als(cast.dirk)
        voor = zoals_vastgesteld(client, vast)
        for naam, tekst in reeks:
            INGREPEN[naam](wereld, tekst)
        vers()
        assert alles(client) == voor
        vast.refresh_from_db()
        assert vast.sha256 in client.get(reverse("monitoring:evaluatie_detail", args=["proef", 2021])).content.decode()
        transaction.set_rollback(True)
    vers()


def test_everyone_gets_the_same_file(als, cast, vast):
    adres = reverse("monitoring:jaarverslag", args=["proef", 2021, "xlsx"])
    bestanden = {als(wie).get(adres).content for wie in (cast.anna, cast.dirk, cast.eva)}
    assert len(bestanden) == 1


def test_visitor_of_a_public_dashboard_gets_the_public_version_of_the_adopted_year(als, cast, vast, settings):
    settings.DASHBOARD_OPENBAAR = True
    client = als(None)
    voor = alles(client)
    assert [
        woord
        for woord in (b"Extra uren", b"Te weinig tijd", b"Anna", b"Carla")
        if woord in b"".join(voor[:3] + voor[5:])
    ] == []
    openbaar = vast.verslag["sha256_openbaar"]
    assert hashlib.sha256(voor[5]).hexdigest() == openbaar
    assert openbaar.encode() in voor[0]
    assert vast.sha256.encode() not in voor[0]
    Onderdeel.objects.update(volgorde=7)
    vers()
    assert alles(client) == voor


def test_another_process_makes_the_same_bytes(vast, cast, als):
    """With another order of hashing and another clock; from the stored JSON alone."""
    opdracht = """
import django, hashlib, json, sys
django.setup()
from importlib import import_module
from monitoring.verslag.vastgesteld import uit_opslag
from monitoring.lezen.raadsbrief import raadsbrief
from monitoring.weergave.brief import word
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from monitoring.weergave.brief.raadsbrief import raadsbriefdocument
stuk = uit_opslag(json.load(sys.stdin))
boek = jaarverslag(stuk.regio, door=stuk.vastgesteld_door, op=stuk.vastgesteld_op.replace(tzinfo=None), sha256="f" * 64)
for naam in ("excel", "ods"):
    print(hashlib.sha256(import_module("acties.rekenblad.schrijven." + naam).schrijf(boek)).hexdigest())
brief = raadsbriefdocument(raadsbrief(stuk.regio, "hoorn"), op=stuk.vastgesteld_op.replace(tzinfo=None), sha256="f" * 64)
print(hashlib.sha256(word.schrijf(brief)).hexdigest())
"""
    uitkomsten = {
        subprocess.run(
            [sys.executable, "-c", opdracht],
            cwd=instellingen.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": zaad, "TZ": zone},
            input=json.dumps(vast.verslag), capture_output=True, text=True, check=True,
        ).stdout
        for zaad, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(uitkomsten) == 1


def test_dropped_labels_of_the_code_leave_the_words_of_the_year(als, cast, vast, monkeypatch):
    """Even when a later release names a status otherwise."""
    nieuw = dict.fromkeys(stand_tags.WOORDEN, "NIEUW WOORD")
    monkeypatch.setattr(stand_tags, "WOORDEN", nieuw)
    pagina = als(cast.dirk).get(reverse("monitoring:evaluatie_detail", args=["proef", 2021])).content.decode()
    assert "NIEUW WOORD" not in pagina


def test_the_adopted_page_takes_few_queries(als, cast, vast, django_assert_num_queries):
    client = als(cast.dirk)
    client.get(reverse("monitoring:evaluatie_detail", args=["proef", 2021]))
    with django_assert_num_queries(5):
        client.get(reverse("monitoring:evaluatie_detail", args=["proef", 2021]))


def test_old_stored_year_of_a_deleted_world_is_complete(vast):
    """Nothing in it is a reference: no primary key, only words and figures."""
    stuk = lees_vastgesteld(vast.pk, vast.sha256)
    assert (Statusmelding.objects.count(), Begrip.objects.count(), Partij.objects.count()) == (3, 1, 2)
    assert [(a.nummer, a.stand) for a in stuk.regio.acties] == [
        (1, "in_uitvoering"),
        (2, "in_uitvoering"),
        (3, "geen_melding"),
    ]
    assert stuk.regio.telling.aantallen == (0, 2, 0, 0, 1)
    assert Programma.objects.count() == 1
