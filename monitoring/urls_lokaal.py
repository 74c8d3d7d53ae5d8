"""De adressen onder ``lokale-acties/``, in de naamruimte van ``monitoring``."""

from django.urls import path

from monitoring.views import lokaal

urlpatterns = [
    path("nieuw/<slug:slug>/", lokaal.lokale_actie_nieuw, name="lokale_actie_nieuw"),
    path("<int:nummer>/bewerken/", lokaal.lokale_actie_bewerken, name="lokale_actie_bewerken"),
    path("<int:nummer>/vervallen/", lokaal.lokale_actie_vervallen, name="lokale_actie_vervallen"),
]
