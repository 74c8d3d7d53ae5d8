"""De indexen die de database bijhoudt, en hoe je ze op SQLite (FTS5) en PostgreSQL (tsvector) dezelfde vraag stelt."""

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from monitoring.lezen.zoeken.vraag import Vraag, Woord


@dataclass(frozen=True, slots=True)
class Index:
    """De index van één tabel, zoals de migraties hem maken: de kolommen van de kop en die van de rest."""

    naam: str
    tabel: str
    kop: tuple[str, ...]
    rest: tuple[str, ...] = ()

    def treffers(self, vraag: Vraag, *, alleen_kop: bool = False) -> RawSQL:
        """De sleutels van de rijen waar elk woord van de vraag in staat; met ``alleen_kop`` in de kop. Voor ``pk__in``."""
        if connection.vendor == "sqlite":
            tekst = " AND ".join(map(_fts5, vraag.woorden))
            if alleen_kop:
                tekst = f"{{{' '.join(self.kop)}}} : ({tekst})"
            return RawSQL(f"SELECT rowid FROM {self.naam} WHERE {self.naam} MATCH %s", [tekst])  # noqa: S608, S611 - our own names
        tekst = " & ".join(_tsquery(woord, "A" if alleen_kop else "") for woord in vraag.woorden)
        vorm = f"acties_zoekvorm({_samen(self.kop)}, {_samen(self.rest)})"
        return RawSQL(f"SELECT id FROM {self.tabel} WHERE {vorm} @@ %s::tsquery", [tekst])  # noqa: S608, S611 - our own names


def _fts5(woord: Woord) -> str:
    """Een woord bestaat uit letters en cijfers: er valt niets te ontsnappen."""
    vormen = [f'"{vorm}"' for vorm in (woord.tekst, *woord.vormen)]
    if not woord.heel:
        vormen[0] += " *"
    return f"({' OR '.join(vormen)})"


def _tsquery(woord: Woord, gewicht: str) -> str:
    vormen = [f"'{vorm}':{gewicht}" for vorm in (woord.tekst, *woord.vormen)]
    if not woord.heel:
        vormen[0] += "*"
    return f"({' | '.join(vorm.rstrip(':') for vorm in vormen)})"


def _samen(kolommen: tuple[str, ...]) -> str:
    """Letter voor letter zoals in de migratie: anders herkent PostgreSQL zijn index niet."""
    return " || ' ' || ".join(kolommen) or "''"


ACTIE = Index("zoek_actie", "acties_actie", ("titel",), ("omschrijving",))
ONDERDEEL = Index("zoek_onderdeel", "acties_onderdeel", ("naam", "naam_in_regiovisie"), ("omschrijving",))
AMBITIE = Index("zoek_ambitie", "acties_ambitie", ("tekst",))
ORGANISATIE = Index("zoek_organisatie", "acties_organisatie", ("naam",))
BEGRIP = Index("zoek_begrip", "acties_begrip", ("term", "synoniemen"), ("definitie",))
BESLUIT = Index("zoek_besluit", "acties_besluit", ("orgaan", "kenmerk"), ("omschrijving",))
MELDING = Index("zoek_melding", "monitoring_statusmelding", ("toelichting",), ("bijsturing",))
AFSPRAAK = Index("zoek_afspraak", "monitoring_afspraak", ("wat",), ("wie", "afloop"))
REGIONAAM = Index("zoek_regionaam", "monitoring_regionaam", ("naam",))
INDEXEN = (ACTIE, ONDERDEEL, AMBITIE, ORGANISATIE, BEGRIP, BESLUIT, AFSPRAAK, MELDING, REGIONAAM)
