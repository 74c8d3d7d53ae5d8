"""One event, one line in the log, whatever the text of the event was."""

import logging
import re
import unicodedata
from copy import copy

# A link from a mail is as good as a password until it is used: its key stays out of the log.
SLEUTEL_IN_PAD = re.compile(r"(/reset/key/|/confirm-email/)[^/\s]+")
# PostgreSQL puts the row that it refused in its error: the texts, or the hash of a password.
RIJ_IN_FOUT = re.compile(r"DETAIL: .*?(?=\\n\\n(?:The above exception|During handling)|$)")
FOUT = 500
STUURTEKENS = {"Cc", "Cf", "Zl", "Zp"}  # control, format (right-to-left), line and paragraph separators


def _zichtbaar(teken):
    if unicodedata.category(teken) not in STUURTEKENS:
        return teken
    return teken.encode("unicode_escape").decode("ascii")


class EenRegelFormatter(logging.Formatter):
    """Writes line breaks and other control characters, those of a traceback too, as ``\\n``, ``\\x1b``, ``\\u202e``."""

    def format(self, record):
        if (
            getattr(record, "status_code", FOUT) < FOUT
        ):  # a refusal is no fault of ours: where in the code it fell is noise
            record = copy(record)
            record.exc_info = record.exc_text = None
        regel = "".join(map(_zichtbaar, super().format(record)))
        return RIJ_IN_FOUT.sub("DETAIL: ***", SLEUTEL_IN_PAD.sub(r"\1***", regel))
