"""Eén waarheid per jaar, op elke leespagina: wat is vastgesteld gaat voor, en wat daar nu van afwijkt staat erbij.

Elke pagina over een dag begint bij ``verslag_op``. Zij zet in ``request.geldigheid`` hoe definitief de cijfers zijn:
``basis.html`` zegt dat in de titel en boven de inhoud, zodat geen pagina het kan vergeten.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from acties.models import Overleg, Programma
from acties.woorden import opsomming, vervoegd
from monitoring.datum import datum_tekst
from monitoring.models import Evaluatie
from monitoring.verslag.bewaard import bewaar, bewaard_verslag, voor_lezer
from monitoring.verslag.geldend import jaarversies, vastgesteld_op
from monitoring.verslag.nagekomen import latere_meldingen
from monitoring.verslag.vastgesteld import Jaarstuk, lees_vastgesteld
from monitoring.verslag.vorm import TELBAAR, Verslag

VAN_NU = "nu"  # ?stand=nu: ook van een vastgesteld jaar de cijfers van nu


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarheid:
    """Wat er is vastgesteld tegenover wat er nu uit de meldingen volgt. ``nieuw``: zoveel meldingen kwamen er later bij.

    ``verschillen``: per stand “16 in plaats van 15 afgerond”. ``anders``: zoveel acties staan er nu anders voor.
    """

    jaar: int
    versie: int
    peildatum: date
    op: date
    nieuw: int
    verschillen: tuple[str, ...]
    anders: int

    @property
    def wijkt_af(self) -> bool:
        return bool(self.nieuw or self.anders)

    @property
    def zin(self) -> str:
        """“Sinds de vaststelling van 2021 zijn 2 meldingen met deze peildatum bijgekomen: 16 in plaats van 15 afgerond.”"""
        gevolg = opsomming(self.verschillen) if self.verschillen else _zonder_verschil(self.anders)
        if not self.nieuw:
            return f"Uit de gegevens van nu volgt over {self.jaar} iets anders dan is vastgesteld: {gevolg}."
        bij = vervoegd(
            self.nieuw,
            "is 1 melding met deze peildatum of eerder",
            f"zijn {self.nieuw} meldingen met deze peildatum of eerder",
        )
        return f"Sinds de vaststelling van {self.jaar} {bij} bijgekomen: {gevolg}."


def _zonder_verschil(anders: int) -> str:
    if not anders:
        return "de aantallen blijven gelijk"
    return f"de aantallen blijven gelijk, {anders} {vervoegd(anders, 'actie staat', 'acties staan')} er anders voor"


def voorlopig_in_titel(voorlopig: bool) -> str:
    """Achter de titel van een pagina, bestand of papier: “, voorlopig”; leeg als de cijfers zijn vastgesteld."""
    return ", voorlopig" if voorlopig else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geldigheid:
    """Hoe definitief de cijfers van een pagina zijn. ``waarheid`` is er alleen van een vastgesteld jaar.

    ``van_nu``: de lezer vroeg van een vastgesteld jaar de cijfers van nu. ``ander_adres``: dezelfde pagina met de andere
    cijfers; leeg als die er niet is.
    """

    voorlopig: bool
    waarheid: Waarheid | None = None
    van_nu: bool = False
    ander_adres: str = ""

    @property
    def in_titel(self) -> str:
        return voorlopig_in_titel(self.voorlopig)

    @property
    def zin(self) -> str:
        """Hoe definitief de cijfers zijn, in één zin."""
        vast = self.waarheid
        if vast is None:
            return "Deze cijfers zijn voorlopig: dit jaar is nog niet vastgesteld." if self.voorlopig else ""
        if self.van_nu:
            return f"Dit is de stand van nu over {datum_tekst(vast.peildatum)}, niet wat er over {vast.jaar} is vastgesteld."
        versie = f", versie {vast.versie}" if vast.versie > 1 else ""
        return f"Deze cijfers zijn vastgesteld op {datum_tekst(vast.op)}{versie}, en veranderen niet meer."


def merk(request: Any, *, waarheid: Waarheid | None = None, voorlopig: bool = False) -> None:
    """Zet op de pagina hoe definitief haar cijfers zijn; wijkt er iets af, dan met het adres van de stand van nu."""
    adres = ""
    if waarheid and waarheid.wijkt_af:
        dashboard = reverse("monitoring:dashboard", args=[request.programma.slug])
        adres = f"{dashboard}?peildatum={waarheid.peildatum.isoformat()}&stand={VAN_NU}"
    request.geldigheid = Geldigheid(voorlopig=voorlopig, waarheid=waarheid, ander_adres=adres)


def verslag_op(
    request: Any,
    programma: Programma,
    peildatum: date,
    *,
    overleg: Overleg | None = None,
    heeft: Callable[[Verslag], bool] | None = None,
) -> Verslag:
    """Wat deze lezer op een dag te zien krijgt: van een vastgesteld jaar wat toen is bewaard, anders de cijfers van nu.

    ``heeft``: waar de pagina over gaat, staat in dit verslag. Was dat er bij het vaststellen nog niet, dan de cijfers van nu.
    ``verslag.jaar`` is het jaar van de dag; na afloop van het programma het laatste.
    """
    vast = vastgesteld_op(programma, peildatum)
    bewaard = _bewaard(vast, overleg) if vast else None
    if vast is None or bewaard is None or (heeft and not heeft(bewaard)):
        verslag = _van_nu(request, programma, peildatum, overleg)
        merk(request, voorlopig=verslag.voorlopig)
        return _voor(request, programma, verslag, "nu", peildatum, overleg)
    van_nu = request.GET.get("stand") == VAN_NU
    vergeleken = waarheid(programma, vast, bewaard)
    request.geldigheid = Geldigheid(
        voorlopig=van_nu,
        waarheid=vergeleken,
        van_nu=van_nu,
        ander_adres=_ander_adres(request, van_nu) if van_nu or vergeleken.wijkt_af else "",
    )
    nu = replace(_van_nu(request, programma, peildatum, overleg), voorlopig=True) if van_nu else None
    return _voor(request, programma, nu or bewaard, "van_nu" if nu else vast.pk, peildatum, overleg)


def waarheid(programma: Programma, evaluatie: Evaluatie, vastgesteld: Verslag) -> Waarheid:
    """Wat er is vastgesteld tegenover nu; ``vastgesteld`` is het deel dat de lezer ziet. Bewaard tot er iets verandert."""

    def vergelijk() -> Waarheid:
        stuk = lees_vastgesteld(evaluatie.pk, evaluatie.sha256)
        overleg = Overleg.objects.filter(afkorting=vastgesteld.overleg).first() if vastgesteld.overleg else None
        return _vergelijk(
            evaluatie, stuk, vastgesteld, bewaard_verslag(programma, evaluatie.peildatum, overleg=overleg)
        )

    return bewaar(programma, ("waarheid", evaluatie.pk, vastgesteld.overleg), vergelijk)


def _vergelijk(evaluatie: Evaluatie, stuk: Jaarstuk, toen: Verslag, nu: Verslag) -> Waarheid:
    oud = {actie.nummer: actie.stand for actie in toen.acties}
    paren = ((code, getattr(toen.telling, code), getattr(nu.telling, code)) for code in (*TELBAAR, "vervallen"))
    return Waarheid(
        jaar=evaluatie.jaar,
        versie=evaluatie.versie,
        peildatum=evaluatie.peildatum,
        op=timezone.localdate(evaluatie.vastgesteld_op),
        nieuw=latere_meldingen(evaluatie, stuk).count(),
        verschillen=tuple(
            f"{aantal} in plaats van {was} {_woord(toen, code)}" for code, was, aantal in paren if aantal != was
        ),
        anders=sum(oud.get(actie.nummer) != actie.stand for actie in nu.acties),
    )


def _woord(verslag: Verslag, code: str) -> str:
    return "zonder melding" if code == "geen_melding" else verslag.woord(code).lower()


def _bewaard(vast: Evaluatie, overleg: Overleg | None) -> Verslag | None:
    stuk = lees_vastgesteld(vast.pk, vast.sha256)
    return stuk.van_overleg(overleg.slug) if overleg else stuk.regio


def _van_nu(request: Any, programma: Programma, peildatum: date, overleg: Overleg | None) -> Verslag:
    """De cijfers van nu, met de duidingen en besprekingen uit de evaluatie over het jaar van de dag, als die er is.

    Een bezoeker leest niet wat er in een nieuwe versie nog in de maak is.
    """
    jaar = min(peildatum.year, programma.eindjaar)
    versies = jaarversies(programma).get(jaar)
    vast = versies and versies.vastgesteld
    evaluatie = (vast if vast and not request.user.is_authenticated else versies.nieuwste) if versies else None
    verslag = bewaard_verslag(programma, peildatum, evaluatie=evaluatie, jaar=jaar, overleg=overleg)
    return replace(verslag, voorlopig=vast is None)


def _voor(
    request: Any, programma: Programma, verslag: Verslag, soort: Any, dag: date, overleg: Overleg | None
) -> Verslag:
    return voor_lezer(request.user, programma, verslag, soort, dag, overleg and overleg.pk)


def _ander_adres(request: Any, van_nu: bool) -> str:
    vraag = request.GET.copy()
    if van_nu:
        del vraag["stand"]
    else:
        vraag["stand"] = VAN_NU
    return f"{request.path}?{vraag.urlencode()}" if vraag else request.path


def voorlopig_bestand(jaar: int | None) -> str:
    """Waarom een bezoeker een bestand of papier van dit jaar nog niet krijgt."""
    return f"De cijfers van {jaar} zijn voorlopig. Bestanden en papieren zijn er voor iedereen zodra {jaar} is vastgesteld."


def is_voorlopig(programma: Programma, dag: date) -> bool:
    """Het jaar van deze dag (na afloop van het programma: het laatste) is niet vastgesteld."""
    versies = jaarversies(programma).get(min(dag.year, programma.eindjaar))
    return not (versies and versies.vastgesteld)


def weiger_voorlopig_bestand(request: Any, jaar: int | None, *, voorlopig: bool) -> None:
    """Een bezoeker krijgt geen bestand met cijfers die voorlopig zijn. Fout: ``PermissionDenied``."""
    if voorlopig and not request.user.is_authenticated:
        raise PermissionDenied(voorlopig_bestand(jaar))
