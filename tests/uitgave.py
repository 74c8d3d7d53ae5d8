"""The data of a release: a small database with a row in every table, kept as a file to upgrade from for ever after.

``make uitgave`` writes the file of this version. Its first line names the last migrations of that release, each other line is
a row: ``["acties.Programma", {"id": 1, …}]``. Written and read through the models as the migrations of the release know them.
"""

import json
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from acties.models import Actie, Begrip
from monitoring.models import Bespreking, Duiding, Evaluatie, Opmerking
from tests.bewaking import onbewaakt
from tests.volledig import LASTIG, vul_alles
from uitvoering import __version__

UITGAVEN = Path(__file__).parent / "uitgaven"
APPS = ("acties", "monitoring")
# Who may do what follows from roles: nobody has a group or a right of his own.
LEEG = {"acties.Gebruiker_groups", "acties.Gebruiker_user_permissions"}
# An adopted evaluatie admits no part any more, so it comes after its parts.
LAATST = "monitoring.Evaluatie"


def naam(versie=__version__):
    return f"{versie}.jsonl"


def nieuwste():
    """The last migration of each app."""
    bladeren = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return {app: migratie for app, migratie in bladeren if app in APPS}


def modellen(migraties):
    """Every table of the apps at these migrations, as a model of then."""
    staat = MigrationExecutor(connection).loader.project_state(list(migraties.items()))
    alles = staat.apps.get_models(include_auto_created=True)
    eigen = [model for model in alles if model._meta.app_label in APPS and not model._meta.proxy]
    return sorted(eigen, key=lambda model: (model._meta.label == LAATST, model._meta.label))


def regels(migraties):
    """The file: what this database holds, at these migrations."""
    yield json.dumps(migraties)
    for model in modellen(migraties):
        for rij in model._base_manager.order_by("pk"):
            velden = {veld.attname: _waarde(veld, rij) for veld in model._meta.concrete_fields}
            yield json.dumps([model._meta.label, velden], ensure_ascii=False)


def _waarde(veld, rij):
    waarde = veld.value_from_object(rij)
    return waarde if waarde is None or isinstance(waarde, bool | int) else veld.value_to_string(rij)


def schrijf(bestand):
    bestand.write_text("".join(f"{regel}\n" for regel in regels(nieuwste())), encoding="utf-8")


def lees(bestand):
    """The lines of a file, and the migrations that it names."""
    tekst = bestand.read_text(encoding="utf-8").split("\n")[:-1]  # splitlines() would also split on signs within a text
    return tekst, json.loads(tekst[0])


def laad(tekst, migraties):
    """Put the rows of a file in this database, which stands at the migrations of the file and holds nothing yet."""
    per_model = {model._meta.label: model for model in modellen(migraties)}
    with transaction.atomic():
        for label, velden in map(json.loads, tekst[1:]):
            model = per_model[label]
            van = {veld.attname: veld for veld in model._meta.concrete_fields}
            rij = model(**{veld: None if w is None else van[veld].to_python(w) for veld, w in velden.items()})
            model._base_manager.bulk_create([rij])
        with connection.cursor() as cursor:
            for opdracht in connection.ops.sequence_reset_sql(no_style(), per_model.values()):
                cursor.execute(opdracht)


def vul(wereld, cast, meld):
    """A database as a release leaves it behind: a row in every table, and of every kind of row one."""
    w = vul_alles(wereld, cast, meld)
    Begrip.objects.filter(definitie=LASTIG[5]).update(definitie="😀")  # keeps the file small
    with onbewaakt("acties_historicalbegrip"):
        Begrip.history.filter(definitie=LASTIG[5]).update(definitie="😀")
    lokaal = Actie.objects.create(
        programma=w.programma, nummer=100_001, titel="Eigen buurtteam", onderdeel=w.kern, lokaal_van=w.alkmaar,
        doorlopend=True,
    )  # fmt: skip
    meld(lokaal, w.alkmaar, "2021-12-01", "in_uitvoering", gemeld_door=cast.bram, toelichting="Gestart")
    Actie.objects.create(
        programma=w.programma, nummer=4, titel="Vervallen", onderdeel=w.lijn, startjaar=2021, eindjaar=2022,
        vervallen_op="2021-06-01", vervallen_reden="Samengevoegd", voortgekomen_uit=w.training,
    )  # fmt: skip
    concept = Evaluatie.objects.get(jaar=2022)
    Evaluatie.objects.filter(pk=concept.pk).update(fase="concept")
    Duiding.objects.create(evaluatie=concept, onderdeel=w.lijn, oordeel="op_schema", tekst="Loopt goed")
    Bespreking.objects.create(evaluatie=concept, overleg=w.madivosa, datum="2023-02-01", besproken="Alles")
    Opmerking.objects.create(evaluatie=concept, gebruiker=cast.vera, tekst="Let op", gemaakt_op=timezone.now())
    for rij in (
        w.alkmaar.subregio,
        w.alkmaar,
        w.pora,
        w.pora.deelnames.first(),
    ):  # the world is made without their history
        rij.save()
