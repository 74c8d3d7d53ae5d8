"""``manage.py exporteer``: alle tabellen als één gegevensboek (.xlsx), om mee te nemen of elders in te lezen."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from acties.spoor.logboek import noteer
from monitoring.datum import datum_tekst
from monitoring.inlezen.gegevensboek.schrijven import schrijf_alles, schrijf_sjabloon
from monitoring.inlezen.gegevensboek.tabellen import TABELLEN
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
        parser.add_argument("--leeg", action="store_true", help="Een lege werkmap om in te vullen, zonder gegevens.")

    def handle(self, *, bestand, leeg, **opties):
        balk = Balk(self.stderr, stappen=len(TABELLEN))
        try:
            with (
                bestand.open("xb") as doel,
                _heel_of_niet(bestand),
                schrijf_sjabloon(TABELLEN, op=_nu()) if leeg else _alles(balk) as bron,
            ):
                shutil.copyfileobj(bron, doel)
        except FileExistsError:
            raise CommandError(f"{bestand} bestaat al. Kies een andere naam.") from None
        except OSError as fout:
            raise CommandError(f"{bestand} is niet te schrijven ({fout.strerror}).") from None
        finally:
            balk.klaar()
        if not leeg:
            noteer("uitvoeren", bestand.name)
        self.stdout.write(f"{'Een lege werkmap staat' if leeg else 'Alle gegevens staan'} in {bestand}.")


@contextmanager
def _heel_of_niet(bestand: Path) -> Iterator[None]:
    """Van een uitvoer die halverwege stopt, bijvoorbeeld omdat de schijf vol is, blijft geen half bestand achter."""
    try:
        yield
    except BaseException:
        bestand.unlink()
        raise


def _alles(balk: Balk) -> IO[bytes]:
    bij = f"Uitgevoerd op {datum_tekst(timezone.localdate())} met manage.py exporteer."
    return schrijf_alles(TABELLEN, bij=bij, op=_nu(), meld=balk.tel)


def _nu() -> datetime:
    return timezone.localtime().replace(tzinfo=None, microsecond=0)
