"""Wat een rol mag. De ene tabel waar pagina's, beheer, import en export hun rechten uit lezen.

Een recht heet zoals in Django: ``app.handeling_model``. Deze tabel zegt wat een rol met een *soort* mag;
welke *rijen* dat zijn, zegt de QuerySet van het model (bijvoorbeeld ``Actie.objects.bij_te_werken_door``).
"""

from django.contrib.auth.backends import BaseBackend

from acties.constanten import Rol

PROGRAMMA = ["programma", "onderdeel", "kernelement", "actielijn", "ambitie", "doelgroep", "begrip"]
AFSPRAKEN = ["actie", "aanjager", "aanjagersrol", "partij"]
BESLUITEN = ["besluit", "collegebesluit"]
STAMGEGEVENS = ["organisatie", "subregio", "overleg", "deelname"]
GEBRUIKERS = ["gebruiker", "lidmaatschap"]
MONITORING = ["evaluatie", "duiding", "bespreking", "afspraak", "updateronde", "indicator", "meting", "regionaam"]
MELDING = ["statusmelding"]
LOGBOEK = ["logboekregel"]


def _rechten(handelingen, app, modellen):
    return {f"{app}.{handeling}_{model}" for handeling in handelingen for model in modellen}


LEZEN = _rechten(["view", "export"], "acties", PROGRAMMA + AFSPRAKEN + BESLUITEN + STAMGEGEVENS) | _rechten(
    ["view", "export"], "monitoring", MONITORING + MELDING
)
# Wie over de toegang gaat, en wie dat van een ander nakijkt.
NAZIEN = _rechten(["view", "export"], "acties", LOGBOEK)
BEWERKEN = ["add", "change", "delete", "import"]

RECHTEN = {
    Rol.COMMISSIELID: LEZEN,
    Rol.BELEIDSAMBTENAAR: LEZEN | _rechten(["add"], "monitoring", MELDING),
    Rol.PROJECTLEIDER: LEZEN
    | NAZIEN
    | _rechten(BEWERKEN, "acties", PROGRAMMA + AFSPRAKEN + BESLUITEN)
    | _rechten(BEWERKEN, "monitoring", MONITORING)
    | _rechten(["add", "import"], "monitoring", MELDING),
    Rol.BEHEERDER: LEZEN
    | NAZIEN
    | _rechten(BEWERKEN, "acties", [*STAMGEGEVENS, "partij"])
    | _rechten(["view", "export", "add", "change", "delete"], "acties", GEBRUIKERS),
}


class RolBackend(BaseBackend):
    """Geeft een gebruiker de rechten van zijn rollen. Logt zelf niemand in."""

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return set()
        return set().union(*(RECHTEN[rol] for rol in user_obj.rollen))

    def has_perm(self, user_obj, perm, obj=None):
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj, app_label):
        return any(recht.startswith(f"{app_label}.") for recht in self.get_all_permissions(user_obj))
