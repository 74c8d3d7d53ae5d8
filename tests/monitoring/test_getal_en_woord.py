"""A number and the word after it agree, at none, one and two, wherever a page, a file or a message counts."""

from datetime import date

import pytest

from acties.models import Actie, Gebruiker, Organisatie
from monitoring.lezen.hoofdstukken import evaluatiebeeld
from monitoring.lezen.vaststelling import Collegegroep
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vorm import CollegeRegel, Telling
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from monitoring.weergave.jaarverslag.onderdeelblad import telling_in_woorden, wat_is_er_gebeurd
from tests.antwoord import tekst
from tests.monitoring.weergave.conftest import MOMENT

OUDJAAR = date(2021, 12, 31)


def groep(totaal, vast):
    def regel(nummer):
        dag = date(2021, 3, 2) if nummer < vast else None
        return CollegeRegel(gemeente=str(nummer), slug=str(nummer), college_op=dag, raad_op=dag, overgenomen_van=())

    return Collegegroep(naam="", regels=tuple(map(regel, range(totaal))))


@pytest.mark.parametrize(
    ("totaal", "vast", "zin"),
    [
        (1, 0, "0 van 1 college stelden het programma vast; 0 van 1 raad zijn geïnformeerd."),
        (1, 1, "1 van 1 college stelde het programma vast; 1 van 1 raad is geïnformeerd."),
        (2, 1, "1 van 2 colleges stelde het programma vast; 1 van 2 raden is geïnformeerd."),
        (2, 2, "2 van 2 colleges stelden het programma vast; 2 van 2 raden zijn geïnformeerd."),
    ],
)
def test_colleges_and_councils(totaal, vast, zin):
    assert groep(totaal, vast).zin == zin


@pytest.mark.parametrize(("aantal", "zin"), [(0, "0 acties"), (1, "1 actie: 1 afgerond"), (2, "2 acties: 2 afgerond")])
def test_acties_in_words(wereld, aantal, zin):
    statussen = bouw_verslag(wereld.programma, OUDJAAR).statussen
    assert telling_in_woorden(Telling(afgerond=aantal), statussen, {}) == zin


def test_one_municipality_in_the_sheet(wereld):
    """Only Alkmaar is left of the municipalities."""
    weg = Organisatie.objects.filter(soort="gemeente").exclude(naam="Alkmaar")
    weg.update(begindatum=date(2030, 1, 1), einddatum=None, opvolger=None)
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    boek = jaarverslag(verslag, door="Anna", op=MOMENT)
    regels = [deel.tekst for blad in boek.bladen for deel in blad.delen if hasattr(deel, "tekst")]
    assert "Acties die elke gemeente zelf uitvoert. 1 gemeente op 31 december 2021." in regels


@pytest.mark.parametrize(("aantal", "woord"), [(0, "0 acties"), (1, "1 actie"), (3, "3 acties")])
def test_the_pages_that_count_acties(als, cast, wereld, aantal, woord):
    Actie.objects.filter(nummer__gt=aantal).delete()
    client = als(cast.dirk)
    assert f">Hele planning ({woord})<" in tekst(client.get("/proef/", {"peildatum": "2021-12-31"}))
    assert f"{woord} · peildatum 31 december 2021" in tekst(
        client.get("/proef/onderdelen/", {"peildatum": "2021-12-31"})
    )


@pytest.mark.parametrize(
    ("namen", "zin"),
    [
        (["bram"], "1 gebruiker staat nu op niet actief."),
        (["bram", "carla"], "2 gebruikers staan nu op niet actief."),
    ],
)
def test_users_that_are_switched_off(als, cast, namen, zin):
    wie = list(Gebruiker.objects.filter(username__in=namen).values_list("pk", flat=True))
    velden = {"action": "zet_uit", "_selected_action": wie}
    antwoord = als(cast.eva).post("/beheer/acties/gebruiker/", velden, follow=True)
    assert [str(bericht) for bericht in antwoord.context["messages"]] == [zin]


@pytest.mark.django_db(transaction=True)  # a mail leaves once it is stored
@pytest.mark.parametrize(
    ("namen", "zin"), [(["bram"], "Onderweg: 1 mail om"), (["bram", "carla"], "Onderweg: 2 mails om")]
)
def test_mails_that_are_sent(als, cast, namen, zin):
    wie = list(Gebruiker.objects.filter(username__in=namen).values_list("pk", flat=True))
    velden = {"action": "nodig_uit", "_selected_action": wie}
    antwoord = als(cast.eva).post("/beheer/acties/gebruiker/", velden, follow=True)
    assert zin in str(next(iter(antwoord.context["messages"])))


def test_one_organisation_is_one_in_what_happened(wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "afgerond")
    for naam in ("Hoorn", "Langedijk", "Heerhugowaard"):
        meld(wereld.zelfscan, Organisatie.objects.get(naam=naam), "2021-06-01", "nvt", toelichting="Niet hier.")
    verslag = bouw_verslag(wereld.programma, OUDJAAR)
    beeld = next(b for h in evaluatiebeeld(verslag).hoofdstukken for b in h.acties if b.actie.nummer == 2)
    assert wat_is_er_gebeurd(verslag, beeld).splitlines()[1] == "Van 1 organisatie: 1 afgerond en 3 n.v.t."
