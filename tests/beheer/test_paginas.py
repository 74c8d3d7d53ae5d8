"""Every page of the beheer opens or is refused, in Dutch, for the two who manage."""

import re

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.urls import reverse
from django.utils import timezone

from acties.models import Aanjager, Actie, Gebruiker, Lidmaatschap, Organisatie, Partij, Programma
from acties.toegang.rechtenwijziging import vraag_rol
from monitoring.models import Updateronde
from tests.beheer.conftest import adres, modellen

ENGELS = re.compile(
    r"\b(Add|Change|Delete|History|Home|Save|Search|Filter by|Submit|Import|Export|Select|Preview|Skipped|Update|"
    r"Updated|Created|Changed|Deleted|Errors?|Line number|Welcome|View site|Log out|Recent actions|None|Revert|Comment|"
    r"Please|Show|Hide|Clear|Remove|Choose|Today|Yes|No|All|Any date|the|and|with)\b"
)

FORMEEL = re.compile(r"\b[Uu]w?\b")


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
def test_every_page_opens_or_is_refused_and_speaks_dutch_and_says_je(als, cast, vol, wie, model):
    client = als(getattr(cast, wie))
    uitkomsten = {}
    for url in paginas(model):
        antwoord = client.get(url)
        assert antwoord.status_code in (200, 403), url
        if antwoord.status_code == 200:
            tekst = zichtbare_tekst(antwoord.content.decode())
            uitkomsten[url] = ENGELS.findall(tekst) + FORMEEL.findall(tekst)
    assert {url: woorden for url, woorden in uitkomsten.items() if woorden} == {}


REST = ["Wat er is afgesproken", "Wie meedoet", "Wat er gebeurt", "Het jaar en de overleggen"]
WERK = {
    "anna": [
        "Acties",
        "Aanjagers",
        "Besluiten vastleggen",
        "Updaterondes volgen",
        "Afspraken bijhouden",
        "Statusmeldingen",
        "Evaluaties",
    ],
    "eva": [
        "Gebruikers",
        "Gebruikers uitnodigen",
        "Lidmaatschappen",
        "Wijzigingen in toegang",
        "Logboek",
        "Organisaties",
    ],
    "bram": ["Acties", "Statusmeldingen"],
}


@pytest.mark.parametrize(("wie", "werk"), WERK.items())
def test_the_index_begins_with_what_this_role_does_most(als, cast, vol, wie, werk):
    client = als(getattr(cast, wie))
    eerst, *rest = client.get("/beheer/").context["app_list"]
    assert [plek["name"] for plek in eerst["models"]] == werk
    assert [deel["name"] for deel in rest] == ([] if wie == "bram" else REST)
    namen = [plek["name"] for deel in (eerst, *rest) for plek in deel["models"]]
    assert len(namen) == len(set(namen))
    assert {client.get(plek["admin_url"]).status_code for plek in eerst["models"]} == {200}


def test_the_index_says_what_runs_and_what_waits_and_nothing_of_none(als, cast, vol):
    def telt(wie):
        delen = als(wie).get("/beheer/").context["app_list"]
        return {plek["name"]: plek["telt"] for plek in delen[0]["models"] if plek.get("telt")}

    assert (telt(cast.anna), telt(cast.eva)) == ({}, {})
    vandaag = timezone.localdate()
    Updateronde.objects.filter(programma=vol.programma).update(opent_op=vandaag, sluit_op=vandaag)
    vraag_rol(cast.dirk, "beheerder", None, door=cast.eva, op=timezone.now())
    assert telt(cast.anna) == {"Updaterondes volgen": "Er loopt er nu 1"}
    assert telt(cast.eva) == {"Wijzigingen in toegang": "Er wacht er nu 1"}


@pytest.mark.parametrize("wie", ["anna", "eva", "bram"])
def test_header_menu_search_and_footer_are_those_of_the_site(als, cast, vol, wie):
    client = als(getattr(cast, wie))
    site, lijst, formulier = (
        client.get(pad).content.decode()
        for pad in ("/hulp/", "/beheer/acties/actie/", f"/beheer/acties/actie/{vol.zelfscan.pk}/change/")
    )
    for deel in (r'<a class="utrecht-skip-link[^>]*>', r'<header class="kop">.*?</header>', r"<footer.*?</footer>"):
        stukken = [
            re.sub(r'value="\w{64}"', "", re.search(deel, html, re.DOTALL)[0]) for html in (site, lijst, formulier)
        ]
        assert stukken[0] == stukken[1] == stukken[2]


def test_a_window_to_choose_from_has_no_header(als, cast, vol):
    html = als(cast.anna).get("/beheer/acties/partij/add/?_popup=1").content.decode()
    assert ("<header" in html, "<footer" in html, "kruimelpad" in html) == (False, False, False)


def test_the_beheer_does_not_ask_what_time_it_is_in_the_browser(als, cast, vol):
    """With the offset of the server on the page, Django warns who is elsewhere that their clock is an hour off."""
    html = als(cast.anna).get("/beheer/monitoring/statusmelding/add/").content.decode()
    assert "utc-offset" not in html
    assert "DateTimeShortcuts.js" in html


def test_every_table_but_the_one_for_lookups_stands_in_the_menu(als, cast, vol):
    cast.eva.is_superuser = True
    cast.eva.save()
    delen = als(cast.eva).get("/beheer/").context["app_list"]
    in_menu = {tabel["object_name"] for deel in delen for tabel in deel["models"]}
    assert {model.__name__ for model in modellen()} - in_menu == {"Onderdeel"}


def test_only_our_own_tables_are_in_the_beheer():
    assert {model._meta.app_label for model in modellen()} == {"acties", "monitoring"}


def test_demo_data_are_marked(als, cast, vol):
    client = als(cast.anna)
    assert "Demogegevens" not in client.get("/beheer/").content.decode()
    vol.programma.demo = True
    vol.programma.save()
    assert "Demogegevens" in client.get("/beheer/").content.decode()


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
    "monitoring/statusmelding": 9,
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
