"""One event, one line in the log, whatever the text of the event was."""

import json
import logging
import re
import unicodedata
from copy import copy

# A link from a mail is as good as a password until it is used: its key stays out of the log.
SLEUTEL_IN_PAD = re.compile(r"(/reset/key/|/confirm-email/|/link/\d+/open/|/volgen/stoppen/|/agenda/)[^/\s]+")
# PostgreSQL puts the row that it refused in its error: the texts, or the hash of a password.
RIJ_IN_FOUT = re.compile(r"DETAIL: .*?(?=\\n\\n(?:The above exception|During handling)|$)")
FOUT = 500
STUURTEKENS = {"Cc", "Cf", "Zl", "Zp"}  # control, format (right-to-left), line and paragraph separators


def _zichtbaar(teken):
    if unicodedata.category(teken) not in STUURTEKENS:
        return teken
    return teken.encode("unicode_escape").decode("ascii")


def schoon(tekst: str) -> str:
    """Op één regel, en zonder wat geheim is. Een regeleinde of ander stuurteken wordt ``\\n``, ``\\x1b``, ``\\u202e``."""
    regel = "".join(map(_zichtbaar, tekst))
    return RIJ_IN_FOUT.sub("DETAIL: ***", SLEUTEL_IN_PAD.sub(r"\1***", regel))


def _zonder_ruis(record: logging.LogRecord) -> logging.LogRecord:
    """Een weigering is geen fout van ons: waar in de code zij viel, doet er niet toe."""
    if getattr(record, "status_code", FOUT) < FOUT:
        record = copy(record)
        record.exc_info = record.exc_text = None
    return record


class EenRegelFormatter(logging.Formatter):
    """Eén gebeurtenis, één regel, ook met een traceback erbij."""

    def format(self, record):
        return schoon(super().format(_zonder_ruis(record)))


class JsonFormatter(logging.Formatter):
    """Dezelfde regel als JSON, met het nummer van het verzoek."""

    def format(self, record):
        record = _zonder_ruis(record)
        regel = {
            "tijd": self.formatTime(record, self.datefmt),
            "niveau": record.levelname,
            "naam": record.name,
            "verzoek": getattr(record, "verzoek", ""),
            "bericht": schoon(record.getMessage()),
        }
        if record.exc_info:
            regel["fout"] = schoon(self.formatException(record.exc_info))
        return json.dumps(regel, ensure_ascii=False)
