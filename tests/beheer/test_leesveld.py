"""A link is only shown to who may open it, on every page of the beheer and in every template of the site."""

import re

import pytest
from django.contrib import admin

from tests.beheer.conftest import adres, modellen

LINK = re.compile(r'<a [^>]*href="(/beheer/[^"?#]*)')


@pytest.mark.parametrize("wie", ["anna", "bram", "carla", "vera", "dirk", "eva"])
def test_every_link_to_the_beheer_can_be_opened_by_who_sees_it(als, cast, vol, wie):
    vol.melding.__class__.objects.create(
        actie=vol.voorlichting, organisatie=vol.vt, peildatum="2021-10-02", status="in_uitvoering", gemeld_door=cast.bram,
        gemeld_op="2021-10-02T09:00:00Z",
    )  # fmt: skip
    client, gezien, dood = als(getattr(cast, wie)), {}, {}
    paden = ["/", "/proef/", "/proef/cijfers/", "/proef/acties/2/", "/proef/besluiten/", "/hulp/", "/beheer/"]
    for model in modellen():
        rijen = admin.site._registry[model].get_queryset(_verzoek(cast, wie)).values_list("pk", flat=True)[:3]
        paden += [adres(model, "change", pk) for pk in rijen]
    for pad in paden:
        antwoord = client.get(pad, follow=True)
        if antwoord.status_code != 200:
            continue
        for doel in LINK.findall(antwoord.content.decode()):
            code = gezien.setdefault(doel, None) or client.get(doel).status_code
            gezien[doel] = code
            if code not in (200, 302):
                dood[pad, doel] = code
    assert dood == {}
    assert len(gezien) > 3 or wie == "dirk"


def _verzoek(cast, wie):
    from django.test import RequestFactory  # noqa: PLC0415 - only here

    verzoek = RequestFactory().get("/beheer/")
    verzoek.user = getattr(cast, wie)
    return verzoek


def test_who_reported_is_a_name_for_some_and_a_link_for_the_beheerder(als, cast, vol):
    melding = vol.melding.__class__.objects.create(
        actie=vol.training, organisatie=vol.alkmaar, peildatum="2021-10-02", status="in_uitvoering", gemeld_door=cast.bram,
        gemeld_op="2021-10-02T09:00:00Z",
    )  # fmt: skip
    pad, link = adres(type(melding), "change", melding.pk), adres(type(cast.bram), "change", cast.bram.pk)
    pagina = als(cast.anna).get(pad).content.decode()
    assert "Bram" in pagina
    assert link not in pagina
    assert link in als(cast.eva).get(pad).content.decode()
