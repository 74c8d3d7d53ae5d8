"""Een stroom bytes versleuteld wegschrijven en teruglezen, in blokken: een kopie past niet in het geheugen.

AES-256-GCM met voor elk bestand een eigen sleutel (HKDF met een eigen zout). Elk blok telt mee en het laatste zegt dat het het
laatste is: een blok dat ontbreekt, verwisseld is of veranderd is, wordt geweigerd, en een briefje dat veranderd is ook.
"""

import hashlib
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BLOK = 1024 * 1024
MERK = 16  # zoveel bytes maakt GCM een blok langer
LENGTE = 32


class Vervalst(Exception):
    """Deze bytes zijn niet wat er met deze sleutel is weggeschreven."""


def kenmerk(sleutel: bytes) -> str:
    """Waaraan te zien is welke sleutel bij een kopie hoort, zonder dat de sleutel daaruit volgt."""
    return hashlib.sha256(b"uitvoering reservekopie" + sleutel).hexdigest()[:12]


def versleutel(bron: IO[bytes], sleutel: bytes, *, zout: bytes, kop: bytes) -> Iterator[bytes]:
    """``kop``: wat er leesbaar bij staat en niet mag veranderen."""
    slot = AESGCM(_afgeleid(sleutel, zout))
    for nummer, (blok, laatste) in enumerate(_blokken(bron, BLOK)):
        yield slot.encrypt(_nonce(nummer, laatste), blok, kop)


def ontsleutel(bron: IO[bytes], sleutel: bytes, *, zout: bytes, kop: bytes) -> Iterator[bytes]:
    slot = AESGCM(_afgeleid(sleutel, zout))
    try:
        for nummer, (blok, laatste) in enumerate(_blokken(bron, BLOK + MERK)):
            yield slot.decrypt(_nonce(nummer, laatste), blok, kop)
    except InvalidTag:
        raise Vervalst from None


def _afgeleid(sleutel: bytes, zout: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=LENGTE, salt=zout, info=b"uitvoering reservekopie").derive(sleutel)


def _nonce(nummer: int, laatste: bool) -> bytes:
    return nummer.to_bytes(11, "big") + bytes([laatste])


def _blokken(bron: IO[bytes], lengte: int) -> Iterator[tuple[bytes, bool]]:
    """Elk blok, en of het het laatste is. Ook een lege stroom heeft er een."""
    blok = _lees(bron, lengte)
    while volgende := _lees(bron, lengte):
        yield blok, False
        blok = volgende
    yield blok, True


def _lees(bron: IO[bytes], lengte: int) -> bytes:
    """Precies zoveel bytes, behalve aan het einde: een pijp geeft er soms minder."""
    delen = bytearray()
    while len(delen) < lengte and (deel := bron.read(lengte - len(delen))):
        delen += deel
    return bytes(delen)
