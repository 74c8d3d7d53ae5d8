"""Twee rollen op PostgreSQL: de ene bezit de tabellen en werkt ze bij, de andere is die van de site en kan dat niet.

De triggers die een melding en een vastgesteld jaar bewaken, kan alleen de eigenaar uitzetten. Wat er alleen bij komt, kan de rol
van de site bovendien niet wijzigen of verwijderen.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

GEWOON = "SELECT, INSERT, UPDATE, DELETE"
# Wat anders is dan gewoon. Met een gebruiker vraagt Django ook diens regels in het logboek te verwijderen, ook als er geen zijn.
ANDERS = {
    "django_migrations": "SELECT",
    "monitoring_statusmelding": "SELECT, INSERT",
    "django_admin_log": "SELECT, INSERT, DELETE",
    "acties_logboekregel": "SELECT, INSERT, DELETE",  # de database laat alleen weg wat over de termijn is
}
# De geschiedenis staat vast. Met een gebruiker vraagt Django ook daar zijn naam weg te halen: zijn er geen regels, dan mag dat,
# en anders weigert het beheer het, en de database.
GESCHIEDENIS = ("acties_historical", "monitoring_historical")
GESCHIEDENIS_ANDERS = ("history_user_id",)


class Onmogelijk(Exception):
    """De rol van de site kan niet deze zijn."""


def opdrachten(connection: BaseDatabaseWrapper, rol: str) -> Iterator[str]:
    """De SQL die deze rol geeft wat de site nodig heeft, en niets meer. Voor wie de tabellen bezit."""
    naam = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_database()")
        schema, database = map(naam, cursor.fetchone())
        tabellen = sorted(connection.introspection.table_names(cursor))
        kolommen = {t: {k.name for k in connection.introspection.get_table_description(cursor, t)} for t in tabellen}
    wie = naam(rol)
    yield f"GRANT CONNECT ON DATABASE {database} TO {wie}"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {wie}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {wie}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {wie}"
    for tabel in tabellen:
        yield f"GRANT {_recht(tabel, kolommen[tabel])} ON {naam(tabel)} TO {wie}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {wie}"
    for soort, recht in (("TABLES", GEWOON), ("SEQUENCES", "USAGE, SELECT")):
        yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {recht} ON {soort} TO {wie}"


def _recht(tabel: str, kolommen: set[str]) -> str:
    if not tabel.startswith(GESCHIEDENIS):
        return ANDERS.get(tabel, GEWOON)
    te_wijzigen = ", ".join(kolom for kolom in GESCHIEDENIS_ANDERS if kolom in kolommen)
    return f"SELECT, INSERT, UPDATE ({te_wijzigen})" if te_wijzigen else "SELECT, INSERT"


def keur_rol(connection: BaseDatabaseWrapper, rol: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [rol])
        gevonden = cursor.fetchone()
    if gevonden is None:
        raise Onmogelijk(f"De rol “{rol}” is er niet. Maak haar eerst: CREATE ROLE {rol} LOGIN PASSWORD '…'.")
    if gevonden[0]:
        raise Onmogelijk(f"De rol “{rol}” is superuser: zij mag altijd alles.")
    if gevonden[1]:
        raise Onmogelijk(f"Je werkt nu zelf als “{rol}”. Geef dit als de rol die de tabellen bezit.")


def bezit_de_tabellen(connection: BaseDatabaseWrapper) -> str:
    """De naam van de rol waarmee nu gewerkt wordt als zij de tabellen kan veranderen, anders leeg."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user FROM pg_tables t, pg_roles r WHERE t.tablename = 'monitoring_statusmelding'"
            " AND t.schemaname = current_schema() AND r.rolname = current_user"
            " AND (r.rolsuper OR pg_has_role(current_user, t.tableowner, 'MEMBER')) LIMIT 1"
        )
        gevonden = cursor.fetchone()
    return gevonden[0] if gevonden else ""
