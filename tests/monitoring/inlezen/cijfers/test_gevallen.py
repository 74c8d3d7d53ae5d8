"""Files in the shapes in which public sources deliver them, each with its right value."""

from decimal import Decimal
from pathlib import Path

import pytest

from acties.rekenblad.lezen.fout import Bestandsfout
from monitoring.inlezen.cijfers.bestand import Kolomkeuze, lees_cijferbestand

GEVALLEN = Path(__file__).parent / "gevallen"
HIER = ("Alkmaar", "Hoorn", "Schagen", "Medemblik", "Amersfoort", "Baarn", "Goes", "Vlissingen")


def lees(naam):
    """What the page shows at once, with the choices it makes by itself: ``(regio, periode, waarde, voorlopig)``."""
    bestand = lees_cijferbestand((GEVALLEN / naam).read_bytes(), HIER.__contains__)
    keuze = Kolomkeuze(bestand.beste_regiokolom(HIER.__contains__), *bestand.cijferkeuzes()[0])
    totalen = {dimensie.kolom: dimensie.totaal for dimensie in bestand.dimensies(keuze)}
    cijfers, fouten = bestand.lees(Kolomkeuze(keuze.regio, keuze.cijfer, keuze.jaar, waarden=totalen))
    assert fouten == []
    return [(c.regio, c.periode.tekst, c.waarde, c.voorlopig) for c in cijfers if c.regio in HIER]


@pytest.mark.parametrize(
    ("naam", "cijfers"),
    [
        ("a1_decimaalpunt.csv", [("Alkmaar", "2021", "0.125"), ("Hoorn", "2021", "0.5")]),
        ("a2_jaarachtig.csv", [("Alkmaar", "2021", "1987"), ("Alkmaar", "2022", "2043"), ("Hoorn", "2021", "812")]),
        ("a4_puntkomma_in_titel.csv", [("Alkmaar", "2021", "12")]),
        (
            "f04_84852NED_halfjaar_kolommen.csv",
            [
                ("Amersfoort", "1e halfjaar 2020", "560"), ("Amersfoort", "2e halfjaar 2020", "540"),
                ("Amersfoort", "2020", "1100"), ("Baarn", "1e halfjaar 2020", "70"), ("Baarn", "2e halfjaar 2020", "80"),
                ("Baarn", "2020", "150"),
            ],
        ),
        ("f05_85100NED_dimensies.csv", [("Amersfoort", "2023*", "120"), ("Baarn", "2023*", "15")]),
        (
            "f08_statweb_kopregels.csv",
            [("Amersfoort", "2016", "2980"), ("Amersfoort", "2017*", "3010"), ("Baarn", "2016", "410")],
        ),
        (
            "f10_peildatum_periode.csv",
            [
                ("Amersfoort", "30 juni 2022*", "60"), ("Amersfoort", "31 december 2022*", "58"),
                ("Baarn", "30 juni 2022*", "10"), ("Baarn", "31 december 2022*", "10"),
            ],
        ),
        (
            "f11_drie_decimalen.csv",
            [
                ("Amersfoort", "2022", "0.123"), ("Amersfoort", "2023", "1.196"),
                ("Baarn", "2022", "0.045"), ("Baarn", "2023", "0.057"),
            ],
        ),
        ("f14_regio_vt.csv", [("Goes", "2023*", "190"), ("Vlissingen", "2023*", "260")]),
        (
            "f17_waarstaatjegemeente.xlsx",
            [("Amersfoort", "2022", "9.8"), ("Amersfoort", "2023", "10.1"), ("Baarn", "2022", "8.1"), ("Baarn", "2023", "8.4")],
        ),
    ],
)  # fmt: skip
def test_the_file_gives_its_right_figures(naam, cijfers):
    verwacht = [(regio, periode.strip("*"), Decimal(waarde), "*" in periode) for regio, periode, waarde in cijfers]
    assert lees(naam) == verwacht


def test_half_years_alone_are_read_as_half_years():
    bestand = lees_cijferbestand((GEVALLEN / "f03_84848NED_alleen_halfjaar.csv").read_bytes())
    cijfers, _ = bestand.lees(Kolomkeuze("Regio's", "Gestarte adviezen (aantal)", "Perioden"))
    assert bestand.beste_regiokolom(HIER.__contains__) == "Regio's"
    assert [(c.regio, c.periode.tekst, c.waarde, c.voorlopig) for c in cijfers] == [
        ("Nederland", "1e halfjaar 2023", 1140, True),
        ("Zeeland (PV)", "1e halfjaar 2023", 25, True),
        ("Drenthe (VT)", "1e halfjaar 2023", 25, True),
        ("Flevoland (VT)", "1e halfjaar 2023", 70, True),
    ]


def test_a_quote_that_is_never_closed_is_refused_with_its_line():
    with pytest.raises(Bestandsfout, match="Op regel 3 staat een los aanhalingsteken"):
        lees("a6_los_aanhalingsteken.csv")


def test_an_error_names_the_line_of_the_file_also_below_a_heading_with_a_line_break():
    bestand = lees_cijferbestand((GEVALLEN / "a8_kop_met_regeleinde.csv").read_bytes(), HIER.__contains__)
    cijfers, fouten = bestand.lees(Kolomkeuze("Gemeente naam", "Aantal", "Jaar"))
    assert [(c.regel, c.regio) for c in cijfers] == [(3, "Alkmaar")]
    assert [(f.rij, f.waarde) for f in fouten] == [(4, "abc")]


def test_every_case_is_tried():
    gelezen = Path(__file__).read_text(encoding="utf-8")
    assert [pad.name for pad in GEVALLEN.iterdir() if pad.name not in gelezen] == []
