"""Velden die van zichzelf weten wat erin mag."""

from typing import Any

from django.db import models

from acties.tekst import meldtekst


class RegelsVanNu(models.Field):
    """Een veld waarvan de regels (``default_validators``) die van nu zijn.

    Voor de database is het een gewoon veld van Django, en dat staat dus in de migraties: die lezen geen code die verandert.
    """

    def deconstruct(self) -> Any:
        naam, _, args, kwargs = super().deconstruct()
        return naam, f"django.db.models.{self.get_internal_type()}", args, kwargs


class Meldtekst(RegelsVanNu, models.TextField):
    """Tekst van mensen: niet te lang, leesbaar en zonder burgerservicenummer. Alleen witruimte is geen tekst.

    Wat op andere gegevens van een persoon lijkt, vraagt het formulier of de voorvertoning na (``acties.tekst.twijfels``).
    """

    default_validators = [meldtekst]

    def to_python(self, value: Any) -> Any:
        tekst = super().to_python(value)
        return "" if isinstance(tekst, str) and not tekst.strip() else tekst
