"""Werk op de achtergrond: werkers en wat zij klaarzetten. Geen Verslag leest ze, dus zonder trigger op het kenmerk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("acties", "0010_plaats_op_de_kaart"),
    ]

    operations = [
        migrations.AddField(
            model_name="wachtendemail",
            name="begonnen_op",
            field=models.DateTimeField(blank=True, null=True, verbose_name="versturen begonnen op"),
        ),
        migrations.CreateModel(
            name="Werker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=64, unique=True, verbose_name="naam")),
                ("gezien_op", models.DateTimeField(verbose_name="gezien op")),
            ],
            options={
                "verbose_name": "werker",
                "verbose_name_plural": "werkers",
                "ordering": ["naam"],
            },
        ),
        migrations.CreateModel(
            name="Klaargezet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=64, unique=True, verbose_name="sleutel")),
                ("wat", models.CharField(db_index=True, max_length=64, verbose_name="wat")),
                ("invoer", models.JSONField(verbose_name="invoer")),
                ("blijft", models.BooleanField(default=False, verbose_name="blijft")),
                (
                    "gang",
                    models.CharField(
                        choices=[("wacht", "Wacht"), ("bezig", "Bezig"), ("klaar", "Klaar"), ("mislukt", "Mislukt")],
                        default="wacht",
                        max_length=8,
                        verbose_name="gang",
                    ),
                ),
                ("beurt", models.PositiveSmallIntegerField(default=0, verbose_name="beurt")),
                ("vrager", models.CharField(blank=True, max_length=64, verbose_name="gevraagd door")),
                ("gevraagd_op", models.DateTimeField(verbose_name="gevraagd op")),
                ("gemaakt_op", models.DateTimeField(blank=True, null=True, verbose_name="gemaakt op")),
                ("verloopt_op", models.DateTimeField(blank=True, null=True, verbose_name="verloopt op")),
                ("inhoud", models.BinaryField(null=True, verbose_name="inhoud")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="controlegetal")),
                ("fout", models.CharField(blank=True, max_length=64, verbose_name="waarom het mislukte")),
            ],
            options={
                "verbose_name": "klaargezet bestand",
                "verbose_name_plural": "klaargezette bestanden",
                "ordering": ["gevraagd_op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gang", "klaar"), _negated=True),
                            models.Q(("inhoud__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="klaargezet_klaar_heeft_inhoud",
                        violation_error_message="Een bestand dat klaar is, heeft een inhoud en een controlegetal.",
                    )
                ],
            },
        ),
    ]
