"""A database of its own for a test that does to it what no other test may notice."""

import sqlite3
from contextlib import closing, contextmanager

from django.db import connection

sqlite = connection.vendor == "sqlite"


@contextmanager
def andere_database(monkeypatch, pad, kopie):
    """The connection is to a database of its own for a while: a copy of this one, or one without any table."""
    hier, daar = connection.settings_dict["NAME"], str(pad) if sqlite else f"{connection.settings_dict['NAME']}_anders"
    if sqlite:
        geheugen, connection.connection = connection.connection, None  # stays open: it is in memory
        if kopie:
            with closing(sqlite3.connect(daar)) as bestand:
                geheugen.backup(bestand)
    else:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{daar}"')
            cursor.execute(f'CREATE DATABASE "{daar}"' + (f' TEMPLATE "{hier}"' if kopie else ""))
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", daar)
        yield connection
        connection.close()
    if sqlite:
        connection.connection = geheugen
    else:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{daar}"')
