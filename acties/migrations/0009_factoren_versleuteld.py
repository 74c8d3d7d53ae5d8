"""Het geheim van een tweede factor stond leesbaar in de database. Terug maakt het weer leesbaar."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import migrations

GEHEIMEN = ("secret", "seed")


def _sleutels():
    return MultiFernet([Fernet(sleutel) for sleutel in settings.FACTOR_SLEUTELS])


def versleutel(apps, schema_editor):
    sleutels = _sleutels()
    _elk_geheim(apps, schema_editor, lambda geheim: sleutels.encrypt(geheim.encode()).decode())


def maak_leesbaar(apps, schema_editor):
    sleutels = _sleutels()
    _elk_geheim(apps, schema_editor, lambda geheim: sleutels.decrypt(geheim.encode()).decode())


def _elk_geheim(apps, schema_editor, vertaal):
    factoren = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for factor in factoren.order_by("pk"):
        factor.data |= {naam: vertaal(factor.data[naam]) for naam in GEHEIMEN if naam in factor.data}
        factor.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("acties", "0008_rechtenwijzigingen"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [migrations.RunPython(versleutel, maak_leesbaar)]
