from datetime import date

from django.template import Context, Template

from monitoring.verslag.opbouw import bouw_verslag


def toon(tekst):
    return Template("{% load stand_tags %}{{ tekst|kort:5 }}").render(Context({"tekst": tekst}))


def test_a_text_that_fits_stays_as_it_is():
    assert toon("12345") == "12345"


def test_a_longer_text_ends_in_an_ellipsis_within_its_length():
    assert toon("123456") == "1234…"


def test_a_shortened_text_is_still_escaped():
    assert (toon("<b>"), toon("<b>456")) == ("&lt;b&gt;", "&lt;b&gt;4…")


def test_a_longer_text_stops_after_a_whole_word():
    sjabloon = Template("{% load stand_tags %}{{ tekst|kort:20 }}")
    zinnen = (
        "Voor de gegevens in een casus.",
        "Niet eens, voor wie verantwoordelijk is.",
        "Precies twintig diep gaat het.",
    )
    assert [sjabloon.render(Context({"tekst": zin})) for zin in zinnen] == [
        "Voor de gegevens in…", "Niet eens, voor wie…", "Precies twintig…",
    ]  # fmt: skip


def test_the_status_of_an_actie_has_words_for_what_is_not_confirmed(wereld, meld):
    meld(wereld.training, wereld.hoorn, "2021-10-01", "afgerond")
    meld(wereld.voorlichting, None, "2021-10-01", "afgerond")
    verslag = bouw_verslag(wereld.programma, date(2021, 12, 31))
    sjabloon = Template("{% load stand_tags %}{% actiestatus actie verslag %}")
    een, drie = (sjabloon.render(Context({"actie": verslag.actie(nr), "verslag": verslag})) for nr in (1, 3))
    assert "In uitvoering</span>" in een
    assert "Nog niet bevestigd</span>" in een
    assert "Afgerond</span>" in drie
    assert "bevestigd" not in drie
