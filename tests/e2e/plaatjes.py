"""Draws the pictures of the Hulp page and the README again: ``make plaatjes``.

Small enough for a repository: a picture has at most 64 colours, which screens of text and flat areas do not miss.
"""

import base64
import struct
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.e2e.conftest import HUIS, OPTIES, Site, log_in, vul_database

MAP = HUIS / "uitvoering" / "static" / "uitvoering" / "img" / "hulp"
BREED, HOOG = 1280, 900
KLEUREN = 64
GRENS = 60_000

# Name, who looks, at which page, and how high the picture is.
PLAATJES = [
    ("dashboard", "dirk", "", 900),
    ("gemeenten", "dirk", "gemeenten/", 760),
    ("evaluatie", "dirk", "evaluatie/2021/", 900),
    ("mijn-acties", "bram", "mijn-acties/", 760),
    ("melden", "bram", "acties/9/melden/", 900),
    ("acties", "anna", "acties/?peildatum=2022-01-01&aanjagersrol=blauw&loopt_uit=on", 760),
    ("beheer", "anna", "/beheer/", 700),
]

PIXELS = """async (png) => {
  const beeld = new Image();
  beeld.src = "data:image/png;base64," + png;
  await beeld.decode();
  const doek = Object.assign(document.createElement("canvas"), { width: beeld.width, height: beeld.height });
  const pen = doek.getContext("2d");
  pen.drawImage(beeld, 0, 0);
  const lezer = new FileReader();
  const klaar = new Promise((verder) => { lezer.onload = verder; });
  lezer.readAsDataURL(new Blob([pen.getImageData(0, 0, beeld.width, beeld.height).data]));
  await klaar;
  return lezer.result.split(",")[1];
}"""


def main():
    with tempfile.TemporaryDirectory() as map_, sync_playwright() as playwright:
        database = Path(map_) / "demo.sqlite3"
        vul_database(database)
        site = Site(database, Path(map_))
        browser = playwright.chromium.launch(executable_path=chromium(), args=OPTIES)
        try:
            for naam, wie, pad, hoog in PLAATJES:
                png = verklein(browser, neem_op(browser, site, wie, pad, hoog), hoog)
                if len(png) > GRENS:
                    return f"{naam}.png is {len(png)} bytes: meer dan {GRENS}"
                (MAP / f"{naam}.png").write_bytes(png)
        finally:
            browser.close()
            site.stop()
    return 0


def neem_op(browser, site, wie, pad, hoog):
    page = browser.new_page(viewport={"width": BREED, "height": HOOG}, locale="nl-NL", timezone_id="Europe/Amsterdam")
    log_in(page, site, wie)
    page.goto(site.url(pad))
    beeld = page.screenshot(clip={"x": 0, "y": 0, "width": BREED, "height": hoog}, animations="disabled")
    page.close()
    return beeld


def verklein(browser, png, hoog):
    """The same picture as a PNG with a palette."""
    page = browser.new_page()
    rgba = base64.b64decode(page.evaluate(PIXELS, base64.b64encode(png).decode()))
    page.close()
    pixels = [rgba[plek : plek + 3] for plek in range(0, len(rgba), 4)]
    aantallen = Counter(pixels)
    palet = kies_palet(aantallen)
    nummer = {kleur: min(range(len(palet)), key=lambda i, kleur=kleur: afstand(kleur, palet[i])) for kleur in aantallen}
    rijen = bytearray()
    for begin in range(0, hoog * BREED, BREED):
        rijen.append(0)
        rijen += bytes(nummer[pixel] for pixel in pixels[begin : begin + BREED])
    kop = struct.pack(">IIBBBBB", BREED, hoog, 8, 3, 0, 0, 0)
    blokken = [(b"IHDR", kop), (b"PLTE", b"".join(palet)), (b"IDAT", zlib.compress(rijen, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(blok(soort, inhoud) for soort, inhoud in blokken)


def kies_palet(aantallen):
    """The colours that occur most, and of two that look alike only the first."""
    palet = []
    for verschil in (900, 300, 0):
        for kleur, _ in aantallen.most_common():
            if len(palet) < KLEUREN and all(afstand(kleur, gekozen) > verschil for gekozen in palet):
                palet.append(kleur)
    return palet


def afstand(een, ander):
    return sum((a - b) ** 2 for a, b in zip(een, ander, strict=True))


def blok(soort, inhoud):
    return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))


if __name__ == "__main__":
    sys.exit(main())
