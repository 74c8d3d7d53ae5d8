"""Bad files, made here: each is refused by its content in one sentence, or read safely. Nothing is stored or left behind."""

import io
import struct
import tracemalloc
import zipfile
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.voorstel.tussenstap import VOORVOEGSEL
from monitoring.inlezen.werkboek.lezen import lees_werkboek, schone_naam
from monitoring.inlezen.werkboek.views import _lees
from monitoring.models import Inlezing, Statusmelding

from .conftest import ADRES, bewaard, bewerk, regels

MEGABYTE = 1024 * 1024
BLAD = "xl/worksheets/sheet2.xml"
SAMEN_TE_GROOT = "Deze bestanden zijn samen te groot om in één keer te lezen. Kies er minder tegelijk."
BOM = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def delen(inhoud):
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def ingepakt(onderdelen):
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in onderdelen.items():
            archief.writestr(naam, inhoud)
    return stroom.getvalue()


def met(inhoud, **onderdelen):
    """The workbook with parts replaced: ``blad`` or ``soorten`` (content types), as a function of the old."""
    namen = {"blad": BLAD, "soorten": "[Content_Types].xml"}
    oud = delen(inhoud)
    return ingepakt(oud | {namen[deel]: maak(oud[namen[deel]]) for deel, maak in onderdelen.items()})


def soort(naam):
    return lambda inhoud: met(inhoud, soorten=lambda oud: oud.replace(b"spreadsheetml.sheet.main+xml", naam))


def als_word(inhoud):
    return met(inhoud, soorten=lambda oud: oud.replace(b"spreadsheetml", b"wordprocessingml"))


def geen_getal(inhoud):
    return met(inhoud, blad=lambda oud: oud.replace(b"<v>2</v>", b"<v>NaN</v>"))


def afgekapt(inhoud):
    return inhoud[:-300]


def kapot_binnenin(inhoud):
    return met(inhoud, blad=lambda oud: oud[: len(oud) // 2])


def ole(inhoud):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def versleuteld(inhoud):
    return ole(inhoud) + "EncryptedPackage".encode("utf-16-le")


def ods(inhoud):
    return ingepakt({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


def gewone_zip(inhoud):
    return ingepakt({"brief.txt": b"Hallo"})


def witruimte(inhoud):
    return met(inhoud, blad=lambda oud: oud.replace(b"<sheetData>", b" " * (45 * MEGABYTE) + b"<sheetData>"))


def lege_cellen(inhoud):
    cel = b'<c r="A9" t="inlineStr"><is><t/></is></c>'
    return met(inhoud, blad=lambda oud: oud.replace(b"</sheetData>", b"<row>" + cel * 500_000 + b"</row></sheetData>"))


def liegende_omvang(inhoud):
    """A bomb whose directory says that the part is ten bytes long."""
    bom = bytearray(witruimte(inhoud))
    plaats = bom.rfind(b"PK\x01\x02")
    while plaats >= 0:
        lengte = struct.unpack("<H", bom[plaats + 28 : plaats + 30])[0]
        if bom[plaats + 46 : plaats + 46 + lengte] == BLAD.encode():
            bom[plaats + 24 : plaats + 28] = struct.pack("<I", 10)
        plaats = bom.rfind(b"PK\x01\x02", 0, plaats)
    return bytes(bom)


def duizenden_onderdelen(inhoud):
    return ingepakt(delen(inhoud) | {f"xl/media/{nummer}.xml": b"" for nummer in range(5_000)})


def doctype(inhoud):
    return met(inhoud, blad=lambda oud: BOM.encode() + oud)


def doctype_in_twee_bytes(inhoud):
    return met(inhoud, blad=lambda oud: (BOM + oud.decode()).encode("utf-16"))


def van_buiten(inhoud):
    dtd = b'<!DOCTYPE x [<!ENTITY geheim SYSTEM "file:///etc/passwd">]>'
    return met(inhoud, blad=lambda oud: dtd + oud.replace(b"<t>Afgerond</t>", b"<t>&geheim;</t>"))


def duizenden_rijen(inhoud):
    rij = b'<row r="%d"><c r="A%d" t="n"><v>1</v></c></row>'
    return met(
        inhoud,
        blad=lambda oud: oud.replace(
            b"</sheetData>", b"".join(rij % (n, n) for n in range(100, 5_000)) + b"</sheetData>"
        ),
    )


def verre_cel(inhoud):
    rij = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return met(inhoud, blad=lambda oud: oud.replace(b"</sheetData>", rij))


def lege_rijen(inhoud):
    rijen = b"".join(b'<row r="%d" s="1"/>' % nummer for nummer in range(9, 40_000))
    return met(inhoud, blad=lambda oud: oud.replace(b"</sheetData>", rijen + b"</sheetData>"))


def samengevoegd(inhoud):
    boek = load_workbook(io.BytesIO(inhoud))
    boek["Melden"].merge_cells("K5:K6")
    return bewaard(boek)


def dubbele_kop(inhoud):
    boek = load_workbook(io.BytesIO(inhoud))
    boek["Melden"]["Q4"] = "Status"
    return bewaard(boek)


def zonder_kop(inhoud):
    boek = load_workbook(io.BytesIO(inhoud))
    boek["Melden"]["H4"] = "Ongewijzigt?"
    return bewaard(boek)


def twee_bladen(inhoud):
    boek = load_workbook(io.BytesIO(inhoud))
    boek.copy_worksheet(boek["Melden"])
    return bewaard(boek)


def zonder_kenmerk(inhoud):
    boek = load_workbook(io.BytesIO(inhoud))
    del boek["Keuzes"]
    boek["Melden"]["O1"] = None
    return bewaard(boek)


def vals_kenmerk(inhoud):
    boek = load_workbook(io.BytesIO(inhoud))
    del boek["Keuzes"]
    boek["Melden"]["O1"] = boek["Melden"]["O1"].value[:-3] + "AAA"
    return bewaard(boek)


def ander_boek(inhoud):
    boek = Workbook()
    boek.active.append(["Naam", "Bedrag"])
    return bewaard(boek)


GEWEIGERD = [
    (lambda inhoud: b"", "Dit is geen Excelbestand. Kies het ingevulde werkboek"),
    (lambda inhoud: b"%PDF-1.7 niets", "Dit is geen Excelbestand."),
    (lambda inhoud: b"nummer;status\n1;Afgerond\n", "Dit is geen Excelbestand."),
    (lambda inhoud: b"PK\x03\x04kapot", "Dit is geen Excelbestand dat hier te lezen is."),
    (lambda inhoud: b"PK" + bytes(6 * MEGABYTE), "Het bestand is groter dan 5 MB."),
    (als_word, "Dit is een Wordbestand."),
    (soort(b"macroEnabled.main+xml"), "Dit is een Excelbestand met macro’s."),
    (soort(b"sheet.binary.macroEnabled.main"), "Dit is een Excelbestand met macro’s."),
    (ods, "Dit is een OpenDocumentbestand."),
    (gewone_zip, "Dit is geen Excelbestand dat hier te lezen is."),
    (ole, "Dit is een oud of versleuteld Excelbestand."),
    (versleuteld, "Dit Excelbestand heeft een wachtwoord."),
    (afgekapt, "Dit is geen Excelbestand dat hier te lezen is."),
    (kapot_binnenin, "Dit Excelbestand is beschadigd."),
    (geen_getal, "Dit Excelbestand is beschadigd."),
    (witruimte, "Dit Excelbestand is uitgepakt te groot"),
    (lege_cellen, "Dit Excelbestand is uitgepakt te groot"),
    (liegende_omvang, "Dit is geen Excelbestand dat hier te lezen is."),
    (duizenden_onderdelen, "Dit is geen Excelbestand dat hier te lezen is."),
    (doctype, "Dit Excelbestand bevat onderdelen die hier niet mogen."),
    (doctype_in_twee_bytes, "Dit Excelbestand bevat onderdelen die hier niet mogen."),
    (van_buiten, "Dit Excelbestand bevat onderdelen die hier niet mogen."),
    (duizenden_rijen, "Blad “Melden” heeft meer dan 2000 rijen."),
    (lege_rijen, "Blad “Melden” heeft meer dan 2000 rijen."),
    (verre_cel, "Op blad “Melden” staat iets in cel XFD1048576, ver buiten de tabel."),
    (samengevoegd, "Op blad “Melden” zijn de cellen K5:K6 samengevoegd."),
    (dubbele_kop, "Kolom “Status” staat twee keer op blad “Melden”: in I4 en Q4."),
    (zonder_kop, "Op blad “Melden” ontbreekt de kolom “Ongewijzigd?”."),
    (twee_bladen, "De tabel om te melden staat op meer dan één blad: “Melden” en “Melden Copy”."),
    (zonder_kenmerk, "Dit is geen werkboek van deze site"),
    (vals_kenmerk, "Het verborgen kenmerk in dit werkboek is veranderd"),
    (ander_boek, "Nergens staat een rij met de koppen"),
]


@pytest.mark.parametrize(("maak", "begin"), GEWEIGERD, ids=lambda deel: getattr(deel, "__name__", None))
def test_a_bad_file_is_refused_in_one_sentence_and_leaves_nothing(als, cast, werkboek, maak, begin, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    upload = SimpleUploadedFile("werkboek.xlsx", maak(bewerk(werkboek(), {2: {"status": "Afgerond"}})))
    antwoord = als(cast.anna).post(ADRES, {"bestanden": [upload]})
    [(naam, fout)] = antwoord.context["bestandsfouten"]
    assert (antwoord.status_code, naam, fout[: len(begin)]) == (422, "werkboek.xlsx", begin)
    assert (Statusmelding.objects.count(), Inlezing.objects.count()) == (0, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("maak", [witruimte, lege_cellen, liegende_omvang, duizenden_rijen], ids=lambda f: f.__name__)
def test_a_bomb_takes_little_memory(werkboek, maak):
    bom = maak(werkboek())
    tracemalloc.start()
    with pytest.raises(Bestandsfout):
        lees_werkboek(bom, "bom.xlsx")
    piek = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert piek < 300 * MEGABYTE


@pytest.fixture
def uitgepakt(monkeypatch):
    """A list with the length of every piece that comes out of a zip."""
    stukken, lees = [], zipfile.ZipExtFile.read

    def read(self, aantal=-1):
        stuk = lees(self, aantal)
        stukken.append(len(stuk))
        return stuk

    monkeypatch.setattr(zipfile.ZipExtFile, "read", read)
    return stukken


@pytest.mark.parametrize("aantal", [1, 6])
def test_many_bombs_unpack_no_more_than_one(als, cast, werkboek, uitgepakt, aantal):
    bom = witruimte(werkboek())
    uitgepakt.clear()
    uploads = [SimpleUploadedFile(f"bom{n}.xlsx", bom) for n in range(aantal)]
    antwoord = als(cast.anna).post(ADRES, {"bestanden": uploads})
    assert antwoord.status_code == 422
    assert 40 * MEGABYTE < sum(uitgepakt) < 42 * MEGABYTE
    te_groot = ("bom0.xlsx", "Dit Excelbestand is uitgepakt te groot om te lezen. Splits het in delen.")
    assert antwoord.context["bestandsfouten"] == [te_groot, ("", SAMEN_TE_GROOT)][:aantal]


@pytest.mark.parametrize(("aantal", "fouten"), [(2, []), (3, [("", SAMEN_TE_GROOT)]), (5, [("", SAMEN_TE_GROOT)])])
def test_files_that_are_too_much_only_together_are_refused_together(werkboek, aantal, fouten):
    """Each holds 280,000 tags, less than one file may; the third goes over the 750,000 of all of them."""
    vol = ingepakt(delen(werkboek()) | {"xl/media/plaatje.xml": b"<a/>" * 280_000})
    assert _lees([SimpleUploadedFile(f"vol{n}.xlsx", vol) for n in range(aantal)])[1] == fouten


def test_more_files_than_one_upload_may_hold_are_refused_before_any_is_read(als, cast, uitgepakt):
    uploads = [SimpleUploadedFile(f"{n}.xlsx", b"PK") for n in range(26)]
    antwoord = als(cast.anna).post(ADRES, {"bestanden": uploads})
    assert (antwoord.status_code, antwoord.context["form"].errors["bestanden"], uitgepakt) == (
        422,
        ["Kies hooguit 25 bestanden tegelijk."],
        [],
    )


def test_one_bad_file_among_good_ones_stops_them_all(als, cast, werkboek):
    goed = SimpleUploadedFile("goed.xlsx", bewerk(werkboek(), {2: {"status": "Afgerond"}}))
    antwoord = als(cast.anna).post(ADRES, {"bestanden": [goed, SimpleUploadedFile("fout.xlsx", b"PK")]})
    assert (antwoord.status_code, [naam for naam, _ in antwoord.context["bestandsfouten"]]) == (422, ["fout.xlsx"])


@pytest.mark.parametrize(
    ("naam", "schoon"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\map\\werkboek.xlsx", "werkboek.xlsx"),
        ("a\x00b\r\nSet-Cookie: x.xlsx", "abSet-Cookie: x.xlsx"),
        ("werk\u202excod.xlsx", "werkxcod.xlsx"),
        ("n" * 300, "n" * 150),
        ("\x00", "werkboek.xlsx"),
        ("", "werkboek.xlsx"),
    ],
)
def test_the_name_of_a_file_is_only_ever_shown_and_cleaned(naam, schoon):
    assert schone_naam(naam) == schoon


# A bad cell in a good file


def cel(waarde, soort="n"):
    """Write the raw XML of cell K6 (what happened in row 6)."""
    xml = f'<c r="K6" t="{soort}">{waarde}</c>'.encode()

    def maak(inhoud):
        blad = delen(inhoud)[BLAD]
        begin = blad.index(b'<c r="K6"')
        einde = blad.index(b'<c r="L6"')
        return met(inhoud, blad=lambda oud: oud[:begin] + xml + oud[einde:])

    return maak


@pytest.mark.parametrize(
    ("maak", "deel"),
    [
        (cel("<v>#N/A</v>", "e"), "Hier staat de foutwaarde #N/A."),
        (cel("<f>1+1</f>"), "Hier staat een formule zonder uitkomst (=1+1)."),
        (cel("<f>1/0</f><v>#DIV/0!</v>", "e"), "Hier staat de foutwaarde #DIV/0!."),
        (cel("<f>TODAY()-0.5</f><v>1.5</v>"), "“1.5” is geen tekst."),
        (cel("<v>1.5</v>"), "“1.5” is geen tekst."),
        (cel("<v>1</v>", "b"), "“True” is geen tekst."),
        (cel("<v>2021-12-31T00:00:00</v>", "d"), "is geen tekst."),
        (cel(f"<is><t>{'a' * 40_000}</t></is>", "inlineStr"), "te lang voor een cel"),
        (cel("<is><t>een _x0007_ bel</t></is>", "inlineStr"), "onzichtbaar stuurteken"),
        (cel("<is><t>een \u0085 teken</t></is>", "inlineStr"), "onzichtbaar stuurteken"),
    ],
)
def test_a_bad_cell_is_named_with_its_value(lees_in, cast, werkboek, maak, deel):
    antwoord = lees_in(cast.anna, maak(bewerk(werkboek(), {2: {"status": "Afgerond", "toelichting": "x"}})))
    [regel] = regels(antwoord)
    [fout] = regel.fouten
    assert (fout.plek, fout.kolom, deel in fout.uitleg) == ("K6", "Wat is er gebeurd?", True), fout.uitleg


@pytest.mark.parametrize(
    ("maak", "tekst"),
    [
        (cel("<v>12</v>"), "12"),
        (cel("<f>1+1</f><v>2</v>"), "2"),
        (cel("<f>T(1)</f><v>De zelfscan is klaar.</v>", "str"), "De zelfscan is klaar."),
        (cel("<is><t>=1+1</t></is>", "inlineStr"), "=1+1"),
        (cel("<is><t>regel een_x000D_\nregel twee</t></is>", "inlineStr"), "regel een\nregel twee"),
        (cel("<is><t>een_x000D_twee</t></is>", "inlineStr"), "een\ntwee"),
        (cel("<is><t>een_x000B_twee</t></is>", "inlineStr"), "een\ntwee"),
        (cel("<is><t>samen_xFFFE_werking</t></is>", "inlineStr"), "samenwerking"),
        (cel("<v>2024.0</v>"), "2024"),
        (cel("<is><t>عربي 😀 e\u0301</t></is>", "inlineStr"), "عربي 😀 e\u0301"),
    ],
)
def test_a_strange_cell_is_read_as_it_is(lees_in, cast, werkboek, maak, tekst):
    antwoord = lees_in(cast.anna, maak(bewerk(werkboek(), {2: {"status": "Afgerond", "toelichting": "x"}})))
    assert regels(antwoord)[0].velden["toelichting"] == tekst


def test_a_text_of_signs_without_width_tells_nothing(lees_in, cast, werkboek):
    ingevuld = {"status": "In uitvoering", "koers": "Vastgelopen", "toelichting": "\u200b", "bijsturing": "\u2060"}
    [regel] = regels(lees_in(cast.anna, bewerk(werkboek(), {2: ingevuld})))
    assert [(fout.plek, fout.uitleg) for fout in regel.fouten] == [
        ("K6", "Je koos koers vastgelopen: vertel wat er is gebeurd."),
        ("L6", "Je koos koers vastgelopen: vertel wat jullie eraan doen."),
    ]


def test_a_note_beside_the_table_is_named_and_not_read(lees_in, cast, werkboek):
    boek = load_workbook(io.BytesIO(bewerk(werkboek(), {2: {"status": "Afgerond"}})))
    boek["Melden"]["Q6"] = "Nog navragen bij Els"
    antwoord = lees_in(cast.anna, bewaard(boek))
    assert [regel.nummer for regel in regels(antwoord)] == [2]
    assert (
        "Blad “Melden”, cel Q6: “Nog navragen bij Els” staat naast de tabel, in een kolom zonder kop. Dat lezen we niet in."
        in antwoord.content.decode()
    )


def test_a_macro_in_any_part_of_the_file_is_refused(werkboek):
    with pytest.raises(Bestandsfout, match="met macro’s"):
        lees_werkboek(ingepakt(delen(werkboek()) | {"xl/embeddings/vbaProject.bin": b"x"}), "werkboek.xlsx")


def test_of_a_formula_the_outcome_is_read_and_the_cell_is_named(lees_in, cast, werkboek):
    inhoud = cel("<f>T(1)</f><v>De zelfscan is klaar.</v>", "str")(bewerk(werkboek(), {2: {"status": "Afgerond"}}))
    pagina = " ".join(lees_in(cast.anna, inhoud).content.decode().split())
    assert "Blad “Melden”, cel K6 (Wat is er gebeurd?): hier staat een formule. We lezen haar uitkomst." in pagina


def test_a_lying_dimension_hides_no_row(lees_in, cast, werkboek):
    inhoud = bewerk(werkboek(), {2: {"status": "Afgerond"}})
    leugen = met(inhoud, blad=lambda oud: oud.replace(b'<dimension ref="A1:O6"', b'<dimension ref="A1:A1"'))
    assert leugen != inhoud
    assert [regel.nummer for regel in regels(lees_in(cast.anna, leugen))] == [2]


def test_an_empty_last_row_of_the_sheet_costs_nothing(lees_in, cast, werkboek):
    leeg = b'<row r="1048576" ht="15"></row></sheetData>'
    inhoud = met(bewerk(werkboek(), {2: {"status": "Afgerond"}}), blad=lambda oud: oud.replace(b"</sheetData>", leeg))
    assert [regel.nummer for regel in regels(lees_in(cast.anna, inhoud))] == [2]


def test_a_hidden_copy_of_the_sheet_does_not_count(lees_in, cast, werkboek):
    boek = load_workbook(io.BytesIO(bewerk(werkboek(), {2: {"status": "Afgerond"}})))
    kopie = boek.copy_worksheet(boek["Melden"])
    kopie.sheet_state, kopie["I5"] = "hidden", "Afgerond"
    assert [regel.nummer for regel in regels(lees_in(cast.anna, bewaard(boek)))] == [2]


def test_nothing_of_a_refused_file_is_kept_in_the_cache(als, cast, monkeypatch):
    bewaarde = []
    monkeypatch.setattr(cache, "set", lambda sleutel, *rest: bewaarde.append(sleutel))
    als(cast.anna).post(ADRES, {"bestanden": [SimpleUploadedFile("a.xlsx", b"PK")]})
    assert [sleutel for sleutel in bewaarde if sleutel.startswith(VOORVOEGSEL)] == []


def test_of_an_endless_upload_no_more_is_read_than_is_needed_to_refuse_it():
    gevraagd = []
    upload = SimpleNamespace(name="a.xlsx", read=lambda aantal: gevraagd.append(aantal) or b"PK" + bytes(aantal - 2))
    bestanden, [(_, fout)] = _lees([upload])
    assert (bestanden, gevraagd, fout[:30]) == ([], [5 * MEGABYTE + 1], "Het bestand is groter dan 5 MB")
