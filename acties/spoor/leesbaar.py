"""De waarde van een veld in woorden: in de geschiedenis, en als een ander er tussendoor kwam."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone

LEEG = "(leeg)"


def leesbaar(waarde: Any, keuzes: Iterable[tuple[Any, Any]] = ()) -> str:
    """De waarde van een veld zoals een mens haar zegt."""
    if waarde in (None, "", []):
        return LEEG
    if isinstance(waarde, list):
        return ", ".join(sorted(str(deel) for deel in waarde))
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return formats.date_format(timezone.localtime(waarde), "DATETIME_FORMAT")
    if isinstance(waarde, date):
        return formats.date_format(waarde)
    return str(dict(keuzes).get(waarde, waarde))
