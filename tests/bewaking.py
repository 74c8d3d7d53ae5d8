"""Past the guard of the database, for a past that the test has to make itself."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def onbewaakt(tabel):
    """The triggers on this table step aside."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [tabel])
            triggers = cursor.fetchall()
            for naam, _ in triggers:
                cursor.execute(f"DROP TRIGGER {naam}")
            yield
            for _, terug in triggers:
                cursor.execute(terug)
        else:
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {tabel} DISABLE TRIGGER USER")
            yield
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {tabel} ENABLE TRIGGER USER")
