"""Velden die van zichzelf weten wat erin mag."""

from django.core.exceptions import ValidationError
from django.db import models

from acties.models.velden import RegelsVanNu
from acties.rekenblad.lezen.periode import lees_periode


def geldige_periode(waarde: str) -> None:
    """Een periode in haar ene schrijfwijze: anders stond dezelfde periode er twee keer."""
    periode = lees_periode(waarde)
    if periode is None:
        raise ValidationError(
            "Geef een jaar (2021), jaren (2015-2019), een schooljaar (2020/2021), een halfjaar (1e halfjaar 2021), een kwartaal "
            "(1e kwartaal 2021), een maand (maart 2021), een dag (30 juni 2022) of twee dagen met een streepje ertussen."
        )
    if periode.tekst != waarde:
        raise ValidationError(f"Schrijf deze periode als “{periode.tekst}”.")


class Periodeveld(RegelsVanNu, models.CharField):
    """Een periode: een jaar, of een deel of reeks ervan."""

    default_validators = [geldige_periode]
