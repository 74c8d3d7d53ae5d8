"""``manage.py verstuur_post``: de mails die eerder niet weg konden. Een werker doet dit ook, elke minuut."""

from django.core.management.base import BaseCommand

from acties.post import verstuur_wachtende


class Command(BaseCommand):
    help = "Verstuurt mails die eerder niet weg konden. Wat na drie dagen nog niet weg is, een herinnering na één dag, vervalt."

    def handle(self, **opties):
        self.stdout.write(verstuur_wachtende().zin)
