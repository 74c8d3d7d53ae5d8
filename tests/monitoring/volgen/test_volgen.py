"""Following: the button, the own page, and stopping the mails without logging in."""

import pytest
from django.db import IntegrityError, transaction

from monitoring.models import Gevolgd, Volger
from monitoring.volgen.nieuws import _stempel
from tests.antwoord import tekst
from tests.formulier import stuur

PAGINAS = {
    "actie/2": "/proef/acties/2/",
    "onderdeel/K1": "/proef/onderdelen/K1/",
    "organisatie/alkmaar": "/proef/organisaties/alkmaar/",
}


@pytest.mark.parametrize("wat", PAGINAS)
def test_one_button_follows_and_stops_and_the_page_shows_it_at_once(als, cast, wat):
    """Also to a reader whose browser has the page already: what he follows is no part of the mark of the data."""
    client, pagina = als(cast.dirk), PAGINAS[wat]
    etag = client.get(pagina)["ETag"]
    assert "Niet meer volgen" not in tekst(client.get(pagina))
    antwoord = client.post(f"/proef/volgen/{wat}/", {"handeling": "volgen"}, follow=True)
    assert antwoord.redirect_chain == [(pagina, 302)]
    assert "Mail over wat je volgt: elke week." in tekst(antwoord)
    opnieuw = client.get(pagina, headers={"If-None-Match": etag})
    assert opnieuw.status_code == 200
    assert "Niet meer volgen" in tekst(opnieuw)
    client.post(f"/proef/volgen/{wat}/", {"handeling": "stoppen"})
    assert not Gevolgd.objects.exists()


def test_following_twice_is_following_once(als, cast):
    for _ in range(2):
        als(cast.dirk).post("/proef/volgen/actie/2/", {"handeling": "volgen"})
    assert (Volger.objects.count(), Gevolgd.objects.count()) == (1, 1)


def test_a_visitor_has_no_button(client, wereld, settings):
    settings.DASHBOARD_OPENBAAR = True
    for pagina in PAGINAS.values():
        html = tekst(client.get(pagina))
        assert "Volgen </button>" not in html
        assert "/proef/volgen/" not in html


def test_the_own_page_shows_what_is_followed_and_by_nobody_else(als, cast, wereld, volgt):
    volgt(cast.dirk, organisatie=wereld.hoorn)
    volgt(cast.bram, actie=wereld.zelfscan)
    html = tekst(als(cast.bram).get("/proef/volgen/"))
    assert 'href="/proef/acties/2/"' in html
    assert "Hoorn" not in html
    als(cast.bram).post("/proef/volgen/actie/2/", {"handeling": "stoppen", "taak": "lijst"})
    assert [str(rij) for rij in Gevolgd.objects.all()] == ["Hoorn"]


def test_the_own_page_asks_as_much_of_the_database_for_one_as_for_three(
    als, cast, wereld, volgt, django_assert_num_queries
):
    client = als(cast.dirk)
    volgt(cast.dirk, organisatie=wereld.hoorn)
    client.get("/proef/volgen/")
    with django_assert_num_queries(6):
        client.get("/proef/volgen/")
    volgt(cast.dirk, actie=wereld.zelfscan)
    volgt(cast.dirk, onderdeel=wereld.kern)
    with django_assert_num_queries(6):
        client.get("/proef/volgen/")


def test_how_often_is_chosen_and_what_is_not_on_the_list_refused(als, cast, volgt):
    volgt(cast.dirk)
    assert "alleen als een jaar is vastgesteld." in tekst(
        stuur(als(cast.dirk), "/proef/volgen/", {"ritme": "jaar"}, follow=True)
    )
    fout = stuur(als(cast.dirk), "/proef/volgen/", {"ritme": "elk uur"})
    assert "Fout: Wat je volgt" in tekst(fout)
    assert Volger.objects.get().ritme == "jaar"


def test_who_wants_mail_again_gets_no_old_news(als, cast, volgt):
    toen = volgt(cast.dirk, ritme="nooit").verteld_tot
    stuur(als(cast.dirk), "/proef/volgen/", {"ritme": "dag"})
    assert Volger.objects.get().verteld_tot > toen


def test_stopping_takes_one_button_and_no_login_and_a_look_changes_nothing(client, cast, volgt):
    volger = volgt(cast.dirk)
    adres = f"/proef/volgen/stoppen/{_stempel.sign(volger.pk)}/"
    antwoord = client.get(adres)
    assert "Stop deze mails" in tekst(antwoord)
    assert "dirk" not in tekst(antwoord).lower()
    assert (antwoord["Referrer-Policy"], antwoord["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert Volger.objects.get().ritme == "dag"
    assert "Je krijgt geen mail meer" in tekst(client.post(adres, {"List-Unsubscribe": "One-Click"}))
    assert Volger.objects.get().ritme == "nooit"


def test_a_link_for_another_is_not_to_be_made(client, cast, volgt):
    dirk, bram = volgt(cast.dirk), volgt(cast.bram)
    bewijs = _stempel.sign(dirk.pk).replace(str(dirk.pk), str(bram.pk), 1)
    assert client.post(f"/proef/volgen/stoppen/{bewijs}/").status_code == 404
    assert set(Volger.objects.values_list("ritme", flat=True)) == {"dag"}


def test_one_row_is_one_thing(cast, wereld, volgt):
    volger = volgt(cast.dirk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gevolgd.objects.create(volger=volger)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gevolgd.objects.create(volger=volger, actie=wereld.zelfscan, organisatie=wereld.hoorn)


def test_with_the_user_goes_what_he_followed(cast, wereld, volgt):
    volgt(cast.dirk, actie=wereld.zelfscan)
    cast.dirk.delete()
    assert (Volger.objects.count(), Gevolgd.objects.count()) == (0, 0)
