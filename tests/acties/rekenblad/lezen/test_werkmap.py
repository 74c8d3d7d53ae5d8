"""A workbook is read cell by cell: what is there, what cannot be read, and never something else."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from acties.rekenblad.lezen.fout import Bestandsfout, Onleesbaar
from acties.rekenblad.lezen.grenzen import WERKBOEK
from acties.rekenblad.lezen.lezen import lees_tabel
from acties.rekenblad.lezen.soort import BEWAAR_ALS, MACROS, STRICT, WACHTWOORD
from acties.rekenblad.lezen.werkmap import Blad, lees_werkmap
from tests.acties.rekenblad.lezen.bouwen import (
    bewaard,
    delen,
    ingepakt,
    met_cel,
    met_deel,
    met_gedeelde_teksten,
    werkmap,
)

GEWOON = werkmap(Blad=[["kop", "tekst"], ["a", "b"]])
ZONDER = "Hier staat een formule zonder uitkomst ({}). Open het bestand in Excel en bewaar het, of typ de waarde zelf."
HALF = "In “{}” staat een teken dat niet te bewaren is. Typ dat stuk opnieuw."


def cel(xml, inhoud=GEWOON):
    """What is read from cell B2 with this XML."""
    [blad] = lees_werkmap(met_cel(inhoud, "B2", xml))
    waarde = blad.rijen[1][1][1] if len(blad.rijen[1][1]) > 1 else None
    return waarde.uitleg if isinstance(waarde, Onleesbaar) else waarde


@pytest.mark.parametrize(
    ("xml", "waarde"),
    [
        ("<v>12</v>", 12),
        ("<v>2022.0</v>", 2022),
        ("<v>1E3</v>", 1000),
        ("<v>12.5</v>", Decimal("12.5")),
        ("<v>0.30000000000000004</v>", Decimal("0.3")),
        ("<v></v>", None),
        ('t="b"><v>1</v>', True),
        ('t="d"><v>2021-12-31</v>', date(2021, 12, 31)),
        ('t="inlineStr"><is><t>gewoon</t></is>', "gewoon"),
        ('t="inlineStr"><is><r><t>in </t></r><r><t>stukken</t></r><rPh sb="0" eb="1"><t>uitspraak</t></rPh></is>', "in stukken"),
        ('t="inlineStr"><is><t>een_x000D_twee</t></is>', "een\rtwee"),
        ('t="inlineStr"><is><t>een_x005F_x000D_twee</t></is>', "een_x000D_twee"),
        ('t="inlineStr"><is><t>_xD83D__xDE00_</t></is>', "😀"),
        ('t="str"><f>T(1)</f><v>uitkomst</v>', "uitkomst"),
        ('t="str"><f>T(1)</f><v></v>', ""),
        ("<f>1+1</f><v>2</v>", 2),
        ("<f>A2</f><v></v>", ZONDER.format("=A2")),
        ('<f t="shared" si="0"/>', ZONDER.format("=")),
        ('t="e"><v>#SPILL!</v>', "Hier staat de foutwaarde #SPILL!. Maak de cel leeg of typ zelf wat er moet staan."),
        ('t="inlineStr"><is><t>a_x0000_b</t></is>', HALF.format("a\ufffdb")),
        ('t="inlineStr"><is><t>a_xD800_</t></is>', HALF.format("a\ufffd")),
        (f't="inlineStr"><is><t>{"a" * 32_767}</t></is>', "Deze tekst is te lang voor een cel en is afgekapt. Maak hem korter."),
        (f't="inlineStr"><is><t>{"_x000D_" * 9_000}</t></is>', "\r" * 9_000),
        (f't="inlineStr"><is><t>{"a" * 32_766}</t></is>', "a" * 32_766),
    ],
    ids=lambda deel: str(deel)[:40],
)  # fmt: skip
def test_a_cell_is_what_it_says_or_it_is_refused(xml, waarde):
    gelezen = cel(xml)
    assert (gelezen, type(gelezen)) == (waarde, type(waarde))


def met_datums(*waarden):
    boek = Workbook()
    boek.active.append(["dag"])
    for waarde in waarden:
        boek.active.append([waarde])
    return bewaard(boek)


@pytest.mark.parametrize(
    "dag", [date(1900, 1, 15), date(1900, 2, 28), date(1900, 3, 1), date(2021, 12, 31), date(9999, 12, 31)]
)
def test_no_day_moves_not_even_in_the_year_that_excel_counts_wrong(dag):
    [blad] = lees_werkmap(met_datums(dag))
    assert blad.rijen[1:] == [(2, [dag])]


def test_a_moment_keeps_its_time_and_a_day_that_was_not_there_is_refused():
    moment = datetime(2021, 12, 31, 9, 30)  # noqa: DTZ001 - a cell has no time zone
    inhoud = met_datums(moment, date(2021, 12, 31), time(9, 30))
    [blad] = lees_werkmap(inhoud)
    assert [rij for _, rij in blad.rijen[1:]] == [[moment], [date(2021, 12, 31)], [time(9, 30)]]
    stijl = delen(inhoud)["xl/worksheets/sheet1.xml"].split(b'r="A3" ')[1].split(b'"')[1].decode()
    for dagen in ("60", "60.5", "2958466", "-800000"):
        [blad] = lees_werkmap(met_cel(inhoud, "A3", f's="{stijl}"><v>{dagen}</v>'))
        assert blad.rijen[2][1][0].uitleg == "Hier staat een datum die niet bestaat. Typ de datum opnieuw."


def test_the_day_counting_of_a_mac_is_followed():
    boek = Workbook()
    boek.epoch = CALENDAR_MAC_1904
    boek.active.append(["dag"])
    boek.active.append([date(2021, 12, 31)])
    [blad] = lees_werkmap(bewaard(boek))
    assert blad.rijen[1][1] == [date(2021, 12, 31)]


def test_a_shared_text_is_what_was_typed():
    inhoud = met_gedeelde_teksten(
        met_cel(met_cel(GEWOON, "A2", 't="s"><v>0</v>'), "B2", 't="s"><v>1</v>'),
        "<t>_x005F_x000D_ typte ik</t>",
        "<r><t>een_x000D_</t></r><r><t>twee</t></r>",
    )
    [blad] = lees_werkmap(inhoud)
    assert blad.rijen[1] == (2, ["_x000D_ typte ik", "een\rtwee"])


def test_rows_keep_their_own_number_and_an_empty_one_costs_nothing():
    rijen = b'<row r="9"/><row r="1048576"><c r="B1048576"><v>7</v></c></row></sheetData>'
    [blad] = lees_werkmap(met_deel(GEWOON, "xl/worksheets/sheet1.xml", lambda oud: oud.replace(b"</sheetData>", rijen)))
    assert blad.rijen[1:] == [(2, ["a", "b"]), (1_048_576, [None, 7])]


def test_a_row_or_cell_without_a_place_follows_the_one_before():
    rijen = b'<row><c t="n"><v>1</v></c><c><v>2</v></c></row></sheetData>'
    [blad] = lees_werkmap(met_deel(GEWOON, "xl/worksheets/sheet1.xml", lambda oud: oud.replace(b"</sheetData>", rijen)))
    assert blad.rijen[2] == (3, [1, 2])


def test_a_sheet_that_is_named_but_missing_is_not_read_as_empty():
    onderdelen = delen(werkmap(Een=[["a"]], Twee=[["b"]]))
    del onderdelen["xl/worksheets/sheet2.xml"]
    with pytest.raises(Bestandsfout, match="beschadigd"):
        lees_werkmap(ingepakt(onderdelen))


# What kind of file it is


def soorten(oud, nieuw):
    return met_deel(GEWOON, "[Content_Types].xml", lambda deel: deel.replace(oud, nieuw))


def strict():
    return met_deel(
        GEWOON,
        "_rels/.rels",
        lambda deel: deel.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml"
        ),
    )


def met_wachtwoord():
    """The mark on a part of a zip that it is locked."""
    inhoud = bytearray(GEWOON)
    for merk, plaats in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = inhoud.find(merk)
        while begin >= 0:
            inhoud[begin + plaats] |= 1
            begin = inhoud.find(merk, begin + 4)
    return bytes(inhoud)


VBA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_048_570) + "_VBA_PROJECT".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("inhoud", "uitleg"),
    [
        (strict(), STRICT),
        (met_wachtwoord(), WACHTWOORD),
        (ingepakt(delen(GEWOON) | {"xl/vbaProject.bin": b"x"}), MACROS),
        (ingepakt(delen(GEWOON) | {"xl/media/plaatje.png": VBA}), MACROS),
        (ingepakt(delen(GEWOON) | {"xl/macrosheets/sheet1.xml": b"<x/>"}), MACROS),
        (soorten(b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'), MACROS),
        (soorten(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"), f"Dit is een Wordbestand. {BEWAAR_ALS}"),
        (OLE + "Workbook".encode("utf-16-le"), f"Dit is een oud Excelbestand. {BEWAAR_ALS}"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), WACHTWOORD),
        (OLE, f"Dit is een oud of versleuteld Excelbestand. {BEWAAR_ALS}"),
        (ingepakt({"mimetype": b"application/vnd.oasis"}), f"Dit is een OpenDocumentbestand. {BEWAAR_ALS}"),
        (b"a;b\n1;2", "Dit is geen Excelbestand. Kies een Excelbestand (.xlsx)."),
        (b"PK" + bytes(5 * 1024 * 1024), "Het bestand is groter dan 5 MB. Splits het in delen."),
    ],
    ids=lambda deel: deel[:30] if isinstance(deel, str) else "bestand",
)  # fmt: skip
def test_another_kind_of_file_is_named_with_what_to_do(inhoud, uitleg):
    with pytest.raises(Bestandsfout) as fout:
        lees_werkmap(inhoud)
    assert str(fout.value) == uitleg


def test_a_document_type_hidden_in_another_coding_is_refused():
    dtd = b'<?xml version="1.0" encoding="cp037"?>' + '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("cp037")
    with pytest.raises(Bestandsfout, match="onderdelen die hier niet mogen"):
        lees_werkmap(ingepakt(delen(GEWOON) | {"xl/sharedStrings.xml": dtd}))


def test_a_document_within_the_workbook_makes_it_no_document():
    word = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    inhoud = soorten(b"</Types>", b'<Default Extension="docx" ContentType="' + word + b'"/></Types>')
    assert len(lees_werkmap(inhoud)[0].rijen) == 2


def test_a_text_about_macros_is_no_macro():
    assert cel('t="inlineStr"><is><t>vbaProject, macroEnabled en _VBA_PROJECT</t></is>').startswith("vbaProject")


def test_limits_are_of_a_sheet_and_not_of_what_it_claims():
    lang = werkmap(Blad=[["kop"], *[[nummer] for nummer in range(2_000)]])
    assert len(lees_werkmap(lang, grenzen=WERKBOEK)[0].rijen) == 2_001
    te_lang = werkmap(Blad=[["kop"], *[[nummer] for nummer in range(2_001)]])
    with pytest.raises(Bestandsfout, match="Blad “Blad” heeft meer dan 2000 rijen"):
        lees_werkmap(te_lang, grenzen=WERKBOEK)


# The table on a sheet

NAMEN = {"nummer": "nummer", "titel": "titel"}


def tabel(*rijen, samengevoegd=(), formules=(), **opties):
    blad = Blad("Acties", rijen=list(enumerate(map(list, rijen), 3)), formules=set(formules))
    for bereik in samengevoegd:
        links, boven, _, onder = range_boundaries(bereik)
        blad.samengevoegd.append((bereik, links, boven, onder))
    return lees_tabel(blad, NAMEN, **opties)


def test_a_heading_is_found_however_it_is_written_and_wherever_it_stands():
    gelezen = tabel(["", " NUMMER", None, "Titel\u00a0"], [None, 1, None, "a"], [None, 2])
    assert (gelezen.koprij, gelezen.koppen, gelezen.letters) == (3, ("nummer", "titel"), ("B", "D"))
    assert gelezen.rijen == ((4, (1, "a")), (5, (2, None)))


@pytest.mark.parametrize(
    ("rijen", "samengevoegd", "zin"),
    [
        ([["nummer", "Nummer "]], [], "Kolom “nummer” staat twee keer op blad “Acties”: in A3 en B3. Laat er één staan."),
        ([["nummer"], [1], [2]], ["A4:A5"], "Op blad “Acties” zijn de cellen A4:A5 samengevoegd. Splits ze weer."),
        ([["nummer", None]], ["A3:B3"], "Op blad “Acties” zijn de cellen A3:B3 samengevoegd. Splits ze weer."),
        ([["nummer"], [1, None, "los"]], [], "Blad Acties, rij 4: “los” staat in een kolom zonder naam in rij 3."),
        ([[Onleesbaar("=A1", "Een formule.")]], [], "Blad Acties, cel A3: Een formule."),
        ([[f"k{nummer}" for nummer in range(61)]], [], "Blad Acties heeft meer dan 60 kolommen."),
    ],
)  # fmt: skip
def test_a_table_that_says_two_things_is_refused_with_the_cells(rijen, samengevoegd, zin):
    with pytest.raises(Bestandsfout) as fout:
        tabel(*rijen, samengevoegd=samengevoegd)
    assert str(fout.value) == zin


@pytest.mark.parametrize("bereik", ["A1:B2", "C3:D4", "A9:B10"])
def test_cells_that_are_merged_outside_the_table_hurt_nobody(bereik):
    assert tabel(["nummer"], [1], samengevoegd=[bereik]).rijen == ((4, (1,)),)


def test_a_note_beside_the_table_is_named_where_it_may_be_there():
    gelezen = tabel(["nummer"], [1, None, "let op"], [None, "los"], kantlijn=True)
    assert (gelezen.rijen, gelezen.opmerkingen) == (
        ((4, (1,)),),
        (
            "Blad “Acties”, cel C4: “let op” staat naast de tabel, in een kolom zonder kop. Dat lezen we niet in.",
            "Blad “Acties”, cel B5: “los” staat naast de tabel, in een kolom zonder kop. Dat lezen we niet in.",
        ),
    )


@pytest.mark.parametrize(("meer", "woord"), [(1, "1 formule"), (2, "2 formules")])
def test_formulas_and_notes_that_are_not_named_are_counted_in_words(meer, woord):
    rijen = [[nummer, None, "los"] for nummer in range(20 + meer)]
    plekken = [(nummer, 1) for nummer in range(4, 24 + meer)]
    opmerkingen = tabel(["nummer"], *rijen, formules=plekken, kantlijn=True).opmerkingen
    cellen = woord.replace("formule", "cel").replace("cels", "cellen")
    assert [zin for zin in opmerkingen if "nog " in zin] == [
        f"Blad “Acties”: nog {woord}. Ook daarvan lezen we de uitkomst.",
        f"Blad “Acties”: nog {cellen} naast de tabel lezen we niet in.",
    ]


def test_formulas_are_named_up_to_twenty_and_then_counted():
    rijen = [[nummer, "x"] for nummer in range(23)]
    plekken = [(nummer, 1) for nummer in range(3, 27)]
    gelezen = tabel(["nummer", "titel"], *rijen, formules=plekken, nemen=lambda kop: kop == "nummer")
    assert gelezen.opmerkingen[0] == (
        "Blad “Acties”, cel A4 (nummer): hier staat een formule. We lezen haar uitkomst. Klopt die niet, typ dan zelf wat er "
        "moet staan."
    )
    assert (len(gelezen.opmerkingen), gelezen.opmerkingen[-1]) == (
        21,
        "Blad “Acties”: nog 3 formules. Ook daarvan lezen we de uitkomst.",
    )


@pytest.mark.parametrize("kenmerk", ["", 'ref="FOO"', 'ref="A:B"'])
def test_a_merged_area_without_a_place_is_a_broken_file(kenmerk):
    stuk = f"</sheetData><mergeCells><mergeCell {kenmerk}/></mergeCells>".encode()
    with pytest.raises(Bestandsfout, match="beschadigd"):
        lees_werkmap(met_deel(GEWOON, "xl/worksheets/sheet1.xml", lambda oud: oud.replace(b"</sheetData>", stuk)))


def test_a_bad_zip_inside_says_what_to_do():
    with zipfile.ZipFile(io.BytesIO(GEWOON)) as archief:
        assert archief.testzip() is None
    with pytest.raises(Bestandsfout, match="beschadigd"):
        lees_werkmap(met_deel(GEWOON, "xl/worksheets/sheet1.xml", lambda oud: oud[: len(oud) // 2]))
