"""De site van het beheer: wie erin mag, en waar inloggen en uitloggen gebeurt."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from uitvoering.beheer.menu import MENU, voorop
from uitvoering.context import programma_van

GEEN_TOEGANG = "Je rol geeft geen toegang tot het beheer."


class Beheer(AdminSite):
    site_header = site_title = "Beheer"
    index_title = "Beheer"
    site_url = "/"
    enable_nav_sidebar = False  # de lijsten hebben de breedte nodig; het menu is één klik weg
    empty_value_display = "–"

    def has_permission(self, request):
        return request.user.is_active and request.user.mag_in_beheer

    def admin_view(self, view, cacheable=False):
        """Wie is ingelogd maar hier niets te zoeken heeft, krijgt uitleg in plaats van nog een inlogpagina."""
        binnen = super().admin_view(view, cacheable)

        @wraps(binnen)
        def toegang(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(GEEN_TOEGANG)
            return binnen(request, *args, **kwargs)

        return toegang

    def get_urls(self):
        """Wie niet is ingelogd, gaat meteen naar de inlogpagina van de site en niet eerst langs die van het beheer."""
        urls = super().get_urls()
        for patroon in urls:
            if hasattr(getattr(patroon, "callback", None), "login_url"):
                patroon.callback.login_url = None
        return urls

    def get_app_list(self, request, app_label=None):
        """De tabellen per deel van het menu, elk met haar definitie; een leeg deel valt weg."""
        tabellen = {
            tabel["object_name"]: tabel | {"uitleg": tabel["model"].__doc__.partition(".")[0]}
            for app in self._build_app_dict(request).values()
            for tabel in app["models"]
        }
        delen = [
            {"name": naam, "app_label": f"deel-{nummer}", "models": [tabellen[t] for t in namen if t in tabellen]}
            for nummer, (naam, namen) in enumerate(MENU.items(), start=1)
        ]
        return [deel for deel in delen if deel["models"]]

    def index(self, request, extra_context=None):
        delen = voorop(request, self.get_app_list(request), programma_van(request), timezone.localdate())
        return super().index(request, {"app_list": delen} | (extra_context or {}))

    def app_index(self, request, app_label, extra_context=None):
        """Het menu kent delen en geen apps; het overzicht is de voorpagina."""
        return redirect("admin:index")

    # Inloggen, uitloggen en het wachtwoord horen bij de site zelf.

    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        raise Http404
