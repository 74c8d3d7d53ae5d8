"""The links to an actie, an organisation and the list: they keep the day of the page, and escape what they show."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template

ACTIE = SimpleNamespace(nummer=12, titel="<b>Zorg</b>")
PEIL = "?peildatum=2021-12-31"


def teken(sjabloon, peil=PEIL, **inhoud):
    context = Context({"programma": SimpleNamespace(slug="veilig"), "peil": peil, "dag": date(2022, 6, 30), **inhoud})
    return Template("{% load link_tags stand_tags %}" + sjabloon).render(context)


def test_an_actie_is_its_number_and_title():
    html = teken("{% actielink actie %}", actie=ACTIE)
    assert html == f'<a href="/veilig/acties/12/{PEIL}">12. &lt;b&gt;Zorg&lt;/b&gt;</a>'


def test_a_local_actie_has_the_number_that_people_read():
    lokaal = SimpleNamespace(nummer=100_003, titel="Extra", nummer_tekst="L3")
    assert ">L3. Extra</a>" in teken("{% actielink actie %}", actie=lokaal)


@pytest.mark.parametrize(
    ("op", "adres"), [("", PEIL), ("op=dag", "?peildatum=2022-06-30"), ('op=""', "")], ids=["page", "day", "none"]
)
def test_a_link_may_choose_its_day(op, adres):
    assert f'href="/veilig/acties/12/{adres}"' in teken(f"{{% actielink actie {op} %}}", actie=ACTIE)
    assert f'href="/veilig/organisaties/hoorn/{adres}"' in teken(f'{{% organisatielink "hoorn" "Hoorn" {op} %}}')


def test_a_link_may_have_a_class_and_another_text():
    html = teken('{% actielink actie "actietitel" tekst=tekst %}', actie=ACTIE, tekst="a & b")
    assert html.startswith('<a class="actietitel" href=')
    assert ">a &amp; b</a>" in html


def test_a_dropped_actie_may_be_struck():
    assert "><s>12. &lt;b&gt;Zorg&lt;/b&gt;</s></a>" in teken("{% actielink actie doorgehaald=True %}", actie=ACTIE)


def test_a_link_may_lead_to_a_place_on_the_page():
    html = teken('{% organisatielink "hoorn" naam anker="lokaal" %}', naam="<Hoorn>")
    assert html == f'<a href="/veilig/organisaties/hoorn/{PEIL}#lokaal">&lt;Hoorn&gt;</a>'


@pytest.mark.parametrize(
    ("namen", "tekst"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "<c>"], "a, b en &lt;c&gt;")]
)
def test_organisations_make_one_enumeration(namen, tekst):
    organisaties = [SimpleNamespace(slug="x", naam=naam) for naam in namen]
    html = teken("{% organisatielinks organisaties %}", peil="", organisaties=organisaties)
    assert html.replace('<a href="/veilig/organisaties/x/">', "").replace("</a>", "") == tekst


def test_acties_stand_behind_each_other():
    html = teken("{% actielinks acties %}", peil="", acties=[ACTIE, SimpleNamespace(nummer=13, titel="b")])
    assert html.endswith('</a>, <a href="/veilig/acties/13/">13. b</a>')


def test_numbers_tell_their_title_to_who_does_not_see_it():
    html = teken("{% actienummers acties op=dag %}", acties=[ACTIE])
    assert 'title="&lt;b&gt;Zorg&lt;/b&gt;">12<span class="alleen-lezer">. &lt;b&gt;Zorg&lt;/b&gt;</span></a>' in html


def test_the_address_of_the_list_has_its_filter_and_the_day():
    html = teken("{% actielijst_adres partij=partij %}", partij="Zorg & Veiligheid")
    assert html == "/veilig/acties/?partij=Zorg%20%26%20Veiligheid&amp;peildatum=2021-12-31"
    assert teken('{% actielijst_adres status="afgerond" %}', peil="") == "/veilig/acties/?status=afgerond"


def test_sign_and_word_of_a_stand():
    assert teken('{% tekenwoord "afgerond" %}') == '<span class="teken" aria-hidden="true">✓</span> Afgerond'
    assert "Geen melding" in teken("{% tekenwoord None %}")


def test_a_bar_tells_what_it_shows():
    delen = [SimpleNamespace(aantal=3, stand="afgerond"), SimpleNamespace(aantal=2, stand="geen_melding")]
    assert teken("{{ balk|balk_uitleg }}", balk=SimpleNamespace(delen=delen, totaal=5)) == (
        "3 afgerond, 2 geen melding, samen 5"
    )
    assert teken("{{ balk|balk_uitleg }}", balk=SimpleNamespace(delen=[], totaal=0)) == "samen 0"
