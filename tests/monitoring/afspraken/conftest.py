"""What the tests of the afspraken share."""

import pytest

from monitoring.models import Afspraak


@pytest.fixture
def spreek_af(wereld):
    """Write an afspraak of PORA on 1 February 2022, for Alkmaar by 1 June 2022; other fields as they are given."""

    def schrijf(wat="Hulp regelen", **velden):
        basis = {"overleg": wereld.pora, "datum": "2022-02-01", "organisatie": wereld.alkmaar, "voor": "2022-06-01"}
        afspraak = Afspraak.objects.create(programma=wereld.programma, wat=wat, **basis | velden)
        afspraak.refresh_from_db()
        return afspraak

    return schrijf


@pytest.fixture
def gedaan():
    return {"stand": "gedaan", "afgehandeld_op": "2022-05-01", "afloop": "De hulp is er."}
