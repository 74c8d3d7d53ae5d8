"""Waar je bent in het beheer, als het kruimelpad van de site."""

from typing import Any

from django import template
from django.db.models.options import Options
from django.urls import reverse
from django.utils.text import capfirst

register = template.Library()


@register.inclusion_tag("_kruimelpad.html")
def beheerpad(hier: object, tabel: Options | None = None) -> dict[str, Any]:
    """Het pad naar ``hier``: van de voorpagina van het beheer, en langs de lijst van ``tabel`` als die er is."""
    pad = [("Beheer", reverse("admin:index"))]
    if tabel is not None:
        pad.append(
            (
                capfirst(str(tabel.verbose_name_plural)),
                reverse(f"admin:{tabel.app_label}_{tabel.model_name}_changelist"),
            )
        )
    return {"kruimels": [*pad, (capfirst(str(hier)), "")]}
