"""The letter to a council in its first form, which years adopted in it keep: a Word file, read as its reader would."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from monitoring.lezen.raadsbrief import gemeenten_van, raadsbrief
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vastgesteld import uit_opslag
from monitoring.verslag.vorm import BesluitRegel, CollegeRegel, MeldingRegel
from monitoring.weergave.brief import word
from monitoring.weergave.brief.document import Alinea, Document, Kop, Opsomming, Tabel
from monitoring.weergave.brief.eerste_vorm import eerste_vorm

from .conftest import MOMENT, OUDJAAR

SHA = "ab" * 32
# Of the first letter of the stored year of the tests. It changes only if years that are adopted would change: never.
ZOALS_TOEN = "ca848a5a5614375f5123201c19827d1bd013d3d84f23ba92d7637299d88fca11"


def open_docx(inhoud):
    return docx.Document(io.BytesIO(inhoud))


def schrijf(verslag, gemeente="alkmaar", **keuzes):
    return word.schrijf(eerste_vorm(raadsbrief(verslag, gemeente), op=MOMENT, **keuzes))


def koppen(document):
    return [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]


def tekst(document):
    tabellen = [cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *tabellen])


def rand(document):
    deel = document.sections[0]
    return [p.text for p in (*deel.header.paragraphs, *deel.footer.paragraphs)]


@pytest.fixture
def brief(verslag):
    return open_docx(schrijf(verslag))


def test_headings_are_real_and_in_order(brief):
    assert koppen(brief) == [
        ("Title", "Raadsinformatiebrief, voorlopig"),
        ("Heading 1", "Waar gaat deze brief over?"),
        ("Heading 1", "Hoe staat de regio ervoor?"),
        ("Heading 2", "Wat is er veranderd?"),
        ("Heading 1", "Wat doet Alkmaar?"),
        ("Heading 1", "Wat gaat anders dan gepland?"),
        ("Heading 1", "Wat doen wij samen in de regio?"),
        ("Heading 1", "Wat is er besloten?"),
        ("Heading 2", "Overleg West (PORA)"),
        ("Heading 1", "Wat vragen wij van u?"),
        ("Heading 1", "Meer weten?"),
    ]


def test_figures_are_those_of_the_verslag(brief):
    """1 of 3 finished, the zelfscan runs; a year earlier the training ran and nobody reported on the zelfscan."""
    tabellen = [[[cel.text for cel in rij.cells] for rij in tabel.rows] for tabel in brief.tables]
    assert "Het programma telt 3 acties: 1 afgerond, 1 in uitvoering en 1 zonder melding." in tekst(brief)
    assert tabellen[1] == [
        ["Status", "Aantal", "Aandeel", "Verschil met vorig jaar"],
        ["Afgerond", "1", "33%", "+1"],
        ["In uitvoering", "1", "33%", "="],
        ["In ontwikkeling", "0", "0%", "="],
        ["Niet gestart", "0", "0%", "="],
        ["Geen melding", "1", "33%", "−1"],
    ]
    assert tabellen[2][1:] == [
        ["1. Trainingen geven", "In uitvoering", "Afgerond"],
        ["2. Zelfscan in elke gemeente", "Geen melding", "In uitvoering"],
    ]
    assert tabellen[3][1:] == [
        ["2. Zelfscan in elke gemeente", "2021–2022", "Afgerond", "Besproken in het college.\nStand van 1 mei 2022."]
    ]
    wie = "De projectleider zei op 1 maart 2022 namens de regio, over 1 maart 2022.\nNog geen bijdragen."
    assert tabellen[4] == [
        ["Actie", "Planning", "Status van de regio", "Wie zegt dat?"],
        ["1. Trainingen geven", "2021", "Afgerond", wie],
    ]


def test_letter_marks_what_is_not_confirmed_and_counts_it(jaar, meld):
    """The voorlichting of Veilig Thuis becomes one of the gemeenten too; only Hoorn said something about it."""
    jaar.wereld.voorlichting.hoofdverantwoordelijken.add(jaar.wereld.gemeenten)
    meld(jaar.wereld.voorlichting, jaar.wereld.hoorn, "2022-04-01", "in_uitvoering", gemeld_door=None)
    document = open_docx(schrijf(bouw_verslag(jaar.wereld.programma, OUDJAAR, evaluatie=jaar.evaluatie)))
    tabellen = [[[cel.text for cel in rij.cells] for rij in tabel.rows] for tabel in document.tables]
    assert ["In uitvoering", "2, waarvan 1 nog niet bevestigd", "67%"] in tabellen[1]
    assert tabellen[3][2][2:] == [
        "In uitvoering (nog niet bevestigd)",
        (
            "Nog niet bevestigd: de projectleider zei nog niets namens de regio. De status is afgeleid uit de bijdragen.\n"
            "Bijdrage van 1 van de 4 organisaties."
        ),
    ]


def test_letter_names_no_person_who_spoke_for_the_region(jaar, meld, cast):
    meld(jaar.wereld.training, None, "2022-04-01", "afgerond", gemeld_door=cast.vera, spreker=jaar.wereld.vt)
    document = tekst(open_docx(schrijf(bouw_verslag(jaar.wereld.programma, OUDJAAR, evaluatie=jaar.evaluatie))))
    assert "Veilig Thuis Proef zei op 1 april 2022 namens de regio" in document
    assert "Vera" not in document


def test_deviation_says_what_is_done_about_it(verslag):
    document = open_docx(schrijf(verslag, "hoorn"))
    [punt] = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    assert punt.text == (
        "2. Zelfscan in elke gemeente: de koers is aandacht, en de planning liep tot en met 2022 en de actie is niet "
        "afgerond. Wat wij eraan doen: Extra uren."
    )
    assert punt.runs[0].bold is True


def test_no_report_is_said_plainly(verslag):
    assert "Over 1 actie meldden wij niets: 2. Zelfscan in elke gemeente." in tekst(
        open_docx(schrijf(verslag, "dijk-en-waard"))
    )


def test_text_that_is_not_public_and_names_of_persons_stay_out(verslag):
    regels = tuple(
        replace(regel, openbaar=False) if regel.slug == "hoorn" else regel for regel in verslag.actie(2).organisaties
    )
    acties = tuple(replace(a, organisaties=regels) if a.nummer == 2 else a for a in verslag.acties)
    document = tekst(open_docx(schrijf(replace(verslag, acties=acties), "hoorn")))
    assert "De toelichting is niet openbaar" in document
    assert [woord for woord in ("Te weinig tijd", "Extra uren", "Carla") if woord in document] == []


def test_concept_is_named_on_every_page_and_an_adopted_one_has_its_sha(verslag):
    concept = rand(open_docx(schrijf(verslag)))
    assert "Concept, voorlopig: niet vastgesteld. Cijfers en teksten kunnen nog veranderen." in concept
    assert "Peildatum 31 december 2022 · versie 1 · concept, zonder controlegetal" in concept
    vast = open_docx(schrijf(replace(verslag, fase="vastgesteld", voorlopig=False), sha256=SHA))
    assert f"Peildatum 31 december 2022 · versie 1 · sha256 {SHA}" in rand(vast)
    assert [regel for regel in rand(vast) if "voorlopig" in regel] == []
    assert f"Evaluatie 2022, versie 1, vastgesteld op {MOMENT.day} januari 2023" in tekst(vast)
    assert SHA in tekst(vast)


def test_decisions_adoption_and_local_acties_are_in_the_letter(verslag):
    melding = MeldingRegel(organisatie="Alkmaar", slug="alkmaar", status="in_uitvoering", toelichting="Elke week open.")
    lokaal = replace(
        verslag.acties[0],
        nummer=101,
        titel="Inloopspreekuur",
        lokaal_van="Alkmaar",
        lokaal_slug="alkmaar",
        melding=melding,
    )
    besluit = BesluitRegel(
        datum=date(2022, 9, 1), soort="verplaatst", soort_woord="Naar andere jaren verplaatst", orgaan="PORA", kenmerk="Z-1",
        omschrijving="Een jaar later.", nummer=1, titel="Trainingen geven",
    )  # fmt: skip
    college = CollegeRegel(gemeente="Alkmaar", slug="alkmaar", college_op=date(2021, 3, 2), raad_op=date(2021, 3, 9))
    document = open_docx(schrijf(replace(verslag, lokaal=(lokaal,), besluiten=(besluit,), colleges=(college,))))
    inhoud = tekst(document)
    assert ("Heading 1", "Wat doen wij daarnaast?") in koppen(document)
    assert "Inloopspreekuur" in inhoud
    assert "Elke week open." in inhoud
    assert (
        "Ons college stelde het programma vast op 2 maart 2021. Wij informeerden u daarover op 9 maart 2021." in inhoud
    )
    assert (
        "1 september 2022, PORA: naar andere jaren verplaatst, actie 1. Trainingen geven. Een jaar later. (kenmerk Z-1)"
        in inhoud
    )


def test_language_paper_and_properties(brief):
    eigen = brief.core_properties
    assert (eigen.title, eigen.author, eigen.language) == (
        "Raadsinformatiebrief, voorlopig",
        "Gemeente Alkmaar",
        "nl-NL",
    )
    assert (eigen.created.isoformat()[:16], eigen.modified.isoformat()[:16]) == ("2023-01-20T14:05",) * 2
    assert {taal.get(qn("w:val")) for taal in brief.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    deel = brief.sections[0]
    assert (round(deel.page_width.cm, 1), round(deel.page_height.cm, 1)) == (21.0, 29.7)
    velden = [veld.get(qn("w:instr")) for veld in deel.footer._element.iter(qn("w:fldSimple"))]
    assert velden == ["PAGE", "NUMPAGES"]


def test_tables_repeat_their_head_and_are_described(brief):
    for tabel in brief.tables[1:]:
        [eerste, *rest] = [rij._tr.trPr.find(qn("w:tblHeader")) is not None for rij in tabel.rows]
        assert (eerste, any(rest)) == (True, False)
        assert tabel._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_properties_of_a_table_stand_in_the_order_of_the_standard(brief):
    """LibreOffice reads any order, Word calls the file damaged."""
    volgorde = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook", "tblDescription"]
    for tabel in brief.tables:
        namen = [deel.tag.split("}")[1] for deel in tabel._tbl.tblPr]
        assert namen == [naam for naam in volgorde if naam in namen]
        randen = [deel.tag.split("}")[1] for deel in tabel._tbl.tblPr.find(qn("w:tblBorders"))]
        assert randen == ["top", "left", "bottom", "right", "insideH", "insideV"]
        for rij in tabel.rows:
            for cel in rij.cells:
                assert [deel.tag.split("}")[1] for deel in cel._tc.tcPr] in (["tcW"], ["tcW", "shd"])


def test_cells_have_a_style_that_a_municipality_can_change(brief):
    stijlen = [{cel.paragraphs[0].style.name for cel in rij.cells} for rij in brief.tables[1].rows]
    assert stijlen == [{"Tabelkop"}, *[{"Tabeltekst"}] * 5]
    assert [cel.paragraphs[0].style.name for cel in brief.tables[0].rows[0].cells] == ["Tabelkop", "Tabeltekst"]
    assert brief.styles["Tabelkop"].font.bold is True


def test_old_stored_year_still_gives_its_letters():
    """A year that was stored before there were decisions and local acties."""
    oud = json.loads((Path(__file__).parents[1] / "jaar" / "jaarstuk-schema-1.json").read_text(encoding="utf-8"))
    verslag = uit_opslag(oud).regio
    namen = [gemeente.slug for gemeente in gemeenten_van(verslag)]
    assert namen
    for slug in namen:
        assert "Wat vragen wij van u?" in tekst(open_docx(schrijf(verslag, slug)))
    with ZipFile(io.BytesIO(schrijf(verslag, namen[0]))) as bestand:
        assert hashlib.sha256(bestand.read("word/document.xml")).hexdigest() == ZOALS_TOEN


def test_sentence_stays_with_the_list_it_announces(verslag):
    document = open_docx(schrijf(verslag, "hoorn"))
    [samen] = [p for p in document.paragraphs if p.text.startswith("Het programma telt")]
    assert samen.paragraph_format.keep_with_next is True


def test_same_letter_gives_the_same_bytes(verslag):
    assert schrijf(verslag) == schrijf(verslag)
    with ZipFile(io.BytesIO(schrijf(verslag))) as bestand:
        assert {deel.date_time for deel in bestand.infolist()} == {(2023, 1, 20, 14, 5, 0)}
        assert [naam for naam in bestand.namelist() if "thumbnail" in naam or "customXml" in naam] == []


LASTIG = "<w:b/>&amp; ]]> \x00\x08\x0b\x1b\ufffe \ud800 =1+1 {{ 7*7 }} \u202eomgekeerd 🙂\r\nregel twee"


def test_any_text_stays_text():
    kort = Document(
        titel=LASTIG, onderwerp=LASTIG, maker=LASTIG, moment=MOMENT, kopregel=LASTIG, waarschuwingen=(LASTIG,), voetregel=LASTIG,
        delen=(
            Kop(LASTIG), Alinea(LASTIG, vet=4), Opsomming((Alinea(LASTIG),)),
            Tabel(omschrijving=LASTIG, breedtes=(4, 4), koppen=("a", LASTIG), rijen=((LASTIG, ""),)),
        ),
    )  # fmt: skip
    document = open_docx(word.schrijf(kort))
    verwacht = "<w:b/>&amp; ]]>   =1+1 {{ 7*7 }} \u202eomgekeerd 🙂\nregel twee"
    assert [p.text for p in document.paragraphs if p.text] == [verwacht] * 4
    assert [cel.text for cel in document.tables[0].rows[1].cells] == [verwacht, ""]
    assert document.core_properties.title.startswith("<w:b/>&amp;")


def test_forty_thousand_characters_stay_whole_and_may_cross_the_page(verslag):
    lang = "Veel tekst. " * 3_400
    regels = tuple(
        replace(regel, toelichting=lang) if regel.slug == "alkmaar" else regel
        for regel in verslag.actie(2).organisaties
    )
    acties = tuple(replace(a, organisaties=regels) if a.nummer == 2 else a for a in verslag.acties)
    document = open_docx(schrijf(replace(verslag, acties=acties)))
    rij = document.tables[3].rows[1]
    assert rij.cells[3].text.startswith(lang)
    assert rij._tr.trPr is None or rij._tr.trPr.find(qn("w:cantSplit")) is None


def test_municipality_without_own_acties_gets_a_letter_all_the_same(verslag):
    document = open_docx(schrijf(replace(verslag, acties=(), wijzigingen=())))
    assert "er geen acties die elke gemeente zelf uitvoert" in tekst(document)
    assert f"Sinds 31 december {OUDJAAR.year - 1} is van geen enkele actie van de regio de status veranderd." in tekst(
        document
    )
