"""Het blad met uitleg vooraan in een gegevensboek: wat elk blad is en wat er in elke kolom hoort."""

from collections.abc import Iterable, Sequence

from django.db import models

from acties.rekenblad.schrijven.boek import Cel, Deel, Regel
from acties.rekenblad.schrijven.boek import Tabel as Bladtabel
from monitoring.inlezen.gegevensboek.kolom import Kolom
from monitoring.inlezen.gegevensboek.tabel import Tabel
from monitoring.inlezen.gegevensboek.tabellen import OP_MODEL

BREEDTES = (18.0, 24.0, 10.0, 100.0)


def van_sjabloon(tabellen: Sequence[Tabel]) -> list[Deel]:
    return [
        Regel("Zo vul je deze werkmap", "titel"),
        Regel(
            "Elk blad is een tabel. Rij 1 heeft de namen van de kolommen: laat die staan. Wat je niet nodig hebt, laat je leeg."
        ),
        Regel(
            "Een rij mag verwijzen naar een rij op een ander blad in dit bestand, bijvoorbeeld een actie naar een nieuwe partij."
        ),
        Regel(
            "Lees het bestand in bij Gegevens. Je ziet eerst wat er nieuw of anders wordt; daarna sla je alles in één keer op."
        ),
        Regel("Een rij die er al is, herken je aan de kolommen met “sleutel”. Inlezen verwijdert nooit iets."),
        Regel(""),
        _kolommen(tabellen, ook_eigen=False),
    ]


def van_uitvoer(tabellen: Sequence[Tabel], bij: str) -> list[Deel]:
    return [
        Regel("Alle gegevens", "titel"),
        Regel(bij),
        Regel(
            "Dit bestand is te bewerken en weer in te lezen bij Gegevens, of in een lege database met manage.py importeer."
        ),
        Regel("Niet in dit bestand: wachtwoorden, de geschiedenis van wijzigingen en het logboek."),
        Regel("Een tekst die niet in één cel past, staat in delen op het blad Lange teksten."),
        Regel("Een blad met alleen namen van kolommen is een tabel waar nog niets in staat."),
        Regel(""),
        _kolommen(tabellen),
    ]


def _kolommen(tabellen: Iterable[Tabel], *, ook_eigen: bool = True) -> Bladtabel:
    rijen: list[tuple[str, str, str, str]] = []
    for tabel in tabellen:
        if tabel.uitleg:
            rijen.append((tabel.blad, "", "", tabel.uitleg))
        rijen += [
            (tabel.blad, kolom.naam, _nodig(tabel, kolom), _inhoud(tabel, kolom))
            for kolom in tabel.kolommen
            if ook_eigen or not kolom.eigen
        ]
    koppen = tuple(Cel(kop, "kop") for kop in ("Blad", "Kolom", "Nodig?", "Wat erin hoort"))
    return Bladtabel(koppen, [tuple(map(Cel, rij)) for rij in rijen])


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
