"""A workbook as a region would type it, and what reading it says."""

import pytest
from django.utils import timezone

from monitoring.inlezen.gegevensboek.lezen import lees_boek
from monitoring.inlezen.gegevensboek.opslaan import sla_op
from monitoring.inlezen.gegevensboek.vergelijken import vergelijk


def bekijk(inhoud, **opties):
    return vergelijk(lees_boek(inhoud, "proef.xlsx"), **({"opdracht": True} | opties))


def fouten(uitkomst):
    return [(fout.blad, fout.rij, fout.kolom, fout.waarde) for fout in uitkomst.fouten]


@pytest.fixture
def lees_in(db):
    """Compare and store, as the command does."""

    def lees(inhoud, **opties):
        uitkomst = bekijk(inhoud, **opties)
        assert uitkomst.fouten == []
        sla_op(uitkomst, op=timezone.now())
        return uitkomst

    return lees
