"""A text that is higher than a row can be: the record stays one row, and the whole text stands on a sheet that is linked."""

from dataclasses import replace

import pytest

from acties.rekenblad.schrijven.boek import Blad, Cel, Grafiek, Regel, Tabel
from acties.rekenblad.schrijven.maat import MAX_EXCEL, hoogte
from monitoring.weergave.jaarverslag.lange_teksten import met_lange_teksten

LANG = "\n".join(f"regel {nummer}" for nummer in range(40))
KOPPEN = (Cel("Nr"), Cel("Actie"), Cel("Wat is er gebeurd"))


def blad(*teksten, naam="K1"):
    rijen = tuple((Cel(9, "nummer"), Cel("Zelfscan\nIn elke wijk", vet=8), Cel(tekst)) for tekst in teksten)
    return Blad(naam, "", (5, 30, 30), (Regel("Titel"), Tabel(KOPPEN, rijen, filter=True)))


def rijen(van, deel=1):
    return [tuple(cel.waarde for cel in rij) for rij in van.delen[deel].rijen]


def test_sheets_that_fit_stay_as_they_are():
    bladen = [blad("kort", "\n".join("r" * 33))]
    assert met_lange_teksten(bladen, 1) == bladen


def test_record_stays_one_row_that_fits_and_says_where_the_rest_is():
    eerst = met_lange_teksten([blad("kort", LANG)], 1)[0]
    [(_, _, kort), (nummer, naam, begin)] = rijen(eerst)
    assert (kort, nummer, naam) == ("kort", 9, "Zelfscan\nIn elke wijk")
    assert begin.startswith("regel 0\nregel 1\n")
    assert begin.endswith("… (vervolg op het blad Lange teksten, rij 5)")
    assert hoogte(begin, 30, 9) <= MAX_EXCEL
    assert "\n".join(LANG.split("\n")[:31]) in begin


def test_links_lead_there_and_back():
    eerst, lang = met_lange_teksten([blad("kort", LANG), blad(LANG, naam="K2")], 1)[::2]
    [(leeg, klik)] = eerst.delen[2].rijen
    assert (leeg.waarde, klik.waarde, klik.naar, klik.naar_rij) == (None, "Verder lezen bij nummer 9", 3, 5)
    naamloos = replace(blad(), delen=(Tabel(KOPPEN, [(Cel("Wonen en weggaan\nDeel 2"), Cel(), Cel(LANG))]),))
    assert met_lange_teksten([naamloos], 1)[0].delen[1].rijen[0][-1].waarde == "Verder lezen bij Wonen en weggaan"
    terug = [rij[2] for rij in lang.delen[3].rijen if rij[2].waarde]
    assert [(cel.waarde, cel.naar) for cel in terug] == [("K1", 1), ("K2", 2)]


def test_whole_text_is_on_the_sheet_over_more_rows_where_needed():
    lang = met_lange_teksten([blad(LANG)], 1)[-1]
    eerste, tweede, derde = rijen(lang, 3)
    assert eerste[:3] == ("9. Zelfscan", "Wat is er gebeurd", "K1")
    assert tweede[:3] == derde[:3] == ("(vervolg)", None, None)
    assert eerste[3] + tweede[3] + derde[3] == LANG


def test_chart_reads_from_the_table_that_is_there_now():
    voor = blad(LANG)
    grafiek = Grafiek(titel="", tabel=voor.delen[1], labels=1, reeksen=(), as_onderdelen="", as_aantal="", alt="")
    na = met_lange_teksten([replace(voor, delen=(*voor.delen, grafiek))], 1)[0]
    assert na.delen[-1].tabel is na.delen[1]


@pytest.mark.parametrize("cel", [Cel(3, "getal"), Cel("a" * 9_000, "regel"), Cel(None)])
def test_what_takes_one_line_is_never_cut(cel):
    voor = replace(blad(), delen=(Tabel((), ((cel, cel, cel),)),))
    assert met_lange_teksten([voor], 1) == [voor]
