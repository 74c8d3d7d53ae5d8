"""Het filter van de afspraken. De keuzes zijn wat deze lezer ziet: wat er niet is, is ook niet te kiezen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from monitoring.constanten import AfspraakStand
from monitoring.verslag.afspraakregel import AfspraakRegel

TE_LAAT = "te_laat"


class AfspraakFilter(forms.Form):
    overleg = forms.ChoiceField(label="Overleg", required=False)
    organisatie = forms.ChoiceField(label="Organisatie", required=False)
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle"), (AfspraakStand.OPEN, "Open"), (TE_LAAT, "Te laat"), *AfspraakStand.choices[1:]],
    )

    def __init__(self, data: Any, *, regels: Mapping[int, AfspraakRegel], dag: date):
        super().__init__(data)
        self._regels, self._dag = regels, dag
        overleggen = {regel.overleg_slug: regel.overleg for regel in regels.values()}
        organisaties = {regel.organisatie_slug: regel.organisatie for regel in regels.values() if regel.organisatie}
        for naam, keuzes in (("overleg", overleggen), ("organisatie", organisaties)):
            veld: Any = self.fields[naam]
            veld.choices = [("", "Alle"), *sorted(keuzes.items(), key=lambda keuze: keuze[1])]

    @property
    def gekozen(self) -> dict[int, AfspraakRegel]:
        """Wat dit filter overlaat; met een keuze die er niet is alles, met de fout op de pagina."""
        if not self.is_valid():
            return dict(self._regels)
        return {pk: regel for pk, regel in self._regels.items() if self._past(regel)}

    def _past(self, regel: AfspraakRegel) -> bool:
        wil = self.cleaned_data
        return (
            wil["overleg"] in ("", regel.overleg_slug)
            and wil["organisatie"] in ("", regel.organisatie_slug)
            and (wil["stand"] in ("", regel.stand) or (wil["stand"] == TE_LAAT and regel.te_laat(self._dag)))
        )

    @property
    def in_woorden(self) -> list[str]:
        """“Overleg: PORA”, voor elk veld dat is gekozen."""
        velden: dict[str, Any] = self.fields
        return [
            f"{veld.label}: {dict(veld.choices)[self.cleaned_data[naam]]}"
            for naam, veld in velden.items()
            if self.cleaned_data[naam]
        ]
