"""The settings of a test run: those of DEBUG, apart from what would only cost time."""

import os

os.environ.setdefault("DEBUG", "1")

from uitvoering.settings import *  # noqa: F403 - a variation on all of them

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# pytest-django switches DEBUG off, and with it the way in which WhiteNoise finds files that were not collected.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# A task runs where it is asked for; a test of the queue or of a worker says so itself.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "post"]}}
WERKER_MEE = False
