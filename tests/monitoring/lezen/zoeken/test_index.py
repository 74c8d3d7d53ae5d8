"""The database itself keeps the index true, whoever writes, and both databases answer the same questions the same way."""

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from acties.models import Begrip, Gebruiker, Lidmaatschap, Programma
from monitoring.lezen.zoeken.index import BEGRIP, INDEXEN
from monitoring.lezen.zoeken.vraag import lees_vraag
from monitoring.lezen.zoeken.zoeken import zoek
from monitoring.models import Statusmelding
from tests.volledig import vul_alles

# Twintig vragen aan het programma van Noord-Holland Noord, en wat er als eerste staat: de soort en de kop.
VRAGEN = {
    "zelfscan": ("acties", "9. Zelfscan 'Werken aan veiligheid' in elke gemeente"),
    "Wat is een zelfscan?": ("acties", "9. Zelfscan 'Werken aan veiligheid' in elke gemeente"),
    "14": ("acties", "14. Verbinding met scholen versterken"),
    "actie 14": ("acties", "14. Verbinding met scholen versterken"),
    "SCHOOL": ("acties", "14. Verbinding met scholen versterken"),
    "verst scholen": ("acties", "14. Verbinding met scholen versterken"),
    "prev": ("acties", "26. Preventief tijdelijk huisverbod onderzoeken"),
    "preventie": ("onderdelen", "Preventie"),
    "zorg samenwerking": ("onderdelen", "Nauwe samenwerking tussen zorg en veiligheid"),
    "rechten kind": ("ambities", "Scholen krijgen voorlichting over de rechten van het kind"),
    "alkmaar": ("organisaties", "Alkmaar"),
    "Heerhugowaard": ("organisaties", "Heerhugowaard"),
    "dijk waard": ("organisaties", "Dijk en Waard"),
    "veilig thuis": ("begrippen", "Veilig Thuis"),
    "MDA++": ("begrippen", "MDA++"),
    "kindcheck": ("begrippen", "Kindcheck"),
    "financiele alliantie": ("acties", "32. Financiële alliantie onderzoeken"),
    "ervaringsdeskundige": ("acties", "11. Ervaringsdeskundigen inzetten bij vraagstukken en voorlichting"),
    "gezin bij scheiding": ("acties", "28. Gezinnen bij scheiding eerder ondersteunen"),
    "mensenhandel (beleid)": ("acties", "30. Gemeentelijk beleid tegen mensenhandel"),
}


def koppen(index, vraag):
    return set(Begrip.objects.filter(pk__in=index.treffers(lees_vraag(vraag))).values_list("term", flat=True))


def sql(opdracht, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)


@pytest.fixture
def lezer(db):
    dirk = Gebruiker.objects.create_user("dirk", "dirk@voorbeeld.nl")
    Lidmaatschap.objects.create(gebruiker=dirk, rol="commissielid")
    return dirk


def test_twenty_questions_have_the_same_first_answer_on_both_databases(lezer):
    call_command("laad_programma", verbosity=0)
    programma = Programma.objects.get()

    def eerste(vraag):
        groepen = zoek(programma, lezer, lees_vraag(vraag))
        return groepen and (groepen[0].soort.code, "".join(stuk.tekst for stuk in groepen[0].treffers[0].kop))

    assert len(VRAGEN) == 20
    assert {vraag: eerste(vraag) for vraag in VRAGEN} == VRAGEN


def test_raw_sql_and_bulk_writes_count(wereld):
    """The ORM, one statement for many rows, and SQL past everything."""
    velden = {"programma": wereld.programma, "definitie": "Uitleg over giraffen"}
    Begrip.objects.bulk_create([Begrip(term=f"Dier {i}", term_gevouwen=f"dier {i}", **velden) for i in range(3)])
    assert koppen(BEGRIP, "giraf") == {"Dier 0", "Dier 1", "Dier 2"}
    Begrip.objects.filter(term="Dier 0").update(definitie="Uitleg over zebra’s")
    assert (koppen(BEGRIP, "giraf"), koppen(BEGRIP, "zebra")) == ({"Dier 1", "Dier 2"}, {"Dier 0"})
    sql("UPDATE acties_begrip SET term = 'Olifant', synoniemen = 'slurfdier' WHERE term = 'Dier 1'")
    assert (koppen(BEGRIP, "olifant"), koppen(BEGRIP, "slurfdieren")) == ({"Olifant"}, {"Olifant"})
    sql("DELETE FROM acties_begrip WHERE term = 'Dier 2'")
    assert koppen(BEGRIP, "giraf") == {"Olifant"}
    Begrip.objects.all().delete()
    assert koppen(BEGRIP, "uitleg") == set()


def test_words_of_the_question_may_stand_apart_and_in_any_order(wereld):
    Begrip.objects.create(programma=wereld.programma, term="Meldcode", synoniemen="Wet", definitie="Stappen bij zorgen")
    assert koppen(BEGRIP, "zorg meldcode") == koppen(BEGRIP, "wet stappen") == {"Meldcode"}
    assert koppen(BEGRIP, "zorg meldcodes anders") == set()


def test_every_index_stands_in_the_database_under_its_name(wereld, cast, meld):
    """With a row in every table; the database uses the index for the question that is asked."""
    vul_alles(wereld, cast, meld)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for index in INDEXEN:
            vraag, waarden = index.treffers(lees_vraag("zelfscan")).as_sql(None, connection)
            uitleg = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
            cursor.execute(f"{uitleg} SELECT * FROM {vraag} AS gevonden", waarden)  # noqa: S608 - our own names
            assert index.naam in str(cursor.fetchall())


def test_every_report_is_found_on_each_of_its_words(wereld, cast, meld):
    vul_alles(wereld, cast, meld)
    melding = meld(
        wereld.zelfscan, wereld.alkmaar, "2021-10-05", "in_uitvoering",
        koers="aandacht", toelichting="Eén café/crèche: 3,5% van de ‘zelfscan-teams’", bijsturing="O'Brien's e-mail_adres",
    )  # fmt: skip
    index = next(index for index in INDEXEN if index.naam == "zoek_melding")
    for woord in ["een", "cafe", "CRÈCHE", "3", "zelfscan", "team", "brien", "mail", "adres"]:
        assert melding in Statusmelding.objects.filter(pk__in=index.treffers(lees_vraag(woord))), woord


TEKENS = st.text(alphabet="abcéüÑ09 '\"*-+:()^{}[]&|!<>\\/.,;@_%$#~`\x00\n\t’“😀½ßİ", max_size=30)


@given(vraag=TEKENS | st.text(max_size=30), tekst=st.text(alphabet="abcdeéüÑ09 '\"*-+:()/.,_’😀\n", max_size=40))
def test_no_question_is_a_syntax_error_and_a_text_is_found_on_all_its_words(wereld, vraag, tekst):
    begrip = Begrip.objects.get(pk=wereld.begrip.pk)
    Begrip.objects.filter(pk=begrip.pk).update(definitie=tekst)
    for gevraagd in filter(None, [lees_vraag(vraag), lees_vraag(tekst)]):
        list(Begrip.objects.filter(pk__in=BEGRIP.treffers(gevraagd)))
        list(Begrip.objects.filter(pk__in=BEGRIP.treffers(gevraagd, alleen_kop=True)))
    if eigen := lees_vraag(tekst):
        assert begrip in Begrip.objects.filter(pk__in=BEGRIP.treffers(eigen))
