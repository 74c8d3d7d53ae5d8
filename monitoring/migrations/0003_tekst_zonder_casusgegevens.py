from django.db import migrations, models

import monitoring.tekst


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_meldingen_veranderen_nooit")]

    operations = [
        migrations.AlterField(
            model_name="statusmelding",
            name=naam,
            field=models.TextField(blank=True, validators=[monitoring.tekst.meldtekst], verbose_name=label),
        )
        for naam, label in (("toelichting", "wat is er gebeurd?"), ("bijsturing", "bijsturing"))
    ]
