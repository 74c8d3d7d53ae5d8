"""Een tabel als bestand: strenge koppen, dubbele sleutels, rechten per rij, en alles of niets."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import conditional_escape, format_html
from import_export import resources, results
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget

from acties.models.naam import Naamveld, ander
from acties.rekenblad.lezen.fout import HELE_RIJ, Celfout
from acties.rekenblad.lezen.kolommen import kolom_voor
from acties.rekenblad.lezen.naam import gevouwen
from acties.rekenblad.lezen.tekst import schone_tekst

MEEST_GETOOND = 50
ONVERWACHT = "Deze rij is niet te verwerken. Controleer de waarden."


class Uitkomst(results.Result):
    """De uitkomst, met fouten die hun rij (zoals Excel telt) en hun kolom noemen."""

    kolommen: dict[str, str]
    regelnummers: list[int]
    opmerkingen: list[str]

    @property
    def celfouten(self):
        fouten = [
            Celfout(rij=self.regelnummers[rij.number - 1], kolom=self.kolommen.get(veld, HELE_RIJ), melding=melding)
            for rij in self.invalid_rows
            for veld, meldingen in rij.error_dict.items()
            for melding in meldingen
        ]
        fouten += [Celfout(rij=self.regelnummers[rij.number - 1], melding=ONVERWACHT) for rij in self.error_rows]
        return sorted(fouten, key=lambda fout: fout.rij)

    @property
    def eerste_celfouten(self):
        return self.celfouten[:MEEST_GETOOND]


class Verschil(resources.Diff):
    """Wat er in een rij verandert, als oud en nieuw naast elkaar."""

    def as_html(self):
        return [
            conditional_escape(nieuw)
            if self.new or oud == nieuw
            else format_html("<del>{}</del> <ins>{}</ins>", oud, nieuw)
            for oud, nieuw in zip(self.left, self.right, strict=True)
        ]


class Tabel(resources.ModelResource):
    """De basis van elke resource. ``mag(obj, nieuw)`` zegt of de rij mag; zonder ``mag`` leest niets in."""

    verwant: tuple[str, ...] = ()
    vooraf: tuple[str, ...] = ()
    alleen_uitvoer: tuple[str, ...] = ()

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        chunk_size = 2000

    def __init__(self, *, mag=None, door=None, op=None, kenmerk=""):
        super().__init__()
        self.mag, self.door, self.op, self.kenmerk = mag, door, op, kenmerk

    @classmethod
    def get_result_class(cls):
        return Uitkomst

    @classmethod
    def get_diff_class(cls):
        return Verschil

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        kolom = kolom_voor(django_field, sleutel=field_name in cls._meta.import_id_fields)
        return Field(field_name, field_name, kolom, default=django_field.default, readonly=readonly)

    # Inlezen

    def import_data(self, dataset, dry_run=False, **kwargs):
        """Controleert eerst het bestand als geheel; daarna alles of niets."""
        namen = {gevouwen(veld.column_name): veld.column_name for veld in self.fields.values()}
        dataset.headers = [namen.get(gevouwen(kop), kop) for kop in dataset.headers]
        fouten = [*self._fouten_in_koppen(dataset.headers)] or [*self._dubbele_sleutels(dataset)]
        if fouten:
            uitkomst = Uitkomst()
            for fout in fouten:
                uitkomst.append_base_error(results.Error(ValueError(fout)))
        else:
            uitkomst = super().import_data(dataset, dry_run, **(kwargs | {"rollback_on_validation_errors": True}))
        uitkomst.regelnummers, uitkomst.opmerkingen = dataset.regelnummers, dataset.opmerkingen
        uitkomst.kolommen = {veld.attribute: veld.column_name for veld in self.get_import_fields()}
        return uitkomst

    def _leeskolommen(self):
        return [veld.column_name for veld in self.get_import_fields() if veld.column_name not in self.alleen_uitvoer]

    def _fouten_in_koppen(self, koppen):
        bekend = {veld.column_name for veld in self.fields.values()}
        for kop in dict.fromkeys(koppen):
            if koppen.count(kop) > 1:
                yield f"Kolom “{kop}” staat {koppen.count(kop)} keer in het bestand."
            if kop not in bekend:
                yield f"Kolom “{kop}” is onbekend. De kolommen zijn: {', '.join(self._leeskolommen())}."
        for kop in self._leeskolommen():
            if kop not in koppen:
                yield f"Kolom “{kop}” ontbreekt."

    def sleutelkolommen(self):
        """De kolommen die een rij aanwijzen; het programma hoort erbij als het een kolom is."""
        namen = [self.fields[naam].column_name for naam in self._meta.import_id_fields]
        return namen if "programma" in namen or "programma" not in self._leeskolommen() else ["programma", *namen]

    def _dubbele_sleutels(self, dataset):
        kolommen, gezien = self.sleutelkolommen(), {}
        for regel, rij in zip(dataset.regelnummers, dataset.dict, strict=True):
            sleutel = tuple(gevouwen(str(rij[kolom] if rij[kolom] is not None else "")) for kolom in kolommen)
            if sleutel in gezien:
                yield f"Rij {regel} heeft dezelfde {' en '.join(kolommen)} als rij {gezien[sleutel]}."
            gezien.setdefault(sleutel, regel)

    def before_import_row(self, row, **kwargs):
        """Een sleutel die niet te lezen is, is een fout in die kolom en niet in de hele rij."""
        fouten = {}
        for naam in self._meta.import_id_fields:
            try:
                self.fields[naam].clean(row)
            except ValueError as fout:
                fouten[self.fields[naam].attribute] = str(fout)
        if fouten:
            raise ValidationError(fouten)

    def after_init_instance(self, instance, new, row, **kwargs):
        if self.mag is None or not self.mag(instance, nieuw=new):
            handeling = "toevoegen" if new else "wijzigen"
            raise ValidationError(f"Je mag deze {self._meta.model._meta.verbose_name} niet {handeling}.")

    def import_instance(self, instance, row, **kwargs):
        """Zoals de basis, maar toetst ook meervoudige verwijzingen; wat een rekenblad niet bewaart, is geen verschil."""
        fouten, vast = {}, getattr(self._meta.model, "VAST", ())
        for veld in self.get_import_fields():
            meervoudig = isinstance(veld.widget, ManyToManyWidget)
            oud = None if meervoudig or "__" in veld.attribute else getattr(instance, veld.attribute, None)
            try:
                if meervoudig:
                    veld.clean(row)
                else:
                    self.import_field(veld, instance, row, **kwargs)
            except ValueError as fout:
                fouten[veld.attribute] = ValidationError(str(fout))
                continue
            if instance.pk and veld.attribute in vast and getattr(instance, veld.attribute) != oud:
                fouten[veld.attribute] = ander(str(instance), veld.column_name, str(oud or ""))
            if isinstance(oud, str) and self._zelfde(veld, getattr(instance, veld.attribute), oud):
                setattr(instance, veld.attribute, oud)
        if fouten:
            raise ValidationError(fouten)

    def _zelfde(self, veld, nieuw, oud):
        """Wat een rekenblad niet bewaart is geen verschil, en een andere schrijfwijze van de naam van de rij ook niet."""
        if nieuw == schone_tekst(oud):
            return True
        naam = isinstance(self._meta.model._meta.get_field(veld.attribute), Naamveld)
        return naam and veld.attribute in self._meta.import_id_fields and gevouwen(nieuw) == gevouwen(oud)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as fout:
            eigen = {veld.attribute for veld in self.get_import_fields()}
            meldingen = {}
            for naam, lijst in fout.message_dict.items():
                meldingen.setdefault(naam if naam in eigen else NON_FIELD_ERRORS, []).extend(lijst)
            raise ValidationError(meldingen) from fout

    # Uitvoeren

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related(*self.verwant).prefetch_related(*self.vooraf)

    def after_export(self, queryset, dataset, **kwargs):
        dataset.title = str(self._meta.model._meta.verbose_name_plural).capitalize()
