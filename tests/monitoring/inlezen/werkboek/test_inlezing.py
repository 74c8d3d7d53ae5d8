from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from monitoring.models import Inlezing, Statusmelding, Updateronde


@pytest.fixture
def inlezing(wereld, cast):
    ronde = Updateronde.objects.create(
        programma=wereld.programma,
        naam="Eind 2022",
        peildatum=date(2022, 12, 31),
        opent_op=date(2022, 12, 1),
        sluit_op=date(2022, 12, 31),
    )
    return Inlezing.objects.create(
        ronde=ronde,
        organisatie=wereld.alkmaar,
        bestandsnaam="werkboek.xlsx",
        sha256="a" * 64,
        ingelezen_door=cast.anna,
    )


def test_a_melding_says_which_workbook_it_came_from(als, cast, wereld, meld, inlezing):
    meld(wereld.zelfscan, wereld.alkmaar, "2022-12-31", "afgerond", bron="excel", inlezing=inlezing)
    meld(wereld.zelfscan, wereld.hoorn, "2022-12-31", "afgerond", bron="web")
    tekst = als(cast.dirk).get("/proef/acties/2/").content.decode()
    assert ("via Excel van Alkmaar" in tekst, "via de site" in tekst) == (True, True)


def test_an_inlezing_with_meldingen_cannot_be_removed(wereld, meld, inlezing):
    meld(wereld.zelfscan, wereld.alkmaar, "2022-12-31", "afgerond", inlezing=inlezing)
    with pytest.raises(ProtectedError):
        inlezing.delete()


def test_the_database_refuses_something_that_is_no_sha256(inlezing):
    inlezing.pk, inlezing.sha256 = None, "A" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        inlezing.save()


def test_the_new_column_left_the_guards_of_the_table_in_place(wereld, meld, inlezing):
    melding = meld(wereld.zelfscan, wereld.alkmaar, "2022-12-31", "afgerond", inlezing=inlezing)
    with pytest.raises(DatabaseError), transaction.atomic():
        Statusmelding.objects.filter(pk=melding.pk).update(inlezing=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        melding.delete()
