"""A public dashboard shows figures and public texts, never a person, an internal note or a page that writes."""

import io
import zipfile

import pytest
from django.contrib import admin
from django.urls import reverse

import uitvoering.urls  # noqa: F401 - the url configuration loads the pages of the beheer
from monitoring.models import Bespreking, Duiding, Evaluatie
from tests.veiligheid.paginas import te_openen

pytestmark = pytest.mark.usefixtures("geen_echte_pdf")

GEHEIM = ["Geheimnaam", "geheim-login", "geheim@voorbeeld.nl", "INTERNE-BIJSTURING", "NIET-OPENBARE-TEKST"]
OPENBAAR = "OPENBARE-TEKST"
PEIL = "?peildatum=2021-12-31"


@pytest.fixture
def lek(wereld, cast, meld):
    """Data that could leak: names in meldingen, history and evaluation, internal notes and a text that is not public."""
    cast.anna.username, cast.anna.email, cast.anna.last_name = "geheim-login", "geheim@voorbeeld.nl", "Geheimnaam"
    cast.anna.save()
    velden = {"gemeld_door": cast.anna, "koers": "aandacht", "bijsturing": "INTERNE-BIJSTURING"}
    for actie, organisatie in (
        (wereld.zelfscan, wereld.alkmaar),
        (wereld.training, None),
        (wereld.voorlichting, wereld.vt),
    ):
        meld(actie, organisatie, "2021-09-01", "niet_gestart", toelichting=OPENBAAR, **velden)
    for actie, organisatie in ((wereld.zelfscan, wereld.hoorn), (wereld.voorlichting, None)):
        meld(
            actie,
            organisatie,
            "2021-10-01",
            "in_uitvoering",
            toelichting="NIET-OPENBARE-TEKST",
            openbaar=False,
            **velden,
        )
    wereld.zelfscan.titel = "Zelfscan overal"
    wereld.zelfscan._history_user = cast.anna
    wereld.zelfscan.save()
    evaluatie = Evaluatie.objects.create(
        programma=wereld.programma, jaar=2021, peildatum="2021-12-31", vastgesteld_door=cast.anna
    )
    duiding = Duiding(evaluatie=evaluatie, onderdeel=wereld.kern, oordeel="aandacht", tekst="Een oordeel")
    duiding._history_user = cast.anna
    duiding.save()
    Bespreking.objects.create(evaluatie=evaluatie, overleg=wereld.pora, datum="2022-02-01", besproken="Besproken")
    return wereld


def inhoud(antwoord):
    """What a reader gets to see, of a page and of a file alike."""
    if b"PK" != antwoord.content[:2]:
        return antwoord.content.decode()
    with zipfile.ZipFile(io.BytesIO(antwoord.content)) as bestand:
        return "\n".join(bestand.read(naam).decode(errors="replace") for naam in bestand.namelist())


def bekijk(client, paden):
    """The text of every path that opens."""
    antwoorden = {pad: client.get(pad) for pad in paden}
    return {pad: inhoud(antwoord) for pad, antwoord in antwoorden.items() if antwoord.status_code == 200}


def leesbaar():
    return [f"{pad}{vraag}" for pad in te_openen("dirk") for vraag in ("", PEIL)]


def gelekt(teksten):
    return {
        pad: [wat for wat in GEHEIM if wat in tekst]
        for pad, tekst in teksten.items()
        if any(w in tekst for w in GEHEIM)
    }


def test_these_data_do_leak_to_whoever_may_read_them(als, cast, lek):
    """The twin: without this the tests below would prove nothing."""
    teksten = "".join(bekijk(als(cast.dirk), leesbaar()).values())
    assert [
        wat for wat in ("Geheimnaam", "INTERNE-BIJSTURING", "NIET-OPENBARE-TEKST", OPENBAAR) if wat not in teksten
    ] == []


def test_visitor_of_a_public_dashboard_reads_no_name_note_or_closed_text(client, lek, settings):
    settings.DASHBOARD_OPENBAAR = True
    teksten = bekijk(client, leesbaar())
    assert gelekt(teksten) == {}
    assert OPENBAAR in "".join(teksten.values())
    # Remarks on a concept, with names; and what someone follows: never for a visitor.
    intern = {"/proef/evaluatie/2021/opmerkingen/", "/proef/volgen/"}
    programma = {pad for pad in te_openen("dirk") if pad.startswith("/proef/")}
    voorlopig = {pad for pad in programma if client.get(pad).status_code == 403}  # files and papers of no adopted year
    assert programma - set(teksten) - voorlopig == intern  # all other read pages did open
    assert {pad.split("/")[-2] for pad in voorlopig} <= {
        "xlsx", "ods", "csv", "pdf", "pdf-a", "dias", "pora", "alkmaar", "2021",
    }  # fmt: skip


def test_visitor_cannot_fish_for_hidden_words(client, lek, settings):
    """A filter or a search that looked at hidden data would tell it by what it finds."""
    settings.DASHBOARD_OPENBAAR = True
    niets = client.get("/proef/acties/", {"peildatum": "2021-12-31", "zoek": "komtnietvoor"})
    for geheim in GEHEIM:
        gevonden = client.get("/proef/acties/", {"peildatum": "2021-12-31", "zoek": geheim})
        assert list(gevonden.context["pagina"]) == list(niets.context["pagina"]) == []


def test_visitor_counts_the_same_as_a_reader(client, als, cast, lek, settings):
    settings.DASHBOARD_OPENBAAR = True
    bezoeker = client.get(f"/proef/{PEIL}").context["verslag"].telling
    assert als(cast.dirk).get(f"/proef/{PEIL}").context["verslag"].telling == bezoeker


def test_what_a_reader_opened_first_is_not_kept_for_a_visitor(client, als, cast, lek, settings):
    settings.DASHBOARD_OPENBAAR = True
    bekijk(als(cast.anna), leesbaar())
    client.logout()
    assert gelekt(bekijk(client, leesbaar())) == {}


def _schrijfpaginas():
    """What a commissielid may not open, or nobody without an account."""
    return sorted({*te_openen("dirk", "403"), "/sessie/verlengen/", "/beheer/acties/actie/", "/accounts/2fa/"})


@pytest.mark.parametrize("openbaar", [True, False])
def test_pages_that_write_ask_for_a_login_all_the_same(client, lek, settings, openbaar):
    settings.DASHBOARD_OPENBAAR = openbaar
    paden = _schrijfpaginas()
    assert "/proef/acties/2/melden/" in paden
    assert "/proef/evaluatie/2021/duiding/K1/" in paden
    antwoorden = {pad: client.get(pad) for pad in paden}
    assert {pad: antwoord.status_code for pad, antwoord in antwoorden.items()} == dict.fromkeys(paden, 302)
    assert all("/login/" in antwoord.headers["Location"] for antwoord in antwoorden.values())
    geschreven = client.post("/proef/evaluatie/2021/duiding/K1/", {"tekst": "Van een bezoeker die niets mag"})
    assert geschreven.status_code == 403
    assert Duiding.objects.get().tekst == "Een oordeel"


def _gesloten():
    """What opens with a role only; the door of a link shows a button to everyone, and nothing more."""
    return [pad for pad in te_openen("dirk") if pad.startswith("/proef/") and not pad.startswith("/proef/link/")]


def test_closed_dashboard_sends_a_visitor_to_the_login(client, lek):
    paden = _gesloten()
    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, 302)


def test_beheer_stays_closed(client, lek, settings):
    settings.DASHBOARD_OPENBAAR = True
    for model in admin.site._registry:
        pad = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(pad).status_code == 302, pad


def test_account_without_a_role_reads_nothing_of_a_closed_dashboard(als, cast, lek):
    cast.dirk.lidmaatschappen.all().delete()
    client = als(cast.dirk)
    paden = _gesloten()
    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, 403)
