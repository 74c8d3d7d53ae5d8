"""Een uitleg waar niemand iets in ziet, is er geen: de database weigert haar zelf, welke weg iemand ook neemt.

Wat er al stond, blijft staan; alleen een nieuwe of gewijzigde tekst wordt getoetst.
"""

from django.db import migrations

ONZICHTBAAR = "In deze tekst staan alleen tekens die niemand ziet."
# Tabel, kolom, en of zij leeg mag zijn.
UITLEG = (
    ("monitoring_statusmelding", "toelichting", True),
    ("monitoring_statusmelding", "bijsturing", True),
    ("monitoring_evaluatie", "reden", True),
    ("monitoring_opmerking", "tekst", False),
    ("acties_actie", "vervallen_reden", True),
    ("acties_besluit", "omschrijving", False),
)
# Stuurtekens, spaties, opmaaktekens, lege letters en varianten; van en tot en met.
REEKSEN = (
    (0x1, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F),
    (0x890, 0x891), (0x8E2, 0x8E2), (0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2000, 0x200F),
    (0x2028, 0x202F), (0x205F, 0x2064), (0x2066, 0x206F), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), (0x110BD, 0x110BD),
    (0x110CD, 0x110CD), (0x13430, 0x13438), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0020, 0xE007F),
    (0xE0100, 0xE01EF),
)  # fmt: skip
TEKENS = "".join(chr(punt) for begin, eind in REEKSEN for punt in range(begin, eind + 1))


def zet(apps, schema_editor):
    maak = _sqlite if schema_editor.connection.vendor == "sqlite" else _postgresql
    for opdracht in maak():
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION monitoring_zichtbaar CASCADE")
        return
    for tabel, kolom, _ in UITLEG:
        for moment in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {_naam(tabel, kolom)}_{moment}")


def _naam(tabel, kolom):
    return f"zichtbaar_{tabel}_{kolom}"


def _leeg(knip, kolom, mag_leeg):
    gevuld = f"NEW.{kolom} <> '' AND " if mag_leeg else ""
    return f"{gevuld}{knip}(NEW.{kolom}, '{TEKENS}') = ''"


def _sqlite():
    for tabel, kolom, mag_leeg in UITLEG:
        leeg = _leeg("trim", kolom, mag_leeg)
        for moment, anders in (("insert", ""), ("update", f"NEW.{kolom} IS NOT OLD.{kolom} AND ")):
            yield f"""
                CREATE TRIGGER {_naam(tabel, kolom)}_{moment} BEFORE {moment} ON {tabel} WHEN {anders}{leeg}
                BEGIN SELECT RAISE(ABORT, '{ONZICHTBAAR}'); END
            """


def _postgresql():
    yield f"""
        CREATE FUNCTION monitoring_zichtbaar() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{ONZICHTBAAR}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    for tabel, kolom, mag_leeg in UITLEG:
        leeg = _leeg("btrim", kolom, mag_leeg)
        for moment, anders in (("insert", ""), ("update", f"NEW.{kolom} IS DISTINCT FROM OLD.{kolom} AND ")):
            yield f"""
                CREATE TRIGGER {_naam(tabel, kolom)}_{moment} BEFORE {moment} ON {tabel}
                FOR EACH ROW WHEN ({anders}{leeg}) EXECUTE FUNCTION monitoring_zichtbaar()
            """


class Migration(migrations.Migration):
    dependencies = [("acties", "0005_aanjager_organisaties"), ("monitoring", "0009_een_correctie_per_melding")]
    operations = [migrations.RunPython(zet, haal_weg)]
