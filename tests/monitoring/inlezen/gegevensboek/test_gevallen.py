"""Workbooks of real programmes of another shape, through both doors: the page Gegevens and ``manage.py importeer``."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from acties.models import Actie, Organisatie, Overleg, Partij, Programma
from acties.voorstel.voorstel import Aantallen
from tests.acties.rekenblad.lezen.bouwen import werkmap
from tests.monitoring.inlezen.gegevensboek.conftest import bekijk, fouten

GEVALLEN = Path(__file__).parent / "gevallen"
LEIDEN = "p1_leiden_trouw.xlsx"
ZEELAND = "p3_zeeland_halfjaar.xlsx"
HAAGLANDEN = "p6_haaglanden_zonder_eind.xlsx"
TWEEDE_REGIO = "p7_tweede_regio_zelfde_afkorting.xlsx"


def op_de_site(client, bestand):
    upload = SimpleUploadedFile(bestand, (GEVALLEN / bestand).read_bytes())
    return client.post(reverse("monitoring:gegevens", args=["proef"]), {"bestand": upload})


def importeer(bestand):
    uit = StringIO()
    call_command("importeer", GEVALLEN / bestand, stdout=uit, stderr=StringIO())
    return uit.getvalue()


FOUT = {
    LEIDEN: ("Acties", 2, "nummer", "“9D1.1” is geen heel getal."),
    ZEELAND: (
        "Metingen",
        2,
        "periode",
        (
            "Geef een jaar (2021), jaren (2015-2019), een schooljaar (2020/2021), een halfjaar (1e halfjaar 2021), een kwartaal "
            "(1e kwartaal 2021), een maand (maart 2021), een dag (30 juni 2022) of twee dagen met een streepje ertussen."
        ),
    ),
    HAAGLANDEN: ("Programma's", 2, "eindjaar", "Dit veld mag niet leeg zijn."),
}
AANTAL = {LEIDEN: 6, ZEELAND: 3, HAAGLANDEN: 1}


@pytest.mark.parametrize("bestand", FOUT)
def test_what_does_not_fit_is_named_by_its_cell_and_nothing_else_is(db, bestand):
    uitkomst = bekijk((GEVALLEN / bestand).read_bytes())
    eerste = uitkomst.fouten[0]
    assert (eerste.blad, eerste.rij, eerste.kolom, eerste.uitleg) == FOUT[bestand]
    assert len(uitkomst.fouten) == AANTAL[bestand]
    assert len({(fout.blad, fout.kolom) for fout in uitkomst.fouten}) == 1


@pytest.mark.parametrize("bestand", FOUT)
def test_the_command_says_so_and_stores_nothing(db, bestand):
    with pytest.raises(CommandError, match="er is niets bewaard") as fout:
        importeer(bestand)
    assert FOUT[bestand][3] in str(fout.value)
    assert not Programma.objects.exists()


@pytest.mark.parametrize("bestand", FOUT)
def test_the_page_says_so_and_stores_nothing(als, cast, bestand):
    antwoord = op_de_site(als(cast.anna), bestand)
    assert antwoord.status_code == 422
    assert FOUT[bestand][3] in antwoord.content.decode()
    assert Programma.objects.count() == 1


PROGRAMMA = ["slug", "naam", "startjaar", "eindjaar"]
ACTIES = [["programma", "nummer", "titel", "onderdeel", "hoofdverantwoordelijken", "startjaar", "eindjaar"]]
REST = {
    "Onderdelen": [["programma", "code", "soort", "naam"], ["zuid", "A1", "actielijn", "Preventie"]],
    "Partijen": [["programma", "naam"], ["zuid", "Gemeenten"]],
    "Acties": [*ACTIES, ["zuid", 1, "Trainen", "A1", "Gemeenten", 2024, 2025]],
}


@pytest.mark.parametrize(
    ("jaren", "waar"),
    [
        ((2024, None), [("Programma's", 2, "eindjaar", None)]),
        ((None, 2027), [("Programma's", 2, "startjaar", None)]),
        ((2027, 2024), [("Programma's", 2, "hele rij", None)]),
        (("straks", 2027), [("Programma's", 2, "startjaar", "straks")]),
        ((None, None), [("Programma's", 2, "startjaar", None), ("Programma's", 2, "eindjaar", None)]),
    ],
)
def test_no_row_is_judged_by_a_programme_that_is_wrong_itself(db, jaren, waar):
    assert fouten(bekijk(werkmap(**{"Programma's": [PROGRAMMA, ["zuid", "Veilig Zuid", *jaren]]}, **REST))) == waar


def test_a_change_that_breaks_a_programme_leaves_its_acties_out_of_it(wereld):
    boek = werkmap(
        **{"Programma's": [PROGRAMMA, ["proef", "Samen veilig", 2023, 2021]]},
        Acties=[["programma", "nummer", "titel"], ["proef", 1, "Anders"]],
    )
    assert fouten(bekijk(boek)) == [("Programma's", 2, "hele rij", None)]


def test_a_wrong_row_is_not_said_to_be_missing(wereld):
    """Through a party that cannot be read, to the actie that it answers for, to the aanjager of that actie."""
    boek = werkmap(
        Partijen=[["programma", "naam", "volgorde"], ["proef", "Politie", "eerst"]],
        Acties=[*ACTIES, ["proef", 9, "Trainen", "A1", "Politie", 2021, 2021]],
        Aanjagers=[["programma", "actie", "rol", "tekst"], ["proef", 9, "Ambtenaren", "Jeugd"]],
    )
    assert fouten(bekijk(boek)) == [("Partijen", 2, "volgorde", "eerst")]


# A second region


@pytest.fixture
def czw(wereld):
    return Overleg.objects.create(afkorting="CZW", slug="czw", naam="College Zorg en Welzijn", rol="bespreekt")


def ongewijzigd(overleg):
    nu = Overleg.objects.get()
    return (nu.pk, nu.slug, nu.naam, nu.rol) == (overleg.pk, overleg.slug, overleg.naam, overleg.rol)


ANDER_OVERLEG = "“CZW” is er al, met slug “czw”. Is dit een ander, geef het dan een eigen naam"


def test_the_command_does_not_rename_the_overleg_of_another_region(czw):
    Overleg.objects.exclude(pk=czw.pk).delete()
    with pytest.raises(CommandError, match=ANDER_OVERLEG):
        importeer(TWEEDE_REGIO)
    assert ongewijzigd(czw)
    assert Programma.objects.count() == 1


def test_the_page_does_not_rename_the_overleg_of_another_region(als, cast, czw):
    Overleg.objects.exclude(pk=czw.pk).delete()
    assert ANDER_OVERLEG in op_de_site(als(cast.eva), TWEEDE_REGIO).content.decode()
    assert ongewijzigd(czw)


OVERLEG = ["afkorting", "slug", "naam", "subregio", "rol"]


@pytest.mark.parametrize(
    ("rij", "kolom"),
    [
        (["pora", "pora-2", "Ander overleg", "West", "bespreekt"], "slug"),
        (["PORA", "pora", "Ander overleg", "Oost", "bespreekt"], "subregio"),
        (["PO\N{ZERO WIDTH SPACE}RA", "pora", "Ander overleg", None, "bespreekt"], "subregio"),
    ],
)
def test_the_same_abbreviation_elsewhere_is_another_overleg(wereld, rij, kolom):
    assert fouten(bekijk(werkmap(Overleggen=[OVERLEG, rij]))) == [("Overleggen", 2, kolom, rij[OVERLEG.index(kolom)])]


def test_the_same_overleg_may_get_another_name(wereld, lees_in):
    lees_in(werkmap(Overleggen=[OVERLEG, ["PORA", "pora", "Overleg van West", "west", "bespreekt"]]))
    assert Overleg.objects.get(slug="pora").naam == "Overleg van West"


def test_an_organisation_of_the_same_name_elsewhere_is_another(wereld):
    boek = werkmap(Organisaties=[["naam", "slug", "soort"], ["alkmaar", "alkmaar-zh", "gemeente"]])
    assert fouten(bekijk(boek)) == [("Organisaties", 2, "slug", "alkmaar-zh")]


# Names


NBSP = "\N{NO-BREAK SPACE}"


def test_a_name_with_other_spaces_or_case_is_the_row_that_was_there(wereld):
    boek = werkmap(
        Partijen=[["programma", "naam", "volgorde"], ["proef", f"Veilig{NBSP}Thuis", 2], ["proef", "GEMEENTEN ", 1]],
        Organisaties=[["naam", "slug", "soort", "partijen"], [f"Dijk{NBSP}en{NBSP}Waard", "dijk-en-waard", "gemeente",
                                                              f"proef:{NBSP}gemeenten"]],
        Acties=[["programma", "nummer", "onderdeel", "hoofdverantwoordelijken"],
                ["proef", 1, "k1", f"{NBSP}gemeenten"], ["proef", 3, "A1 ", f"veilig{NBSP}thuis"]],
    )  # fmt: skip
    uitkomst = bekijk(boek)
    assert (uitkomst.fouten, uitkomst.aantallen) == ([], Aantallen(gelijk=5))


def test_a_new_row_refers_by_any_way_of_writing_and_is_stored_clean(wereld, lees_in):
    lees_in(
        werkmap(
            Partijen=[["programma", "naam"], ["proef", f"De{NBSP}Politie"]],
            Acties=[*ACTIES, ["proef", 9, "Trainen", "a1", f"de politie | De{NBSP}Politie | Gemeenten", 2021, 2021]],
        )
    )
    assert Partij.objects.get(naam="de politie").naam == "De Politie"
    actie = Actie.objects.get(nummer=9)
    assert [partij.naam for partij in actie.hoofdverantwoordelijken.order_by("naam")] == ["De Politie", "Gemeenten"]
    assert actie.onderdeel == wereld.lijn


def test_one_name_written_twice_in_a_file_is_one_row_too_many(wereld):
    boek = werkmap(Partijen=[["programma", "naam"], ["proef", "De Politie"], ["proef", f"de{NBSP}politie"]])
    (fout,) = bekijk(boek).fouten
    assert (fout.rij, fout.kolom, fout.waarde) == (3, "naam", "proef, de politie")
    assert fout.uitleg == "Rij 2 heeft dezelfde programma en naam. Laat één van beide staan."


def test_a_name_that_is_no_key_can_be_written_better(wereld, lees_in):
    lees_in(werkmap(Onderdelen=[["programma", "code", "naam"], ["proef", "a1", "PREVENTIE"]]))
    wereld.lijn.refresh_from_db()
    assert (wereld.lijn.code, wereld.lijn.naam) == ("A1", "PREVENTIE")


def test_the_municipality_is_found_by_a_name_with_a_no_break_space(wereld):
    assert Organisatie.objects.get(naam=f"Dijk{NBSP}en\N{NARROW NO-BREAK SPACE}Waard") == wereld.dijk_en_waard
