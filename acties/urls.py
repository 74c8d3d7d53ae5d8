from django.urls import path

from acties import views

app_name = "acties"

urlpatterns = [
    path("begrippen/", views.begrip_lijst, name="begrip_lijst"),
]
