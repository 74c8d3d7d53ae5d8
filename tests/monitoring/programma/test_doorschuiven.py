"""A decision that an actie goes on in the next programme: it ends here under its own word, and is proposed there."""

from datetime import date

import pytest

from acties.models import Actie, Besluit
from monitoring.lezen.hoofdstukken import evaluatiebeeld
from monitoring.lezen.zinnen import vervallen
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.jaarverslag.onderdeelblad import wat_is_er_gebeurd
from tests.antwoord import tekst
from tests.formulier import ingevuld, stuur

NIEUW = "/proef/besluiten/nieuw/doorgeschoven/?actie=1"
BESLUIT = {
    "orgaan": "PORA",
    "datum": "2023-10-02",
    "kenmerk": "",
    "omschrijving": "Er is nog geen geld.",
    "vervallen_op": "",
}
VERVOLG = {"naam": "Samen verder", "slug": "verder", "startjaar": "2024", "eindjaar": "2027", "handeling": "maken"}


@pytest.fixture
def doorgeschoven(als, cast, wereld):
    client = als(cast.anna)
    assert stuur(client, NIEUW, BESLUIT).status_code == 302
    wereld.training.refresh_from_db()
    return wereld.training


def test_the_actie_ends_with_that_reason_and_the_decision_says_so(doorgeschoven):
    reden = "Doorgeschoven naar het volgende programma. Er is nog geen geld."
    assert (doorgeschoven.vervallen_op, doorgeschoven.vervallen_reden) == (date(2023, 10, 2), reden)
    besluit = Besluit.objects.get()
    assert (besluit.soort, besluit.actie) == ("doorgeschoven", doorgeschoven)
    assert besluit.omschrijving == (
        "Er is nog geen geld.\n"
        "Gaat verder in het volgende programma. Telt in dit programma niet meer mee vanaf 2 oktober 2023."
    )


def test_sending_it_twice_is_one_decision(als, cast, doorgeschoven):
    stuur(als(cast.anna), NIEUW, BESLUIT)
    assert Besluit.objects.count() == 1


def test_every_text_has_its_own_word_and_never_vervallen(doorgeschoven):
    verslag = bouw_verslag(doorgeschoven.programma, date(2023, 12, 31))
    stand = verslag.actie(1)
    assert (stand.doorgeschoven, stand.stand, verslag.telling.vervallen) == (True, "vervallen", 1)
    zin = "Doorgeschoven naar het volgende programma op 2 oktober 2023: Er is nog geen geld."
    assert vervallen(stand, verslag.peildatum) == zin
    beeld = next(b for h in evaluatiebeeld(verslag).hoofdstukken for b in h.acties if b.actie == stand)
    assert wat_is_er_gebeurd(verslag, beeld) == zin.replace(" op 2 ", " per 2 ")
    assert verslag.besluiten[0].soort_woord == "Doorgeschoven naar het volgende programma"
    assert bouw_verslag(doorgeschoven.programma, date(2023, 10, 1)).actie(1).doorgeschoven is False


def test_the_pages_show_that_word(als, cast, doorgeschoven):
    client = als(cast.dirk)
    actie = tekst(client.get("/proef/acties/1/", {"peildatum": "2023-12-31"}))
    assert ">→</span>Doorgeschoven</span>" in actie
    assert "Vervallen</span>" not in actie
    lijst = tekst(client.get("/proef/besluiten/"))
    assert "Doorgeschoven naar het volgende programma" in lijst


def test_it_goes_along_to_the_next_programme_by_itself(als, cast, doorgeschoven):
    client = als(cast.anna)
    pagina = client.get("/proef/doorlopen/")
    [(naam, regels), *_] = pagina.context["groepen"]
    assert (naam, [(r.actie.nummer, r.vervolg is not None) for r in regels]) == ("Doorgeschoven", [(1, True)])
    form = ingevuld(pagina)
    assert client.post("/proef/doorlopen/", form | {"handeling": "maken"}).status_code == 302
    nieuw = Actie.objects.get(voortgekomen_uit=doorgeschoven)
    assert (nieuw.vervallen_op, nieuw.vervallen_reden, nieuw.startjaar) == (None, "", 2024)


def test_a_next_programme_that_exists_gets_it_proposed_until_it_is_there(als, cast, wereld):
    client = als(cast.anna)
    client.post("/proef/doorlopen/", VERVOLG | {"acties": ["2", "3"], "gezien": "2024-2027: 2,3"})
    assert "Voorgesteld uit" not in tekst(client.get("/verder/besluiten/"))
    stuur(client, NIEUW, BESLUIT)
    assert "Voorgesteld uit Samen veilig 2021–2023" in tekst(client.get("/verder/besluiten/"))
    assert "Voorgesteld uit" not in tekst(als(cast.dirk).get("/verder/besluiten/"))
    client = als(cast.anna)
    pad = "/verder/besluiten/nieuw/toegevoegd/?uit=1"
    form = ingevuld(client.get(pad))
    begin = {veld: form[veld][0] for veld in ("nummer", "titel", "startjaar", "eindjaar", "uitvoering")}
    assert begin == {
        "nummer": "3", "titel": "Trainingen geven", "startjaar": "2024", "eindjaar": "2024", "uitvoering": "regionaal",
    }  # fmt: skip
    besluit = {"orgaan": "PORA", "datum": "2023-11-01", "omschrijving": "Overgenomen."}
    assert client.post(pad, form | besluit).status_code == 302
    nieuw = Actie.objects.get(programma__slug="verder", nummer=3)
    assert (nieuw.voortgekomen_uit, [p.naam for p in nieuw.hoofdverantwoordelijken.all()]) == (
        wereld.training,
        ["Gemeenten"],
    )
    assert "Voorgesteld uit" not in tekst(client.get("/verder/besluiten/"))
    assert client.get(pad).status_code == 404


@pytest.mark.parametrize("uit", ["9", "x", "99999999"])
def test_only_what_was_passed_on_can_be_proposed(als, cast, uit):
    assert als(cast.anna).get(f"/proef/besluiten/nieuw/toegevoegd/?uit={uit}").status_code == 404
