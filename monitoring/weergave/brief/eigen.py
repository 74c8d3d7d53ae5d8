"""Wat de gemeente van een raadsbrief zelf doet: haar acties, wat daarvan anders gaat, en wat zij daarnaast doet."""

from collections.abc import Iterator

from acties.woorden import ACTIE
from monitoring.constanten import GEEN_MELDING
from monitoring.lezen.raadsbrief import Raadsbrief
from monitoring.verslag.vorm import MeldingRegel, Verslag
from monitoring.weergave.brief import zinnen
from monitoring.weergave.brief.document import Alinea, Deel, Kop, Opsomming, Tabel
from monitoring.weergave.woorden import met_teken

MEEST_EIGEN, MEEST_AFWIJKINGEN, MEEST_LOKAAL = 5, 3, 2


def eigen_acties(brief: Raadsbrief) -> Iterator[Deel]:
    """Past niet alles, dan eerst wat nog niet klaar is; wat er meer is, wordt geteld."""
    eigen = brief.beeld.eigen
    if not eigen:
        return
    yield Kop(f"Wat deed {brief.gemeente} zelf?")
    if len(eigen) > MEEST_EIGEN:
        eigen = tuple(sorted(eigen, key=lambda deel: bool(deel.regel and deel.regel.status == "afgerond")))
    yield Tabel(
        omschrijving=f"Acties die {brief.gemeente} zelf uitvoert",
        koppen=("Actie", "Planning", "Onze status", "Wat is er gebeurd?"),
        breedtes=(4.7, 2.2, 3.1, 7),
        rijen=tuple(
            (
                zinnen.naam(deel.actie),
                deel.actie.planning,
                _stand(deel.regel, brief.verslag),
                zinnen.verhaal(deel.regel),
            )
            for deel in eigen[:MEEST_EIGEN]
        ),
    )
    if (meer := len(eigen) - MEEST_EIGEN) > 0:
        yield Alinea(zinnen.en_nog(meer, f"eigen {ACTIE.bij(meer)}"))


def _stand(regel: MeldingRegel | None, verslag: Verslag) -> str:
    codes = [regel.stand if regel else GEEN_MELDING, regel.koers if regel else ""]
    return "\n".join(met_teken(verslag.legenda(code)) for code in codes if code)


def wat_anders_gaat(brief: Raadsbrief) -> Iterator[Deel]:
    if not brief.beeld.eigen:
        return
    yield Kop("Wat gaat anders dan gepland?")
    if not brief.afwijkingen and not brief.zonder_melding:
        yield Alinea("Al onze eigen acties gaan zoals gepland.")
    if brief.afwijkingen:
        yield Opsomming(
            tuple(
                Alinea(zinnen.afwijking(wat, brief.verslag), vet=len(zinnen.naam(wat.deel.actie)))
                for wat in brief.afwijkingen[:MEEST_AFWIJKINGEN]
            )
        )
    meer = len(brief.afwijkingen) - MEEST_AFWIJKINGEN
    rest = [zinnen.en_nog(meer, ACTIE.bij(meer))] if meer > 0 else []
    if brief.zonder_melding:
        rest.append(zinnen.niets_gemeld(brief.zonder_melding))
    if rest:
        yield Alinea(" ".join(rest))


def lokale_acties(brief: Raadsbrief) -> Iterator[Deel]:
    if not brief.lokaal:
        return
    yield Kop("Wat doen wij daarnaast?")
    punten = []
    for actie in brief.lokaal[:MEEST_LOKAAL]:
        regel = actie.melding or next(iter(actie.organisaties), None)
        status = brief.verslag.woord(regel.stand if regel else GEEN_MELDING).lower()
        tekst = zinnen.ingekort(regel.toelichting, zinnen.LOKAAL) if regel and regel.openbaar else ""
        punten.append(Alinea(f"{actie.titel} ({actie.planning}, {status}). {tekst}".strip(), vet=len(actie.titel)))
    yield Opsomming(tuple(punten))
    meer = len(brief.lokaal) - MEEST_LOKAAL
    nog = f" {zinnen.en_nog(meer, f'lokale {ACTIE.bij(meer)}')}" if meer > 0 else ""
    yield Alinea(f"Lokale acties tellen niet mee in de cijfers van de regio.{nog}")
