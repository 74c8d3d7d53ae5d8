"""Formulieren bij een updateronde: de ronde zelf, haar termijn, en het korte meldformulier op Mijn acties."""

from django import forms

from acties.forms import Datum
from acties.models import Gebruiker, Organisatie
from acties.spoor.gezien import GezienForm
from acties.tekst import leesbaar
from monitoring.constanten import ZONDER_KOERS, Koers
from monitoring.melden.forms import MeldingForm
from monitoring.models import Updateronde


class HeleRonde(GezienForm):
    """Toetst ook regels over velden van de ronde die niet in het formulier staan."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"programma", "opent_op"}


class RondeForm(HeleRonde):
    class Meta:
        model = Updateronde
        fields = ["naam", "peildatum", "opent_op", "sluit_op", "toelichting", "acties", "organisaties"]
        help_texts = {
            "naam": "Bijvoorbeeld: Updateronde eind 2023.",
            "peildatum": "De dag waarover iedereen meldt.",
            "opent_op": "De eerste dag waarop gemeld kan worden. Die dag sturen we ook de eerste herinnering.",
        }
        widgets = {
            "peildatum": Datum,
            "opent_op": Datum,
            "sluit_op": Datum,
            "toelichting": forms.Textarea(attrs={"rows": 3}),
            "acties": forms.CheckboxSelectMultiple,
            "organisaties": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naam"].validators.append(leesbaar)
        programma = self.instance.programma
        self.fields["acties"].queryset = programma.acties.regionaal()
        self.fields["organisaties"].queryset = Organisatie.objects.filter(partijen__programma=programma).distinct()


class TermijnForm(HeleRonde):
    """Alleen de laatste dag."""

    class Meta:
        model = Updateronde
        fields = ["sluit_op"]
        labels = {"sluit_op": "Nieuwe laatste dag"}
        help_texts = {"sluit_op": ""}
        widgets = {"sluit_op": Datum}


class RondeMeldingForm(MeldingForm):
    """Het korte formulier op Mijn acties: de peildatum is die van de ronde, en een eigen concept staat er al in."""

    def __init__(self, *args, actie, peildatum, **kwargs):
        # Veel formulieren op één pagina: de namen zijn gelijk, de id's niet.
        auto_id = f"actie-{actie.nummer}-%s"
        super().__init__(*args, actie=actie, auto_id=auto_id, standaard_peildatum=peildatum, **kwargs)
        self.fields["peildatum"].disabled = True
        self.fields["peildatum"].widget = forms.HiddenInput()
        self.fields["toelichting"].widget.attrs["rows"] = 3

    @property
    def ingevuld(self):
        """Wat er getypt en gekozen is, goed of fout.

        Een veld dat niet meekwam is dat van de vorige melding; een koers of bijsturing die de pagina verborg, is er niet.
        """
        klaar = self.data.get("status") in ZONDER_KOERS
        vorige = self.vorige | ({"koers": "", "bijsturing": ""} if klaar else {})
        return {veld: self.data.get(veld, vorige[veld]).replace("\r\n", "\n").strip() for veld in self.vorige}

    @property
    def koers_uitgeklapt(self):
        """Of er bij koers en bijsturing iets staat of iets mis is: dan staat het open, ook zonder JavaScript."""
        velden = [self[naam] for naam in ("koers", "bijsturing")]
        verborgen = "openbaar" in self.fields and not self["openbaar"].value()
        return verborgen or any(veld.errors or veld.value() for veld in velden)

    @property
    def koerskop(self) -> str:
        """“Koers en bijsturing”, met de gekozen koers erachter: zo is zij te lezen zonder uit te klappen."""
        koers = self["koers"]
        woord = "" if koers.errors else dict(Koers.choices).get(koers.value() or "")
        return f"Koers en bijsturing: {woord.lower()}" if woord else "Koers en bijsturing"

    @property
    def is_ongewijzigd(self):
        """Of er niets is veranderd. Een status die hier niet is overgenomen, mag leeg zijn of die van toen."""
        nu, toen = self.ingevuld, {veld: waarde.strip() for veld, waarde in self.vorige.items()}
        if self.bron and "status" not in self.over and nu["status"] in ("", self.bron.status):
            nu = nu | {"status": toen["status"]}
        return nu == toen


class PauzeForm(GezienForm):
    class Meta:
        model = Gebruiker
        fields = ["herinneringen_vanaf"]
        labels = {"herinneringen_vanaf": "Geen herinneringen tot"}
        help_texts = {"herinneringen_vanaf": "Vanaf die dag krijg je ze weer. Leeg: je krijgt ze gewoon."}
        widgets = {"herinneringen_vanaf": Datum}
