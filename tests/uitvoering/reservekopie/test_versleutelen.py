"""A stream comes back as it was written, or not at all."""

import io

import pytest

from uitvoering.reservekopie.versleutelen import BLOK, MERK, Vervalst, ontsleutel, versleutel

SLEUTEL, ZOUT, KOP = bytes(range(32)), b"z" * 16, b"kop"


def dicht(inhoud):
    return b"".join(versleutel(io.BytesIO(inhoud), SLEUTEL, zout=ZOUT, kop=KOP))


def open_(bytes_, sleutel=SLEUTEL, zout=ZOUT, kop=KOP):
    return b"".join(ontsleutel(io.BytesIO(bytes_), sleutel, zout=zout, kop=kop))


@pytest.mark.parametrize("lengte", [0, 1, BLOK - 1, BLOK, BLOK + 1, 2 * BLOK])
def test_every_length_comes_back(lengte):
    inhoud = b"x" * lengte
    assert open_(dicht(inhoud)) == inhoud


@pytest.mark.parametrize("anders", [{"sleutel": bytes(32)}, {"zout": b"y" * 16}, {"kop": b"Kop"}])
def test_another_key_salt_or_note_opens_nothing(anders):
    with pytest.raises(Vervalst):
        open_(dicht(b"geheim"), **anders)


def test_blocks_cannot_be_left_out_swapped_or_repeated():
    heel = dicht(b"a" * BLOK + b"b" * BLOK + b"c" * BLOK)
    een, twee, drie = (heel[i * (BLOK + MERK) : (i + 1) * (BLOK + MERK)] for i in range(3))
    assert open_(een + twee + drie)
    for vals in (een + twee, een, b"", twee + een + drie, een + drie, een + twee + drie + drie):
        with pytest.raises(Vervalst):
            open_(vals)


class Druppels(io.BytesIO):
    def read(self, lengte=-1):
        return super().read(min(lengte, 7000))


def test_a_pipe_may_give_a_little_at_a_time():
    inhoud = b"0123456789" * 200_000
    assert open_(b"".join(versleutel(Druppels(inhoud), SLEUTEL, zout=ZOUT, kop=KOP))) == inhoud
