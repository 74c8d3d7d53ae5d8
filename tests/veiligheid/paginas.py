"""Every address that the table of rights (``tests/rechten.csv``) says a role can open."""

import csv
from pathlib import Path

from django.urls import reverse

TABEL = Path(__file__).parent.parent / "rechten.csv"


def te_openen(rol, code="200"):
    """The paths that answer a GET by this role with this code; ``anoniem`` is nobody."""
    with TABEL.open(encoding="utf-8", newline="") as bestand:
        return [
            reverse(regel["naam"], args=[deel for deel in regel["argumenten"].split(",") if deel])
            for regel in csv.DictReader(bestand, delimiter=";")
            if regel["methode"] == "GET" and regel[rol] == code
        ]


def is_pagina(pad):
    """Not a file: what that says is asked where it is made."""
    return not any(deel in pad for deel in ("/export/", "/jaarverslag/", "/pdf/", ".zip", "raadsbrief"))


def beheerpaginas(site):
    """List, form, history and delete page of a row of every table of the beheer that has one."""
    for model in site._registry:
        basis = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        rij = model._default_manager.first()
        yield reverse(f"{basis}_changelist")
        yield reverse(f"{basis}_add")
        if rij is not None:
            yield from (reverse(f"{basis}_{soort}", args=[rij.pk]) for soort in ("change", "history", "delete"))
