"""``manage.py importeer``: een gegevensboek (.xlsx) in de database, alles of niets."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from acties.models import Programma
from acties.rekenblad.lezen.fout import Bestandsfout, Celfout
from acties.rekenblad.lezen.grenzen import OPDRACHT
from acties.spoor.logboek import noteer_na_opslaan
from acties.voorstel.opslaan import NietOpgeslagen
from acties.voorstel.voorstel import Voorstel, vergrendel
from acties.woorden import FOUT
from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.opslaan import sla_op
from monitoring.inlezen.gegevensboek.vergelijken import vergelijk
from uitvoering.voortgang import Balk


class Command(BaseCommand):
    help = (
        "Leest een Excelwerkmap met gegevens in: een leeg exemplaar en een volledige uitvoer staan op de pagina Gegevens, of "
        "komen uit manage.py exporteer. Klopt er iets niet, dan wordt er niets bewaard. Inlezen verwijdert nooit iets."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="De werkmap (.xlsx).")
        parser.add_argument(
            "--programma",
            default="",
            metavar="ADRES",
            help="Het programma waar de kolom programma leeg is of ontbreekt.",
        )
        parser.add_argument("--proef", action="store_true", help="Laat zien wat er zou veranderen en bewaar niets.")

    def handle(self, *, bestand, programma, proef, **opties):
        balk = Balk(self.stderr, stappen=4)
        try:
            balk.stap("Lezen")
            boek = lees_boek(bestand.read_bytes(), bestand.name, grenzen=OPDRACHT)
            if programma and "Programma's" not in boek.bladen and not Programma.objects.filter(slug=programma).exists():
                raise CommandError(f"Programma “{programma}” bestaat niet, en er is geen blad Programma's.")
            with nullcontext() if proef else transaction.atomic():
                if not proef:
                    vergrendel(Programma.objects.all())
                balk.stap("Vergelijken")
                uitkomst = vergelijk(boek, opdracht=True, programma=programma, meld=balk.deel)
                if uitkomst.fouten:
                    balk.klaar()
                    raise CommandError(_fouten(uitkomst))
                if not proef:
                    balk.stap("Bewaren")
                    sla_op(uitkomst, op=timezone.now(), meld=balk.deel)
                    noteer_na_opslaan("inlezen", f"{bestand.name}: {uitkomst.aantallen}")
        except OSError as fout:
            raise CommandError(f"{bestand}: dit bestand is niet te lezen ({fout.strerror}).") from None
        except (Bestandsfout, NietOpgeslagen) as fout:
            raise CommandError(f"{bestand}: {fout} Er is niets bewaard.") from None
        finally:
            balk.klaar()
        for blad in uitkomst.bladen:
            if blad.aantallen.verandert:
                self.stdout.write(f"{blad.tabel.blad}: {blad.aantallen}.")
        for twijfel in uitkomst.eerste_twijfels:
            self.stdout.write(twijfel.zin)
        self.stdout.write(f"{'Proef, niets bewaard' if proef else 'Ingelezen'}: {uitkomst.aantallen}.")


def _fouten(uitkomst: Voorstel) -> str:
    aantal = len(uitkomst.fouten)
    kop = f"{FOUT.aantal(aantal)}; er is niets bewaard."
    if aantal > len(uitkomst.eerste_fouten):
        kop += f" Dit zijn de eerste {len(uitkomst.eerste_fouten)}."
    return "\n".join([kop, *(f"  {_regel(fout)}" for fout in uitkomst.eerste_fouten)])


def _regel(fout: Celfout) -> str:
    waarde = "" if fout.waarde in (None, "") else f" (“{str(fout.waarde)[:60]}”)"
    return f"{fout.blad}, rij {fout.rij}, {fout.kolom}{waarde}: {fout.uitleg}"
