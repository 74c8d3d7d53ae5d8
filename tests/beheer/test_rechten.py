"""Every table of the beheer by every role by every hook, from one table of rights."""

import pytest
from django.urls import reverse

from acties.models import Aanjager, Actie, Organisatie, Partij, Programma
from monitoring.models import Indicator, Statusmelding
from tests.beheer.conftest import adres, modellen
from tests.formulier import stuur

# v view, a add, c change, d delete, i import (inlezen), x export (uitvoeren)
TABEL = """
                 anna    eva     bram
Aanjager         vacdix  vx      vx
Aanjagersrol     vacdix  vx      vx
Actie            vacdix  vx      vx
Actielijn        vacdix  vx      vx
Ambitie          vacdix  vx      vx
Begrip           vacdix  vx      vx
Besluit          vacd    v       v
Collegebesluit   vacdix  vx      vx
Deelname         vx      vacdix  vx
Doelgroep        vacdix  vx      vx
Gebruiker        -       vacd    -
Kernelement      vacdix  vx      vx
Lidmaatschap     -       v       -
Onderdeel        v       v       v
Organisatie      vx      vacdix  vx
Overleg          vx      vacdix  vx
Partij           vacdix  vacdix  vx
Programma        vacdix  vx      vx
Subregio         vx      vacdix  vx
Afspraak         vacd    v       v
Bespreking       v       v       v
Duiding          v       v       v
Evaluatie        vacd    v       v
Indicator        vacdix  vx      vx
Meting           vacdix  vx      vx
Regionaam        vacdix  vx      vx
Statusmelding    vaix    vx      vax
Updateronde      vacd    v       v
"""
KOP, *REGELS = (regel.split() for regel in TABEL.strip().splitlines())
RECHTEN = {(regel[0], wie): set(regel[kolom]) for regel in REGELS for kolom, wie in enumerate(KOP, start=1)}
HAKEN = {"changelist": "v", "change": "v", "history": "v", "add": "a", "delete": "d", "import": "i", "export": "x"}
ZONDER_BESTAND = {
    "Afspraak",
    "Besluit",
    "Bespreking",
    "Duiding",
    "Evaluatie",
    "Gebruiker",
    "Lidmaatschap",
    "Onderdeel",
    "Updateronde",
}


def haken(model):
    rij = model._default_manager.order_by("pk").first()
    for haak, recht in HAKEN.items():
        if haak in ("import", "export") and model.__name__ in ZONDER_BESTAND:
            continue
        yield haak, recht, adres(model, haak, *([rij.pk] if haak in ("change", "history", "delete") else []))


def test_the_table_of_rights_names_every_table():
    assert sorted({naam for naam, _ in RECHTEN}) == sorted(model.__name__ for model in modellen())


@pytest.mark.parametrize("wie", ["anna", "eva", "bram"])
def test_a_page_opens_for_whom_the_table_says(als, cast, vol, wie):
    client = als(getattr(cast, wie))
    uitkomst, verwacht = {}, {}
    for model in modellen():
        for _, recht, url in haken(model):
            uitkomst[url] = client.get(url).status_code
            verwacht[url] = 200 if recht in RECHTEN[model.__name__, wie] else 403
    assert uitkomst == verwacht


@pytest.mark.parametrize("wie", ["anna", "eva", "bram"])
def test_a_form_is_refused_to_whom_the_table_does_not_name(als, cast, vol, wie):
    client = als(getattr(cast, wie))
    geweigerd = {}
    for model in modellen():
        for haak, recht, url in haken(model):
            recht_om_te_schrijven = "c" if haak == "change" else recht
            if haak in ("changelist", "history") or recht_om_te_schrijven in RECHTEN[model.__name__, wie]:
                continue
            geweigerd[url] = client.post(url, {"post": "yes", "naam": "Gekaapt", "titel": "Gekaapt"}).status_code
    assert geweigerd == dict.fromkeys(geweigerd, 403)
    assert geweigerd


def test_a_commissielid_is_told_that_the_beheer_is_not_for_him(als, cast, vol):
    client = als(cast.dirk)
    urls = [url for model in modellen() for _, _, url in haken(model)]
    assert {client.get(url).status_code for url in ["/beheer/", *urls]} == {403}
    assert "Je rol geeft geen toegang tot het beheer." in client.get("/beheer/").content.decode()


def test_nobody_goes_to_the_login(client, vol):
    doelen = {client.get(url)["Location"].split("?")[0] for model in modellen() for _, _, url in haken(model)}
    assert doelen == {reverse("account_login")}


def test_who_loses_the_role_is_refused_at_the_next_request(als, cast, vol):
    client = als(cast.anna)
    assert client.get("/beheer/acties/actie/").status_code == 200
    cast.anna.lidmaatschappen.all().delete()
    assert client.get("/beheer/acties/actie/").status_code == 403
    cast.anna.is_active = False
    cast.anna.save()
    assert client.get("/beheer/acties/actie/").status_code == 302


# Rows


def test_a_beleidsambtenaar_finds_the_acties_of_the_own_organisation(als, cast, vol):
    lijst = als(cast.bram).get("/beheer/acties/actie/").context["cl"].result_list
    assert [actie.titel for actie in lijst] == ["Trainingen geven", "Zelfscan in elke gemeente"]


@pytest.mark.parametrize("haak", ["change", "history"])
def test_a_foreign_actie_does_not_exist(als, cast, vol, haak):
    assert als(cast.bram).get(adres(Actie, haak, vol.voorlichting.pk)).status_code == 404


def test_a_foreign_actie_is_not_in_filters_searches_or_counts(als, cast, vol):
    antwoord = als(cast.bram).get("/beheer/acties/actie/?q=Voorlichting&_facets=True")
    assert antwoord.context["cl"].result_count == 0
    assert "Voorlichting</a>" not in antwoord.content.decode()


def test_an_export_holds_only_the_own_acties(als, cast, vol):
    bestand = als(cast.bram).post("/beheer/acties/actie/export/", {"format": "2", "resource": "0"}).content.decode()
    assert "Zelfscan" in bestand
    assert "Voorlichting" not in bestand


def test_an_export_of_named_rows_stays_within_the_own_rows(als, cast, vol):
    gegevens = {"format": "2", "resource": "0", "export_items": [vol.voorlichting.pk, vol.zelfscan.pk]}
    assert "Voorlichting" not in als(cast.bram).post("/beheer/acties/actie/export/", gegevens).content.decode()


def zoek(client, app, model, veld, term=""):
    vraag = {"app_label": app, "model_name": model, "field_name": veld, "term": term}
    return client.get(reverse("admin:autocomplete"), vraag)


def test_autocomplete_offers_only_the_own_acties(als, cast, vol):
    resultaten = zoek(als(cast.bram), "monitoring", "statusmelding", "actie").json()["results"]
    assert [rij["text"] for rij in resultaten] == ["1. Trainingen geven", "2. Zelfscan in elke gemeente"]


def test_autocomplete_offers_a_projectleider_all(als, cast, vol):
    assert len(zoek(als(cast.anna), "monitoring", "statusmelding", "actie").json()["results"]) == 3


def test_autocomplete_finds_nothing_for_a_nul(als, cast, vol):
    assert zoek(als(cast.anna), "monitoring", "statusmelding", "actie", "Zelf\0scan").json()["results"] == []


@pytest.mark.parametrize("wie", ["dirk", None])
def test_autocomplete_is_closed_to_who_has_no_beheer(als, cast, vol, wie):
    antwoord = zoek(als(getattr(cast, wie) if wie else None), "monitoring", "statusmelding", "actie")
    assert antwoord.status_code == (403 if wie else 302)


def test_autocomplete_never_lists_users_to_who_may_not_see_them(als, cast, vol):
    assert zoek(als(cast.anna), "acties", "lidmaatschap", "gebruiker").status_code == 403


# Posts with more than the form asks


def actie_formulier(actie, **anders):
    leeg = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return (
        {
            "programma": actie.programma_id,
            "nummer": actie.nummer,
            "titel": actie.titel,
            "onderdeel": actie.onderdeel_id,
            "hoofdverantwoordelijken": [p.pk for p in actie.hoofdverantwoordelijken.all()],
            "uitvoering": actie.uitvoering,
            "startjaar": actie.startjaar or "",
            "eindjaar": actie.eindjaar or "",
            "doorlopend": "on" if actie.doorlopend else "",
        }
        | {f"aanjagers-{naam}": waarde for naam, waarde in leeg.items()}
        | anders
    )


def test_a_projectleider_changes_an_actie(als, cast, vol):
    url = adres(Actie, "change", vol.training.pk)
    antwoord = stuur(als(cast.anna), url, actie_formulier(vol.training, titel="Trainingen in elke gemeente"))
    assert antwoord.status_code == 302
    vol.training.refresh_from_db()
    assert vol.training.titel == "Trainingen in elke gemeente"


def test_a_partij_of_another_programma_is_refused(als, cast, vol):
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2024, eindjaar=2027)
    vreemd = Partij.objects.create(programma=ander, naam="Vreemde partij")
    gegevens = actie_formulier(vol.training, hoofdverantwoordelijken=[vreemd.pk])
    antwoord = stuur(als(cast.anna), adres(Actie, "change", vol.training.pk), gegevens)
    assert "hoort bij een ander programma" in antwoord.content.decode()


def test_an_inline_row_of_another_actie_cannot_be_taken_over(als, cast, vol):
    vreemd = Aanjager.objects.filter(actie=vol.zelfscan).get()
    rij = {
        "aanjagers-TOTAL_FORMS": 1,
        "aanjagers-INITIAL_FORMS": 1,
        "aanjagers-0-id": vreemd.pk,
        "aanjagers-0-actie": vol.training.pk,
        "aanjagers-0-rol": vreemd.rol_id,
        "aanjagers-0-tekst": "Gekaapt",
    }
    voor = list(Aanjager.objects.values())
    stuur(als(cast.anna), adres(Actie, "change", vol.training.pk), actie_formulier(vol.training, **rij))
    assert list(Aanjager.objects.values()) == voor


def test_an_inline_is_read_only_to_who_only_reads(als, cast, vol):
    antwoord = als(cast.bram).get(adres(Actie, "change", vol.zelfscan.pk))
    assert [formset.has_change_permission for formset in antwoord.context["inline_admin_formsets"]] == [False]


@pytest.mark.parametrize("model", [Actie, Organisatie, Indicator, Statusmelding], ids=lambda m: m.__name__)
@pytest.mark.parametrize("wie", ["bram", "eva", "anna"])
def test_the_action_to_delete_exists_only_with_the_right(als, cast, vol, wie, model):
    client, rij = als(getattr(cast, wie)), model.objects.first()
    gegevens = {"action": "delete_selected", "_selected_action": [rij.pk], "post": "yes"}
    client.post(adres(model, "changelist"), gegevens)
    mag = "d" in RECHTEN[model.__name__, wie]
    assert model.objects.filter(pk=rij.pk).exists() is (not mag or model in (Actie, Organisatie))


def test_a_list_cannot_be_edited_in_place(als, cast, vol):
    gegevens = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": vol.training.pk, "form-0-titel": "Gekaapt"}
    als(cast.anna).post("/beheer/acties/actie/", gegevens | {"_save": "1"})
    vol.training.refresh_from_db()
    assert vol.training.titel == "Trainingen geven"


@pytest.mark.parametrize(
    "vraag", ["?p=99999", "?nummer__gte=x", "?actie__x=1", "?q=" + "9" * 5000, "?jaar=abcd", "?o=-99"]
)
def test_odd_questions_get_an_answer(als, cast, vol, vraag):
    client = als(cast.anna)
    assert client.get(f"/beheer/acties/actie/{vraag}").status_code in (200, 302, 400)


@pytest.mark.parametrize("sleutel", ["0", "x", "9" * 5000, "99999999999999999999"])
def test_an_odd_key_is_not_found(als, cast, vol, sleutel):
    client = als(cast.anna)
    assert {client.get(f"/beheer/acties/actie/{sleutel}/{deel}/").status_code for deel in ("change", "history")} == {
        404
    }
