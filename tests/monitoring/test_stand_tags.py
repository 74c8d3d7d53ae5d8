from django.template import Context, Template


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
