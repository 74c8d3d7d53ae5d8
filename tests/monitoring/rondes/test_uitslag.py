"""The sentences that say who gets a mail, who does not and why, and how it ended."""

import pytest

from monitoring.constanten import Afloop
from monitoring.models import Herinnering
from monitoring.rondes.afloop import AFLOOP
from monitoring.rondes.uitslag import GeenMail, Uitslag
from monitoring.rondes.zinnen import hoe_het_afliep


@pytest.mark.parametrize(
    ("krijgt", "niet", "zin"),
    [
        (["A"], {}, "1 herinnering gaat nu weg naar A."),
        (
            ["A", "B"],
            {GeenMail.PAUZE: ["C"]},
            "2 herinneringen gaan nu weg naar A en B. C zette herinneringen op pauze.",
        ),
        ([], {}, "Er is nu niemand om te herinneren."),
        (
            [],
            {GeenMail.GEEN_ADRES: ["C", "D"], GeenMail.NIEMAND: ["Hoorn", "Edam"]},
            "Er gaat geen herinnering weg. Voor Hoorn en Edam kan niemand melden. C en D hebben geen e-mailadres.",
        ),
        (
            ["A"],
            {GeenMail.NIET_ACTIEF: ["Hoorn"], GeenMail.AL_GEHAD: ["B", "C"], GeenMail.IN_DE_RIJ: ["D"]},
            (
                "1 herinnering gaat nu weg naar A. Voor Hoorn kan niemand melden: het account staat op niet actief. "
                "B en C kregen er vandaag al een. Voor D staat er al een in de rij."
            ),
        ),
        (
            [],
            {GeenMail.AL_GEHAD: list("ABCDEFGHIJ")},
            "Er gaat geen herinnering weg. A, B, C, D, E, F, G, H en nog 2 kregen er vandaag al een.",
        ),
    ],
)
def test_the_sentence_says_who_gets_one_and_who_does_not_and_why(krijgt, niet, zin):
    assert Uitslag(krijgt, niet).zin == zin


@pytest.mark.parametrize(
    ("krijgt", "niet", "zin"),
    [
        ([], {}, ""),
        (["A"], {}, "A krijgt een mail."),
        (["A", "B"], {GeenMail.GEEN_ADRES: ["C"]}, "A en B krijgen een mail. C heeft geen e-mailadres."),
        ([], {GeenMail.NIEMAND: ["Hoorn"]}, "Voor Hoorn kan niemand melden."),
    ],
)
def test_before_the_click_it_says_the_same(krijgt, niet, zin):
    assert Uitslag(krijgt, niet).vooraf == zin


def test_two_rounds_together_name_everyone_once():
    samen = Uitslag(["A"], {GeenMail.PAUZE: ["B"]})
    samen.voeg_toe(Uitslag(["C"], {GeenMail.PAUZE: ["B", "D"]}))
    assert samen == Uitslag(["A", "C"], {GeenMail.PAUZE: ["B", "D"]})


@pytest.mark.parametrize(
    ("afloop", "zin"),
    [
        ("in_de_rij", "in de rij"),
        ("verstuurd", "verstuurd"),
        ("geweigerd", "geweigerd door de mailserver: klopt het adres?"),
        ("misschien", "misschien verstuurd: het versturen stopte halverwege"),
        ("opgegeven", "niet verstuurd: de mailserver was te lang niet te bereiken"),
        ("vervallen", "niet meer nodig: alles was al gemeld, of mailen kan niet meer"),
    ],
)
def test_how_a_mail_ended(afloop, zin):
    assert hoe_het_afliep(Herinnering(afloop=afloop)) == zin


def test_each_way_to_end_is_one_that_the_queue_tells():
    assert {*AFLOOP.values(), Afloop.IN_DE_RIJ} == {*Afloop}
