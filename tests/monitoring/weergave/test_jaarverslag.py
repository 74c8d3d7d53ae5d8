"""The annual report, opened again and read as a user would; the figures are those of the world ``jaar``, by hand."""

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest

from acties.rekenblad.schrijven import excel
from acties.rekenblad.schrijven.opmaak import DATUM, ROLKLEUREN, STATUSKLEUREN
from monitoring.constanten import GEEN_MELDING
from monitoring.models import Indicator
from monitoring.verslag.bezoekers import voor_bezoekers
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.weergave.jaarverslag.jaarverslag import jaarverslag
from tests.monitoring.weergave.conftest import MOMENT, OUDJAAR, dag, open_xlsx, waarden

BLADEN = [
    "Omslag", "Samenvatting", "Oordeel", "K1 Lokaal", "A1 Preventie", "Per gemeente", "Overleggen", "Cijfers", "Wijzigingen",
    "Besluiten",
]  # fmt: skip
TRAINING = (
    "De projectleider zei op 1 maart 2022 namens de regio, over 1 maart 2022.\n"
    "Alle groepen zijn klaar.\n"
    "Nog geen bijdrage van Alkmaar, Dijk en Waard en Hoorn."
)
ZELFSCAN = (
    "Afgeleid uit de meldingen van 2 van de 3 organisaties.\n"
    "Van 3 organisaties: 1 afgerond, 1 in ontwikkeling en 1 zonder melding.\n"
    "Alkmaar (✓ Afgerond): Besproken in het college.\n"
    "Hoorn (◐ In ontwikkeling): Te weinig tijd.\n"
    "Nog geen melding van Dijk en Waard."
)
STATUSKOPPEN = ["✓ Afgerond", "▶ In uitvoering", "◐ In ontwikkeling", "○ Niet gestart", "– Geen melding"]


def maak(verslag, **keuzes):
    return open_xlsx(excel.schrijf(jaarverslag(verslag, **({"door": "Anna", "op": MOMENT} | keuzes))))


def omslag(boek):
    return {rij[0]: rij[1] if len(rij) > 1 else None for rij in waarden(boek["Omslag"]) if rij}


def kleur(cel):
    return cel.fill.fgColor.rgb[2:]


def test_the_sheets_in_their_order_open_on_the_cover(werkboek):
    assert werkboek.sheetnames == BLADEN
    assert werkboek.active.title == "Omslag"
    assert {blad.sheet_view.selection[0].activeCell for blad in werkboek if not blad.freeze_panes} == {"A1"}


def test_cover_says_what_it_is_about_and_who_made_it_when(werkboek):
    regels = omslag(werkboek)
    assert regels["Programma"] == "Samen veilig"
    assert regels["Regio"] == "Proefregio"
    assert (regels["Jaar"], regels["Peildatum"]) == (2022, dag("2022-12-31"))
    assert regels["Stand van dit verslag"] == "Concept, versie 1"
    assert (regels["Gemaakt door"], regels["Gemaakt op"]) == ("Anna", MOMENT)
    assert "Concept, voorlopig: niet vastgesteld. Cijfers en teksten kunnen nog veranderen." in regels


def test_cover_leads_to_every_sheet(werkboek):
    naar = [cel.hyperlink.location for cel in werkboek["Omslag"]["A"] if cel.hyperlink]
    assert naar == [f"'{naam}'!A1" for naam in BLADEN[1:]]


def test_legend_shows_every_sign_with_its_own_colour(werkboek):
    cellen = {cel.value: kleur(cel) for cel in werkboek["Omslag"]["A"] if cel.value}
    assert cellen["▶ In uitvoering"] == STATUSKLEUREN["in_uitvoering"][0]
    assert cellen["– Geen melding"] == STATUSKLEUREN[GEEN_MELDING][0]
    assert (cellen["G"], cellen["B"]) == (ROLKLEUREN["groen"], ROLKLEUREN["blauw"])
    assert {"● Op schema", "▲ Aandacht", "■ Vastgelopen"} <= cellen.keys()


def test_without_an_evaluatie_it_is_in_preparation(wereld):
    verslag = bouw_verslag(wereld.programma, OUDJAAR, jaar=2022)
    assert omslag(maak(verslag))["Stand van dit verslag"] == "In voorbereiding"


def test_adopted_report_has_no_warning(verslag):
    regels = omslag(maak(replace(verslag, fase="vastgesteld", versie=2, voorlopig=False)))
    assert regels["Stand van dit verslag"] == "Vastgesteld, versie 2"
    assert not any("niet vastgesteld" in naam for naam in regels)


def test_during_the_year_it_is_a_tussenstand(verslag):
    nog_bezig = dag("2022-12-31 09:00")
    assert "Tussenstand: het jaar 2022 is nog niet voorbij." in omslag(maak(verslag, op=nog_bezig))
    assert "Tussenstand: het jaar 2022 is nog niet voorbij." not in omslag(maak(verslag))


def test_demo_data_are_marked_on_the_cover_and_on_every_page(verslag):
    boek = maak(replace(verslag, programma=replace(verslag.programma, demo=True)))
    assert "Demogegevens: een deel van de meldingen in dit verslag is verzonnen." in omslag(boek)
    assert {blad.oddFooter.left.text for blad in boek} == {"Samen veilig (demogegevens)"}


def test_samenvatting_counts_per_onderdeel_with_a_total(werkboek):
    assert waarden(werkboek["Samenvatting"])[3:7] == [
        ["Onderdeel", "Soort", *STATUSKOPPEN, "Totaal", "Vervallen (apart)"],
        ["Lokaal", "Kernelement", 1, 1, 0, 0, 0, 2, 0],
        ["Preventie", "Actielijn", 0, 0, 0, 0, 1, 1, 0],
        ["Hele programma", "", 1, 1, 0, 0, 1, 3, 0],
    ]


def tabel(blad, kop):
    rijen = waarden(blad)
    begin = rijen.index([kop])
    return rijen[begin + 1 : begin + 5]


def test_shares_are_numbers_of_their_own_fraction(werkboek):
    aandeel = tabel(werkboek["Samenvatting"], "Aandeel in de acties van het onderdeel")
    assert aandeel == [
        ["Onderdeel", "Soort", *STATUSKOPPEN, "Totaal"],
        ["Lokaal", "Kernelement", 0.5, 0.5, 0, 0, 0, 1],
        ["Preventie", "Actielijn", 0, 0, 0, 0, 1, 1],
        ["Hele programma", "", 0.33, 0.33, 0, 0, 0.33, 1],
    ]


def test_change_since_the_previous_year(werkboek):
    assert tabel(werkboek["Samenvatting"], "Verschil met 31 december 2021, in aantal acties") == [
        ["Onderdeel", "Soort", *STATUSKOPPEN],
        ["Lokaal", "Kernelement", 1, 0, 0, 0, -1],
        ["Preventie", "Actielijn", 0, 0, 0, 0, 0],
        ["Hele programma", "", 1, 0, 0, 0, -1],
    ]


def test_vervallen_is_counted_apart(jaar, meld):
    meld(jaar.wereld.voorlichting, None, "2022-09-01", "vervallen", toelichting="Het Rijk neemt dit over.")
    boek = maak(bouw_verslag(jaar.wereld.programma, OUDJAAR))
    assert waarden(boek["Samenvatting"])[6] == ["Hele programma", "", 1, 1, 0, 0, 0, 2, 1]
    assert waarden(boek["A1 Preventie"])[-1][6:8] == [
        "✕ Vervallen",
        "Vervallen.\nDe projectleider zei op 1 september 2022 namens de regio, over 1 september 2022.\nHet Rijk neemt dit over.",
    ]


def test_first_year_has_nothing_to_compare_with(jaar):
    boek = maak(bouw_verslag(jaar.wereld.programma, date(2021, 12, 31), jaar=2021))
    regel = ["Er is geen eerder jaar om mee te vergelijken: dit is het eerste jaar van het programma."]
    assert waarden(boek["Wijzigingen"])[1] == regel
    assert regel in waarden(boek["Samenvatting"])
    assert omslag(boek)["Vergeleken met"] == "Geen: dit is het eerste jaar van het programma"


def test_charts_draw_the_table_beside_them(werkboek):
    grafieken = werkboek["Samenvatting"]._charts
    assert [[reeks.val.numRef.f for reeks in grafiek.series] for grafiek in grafieken] == [
        [f"'Samenvatting'!${kolom}$5:${kolom}$6" for kolom in "CDEFG"],
        [f"'Samenvatting'!${kolom}$43:${kolom}$44" for kolom in "CDEFG"],
    ]
    assert grafieken[0].series[0].tx.strRef.f == "'Samenvatting'!C4"
    assert grafieken[0].series[0].cat.numRef.f == "'Samenvatting'!$A$5:$A$6"
    assert [werkboek["Samenvatting"].cell(43, 1).value, werkboek["Samenvatting"].cell(44, 1).value] == [
        "31 december 2021",
        "31 december 2022",
    ]


def test_charts_are_stacked_bars_in_the_status_scale(werkboek):
    grafiek = werkboek["Samenvatting"]._charts[0]
    assert (grafiek.type, grafiek.grouping, grafiek.overlap) == ("bar", "stacked", 100)
    vlakken = [reeks.graphicalProperties.solidFill for reeks in grafiek.series]
    assert [vlak and vlak.srgbClr for vlak in vlakken] == ["3D2A63", "7B62AB", "C3B4DE", "ECE7F5", None]
    assert grafiek.series[-1].graphicalProperties.pattFill.prst == "ltUpDiag"


def test_charts_have_a_title_axes_and_words_for_who_does_not_see_them(boek):
    tekening, grafiek = onderdelen(excel.schrijf(boek), "xl/drawings/drawing1.xml", "xl/charts/chart1.xml")
    assert (
        'descr="Gestapelde balken van het aantal acties per status. '
        "Lokaal: 2 acties: 1 afgerond en 1 in uitvoering; Preventie: 1 actie: 1 zonder melding." in tekening
    )
    for woorden in ("Acties per onderdeel op 31 december 2022", "Kernelement of actielijn", "Aantal acties"):
        assert woorden in grafiek
    assert grafiek.count('formatCode="0;;;" sourceLinked="0"') == 5


def onderdelen(inhoud, *namen):
    with ZipFile(io.BytesIO(inhoud)) as bestand:
        return [bestand.read(naam).decode() for naam in namen]


def test_sheet_of_an_onderdeel_has_the_columns_of_the_programme(werkboek):
    rijen = waarden(werkboek["K1 Lokaal"])
    assert rijen[0] == ["Lokaal"]
    assert rijen[4:] == [
        [
            "Nr", "Actie", "Hoofdverantwoordelijke", "Aanjager", "Planning", "Status", "Wat is er gebeurd",
            "Koers en bijsturing", "Laatste melding",
        ],
        [
            1, "Trainingen geven", "Gemeenten", "B Projectleiders regio", "2021", "✓ Afgerond", TRAINING, "",
            dag("2022-03-01"),
        ],
        [
            2, "Zelfscan in elke gemeente\nElke gemeente vult de zelfscan in.", "Gemeenten", "G Beleidsambtenaren jeugd",
            "2021–2022", "▶ In uitvoering",
            ZELFSCAN,
            "▲ 1 van 3 aandacht\nHoorn: Extra uren.", dag("2022-06-01"),
        ],
    ]  # fmt: skip


def test_sheet_says_who_says_that_and_what_nobody_confirmed(jaar, meld):
    """Of the voorlichting only Veilig Thuis spoke, and not for the region; Hoorn contradicts the word on the training."""
    w = jaar.wereld
    meld(w.voorlichting, w.vt, "2022-04-01", "afgerond")
    meld(w.training, w.hoorn, "2022-04-01", "in_uitvoering", toelichting="Wij nog niet.")
    boek = maak(bouw_verslag(w.programma, OUDJAAR))
    training, voorlichting = waarden(boek["K1 Lokaal"])[-2], waarden(boek["A1 Preventie"])[-1]
    assert training[5:7] == [
        "✓ Afgerond",
        (
            "De projectleider zei op 1 maart 2022 namens de regio, over 1 maart 2022.\n"
        "Let op: 1 bijdrage sinds 1 maart 2022 zegt in uitvoering.\n"
        "Alle groepen zijn klaar.\n"
        "Bijdrage van 1 van de 3 organisaties.\n"
        "Hoorn (▶ In uitvoering): Wij nog niet.\n"
        "Nog geen bijdrage van Alkmaar en Dijk en Waard."
        ),
    ]  # fmt: skip
    assert voorlichting[6] == "✓ Afgerond (nog niet bevestigd)"
    assert waarden(boek["A1 Preventie"])[1] == ["Actielijn, 1 actie: 1 afgerond (waarvan 1 nog niet bevestigd)"]
    assert waarden(boek["Samenvatting"])[3][-1] == "Waarvan nog niet bevestigd"
    assert [rij[-1] for rij in waarden(boek["Samenvatting"])[4:7]] == [0, 1, 1]


def test_two_aanjagers_have_a_column_each(werkboek):
    rijen = waarden(werkboek["A1 Preventie"])
    assert rijen[-2][3:5] == ["Aanjager 1", "Aanjager 2"]
    assert rijen[-1][3:5] == ["G Beleidsambtenaren wmo", "B Projectleiders regio"]
    cellen = werkboek["A1 Preventie"][len(rijen)]
    assert [kleur(cellen[3]), kleur(cellen[4])] == [ROLKLEUREN["groen"], ROLKLEUREN["blauw"]]


def test_afgeronde_actie_is_grey_with_the_colour_of_its_aanjager_at_the_edge(werkboek):
    grijs = werkboek["K1 Lokaal"][6]
    assert {cel.font.color.rgb[2:] for cel in grijs if not cel.value or "Afgerond" not in str(cel.value)} == {"5A6872"}
    assert (kleur(grijs[3]), grijs[3].border.left.color.rgb[2:]) == ("F1F4F6", ROLKLEUREN["blauw"])


def test_vervallen_actie_comes_last(jaar, meld):
    meld(jaar.wereld.training, None, "2022-09-01", "vervallen", toelichting="Niet meer nodig.")
    blad = maak(bouw_verslag(jaar.wereld.programma, OUDJAAR))["K1 Lokaal"]
    assert [rij[0] for rij in waarden(blad)[-2:]] == [2, 1]


def test_matrix_has_a_row_per_municipality_grouped_per_overleg(werkboek):
    assert waarden(werkboek["Per gemeente"])[3:] == [
        ["Overleg", "Gemeente", "2. Zelfscan in elke gemeente", "Gemeld (alle acties)", "Telt mee"],
        ["West · PORA", "Alkmaar", "✓ Afgerond", 1, 1],
        ["West · PORA", "Dijk en Waard", "– Geen melding", 0, 1],
        ["Oost · Madivosa", "Hoorn", "◐ In ontwikkeling", 1, 1],
        ["Aantal gemeenten", "✓ Afgerond", 1],
        ["Aantal gemeenten", "▶ In uitvoering", 0],
        ["Aantal gemeenten", "◐ In ontwikkeling", 1],
        ["Aantal gemeenten", "○ Niet gestart", 0],
        ["Aantal gemeenten", "– Geen melding", 1],
        ["Hele regio", "Status", "▶ In uitvoering"],
    ]
    assert kleur(werkboek["Per gemeente"]["C5"]) == STATUSKLEUREN["afgerond"][0]


def test_matrix_tells_from_whom_a_successor_took_over(jaar, meld):
    meld(jaar.wereld.zelfscan, jaar.wereld.langedijk, "2021-10-01", "in_uitvoering")
    blad = maak(bouw_verslag(jaar.wereld.programma, OUDJAAR))["Per gemeente"]
    assert blad["C6"].value == "▶ In uitvoering\n(van Langedijk)"


def test_many_acties_per_organisatie_go_on_on_a_next_sheet(verslag):
    zelfscan = verslag.actie(2)
    veel = tuple(replace(zelfscan, nummer=nummer) for nummer in range(10, 23))
    boek = maak(replace(verslag, acties=veel))
    assert boek.sheetnames[5:8] == ["Per gemeente", "Per gemeente 2", "Per gemeente 3"]
    assert [boek[naam].max_column for naam in boek.sheetnames[5:8]] == [10, 10, 5]


def test_indicators_are_numbers(werkboek):
    blad = werkboek["Cijfers"]
    assert waarden(blad)[4][:5] == ["Adviesvragen", "vragen", "2021", "Hele regio", 1205.5]
    assert (blad["E5"].data_type, blad["E5"].number_format) == ("n", "#,##0.0")


def test_changes_since_the_previous_year_are_listed(werkboek):
    assert waarden(werkboek["Wijzigingen"])[1:] == [
        ["Sinds 31 december 2021 is van 2 acties de status veranderd."],
        [],
        ["Nr", "Actie", "Onderdeel", "Was", "Is nu", "Wijziging"],
        [1, "Trainingen geven", "Lokaal", "▶ In uitvoering", "✓ Afgerond", "Afgerond"],
        [2, "Zelfscan in elke gemeente", "Lokaal", "– Geen melding", "▶ In uitvoering", "Eerste melding"],
    ]


def test_judgement_and_what_the_overleggen_concluded_are_in_it(werkboek):
    assert waarden(werkboek["Oordeel"])[4] == ["Lokaal", "Kernelement", "● Op schema", "Het gaat goed."]
    assert waarden(werkboek["Overleggen"])[4] == [
        "PORA\nOverleg West", "bespreekt de uitkomsten", dag("2023-02-01"), "besproken", "", "Ga zo door.",
    ]  # fmt: skip


def test_dates_are_dates_in_dutch(werkboek):
    cel = werkboek["K1 Lokaal"]["I6"]
    assert (cel.is_date, cel.number_format) == (True, DATUM)


@pytest.mark.parametrize("naam", BLADEN[1:])
def test_every_table_keeps_its_header_in_sight_and_can_be_filtered(werkboek, naam):
    blad = werkboek[naam]
    kop = int(blad.freeze_panes[1:]) - 1
    assert blad.auto_filter.ref.startswith(f"A{kop}:")
    assert all(cel.font.b for cel in blad[kop][: len(waarden(blad)[kop - 1])])
    assert blad.print_title_rows == ("$1:$1" if naam == "Samenvatting" else f"${kop}:${kop}")


@pytest.mark.parametrize("naam", BLADEN)
def test_every_sheet_prints_on_a4_landscape_one_page_wide(werkboek, naam):
    blad = werkboek[naam]
    assert (blad.page_setup.orientation, blad.page_setup.paperSize) == ("landscape", 9)
    assert blad.sheet_properties.pageSetUpPr.fitToPage is True
    assert (blad.page_setup.fitToWidth, blad.page_setup.fitToHeight) == (1, 0)
    voet = blad.oddFooter
    assert voet.left.text == "Samen veilig"
    assert voet.center.text == "Jaarverslag 2022, voorlopig, peildatum 31 december 2022 (concept)"
    assert voet.right.text == "Pagina &P van &N"


def test_text_of_a_low_row_keeps_off_the_line_above_it(werkboek):
    """In the middle of its row; the row of an actie that many wrote about begins at the top."""
    blad = werkboek["Oordeel"]
    assert {cel.alignment.vertical for cel in blad[5]} == {"center"}


def test_an_ampersand_in_the_name_stays_one_in_the_footer(verslag):
    boek = maak(replace(verslag, programma=replace(verslag.programma, naam="Zorg & Veiligheid")))
    assert boek["Omslag"].oddFooter.left.text == "Zorg && Veiligheid"


def test_no_cell_is_merged(werkboek):
    assert [blad.merged_cells.ranges for blad in werkboek] == [set()] * len(BLADEN)


def test_file_knows_its_title_language_and_maker(werkboek):
    eigenschappen = werkboek.properties
    assert eigenschappen.title == "Jaarverslag 2022, voorlopig – Samen veilig"
    assert (eigenschappen.creator, eigenschappen.language) == ("Anna", "nl-NL")
    assert eigenschappen.created == eigenschappen.modified == MOMENT


def test_same_report_at_the_same_moment_is_the_same_file(verslag):
    een, twee = (excel.schrijf(jaarverslag(verslag, door="Anna", op=MOMENT)) for _ in range(2))
    assert een == twee


def test_visitor_reads_no_names_and_no_internal_notes(verslag):
    boek = maak(voor_bezoekers(verslag), door="")
    tekst = "\n".join(str(cel) for blad in boek for rij in waarden(blad) for cel in rij)
    assert "Extra uren." not in tekst
    assert "Carla" not in tekst
    assert "Te weinig tijd." in tekst
    assert boek.properties.creator == "Openbare versie"


def hernoemd(verslag, *namen):
    onderdelen = tuple(replace(o, naam=naam, code="X") for o, naam in zip(verslag.onderdelen, namen, strict=True))
    acties = tuple(replace(actie, onderdeel="X") for actie in verslag.acties)
    return replace(verslag, onderdelen=onderdelen, acties=acties)


def test_hostile_names_of_onderdelen_become_safe_sheet_names(verslag):
    lang = "Zorg/veiligheid: [samen] werken * aan ? een \\ veilig thuis"
    boek = maak(hernoemd(verslag, lang, lang))
    assert boek.sheetnames[3:5] == ["X Zorg veiligheid samen werken", "X Zorg veiligheid samen wer (2)"]
    links = [cel.hyperlink.location for cel in boek["Omslag"]["A"] if cel.hyperlink]
    assert links[2:4] == ["'X Zorg veiligheid samen werken'!A1", "'X Zorg veiligheid samen wer (2)'!A1"]


GEVAARLIJK = ["=1+1", "+31 6", "-2 dagen", "@SOM(A1)", "\tingesprongen", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_text_that_looks_like_a_formula_stays_text(verslag, tekst):
    acties = tuple(replace(a, titel=tekst, omschrijving="", hoofdverantwoordelijken=(tekst,)) for a in verslag.acties)
    blad = maak(replace(verslag, acties=acties))["K1 Lokaal"]
    assert [(blad[f"{kolom}6"].value, blad[f"{kolom}6"].data_type) for kolom in "BC"] == [(tekst, "s")] * 2
    assert [blad[f"{kolom}6"].quotePrefix for kolom in "BC"] == [True, True]


def met_toelichting(verslag, tekst):
    training = verslag.actie(1)
    gewijzigd = replace(training, melding=replace(training.melding, toelichting=tekst))
    return replace(verslag, acties=tuple(gewijzigd if a.nummer == 1 else a for a in verslag.acties))


def test_control_characters_and_half_characters_do_not_break_the_file(verslag):
    blad = maak(met_toelichting(verslag, "a\x00b\x0bc\ud800d\ufffee\r\nf"))["K1 Lokaal"]
    assert blad["G6"].value == TRAINING.replace("Alle groepen zijn klaar.", "abcde\nf")


def test_very_long_text_leaves_one_row_per_actie_and_loses_nothing(verslag):
    tekst = " ".join(f"Zin {nummer} over wat er gebeurde." for nummer in range(1, 1200))
    assert len(tekst) > 32_767
    boek = maak(met_toelichting(verslag, tekst))
    blad, lang = boek["K1 Lokaal"], boek["Lange teksten"]
    [rij] = [rij for rij in waarden(blad) if rij and rij[0] == 1]
    assert rij[6].endswith("… (vervolg op het blad Lange teksten, rij 5)")
    stukken = [regel[3] for regel in waarden(lang)[4:]]
    heel = TRAINING.replace("Alle groepen zijn klaar.", tekst)
    assert "".join(stukken).replace("\n", "") == heel.replace("\n", "")  # a row may end where a line does
    [klik] = [cel.hyperlink for cel in blad["B"] if cel.hyperlink]
    assert (klik.location, lang["C5"].hyperlink.location) == ("'Lange teksten'!A5", "'K1 Lokaal'!A1")
    hoogtes = [rij.height for elk in (blad, lang) for rij in elk.row_dimensions.values() if rij.height]
    assert max(hoogtes) <= 409


def test_code_that_excel_would_decode_stays_as_written(verslag):
    [blad] = onderdelen(
        excel.schrijf(jaarverslag(met_toelichting(verslag, "_x0041_"), door="", op=MOMENT)), "xl/worksheets/sheet4.xml"
    )
    assert "_x005F_x0041_" in blad


def test_emoji_and_right_to_left_text_read_the_same(verslag):
    tekst = "Klaar 🎉 \u202eabc\u202c عربى"
    assert maak(met_toelichting(verslag, tekst))["K1 Lokaal"]["G6"].value == TRAINING.replace(
        "Alle groepen zijn klaar.", tekst
    )


def test_a_target_has_its_row_and_its_line(jaar):
    """The line has the figures of the region, and the target beside each of them."""
    indicator = Indicator.objects.get()
    velden = {"nulwaarde": 1500, "nuljaar": 2019, "norm": "hoogstens", "streefwaarde": 1200, "streefjaar": 2021}
    Indicator.objects.filter(pk=indicator.pk).update(**velden, streefbron="Regiovisie")
    blad = maak(bouw_verslag(jaar.wereld.programma, OUDJAAR))["Cijfers in beeld"]
    rijen = waarden(blad)
    kop = rijen.index([
        "Indicator", "Nulwaarde", "Jaar", "Norm", "Streefwaarde", "Jaar", "Uitkomst", "Bron van de streefwaarde", "Noemer",
    ])  # fmt: skip
    uitkomst = "Niet gehaald: 1.205,5 vragen in 2021; het streven is ten hoogste 1.200 vragen in 2021."
    assert rijen[kop + 1][:8] == ["Adviesvragen", 1500, "2019", "ten hoogste", 1200, "2021", uitkomst, "Regiovisie"]
    lijn = rijen.index(["Periode", "Cijfer", "Streven"])
    assert rijen[lijn + 1 : lijn + 3] == [["2019", 1500, 1200], ["2021", 1205.5, 1200]]
    (grafiek,) = blad._charts
    assert [reeks.val.numRef.f for reeks in grafiek.series] == [
        f"'Cijfers in beeld'!${kolom}${lijn + 2}:${kolom}${lijn + 3}" for kolom in "BC"
    ]
