"""The rules of WCAG 2.2 AA and what is good practice beside them, on the page as it stands."""

from axe_playwright_python.sync_playwright import Axe

REGELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def overtredingen(page):
    """Per rule that is broken the first elements that break it; empty when all is well."""
    gevonden = Axe().run(page, options=REGELS).response["violations"]
    return [(fout["id"], [knoop["target"] for knoop in fout["nodes"]][:3]) for fout in gevonden]
