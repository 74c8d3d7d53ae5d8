"""The site, and the pages that stand beside it to compare with."""

from django.urls import include, path

from tests.benchmarks import tegenhangers

urlpatterns = [
    path("_vast/", tegenhangers.vast),
    path("_modellen/<slug:slug>/", tegenhangers.dashboard_met_modellen),
    path("", include("uitvoering.urls")),
]

handler404 = "uitvoering.views.fout_404"
handler500 = "uitvoering.views.fout_500"
