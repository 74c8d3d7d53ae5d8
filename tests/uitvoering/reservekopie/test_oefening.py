"""The drill: what was backed up comes back row by row and byte by byte, and what is not whole is refused."""

import hashlib
import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings as instellingen
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from acties.models import Begrip
from monitoring.models import Evaluatie
from tests import uitgave
from tests.andere_database import andere_database, sqlite
from tests.volledig import vul_alles
from uitvoering.reservekopie import databases
from uitvoering.reservekopie.kopie import kopieen
from uitvoering.reservekopie.maken import maak

SLEUTEL, ANDERE = bytes(range(32)), bytes(range(1, 33))
GEHEIM_VAN_FORMULIER = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
OP = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


@pytest.fixture
def plek(tmp_path, settings):
    settings.RESERVEKOPIE_MAP = tmp_path / "kopieen"
    settings.RESERVEKOPIE_SLEUTELS = []


@pytest.fixture
def site(transactional_db, cast, wereld, tmp_path, monkeypatch, plek):
    """From here on the connection is to a database of its own; backups go to a folder of its own."""
    with andere_database(monkeypatch, tmp_path / "site.sqlite3", kopie=True):
        yield wereld
        _verwijder_andere()


@pytest.fixture
def gevuld(transactional_db, wereld, cast, meld, tmp_path, monkeypatch, plek):
    """The same with a row in every table and an adopted year."""
    vul_alles(wereld, cast, meld)
    with andere_database(monkeypatch, tmp_path / "site.sqlite3", kopie=True):
        yield wereld
        _verwijder_andere()


@pytest.fixture(params=["plain", "encrypted"])
def kopie(request, site, settings):
    settings.RESERVEKOPIE_SLEUTELS = [SLEUTEL] if request.param == "encrypted" else []
    call_command("reservekopie")
    return kopieen(settings.RESERVEKOPIE_MAP)[0]


def _verwijder_andere():
    """The databases that a restore kept."""
    if sqlite:
        return
    naam = connection.settings_dict["NAME"]
    with databases.verbonden_met("postgres"), connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{naam}_(voor|nieuw)_"])
        for (ander,) in cursor.fetchall():
            cursor.execute(f'DROP DATABASE "{ander}"')


def databases_ernaast():
    """Every database that stands beside that of the site, by name."""
    if sqlite:
        pad = Path(connection.settings_dict["NAME"])
        return {p.name for p in pad.parent.glob(f"{pad.name}*") if not p.name.endswith(("-wal", "-shm"))}
    naam = connection.settings_dict["NAME"]
    with databases.verbonden_met("postgres"), connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{naam}%"])
        return {ander for (ander,) in cursor.fetchall()}


def tabellen():
    """Every row of every table, those of the packages included."""
    with connection.cursor() as cursor:
        inhoud = {}
        for tabel in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608 - a table that is there
            inhoud[tabel] = sorted(map(repr, cursor.fetchall()))
    return inhoud


def papieren(als, wereld, cast):
    """The adopted year as people get it: its files to the byte, its page and its proof."""
    client = als(cast.anna)
    adressen = [reverse("monitoring:jaarverslag", args=[wereld.programma.slug, 2021, vorm]) for vorm in ("xlsx", "ods")]
    adressen.append(reverse("monitoring:evaluatie_detail", args=[wereld.programma.slug, 2021]))
    antwoorden = [client.get(adres) for adres in adressen]
    assert [antwoord.status_code for antwoord in antwoorden] == [200] * 3
    als(None)
    return [GEHEIM_VAN_FORMULIER.sub(b"", b"".join(antwoord)) for antwoord in antwoorden]


def verander():
    Begrip.objects.all().delete()
    Begrip.objects.create(programma_id=Evaluatie.objects.first().programma_id, term="Later", definitie="Na de kopie")


def zet_terug(kopie, **keuzes):
    call_command("terugzetten", str(kopie.bestand), **keuzes)


@pytest.mark.parametrize("sleutels", [[], [SLEUTEL]], ids=["plain", "encrypted"])
def test_everything_comes_back_and_what_was_there_is_kept(gevuld, cast, als, capsys, settings, sleutels):
    settings.RESERVEKOPIE_SLEUTELS = sleutels
    stukken = papieren(als, gevuld, cast)
    call_command("reservekopie")
    [kopie] = kopieen(settings.RESERVEKOPIE_MAP)
    voor = tabellen()
    assert len(voor) > 40
    assert sum(map(len, voor.values())) > 200
    verander()
    anders = tabellen()
    zet_terug(kopie)
    assert tabellen() == voor
    uit = capsys.readouterr().out
    assert "Vastgestelde jaren nagekeken: 1." in uit
    [bewaard] = databases_ernaast() - {Path(connection.settings_dict["NAME"]).name}
    assert bewaard in uit
    plek = str(Path(connection.settings_dict["NAME"]).with_name(bewaard)) if sqlite else bewaard
    with databases.verbonden_met(plek):
        assert tabellen() == anders
    assert papieren(als, gevuld, cast) == stukken


def test_one_flipped_byte_is_refused(kopie):
    heel = kopie.bestand.read_bytes()
    for plek in (0, len(heel) // 3, len(heel) // 2, len(heel) - 1):
        inhoud = bytearray(heel)
        inhoud[plek] ^= 1
        kopie.bestand.write_bytes(inhoud)
        niets_veranderd(kopie, "is veranderd of beschadigd")


def test_an_encrypted_one_is_refused_also_when_its_sum_was_made_to_fit(site, settings):
    """Whoever may write both files of a plain one can write what he likes: that is what the key is for."""
    settings.RESERVEKOPIE_SLEUTELS = [SLEUTEL]
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=SLEUTEL)
    inhoud = bytearray(kopie.bestand.read_bytes())
    inhoud[len(inhoud) // 2] ^= 1
    kopie.bestand.write_bytes(inhoud)
    schrijf_briefje(kopie, sha256=hashlib.sha256(inhoud).hexdigest())
    niets_veranderd(kopie, "is veranderd sinds de kopie is gemaakt")


def test_the_note_of_an_encrypted_one_cannot_be_changed(site, settings):
    settings.RESERVEKOPIE_SLEUTELS = [SLEUTEL]
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=SLEUTEL)
    schrijf_briefje(kopie, gemaakt_op="2027-01-01T00:00:00+00:00")
    niets_veranderd(kopie, "of het briefje erbij is veranderd")


def schrijf_briefje(kopie, **anders):
    kopie.briefje.write_text(json.dumps(json.loads(kopie.briefje.read_text()) | anders))


def niets_veranderd(kopie, uitleg, **keuzes):
    """The restore is refused in these words, and nothing of the site is touched."""
    voor, ernaast = tabellen(), databases_ernaast()
    for proef in (True, False):
        with pytest.raises(CommandError, match=uitleg):
            zet_terug(kopie, proef=proef, **keuzes)
    assert tabellen() == voor
    assert databases_ernaast() == ernaast


def test_an_encrypted_one_shows_no_text_and_needs_its_key(site, settings):
    settings.RESERVEKOPIE_SLEUTELS = [SLEUTEL]
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=SLEUTEL)
    assert b"voorbeeld.nl" not in kopie.bestand.read_bytes()
    settings.RESERVEKOPIE_SLEUTELS = [ANDERE]
    niets_veranderd(kopie, "Zet die sleutel in RESERVEKOPIE_SLEUTEL")
    settings.RESERVEKOPIE_SLEUTELS = [ANDERE, SLEUTEL]  # after a rotation the older one still opens what is older
    zet_terug(kopie, proef=True)


@pytest.mark.parametrize("anders", [{"migraties": ["acties.9999_later"]}, {"versie": "99.1"}])
def test_a_newer_one_is_refused(site, settings, anders):
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=None)
    schrijf_briefje(kopie, **anders)
    niets_veranderd(kopie, "van een nieuwere versie")


def test_a_newer_one_with_a_note_that_hides_it_is_refused(site, settings):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('acties', '9999_later', CURRENT_TIMESTAMP)"
        )
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=None)
    schrijf_briefje(kopie, migraties=[m for m in kopie.kop.migraties if "9999" not in m])
    voor, ernaast = tabellen(), databases_ernaast()
    with pytest.raises(CommandError, match="9999_later"):
        zet_terug(kopie)
    assert (tabellen(), databases_ernaast()) == (voor, ernaast)


@pytest.mark.parametrize("soort", ["sqlite", "postgresql"])
def test_one_of_another_kind_of_database_is_refused(site, settings, soort):
    if connection.vendor == soort:
        return
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=None)
    schrijf_briefje(kopie, soort=soort)
    niets_veranderd(kopie, "Dit is een kopie van")


def test_one_of_an_older_version_is_restored_and_migrated(transactional_db, tmp_path, monkeypatch, plek):
    tekst, migraties = uitgave.lees(uitgave.UITGAVEN / "0.1.0.jsonl")
    with andere_database(monkeypatch, tmp_path / "oud.sqlite3", kopie=False):
        MigrationExecutor(connection).migrate(list(migraties.items()))
        uitgave.laad(tekst, migraties)
        kopie = maak(tmp_path / "kopieen", op=OP, sleutel=None)
        zet_terug(kopie)
        alles = MigrationExecutor(connection)
        assert alles.migration_plan(alles.loader.graph.leaf_nodes()) == []
        rijen = Counter(json.loads(regel)[0] for regel in tekst[1:])
        assert {naam: apps.get_model(naam)._base_manager.count() for naam in rijen} == rijen
        _verwijder_andere()


def test_the_site_has_to_stand_still(site, settings):
    kopie = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=None)
    voor = tabellen()
    naam = str(connection.settings_dict["NAME"])
    if sqlite:
        ander = sqlite3.connect(naam)
        ander.execute("SELECT count(*) FROM acties_actie").fetchone()
    else:
        s = connection.settings_dict
        ander = psycopg.connect(host=s["HOST"], port=s["PORT"], user=s["USER"], password=s["PASSWORD"], dbname=naam)
    try:
        with pytest.raises(CommandError, match="nog in gebruik"):
            zet_terug(kopie)
    finally:
        ander.close()
    assert tabellen() == voor


def test_one_moment_while_others_write(site, settings):
    """Two rows are always written together: in every backup there are as many of one as of the other."""
    stop, fouten = threading.Event(), []

    def schrijf():
        programma = site.programma
        try:
            nummer = 0
            while not stop.is_set():
                nummer += 1
                with transaction.atomic():
                    for helft in ("links", "rechts"):
                        Begrip.objects.create(programma=programma, term=f"{helft} {nummer}", definitie="x")
        except Exception as fout:  # noqa: BLE001 - the test looks at it
            fouten.append(fout)
        finally:
            connection.close()

    draad = threading.Thread(target=schrijf)
    draad.start()
    try:
        kopie_en = [
            maak(settings.RESERVEKOPIE_MAP, op=OP.replace(minute=minuut), sleutel=SLEUTEL) for minuut in range(4)
        ]
    finally:
        stop.set()
        draad.join()
    assert fouten == []
    settings.RESERVEKOPIE_SLEUTELS = [SLEUTEL]
    laatst = Begrip.objects.filter(term__startswith="links").count()
    zet_terug(kopie_en[-1])
    links, rechts = (Begrip.objects.filter(term__startswith=helft).count() for helft in ("links", "rechts"))
    assert links == rechts
    assert links <= laatst


def test_the_last_ones_are_kept(site, settings):
    for minuut in range(3):
        maak(settings.RESERVEKOPIE_MAP, op=OP.replace(minute=minuut), sleutel=None)
    vreemd = settings.RESERVEKOPIE_MAP / "van-iemand-anders.kopie"
    vreemd.touch()
    call_command("reservekopie", bewaar=2)
    over = kopieen(settings.RESERVEKOPIE_MAP)
    assert [kopie.gemaakt_op.minute for kopie in over][:1] == [2]
    assert len(over) == 2
    assert len(list(settings.RESERVEKOPIE_MAP.iterdir())) == 5  # each with its note, and what is someone else's


def test_a_full_disk_leaves_the_old_ones(site, settings, tmp_path):
    oud = maak(settings.RESERVEKOPIE_MAP, op=OP, sleutel=None)
    voor = {pad.name: pad.read_bytes() for pad in settings.RESERVEKOPIE_MAP.iterdir()}
    s = connection.settings_dict
    url = (
        f"sqlite:///{s['NAME']}"
        if sqlite
        else f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"
    )
    omgeving = os.environ | {"DEBUG": "1", "DATABASE_URL": url, "RESERVEKOPIE_MAP": str(settings.RESERVEKOPIE_MAP)}
    grens = 20_000  # no file may become longer: the disk says so in the same place as when it is full
    gedaan = subprocess.run(
        [sys.executable, "manage.py", "reservekopie", "--bewaar", "1"], cwd=instellingen.BASE_DIR, env=omgeving,
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (grens, grens)),
    )  # fmt: skip
    assert gedaan.returncode == 1
    assert gedaan.stderr.startswith("CommandError: Geen reservekopie gemaakt")
    assert {pad.name: pad.read_bytes() for pad in settings.RESERVEKOPIE_MAP.iterdir()} == voor
    zet_terug(oud, proef=True)
