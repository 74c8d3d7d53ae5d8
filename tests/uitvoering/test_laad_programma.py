"""Loading the programme: once, whole, and never over what people changed since."""

import json
import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from acties.models import Actie, Begrip, Organisatie, Programma
from monitoring.models import Statusmelding

FIXTURES = settings.BASE_DIR / "fixtures"
SLUG = "samen-zorgen-voor-veiligheid"

pytestmark = pytest.mark.django_db


def laad(*args):
    uitvoer = StringIO()
    call_command("laad_programma", *args, stdout=uitvoer)
    return uitvoer.getvalue()


@pytest.fixture
def kopie(tmp_path):
    """A copy of the fixtures to break."""
    return shutil.copytree(FIXTURES, tmp_path / "fixtures")


def wijzig(pad, oud, nieuw):
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst
    pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")


def test_it_says_what_it_loaded():
    assert laad() == (
        "Programma “Samen zorgen voor veiligheid” is geladen: 1 programma, 8 onderdelen, 19 ambities, 3 doelgroepen, "
        "4 aanjagersrollen, 7 partijen, 3 subregio’s, 21 organisaties, 4 overleggen, 37 deelnames, 32 acties, "
        "36 aanjagers, 13 begrippen, 3 indicatoren, 3 metingen en 22 statusmeldingen.\n"
    )


def test_a_second_run_changes_nothing_and_says_so():
    laad()
    assert laad() == "Programma “Samen zorgen voor veiligheid” staat er al. Er is niets veranderd.\n"
    assert (Actie.objects.count(), Organisatie.objects.count(), Statusmelding.objects.count()) == (32, 21, 22)
    assert Actie.history.count() == 32


def test_a_second_run_keeps_what_was_edited_renamed_and_deleted():
    laad()
    Actie.objects.filter(nummer=1).update(titel="Een eigen titel")
    Begrip.objects.filter(term="Kindcheck").update(term="De kindcheck")
    Begrip.objects.filter(term="MDA++").delete()
    laad()
    assert Actie.objects.get(nummer=1).titel == "Een eigen titel"
    assert Begrip.objects.filter(term__icontains="kindcheck").get().term == "De kindcheck"
    assert Begrip.objects.count() == 12


def test_an_organisation_that_is_already_there_stays_as_it_is():
    Organisatie.objects.create(naam="Alkmaar", slug="gemeente-alkmaar", soort="gemeente")
    laad()
    assert Organisatie.objects.get(naam="Alkmaar").slug == "gemeente-alkmaar"
    assert Organisatie.objects.count() == 21


def mislukt(kopie):
    """The message of a failed load, which must leave nothing behind."""
    with pytest.raises(CommandError) as fout:
        laad(kopie)
    assert (Programma.objects.count(), Organisatie.objects.count(), Statusmelding.objects.count()) == (0, 0, 0)
    return str(fout.value)


def test_a_missing_file_is_named(kopie):
    (kopie / "begrippen.json").unlink()
    assert mislukt(kopie) == f"{kopie / 'begrippen.json'}: dit bestand is niet te lezen."


def test_broken_json_is_named(kopie):
    (kopie / "acties.json").write_text("[")
    assert mislukt(kopie).startswith(f"{kopie / 'acties.json'}: dit is geen geldige JSON")


def test_an_invalid_value_is_named_with_file_and_object(kopie):
    wijzig(kopie / "acties.json", '"eindjaar": 2023', '"eindjaar": 2030')
    assert mislukt(kopie) == (
        "acties.json, object 1: eindjaar: Het programma loopt van 2021 tot en met 2023. Kies een jaar daarbinnen."
    )


def test_a_reference_to_nothing_is_named(kopie):
    wijzig(kopie / "acties.json", f'["{SLUG}", "K1"]', f'["{SLUG}", "K9"]')
    assert mislukt(kopie).startswith(
        "acties.json, object 1: dit object klopt niet, of verwijst naar iets dat er niet is"
    )


def test_a_primary_key_is_refused(kopie):
    wijzig(kopie / "programma.json", '"model": "acties.programma"', '"pk": 1, "model": "acties.programma"')
    assert mislukt(kopie).startswith("programma.json, object 1: laat “pk” weg.")


def test_a_melding_that_is_not_allowed_is_named(kopie):
    wijzig(kopie / "meldingen.json", '"peildatum": "2021-10-01"', '"peildatum": "2020-10-01"')
    assert mislukt(kopie) == (
        "meldingen.json, melding 1: peildatum: Het programma begint op 1 januari 2021. Kies die dag of een latere."
    )


def test_names_in_the_files_are_found_however_written(kopie):
    organisaties = kopie / "organisaties.json"
    wijzig(organisaties, f'["{SLUG}", "Gemeenten"]', f'["{SLUG}", "GEMEENTEN\N{NO-BREAK SPACE}"]')
    wijzig(kopie / "acties.json", f'["{SLUG}", "K1"]', f'["{SLUG}", "k1"]')
    laad(kopie)
    assert Actie.objects.get(nummer=1).onderdeel.code == "K1"


def test_a_melding_about_an_unknown_actie_is_named(kopie):
    wijzig(kopie / "meldingen.json", '"actie": 1,', '"actie": 99,')
    fout = mislukt(kopie)
    assert fout == "meldingen.json, melding 1: deze melding klopt niet, of verwijst naar iets dat er niet is (99)."


def test_meldingen_of_a_programme_that_is_not_there_are_refused(kopie):
    wijzig(kopie / "meldingen.json", SLUG, "een-ander-programma")
    assert mislukt(kopie) == "meldingen.json: programma “een-ander-programma” staat niet in programma.json."


@pytest.mark.parametrize("inhoud", [[], {"programma": SLUG}])
def test_meldingen_in_another_shape_are_refused(kopie, inhoud):
    (kopie / "meldingen.json").write_text(json.dumps(inhoud))
    assert mislukt(kopie).endswith("verwacht “programma” (het adres) en “meldingen” (een lijst).")
