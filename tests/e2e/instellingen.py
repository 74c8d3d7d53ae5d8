"""The settings of the servers that the browser visits: those of a test run, with the error pages of production."""

from tests.settings import *  # noqa: F403 - a variation on all of them

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
