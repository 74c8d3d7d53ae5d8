"""The words: README and models name the same things, and models speak Dutch."""

import re
from pathlib import Path

from django.apps import apps

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def _modellen():
    return [model for app in ("acties", "monitoring") for model in apps.get_app_config(app).get_models()]


def _eigen_modellen():
    proxies = {model for model in apps.get_models(include_auto_created=False) if model._meta.proxy}
    return {
        model.__name__
        for model in [*_modellen(), *proxies]
        if model._meta.app_label in ("acties", "monitoring") and not model.__name__.startswith("Historical")
    }


def test_woordenlijst_names_every_model():
    deel = README.split("## Woordenlijst")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| [^|]+ \| `(\w+)` \|", deel, re.MULTILINE)) == _eigen_modellen()


def test_every_model_has_dutch_names_and_a_definition():
    zonder = [
        model.__name__
        for model in _modellen()
        if not model.__name__.startswith("Historical")
        and (not model.__doc__ or model.__doc__.startswith(f"{model.__name__}("))
    ]
    assert zonder == []
