"""Het blad met uitleg vooraan in een gegevensboek: wat elk blad is en wat er in elke kolom hoort."""

from collections.abc import Iterable, Sequence

from django.db import models

from monitoring.inlezen.gegevensboek.kolom import Kolom
from monitoring.inlezen.gegevensboek.tabel import Tabel
from monitoring.inlezen.gegevensboek.tabellen import OP_MODEL

Regels = list[Sequence[str]]


def van_sjabloon(tabellen: Sequence[Tabel]) -> Regels:
    return [
        ["Zo vul je deze werkmap"],
        [
            "Elk blad is een tabel. Rij 1 heeft de namen van de kolommen: laat die staan. Wat je niet nodig hebt, laat je leeg."
        ],
        [
            "Een rij mag verwijzen naar een rij op een ander blad in dit bestand, bijvoorbeeld een actie naar een nieuwe partij."
        ],
        [
            "Lees het bestand in bij Gegevens. Je ziet eerst wat er nieuw of anders wordt; daarna sla je alles in één keer op."
        ],
        ["Een rij die er al is, herken je aan de kolommen met “sleutel”. Inlezen verwijdert nooit iets."],
        [],
        *_kolommen(tabellen, ook_eigen=False),
    ]


def van_uitvoer(tabellen: Sequence[Tabel], bij: str) -> Regels:
    return [
        ["Alle gegevens"],
        [bij],
        [
            "Dit bestand is te bewerken en weer in te lezen bij Gegevens, of in een lege database met manage.py importeer."
        ],
        ["Niet in dit bestand: wachtwoorden, de geschiedenis van wijzigingen en het logboek."],
        ["Een tekst die niet in één cel past, staat in delen op het blad Lange teksten."],
        ["Een blad met alleen namen van kolommen is een tabel waar nog niets in staat."],
        [],
        *_kolommen(tabellen),
    ]


def _kolommen(tabellen: Iterable[Tabel], *, ook_eigen: bool = True) -> Regels:
    regels: Regels = [["Blad", "Kolom", "Nodig?", "Wat erin hoort"]]
    for tabel in tabellen:
        if tabel.uitleg:
            regels.append([tabel.blad, "", "", tabel.uitleg])
        regels += [
            [tabel.blad, kolom.naam, _nodig(tabel, kolom), _inhoud(tabel, kolom)]
            for kolom in tabel.kolommen
            if ook_eigen or not kolom.eigen
        ]
    return regels


def _nodig(tabel: Tabel, kolom: Kolom) -> str:
    if kolom.naam in tabel.sleutel:
        return "sleutel"
    veld = kolom.veld or next(
        (tabel.model._meta.get_field(v.veld) for v in tabel.verwijzingen if v.kolom == kolom.naam), None
    )
    meervoud = tabel.meervoud_op_kolom.get(kolom.naam)
    if meervoud:
        return "ja" if meervoud.verplicht else "nee"
    if not isinstance(veld, models.Field) or veld.null or veld.blank or veld.has_default():
        return "nee"
    return "ja"


def _inhoud(tabel: Tabel, kolom: Kolom) -> str:
    if kolom.naam == "programma":
        return "Het adres van een programma. Leeg: het programma waarin je inleest."
    delen = [f"Een rij van het blad {_blad(v.naar)}." for v in tabel.verwijzingen if v.kolom == kolom.naam]
    if meervoud := tabel.meervoud_op_kolom.get(kolom.naam):
        delen.append(f"Namen van het blad {_blad(meervoud.naar)}, met een rechte streep | ertussen.")
    if kolom.veld is not None:
        delen += [_soort(kolom.veld), str(kolom.veld.help_text)]
    return " ".join(deel for deel in delen if deel)


def _soort(veld: models.Field) -> str:
    if veld.choices:
        keuzes = ", ".join(f"{code} ({woord})" for code, woord in veld.flatchoices if code)
        return f"Kies uit: {keuzes}."
    if isinstance(veld, models.BooleanField):
        return "ja of nee."
    if isinstance(veld, models.DateTimeField):
        return "Een tijdstip met tijdzone."
    if isinstance(veld, models.DateField):
        return "Een datum, zoals 31-12-2021."
    if isinstance(veld, models.CharField) and veld.max_length:
        return f"Tekst, hooguit {veld.max_length} tekens."
    return ""


def _blad(model: type[models.Model]) -> str:
    return OP_MODEL[model].blad
