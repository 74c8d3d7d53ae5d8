"""Databases to measure in: the real programme, many times over.

- ``een``: the programme as ``make demo`` shows it, 32 acties and three years of meldingen.
- ``dertig``: 30 programmes × 200 acties × 20 organisations × one melding a year for 5 years: 600,000 meldingen.
- ``dertig_vaak``: the same with a melding four times a year: 2.4 million.
- ``duizend``: a thousand copies of ``een``, with all that belongs to it: 32,000 acties in one region.
- ``breed``: one programme of 10,000 acties beside a small one, for exports.

Rows are multiplied by the database itself (``INSERT … SELECT``) with an offset on every key. The columns come from the
models, so a new field needs no change here. Indexes and triggers step aside while a table is filled.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

GEDEELD = {"acties.Organisatie", "acties.Overleg", "acties.Gebruiker"}  # of the region, not of one programme
STAP = 1_000_000_000  # between the keys of two programmes
ACTIE_STAP = 100_000  # between the keys of two copies of an actie
BEGIN = 2021
PER_ACTIE = ["acties.Actie", "acties.Actie_hoofdverantwoordelijken", "acties.Actie_ambities", "acties.Aanjager"]


@dataclass(frozen=True)
class Omvang:
    """How much data. The small one is for trying out; its figures say little."""

    programmas: int = 30
    acties: int = 200
    organisaties: int = 20
    jaren: int = 5
    kopieen: int = 1000
    rijen: int = 10_000


KLEIN = Omvang(programmas=5, kopieen=50, rijen=1_000)


def van_een_programma() -> list[type[Model]]:
    """``Programma`` and every model that hangs on it by a foreign key, koppeltabellen included."""
    alle = [
        model
        for app in ("acties", "monitoring")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.label not in GEDEELD and not model.__name__.startswith("Historical")
    ]
    gevonden: list[type[Model]] = [apps.get_model("acties.Programma")]
    for model in gevonden:  # grows while it is read
        gevonden += [
            ander
            for ander in alle
            if ander not in gevonden and any(_naar(veld) is model for veld in ander._meta.local_concrete_fields)
        ]
    return gevonden


def _naar(veld: Any) -> type[Model] | None:
    """The table that a foreign key points at, whichever proxy it names."""
    return veld.related_model._meta.concrete_model if veld.related_model else None


def vermenigvuldig(db: sqlite3.Connection, models: list[type[Model]], keer: int, stap: int, **anders: str) -> None:
    """Add copies 1…``keer`` of every row that is not a copy itself.

    ``anders``: what a column becomes, as ``Model__kolom`` in SQL, with ``t`` for the row and ``i`` for the number of the copy.
    """
    for model in models:
        waarden: dict[str, str] = {}
        for veld in model._meta.local_concrete_fields:
            eigen = veld.primary_key or _naar(veld) in models
            waarde = f't."{veld.column}"' + (f" + i * {stap}" if eigen else "")
            waarden[str(veld.column)] = anders.get(f"{model.__name__}__{veld.column}", waarde)
        tabel = model._meta.db_table
        db.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {keer}) "
            f'INSERT INTO "{tabel}" ({", ".join(waarden)}) SELECT {", ".join(waarden.values())} '
            f'FROM n, "{tabel}" t WHERE t.id < {stap}'
        )


@contextmanager
def vullen(pad: Path) -> Iterator[sqlite3.Connection]:
    """A fast connection without triggers and without the indexes of the meldingen; both come back at the end."""
    db = sqlite3.connect(pad, isolation_level=None)
    db.create_function("REGEXP", 2, lambda patroon, tekst: bool(re.search(patroon, tekst)))  # a constraint asks for it
    db.execute("PRAGMA synchronous=OFF")
    db.execute("PRAGMA cache_size=-200000")
    opzij = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type = 'trigger' "
        "OR (type = 'index' AND sql IS NOT NULL AND tbl_name = 'monitoring_statusmelding')"
    ).fetchall()
    for soort, naam, _ in opzij:
        db.execute(f'DROP {soort} "{naam}"')
    db.execute("BEGIN")
    yield db
    db.execute("COMMIT")
    for _, _, sql in opzij:
        db.execute(sql)
    db.close()


def maak_programmas(db: sqlite3.Connection, keer: int) -> None:
    """Copies of the first programme, with everything that belongs to it."""
    vermenigvuldig(
        db, van_een_programma(), keer, STAP,
        Programma__slug="t.slug || '-' || i", Statusmelding__verzoek="NULL",
    )  # fmt: skip


def maak_acties(db: sqlite3.Connection, aantal: int, *, meldingen: bool) -> None:
    """Bring the first programme to this many acties by repeating its own, with or without their meldingen.

    Local acties go: they have numbers and titles of their own.
    """
    _verwijder(db, "lokaal_van_id IS NOT NULL", [*PER_ACTIE, "monitoring.Statusmelding"])
    bestaand = db.execute(f"SELECT count(*) FROM acties_actie WHERE id < {ACTIE_STAP}").fetchone()[0]
    namen = [*PER_ACTIE, *(["monitoring.Statusmelding"] if meldingen else [])]
    vermenigvuldig(
        db, [apps.get_model(naam) for naam in namen], -(-aantal // bestaand) - 1, ACTIE_STAP,
        Actie__nummer=f"t.nummer + i * {bestaand}", Statusmelding__verzoek="NULL",
    )  # fmt: skip
    _verwijder(db, f"nummer > {aantal}", namen)


def _verwijder(db: sqlite3.Connection, welke: str, namen: list[str]) -> None:
    """Take away these acties, with the rows of the other models in ``namen``."""
    for naam in namen[1:]:
        tabel = apps.get_model(naam)._meta.db_table
        db.execute(f'DELETE FROM "{tabel}" WHERE actie_id IN (SELECT id FROM acties_actie WHERE {welke})')
    db.execute(f"DELETE FROM acties_actie WHERE {welke}")


def maak_meldingen(db: sqlite3.Connection, omvang: Omvang, *, per_jaar: int) -> None:
    """Every organisation reports on every actie, ``per_jaar`` times a year; in the order in which it would be reported."""
    model = apps.get_model("monitoring.Statusmelding")
    beurt = "(a.id * 7 + o.id * 3 + m.i / 4)"
    waarden = {f'"{veld.column}"': f't."{veld.column}"' for veld in model._meta.local_concrete_fields} | {
        '"id"': "NULL",
        '"actie_id"': "a.id",
        '"organisatie_id"': "o.id",
        '"peildatum"': f"date('{BEGIN}-01-31', (m.i * {12 // per_jaar}) || ' months')",
        '"gemeld_op"': f"datetime('{BEGIN}-01-31 12:00:00', (m.i * {12 // per_jaar}) || ' months')",
        '"status"': f"CASE {beurt} % 5 WHEN 0 THEN 'niet_gestart' WHEN 1 THEN 'in_ontwikkeling' WHEN 4 THEN 'afgerond' "
        "ELSE 'in_uitvoering' END",
        '"koers"': f"CASE {beurt} % 9 WHEN 0 THEN 'aandacht' ELSE 'op_schema' END",
        '"toelichting"': "'Besproken met de lokale teams in ronde ' || m.i || '. De scholing is gepland en de werkafspraken "
        "zijn vastgelegd; in het najaar volgt een terugkoppeling aan de ketenpartners.'",
        '"bijsturing"': "'Extra bijeenkomst gepland.'",
        '"verzoek"': "NULL",
    }
    db.execute(f'CREATE TEMP TABLE voorbeeld AS SELECT * FROM "{model._meta.db_table}" ORDER BY id LIMIT 1')
    db.execute(f'DELETE FROM "{model._meta.db_table}"')
    db.execute(
        f"WITH RECURSIVE m(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM m WHERE i < {omvang.jaren * per_jaar - 1}) "
        f'INSERT INTO "{model._meta.db_table}" ({", ".join(waarden)}) SELECT {", ".join(waarden.values())} '
        "FROM m CROSS JOIN acties_actie a CROSS JOIN "
        f"(SELECT id FROM acties_organisatie ORDER BY begindatum IS NOT NULL, id LIMIT {omvang.organisaties}) o "
        "CROSS JOIN voorbeeld t"
    )


def vul(naam: str, db: sqlite3.Connection, omvang: Omvang) -> None:
    if naam in ("dertig", "dertig_vaak"):
        db.execute(f"UPDATE acties_programma SET eindjaar = {BEGIN + omvang.jaren - 1}")
        maak_acties(db, omvang.acties, meldingen=False)
        maak_programmas(db, omvang.programmas - 1)
        maak_meldingen(db, omvang, per_jaar=4 if naam == "dertig_vaak" else 1)
    elif naam == "duizend":
        maak_programmas(db, omvang.kopieen - 1)
    elif naam == "breed":
        maak_programmas(db, 1)
        maak_acties(db, omvang.rijen, meldingen=True)
