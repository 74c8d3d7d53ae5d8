"""Mails over een account die nog weg moeten. Geen Verslag leest ze, dus zonder trigger op het kenmerk van de gegevens."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("acties", "0006_doorgeschoven")]

    operations = [
        migrations.CreateModel(
            name="WachtendeMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aan", models.EmailField(max_length=254, verbose_name="aan")),
                ("onderwerp", models.TextField(verbose_name="onderwerp")),
                ("tekst", models.TextField(verbose_name="tekst")),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                ("vrij_vanaf", models.DateTimeField(verbose_name="niet eerder te proberen dan")),
                ("verbroken_op", models.DateTimeField(blank=True, null=True, verbose_name="verbinding mislukt op")),
            ],
            options={
                "verbose_name": "wachtende mail",
                "verbose_name_plural": "wachtende mails",
                "ordering": ["gemaakt_op", "pk"],
            },
        ),
    ]
