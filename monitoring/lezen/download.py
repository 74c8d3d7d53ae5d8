"""Hoe een bestand de site verlaat: met een veilige naam, buiten elke cache, en in het logboek."""

from django.http import Http404, HttpResponse

from acties.rekenblad.schrijven.formaten import SCHRIJVERS, schrijver
from acties.spoor.logboek import noteer


def download(request, inhoud, soort, bestandsnaam):
    noteer("uitvoeren", bestandsnaam, door=request.user)
    return als_bestand(inhoud, soort, bestandsnaam)


def download_lijst(request, formaat, lijst, naam):
    """Een lijst als bestand. Fout: ``Http404`` bij een formaat dat er niet is."""
    if formaat not in SCHRIJVERS:
        raise Http404("Dit bestandsformaat is er niet.")
    schrijft = schrijver(formaat)
    return download(request, schrijft.schrijf_lijst(lijst), schrijft.CONTENT_TYPE, f"{naam}.{formaat}")


def als_bestand(inhoud, soort, bestandsnaam):
    """Zonder regel in het logboek, voor wie daar zelf een betere schrijft."""
    return HttpResponse(
        inhoud,
        content_type=soort,
        headers={
            "Content-Disposition": f'attachment; filename="{bestandsnaam}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def naamdeel(moment):
    """Wat er achter de naam van een bestand over een jaar komt: de versie na de eerste, en of het nog een concept is."""
    versie = f"-v{moment.versie}" if moment.versie > 1 else ""
    return versie + ("" if moment.vastgesteld else "-concept")
