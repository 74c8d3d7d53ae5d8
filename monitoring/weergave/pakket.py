"""Een bestand waarvoor een pakket nodig is dat niet verplicht is: het pakket laden, of zeggen wat er ontbreekt."""

from importlib import import_module

from django.shortcuts import render

from monitoring.jaar.views.evaluatie import kader

PAKKET_ONTBREEKT = "pakket ontbreekt"  # zo zegt een werker het


def laad(schrijver):
    """De module die het bestand schrijft, pas nu: zij kost anders bij elke start tijd. ``None`` als haar pakket er niet is."""
    try:
        return import_module(schrijver)
    except ImportError as fout:  # het pakket zelf, of een waar het op steunt; een fout van onszelf verzwijgen we niet
        if (fout.name or "").partition(".")[0] == "monitoring":
            raise
    except OSError:  # zo meldt WeasyPrint dat het Pango niet kan laden
        pass
    return None


def ontbreekt(request, programma, stuk, kruimel, **pakket):
    """``pakket``: de ``soort`` bestand, de naam van het ``pakket`` en de ``bibliotheken`` van het systeem die het nodig heeft."""
    context = {**kader(programma, stuk.moment, (kruimel, "")), **pakket}
    return render(request, "monitoring/weergave/pakket_ontbreekt.html", context, status=503)
