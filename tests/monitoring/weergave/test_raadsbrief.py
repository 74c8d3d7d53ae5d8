"""The letter to a council in two pages: the answer first, what the programme does not know left open, a chart that is told."""

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from monitoring.lezen.raadsbrief import raadsbrief
from monitoring.verslag.vorm import BesluitRegel, CollegeRegel, MeldingRegel, Telling
from monitoring.weergave.brief import word, zinnen
from monitoring.weergave.brief.document import Alinea, Grafiek, Kop, Opsomming, Tabel
from monitoring.weergave.brief.raadsbrief import INVULPLEKKEN, ZAAKNUMMER, raadsbriefdocument

from .conftest import MOMENT

SHA = "ab" * 32


def document(verslag, gemeente="alkmaar", **keuzes):
    return raadsbriefdocument(raadsbrief(verslag, gemeente), op=MOMENT, **keuzes)


def van(brief, soort):
    return [deel for deel in brief.delen if isinstance(deel, soort)]


def tabel(brief, omschrijving):
    return next(deel for deel in van(brief, Tabel) if deel.omschrijving == omschrijving)


def zin(brief):
    return "\n".join(
        [*(a.tekst for a in van(brief, Alinea)), *(p.tekst for o in van(brief, Opsomming) for p in o.punten)]
    )


def met_regel(verslag, slug, **velden):
    regels = tuple(replace(r, **velden) if r.slug == slug else r for r in verslag.actie(2).organisaties)
    return replace(
        verslag, acties=tuple(replace(a, organisaties=regels) if a.nummer == 2 else a for a in verslag.acties)
    )


def test_letter_goes_from_the_answer_to_the_question(verslag):
    assert [kop.tekst for kop in van(document(verslag), Kop)] == [
        "Wat deed Alkmaar zelf?",
        "Wat gaat anders dan gepland?",
        "Hoe staat de hele regio ervoor?",
        "Hoe doet Alkmaar het naast de andere gemeenten?",
        "Wat is er besloten en besproken?",
        "Wat vragen wij van u?",
    ]


def test_answer_stands_first_and_in_bold(verslag):
    _, antwoord, over, *_ = van(document(verslag), Alinea)
    assert antwoord.tekst == (
        "Alkmaar heeft de enige eigen actie afgerond. "
        "Voor de hele regio: 1 van de 3 acties is afgerond, 1 meer dan eind 2021."
    )
    assert antwoord.vet == len(antwoord.tekst)
    assert "Deze brief laat de stand zien op 31 december 2022." in over.tekst


@pytest.mark.parametrize(
    ("telling", "verwacht"),
    [
        (Telling(), "Alkmaar voert in dit programma geen acties zelf uit."),
        (Telling(niet_gestart=1), "Alkmaar heeft de enige eigen actie nog niet afgerond."),
        (Telling(afgerond=2), "Alkmaar heeft alle 2 eigen acties afgerond."),
        (Telling(geen_melding=4), "Alkmaar heeft nog geen van de 4 eigen acties afgerond."),
        (Telling(afgerond=3, in_uitvoering=2), "Alkmaar heeft 3 van de 5 eigen acties afgerond."),
    ],
)
def test_answer_for_every_count(verslag, telling, verwacht):
    brief = raadsbrief(verslag, "alkmaar")
    assert zinnen.antwoord(replace(brief, beeld=replace(brief.beeld, telling=telling))).startswith(f"{verwacht} Voor")


def test_what_the_programme_does_not_know_is_marked_for_who_writes(verslag):
    brief = docx.Document(io.BytesIO(word.schrijf(document(verslag))))
    alineas = [*brief.paragraphs, *(c.paragraphs[0] for t in brief.tables for rij in t.rows for c in rij.cells)]
    runs = [run for alinea in alineas for run in alinea.runs]
    gemerkt = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert set(gemerkt) == set(INVULPLEKKEN)
    assert all(plek not in run.text or run.text == plek for run in runs for plek in INVULPLEKKEN)
    assert dict(tabel(document(verslag), "Gegevens van deze brief").rijen)["Zaaknummer"] == ZAAKNUMMER


def test_brackets_in_a_text_of_someone_are_no_place_to_fill_in(verslag):
    brief = docx.Document(
        io.BytesIO(word.schrijf(document(met_regel(verslag, "alkmaar", toelichting="Klaar [naam]."))))
    )
    [cel] = [c for t in brief.tables for rij in t.rows for c in rij.cells if c.text == "Klaar [naam]."]
    assert [run.font.highlight_color for run in cel.paragraphs[0].runs] == [None]


def test_chart_shows_this_year_beside_the_one_before_and_the_table_says_the_same(verslag):
    """A year earlier the training ran and of the rest nothing was known."""
    brief = document(verslag)
    [grafiek] = van(brief, Grafiek)
    assert grafiek.groepen == ("31 december 2021", "31 december 2022")
    assert [(reeks.naam, reeks.waarden) for reeks in grafiek.reeksen] == [
        ("✓ Afgerond", (0, 1)), ("▶ In uitvoering", (1, 1)), ("– Geen melding", (2, 1)),
    ]  # fmt: skip
    assert grafiek.omschrijving == (
        "Acties van de hele regio naar status. 31 december 2021: 1 in uitvoering en 2 geen melding; "
        "31 december 2022: 1 afgerond, 1 in uitvoering en 1 geen melding."
    )
    assert tabel(brief, "Aantal acties van de regio per status").rijen == (
        ("31 december 2021", "0", "1", "0", "0", "2"),
        ("31 december 2022", "1", "1", "0", "0", "1"),
    )


def test_chart_is_a_chart_of_word_with_its_figures_in_it(verslag):
    brief = document(verslag)
    [grafiek] = van(brief, Grafiek)
    with ZipFile(io.BytesIO(word.schrijf(brief))) as bestand:
        tekening = docx.oxml.parse_xml(bestand.read("word/charts/grafiek1.xml"))
        werkmap = openpyxl.load_workbook(io.BytesIO(bestand.read("word/embeddings/grafiek1.xlsx")))
        stuk = docx.oxml.parse_xml(bestand.read("word/document.xml"))
    [eigenschap] = [deel for deel in stuk.iter() if deel.tag.endswith("}docPr")]
    assert eigenschap.get("descr") == grafiek.omschrijving
    waarden = [deel.text for deel in tekening.iter(qn("c:v"))]
    eerste = ["✓ Afgerond", "31 december 2021", "31 december 2022", "0", "1"]
    assert waarden[:5] == eerste
    assert [[cel.value for cel in rij] for rij in werkmap["Cijfers"].iter_rows(max_row=2)] == [
        [None, "✓ Afgerond", "▶ In uitvoering", "– Geen melding"], ["31 december 2021", 0, 1, 2],
    ]  # fmt: skip


def test_first_year_has_one_bar(verslag):
    [grafiek] = van(document(replace(verslag, vorige_peildatum=None, vorige_telling=None)), Grafiek)
    assert grafiek.groepen == ("31 december 2022",)


def test_municipality_stands_among_the_others_and_silence_is_said(verslag):
    """Alkmaar finished the zelfscan, Hoorn did not yet, Dijk en Waard said nothing."""
    brief = document(verslag)
    assert tabel(brief, "Gemeenten naar het aantal eigen acties dat klaar is").rijen == (
        ("1", "Alkmaar (onze gemeente)"),
        ("0", "Dijk en Waard (1 zonder melding); Hoorn"),
    )
    assert (
        "Wat elke gemeente zelf doet: Alkmaar heeft 1 van de 1 klaar. Alle gemeenten samen hebben 1 van de 3 klaar, en over 1 "
        "is niets gemeld."
    ) in zin(brief)


def test_long_text_is_cut_with_where_the_rest_stands(verslag):
    brief = document(met_regel(verslag, "alkmaar", toelichting="Veel tekst. " * 3_000))
    tekst = tabel(brief, "Acties die Alkmaar zelf uitvoert").rijen[0][3]
    assert len(tekst) < 160
    assert tekst.endswith("… (meer in de evaluatie)")


def test_more_acties_than_fit_are_counted_and_the_unfinished_come_first(verslag):
    scan = verslag.actie(2)
    meer = tuple(replace(scan, nummer=10 + n) for n in range(6))
    open_ = replace(scan, nummer=30, organisaties=())
    brief = document(replace(verslag, acties=(scan, *meer, open_)))
    rijen = tabel(brief, "Acties die Alkmaar zelf uitvoert").rijen
    assert (len(rijen), rijen[0][0], rijen[0][2]) == (5, "30. Zelfscan in elke gemeente", "– Geen melding")
    assert "En nog 3 eigen acties (meer in de evaluatie)." in zin(brief)


def test_deviation_says_what_is_done_about_it_and_silence_is_said_plainly(verslag):
    [punt] = van(document(verslag, "hoorn"), Opsomming)[0].punten
    assert punt.tekst == (
        "2. Zelfscan in elke gemeente: de koers is aandacht en de planning liep tot en met 2022. "
        "Wat wij eraan doen: Extra uren."
    )
    assert "Over 1 actie meldden wij niets: 2. Zelfscan in elke gemeente." in zin(document(verslag, "dijk-en-waard"))


def test_text_that_is_not_public_and_names_of_persons_stay_out(verslag):
    brief = docx.Document(io.BytesIO(word.schrijf(document(met_regel(verslag, "hoorn", openbaar=False), "hoorn"))))
    cellen = [cel.text for t in brief.tables for rij in t.rows for cel in rij.cells]
    tekst = "\n".join([*cellen, *(p.text for p in brief.paragraphs)])
    assert zinnen.INTERN in cellen
    assert [woord for woord in ("Te weinig tijd", "Extra uren", "Carla", "Anna") if woord in tekst] == []


def test_colleges_decisions_and_local_acties_are_in_the_letter(verslag):
    melding = MeldingRegel(organisatie="Alkmaar", slug="alkmaar", status="in_uitvoering", toelichting="Elke week open.")
    lokaal = replace(
        verslag.acties[0], nummer=101, titel="Inloop", lokaal_van="Alkmaar", lokaal_slug="alkmaar", melding=melding
    )
    besluit = BesluitRegel(
        datum=date(2022, 9, 1), soort="verplaatst", soort_woord="Naar andere jaren verplaatst", orgaan="PORA", kenmerk="Z-1",
        omschrijving="Een jaar later.", nummer=1, titel="Trainingen geven",
    )  # fmt: skip
    college = CollegeRegel(gemeente="Alkmaar", slug="alkmaar", college_op=date(2021, 3, 2), raad_op=date(2021, 3, 9))
    brief = document(replace(verslag, lokaal=(lokaal,), besluiten=(besluit,) * 4, colleges=(college,)))
    assert "Inloop (2021, in uitvoering). Elke week open." in zin(brief)
    assert "vast op 2 maart 2021. Wij informeerden u daarover op 9 maart 2021." in zin(brief)
    assert tabel(brief, "Besluiten en besprekingen, op datum").rijen[1:] == (
        (
            "1 september 2022",
            "PORA: naar andere jaren verplaatst, actie 1. Trainingen geven. Een jaar later. (kenmerk Z-1)",
        ),
        ("1 februari 2023", "Overleg West (PORA) besprak het jaar. Ga zo door."),
    )
    assert "Wat eerder is besloten of besproken, staat in de evaluatie." in zin(brief)


def test_adopted_letter_has_its_sha_on_every_page_and_a_concept_says_so(verslag):
    concept, vast = document(verslag), document(replace(verslag, fase="vastgesteld", voorlopig=False), sha256=SHA)
    assert concept.waarschuwingen == (
        "Concept, voorlopig: niet vastgesteld. Cijfers en teksten kunnen nog veranderen.",
    )
    assert concept.voetregel == "Peildatum 31 december 2022 · versie 1 · concept, zonder controlegetal"
    assert (vast.waarschuwingen, vast.voetregel) == ((), f"Peildatum 31 december 2022 · versie 1 · sha256 {SHA}")
    assert "De projectleider stelde de evaluatie over 2022 vast op 20 januari 2023." in zin(vast)


def test_municipality_without_own_acties_gets_a_letter_all_the_same(verslag):
    brief = document(
        replace(verslag, acties=(), wijzigingen=(), telling=Telling(), vorige_telling=None, vorige_peildatum=None)
    )
    assert van(brief, Grafiek) == []
    assert "Alkmaar voert in dit programma geen acties zelf uit." in zin(brief)
