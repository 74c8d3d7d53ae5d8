"""Een melding is hooguit één keer gecorrigeerd: wie verder corrigeert, corrigeert de nieuwste.

Met een voorwaarde is dit op SQLite een losse index, en wordt de tabel niet herbouwd.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0008_indicator_met_streven")]

    operations = [
        migrations.AddConstraint(
            model_name="statusmelding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrigeert__isnull", False)),
                fields=("corrigeert",),
                name="melding_een_correctie",
                violation_error_message="Deze melding is al gecorrigeerd. Corrigeer de nieuwste.",
            ),
        ),
    ]
