"""Een meting kan ook over een halfjaar, kwartaal, maand, schooljaar of dag gaan, en voorlopig zijn.

SQLite herbouwt de tabel van de metingen daarvoor zonder haar triggers: daarna staan zij er weer op, in beide richtingen.
"""

from django.db import migrations, models

MOMENTEN = ("insert", "update", "delete")


def zet_triggers_terug(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for moment in MOMENTEN:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS versie_monitoring_meting_{moment}")
        schema_editor.execute(
            f"CREATE TRIGGER versie_monitoring_meting_{moment} AFTER {moment} ON monitoring_meting BEGIN "
            "UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END"
        )


def niets(apps, schema_editor):
    """De andere kant op staan de triggers er al."""


def periode(**eisen):
    return models.CharField(verbose_name="periode", **eisen)


def voorlopig():
    return models.BooleanField(
        default=False, help_text="De bron kan dit cijfer nog bijstellen.", verbose_name="voorlopig"
    )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_namen_gevouwen")]

    operations = [
        migrations.RunPython(niets, zet_triggers_terug),
        migrations.AlterField("meting", "periode", periode(max_length=40)),
        migrations.AlterField("historicalmeting", "periode", periode(max_length=40)),
        migrations.AddField("meting", "voorlopig", voorlopig()),
        migrations.AddField("historicalmeting", "voorlopig", voorlopig()),
        migrations.RunPython(zet_triggers_terug, niets),
    ]
