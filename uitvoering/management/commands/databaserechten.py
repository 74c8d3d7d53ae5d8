"""``manage.py databaserechten ROL``: wat de rol van de site op PostgreSQL mag. Na elke ``migrate``, als wie de tabellen bezit."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from uitvoering.databaserechten import Onmogelijk, keur_rol, opdrachten


class Command(BaseCommand):
    help = (
        "Toont de rechten op PostgreSQL van de rol waarmee de site werkt: genoeg om te werken, en niet genoeg om tabellen, "
        "triggers of meldingen te veranderen. Met --toepassen zet de opdracht ze ook."
    )

    def add_arguments(self, parser):
        parser.add_argument("rol", help="De rol in de DATABASE_URL van de site.")
        parser.add_argument(
            "--toepassen", action="store_true", help="Zet de rechten, in plaats van ze alleen te tonen."
        )

    def handle(self, *, rol, toepassen, **opties):
        if connection.vendor != "postgresql":
            raise CommandError("Rollen zijn er alleen op PostgreSQL.")
        try:
            keur_rol(connection, rol)
        except Onmogelijk as fout:
            raise CommandError(str(fout)) from None
        regels = list(opdrachten(connection, rol))
        self.stdout.write("\n".join(f"{regel};" for regel in regels))
        if toepassen:
            with transaction.atomic(), connection.cursor() as cursor:
                for regel in regels:
                    cursor.execute(regel)
            self.stdout.write(f"-- De rechten van {rol} zijn gezet.")
