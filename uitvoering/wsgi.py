"""Start of the server: ``gunicorn uitvoering.wsgi``."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from uitvoering.checks import weiger_onveilige_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uitvoering.settings")

application = get_wsgi_application()
weiger_onveilige_database()
if settings.WERKER_MEE:
    from uitvoering import meewerker

    meewerker.begin()
