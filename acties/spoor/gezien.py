"""Iemand anders was eerder: wat een schrijver zag, en wat er gebeurt als dat niet meer is wat er staat.

Een formulier draagt in ``gezien`` een afdruk per veld van wat er stond toen het openging. Bij het versturen zijn er dus drie
waarden: wat de schrijver zag, wat er nu staat en wat hij invulde. Veranderde een ander intussen iets, dan ziet de schrijver
beide en beslist hij; anders worden alleen de velden geschreven die hij veranderde.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.formsets import DELETION_FIELD_NAME

from acties.spoor.leesbaar import leesbaar
from acties.spoor.nakijken import Nakijken

GEZIEN = "gezien"
# De sleutel in een merk van wat er nog niet is: elk geopend formulier krijgt een andere waarde.
NIEUW = "+"
CODE = "tussendoor"
OPNIEUW = "Er is nog niets opgeslagen. Bekijk wat er anders is, en sla dan nog eens op."


class Tussendoor(Exception):
    """Wat de schrijver zag, staat er niet meer. ``huidig``: wat er nu staat, als dat één rij is."""

    def __init__(self, huidig: Any = None):
        super().__init__(f"{huidig or 'iets'} is intussen veranderd")
        self.huidig = huidig


@dataclass(frozen=True, slots=True)
class Verschil:
    """Eén veld dat een ander intussen veranderde, in woorden. ``overgenomen``: de schrijver had er niets aan gedaan."""

    veld: str
    nu: str
    eigen: str
    overgenomen: bool


def om_te_wijzigen(rijen: QuerySet, request: Any) -> QuerySet:
    """Wie verstuurt houdt de rij vast: een tweede wacht, en ziet daarna wat de eerste bewaarde."""
    return rijen.select_for_update(of=("self",)) if request.method == "POST" else rijen


def merk_van(rij: Model, velden: Iterable[str]) -> str:
    """Het merk van deze velden van een rij, voor wie zonder formulier schrijft."""
    return json.dumps({naam: afdruk(getattr(rij, naam)) for naam in velden})


def toets(rij: Model, velden: Iterable[str], gezien: str) -> None:
    """Of deze velden nog zijn zoals de schrijver ze zag. Fout: ``Tussendoor``."""
    merk = lees_merk(gezien)
    if any(merk.get(naam) != afdruk(getattr(rij, naam)) for naam in velden):
        raise Tussendoor(rij)


def afdruk(waarde: Any) -> str:
    """Kort en vast: gelijk voor een waarde uit de database en dezelfde waarde uit een formulier."""
    tekst = "\x1f".join(_plat(waarde))
    return hashlib.sha256(tekst.encode("utf-8", "surrogatepass")).hexdigest()[:12] if tekst else ""


def _plat(waarde: Any) -> list[str]:
    if waarde is None or waarde is False:
        return []
    if isinstance(waarde, Model):
        return [str(waarde.pk)]
    if isinstance(waarde, Decimal):
        return [format(waarde.normalize(), "f")]
    if isinstance(waarde, datetime):
        return [str(int(waarde.timestamp()))]
    if isinstance(waarde, (list, tuple, set, frozenset, QuerySet)):
        return sorted(deel for rij in waarde for deel in _plat(rij))
    return [str(waarde).replace("\r\n", "\n").strip()]


def lees_merk(tekst: str) -> dict[str, Any]:
    """Een merk dat terugkwam; wat geen merk is, heeft niets gezien."""
    try:
        merk = json.loads(tekst)
    except (ValueError, RecursionError):
        return {}
    return merk if isinstance(merk, dict) else {}


class GezienForm(Nakijken, forms.ModelForm):
    """Een formulier dat niets ongezien overschrijft. Bouw het op de rij zoals zij nu is (``om_te_wijzigen``).

    ``tussendoor``: wat een ander intussen veranderde, na ``is_valid()``. De ``status`` is dan 409 en het formulier heeft
    een fout; het toont dan wat de schrijver invulde, met de waarde van de ander in elk veld waar hij niets aan deed. Wie het
    zo nog eens verstuurt, heeft beide gezien.
    """

    data: Any  # een QueryDict, of wat een test in zijn plaats geeft
    merk_van_regels: dict[str, Any] | None = (
        None  # in een reeks regels staat het merk bij de reeks, zie ``GezienRegels``
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.tussendoor: list[Verschil] = []
        self._nieuw = self.instance.pk is None
        self._voorgesteld = self._voorstellen(kwargs.get("initial") or {})
        # Pas bij het tonen uitgerekend: een formulier zet er na deze regels nog velden bij.
        self.fields[GEZIEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=lambda: self.merk)

    def _voorstellen(self, begin: dict[str, Any]) -> set[str]:
        """De velden waarin het formulier iets anders voorstelt dan er staat: wie dat zo laat, vulde het in."""
        return {
            naam
            for naam, waarde in begin.items()
            if naam in self.fields and afdruk(waarde) != afdruk(getattr(self.instance, naam, None))
        }

    @property
    def status(self) -> int:
        return 409 if self.tussendoor else 200

    def gezien_velden(self) -> Iterable[str]:
        """De velden waar een ander al iets kan hebben staan: van een rij die er nog niet is geen."""
        return [] if self._nieuw else [naam for naam in self.fields if naam != GEZIEN]

    def wie_wijzigde(self) -> str:
        """De naam van wie het laatst wijzigde, als die bekend is."""
        return laatste_schrijver(self.instance)

    @property
    def merk(self) -> str:
        """Wat er nu staat, om later te weten of dat er nog staat."""
        nieuw = {NIEUW: uuid4().hex} if self._nieuw else {}
        return json.dumps(nieuw | self.afdrukken())

    def afdrukken(self) -> dict[str, str]:
        return {naam: afdruk(self._nu(naam)) for naam in self.fields if naam != GEZIEN}

    def anders(self) -> list[str]:
        """De velden die een ander veranderde nadat dit formulier openging."""
        nu = self.afdrukken()
        return [naam for naam in self.gezien_velden() if nu.get(naam) != self._merk_terug.get(naam)]

    @property
    def changed_data(self) -> list[str]:
        """Wat de schrijver veranderde: een veld dat hij liet zoals hij het zag, hoort daar niet bij."""
        anders = [naam for naam in super().changed_data if naam != GEZIEN]
        if not self.is_bound or self._nieuw:
            return anders
        eigen = [naam for naam in anders if not self._onaangeroerd(naam)]
        return [naam for naam in self.fields if naam in eigen or naam in self._voorgesteld]

    def save(self, commit: bool = True) -> Any:
        if not commit or self._nieuw or self.errors:
            return super().save(commit)
        self.instance.save(update_fields=self.te_schrijven())
        self._save_m2m()
        return self.instance

    def _save_m2m(self) -> None:
        if self._nieuw or self.changed_data:
            super()._save_m2m()  # type: ignore[misc]

    @property
    def gewijzigd(self) -> dict[str, Any]:
        """De velden die de schrijver veranderde met hun waarde, na ``is_valid()``."""
        return {naam: self.cleaned_data[naam] for naam in self.changed_data if naam in self.cleaned_data}

    def te_schrijven(self) -> list[str]:
        """De kolommen van de velden die de schrijver veranderde."""
        kolommen = {veld.name for veld in self.instance._meta.concrete_fields}
        return [naam for naam in self.changed_data if naam in kolommen]

    def toon_tussendoor(self) -> None:
        """Zet naast elkaar wat er nu staat en wat de schrijver invulde; vanaf nu heeft hij dat gezien."""
        anders = [naam for naam in self.anders() if not self._gelijk(naam)]
        self.tussendoor = [self._verschil(naam) for naam in anders]
        wie = self.wie_wijzigde() or "Iemand anders"
        self.add_error(None, ValidationError(f"{wie} sloeg intussen iets anders op. {OPNIEUW}", code=CODE))
        self.data = self.data.copy()
        for naam in anders:
            if self._onaangeroerd(naam):
                self._zet(naam, self._nu(naam))
        self.data[self.add_prefix(GEZIEN)] = self.merk

    def _post_clean(self) -> None:
        self.cleaned_data.pop(GEZIEN, None)
        if any(not self._gelijk(naam) for naam in self.anders()) and (self.changed_data or self._nieuw):
            self.toon_tussendoor()
        super()._post_clean()

    @cached_property
    def _merk_terug(self) -> dict[str, Any]:
        if self.merk_van_regels is not None:
            return self.merk_van_regels
        return lees_merk(self.data.get(self.add_prefix(GEZIEN), ""))

    def _nu(self, naam: str) -> Any:
        return self.get_initial_for_field(self.fields[naam], naam)

    def _wordt(self, naam: str) -> str | None:
        """De afdruk van wat is ingevuld; ``None`` als dat niet klopt."""
        goed = getattr(self, "cleaned_data", {})  # een reeks vraagt al vóór de controle wat er veranderde
        return afdruk(goed[naam]) if naam in goed else None

    def _gelijk(self, naam: str) -> bool:
        return self._wordt(naam) == afdruk(self._nu(naam))

    def _onaangeroerd(self, naam: str) -> bool:
        return naam in self._merk_terug and self._wordt(naam) == self._merk_terug[naam]

    def _verschil(self, naam: str) -> Verschil:
        veld = self.fields[naam]
        ingevuld = self.cleaned_data[naam] if naam in self.cleaned_data else self[naam].data
        return Verschil(
            str(self[naam].label),
            _in_woorden(veld, self._nu(naam)),
            _in_woorden(veld, ingevuld),
            self._onaangeroerd(naam),
        )

    def _zet(self, naam: str, waarde: Any) -> None:
        """Alsof dit was ingevuld."""
        veld, sleutel = self.fields[naam], self.add_prefix(naam)
        klaar = veld.prepare_value(waarde)
        if isinstance(veld.widget, forms.CheckboxInput):
            self.data.pop(sleutel, None)
            if klaar:
                self.data[sleutel] = "on"
        elif isinstance(klaar, (list, tuple, set, QuerySet)):
            self.data.setlist(sleutel, [str(deel) for deel in klaar])
        else:
            getoond = veld.widget.format_value(klaar)
            self.data.setlist(sleutel, getoond if isinstance(getoond, list) else [getoond or ""])


class GezienRegels(forms.BaseInlineFormSet):
    """Een reeks regels met één merk voor alle; ook een regel weghalen die een ander net wijzigde, vraagt om nog eens kijken."""

    data: Any
    forms: Any
    model: Any
    tussendoor = False  # of er na ``is_valid()`` een regel is die een ander intussen wijzigde

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._verdwenen = self._maak_nieuw_wat_verdween() if self.is_bound else {}

    def _maak_nieuw_wat_verdween(self) -> dict[int, str]:
        """Een regel die een ander intussen verwijderde, komt als nieuwe regel achteraan: wat er is getypt blijft in beeld.

        Geeft van elk haar plaats nu en de sleutel die zij had.
        """
        begin, sleutel = f"{self.prefix}-", self.model._meta.pk.name
        try:
            aantal, totaal = (int(self.data.get(f"{begin}{naam}_FORMS", 0)) for naam in ("INITIAL", "TOTAL"))
        except ValueError:
            return {}
        er_zijn = {str(rij.pk) for rij in self.get_queryset()}
        had = {plek: self.data.get(f"{begin}{plek}-{sleutel}", "") for plek in range(min(aantal, self.absolute_max))}
        weg = [plek for plek, pk in had.items() if pk and pk not in er_zijn]
        if not weg or totaal > self.absolute_max:
            return {}
        volgorde = [*(plek for plek in had if plek not in weg), *weg, *range(aantal, totaal)]
        data = self.data.copy()
        for nieuw, oud in enumerate(volgorde):
            for naam in [naam for naam in data if naam.startswith(f"{begin}{nieuw}-")]:
                del data[naam]
            for naam in [naam for naam in self.data if naam.startswith(f"{begin}{oud}-")]:
                data.setlist(f"{begin}{nieuw}-{naam.removeprefix(f'{begin}{oud}-')}", self.data.getlist(naam))
        data[f"{begin}INITIAL_FORMS"] = str(aantal - len(weg))
        verdwenen = {volgorde.index(plek): had[plek] for plek in weg}
        for plek in verdwenen:
            data[f"{begin}{plek}-{sleutel}"] = ""
        self.data = data
        return verdwenen

    @cached_property
    def management_form(self) -> Any:
        form = super().management_form
        form.fields[GEZIEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._merk)
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields.pop(GEZIEN, None)
        if self.is_bound:
            form.merk_van_regels = self._merken.get(str(form.instance.pk), {})

    def clean(self) -> None:
        super().clean()
        weg = [form for form in self._bestaand() if form.cleaned_data.get(DELETION_FIELD_NAME)]
        anders = [form for form in weg if form.anders()]
        self.tussendoor = bool(anders) or any(form.tussendoor for form in self.forms if form not in weg)
        for plek, pk in self._verdwenen.items():
            self._meld_verdwenen(self.forms[plek], self._merken.get(pk, {}))
        if self.tussendoor:
            self.data = self.management_form.data = self.data.copy()
            self.data[self.management_form.add_prefix(GEZIEN)] = self._merk()
        if anders:
            namen = ", ".join(f"“{form.instance}”" for form in anders)
            wie = laatste_schrijver(anders[0].instance) or "Iemand anders"
            raise ValidationError(f"{wie} wijzigde {namen} terwijl jij dat wilde verwijderen. {OPNIEUW}", code=CODE)

    def _meld_verdwenen(self, form: Any, merk: dict[str, Any]) -> None:
        """Wie er niets aan deed, mist haar niet; een ander beslist of zij terugkomt."""
        eigen = [naam for naam in form.fields if naam not in (self.model._meta.pk.name, DELETION_FIELD_NAME)]
        if all(form._wordt(naam) == merk.get(naam) for naam in eigen):
            form.cleaned_data[DELETION_FIELD_NAME] = True
        elif not form.cleaned_data.get(DELETION_FIELD_NAME):
            self.tussendoor = True
            uitleg = f"Iemand anders verwijderde deze regel intussen. {OPNIEUW} Zij komt dan terug."
            form.add_error(None, ValidationError(uitleg, code=CODE))

    def _bestaand(self) -> list[Any]:
        """De regels die er al waren; wat een ander intussen verwijderde, is er niet meer."""
        return [form for form in self.forms[: self.initial_form_count()] if form.instance.pk]

    @cached_property
    def _merken(self) -> dict[str, Any]:
        merken = lees_merk(self.data.get(f"{self.prefix}-{GEZIEN}", ""))
        return {pk: merk for pk, merk in merken.items() if isinstance(merk, dict)}

    def _merk(self) -> str:
        return json.dumps({form.instance.pk: form.afdrukken() for form in self._bestaand()})


def laatste_schrijver(rij: Any) -> str:
    """De naam van wie deze rij het laatst wijzigde, als haar geschiedenis dat weet."""
    if not rij.pk or not hasattr(rij, "history"):
        return ""
    regel = rij.history.select_related("history_user").first()
    return str(regel.history_user or "") if regel else ""


def _in_woorden(veld: forms.Field, waarde: Any) -> str:
    if isinstance(veld, forms.ModelMultipleChoiceField):
        waarde = [veld.label_from_instance(rij) for rij in waarde or ()]
    elif isinstance(veld, forms.ModelChoiceField) and not isinstance(waarde, Model) and waarde:
        rij = veld.queryset.filter(pk=waarde).first() if veld.queryset is not None else None
        waarde = veld.label_from_instance(rij) if rij else waarde
    elif isinstance(veld, forms.BooleanField):
        waarde = bool(waarde)
    return leesbaar(waarde, [(str(sleutel), woord) for sleutel, woord in getattr(veld, "choices", ())])
