"""Het formulier waarmee iemand in de site een status meldt. De regels zelf staan bij het model (``Statusmelding.clean``)."""

from uuid import uuid4

from django import forms

from acties.forms import Datum
from monitoring.constanten import STATUSSEN_ORGANISATIE, STATUSSEN_REGIO, Koers, Status
from monitoring.melden.melding import NIETS_GEZIEN, OVERNEMEN, herhaalt_reden
from monitoring.models import Statusmelding

_OPNIEUW = "Het formulier is niet compleet verstuurd. Controleer je melding en verstuur haar nog een keer."


def _met_teken(keuzes):
    """Keuzes met hun teken ervoor; n.v.t. is zijn eigen teken."""
    return [
        (
            keuze.value,
            keuze.label if keuze.teken.casefold() == keuze.label.casefold() else f"{keuze.teken} {keuze.label}",
        )
        for keuze in keuzes
    ]


class MeldingForm(forms.ModelForm):
    """Een nieuwe melding over één actie, namens één organisatie of (``None``) de hele regio.

    De verborgen velden: ``gebaseerd_op`` is de melding die de melder zag, ``verzoek`` het kenmerk waaraan een dubbele
    verzending te herkennen is. Namens wie het is, kiest de view; een extra veld in het verzoek verandert daar niets aan.
    """

    gebaseerd_op = forms.IntegerField(widget=forms.HiddenInput)
    verzoek = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Statusmelding
        fields = ["status", "koers", "toelichting", "bijsturing", "peildatum", "openbaar"]
        widgets = {
            "status": forms.RadioSelect,
            "koers": forms.RadioSelect,
            "toelichting": forms.Textarea(attrs={"rows": 5}),
            "bijsturing": forms.Textarea(attrs={"rows": 3}),
            "peildatum": Datum,
        }
        labels = {"toelichting": "Wat is er gebeurd?", "openbaar": "Iedereen mag deze tekst lezen"}
        help_texts = {
            "koers": "Kies je aandacht of vastgelopen, vertel dan wat er is gebeurd en wat jullie eraan doen.",
            "toelichting": "Schrijf kort en voor iedereen leesbaar. Geen gegevens over personen of casussen.",
            "bijsturing": "Wat doen jullie om weer op koers te komen?",
            "peildatum": "De dag waarvoor je melding geldt: zo stond het er toen voor.",
            "openbaar": "Uit: alleen wie inlogt leest de tekst. De status telt altijd mee.",
        }
        error_messages = {
            "status": {"required": "Kies een status.", "invalid_choice": "Kies een status uit de lijst."},
            "koers": {"invalid_choice": "Kies een koers uit de lijst, of geen koers."},
            "peildatum": {
                "required": "Kies een peildatum.",
                "invalid": "Dit is geen datum. Schrijf een datum als 31-12-2021.",
            },
        }

    def __init__(self, *args, actie, organisatie, door, op, laatste=None, standaard_peildatum=None, **kwargs):
        initial = {"gebaseerd_op": laatste.pk if laatste else NIETS_GEZIEN, "verzoek": uuid4()}
        initial |= {"peildatum": standaard_peildatum}
        # Een tekst die niet openbaar is, komt niet ongemerkt in een openbare melding van een ander terecht. En n.v.t.
        # geldt alleen voor wie het zei.
        eigen = laatste is not None and laatste.organisatie == organisatie
        if laatste and (laatste.openbaar or door.is_projectleider) and (eigen or laatste.status != Status.NVT):
            initial |= {veld: getattr(laatste, veld) for veld in OVERNEMEN}
        instance = Statusmelding(actie=actie, organisatie=organisatie, gemeld_door=door, gemeld_op=op)
        super().__init__(*args, initial=initial, instance=instance, **kwargs)
        statussen = STATUSSEN_ORGANISATIE if organisatie else STATUSSEN_REGIO
        if actie.is_lokaal:  # gaat zij niet door, dan vervalt zij
            statussen = [status for status in statussen if status != Status.NVT]
        self.fields["status"].choices = _met_teken(statussen)
        self.fields["koers"].choices = [("", "Geen koers"), *_met_teken(Koers)]
        if not door.is_projectleider:
            del self.fields["openbaar"]
        self.vorige = {veld: self.initial.get(veld) or "" for veld in ("status", "koers", "toelichting", "bijsturing")}

    def clean(self):
        """Ontbreekt er een verborgen veld, dan krijgt het formulier een nieuw: de melder kan daar zelf niets aan doen."""
        kapot = {"gebaseerd_op", "verzoek"} & set(self.errors)
        if kapot:
            self.data = self.data.copy()
            for veld in kapot:
                del self.errors[veld]
                self.data[veld] = self.initial[veld]
            self.add_error(None, _OPNIEUW)
        return super().clean()

    def _post_clean(self):
        """Na de regels van het model, zodat dezelfde fout er maar één keer staat."""
        super()._post_clean()
        gegevens = self.cleaned_data
        vorige = {f"vorige_{veld}": self.vorige[veld] for veld in ("status", "toelichting")}
        if herhaalt_reden(gegevens.get("status", ""), gegevens.get("toelichting", ""), **vorige):
            self.add_error("toelichting", f"Vertel waarom dit voor {self.instance.organisatie} niet van toepassing is.")

    def clean_toelichting(self):
        return self._zonder_regelterugloop("toelichting")

    def clean_bijsturing(self):
        return self._zonder_regelterugloop("bijsturing")

    def _zonder_regelterugloop(self, veld):
        """Een browser stuurt twee tekens per nieuwe regel; bewaard wordt er één, zoals in Excel."""
        return self.cleaned_data[veld].replace("\r\n", "\n")

    @property
    def velden(self):
        """Wat ``melden`` nodig heeft; alleen van een geldig formulier."""
        return {veld: self.cleaned_data[veld] for veld in self.Meta.fields if veld in self.cleaned_data}

    def zegt_hetzelfde_als(self, melding):
        """Of ``melding`` precies is wat hier is ingevuld: dan is dit een tweede verzending, anders een nieuwe tekst."""
        waarover = (melding.actie_id, melding.organisatie_id) == (self.instance.actie_id, self.instance.organisatie_id)
        return waarover and all(getattr(melding, veld) == waarde for veld, waarde in self.velden.items())

    def neem_over(self, fout):
        """Zet een fout die pas bij het bewaren bleek bij het veld waar zij bij hoort."""
        for veld, fouten in fout.message_dict.items():
            zichtbaar = veld in self.fields and not self[veld].is_hidden
            self.add_error(veld if zichtbaar else None, fouten)

    def na(self, melding):
        """Hetzelfde ingevulde formulier, maar nu in de wetenschap van ``melding``."""
        self.data = self.data.copy()
        self.data["gebaseerd_op"] = melding.pk
        self.data["verzoek"] = uuid4()
        return self
