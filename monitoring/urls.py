from django.urls import path

from monitoring.afspraken import views as afspraken
from monitoring.inlezen.cijfers import views as cijfers_inlezen
from monitoring.inlezen.gegevensboek import views as gegevensboek
from monitoring.inlezen.werkboek import views as werkboek
from monitoring.inlezen.werkboek import views_mailen as werkboek_mailen
from monitoring.jaar.views import echtheid, evaluatie, vaststellen
from monitoring.lezen.views import acties, cijfers, dashboard, gemeenten, onderdelen, planning, veranderd, zoeken
from monitoring.links.views import beheer as links
from monitoring.links.views import houder
from monitoring.melden import views as melden
from monitoring.melden import views_bevestigen as bevestigen
from monitoring.programma.views import besluiten, doorlopen, lokaal
from monitoring.rondes.achterstand import achterstand
from monitoring.rondes.views import mijn_acties, ongewijzigd, rondes
from monitoring.volgen import views as volgen
from monitoring.volgen import views_zonder_inloggen as volgen_zonder
from monitoring.weergave.maken import zet_papieren_klaar
from monitoring.weergave.views import brieven, dias, lijsten, papieren

app_name = "monitoring"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("acties/", acties.actie_lijst, name="actie_lijst"),
    path("acties/export/<str:formaat>/", lijsten.actie_export, name="actie_export"),
    path("acties/<int:nummer>/", acties.actie_detail, name="actie_detail"),
    path("acties/<int:nummer>/geschiedenis/", acties.actie_geschiedenis, name="actie_geschiedenis"),
    path("acties/<int:nummer>/melden/", melden.actie_melden, name="actie_melden"),
    path("acties/<int:nummer>/meldingen/<int:pk>/", melden.melding_opgeslagen, name="melding_opgeslagen"),
    path("acties/<int:nummer>/meldingen/<int:pk>/corrigeren/", melden.melding_corrigeren, name="melding_corrigeren"),
    path(
        "acties/<int:nummer>/meldingen/<int:pk>/bevestigen/",
        bevestigen.bijdrage_bevestigen,
        name="bijdrage_bevestigen",
    ),
    path("mijn-acties/", mijn_acties.mijn_acties, name="mijn_acties"),
    path("mijn-acties/terugdraaien/", ongewijzigd.ronde_terugdraaien, name="ronde_terugdraaien"),
    path("mijn-acties/herinneringen/", mijn_acties.herinneringen, name="herinneringen"),
    path("volgen/", volgen.volgen, name="volgen"),
    path("volgen/agenda/", volgen.agenda_adres, name="agenda_adres"),
    path("volgen/stoppen/<str:bewijs>/", volgen_zonder.volgen_stoppen, name="volgen_stoppen"),
    path("volgen/<str:soort>/<str:sleutel>/", volgen.volgen_kiezen, name="volgen_kiezen"),
    path("agenda/<str:sleutel>.ics", volgen_zonder.agenda, name="agenda"),
    path("rondes/", rondes.ronde_lijst, name="ronde_lijst"),
    path("rondes/nieuw/", rondes.ronde_nieuw, name="ronde_nieuw"),
    path("rondes/<int:pk>/", rondes.ronde_detail, name="ronde_detail"),
    path("rondes/<int:pk>/bewerken/", rondes.ronde_bewerken, name="ronde_bewerken"),
    path("rondes/<int:pk>/termijn/", rondes.ronde_termijn, name="ronde_termijn"),
    path("rondes/<int:pk>/sluiten/", rondes.ronde_sluiten, name="ronde_sluiten"),
    path("rondes/<int:pk>/herinneren/", rondes.ronde_herinneren, name="ronde_herinneren"),
    path("rondes/<int:pk>/export/<str:formaat>/", lijsten.ronde_export, name="ronde_export"),
    path("rondes/<int:pk>/werkboeken/", werkboek_mailen.werkboek_lijst, name="werkboek_lijst"),
    path("rondes/<int:pk>/werkboeken/zip/", werkboek_mailen.werkboek_zip, name="werkboek_zip"),
    path("rondes/<int:pk>/werkboeken/mailen/", werkboek_mailen.werkboek_mailen, name="werkboek_mailen"),
    path("rondes/<int:pk>/werkboek/<slug:slug>/", werkboek_mailen.werkboek, name="werkboek"),
    path("rondes/<int:pk>/acties/<int:nummer>/", mijn_acties.ronde_melden, name="ronde_melden"),
    path("rondes/<int:pk>/ongewijzigd/<slug:slug>/", ongewijzigd.ronde_ongewijzigd, name="ronde_ongewijzigd"),
    path("rondes/<int:pk>/meldlink/<slug:slug>/", links.meldlink_nieuw, name="meldlink_nieuw"),
    path("links/", links.toegangslink_lijst, name="toegangslink_lijst"),
    path("links/lezen/", links.leeslink_nieuw, name="leeslink_nieuw"),
    path("links/<int:pk>/intrekken/", links.toegangslink_intrekken, name="toegangslink_intrekken"),
    path("links/<int:pk>/opnieuw/", links.toegangslink_opnieuw, name="toegangslink_opnieuw"),
    path("link/<int:pk>/", houder.link_pagina, name="link_pagina"),
    path("link/<int:pk>/open/<str:sleutel>/", houder.link_openen, name="link_openen"),
    path("link/<int:pk>/code/", houder.link_code, name="link_code"),
    path("link/<int:pk>/acties/<int:nummer>/", houder.link_melden, name="link_melden"),
    path("lokale-acties/nieuw/<slug:slug>/", lokaal.lokale_actie_nieuw, name="lokale_actie_nieuw"),
    path("lokale-acties/<int:nummer>/bewerken/", lokaal.lokale_actie_bewerken, name="lokale_actie_bewerken"),
    path("lokale-acties/<int:nummer>/vervallen/", lokaal.lokale_actie_vervallen, name="lokale_actie_vervallen"),
    path("werkboek/inlezen/", werkboek.inlezen, name="inlezen"),
    path("werkboek/inlezen/<uuid:sleutel>/", werkboek.inlezen_controleren, name="inlezen_controleren"),
    path("gegevens/", gegevensboek.gegevens, name="gegevens"),
    path("gegevens/inlezen/", gegevensboek.gegevens_inlezen, name="gegevens_inlezen"),
    path("gegevens/leeg/", gegevensboek.gegevens_leeg, name="gegevens_leeg"),
    path("gegevens/alles/", gegevensboek.gegevens_alles, name="gegevens_alles"),
    path("gemeenten/", gemeenten.gemeenten, name="gemeenten"),
    path("gemeenten/export/<str:formaat>/", lijsten.gemeenten_export, name="gemeenten_export"),
    path("organisaties/<slug:slug>/", gemeenten.organisatie_detail, name="organisatie_detail"),
    path("veranderd/", veranderd.veranderd, name="veranderd"),
    path("veranderd/export/<str:formaat>/", lijsten.veranderd_export, name="veranderd_export"),
    path("begrippen/export/<str:formaat>/", lijsten.begrip_export, name="begrip_export"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("planning/", planning.planning, name="planning"),
    path("planning/export/<str:formaat>/", lijsten.planning_export, name="planning_export"),
    path("cijfers/", cijfers.cijfers, name="cijfers"),
    path("cijfers/inlezen/", cijfers_inlezen.cijfers_inlezen, name="cijfers_inlezen"),
    path("cijfers/inlezen/controleren/", cijfers_inlezen.cijfers_controleren, name="cijfers_controleren"),
    path("cijfers/export/<str:formaat>/", lijsten.cijfers_export, name="cijfers_export"),
    path("onderdelen/", onderdelen.onderdeel_lijst, name="onderdeel_lijst"),
    path("onderdelen/<str:code>/", onderdelen.onderdeel_detail, name="onderdeel_detail"),
    path("besluiten/", besluiten.besluit_lijst, name="besluit_lijst"),
    path("besluiten/export/<str:formaat>/", lijsten.besluit_export, name="besluit_export"),
    path("vaststelling/export/<str:formaat>/", lijsten.vaststelling_export, name="vaststelling_export"),
    path("besluiten/nieuw/", besluiten.besluit_nieuw, name="besluit_nieuw"),
    path("besluiten/nieuw/<str:soort>/", besluiten.besluit_vastleggen, name="besluit_vastleggen"),
    path("besluiten/vaststelling/", besluiten.collegebesluiten, name="collegebesluiten"),
    path("besluiten/<int:pk>/", besluiten.besluit_bewerken, name="besluit_bewerken"),
    path("besluiten/<int:pk>/verwijderen/", besluiten.besluit_verwijderen, name="besluit_verwijderen"),
    path("afspraken/", afspraken.afspraak_lijst, name="afspraak_lijst"),
    path("afspraken/export/<str:formaat>/", lijsten.afspraak_export, name="afspraak_export"),
    path("afspraken/nieuw/", afspraken.afspraak_nieuw, name="afspraak_nieuw"),
    path("afspraken/<int:pk>/", afspraken.afspraak_bewerken, name="afspraak_bewerken"),
    path("afspraken/<int:pk>/afhandelen/", afspraken.afspraak_afhandelen, name="afspraak_afhandelen"),
    path("doorlopen/", doorlopen.doorlopen, name="doorlopen"),
    path("evaluatie/", evaluatie.evaluatie_lijst, name="evaluatie_lijst"),
    path("evaluatie/<int:jaar>/", evaluatie.evaluatie_detail, name="evaluatie_detail"),
    path("evaluatie/<int:jaar>/overleg/<slug:overleg_slug>/", evaluatie.evaluatie_overleg, name="evaluatie_overleg"),
    path("evaluatie/<int:jaar>/duiding/<str:code>/", evaluatie.duiding_bewerken, name="duiding_bewerken"),
    path(
        "evaluatie/<int:jaar>/bespreking/<slug:overleg_slug>/",
        evaluatie.bespreking_bewerken,
        name="bespreking_bewerken",
    ),
    path("evaluatie/<int:jaar>/jaarverslag/pdf/", papieren.jaarverslag_pdf, name="jaarverslag_pdf"),
    path(
        "evaluatie/<int:jaar>/jaarverslag/pdf-a/",
        papieren.jaarverslag_pdf,
        {"archief": True},
        name="jaarverslag_archief",
    ),
    path("evaluatie/<int:jaar>/oplegger/<slug:overleg_slug>/", papieren.oplegger, name="oplegger"),
    path("evaluatie/<int:jaar>/oplegger/<slug:overleg_slug>/pdf/", papieren.oplegger_pdf, name="oplegger_pdf"),
    path("evaluatie/<int:jaar>/dias/", dias.dias, name="dias"),
    path("evaluatie/<int:jaar>/dias/<slug:overleg_slug>/", dias.dias, name="dias_overleg"),
    path("evaluatie/<int:jaar>/jaarverslag/<str:formaat>/", lijsten.jaarverslag, name="jaarverslag"),
    path("evaluatie/<int:jaar>/raadsbrief/<slug:organisatie_slug>/", brieven.raadsbrief, name="raadsbrief"),
    path("evaluatie/<int:jaar>/raadsbrieven.zip", brieven.raadsbrieven, name="raadsbrieven"),
    path("evaluatie/<int:jaar>/fase/", vaststellen.evaluatie_fase, name="evaluatie_fase"),
    path("evaluatie/<int:jaar>/opmerkingen/", vaststellen.evaluatie_opmerkingen, name="evaluatie_opmerkingen"),
    path("evaluatie/<int:jaar>/opmerkingen/<int:pk>/", vaststellen.opmerking_verwerken, name="opmerking_verwerken"),
    path(
        "evaluatie/<int:jaar>/vaststellen/",
        vaststellen.evaluatie_vaststellen,
        {"rondes": achterstand, "na": zet_papieren_klaar},
        name="evaluatie_vaststellen",
    ),
    path(
        "evaluatie/<int:jaar>/vaststellen/aanvaarden/",
        vaststellen.punten_aanvaarden,
        {"rondes": achterstand},
        name="punten_aanvaarden",
    ),
    path(
        "evaluatie/<int:jaar>/vaststellen/intrekken/",
        vaststellen.aanvaarding_intrekken,
        name="aanvaarding_intrekken",
    ),
    path("evaluatie/<int:jaar>/nieuwe-versie/", vaststellen.evaluatie_nieuwe_versie, name="evaluatie_nieuwe_versie"),
    path("evaluatie/<int:jaar>/verslag.json", echtheid.verslag_json, name="verslag_json"),
    path("verslag-controle/", echtheid.verslag_controle, name="verslag_controle"),
]
