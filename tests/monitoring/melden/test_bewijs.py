"""The receipt: all that was stored, what it means for the region, and for whom it is."""

import pytest

from monitoring.models import Statusmelding
from tests.antwoord import tekst

NAMEN = [
    "Namens", "Peildatum", "Status", "Koers", "Wat is er gebeurd?", "Bijsturing", "Openbaar", "Opgeslagen",
]  # fmt: skip


def adres(melding):
    return f"/proef/acties/{melding.actie.nummer}/meldingen/{melding.pk}/"


def test_it_shows_all_that_was_stored_and_the_same_on_reload(als, cast, wereld, meld, invulling):
    uitleg = {"koers": "aandacht", "toelichting": "Wacht op geld.", "bijsturing": "Begroting vragen."}
    vorige = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_ontwikkeling", **uitleg)
    client = als(cast.bram)
    doel = client.post("/proef/acties/2/melden/", invulling(gebaseerd_op=vorige.pk, **uitleg)).headers["Location"]
    for antwoord in (client.get(doel), client.get(doel)):
        gegevens = antwoord.context["bewijs"].gegevens
        assert [(gegeven.naam, gegeven.tekst, gegeven.herkomst) for gegeven in gegevens[:-1]] == [
            ("Namens", "Alkmaar", ""),
            ("Peildatum", "31 december 2021", ""),
            ("Status", "In uitvoering", ""),
            ("Koers", "Aandacht", "Overgenomen van 12 oktober 2021."),
            ("Wat is er gebeurd?", "Wacht op geld.", "Overgenomen van 12 oktober 2021."),
            ("Bijsturing", "Begroting vragen.", "Overgenomen van 12 oktober 2021."),
            ("Openbaar", "Iedereen mag de tekst lezen", "Overgenomen van 12 oktober 2021."),
        ]
        assert gegevens[-1].tekst.endswith(" door Bram")
        assert all(deel in tekst(antwoord) for deel in (*NAMEN, "Corrigeren", "Naar mijn acties"))


def betekenis(als, wie, melding):
    return als(wie).get(adres(melding)).context["bewijs"].betekenis


def test_a_bijdrage_says_that_the_status_of_the_region_stays(als, cast, wereld, meld):
    meld(wereld.training, None, "2021-04-01", "in_uitvoering")
    bijdrage = meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond")
    assert betekenis(als, cast.bram, bijdrage) == "Dit is een bijdrage; de status van de regio blijft In uitvoering."


def test_a_bijdrage_before_any_word_says_that_it_is_not_confirmed(als, cast, wereld, meld):
    """One of three municipalities is done, so something runs."""
    bijdrage = meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond")
    assert betekenis(als, cast.bram, bijdrage) == (
        "Dit is een bijdrage. Namens de regio is nog niets gemeld: de status volgt uit de bijdragen, "
        "is nu In uitvoering en nog niet bevestigd."
    )


def test_a_word_for_the_region_is_its_status_until_a_later_day(als, cast, wereld, meld, vera_spreekt):
    woord = meld(wereld.training, None, "2021-04-01", "in_uitvoering", spreker=wereld.vt)
    assert betekenis(als, cast.vera, woord) == "Dit is nu de status van de regio."
    assert (
        als(cast.vera).get(adres(woord)).context["bewijs"].gegevens[0].tekst == "De hele regio, door Veilig Thuis Proef"
    )
    meld(wereld.training, None, "2021-12-31", "afgerond")
    bewijs = als(cast.vera).get(adres(woord)).context["bewijs"]
    assert bewijs.betekenis == "De status van de regio komt uit een melding over een latere dag en is Afgerond."
    assert bewijs.opmerkingen == (
        "Er is al een melding over een latere dag, 31 december 2021. Die blijft vanaf die dag gelden.",
    )


def test_an_own_part_counts_with_those_of_the_others(als, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2022-06-01", "niet_gestart")
    eigen = meld(wereld.zelfscan, wereld.alkmaar, "2022-06-01", "afgerond")
    assert betekenis(als, cast.bram, eigen) == (
        "De status van de regio volgt uit de meldingen van 2 van 3 organisaties en is nu In uitvoering."
    )
    meld(wereld.zelfscan, None, "2022-12-01", "afgerond")
    assert betekenis(als, cast.bram, eigen) == (
        "Voor de hele regio is Afgerond gemeld. Dat gaat voor, tot een organisatie over een latere dag meldt."
    )


@pytest.mark.parametrize(
    ("wie", "code"),
    [("bram", 200), ("anna", 200), ("carla", 404), ("vera", 404), ("dirk", 403), ("eva", 403), (None, 302)],
)
@pytest.mark.parametrize("pad", ["", "corrigeren/"])
def test_it_is_for_who_may_report_for_the_same(als, cast, wereld, meld, wie, code, pad):
    melding = meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond")
    assert als(wie and getattr(cast, wie)).get(adres(melding) + pad).status_code == code


def test_it_is_not_for_who_made_it_and_has_left(als, cast, wereld, meld):
    melding = meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond", gemeld_door=cast.carla)
    assert als(cast.carla).get(adres(melding)).status_code == 404


def test_it_has_one_address(als, cast, wereld, meld):
    melding = meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond")
    assert als(cast.bram).get(f"/proef/acties/2/meldingen/{melding.pk}/").status_code == 404
    assert als(cast.bram).get(f"/proef/acties/1/meldingen/{melding.pk + 1}/").status_code == 404
    assert als(cast.bram).post(adres(melding)).status_code == 405
    assert Statusmelding.objects.count() == 1
