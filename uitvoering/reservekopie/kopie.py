"""Eén reservekopie op schijf, en haar briefje: waarvan zij is, van wanneer, en waaraan te zien is dat zij heel is."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from uitvoering.reservekopie.versleutelen import BLOK, Vervalst, kenmerk, ontsleutel, versleutel

VORM = 1
BRIEFJE = ".json"
EINDE = ".kopie"


class Onbruikbaar(Exception):
    """Deze kopie is niet terug te zetten; de tekst zegt waarom en wat te doen."""


@dataclass(frozen=True, slots=True)
class Kop:
    """Wat er leesbaar bij staat. ``sleutel`` en ``zout`` zijn leeg als de kopie niet versleuteld is."""

    soort: str
    versie: str
    gemaakt_op: str
    migraties: list[str]
    sleutel: str = ""
    zout: str = ""
    vorm: int = VORM

    @property
    def canoniek(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


@dataclass(frozen=True, slots=True)
class Kopie:
    bestand: Path
    kop: Kop
    sha256: str

    @property
    def briefje(self) -> Path:
        return self.bestand.with_name(self.bestand.name + BRIEFJE)

    @property
    def gemaakt_op(self) -> datetime:
        return datetime.fromisoformat(self.kop.gemaakt_op)

    def schrijf_briefje(self, pad: Path) -> None:
        tekst = json.dumps(asdict(self.kop) | {"sha256": self.sha256}, indent=1)
        with pad.open("x", encoding="utf-8") as doel:
            doel.write(tekst + "\n")
            vastleggen(doel)

    def pak_uit(self, doel: IO[bytes], sleutels: Iterable[bytes]) -> None:
        """Schrijf de inhoud naar ``doel``. ``Onbruikbaar`` als er één byte anders is dan toen."""
        met = {kenmerk(sleutel): sleutel for sleutel in sleutels}
        if self.kop.sleutel and self.kop.sleutel not in met:
            raise Onbruikbaar(
                f"{self.bestand.name} is versleuteld met sleutel {self.kop.sleutel}. "
                "Zet die sleutel in RESERVEKOPIE_SLEUTEL; er mogen er meer in staan, met komma's ertussen."
            )
        with self.bestand.open("rb") as bron:
            if hashlib.file_digest(bron, "sha256").hexdigest() != self.sha256:
                raise Onbruikbaar(
                    f"{self.bestand.name} is veranderd of beschadigd: de sha256 klopt niet. Neem een andere kopie."
                )
            bron.seek(0)
            try:
                doel.writelines(_open(bron, self.kop, met.get(self.kop.sleutel)))
            except Vervalst:
                raise Onbruikbaar(
                    f"{self.bestand.name} of het briefje erbij is veranderd sinds de kopie is gemaakt. Neem een andere kopie."
                ) from None


def _open(bron: IO[bytes], kop: Kop, sleutel: bytes | None) -> Iterator[bytes]:
    if sleutel is None:
        return iter(lambda: bron.read(BLOK), b"")
    return ontsleutel(bron, sleutel, zout=bytes.fromhex(kop.zout), kop=kop.canoniek)


def schrijf(bron: IO[bytes], doel: IO[bytes], kop: Kop, sleutel: bytes | None) -> str:
    """Schrijf de kopie, versleuteld als er een sleutel is; geeft de sha256 van wat er op schijf staat."""
    som = hashlib.sha256()
    blokken = iter(lambda: bron.read(BLOK), b"")
    if sleutel:
        blokken = versleutel(bron, sleutel, zout=bytes.fromhex(kop.zout), kop=kop.canoniek)
    for blok in blokken:
        som.update(blok)
        doel.write(blok)
    vastleggen(doel)
    return som.hexdigest()


def lees(pad: Path) -> Kopie:
    """De kopie bij deze naam; de naam van haar briefje mag ook."""
    bestand = pad.with_name(pad.name.removesuffix(BRIEFJE))
    briefje = bestand.with_name(bestand.name + BRIEFJE)
    try:
        velden = json.loads(briefje.read_text(encoding="utf-8"))
        sha = velden.pop("sha256")
        if velden.get("vorm") != VORM:
            raise Onbruikbaar(f"{briefje.name} is van een andere versie van Uitvoering. Zet eerst die versie neer.")
        kopie = Kopie(bestand, Kop(**velden), sha)
        kopie.gemaakt_op  # noqa: B018 - a malformed time shows itself only when it is read
    except OSError as fout:
        raise Onbruikbaar(
            f"{briefje} is niet te lezen ({fout.strerror}). Een kopie is alleen met haar briefje te gebruiken."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Onbruikbaar(f"{briefje} is geen briefje van een reservekopie, of het is beschadigd.") from None
    if not bestand.is_file():
        raise Onbruikbaar(f"{bestand} is er niet.")
    return kopie


def kopieen(map_: Path) -> list[Kopie]:
    """De kopieën in deze map, oudste eerst. Wat er verder staat, blijft buiten beschouwing."""
    gevonden = []
    for briefje in map_.glob(f"*{EINDE}{BRIEFJE}"):
        try:
            gevonden.append(lees(briefje))
        except Onbruikbaar:
            continue
    return sorted(gevonden, key=lambda kopie: kopie.gemaakt_op)


def vastleggen(bestand) -> None:
    """Wacht tot de schijf het heeft."""
    bestand.flush()
    os.fsync(bestand.fileno())


def map_vastleggen(map_: Path) -> None:
    """Een nieuwe naam in een map overleeft een stroomstoring pas hierna."""
    nummer = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
