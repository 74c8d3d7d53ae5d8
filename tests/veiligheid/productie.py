"""The settings of production, with the static files of this test run in a place of their own."""

import os
from pathlib import Path

from uitvoering.settings import *  # noqa: F403 - all of them

STATIC_ROOT = Path(os.environ["PROEF_STATISCH"])
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # that of the cast
