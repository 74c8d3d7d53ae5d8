"""Formulieren om lokale acties bij te houden: toevoegen, wijzigen en laten vervallen."""

from django import forms

from acties.forms import Datum
from acties.models import Actie, Ambitie, Doelgroep
from acties.spoor.gezien import GezienForm
from acties.tekst import meldtekst

_GEEN_PERSONEN = "Geen gegevens over personen of zaken."
_JAAR = {"invalid_choice": "Kies een jaar uit de lijst."}


class DoelgroepKeuze(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.naam} ({obj.actielijn.naam})"


class LokaleActieForm(GezienForm):
    """Dezelfde velden als een actie van de regio; één tekstvak per aanjagersrol."""

    use_required_attribute = False  # een leeg vak is pas fout na versturen

    startjaar = forms.TypedChoiceField(
        label="Startjaar", coerce=int, empty_value=None, required=False, error_messages=_JAAR
    )
    eindjaar = forms.TypedChoiceField(
        label="Eindjaar", coerce=int, empty_value=None, required=False, error_messages=_JAAR
    )
    doelgroep = DoelgroepKeuze(label="Doelgroep", queryset=Doelgroep.objects.none(), required=False, empty_label="Geen")

    class Meta:
        model = Actie
        fields = [
            "titel", "omschrijving", "onderdeel", "doelgroep", "ambities", "startjaar", "eindjaar", "doorlopend",
            "planning_toelichting",
        ]  # fmt: skip
        labels = {"titel": "Titel", "omschrijving": "Wat gaan jullie doen?", "onderdeel": "Onderdeel"}
        help_texts = {
            "titel": "Kort, zoals je haar in een vergadering noemt.",
            "omschrijving": f"Voor iedereen te lezen. {_GEEN_PERSONEN}",
            "onderdeel": "Het kernelement of de actielijn waar de actie bij past.",
            "doorlopend": "Dan kies je geen jaren.",
        }
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 5}), "ambities": forms.CheckboxSelectMultiple}
        error_messages = {
            "titel": {"required": "Geef de actie een titel."},
            "onderdeel": {"required": "Kies een onderdeel.", "invalid_choice": "Kies een onderdeel uit de lijst."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        programma = self.instance.programma
        velden = self.fields
        velden["onderdeel"].queryset = programma.onderdelen.all()
        velden["onderdeel"].empty_label = "Kies een onderdeel"
        velden["doelgroep"].queryset = Doelgroep.objects.filter(actielijn__programma=programma).select_related(
            "actielijn"
        )
        velden["ambities"].queryset = Ambitie.objects.filter(actielijn__programma=programma)
        for veld in ("startjaar", "eindjaar"):
            velden[veld].choices = [("", "Kies een jaar"), *((jaar, jaar) for jaar in programma.jaren)]
        for veld in ("titel", "planning_toelichting"):
            velden[veld].validators.append(meldtekst)
        self._rollen = list(programma.aanjagersrollen.all())
        wie = {a.rol_id: a.tekst for a in self.instance.aanjagers.all()} if self.instance.pk else {}
        for rol in self._rollen:
            velden[f"rol_{rol.pk}"] = forms.CharField(
                label=f"Aanjager: {rol.naam}", required=False, max_length=200, initial=wie.get(rol.pk, ""),
                validators=[meldtekst],
            )  # fmt: skip

    def _get_validation_exclusions(self):
        """Toetst ook de regels over velden die vastliggen; het nummer komt pas bij het bewaren."""
        return super()._get_validation_exclusions() - {"programma", "lokaal_van", "uitvoering"}

    def clean_omschrijving(self):
        return self.cleaned_data["omschrijving"].replace("\r\n", "\n")

    @property
    def rolvelden(self):
        return [self[f"rol_{rol.pk}"] for rol in self._rollen]

    @property
    def aanjagers(self):
        """Per rol de tekst die de schrijver invulde of veranderde, na ``is_valid()``."""
        namen = {f"rol_{rol.pk}": rol for rol in self._rollen}
        return {rol: self.cleaned_data[naam] for naam, rol in namen.items() if naam in self.changed_data}


class VervallenForm(GezienForm):
    use_required_attribute = False  # zie hierboven

    class Meta:
        model = Actie
        fields = ["vervallen_op", "vervallen_reden"]
        labels = {"vervallen_op": "Vervallen op", "vervallen_reden": "Waarom gaat deze actie niet door?"}
        help_texts = {
            "vervallen_op": "Vanaf deze dag staat de actie bij de vervallen acties.",
            "vervallen_reden": f"Voor iedereen te lezen. {_GEEN_PERSONEN}",
        }
        widgets = {
            "vervallen_op": Datum,
            "vervallen_reden": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vervallen_op"].required = self.fields["vervallen_reden"].required = True
        self.fields["vervallen_op"].error_messages |= {
            "required": "Kies een dag.",
            "invalid": "Dit is geen datum. Schrijf een datum als 31-12-2021.",
        }
        self.fields["vervallen_reden"].error_messages["required"] = "Schrijf waarom de actie niet doorgaat."

    def clean_vervallen_op(self):
        dag, programma = self.cleaned_data["vervallen_op"], self.instance.programma
        if dag < programma.eerste_dag:
            raise forms.ValidationError("Deze dag ligt vóór het begin van het programma. Kies een latere dag.")
        return dag

    def clean_vervallen_reden(self):
        return self.cleaned_data["vervallen_reden"].replace("\r\n", "\n")
