"""Alle adressen: eerst de vaste van de site zelf, dan die van een programma."""

from django.contrib import admin
from django.urls import include, path

import acties.admin  # noqa: F401 - meldt de pagina's van het beheer aan
import monitoring.admin  # noqa: F401 - idem
from uitvoering import logboek, views, vindbaar
from uitvoering.inloggen import accounts_inlezen, gebruikers, oidc, sessies, toegang
from uitvoering.toestand import views as toestand

urlpatterns = [
    path("", views.voordeur, name="voordeur"),
    # De beheerder voert e-mailadressen in; bevestigen en inloggen met een code uit een mail gebeurt hier niet.
    path("accounts/email/", views.bestaat_niet, name="account_email"),
    path("accounts/confirm-email/", views.bestaat_niet, name="account_email_verification_sent"),
    path("accounts/confirm-email/<str:key>/", views.bestaat_niet, name="account_confirm_email"),
    path("accounts/login/code/confirm/", views.bestaat_niet, name="account_confirm_login_code"),
    path("accounts/oidc/<slug:provider_id>/login/", oidc.heen, name="openid_connect_login"),
    path("accounts/oidc/<slug:provider_id>/login/callback/", oidc.terug, name="openid_connect_callback"),
    # Niet alles van allauth: zelf een werkaccount koppelen of een account maken gebeurt hier niet.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("beheer/uitnodigen/", gebruikers.uitnodigen, name="uitnodigen"),
    path("beheer/uitnodigen/lijst/", accounts_inlezen.accounts_inlezen, name="accounts_inlezen"),
    path("beheer/uitnodigen/lijst/<uuid:sleutel>/", accounts_inlezen.accounts_controleren, name="accounts_controleren"),
    path("beheer/uitnodigen/<int:pk>/", gebruikers.uitnodigen_opnieuw, name="uitnodigen_opnieuw"),
    path("beheer/toegang/export/<str:formaat>/", gebruikers.toegang_export, name="toegang_export"),
    path("beheer/", admin.site.urls),
    path("hulp/", views.hulp, name="hulp"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", views.privacy, name="privacy"),
    path("logboek/", logboek.logboek, name="logboek"),
    path("logboek/<str:formaat>/", logboek.logboek_export, name="logboek_export"),
    path("sessie/", sessies.sessie_lijst, name="sessie_lijst"),
    path("sessie/anderen/uitloggen/", sessies.sessie_anderen_uitloggen, name="sessie_anderen_uitloggen"),
    path("sessie/<int:pk>/uitloggen/", sessies.sessie_uitloggen, name="sessie_uitloggen"),
    path("sessie/verlengen/", views.sessie_verlengen, name="sessie_verlengen"),
    path("toegang/", toegang.toegangswijzigingen, name="toegangswijzigingen"),
    path("toegang/<int:pk>/bevestigen/", toegang.toegangswijziging_bevestigen, name="toegangswijziging_bevestigen"),
    path("toegang/<int:pk>/intrekken/", toegang.toegangswijziging_intrekken, name="toegangswijziging_intrekken"),
    path(".well-known/security.txt", vindbaar.security_txt, name="security_txt"),
    path("robots.txt", vindbaar.robots_txt, name="robots_txt"),
    path("sitemap.xml", vindbaar.sitemap_xml, name="sitemap"),
    path("gezondheid/", views.gezondheid, name="gezondheid"),
    path("gereed/", toestand.gereed, name="gereed"),
    path("metrics", toestand.metrics, name="metrics"),
    path("<slug:programma_slug>/", include("acties.urls")),
    path("<slug:programma_slug>/", include("monitoring.urls")),
]

handler400 = "uitvoering.views.fout_400"
handler403 = "uitvoering.views.fout_403"
handler404 = "uitvoering.views.fout_404"
handler429 = "uitvoering.views.fout_429"
handler500 = "uitvoering.views.fout_500"
