"""Mijn acties in an open round: report, confirm, keep a draft, and see what is left."""

from uuid import uuid4

import pytest
from django.utils import timezone

from acties.models import Lidmaatschap
from monitoring.melden.melding import NIETS_GEZIEN
from monitoring.models import Conceptmelding, Statusmelding
from tests.antwoord import tekst

ADRES = "/proef/mijn-acties/"


@pytest.fixture
def ronde(wereld, spreekt, maak_ronde):
    """Alkmaar speaks for the region of actie 1; of 3 nobody is named, so that is the projectleider's."""
    spreekt(wereld.training, wereld.alkmaar)
    return maak_ronde()


@pytest.fixture
def stuur(als, ronde):
    """``stuur(bram, 2, status="afgerond")`` sends the form of actie 2 on the page of the round."""

    def post(wie, nummer, *, handeling="melden", volg=False, **velden):
        velden = {
            "namens": "alkmaar",
            "gebaseerd_op": NIETS_GEZIEN,
            "verzoek": str(uuid4()),
            "status": "in_uitvoering",
            "koers": "",
            "toelichting": "De teams zijn begonnen.",
            "bijsturing": "",
        } | velden
        adres = f"/proef/rondes/{ronde.pk}/acties/{nummer}/"
        return als(wie).post(adres, velden | {"handeling": handeling}, follow=volg)

    return post


def kaart(antwoord, nummer):
    """The row of one actie on the page, open or reported."""
    kaarten = [kaart for groep in antwoord.context["groepen"] for kaart in groep.kaarten]
    return next(kaart for kaart in [*kaarten, *antwoord.context["gemeld"]] if kaart.taak.actie.nummer == nummer)


def soorten(antwoord):
    """What is open, by group: ``[("eigen", [2]), ("bijdrage", [1])]``."""
    groepen = antwoord.context["groepen"]
    return [(str(groep.soort), [kaart.taak.actie.nummer for kaart in groep.kaarten]) for groep in groepen]


# The page


def test_everything_owed_is_on_one_page_with_progress(als, cast, ronde):
    pagina = tekst(als(cast.bram).get(ADRES))
    for deel in (
        "Mijn acties · Alkmaar",
        "Ronde 2021 · peildatum 31 december 2021",
        "nog 10 dagen",
        "<strong>0 van 2 gemeld</strong><span>0%</span>",
        'id="actie-1"',
        'id="actie-2"',
        "Hierover is nog niets gemeld.",
        'Melden <span class="alleen-lezer">over 2. Zelfscan ',
    ):
        assert deel in pagina
    assert pagina.count('<span class="vakje">') == 2
    assert "Ongewijzigd" not in pagina  # there is nothing to confirm yet
    assert "<textarea" not in pagina


def test_one_form_at_a_time_is_on_the_page(als, cast, ronde):
    antwoord = als(cast.bram).get(ADRES, {"actie": "2"})
    pagina = tekst(antwoord)
    assert antwoord.context["uitgeklapt"] == 2
    assert pagina.count('<article class="taak taak--open"') == 1
    assert pagina.count('name="toelichting"') == 1
    for deel in ("Opslaan en volgende", "Opslaan", "Concept bewaren", "Sluiten"):
        assert deel in pagina


def test_previous_text_is_filled_in(als, cast, wereld, meld, ronde):
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_ontwikkeling", toelichting="Werkgroep gestart.")
    antwoord = als(cast.bram).get(ADRES, {"actie": 2})
    formulier = kaart(antwoord, 2).formulier
    assert (formulier["status"].value(), formulier["toelichting"].value()) == ("in_ontwikkeling", "Werkgroep gestart.")
    assert "Ongewijzigd bevestigen" in tekst(antwoord)
    gevouwen = tekst(als(cast.bram).get(ADRES))
    assert 'Ongewijzigd<span class="alleen-lezer"> bevestigen bij actie 2</span>' in gevouwen
    assert "Werkgroep gestart." in gevouwen


def test_ids_on_the_page_are_unique(als, cast, ronde):
    pagina = als(cast.bram).get(ADRES, {"actie": 2}).content.decode()
    gevonden = [deel.partition('"')[0] for deel in pagina.split(' id="')[1:]]
    assert len(gevonden) == len(set(gevonden))


def test_without_an_open_round_the_page_is_that_of_the_year(als, cast, wereld, maak_ronde):
    maak_ronde(opent=-9, sluit=-1)
    assert "Meldingen over 2023" in tekst(als(cast.bram).get(ADRES))


def test_who_owes_nothing_in_the_round_sees_the_year(als, cast, wereld, maak_ronde):
    maak_ronde(organisaties=[wereld.vt])
    assert "Meldingen over 2023" in tekst(als(cast.bram).get(ADRES))


def test_an_own_peildatum_shows_the_year_too(als, cast, ronde):
    assert "Meldingen over 2021" in tekst(als(cast.bram).get(ADRES, {"peildatum": "2021-12-31"}))


def test_user_of_two_organisations_switches(als, cast, wereld, ronde):
    Lidmaatschap.objects.create(gebruiker=cast.bram, rol="beleidsambtenaar", organisatie=wereld.hoorn)
    client = als(cast.bram)
    assert client.get(ADRES).context["organisatie"] == wereld.alkmaar
    assert client.get(ADRES, {"organisatie": "hoorn"}).context["organisatie"] == wereld.hoorn


def test_two_rounds_at_once_each_have_their_page(als, cast, ronde, maak_ronde):
    ander = maak_ronde("Ronde 2022", peildatum="2022-12-31", sluit=20)
    client = als(cast.bram)
    assert client.get(ADRES).context["stand"].ronde == ronde
    assert client.get(ADRES, {"ronde": ander.pk}).context["stand"].ronde == ander
    assert "(4<span" in tekst(client.get(ADRES))


def test_the_two_tasks_stand_apart_and_only_what_is_owed_counts(als, cast, ronde):
    """Alkmaar says the word of 1; Carla of Hoorn may tell what Hoorn does, and owes only 2."""
    alkmaar, hoorn = (als(wie).get(ADRES) for wie in (cast.bram, cast.carla))
    assert soorten(alkmaar) == [("eigen", [2]), ("woord", [1])]
    assert soorten(hoorn) == [("eigen", [2]), ("bijdrage", [1])]
    for deel in (
        '<h2 id="eigen">Wat Alkmaar zelf doet</h2> <span class="klein zacht">1 open</span>',
        '<h2 id="woord">Wat Alkmaar voor de regio bevestigt</h2>',
    ):
        assert deel in tekst(alkmaar)
    for deel in (
        "0 van 1 gemeld",
        '<h2 id="bijdrage">Wat Hoorn bijdraagt aan de regio</h2>',
        "Jullie bijdrage komt erbij te staan en verandert die niet. Het mag, maar hoeft niet.",
    ):
        assert deel in tekst(hoorn)
    assert "Alkmaar zegt hoe het er in de regio mee staat." in tekst(als(cast.carla).get(ADRES, {"actie": 1}))


def test_who_is_only_invited_sees_it_and_no_number(als, cast, ronde):
    antwoord = als(cast.vera).get(ADRES)
    pagina = tekst(antwoord)
    assert soorten(antwoord) == [("bijdrage", [3])]
    assert "gemeld</strong>" not in pagina
    assert "kop__aantal" not in pagina


def test_who_can_say_it_too_is_named(als, cast, wereld, spreekt, meld, ronde):
    spreekt(wereld.training, wereld.alkmaar, wereld.vt)
    meld(wereld.training, wereld.hoorn, "2021-10-01", "in_uitvoering")
    pagina = tekst(als(cast.bram).get(ADRES, {"actie": 1}))
    assert (
        "Veilig Thuis Proef kan dit ook zeggen. Eén van jullie is genoeg. Bijdragen van 1 van de 4 organisaties."
        in pagina
    )


def test_beside_the_first_word_stands_what_came_in_to_read_and_to_confirm(als, cast, wereld, meld, ronde):
    uitleg = {"koers": "aandacht", "toelichting": "Hoorn wacht op geld.", "bijsturing": "Hoorn vraagt het aan."}
    bijdrage = meld(wereld.training, wereld.hoorn, "2021-12-31", "in_uitvoering", **uitleg)
    pagina = tekst(als(cast.bram).get(ADRES, {"actie": 1}))
    uitgeklapt, _, rest = pagina.partition('<details class="uitklap" open> <summary>Bijdragen van organisaties')[
        2
    ].partition("</details>")
    gelezen = ("<strong>Hoorn</strong>", "In uitvoering", "Aandacht", "Over 31 december 2021")
    for deel in (*gelezen, uitleg["toelichting"], uitleg["bijsturing"]):
        assert deel in uitgeklapt
    assert "Bevestig de bijdrage van Hoorn voor de regio" in uitgeklapt
    assert "Hoorn wacht op geld." not in rest
    als(cast.bram).post(f"/proef/acties/1/meldingen/{bijdrage.pk}/bevestigen/", {"gebaseerd_op": 0})
    antwoord = als(cast.bram).get(ADRES, {"actie": 1})
    assert not kaart(antwoord, 1).taak.open
    assert '<details class="uitklap" open> <summary>Bijdragen' not in tekst(antwoord)


def test_the_one_bijdrage_is_confirmed_from_its_row_and_counts_in_the_round(als, cast, wereld, meld, ronde):
    """About a day before the round: said there and then, so it is the word of this round."""
    bijdrage = meld(wereld.training, wereld.hoorn, "2021-12-07", "in_uitvoering", toelichting="Loopt in Hoorn.")
    pagina = tekst(als(cast.bram).get(ADRES))
    for deel in ("Gezegd door Hoorn, over 7 december 2021", "Loopt in Hoorn.", "Bevestigen<span", "Klopt niet <span"):
        assert deel in pagina
    adres = f"/proef/acties/1/meldingen/{bijdrage.pk}/bevestigen/"
    antwoord = als(cast.bram).post(adres, {"gebaseerd_op": 0, "ronde": ronde.pk, "namens": "alkmaar"})
    woord = Statusmelding.objects.latest("pk")
    assert antwoord.headers["Location"] == f"{ADRES}?organisatie=alkmaar&ronde={ronde.pk}&opgeslagen={woord.pk}"
    assert (woord.ronde, woord.bevestigt, woord.organisatie) == (ronde, wereld.hoorn, None)
    assert not kaart(als(cast.bram).get(ADRES), 1).taak.open


def test_two_bijdragen_are_read_before_one_is_confirmed(als, cast, wereld, meld, ronde):
    for wie in (wereld.hoorn, wereld.langedijk):
        meld(wereld.training, wie, "2021-12-07", "in_uitvoering", toelichting="Loopt.")
    antwoord = als(cast.bram).get(ADRES)
    assert kaart(antwoord, 1).bijdrage is None
    assert "Bevestigen<span" not in tekst(antwoord)


def test_bijdragen_are_beside_a_word_and_not_beside_a_bijdrage(als, cast, wereld, meld, ronde):
    meld(wereld.training, wereld.langedijk, "2021-12-01", "in_uitvoering", toelichting="Langedijk begon.")
    pagina = als(cast.carla).get(ADRES, {"actie": 1})
    assert kaart(pagina, 1).bijdragen == ()
    assert "Langedijk begon." not in tekst(pagina)


def test_the_projectleider_has_the_words_that_are_hers(als, cast, wereld, ronde, stuur):
    antwoord = als(cast.anna).get(ADRES)
    assert soorten(antwoord) == [("woord", [3])]
    for deel in ("Mijn acties · hele regio", "0 van 1 gemeld", "Voortgang van deze ronde", "(1<span"):
        assert deel in tekst(antwoord)
    assert "werkboek van" not in tekst(antwoord)
    pagina = tekst(stuur(cast.anna, 3, namens="", volg=True))
    assert "Opgeslagen: actie 3 staat voor de hele regio op “In uitvoering”. Daarmee is alles gemeld." in pagina
    assert "gemeld door Anna namens de regio" in pagina
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.spreker, melding.ronde) == (None, None, ronde)


# Reporting


def test_saving_reports_for_the_round_and_goes_on_to_what_is_still_open(cast, wereld, ronde, stuur):
    """After actie 2, that Alkmaar does itself, only the word of 1 is open; after that nothing, so the receipt is on top."""
    antwoord = stuur(cast.bram, 2, handeling="volgende")
    melding = Statusmelding.objects.get()
    adres = f"/proef/mijn-acties/?organisatie=alkmaar&ronde={ronde.pk}"
    assert antwoord.headers["Location"] == f"{adres}&actie=1&opgeslagen={melding.pk}#verder"
    laatste = stuur(cast.bram, 1, handeling="volgende").headers["Location"]
    assert laatste == f"{adres}&opgeslagen={Statusmelding.objects.latest('pk').pk}"
    assert (melding.ronde, melding.organisatie, melding.gemeld_door) == (ronde, wereld.alkmaar, cast.bram)
    assert (str(melding.peildatum), melding.status, melding.ongewijzigd) == ("2021-12-31", "in_uitvoering", False)


def test_saving_alone_folds_everything(cast, ronde, stuur):
    adres = stuur(cast.bram, 2).headers["Location"]
    melding = Statusmelding.objects.get()
    assert adres == f"/proef/mijn-acties/?organisatie=alkmaar&ronde={ronde.pk}&opgeslagen={melding.pk}"


def test_what_is_saved_shows_as_reported(cast, stuur):
    pagina = tekst(stuur(cast.bram, 2, volg=True))
    assert "1 van 2 gemeld" in pagina
    assert (pagina.count('<span class="vakje vakje--vol">'), pagina.count('<span class="vakje">')) == (1, 1)
    gemeld = pagina.partition('<h2 id="gemeld">Gemeld in deze ronde</h2>')[2]
    assert " · gemeld door Bram namens Alkmaar" in gemeld
    assert 'Verbeteren <span class="alleen-lezer">over 2. Zelfscan ' in gemeld
    assert "Nog 1 te melden." in pagina


def test_a_word_is_stored_for_the_region_with_who_said_it(cast, wereld, ronde, stuur):
    pagina = tekst(stuur(cast.bram, 1, volg=True))
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.spreker, str(melding.peildatum)) == (None, wereld.alkmaar, "2021-12-31")
    assert "Opgeslagen: actie 1 staat voor de hele regio op “In uitvoering”. Nog 1 te melden." in pagina
    assert "gemeld door Bram namens de regio (Alkmaar)" in pagina


def test_a_bijdrage_is_stored_for_the_organisation_and_counts_nowhere(cast, wereld, ronde, stuur):
    antwoord = stuur(cast.carla, 1, namens="hoorn")
    melding = Statusmelding.objects.get()
    daarna = f"ronde={ronde.pk}&opgeslagen={melding.pk}"
    assert antwoord.headers["Location"] == f"/proef/mijn-acties/?organisatie=hoorn&{daarna}"
    assert (melding.organisatie, melding.spreker) == (wereld.hoorn, None)
    pagina = tekst(stuur(cast.carla, 1, namens="hoorn", gebaseerd_op=melding.pk, volg=True))
    assert "Opgeslagen: bijdrage van Hoorn bij actie 1: “In uitvoering”. Nog 1 te melden." in pagina
    assert "0 van 1 gemeld" in pagina


def test_what_was_meant_as_a_bijdrage_is_never_stored_as_a_word(cast, wereld, spreekt, ronde, stuur):
    """Carla's page was of before Hoorn was named: she sees so, and nothing is stored."""
    spreekt(wereld.training, wereld.hoorn)
    antwoord = stuur(cast.carla, 1, namens="hoorn", taak="bijdrage")
    assert "Namens wie je hierover meldt, is intussen veranderd." in tekst(antwoord)
    assert not Statusmelding.objects.exists()
    assert stuur(cast.carla, 1, namens="hoorn", taak="woord").status_code == 302


def test_a_projectleider_writes_down_the_word_of_another(cast, wereld, stuur):
    stuur(cast.anna, 1, namens="alkmaar")
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.spreker, melding.gemeld_door) == (None, wereld.alkmaar, cast.anna)


def test_the_message_stands_right_above_the_actie_to_go_on_with(cast, stuur):
    pagina = tekst(stuur(cast.bram, 2, handeling="volgende", volg=True))
    boodschap, kaart_1 = pagina.index("Nog 1 te melden."), pagina.index('id="actie-1"')
    assert pagina.index('id="verder"') < boodschap < kaart_1
    assert pagina[boodschap:kaart_1].count("<article") == 1


def test_a_draft_stays_at_its_own_actie(cast, ronde, stuur):
    adres = stuur(cast.bram, 2, handeling="concept").headers["Location"]
    assert adres == f"/proef/mijn-acties/?organisatie=alkmaar&ronde={ronde.pk}&actie=2#actie-2"


@pytest.mark.parametrize("actie", ["99", "3", "x", "-1", "9" * 5000])
def test_an_actie_that_is_not_yours_unfolds_nothing(als, cast, ronde, actie):
    assert als(cast.bram).get(ADRES, {"actie": actie}).context["uitgeklapt"] is None


def test_going_to_another_actie_keeps_what_was_typed(als, cast, ronde, stuur):
    adres = stuur(cast.bram, 2, ga_naar="1", status="", toelichting="Half af").headers["Location"]
    assert adres == f"{ADRES}?organisatie=alkmaar&ronde={ronde.pk}&actie=1#actie-1"
    assert Conceptmelding.objects.get().velden["toelichting"] == "Half af"
    assert "Concept bewaard om " in tekst(als(cast.bram).get(ADRES))
    assert not Statusmelding.objects.exists()


@pytest.mark.parametrize(
    ("ga_naar", "waarheen"),
    [("", "mijn-acties/?organisatie=alkmaar&ronde={}"), ("rest", "rondes/{}/ongewijzigd/alkmaar/")],
)
def test_leaving_an_untouched_form_stores_nothing(cast, ronde, stuur, ga_naar, waarheen):
    antwoord = stuur(cast.bram, 2, ga_naar=ga_naar, status="", toelichting="")
    assert antwoord.headers["Location"] == f"/proef/{waarheen.format(ronde.pk)}"
    assert not Conceptmelding.objects.exists()


def test_leaving_with_what_may_not_be_kept_stays_and_says_so(cast, stuur):
    antwoord = stuur(cast.bram, 2, ga_naar="1", toelichting="Het gaat om 111222333.")
    assert antwoord.context["uitgeklapt"] == 2
    assert "Er staat een burgerservicenummer in." in tekst(antwoord)


def test_the_last_one_ends_with_thanks(cast, stuur):
    stuur(cast.bram, 2)
    assert "Daarmee is alles gemeld. Dank je wel!" in tekst(stuur(cast.bram, 1, volg=True))


def test_a_mistake_comes_back_at_the_card_with_the_words(cast, stuur):
    antwoord = stuur(cast.bram, 2, koers="aandacht", toelichting="Het loopt niet.")
    assert antwoord.status_code == 200
    formulier = kaart(antwoord, 2).formulier
    assert formulier.errors == {"bijsturing": ["Je koos koers aandacht: vertel wat jullie eraan doen."]}
    assert "Het loopt niet.</textarea>" in tekst(antwoord)
    assert kaart(antwoord, 1).formulier.is_bound is False
    assert not Statusmelding.objects.exists()


@pytest.mark.parametrize(
    ("toelichting", "opgeslagen"), [("", False), ("Begonnen.", False), ("Wij hebben geen teams.", True)]
)
def test_nvt_asks_for_a_reason_of_its_own(cast, wereld, meld, stuur, toelichting, opgeslagen):
    vorige = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen.")
    antwoord = stuur(cast.bram, 2, status="nvt", toelichting=toelichting, gebaseerd_op=vorige.pk)
    assert (Statusmelding.objects.count() == 2) is opgeslagen
    assert ("Vertel waarom dit voor Alkmaar niet van toepassing is." in tekst(antwoord)) is not opgeslagen


def test_only_ones_own_words_are_filled_in(als, cast, wereld, meld, ronde):
    """A bijdrage of Hoorn, or of Alkmaar itself, is not what Alkmaar says for the region; the last word is."""
    for wie in (wereld.hoorn, wereld.alkmaar):
        meld(wereld.training, wie, "2021-12-01", "in_uitvoering", toelichting="Een bijdrage.")
    client = als(cast.bram)
    begin = kaart(client.get(ADRES), 1)
    assert (begin.formulier.initial["gebaseerd_op"], begin.formulier.initial.get("toelichting"), begin.te_bevestigen) == (
        NIETS_GEZIEN, "", False,
    )  # fmt: skip
    woord = meld(wereld.training, None, "2021-12-02", "in_uitvoering", toelichting="Het woord.", spreker=wereld.vt)
    met_woord = kaart(client.get(ADRES), 1)
    assert (met_woord.formulier.initial["gebaseerd_op"], met_woord.te_bevestigen) == (woord.pk, True)
    assert met_woord.formulier.initial["toelichting"] == "Het woord."


def test_a_double_click_makes_one_melding(cast, stuur):
    verzoek = str(uuid4())
    assert [stuur(cast.bram, 2, verzoek=verzoek).status_code for _ in range(2)] == [302, 302]
    assert Statusmelding.objects.count() == 1


def test_someone_elses_report_in_between_is_shown_beside_the_own(cast, wereld, meld, stuur):
    ander = meld(wereld.training, None, "2021-12-01", "in_ontwikkeling", toelichting="Hoorn is bezig.")
    antwoord = stuur(cast.bram, 1)
    assert antwoord.status_code == 409
    for deel in ("Hoorn is bezig.", "De teams zijn begonnen.</textarea>", "nog niet opgeslagen"):
        assert deel in tekst(antwoord)
    assert antwoord.context["formulier"]["gebaseerd_op"].value() == ander.pk
    assert stuur(cast.bram, 1, gebaseerd_op=ander.pk).status_code == 302


# Confirming


def test_confirming_copies_the_previous_melding(als, cast, wereld, meld, ronde, stuur):
    vorige = meld(
        wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering",
        koers="aandacht", toelichting="Loopt stroef.", bijsturing="Extra overleg.",
    )  # fmt: skip
    inhoud = {"koers": "aandacht", "toelichting": "Loopt stroef.", "bijsturing": "Extra overleg."}
    assert stuur(cast.bram, 2, handeling="bevestigen", gebaseerd_op=vorige.pk, **inhoud).status_code == 302
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.ongewijzigd, nieuw.ronde, str(nieuw.peildatum)) == (True, ronde, "2021-12-31")
    assert {veld: getattr(nieuw, veld) for veld in inhoud} == inhoud
    assert ", ongewijzigd · gemeld door Bram namens Alkmaar" in tekst(als(cast.bram).get(ADRES))


def test_confirming_without_a_previous_melding_is_impossible(cast, stuur):
    antwoord = stuur(cast.bram, 2, handeling="bevestigen")
    assert "Er is nog geen melding om te bevestigen." in tekst(antwoord)
    assert not Statusmelding.objects.exists()


def test_confirming_what_was_changed_keeps_the_words_and_asks(cast, wereld, meld, stuur):
    vorige = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen.")
    antwoord = stuur(cast.bram, 2, handeling="bevestigen", gebaseerd_op=vorige.pk, toelichting="Iets nieuws.")
    assert "Je hebt iets gewijzigd." in tekst(antwoord)
    assert "Iets nieuws.</textarea>" in tekst(antwoord)
    assert Statusmelding.objects.count() == 1


def test_confirming_twice_makes_one_melding(cast, wereld, meld, stuur):
    vorige = meld(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "in_uitvoering", toelichting="Begonnen.")
    velden = {"gebaseerd_op": vorige.pk, "verzoek": str(uuid4()), "toelichting": "Begonnen."}
    assert [stuur(cast.bram, 2, handeling="bevestigen", **velden).status_code for _ in range(2)] == [302, 302]
    assert Statusmelding.objects.count() == 2


def test_confirming_an_older_melding_than_the_newest_is_a_conflict(cast, wereld, meld, stuur):
    vorige = meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="Begonnen.")
    meld(wereld.training, None, "2021-11-01", "in_uitvoering")
    velden = {"gebaseerd_op": vorige.pk, "toelichting": "Begonnen."}
    assert stuur(cast.bram, 1, handeling="bevestigen", **velden).status_code == 409


@pytest.mark.parametrize("wie", ["hoorn", "alkmaar"])
def test_a_bijdrage_is_not_to_be_confirmed_as_a_word(als, cast, wereld, meld, stuur, wie):
    vorige = meld(wereld.training, getattr(wereld, wie), "2021-10-01", "in_uitvoering", toelichting="Hier.")
    assert kaart(als(cast.bram).get(ADRES), 1).te_bevestigen is False
    stuur(cast.bram, 1, handeling="bevestigen", gebaseerd_op=vorige.pk, toelichting="Hier.")
    assert Statusmelding.objects.count() == 1


def test_confirming_what_was_done_leaves_out_the_koers_of_then(cast, wereld, oude_koers, stuur):
    """An old report may say both; the new one says what can be said now."""
    tekst_en_dag = {"toelichting": "Klaar.", "gemeld_op": timezone.now()}
    vorige = oude_koers(wereld.zelfscan, wereld.alkmaar, "2021-10-01", "afgerond", "op_schema", **tekst_en_dag)
    velden = {"gebaseerd_op": vorige.pk, "status": "afgerond", "toelichting": "Klaar."}
    assert stuur(cast.bram, 2, handeling="bevestigen", **velden).status_code == 302
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.status, nieuw.koers, nieuw.toelichting, nieuw.ongewijzigd) == ("afgerond", "", "Klaar.", True)


# What was saved


def test_after_saving_the_round_shows_all_that_was_stored_also_on_reload(als, cast, ronde, stuur):
    adres = stuur(cast.bram, 2, koers="op_schema").headers["Location"].partition("#")[0]
    melding = Statusmelding.objects.get()
    for antwoord in (als(cast.bram).get(adres), als(cast.bram).get(adres)):
        gegevens = [(gegeven.naam, gegeven.tekst) for gegeven in antwoord.context["bewijs"].gegevens]
        assert gegevens[:-1] == [
            ("Namens", "Alkmaar"),
            ("Peildatum", "31 december 2021"),
            ("Status", "In uitvoering"),
            ("Koers", "Op schema"),
            ("Wat is er gebeurd?", "De teams zijn begonnen."),
            ("Bijsturing", "Geen tekst"),
            ("Openbaar", "Iedereen mag de tekst lezen"),
            ("Updateronde", "Ronde 2021"),
        ]
        assert f'href="/proef/acties/2/meldingen/{melding.pk}/corrigeren/"' in tekst(antwoord)


@pytest.mark.parametrize("opgeslagen", ["x", "9" * 5000, "-1", "99"])
def test_a_broken_address_shows_no_receipt(als, cast, ronde, opgeslagen):
    assert als(cast.bram).get(ADRES, {"opgeslagen": opgeslagen}).context["bewijs"] is None


def test_a_receipt_is_not_for_who_may_not_correct_it(als, cast, ronde, stuur):
    stuur(cast.bram, 2)
    assert als(cast.carla).get(ADRES, {"opgeslagen": Statusmelding.objects.get().pk}).context["bewijs"] is None


def test_a_correction_stays_in_the_round(als, cast, wereld, ronde, stuur, invulling):
    stuur(cast.bram, 2)
    oud = Statusmelding.objects.get()
    velden = invulling(gebaseerd_op=oud.pk, toelichting="Beter gezegd.")
    als(cast.bram).post(f"/proef/acties/2/meldingen/{oud.pk}/corrigeren/", velden)
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.ronde, nieuw.corrigeert, nieuw.toelichting) == (ronde, oud, "Beter gezegd.")
    assert "1 van 2 gemeld" in tekst(als(cast.bram).get(ADRES))


# Carried over


def test_koers_is_in_sight_when_it_is_carried_over(als, cast, wereld, meld, ronde):
    uitleg = {"koers": "aandacht", "toelichting": "Stroef.", "bijsturing": "Overleg."}
    meld(wereld.zelfscan, wereld.alkmaar, "2021-10-12", "in_uitvoering", **uitleg)
    pagina = tekst(als(cast.bram).get(ADRES, {"actie": 2}))
    assert '<details class="uitklap" open>' in pagina
    assert pagina.count("<strong>Overgenomen van 12 oktober 2021.</strong>") == 4


def test_who_may_speak_for_more_than_one_says_for_whom(als, cast, wereld, ronde):
    Lidmaatschap.objects.create(gebruiker=cast.bram, rol="beleidsambtenaar", organisatie=wereld.hoorn)
    velden = {"status": "afgerond", "toelichting": "Met zorg."}
    antwoord = als(cast.bram).post(f"/proef/rondes/{ronde.pk}/acties/2/", velden)
    assert antwoord.status_code == 400
    assert "Kies eerst namens wie je meldt." in tekst(antwoord)
    assert "Met zorg.</textarea>" in tekst(antwoord)


def test_confirming_a_word_is_a_word(cast, wereld, meld, stuur):
    vorige = meld(wereld.training, None, "2021-10-01", "in_uitvoering", toelichting="Begonnen.", spreker=wereld.vt)
    stuur(cast.bram, 1, handeling="bevestigen", gebaseerd_op=vorige.pk, toelichting="Begonnen.")
    nieuw = Statusmelding.objects.latest("pk")
    assert (nieuw.organisatie, nieuw.spreker, nieuw.ongewijzigd) == (None, wereld.alkmaar, True)


# Drafts


def test_a_draft_is_kept_and_filled_in_next_time(als, cast, wereld, stuur):
    stuur(cast.bram, 2, handeling="concept", status="", toelichting="Half af")
    assert not Statusmelding.objects.exists()
    antwoord = als(cast.bram).get(ADRES, {"actie": 2})
    assert kaart(antwoord, 2).formulier["toelichting"].value() == "Half af"
    assert "Concept bewaard om " in tekst(antwoord)
    assert "Half af</textarea>" in tekst(antwoord)
    assert "0 van 2 gemeld" in tekst(antwoord)


def test_a_draft_is_only_for_who_made_it(als, cast, wereld, stuur):
    collega = type(cast.bram).objects.create_user("ben", "ben@voorbeeld.nl", "geheim-voor-de-test")
    Lidmaatschap.objects.create(gebruiker=collega, rol="beleidsambtenaar", organisatie=wereld.alkmaar)
    stuur(cast.bram, 2, handeling="concept", toelichting="Alleen van mij")
    assert "Alleen van mij" not in tekst(als(collega).get(ADRES, {"actie": 2}))


def test_reporting_takes_the_own_draft_away(cast, stuur):
    stuur(cast.bram, 2, handeling="concept", toelichting="Half af")
    stuur(cast.bram, 1, handeling="concept", toelichting="Ook half af")
    stuur(cast.bram, 2)
    assert list(Conceptmelding.objects.values_list("actie__nummer", flat=True)) == [1]


def test_saving_a_draft_again_replaces_it(cast, stuur):
    stuur(cast.bram, 2, handeling="concept", toelichting="Eerste")
    stuur(cast.bram, 2, handeling="concept", toelichting="Tweede")
    assert Conceptmelding.objects.get().velden["toelichting"] == "Tweede"


def test_a_draft_holds_no_personal_data_and_no_unknown_codes(cast, stuur):
    antwoord = stuur(cast.bram, 2, handeling="concept", toelichting="Het gaat om 111222333.")
    assert "Er staat een burgerservicenummer in." in tekst(antwoord)
    stuur(cast.bram, 2, handeling="concept", status="onzin", koers="onzin", toelichting="Goed")
    concept = Conceptmelding.objects.get()
    assert concept.velden == {"status": "", "koers": "", "toelichting": "Goed", "bijsturing": ""}


# Who may


@pytest.mark.parametrize(("wie", "nummer", "namens", "code"), [
    ("bram", 2, "alkmaar", 302), ("anna", 2, "alkmaar", 302), ("anna", 2, "dijk-en-waard", 302),
    ("anna", 3, "", 302), ("bram", 3, "", 404), ("anna", 1, "", 404), ("carla", 1, "hoorn", 302),
    ("bram", 2, "hoorn", 404), ("bram", 3, "alkmaar", 404), ("bram", 99, "alkmaar", 404), ("anna", 2, "", 404),
    ("anna", 2, "bestaat-niet", 404), ("carla", 2, "alkmaar", 404), ("vera", 2, "veilig-thuis-proef", 404),
    ("dirk", 2, "alkmaar", 403), ("eva", 2, "alkmaar", 403),
])  # fmt: skip
def test_who_may_report(cast, stuur, wie, nummer, namens, code):
    assert stuur(getattr(cast, wie), nummer, namens=namens).status_code == code
    assert Statusmelding.objects.exists() is (code == 302)


def test_anonymous_goes_to_the_login_and_a_get_is_refused(als, cast, ronde):
    adres = f"/proef/rondes/{ronde.pk}/acties/2/"
    assert als(None).get(adres).headers["Location"].startswith("/accounts/login/")
    assert als(cast.bram).get(adres).status_code == 405


@pytest.mark.parametrize(("opent", "sluit"), [(-9, -1), (1, 9)])
def test_a_round_that_is_not_open_takes_no_reports(als, cast, maak_ronde, opent, sluit):
    ronde = maak_ronde("Dicht", opent=opent, sluit=sluit)
    assert als(cast.bram).post(f"/proef/rondes/{ronde.pk}/acties/2/", {"namens": "alkmaar"}).status_code == 404


def test_extra_fields_in_the_post_change_nothing(cast, wereld, stuur):
    stuur(cast.bram, 2, peildatum="2021-06-01", organisatie=wereld.hoorn.pk, gemeld_door=cast.anna.pk, openbaar="")
    melding = Statusmelding.objects.get()
    assert (str(melding.peildatum), melding.organisatie, melding.gemeld_door) == (
        "2021-12-31", wereld.alkmaar, cast.bram,
    )  # fmt: skip
    assert melding.openbaar is True


def test_the_successor_reports_on_its_first_day(als, cast, wereld, ronde, stuur):
    Lidmaatschap.objects.create(gebruiker=cast.bram, rol="beleidsambtenaar", organisatie=wereld.langedijk)
    assert stuur(cast.bram, 2, namens="dijk-en-waard").status_code == 302
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, str(melding.peildatum)) == (wereld.dijk_en_waard, "2022-01-01")
    assert "1 van 1 gemeld" in tekst(als(cast.bram).get(ADRES, {"organisatie": "dijk-en-waard"}))


def test_on_behalf_of_another_it_says_so(als, cast, wereld, ronde, stuur):
    pagina = tekst(als(cast.anna).get(ADRES, {"organisatie": "hoorn"}))
    assert "Je meldt namens <strong>Hoorn</strong>." in pagina
    stuur(cast.anna, 2, namens="hoorn")
    melding = Statusmelding.objects.get()
    assert (melding.organisatie, melding.gemeld_door) == (wereld.hoorn, cast.anna)
    assert "gemeld door Anna namens Hoorn" in tekst(als(cast.carla).get(ADRES))


# The header, and what it costs


def test_header_shows_the_number_on_every_page(als, cast, ronde):
    for wie, tekst_in_kop in ((cast.bram, "(2<span"), (cast.anna, "(1<span")):
        for adres in ("/proef/", "/proef/acties/2/", "/hulp/", "/proef/bestaat-niet/"):
            assert tekst_in_kop in tekst(als(wie).get(adres))


@pytest.mark.parametrize("wie", ["vera", "dirk", None])
def test_header_has_no_number_for_who_owes_nothing(als, cast, ronde, wie):
    assert "kop__aantal" not in tekst(als(wie and getattr(cast, wie)).get("/hulp/"))


def test_no_round_no_number(als, cast):
    assert "kop__aantal" not in tekst(als(cast.bram).get("/proef/"))


def test_header_costs_no_query_as_long_as_nothing_changes(als, cast, ronde, django_assert_num_queries):
    client = als(cast.bram)
    client.get("/proef/begrippen/")
    with django_assert_num_queries(6):  # as without a round
        client.get("/proef/begrippen/")


@pytest.mark.parametrize("aantal", [0, 40])
def test_page_costs_as_many_queries_however_much_was_reported(
    als, cast, wereld, meld, ronde, aantal, django_assert_num_queries
):
    for _ in range(aantal):
        meld(wereld.zelfscan, wereld.alkmaar, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
        meld(wereld.training, wereld.hoorn, "2021-12-31", "in_uitvoering", gemeld_op=timezone.now())
    client = als(cast.bram)
    client.get(ADRES)
    with django_assert_num_queries(11 if aantal else 10):
        client.get(ADRES)
