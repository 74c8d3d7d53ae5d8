"""Wie in een ronde is te herinneren, en wie niet en waarom: vóór een klik op de pagina, en bij het versturen zelf."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from acties.models import Gebruiker
from monitoring.constanten import NIET_AANGEKOMEN, Afloop
from monitoring.melden.namens import HELE_REGIO
from monitoring.models import Herinnering
from monitoring.rondes.rondestand import Rondestand
from monitoring.rondes.schulden import Taak
from monitoring.rondes.uitslag import GeenMail, Uitslag
from monitoring.rondes.voortgang import melders_van, niet_actief_voor


@dataclass(frozen=True, slots=True)
class Ontvangers:
    """``melders``: per organisatie (op slug) wie er meldt. ``niet_actief``: waar iemand dat zou doen die niet actief is.

    Waar een methode ``voor`` vraagt, zijn dat de organisaties (slugs) om wie het gaat; ``None`` is iedereen.
    """

    stand: Rondestand
    dag: date
    melders: Mapping[str, list[Gebruiker]]
    niet_actief: Collection[str]

    def te_mailen(
        self, uitslag: Uitslag, voor: Collection[str] | None = None
    ) -> Iterator[tuple[Gebruiker, Sequence[Taak]]]:
        """Wie voor een van deze organisaties nog iets te melden heeft en te mailen is, met alles wat hij te melden heeft.

        Wie niet te mailen is, komt met de reden in ``uitslag``.
        """
        self._noem_wie_niemand_heeft(uitslag, voor)
        slugs: dict[Gebruiker, list[str]] = {}
        for slug, gebruikers in self.melders.items():
            for gebruiker in gebruikers:
                slugs.setdefault(gebruiker, []).append(slug)
        for gebruiker, eigen in slugs.items():
            gevraagd = [slug for slug in eigen if voor is None or slug in voor]
            if not gevraagd or not self.stand.van_samen(gevraagd).open:
                continue
            if waarom := self._bezwaar(gebruiker):
                uitslag.geen(waarom, gebruiker.naam)
            else:
                yield gebruiker, self.stand.van_samen(eigen).openstaand

    def vooruitblik(self, bezet: Mapping[int, GeenMail], voor: Collection[str] | None = None) -> Uitslag:
        """Hoe het afloopt als er nu wordt herinnerd. ``bezet`` komt uit ``bezet_op``."""
        uitslag = Uitslag()
        for gebruiker, _ in self.te_mailen(uitslag, voor):
            if waarom := bezet.get(gebruiker.pk):
                uitslag.geen(waarom, gebruiker.naam)
            else:
                uitslag.krijgt.append(gebruiker.naam)
        return uitslag

    def _bezwaar(self, gebruiker: Gebruiker) -> GeenMail | None:
        if gebruiker.herinneringen_vanaf and self.dag < gebruiker.herinneringen_vanaf:
            return GeenMail.PAUZE
        return None if gebruiker.email else GeenMail.GEEN_ADRES

    def _noem_wie_niemand_heeft(self, uitslag: Uitslag, voor: Collection[str] | None) -> None:
        for slug in sorted(_zonder(self.stand, self.melders)):
            if voor is None or slug in voor:
                naam = "de regio" if slug == HELE_REGIO else self.stand.organisaties[slug].naam
                uitslag.geen(GeenMail.NIET_ACTIEF if slug in self.niet_actief else GeenMail.NIEMAND, naam)


def ontvangers(stand: Rondestand, dag: date) -> Ontvangers:
    melders = melders_van(stand, dag)
    niet_actief = niet_actief_voor(stand, dag) if _zonder(stand, melders) else set()
    return Ontvangers(stand, dag, melders, niet_actief)


def bezet_op(dag: date) -> dict[int, GeenMail]:
    """Wie er op deze dag geen meer krijgt, en waarom: nooit twee op een dag, over alle rondes samen."""
    rijen = Herinnering.objects.filter(dag=dag) | Herinnering.objects.filter(afloop=Afloop.IN_DE_RIJ)
    return {
        gebruiker: GeenMail.IN_DE_RIJ if afloop == Afloop.IN_DE_RIJ else GeenMail.AL_GEHAD
        for gebruiker, afloop in rijen.exclude(afloop__in=NIET_AANGEKOMEN).values_list("gebruiker", "afloop")
    }


def _zonder(stand: Rondestand, melders: Mapping[str, list[Gebruiker]]) -> set[str]:
    return {slug for taak in stand.alles.openstaand for slug in taak.melders if not melders.get(slug)}
