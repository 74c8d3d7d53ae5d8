"""The settings of production, with the static files of this test run in a place of their own."""

import os
from pathlib import Path

from uitvoering.settings import *  # noqa: F403 - all of them

STATIC_ROOT = Path(os.environ["PROEF_STATISCH"])
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # that of the cast

# Without a worker, a process more on a busy machine, unless that is what a test is about.
if "PROEF_WERKER" not in os.environ:
    WERKER_MEE = False
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "post"]}}
