"""Het beheer: het gewone Django-beheer, op de rechten van de rollen."""

from django.contrib.admin import AdminSite


class Beheer(AdminSite):
    site_header = site_title = "Beheer"
    index_title = "Beheer"
    site_url = "/"

    def has_permission(self, request):
        return request.user.is_active and request.user.mag_in_beheer


beheer = Beheer(name="admin")
