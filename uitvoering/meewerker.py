"""Een werker die meedraait met de server: een eigen proces, zodat het maken van een PDF geen pagina ophoudt.

Van alle serverprocessen op deze machine die met dezelfde database werken, houdt er één hem in leven. Valt dat proces weg,
dan neemt een ander het over.
"""

import fcntl
import hashlib
import logging
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from django.conf import settings

logger = logging.getLogger(__name__)

UITSTEL = 1  # seconden: een proces dat alleen even de server laadt, start geen werker
OPNIEUW = 5  # seconden tussen twee pogingen


def begin() -> None:
    Thread(target=_houd_in_leven, name="meewerker", daemon=True).start()


def _houd_in_leven() -> None:
    time.sleep(UITSTEL)
    with _slot().open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # wacht tot geen ander proces het doet; met ons proces gaat het slot open
        while True:
            opdracht = [sys.executable, str(settings.BASE_DIR / "manage.py"), "werker", "--met-server"]
            with subprocess.Popen(opdracht, stdin=subprocess.PIPE, cwd=settings.BASE_DIR) as werker:  # noqa: S603
                code = werker.wait()
            logger.warning("De werker stopte (%s) en wordt opnieuw gestart", code)
            time.sleep(OPNIEUW)


def _slot() -> Path:
    database = settings.DATABASES["default"]
    wie = repr((str(settings.BASE_DIR), database["ENGINE"], database.get("HOST"), str(database["NAME"])))
    return Path(tempfile.gettempdir()) / f"uitvoering-werker-{hashlib.sha256(wie.encode()).hexdigest()[:16]}"
