"""The Chromium of this machine. ``python -m tests.browser`` says what is left out of a run without one."""

import os
import shutil
import sys

NAMEN = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]


def chromium():
    """Path of the browser: $CHROMIUM, or the first one that is installed, or None."""
    if gekozen := os.environ.get("CHROMIUM"):
        return shutil.which(gekozen)
    return next(filter(None, map(shutil.which, NAMEN)), None)


def main():
    if chromium():
        return 0
    print(
        "\nNIET UITGEVOERD: de tests in een browser (tests/e2e), want er is geen Chromium gevonden.\n"
        "Installeer het (op Debian of Ubuntu: apt-get install chromium),\n"
        "of wijs het aan: make test CHROMIUM=/pad/naar/chromium",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
