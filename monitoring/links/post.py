"""De mails bij een link: de link zelf, en de code voor een andere browser. Zij gaan door de rij van ``acties.post``."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from acties.post import Uitkomst, bied_aan
from monitoring.datum import datum_tekst
from monitoring.models import Toegangslink


def mail_link(link: Toegangslink, sleutel: str, *, na: Callable[[Uitkomst], None]) -> None:
    adres = reverse("monitoring:link_openen", args=[link.programma.slug, link.pk, sleutel])
    tekst = (
        f"Beste {link.naam},\n\n{waarvoor(link)} Je hebt geen account nodig.\n\n{settings.SITE_URL}{adres}\n\n"
        f"De link werkt tot en met {datum_tekst(link.laatste_dag)}. Zij is alleen voor jou: open je haar in een andere browser, "
        "dan vraagt de site om een code, en die sturen we naar dit adres.\n\nVerwachtte je deze mail niet? Gooi haar dan weg.\n"
    )
    bied_aan(EmailMessage(f"{link.get_soort_display()} · {link.programma.naam}", tekst, to=[link.email]), na=na)


def mail_code(link: Toegangslink, code: str) -> None:
    half = len(code) // 2
    tekst = (
        f"Je code is {code[:half]} {code[half:]}. Zij geldt een half uur.\n\n"
        "Vroeg je niet om een code? Dan heeft iemand anders jouw link. Stuur deze code niet door, en zeg het de projectleider.\n"
    )
    bied_aan(EmailMessage(f"Code · {link.programma.naam}", tekst, to=[link.email]), na=lambda uitkomst: None)


def waarvoor(link: Toegangslink) -> str:
    """Wat iemand met de link kan, in één zin."""
    if link.ronde:
        return f"Met deze link meld je in {link.ronde} hoe het met de acties van {link.organisatie} staat."
    wat = f"de evaluatie over {link.jaar}" if link.jaar else "het dashboard"
    return f"Met deze link lees je {wat} van {link.programma.naam}."
