"""An address of the beheer with impossible values is a bad request or an empty list; never an error of the site."""

import pytest
from django.contrib import admin

from tests.beheer.conftest import adres, modellen

ONMOGELIJK = ["a\0b", "9999", str(10**30), str(2**63), "\ud800", "a" * 20_000, "abc", "2021-02-30"]
VREEMD = [
    *ONMOGELIJK,
    "0",
    "-1",
    "10000",
    "9999-12-31",
    "0001-01-01",
    "1e400",
    "NaN",
    "١٢",
    "%",
    "[",
    "None",
    "",
    "1,2,x",
]
ZOEKWIJZEN = ["gt", "in", "icontains", "isnull", "regex", "exact"]


@pytest.fixture
def eva_en_anna(cast):
    """Who may read every list: both roles at once."""
    cast.anna.lidmaatschappen.create(rol="beheerder")
    return cast.anna


def _filters(model):
    """Every filter of this list, and what a list itself understands."""
    beheerder = admin.site._registry[model]
    filters = [deel[0] if isinstance(deel, tuple) else deel for deel in beheerder.list_filter]
    namen = [deel if isinstance(deel, str) else deel.parameter_name for deel in filters]
    namen += [f"{naam}__{'exact' if nummer % 2 else 'id__exact'}" for nummer, naam in enumerate(namen)]
    assert beheerder.date_hierarchy is None, "leest voor elke pagina alle rijen; gebruik jaarfilter"
    return namen


def _vragen(model):
    """A year with every impossible value, a filter with each third, a column with one and in one way of searching."""
    for nummer, naam in enumerate(_filters(model)):
        yield from ((naam, waarde) for waarde in (ONMOGELIJK if naam == "jaar" else ONMOGELIJK[nummer % 3 :: 3]))
    kolommen = [veld.name for veld in model._meta.get_fields() if getattr(veld, "concrete", False)]
    gewoon = ["q", "o", "p", "all", "e", "_facets", "_to_field", "_popup", "onbekend"]
    zoeken = [f"{naam}__{ZOEKWIJZEN[nummer % len(ZOEKWIJZEN)]}" for nummer, naam in enumerate(kolommen)]
    yield from ((naam, VREEMD[nummer % len(VREEMD)]) for nummer, naam in enumerate([*kolommen, *zoeken, *gewoon]))


@pytest.mark.parametrize("model", modellen(), ids=lambda model: model._meta.model_name)
def test_no_value_in_the_address_of_a_list_is_an_error(als, vol, eva_en_anna, model):
    client = als(eva_en_anna)
    client.raise_request_exception = False
    pad, fout = adres(model, "changelist"), {}
    for naam, waarde in _vragen(model):
        antwoord = client.get(pad, {naam: waarde.encode("utf-8", "surrogatepass")})
        if antwoord.status_code not in (200, 400):
            fout[naam, waarde[:12]] = antwoord.status_code
    assert fout == {}


def test_twin_without_the_check_refuses_nothing(als, vol, eva_en_anna, monkeypatch):
    from django.contrib.admin.views.main import ChangeList  # noqa: PLC0415 - the one of Django itself

    monkeypatch.setattr("acties.admin.basis.Lijst", ChangeList)
    client = als(eva_en_anna)
    client.raise_request_exception = False
    assert client.get("/beheer/monitoring/statusmelding/?jaar=1999").status_code == 302  # to a list without a filter


def test_a_list_shows_one_year(als, vol, eva_en_anna):
    client = als(eva_en_anna)
    gevonden = {
        jaar: client.get(f"/beheer/monitoring/statusmelding/?jaar={jaar}").context["cl"].result_count
        for jaar in (2021, 2022)
    }
    assert gevonden == {2021: 2, 2022: 0}
    assert client.get("/beheer/monitoring/statusmelding/?jaar=1999").status_code == 400


@pytest.mark.parametrize("waarde", ["0", "-1", "abc", str(10**30), "\0"])
def test_history_pages_and_choices_take_any_number(als, vol, eva_en_anna, waarde):
    client = als(eva_en_anna)
    client.raise_request_exception = False
    for pad in (
        "/beheer/acties/actie/1/history/",
        "/beheer/autocomplete/?app_label=acties&model_name=actie&field_name=ambities&",
    ):
        scheiding = "" if pad.endswith("&") else "?"
        assert client.get(f"{pad}{scheiding}p={waarde}&page={waarde}&term={waarde}").status_code in (200, 302, 400, 404)
