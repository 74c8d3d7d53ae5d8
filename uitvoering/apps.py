from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig

from uitvoering import checks  # noqa: F401 - importing it registers the checks


class UitvoeringConfig(AppConfig):
    default = True  # of those in this module, the one that "uitvoering" means
    name = "uitvoering"
    verbose_name = "Uitvoering"

    def ready(self):
        from uitvoering.gebeurtenissen import luister  # noqa: PLC0415 - needs the models, which are not there before

        luister()


class BeheerConfig(SimpleAdminConfig):
    """The admin app without its autodiscovery.

    Autodiscovery would show the admin pages of every installed package, the secrets of the second factor among them,
    and would load the Excel libraries at start. ``admin.site`` is the Beheer; the url configuration loads our pages.
    """

    default_site = "uitvoering.beheer.site.Beheer"


class SessiesConfig(UserSessionsConfig):
    """The sessions of allauth, written down with a visit (see ``uitvoering.inloggen.sessies``) and not by a signal at login."""

    def ready(self):
        pass
