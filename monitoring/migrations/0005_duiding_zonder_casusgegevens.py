from django.db import migrations, models

import monitoring.tekst

VELDEN = {
    "bespreking": [
        ("besproken", "wat is besproken"),
        ("conclusies", "conclusies"),
        ("besluiten", "besluiten"),
    ],
    "duiding": [("tekst", "duiding")],
}


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_gegevensversie")]

    operations = [
        migrations.AlterField(
            model_name=f"{soort}{model}",
            name=naam,
            field=models.TextField(blank=True, validators=[monitoring.tekst.meldtekst], verbose_name=label),
        )
        for soort in ("", "historical")
        for model, velden in VELDEN.items()
        for naam, label in velden
    ]
