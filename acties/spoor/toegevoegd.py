"""Een nieuwe rij met koppelingen: één regel “toegevoegd” in de geschiedenis, met de koppelingen erbij.

simple-history schrijft bij het opslaan al een regel, als de koppelingen er nog niet zijn, en daarna een per koppeling. Een regel
achteraf wijzigen kan niet: de database weigert dat.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.dispatch import receiver
from simple_history.signals import pre_create_historical_record


def bewaar_met_koppelingen(nieuw: Any, koppelingen: Mapping[str, Iterable[Any]]) -> None:
    nieuw.skip_history_when_saving = True
    nieuw.save(force_insert=True)
    for naam, waarden in koppelingen.items():
        getattr(nieuw, naam).set(waarden)
    del nieuw.skip_history_when_saving
    nieuw._net_toegevoegd = True
    nieuw.save()
    del nieuw._net_toegevoegd


@receiver(pre_create_historical_record, dispatch_uid="net toegevoegd")
def _als_toegevoegd(sender: Any, instance: Any, history_instance: Any, **rest: Any) -> None:
    if hasattr(instance, "_net_toegevoegd"):
        history_instance.history_type = "+"
