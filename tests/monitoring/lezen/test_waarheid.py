"""One truth per year: every page about an adopted year shows what was adopted, and says what differs from it now."""

import json
from datetime import UTC, date, datetime

import pytest

from acties.models import Actie, Onderdeel, Organisatie, Programma
from monitoring.jaar.vaststellen import nieuwe_versie
from monitoring.models import Duiding, Evaluatie
from monitoring.verslag.geldend import geldend_verslag
from monitoring.verslag.vastgesteld import lees_vastgesteld
from tests.vaststellen import vaststellen

OUDJAAR = date(2021, 12, 31)
OP = datetime(2022, 3, 1, 11, 0, tzinfo=UTC)
PEIL = "?peildatum=2021-12-31"
LEESPAGINAS = ("", "acties/", "planning/", "gemeenten/", "onderdelen/", "onderdelen/K1/", "acties/1/", "cijfers/")


@pytest.fixture
def vast(wereld, cast, meld):
    """Adopted with acties 1 and 3 in uitvoering and 2 without a melding; then Veilig Thuis says that 3 was done."""
    meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    meld(wereld.voorlichting, None, "2021-10-01", "in_uitvoering")
    concept = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(
        evaluatie=concept, onderdeel=wereld.kern, oordeel="aandacht", tekst="Het vastgestelde oordeel"
    )
    return vaststellen(concept, door=cast.anna, op=OP)


@pytest.fixture
def nagekomen(vast, wereld, meld):
    meld(wereld.voorlichting, None, "2021-12-01", "afgerond", gemeld_op="2022-04-01T12:00Z")
    return vast


@pytest.fixture
def lees(als, cast):
    def pagina(pad="", vraag=PEIL, wie="dirk"):
        return als(getattr(cast, wie) if wie else None).get(f"/proef/{pad}{vraag}")

    return pagina


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def telling(antwoord):
    return antwoord.context["verslag"].telling.aantallen


@pytest.mark.parametrize("pad", LEESPAGINAS)
def test_every_page_about_an_adopted_year_shows_what_was_adopted(nagekomen, lees, pad):
    assert telling(lees(pad)) == (0, 2, 0, 0, 1)
    assert telling(lees(pad, f"{PEIL}&stand=nu")) == (1, 1, 0, 0, 1)
    assert telling(lees(pad, "?jaar=2021")) == (0, 2, 0, 0, 1)


@pytest.mark.parametrize("pad", LEESPAGINAS)
def test_what_differs_since_is_said_with_a_link_to_both(nagekomen, lees, pad):
    zin = (
        "Sinds de vaststelling van 2021 is 1 melding met deze peildatum of eerder bijgekomen: "
        "1 in plaats van 0 afgerond en 1 in plaats van 2 in uitvoering."
    )
    vastgesteld, nu = lees(pad), lees(pad, f"{PEIL}&stand=nu")
    assert [zin in tekst(pagina) for pagina in (vastgesteld, nu)] == [True, True]
    assert f'href="/proef/{pad}?peildatum=2021-12-31&amp;stand=nu"' in tekst(vastgesteld)
    assert f'href="/proef/{pad}?peildatum=2021-12-31"' in tekst(nu)
    assert "Dit is de stand van nu over 31 december 2021" in tekst(nu)


def test_nothing_differs_then_it_is_only_said_to_be_adopted(vast, lees):
    pagina = tekst(lees())
    assert "Deze cijfers zijn vastgesteld op 1 maart 2022, en veranderen niet meer." in pagina
    assert "bijgekomen" not in pagina
    assert "stand=nu" not in pagina


def test_a_late_melding_that_changes_no_number_says_so(vast, lees, meld, wereld):
    for dag in ("2021-11-01", "2021-12-01"):
        meld(wereld.training, None, dag, "in_uitvoering", gemeld_op="2022-04-01T12:00Z")
    assert "zijn 2 meldingen met deze peildatum of eerder bijgekomen: de aantallen blijven gelijk." in tekst(lees())


def test_other_data_than_meldingen_can_differ_too(vast, lees, wereld):
    Actie.objects.filter(pk=wereld.training.pk).update(vervallen_op=date(2021, 6, 1), vervallen_reden="Niet nodig.")
    zin = (
        "Uit de gegevens van nu volgt over 2021 iets anders dan is vastgesteld: "
        "1 in plaats van 2 in uitvoering en 1 in plaats van 0 vervallen."
    )
    assert zin in tekst(lees())


def test_another_day_of_the_year_is_told_from_the_tables(nagekomen, lees):
    assert telling(lees("acties/", "?peildatum=2021-12-30")) == (1, 1, 0, 0, 1)


def test_links_keep_to_the_figures_that_were_asked(nagekomen, lees):
    assert "/proef/acties/1/?peildatum=2021-12-31&amp;stand=nu" in tekst(lees("acties/", f"{PEIL}&stand=nu"))


def test_a_new_version_counts_once_it_is_adopted(nagekomen, lees, cast):
    tweede = nieuwe_versie(nagekomen, reden="Te laat gemeld.", door=cast.anna)
    assert telling(lees()) == (0, 2, 0, 0, 1)
    vaststellen(tweede, door=cast.anna, op=datetime(2022, 5, 1, 11, tzinfo=UTC))
    assert telling(lees()) == (1, 1, 0, 0, 1)
    assert "vastgesteld op 1 mei 2022, versie 2" in tekst(lees())
    assert "bijgekomen" not in tekst(lees())


def test_what_is_newer_than_the_adopted_year_still_opens(vast, lees, wereld):
    nieuw = Actie.objects.create(
        programma=wereld.programma, nummer=9, titel="Later", onderdeel=wereld.kern, doorlopend=True
    )
    Onderdeel.objects.create(programma=wereld.programma, soort="actielijn", code="A9", naam="Nieuw", volgorde=9)
    gemeente = Organisatie.objects.create(naam="Erbij", slug="erbij", soort="gemeente")
    gemeente.partijen.add(wereld.gemeenten)
    for pad in (f"acties/{nieuw.nummer}/", "onderdelen/A9/", "organisaties/erbij/"):
        assert lees(pad).status_code == 200


def test_what_changed_between_years_starts_from_what_was_adopted(nagekomen, lees):
    programma = Programma.objects.met_kenmerk().get()
    assert geldend_verslag(programma, OUDJAAR).actie(3).status == "in_uitvoering"
    veranderd = lees("veranderd/", "?van=2021-12-31&tot=2022-12-31").context["veranderd"]
    assert [
        regel.nummer for groep in veranderd.groepen if groep.code == "afgerond" for regel in groep.veranderingen
    ] == [3]


@pytest.mark.parametrize("aantal", [1, 40])
def test_telling_both_costs_no_more_with_more_meldingen(
    vast, lees, meld, wereld, cast, als, aantal, django_assert_num_queries
):
    for nummer in range(aantal):
        meld(wereld.voorlichting, None, f"2021-11-{nummer % 28 + 1:02}", "afgerond", gemeld_op="2022-04-01T12:00Z")
    client = als(cast.dirk)
    lees_vastgesteld(vast.pk, vast.sha256)  # what was adopted is kept, maybe by a test before this one
    with django_assert_num_queries(14):
        client.get(f"/proef/{PEIL}")


# Voorlopig


def test_a_year_is_voorlopig_until_it_is_adopted(lees, wereld):
    for pad in (*LEESPAGINAS, "evaluatie/2021/", "veranderd/"):
        pagina = tekst(lees(pad))
        assert ", voorlopig · Samen veilig</title>" in pagina, pad
    assert "Deze cijfers zijn voorlopig: dit jaar is nog niet vastgesteld." in tekst(lees())


def test_an_adopted_year_is_not_voorlopig(vast, lees):
    for pad in (*LEESPAGINAS, "evaluatie/2021/"):
        assert "voorlopig" not in tekst(lees(pad)), pad


def test_the_document_carries_it_as_a_field(lees, wereld):
    assert json.loads(lees("evaluatie/2021/verslag.json").content)["regio"]["voorlopig"] is True


def test_the_adopted_document_does_not(vast, lees):
    assert json.loads(lees("evaluatie/2021/verslag.json").content)["regio"]["voorlopig"] is False


BESTANDEN = (
    "evaluatie/2021/jaarverslag/pdf/",
    "evaluatie/2021/jaarverslag/pdf-a/",
    "evaluatie/2021/jaarverslag/xlsx/",
    "evaluatie/2021/jaarverslag/ods/",
    "evaluatie/2021/oplegger/pora/",
    "evaluatie/2021/oplegger/pora/pdf/",
    "evaluatie/2021/dias/",
    "evaluatie/2021/dias/pora/",
    "evaluatie/2021/raadsbrief/alkmaar/",
    "evaluatie/2021/raadsbrieven.zip",
    "evaluatie/2021/verslag.json",
    *(
        f"{lijst}/export/{formaat}/"
        for lijst in ("acties", "gemeenten", "planning", "cijfers")
        for formaat in ("xlsx", "ods", "csv")
    ),
    "veranderd/export/csv/",
)


@pytest.fixture
def openbaar(settings, geen_echte_pdf):
    settings.DASHBOARD_OPENBAAR = True


@pytest.mark.parametrize("pad", BESTANDEN)
def test_visitor_gets_no_file_or_paper_of_a_year_that_is_not_adopted(openbaar, lees, wereld, pad):
    vraag = "?van=2021-01-01&tot=2021-12-31" if pad.startswith("veranderd") else PEIL
    antwoord = lees(pad, vraag, wie=None)
    assert antwoord.status_code == 403
    assert (
        "De cijfers van 2021 zijn voorlopig. Bestanden en papieren zijn er voor iedereen zodra 2021 is vastgesteld."
        in tekst(antwoord)
    )
    assert lees(pad, vraag).status_code == 200


@pytest.mark.parametrize("pad", BESTANDEN)
def test_visitor_gets_each_of_them_once_it_is_adopted(openbaar, vast, lees, pad):
    vraag = "?van=2021-01-01&tot=2021-12-31" if pad.startswith("veranderd") else PEIL
    assert lees(pad, vraag, wie=None).status_code == 200


@pytest.mark.parametrize("pad", ["", "onderdelen/K1/", "evaluatie/2021/", "evaluatie/2021/overleg/pora/"])
def test_visitor_reads_figures_but_no_judgement_of_what_is_still_a_concept(openbaar, lees, wereld, meld, pad):
    concept = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.kern, oordeel="vastgelopen", tekst="Nog geheim oordeel")
    concept.besprekingen.create(
        overleg=wereld.pora, datum="2022-02-01", fase="besproken", besproken="Nog geheim gesprek"
    )
    bezoeker, lezer = lees(pad, wie=None), lees(pad)
    assert telling(bezoeker) == telling(lezer)
    assert "geheim" not in tekst(bezoeker)
    assert "1 februari 2022" not in tekst(bezoeker)
    assert "voorlopig" in tekst(bezoeker)
    if pad.startswith("evaluatie"):
        assert "Nog geheim gesprek" in tekst(lezer)


def test_visitor_keeps_reading_the_adopted_version_while_the_next_is_in_the_making(openbaar, vast, lees, cast):
    tweede = nieuwe_versie(vast, reden="Te laat gemeld.", door=cast.anna)
    tweede.duidingen.update(tekst="Nog geheim oordeel")
    for pad in ("evaluatie/2021/", "onderdelen/K1/"):
        pagina = tekst(lees(pad, PEIL, wie=None))
        assert "Het vastgestelde oordeel" in pagina
        assert "geheim" not in pagina
    assert "geheim" not in tekst(lees("onderdelen/K1/", "?peildatum=2021-11-30", wie=None))
    assert lees("evaluatie/2021/verslag.json", "", wie=None).status_code == 200
    assert lees("evaluatie/2021/verslag.json", "?versie=2", wie=None).status_code == 403
