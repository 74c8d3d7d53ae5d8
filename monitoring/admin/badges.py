"""Status en koers als badge in een lijst van het beheer, met dezelfde sjablonen als op de site."""

from django.template.loader import render_to_string

from monitoring.constanten import Koers, Status


def status_badge(code):
    status = Status(code)
    return render_to_string(
        "monitoring/_status.html", {"status": status.value, "teken": status.teken, "woord": status.label}
    )


def koers_badge(code):
    if not code:
        return ""
    koers = Koers(code)
    return render_to_string(
        "monitoring/_koers.html", {"koers": koers.value, "teken": koers.teken, "woord": koers.label}
    )
