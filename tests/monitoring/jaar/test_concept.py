"""From preparation to concept and back, and what people remark on a concept."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from monitoring.constanten import Fase
from monitoring.jaar.concept import plaats_opmerking, zet_fase, zet_verwerkt
from monitoring.jaar.vaststellen import NietToegestaan
from monitoring.models import Evaluatie, Opmerking
from tests.antwoord import tekst
from tests.vaststellen import vaststellen

OP = datetime(2022, 1, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def concept(wereld):
    return Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31), fase=Fase.CONCEPT
    )


@pytest.fixture
def opmerking(concept, cast, wereld):
    return plaats_opmerking(concept, onderdeel=wereld.kern, tekst="Wij zijn verder.", door=cast.bram, op=OP)


def adres(naam, *args):
    return reverse(f"monitoring:{naam}", args=["proef", 2021, *args])


# The phase


def test_projectleider_makes_a_concept_of_a_year_without_anything(als, cast):
    antwoord = als(cast.anna).post(adres("evaluatie_fase"), {"fase": "concept"}, follow=True)
    assert antwoord.redirect_chain == [(adres("evaluatie_detail"), 302)]
    assert "De evaluatie van 2021 is nu een concept." in tekst(antwoord)
    evaluatie = Evaluatie.objects.get()
    assert (evaluatie.fase, evaluatie.peildatum) == ("concept", date(2021, 12, 31))


def test_and_back(als, cast, concept):
    als(cast.anna).post(adres("evaluatie_fase"), {"fase": "voorbereiding"})
    assert Evaluatie.objects.get().fase == "voorbereiding"


@pytest.mark.parametrize("fase", ["vastgesteld", "onzin", ""])
def test_no_other_phase_by_this_way(als, cast, concept, fase):
    assert als(cast.anna).post(adres("evaluatie_fase"), {"fase": fase}).status_code == 404
    assert Evaluatie.objects.get().fase == "concept"


def test_only_a_projectleider_moves_it(concept, cast, wereld):
    for wie in (cast.bram, cast.dirk, cast.eva):
        with pytest.raises(NietToegestaan, match="Alleen een projectleider"):
            zet_fase(wereld.programma, 2021, Fase.VOORBEREIDING, door=wie)


def test_an_adopted_one_stays(concept, cast, wereld):
    vaststellen(concept, door=cast.anna, op=OP)
    with pytest.raises(NietToegestaan, match="verandert niet meer"):
        zet_fase(wereld.programma, 2021, Fase.VOORBEREIDING, door=cast.anna)
    with pytest.raises(NietToegestaan, match="op de pagina met de controlelijst"):
        zet_fase(wereld.programma, 2021, Fase.VASTGESTELD, door=cast.anna)


@pytest.mark.parametrize(
    ("wie", "knoppen"),
    [
        ("anna", ["Opmerkingen (0)", "2021 controleren en vaststellen", "Terug naar voorbereiding", "Opmerking maken"]),
        ("bram", ["Opmerkingen (0)", "Opmerking maken"]),
        ("dirk", ["Opmerkingen (0)"]),
        ("eva", ["Opmerkingen (0)"]),
    ],
)
def test_concept_offers_each_role_what_it_may(als, cast, concept, wie, knoppen):
    pagina = tekst(als(getattr(cast, wie)).get(adres("evaluatie_detail")))
    alle = [
        "Opmerkingen (0)",
        "2021 controleren en vaststellen",
        "Terug naar voorbereiding",
        "Concept maken",
        "Nieuwe versie",
    ]
    assert [knop for knop in [*alle[:3], "Opmerking maken", *alle[3:]] if knop in pagina] == knoppen


@pytest.mark.parametrize("pad", [("evaluatie_detail",), ("evaluatie_overleg", "pora")])
def test_every_page_of_a_concept_says_so(als, cast, concept, pad):
    assert "<strong>Concept.</strong> Deze evaluatie is nog niet vastgesteld" in tekst(als(cast.dirk).get(adres(*pad)))


# Remarks


def test_who_reports_remarks_on_an_onderdeel(als, cast, concept, wereld):
    client = als(cast.bram)
    pagina = client.get(adres("evaluatie_opmerkingen"), {"onderdeel": "K1"})
    assert pagina.context["form"]["onderdeel"].value() == wereld.kern.pk
    antwoord = client.post(
        adres("evaluatie_opmerkingen"), {"onderdeel": wereld.kern.pk, "tekst": "Wij zijn verder."}, follow=True
    )
    assert "Je opmerking staat erbij." in tekst(antwoord)
    assert list(Opmerking.objects.values_list("gebruiker__username", "onderdeel__code", "tekst", "verwerkt")) == [
        ("bram", "K1", "Wij zijn verder.", False)
    ]


def test_remark_on_the_whole(als, cast, concept):
    als(cast.anna).post(adres("evaluatie_opmerkingen"), {"onderdeel": "", "tekst": "Mooi stuk."})
    assert Opmerking.objects.get().onderdeel is None


def test_colleague_reads_it_with_the_name(als, cast, opmerking):
    pagina = tekst(als(cast.carla).get(adres("evaluatie_opmerkingen")))
    assert "Bram · 10 januari 2022" in pagina
    assert "Wij zijn verder." in pagina
    assert 'name="verwerkt"' not in pagina


def test_commissielid_reads_and_writes_nothing(als, cast, opmerking):
    client = als(cast.dirk)
    assert "Wij zijn verder." in tekst(client.get(adres("evaluatie_opmerkingen")))
    assert client.post(adres("evaluatie_opmerkingen"), {"tekst": "Ik ook."}).status_code == 403
    assert Opmerking.objects.count() == 1


def test_visitor_of_a_public_dashboard_reads_none(als, opmerking, settings):
    settings.DASHBOARD_OPENBAAR = True
    client = als(None)
    assert client.get(adres("evaluatie_opmerkingen")).status_code == 302
    assert "Opmerkingen" not in tekst(client.get(adres("evaluatie_detail")))


def test_empty_or_personal_remark_is_refused_and_kept(als, cast, concept):
    client = als(cast.bram)
    assert client.post(adres("evaluatie_opmerkingen"), {"tekst": ""}).context["form"].errors.keys() == {"tekst"}
    antwoord = client.post(adres("evaluatie_opmerkingen"), {"tekst": "Bel 06-12345678 over 123456782"})
    assert (antwoord.status_code, Opmerking.objects.count()) == (200, 0)
    assert antwoord.context["form"]["tekst"].value() == "Bel 06-12345678 over 123456782"


def test_onderdeel_of_another_programme_is_refused(als, cast, concept, wereld):
    ander = type(wereld.programma).objects.create(slug="elders", naam="Elders", startjaar=2021, eindjaar=2023)
    vreemd = ander.onderdelen.create(soort="kernelement", code="K1", naam="Elders")
    als(cast.bram).post(adres("evaluatie_opmerkingen"), {"onderdeel": vreemd.pk, "tekst": "Hier hoort het niet."})
    assert Opmerking.objects.count() == 0


def test_same_remark_twice_is_one(concept, cast, opmerking, wereld):
    nog_eens = plaats_opmerking(concept, onderdeel=wereld.kern, tekst="Wij zijn verder.", door=cast.bram, op=OP)
    assert (nog_eens, Opmerking.objects.count()) == (opmerking, 1)


def test_remark_only_on_a_concept(wereld, cast):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 31))
    with pytest.raises(NietToegestaan, match="is geen concept"):
        plaats_opmerking(evaluatie, onderdeel=None, tekst="Te vroeg.", door=cast.bram, op=OP)


def test_remark_is_checked_by_the_act_too(concept, cast):
    with pytest.raises(ValidationError):
        plaats_opmerking(concept, onderdeel=None, tekst="", door=cast.bram, op=OP)


def test_projectleider_ticks_off_and_back(als, cast, opmerking):
    client = als(cast.anna)
    adres_van = adres("opmerking_verwerken", opmerking.pk)
    antwoord = client.post(adres_van, {"verwerkt": "1"})
    assert antwoord["Location"] == f"{adres('evaluatie_opmerkingen')}#opmerking-{opmerking.pk}"
    opmerking.refresh_from_db()
    assert opmerking.verwerkt is True
    client.post(adres_van, {"verwerkt": "0"})
    opmerking.refresh_from_db()
    assert opmerking.verwerkt is False


def test_who_wrote_it_does_not_tick_it_off(opmerking, cast):
    with pytest.raises(NietToegestaan):
        zet_verwerkt(opmerking, True, door=cast.bram)


def test_remark_of_another_year_is_not_found(als, cast, opmerking):
    anders = reverse("monitoring:opmerking_verwerken", args=["proef", 2022, opmerking.pk])
    assert als(cast.anna).post(anders, {"verwerkt": "1"}).status_code == 404


@pytest.mark.parametrize("aantal", [1, 40])
def test_number_of_queries_is_constant(als, cast, concept, wereld, django_assert_num_queries, aantal):
    Opmerking.objects.bulk_create(
        Opmerking(evaluatie=concept, onderdeel=wereld.kern, gebruiker=cast.bram, tekst=f"Nr {n}", gemaakt_op=OP)
        for n in range(aantal)
    )
    client = als(cast.dirk)
    with django_assert_num_queries(7):
        client.get(adres("evaluatie_opmerkingen"))
