"""Hoe een wijziging in de geschiedenis te lezen is: woorden in plaats van codes, en nooit afgekapt."""

from django.utils.html import conditional_escape
from simple_history.template_utils import HistoricalRecordContextHelper

from acties.spoor.leesbaar import leesbaar


class Wijziging(HistoricalRecordContextHelper):
    """Eén regel van de geschiedenis, in Nederlandse woorden."""

    def prepare_delta_change_value(self, change, value):
        keuzes = getattr(self.model._meta.get_field(change.field), "choices", None) or ()
        return leesbaar(super().prepare_delta_change_value(change, value), keuzes)

    def stringify_delta_change_values(self, change, old, new):
        return conditional_escape(old), conditional_escape(new)
