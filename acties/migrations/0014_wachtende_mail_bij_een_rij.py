"""Een wachtende mail kan bij een rij horen die blijft: dan wordt zij pas gemaakt als zij weggaat."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("acties", "0013_zoeken")]

    operations = [
        migrations.AddField(
            model_name="wachtendemail",
            name="soort",
            field=models.CharField(blank=True, max_length=20, verbose_name="soort"),
        ),
        migrations.AddField(
            model_name="wachtendemail",
            name="waarvan",
            field=models.BigIntegerField(default=0, verbose_name="bij rij"),
        ),
        migrations.AlterField(
            model_name="wachtendemail", name="onderwerp", field=models.TextField(blank=True, verbose_name="onderwerp")
        ),
        migrations.AlterField(
            model_name="wachtendemail", name="tekst", field=models.TextField(blank=True, verbose_name="tekst")
        ),
    ]
