"""Hoe een wijziging in de geschiedenis te lezen is: woorden in plaats van codes, en nooit afgekapt."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.html import conditional_escape
from simple_history.template_utils import HistoricalRecordContextHelper

LEEG = "(leeg)"


def leesbaar(waarde, keuzes=()):
    """De waarde van een veld zoals een mens haar zegt."""
    if waarde in (None, "", []):
        return LEEG
    if isinstance(waarde, list):
        return ", ".join(sorted(str(deel) for deel in waarde))
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return formats.date_format(timezone.localtime(waarde), "DATETIME_FORMAT")
    if isinstance(waarde, date):
        return formats.date_format(waarde)
    return str(dict(keuzes).get(waarde, waarde))


class Wijziging(HistoricalRecordContextHelper):
    """Eén regel van de geschiedenis, in Nederlandse woorden."""

    def prepare_delta_change_value(self, change, value):
        keuzes = getattr(self.model._meta.get_field(change.field), "choices", None) or ()
        return leesbaar(super().prepare_delta_change_value(change, value), keuzes)

    def stringify_delta_change_values(self, change, old, new):
        return conditional_escape(old), conditional_escape(new)
