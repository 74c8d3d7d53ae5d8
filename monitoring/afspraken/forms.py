"""Formulieren van de afspraken: wat is afgesproken, en wat ervan kwam."""

from django import forms

from acties.forms import Datum
from acties.models import Actie, Organisatie
from acties.spoor.gezien import GezienForm
from acties.tekst import GEEN_PERSOONSGEGEVENS, meldtekst
from monitoring.constanten import AfspraakStand
from monitoring.models import Afspraak

_DATUM = {"required": "Kies een dag.", "invalid": "Dit is geen datum. Schrijf een datum als 31-12-2021."}

_TEKST = "Schrijf wat er is gedaan, of waarom de afspraak vervalt."


class _Formulier(GezienForm):
    """Toetst ook de regels over velden die hier niet te wijzigen zijn: anders weigert pas de database."""

    use_required_attribute = False  # een leeg vak is pas fout na versturen

    def _get_validation_exclusions(self):
        return {naam for naam in super()._get_validation_exclusions() if naam in self.fields}


class AfspraakForm(_Formulier):
    """Voor de projectleider; hoe het ervoor staat, zegt ``AfhandelForm``."""

    class Meta:
        model = Afspraak
        fields = ["overleg", "datum", "wat", "organisatie", "wie", "voor", "actie", "onderdeel"]
        labels = {
            "datum": "Datum van het overleg",
            "wat": "Wat is afgesproken?",
            "organisatie": "Welke organisatie doet dit?",
            "wie": "Functie of naam",
            "voor": "Uiterlijk op",
            "actie": "Bij welke actie hoort dit?",
            "onderdeel": "Of bij welk onderdeel?",
        }
        help_texts = {
            "wat": f"In één zin. {GEEN_PERSOONSGEGEVENS}",
            "wie": "Wie het op zich neemt: een functie, of de naam van een ambtenaar of bestuurder. "
            "Zonder organisatie is dit veld nodig. Een bezoeker zonder account ziet het niet.",
            "voor": "De dag waarop het klaar moet zijn. Daarna heet de afspraak te laat.",
        }
        widgets = {"datum": Datum, "voor": Datum, "wat": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "overleg": {"required": "Kies een overleg.", "invalid_choice": "Kies een overleg uit de lijst."},
            "datum": _DATUM,
            "wat": {"required": "Schrijf op wat er is afgesproken."},
            "voor": _DATUM,
        }

    def __init__(self, *args, vandaag, **kwargs):
        super().__init__(*args, **kwargs)
        programma, velden = self.instance.programma, self.fields
        nu = Organisatie.objects.op_peildatum(vandaag)
        velden["organisatie"].queryset = nu | Organisatie.objects.filter(pk=self.instance.organisatie_id)
        velden["actie"].queryset = Actie.objects.regionaal().filter(programma=programma)
        velden["onderdeel"].queryset = programma.onderdelen.all()
        velden["overleg"].empty_label = "Kies een overleg"
        for naam in ("organisatie", "actie", "onderdeel"):
            velden[naam].empty_label = "Geen"
        velden["wie"].validators.append(meldtekst)


class AfhandelForm(_Formulier):
    """``vrij``: of de schrijver een afspraak ook mag laten vervallen; anders zegt hij alleen dat zij is gedaan."""

    stand = forms.ChoiceField(
        label="Hoe staat het ervoor?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies hoe het ervoor staat."),
    )

    class Meta:
        model = Afspraak
        fields = ["stand", "afgehandeld_op", "afloop"]
        labels = {"afgehandeld_op": "Sinds wanneer?", "afloop": "Wat is er gedaan, of waarom vervalt de afspraak?"}
        help_texts = {"afloop": f"Dit staat op de volgende oplegger van het overleg. {GEEN_PERSOONSGEGEVENS}"}
        widgets = {"afgehandeld_op": Datum, "afloop": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"afgehandeld_op": _DATUM, "afloop": {"required": _TEKST}}

    def __init__(self, *args, vandaag, vrij, **kwargs):
        super().__init__(*args, **kwargs)
        self._vandaag = vandaag
        keuzes = [(AfspraakStand.GEDAAN, "Gedaan")]
        if vrij:
            keuzes.append((AfspraakStand.VERVALLEN, "Vervallen: het hoeft niet meer"))
        if self.instance.stand != AfspraakStand.OPEN:
            keuzes.append((AfspraakStand.OPEN, "Toch nog open"))
        else:  # wie haar niet kan heropenen, vult altijd alles in
            self.fields["afgehandeld_op"].required = self.fields["afloop"].required = True
        self.fields["stand"].choices = keuzes
        if not vrij:
            self.fields["afloop"].label = "Wat is er gedaan?"

    def clean_afgehandeld_op(self):
        dag = self.cleaned_data["afgehandeld_op"]
        if dag and dag > self._vandaag:
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
        return dag

    def clean_afloop(self):
        return self.cleaned_data["afloop"].replace("\r\n", "\n").strip()

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("stand") == AfspraakStand.OPEN:
            self._heropen(gegevens)
            return gegevens
        if "afgehandeld_op" in gegevens and not gegevens["afgehandeld_op"]:
            self.add_error("afgehandeld_op", _DATUM["required"])
        if "afloop" in gegevens and not gegevens["afloop"]:
            self.add_error("afloop", _TEKST)
        return gegevens

    def te_schrijven(self):
        """Wie heropent, laat de dag en de tekst staan zoals hij ze zag; toch gaan die leeg mee."""
        return list(self._meta.fields) if self.cleaned_data["stand"] == AfspraakStand.OPEN else super().te_schrijven()

    def _heropen(self, gegevens):
        """Wat er stond, blijft in de geschiedenis; wat iemand net typte, verdwijnt niet ongezien."""
        if gegevens.get("afloop", "") not in ("", self.stond_er("afloop")):
            self.add_error(
                "afloop", "Bij een afspraak die open is, hoort geen tekst. Maak dit veld leeg of kies Gedaan."
            )
        gegevens |= {"afgehandeld_op": None, "afloop": ""}
