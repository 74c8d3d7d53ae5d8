"""Every sentence of keeping up a programme."""

from datetime import date

from acties.models import Actie, Organisatie
from monitoring.programma import zinnen

FUSIE = date(2022, 1, 1)


def test_the_form_of_a_local_action_says_whether_it_is_new():
    assert zinnen.titel_lokale_actie(Actie()) == "Nieuwe lokale actie"
    assert zinnen.titel_lokale_actie(Actie(pk=7, nummer=100001)) == "Lokale actie L1 bewerken"


def test_a_gemeente_says_until_or_since_when_it_exists():
    assert zinnen.bestaat_van_of_tot(Organisatie()) == ""
    assert zinnen.bestaat_van_of_tot(Organisatie(begindatum=FUSIE)) == "sinds 1 januari 2022"
    assert zinnen.bestaat_van_of_tot(Organisatie(begindatum=FUSIE, einddatum=FUSIE)) == "tot 1 januari 2022"
