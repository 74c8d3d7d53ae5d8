"""Per programma een kenmerk dat verandert zodra iets verandert waar een pagina van dat programma uit leest.

De database zet het zelf, met triggers (de migraties ``kenmerk_per_programma`` van beide apps): ook ruwe SQL en bulkacties
tellen dus mee. Er is er een per programma en een voor wat de programma's delen (organisaties, overleggen, gebruikers); samen
zijn zij het kenmerk. Een melding in het ene programma laat zo staan wat van een ander is bewaard, en wie daar schrijft, wacht
er niet op. Wie het kenmerk leest en daarna de gegevens, mag wat hij opbouwde onder dat kenmerk bewaren. Het is willekeurig en
geen teller: na een teruggezette reservekopie of een afgebroken transactie hoort hetzelfde kenmerk altijd bij dezelfde gegevens.
"""

from typing import Any

from django.db.models import CharField, Func


class Kenmerk(Func):
    """Als annotatie: ``Kenmerk("pk")`` in dezelfde query als het programma. Zonder rij is het elke keer een ander."""

    template = (
        "COALESCE((SELECT eigen.kenmerk || '.' || samen.kenmerk"
        " FROM acties_gegevensversie eigen CROSS JOIN acties_gegevensversie samen"
        " WHERE eigen.programma = %(expressions)s AND samen.programma = 0), %(toeval)s)"
    )
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, toeval="lower(hex(randomblob(16)))", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, toeval="gen_random_uuid()::text", **context)
