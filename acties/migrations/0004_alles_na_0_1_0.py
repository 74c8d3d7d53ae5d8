"""Alles wat er na uitgave 0.1.0 in deze app bij kwam, in één keer.

- Een naam komt één keer voor, hoe zij ook is geschreven: naast elke naam staat haar gevouwen vorm, en die is uniek.
- Een aanjager kan organisaties noemen: die spreken namens de regio. Een organisatie kan een plaats op de tegelkaart hebben. Een
  besluit kan ook zeggen dat een actie naar het volgende programma doorschuift.
- Het geheim van een tweede factor stond leesbaar in de database, en niet meer.
- Nieuw: wachtende mail, rechtenwijzigingen, werkers met wat zij klaarzetten, en het logboek. Geen Verslag leest ze, dus zonder
  trigger op het kenmerk van de gegevens.
- Het logboek, dat van het beheer en de geschiedenis blijven. Zoeken in wat is afgesproken: een index die de database zelf waar
  houdt; wie erin zoekt: ``monitoring/lezen/zoeken``.

Op SQLite vervangt OR REPLACE een rij zonder haar DELETE-trigger; daarom weigert bij wat blijft de INSERT-trigger een sleutel
die er al is.
"""

import json
import re
import unicodedata

import django.db.models.deletion
import simple_history.models
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import migrations, models
from django.db.models import Q

from acties.migrations._samen import Samen

# De triggers die er al waren


def bewaar_triggers(apps, schema_editor):
    """SQLite herbouwt een tabel zonder haar triggers, en weigert dat zolang een trigger van een andere eruit leest."""
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute(
        "CREATE TEMP TABLE bewaarde_triggers AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    for naam, _ in _bewaard(schema_editor):
        schema_editor.execute(f'DROP TRIGGER "{naam}"')


def zet_triggers_terug(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for _, sql in _bewaard(schema_editor):
        schema_editor.execute(sql)
    schema_editor.execute("DROP TABLE temp.bewaarde_triggers")


def _bewaard(schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM temp.bewaarde_triggers")
        return cursor.fetchall()


# Namen

# Per model: binnen welk veld de naam uniek is (leeg: overal), en de naam.
NAMEN = (
    ("aanjagersrol", ("programma",), "naam"),
    ("begrip", ("programma",), "term"),
    ("doelgroep", ("actielijn",), "naam"),
    ("onderdeel", ("programma",), "code"),
    ("onderdeel", ("programma",), "naam"),
    ("organisatie", (), "naam"),
    ("overleg", (), "afkorting"),
    ("partij", ("programma",), "naam"),
    ("subregio", (), "naam"),
    ("actie", ("programma", "lokaal_van"), "titel"),
)

_LEEG = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def schone_naam(tekst):
    zichtbaar = "".join(t for t in _LEEG.sub("", tekst) if t.isspace() or unicodedata.category(t) not in ("Cc", "Cf"))
    return " ".join(unicodedata.normalize("NFC", zichtbaar).split())


def gevouwen(naam):
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", naam).casefold())


def vul(apps, schema_editor):
    """Maak elke naam schoon en vouw haar. Staan er twee schrijfwijzen van één naam, dan gaat er niets door."""
    with schema_editor.connection.cursor() as cursor:
        for model, binnen, veld in NAMEN:
            kolommen = ", ".join(["id", veld, *(f"{ander}_id" for ander in binnen)])
            cursor.execute(f"SELECT {kolommen} FROM acties_{model} ORDER BY id")
            gezien = {}
            for pk, oud, *elders in cursor.fetchall():
                nieuw = schone_naam(oud)
                sleutel = (*elders, gevouwen(nieuw))
                if sleutel in gezien and None not in sleutel:
                    raise ValueError(
                        f"{model}: “{gezien[sleutel]}” en “{oud}” zijn dezelfde naam. Geef een van beide met de vorige versie "
                        "een andere naam, of verwijder er een, en migreer dan opnieuw."
                    )
                gezien[sleutel] = oud
                opdracht = f"UPDATE acties_{model} SET {veld} = %s, {veld}_gevouwen = %s WHERE id = %s"
                cursor.execute(opdracht, [nieuw, gevouwen(nieuw), pk])
    _zonder_uitstel(schema_editor)


def _zonder_uitstel(schema_editor):
    """Op PostgreSQL kan een tabel niet veranderen zolang er nog iets is na te kijken bij het vastleggen."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def gevouwen_veld():
    return models.TextField(default="", editable=False, serialize=False)


# Besluiten

SOORTEN = [
    ("toegevoegd", "Actie toegevoegd"),
    ("vervallen", "Actie vervallen"),
    ("samengevoegd", "Acties samengevoegd"),
    ("verplaatst", "Naar andere jaren verplaatst"),
    ("verantwoordelijke", "Andere hoofdverantwoordelijke"),
    ("overig", "Andere wijziging"),
]
DOORGESCHOVEN = ("doorgeschoven", "Doorgeschoven naar het volgende programma")
NU = [*SOORTEN[:3], DOORGESCHOVEN, *SOORTEN[3:]]


def soort(keuzes):
    return models.CharField(choices=keuzes, max_length=20, verbose_name="soort")


def noem_vervallen(apps, schema_editor):
    """Wie teruggaat, houdt het besluit als *vervallen*: verder ging de actie in dit programma niet."""
    for tabel in ("acties_besluit", "acties_historicalbesluit"):
        schema_editor.execute(f"UPDATE {tabel} SET soort = 'vervallen' WHERE soort = 'doorgeschoven'")
    _zonder_uitstel(schema_editor)


# De kaart


def plaats(naam, uitleg):
    return models.PositiveSmallIntegerField(
        naam, null=True, blank=True, validators=[MaxValueValidator(9)], help_text=uitleg
    )


KOLOM = plaats(
    "kolom op de kaart", "De plaats van een gemeente op de tegelkaart, van 0 (het meest links) tot en met 9."
)
RIJ = plaats(
    "rij op de kaart", "Van 0 (bovenaan) tot en met 9. Heeft een gemeente geen plaats, dan toont de site een lijst."
)

# De tweede factor

GEHEIMEN = ("secret", "seed")


def _sleutels():
    return MultiFernet([Fernet(sleutel) for sleutel in settings.FACTOR_SLEUTELS])


def versleutel(apps, schema_editor):
    sleutels = _sleutels()
    _elk_geheim(schema_editor, lambda geheim: sleutels.encrypt(geheim.encode()).decode())


def maak_leesbaar(apps, schema_editor):
    sleutels = _sleutels()
    _elk_geheim(schema_editor, lambda geheim: sleutels.decrypt(geheim.encode()).decode())


def _elk_geheim(schema_editor, vertaal):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, data FROM mfa_authenticator ORDER BY id")
        for pk, tekst in cursor.fetchall():
            data = json.loads(tekst)
            data |= {naam: vertaal(data[naam]) for naam in GEHEIMEN if naam in data}
            cursor.execute("UPDATE mfa_authenticator SET data = %s WHERE id = %s", [json.dumps(data), pk])


# Wat de database zelf bewaakt

VOLGT = "acties_aanjager_organisaties"


def volg(apps, schema_editor):
    """Ook deze koppeling verandert wat een pagina toont (zie ``0003_gegevensversie``)."""
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"""
                CREATE TRIGGER versie_{VOLGT}_{moment} AFTER {moment} ON {VOLGT}
                BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
            """)
    else:
        schema_editor.execute(f"""
            CREATE CONSTRAINT TRIGGER versie_{VOLGT} AFTER INSERT OR UPDATE OR DELETE ON {VOLGT}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
        """)


def laat_los(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER versie_{VOLGT}_{moment}")
    else:
        schema_editor.execute(f"DROP TRIGGER versie_{VOLGT} ON {VOLGT}")


LOGBOEK_BLIJFT = "Een regel van het logboek verandert nooit, en is pas te verwijderen als de bewaartermijn om is."
WEGEN = [
    ("web", "site"),
    ("beheer", "beheer"),
    ("bestand", "bestand"),
    ("opdracht", "opdracht"),
    ("link", "link"),
]
RESULTATEN = [("gelukt", "gelukt"), ("geweigerd", "geweigerd"), ("geblokkeerd", "geblokkeerd")]
LOGBOEK = "acties_logboekregel"


def bewaak_logboek(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for opdracht in _logboek_sqlite() if sqlite else _logboek_postgresql():
        schema_editor.execute(opdracht)


def geef_logboek_vrij(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER logboekregel_{moment}")
    else:
        schema_editor.execute("DROP FUNCTION acties_logboekregel_vast CASCADE")


def _logboek_sqlite():
    """De dag is die in UTC, net als in PostgreSQL: een uur of twee later dan hier, nooit eerder."""
    for moment, wanneer in (
        ("insert", f"EXISTS (SELECT 1 FROM {LOGBOEK} r WHERE r.id = NEW.id)"),
        ("update", "true"),
        ("delete", "OLD.bewaren_tot > date('now')"),
    ):
        yield f"""
            CREATE TRIGGER logboekregel_{moment} BEFORE {moment} ON {LOGBOEK} WHEN {wanneer}
            BEGIN SELECT RAISE(ABORT, '{LOGBOEK_BLIJFT}'); END
        """


def _logboek_postgresql():
    yield f"""
        CREATE FUNCTION acties_logboekregel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF OLD.bewaren_tot <= (now() AT TIME ZONE 'UTC')::date THEN RETURN OLD; END IF;
            END IF;
            RAISE EXCEPTION '{LOGBOEK_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
    yield f"""
        CREATE TRIGGER logboekregel_vast BEFORE UPDATE OR DELETE ON {LOGBOEK}
        FOR EACH ROW EXECUTE FUNCTION acties_logboekregel_vast()
    """
    yield f"""
        CREATE TRIGGER logboekregel_niet_leegmaken BEFORE TRUNCATE ON {LOGBOEK}
        FOR EACH STATEMENT EXECUTE FUNCTION acties_logboekregel_vast()
    """


GESCHIEDENIS_BLIJFT = "De geschiedenis verandert nooit: er komt alleen een regel bij."
# Per tabel die blijft haar sleutel.
GESCHIEDENIS = {
    **{
        f"acties_historical{model}": "history_id"
        for model in (
            "aanjager", "aanjagersrol", "actie", "ambitie", "begrip", "besluit", "collegebesluit", "deelname", "doelgroep",
            "gebruiker", "lidmaatschap", "onderdeel", "organisatie", "overleg", "partij", "programma", "subregio",
        )
    },
    "acties_historicalaanjager_organisaties": "m2m_history_id",
    "acties_historicalactie_ambities": "m2m_history_id",
    "acties_historicalactie_hoofdverantwoordelijken": "m2m_history_id",
    "acties_historicalorganisatie_partijen": "m2m_history_id",
    "django_admin_log": "id",
}  # fmt: skip


def bewaak_geschiedenis(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for opdracht in _geschiedenis_sqlite() if sqlite else _geschiedenis_postgresql():
        schema_editor.execute(opdracht)


def geef_geschiedenis_vrij(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for tabel in GESCHIEDENIS:
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {tabel}_vast_{moment}")
    else:
        schema_editor.execute("DROP FUNCTION acties_geschiedenis_vast CASCADE")


def _geschiedenis_sqlite():
    for tabel, sleutel in GESCHIEDENIS.items():
        bestaat = f"EXISTS (SELECT 1 FROM {tabel} r WHERE r.{sleutel} = NEW.{sleutel})"
        for moment, wanneer in (("insert", bestaat), ("update", "true"), ("delete", "true")):
            yield f"""
                CREATE TRIGGER {tabel}_vast_{moment} BEFORE {moment} ON {tabel} WHEN {wanneer}
                BEGIN SELECT RAISE(ABORT, '{GESCHIEDENIS_BLIJFT}'); END
            """


def _geschiedenis_postgresql():
    yield f"""
        CREATE FUNCTION acties_geschiedenis_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{GESCHIEDENIS_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    for tabel in GESCHIEDENIS:
        yield f"""
            CREATE TRIGGER {tabel}_vast BEFORE UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION acties_geschiedenis_vast()
        """
        yield f"""
            CREATE TRIGGER {tabel}_niet_leegmaken BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION acties_geschiedenis_vast()
        """


# Zoeken. SQLite: per tabel een FTS5-tabel die de teksten in de tabel zelf leest, met drie triggers. PostgreSQL: per tabel een
# GIN-index op een uitdrukking; die heeft geen trigger nodig. Beide vouwen hoofdletters en accenten weg en splitsen op alles wat
# geen letter of cijfer is, zodat dezelfde vraag op beide hetzelfde vindt.

# Per index de tabel, de kolommen van de kop en de kolommen van de rest.
INDEXEN = {
    "zoek_actie": ("acties_actie", ["titel"], ["omschrijving"]),
    "zoek_onderdeel": ("acties_onderdeel", ["naam", "naam_in_regiovisie"], ["omschrijving"]),
    "zoek_ambitie": ("acties_ambitie", ["tekst"], []),
    "zoek_organisatie": ("acties_organisatie", ["naam"], []),
    "zoek_begrip": ("acties_begrip", ["term", "synoniemen"], ["definitie"]),
    "zoek_besluit": ("acties_besluit", ["orgaan", "kenmerk"], ["omschrijving"]),
}

# De woorden van de kop met gewicht A, die van de rest met gewicht B. Een tsvector kan niet groter zijn dan 1 MB.
WOORDEN = r"""
    setweight(to_tsvector('pg_catalog.simple', regexp_replace(
        lower(regexp_replace(normalize(left({0}, 100000), NFD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g'
    )), '{1}')
"""
MAAK_FUNCTIE = f"""
    CREATE FUNCTION acties_zoekvorm(kop text, rest text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT {WOORDEN.format("kop", "A")} || {WOORDEN.format("rest", "B")} $$
"""


def zet_zoeken(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam, (tabel, kop, rest) in INDEXEN.items():
            for opdracht in _zoek_sqlite(naam, tabel, [*kop, *rest]):
                schema_editor.execute(opdracht)
        return
    schema_editor.execute(MAAK_FUNCTIE)
    for naam, (tabel, kop, rest) in INDEXEN.items():
        vorm = f"acties_zoekvorm({_samen(kop)}, {_samen(rest)})"
        schema_editor.execute(f"CREATE INDEX {naam} ON {tabel} USING gin ({vorm})")


def haal_zoeken_weg(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for naam in INDEXEN:
            for moment in ("erbij", "weg", "anders"):
                schema_editor.execute(f"DROP TRIGGER {naam}_{moment}")
            schema_editor.execute(f"DROP TABLE {naam}")
        return
    for naam in INDEXEN:
        schema_editor.execute(f"DROP INDEX {naam}")
    schema_editor.execute("DROP FUNCTION acties_zoekvorm")


def _samen(kolommen):
    return " || ' ' || ".join(kolommen) or "''"


def _zoek_sqlite(naam, tabel, kolommen):
    namen, oud, nieuw = (", ".join(f"{rij}{kolom}" for kolom in kolommen) for rij in ("", "old.", "new."))
    erbij = f"INSERT INTO {naam}(rowid, {namen}) VALUES (new.id, {nieuw});"
    weg = f"INSERT INTO {naam}({naam}, rowid, {namen}) VALUES ('delete', old.id, {oud});"
    yield f"""
        CREATE VIRTUAL TABLE {naam} USING fts5(
            {namen}, content='{tabel}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
        )
    """
    yield f"INSERT INTO {naam}({naam}) VALUES ('rebuild')"
    yield f"CREATE TRIGGER {naam}_erbij AFTER INSERT ON {tabel} BEGIN {erbij} END"
    yield f"CREATE TRIGGER {naam}_weg AFTER DELETE ON {tabel} BEGIN {weg} END"
    yield f"CREATE TRIGGER {naam}_anders AFTER UPDATE OF id, {namen} ON {tabel} BEGIN {weg} {erbij} END"


class Migration(migrations.Migration):
    replaces = [
        ("acties", "0004_namen_gevouwen"),
        ("acties", "0005_aanjager_organisaties"),
        ("acties", "0006_doorgeschoven"),
        ("acties", "0007_wachtende_mail"),
        ("acties", "0008_rechtenwijzigingen"),
        ("acties", "0009_factoren_versleuteld"),
        ("acties", "0010_plaats_op_de_kaart"),
        ("acties", "0011_werk_op_de_achtergrond"),
        ("acties", "0012_logboekregels"),
        ("acties", "0013_zoeken"),
        ("acties", "0014_wachtende_mail_bij_een_rij"),
        ("acties", "0015_geschiedenis_blijft"),
    ]

    dependencies = [
        ("acties", "0003_gegevensversie"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(bewaar_triggers, zet_triggers_terug),
        migrations.RemoveConstraint(
            model_name="aanjagersrol",
            name="aanjagersrol_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="actie",
            name="actie_lokale_titel_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="begrip",
            name="begrip_term_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="doelgroep",
            name="doelgroep_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="onderdeel",
            name="onderdeel_code_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="onderdeel",
            name="onderdeel_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="partij",
            name="partij_naam_uniek",
        ),
        migrations.RemoveConstraint("besluit", "besluit_soort_bekend"),
        *(
            migrations.AddField(model, f"{naam}_gevouwen", gevouwen_veld(), preserve_default=False)
            for model, _, naam in NAMEN
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="historicalorganisatie",
            name="naam",
            field=models.CharField(max_length=150, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="historicaloverleg",
            name="afkorting",
            field=models.CharField(max_length=30, verbose_name="afkorting"),
        ),
        migrations.AlterField(
            model_name="historicalsubregio",
            name="naam",
            field=models.CharField(max_length=100, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="organisatie",
            name="naam",
            field=models.CharField(max_length=150, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="overleg",
            name="afkorting",
            field=models.CharField(max_length=30, verbose_name="afkorting"),
        ),
        migrations.AlterField(
            model_name="subregio",
            name="naam",
            field=models.CharField(max_length=100, verbose_name="naam"),
        ),
        migrations.AlterField("besluit", "soort", soort(NU)),
        migrations.AlterField("historicalbesluit", "soort", soort(NU)),
        migrations.AddField("historicalorganisatie", "kaartkolom", KOLOM),
        migrations.AddField("historicalorganisatie", "kaartrij", RIJ),
        migrations.AddField("organisatie", "kaartkolom", KOLOM),
        migrations.AddField("organisatie", "kaartrij", RIJ),
        migrations.AddConstraint(
            model_name="aanjagersrol",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="aanjagersrol_naam_uniek",
                violation_error_message="Een andere aanjagersrol van dit programma heeft deze naam al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lokaal_van__isnull", False)),
                fields=("programma", "lokaal_van", "titel_gevouwen"),
                name="actie_lokale_titel_uniek",
                violation_error_message="Deze organisatie heeft al een lokale actie met deze titel. Kies een andere titel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="begrip",
            constraint=models.UniqueConstraint(
                fields=("programma", "term_gevouwen"),
                name="begrip_term_uniek",
                violation_error_message="Dit begrip staat al in de lijst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doelgroep",
            constraint=models.UniqueConstraint(
                fields=("actielijn", "naam_gevouwen"),
                name="doelgroep_naam_uniek",
                violation_error_message="Deze actielijn heeft al een doelgroep met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="onderdeel",
            constraint=models.UniqueConstraint(
                fields=("programma", "code_gevouwen"),
                name="onderdeel_code_uniek",
                violation_error_message="Deze code is in dit programma al in gebruik.",
            ),
        ),
        migrations.AddConstraint(
            model_name="onderdeel",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="onderdeel_naam_uniek",
                violation_error_message="Dit programma heeft al een onderdeel met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisatie",
            constraint=models.UniqueConstraint(
                fields=("naam_gevouwen",),
                name="organisatie_naam_uniek",
                violation_error_message="Er is al een organisatie met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="overleg",
            constraint=models.UniqueConstraint(
                fields=("afkorting_gevouwen",),
                name="overleg_afkorting_uniek",
                violation_error_message="Er is al een overleg met deze afkorting.",
            ),
        ),
        migrations.AddConstraint(
            model_name="partij",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="partij_naam_uniek",
                violation_error_message="Dit programma heeft al een partij met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="subregio",
            constraint=models.UniqueConstraint(
                fields=("naam_gevouwen",),
                name="subregio_naam_uniek",
                violation_error_message="Er is al een subregio met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            "besluit",
            models.CheckConstraint(
                condition=Q(soort__in=[code for code, _ in NU]),
                name="besluit_soort_bekend",
                violation_error_message="Kies een soort uit de lijst.",
            ),
        ),
        migrations.AddConstraint(
            "organisatie",
            models.CheckConstraint(
                name="organisatie_kaartplaats_heel",
                condition=Q(kaartkolom__isnull=True, kaartrij__isnull=True)
                | Q(kaartkolom__isnull=False, kaartrij__isnull=False, kaartkolom__lte=9, kaartrij__lte=9),
                violation_error_message=(
                    "Vul voor de kaart een kolom en een rij in, elk van 0 tot en met 9, of geen van beide."
                ),
            ),
        ),
        migrations.AddField(
            model_name="aanjager",
            name="organisaties",
            field=models.ManyToManyField(
                blank=True,
                help_text="Wie namens de regio zegt hoe het met de actie staat. Leeg: de projectleider.",
                related_name="aanjaagt",
                to="acties.organisatie",
                verbose_name="spreekt namens de regio",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalAanjager_organisaties",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "aanjager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.aanjager",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="acties.historicalaanjager",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalAanjager_organisaties",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WachtendeMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aan", models.EmailField(max_length=254, verbose_name="aan")),
                ("onderwerp", models.TextField(blank=True, verbose_name="onderwerp")),
                ("tekst", models.TextField(blank=True, verbose_name="tekst")),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                ("vrij_vanaf", models.DateTimeField(verbose_name="niet eerder te proberen dan")),
                ("verbroken_op", models.DateTimeField(blank=True, null=True, verbose_name="verbinding mislukt op")),
                ("begonnen_op", models.DateTimeField(blank=True, null=True, verbose_name="versturen begonnen op")),
                ("soort", models.CharField(blank=True, max_length=20, verbose_name="soort")),
                ("waarvan", models.BigIntegerField(default=0, verbose_name="bij rij")),
            ],
            options={
                "verbose_name": "wachtende mail",
                "verbose_name_plural": "wachtende mails",
                "ordering": ["gemaakt_op", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Rechtenwijziging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("rol", "Rol geven"), ("factor", "Tweede factor weghalen")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "rol",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("beleidsambtenaar", "Beleidsambtenaar of partner"),
                            ("projectleider", "Projectleider"),
                            ("commissielid", "Commissielid"),
                            ("beheerder", "Beheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("gevraagd_op", models.DateTimeField(verbose_name="gevraagd op")),
                ("gaat_in_op", models.DateTimeField(verbose_name="gaat in op")),
                ("ingegaan_op", models.DateTimeField(blank=True, null=True, verbose_name="ingegaan op")),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "bevestigd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bevestigd door",
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rechtenwijzigingen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "ingetrokken_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ingetrokken door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "rechtenwijziging",
                "verbose_name_plural": "rechtenwijzigingen",
                "ordering": ["-gevraagd_op", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rol__in", ("projectleider", "beheerder")), ("soort", "rol")),
                            models.Q(("organisatie__isnull", True), ("rol", ""), ("soort", "factor")),
                            _connector="OR",
                        ),
                        name="rechtenwijziging_rol_bij_soort",
                        violation_error_message="Alleen bij het geven van een rol hoort een rol.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bevestigd_door__isnull", True),
                            models.Q(
                                models.Q(("bevestigd_door", models.F("gevraagd_door")), _negated=True),
                                models.Q(("bevestigd_door", models.F("gebruiker")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rechtenwijziging_twee_personen",
                        violation_error_message="Wie dit vroeg, of om wie het gaat, bevestigt het niet zelf.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ingegaan_op__isnull", True), ("ingetrokken_op__isnull", True), _connector="OR"
                        ),
                        name="rechtenwijziging_in_of_ingetrokken",
                        violation_error_message="Wat is ingegaan, is niet ook ingetrokken.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Werker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=64, unique=True, verbose_name="naam")),
                ("gezien_op", models.DateTimeField(verbose_name="gezien op")),
            ],
            options={
                "verbose_name": "werker",
                "verbose_name_plural": "werkers",
                "ordering": ["naam"],
            },
        ),
        migrations.CreateModel(
            name="Klaargezet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(max_length=64, unique=True, verbose_name="sleutel")),
                ("wat", models.CharField(db_index=True, max_length=64, verbose_name="wat")),
                ("invoer", models.JSONField(verbose_name="invoer")),
                ("blijft", models.BooleanField(default=False, verbose_name="blijft")),
                (
                    "gang",
                    models.CharField(
                        choices=[("wacht", "Wacht"), ("bezig", "Bezig"), ("klaar", "Klaar"), ("mislukt", "Mislukt")],
                        default="wacht",
                        max_length=8,
                        verbose_name="gang",
                    ),
                ),
                ("beurt", models.PositiveSmallIntegerField(default=0, verbose_name="beurt")),
                ("vrager", models.CharField(blank=True, max_length=64, verbose_name="gevraagd door")),
                ("gevraagd_op", models.DateTimeField(verbose_name="gevraagd op")),
                ("gemaakt_op", models.DateTimeField(blank=True, null=True, verbose_name="gemaakt op")),
                ("verloopt_op", models.DateTimeField(blank=True, null=True, verbose_name="verloopt op")),
                ("inhoud", models.BinaryField(null=True, verbose_name="inhoud")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="controlegetal")),
                ("fout", models.CharField(blank=True, max_length=64, verbose_name="waarom het mislukte")),
            ],
            options={
                "verbose_name": "klaargezet bestand",
                "verbose_name_plural": "klaargezette bestanden",
                "ordering": ["gevraagd_op", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gang", "klaar"), _negated=True),
                            models.Q(("inhoud__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="klaargezet_klaar_heeft_inhoud",
                        violation_error_message="Een bestand dat klaar is, heeft een inhoud en een controlegetal.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Logboekregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("op", models.DateTimeField(verbose_name="wanneer")),
                ("wie", models.CharField(blank=True, max_length=320, verbose_name="wie")),
                ("handeling", models.CharField(max_length=200, verbose_name="handeling")),
                ("waarop", models.CharField(blank=True, max_length=500, verbose_name="waarop")),
                ("van", models.TextField(blank=True, verbose_name="van")),
                ("naar", models.TextField(blank=True, verbose_name="naar")),
                ("adres", models.CharField(blank=True, max_length=100, verbose_name="vanaf")),
                ("weg", models.CharField(choices=WEGEN, max_length=20, verbose_name="weg")),
                ("resultaat", models.CharField(choices=RESULTATEN, max_length=20, verbose_name="resultaat")),
                ("bewaren_tot", models.DateField(verbose_name="bewaren tot")),
            ],
            options={
                "verbose_name": "regel van het logboek",
                "verbose_name_plural": "regels van het logboek",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["op"], name="logboekregel_op"),
                    models.Index(fields=["wie"], name="logboekregel_wie"),
                    models.Index(fields=["handeling"], name="logboekregel_handeling"),
                    models.Index(fields=["bewaren_tot"], name="logboekregel_bewaren_tot"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weg__in", [weg for weg, _ in WEGEN])),
                        name="logboekregel_weg_bekend",
                        violation_error_message="Kies een weg uit de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resultaat__in", [resultaat for resultaat, _ in RESULTATEN])),
                        name="logboekregel_resultaat_bekend",
                        violation_error_message="Kies een resultaat uit de lijst.",
                    ),
                ],
            },
        ),
        migrations.RunPython(zet_triggers_terug, bewaar_triggers),
        migrations.RunPython(migrations.RunPython.noop, noem_vervallen),
        migrations.RunPython(versleutel, maak_leesbaar),
        migrations.RunPython(volg, laat_los),
        migrations.RunPython(bewaak_logboek, geef_logboek_vrij),
        migrations.RunPython(zet_zoeken, haal_zoeken_weg),
        migrations.RunPython(bewaak_geschiedenis, geef_geschiedenis_vrij),
    ]
    operations = [Samen(operations)]
