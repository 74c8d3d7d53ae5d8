"""Ook een besluit verandert wat een pagina toont; zie ``acties/gegevensversie.py``."""

from django.db import migrations

from acties import gegevensversie

TABELLEN = dict.fromkeys(["acties_besluit", "acties_collegebesluit", "acties_actie", "acties_programma"], "")


def volg(apps, schema_editor):
    gegevensversie.volg(schema_editor, TABELLEN)


def laat_los(apps, schema_editor):
    gegevensversie.laat_los(schema_editor, ["acties_besluit", "acties_collegebesluit"])


class Migration(migrations.Migration):
    dependencies = [("acties", "0004_jaarcyclus")]
    operations = [migrations.RunPython(volg, laat_los)]
