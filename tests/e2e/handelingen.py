"""What people do on a page, in the words of the page."""

import re

from playwright.sync_api import expect

MENU = ["Dashboard", "Acties", "Gemeenten", "Planning", "Evaluatie", "Cijfers", "Begrippen"]


def open_meldformulier(page, site, nummer, namens=""):
    page.goto(site.url(f"acties/{nummer}/melden/?namens={namens}" if namens else f"acties/{nummer}/melden/"))


def vul_melding_in(page, *, status=None, koers=None, toelichting=None, bijsturing=None):
    """Fill in what is given and leave the rest of the form as it stands."""
    for keuze in filter(None, (status, koers)):
        page.get_by_role("radio", name=keuze).check()
    if toelichting is not None:
        page.get_by_label("Wat is er gebeurd?").fill(toelichting)
    if bijsturing is not None:
        page.get_by_label("Bijsturing").fill(bijsturing)


def sla_op(page):
    page.get_by_role("button", name=re.compile("^Opslaan")).click()


def meld(page, site, nummer, *, namens="", **velden):
    """Report on an actie, and see that it was stored."""
    open_meldformulier(page, site, nummer, namens)
    vul_melding_in(page, **velden)
    sla_op(page)
    expect(page.locator(".utrecht-alert--ok")).to_contain_text(f"Opgeslagen: actie {nummer} ")


def meldingen(page):
    """The line of each melding about an actie: folded, so without what an earlier one said."""
    return page.get_by_role("region", name=re.compile("^Meldingen")).locator(".melding > summary")


def cel(page, nummer, gemeente):
    """What the matrix says of one actie in one municipality."""
    rij = page.locator(".matrix tbody tr").filter(has=page.get_by_role("link", name=re.compile(rf"^{nummer}\. ")))
    return rij.locator(f".cel[title^='{gemeente}:']")


def csrf(page):
    return page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")


def maak_concept(page, site, jaar):
    page.goto(site.url(f"evaluatie/{jaar}/"))
    page.get_by_role("button", name="Concept maken").click()
    expect(page.get_by_role("link", name=f"{jaar} controleren en vaststellen")).to_be_visible()


def stel_vast(page, site, jaar):
    """Accept what stands open, adopt the evaluation of a year, and see that it was done."""
    page.goto(site.url(f"evaluatie/{jaar}/"))
    page.get_by_role("link", name=f"{jaar} controleren en vaststellen").click()
    punten = page.locator("input[name=punt]")
    if punten.count():
        for punt in punten.all():
            punt.check()
        page.get_by_label("Waarom mogen deze punten openstaan?").fill("Dat is besproken.")
        page.get_by_role("button", name="Aangevinkte punten aanvaarden").click()
        expect(punten).to_have_count(0)
    page.get_by_label("Ik heb de punten gezien en stel de evaluatie vast").check()
    # Its papers are made at once here; in production a worker does that after the answer.
    page.get_by_role("button", name=f"Evaluatie {jaar} vaststellen").click(timeout=120_000)
    expect(page.locator("body")).to_contain_text(f"De evaluatie van {jaar} is vastgesteld en verandert niet meer.")
