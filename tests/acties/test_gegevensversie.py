"""The mark of a programme changes with everything its pages read, by whichever way it was written, and with nothing else."""

import re

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from acties.models import Actie, Gebruiker, Onderdeel, Partij, Programma
from acties.spoor.bewaren import plek
from monitoring.models import Aanvaarding, Bespreking, Duiding, Evaluatie, Opmerking, Toegangslink
from monitoring.verslag.bewaard import bewaard_verslag
from tests.monitoring.verslag.test_opbouw import OUDJAAR
from tests.volledig import vul_alles

# What no page that is kept draws from: drafts, mails, what someone follows (read anew at every request), work of the machine.
ZONDER = {
    "acties_gebruiker_groups",
    "acties_gebruiker_user_permissions",
    "acties_klaargezet",
    "acties_rechtenwijziging",
    "acties_logboekregel",
    "acties_wachtendemail",
    "acties_werker",
    "monitoring_conceptmelding",
    "monitoring_gevolgd",
    "monitoring_herinnering",
    "monitoring_werkboekmail",
    "monitoring_volger",
}
# Of all history only that of an actie is on a page.
MET_GESCHIEDENIS = ("actie", "actie_ambities", "actie_hoofdverantwoordelijken", "aanjager", "aanjager_organisaties")
KOLOM = {"acties_gebruiker": "username", "monitoring_toegangslink": "naam"}  # there not every column counts


def kenmerk(slug="proef"):
    return Programma.objects.met_kenmerk().get(slug=slug).kenmerk


def rijen():
    """The mark of every programme on its own, and that of what they share at 0."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT programma, kenmerk FROM acties_gegevensversie")
        return dict(cursor.fetchall())


def veranderd(eerst):
    return {wie for wie, waarde in rijen().items() if eerst.get(wie) != waarde}


def sql(opdracht, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


def _modellen():
    for app in ("acties", "monitoring"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            tabel = model._meta.db_table
            if not model._meta.proxy and tabel.startswith((f"{app}_",)) and _telt_mee(tabel):
                yield model


def _telt_mee(tabel):
    historisch = re.match(r"\w+?_historical(.*)", tabel)
    return tabel not in ZONDER and (not historisch or historisch[1] in MET_GESCHIEDENIS)


def _hoort_bij_een_programma(model, gezien=()):
    """Whether there is a way along foreign keys to a programme; who reported or stored something is not such a way."""
    doelen = {veld.related_model for veld in model._meta.get_fields() if isinstance(veld, models.ForeignKey)}
    doelen -= {Gebruiker, model, *gezien}
    return Programma in doelen or any(_hoort_bij_een_programma(doel, (*gezien, model)) for doel in doelen)


def _triggers():
    """Per table the moments at which it marks."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'versie_%'")
        else:
            cursor.execute(
                "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
                " WHERE tgname LIKE 'versie_%' OR tgname LIKE 'vermeld_%'"
            )
        paren = cursor.fetchall()
    gevonden = {}
    for tabel, tekst in paren:
        momenten = gevonden.setdefault(tabel, [])
        momenten += re.findall(r"(insert|update|delete)(?=$| OR | ON | OF )", tekst, re.IGNORECASE)
    keer = 1 if connection.vendor == "sqlite" else 2
    return {tabel: sorted(moment.lower() for moment in momenten)[::keer] for tabel, momenten in gevonden.items()}


def test_every_table_that_a_page_reads_is_followed_at_every_moment(db):
    """A table that is new stands in ``ZONDER``, with why, or gets its triggers."""
    assert _triggers() == {model._meta.db_table: ["delete", "insert", "update"] for model in _modellen()}


def _schrijf(model):
    """Write one row again as it is, or where the database refuses that, a copy of it."""
    tabel, sleutel = model._meta.db_table, model._meta.pk.column
    if tabel in ("monitoring_statusmelding", "monitoring_inlezing") or "_historical" in tabel:
        anders = {sleutel: f"(SELECT max({sleutel}) + 1 FROM {tabel})", "verzoek": "NULL"}
        kolommen = [veld.column for veld in model._meta.local_concrete_fields]
        waarden = ", ".join(anders.get(kolom, kolom) for kolom in kolommen)
        sql(f"INSERT INTO {tabel} ({', '.join(kolommen)}) SELECT {waarden} FROM {tabel} ORDER BY {sleutel} LIMIT 1")
        return
    kolom = KOLOM.get(tabel, sleutel)
    rij = f"(SELECT max({sleutel}) FROM {tabel})"
    sql(f"UPDATE {tabel} SET {kolom} = {kolom} WHERE {sleutel} = {rij}")


def test_what_belongs_to_a_programme_marks_that_and_the_rest_marks_what_all_share(wereld, cast, meld):
    vul_alles(wereld, cast, meld)
    concept = Evaluatie.objects.create(programma=wereld.programma, jaar=2023, peildatum="2023-12-31")  # not adopted
    Duiding.objects.create(evaluatie=concept, onderdeel=wereld.kern, tekst="Nog niet.")
    Bespreking.objects.create(evaluatie=concept, overleg=wereld.pora, datum="2024-02-01")
    Opmerking.objects.create(evaluatie=concept, gebruiker=cast.bram, tekst="Kan beter.", gemaakt_op=timezone.now())
    Aanvaarding.objects.create(
        evaluatie=concept,
        rubriek="meldingen",
        kenmerk="x",
        tekst="Mist",
        reden="Kan.",
        door=cast.anna,
        op=timezone.now(),
    )
    ander = Programma.objects.create(slug="ander", naam="Ander", startjaar=2030, eindjaar=2031)
    assert rijen().keys() == {0, wereld.programma.pk, ander.pk}
    verwacht, gezien = {}, {}
    for model in _modellen():
        eigen = model is not Programma and _hoort_bij_een_programma(model)
        verwacht[model._meta.db_table] = {wereld.programma.pk} if eigen else {0}
        eerst = rijen()
        _schrijf(model)
        gezien[model._meta.db_table] = veranderd(eerst)
    assert gezien == verwacht


def test_reading_leaves_the_mark(wereld):
    assert kenmerk() == kenmerk()


@pytest.mark.parametrize(
    "schrijf",
    [
        lambda w: Actie.objects.filter(pk=w.training.pk).update(titel="Anders"),
        lambda w: w.training.hoofdverantwoordelijken.clear(),
        lambda w: w.begrip.delete(),
        lambda w: w.training.aanjagers.all().delete(),
        lambda w: sql("UPDATE acties_organisatie SET naam = 'Hoorn NH' WHERE naam = 'Hoorn'"),
    ],
    ids=["update", "m2m", "delete", "cascade", "raw sql"],
)
def test_writing_changes_the_mark(wereld, schrijf):
    eerst = kenmerk()
    schrijf(wereld)
    assert kenmerk() != eerst


def test_logging_in_and_using_a_link_leave_the_mark(als, cast, wereld, meld):
    vul_alles(wereld, cast, meld)
    eerst = kenmerk()
    als(cast.bram)
    Gebruiker.objects.filter(pk=cast.bram.pk).update(last_login=timezone.now())
    Toegangslink.objects.update(code="")
    assert kenmerk() == eerst


@pytest.fixture
def vervolg(wereld):
    """The next programme, with an actie that goes on with one of the first."""
    nieuw = Programma.objects.create(
        slug="vervolg", naam="Vervolg", startjaar=2024, eindjaar=2027, voorganger=wereld.programma
    )
    lijn = Onderdeel.objects.create(programma=nieuw, soort="kernelement", code="K1", naam="Lokaal")
    nieuw.verder = Actie.objects.create(
        programma=nieuw, nummer=1, titel="Verder", onderdeel=lijn, voortgekomen_uit=wereld.zelfscan, doorlopend=True
    )
    return nieuw


def test_what_moves_to_another_programme_marks_both(wereld, vervolg):
    """With what hangs from it: that goes along without being written."""
    for tabel, pk in (("acties_partij", wereld.gemeenten.pk), ("acties_begrip", wereld.begrip.pk)):
        eerst = rijen()
        sql(f"UPDATE {tabel} SET programma_id = %s WHERE id = %s", vervolg.pk, pk)
        assert veranderd(eerst) == {wereld.programma.pk, vervolg.pk}
    eerst = rijen()
    sql("UPDATE acties_aanjager SET actie_id = %s WHERE actie_id = %s", vervolg.verder.pk, wereld.training.pk)
    assert veranderd(eerst) == {wereld.programma.pk, vervolg.pk}


def test_a_programme_has_a_mark_from_its_first_to_its_last_moment(wereld):
    eerst = rijen()
    nieuw = Programma.objects.create(slug="nieuw", naam="Nieuw", startjaar=2030, eindjaar=2031)
    assert veranderd(eerst) == {0, nieuw.pk}
    eerst, pk = rijen(), nieuw.pk
    nieuw.delete()
    assert (veranderd(eerst), pk in rijen()) == ({0}, False)


def test_without_a_mark_nothing_is_kept(wereld):
    sql("DELETE FROM acties_gegevensversie WHERE programma = %s", wereld.programma.pk)
    assert kenmerk() != kenmerk()


def test_an_actie_marks_the_programme_that_goes_on_with_it_and_the_one_it_comes_from(wereld, vervolg):
    for actie in (wereld.zelfscan, wereld.training, vervolg.verder):  # training: what is put off is proposed there
        eerst = rijen()
        Actie.objects.filter(pk=actie.pk).update(titel=f"{actie.titel} anders")
        assert veranderd(eerst) == {wereld.programma.pk, vervolg.pk}


def test_what_else_is_written_in_a_programme_leaves_the_pages_of_the_next_as_they_are(als, cast, wereld, meld, vervolg):
    """The twin of the marks: with all that is kept thrown away, every page is the same byte for byte."""
    vul_alles(wereld, cast, meld)
    w = wereld.gemeenten
    Partij.objects.create(programma=vervolg, naam=w.naam).organisaties.set(w.organisaties.all())
    namen = (
        "", "acties/", "acties/1/", "acties/1/geschiedenis/", "gemeenten/", "organisaties/alkmaar/", "planning/", "cijfers/",
        "begrippen/", "besluiten/", "afspraken/", "evaluatie/", "evaluatie/2024/", "evaluatie/2024/overleg/pora/", "veranderd/",
        "zoeken/?q=anders", "onderdelen/K1/", "acties/?status=geen_melding",
    )  # fmt: skip
    paden = [f"/vervolg/{naam}" for naam in namen]
    anna = als(cast.anna)

    def paginas():
        plek.clear()
        antwoorden = {pad: anna.get(pad) for pad in paden}
        assert {antwoord.status_code for antwoord in antwoorden.values()} == {200}
        return {
            pad: re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", antwoord.content)
            for pad, antwoord in antwoorden.items()
            if "ETag" in antwoord
        }

    voor, eerst = paginas(), kenmerk("vervolg")
    for tabel, kolom in [
        ("onderdeel", "naam"), ("ambitie", "tekst"), ("doelgroep", "naam"), ("begrip", "definitie"), ("partij", "naam"),
        ("aanjagersrol", "naam"), ("aanjager", "tekst"), ("besluit", "omschrijving"), ("collegebesluit", "college_op"),
    ]:  # fmt: skip
        nieuw = "'2021-03-04'" if kolom == "college_op" else "'Anders ' || id"
        sql(f"UPDATE acties_{tabel} SET {kolom} = {nieuw} WHERE id IN (SELECT min(id) FROM acties_{tabel})")
    meld(wereld.zelfscan, wereld.hoorn, "2021-11-01", "afgerond")
    assert (kenmerk("vervolg"), paginas()) == (eerst, voor)


def test_a_kept_verslag_costs_no_query_and_stays_when_another_programme_changes(
    wereld, meld, vervolg, django_assert_num_queries
):
    eerste = bewaard_verslag(Programma.objects.met_kenmerk().get(slug="vervolg"), OUDJAAR)
    meld(wereld.training, None, "2021-06-01", "afgerond")
    programma = Programma.objects.met_kenmerk().get(slug="vervolg")
    with django_assert_num_queries(0):
        assert bewaard_verslag(programma, OUDJAAR) is eerste


def test_a_verslag_is_built_anew_after_a_melding(wereld, meld):
    assert bewaard_verslag(Programma.objects.met_kenmerk().get(), OUDJAAR).actie(1).status is None
    meld(wereld.training, None, "2021-06-01", "afgerond")
    assert bewaard_verslag(Programma.objects.met_kenmerk().get(), OUDJAAR).actie(1).status == "afgerond"
