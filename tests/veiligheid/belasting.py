"""Writers and readers at one live server, all at once."""

import http.client
import itertools
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from statistics import quantiles

from tests.veiligheid.server import VEEL_GEDULD


@dataclass
class Uitkomst:
    """``bevestigd``: the texts of which the server said that they are stored. ``antwoorden``: how often each status came."""

    bevestigd: list[str] = field(default_factory=list)
    antwoorden: Counter[int | str] = field(default_factory=Counter)
    lezen: list[float] = field(default_factory=list)
    schrijven: list[float] = field(default_factory=list)

    @property
    def mislukt(self) -> dict[int | str, int]:
        """What no visitor may ever get: no answer at all, or one that blames the server."""
        return {code: keer for code, keer in self.antwoorden.items() if isinstance(code, str) or code >= 500}


def p95(tijden: list[float]) -> float:
    return quantiles(tijden, n=20)[-1]


class _Bezoeker:
    def __init__(self, bezoek, uitkomst, beurten, pauze, zaad):
        self.bezoek, self.uitkomst, self.beurten, self.pauze = bezoek, uitkomst, beurten, pauze
        self.toeval = random.Random(zaad)  # noqa: S311 - moments to click at, no secret

    def doe(self, handeling, tijden):
        """Act, note how long it took and what came back, and then look at it for a while."""
        begin = time.monotonic()
        try:
            status = handeling()
        except (OSError, http.client.HTTPException) as fout:
            status = type(fout).__name__
        tijden.append(time.monotonic() - begin)
        self.uitkomst.antwoorden[status] += 1
        time.sleep(self.pauze * 2 * self.toeval.random())
        return status


def _lezer(bezoeker, paden):
    for _, pad in zip(bezoeker.beurten(), itertools.cycle(paden), strict=False):
        bezoeker.doe(lambda pad=pad: bezoeker.bezoek.vraag(pad)[0], bezoeker.uitkomst.lezen)


def _schrijver(bezoeker, naam, formulier, velden):
    for nummer in bezoeker.beurten():
        tekst = f"{naam}, keer {nummer}."
        meld = partial(bezoeker.bezoek.meld, formulier, tekst, **velden)
        if bezoeker.doe(meld, bezoeker.uitkomst.schrijven) == 302:
            bezoeker.uitkomst.bevestigd.append(tekst)


def een_tijd(seconden):
    """For a measurement: everyone goes on until the time is up."""
    einde = time.monotonic() + seconden
    return lambda: itertools.takewhile(lambda _: time.monotonic() < einde, itertools.count(1))


def keren(aantal):
    """For a test: as many times on any machine."""
    return lambda: range(1, aantal + 1)


def belast(lezers, schrijvers, *, beurten, pauze=0.0):
    """Let everyone have these ``beurten``, with ``pauze`` seconds on average between two clicks.

    ``lezers``: visits with the paths to read. ``schrijvers``: visits with the address of the form and what else to fill in.
    """
    uitkomst, start = Uitkomst(), threading.Barrier(len(lezers) + len(schrijvers))

    def begin(werk, zaad, bezoek, *rest):
        start.wait()
        werk(_Bezoeker(bezoek, uitkomst, beurten, pauze, zaad), *rest)

    with ThreadPoolExecutor(start.parties) as pool:
        bezoeken = [pool.submit(begin, _lezer, nr, bezoek, paden) for nr, (bezoek, paden) in enumerate(lezers)]
        bezoeken += [
            pool.submit(begin, _schrijver, 1000 + nr, bezoek, f"Schrijver {nr}", formulier, velden)
            for nr, (bezoek, formulier, velden) in enumerate(schrijvers)
        ]
        for bezoek in bezoeken:
            bezoek.result()
    return uitkomst


class Schrijver(threading.Thread):
    """Reports until told to stop, also when the server is shot down meanwhile. ``bevestigd``: what it acknowledged."""

    def __init__(self, bezoek, formulier, naam="Melding", **velden):
        super().__init__(daemon=True)
        self.bezoek, self.formulier, self.naam, self.velden = bezoek, formulier, naam, velden
        self.bevestigd, self.verstuurd, self.klaar = [], 0, threading.Event()

    def run(self):
        while not self.klaar.is_set():
            self.verstuurd += 1
            tekst = f"{self.naam} {self.verstuurd}."
            try:
                if self.bezoek.meld(self.formulier, tekst, **self.velden) == 302:
                    self.bevestigd.append(tekst)
            except (OSError, http.client.HTTPException):  # shot down: nothing was acknowledged
                time.sleep(0.05)

    def wacht_op(self, aantal, hoogstens=VEEL_GEDULD):
        """Until so many more are acknowledged, within so many seconds."""
        doel = len(self.bevestigd) + aantal
        einde = time.monotonic() + hoogstens
        while len(self.bevestigd) < doel:
            assert time.monotonic() < einde, f"only {len(self.bevestigd)} of {doel} were acknowledged"
            time.sleep(0.01)

    def stop(self):
        self.klaar.set()
        self.join(VEEL_GEDULD)
