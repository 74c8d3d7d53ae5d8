"""The yearly act: who may, when, what is stored, that the database refuses to change it, and how a correction goes."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from acties.models import Onderdeel, Programma
from acties.spoor.gezien import Tussendoor
from monitoring.jaar import vaststellen as module
from monitoring.jaar.concept import plaats_opmerking
from monitoring.jaar.vaststellen import NietToegestaan, nieuwe_versie
from monitoring.models import Bespreking, Duiding, Evaluatie, Statusmelding
from monitoring.verslag.bezoekers import json_voor_bezoekers
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.vastgesteld import canoniek, lees_vastgesteld, sha256
from tests.vaststellen import aanvaard_alles, vaststellen

OUDJAAR = date(2021, 12, 31)
OP = datetime(2022, 3, 1, 13, 5, 7, 123, tzinfo=UTC)


@pytest.fixture
def concept(wereld, cast, meld):
    """2021: the training ran, Alkmaar finished the zelfscan, one duiding and one bespreking."""
    meld(wereld.training, None, "2021-06-01", "in_uitvoering", toelichting="Begonnen.", gemeld_door=cast.anna)
    meld(
        wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", koers="aandacht", toelichting="Later klaar.",
        bijsturing="Extra uren.", gemeld_door=cast.bram, openbaar=False,
    )  # fmt: skip
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR, fase="concept")
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="op_schema", tekst="Het gaat goed.")
    Bespreking.objects.create(
        evaluatie=evaluatie, overleg=wereld.pora, datum=date(2022, 2, 1), fase="besproken", conclusies="Ga zo door."
    )
    return evaluatie


@pytest.fixture
def vast(concept, cast):
    return vaststellen(concept, door=cast.anna, op=OP)


def adres(naam, *args):
    return reverse(f"monitoring:{naam}", args=["proef", 2021, *args])


# The act


def test_everything_of_the_year_is_stored_with_who_and_when(vast, wereld, cast):
    vast.refresh_from_db()
    assert (vast.fase, vast.vastgesteld_door, vast.vastgesteld_op) == (
        "vastgesteld", cast.anna, datetime(2022, 3, 1, 13, 5, 7, tzinfo=UTC),
    )  # fmt: skip
    stuk = lees_vastgesteld(vast.pk, vast.sha256)
    assert (stuk.vastgesteld_door, stuk.vastgesteld_op) == ("Anna", vast.vastgesteld_op)
    assert stuk.regio == bouw_verslag(wereld.programma, OUDJAAR, evaluatie=vast)
    assert [deel.slug for deel in stuk.overleggen] == ["pora", "madivosa"]
    assert stuk.van_overleg("madivosa") == bouw_verslag(
        wereld.programma, OUDJAAR, evaluatie=vast, overleg=wereld.madivosa
    )


def test_sha256_is_that_of_the_canonical_json(vast):
    vast.refresh_from_db()
    tekst = json.dumps(vast.verslag, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert vast.sha256 == hashlib.sha256(tekst.encode()).hexdigest()
    assert vast.verslag["schema"] == 1


def test_public_version_has_its_own_sha256(vast):
    vast.refresh_from_db()
    assert vast.verslag["sha256_openbaar"] == sha256(json_voor_bezoekers(vast.verslag))
    tekst = canoniek(json_voor_bezoekers(vast.verslag)).decode()
    assert [woord for woord in ("Anna", "Bram", "Extra uren", "Later klaar") if woord in tekst] == []


def test_the_second_year_compares_with_the_first(wereld, cast):
    Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=date(2021, 12, 1))
    tweede = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2022, peildatum=date(2022, 12, 31), fase="concept"
    )
    vast = vaststellen(tweede, door=cast.anna, op=datetime(2023, 1, 5, tzinfo=UTC))
    assert vast.verslag["regio"]["vorige_peildatum"] == "2021-12-01"


def test_only_a_projectleider_adopts(concept, cast):
    for wie in (cast.bram, cast.dirk, cast.eva, cast.vera):
        with pytest.raises(NietToegestaan, match="Alleen een projectleider"):
            vaststellen(concept, door=wie, op=OP)


def test_adopted_once(vast, cast):
    with pytest.raises(NietToegestaan, match="is al vastgesteld"):
        vaststellen(vast, door=cast.anna, op=OP)


def test_only_a_concept_is_adopted(wereld, cast):
    evaluatie = Evaluatie.objects.create(programma=wereld.programma, jaar=2021, peildatum=OUDJAAR)
    with pytest.raises(NietToegestaan, match="nog in voorbereiding"):
        vaststellen(evaluatie, door=cast.anna, op=OP)


@pytest.mark.parametrize(
    ("op", "kan"),
    [
        (datetime(2021, 12, 30, 22, 59, tzinfo=UTC), False),
        (datetime(2021, 12, 30, 23, 1, tzinfo=UTC), True),  # 00:01 on 31 December in Amsterdam
    ],
)
def test_not_before_the_peildatum_in_amsterdam(concept, cast, op, kan):
    if kan:
        assert vaststellen(concept, door=cast.anna, op=op).fase == "vastgesteld"
    else:
        with pytest.raises(NietToegestaan, match="De peildatum is 31 december 2021"):
            vaststellen(concept, door=cast.anna, op=op)


def test_refused_when_the_data_changed_since_they_were_seen(concept, cast, wereld, meld):
    gezien = Programma.objects.met_kenmerk().get().kenmerk
    meld(wereld.voorlichting, None, "2021-11-01", "afgerond")
    with pytest.raises(Tussendoor):
        vaststellen(concept, door=cast.anna, op=OP, gezien=gezien)
    assert Evaluatie.objects.get().fase == "concept"
    aanvaard_alles(concept, door=cast.anna, op=OP)
    vaststellen(concept, door=cast.anna, op=OP, gezien=Programma.objects.met_kenmerk().get().kenmerk)


def test_built_again_when_a_name_changes_halfway(concept, cast, wereld, monkeypatch):
    """The first build sees the old name in the region; then the name changes. All parts carry the new one."""
    echt, keren = module.bouw_jaarstuk, []

    def bouw(*args, **kwargs):
        stuk = echt(*args, **kwargs)
        if not keren:
            Onderdeel.objects.filter(pk=wereld.kern.pk).update(naam="Anders")
        keren.append(stuk.regio.onderdelen[0].naam)
        return stuk

    monkeypatch.setattr(module, "bouw_jaarstuk", bouw)
    vast = vaststellen(concept, door=cast.anna, op=OP)
    assert (keren, vast.verslag["regio"]["onderdelen"][0]["naam"]) == (["Lokaal", "Anders"], "Anders")


def test_gives_up_when_the_data_never_rest(concept, cast, wereld, monkeypatch):
    echt = module.bouw_jaarstuk

    def bouw(*args, **kwargs):
        Onderdeel.objects.filter(pk=wereld.kern.pk).update(volgorde=models.F("volgorde"))
        return echt(*args, **kwargs)

    monkeypatch.setattr(module, "bouw_jaarstuk", bouw)
    with pytest.raises(NietToegestaan, match="te veel gewijzigd"):
        vaststellen(concept, door=cast.anna, op=OP)
    assert Evaluatie.objects.get().fase == "concept"


def test_the_act_is_logged(concept, cast, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level("INFO", logger="logboek"), django_capture_on_commit_callbacks(execute=True):
        vaststellen(concept, door=cast.anna, op=OP)
    assert f'handeling="vaststellen" object="evaluatie {concept.pk}"' in caplog.text


# A correction


def test_new_version_starts_as_a_concept_with_the_same_texts(vast, cast):
    nieuw = nieuwe_versie(vast, reden="Een cijfer klopte niet.", door=cast.anna)
    assert (nieuw.versie, nieuw.fase, nieuw.peildatum, nieuw.verslag) == (2, "concept", OUDJAAR, None)
    assert list(nieuw.duidingen.values_list("onderdeel__code", "oordeel", "tekst")) == [
        ("K1", "op_schema", "Het gaat goed.")
    ]
    assert list(nieuw.besprekingen.values_list("overleg__slug", "datum", "fase", "conclusies")) == [
        ("pora", date(2022, 2, 1), "besproken", "Ga zo door.")
    ]


def test_new_version_counts_what_was_said_since(vast, cast, wereld, meld):
    meld(wereld.training, None, "2021-12-30", "afgerond", gemeld_op=OP)
    tweede = vaststellen(nieuwe_versie(vast, reden="Te laat gemeld.", door=cast.anna), door=cast.anna, op=OP)
    assert [lees_vastgesteld(e.pk, e.sha256).regio.actie(1).status for e in (vast, tweede)] == [
        "in_uitvoering", "afgerond",
    ]  # fmt: skip
    assert lees_vastgesteld(tweede.pk, tweede.sha256).reden == "Te laat gemeld."


def test_new_version_needs_a_reason(vast, cast):
    with pytest.raises(ValidationError, match="Een nieuwe versie heeft een reden"):
        nieuwe_versie(vast, reden="  ", door=cast.anna)


def test_new_version_only_of_the_last_adopted_one_and_by_a_projectleider(vast, cast):
    with pytest.raises(NietToegestaan, match="Alleen een projectleider"):
        nieuwe_versie(vast, reden="Fout.", door=cast.bram)
    tweede = nieuwe_versie(vast, reden="Fout.", door=cast.anna)
    with pytest.raises(NietToegestaan, match="al een nieuwere versie"):
        nieuwe_versie(vast, reden="Fout.", door=cast.anna)
    with pytest.raises(NietToegestaan, match="nog niet vastgesteld"):
        nieuwe_versie(tweede, reden="Fout.", door=cast.anna)


# The pages


def test_checklist_page_adopts_after_a_tick(als, cast, concept):
    aanvaard_alles(concept, door=cast.anna, op=OP)
    client = als(cast.anna)
    pagina = client.get(adres("evaluatie_vaststellen"))
    gezien = pagina.context["form"]["gezien"].value()
    zonder_vinkje = client.post(adres("evaluatie_vaststellen"), {"gezien": gezien})
    assert (zonder_vinkje.status_code, zonder_vinkje.context["form"].errors["akkoord"]) == (
        200, ["Zet een vinkje: een jaar vaststellen kun je niet terugdraaien."],
    )  # fmt: skip
    antwoord = client.post(adres("evaluatie_vaststellen"), {"gezien": gezien, "akkoord": "on"}, follow=True)
    assert antwoord.redirect_chain == [(adres("evaluatie_detail"), 302)]
    assert "De evaluatie van 2021 is vastgesteld en verandert niet meer." in antwoord.content.decode()
    assert Evaluatie.objects.get().vastgesteld_door == cast.anna


def test_checklist_page_shows_again_what_changed_meanwhile(als, cast, concept, wereld, meld):
    client = als(cast.anna)
    gezien = client.get(adres("evaluatie_vaststellen")).context["form"]["gezien"].value()
    meld(wereld.voorlichting, None, "2021-11-01", "afgerond")
    antwoord = client.post(adres("evaluatie_vaststellen"), {"gezien": gezien, "akkoord": "on"})
    assert antwoord.status_code == 409
    assert "2021 is niet vastgesteld." in antwoord.content.decode()
    aanvaard_alles(concept, door=cast.anna, op=OP)
    antwoord = client.get(adres("evaluatie_vaststellen"))
    nu = antwoord.context["form"]["gezien"].value()
    assert client.post(adres("evaluatie_vaststellen"), {"gezien": nu, "akkoord": "on"}).status_code == 302
    assert Evaluatie.objects.get().fase == "vastgesteld"


def test_second_click_adopts_nothing_twice(als, cast, vast):
    client = als(cast.anna)
    antwoord = client.post(adres("evaluatie_vaststellen"), {"gezien": "x", "akkoord": "on"}, follow=True)
    assert "Evaluatie 2021 is al vastgesteld." in antwoord.content.decode()
    assert Evaluatie.objects.count() == 1


def test_new_version_by_its_page(als, cast, vast):
    client = als(cast.anna)
    assert client.get(adres("evaluatie_nieuwe_versie")).status_code == 200
    leeg = client.post(adres("evaluatie_nieuwe_versie"), {"reden": ""})
    assert (leeg.status_code, Evaluatie.objects.count()) == (200, 1)
    antwoord = client.post(adres("evaluatie_nieuwe_versie"), {"reden": "Een telfout."}, follow=True)
    assert "Dit wordt versie 2. Reden: Een telfout." in " ".join(antwoord.content.decode().split())


def test_old_version_stays_readable_and_says_so(als, cast, vast):
    client = als(cast.dirk)
    tweede = nieuwe_versie(vast, reden="Een telfout.", door=cast.anna)
    in_de_maak = " ".join(client.get(adres("evaluatie_detail") + "?versie=1").content.decode().split())
    assert "Er is een nieuwe versie in de maak" in in_de_maak
    vaststellen(tweede, door=cast.anna, op=OP)
    oud = " ".join(client.get(adres("evaluatie_detail") + "?versie=1").content.decode().split())
    assert "Zij is vervangen" in oud
    assert "Reden: Een telfout." in oud
    assert vast.sha256 in oud
    nieuw = client.get(adres("evaluatie_detail")).content.decode()
    assert f'href="{adres("evaluatie_detail")}?versie=1"' in nieuw
    assert vast.sha256 not in nieuw


@pytest.mark.parametrize("versie", ["0", "3", "x", "9" * 5000, "\uff11"])
def test_unknown_version_is_not_found(als, cast, vast, versie):
    assert als(cast.dirk).get(adres("evaluatie_detail"), {"versie": versie}).status_code == 404


def test_opmerking_and_duiding_are_refused_after_adoption(als, cast, vast, wereld):
    with pytest.raises(NietToegestaan, match="is geen concept"):
        plaats_opmerking(vast, onderdeel=None, tekst="Te laat.", door=cast.bram, op=OP)
    antwoord = als(cast.anna).post(adres("duiding_bewerken", "K1"), {"tekst": "Anders"}, follow=True)
    assert "is vastgesteld en verandert niet meer" in antwoord.content.decode()


def test_a_later_melding_is_kept_and_changes_nothing_of_the_year(vast, wereld, meld, als, cast):
    meld(wereld.voorlichting, None, "2021-11-01", "afgerond", gemeld_op=OP)
    assert Statusmelding.objects.count() == 3
    assert als(cast.dirk).get(adres("evaluatie_detail")).context["verslag"].actie(3).status is None
