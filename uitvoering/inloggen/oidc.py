"""Inloggen met een werkaccount (OpenID Connect), via django-allauth en met de controles die allauth niet zelf doet.

Allauth bewaart en controleert ``state`` en PKCE. Hier komen erbij: de handtekening en de nonce van het id-token, de uitgever,
en de regel wie er binnenkomt: wie hier al een actief account heeft, eerst op subject en anders op een bewezen e-mailadres.
"""

from hmac import compare_digest
from typing import Any

import jwt
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_safe
from requests import RequestException

from acties.models import Gebruiker
from acties.spoor.logboek import GEWEIGERD, noteer
from uitvoering.inloggen.account import TWEEDE_FACTOR_ELDERS

ALGORITMEN = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
EINDPUNTEN = ("authorization_endpoint", "token_endpoint", "jwks_uri")
SPELING = 60  # seconden dat twee klokken mogen verschillen
ONTHOUD_INRICHTING = 600
# Waarmee een aanbieder in ``acr`` zegt dat iemand een tweede factor gebruikte; in ``amr`` is dat het woord "mfa".
ACR_TWEEDE_FACTOR = {
    "https://refeds.org/profile/mfa",
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
    "phr",
    "phrh",
}

ANTWOORDT_NIET = "{titel} antwoordt nu niet goed. Probeer het straks opnieuw, of log in met je wachtwoord."
GEWEIGERD_DOOR = "{titel} heeft je niet doorgelaten. Werkt je werkaccount nog?"
ONGELDIG = "Het antwoord van {titel} klopt niet of is verlopen. Begin opnieuw bij inloggen."
ONBEKEND = "Met je werkaccount bij {titel} hoort hier geen account. De beheerder van je regio maakt er een voor je."
ONBEWEZEN = "{titel} staat niet in voor je e-mailadres. Daarom kunnen wij je account niet vinden."
UIT = "Je account staat op niet actief."
VAN_EEN_ANDER = (
    "Je account hier hoort bij een ander werkaccount bij {titel}. De beheerder van je regio kan dat nakijken."
)


def geweigerd(request, aanbieder, reden: str, *, status=403, waarop: object = "werkaccount") -> ImmediateHttpResponse:
    """De pagina die zegt waarom inloggen met een werkaccount niet lukte, om te raisen."""
    noteer("inloggen", waarop, resultaat=GEWEIGERD)
    response = render(
        request, "socialaccount/authentication_error.html", {"reden": reden.format(titel=aanbieder.name)}, status=status
    )
    add_never_cache_headers(response)
    return ImmediateHttpResponse(response)


class OidcAdapter(DefaultSocialAccountAdapter):
    """Wie er binnenkomt, en wat iemand leest die niet binnenkomt."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        if isinstance(exception, RequestException):
            raise geweigerd(request, provider, ANTWOORDT_NIET, status=503)
        state = (extra_context or {}).get("state")
        door_aanbieder = state is not None and (error == AuthError.CANCELLED or "error" in request.GET)
        raise geweigerd(request, provider, GEWEIGERD_DOOR if door_aanbieder else ONGELDIG)

    def authenticate_by_email(self, sociallogin):
        """Niet zoals allauth het doet: dat wist het wachtwoord van wie zo voor het eerst inlogt."""

    def pre_social_login(self, request, sociallogin):
        aanbieder = sociallogin.provider
        if not sociallogin.is_existing:
            koppel(request, sociallogin)
        if not sociallogin.user.is_active:
            raise geweigerd(request, aanbieder, UIT, waarop=sociallogin.user)
        if request.user.is_authenticated:
            get_account_adapter().logout(request)
        request.session.pop(TWEEDE_FACTOR_ELDERS, None)
        if telt_als_tweede_factor(aanbieder, sociallogin.account.extra_data):
            request.session[TWEEDE_FACTOR_ELDERS] = sociallogin.user.pk


def koppel(request, sociallogin) -> None:
    """Het subject hoort voortaan bij het account met dit bewezen e-mailadres; ieder account heeft er per aanbieder één."""
    aanbieder = sociallogin.provider
    adres = next(iter(sociallogin.email_addresses), None)
    if adres is None or not adres.verified:
        raise geweigerd(request, aanbieder, ONBEWEZEN)
    gebruiker = Gebruiker.objects.filter(email__iexact=adres.email).first()
    if gebruiker is None:
        raise geweigerd(request, aanbieder, ONBEKEND)
    if not gebruiker.is_active:
        raise geweigerd(request, aanbieder, UIT, waarop=gebruiker)
    met = sociallogin.account
    with transaction.atomic():
        Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
        account, nieuw = SocialAccount.objects.get_or_create(
            user=gebruiker, provider=met.provider, defaults={"uid": met.uid, "extra_data": met.extra_data}
        )
    if nieuw:
        noteer("werkaccount koppelen", gebruiker, door=gebruiker)
    if account.uid != met.uid:
        raise geweigerd(request, aanbieder, VAN_EEN_ANDER, waarop=gebruiker)
    sociallogin.account, sociallogin.user = account, gebruiker


def telt_als_tweede_factor(aanbieder, claims: dict[str, Any]) -> bool:
    """Of inloggen bij deze aanbieder hier voor de tweede factor in de plaats komt."""
    keuze = aanbieder.app.settings["tweede_factor"]
    if keuze != "claim":
        return keuze == "altijd"
    amr = claims.get("amr")
    return (isinstance(amr, list) and "mfa" in amr) or str(claims.get("acr")) in ACR_TWEEDE_FACTOR


class Antwoord(OpenIDConnectOAuth2Adapter):
    """Wat de aanbieder zegt, gelezen en gecontroleerd."""

    nonce = ""

    @property
    def openid_config(self):
        app = self.get_provider().app
        uitgever = app.settings["server_url"]
        sleutel = f"oidc:{app.provider_id}:{uitgever}"
        inrichting = cache.get(sleutel)
        if inrichting is None:
            inrichting = self._haal(f"{uitgever}/.well-known/openid-configuration")
            if str(inrichting.get("issuer", "")).rstrip("/") != uitgever:
                raise OAuth2Error("discovery of another issuer")
            begin = "https://" if uitgever.startswith("https:") else "http"
            if not all(str(inrichting.get(naam)).startswith(begin) for naam in EINDPUNTEN):
                raise OAuth2Error("endpoint missing, or without https")
            cache.set(sleutel, inrichting, ONTHOUD_INRICHTING)
        return inrichting

    def _haal(self, url: str, **kop) -> dict[str, Any]:
        with get_adapter().get_requests_session() as sessie:
            antwoord = sessie.get(url, headers=kop)
            antwoord.raise_for_status()
            gegevens = antwoord.json()
        if not isinstance(gegevens, dict):
            raise OAuth2Error("not an object")
        return gegevens

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)
        except (KeyError, TypeError) as fout:
            raise OAuth2Error("no token in the answer") from fout

    def parse_token(self, data):
        """Het token dient hooguit één vraag en wordt niet bewaard; hoe lang het geldt doet er niet toe."""
        return SocialToken(token=data["access_token"])

    def complete_login(self, request, app, token, **kwargs):
        claims = self._controleer(app, kwargs["response"].get("id_token"))
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            meer = self._haal(self.profile_url, Authorization=f"Bearer {token.token}")
            if meer.get("sub") != claims["sub"]:
                raise OAuth2Error("userinfo of someone else")
            claims |= {naam: meer[naam] for naam in ("email", "email_verified") if naam in meer}
        claims["email_verified"] = self._mail_bewezen(app, claims)
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        # Meer dan dit hoeft niemand later terug te vinden.
        login.account.extra_data = {naam: claims[naam] for naam in ("iss", "amr", "acr") if naam in claims}
        return login

    def _controleer(self, app, id_token: str) -> dict[str, Any]:
        """De claims van een id-token dat deze aanbieder nu, voor deze site en voor dit verzoek heeft ondertekend."""
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            sleutels = jwt.PyJWKSet.from_dict(self._haal(self.openid_config["jwks_uri"])).keys
            passend = [s for s in sleutels if s.public_key_use in (None, "sig") and (kid is None or s.key_id == kid)]
            if len(passend) != 1:
                raise OAuth2Error("no key for this token")
            claims = jwt.decode(
                id_token,
                key=passend[0].key,
                algorithms=ALGORITMEN,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=SPELING,
                options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError) as fout:
            raise OAuth2Error("invalid id_token") from fout
        meer_lezers = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if meer_lezers else app.client_id) != app.client_id:
            raise OAuth2Error("issued to another client")
        if not self.nonce or not compare_digest(str(claims["nonce"]), self.nonce):
            raise OAuth2Error("wrong nonce")
        return claims

    def _mail_bewezen(self, app, claims) -> bool:
        """Entra ID zegt het met ``xms_edov``; een aanbieder die het nooit zegt, kan de installatie vertrouwen."""
        zegt = (claims.get("email_verified"), claims.get("xms_edov"))
        return app.settings["mail_bewezen"] or any(waarde in (True, "true", "1") for waarde in zegt)


class Terug(OAuth2CallbackView):
    """Waar de aanbieder iemand naar terugstuurt. De ``state`` werkt één keer, en alleen in de sessie die begon."""

    def _get_state(self, request, provider):
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def _antwoord(request, provider_id: str) -> Antwoord:
    namen = {app["provider_id"] for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]}
    if provider_id not in namen:
        raise Http404
    return Antwoord(request, provider_id)


def _met_uitleg(request, adapter: Antwoord, handeling) -> HttpResponse:
    """Een aanbieder die zwijgt of onzin stuurt, geeft een pagina die dat zegt en geen fout van de site."""
    try:
        return handeling()
    except ImmediateHttpResponse as fout:
        return fout.response
    except (RequestException, OAuth2Error):
        return geweigerd(request, adapter.get_provider(), ANTWOORDT_NIET, status=503).response


@require_safe
@login_not_required
def heen(request, provider_id):
    """Naar de inlogpagina van de aanbieder, met een verse ``state``, ``nonce`` en PKCE. Wat de URL erbij zegt, telt niet.

    Met GET: een formulier zou door ``form-action`` niet naar een andere site mogen leiden.
    """
    adapter = _antwoord(request, provider_id)
    aanbieder = adapter.get_provider()
    aanbieder.oauth2_adapter_class = Antwoord
    nonce = get_random_string(32)
    return _met_uitleg(
        request,
        adapter,
        lambda: aanbieder.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        ),
    )


@require_safe
@login_not_required
def terug(request, provider_id):
    adapter = _antwoord(request, provider_id)
    return _met_uitleg(request, adapter, lambda: Terug.adapter_view(adapter)(request))
