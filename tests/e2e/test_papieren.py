"""Anna gets the papers of a year: everything in one place, a page that prints, and a PDF that opens."""

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.e2e.axe import overtredingen
from tests.e2e.conftest import MOBIEL, log_in
from tests.pango import met_pdf


@pytest.mark.parametrize("breedte", ["breed", "smal"])
def test_papers_and_oplegger_have_no_axe_violation_and_fit(page, site, breedte):
    if breedte == "smal":
        page.set_viewport_size(MOBIEL)
    log_in(page, site, "anna")
    for pad in ("evaluatie/2022/", "evaluatie/2022/overleg/pora/", "evaluatie/2022/oplegger/pora/"):
        assert page.goto(site.url(pad)).status == 200
        assert overtredingen(page) == [], pad
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), pad


@met_pdf
def test_she_takes_the_oplegger_of_a_meeting_along(page, site, tmp_path):
    log_in(page, site, "anna")
    page.goto(site.url("evaluatie/2022/"))
    page.get_by_role("link", name="Alle papieren").click()
    page.get_by_role("link", name="Oplegger van PORA").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oplegger 2022 voor PORA")
    with page.expect_download() as wacht:
        page.get_by_role("link", name="Oplegger (PDF)").click()
    bestand = tmp_path / wacht.value.suggested_filename
    wacht.value.save_as(bestand)
    assert bestand.name == "oplegger-2022-pora.pdf"
    with pikepdf.open(bestand) as pdf:
        assert len(pdf.pages) <= 2
        assert str(pdf.docinfo["/Title"]).startswith("Oplegger 2022 voor PORA")
