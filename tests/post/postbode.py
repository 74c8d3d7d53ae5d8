"""A mail server in this process that does as told: it refuses, falls silent, or does something else meanwhile."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend


class Postbode(BaseEmailBackend):
    """``weiger``: address and answer; ``traag``: who breaks the connection; ``onderweg``: called with a mail on its way."""

    bezorgd: list[str] = []
    weiger: dict[str, int] = {}
    traag: set[str] = set()
    dicht = False
    geopend = 0

    @classmethod
    def begin(cls):
        cls.bezorgd, cls.weiger, cls.traag, cls.dicht, cls.geopend = [], {}, set(), False, 0
        cls.onderweg = lambda bericht: None

    def open(self):
        type(self).geopend += 1
        if self.dicht:
            raise ConnectionRefusedError("dicht")

    def send_messages(self, email_messages):
        for bericht in email_messages:
            [naar] = bericht.to
            type(self).onderweg(bericht)
            if naar in self.weiger:
                raise SMTPRecipientsRefused({naar: (self.weiger[naar], b"nee")})
            if naar in self.traag:
                raise SMTPServerDisconnected("te traag")
            type(self).bezorgd.append(naar)
        return len(email_messages)
