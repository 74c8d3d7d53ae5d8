"""Een naam in de database: bewaard zoals ``schone_naam`` haar schrijft, vergeleken zoals ``gevouwen`` haar leest.

Bij elk ``Naamveld`` hoort een ``Gevouwen`` met dezelfde naam en ``_gevouwen`` erachter. Die kolom volgt de naam vanzelf, ook in
``bulk_create`` en ``loaddata``; een ``NaamUniek`` erop laat de database een tweede schrijfwijze van dezelfde naam weigeren. Wie
op een naam zoekt, vindt de rij hoe de naam ook is geschreven.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In
from django.db.models.query_utils import DeferredAttribute

from acties.rekenblad.lezen.naam import gevouwen, schone_naam

from .velden import RegelsVanNu

ACHTERVOEGSEL = "_gevouwen"


class Naamveld(RegelsVanNu, models.CharField):
    """Een naam, die schoon wordt bewaard."""

    def to_python(self, value: Any) -> Any:
        waarde = super().to_python(value)
        return schone_naam(waarde) if isinstance(waarde, str) else waarde

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        naam = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, naam)
        return naam


class _VolgtDeNaam(DeferredAttribute):
    """Wat de kolom zelf had, doet er niet toe: zij hoort altijd bij de naam van nu."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        return self if instance is None else gevouwen(getattr(instance, _naam_van(self.field.name)) or "")

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Gevouwen(RegelsVanNu, models.TextField):
    """De gevouwen vorm van een ``Naamveld``, om te vergelijken. Staat in geen formulier, bestand of geschiedenis."""

    descriptor_class = _VolgtDeNaam

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"editable": False, "serialize": False} | kwargs)


class NaamUniek(models.UniqueConstraint):
    """Het laatste veld is een ``Gevouwen``: binnen de andere velden komt de naam één keer voor, hoe ook geschreven.

    Voor de database, en dus in een migratie, is het een gewone ``UniqueConstraint``.
    """

    def deconstruct(self) -> Any:
        _, args, kwargs = super().deconstruct()
        return "django.db.models.UniqueConstraint", args, kwargs

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """De fout staat bij de naam, en noemt haar en die er al was."""
        veld = _naam_van(self.fields[-1])
        zonder = set(exclude or ()) - {self.fields[-1]}
        if veld in zonder:
            return
        try:
            super().validate(model, instance, zonder, using)
        except ValidationError:
            zelfde = {naam: getattr(instance, naam) for naam in self.fields}
            ander = model._default_manager.using(using).filter(**zelfde).exclude(pk=instance.pk).first()
            bestaand, nieuw = getattr(ander, veld, ""), schone_naam(getattr(instance, veld))
            raise ValidationError({veld: dubbel(str(self.violation_error_message), bestaand, nieuw)}) from None


def dubbel(zin: str, bestaand: str, nieuw: str) -> str:
    """``zin``, met beide schrijfwijzen erbij waar die verschillen."""
    if bestaand in ("", nieuw):
        return zin
    return f"{zin} “{bestaand}” en “{nieuw}” zijn dezelfde naam: hoofdletters en spaties maken geen verschil."


def ander(naam: str, kolom: str, was: str) -> str:
    """Een bestand noemt deze naam met iets anders in een kolom die bij de naam hoort."""
    return (
        f"“{naam}” is er al, met {kolom} “{was or 'leeg'}”. Is dit een ander, geef het dan een eigen naam: anders zou het "
        f"bestaande veranderen. Is het hetzelfde, laat {kolom} dan zoals die was; wijzigen doe je in het beheer."
    )


class NaamQuerySet(models.QuerySet):
    """Wie namen in één keer wijzigt, wijzigt ook hun gevouwen vorm."""

    def update(self, **velden: Any) -> int:
        for veld in gevouwen_velden(self.model):
            naam = velden.get(_naam_van(veld))
            if naam is not None and veld not in velden:
                if not isinstance(naam, str):
                    raise TypeError(f"Wijzig {veld} niet met een uitdrukking: de database kan een naam niet vouwen.")
                velden[veld] = gevouwen(naam)
        return super().update(**velden)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        return super().bulk_update(objs, met_gevouwen(self.model, fields), batch_size)


class MetNaam(models.Model):
    """Een rij met een ``Naamveld``. Hoe zij ook wordt bewaard, de gevouwen vorm gaat mee."""

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        for veld in gevouwen_velden(type(self)):
            if _naam_van(veld) in self.__dict__:  # anders is de naam niet gelezen, en dus niet gewijzigd
                self.__dict__.setdefault(veld, "")
        if update_fields is not None:
            update_fields = met_gevouwen(type(self), update_fields)
        super().save(update_fields=update_fields, **kwargs)


def gevouwen_velden(model: type[models.Model]) -> list[str]:
    return [veld.name for veld in model._meta.concrete_fields if isinstance(veld, Gevouwen)]


def met_gevouwen(model: type[models.Model], velden: Iterable[str]) -> list[str]:
    """Deze velden, en bij elke naam haar gevouwen vorm."""
    namen = list(velden)
    return namen + [veld for veld in gevouwen_velden(model) if _naam_van(veld) in namen and veld not in namen]


def _naam_van(gevouwen_veld: str) -> str:
    return gevouwen_veld.removesuffix(ACHTERVOEGSEL)


# Zoeken: “is” en “is een van” vergelijken de gevouwen vorm. Wat in de geschiedenis staat, heeft die niet.


def _kolom(lhs: Any) -> Any:
    """De kolom met de gevouwen vorm van de naam in ``lhs``, of ``None``."""
    if not isinstance(lhs, Col):
        return None
    try:
        return Col(lhs.alias, lhs.target.model._meta.get_field(lhs.target.name + ACHTERVOEGSEL))  # type: ignore[arg-type] # altijd een kolom
    except FieldDoesNotExist:
        return None


@Naamveld.register_lookup
class NaamIs(Exact):
    def __init__(self, lhs: Any, rhs: Any):
        kolom = _kolom(lhs) if isinstance(rhs, str) else None
        super().__init__(*((lhs, rhs) if kolom is None else (kolom, gevouwen(rhs))))


@Naamveld.register_lookup
class NaamIsEenVan(In):
    def __init__(self, lhs: Any, rhs: Any):
        kolom = None if hasattr(rhs, "resolve_expression") else _kolom(lhs)
        super().__init__(*((lhs, rhs) if kolom is None else (kolom, [gevouwen(naam) for naam in rhs])))
