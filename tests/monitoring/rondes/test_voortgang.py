"""The progress of a round for the projectleider: who reported, who did not, who never logged in."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from acties.models import Gebruiker, Organisatie, Programma
from monitoring.models import Updateronde
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.voortgang import voortgang
from tests.antwoord import tekst


@pytest.fixture
def beeld(wereld, cast, maak_ronde):
    ronde = maak_ronde()

    def lees():
        vandaag = timezone.localdate()
        return voortgang(rondestand(ronde, Programma.objects.met_kenmerk().get(), vandaag), vandaag)

    lees.adres = f"/proef/rondes/{ronde.pk}/"
    return lees


def test_every_organisation_stands_in_one_group_under_its_overleg(beeld):
    assert [(groep.naam, [melder.naam for melder in groep.melders]) for groep in beeld()] == [
        ("Namens de regio", ["Projectleider"]),
        ("West · PORA", ["Alkmaar", "Dijk en Waard"]),
        ("Oost · Madivosa", ["Hoorn"]),
        ("Overige", ["Veilig Thuis Proef"]),
    ]


def groep(beeld, naam):
    return next(groep for groep in beeld() if groep.naam == naam)


def test_counts_per_organisation_and_per_group(beeld, wereld, meld):
    """Of actie 2 Alkmaar reported and Dijk en Waard did not. The bijdrage of Alkmaar to 1 stands apart."""
    for actie in (wereld.zelfscan, wereld.training):
        meld(actie, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    west = groep(beeld, "West · PORA")
    assert [(m.lijst.aantal, m.lijst.gemeld, m.lijst.open) for m in west.melders] == [(1, 1, 0), (1, 0, 1)]
    assert [(len(m.lijst.bijdragen), m.lijst.bijgedragen) for m in west.melders] == [(1, 1), (1, 0)]
    assert (west.lijst.aantal, west.lijst.gemeld) == (2, 1)


def test_a_shared_word_counts_for_each_and_once_for_all(beeld, wereld, spreekt):
    spreekt(wereld.training, wereld.alkmaar, wereld.dijk_en_waard, wereld.langedijk)
    west = groep(beeld, "West · PORA")
    assert ([m.lijst.aantal for m in west.melders], west.lijst.aantal) == ([2, 2], 3)


def test_the_projectleiders_have_a_row_of_their_own(beeld, wereld, cast, meld):
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    [melder] = groep(beeld, "Namens de regio").melders
    assert (melder.lijst.aantal, melder.lijst.gemeld, melder.gebruikers) == (2, 1, (cast.anna,))


def test_where_organisations_say_every_word_the_projectleider_has_no_row(beeld, wereld, spreekt):
    spreekt(wereld.training, wereld.vt)
    spreekt(wereld.voorlichting, wereld.vt)
    assert next(groep.naam for groep in beeld()) == "West · PORA"
    assert groep(beeld, "Overige").lijst.aantal == 2


def test_users_of_a_merged_municipality_stand_with_its_successor(beeld, wereld, cast):
    cast.carla.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.langedijk)
    assert groep(beeld, "West · PORA").melders[1].gebruikers == (cast.carla,)


def test_page_says_who_never_logged_in_and_who_has_nobody(als, cast, beeld):
    client = als(cast.anna)
    for wie in (cast.bram, cast.carla, cast.vera):
        wie.last_login = None
        wie.save()
    cast.bram.last_login = datetime(2022, 1, 5, 9, 0, tzinfo=UTC)
    cast.bram.save()
    pagina = tekst(client.get(beeld.adres))
    assert 'Bram <span class="onderregel">laatst ingelogd 5 januari 2022</span>' in pagina
    for wie in ("Carla", "Vera"):
        assert f'{wie} <span class="onderregel">nog nooit ingelogd</span>' in pagina
    assert pagina.count("<strong>Niemand</strong>") == 1  # Dijk en Waard
    assert 'href="/proef/mijn-acties/?organisatie=dijk-en-waard&amp;ronde=' in pagina
    assert 'href="/proef/mijn-acties/?organisatie=&amp;ronde=' in pagina  # of the projectleider


def test_someone_who_left_is_not_counted_as_a_reporter(beeld, cast):
    cast.bram.is_active = False
    cast.bram.save()
    assert groep(beeld, "West · PORA").melders[0].gebruikers == ()


def test_what_is_open_is_named_from_low_to_high(beeld, wereld, spreekt):
    """Actie 2 is planned earlier and comes first on the list; a number is looked up. Of 3 only a bijdrage is asked."""
    spreekt(wereld.training, wereld.alkmaar)
    wereld.training.eindjaar = 2023
    wereld.training.save()
    lijst = groep(beeld, "West · PORA").melders[0].lijst
    assert [taak.actie.nummer for taak in lijst.taken] == [2, 1]
    assert lijst.open_nummers == (1, 2)


def test_the_page_sets_bijdragen_apart(als, cast, wereld, beeld, meld):
    meld(wereld.voorlichting, wereld.vt, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    pagina = tekst(als(cast.anna).get(beeld.adres))
    assert "Alleen om een bijdrage gevraagd: Veilig Thuis Proef" in pagina
    assert '<span class="onderregel">1 van 1 bijdrage</span>' in pagina
    assert pagina.count("alleen bijdragen") == 1  # Veilig Thuis owes nothing, and it stands alone under its overleg
    assert "0 van de 5 meldingen zijn binnen." in pagina


def test_download_has_a_row_per_organisation(als, cast, wereld, beeld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    antwoord = als(cast.anna).get(f"{beeld.adres}export/xlsx/")
    assert antwoord["Content-Disposition"] == 'attachment; filename="voortgang-proef-2021-12-31-voorlopig.xlsx"'
    rijen = list(load_workbook(BytesIO(antwoord.content))["Voortgang"].iter_rows(values_only=True))
    assert rijen[0][:6] == ("Overleg", "Organisatie", "Te melden", "Gemeld", "Open", "Nog te melden acties")
    assert rijen[0][7:] == ("Bijdragen gevraagd", "Bijdragen gegeven")
    assert rijen[1][:6] == ("Namens de regio", "Projectleider", 2, 0, 2, "1, 3")
    assert rijen[2][:6] == ("West · PORA", "Alkmaar", 1, 1, 0, None)
    assert (rijen[2][7:], rijen[3][6]) == ((1, 0), "Niemand")
    assert len(rijen) == 6


@pytest.mark.parametrize(("wie", "code"), [("bram", 403), ("dirk", 403), ("eva", 403), (None, 302)])
def test_who_may_not_see_it(als, cast, beeld, wie, code):
    client = als(wie and getattr(cast, wie))
    assert client.get(beeld.adres).status_code == code
    assert client.get(f"{beeld.adres}export/xlsx/").status_code == code


@pytest.mark.parametrize("aantal", [0, 40])
def test_number_of_queries_is_constant(als, cast, wereld, meld, beeld, aantal, django_assert_num_queries):
    """In what was reported, in organisations, in who reports for them and in who was reminded."""
    for nummer in range(aantal):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
        organisatie = Organisatie.objects.create(slug=f"o{nummer}", naam=f"O{nummer}", soort="gemeente")
        organisatie.partijen.set(wereld.alkmaar.partijen.all())
        gebruiker = Gebruiker.objects.create(username=f"g{nummer}", email=f"g{nummer}@voorbeeld.nl")
        gebruiker.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=organisatie)
        Updateronde.objects.get().herinneringen.create(
            gebruiker=gebruiker, soort="los", dag=timezone.localdate(), aantal=1
        )
    client = als(cast.anna)
    client.get(beeld.adres)
    with django_assert_num_queries(15):
        client.get(beeld.adres)
