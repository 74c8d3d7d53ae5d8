"""The page of one actie: what it says, to whom, and what happened to its text."""

import pytest
from django.urls import reverse

from acties.spoor.geschiedenis import geschiedenis

OUDJAAR = "?peildatum=2021-12-31"


@pytest.fixture
def pagina(wereld, als):
    """``pagina(bram, 2)`` gives the text of the page of actie 2 on 31 December 2021 as Bram sees it."""

    def tekst(gebruiker, nummer, extra=OUDJAAR):
        antwoord = als(gebruiker).get(reverse("monitoring:actie_detail", args=["proef", nummer]) + extra)
        assert antwoord.status_code == 200
        return " ".join(antwoord.content.decode().split())

    return tekst


def test_shows_what_was_agreed(pagina, cast):
    tekst = pagina(cast.dirk, 3)
    for deel in (
        "Preventie",
        "Ouderen",
        "Veilig Thuis",
        "Beleidsambtenaren wmo",
        "Doorlopend",
        "Iedereen kent de signalen",
    ):
        assert deel in tekst


def test_derived_status_says_from_how_many(pagina, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering")
    assert "Afgeleid uit de meldingen van 1 van de 4 organisaties." in pagina(cast.dirk, 2)


def test_region_wide_melding_says_that_it_overrules(pagina, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-09-01", "in_uitvoering")
    meld(wereld.zelfscan, None, "2021-10-01", "in_ontwikkeling", gemeld_door=cast.anna)
    tekst = pagina(cast.dirk, 2)
    assert "De projectleider (Anna) zei op 1 oktober 2021 namens de regio, over 1 oktober 2021." in tekst
    assert "Zelf meldde 1 van de 4 organisaties." in tekst


def test_successor_names_its_predecessors(pagina, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.langedijk, "2021-10-01", "in_uitvoering", toelichting="Bezig.")
    tekst = pagina(cast.dirk, 2, "?peildatum=2022-01-01")
    assert "Overgenomen van Langedijk, tot Dijk en Waard zelf meldt." in tekst


def test_timeline_stops_at_the_peildatum_and_says_who_when_and_on_behalf_of_whom(pagina, cast, wereld, meld):
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen.", gemeld_door=cast.bram)
    meld(wereld.training, None, "2022-02-01", "afgerond", toelichting="Klaar.")
    tekst = pagina(cast.dirk, 1)
    assert '<span class="melding__dag">1 oktober 2021</span> <strong>Alkmaar</strong>' in tekst
    assert "namens Alkmaar" in tekst
    assert "Gemeld op 1 oktober 2021 door Bram via de site" in tekst
    assert "Klaar." not in tekst


def test_a_confirmation_shows_as_such(pagina, cast, wereld, meld):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", ongewijzigd=True)
    assert "namens de regio, door de projectleider · ongewijzigd" in pagina(cast.dirk, 1)


def test_bijdragen_stand_under_the_word_for_the_region_with_who_is_silent(pagina, cast, wereld, meld):
    """Four municipalities are responsible for actie 1 in 2021; Hoorn gives a bijdrage, Veilig Thuis speaks for the region."""
    wereld.training.aanjagers.get().organisaties.add(wereld.vt)
    meld(wereld.training, wereld.hoorn, "2021-03-01", "afgerond", toelichting="Wij zijn klaar.")
    meld(wereld.training, None, "2021-04-01", "in_uitvoering", spreker=wereld.vt)
    meld(wereld.training, wereld.alkmaar, "2021-06-01", "afgerond")
    tekst = pagina(cast.dirk, 1)
    for zin in (
        "Veilig Thuis Proef zei op 1 april 2021 namens de regio, over 1 april 2021.",
        "Namens de regio spreekt Veilig Thuis Proef.",
        "Bijdragen van 2 van de 4 organisaties",
        "Wij zijn klaar.",
        "Nog geen bijdrage van Heerhugowaard en Langedijk.",
        "1 bijdrage sinds 1 april 2021 zegt afgerond",
    ):
        assert zin in tekst
    assert "Nog niet bevestigd" not in tekst


def test_without_a_word_for_the_region_the_status_is_marked(pagina, cast, wereld, meld):
    meld(wereld.training, wereld.hoorn, "2021-03-01", "afgerond")
    tekst = pagina(cast.dirk, 1)
    assert "Nog niet bevestigd</span>" in tekst
    assert "Nog niet bevestigd: de projectleider zei nog niets namens de regio." in tekst
    assert "Nog geen bijdrage van Alkmaar, Heerhugowaard en Langedijk." in tekst


def test_a_confirmed_bijdrage_says_whose_it_was(pagina, cast, wereld, meld):
    meld(wereld.training, wereld.hoorn, "2021-03-01", "afgerond")
    meld(wereld.training, None, "2021-03-02", "afgerond", bevestigt=wereld.hoorn)
    tekst = pagina(cast.dirk, 1)
    assert "De projectleider bevestigde op 2 maart 2021 namens de regio de bijdrage van Hoorn" in tekst
    assert "namens de regio, door de projectleider · bevestigt de bijdrage van Hoorn" in tekst


def test_visitor_reads_no_names_bijsturing_or_text_that_is_not_public(pagina, cast, wereld, meld, settings):
    settings.DASHBOARD_OPENBAAR = True
    uitleg = {"koers": "aandacht", "toelichting": "Gewone tekst.", "bijsturing": "Geheime bijsturing."}
    meld(wereld.training, wereld.alkmaar, "2021-10-01", "in_uitvoering", gemeld_door=cast.bram, **uitleg)
    meld(wereld.training, None, "2021-11-01", "afgerond", toelichting="Interne tekst.", openbaar=False)
    tekst = pagina(None, 1)
    assert "Gewone tekst." in tekst
    assert [geheim for geheim in ("Bram", "Geheime", "Interne") if geheim in tekst] == []


def test_terms_are_marked_with_their_definition(pagina, cast):
    tekst = pagina(cast.dirk, 2)
    assert tekst.count('class="begrip"') == 2  # title and description
    assert "Een vragenlijst voor lokale teams." in tekst


def test_text_is_escaped(pagina, cast, wereld, meld):
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="<script>alert(1)</script>")
    tekst = pagina(cast.dirk, 1)
    assert "<script>alert" not in tekst
    assert "&lt;script&gt;alert(1)" in tekst


@pytest.mark.parametrize(
    ("wie", "nummer", "knop"),
    [("bram", 2, True), ("vera", 2, False), ("anna", 2, True), ("dirk", 2, False), ("eva", 2, False)],
)
def test_who_may_report_sees_the_button(pagina, cast, wie, nummer, knop):
    assert ("Status melden</a>" in pagina(getattr(cast, wie), nummer)) is knop


def test_links_keep_the_peildatum(pagina, cast):
    tekst = pagina(cast.dirk, 2)
    for nummer in (1, 3):
        assert f'href="/proef/acties/{nummer}/?peildatum=2021-12-31"' in tekst


@pytest.mark.parametrize("aantal", [2, 60])
def test_number_of_queries_does_not_grow_with_the_meldingen(wereld, cast, als, meld, aantal, django_assert_num_queries):
    for _ in range(aantal):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", gemeld_door=cast.bram)
    client = als(cast.bram)
    with django_assert_num_queries(25):  # three of them for the afspraken
        client.get("/proef/acties/2/" + OUDJAAR)
    with django_assert_num_queries(15):  # the Verslag and the afspraken are kept
        client.get("/proef/acties/2/" + OUDJAAR)


def test_a_long_timeline_has_pages(pagina, cast, wereld, meld):
    for _ in range(30):
        meld(wereld.training, None, "2021-10-01", "in_uitvoering")
    assert pagina(cast.dirk, 1).count('id="melding-') == 25
    assert pagina(cast.dirk, 1, OUDJAAR + "&page=2").count('id="melding-') == 5


def test_who_is_responsible_stands_right_under_the_title(pagina, cast):
    tekst = pagina(cast.dirk, 2)
    strook = tekst.partition('<dl class="strook">')[2].partition("</dl>")[0]
    for deel in ("Gemeenten", "Beleidsambtenaren jeugd", "2021–2022", "Lokaal"):
        assert deel in strook
    assert tekst.index('<dl class="strook">') < tekst.index('id="stand"')


def test_one_sentence_says_how_far_the_municipalities_are(pagina, cast, wereld, meld):
    uitleg = {"toelichting": "Geen capaciteit.", "bijsturing": "Inhuren."}
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering", koers="vastgelopen", **uitleg)
    assert "1 van de 4 gemeenten is klaar. Hoorn zit vast." in pagina(cast.dirk, 2)


def test_a_tile_per_organisation_has_its_status_and_day(pagina, cast, wereld, meld):
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond")
    tekst = pagina(cast.dirk, 2)
    tegel = tekst.partition('<li class="tegel status-afgerond')[2].partition("</li>")[0]
    assert "Hoorn</a>" in tegel
    assert "1 okt 2021" in tegel
    assert tekst.count('<li class="tegel status-geen_melding') == 3
    assert 'class="tegel ' not in pagina(cast.dirk, 1)  # one status for the whole region


def test_a_report_shows_what_changed_since_the_one_before_of_the_same_organisation(pagina, cast, wereld, meld):
    meld(
        wereld.zelfscan, wereld.hoorn, "2021-09-01", "in_ontwikkeling", toelichting="Wij beginnen in maart met de scan."
    )
    meld(wereld.zelfscan, wereld.alkmaar, "2021-09-15", "afgerond", toelichting="Klaar in Alkmaar.")
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering", toelichting="Wij beginnen in mei met de scan.")
    nieuwste, alkmaar, eerste = pagina(cast.dirk, 2).split('<details class="melding">')[1:]
    assert "Wij beginnen in <del>maart </del><ins>mei </ins>met de scan." in nieuwste
    assert "Vergeleken met de melding van 1 september 2021" in nieuwste
    assert nieuwste.index("In ontwikkeling") < nieuwste.index("naar") < nieuwste.index("In uitvoering")
    assert ("<del>" in alkmaar, "<del>" in eerste, "Klaar in Alkmaar." in alkmaar) == (False, False, True)


def test_a_visitor_compares_only_with_what_is_public(pagina, cast, wereld, meld, settings):
    settings.DASHBOARD_OPENBAAR = True
    meld(wereld.zelfscan, wereld.hoorn, "2021-08-01", "niet_gestart", toelichting="Wij beginnen in het najaar ermee.")
    meld(wereld.zelfscan, wereld.hoorn, "2021-09-01", "in_ontwikkeling", toelichting="Geheim stuk.", openbaar=False)
    koers = {"koers": "aandacht", "bijsturing": "Interne afspraak."}
    meld(
        wereld.zelfscan, wereld.hoorn, "2021-10-01", "in_uitvoering", toelichting="Wij beginnen in juli ermee.", **koers
    )
    tekst = pagina(None, 2)
    assert "<del>het najaar </del><ins>juli </ins>" in tekst
    assert [geheim for geheim in ("Geheim", "Interne") if geheim in tekst] == []


def test_what_changed_is_escaped(pagina, cast, wereld, meld):
    meld(wereld.training, None, "2021-09-01", "in_uitvoering", toelichting="Het <b>oude</b> stuk staat er nog.")
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="Het <i>nieuwe</i> stuk staat er nog.")
    tekst = pagina(cast.dirk, 1)
    assert "<del>&lt;b&gt;oude&lt;/b&gt; </del><ins>&lt;i&gt;nieuwe&lt;/i&gt; </ins>" in tekst


def test_an_address_in_a_text_is_a_link_that_tells_nobody_where_you_came_from(pagina, cast, wereld, meld):
    toelichting = "Lees het plan (https://voorbeeld.nl/plan?a=1&b=2). Niet javascript:alert(1)."
    meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting=toelichting)
    tekst = pagina(cast.dirk, 1)
    adres = "https://voorbeeld.nl/plan?a=1&amp;b=2"
    assert f'(<a class="adres" href="{adres}" rel="nofollow noopener noreferrer">{adres}</a>). Niet' in tekst
    assert 'href="javascript' not in tekst


def test_who_is_logged_in_sees_whom_to_call(pagina, cast, wereld, settings):
    """Vera drives actie 1 once the aanjager names Veilig Thuis; before that it is the projectleider."""
    settings.DASHBOARD_OPENBAAR = True
    assert 'href="mailto:anna@voorbeeld.nl"' in pagina(cast.dirk, 1)
    wereld.training.aanjagers.get().organisaties.add(wereld.vt)
    cast.vera.functie = "beleidsadviseur"
    cast.vera.save()
    tekst = pagina(cast.dirk, 1)
    bellen = tekst.partition('aria-labelledby="bellen"')[2].partition("</section>")[0]
    assert [deel in bellen for deel in ("<strong>Vera</strong>", "beleidsadviseur, Veilig Thuis Proef", "vera@")] == [
        True,
        True,
        True,
    ]
    assert "anna@" not in tekst
    assert [geheim for geheim in ("mailto:", "Vera") if geheim in pagina(None, 1)] == []


def test_each_earlier_year_stands_there_as_it_was(pagina, cast, wereld, meld):
    """Four municipalities at the end of 2021, three a year later."""
    meld(wereld.zelfscan, wereld.hoorn, "2021-10-01", "afgerond")
    meld(wereld.zelfscan, wereld.alkmaar, "2022-10-01", "afgerond")
    tekst = pagina(cast.dirk, 2, "?peildatum=2022-12-31")
    jaren = tekst.partition('aria-labelledby="jaren"')[2].partition("</section>")[0]
    assert 'aria-label="1 afgerond, 3 geen melding, samen 4"' in jaren
    assert 'aria-label="2 afgerond, 1 geen melding, samen 3"' in jaren
    assert jaren.index("<strong>2021</strong>") < jaren.index("<strong>2022</strong>")
    assert "<strong>2021</strong>" not in pagina(cast.dirk, 2, "?peildatum=2021-06-30").partition("jaren")[0]


@pytest.mark.parametrize("bladzijde", ["0", "-1", "x", "9" * 5000, "99999"])
def test_odd_page_numbers_are_no_error(pagina, cast, bladzijde):
    pagina(cast.dirk, 1, f"{OUDJAAR}&page={bladzijde}")


@pytest.mark.parametrize("nummer", ["99", "9" * 30, "9" * 4000, "9" * 5000])
def test_an_unknown_number_is_not_found(als, cast, nummer):
    assert als(cast.dirk).get(f"/proef/acties/{nummer}/").status_code == 404


def test_history_of_the_text_from_old_to_new(wereld, cast):
    wereld.training.titel = "Trainingen volgen"
    wereld.training.eindjaar = 2022
    wereld.training._history_user = cast.anna
    wereld.training.save()
    wereld.training.hoofdverantwoordelijken.add(wereld.veilig_thuis)
    aanjager = wereld.training.aanjagers.get()
    aanjager.tekst = "Projectteam"
    aanjager.save()
    wijzigingen = [
        (w.door, [(v.label, v.oud, v.nieuw) for v in w.veranderingen]) for w in geschiedenis(wereld.training)
    ]
    assert wijzigingen == [
        ("", [("Aanjager", "Projectleiders: Projectleiders regio", "Projectleiders: Projectteam")]),
        ("Anna", [("Hoofdverantwoordelijken", "Gemeenten", "Gemeenten, Veilig Thuis")]),
        ("Anna", [("Eindjaar", "2021", "2022"), ("Titel", "Trainingen geven", "Trainingen volgen")]),
        ("", [("Aanjager", "", "Projectleiders: Projectleiders regio")]),
        ("", [("Hoofdverantwoordelijken", "", "Gemeenten")]),
        ("", []),
    ]


def test_saving_without_a_change_is_no_history(wereld):
    voor = len(geschiedenis(wereld.training))
    wereld.training.save()
    assert len(geschiedenis(wereld.training)) == voor


@pytest.mark.parametrize("aantal", [1, 30])
def test_history_costs_the_same_number_of_queries_whatever_its_length(
    wereld, cast, als, aantal, django_assert_num_queries
):
    for nummer in range(aantal):
        wereld.training.titel = f"Titel {nummer}"
        wereld.training.save()
    client = als(cast.dirk)
    with django_assert_num_queries(14):
        antwoord = client.get("/proef/acties/1/geschiedenis/")
    assert f"Titel {aantal - 1}" in antwoord.content.decode()


def test_visitor_reads_the_history_without_names(wereld, cast, client, settings):
    settings.DASHBOARD_OPENBAAR = True
    wereld.training.titel = "Trainingen volgen"
    wereld.training._history_user = cast.anna
    wereld.training.save()
    tekst = client.get("/proef/acties/1/geschiedenis/").content.decode()
    assert "Trainingen volgen" in tekst
    assert "Anna" not in tekst
