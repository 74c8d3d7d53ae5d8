"""What more than one test of reporting needs."""

from uuid import uuid4

import pytest

from monitoring.melden import NIETS_GEZIEN


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
