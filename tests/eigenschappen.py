"""How properties are tried. ``make test`` draws the same examples each time: a red run is a fault of the change.

``make zoeken`` draws others each time, and many more; what it finds becomes an example of its test.
"""

from hypothesis import HealthCheck, settings

_GEWOON = 100
# A fixture makes one world for all examples of a test, and no test is a test of the speed of the machine.
_STIL = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "vast", max_examples=_GEWOON, derandomize=True, database=None, deadline=None, suppress_health_check=_STIL
)
settings.register_profile(
    "zoeken", max_examples=20 * _GEWOON, deadline=None, suppress_health_check=_STIL, print_blob=True
)
settings.load_profile("vast")


def aantal(gewoon: int) -> int:
    """The number of examples of a test that takes longer than most: ``gewoon`` in ``make test``, more in ``make zoeken``."""
    return gewoon * settings().max_examples // _GEWOON
