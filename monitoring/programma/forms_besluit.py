"""Formulieren bij een besluit: eerst de soort en de actie, dan precies wat die soort vraagt."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Max

from acties.constanten import HOOGSTE_REGIONUMMER, BesluitSoort, Uitvoering
from acties.forms import Datum
from acties.models import Actie, Ambitie, Besluit, Doelgroep, Onderdeel, Overleg, Partij
from acties.spoor.gezien import GezienForm, laatste_schrijver
from acties.tekst import GEEN_PERSOONSGEGEVENS, leesbaar, meldtekst
from acties.wijzigen.besluit import PLANNING, Gevolg
from acties.wijzigen.doorlopen import voorstel

# Deze soorten veranderen een actie die er al is.
OVER_EEN_ACTIE = {
    BesluitSoort.VERVALLEN,
    BesluitSoort.SAMENGEVOEGD,
    BesluitSoort.DOORGESCHOVEN,
    BesluitSoort.VERPLAATST,
    BesluitSoort.VERANTWOORDELIJKE,
}
LANGE_TEKSTEN = {"omschrijving", "actie_omschrijving"}
NIET_IN_DE_TOEKOMST = "Deze dag is nog niet geweest. Leg vast wat al is besloten."


class Keuzelijst(forms.TextInput):
    """Een tekstveld met voorstellen; wat er niet bij staat, kun je typen."""

    template_name = "acties/_keuzelijst.html"
    voorstellen: list[str] = []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["voorstellen"] = self.voorstellen
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-voorstellen"
        return context


class KiesForm(forms.Form):
    """De eerste stap: wat voor besluit, en over welke actie. Komt in het adres."""

    soort = forms.ChoiceField(label="Wat is er besloten?", choices=BesluitSoort, widget=forms.RadioSelect)
    actie = forms.ModelChoiceField(
        Actie.objects.none(),
        to_field_name="nummer",
        required=False,
        label="Over welke actie?",
        help_text="Bij samenvoegen: de actie die blijft. Niet nodig bij een nieuwe actie.",
        empty_label="Geen",
    )

    use_required_attribute = False

    def __init__(self, *args, programma, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actie"].queryset = programma.acties.regionaal()

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("soort") in OVER_EEN_ACTIE and not gegevens.get("actie") and "actie" not in self.errors:
            self.add_error("actie", "Kies de actie waar het besluit over gaat.")
        return gegevens


class BesluitForm(GezienForm):
    """Wie het wanneer besloot, en wat. Ook om een besluit te verbeteren; de actie verandert daar niet door."""

    use_required_attribute = False

    class Meta:
        model = Besluit
        fields = ["orgaan", "datum", "kenmerk", "omschrijving"]
        labels = {"orgaan": "Wie besloot het?", "datum": "Wanneer?"}
        help_texts = {
            "orgaan": "Een overleg, college of stuurgroep.",
            "kenmerk": "Het nummer van het stuk, als dat er is.",
            "omschrijving": f"Eén of twee zinnen, voor iedereen te lezen. {GEEN_PERSOONSGEGEVENS}",
        }
        widgets = {"orgaan": Keuzelijst, "datum": Datum, "omschrijving": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, vandaag: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        eerder = Besluit.objects.filter(programma=self.instance.programma).order_by().values_list("orgaan", flat=True)
        namen = {*eerder.distinct(), *Overleg.objects.values_list("afkorting", flat=True)}
        self.fields["orgaan"].widget.voorstellen = sorted(namen)
        for naam, veld in self.fields.items():
            if isinstance(veld, forms.CharField):
                veld.validators.append(meldtekst if naam in LANGE_TEKSTEN else leesbaar)

    def clean_datum(self):
        if self.cleaned_data["datum"] > self.vandaag:
            raise ValidationError(NIET_IN_DE_TOEKOMST)
        return self.cleaned_data["datum"]

    def gevolg(self) -> Gevolg:
        """Wat er aan de acties verandert, na ``is_valid()``."""
        return Gevolg()

    def toon(self, fout: ValidationError) -> None:
        """Zet de fouten van de handeling bij hun veld, of bovenaan als dat hier niet bestaat."""
        for veld, fouten in getattr(fout, "error_dict", {NON_FIELD_ERRORS: [fout]}).items():
            self.add_error(veld if veld in self.fields else None, fouten)


class VervallenForm(BesluitForm):
    vervallen_op = forms.DateField(
        label="Vanaf wanneer vervalt de actie?",
        required=False,
        widget=Datum,
        help_text="Leeg: op de dag van het besluit.",
    )
    field_order = ["orgaan", "datum", "kenmerk", "omschrijving", "vervallen_op"]

    class Meta(BesluitForm.Meta):
        labels = {**BesluitForm.Meta.labels, "omschrijving": "Wat is besloten, en waarom vervalt de actie?"}
        help_texts = {
            **BesluitForm.Meta.help_texts,
            "omschrijving": f"Staat ook als reden bij de actie. {GEEN_PERSOONSGEGEVENS}",
        }

    def gevolg(self):
        dag = self.cleaned_data["vervallen_op"] or self.cleaned_data["datum"]
        return Gevolg(velden={"vervallen_op": dag, "vervallen_reden": self.cleaned_data["omschrijving"]})


class DoorgeschovenForm(VervallenForm):
    """De actie eindigt in dit programma en gaat verder in het volgende: dat is geen vervallen."""

    field_order = VervallenForm.field_order

    class Meta(BesluitForm.Meta):
        labels = {**BesluitForm.Meta.labels, "omschrijving": "Wat is besloten, en waarom gaat de actie later verder?"}
        help_texts = VervallenForm.Meta.help_texts

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vervallen_op"].label = "Vanaf wanneer telt de actie hier niet meer mee?"


class OverActieForm(BesluitForm):
    """Een besluit over wat er nu van een actie staat: wijzigde een ander dat intussen, dan eerst dat bekijken."""

    van_de_actie: tuple[str, ...] = ()

    class Meta(BesluitForm.Meta):
        pass

    def gezien_velden(self):
        return self.van_de_actie

    def wie_wijzigde(self):
        return laatste_schrijver(self.instance.actie)


class Planning(forms.Form):
    startjaar = forms.IntegerField(label="Startjaar", required=False)
    eindjaar = forms.IntegerField(label="Eindjaar", required=False)
    doorlopend = forms.BooleanField(
        label="Doorlopend", required=False, help_text="Een doorlopende actie heeft geen jaren."
    )
    planning_toelichting = forms.CharField(label="Toelichting op de planning", required=False, max_length=200)


class VerplaatstForm(Planning, OverActieForm):
    """Begint met de planning van nu."""

    van_de_actie = (*PLANNING, "planning_toelichting")
    field_order = [*PLANNING, "planning_toelichting", *BesluitForm.Meta.fields]

    class Meta(BesluitForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {veld: getattr(self.instance.actie, veld) for veld in self.van_de_actie}

    def gevolg(self):
        return Gevolg(velden={veld: self.cleaned_data[veld] for veld in self.van_de_actie})


class VerantwoordelijkeForm(OverActieForm):
    van_de_actie = ("hoofdverantwoordelijken",)
    hoofdverantwoordelijken = forms.ModelMultipleChoiceField(
        Partij.objects.none(), label="Wie wordt hoofdverantwoordelijk?", widget=forms.CheckboxSelectMultiple
    )
    field_order = ["hoofdverantwoordelijken", *BesluitForm.Meta.fields]

    class Meta(BesluitForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hoofdverantwoordelijken"].queryset = self.instance.programma.partijen.all()
        self.initial["hoofdverantwoordelijken"] = list(self.instance.actie.hoofdverantwoordelijken.all())

    def gevolg(self):
        return Gevolg(partijen=list(self.cleaned_data["hoofdverantwoordelijken"]))


class ActieKeuze(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return f"{obj} (vervallen)" if obj.vervallen_op else str(obj)


class SamengevoegdForm(BesluitForm):
    opgaand = ActieKeuze(
        Actie.objects.none(),
        label="Welke acties gaan op in deze actie?",
        help_text="Zij vervallen op de dag van het besluit, met een verwijzing. Hun meldingen blijven staan.",
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["opgaand", *BesluitForm.Meta.fields]

    class Meta(BesluitForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opgaand"].queryset = self.instance.programma.acties.regionaal().exclude(pk=self.instance.actie_id)

    def gevolg(self):
        return Gevolg(opgaand=list(self.cleaned_data["opgaand"]))


ACTIEVELDEN = ["nummer", "titel", "omschrijving", "onderdeel", "doelgroep", "ambities", "uitvoering"]


class ToegevoegdForm(Planning, BesluitForm):
    """De nieuwe actie en het besluit in één formulier. Aanjagers komen daarna, in het beheer.

    ``uit``: de actie van het vorige programma die hier verdergaat; het formulier begint met wat daar stond.
    """

    nummer = forms.IntegerField(label="Nummer", min_value=1, max_value=HOOGSTE_REGIONUMMER)
    titel = forms.CharField(label="Titel", max_length=200)
    actie_omschrijving = forms.CharField(
        label="Omschrijving van de actie", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    onderdeel = forms.ModelChoiceField(Onderdeel.objects.none(), label="Onderdeel", empty_label="Kies een onderdeel")
    doelgroep = forms.ModelChoiceField(Doelgroep.objects.none(), label="Doelgroep", required=False, empty_label="Geen")
    ambities = forms.ModelMultipleChoiceField(
        Ambitie.objects.none(),
        label="Draagt bij aan deze ambities",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hoofdverantwoordelijken = forms.ModelMultipleChoiceField(
        Partij.objects.none(), label="Hoofdverantwoordelijken", widget=forms.CheckboxSelectMultiple
    )
    uitvoering = forms.ChoiceField(
        label="Uitvoering", choices=Uitvoering, initial=Uitvoering.REGIONAAL, widget=forms.RadioSelect
    )
    field_order = [
        "nummer", "titel", "actie_omschrijving", "onderdeel", "doelgroep", "ambities", "hoofdverantwoordelijken", "uitvoering",
        *PLANNING, "planning_toelichting", *BesluitForm.Meta.fields,
    ]  # fmt: skip

    class Meta(BesluitForm.Meta):
        pass

    def __init__(self, *args, uit=None, **kwargs):
        super().__init__(*args, **kwargs)
        programma = self.instance.programma
        self.uit = uit
        self.initial |= voorstel(uit, programma) if uit else {}
        self.fields["onderdeel"].queryset = programma.onderdelen.all()
        self.fields["doelgroep"].queryset = Doelgroep.objects.filter(actielijn__programma=programma)
        self.fields["ambities"].queryset = Ambitie.objects.filter(actielijn__programma=programma)
        self.fields["hoofdverantwoordelijken"].queryset = programma.partijen.all()
        self.initial["nummer"] = (programma.acties.regionaal().aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1

    def gevolg(self):
        gegevens = self.cleaned_data
        velden: dict[str, Any] = {
            veld: gegevens[veld] for veld in (*ACTIEVELDEN, *PLANNING, "planning_toelichting") if veld != "omschrijving"
        }
        velden |= {"omschrijving": gegevens["actie_omschrijving"], "voortgekomen_uit": self.uit}
        return Gevolg(velden=velden, partijen=list(gegevens["hoofdverantwoordelijken"]))


class OverigForm(BesluitForm):
    """Een ander besluit; het mag over een actie gaan, maar verandert daar niets aan."""

    class Meta(BesluitForm.Meta):
        pass


FORMULIEREN: dict[str, type[BesluitForm]] = {
    BesluitSoort.TOEGEVOEGD: ToegevoegdForm,
    BesluitSoort.VERVALLEN: VervallenForm,
    BesluitSoort.SAMENGEVOEGD: SamengevoegdForm,
    BesluitSoort.DOORGESCHOVEN: DoorgeschovenForm,
    BesluitSoort.VERPLAATST: VerplaatstForm,
    BesluitSoort.VERANTWOORDELIJKE: VerantwoordelijkeForm,
    BesluitSoort.OVERIG: OverigForm,
}
