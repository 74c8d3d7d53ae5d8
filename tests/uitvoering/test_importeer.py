"""``manage.py importeer`` and ``exporteer``: all or nothing, and what is wrong with its cell."""

import errno
import io
import os
from types import SimpleNamespace

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from acties.models import Partij
from tests.acties.rekenblad.lezen.bouwen import werkmap
from uitvoering.management.commands import exporteer
from uitvoering.voortgang import Balk


@pytest.fixture
def draai(db, tmp_path):
    def voer_uit(*opties, **bladen):
        bestand = tmp_path / "gegevens.xlsx"
        bestand.write_bytes(werkmap(**bladen))
        uit = io.StringIO()
        call_command("importeer", bestand, *opties, stdout=uit, stderr=io.StringIO())
        return uit.getvalue()

    return voer_uit


def test_it_tells_what_it_did_and_a_second_time_that_nothing_changed(draai, wereld):
    bladen = {"Partijen": [["programma", "naam"], ["proef", "Politie"]]}
    assert draai(**bladen).splitlines() == [
        "Partijen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd.",
        "Ingelezen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd.",
    ]
    assert draai(**bladen) == "Ingelezen: 0 nieuw, 0 gewijzigd, 1 ongewijzigd.\n"


def test_a_trial_stores_nothing(draai, wereld):
    uit = draai("--proef", "--programma", "proef", Partijen=[["naam"], ["Politie"]])
    assert (uit.splitlines()[-1], Partij.objects.filter(naam="Politie").exists()) == (
        "Proef, niets bewaard: 1 nieuw, 0 gewijzigd, 0 ongewijzigd.",
        False,
    )


def test_errors_name_their_cell_and_nothing_is_stored(draai, wereld):
    with pytest.raises(CommandError) as fout:
        draai(Partijen=[["programma", "naam", "volgorde"], ["proef", "Politie", 1], ["proef", "Zorg", "veel"]])
    assert str(fout.value).splitlines() == [
        "1 fout; er is niets bewaard.",
        "  Partijen, rij 3, volgorde (“veel”): “veel” is geen heel getal.",
    ]
    assert not Partij.objects.filter(naam="Politie").exists()


def test_a_file_or_programme_that_is_not_there_is_told(db, draai, tmp_path):
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("importeer", tmp_path / "weg.xlsx", stderr=io.StringIO())
    with pytest.raises(CommandError, match="Programma “weg” bestaat niet"):
        draai("--programma", "weg", Partijen=[["naam"], ["Politie"]])


def test_an_export_never_overwrites_a_file(db, tmp_path):
    leeg = tmp_path / "leeg.xlsx"
    call_command("exporteer", leeg, "--leeg", stdout=io.StringIO(), stderr=io.StringIO())
    assert openpyxl.load_workbook(leeg).sheetnames[:3] == ["Uitleg", "Programma's", "Subregio's"]
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("exporteer", leeg, stdout=io.StringIO(), stderr=io.StringIO())


def test_an_export_to_a_full_disk_leaves_no_half_file_and_works_once_there_is_room(db, tmp_path, monkeypatch):
    def vol(bron, doel):
        doel.write(bron.read(1000))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    bestand = tmp_path / "alles.xlsx"
    with monkeypatch.context() as even:
        even.setattr(exporteer, "shutil", SimpleNamespace(copyfileobj=vol))
        with pytest.raises(CommandError, match="is niet te schrijven"):
            call_command("exporteer", bestand, stdout=io.StringIO(), stderr=io.StringIO())
    assert not bestand.exists()
    call_command("exporteer", bestand, stdout=io.StringIO(), stderr=io.StringIO())
    assert "Acties" in openpyxl.load_workbook(bestand).sheetnames


class Scherm(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("scherm", "verwacht"), [(Scherm(), "[############............] Lezen"), (io.StringIO(), "")])
def test_a_bar_is_drawn_only_where_someone_looks(scherm, verwacht):
    balk = Balk(OutputWrapper(scherm), stappen=2)
    balk.stap("Lezen")
    balk.klaar()
    assert [regel.rstrip() for regel in scherm.getvalue().split("\r")[1:2]] == ([verwacht] if verwacht else [])


def test_a_bar_has_no_colour_of_an_error():
    scherm = Scherm()
    uit = OutputWrapper(scherm)
    uit.style_func = lambda tekst: f"\x1b[31m{tekst}\x1b[0m"  # what Django gives standard error on a terminal
    Balk(uit, stappen=2).stap("Lezen")
    assert "\x1b" not in scherm.getvalue()
