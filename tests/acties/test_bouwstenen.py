"""The building blocks of a page: one markup each, and what they hold stays escaped."""

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template, TemplateSyntaxError


def teken(sjabloon, **inhoud):
    return Template("{% load bouwstenen %}" + sjabloon).render(Context(inhoud)).strip()


def test_a_button_sends_its_form():
    html = teken('{% knop "secondary" name="doe" value="concept" %}Bewaar{% endknop %}')
    assert " ".join(html.split()) == (
        '<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="doe" value="concept">'
        "Bewaar</button>"
    )


def test_a_notice_is_one_paragraph():
    html = teken('{% mededeling "warning" rol="alert" %}Let <strong>op</strong>{% endmededeling %}')
    assert 'class="utrecht-alert utrecht-alert--warning" role="alert"' in html
    assert html.count("<p") == 1
    assert '<p class="utrecht-alert__message">Let <strong>op</strong></p>' in html


def test_a_notice_may_hold_a_list():
    html = teken("{% mededeling blok=True %}<ul><li>een</li></ul>{% endmededeling %}")
    assert "utrecht-alert--info" in html
    assert "<p" not in html


def test_an_unknown_kind_of_notice_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="niet 'geel'"):
        teken('{% mededeling "geel" %}x{% endmededeling %}')


def test_a_table_can_be_scrolled_with_the_keyboard():
    html = teken('{% tabelvak "Rondes" %}<table></table>{% endtabelvak %}')
    assert html == '<div class="tabelvak" role="region" aria-label="Rondes" tabindex="0"><table></table></div>'


@pytest.mark.parametrize("bouwsteen", ["knop", "mededeling", 'tabelvak "t"'])
def test_what_a_block_holds_stays_escaped(bouwsteen):
    html = teken(f"{{% {bouwsteen} %}}{{{{ tekst }}}}{{% end{bouwsteen.split()[0]} %}}", tekst="<script>")
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("niveau", "soort", "rol", "icoon"),
    [
        (constants.DEBUG, "info", "status", "\N{INFORMATION SOURCE}"),
        (constants.INFO, "info", "status", "\N{INFORMATION SOURCE}"),
        (constants.SUCCESS, "ok", "status", "✓"),
        (constants.WARNING, "warning", "status", "!"),
        (constants.ERROR, "error", "alert", "!"),
    ],
)
def test_a_message_has_a_sign_beside_its_colour(niveau, soort, rol, icoon):
    html = teken("{% boodschap bericht %}", bericht=Message(niveau, "Klaar & <b>op</b>"))
    assert f'class="utrecht-alert utrecht-alert--{soort}" role="{rol}"' in html
    assert f'<span class="utrecht-alert__icon teken" aria-hidden="true">{icoon}</span>' in html
    assert '<p class="utrecht-alert__message">Klaar &amp; &lt;b&gt;op&lt;/b&gt;</p>' in html


def test_a_notice_has_no_sign():
    assert "utrecht-alert__icon" not in teken("{% mededeling %}x{% endmededeling %}")
