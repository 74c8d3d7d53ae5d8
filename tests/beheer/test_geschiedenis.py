"""History with the difference in words, and rows that may not go."""

import pytest
from django.utils import timezone

from acties.models import Actie, Actielijn, Kernelement, Organisatie, Partij
from monitoring.models import Evaluatie
from tests.beheer.conftest import adres
from tests.beheer.test_rechten import actie_formulier
from tests.formulier import stuur


def test_the_history_of_an_actie_tells_who_changed_what(als, cast, vol):
    client = als(cast.anna)
    anders = {"titel": "Andere titel", "startjaar": "", "eindjaar": "", "doorlopend": "on"}
    partijen = [vol.gemeenten.pk, vol.veilig_thuis.pk]
    stuur(
        client,
        adres(Actie, "change", vol.training.pk),
        actie_formulier(vol.training, hoofdverantwoordelijken=partijen, **anders),
    )
    regels = client.get(adres(Actie, "history", vol.training.pk)).context["page_obj"].object_list
    gevonden = {(w["field"], w["old"], w["new"]) for regel in regels for w in regel.verschillen}
    assert gevonden >= {
        ("Titel", "Trainingen geven", "Andere titel"),
        ("Doorlopend", "nee", "ja"),
        ("Startjaar", "2021", "(leeg)"),
        ("Hoofdverantwoordelijken", "Gemeenten", "Gemeenten, Veilig Thuis"),
    }
    assert {str(r.history_user) for r in regels for w in r.verschillen if w["field"] == "Titel"} == {"Anna"}


def test_the_history_counts_its_changes(als, cast, vol):
    client, pagina = als(cast.anna), adres(Partij, "history", vol.veilig_thuis.pk)
    assert client.get(pagina).context["telzin"] == "1 wijziging"
    vol.veilig_thuis.save()
    assert client.get(pagina).context["telzin"] == "2 wijzigingen"


def test_a_long_text_is_not_cut_short_and_script_stays_text(als, cast, vol):
    lang = "woord " * 200 + "<script>einde"
    vol.training.omschrijving = lang
    vol.training.save()
    pagina = als(cast.anna).get(adres(Actie, "history", vol.training.pk)).content.decode()
    assert "woord " * 200 + "&lt;script&gt;einde" in pagina


@pytest.mark.parametrize(
    ("model", "soort"), [(Kernelement, "kernelement"), (Actielijn, "actielijn")], ids=["kernelement", "actielijn"]
)
def test_a_new_kernelement_or_actielijn_gets_its_kind_and_its_history(als, cast, vol, model, soort):
    leeg = {
        f"{naam}-{veld}": waarde
        for naam in ("ambities", "doelgroepen")
        for veld, waarde in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9}.items()
    }
    gegevens = {"programma": vol.programma.pk, "code": "X1", "naam": "Nieuw", "volgorde": 9, "soort": "onzin"} | leeg
    client = als(cast.anna)
    assert client.post(adres(model, "add"), gegevens).status_code == 302
    nieuw = model.objects.get(code="X1")
    assert nieuw.soort == soort
    stuur(client, adres(model, "change", nieuw.pk), gegevens | {"naam": "Anders"})
    [laatste, _] = client.get(adres(model, "history", nieuw.pk)).context["page_obj"].object_list
    assert [(w["field"], w["old"], w["new"]) for w in laatste.verschillen] == [("Naam", "Nieuw", "Anders")]


def test_the_code_of_a_kernelement_is_unique_over_both_kinds(als, cast, vol):
    gegevens = {"programma": vol.programma.pk, "code": "A1", "naam": "Nieuw", "volgorde": 9}
    antwoord = als(cast.anna).post(adres(Kernelement, "add"), gegevens)
    assert "Deze code is in dit programma al in gebruik." in antwoord.content.decode()


def test_an_old_version_cannot_be_posted_back(als, cast, vol):
    versie = vol.training.history.latest().pk
    url = f"/beheer/acties/actie/{vol.training.pk}/history/{versie}/"
    antwoord = stuur(als(cast.anna), url, actie_formulier(vol.training, titel="Terug"))
    assert antwoord["Location"] == adres(Actie, "history", vol.training.pk)
    vol.training.refresh_from_db()
    assert vol.training.titel == "Trainingen geven"


@pytest.mark.parametrize(("model", "naam"), [(Actie, "zelfscan"), (Organisatie, "alkmaar"), (Partij, "gemeenten")])
def test_what_is_used_elsewhere_cannot_go_and_says_why(als, cast, vol, model, naam):
    wie = cast.eva if model is Organisatie else cast.anna
    rij = getattr(vol, naam)
    url = adres(model, "delete", rij.pk)
    antwoord = als(wie).post(url, {"post": "yes"})
    if model is Partij:  # only many-to-many links point at it, so it can
        assert antwoord.status_code == 302
        return
    assert "kan niet weg: andere gegevens verwijzen ernaar" in antwoord.content.decode()
    lijst = {"action": "delete_selected", "_selected_action": [rij.pk], "post": "yes"}
    assert "Deze keuze kan niet weg" in als(wie).post(adres(model, "changelist"), lijst).content.decode()
    assert model.objects.filter(pk=rij.pk).exists()


def evaluatie_formulier(evaluatie, **anders):
    leeg = {
        f"{naam}-{veld}": waarde
        for naam in ("duidingen", "besprekingen")
        for veld, waarde in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9}.items()
    }
    gegevens = {"programma": evaluatie.programma_id, "jaar": 2021, "versie": 1, "peildatum": "31-12-2021"}
    return gegevens | {"fase": "concept"} | leeg | anders


def test_the_form_cannot_adopt_an_evaluatie(als, cast, vol):
    url = adres(Evaluatie, "change", vol.evaluatie.pk)
    antwoord = stuur(als(cast.anna), url, evaluatie_formulier(vol.evaluatie, fase="vastgesteld", sha256="f" * 64))
    assert "fase" in antwoord.context["adminform"].form.errors
    assert stuur(als(cast.anna), url, evaluatie_formulier(vol.evaluatie, sha256="f" * 64)).status_code == 302
    vol.evaluatie.refresh_from_db()
    assert (vol.evaluatie.fase, vol.evaluatie.sha256) == ("concept", "")


def test_an_adopted_evaluatie_is_read_only(als, cast, vol):
    Evaluatie.objects.filter(pk=vol.evaluatie.pk).update(
        fase="vastgesteld", verslag={}, sha256="f" * 64, vastgesteld_op=timezone.now()
    )
    client = als(cast.anna)
    url = adres(Evaluatie, "change", vol.evaluatie.pk)
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    assert {formset.has_change_permission for formset in antwoord.context["inline_admin_formsets"]} == {False}
    assert client.post(url, evaluatie_formulier(vol.evaluatie)).status_code == 403
    assert client.post(adres(Evaluatie, "delete", vol.evaluatie.pk), {"post": "yes"}).status_code == 403
    client.post(
        adres(Evaluatie, "changelist"),
        {"action": "delete_selected", "_selected_action": [vol.evaluatie.pk], "post": "yes"},
    )
    assert Evaluatie.objects.filter(pk=vol.evaluatie.pk).exists()
