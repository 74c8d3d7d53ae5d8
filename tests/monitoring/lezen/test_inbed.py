"""A chart for the site of somebody else: all in it, in a frame anywhere, and no more than a visitor may see."""

import xml.etree.ElementTree as ET

import pytest

from acties.models import Actie
from acties.spoor.bewaren import plek
from tests.antwoord import tekst

STAND, JAREN = "/proef/grafieken/stand.svg", "/proef/grafieken/jaren.svg"
DAG = "?peildatum=2021-12-31"


@pytest.fixture
def openbaar(settings, als, wereld):
    settings.DASHBOARD_OPENBAAR = True
    return als(None)


def woorden(antwoord):
    """Every text of the drawing, in order."""
    svg = ET.fromstring(antwoord.content)  # noqa: S314 - our own
    return [deel.text for deel in svg.iter() if deel.text and deel.text.strip()]


def test_drawing_carries_its_title_day_programme_counts_and_source(openbaar, wereld, meld):
    meld(wereld.training, None, "2021-06-01", "afgerond", toelichting="Geheim & <b>")
    antwoord = openbaar.get(STAND + DAG)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "image/svg+xml")
    assert woorden(antwoord) == [
        "Aantal acties per status, Samen veilig · 31 december 2021, voorlopig",
        "1 afgerond en 2 geen melding, samen 3",
        "Aantal acties per status",
        "Samen veilig · 31 december 2021, voorlopig",
        *("1", "2", "3"),
        *("Afgerond", "In uitvoering", "In ontwikkeling", "Niet gestart", "Geen melding"),
        "Bron: testserver/proef/",
    ]
    assert "#3D2A63" in antwoord.content.decode()  # its colours are its own: no stylesheet comes along
    assert "style" not in antwoord.content.decode()


def test_what_is_dropped_is_said_and_not_counted(openbaar, wereld):
    Actie.objects.filter(nummer=1).update(vervallen_op="2021-03-01", vervallen_reden="Klaar.")
    assert woorden(openbaar.get(STAND + DAG))[-1] == "Bron: testserver/proef/ · Niet meegeteld: 1 vervallen actie."


def test_years_have_a_bar_each_on_one_scale(openbaar, wereld, meld):
    meld(wereld.training, None, "2022-06-01", "afgerond")
    gevonden = woorden(openbaar.get(f"{JAREN}?peildatum=2022-12-31"))
    assert gevonden[1] == (
        "2021, voorlopig: 3 geen melding, samen 3; 2022, voorlopig: 1 afgerond en 2 geen melding, samen 3"
    )
    assert gevonden[3] == "Samen veilig · 2021 tot en met 2022, voorlopig"


def test_name_of_a_programme_stays_text(openbaar, wereld):
    wereld.programma.naam = "Veilig & <script>thuis</script>"
    wereld.programma.save()
    assert "Veilig & <script>thuis</script> · 31 december 2021, voorlopig" in woorden(openbaar.get(STAND + DAG))


# Where it may stand


def kader(antwoord):
    return antwoord.get("X-Frame-Options"), "frame-ancestors *" in antwoord["Content-Security-Policy"]


def test_only_the_drawing_may_stand_in_a_frame_elsewhere_also_when_it_did_not_change(openbaar):
    antwoord = openbaar.get(STAND)
    assert kader(antwoord) == (None, True)
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
    zelfde = openbaar.get(STAND, headers={"If-None-Match": antwoord["ETag"]})
    assert (zelfde.status_code, kader(zelfde)) == (304, (None, True))
    anders = [openbaar.get("/proef/grafieken/taart.svg"), openbaar.post(STAND), openbaar.get("/proef/")]
    assert [(antwoord.status_code, *kader(antwoord)) for antwoord in anders] == [
        (404, "DENY", False),
        (405, "DENY", False),
        (200, "DENY", False),
    ]


def test_site_that_is_not_open_gives_nobody_a_drawing_and_no_address_for_it(als, cast, wereld):
    antwoord = als(None).get(STAND)
    assert (antwoord.status_code, kader(antwoord)) == (302, ("DENY", False))
    assert "eigen site" not in tekst(als(cast.dirk).get("/proef/"))


def test_page_says_under_the_chart_how_to_use_it(openbaar):
    pagina = tekst(openbaar.get(f"/proef/{DAG}"))
    assert f'<a href="{STAND}">http://testserver{STAND}</a>' in pagina
    assert f'<a href="{STAND}{DAG}">http://testserver{STAND}{DAG}</a>' in pagina
    assert f'<a href="{JAREN}">' in tekst(openbaar.get("/proef/?peildatum=2022-12-31"))


def test_number_of_queries_is_constant(openbaar, wereld, django_assert_num_queries):
    plek.clear()
    openbaar.get(JAREN)
    with django_assert_num_queries(1):
        openbaar.get(JAREN)
