"""Namen in een cel die uit meer delen bestaan: van sleutel naar tekst en terug. Fout bij ontleden: ``ValueError`` met één zin."""

from datetime import UTC, datetime

from acties.rekenblad.lezen.waarde import lees_moment
from monitoring.inlezen.gegevensboek.tabel import Sleutel


def noem_ambitie(code: str | None, plaats: int | None) -> str | None:
    return f"{code}.{plaats}" if code is not None else None


def ontleed_ambitie(programma: str, naam: str) -> Sleutel:
    """“A1.2” is de tweede ambitie van actielijn A1."""
    code, _, plaats = naam.rpartition(".")
    if not code or not plaats.isdecimal() or len(plaats) > 9:
        raise ValueError(f"“{naam[:60]}” is geen ambitie. Schrijf de actielijn en de plaats, zoals A1.2.")
    return programma, code, int(plaats)


def noem_met_programma(slug: str | None, naam: str | int | None) -> str | None:
    return f"{slug}: {naam}" if slug is not None else None


def ontleed_met_programma(naam: str) -> Sleutel:
    """“proef: Gemeenten” is de partij Gemeenten van programma proef."""
    slug, dubbelepunt, rest = naam.partition(":")
    if not dubbelepunt:
        raise ValueError(
            f"“{naam[:60]}” noemt geen programma. Schrijf het adres van het programma ervoor: proef: {naam[:40]}."
        )
    return slug.strip(), rest.strip()


def ontleed_actie(naam: str) -> Sleutel:
    slug, nummer = ontleed_met_programma(naam)
    if not str(nummer).isdecimal():
        raise ValueError(f"“{naam[:60]}” is geen actie. Schrijf programma en nummer, zoals proef: 12.")
    return slug, int(nummer)


def noem_inlezing(moment: datetime | None, sha: str | None) -> str | None:
    return f"{moment.astimezone(UTC).isoformat()} {sha}" if moment is not None else None


def ontleed_inlezing(naam: str) -> Sleutel:
    moment, _, sha = naam.partition(" ")
    return lees_moment(moment), sha
