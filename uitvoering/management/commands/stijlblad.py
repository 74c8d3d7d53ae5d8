"""``manage.py stijlblad``: één stijlblad uit de meegeleverde bestanden van NL Design System, met alleen wat de site gebruikt.

De bestanden onder ``vendor/`` blijven zoals ze zijn uitgebracht. Hieruit komen de regels van de componenten waarvan de
klasse in een template, in Python of in een script staat, en de variabelen die deze regels en het eigen stijlblad nodig
hebben. Een naam met een variabele erin (``utrecht-alert--{{ soort }}``) staat voor alle klassen die het kan worden.
"""

import json
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

STATIC = settings.BASE_DIR / "uitvoering" / "static" / "uitvoering"
VENDOR = STATIC / "vendor"
STIJLBLAD = VENDOR / "nl-design-system.css"
BRONNEN = {
    "templates": "*.html",
    "acties": "*.py",
    "monitoring": "*.py",
    "uitvoering": "*.py",
    "uitvoering/static": "*.js",
}

_KLASSE = re.compile(r"utrecht-[a-z][\w-]*(?:\{\{?[^{}%]+\}\}?[\w-]*)?")
_VARIABEL_DEEL = re.compile(r"\{.*\}|(?<=-)$")
_VARIABELE = re.compile(r"var\(\s*(--[\w-]+)")


class Command(BaseCommand):
    help = "Maakt het stijlblad van NL Design System opnieuw, met alleen de componenten en variabelen die de site gebruikt."

    def handle(self, **opties: object) -> None:
        STIJLBLAD.write_text(stijlblad(), encoding="utf-8")
        self.stdout.write(f"{STIJLBLAD.relative_to(settings.BASE_DIR)}: {STIJLBLAD.stat().st_size} bytes")


def stijlblad() -> str:
    """Dezelfde invoer geeft dezelfde bytes."""
    pakketten = {pakket["source"]: pakket for pakket in json.loads((VENDOR / "VENDOR.json").read_text())["packages"]}
    componenten, thema = pakketten["dist/index.css"], pakketten["dist/theme.css"]
    regels = "".join(_gebruikt(_blokken(_lees(componenten)), gebruikte_klassen()))
    eigen = "".join(pad.read_text(encoding="utf-8") for pad in sorted((STATIC / "css").glob("*.css")))
    [(kiezer, variabelen)] = _blokken(_lees(thema))
    gezet = dict(_verklaringen(variabelen))
    nodig = _bereikbaar(_VARIABELE.findall(regels + eigen), gezet)
    tokens = ";".join(f"{naam}:{waarde}" for naam, waarde in gezet.items() if naam in nodig)
    herkomst = "".join(
        f" * {pakket['name']} {pakket['version']}, {pakket['license']},"
        f" sha256 {pakket['files'][Path(pakket['source']).name]}\n"
        for pakket in (thema, componenten)
    )
    kop = f"/*\n * Gemaakt met make stijlblad; niet zelf wijzigen. Een deel van:\n{herkomst} */\n"
    return f"{kop}{kiezer}{{{tokens}}}\n{regels}"


def gebruikte_klassen() -> set[str]:
    """De namen van NL Design System die ergens in de site staan, met een ``*`` waar een variabele staat."""
    paden = [pad for map_, soort in BRONNEN.items() for pad in (settings.BASE_DIR / map_).rglob(soort)]
    namen = {
        naam for pad in paden if pad != Path(__file__) for naam in _KLASSE.findall(pad.read_text(encoding="utf-8"))
    }
    return {_VARIABEL_DEEL.sub("*", naam) for naam in namen}


def in_gebruik(klasse: str, namen: Iterable[str]) -> bool:
    return any(fnmatchcase(klasse, naam) for naam in namen)


def _lees(pakket: dict) -> str:
    css = (VENDOR / pakket["folder"] / Path(pakket["source"]).name).read_text(encoding="utf-8")
    return re.sub(r'/\*.*?\*/|@charset "[^"]*";', "", css, flags=re.DOTALL)


def _blokken(css: str) -> Iterator[tuple[str, str]]:
    """Elk blok op het hoogste niveau: wat ervoor staat, en wat er tussen de accolades staat."""
    while "{" in css:
        kop, rest = css.split("{", 1)
        diepte, eind = 1, 0
        while diepte:
            diepte += {"{": 1, "}": -1}.get(rest[eind], 0)
            eind += 1
        yield " ".join(kop.split()), rest[: eind - 1]
        css = rest[eind:]


def _gebruikt(blokken: Iterable[tuple[str, str]], namen: set[str]) -> Iterator[str]:
    """De regels van wat in gebruik is, elk op een regel."""
    for kop, inhoud in blokken:
        if kop.startswith("@keyframes"):
            continue  # de site beweegt niet
        if kop.startswith("@"):
            if binnen := "".join(_gebruikt(_blokken(inhoud), namen)):
                yield f"{kop}{{\n{binnen}}}\n"
        else:
            kiezers = [kiezer for kiezer in _kiezers(kop) if _geldt(kiezer, namen)]
            verklaringen = [f"{naam}:{waarde}" for naam, waarde in _verklaringen(inhoud)]
            if kiezers and verklaringen:
                yield f"{','.join(kiezers)}{{{';'.join(verklaringen)}}}\n"


def _kiezers(kop: str) -> list[str]:
    """De kiezers van een regel: gescheiden door komma's die niet tussen haakjes staan."""
    kiezers, diepte = [""], 0
    for teken in kop:
        diepte += {"(": 1, ")": -1}.get(teken, 0)
        if teken == "," and not diepte:
            kiezers.append("")
        else:
            kiezers[-1] += teken
    return [kiezer.strip() for kiezer in kiezers]


def _geldt(kiezer: str, namen: set[str]) -> bool:
    """Of een kiezer iets van de site kan raken: elke klasse die hij eist, wordt gebruikt."""
    geeist = re.sub(r":not\([^()]*\)", "", kiezer)
    return all(in_gebruik(klasse, namen) for klasse in re.findall(r"\.([a-z][\w-]*)", geeist))


def _verklaringen(inhoud: str) -> list[tuple[str, str]]:
    delen = re.findall(r"([\w-]+)\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;])+)", inhoud)
    return [(naam, " ".join(waarde.split())) for naam, waarde in delen]


def _bereikbaar(begin: Iterable[str], gezet: dict[str, str]) -> set[str]:
    nodig, nieuw = set[str](), set(begin)
    while nieuw:
        nodig |= nieuw
        nieuw = {naam for bron in nieuw for naam in _VARIABELE.findall(gezet.get(bron, ""))} - nodig
    return nodig
