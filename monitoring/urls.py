from django.urls import include, path

from monitoring.views import (
    acties,
    cijfers,
    controle,
    dashboard,
    evaluatie,
    gemeenten,
    melden,
    mijn_acties,
    onderdelen,
    planning,
    uitvoer,
    vaststellen,
)

app_name = "monitoring"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("acties/", acties.actie_lijst, name="actie_lijst"),
    path("acties/export/<str:formaat>/", uitvoer.actie_export, name="actie_export"),
    path("acties/<int:nummer>/", acties.actie_detail, name="actie_detail"),
    path("acties/<int:nummer>/geschiedenis/", acties.actie_geschiedenis, name="actie_geschiedenis"),
    path("acties/<int:nummer>/melden/", melden.actie_melden, name="actie_melden"),
    path("mijn-acties/", mijn_acties.mijn_acties, name="mijn_acties"),
    path("rondes/", include("monitoring.urls_ronde")),
    path("gemeenten/", gemeenten.gemeenten, name="gemeenten"),
    path("gemeenten/export/<str:formaat>/", uitvoer.gemeenten_export, name="gemeenten_export"),
    path("organisaties/<slug:slug>/", gemeenten.organisatie_detail, name="organisatie_detail"),
    path("planning/", planning.planning, name="planning"),
    path("cijfers/", cijfers.cijfers, name="cijfers"),
    path("cijfers/export/<str:formaat>/", uitvoer.cijfers_export, name="cijfers_export"),
    path("onderdelen/", onderdelen.onderdeel_lijst, name="onderdeel_lijst"),
    path("onderdelen/<str:code>/", onderdelen.onderdeel_detail, name="onderdeel_detail"),
    path("evaluatie/", evaluatie.evaluatie_lijst, name="evaluatie_lijst"),
    path("evaluatie/<int:jaar>/", evaluatie.evaluatie_detail, name="evaluatie_detail"),
    path("evaluatie/<int:jaar>/overleg/<slug:overleg_slug>/", evaluatie.evaluatie_overleg, name="evaluatie_overleg"),
    path("evaluatie/<int:jaar>/duiding/<str:code>/", evaluatie.duiding_bewerken, name="duiding_bewerken"),
    path(
        "evaluatie/<int:jaar>/bespreking/<slug:overleg_slug>/",
        evaluatie.bespreking_bewerken,
        name="bespreking_bewerken",
    ),
    path("evaluatie/<int:jaar>/jaarverslag/<str:formaat>/", uitvoer.jaarverslag, name="jaarverslag"),
    path("evaluatie/<int:jaar>/fase/", vaststellen.evaluatie_fase, name="evaluatie_fase"),
    path("evaluatie/<int:jaar>/opmerkingen/", vaststellen.evaluatie_opmerkingen, name="evaluatie_opmerkingen"),
    path("evaluatie/<int:jaar>/opmerkingen/<int:pk>/", vaststellen.opmerking_verwerken, name="opmerking_verwerken"),
    path("evaluatie/<int:jaar>/vaststellen/", vaststellen.evaluatie_vaststellen, name="evaluatie_vaststellen"),
    path("evaluatie/<int:jaar>/nieuwe-versie/", vaststellen.evaluatie_nieuwe_versie, name="evaluatie_nieuwe_versie"),
    path("evaluatie/<int:jaar>/verslag.json", controle.verslag_json, name="verslag_json"),
    path("verslag-controle/", controle.verslag_controle, name="verslag_controle"),
]
