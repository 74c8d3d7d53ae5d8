"""Inloggen via django-allauth, met de regels van deze site."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.core.exceptions import ValidationError
from django.db.models import Q

from acties.models import Gebruiker


class AccountAdapter(DefaultAccountAdapter):
    """Niemand maakt zelf een account; te vaak proberen geeft 429; een account telt één keer, onder elke naam."""

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as te_vaak:
            raise ImmediateHttpResponse(respond_429(request)) from te_vaak

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Pogingen op gebruikersnaam en op e-mailadres tellen samen, zodat wisselen geen extra pogingen geeft."""
        login = (credentials.get("email") or credentials.get("username") or "").lower()
        account = Gebruiker.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).values_list("pk").first()
        return f"account:{account[0]}" if account else f"onbekend:{login}"


class InlogBackend(AuthenticationBackend):
    """Logt in met naam of e-mailadres. Rechten komen alleen uit een rol, nooit uit losse rechten of groepen."""

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()
