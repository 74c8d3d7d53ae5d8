"""The page of a round as a projectleider works with it: who is missing first, and before each click to whom it goes."""

from datetime import date, timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core import mail
from django.utils import timezone

from acties.models import Gebruiker, Programma
from acties.post import verstuur_wachtende
from monitoring.models import Herinnering, Updateronde
from monitoring.rondes import overzichtzinnen as zinnen
from monitoring.rondes.ontvangers import bezet_op, ontvangers
from monitoring.rondes.overzicht import Nood, overzicht, tellers
from monitoring.rondes.rondestand import rondestand
from monitoring.rondes.uitslag import Uitslag
from monitoring.rondes.voortgang import voortgang
from tests.antwoord import tekst

NU = timezone.now()
VANDAAG = timezone.localdate()


@pytest.fixture
def ronde(cast, wereld, spreekt, maak_ronde):
    """Alkmaar and Hoorn can both say 1 and report 2 themselves, Dijk en Waard only 2; 3 is of the projectleider."""
    spreekt(wereld.training, wereld.alkmaar, wereld.hoorn)
    return maak_ronde()


def groepen(ronde):
    stand = rondestand(ronde, Programma.objects.met_kenmerk().get(), VANDAAG)
    wie = ontvangers(stand, VANDAAG)
    return overzicht(voortgang(stand, VANDAAG, wie.melders), wie, bezet_op(VANDAAG), ronde.herinneringen.all())


def indeling(ronde):
    return {str(groep.nood): [rij.melder.naam for rij in groep.rijen] for groep in groepen(ronde)}


def rij(ronde, naam):
    return next(rij for groep in groepen(ronde) for rij in groep.rijen if rij.melder.naam == naam)


# Who stands where


def test_who_is_missing_stands_first_and_who_owes_most_before_the_others(ronde):
    assert indeling(ronde) == {
        "niemand": ["Dijk en Waard"],
        "niets": ["Alkmaar", "Hoorn", "Projectleider"],  # 2, 2 and 1
        "vrij": ["Veilig Thuis Proef"],
    }


def test_a_report_moves_an_organisation_on(ronde, wereld, meld):
    meld(wereld.zelfscan, wereld.dijk_en_waard, "2022-01-01", "in_uitvoering", gemeld_op=NU, ronde=ronde)
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=NU, spreker=wereld.hoorn)
    meld(wereld.zelfscan, wereld.hoorn, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert indeling(ronde) == {
        "niets": ["Projectleider"],
        "bezig": ["Alkmaar"],
        "klaar": ["Dijk en Waard", "Hoorn"],  # although nobody there can log in
        "vrij": ["Veilig Thuis Proef"],
    }
    assert [(str(nood), aantal, te_melden) for nood, aantal, te_melden in tellers(groepen(ronde))] == [
        ("niemand", 0, 0), ("niets", 1, 1), ("bezig", 1, 1), ("klaar", 2, 0),
    ]  # fmt: skip


def test_what_another_said_is_no_report_of_their_own(ronde, wereld, meld):
    meld(wereld.training, None, "2021-12-31", "in_uitvoering", gemeld_op=NU, spreker=wereld.hoorn)
    alkmaar, hoorn = rij(ronde, "Alkmaar"), rij(ronde, "Hoorn")
    assert (alkmaar.zelf, alkmaar.door_ander, alkmaar.stukken) == (0, 1, ("ander", "open"))
    assert (hoorn.zelf, hoorn.door_ander, hoorn.stukken) == (1, 0, ("zelf", "open"))
    assert zinnen.balk_in_woorden(alkmaar) == "1 van 2 gemeld, waarvan 1 door een ander"
    assert [actie.nummer for actie in alkmaar.open_acties] == [2]


def test_the_word_of_a_projectleider_is_her_own_and_for_alkmaar_of_another(ronde, wereld, meld):
    for actie in (wereld.training, wereld.voorlichting):
        meld(actie, None, "2021-12-31", "in_uitvoering", gemeld_op=NU)
    assert (rij(ronde, "Projectleider").zelf, rij(ronde, "Alkmaar").door_ander) == (1, 1)


# Before the click, and after it


def test_each_row_says_beforehand_who_gets_a_mail_or_why_nobody_does(ronde, cast):
    Gebruiker.objects.filter(pk=cast.carla.pk).update(email="")
    vooraf = {naam: zinnen.geen_herinnering(rij(ronde, naam)) for naam in ("Alkmaar", "Hoorn", "Dijk en Waard")}
    assert vooraf == {
        "Alkmaar": "Bram krijgt een mail.",
        "Hoorn": "Carla heeft geen e-mailadres.",
        "Dijk en Waard": "Voor Dijk en Waard kan niemand melden.",
    }
    assert zinnen.werkboek_naar(rij(ronde, "Alkmaar")) == "Naar bram@voorbeeld.nl. Je kunt het adres nog wijzigen."
    assert zinnen.werkboek_naar(rij(ronde, "Hoorn")) == "Er is geen e-mailadres bekend. Je vult er zelf een in."


def test_reminding_one_organisation_mails_nobody_else_and_says_who_it_was(als, cast, ronde):
    client, adres = als(cast.anna), f"/proef/rondes/{ronde.pk}/herinneren/"
    antwoord = client.post(adres, {"organisatie": "hoorn"})
    assert antwoord.headers["Location"] == f"/proef/rondes/{ronde.pk}/#wie-hoorn"
    pagina = tekst(client.get(f"/proef/rondes/{ronde.pk}/"))
    assert "1 herinnering gaat nu weg naar Carla." in pagina
    verstuur_wachtende()
    assert [bericht.to for bericht in mail.outbox] == [["carla@voorbeeld.nl"]]
    assert zinnen.geen_herinnering(rij(ronde, "Hoorn")) == "Carla kreeg er vandaag al een."


@pytest.mark.parametrize(
    ("slug", "zin"),
    [
        ("dijk-en-waard", "Er gaat geen herinnering weg. Voor Dijk en Waard kan niemand melden."),
        ("veilig-thuis-proef", "Er is nu niemand om te herinneren."),
        ("bestaat\0niet", "Er is nu niemand om te herinneren."),
    ],
)
def test_what_did_not_go_is_a_warning_with_the_reason(als, cast, ronde, slug, zin):
    antwoord = als(cast.anna).post(f"/proef/rondes/{ronde.pk}/herinneren/", {"organisatie": slug}, follow=True)
    [bericht] = antwoord.context["messages"]
    assert (bericht.level_tag, str(bericht), mail.outbox) == ("warning", zin, [])


def test_one_who_reports_for_two_hears_of_both(ronde, wereld, cast):
    """Bram is reminded for Dijk en Waard; in his mail stands what Alkmaar owes too."""
    cast.bram.lidmaatschappen.create(rol="beleidsambtenaar", organisatie=wereld.langedijk)
    stand = rondestand(ronde, Programma.objects.met_kenmerk().get(), VANDAAG)
    wie = ontvangers(stand, VANDAAG)
    [(bram, schulden)] = wie.te_mailen(Uitslag(), ["dijk-en-waard"])
    assert (bram, len(schulden)) == (cast.bram, 3)


# On screen


def test_a_row_offers_each_act_by_the_name_of_its_organisation(als, cast, ronde):
    pagina = tekst(als(cast.anna).get(f"/proef/rondes/{ronde.pk}/"))
    for woorden in (
        'Doe iets<span class="alleen-lezer"> voor Hoorn</span>',
        'Herinner<span class="alleen-lezer"> Hoorn</span>',
        'Werkboek mailen<span class="alleen-lezer"> van Hoorn</span>',
        'Meldlink maken<span class="alleen-lezer"> voor Hoorn</span>',
        'Melden<span class="alleen-lezer"> namens Hoorn</span>',
    ):
        assert woorden in pagina
    assert '<input type="hidden" name="organisatie" value="dijk-en-waard">' not in pagina  # nobody to remind
    assert '<a href="/proef/acties/2/" title="Zelfscan in elke gemeente">2<span class="alleen-lezer">' in pagina


def test_adding_a_person_leads_to_who_may(als, cast, ronde):
    """A projectleider who is no beheerder writes to one; who is both comes on the form, filled in for Hoorn."""
    adres, toevoegen = f"/proef/rondes/{ronde.pk}/", "/beheer/uitnodigen/?organisatie=hoorn"
    anna = als(cast.anna)
    pagina = tekst(anna.get(adres))
    assert f'href="mailto:eva@voorbeeld.nl?subject={quote("Account voor iemand van Hoorn", safe="")}"' in pagina
    assert toevoegen not in pagina
    Gebruiker.objects.filter(pk=cast.eva.pk).update(email="")
    assert "Alleen een beheerder maakt accounts, en er is er geen met een e-mailadres." in tekst(anna.get(adres))
    cast.anna.lidmaatschappen.create(rol="beheerder")
    anna = als(cast.anna)
    assert toevoegen in tekst(anna.get(adres))
    form = anna.get(toevoegen).context["form"]
    assert (form["organisatie"].value(), form["rollen"].value()) == (
        form.fields["organisatie"].queryset.get(slug="hoorn").pk, ["beleidsambtenaar"]
    )  # fmt: skip
    assert anna.get("/beheer/uitnodigen/?organisatie=%00").context["form"]["organisatie"].value() is None


@pytest.mark.parametrize(
    ("opent", "sluit", "zin", "kan"),
    [
        (3, 10, "Melden, herinneren en een meldlink maken kan vanaf", set()),
        (-3, 10, "", {"Herinner nu", "Melden", "Meldlink maken"}),
        (-9, -1, "Melden en een meldlink maken kan weer als je de termijn verlengt.", {"Herinner nu"}),
    ],
)
def test_what_the_page_offers_before_during_and_after_the_term(als, cast, maak_ronde, opent, sluit, zin, kan):
    ronde = maak_ronde(opent=opent, sluit=sluit)
    pagina = tekst(als(cast.anna).get(f"/proef/rondes/{ronde.pk}/"))
    assert zin in pagina
    knoppen = {"Herinner nu": "Herinner nu (", "Melden": "Melden<span", "Meldlink maken": "Meldlink maken<span"}
    assert {naam for naam, stukje in knoppen.items() if stukje in pagina} == kan
    assert "Werkboek mailen<span" in pagina


# Sentences


def lijst(gemeld, aantal, bijdragen=()):
    return SimpleNamespace(aantal=aantal, gemeld=gemeld, open=aantal - gemeld, bijdragen=bijdragen, bijgedragen=0)


def groep(nood, organisaties, open_werk=3, met_projectleider=False):
    velden = {"nood": nood, "organisaties": organisaties, "met_projectleider": met_projectleider}
    return SimpleNamespace(**velden, lijst=lijst(0, open_werk))


NIEMAND, NIETS, BEZIG = groep(Nood.NIEMAND, 2), groep(Nood.NIETS, 1), groep(Nood.BEZIG, 4)


@pytest.mark.parametrize(
    ("totaal", "delen", "zin"),
    [
        ((0, 0), [], "In deze ronde hoeft niemand iets te melden."),
        ((1, 1), [], "De enige melding is binnen."),
        ((61, 61), [], "Alle 61 meldingen zijn binnen."),
        ((0, 1), [BEZIG], "De enige melding is nog niet binnen."),
        ((1, 61), [BEZIG], "1 van de 61 meldingen is binnen."),
        ((0, 61), [NIETS, BEZIG], "0 van de 61 meldingen zijn binnen. 1 organisatie meldde nog niets."),
        ((9, 61), [NIEMAND, NIETS], "9 van de 61 meldingen zijn binnen. 2 organisaties hebben niemand die kan melden."),
        ((9, 61), [groep(Nood.NIETS, 0, met_projectleider=True)], "9 van de 61 meldingen zijn binnen."),
    ],
)
def test_the_heading_is_how_far_and_what_is_in_the_way(totaal, delen, zin):
    assert zinnen.kop_van_ronde(lijst(*totaal), delen) == zin


@pytest.mark.parametrize(
    ("deel", "zin"),
    [
        (BEZIG, "4 organisaties, nog 3 te melden."),
        (groep(Nood.NIETS, 1, met_projectleider=True), "1 organisatie en de projectleider, nog 3 te melden."),
        (groep(Nood.NIETS, 0, met_projectleider=True), "De projectleider, nog 3 te melden."),
        (groep(Nood.VRIJ, 2, open_werk=0), "2 organisaties. Een bijdrage mag, maar hoeft niet."),
        (groep(Nood.KLAAR, 1, open_werk=0), "1 organisatie."),
    ],
)
def test_a_group_says_who_is_in_it_and_how_much_is_open(deel, zin):
    assert zinnen.wie_in_groep(deel) == zin


@pytest.mark.parametrize(
    ("gemeld", "aantal", "ander", "bijdragen", "zin"),
    [
        (0, 3, 0, 0, "0 van 3 gemeld"),
        (3, 8, 2, 9, "3 van 8 gemeld, waarvan 2 door een ander · 0 van 9 bijdragen"),
        (0, 0, 0, 1, "0 van 1 bijdrage"),
    ],
)
def test_a_bar_in_words(gemeld, aantal, ander, bijdragen, zin):
    rij = SimpleNamespace(melder=SimpleNamespace(lijst=lijst(gemeld, aantal, range(bijdragen))), door_ander=ander)
    assert zinnen.balk_in_woorden(rij) == zin


def test_a_person_is_told_with_the_last_reminder():
    gebruiker, herinnerd = Gebruiker(last_login=None), Herinnering(dag=date(2022, 3, 3), afloop="geweigerd")
    assert zinnen.onder_persoon(SimpleNamespace(gebruiker=gebruiker, herinnerd=herinnerd)) == (
        "nog nooit ingelogd · herinnerd 3 maart 2022: geweigerd door de mailserver: klopt het adres?"
    )


def test_what_a_round_that_is_not_open_cannot_do():
    ronde = Updateronde(opent_op=date(2022, 1, 10), sluit_op=date(2022, 1, 31))
    dagen = (date(2022, 1, 9), date(2022, 1, 31), date(2022, 1, 31) + timedelta(days=1))
    assert [zinnen.wat_nu_niet_kan(ronde, dag) for dag in dagen] == [
        "Melden, herinneren en een meldlink maken kan vanaf 10 januari 2022.",
        "",
        "Deze ronde is gesloten. Melden en een meldlink maken kan weer als je de termijn verlengt.",
    ]
