"""De zinnen over afspraken als filter. Geen query's."""

from django import template

from monitoring.lezen import afspraken

register = template.Library()

for zin in (
    afspraken.afgesproken,
    afspraken.alle_afspraken,
    afspraken.standwoord,
    afspraken.standzin,
    afspraken.te_laat,
):
    register.filter(zin.__name__, zin)
