"""Een veld dat op een pagina van het beheer alleen te lezen is: een link staat er alleen voor wie haar kan openen."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.admin.helpers import AdminField, AdminReadonlyField
from django.contrib.admin.sites import AdminSite
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest


class Leesveld:
    """Een deel van een pagina van het beheer, zoals Django het toont; elk leesveld daarin vraagt eerst naar het recht."""

    def __init__(self, deel: Any, request: HttpRequest, beheer: AdminSite):
        self._deel, self._request, self._beheer = deel, request, beheer

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._deel, naam)

    def __iter__(self) -> Iterator[Any]:
        for deel in self._deel:
            if isinstance(deel, AdminReadonlyField):
                veld: Any = deel
                veld.get_admin_url = partial(self._link, deel.get_admin_url)
                yield veld
            elif isinstance(deel, (AdminField, BaseForm, BaseFormSet)):
                yield deel
            else:
                yield type(self)(deel, self._request, self._beheer)

    def _link(self, link: Any, verwijzing: Any, rij: Model) -> str:
        ander = self._beheer._registry.get(type(rij))
        mag = ander is not None and ander.has_view_or_change_permission(self._request, rij)
        if ander is None or not mag or not ander.get_queryset(self._request).filter(pk=rij.pk).exists():
            return str(rij)
        return str(link(verwijzing, rij))
