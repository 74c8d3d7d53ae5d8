"""Meldingen in the beheer: read, added, and never changed."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from monitoring.melden.melding import laatst_gemeld
from monitoring.models import Statusmelding
from tests.beheer.conftest import adres

TOEVOEGEN = "/beheer/monitoring/statusmelding/add/"


def formulier(actie, organisatie, **anders):
    laatste = Statusmelding.objects.order_by("-pk").first()
    return {
        "actie": actie.pk,
        "organisatie": organisatie.pk if organisatie else "regio",
        "peildatum": "15-11-2021",
        "status": "in_uitvoering",
        "koers": "",
        "toelichting": "Alle teams doen mee.",
        "bijsturing": "",
        "openbaar": "on",
        "gezien_tot": laatste.pk if laatste else 0,
        "kenmerk": str(uuid4()),
    } | anders


def bewijs_van(melding):
    return reverse("monitoring:melding_opgeslagen", args=["proef", melding.actie.nummer, melding.pk])


def fouten(antwoord):
    return antwoord.context["adminform"].form.errors


def test_a_beleidsambtenaar_reports_for_the_own_organisation(als, cast, vol):
    antwoord = als(cast.bram).post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar))
    melding = Statusmelding.objects.order_by("-pk").first()
    assert antwoord["Location"] == bewijs_van(melding)
    assert (melding.actie, melding.organisatie, melding.gemeld_door, melding.bron) == (
        vol.zelfscan,
        vol.alkmaar,
        cast.bram,
        "beheer",
    )
    assert (melding.peildatum, melding.status, melding.toelichting) == (
        date(2021, 11, 15),
        "in_uitvoering",
        "Alle teams doen mee.",
    )


def test_saving_shows_the_receipt_or_the_way_to_it(als, cast, vol):
    client = als(cast.bram)
    pagina = client.post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar), follow=True).content.decode()
    assert "Dit is opgeslagen" in pagina
    assert "Alle teams doen mee." in pagina
    nog_een = formulier(vol.zelfscan, vol.alkmaar, toelichting="En nog een team.")
    pagina = client.post(TOEVOEGEN, nog_een | {"_addanother": "1"}, follow=True).content.decode()
    adres_bewijs = bewijs_van(Statusmelding.objects.latest("pk"))
    assert f'<a href="{adres_bewijs}">Bekijk wat er is opgeslagen: 2. Zelfscan in elke gemeente</a>' in pagina


def test_the_own_organisation_is_chosen_beforehand_and_the_only_choice(als, cast, vol):
    veld = als(cast.bram).get(TOEVOEGEN).context["adminform"].form
    assert veld["organisatie"].initial == vol.alkmaar.pk
    assert list(veld.fields["organisatie"].queryset) == [vol.alkmaar]


@pytest.mark.parametrize("wie", ["hoorn", None])
def test_a_beleidsambtenaar_cannot_report_for_another(als, cast, vol, wie):
    aantal = Statusmelding.objects.count()
    organisatie = getattr(vol, wie) if wie else None
    antwoord = als(cast.bram).post(TOEVOEGEN, formulier(vol.zelfscan, organisatie))
    assert "organisatie" in fouten(antwoord)
    assert Statusmelding.objects.count() == aantal


def test_a_beleidsambtenaar_cannot_report_on_a_foreign_actie(als, cast, vol):
    assert "actie" in fouten(als(cast.bram).post(TOEVOEGEN, formulier(vol.voorlichting, vol.alkmaar)))


def test_a_user_of_a_merged_municipality_reports_for_its_successor(als, cast, vol):
    cast.bram.lidmaatschappen.update(organisatie=vol.langedijk)
    veld = als(cast.bram).get(TOEVOEGEN).context["adminform"].form
    assert list(veld.fields["organisatie"].queryset) == [vol.dijk_en_waard]


def test_a_projectleider_reports_for_the_whole_region(als, cast, vol):
    aantal = Statusmelding.objects.count()
    assert als(cast.anna).post(TOEVOEGEN, formulier(vol.training, None)).status_code == 302
    assert Statusmelding.objects.count() == aantal + 1
    assert Statusmelding.objects.order_by("-pk").first().organisatie is None


def test_who_may_speak_for_more_than_one_begins_without_a_choice_and_makes_one(als, cast, vol):
    """A projectleider would else report for the whole region by leaving a field as it stood."""
    client = als(cast.anna)
    veld = client.get(TOEVOEGEN).context["adminform"].form["organisatie"]
    assert veld.value() is None
    assert [woord for _, woord in veld.field.choices][:2] == ["Kies namens wie", "de hele regio"]
    aantal = Statusmelding.objects.count()
    antwoord = client.post(TOEVOEGEN, formulier(vol.training, None) | {"organisatie": "", "toelichting": "Met zorg."})
    assert fouten(antwoord)["organisatie"] == ["Kies eerst namens wie je meldt."]
    assert "Met zorg.</textarea>" in antwoord.content.decode()
    assert Statusmelding.objects.count() == aantal


def test_who_speaks_for_the_region_chooses_too_and_only_there(als, cast, vol):
    vol.training.aanjagers.get().organisaties.set([vol.vt])
    client = als(cast.vera)
    veld = client.get(TOEVOEGEN).context["adminform"].form["organisatie"]
    assert (veld.value(), [woord for _, woord in veld.field.choices]) == (
        None,
        ["Kies namens wie", "de hele regio", "Veilig Thuis Proef"],
    )
    assert client.post(TOEVOEGEN, formulier(vol.training, None)).status_code == 302
    assert Statusmelding.objects.order_by("-pk").first().spreker == vol.vt
    assert fouten(client.post(TOEVOEGEN, formulier(vol.voorlichting, None)))["organisatie"] == [
        "Namens de hele regio kun je over deze actie niet melden."
    ]


def test_a_beheerder_reads_and_does_not_report(als, cast, vol):
    assert als(cast.eva).post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar)).status_code == 403


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"koers": "aandacht", "toelichting": ""}, "toelichting"),
        ({"koers": "aandacht"}, "bijsturing"),
        ({"peildatum": "01-01-2999"}, "peildatum"),
        ({"peildatum": "31-12-2020"}, "peildatum"),
        ({"peildatum": "31-02-2021"}, "peildatum"),
        ({"status": "vervallen"}, "status"),
        ({"status": "nvt", "toelichting": ""}, "toelichting"),
        ({"status": "onzin"}, "status"),
        ({"status": "afgerond", "koers": "op_schema"}, "koers"),
        ({"koers": "onzin"}, "koers"),
        ({"kenmerk": "onzin"}, "kenmerk"),
        ({"gezien_tot": "-1"}, "gezien_tot"),
        ({"toelichting": "met een nul\0erin"}, "toelichting"),
    ],
)
def test_the_rules_are_those_of_every_melding(als, cast, vol, anders, veld):
    aantal = Statusmelding.objects.count()
    antwoord = als(cast.bram).post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar, **anders))
    assert veld in fouten(antwoord)
    assert Statusmelding.objects.count() == aantal


def test_extra_fields_are_ignored(als, cast, vol):
    extra = {"gemeld_door": cast.carla.pk, "bron": "web", "ongewijzigd": "on", "gemeld_op_0": "01-01-2021", "id": 1}
    als(cast.bram).post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar, **extra))
    melding = Statusmelding.objects.order_by("-pk").first()
    assert (melding.gemeld_door, melding.bron, melding.ongewijzigd) == (cast.bram, "beheer", False)


def test_what_was_reported_in_between_is_shown_before_it_is_stored_over(als, cast, vol, meld):
    client = als(cast.bram)
    oud = formulier(vol.zelfscan, vol.alkmaar)
    meld(vol.zelfscan, vol.alkmaar, "2021-11-10", "afgerond", toelichting="Al klaar", gemeld_door=cast.anna)
    aantal = Statusmelding.objects.count()
    antwoord = client.post(TOEVOEGEN, oud)
    [fout] = fouten(antwoord)["__all__"]
    assert fout.startswith("Anna meldde intussen namens Alkmaar, voor 10 november 2021: Afgerond. “Al klaar”")
    assert Statusmelding.objects.count() == aantal
    form = antwoord.context["adminform"].form
    assert form["toelichting"].value() == "Alle teams doen mee."
    opnieuw = oud | {"gezien_tot": form["gezien_tot"].value()}
    assert client.post(TOEVOEGEN, opnieuw).status_code == 302
    assert Statusmelding.objects.count() == aantal + 1


def test_a_report_of_another_organisation_is_no_conflict(als, cast, vol, meld):
    oud = formulier(vol.zelfscan, vol.alkmaar)
    meld(vol.zelfscan, vol.hoorn, "2021-11-10", "afgerond")
    assert als(cast.bram).post(TOEVOEGEN, oud).status_code == 302


def test_a_melding_that_slips_in_after_the_check_is_a_conflict_too(als, cast, vol, meld, monkeypatch):
    """Between the check of the form and the lock of melden() someone else reports: the second look sees it."""
    client, oud = als(cast.bram), formulier(vol.zelfscan, vol.alkmaar)
    meld(vol.zelfscan, vol.alkmaar, "2021-11-10", "afgerond", toelichting="Al klaar", gemeld_door=cast.anna)
    aantal, gezien = Statusmelding.objects.count(), []

    def eerst_te_vroeg(actie, organisatie):
        gezien.append(laatst_gemeld(actie, organisatie) if gezien else vol.melding)
        return gezien[-1]

    monkeypatch.setattr("monitoring.admin.melding.laatst_gemeld", eerst_te_vroeg)
    [fout] = fouten(client.post(TOEVOEGEN, oud))["__all__"]
    assert fout.startswith("Anna meldde intussen")
    assert (len(gezien), Statusmelding.objects.count()) == (2, aantal)


def test_a_double_click_makes_one_melding(als, cast, vol):
    client, gegevens = als(cast.bram), formulier(vol.zelfscan, vol.alkmaar)
    aantal = Statusmelding.objects.count()
    assert [client.post(TOEVOEGEN, gegevens).status_code for _ in range(2)] == [302, 302]
    assert Statusmelding.objects.count() == aantal + 1


def test_the_key_of_someone_elses_form_is_refused(als, cast, vol):
    gegevens = formulier(vol.zelfscan, vol.alkmaar)
    als(cast.bram).post(TOEVOEGEN, gegevens)
    antwoord = als(cast.carla).post(TOEVOEGEN, formulier(vol.zelfscan, vol.hoorn, kenmerk=gegevens["kenmerk"]))
    assert fouten(antwoord)["kenmerk"] == ["Dit formulier is al gebruikt. Open het opnieuw."]


@pytest.mark.parametrize("wie", ["anna", "bram", "eva"])
def test_nobody_changes_or_deletes_a_melding(als, cast, vol, wie):
    client, pk = als(getattr(cast, wie)), vol.melding.pk
    voor = Statusmelding.objects.filter(pk=pk).values().get()
    assert client.post(adres(Statusmelding, "change", pk), formulier(vol.zelfscan, vol.alkmaar)).status_code == 403
    assert client.post(adres(Statusmelding, "delete", pk), {"post": "yes"}).status_code == 403
    assert Statusmelding.objects.filter(pk=pk).values().get() == voor


def test_not_even_a_superuser_changes_a_melding(als, cast, vol):
    cast.anna.is_superuser = True
    cast.anna.save()
    assert als(cast.anna).post(adres(Statusmelding, "delete", vol.melding.pk), {"post": "yes"}).status_code == 403


def test_the_page_of_a_melding_shows_who_and_when(als, cast, vol):
    als(cast.bram).post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar))
    melding = Statusmelding.objects.order_by("-pk").first()
    pagina = als(cast.carla).get(adres(Statusmelding, "change", melding.pk)).content.decode()
    assert "Alle teams doen mee." in pagina
    assert "Bram" in pagina
    assert "<textarea" not in pagina


def test_adding_is_logged(als, cast, vol):
    als(cast.bram).post(TOEVOEGEN, formulier(vol.zelfscan, vol.alkmaar))
    regel = LogEntry.objects.get()
    assert (regel.user, regel.object_id) == (cast.bram, str(Statusmelding.objects.order_by("-pk").first().pk))


def test_the_list_shows_signs_and_words(als, cast, vol, meld):
    meld(vol.training, None, "2021-12-01", "in_uitvoering", koers="aandacht", toelichting="Traag", bijsturing="Bellen")
    pagina = als(cast.bram).get("/beheer/monitoring/statusmelding/").content.decode()
    assert 'class="badge status-afgerond"' in pagina
    assert "koers-aandacht" in pagina


def test_script_in_a_text_is_shown_as_text(als, cast, vol, meld):
    meld(vol.training, None, "2021-12-01", "in_uitvoering", toelichting="<script>alert(1)</script>")
    assert "<script>alert(1)" not in als(cast.anna).get("/beheer/monitoring/statusmelding/").content.decode()
