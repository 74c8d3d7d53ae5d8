"""Het jaarstuk: alles wat er van één jaar te lezen valt, in één stuk dat wordt bewaard, ondertekend en teruggelezen.

Wat de database bewaart is JSON in één vaste schrijfwijze (``canoniek``), zodat hetzelfde stuk altijd dezelfde sha256 heeft,
ook als een database de sleutels in een andere volgorde teruggeeft.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from monitoring.models import Evaluatie
from monitoring.verslag.afspraakregel import AfspraakRegel
from monitoring.verslag.opslagvorm import uit_json
from monitoring.verslag.vorm import Telling, Verslag

# Hoog op als een later programma een bewaard stuk niet meer kan lezen met alleen standaardwaarden voor nieuwe velden.
SCHEMA = 1
# De vorm van de raadsbrief. Hoog op als een nieuwe brief er anders uitziet; wat is vastgesteld, houdt de vorm van toen.
BRIEFVORM = 2


class Onleesbaar(ValueError):
    """Dit is geen jaarstuk, of een van een nieuwere versie van het programma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlegdeel:
    """Het verslag van het jaar voor de deelnemers van één overleg."""

    slug: str
    verslag: Verslag


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvaard:
    """Een punt van de controlelijst dat bij het vaststellen openstond, met waarom dat mocht en wie dat vond."""

    rubriek: str
    tekst: str
    reden: str
    door: str
    op: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarstuk:
    """Het verslag van een jaar voor de regio en voor elk overleg met deelnemers.

    ``vastgesteld_op`` en ``vastgesteld_door`` (de naam) zijn leeg zolang het niet is vastgesteld; ``sha256_openbaar`` is het
    controlegetal van de versie voor bezoekers. ``laatste_melding`` is het volgnummer van de laatste melding die er was, in welk
    programma ook: wat een hoger nummer heeft, is nagekomen. Een veld dat er later bij komt, krijgt een standaardwaarde: dan
    blijven oude stukken te lezen. ``briefvorm``: hoe de raadsbrief van dit jaar eruitziet.
    """

    reden: str
    vastgesteld_op: datetime | None
    vastgesteld_door: str
    regio: Verslag
    overleggen: tuple[Overlegdeel, ...]
    sha256_openbaar: str = ""
    laatste_melding: int = 0
    aanvaard: tuple[Aanvaard, ...] = ()
    afspraken: tuple[AfspraakRegel, ...] = ()
    briefvorm: int = 1

    def van_overleg(self, slug: str) -> Verslag | None:
        return next((deel.verslag for deel in self.overleggen if deel.slug == slug), None)


def uit_opslag(data: Any) -> Jaarstuk:
    """Het jaarstuk uit JSON-waarden, ook voor een stuk van een ouder programma. Fout: ``Onleesbaar``."""
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, int) or schema > SCHEMA:
        raise Onleesbaar(f"Schema {schema} kan dit programma niet lezen.")
    try:
        return uit_json(data, Jaarstuk)
    except (TypeError, ValueError, AttributeError, ArithmeticError) as fout:
        raise Onleesbaar("Dit is geen jaarstuk.") from fout


def canoniek(data: Any) -> bytes:
    """De ene schrijfwijze waar de sha256 van is: sleutels op volgorde, geen spaties, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256(data: Any) -> str:
    return hashlib.sha256(canoniek(data)).hexdigest()


class Beschadigd(Exception):
    """Wat er is opgeslagen, is niet wat er is vastgesteld."""


def lees_bewaard(evaluatie_id: int, sha: str) -> dict[str, Any]:
    """De JSON van een vastgestelde evaluatie. Fout: ``Beschadigd``, als een schijf of reservekopie er iets aan veranderde."""
    verslag = Evaluatie.objects.values_list("verslag", flat=True).get(pk=evaluatie_id, sha256=sha)
    if verslag is None or sha256(verslag) != sha:
        raise Beschadigd(
            f"Het verslag van evaluatie {evaluatie_id} past niet bij zijn sha256. Zet een reservekopie terug."
        )
    return verslag


@lru_cache(maxsize=8)
def lees_vastgesteld(evaluatie_id: int, sha: str) -> Jaarstuk:
    """Het jaarstuk van een vastgestelde evaluatie. Het verandert nooit en blijft dus in het geheugen. Fout: ``Beschadigd``."""
    return uit_opslag(lees_bewaard(evaluatie_id, sha))


def vastgestelde_tellingen(evaluaties: list[int]) -> dict[int, Telling]:
    """De telling van de regio per vastgestelde evaluatie (op sleutel), zonder hun hele stuk te lezen. Eén query."""
    rijen = Evaluatie.objects.filter(pk__in=evaluaties).values_list("pk", "verslag__regio__telling")
    return {pk: uit_json(telling, Telling) for pk, telling in rijen}
