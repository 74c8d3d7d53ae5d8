"""The tile map: each municipality on the place that it has in the data, worked out by hand."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from acties.models import Organisatie, Subregio
from monitoring.lezen.kaart.gemeenten import gemeentekaart
from monitoring.lezen.kaart.plaatsen import Plaats, leg_neer
from monitoring.lezen.matrix import maak_matrix
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.opslagvorm import naar_json, uit_json
from monitoring.verslag.vorm import OrganisatieRegel

OUDJAAR = date(2021, 12, 31)


def gemeente(naam, subregio, kolom=None, rij=None):
    return OrganisatieRegel(
        naam=naam,
        slug=naam.lower(),
        soort="gemeente",
        subregio=subregio,
        partijen=(),
        overleggen=(),
        kaartkolom=kolom,
        kaartrij=rij,
    )


# Three subregions as in the north of Noord-Holland: one above, two side by side below it.
REGIO = [
    gemeente("Schagen", "Kop", 1, 2),
    gemeente("Texel", "Kop", 1, 0),
    gemeente("Bergen", "Alkmaar", 0, 3),
    gemeente("Waard", "Alkmaar", 1, 3),
    gemeente("Opmeer", "West", 2, 3),
    gemeente("Hoorn", "West", 3, 4),
]


def kaart(regels):
    return leg_neer(regels, lambda regel: regel.naam[0])


def test_each_stands_in_its_own_square_and_a_group_reads_from_the_top():
    groepen = {groep.naam: groep for groep in kaart(REGIO).groepen}
    assert list(groepen) == ["Kop", "Alkmaar", "West"]
    assert [(tegel.naam, tegel.plaats, tegel.inhoud) for tegel in groepen["Kop"].tegels] == [
        ("Texel", Plaats(rij=0, kolom=1), "T"),
        ("Schagen", Plaats(rij=2, kolom=1), "S"),
    ]


def test_the_name_of_a_subregion_stands_in_an_empty_square_beside_it():
    """Above Bergen and above Opmeer; nothing is above Texel, so right of it."""
    assert [groep.kop for groep in kaart(REGIO).groepen] == [Plaats(0, 2), Plaats(2, 0), Plaats(2, 2)]


def test_a_name_without_a_square_beside_its_group_comes_below_all():
    regels = [gemeente("A", "Een", 0, 0), gemeente("B", "Twee", 1, 0), gemeente("C", "Drie", 0, 1)]
    assert [groep.kop for groep in kaart(regels).groepen] == [Plaats(2, 0), Plaats(0, 2), Plaats(1, 1)]


def test_a_group_moves_aside_where_another_ends():
    assert [(groep.lager, groep.rechts) for groep in kaart(REGIO).groepen] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_no_group_moves_down_where_one_reaches_over_the_edge():
    langs = [*REGIO, gemeente("Langedijk", "Alkmaar", 0, 2)]
    assert [groep.lager for groep in kaart(langs).groepen] == [False, False, False]


def test_the_map_begins_at_the_first_row_and_column_in_use():
    west = [regel for regel in REGIO if regel.subregio == "West"]
    assert [tegel.plaats for tegel in kaart(west).groepen[0].tegels] == [Plaats(0, 0), Plaats(1, 1)]


@pytest.mark.parametrize("extra", [gemeente("Nieuw", "Kop"), gemeente("Dubbel", "Kop", 1, 0)])
def test_one_without_a_square_of_its_own_makes_it_a_list_per_subregion(extra):
    lijst = kaart([*REGIO, extra])
    assert lijst.met_plaats is False
    assert [(groep.naam, [tegel.naam for tegel in groep.tegels]) for groep in lijst.groepen] == [
        ("Alkmaar", ["Bergen", "Waard"]),
        ("Kop", sorted(["Schagen", "Texel", extra.naam])),
        ("West", ["Hoorn", "Opmeer"]),
    ]
    assert {tegel.plaats for groep in lijst.groepen for tegel in groep.tegels} == {None}


def test_without_a_subregion_it_comes_last_in_the_list():
    namen = [groep.naam for groep in kaart([gemeente("Elders", ""), *REGIO]).groepen]
    assert namen == ["Alkmaar", "Kop", "West", "Overige"]


def test_a_year_from_before_the_places_can_still_be_read():
    bewaard = naar_json(gemeente("Texel", "Kop", 1, 0))
    del bewaard["kaartkolom"], bewaard["kaartrij"]
    assert uit_json(bewaard, OrganisatieRegel) == gemeente("Texel", "Kop")


@pytest.mark.parametrize(("kolom", "rij"), [(1, None), (None, 1), (10, 0), (0, 10)])
def test_the_database_refuses_half_a_place_and_one_off_the_map(wereld, kolom, rij):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisatie.objects.filter(naam="Hoorn").update(kaartkolom=kolom, kaartrij=rij)


# The content of a tile


@pytest.fixture
def beeld(wereld):
    def maak():
        verslag = bouw_verslag(wereld.programma, OUDJAAR)
        return gemeentekaart(verslag, maak_matrix(verslag))

    return maak


def _standen(beeld):
    return {tegel.naam: tegel.inhoud for groep in beeld.kaart.groepen for tegel in groep.tegels}


def test_a_tile_counts_what_the_municipality_does_itself(beeld, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")  # not one of its own acties
    standen = _standen(beeld())
    assert {naam: (stand.telling.afgerond, stand.telling.totaal) for naam, stand in standen.items()} == {
        "Alkmaar": (1, 1),
        "Heerhugowaard": (0, 1),
        "Langedijk": (0, 1),
        "Hoorn": (0, 1),
    }
    assert (standen["Hoorn"].stilzin, standen["Alkmaar"].stilzin) == ("1 zonder melding", "")


def test_a_tile_says_first_what_is_stuck(beeld, wereld, meld):
    uitleg = {"toelichting": "Geen capaciteit.", "bijsturing": "Inhuren."}
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering", koers="vastgelopen", **uitleg)
    hoorn = _standen(beeld())["Hoorn"]
    assert (hoorn.vastzin, hoorn.stilzin, hoorn.valt_stil) == ("actie 2 vast", "", False)


def test_two_without_a_report_stand_out(beeld, wereld):
    wereld.training.uitvoering = "per_organisatie"
    wereld.training.save()
    assert {(stand.stilzin, stand.valt_stil) for stand in _standen(beeld()).values()} == {("2 zonder melding", True)}


def test_a_subregion_is_counted_with_its_overleg(beeld, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    assert [
        (deel.groep.naam, deel.overleg, deel.telling.afgerond, deel.telling.totaal) for deel in beeld().subregios
    ] == [
        ("Oost", "Madivosa", 0, 1),
        ("West", "PORA", 1, 3),
    ]


def test_nothing_to_do_is_no_map(beeld, wereld):
    wereld.zelfscan.uitvoering = "regionaal"
    wereld.zelfscan.save()
    assert beeld() is None


def test_the_page_draws_it_as_a_map_once_everyone_has_a_place(als, cast, wereld):
    url = "/proef/gemeenten/?peildatum=2021-12-31"
    html = als(cast.dirk).get(url).content.decode()
    assert ("tegelkaart--plaats" in html, html.count('class="tegel')) == (False, 4 + 2 * 3 + 4 + 1)
    for nummer, naam in enumerate(["Alkmaar", "Heerhugowaard", "Langedijk", "Hoorn"]):
        Organisatie.objects.filter(naam=naam).update(kaartkolom=nummer, kaartrij=0)
    html = als(cast.dirk).get(url).content.decode()
    assert "tegelkaart--plaats" in html
    assert 'class="tegel is-rij-0 is-kolom-3 is-rechts"' in html


@pytest.mark.parametrize("pad", ["/proef/", "/proef/gemeenten/"])
def test_the_table_is_one_click_away_with_the_same_figures(als, cast, wereld, meld, pad):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    html = " ".join(als(cast.dirk).get(pad + "?peildatum=2021-12-31").content.decode().split())
    tabel = html.partition("Aantal eigen acties per gemeente en status op 31 december 2021</caption>")[2]
    tabel = tabel.partition("</table>")[0]
    assert "Samen 1 van 4 afgerond." in html
    assert tabel.count("<tr>") == 1 + 4
    rij = tabel.partition("Alkmaar</a></th>")[2].partition("</tr>")[0]
    assert rij.count('<td class="getal">0</td>') == 4
    assert '<td class="getal">1</td>' in rij


def test_a_subregion_may_be_called_anything(als, cast, wereld):
    Subregio.objects.filter(naam="West").update(naam="<b>West</b>")
    html = als(cast.dirk).get("/proef/gemeenten/?peildatum=2021-12-31").content.decode()
    assert ("<b>West" in html, "&lt;b&gt;West" in html) == (False, True)
