"""Bewerkingen achter elkaar, zonder dat Django na elke alle modellen opnieuw opbouwt.

Bijna elk model wijst naar de gebruiker. Daarom bouwt Django na elk nieuw veld bijna alles opnieuw op, ook wat er niet toe doet:
zo kostte het migreren van een lege database vooral wachten. Hier krijgt elke bewerking alleen het model waar zij over gaat, met
van elk model waar dat naar wijst alleen de gewone kolommen. Wat de database ervan merkt, is hetzelfde.

Een ``RunPython`` hierin krijgt geen modellen: zij schrijft SQL. Een ``AlterField`` van een kolom waar een andere tabel naar wijst
hoort hier niet in, als het type daarvan verandert.
"""

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation


class Samen(Operation):
    def __init__(self, operations):
        self.operations = operations

    @property
    def reversible(self):
        return all(bewerking.reversible for bewerking in self.operations)

    def state_forwards(self, app_label, state):
        _zonder_modellen(state)
        for bewerking in self.operations:
            bewerking.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for bewerking, voor, na in self._stappen(app_label, from_state):
            bewerking.database_forwards(app_label, schema_editor, voor, na)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for bewerking, voor, na in reversed(list(self._stappen(app_label, to_state))):
            bewerking.database_backwards(app_label, schema_editor, na, voor)

    def describe(self):
        return f"{len(self.operations)} operations together"

    def _stappen(self, app_label, staat):
        """Elke bewerking, met wat zij nodig heeft van de staat ervoor en die erna."""
        staat = _zonder_modellen(staat.clone())
        for bewerking in self.operations:
            voor, staat = staat, staat.clone()
            bewerking.state_forwards(app_label, staat)
            naam = getattr(bewerking, "model_name", None) or getattr(bewerking, "name", "")
            delen = [_deel(heel, (app_label, naam.lower())) for heel in (voor, staat)]
            for deel in delen:
                deel.apps  # noqa: B018 - het oude model eerst: in die volgorde zet SQLite de kolommen
            yield bewerking, *delen


def _zonder_modellen(staat):
    staat.__dict__.pop("apps", None)  # als zij ooit nodig zijn, bouwt de staat ze weer op
    return staat


def _deel(staat, sleutel):
    """Dit model en de modellen waar het van erft, met een schets van waar zij naar wijzen."""
    heel = {}
    while sleutel in staat.models:
        model = heel[sleutel] = staat.models[sleutel].clone()
        sleutel = next((resolve_relation(ouder) for ouder in model.bases if isinstance(ouder, str)), None)
    doelen = {doel for model in heel.values() for doel in _wijst_naar(model)}
    return ProjectState({doel: _schets(staat.models[doel]) for doel in doelen} | heel)


def _wijst_naar(model):
    for veld in model.fields.values():
        if veld.is_relation:
            for doel in (veld.remote_field.model, getattr(veld.remote_field, "through", None)):
                if doel:
                    yield resolve_relation(doel, model.app_label, model.name_lower)


def _schets(model):
    kolommen = {naam: veld for naam, veld in model.fields.items() if not veld.is_relation}
    tabel = {naam: waarde for naam, waarde in model.options.items() if naam == "db_table"}
    return ModelState(model.app_label, model.name, kolommen, tabel)
