"""De adressen onder ``gegevens/``, in de naamruimte van ``monitoring``."""

from django.urls import path

from monitoring.views import gegevens

urlpatterns = [
    path("", gegevens.gegevens, name="gegevens"),
    path("inlezen/", gegevens.gegevens_inlezen, name="gegevens_inlezen"),
    path("leeg/", gegevens.gegevens_leeg, name="gegevens_leeg"),
    path("alles/", gegevens.gegevens_alles, name="gegevens_alles"),
]
