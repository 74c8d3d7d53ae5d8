"""Een aanjager kan organisaties noemen: die spreken namens de regio."""

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

TABEL = "acties_aanjager_organisaties"


def volg(apps, schema_editor):
    """Ook deze koppeling verandert wat een pagina toont (zie ``0003_gegevensversie``)."""
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"""
                CREATE TRIGGER versie_{TABEL}_{moment} AFTER {moment} ON {TABEL}
                BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
            """)
    else:
        schema_editor.execute(f"""
            CREATE CONSTRAINT TRIGGER versie_{TABEL} AFTER INSERT OR UPDATE OR DELETE ON {TABEL}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
        """)


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0004_namen_gevouwen"),
    ]

    operations = [
        migrations.AddField(
            model_name="aanjager",
            name="organisaties",
            field=models.ManyToManyField(
                blank=True,
                help_text="Wie namens de regio zegt hoe het met de actie staat. Leeg: de projectleider.",
                related_name="aanjaagt",
                to="acties.organisatie",
                verbose_name="spreekt namens de regio",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalAanjager_organisaties",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "aanjager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.aanjager",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="acties.historicalaanjager",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalAanjager_organisaties",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(volg, migrations.RunPython.noop),
    ]
