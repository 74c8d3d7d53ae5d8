"""Every page of the beheer opens or is refused, in Dutch, for the two who manage."""

import re

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.urls import reverse

from acties.models import Aanjager, Actie, Gebruiker, Lidmaatschap, Organisatie, Partij, Programma
from tests.beheer.conftest import adres, modellen

ENGELS = re.compile(
    r"\b(Add|Change|Delete|History|Home|Save|Search|Filter by|Submit|Import|Export|Select|Preview|Skipped|Update|"
    r"Updated|Created|Changed|Deleted|Errors?|Line number|Welcome|View site|Log out|Recent actions|None|Revert|Comment|"
    r"Please|Show|Hide|Clear|Remove|Choose|Today|Yes|No|All|Any date|the|and|with)\b"
)


def paginas(model):
    rij = model._default_manager.first()
    assert rij is not None, model
    yield adres(model, "changelist")
    yield adres(model, "add")
    yield adres(model, "change", rij.pk)
    yield adres(model, "history", rij.pk)
    yield adres(model, "delete", rij.pk)
    if hasattr(admin.site._registry[model], "tabel"):
        yield adres(model, "import")
        yield adres(model, "export")


def zichtbare_tekst(html):
    html = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    eigenschappen = " ".join(re.findall(r'(?:title|value|placeholder|aria-label|alt)="([^"]*)"', html))
    return re.sub(r"<[^>]+>", " ", html) + " " + eigenschappen


@pytest.mark.parametrize("wie", ["anna", "eva"])
@pytest.mark.parametrize("model", modellen(), ids=lambda m: m.__name__)
def test_every_page_opens_or_is_refused_and_speaks_dutch(als, cast, vol, wie, model):
    client = als(getattr(cast, wie))
    uitkomsten = {}
    for url in paginas(model):
        antwoord = client.get(url)
        assert antwoord.status_code in (200, 403), url
        if antwoord.status_code == 200:
            uitkomsten[url] = ENGELS.findall(zichtbare_tekst(antwoord.content.decode()))
    assert {url: woorden for url, woorden in uitkomsten.items() if woorden} == {}


def test_the_menu_stands_in_the_order_in_which_people_think(als, cast, vol):
    delen = als(cast.eva).get("/beheer/").context["app_list"]
    assert [deel["name"] for deel in delen] == [
        "Programma",
        "Organisaties",
        "Meldingen",
        "Evaluatie",
        "Cijfers",
        "Gebruikers",
    ]


def test_every_table_but_the_one_for_lookups_stands_in_the_menu(als, cast, vol):
    cast.eva.is_superuser = True
    cast.eva.save()
    delen = als(cast.eva).get("/beheer/").context["app_list"]
    in_menu = {tabel["model"].__name__ for deel in delen for tabel in deel["models"]}
    assert {model.__name__ for model in modellen()} - in_menu == {"Onderdeel"}


def test_who_only_reports_finds_acties_and_meldingen(als, cast, vol):
    delen = als(cast.bram).get("/beheer/").context["app_list"]
    assert {deel["name"]: [tabel["object_name"] for tabel in deel["models"]] for deel in delen} == {
        "Programma": ["Actie"],
        "Meldingen": ["Statusmelding"],
    }


def test_only_our_own_tables_are_in_the_beheer():
    assert {model._meta.app_label for model in modellen()} == {"acties", "monitoring"}


def test_demo_data_are_marked(als, cast, vol):
    client = als(cast.anna)
    assert "demoband" not in client.get("/beheer/").content.decode()
    vol.programma.demo = True
    vol.programma.save()
    assert "demoband" in client.get("/beheer/").content.decode()


@pytest.mark.parametrize(
    ("naam", "doel"),
    [("login", "admin:index"), ("logout", "account_logout"), ("password_change", "account_change_password")],
)
def test_logging_in_and_out_belongs_to_the_site(als, cast, naam, doel):
    assert als(cast.anna).get(reverse(f"admin:{naam}"))["Location"] == reverse(doel)


def test_the_login_of_the_beheer_is_that_of_the_site(client, wereld):
    assert client.get("/beheer/login/")["Location"].startswith(reverse("account_login"))


def test_an_app_has_no_page_of_its_own(als, cast):
    assert als(cast.anna).get("/beheer/acties/")["Location"] == reverse("admin:index")


# Queries of a list may not grow with its rows.
AANTALLEN = {
    "acties/actie": 16,
    "acties/gebruiker": 9,
    "acties/organisatie": 8,
    "monitoring/statusmelding": 10,
}


@pytest.mark.parametrize(("pad", "aantal"), AANTALLEN.items())
def test_a_list_takes_the_same_queries_for_few_and_many_rows(
    als, cast, vol, meld, django_assert_num_queries, pad, aantal
):
    client = als(cast.eva)
    client.get(f"/beheer/{pad}/")
    with django_assert_num_queries(aantal):
        client.get(f"/beheer/{pad}/")
    for nummer in range(20):
        veel(vol, meld, nummer)
    client.get(f"/beheer/{pad}/")  # what was kept of the figures is made anew
    with django_assert_num_queries(aantal):
        client.get(f"/beheer/{pad}/")


def veel(w, meld, nummer):
    actie = Actie.objects.create(
        programma=w.programma,
        nummer=100 + nummer,
        titel=f"Actie {nummer}",
        onderdeel=w.kern,
        startjaar=2021,
        eindjaar=2021,
    )
    actie.hoofdverantwoordelijken.add(w.gemeenten, w.veilig_thuis)
    Aanjager.objects.create(actie=actie, rol=w.blauw, tekst="Projectleiders")
    gemeente = Organisatie.objects.create(
        naam=f"Gemeente {nummer}", slug=f"gemeente-{nummer}", soort="gemeente", subregio=w.alkmaar.subregio
    )
    gebruiker = Gebruiker.objects.create_user(f"naam{nummer}", f"naam{nummer}@voorbeeld.nl")
    Lidmaatschap.objects.create(gebruiker=gebruiker, rol="beleidsambtenaar", organisatie=gemeente)
    meld(actie, gemeente, "2021-06-01", "afgerond", gemeld_door=gebruiker)


def test_a_filter_names_the_programme_once_there_are_more(als, cast, vol):
    """After “doorlopen” each programme has its own Gemeenten."""
    adres = "/beheer/acties/organisatie/"
    assert "Gemeenten (" not in als(cast.eva).get(adres).content.decode()
    nieuw = Programma.objects.create(slug="nieuw", naam="Vervolg", startjaar=2024, eindjaar=2026)
    Partij.objects.create(programma=nieuw, naam="Gemeenten")
    pagina = als(cast.eva).get(adres).content.decode()
    assert "Gemeenten (Vervolg)" in pagina
    assert f"Gemeenten ({vol.programma})" in pagina


@pytest.mark.parametrize("teken", ["\ufffe", "\uffff", "\x07"])
def test_no_text_field_of_the_beheer_takes_a_sign_that_no_file_can_hold(rf, cast, vol, teken):
    """Once stored, the export of that table would fail for ever."""
    aanvraag = rf.get("/")
    aanvraag.user = cast.eva
    velden = [
        (model.__name__, naam, veld)
        for model in modellen()
        for naam, veld in admin.site._registry[model].get_form(aanvraag).base_fields.items()
        if type(veld) is CharField
    ]
    assert len(velden) > 20
    assert [(model, naam) for model, naam, veld in velden if not _weigert(veld, f"a{teken}b")] == []


def _weigert(veld, tekst):
    try:
        veld.run_validators(tekst)
    except ValidationError as fout:
        return "onzichtbaar stuurteken" in str(fout)
    return False
