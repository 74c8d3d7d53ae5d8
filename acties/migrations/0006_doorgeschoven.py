"""Een besluit kan ook zeggen dat een actie naar het volgende programma doorschuift.

SQLite herbouwt de tabel van de besluiten daarvoor zonder haar triggers: daarna staan zij er weer op, in beide richtingen. Wie
teruggaat, houdt het besluit als *vervallen*: verder ging de actie in dit programma niet.
"""

from django.db import migrations, models

SOORTEN = [
    ("toegevoegd", "Actie toegevoegd"),
    ("vervallen", "Actie vervallen"),
    ("samengevoegd", "Acties samengevoegd"),
    ("verplaatst", "Naar andere jaren verplaatst"),
    ("verantwoordelijke", "Andere hoofdverantwoordelijke"),
    ("overig", "Andere wijziging"),
]
DOORGESCHOVEN = ("doorgeschoven", "Doorgeschoven naar het volgende programma")
NU = [*SOORTEN[:3], DOORGESCHOVEN, *SOORTEN[3:]]


_triggers: dict[str, str] = {}  # van de tabel die wordt herbouwd: naam en opdracht


def onthoud_triggers(apps, schema_editor):
    """Ook een latere migratie van een andere app kan er een op hebben gezet."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'acties_besluit'")
        _triggers.update(cursor.fetchall())


def zet_triggers_terug(apps, schema_editor):
    for naam, opdracht in _triggers.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {naam}")
        schema_editor.execute(opdracht)
    _triggers.clear()


def noem_vervallen(apps, schema_editor):
    onthoud_triggers(apps, schema_editor)
    for naam in ("Besluit", "HistoricalBesluit"):
        apps.get_model("acties", naam).objects.filter(soort="doorgeschoven").update(soort="vervallen")
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def soort(keuzes):
    return models.CharField(choices=keuzes, max_length=20, verbose_name="soort")


class Migration(migrations.Migration):
    dependencies = [("acties", "0005_aanjager_organisaties")]

    operations = [
        migrations.RunPython(onthoud_triggers, zet_triggers_terug),
        migrations.RemoveConstraint("besluit", "besluit_soort_bekend"),
        migrations.AlterField("besluit", "soort", soort(NU)),
        migrations.AlterField("historicalbesluit", "soort", soort(NU)),
        migrations.AddConstraint(
            "besluit",
            models.CheckConstraint(
                condition=models.Q(soort__in=[code for code, _ in NU]),
                name="besluit_soort_bekend",
                violation_error_message="Kies een soort uit de lijst.",
            ),
        ),
        migrations.RunPython(zet_triggers_terug, noem_vervallen),
    ]
