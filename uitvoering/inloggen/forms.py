"""Het inlogformulier: een label dat zegt wat je invult, in plaats van een voorbeeldtekst die verdwijnt."""

from allauth.account.forms import LoginForm
from django.conf import settings


class InlogForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Gebruikersnaam of e-mailadres"
        self.fields["password"].help_text = ""  # de link staat onder het formulier
        for veld in self.fields.values():
            veld.widget.attrs.pop("placeholder", None)

    @property
    def werkaccounts(self):
        """De aanbieders waarmee iemand met zijn werkaccount kan inloggen: hun naam in het adres en op de knop."""
        return settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
