from datetime import UTC, datetime

import pytest

from monitoring.constanten import Volgritme
from monitoring.models import Gevolgd, Volger

MAANDAG = datetime(2022, 3, 7, 6, 0, tzinfo=UTC)


@pytest.fixture
def volgt(wereld):
    """``volgt(bram, actie=zelfscan, ritme="dag")``: Bram follows that since Monday the 7th of March 2022, 6:00."""

    def maak(gebruiker, *, ritme=Volgritme.DAG, verteld_tot=MAANDAG, **wat):
        volger, _ = Volger.objects.get_or_create(
            gebruiker=gebruiker, programma=wereld.programma, defaults={"ritme": ritme, "verteld_tot": verteld_tot}
        )
        if wat:
            Gevolgd.objects.create(volger=volger, **wat)
        return volger

    return maak
