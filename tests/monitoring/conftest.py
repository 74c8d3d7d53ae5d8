"""What more than one test of reporting needs."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from monitoring.melden.melding import NIETS_GEZIEN
from monitoring.models import Updateronde


@pytest.fixture
def invulling():
    """What a browser sends for a first melding about an actie."""

    def velden(**anders):
        return {
            "namens": "alkmaar",
            "gebaseerd_op": NIETS_GEZIEN,
            "verzoek": str(uuid4()),
            "status": "in_uitvoering",
            "koers": "",
            "toelichting": "De teams zijn begonnen.",
            "bijsturing": "",
            "peildatum": "2021-12-31",
        } | anders

    return velden


@pytest.fixture
def vera_spreekt(wereld):
    """An aanjager of actie 1 names Veilig Thuis: Vera speaks for the region there."""
    wereld.training.aanjagers.get().organisaties.add(wereld.vt)


@pytest.fixture
def maak_ronde(wereld):
    """``maak_ronde(opent=-3, sluit=10)`` makes a round for 31 December 2021; days count from today."""

    def maak(naam="Ronde 2021", *, opent=-3, sluit=10, acties=(), organisaties=(), **velden):
        vandaag = timezone.localdate()
        velden = {"peildatum": date(2021, 12, 31)} | velden
        ronde = Updateronde.objects.create(
            programma=wereld.programma,
            naam=naam,
            opent_op=vandaag + timedelta(days=opent),
            sluit_op=vandaag + timedelta(days=sluit),
            **velden,
        )
        ronde.acties.set(acties)
        ronde.organisaties.set(organisaties)
        return ronde

    return maak


@pytest.fixture
def spreekt(wereld):
    """``spreekt(actie, organisatie, …)``: the aanjager of this actie names them, so they speak for the region."""

    def noem(actie, *organisaties):
        actie.aanjagers.first().organisaties.set(organisaties)

    return noem
