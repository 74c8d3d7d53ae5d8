"""Een organisatie kan een plaats op de tegelkaart hebben.

SQLite herbouwt de tabel van de organisaties daarvoor zonder haar triggers: daarna staan zij er weer op, in beide richtingen.
"""

from django.core.validators import MaxValueValidator
from django.db import migrations, models
from django.db.models import Q

_triggers: dict[str, str] = {}  # van de tabel die wordt herbouwd: naam en opdracht


def onthoud_triggers(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'acties_organisatie'")
        _triggers.update(cursor.fetchall())


def zet_triggers_terug(apps, schema_editor):
    for naam, opdracht in _triggers.items():
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {naam}")
        schema_editor.execute(opdracht)
    _triggers.clear()


def plaats(naam, uitleg):
    return models.PositiveSmallIntegerField(
        naam, null=True, blank=True, validators=[MaxValueValidator(9)], help_text=uitleg
    )


KOLOM = plaats(
    "kolom op de kaart", "De plaats van een gemeente op de tegelkaart, van 0 (het meest links) tot en met 9."
)
RIJ = plaats(
    "rij op de kaart", "Van 0 (bovenaan) tot en met 9. Heeft een gemeente geen plaats, dan toont de site een lijst."
)


class Migration(migrations.Migration):
    dependencies = [("acties", "0009_factoren_versleuteld")]

    operations = [
        migrations.RunPython(onthoud_triggers, zet_triggers_terug),
        migrations.AddField("historicalorganisatie", "kaartkolom", KOLOM),
        migrations.AddField("historicalorganisatie", "kaartrij", RIJ),
        migrations.AddField("organisatie", "kaartkolom", KOLOM),
        migrations.AddField("organisatie", "kaartrij", RIJ),
        migrations.AddConstraint(
            "organisatie",
            models.CheckConstraint(
                name="organisatie_kaartplaats_heel",
                condition=Q(kaartkolom__isnull=True, kaartrij__isnull=True)
                | Q(kaartkolom__isnull=False, kaartrij__isnull=False, kaartkolom__lte=9, kaartrij__lte=9),
                violation_error_message=(
                    "Vul voor de kaart een kolom en een rij in, elk van 0 tot en met 9, of geen van beide."
                ),
            ),
        ),
        migrations.RunPython(zet_triggers_terug, onthoud_triggers),
    ]
