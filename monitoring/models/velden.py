"""Velden die van zichzelf weten wat erin mag."""

from django.db import models

from acties.models.velden import RegelsVanNu
from monitoring.tekst import meldtekst


class Meldtekst(RegelsVanNu, models.TextField):
    """Tekst van mensen: niet te lang, leesbaar en zonder gegevens van personen."""

    default_validators = [meldtekst]
