"""Het logboek in de database: er komt alleen bij. Verwijderen kan pas als de bewaartermijn van een regel om is.

De database weigert het zelf, welke weg iemand ook neemt. Op SQLite vervangt OR REPLACE een rij zonder haar DELETE-trigger;
daarom weigert de INSERT-trigger een sleutel die er al is. Geen Verslag leest de regels, dus zonder trigger op het kenmerk
van de gegevens.
"""

from django.db import migrations, models

BLIJFT = "Een regel van het logboek verandert nooit, en is pas te verwijderen als de bewaartermijn om is."
WEGEN = [
    ("web", "site"),
    ("beheer", "beheer"),
    ("bestand", "bestand"),
    ("opdracht", "opdracht"),
    ("link", "link"),
]
RESULTATEN = [("gelukt", "gelukt"), ("geweigerd", "geweigerd"), ("geblokkeerd", "geblokkeerd")]
TABEL = "acties_logboekregel"


def zet(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for opdracht in _sqlite() if sqlite else _postgresql():
        schema_editor.execute(opdracht)


def haal_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER logboekregel_{moment}")
    else:
        schema_editor.execute("DROP FUNCTION acties_logboekregel_vast CASCADE")


def _sqlite():
    """De dag is die in UTC, net als in PostgreSQL: een uur of twee later dan hier, nooit eerder."""
    for moment, wanneer in (
        ("insert", f"EXISTS (SELECT 1 FROM {TABEL} r WHERE r.id = NEW.id)"),
        ("update", "true"),
        ("delete", "OLD.bewaren_tot > date('now')"),
    ):
        yield f"""
            CREATE TRIGGER logboekregel_{moment} BEFORE {moment} ON {TABEL} WHEN {wanneer}
            BEGIN SELECT RAISE(ABORT, '{BLIJFT}'); END
        """


def _postgresql():
    yield f"""
        CREATE FUNCTION acties_logboekregel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF OLD.bewaren_tot <= (now() AT TIME ZONE 'UTC')::date THEN RETURN OLD; END IF;
            END IF;
            RAISE EXCEPTION '{BLIJFT}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
    yield f"""
        CREATE TRIGGER logboekregel_vast BEFORE UPDATE OR DELETE ON {TABEL}
        FOR EACH ROW EXECUTE FUNCTION acties_logboekregel_vast()
    """
    yield f"""
        CREATE TRIGGER logboekregel_niet_leegmaken BEFORE TRUNCATE ON {TABEL}
        FOR EACH STATEMENT EXECUTE FUNCTION acties_logboekregel_vast()
    """


class Migration(migrations.Migration):
    dependencies = [("acties", "0011_werk_op_de_achtergrond")]

    operations = [
        migrations.CreateModel(
            name="Logboekregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(verbose_name="wanneer")),
                ("wie", models.CharField(blank=True, max_length=320, verbose_name="wie")),
                ("handeling", models.CharField(max_length=200, verbose_name="handeling")),
                ("waarop", models.CharField(blank=True, max_length=500, verbose_name="waarop")),
                ("van", models.TextField(blank=True, verbose_name="van")),
                ("naar", models.TextField(blank=True, verbose_name="naar")),
                ("adres", models.CharField(blank=True, max_length=100, verbose_name="vanaf")),
                ("weg", models.CharField(choices=WEGEN, max_length=20, verbose_name="weg")),
                ("resultaat", models.CharField(choices=RESULTATEN, max_length=20, verbose_name="resultaat")),
                ("bewaren_tot", models.DateField(verbose_name="bewaren tot")),
            ],
            options={
                "verbose_name": "regel van het logboek",
                "verbose_name_plural": "regels van het logboek",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["op"], name="logboekregel_op"),
                    models.Index(fields=["wie"], name="logboekregel_wie"),
                    models.Index(fields=["handeling"], name="logboekregel_handeling"),
                    models.Index(fields=["bewaren_tot"], name="logboekregel_bewaren_tot"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weg__in", [weg for weg, _ in WEGEN])),
                        name="logboekregel_weg_bekend",
                        violation_error_message="Kies een weg uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resultaat__in", [resultaat for resultaat, _ in RESULTATEN])),
                        name="logboekregel_resultaat_bekend",
                        violation_error_message="Kies een resultaat uit de lijst.",
                    ),
                ],
            },
        ),
        migrations.RunPython(zet, haal_weg),
    ]
