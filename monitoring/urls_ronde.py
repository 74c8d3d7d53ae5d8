"""De adressen onder ``rondes/``, in de naamruimte van ``monitoring``."""

from django.urls import path

from monitoring.views import mijn_acties, rondes, uitvoer, werkboek

urlpatterns = [
    path("", rondes.ronde_lijst, name="ronde_lijst"),
    path("nieuw/", rondes.ronde_nieuw, name="ronde_nieuw"),
    path("<int:pk>/", rondes.ronde_detail, name="ronde_detail"),
    path("<int:pk>/bewerken/", rondes.ronde_bewerken, name="ronde_bewerken"),
    path("<int:pk>/termijn/", rondes.ronde_termijn, name="ronde_termijn"),
    path("<int:pk>/sluiten/", rondes.ronde_sluiten, name="ronde_sluiten"),
    path("<int:pk>/herinneren/", rondes.ronde_herinneren, name="ronde_herinneren"),
    path("<int:pk>/export/<str:formaat>/", uitvoer.ronde_export, name="ronde_export"),
    path("<int:pk>/werkboeken/", werkboek.werkboek_lijst, name="werkboek_lijst"),
    path("<int:pk>/werkboeken/zip/", werkboek.werkboek_zip, name="werkboek_zip"),
    path("<int:pk>/werkboeken/mailen/", werkboek.werkboek_mailen, name="werkboek_mailen"),
    path("<int:pk>/werkboek/<slug:slug>/", werkboek.werkboek, name="werkboek"),
    path("<int:pk>/acties/<int:nummer>/", mijn_acties.ronde_melden, name="ronde_melden"),
]
