"""Whether this machine can make a PDF. A run that cannot says what it left out; with CI=true that is a failure."""

import os
from importlib import import_module

import pytest


def kan_pdf():
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


met_pdf = pytest.mark.skipif(
    not kan_pdf() and os.environ.get("CI") != "true",
    reason="NIET UITGEVOERD: zonder Pango geen PDF (apt-get install libpango-1.0-0 libpangoft2-1.0-0)",
)
