"""What the tests of more than one door need."""

from tests.monitoring.inlezen.werkboek.conftest import ronde, werkboek  # noqa: F401 - fixtures
