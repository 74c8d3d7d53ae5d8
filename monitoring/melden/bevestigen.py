"""Een bijdrage bevestigen: wie namens de regio spreekt, maakt er in één handeling een woord voor de regio van."""

from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError

from acties.models import Gebruiker
from monitoring.melden.melding import melden
from monitoring.melden.overname import inhoud
from monitoring.models import Statusmelding, Updateronde

# Dezelfde persoon die dezelfde bijdrage bevestigt na hetzelfde woord, doet dat één keer, hoe vaak hij ook klikt.
_VERZOEK = UUID("5b1c4a52-6a0f-4c61-9d55-2f0f7d1d3a10")


def bevestig_bijdrage(
    bijdrage: Statusmelding, *, door: Gebruiker, op: datetime, gebaseerd_op: int, ronde: Updateronde | None = None
) -> Statusmelding:
    """Het woord voor de regio, met de inhoud en de peildatum van de bijdrage. ``gebaseerd_op``: het woord dat hij zag.
    Met ``ronde`` telt het in die updateronde.

    Dezelfde fouten als ``melden``; ``ValidationError`` ook als deze bijdrage niet (meer) te bevestigen is.
    """
    verzoek = uuid5(_VERZOEK, f"{bijdrage.pk} {gebaseerd_op} {door.pk}")
    if eerder := Statusmelding.objects.filter(verzoek=verzoek).first():
        return eerder
    laatste = Statusmelding.objects.laatste_van(bijdrage.actie, None)
    if laatste is None or laatste.pk == gebaseerd_op:  # anders zegt ``melden`` dat er intussen een ander woord is
        _toets(bijdrage)
    return melden(
        bijdrage.actie,
        organisatie=None,
        door=door,
        op=op,
        velden=inhoud(bijdrage) | {"peildatum": bijdrage.peildatum},
        gebaseerd_op=gebaseerd_op,
        verzoek=verzoek,
        bevestigt=bijdrage,
        ronde=ronde,
    )


def _toets(bijdrage: Statusmelding) -> None:
    actie, organisatie = bijdrage.actie, bijdrage.organisatie
    if Statusmelding.objects.nieuwste_van(actie, organisatie) != bijdrage:
        raise ValidationError(f"{organisatie} meldde intussen iets anders. Bekijk die bijdrage.")
    if bezwaar := bijdrage.bezwaar_tegen_bevestigen(Statusmelding.objects.nieuwste_van(actie, None)):
        raise ValidationError(f"Deze bijdrage is niet te bevestigen. {bezwaar}")
