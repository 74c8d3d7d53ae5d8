"""Wat de pakketten voor inloggen melden, in het logboek. Hun signalen zijn daarvoor de enige weg."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from acties.spoor.logboek import GEWEIGERD, noteer
from uitvoering.inloggen.account import account_bij, ingevulde_naam

_WACHTWOORD = [account.password_changed, account.password_reset, account.password_set]
_TWEEDE_FACTOR = {
    mfa.authenticator_added: "tweede factor toevoegen",
    mfa.authenticator_removed: "tweede factor verwijderen",
    mfa.authenticator_reset: "herstelcodes vernieuwen",
}


def luister():
    account.password_reset.connect(_hersteld, dispatch_uid="bekend apparaat")
    user_logged_in.connect(_ingelogd, dispatch_uid="logboek")
    user_login_failed.connect(_niet_ingelogd, dispatch_uid="logboek")
    user_logged_out.connect(_uitgelogd, dispatch_uid="logboek")
    mfa.authentication_failed.connect(_code_onjuist, dispatch_uid="logboek")
    for signaal in _WACHTWOORD:
        signaal.connect(_wachtwoord, dispatch_uid="logboek")
    for signaal in _TWEEDE_FACTOR:
        signaal.connect(_tweede_factor, dispatch_uid="logboek")


def _ingelogd(sender, user, request, **kwargs):
    noteer("inloggen", user, door=user)
    request.bewezen_account = user.pk


def _hersteld(sender, user, request, **kwargs):
    """Wie de link uit zijn mail had, komt vanaf hier ook binnen als vreemden op zijn naam blijven raden."""
    request.bewezen_account = user.pk


def _niet_ingelogd(sender, credentials, **kwargs):
    """Van een onbekend account niet de naam: wie zich vergist, typt daar zijn wachtwoord."""
    noteer("inloggen", account_bij(ingevulde_naam(credentials)) or "onbekend account", resultaat=GEWEIGERD)


def _uitgelogd(sender, request, user, **kwargs):
    if user is not None:
        noteer(getattr(request, "reden_uitloggen", "uitloggen"), user, door=user)


def _wachtwoord(sender, user, **kwargs):
    noteer("wachtwoord wijzigen", user, door=user)


def _tweede_factor(sender, signal, user, **kwargs):
    noteer(_TWEEDE_FACTOR[signal], user, door=user)


def _code_onjuist(sender, user, **kwargs):
    noteer("tweede factor invoeren", user, resultaat=GEWEIGERD)
