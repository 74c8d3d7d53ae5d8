"""Local acties in the Verslag and on every page: beside the figures of the region, never in them."""

import dataclasses
import io
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from acties.models import Actie, Overleg, Programma
from monitoring.jaar.jaarstuk import bouw_jaarstuk, naar_opslag
from monitoring.jaar.peilmoment import peilmoment
from monitoring.lezen.lokaal import dag_met_stand, per_organisatie
from monitoring.lezen.matrix import maak_matrix
from monitoring.melden.melding import NietBevoegd, melden
from monitoring.models import Evaluatie, Statusmelding
from monitoring.rondes.schulden import Bereik, taken
from monitoring.verslag.bezoekers import json_voor_bezoekers, voor_bezoekers
from monitoring.verslag.opbouw import bouw_verslag, tellingen
from monitoring.verslag.opslagvorm import naar_json, uit_json
from monitoring.verslag.vastgesteld import lees_vastgesteld
from monitoring.verslag.vorm import Verslag
from tests.vaststellen import vaststellen

OUDJAAR, VORIG = date(2022, 12, 31), date(2021, 12, 31)


@pytest.fixture
def lokaal(wereld):
    """``lokaal(organisatie, nummer)`` writes a local actie straight to the table."""

    def schrijf(organisatie, nummer=100001, **velden):
        velden = {"titel": f"Wijkgesprekken {nummer}", "startjaar": 2021, "eindjaar": 2022} | velden
        return Actie.objects.create(
            programma=wereld.programma, nummer=nummer, onderdeel=wereld.kern, lokaal_van=organisatie, **velden
        )

    return schrijf


def verslag(programma, dag=OUDJAAR, **keuzes):
    return bouw_verslag(programma, dag, vorige_peildatum=VORIG, **keuzes)


# The figures of the region stay what they are


@pytest.mark.parametrize("overleg", [None, "pora", "madivosa"])
def test_adding_reporting_and_lapsing_a_local_actie_leaves_every_regional_figure_equal(wereld, meld, lokaal, overleg):
    meld(wereld.training, None, "2021-06-01", "afgerond")
    meld(wereld.zelfscan, wereld.alkmaar, "2021-06-01", "in_uitvoering")
    keuzes = {"overleg": Overleg.objects.get(slug=overleg)} if overleg else {}
    eerst, geteld = verslag(wereld.programma, **keuzes), tellingen(wereld.programma, [VORIG, OUDJAAR])

    def nu():
        later = verslag(wereld.programma, **keuzes)
        assert tellingen(wereld.programma, [VORIG, OUDJAAR]) == geteld
        assert maak_matrix(later) == maak_matrix(eerst)
        assert dataclasses.replace(later, lokaal=()) == eerst
        return [actie.stand for actie in later.lokaal]

    actie = lokaal(wereld.alkmaar)
    actie.ambities.add(wereld.ambitie)
    in_deel = overleg != "madivosa"
    assert nu() == ["geen_melding"] * in_deel
    meld(actie, wereld.alkmaar, "2022-06-01", "afgerond")
    assert nu() == ["afgerond"] * in_deel
    Actie.objects.filter(pk=actie.pk).update(vervallen_op=date(2022, 7, 1), vervallen_reden="Te duur")
    assert nu() == ["vervallen"] * in_deel


def test_every_regional_page_counts_the_same_with_a_local_actie(wereld, cast, als, meld, lokaal):
    paden = [
        "",
        "acties/",
        "gemeenten/",
        "planning/",
        "evaluatie/",
        "mijn-acties/?organisatie=",
        "planning/?lokaal=ook",
    ]
    client = als(cast.anna)
    begin = [client.get(f"/proef/{pad}").content.decode().count("Zelfscan in elke gemeente") for pad in paden]
    meld(lokaal(wereld.alkmaar), wereld.alkmaar, "2022-06-01", "afgerond")
    paginas = [client.get(f"/proef/{pad}").content.decode() for pad in paden]
    assert [pagina.count("Zelfscan in elke gemeente") for pagina in paginas] == begin
    assert ["Wijkgesprekken" in pagina for pagina in paginas] == [False, False, False, False, False, True, False]
    assert "3 acties · peildatum" in paginas[1]


def test_nobody_owes_a_local_actie_in_a_round(wereld, lokaal):
    lokaal(wereld.alkmaar)
    slugs = {organisatie.slug: organisatie.slug for organisatie in (wereld.alkmaar, wereld.hoorn, wereld.vt)}
    slugs |= {"dijk-en-waard": "dijk-en-waard"}
    bereik = Bereik(acties=frozenset(), organisaties=frozenset(), optredend=slugs)
    v = verslag(wereld.programma)
    assert {taak.actie.nummer for taak in taken(v.acties, v.organisaties, bereik, [])} == {1, 2, 3}


# What the Verslag says of them


def test_the_newest_melding_of_its_organisation_counts(wereld, meld, lokaal):
    actie = lokaal(wereld.alkmaar)
    meld(actie, wereld.alkmaar, "2021-06-01", "in_ontwikkeling")
    meld(actie, wereld.alkmaar, "2022-06-01", "in_uitvoering", koers="op_schema", toelichting="Loopt")
    [stand] = verslag(wereld.programma).lokaal
    assert (stand.nummer_tekst, stand.lokaal_van, stand.lokaal_slug) == ("L1", "Alkmaar", "alkmaar")
    assert (stand.status, stand.koers, stand.melding.toelichting) == ("in_uitvoering", "op_schema", "Loopt")
    assert (stand.vorige_status, stand.telling, stand.per_organisatie) == ("in_ontwikkeling", None, False)


def test_a_merged_municipality_passes_hers_to_the_successor(wereld, meld, lokaal):
    actie = lokaal(wereld.langedijk)
    meld(actie, wereld.langedijk, "2021-06-01", "in_uitvoering")
    voor, na = bouw_verslag(wereld.programma, VORIG), bouw_verslag(wereld.programma, OUDJAAR)
    assert [(v.lokaal[0].lokaal_van, v.lokaal[0].status) for v in (voor, na)] == [
        ("Langedijk", "in_uitvoering"),
        ("Dijk en Waard", "in_uitvoering"),
    ]
    assert na.lokaal[0].melding.organisatie == "Langedijk"


def test_an_organisation_that_is_not_there_yet_or_no_more_has_none(wereld, lokaal):
    lokaal(wereld.dijk_en_waard, 100001)
    lokaal(wereld.hoorn, 100002)
    assert [a.nummer for a in bouw_verslag(wereld.programma, VORIG).lokaal] == [100002]
    wereld.hoorn.einddatum = date(2022, 6, 1)
    wereld.hoorn.save()
    assert [a.nummer for a in bouw_verslag(wereld.programma, OUDJAAR).lokaal] == [100001]


def test_a_day_without_an_owner_becomes_the_nearest_day_with_one(wereld):
    assert dag_met_stand(wereld.langedijk, VORIG) == VORIG
    assert dag_met_stand(wereld.dijk_en_waard, VORIG) == date(2022, 1, 1)
    wereld.hoorn.einddatum = date(2022, 6, 1)
    assert dag_met_stand(wereld.hoorn, OUDJAAR) == date(2022, 5, 31)


def test_per_organisation_by_name_with_the_lapsed_last(wereld, lokaal):
    lokaal(wereld.hoorn, 100001)
    lokaal(wereld.alkmaar, 100002, vervallen_op=date(2022, 1, 1), vervallen_reden="Te duur")
    lokaal(wereld.alkmaar, 100003)
    delen = per_organisatie(verslag(wereld.programma))
    assert [(deel.organisatie, [a.nummer_tekst for a in deel.acties]) for deel in delen] == [
        ("Alkmaar", ["L3", "L2"]),
        ("Hoorn", ["L1"]),
    ]


@pytest.mark.parametrize("aantal", [1, 20])
def test_a_verslag_costs_the_same_number_of_queries(wereld, meld, lokaal, aantal, django_assert_num_queries):
    for nummer in range(100001, 100001 + aantal):
        meld(lokaal(wereld.alkmaar, nummer), wereld.alkmaar, "2022-06-01", "afgerond")
    with django_assert_num_queries(5):
        assert len(bouw_verslag(wereld.programma, OUDJAAR).lokaal) == aantal


def test_it_survives_the_way_to_json_and_an_old_one_still_reads(wereld, meld, lokaal):
    meld(lokaal(wereld.alkmaar), wereld.alkmaar, "2022-06-01", "afgerond")
    heel = verslag(wereld.programma)
    data = naar_json(heel)
    assert uit_json(data, Verslag) == heel
    del data["lokaal"]
    assert uit_json(data, Verslag) == dataclasses.replace(heel, lokaal=())


@pytest.mark.parametrize("aantal", [1, 20])
@pytest.mark.parametrize(
    ("pad", "queries"),
    [
        ("organisaties/alkmaar/", 8), ("acties/?lokaal=ook", 5), ("onderdelen/K1/", 8), ("evaluatie/2022/", 5),
        ("mijn-acties/", 7), ("acties/100001/", 16), ("lokale-acties/100001/bewerken/", 12),
        ("acties/export/xlsx/?lokaal=ook", 6),
    ],
)  # fmt: skip
def test_a_page_costs_the_same_number_of_queries(
    wereld, cast, als, meld, lokaal, pad, queries, aantal, django_assert_num_queries
):
    for nummer in range(100001, 100001 + aantal):
        meld(lokaal(wereld.alkmaar, nummer), wereld.alkmaar, "2022-06-01", "afgerond")
    client = als(cast.bram)
    client.get(f"/proef/{pad}")  # from here the Verslag is kept
    with django_assert_num_queries(queries):
        assert client.get(f"/proef/{pad}").status_code == 200


# Visitors and the adopted year


def test_a_visitor_reads_no_names_bijsturing_or_internal_text(wereld, cast, meld, lokaal, client, settings):
    settings.DASHBOARD_OPENBAAR = True
    geheim = {
        "toelichting": "Interne tekst",
        "bijsturing": "Interne bijsturing",
        "koers": "aandacht",
        "openbaar": False,
    }
    actie = lokaal(wereld.alkmaar)
    meld(actie, wereld.alkmaar, "2022-06-01", "in_uitvoering", gemeld_door=cast.bram, **geheim)
    [stand] = voor_bezoekers(verslag(wereld.programma)).lokaal
    assert (stand.status, stand.koers, stand.melding.toelichting) == ("in_uitvoering", "aandacht", "")
    assert (stand.melding.bijsturing, stand.melding.gemeld_door) == ("", "")
    for pad in (
        "organisaties/alkmaar/",
        "onderdelen/K1/",
        "acties/100001/",
        "acties/?lokaal=alleen",
        "evaluatie/2022/",
    ):
        tekst = client.get(f"/proef/{pad}").content.decode()
        assert "Wijkgesprekken 100001" in tekst
        assert "Intern" not in tekst
        assert "Bram" not in tekst


def test_the_public_version_of_a_stored_year_is_cleaned_too(wereld, cast, meld, lokaal):
    meld(
        lokaal(wereld.alkmaar), wereld.alkmaar, "2022-06-01", "in_uitvoering", gemeld_door=cast.bram, koers="aandacht",
        toelichting="Interne tekst", bijsturing="Interne bijsturing", openbaar=False,
    )  # fmt: skip
    stuk = bouw_jaarstuk(wereld.programma, peilmoment(wereld.programma, 2022, OUDJAAR))
    melding = json_voor_bezoekers(naar_opslag(stuk))["regio"]["lokaal"][0]["melding"]
    assert (melding["toelichting"], melding["bijsturing"], melding["gemeld_door"]) == ("", "", "")
    assert melding["status"] == "in_uitvoering"


def test_an_adopted_year_keeps_its_local_acties(wereld, cast, als, meld, lokaal):
    actie = lokaal(wereld.alkmaar)
    meld(actie, wereld.alkmaar, "2022-06-01", "afgerond", toelichting="Alles is klaar")
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2022, peildatum=OUDJAAR, fase="concept")
    evaluatie = vaststellen(evaluatie, door=cast.anna, op=timezone.now())
    Actie.objects.filter(pk=actie.pk).update(titel="Anders", vervallen_op=VORIG, vervallen_reden="Te duur")
    lokaal(wereld.hoorn, 100002, titel="Later")
    [stand] = lees_vastgesteld(evaluatie.pk, evaluatie.sha256).regio.lokaal
    assert (stand.titel, stand.stand) == ("Wijkgesprekken 100001", "afgerond")
    tekst = als(cast.dirk).get("/proef/evaluatie/2022/").content.decode()
    assert "Alles is klaar" in tekst
    assert "Later" not in tekst


# Reporting


@pytest.mark.parametrize(
    ("wie", "namens", "mag"),
    [
        ("bram", "alkmaar", True), ("bram", None, False), ("carla", "hoorn", False), ("carla", "alkmaar", False),
        ("anna", "alkmaar", True), ("anna", "hoorn", False), ("anna", None, False),
    ],
)  # fmt: skip
def test_a_melding_is_by_or_for_its_own_organisation(wereld, cast, lokaal, wie, namens, mag):
    actie = lokaal(wereld.alkmaar)
    organisatie = namens and getattr(wereld, namens)
    velden = {"peildatum": OUDJAAR, "status": "in_uitvoering"}

    def doe():
        melden(actie, organisatie=organisatie, door=getattr(cast, wie), op=timezone.now(), velden=velden)

    if mag:
        doe()
    else:
        with pytest.raises(NietBevoegd):
            doe()
    assert Statusmelding.objects.count() == mag


@pytest.mark.parametrize(
    ("namens", "status", "fout"),
    [("hoorn", "in_uitvoering", "Meld namens Alkmaar"), (None, "in_uitvoering", "lokale actie"), ("alkmaar", "nvt", "vervallen")],
)  # fmt: skip
def test_the_model_refuses_a_melding_of_another_and_nvt(wereld, lokaal, namens, status, fout):
    melding = Statusmelding(
        actie=lokaal(wereld.alkmaar), organisatie=namens and getattr(wereld, namens), peildatum=OUDJAAR, status=status
    )
    with pytest.raises(ValidationError, match=fout):
        melding.full_clean()


def test_bram_reports_with_the_usual_form(wereld, cast, als, lokaal, invulling):
    lokaal(wereld.alkmaar)
    client = als(cast.bram)
    formulier = client.get("/proef/acties/100001/melden/").content.decode()
    assert "namens Alkmaar" in formulier
    assert 'value="nvt"' not in formulier
    antwoord = client.post("/proef/acties/100001/melden/", invulling(), follow=True)
    assert "actie L1 staat voor Alkmaar op “In uitvoering”" in antwoord.content.decode()
    assert als(cast.carla).get("/proef/acties/100001/melden/").status_code == 404
    assert als(cast.dirk).get("/proef/acties/100001/melden/").status_code == 403


def test_mijn_acties_shows_them_apart_and_counts_them_nowhere(wereld, cast, als, lokaal):
    client = als(cast.bram)
    eerst = client.get("/proef/mijn-acties/").context["lijst"]
    lokaal(wereld.alkmaar, 100001)
    lokaal(wereld.hoorn, 100002)
    lijst = client.get("/proef/mijn-acties/").context["lijst"]
    assert (lijst.aantal, lijst.gemeld, lijst.eigen, lijst.vrij) == (1, 0, eerst.eigen, eerst.vrij)
    assert [werk.actie.nummer for werk in lijst.lokaal] == [100001]


def test_in_a_round_they_stand_apart_and_the_header_does_not_count_them(wereld, cast, als, lokaal, maak_ronde):
    maak_ronde()
    client = als(cast.bram)
    assert "(1<span" in client.get("/proef/mijn-acties/").content.decode()
    lokaal(wereld.alkmaar)
    antwoord = client.get("/proef/mijn-acties/")
    assert "(1<span" in antwoord.content.decode()
    assert (antwoord.context["lijst"].aantal, [w.actie.nummer for w in antwoord.context["lokaal"]]) == (1, [100001])


# Where they are shown


def test_the_page_of_a_local_actie_leads_back_to_its_organisation(wereld, cast, als, meld, lokaal):
    meld(lokaal(wereld.langedijk), wereld.langedijk, "2021-06-01", "in_uitvoering", toelichting="Begonnen")
    tekst = als(cast.dirk).get("/proef/acties/100001/?peildatum=2022-12-31").content.decode()
    assert "L1. Wijkgesprekken 100001" in tekst
    assert "Begonnen" in tekst
    assert 'href="/proef/organisaties/dijk-en-waard/?peildatum=2022-12-31#lokaal">Terug naar Dijk en Waard' in tekst
    assert "Lokaal · Dijk en Waard" in tekst


def test_a_day_before_the_organisation_existed_shows_its_first_day(wereld, cast, als, lokaal):
    lokaal(wereld.dijk_en_waard)
    assert als(cast.dirk).get("/proef/acties/100001/?peildatum=2021-06-01").context["verslag"].peildatum == date(
        2022, 1, 1
    )


def test_the_organisation_shows_hers_and_only_hers(wereld, cast, als, lokaal):
    lokaal(wereld.alkmaar, 100001)
    lokaal(wereld.hoorn, 100002)
    beeld = als(cast.dirk).get("/proef/organisaties/alkmaar/").context["beeld"]
    assert [actie.nummer for actie in beeld.lokaal] == [100001]
    assert (beeld.telling.totaal, beeld.telling_regionaal.totaal) == (1, 1)


@pytest.mark.parametrize(
    ("vraag", "nummers"),
    [
        ("", [1, 2, 3]),
        ("?lokaal=ook", [1, 2, 100001, 100002, 3]),
        ("?lokaal=alleen", [100001, 100002]),
        ("?lokaal=alleen&organisatie=hoorn", [100002]),
        ("?organisatie=hoorn", [1, 2]),
        ("?lokaal=ook&status=afgerond", [100002]),
        ("?lokaal=alleen&zoek=l2", [100002]),
        ("?lokaal=onzin", []),
    ],
)
def test_the_list_shows_them_only_when_asked(wereld, cast, als, meld, lokaal, vraag, nummers):
    lokaal(wereld.alkmaar, 100001)
    meld(lokaal(wereld.hoorn, 100002), wereld.hoorn, "2022-06-01", "afgerond")
    antwoord = als(cast.dirk).get(f"/proef/acties/{vraag}")
    assert [actie.nummer for actie in antwoord.context["pagina"]] == nummers


def test_the_list_counts_them_apart(wereld, cast, als, lokaal):
    lokaal(wereld.alkmaar)
    tekst = als(cast.dirk).get("/proef/acties/?lokaal=ook").content.decode()
    assert "3 van 3 acties · 1 lokale actie, die niet meetelt" in tekst
    assert "/proef/acties/export/xlsx/?lokaal=ook" in tekst


def test_the_export_says_which_are_local(wereld, cast, als, lokaal):
    lokaal(wereld.alkmaar)
    client = als(cast.dirk)

    def rijen(vraag):
        inhoud = client.get(f"/proef/acties/export/xlsx/{vraag}").content
        blad = openpyxl.load_workbook(io.BytesIO(inhoud)).worksheets[0]
        plaats = [cel.value for cel in blad[1]].index("Lokale actie van")
        return [(rij[0].value, rij[plaats].value) for rij in blad.iter_rows(min_row=2)]

    assert rijen("") == [(1, None), (2, None), (3, None)]
    assert rijen("?lokaal=ook") == [(1, None), (2, None), ("L1", "Alkmaar"), (3, None)]


def test_the_onderdeel_shows_them_beside_the_regional_ones(wereld, cast, als, lokaal):
    actie = lokaal(wereld.alkmaar)
    actie.ambities.add(wereld.ambitie)
    client = als(cast.dirk)
    kern = client.get("/proef/onderdelen/K1/")
    assert [a.nummer for a in kern.context["acties"]] == [1, 2]
    assert [a.nummer for a in kern.context["lokaal"]] == [100001]
    [(_, leden)] = client.get("/proef/onderdelen/A1/").context["ambities"]
    assert [a.nummer for a in leden] == [3, 100001]


def test_the_evaluation_has_a_marked_section_only_when_there_are_any(wereld, cast, als, lokaal):
    client = als(cast.dirk)
    assert "tellen niet mee" not in client.get("/proef/evaluatie/2022/").content.decode()
    lokaal(wereld.alkmaar)
    assert "Lokaal · tellen niet mee" in client.get("/proef/evaluatie/2022/").content.decode()
    assert "Wijkgesprekken" in client.get("/proef/evaluatie/2022/overleg/pora/").content.decode()
    assert "Wijkgesprekken" not in client.get("/proef/evaluatie/2022/overleg/madivosa/").content.decode()


def test_the_workbook_has_a_sheet_only_when_there_are_any(wereld, cast, als, meld, lokaal):
    client = als(cast.dirk)

    def boek():
        return openpyxl.load_workbook(io.BytesIO(client.get("/proef/evaluatie/2022/jaarverslag/xlsx/").content))

    assert "Lokale acties" not in boek().sheetnames
    meld(lokaal(wereld.alkmaar, titel="=1+1"), wereld.alkmaar, "2022-06-01", "afgerond", toelichting="Klaar")
    blad = boek()["Lokale acties"]
    waarden = [[cel.value for cel in rij] for rij in blad.iter_rows(min_row=5, max_row=5)]
    assert waarden[0][:3] == ["Alkmaar", "L1", "=1+1"]
    assert blad["C5"].data_type == "s"
    assert any(str(waarde).endswith("\nKlaar") for waarde in waarden[0])
    assert client.get("/proef/evaluatie/2022/jaarverslag/ods/").status_code == 200


# The beheer is about the programme


def test_the_beheer_keeps_to_the_acties_of_the_region(wereld, cast, als, lokaal):
    actie = lokaal(wereld.alkmaar)
    client = als(cast.anna)
    assert "Wijkgesprekken" not in client.get("/beheer/acties/actie/").content.decode()
    assert client.get(f"/beheer/acties/actie/{actie.pk}/change/").status_code == 404


def test_the_beheer_shows_a_melding_about_a_local_actie(wereld, cast, als, meld, lokaal):
    melding = meld(lokaal(wereld.alkmaar), wereld.alkmaar, "2022-06-01", "afgerond")
    tekst = als(cast.anna).get(f"/beheer/monitoring/statusmelding/{melding.pk}/change/").content.decode()
    assert "L1. Wijkgesprekken 100001" in tekst


def test_programma_is_followed_so_a_kept_verslag_is_built_anew(wereld, lokaal):
    eerst = Programma.objects.met_kenmerk().get().kenmerk
    lokaal(wereld.alkmaar)
    assert Programma.objects.met_kenmerk().get().kenmerk != eerst


def test_the_next_actie_of_the_region_gets_the_next_number_of_the_region(wereld, cast, als, lokaal):
    lokaal(wereld.alkmaar)
    form = als(cast.anna).get("/proef/besluiten/nieuw/toegevoegd/").context["form"]
    assert form["nummer"].value() == 4
