"""Three acties in three states are 33% each: whoever shows that says that it is 99 by rounding."""

import io

import docx
import pytest
from django.urls import reverse

from monitoring.lezen.raadsbrief import raadsbrief
from monitoring.weergave.brief import word
from monitoring.weergave.brief.eerste_vorm import eerste_vorm
from monitoring.weergave.papier.papier import jaarverslag_papier

from .conftest import MOMENT, waarden

SAMEN = "Door afronding zijn de percentages samen 99%."
PER_RIJ = "Door afronding zijn de percentages van een rij samen niet overal precies 100%."


def test_the_sheet_says_so_below_the_shares(werkboek):
    rijen = waarden(werkboek["Samenvatting"])
    kop = rijen.index(["Aandeel in de acties van het onderdeel"])
    assert [PER_RIJ] in rijen[kop:]
    assert [PER_RIJ] not in rijen[:kop]


def test_the_paper_says_so_at_both_tables(verslag):
    html = jaarverslag_papier(verslag, door="Anna", op=MOMENT).html
    assert (html.count(SAMEN), html.count(PER_RIJ)) == (1, 1)


def test_the_letter_says_so(verslag):
    brief = docx.Document(io.BytesIO(word.schrijf(eerste_vorm(raadsbrief(verslag, "alkmaar"), op=MOMENT))))
    assert [alinea.text for alinea in brief.paragraphs].count(SAMEN) == 1


@pytest.mark.parametrize(
    ("naam", "rest", "zinnen"),
    [
        ("dashboard", [], [SAMEN]),  # in the table; the counters have no percentages
        ("onderdeel_lijst", [], [SAMEN]),
        ("evaluatie_detail", [2022], [PER_RIJ]),
        ("bespreking_bewerken", [2022, "pora"], [SAMEN]),
    ],
)
def test_the_page_says_so(als, cast, jaar, naam, rest, zinnen):
    adres = reverse(f"monitoring:{naam}", args=["proef", *rest])
    pagina = als(cast.anna).get(adres, {} if rest else {"peildatum": "2022-12-31"}).content.decode()
    assert [zin for zin in (SAMEN, PER_RIJ) for _ in range(pagina.count(zin))] == zinnen


def test_one_actie_is_one_in_the_counters(als, cast, jaar):
    jaar.wereld.programma.acties.exclude(nummer=1).update(vervallen_op="2022-01-01", vervallen_reden="Is er niet meer.")
    pagina = als(cast.anna).get(reverse("monitoring:dashboard", args=["proef"]), {"peildatum": "2022-12-31"})
    assert "De enige actie is" in pagina.content.decode()
    assert SAMEN not in pagina.content.decode()
