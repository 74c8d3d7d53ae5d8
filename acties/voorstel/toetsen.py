"""De regels van velden en database voor veel rijen tegelijk, zodat duizend rijen geen duizend queries kosten.

Een voorwaarde oordeelt de database zelf, over duizenden rijen per vraag: die staan in de vraag, niet in de tabel.
``full_clean`` stelt haar één vraag per rij en per regel; gemeten aan twaalfduizend acties zijn dat ruim honderdduizend vragen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.sql import Query

from acties.models.naam import ACHTERVOEGSEL
from acties.voorstel.voorstel import Blad, Rij

MEEST_WAARDEN = 32_000  # in één vraag; SQLite neemt er niet meer dan 32.766
Zinnen = dict[str, list[str]]  # per veld


def veldregels(obj: models.Model, *, zonder: Set[str], ook_clean: bool = True) -> Zinnen:
    """Wat een formulier van de velden van dit object zou zeggen, zonder query. ``zonder``: velden die al zijn getoetst."""
    zinnen: Zinnen = {}
    toetsen: list[Callable[[], Any]] = [lambda: obj.clean_fields(exclude=zonder)]
    if ook_clean:
        toetsen.append(obj.clean)
    for toets in toetsen:
        try:
            toets()
        except ValidationError as fout:
            per_veld = fout.message_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.messages}
            for veld, uitleg in per_veld.items():
                zinnen.setdefault(veld, []).extend(uitleg)
    return zinnen


def toets_voorwaarden(blad: Blad, rijen: Sequence[Rij]) -> None:
    """De voorwaarden van de tabel, voor elke rij waar nog niets mis mee is."""
    fout = {fout.rij for fout in blad.fouten}
    goed = {rij.obj.pk: rij for rij in rijen if rij.nummer not in fout}
    regels = [regel for regel in _regels(blad.tabel.model) if isinstance(regel, CheckConstraint)]
    oordelen = _oordeel([regel.condition for regel in regels], [rij.obj for rij in goed.values()])
    for pk, uitkomsten in oordelen.items():
        for regel, waar in zip(regels, uitkomsten, strict=True):
            if waar is not None and not waar:  # onbekend is niet overtreden
                blad.noem_rijfout(goed[pk], NON_FIELD_ERRORS, str(regel.violation_error_message))


def _regels(model: type[models.Model]) -> Sequence[models.BaseConstraint]:
    """De regels van de tabel; die van een proxy staan bij het model dat de tabel heeft."""
    return (model._meta.concrete_model or model)._meta.constraints


def _oordeel(voorwaarden: Sequence[Any], objecten: Sequence[models.Model]) -> dict[int, tuple[bool | None, ...]]:
    """Wat de database van deze voorwaarden zegt, per object op zijn (voorlopige) nummer; ``None`` is onbekend."""
    if not (voorwaarden and objecten):
        return {}
    model = type(objecten[0])
    query: Any = Query(model, alias_cols=False)
    taal = query.get_compiler(connection=connection)
    delen = [taal.compile(query.build_where(voorwaarde)) for voorwaarde in voorwaarden]
    gevraagd = set().union(*(voorwaarde.referenced_base_fields for voorwaarde in voorwaarden))
    velden = [veld for veld in model._meta.concrete_fields if veld.name in gevraagd]
    kolommen = ", ".join(["_nr", *(f'"{veld.column}"' for veld in velden)])
    # De eerste rij zegt alleen van welke soort elke kolom is; PostgreSQL leest dat niet uit een kolom zonder waarden.
    soorten = ", ".join(["NULL", *(f"CAST(NULL AS {veld.db_type(connection)})" for veld in velden)])
    plek = f"({', '.join(['%s'] * (len(velden) + 1))})"
    keuze = ", ".join(["_nr", *(sql for sql, _ in delen)])
    oordelen: dict[int, tuple[bool | None, ...]] = {}
    aantal = MEEST_WAARDEN // (len(velden) + 1)
    for begin in range(0, len(objecten), aantal):
        deel = objecten[begin : begin + aantal]
        waarden: list[Any] = []
        for obj in deel:
            waarden.append(obj.pk)
            waarden += [veld.get_db_prep_save(getattr(obj, veld.attname), connection) for veld in velden]
        rijen = ", ".join([f"({soorten})", *[plek] * len(deel)])
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH _rij ({kolommen}) AS (VALUES {rijen}) SELECT {keuze} FROM _rij WHERE _nr IS NOT NULL",  # noqa: S608 - only names and rules of the models
                [*waarden, *(waarde for _, bij in delen for waarde in bij)],
            )
            oordelen |= {nummer: tuple(uitkomsten) for nummer, *uitkomsten in cursor.fetchall()}
    return oordelen


def _uniek(model: type[models.Model]) -> list[tuple[tuple[str, ...], Q | None, str]]:
    """Wat in het hele blad maar één keer mag voorkomen: attributen, voor welke rijen, en de zin als het dubbel is."""
    regels: list[tuple[tuple[str, ...], Q | None, str]] = [
        ((veld.attname,), None, f"Een andere rij heeft deze {veld.verbose_name} al.")
        for veld in model._meta.concrete_fields
        if veld.unique and not veld.primary_key
    ]
    for regel in _regels(model):
        if isinstance(regel, UniqueConstraint) and regel.fields:  # een uitdrukking bewaakt de database, bij het opslaan
            attributen = tuple(model._meta.get_field(naam).attname for naam in regel.fields)  # type: ignore[union-attr]
            regels.append((attributen, regel.condition, str(regel.violation_error_message)))
    return regels


def toets_uniek(blad: Blad, bestaand: Callable[[], dict[int, Any]], *, zonder: Set[str] = frozenset()) -> None:
    """Wat maar één keer mag voorkomen: tussen de rijen van het bestand en met wat er in de database blijft staan.

    ``bestaand`` geeft de rijen uit de database; ``zonder`` zijn de attributen van een regel die al is getoetst.
    """
    regels = [regel for regel in _uniek(blad.tabel.model) if set(regel[0]) != zonder]
    if not (regels and blad.rijen):
        return
    rijen = {rij.obj.pk: rij for rij in blad.rijen}
    alle = [obj for pk, obj in bestaand().items() if pk not in rijen]
    alle += [rij.obj for rij in blad.rijen]
    for attributen, voor, uitleg in regels:
        kolom = attributen[-1].removesuffix("_id").removesuffix(ACHTERVOEGSEL)
        for obj in _dubbel(attributen, voor, alle):
            if obj.pk in rijen:
                blad.noem_rijfout(rijen[obj.pk], kolom, uitleg)


def _dubbel(attributen: Sequence[str], voor: Q | None, objecten: Sequence[Any]) -> Iterator[Any]:
    """Wat na een ander komt met dezelfde waarden. Of de regel ervoor geldt, vraagt alleen wie daarop lijkt."""
    groepen: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for obj in objecten:
        groepen[tuple([getattr(obj, attribuut) for attribuut in attributen])].append(obj)
    gelijk = [groep for waarden, groep in groepen.items() if len(groep) > 1 and None not in waarden]
    oordeel = _oordeel([voor] if voor else [], [obj for groep in gelijk for obj in groep])
    for groep in gelijk:
        yield from [obj for obj in groep if not voor or oordeel[obj.pk][0]][1:]
