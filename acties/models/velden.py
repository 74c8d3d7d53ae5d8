"""Velden die van zichzelf weten wat erin mag."""

from typing import Any

from django.db import models


class RegelsVanNu(models.Field):
    """Een veld waarvan de regels (``default_validators``) die van nu zijn.

    Voor de database is het een gewoon veld van Django, en dat staat dus in de migraties: die lezen geen code die verandert.
    """

    def deconstruct(self) -> Any:
        naam, _, args, kwargs = super().deconstruct()
        return naam, f"django.db.models.{self.get_internal_type()}", args, kwargs
