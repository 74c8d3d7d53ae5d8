"""Inloggen via django-allauth, met de regels van deze site."""

from functools import partial

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from acties.models import Gebruiker
from acties.post import bied_aan, doe_alsof, waarschuwing
from acties.spoor.logboek import GEBLOKKEERD, noteer
from acties.toegang.rechtenwijziging import voer_door
from uitvoering.inloggen.raden import apparaat_van, grenzen, tel, vergeet, vergeet_alles

# In de sessie: van welke gebruiker de aanbieder van het werkaccount de tweede factor controleerde.
TWEEDE_FACTOR_ELDERS = "tweede_factor_elders"

# Daarna ben je uitgelogd, maar wie je bent is net bewezen.
WACHTWOORD_GEKOZEN = {f"account/email/password_{hoe}" for hoe in ("changed", "reset", "set")}
ZONDER_ACCOUNT = "account/email/unknown_account"


def account_bij(login):
    """Het account met deze gebruikersnaam of dit e-mailadres, of ``None``; een gebruikersnaam gaat voor."""
    if not login:
        return None
    gevonden = Gebruiker.objects.filter(Q(username__iexact=login) | Q(email__iexact=login))
    return min(gevonden, key=lambda account: (account.username != login, account.pk), default=None)


def ingevulde_naam(credentials):
    """Wat iemand bij het inloggen als naam of e-mailadres invulde."""
    return (credentials.get("email") or credentials.get("username") or "").strip()


class AccountAdapter(DefaultAccountAdapter):
    """Niemand maakt zelf een account; te vaak proberen geeft 429; een account telt één keer, onder elke naam."""

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        """De eigen stap voor de tweede factor in plaats van die van allauth."""
        eigen = {"allauth.mfa.stages.AuthenticateStage": "uitvoering.inloggen.account.TweedeFactorStap"}
        return [eigen.get(stap, stap) for stap in super().get_login_stages()]

    def pre_authenticate(self, request, **credentials):
        """Te vaak geprobeerd: 429, met wanneer het weer kan. Het wachtwoord wordt dan niet bekeken."""
        account = account_bij(ingevulde_naam(credentials))
        self._grenzen = self._grenzen_van(request, account, ingevulde_naam(credentials))
        seconden, self._moment = tel(self._grenzen)
        if seconden:
            noteer("inloggen", account or "onbekend account", resultaat=GEBLOKKEERD)
            request.wacht_seconden = seconden
            raise ImmediateHttpResponse(respond_429(request))

    def _grenzen_van(self, request, account, login):
        """Gebruikersnaam en e-mailadres tellen samen, zodat wisselen geen extra pogingen geeft."""
        naam = f"account:{account.pk}" if account else f"onbekend:{login.lower()}"
        apparaat = apparaat_van(request, account.pk) if account else ""
        return grenzen(self.get_client_ip(request), naam, apparaat)

    def _rollback_login_failed_rl_usage(self):
        """Het wachtwoord was goed: deze poging telt niet, de eerdere wel."""
        vergeet(self._grenzen, self._moment)

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """Een nieuw wachtwoord, gekozen via een mail: wat vreemden probeerden, telt niet meer."""
        account = account_bij(ingevulde_naam(credentials))
        vergeet_alles(self._grenzen_van(request, account, ingevulde_naam(credentials)))

    def pre_login(self, request, user, **hoe):
        """Het wachtwoord klopt. Wat een dag wachtte, gaat nu in: een factor die weg moest, wordt niet meer gevraagd."""
        voer_door(timezone.now(), gebruiker=user)
        return super().pre_login(request, user, **hoe)

    def send_mail(self, template_prefix, email, context):
        """Een mailserver die zwijgt, houdt de handeling niet tegen: die is gelukt, en de mail gaat later alsnog.

        Een adres zonder account krijgt niets, en dat kost evenveel tijd: zo is niet te zien of er een account is.
        """
        inhoud = {"request": self.request, "email": email, "current_site": get_current_site(self.request)} | context
        bericht = self.render_mail(template_prefix, email, inhoud)
        if template_prefix == ZONDER_ACCOUNT:
            doe_alsof(bericht)
            return
        bied_aan(bericht, na=partial(self._zeg, template_prefix, email))

    def _is_ingelogd(self):
        return bool(self.request and self.request.user.is_authenticated)

    def _zeg(self, soort, email, uitkomst):
        """Alleen aan wie is of was ingelogd: een ander leest er niet aan af of een adres een account heeft."""
        bekend = self._is_ingelogd() or (self.request and soort in WACHTWOORD_GEKOZEN)
        zin = waarschuwing(email, uitkomst)
        if not zin or not bekend:
            return
        messages.warning(self.request, zin)
        self.request.niet_weg = getattr(self.request, "niet_weg", 0) + 1


class TweedeFactorStap(AuthenticateStage):
    """Vraagt de tweede factor, tenzij de aanbieder van het werkaccount haar net controleerde."""

    def _should_handle(self, request):
        elders = self.login.user is not None and request.session.get(TWEEDE_FACTOR_ELDERS) == self.login.user.pk
        return not elders and super()._should_handle(request)


class InstelForm(ActivateTOTPForm):
    """De code waarmee iemand zijn app instelt, is daarmee gebruikt: inloggen kan er niet nog eens mee."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit de app"

    def clean_code(self):
        code = super().clean_code()
        if not TOTP(Authenticator(user=self.user, type=Authenticator.Type.TOTP))._mark_code_used(code):
            raise ValidationError("Deze code is al gebruikt. Wacht tot de app een nieuwe toont.")
        return code


class InlogBackend(AuthenticationBackend):
    """Logt in met naam of e-mailadres. Rechten komen alleen uit een rol, nooit uit losse rechten of groepen."""

    def authenticate(self, request, **credentials):
        """Altijd het werk van één wachtwoord: aan de duur is niet te zien of een account bestaat."""
        wachtwoord = credentials.get("password") or ""
        account = account_bij(ingevulde_naam(credentials))
        if account is None:
            self._mitigate_timing_attack(wachtwoord)
            return None
        return self._check_password(account, wachtwoord)

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()
