"""The forms in which the statistics office and others deliver figures, through the page: right, asked about, or refused."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acties.rekenblad.lezen.fout import Bestandsfout
from acties.rekenblad.lezen.getal import Notatie, Twijfel
from monitoring.inlezen.cijfers.bestand import Kolomkeuze, lees_cijferbestand
from monitoring.models import Meting


@pytest.fixture(autouse=True)
def codes(wereld):
    """Alkmaar is GM0361 and Hoorn is GM0405, as the statistics office numbers them."""
    for organisatie, code in ((wereld.alkmaar, "GM0361"), (wereld.hoorn, "GM0405")):
        organisatie.cbs_code = code
        organisatie.save()


def cellen(antwoord):
    vergelijking = antwoord.context["vergelijking"]
    assert not vergelijking.fouten
    return [
        f"{naam} {cel.periode}{'*' * cel.voorlopig}: {cel.waarde}"
        for naam, rij in vergelijking.rijen
        for cel in rij
        if cel
    ]


# What is read at once

NIEUW = """\ufeff"Regio's";"Perioden";"Jongeren (aantal)"
"Alkmaar   ";"2021*";"  1180"
"Hoorn (gemeente)";"2021*";"     ."
"Bron: CBS"
"""
TYPED = """"ID";"RegioS";"Perioden";"Misdrijven_1";"Relatief_2"
0;"GM0361";"2021JJ00";5000;46.2
1;"GM0405";"2021JJ00";;
"""
UNTYPED = """"ID";"Geslacht";"RegioS";"Perioden";"Jongeren_1"
0;"T001038";"GM0361  ";"2021JJ00";"   50"
1;"3000   ";"GM0361  ";"2021JJ00";"   30"
2;"4000   ";"GM0361  ";"2021JJ00";"   20"
3;"T001038";"GM0405  ";"2021JJ00";"    ."
4;"3000   ";"GM0405  ";"2021JJ00";"    8"
"""
OBSERVATIES = "Id,Measure,ValueAttribute,Value,StringValue,RegioS,Perioden\n"
ODATA4 = f"""{OBSERVATIES}0,M001,None,12.0,,GM0361,2021KW01
1,M001,Provisional,13.5,,GM0405,2021HJ01
2,M001,Confidential,0,,GM0405,2021JJ00
"""
STATWEB = """"Jeugd; regio"
"";"Onderwerpen";"Met hulp";""
"Regio's";"Perioden";"aantal";"%"
"Alkmaar";"2021";"5";"1,5"
"Alkmaar";"2022*";"6";"1,6"
"© CBS"
"""
GEPLAKT = "\t2021\t\t2022\t\n\tAantal\t%\tAantal\t%\nAlkmaar\t10\t1,5\t11\t1,6\n"


@pytest.mark.parametrize(
    ("inhoud", "verwacht"),
    [
        (NIEUW, "Alkmaar 2021*: 1180"),
        (TYPED, "Alkmaar 2021: 5000"),
        (UNTYPED, "Alkmaar 2021: 50"),
        (ODATA4, "Alkmaar 1e kwartaal 2021: 12.0 | Hoorn 1e halfjaar 2021*: 13.5"),
        (STATWEB, "Alkmaar 2021: 5 | Alkmaar 2022*: 6"),
        (GEPLAKT, "Alkmaar 2021: 10 | Alkmaar 2022: 11"),
        ("Gemeentecode;Jaar;Aantal\n0361;2021;5\n405;2021;6\n", "Alkmaar 2021: 5 | Hoorn 2021: 6"),
        ("Regio;2021;2022\nAlkmaar;12*;13\nHoorn;.;15**\n", "Alkmaar 2021*: 12 | Alkmaar 2022: 13 | Hoorn 2022*: 15"),
        ("Regio;Jaar;Kwartaal;A\nAlkmaar;2021*;1;5\n", "Alkmaar 1e kwartaal 2021*: 5"),
        (
            "Regio;Jaar;Maand;A\nAlkmaar;2021;mei;5\nAlkmaar;2021;heel jaar;60\n",
            "Alkmaar mei 2021: 5 | Alkmaar 2021: 60",
        ),
        ("Regio;Deel;2021;2022\nAlkmaar;1e halfjaar;5;.\n", "Alkmaar 1e halfjaar 2021: 5"),
        ("Regio;Jaar;Perioden;A\nAlkmaar;2021;2021KW01;5\n", "Alkmaar 1e kwartaal 2021: 5"),
        ("Regio;Schooljaar;A\nAlkmaar;2020-2021;5\n", "Alkmaar 2020/2021: 5"),
        ("Regio;Schooljaar 2020/21;Schooljaar 2021/22*\nAlkmaar;5;6\n", "Alkmaar 2020/2021: 5 | Alkmaar 2021/2022*: 6"),
        ("Regio;2021 1e hj;2021\nAlkmaar;5;11\n", "Alkmaar 1e halfjaar 2021: 5 | Alkmaar 2021: 11"),
        ("Regio;1-jan-2021;per 1 januari 2022\nAlkmaar;5;6\n", "Alkmaar 1 januari 2021: 5 | Alkmaar 1 januari 2022: 6"),
        ("Regio;2022 1);2023 (v)\nAlkmaar;7;8\n", "Alkmaar 2022: 7 | Alkmaar 2023*: 8"),
        ("Regio;jan-jun 2021\nAlkmaar;5\n", "Alkmaar januari 2021 - juni 2021: 5"),
        ("Regio;Klasse;2021\nAlkmaar;Totaal;9\nAlkmaar;Laag;4\nHoorn;Totaal;x\nHoorn;Laag;4\n", "Alkmaar 2021: 9"),
    ],
)
def test_it_is_read(kies, inhoud, verwacht):
    assert cellen(kies(bestand=inhoud.encode())) == verwacht.split(" | ")


def test_a_workbook_has_percentages_and_a_sheet_with_an_explanation_first(kies):
    boek = openpyxl.Workbook()
    boek.active.title = "Toelichting"
    boek.active.append(["Deze tabel is gemaakt door het bureau"])
    blad = boek.create_sheet("Cijfers")
    for rij in (["Gemeente", 2021, 2022], ["Alkmaar", 0.125, 7], ["Hoorn", "x", "1,5"]):
        blad.append(rij)
    blad["B2"].number_format = "0.0%"
    uit = io.BytesIO()
    boek.save(uit)
    antwoord = kies(bestand=uit.getvalue())
    assert cellen(antwoord) == ["Alkmaar 2021: 12.5", "Alkmaar 2022: 7", "Hoorn 2022: 1.5"]
    assert "Niet gelezen: blad Toelichting" in antwoord.content.decode()


# What is asked


@pytest.mark.parametrize(
    ("inhoud", "veld", "keuzes"),
    [
        (f"{OBSERVATIES}0,M001,None,12,,GM0361,2021JJ00\n1,M002,None,1.5,,GM0361,2021JJ00\n", "Measure", ["M001", "M002"]),
        ("Leeftijd;Regio;Jaar;Aantal\n10;Alkmaar;2021;5\n20;Alkmaar;2021;5\n", "Leeftijd", ["10", "20"]),
        ("Ring;Regio;Jaar;Aantal\n1;Alkmaar;2021;5,5\n2;Alkmaar;2021;5,5\n", "Ring", ["1", "2"]),
        ("Regio;Jaar;Leeftijd;A\nAlkmaar;2021;Iedereen;10\nAlkmaar;2021;0-18;5\n", "Leeftijd", ["Iedereen", "0-18"]),
    ],
)  # fmt: skip
def test_which_part_is_asked_before_anything_is_shown(kies, client, adres, inhoud, veld, keuzes):
    antwoord = kies(bestand=inhoud.encode())
    if antwoord.context["vergelijking"]:  # another column of numbers came first
        cijfer = len(antwoord.context["form"].fields["cijfer"].choices) - 1
        velden = {"sleutel": antwoord.context["sleutel"], "regio": 0, "cijfer": cijfer}
        antwoord = client.post(adres("cijfers_controleren"), velden)
    form = antwoord.context["form"]
    (naam,) = form.dimensies
    assert antwoord.context["vergelijking"] is None
    assert (form.fields[naam].label, [tekst for _, tekst in form.fields[naam].choices[1:]]) == (veld, keuzes)


def test_the_unit_of_a_subject_is_not_asked_beside_the_subject(kies):
    inhoud = "Regio;Jaar;Onderwerp;Eenheid;Waarde\nAlkmaar;2021;A;aantal;5\nAlkmaar;2021;B;%;6\n"
    assert [dimensie.kolom for dimensie in kies(inhoud).context["form"].dimensies.values()] == ["Onderwerp"]


@pytest.mark.parametrize(
    ("kop", "titel", "factor"),
    [
        ("2021 (x 1 000)", "", 1000),
        ("2021", "Uitgaven (× 1.000 euro)\n", 1000),
        ("2021 in mln", "", 1_000_000),
    ],
)
def test_a_table_in_thousands_is_asked_about_with_both_numbers(kies, sla_op, client, adres, kop, titel, factor):
    eerst = kies(f"{titel}Regio;{kop}\nAlkmaar;12\nHoorn;1,5\n")
    assert eerst.context["vergelijking"] is None
    keuzes = [label for _, label in eerst.context["form"].fields["factor"].choices]
    assert [label.rsplit(": ")[1] for label in keuzes] == ["12", f"{12 * factor:,}".replace(",", ".")]
    velden = {"sleutel": eerst.context["sleutel"], "regio": 0, "cijfer": 0, "factor": factor}
    sla_op(client.post(adres("cijfers_controleren"), velden), factor=factor)
    assert sorted(Meting.objects.values_list("waarde", flat=True)) == [Decimal("1.5") * factor, 12 * factor]


def test_a_number_with_two_readings_is_asked_each_time(kies, sla_op, client, adres):
    inhoud = "Regio;2021\nAlkmaar;1.234\n"
    velden = {"sleutel": kies(inhoud).context["sleutel"], "regio": 0, "cijfer": 0, "notatie": "punt"}
    sla_op(client.post(adres("cijfers_controleren"), velden), notatie="punt")
    weer = kies(inhoud)
    assert (weer.context["vergelijking"], weer.context["form"].initial["notatie"]) == (None, "")


# What is refused


@pytest.mark.parametrize(
    ("inhoud", "fouten"),
    [
        ("Regio;Jaar;Week;Aantal\nAlkmaar;2021;1;5\n", [(2, "Aantal", "5")]),
        ("Regio;Jaar;Kwartaal;Aantal\nAlkmaar;2021;1;5\nAlkmaar;2021;5;6\n", [(3, "Aantal", "6")]),
        ("Regio;Jaar;Aantal\nAlkmaar;2021;5\n;2022;6\n", [(3, "Aantal", "6")]),
        (
            "Regio;2021;2022\nAlkmaar;a;1'234\nHoorn;(3);3\n",
            [(2, "2021", "a"), (2, "2022", "1'234"), (3, "2021", "(3)")],
        ),
        ("Gemeente;Jaar;A;B\nAlkmaar;2021;4;1,5\nAlkmaar;2021;4;2,5\n", [(3, "2021", "4")]),
    ],
)
def test_the_line_and_the_column_are_told_and_nothing_is_stored(kies, sla_op, inhoud, fouten):
    antwoord = kies(inhoud)
    assert [(f.rij, f.kolom, f.waarde) for f in antwoord.context["vergelijking"].fouten] == fouten
    sla_op(antwoord)
    assert not Meting.objects.exists()


def test_every_fault_of_a_file_is_in_one_report(kies):
    antwoord = kies('Regio;2021;2022\nAlkmaar;abc;3\nHoorn;6;7;8\nSchagen;1\nMedemblik;1;2\nHoorn;"x"y;2\n')
    assert antwoord.status_code == 422
    zinnen = antwoord.context["form"].errors.as_data()["tekst"]
    begin = ["Regel 2, 2021: “abc”.", "Regel 3 heeft", "Regel 4 heeft", "Op regel 6 staat een los aanhalingsteken"]
    for zin, woorden in zip(zinnen, begin, strict=True):
        assert str(zin.message).startswith(woorden)


def test_a_thousand_faults_are_counted():
    with pytest.raises(Bestandsfout) as fout:
        lees_cijferbestand("Regio;2021;2022\n" + "Alkmaar;1;2\n" * 200 + "Hoorn;1\n" * 100)
    assert (len(fout.value.zinnen), fout.value.zinnen[-1]) == (51, "En nog 50 fouten.")


# What was written is read back

PERIODEN = ["2019", "1e halfjaar 2020", "3e kwartaal 2021", "mei 2021", "2020/2021", "30 juni 2022", "2015-2018"]
WAARDEN = st.none() | st.decimals(-(10**6), 10**7, places=3, allow_nan=False).map(lambda waarde: waarde.normalize())


def schrijf(waarde, notatie, duizendtallen):
    if waarde is None:
        return "."
    tekst = f"{waarde:,f}" if duizendtallen else f"{waarde:f}"
    return tekst if notatie is Notatie.PUNT else tekst.translate(str.maketrans(",.", ".,"))


PLAATSEN = st.tuples(st.sampled_from(["Alkmaar", "Hoorn", "GM0441"]), st.sampled_from(PERIODEN))


@given(
    waarden=st.dictionaries(PLAATSEN, WAARDEN, min_size=1),
    notatie=st.sampled_from(Notatie),
    duizendtallen=st.booleans(),
    voorlopig=st.sets(st.sampled_from(PERIODEN)),
    breed=st.booleans(),
    scheiding=st.sampled_from(";,\t"),
    codering=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    titel=st.sampled_from(["", "Jongeren; regio\n", "Een titel, met komma's\n"]),
    noot=st.sampled_from(["", "Bron: CBS\n", "© CBS; 2024\n"]),
    aanhalen=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example(
    waarden={("Alkmaar", "2019"): Decimal("1.234"), ("Hoorn", "2019"): None}, notatie=Notatie.PUNT, duizendtallen=False,
    voorlopig={"2019"}, breed=True, scheiding=";", codering="utf-16", titel="", noot="", aanhalen=csv.QUOTE_ALL,
)  # fmt: skip
def test_figures_read_back_as_they_were_written_in_any_dialect(
    waarden, notatie, duizendtallen, voorlopig, breed, scheiding, codering, titel, noot, aanhalen
):
    """Or the page asks, or refuses: never another number, period or municipality."""
    kop, rijen = _tabel(waarden, notatie, duizendtallen, voorlopig, breed)
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=scheiding, quoting=aanhalen).writerows([kop, *rijen])
    inhoud = f"{titel}{uit.getvalue()}{noot}".encode(codering)
    is_naam = ("Alkmaar", "Hoorn", "GM0441").__contains__
    try:
        bestand = lees_cijferbestand(inhoud, is_naam)
    except Bestandsfout:
        assert all(waarde is None for waarde in waarden.values()), "a table with a number is read"
        return
    keuze = Kolomkeuze("Regio", "elke periode") if breed else Kolomkeuze("Regio", "Aantal", "Perioden")
    if (keuze.cijfer, keuze.jaar) not in bestand.cijferkeuzes():
        assert all(waarde is None for waarde in waarden.values())
        return
    twijfel = bestand.twijfel(keuze)
    if isinstance(twijfel, Twijfel):
        keuze = Kolomkeuze(keuze.regio, keuze.cijfer, keuze.jaar, notatie=notatie)
    cijfers, fouten = bestand.lees(keuze)
    assert fouten == []
    assert {(c.regio, c.periode.tekst): (c.waarde, c.voorlopig) for c in cijfers} == {
        (regio, periode): (waarde, periode in voorlopig)
        for (regio, periode), waarde in waarden.items()
        if waarde is not None
    }


def _tabel(waarden, notatie, duizendtallen, voorlopig, breed):
    perioden = sorted({periode for _, periode in waarden})
    geschreven = {periode: periode + "*" * (periode in voorlopig) for periode in perioden}
    tekst = {sleutel: schrijf(waarde, notatie, duizendtallen) for sleutel, waarde in waarden.items()}
    if breed:
        regios = sorted({regio for regio, _ in waarden})
        rijen = [[regio, *(tekst.get((regio, periode), "") for periode in perioden)] for regio in regios]
        return ["Regio", *(geschreven[periode] for periode in perioden)], rijen
    return ["Regio", "Perioden", "Aantal"], [[r, geschreven[p], waarde] for (r, p), waarde in tekst.items()]
