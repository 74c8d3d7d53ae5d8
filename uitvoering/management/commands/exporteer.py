"""``manage.py exporteer``: alle tabellen als één gegevensboek (.xlsx), om mee te nemen of elders in te lezen."""

import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitoring.datum import datum_tekst
from monitoring.gegevensboek.schrijven import schrijf_alles
from monitoring.gegevensboek.tabellen import TABELLEN
from uitvoering.voortgang import Balk


class Command(BaseCommand):
    help = (
        "Schrijft alle gegevens naar een Excelwerkmap die manage.py importeer weer kan lezen. Wachtwoorden, de geschiedenis van "
        "wijzigingen en het logboek gaan niet mee. Het bestand bevat namen: bewaar het veilig."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "bestand", type=Path, help="De werkmap die ontstaat (.xlsx). Een bestaand bestand blijft staan."
        )

    def handle(self, *, bestand, **opties):
        balk = Balk(self.stderr, stappen=len(TABELLEN))
        try:
            with bestand.open("xb") as doel:
                bron = schrijf_alles(
                    TABELLEN,
                    bij=f"Uitgevoerd op {datum_tekst(timezone.localdate())} met manage.py exporteer.",
                    meld=lambda blad, rijen: balk.deel(f"{blad}: {rijen}"),
                )
                with bron:
                    shutil.copyfileobj(bron, doel)
        except FileExistsError:
            raise CommandError(f"{bestand} bestaat al. Kies een andere naam.") from None
        except OSError as fout:
            raise CommandError(f"{bestand} is niet te schrijven ({fout.strerror}).") from None
        finally:
            balk.klaar()
        self.stdout.write(f"Alle gegevens staan in {bestand}.")
