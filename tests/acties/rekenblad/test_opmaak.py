"""The colours of a file are those of the screen."""

import re

import pytest
from django.conf import settings

from acties.rekenblad.schrijven.opmaak import ROLKLEUREN, STATUSKLEUREN, STIJLEN
from monitoring.constanten import TEKENS

PALET = (settings.BASE_DIR / "uitvoering/static/uitvoering/css/palet.css").read_text()


def uit_palet(klasse):
    regel = re.search(rf"^\.{klasse} {{(.*?)}}", PALET, re.MULTILINE).group(1)
    return {naam: waarde.upper() for naam, waarde in re.findall(r"--(vlak|op-vlak|rand): #(\w+)", regel)}


@pytest.mark.parametrize("code", STATUSKLEUREN)
def test_status_has_the_colours_of_the_palette(code):
    assert dict(zip(("vlak", "op-vlak", "rand"), STATUSKLEUREN[code], strict=True)) == uit_palet(f"status-{code}")


@pytest.mark.parametrize("kleur", ROLKLEUREN)
def test_role_has_the_colour_of_the_palette(kleur):
    assert ROLKLEUREN[kleur] == uit_palet(f"rol-{kleur}")["vlak"]


def test_every_status_has_a_style():
    koersen = {"op_schema", "aandacht", "vastgelopen"}
    assert set(STATUSKLEUREN) == set(TEKENS) - koersen


def helderheid(kleur):
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (0, 2, 4)]
    lineair = [deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen]
    return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]


@pytest.mark.parametrize("naam", STIJLEN)
def test_every_style_can_be_read(naam):
    stijl = STIJLEN[naam]
    licht, donker = sorted((helderheid(stijl.kleur), helderheid(stijl.vlak or "FFFFFF")), reverse=True)
    assert (licht + 0.05) / (donker + 0.05) >= 4.5
