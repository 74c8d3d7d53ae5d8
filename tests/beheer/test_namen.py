"""A name is the same name in the forms and in the files of the beheer."""

import pytest

from acties.models import Actie, Organisatie, Overleg, Partij
from tests.beheer.conftest import adres
from tests.beheer.test_uitwisseling import als_csv, als_xlsx, fouten, kies, lees_in

NBSP = "\N{NO-BREAK SPACE}"
PARTIJ = ["programma", "naam", "volgorde"]
OVERLEG = ["afkorting", "slug", "naam", "subregio", "rol", "volgorde"]


@pytest.mark.parametrize("maak", [als_csv, als_xlsx])
def test_a_name_with_a_no_break_space_is_the_party_that_was_there(als, cast, vol, maak):
    lees_in(als(cast.anna), Partij, maak(["proef", f"VEILIG{NBSP}Thuis", 7], kop=PARTIJ))
    assert list(Partij.objects.order_by("naam").values_list("naam", "volgorde")) == [
        ("Gemeenten", 1),
        ("Veilig Thuis", 7),
    ]


def test_a_new_name_is_stored_clean(als, cast, vol):
    lees_in(als(cast.anna), Partij, als_csv(["proef", f" De{NBSP}Politie\N{ZERO WIDTH SPACE}", 3], kop=PARTIJ))
    assert Partij.objects.get(volgorde=3).naam == "De Politie"


def test_one_name_written_twice_in_a_file_is_named_with_both_rows(als, cast, vol):
    inhoud = als_csv(["proef", "Politie", 3], ["proef", f"POLITIE{NBSP}", 4], kop=PARTIJ)
    zin = "Rij 2 heeft dezelfde programma en naam. Laat één van beide staan."
    assert fouten(kies(als(cast.anna), Partij, inhoud)) == [(3, "hele rij", zin)]


def test_references_are_found_however_written(als, cast, vol):
    kop = ["naam", "slug", "soort", "cbs_code", "subregio", "partijen", "begindatum", "einddatum", "opvolger"]
    kop += ["kaartkolom", "kaartrij"]
    rij = ["Langedijk", "langedijk", "gemeente", "", f"west{NBSP}", f"proef:{NBSP}GEMEENTEN | proef: gemeenten",
           "01-01-1990",
           "01-01-2022", f"dijk{NBSP}en waard"]  # fmt: skip
    lees_in(als(cast.eva), Organisatie, als_csv(rij, kop=kop))
    langedijk = Organisatie.objects.get(slug="langedijk")
    assert (langedijk.subregio, langedijk.opvolger) == (vol.langedijk.subregio, vol.dijk_en_waard)
    assert list(langedijk.partijen.all()) == [vol.gemeenten]


@pytest.mark.parametrize(
    ("rij", "kolom", "was"),
    [
        (["pora", "pora-2", "Ander overleg", "West", "bespreekt", 1], "slug", "pora"),
        (["PORA", "pora", "Ander overleg", "Oost", "bespreekt", 1], "subregio", "West"),
    ],
)
def test_the_overleg_of_another_region_is_not_renamed(als, cast, vol, rij, kolom, was):
    (fout,) = fouten(kies(als(cast.eva), Overleg, als_csv(rij, kop=OVERLEG)))
    assert fout[:2] == (2, kolom)
    assert f"“PORA” is er al, met {kolom} “{was}”." in fout[2]
    assert Overleg.objects.get(slug="pora").naam == "Overleg West"


def test_a_form_names_the_row_that_has_the_name_already(als, cast, vol):
    velden = {"programma": vol.programma.pk, "naam": f"veilig{NBSP}thuis", "volgorde": 1}
    antwoord = als(cast.anna).post(adres(Partij, "add"), velden)
    (zin,) = antwoord.context["adminform"].form.errors["naam"]
    assert "“Veilig Thuis” en “veilig thuis” zijn dezelfde naam" in zin


def test_a_form_stores_the_clean_name(als, cast, vol):
    velden = {"programma": vol.programma.pk, "naam": f"De{NBSP}Politie", "volgorde": 1}
    assert als(cast.anna).post(adres(Partij, "add"), velden).status_code == 302
    assert Partij.objects.get(naam="de politie").naam == "De Politie"


def test_the_history_of_an_actie_says_nothing_about_the_folded_title(als, cast, vol):
    vol.training.titel = "Trainingen volgen"
    vol.training.save()
    assert "gevouwen" not in als(cast.anna).get(adres(Actie, "history", vol.training.pk)).content.decode()
