"""Eén kenmerk dat verandert zodra iets verandert waar een pagina uit leest.

De database zet het kenmerk zelf, met triggers (de migraties ``gegevensversie`` van beide apps): ook ruwe SQL en bulkacties
tellen dus mee. Wie het kenmerk leest en daarna de gegevens, mag wat hij opbouwde onder dat kenmerk bewaren. Het is
willekeurig en geen teller: na een teruggezette reservekopie of een afgebroken transactie hoort hetzelfde kenmerk altijd bij
dezelfde gegevens.
"""

from django.db.models.expressions import RawSQL


def kenmerk() -> RawSQL:
    """Als annotatie: het kenmerk in dezelfde query als de rij waar het bij wordt gelezen."""
    return RawSQL("SELECT kenmerk FROM acties_gegevensversie", [])
