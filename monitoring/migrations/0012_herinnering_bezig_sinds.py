"""Een herinnering staat er voortaan vóór haar mail weggaat. Wat er al staat, is verstuurd: daar blijft het veld leeg."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0011_aanvaardingen")]

    operations = [
        migrations.AddField(
            model_name="herinnering",
            name="bezig_sinds",
            field=models.DateTimeField(
                blank=True, help_text="Leeg: de mail is weg.", null=True, verbose_name="versturen begonnen"
            ),
        ),
    ]
