"""Tables of the beheer as files: in and out within the same rights, all or nothing, and never a live formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from odf import table, teletype
from odf.number import DateStyle
from odf.opendocument import load

from acties.models import Actie, Ambitie, Begrip, Deelname, Kernelement, Organisatie, Partij
from acties.rekenblad.lezen import grenzen
from acties.voorstel import tussenstap
from acties.voorstel.tussenstap import VOORVOEGSEL
from monitoring.models import Meting, Statusmelding
from tests.beheer.conftest import adres

FORMATEN = {"xlsx": "0", "ods": "1", "csv": "2"}
KOP = ["programma", "term", "synoniemen", "definitie"]


def als_csv(*rijen, kop=KOP):
    stroom = io.StringIO()
    csv.writer(stroom, delimiter=";").writerows([kop, *rijen])
    return stroom.getvalue().encode("utf-8-sig")


def als_xlsx(*rijen, kop=KOP):
    boek = openpyxl.Workbook()
    for rij in [kop, *rijen]:
        boek.active.append(rij)
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue()


def kies(client, model, inhoud, naam="bestand.csv"):
    """Upload a file: the answer is the preview, or what is wrong."""
    return client.post(
        adres(model, "import"), {"import_file": SimpleUploadedFile(naam, inhoud), "format": "0", "resource": "0"}
    )


def bevestig(client, model, voorvertoning):
    return client.post(adres(model, "process_import"), {"sleutel": voorvertoning.context["bekeken"].sleutel})


def lees_in(client, model, inhoud):
    voorvertoning = kies(client, model, inhoud)
    assert voorvertoning.context["bekeken"].sleutel, fouten(voorvertoning)
    return bevestig(client, model, voorvertoning)


def voer_uit(client, model, formaat, vraag=""):
    return client.post(adres(model, "export") + vraag, {"format": FORMATEN[formaat], "resource": "0"}).content


def fouten(antwoord):
    form, bekeken = antwoord.context["form"], antwoord.context["bekeken"]
    if bekeken is None:
        return form.errors.get("import_file", [])
    return [(fout.rij, fout.kolom, fout.uitleg) for fout in bekeken.voorstel.fouten]


def aantallen(voorvertoning):
    """New, changed and unchanged."""
    hoeveel = voorvertoning.context["bekeken"].voorstel.aantallen
    return hoeveel.nieuw, hoeveel.anders, hoeveel.gelijk


# Out


def rijen_xlsx(inhoud):
    return [list(rij) for rij in openpyxl.load_workbook(io.BytesIO(inhoud)).active.iter_rows(values_only=True)]


def test_an_excel_file_holds_text_numbers_and_dates(als, cast, vol):
    kop, *rijen = rijen_xlsx(voer_uit(als(cast.anna), Organisatie, "xlsx"))
    langedijk = dict(zip(kop, next(rij for rij in rijen if rij[0] == "Langedijk"), strict=True))
    assert (langedijk["einddatum"], langedijk["opvolger"], langedijk["begindatum"]) == (
        datetime(2022, 1, 1),  # noqa: DTZ001 - a cell has no time zone
        "Dijk en Waard",
        None,
    )
    kop, *rijen = rijen_xlsx(voer_uit(als(cast.anna), Actie, "xlsx"))
    assert [rij[kop.index("nummer")] for rij in rijen] == [1, 2, 3]
    assert rijen[2][kop.index("ambities")] == "A1.1"


def test_a_file_of_the_beheer_prints_like_every_list_and_keeps_what_is_typed_in_it(als, cast, vol):
    [blad] = openpyxl.load_workbook(io.BytesIO(voer_uit(als(cast.anna), Actie, "xlsx")))
    assert (blad.freeze_panes, blad.print_title_rows, blad.auto_filter.ref) == ("A2", "$1:$1", "A1:O4")
    assert (blad.page_setup.orientation, blad.oddFooter.left.text) == ("landscape", "Acties")
    assert (blad["A1"].font.b, blad["C2"].number_format, blad["B2"].number_format) == (True, "@", "General")


def test_an_ods_of_the_beheer_shows_a_day_as_people_type_it(als, cast, vol):
    inhoud = load(io.BytesIO(voer_uit(als(cast.anna), Organisatie, "ods")))
    dagen = {teletype.extractText(stijl) for stijl in inhoud.automaticstyles.getElementsByType(DateStyle)}
    assert dagen == {"--"}  # the day, the month and the year are elements of their own


def test_every_format_exports_the_same_rows(als, cast, vol):
    client = als(cast.anna)
    excel = [str(rij[1]) for rij in rijen_xlsx(voer_uit(client, Begrip, "xlsx"))]
    ods = load(io.BytesIO(voer_uit(client, Begrip, "ods")))
    rijen = ods.spreadsheet.getElementsByType(table.TableRow)
    calc = [teletype.extractText(rij.getElementsByType(table.TableCell)[1]) for rij in rijen]
    tekst = [
        rij[1] for rij in csv.reader(io.StringIO(voer_uit(client, Begrip, "csv").decode("utf-8-sig")), delimiter=";")
    ]
    assert excel == calc == tekst == ["term", "Zelfscan"]


def test_an_export_follows_the_search_of_the_list(als, cast, vol):
    kop, *rijen = rijen_xlsx(voer_uit(als(cast.anna), Actie, "xlsx", "?q=Zelfscan"))
    assert [rij[kop.index("titel")] for rij in rijen] == ["Zelfscan in elke gemeente"]


def test_the_file_is_named_after_the_table_and_stays_out_of_caches(als, cast, vol):
    antwoord = als(cast.anna).post(adres(Begrip, "export"), {"format": "2", "resource": "0"})
    assert antwoord["Content-Disposition"].startswith('attachment; filename="begrippen-')
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize(
    "tekst", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\tx", "'=1", "''", "gewoon", "regel\r\nregel", "😀 é"]
)
@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
def test_text_stays_text_and_comes_back_the_same(als, cast, vol, tekst, formaat):
    vol.begrip.definitie = tekst
    vol.begrip.save()
    client = als(cast.anna)
    bestand = voer_uit(client, Begrip, formaat)
    if formaat == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(bestand)).active["D2"].data_type == "s"
    voorvertoning = kies(client, Begrip, bestand)
    assert (fouten(voorvertoning), aantallen(voorvertoning)) == ([], (0, 0, 1))
    bevestig(client, Begrip, voorvertoning)
    assert Begrip.objects.get().definitie == tekst


@pytest.mark.parametrize("formaat", FORMATEN)
def test_control_characters_and_very_long_text_never_break_an_export(als, cast, vol, formaat):
    vol.begrip.definitie = "a\x01b" + "x" * 40_000
    vol.begrip.save()
    assert voer_uit(als(cast.anna), Begrip, formaat)


def test_a_text_that_was_cut_to_fit_a_cell_is_not_read_back(als, cast, vol):
    vol.begrip.definitie = "x" * 40_000
    vol.begrip.save()
    client = als(cast.anna)
    [fout] = fouten(kies(client, Begrip, voer_uit(client, Begrip, "xlsx")))
    assert fout == (2, "definitie", "Deze tekst is te lang voor een cel en is afgekapt. Maak hem korter.")


@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "model", [Actie, Ambitie, Kernelement, Partij, Meting, Statusmelding], ids=lambda m: m.__name__
)
def test_an_export_that_is_read_back_changes_nothing(als, cast, vol, meld, model, formaat):
    meld(vol.zelfscan, vol.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Regel een\r\nRegel twee")
    client = als(cast.anna)
    voor = list(model.objects.values())
    voorvertoning = kies(client, model, voer_uit(client, model, formaat))
    assert fouten(voorvertoning) == []
    assert aantallen(voorvertoning) == (0, 0, model.objects.count())
    assert voorvertoning.context["bekeken"].sleutel == ""
    bevestig(client, model, voorvertoning)
    assert list(model.objects.values()) == voor
    assert not LogEntry.objects.exists()


def test_a_koers_of_long_ago_that_cannot_be_any_more_is_not_in_the_file_and_no_difference(als, cast, vol, oude_koers):
    """An old report may be done and on schedule. A file says what can be said now, so what went out comes in again."""
    oud = oude_koers(vol.zelfscan, vol.hoorn, "2021-10-05", "afgerond", "op_schema")
    client = als(cast.anna)
    inhoud = voer_uit(client, Statusmelding, "xlsx")
    kop, *rijen = rijen_xlsx(inhoud)
    [rij] = [dict(zip(kop, rij, strict=True)) for rij in rijen if rij[kop.index("organisatie")] == "Hoorn"]
    assert (rij["status"], rij["koers"]) == ("afgerond", None)
    voorvertoning = kies(client, Statusmelding, inhoud)
    assert (fouten(voorvertoning), aantallen(voorvertoning)) == ([], (0, 0, Statusmelding.objects.count()))
    oud.refresh_from_db()
    assert oud.koers == "op_schema"  # a report never changes


@pytest.mark.parametrize("model", [Organisatie, Deelname], ids=lambda m: m.__name__)
def test_reference_data_read_back_change_nothing(als, cast, vol, model):
    client = als(cast.eva)
    voorvertoning = kies(client, model, voer_uit(client, model, "xlsx"))
    assert (fouten(voorvertoning), aantallen(voorvertoning)) == ([], (0, 0, model.objects.count()))


# In


def test_a_file_is_shown_first_and_stored_after(als, cast, vol):
    client = als(cast.anna)
    inhoud = als_xlsx(["proef", "Zelfscan", "", "Een andere uitleg."], ["proef", "Meldcode", "", "Vijf stappen."])
    voorvertoning = kies(client, Begrip, inhoud)
    pagina = voorvertoning.content.decode()
    assert "<del>Een vragenlijst voor lokale teams.</del> <ins>Een andere uitleg.</ins>" in pagina
    assert "1 nieuw, 1 gewijzigd, 0 ongewijzigd." in pagina
    assert Begrip.objects.count() == 1
    antwoord = client.post(
        adres(Begrip, "process_import"), {"sleutel": voorvertoning.context["bekeken"].sleutel}, follow=True
    )
    assert "Ingelezen: 1 nieuw, 1 gewijzigd, 0 ongewijzigd (begrippen)." in antwoord.content.decode()
    assert dict(Begrip.objects.values_list("term", "definitie")) == {
        "Zelfscan": "Een andere uitleg.",
        "Meldcode": "Vijf stappen.",
    }
    assert {regel.get_change_message() for regel in LogEntry.objects.all()} == {"Ingelezen uit een bestand."}
    assert Begrip.objects.get(term="Zelfscan").history.latest().history_user == cast.anna


@pytest.mark.parametrize(
    ("kop", "melding"),
    [
        (["programma", "term", "synoniemen"], "Kolom “definitie” ontbreekt."),
        ([*KOP, "Uitleg"], "Kolom “Uitleg” is onbekend. De kolommen zijn: " + ", ".join(KOP) + "."),
        ([*KOP, "term"], "Kolom “term” staat 2 keer in het bestand."),
        ([*KOP, " Term"], "Kolom “term” staat 2 keer in het bestand."),
    ],
)
def test_a_wrong_header_is_named(als, cast, vol, kop, melding):
    gevonden = fouten(kies(als(cast.anna), Begrip, als_csv(["proef"] * len(kop), kop=kop)))
    assert melding in [zin for _, _, zin in gevonden]


def test_a_double_key_is_named_with_both_rows(als, cast, vol):
    antwoord = kies(als(cast.anna), Begrip, als_csv(["proef", "A", "", "x"], ["", "", "", ""], ["proef", "A", "", "y"]))
    zin = "Rij 2 heeft dezelfde programma en term. Laat één van beide staan."
    assert fouten(antwoord) == [(4, "hele rij", zin)]


ACTIEKOP = [
    "programma", "nummer", "titel", "omschrijving", "onderdeel", "doelgroep", "ambities", "hoofdverantwoordelijken",
    "uitvoering", "startjaar", "eindjaar", "doorlopend", "planning_toelichting", "vervallen_op", "vervallen_reden",
]  # fmt: skip
ACTIERIJ = ["proef", 9, "Nieuw", "", "K1", "", "", "Gemeenten", "regionaal", 2021, 2022, "nee", "", "", ""]


def actierij(**anders):
    return [anders.get(kolom, waarde) for kolom, waarde in zip(ACTIEKOP, ACTIERIJ, strict=True)]


@pytest.mark.parametrize(
    ("kolom", "waarde", "melding"),
    [
        ("programma", "onzin", "Programma “onzin” bestaat niet."),
        ("nummer", "twee", "“twee” is geen heel getal."),
        ("nummer", 1.5, "“1.5” is geen heel getal."),
        ("onderdeel", "K9", "Onderdeel “K9” bestaat niet in programma “proef”."),
        ("doelgroep", "Jongeren", "Doelgroep “Jongeren” bestaat niet in programma “proef”."),
        ("ambities", "A1.7", "Ambitie “A1 7” bestaat niet in programma “proef”."),
        ("hoofdverantwoordelijken", "Gemeenten | Niemand", "Partij “Niemand” bestaat niet in programma “proef”."),
        ("hoofdverantwoordelijken", "", "Vul hier ten minste één naam in."),
        ("uitvoering", "onzin", "“onzin” kan hier niet. Kies uit: regionaal, per_organisatie."),
        ("startjaar", 2019, "Het programma loopt van 2021 tot en met 2023. Kies een jaar daarbinnen."),
        ("doorlopend", "misschien", "“misschien” is geen ja of nee."),
        ("vervallen_op", "31-02-2021", "“31-02-2021” is geen datum. Schrijf de datum als 31-12-2021."),
        ("titel", "", "Dit veld kan niet leeg zijn"),
        ("titel", "x" * 201, "Zorg dat deze waarde niet meer dan 200 tekens bevat (het zijn er nu 201)."),
    ],
)
def test_a_wrong_cell_is_named_with_row_and_column(als, cast, vol, kolom, waarde, melding):
    antwoord = kies(als(cast.anna), Actie, als_xlsx(actierij(nummer=8), actierij(**{kolom: waarde}), kop=ACTIEKOP))
    assert (3, kolom, melding) in [
        (r, k, m.rstrip(".") if m.startswith("Dit veld") else m) for r, k, m in fouten(antwoord)
    ]
    assert Actie.objects.count() == 3


def test_one_wrong_row_and_nothing_is_stored(als, cast, vol):
    inhoud = als_xlsx(actierij(nummer=8), actierij(nummer=10, startjaar=2019), kop=ACTIEKOP)
    voorvertoning = kies(als(cast.anna), Actie, inhoud)
    assert voorvertoning.context["bekeken"].sleutel == ""
    assert Actie.objects.count() == 3


def test_a_whole_actie_comes_in(als, cast, vol):
    rij = actierij(
        onderdeel="A1", doelgroep="Ouderen", ambities="A1.1", hoofdverantwoordelijken="Veilig Thuis | Gemeenten"
    )
    assert lees_in(als(cast.anna), Actie, als_xlsx(rij, kop=ACTIEKOP)).status_code == 302
    actie = Actie.objects.get(nummer=9)
    assert (actie.onderdeel, actie.doelgroep, actie.planning) == (vol.lijn, vol.doelgroep, "2021–2022")
    assert {partij.naam for partij in actie.hoofdverantwoordelijken.all()} == {"Gemeenten", "Veilig Thuis"}
    assert list(actie.ambities.all()) == [vol.ambitie]


def test_the_kind_of_a_new_kernelement_follows_from_the_table(als, cast, vol):
    kop = ["programma", "code", "naam", "omschrijving", "naam_in_regiovisie", "volgorde"]
    lees_in(als(cast.anna), Kernelement, als_xlsx(["proef", "K2", "Samen", "", "", 3], kop=kop))
    assert Kernelement.objects.get(code="K2").soort == "kernelement"


def test_a_key_that_excel_took_for_a_number_is_refused(als, cast, vol):
    antwoord = kies(als(cast.anna), Begrip, als_xlsx(["proef", 1.1, "", "x"]))
    assert fouten(antwoord) == [(2, "term", "“1.1” is geen tekst. Zet de cel op tekst en typ de waarde opnieuw.")]


def test_many_errors_are_counted_and_the_first_are_shown(als, cast, vol):
    inhoud = als_csv(*(["onzin", f"T{nummer}", "", "x"] for nummer in range(70)))
    pagina = kies(als(cast.anna), Begrip, inhoud).content.decode()
    assert "70 fouten in het bestand; dit zijn de eerste 50." in pagina
    assert "<td>51</td>" in pagina
    assert "<td>52</td>" not in pagina


# Rights


@pytest.mark.parametrize(("wie", "status"), [("bram", 403), ("eva", 403), ("dirk", 403), (None, 403)])
def test_who_only_reads_reads_nothing_in(als, cast, vol, wie, status):
    client = als(getattr(cast, wie) if wie else None)
    for url in (adres(Begrip, "import"), adres(Begrip, "process_import")):
        antwoord = client.post(url, {"import_file": SimpleUploadedFile("b.csv", als_csv()), "format": "0"})
        assert antwoord.status_code == status
    assert Begrip.objects.count() == 1


def test_someone_elses_preview_cannot_be_confirmed(als, cast, vol):
    voorvertoning = kies(als(cast.anna), Begrip, als_csv(["proef", "Nieuw", "", "x"]))
    cast.carla.lidmaatschappen.update(rol="projectleider", organisatie=None)
    antwoord = bevestig(als(cast.carla), Begrip, voorvertoning)
    assert "verlopen, al gebruikt of niet van jou" in antwoord.content.decode()
    assert Begrip.objects.count() == 1


def test_a_preview_works_once_for_one_table(als, cast, vol):
    client = als(cast.anna)
    voorvertoning = kies(client, Begrip, als_csv(["proef", "Nieuw", "", "x"]))
    assert "verlopen" in bevestig(client, Partij, voorvertoning).content.decode()
    assert bevestig(client, Begrip, voorvertoning).status_code == 302
    Begrip.objects.filter(term="Nieuw").delete()
    assert "verlopen" in bevestig(client, Begrip, voorvertoning).content.decode()
    assert not Begrip.objects.filter(term="Nieuw").exists()


@pytest.mark.parametrize("sleutel", ["", "onzin", "a:b:c", "../../etc/passwd", "x" * 5000])
def test_a_made_up_preview_is_refused(als, cast, vol, sleutel):
    antwoord = als(cast.anna).post(adres(Begrip, "process_import"), {"sleutel": sleutel})
    assert antwoord.status_code == 200
    assert "Kies het bestand opnieuw" in antwoord.content.decode()


def test_a_preview_is_gone_after_an_hour(als, cast, vol, monkeypatch):
    client = als(cast.anna)
    voorvertoning = kies(client, Begrip, als_csv(["proef", "Nieuw", "", "x"]))
    cache.clear()
    assert "verlopen" in bevestig(client, Begrip, voorvertoning).content.decode()


def test_what_changed_since_the_preview_stops_the_whole_file(als, cast, vol):
    client = als(cast.anna)
    inhoud = als_xlsx(actierij(nummer=8), actierij(nummer=9, hoofdverantwoordelijken="Veilig Thuis"), kop=ACTIEKOP)
    voorvertoning = kies(client, Actie, inhoud)
    Partij.objects.filter(naam="Veilig Thuis").update(naam="Anders")
    antwoord = bevestig(client, Actie, voorvertoning)
    assert antwoord.status_code == 409
    assert "Intussen zijn er gegevens veranderd. Er is niets opgeslagen." in antwoord.content.decode()
    assert fouten(antwoord) == [
        (3, "hoofdverantwoordelijken", "Partij “Veilig Thuis” bestaat niet in programma “proef”.")
    ]
    assert Actie.objects.count() == 3


# Meldingen

MELDKOP = ["programma", "actie", "organisatie", "peildatum", "status", "koers", "openbaar", "toelichting", "bijsturing"]


def test_a_melding_from_a_file_is_an_ordinary_melding(als, cast, vol):
    rij = ["proef", 2, "Hoorn", date(2021, 11, 1), "In uitvoering", "", "ja", "Begonnen", ""]
    client = als(cast.anna)
    assert lees_in(client, Statusmelding, als_xlsx(rij, kop=MELDKOP)).status_code == 302
    melding = Statusmelding.objects.order_by("-pk").first()
    assert (melding.organisatie, melding.peildatum, melding.status, melding.bron, melding.gemeld_door) == (
        vol.hoorn,
        date(2021, 11, 1),
        "in_uitvoering",
        "excel",
        cast.anna,
    )
    voorvertoning = kies(client, Statusmelding, als_xlsx(rij, kop=MELDKOP))
    assert aantallen(voorvertoning) == (0, 0, 1)


def test_the_same_file_confirmed_twice_at_once_makes_one_melding(als, cast, vol):
    """The second confirmation arrives before the first has removed the file."""
    client = als(cast.anna)
    rij = ["proef", 2, "Hoorn", date(2021, 11, 1), "afgerond", "", "ja", "Klaar", ""]
    voorvertoning = kies(client, Statusmelding, als_xlsx(rij, kop=MELDKOP))
    plek = VOORVOEGSEL + voorvertoning.context["bekeken"].sleutel
    inhoud = cache.get(plek)
    bevestig(client, Statusmelding, voorvertoning)
    cache.set(plek, inhoud)
    assert bevestig(client, Statusmelding, voorvertoning).status_code == 409
    assert Statusmelding.objects.filter(bron="excel").count() == 1


@pytest.mark.parametrize(
    ("anders", "kolom", "melding"),
    [
        ({"organisatie": "Nergens"}, "organisatie", "Organisatie “Nergens” bestaat niet."),
        ({"actie": 77}, "actie", "Actie “77” bestaat niet in programma “proef”."),
        (
            {"status": "in_uitvoering", "koers": "aandacht"},
            "bijsturing",
            "Je koos koers aandacht: vertel wat jullie eraan doen.",
        ),
        ({"koers": "op_schema"}, "koers", "Een actie die afgerond is, heeft geen koers. Laat de koers leeg."),
        ({"organisatie": "", "status": "nvt"}, "status", "Voor de hele regio kan deze status niet. Kies een andere."),
        (
            {"organisatie": "Langedijk", "peildatum": date(2022, 2, 1)},
            "peildatum",
            "Langedijk bestond niet op 1 februari 2022. Kies een andere dag.",
        ),
    ],
)
def test_the_rules_of_a_melding_hold_in_a_file(als, cast, vol, anders, kolom, melding):
    rij = dict(zip(MELDKOP, ["proef", 2, "Hoorn", date(2021, 11, 1), "afgerond", "", "ja", "Klaar", ""], strict=True))
    antwoord = kies(als(cast.anna), Statusmelding, als_xlsx(list((rij | anders).values()), kop=MELDKOP))
    assert fouten(antwoord) == [(2, kolom, melding)]


def test_two_new_meldingen_for_one_day_in_one_file_are_refused(als, cast, vol):
    rij = ["proef", 2, "Hoorn", date(2021, 11, 1), "afgerond", "", "ja", "Klaar", ""]
    antwoord = kies(als(cast.anna), Statusmelding, als_xlsx(rij, [*rij[:7], "Nog eens", ""], kop=MELDKOP))
    assert fouten(antwoord) == [(3, "hele rij", "Een eerdere rij gaat over dezelfde actie, organisatie en peildatum.")]


def test_only_a_projectleider_reads_meldingen_in(als, cast, vol):
    assert [als(getattr(cast, wie)).get(adres(Statusmelding, "import")).status_code for wie in ("bram", "eva")] == [
        403
    ] * 2


# Bad files


def met_doctype():
    stroom = io.BytesIO(als_xlsx(["proef", "T", "", "x"]))
    with zipfile.ZipFile(stroom, "a") as archief:
        archief.writestr("xl/extra.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")
    return stroom.getvalue()


def bom():
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as archief:
        archief.writestr("[Content_Types].xml", "spreadsheetml.sheet.main+xml")
        archief.writestr("xl/sharedStrings.xml", b" " * (grenzen.MAX_UITGEPAKT + 1))
    return stroom.getvalue()


def andere_zip():
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w") as archief:
        archief.writestr("[Content_Types].xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    return stroom.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "begin"),
    [
        (b"\xd0\xcf\x11\xe0rest", "Dit is een oud of versleuteld Excelbestand."),
        (b"PK\x03\x04kapot", "Dit is geen Excelbestand dat hier te lezen is."),
        (andere_zip(), "Dit is een Excelbestand met macro’s."),
        (als_xlsx(["proef"])[:-200], "Dit is geen Excelbestand dat hier te lezen is."),
        (met_doctype(), "Dit Excelbestand bevat onderdelen die hier niet mogen."),
        (bom(), "Dit Excelbestand is uitgepakt te groot om te lezen."),
        (b"\xff\xfe\x00\x01", "Dit bestand is niet te lezen."),
        (b"a\x00b", "Dit bestand is niet te lezen."),
        (b'programma;"term\nx', "Dit CSV-bestand is beschadigd"),
        (b"\n", "De eerste rij is leeg."),
        (als_csv(["proef", "T", "", "x", "los"]), "Rij 2: “los” staat in een kolom zonder naam in rij 1."),
        (b"x" * (grenzen.MAX_BESTAND + 1), "Het bestand is groter dan 5 MB."),
        (b"programma\n" + b"x\n" * (grenzen.MAX_RIJEN + 1), "Het bestand heeft meer dan 12000 rijen."),
        (b";".join([b"k"] * 61), "Het bestand heeft meer dan 60 kolommen."),
    ],
    ids=lambda waarde: waarde[:30] if isinstance(waarde, str) else "bestand",
)
def test_a_bad_file_is_refused_in_one_clear_sentence(als, cast, vol, inhoud, begin):
    antwoord = kies(als(cast.anna), Begrip, inhoud, "bestand.xlsx")
    assert antwoord.status_code == 200
    [fout] = fouten(antwoord)
    assert fout.startswith(begin)


def test_a_file_without_rows_says_so(als, cast, vol):
    assert fouten(kies(als(cast.anna), Begrip, als_csv())) == [
        "Er staan geen rijen in het bestand. Zet onder de kolomnamen ten minste één rij."
    ]


def test_a_claimed_dimension_is_not_believed(als, cast, vol):
    stroom = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(als_xlsx(["proef", "Nieuw", "", "x"]))) as bron,
        zipfile.ZipFile(stroom, "w") as doel,
    ):
        for onderdeel in bron.infolist():
            inhoud = bron.read(onderdeel).replace(b'<dimension ref="A1:D2"', b'<dimension ref="A1:A1"')
            doel.writestr(onderdeel, inhoud)
    assert kies(als(cast.anna), Begrip, stroom.getvalue()).context["bekeken"].voorstel.aantallen.nieuw == 1


def test_an_upload_stays_behind_nowhere_but_in_the_cache(als, cast, vol, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    kies(als(cast.anna), Begrip, als_csv(["onzin", "T", "", "x"]))
    assert list(tmp_path.iterdir()) == []


def test_the_excel_libraries_wait_until_someone_needs_them():
    import subprocess  # noqa: PLC0415 - a fresh interpreter is the only honest way to see what is loaded
    import sys  # noqa: PLC0415

    code = (
        "import django; django.setup(); import uitvoering.urls, sys; "
        "print(sorted({'openpyxl', 'odf', 'tablib'} & set(sys.modules)))"
    )
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert uit.stdout.strip() == "[]"


def test_a_melding_keeps_its_moment(als, cast, vol):
    kop, *rijen = rijen_xlsx(voer_uit(als(cast.bram), Statusmelding, "xlsx"))
    moment = rijen[-1][kop.index("gemeld_op")]
    assert abs(moment - (vol.melding.gemeld_op.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=2))) < timedelta(
        minutes=1
    )


# What others do meanwhile


def rijen_in_de_cache():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", [f"%{VOORVOEGSEL}%"])
        return cursor.fetchone()[0]


def test_what_is_confirmed_or_ran_out_is_really_gone(als, cast, vol, monkeypatch):
    client = als(cast.anna)
    voorvertoning = kies(client, Begrip, als_csv(["proef", "Nieuw", "", "x"]))
    assert rijen_in_de_cache() == 1
    bevestig(client, Begrip, voorvertoning)
    assert rijen_in_de_cache() == 0
    monkeypatch.setattr(tussenstap, "UUR", -5)
    kies(client, Begrip, als_csv(["proef", "Ander", "", "x"]))
    monkeypatch.setattr(tussenstap, "UUR", 3600)
    assert rijen_in_de_cache() == 1
    kies(client, Begrip, als_csv(["proef", "Derde", "", "x"]))
    assert rijen_in_de_cache() == 1
    cache.set("iets-anders", 1, 3600)
    cache.touch(VOORVOEGSEL + kies(client, Begrip, als_csv(["proef", "D", "", "x"])).context["bekeken"].sleutel, -5)
    call_command("opruimen")
    assert (rijen_in_de_cache(), cache.get("iets-anders")) == (1, 1)


def test_a_row_and_a_field_that_the_file_does_not_change_are_not_written(als, cast, vol):
    zelfscan = Begrip.objects.get()
    ander = Begrip.objects.create(programma=vol.programma, term="Ander", definitie="Blijft.", synoniemen="anders")
    client = als(cast.anna)
    inhoud = als_xlsx(["proef", "Zelfscan", zelfscan.synoniemen, "Nieuw."], ["proef", "Ander", "anders", "Blijft."])
    voorvertoning = kies(client, Begrip, inhoud)
    assert aantallen(voorvertoning) == (0, 1, 1)
    with CaptureQueriesContext(connection) as gezien:
        bevestig(client, Begrip, voorvertoning)
    [schrijft] = [q["sql"] for q in gezien if q["sql"].startswith('INSERT INTO "acties_begrip"')]
    assert schrijft.partition("DO UPDATE SET ")[2].split(" RETURNING")[0] == '"definitie" = EXCLUDED."definitie"'
    assert (ander.history.count(), zelfscan.history.count()) == (1, 2)
    assert [regel.object_repr for regel in LogEntry.objects.all()] == ["Zelfscan"]


def test_what_a_colleague_changed_meanwhile_is_named_and_stays(als, cast, vol):
    client = als(cast.anna)
    voorvertoning = kies(client, Begrip, als_csv(["proef", "Zelfscan", "", "Van Anna."]))
    Begrip.objects.update(definitie="Van een collega.")
    antwoord = bevestig(client, Begrip, voorvertoning)
    [cel] = antwoord.context["bekeken"].verschoven
    assert antwoord.status_code == 409
    assert (cel.rij, cel.kolom, cel.toen, cel.nu) == (
        2, "definitie", "Een vragenlijst voor lokale teams.", "Van een collega.",
    )  # fmt: skip
    assert "<del>Van een collega.</del> <ins>Van Anna.</ins>" in antwoord.content.decode()
    assert Begrip.objects.get().definitie == "Van een collega."
    assert bevestig(client, Begrip, voorvertoning).status_code == 200  # used up; the new preview has a key of its own
    assert bevestig(client, Begrip, antwoord).status_code == 302
    assert Begrip.objects.get().definitie == "Van Anna."


def test_a_row_that_came_or_went_meanwhile_is_named(als, cast, vol):
    client = als(cast.anna)
    voorvertoning = kies(
        client, Begrip, als_csv(["proef", "Nieuw", "", "Van Anna."], ["proef", "Zelfscan", "", "Ook."])
    )
    Begrip.objects.all().delete()
    Begrip.objects.create(programma=vol.programma, term="Nieuw", definitie="Van een collega.")
    antwoord = bevestig(client, Begrip, voorvertoning)
    assert [(cel.rij, cel.kolom, cel.toen, cel.nu) for cel in antwoord.context["bekeken"].verschoven] == [
        (2, "hele rij", "bestaat niet", "anders dan in het bestand"),
        (3, "hele rij", "anders dan in het bestand", "bestaat niet"),
    ]


def test_cells_that_become_empty_are_counted_apart(als, cast, vol):
    Begrip.objects.update(synoniemen="scan")
    voorvertoning = kies(als(cast.anna), Begrip, als_csv(["proef", "Zelfscan", "", "Anders."]))
    assert "0 nieuw, 1 gewijzigd (1 cel wordt leeg), 0 ongewijzigd." in voorvertoning.content.decode()


def test_as_many_queries_for_one_row_as_for_many(als, cast, vol, django_assert_num_queries):
    client = als(cast.anna)
    kies(client, Actie, als_xlsx(actierij(nummer=8), kop=ACTIEKOP))
    for aantal in (1, 200):
        rijen = [actierij(nummer=100 + nummer, ambities="A1.1", onderdeel="A1") for nummer in range(aantal)]
        with django_assert_num_queries(16):
            antwoord = kies(client, Actie, als_xlsx(*rijen, kop=ACTIEKOP))
        assert aantallen(antwoord) == (aantal, 0, 0)


def test_an_organisation_may_name_a_successor_further_down_the_file(als, cast, vol):
    kop = ["naam", "slug", "soort", "cbs_code", "subregio", "partijen", "begindatum", "einddatum", "opvolger"]
    kop += ["kaartkolom", "kaartrij"]
    oud = ["Klein", "klein", "gemeente", "", "", "", "", date(2022, 1, 1), "Groot", "", ""]
    nieuw = ["Groot", "groot", "gemeente", "", "", "proef: Gemeenten", date(2022, 1, 1), "", "", "1", "3"]
    assert lees_in(als(cast.eva), Organisatie, als_xlsx(oud, nieuw, kop=kop)).status_code == 302
    klein = Organisatie.objects.get(naam="Klein")
    assert (klein.opvolger.naam, klein.history.get().opvolger_id) == ("Groot", klein.opvolger_id)
