"""Het formulier waarmee iemand in de site een status meldt. De regels zelf staan bij het model (``Statusmelding.clean``)."""

from uuid import uuid4

from django import forms
from django.utils.html import format_html

from acties.forms import Datum
from acties.spoor.nakijken import Nakijken
from monitoring.constanten import STATUSSEN_ORGANISATIE, STATUSSEN_REGIO, ZONDER_KOERS, Koers, Status
from monitoring.melden.melding import NIETS_GEZIEN, herhaalt_reden
from monitoring.melden.overname import inhoud, laatste_woord, over_te_nemen, van_welke_dag
from monitoring.models import Statusmelding
from monitoring.models.melding import afzender

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


def geen_bijsturing(status):
    woord = Status(status).label.lower()
    return (
        f"Een actie die {woord} is, stuur je niet meer bij. Zet deze tekst bij “Wat is er gebeurd?”, of haal hem weg."
    )


class MeldingForm(Nakijken, forms.ModelForm):
    """Een nieuwe melding over één actie, namens één organisatie of (``None``) de hele regio.

    De verborgen velden: ``gebaseerd_op`` is de melding die de melder zag, ``verzoek`` het kenmerk waaraan een dubbele
    verzending te herkennen is. Namens wie het is, kiest de view; een extra veld in het verzoek verandert daar niets aan.

    Het begint met wat de laatste eigen melding zei, en zegt dat bij elk veld. Met ``corrigeert`` begint het met die melding,
    ook met haar peildatum. ``concept`` is wat de melder hier eerder invulde en nog niet meldde.
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
            "koers": (
                "Kies je aandacht of vastgelopen, vertel dan wat er is gebeurd en wat jullie eraan doen. "
                "Wat is afgerond of vervallen, heeft geen koers: kies dan geen koers."
            ),
            "toelichting": "Schrijf kort en voor iedereen leesbaar. Geen gegevens over personen of zaken.",
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

    def __init__(
        self,
        *args,
        actie,
        organisatie,
        door,
        op,
        laatste=None,
        standaard_peildatum=None,
        corrigeert=None,
        concept=None,
        **kwargs,
    ):
        self.bron, self.corrigeert = corrigeert or laatste, corrigeert
        self.over = inhoud(corrigeert) if corrigeert else over_te_nemen(laatste, organisatie, door=door)
        initial = {
            "gebaseerd_op": laatste.pk if laatste else NIETS_GEZIEN,
            "verzoek": uuid4(),
            "peildatum": corrigeert.peildatum if corrigeert else standaard_peildatum,
            **self.over,
            **(concept or {}),
        }
        self.door = door
        instance = Statusmelding(actie=actie, organisatie=organisatie, gemeld_op=op, **afzender(door))
        super().__init__(*args, initial=initial, instance=instance, **kwargs)
        statussen = STATUSSEN_ORGANISATIE if organisatie else STATUSSEN_REGIO
        if actie.is_lokaal:  # gaat zij niet door, dan vervalt zij
            statussen = [status for status in statussen if status != Status.NVT]
        self.fields["status"].choices = _met_teken(statussen)
        self.fields["koers"].choices = [("", "Geen koers"), *_met_teken(Koers)]
        if not door.is_projectleider:
            del self.fields["openbaar"]
        self.vorige = {veld: self.over.get(veld, "") for veld in ("status", "koers", "toelichting", "bijsturing")}
        if self.over and not corrigeert:
            self._noem_overname()
            if "status" not in self.over:
                self.fields["status"].help_text = laatste_woord(self.bron)

    def _noem_overname(self):
        """Bij elk veld dat nog is zoals het is overgenomen, staat van welke dag dat komt."""
        for naam in self.over.keys() & self.fields.keys():
            veld, waarde = self.fields[naam], self.initial[naam]
            if self.is_bound:
                waarde = veld.widget.value_from_datadict(self.data, self.files, self.add_prefix(naam))
            if waarde == self.over[naam] != "":
                dag = van_welke_dag(self.bron)
                veld.help_text = format_html("<strong>{}</strong> {}", dag, veld.help_text)

    @property
    def zonder_koers(self):
        """De statussen waar geen koers bij hoort, voor de pagina die haar dan verbergt."""
        return " ".join(ZONDER_KOERS)

    def clean(self):
        """Ontbreekt er een verborgen veld, dan krijgt het formulier een nieuw: de melder kan daar zelf niets aan doen.

        Een koers of bijsturing die alleen was overgenomen, gaat niet mee met wat klaar is of niet doorgaat; het bewijs zegt
        het. Wat de melder zelf koos of schreef wel: daar komt een fout van, en zijn tekst blijft staan.
        """
        kapot = {"gebaseerd_op", "verzoek"} & set(self.errors)
        if kapot:
            self.data = self.data.copy()
            for veld in kapot:
                del self.errors[veld]
                self.data[veld] = self.initial[veld]
            self.add_error(None, _OPNIEUW)
        gegevens = super().clean()
        if gegevens.get("status") in ZONDER_KOERS:
            for veld in ("koers", "bijsturing"):
                if gegevens.get(veld, "") == self.over.get(veld, "").strip():
                    gegevens[veld] = ""
            if gegevens.get("bijsturing"):
                self.add_error("bijsturing", geen_bijsturing(gegevens["status"]))
        return gegevens

    def _post_clean(self):
        """Na de regels van het model, zodat dezelfde fout er maar één keer staat."""
        super()._post_clean()
        gegevens = self.cleaned_data
        vorige = {f"vorige_{veld}": self.vorige[veld] for veld in ("status", "toelichting")}
        if herhaalt_reden(gegevens.get("status", ""), gegevens.get("toelichting", ""), **vorige):
            self.add_error("toelichting", f"Vertel waarom dit voor {self.instance.organisatie} niet van toepassing is.")

    def stond_er(self, veld):
        """De tekst van de vorige melding: een eigen concept is nog niet nagekeken."""
        return self.vorige.get(veld, "")

    def clean_toelichting(self):
        return self._zonder_regelterugloop("toelichting")

    def clean_bijsturing(self):
        return self._zonder_regelterugloop("bijsturing")

    def _zonder_regelterugloop(self, veld):
        """Een browser stuurt twee tekens per nieuwe regel; bewaard wordt er één, zoals in Excel."""
        return self.cleaned_data[veld].replace("\r\n", "\n")

    @property
    def velden(self):
        """Wat ``melden`` nodig heeft; alleen van een geldig formulier.

        Wie niet kiest of een tekst openbaar is, laat dat bij een correctie zoals het was.
        """
        vast = {"openbaar": self.corrigeert.openbaar} if self.corrigeert else {}
        return vast | {veld: self.cleaned_data[veld] for veld in self.Meta.fields if veld in self.cleaned_data}

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
