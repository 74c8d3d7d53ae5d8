"""Alles wat er na uitgave 0.1.0 in deze app bij kwam, in één keer; wat iemand volgt, staat in ``0005_volgen``.

- Een naam komt één keer voor, hoe zij ook is geschreven: naast elke naam staat haar gevouwen vorm, en die is uniek.
- Een meting kan ook over een halfjaar, kwartaal, maand, schooljaar of dag gaan, en voorlopig zijn. Een indicator krijgt een
  nulwaarde, een streven, een noemer en een soort.
- Een woord voor de regio heeft een spreker en kan een bijdrage bevestigen. Een melding kan er een corrigeren, hooguit één keer:
  wie verder corrigeert, corrigeert de nieuwste. Bij een melding van wie geen account heeft, staat welke link zij gebruikte.
- Van elke herinnering en elk gemaild werkboek blijft hoe het afliep. Wat er al stond, is verstuurd.
- Nieuw: de namen in bronnen, wat bij het vaststellen is aanvaard, de links van wie geen account heeft, en de afspraken.
- Wat klaar is of niet doorgaat, heeft geen koers, en een uitleg waar niemand iets in ziet, is er geen: de database weigert het
  zelf. Wat er al stond, blijft staan. De geschiedenis blijft. Zoeken in wat is gemeld: zie ``acties/migrations``.

Op SQLite vervangt OR REPLACE een rij zonder haar DELETE-trigger; daarom weigert bij wat blijft de INSERT-trigger een sleutel
die er al is.
"""

import re
import unicodedata
import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
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

# Per model: binnen welk veld de naam uniek is, en de naam.
NAMEN = (
    ("indicator", ("programma",), "naam"),
    ("updateronde", ("programma",), "naam"),
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
            cursor.execute(f"SELECT {kolommen} FROM monitoring_{model} ORDER BY id")
            gezien = {}
            for pk, oud, *elders in cursor.fetchall():
                nieuw = schone_naam(oud)
                sleutel = (*elders, gevouwen(nieuw))
                if sleutel in gezien:
                    raise ValueError(
                        f"{model}: “{gezien[sleutel]}” en “{oud}” zijn dezelfde naam. Geef een van beide met de vorige versie "
                        "een andere naam, of verwijder er een, en migreer dan opnieuw."
                    )
                gezien[sleutel] = oud
                opdracht = f"UPDATE monitoring_{model} SET {veld} = %s, {veld}_gevouwen = %s WHERE id = %s"
                cursor.execute(opdracht, [nieuw, gevouwen(nieuw), pk])
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # anders kan de tabel hierna niet veranderen


def gevouwen_veld():
    return models.TextField(default="", editable=False, serialize=False)


# Metingen en indicatoren


def periode(**eisen):
    return models.CharField(verbose_name="periode", **eisen)


def voorlopig():
    return models.BooleanField(
        default=False, help_text="De bron kan dit cijfer nog bijstellen.", verbose_name="voorlopig"
    )


def waarde(naam, uitleg):
    return models.DecimalField(
        blank=True, decimal_places=4, help_text=uitleg, max_digits=14, null=True, verbose_name=naam
    )


def velden():
    """Wat de indicator en haar geschiedenis er allebei bij krijgen."""
    yield (
        "soort",
        models.CharField(
            blank=True,
            choices=[("aantal", "aantal"), ("verhouding", "verhouding of gemiddelde")],
            help_text="Zegt hoe cijfers van gemeenten samen één cijfer worden. Leeg: dan worden zij nooit samen genomen.",
            max_length=10,
            verbose_name="soort cijfer",
        ),
    )
    yield (
        "per",
        models.PositiveIntegerField(
            blank=True,
            help_text="Alleen bij een aantal met een noemer: 1000 geeft “per 1.000 inwoners”, 100 geeft procenten.",
            null=True,
            verbose_name="per",
        ),
    )
    yield "nulwaarde", waarde("nulwaarde", "De waarde waar het programma begon.")
    yield "nuljaar", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jaar van de nulwaarde")
    yield (
        "norm",
        models.CharField(
            blank=True,
            choices=[("minstens", "ten minste"), ("hoogstens", "ten hoogste")],
            help_text="Moet het cijfer minstens of hoogstens de streefwaarde zijn?",
            max_length=10,
            verbose_name="norm",
        ),
    )
    yield "streefwaarde", waarde("streefwaarde", "In de eenheid waarin het cijfer te zien is.")
    yield (
        "streefjaar",
        models.PositiveSmallIntegerField(
            blank=True,
            help_text="Het jaar waarover het cijfer het streven moet halen.",
            null=True,
            verbose_name="jaar van de streefwaarde",
        ),
    )
    yield (
        "streefbron",
        models.CharField(
            blank=True,
            help_text="Waar dit streven is afgesproken.",
            max_length=300,
            verbose_name="bron van de streefwaarde",
        ),
    )


def noemer(**eisen):
    return models.ForeignKey(
        blank=True,
        help_text="Het aantal waartegen dit cijfer wordt afgezet, zoals inwoners. Ook dat is een indicator.",
        null=True,
        to="monitoring.indicator",
        verbose_name="noemer",
        **eisen,
    )


REGELS = [
    models.CheckConstraint(
        condition=Q(nulwaarde__isnull=True, nuljaar__isnull=True) | Q(nulwaarde__isnull=False, nuljaar__isnull=False),
        name="indicator_nulmeting_heel",
        violation_error_message="Geef bij een nulwaarde ook haar jaar, en omgekeerd.",
    ),
    models.CheckConstraint(
        condition=Q(streefwaarde__isnull=True, streefjaar__isnull=True, norm="")
        | Q(streefwaarde__isnull=False, streefjaar__isnull=False, norm__in=["minstens", "hoogstens"]),
        name="indicator_streven_heel",
        violation_error_message="Een streven heeft een streefwaarde, een jaar en een norm: alle drie, of geen.",
    ),
    models.CheckConstraint(
        condition=Q(per__isnull=True) | Q(per__gt=0, soort="aantal"),
        name="indicator_per_is_van_aantal",
        violation_error_message="“Per” hoort bij een aantal met een noemer.",
    ),
    models.CheckConstraint(
        condition=Q(noemer__isnull=True) | ~Q(noemer=models.F("id")),
        name="indicator_eigen_noemer",
        violation_error_message="Een indicator is niet zijn eigen noemer.",
    ),
]

# Hoe een mail afliep

AFLOPEN = [
    ("in_de_rij", "in de rij"),
    ("verstuurd", "verstuurd"),
    ("geweigerd", "geweigerd door de mailserver"),
    ("misschien", "misschien verstuurd"),
    ("opgegeven", "niet verstuurd"),
    ("vervallen", "niet meer nodig"),
]
BEKEND = {
    "condition": models.Q(("afloop__in", [afloop for afloop, _ in AFLOPEN])),
    "violation_error_message": "Kies een afloop uit de lijst.",
}


def afloop():
    return models.CharField(choices=AFLOPEN, default="in_de_rij", max_length=20, verbose_name="afloop")


# Wat de database zelf bewaakt

# Tabellen die er nu bij komen en iets veranderen aan wat een pagina toont (zie ``0003_gegevensversie``).
GEVOLGD = ("monitoring_aanvaarding", "monitoring_afspraak", "monitoring_regionaam")


def volg(apps, schema_editor):
    for tabel in GEVOLGD:
        if schema_editor.connection.vendor == "sqlite":
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"""
                    CREATE TRIGGER versie_{tabel}_{moment} AFTER {moment} ON {tabel}
                    BEGIN UPDATE acties_gegevensversie SET kenmerk = lower(hex(randomblob(16))); END
                """)
        else:
            schema_editor.execute(f"""
                CREATE CONSTRAINT TRIGGER versie_{tabel} AFTER INSERT OR UPDATE OR DELETE ON {tabel}
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acties_gegevensversie_zet()
            """)


def laat_los(apps, schema_editor):
    for tabel in GEVOLGD:
        if schema_editor.connection.vendor == "sqlite":
            for moment in ("insert", "update", "delete"):
                schema_editor.execute(f"DROP TRIGGER versie_{tabel}_{moment}")
        else:
            schema_editor.execute(f"DROP TRIGGER versie_{tabel} ON {tabel}")


# Wat er bij het vaststellen openstaat, mag met een reden. Zo'n aanvaarding is een deel van de evaluatie en blijft dus vast, net
# als de andere delen (``0002_vastgelegd_blijft``).
VASTGESTELD_BLIJFT = "Deze evaluatie is vastgesteld en verandert niet meer. Maak voor een correctie een nieuwe versie."
AANVAARDING = "monitoring_aanvaarding"


def bewaak_aanvaarding(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for opdracht in _aanvaarding_sqlite() if sqlite else _aanvaarding_postgresql():
        schema_editor.execute(opdracht)


def laat_aanvaarding_los(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER aanvaarding_vast_{moment}")
    else:
        schema_editor.execute(f"DROP TRIGGER aanvaarding_vast ON {AANVAARDING}")
        schema_editor.execute(f"DROP TRIGGER aanvaarding_niet_leegmaken ON {AANVAARDING}")


def _aanvaarding_sqlite():
    van_wie_wijkt = f"(SELECT d.evaluatie_id FROM {AANVAARDING} d WHERE d.id = NEW.id)"
    for moment, evaluaties in (
        ("insert", f"NEW.evaluatie_id, {van_wie_wijkt}"),
        ("update", f"OLD.evaluatie_id, NEW.evaluatie_id, {van_wie_wijkt}"),
        ("delete", "OLD.evaluatie_id"),
    ):
        yield f"""
            CREATE TRIGGER aanvaarding_vast_{moment} BEFORE {moment} ON {AANVAARDING} WHEN EXISTS (
                SELECT 1 FROM monitoring_evaluatie e WHERE e.fase = 'vastgesteld' AND e.id IN ({evaluaties})
            )
            BEGIN SELECT RAISE(ABORT, '{VASTGESTELD_BLIJFT}'); END
        """


def _aanvaarding_postgresql():
    yield f"""
        CREATE TRIGGER aanvaarding_vast BEFORE INSERT OR UPDATE OR DELETE ON {AANVAARDING}
        FOR EACH ROW EXECUTE FUNCTION monitoring_evaluatiedeel_vast()
    """
    yield f"""
        CREATE TRIGGER aanvaarding_niet_leegmaken BEFORE TRUNCATE ON {AANVAARDING}
        FOR EACH STATEMENT EXECUTE FUNCTION monitoring_evaluatiedeel_vast()
    """


# Oude meldingen mogen nog een koers hebben, dus is het geen regel over de hele tabel maar een over wat erbij komt.
KOERS = "Een actie die is afgerond of vervallen, heeft geen koers. Laat de koers leeg."
ZONDER_KOERS = "NEW.status IN ('afgerond', 'vervallen') AND NEW.koers <> ''"


def bewaak_koers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"""
            CREATE TRIGGER statusmelding_koers BEFORE INSERT ON monitoring_statusmelding WHEN {ZONDER_KOERS}
            BEGIN SELECT RAISE(ABORT, '{KOERS}'); END
        """)
        return
    schema_editor.execute(f"""
        CREATE FUNCTION monitoring_statusmelding_koers() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {ZONDER_KOERS} THEN
                RAISE EXCEPTION '{KOERS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
    """)
    schema_editor.execute("""
        CREATE TRIGGER statusmelding_koers BEFORE INSERT ON monitoring_statusmelding
        FOR EACH ROW EXECUTE FUNCTION monitoring_statusmelding_koers()
    """)


def laat_koers_los(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER statusmelding_koers")
    else:
        schema_editor.execute("DROP FUNCTION monitoring_statusmelding_koers CASCADE")


# Alleen een nieuwe of gewijzigde tekst wordt getoetst.
ONZICHTBAAR = "In deze tekst staan alleen tekens die niemand ziet."
# Tabel, kolom, en of zij leeg mag zijn.
UITLEG = (
    ("monitoring_statusmelding", "toelichting", True),
    ("monitoring_statusmelding", "bijsturing", True),
    ("monitoring_evaluatie", "reden", True),
    ("monitoring_opmerking", "tekst", False),
    ("acties_actie", "vervallen_reden", True),
    ("acties_besluit", "omschrijving", False),
)
# Stuurtekens, spaties, opmaaktekens, lege letters en varianten; van en tot en met.
REEKSEN = (
    (0x1, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F),
    (0x890, 0x891), (0x8E2, 0x8E2), (0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2000, 0x200F),
    (0x2028, 0x202F), (0x205F, 0x2064), (0x2066, 0x206F), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), (0x110BD, 0x110BD),
    (0x110CD, 0x110CD), (0x13430, 0x13438), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0020, 0xE007F),
    (0xE0100, 0xE01EF),
)  # fmt: skip
TEKENS = "".join(chr(punt) for begin, eind in REEKSEN for punt in range(begin, eind + 1))


def bewaak_uitleg(apps, schema_editor):
    maak = _uitleg_sqlite if schema_editor.connection.vendor == "sqlite" else _uitleg_postgresql
    for opdracht in maak():
        schema_editor.execute(opdracht)


def laat_uitleg_los(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION monitoring_zichtbaar CASCADE")
        return
    for tabel, kolom, _ in UITLEG:
        for moment in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {_naam(tabel, kolom)}_{moment}")


def _naam(tabel, kolom):
    return f"zichtbaar_{tabel}_{kolom}"


def _leeg(knip, kolom, mag_leeg):
    gevuld = f"NEW.{kolom} <> '' AND " if mag_leeg else ""
    return f"{gevuld}{knip}(NEW.{kolom}, '{TEKENS}') = ''"


def _uitleg_sqlite():
    for tabel, kolom, mag_leeg in UITLEG:
        leeg = _leeg("trim", kolom, mag_leeg)
        for moment, anders in (("insert", ""), ("update", f"NEW.{kolom} IS NOT OLD.{kolom} AND ")):
            yield f"""
                CREATE TRIGGER {_naam(tabel, kolom)}_{moment} BEFORE {moment} ON {tabel} WHEN {anders}{leeg}
                BEGIN SELECT RAISE(ABORT, '{ONZICHTBAAR}'); END
            """


def _uitleg_postgresql():
    yield f"""
        CREATE FUNCTION monitoring_zichtbaar() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{ONZICHTBAAR}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    for tabel, kolom, mag_leeg in UITLEG:
        leeg = _leeg("btrim", kolom, mag_leeg)
        for moment, anders in (("insert", ""), ("update", f"NEW.{kolom} IS DISTINCT FROM OLD.{kolom} AND ")):
            yield f"""
                CREATE TRIGGER {_naam(tabel, kolom)}_{moment} BEFORE {moment} ON {tabel}
                FOR EACH ROW WHEN ({anders}{leeg}) EXECUTE FUNCTION monitoring_zichtbaar()
            """


GESCHIEDENIS_BLIJFT = "De geschiedenis verandert nooit: er komt alleen een regel bij."
# Per tabel die blijft haar sleutel; ook welk werkboek is ingelezen.
GESCHIEDENIS = {
    **{
        f"monitoring_historical{model}": "history_id"
        for model in ("afspraak", "bespreking", "duiding", "indicator", "meting", "regionaam", "updateronde")
    },
    "monitoring_historicalupdateronde_acties": "m2m_history_id",
    "monitoring_historicalupdateronde_organisaties": "m2m_history_id",
    "monitoring_inlezing": "id",
}


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
        schema_editor.execute("DROP FUNCTION monitoring_geschiedenis_vast CASCADE")


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
        CREATE FUNCTION monitoring_geschiedenis_vast() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{GESCHIEDENIS_BLIJFT}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    for tabel in GESCHIEDENIS:
        yield f"""
            CREATE TRIGGER {tabel}_vast BEFORE UPDATE OR DELETE ON {tabel}
            FOR EACH ROW EXECUTE FUNCTION monitoring_geschiedenis_vast()
        """
        yield f"""
            CREATE TRIGGER {tabel}_niet_leegmaken BEFORE TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION monitoring_geschiedenis_vast()
        """


# Zoeken in wat is gemeld, en in de namen waaronder bronnen een organisatie kennen

# Per index de tabel, de kolommen van de kop en de kolommen van de rest.
INDEXEN = {
    "zoek_melding": ("monitoring_statusmelding", ["toelichting"], ["bijsturing"]),
    "zoek_regionaam": ("monitoring_regionaam", ["naam"], []),
}


def zet_zoeken(apps, schema_editor):
    for naam, (tabel, kop, rest) in INDEXEN.items():
        if schema_editor.connection.vendor == "sqlite":
            for opdracht in _zoek_sqlite(naam, tabel, [*kop, *rest]):
                schema_editor.execute(opdracht)
        else:
            vorm = f"acties_zoekvorm({_samen(kop)}, {_samen(rest)})"
            schema_editor.execute(f"CREATE INDEX {naam} ON {tabel} USING gin ({vorm})")


def haal_zoeken_weg(apps, schema_editor):
    for naam in INDEXEN:
        if schema_editor.connection.vendor == "sqlite":
            for moment in ("erbij", "weg", "anders"):
                schema_editor.execute(f"DROP TRIGGER {naam}_{moment}")
            schema_editor.execute(f"DROP TABLE {naam}")
        else:
            schema_editor.execute(f"DROP INDEX {naam}")


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
        ("monitoring", "0004_namen_gevouwen"),
        ("monitoring", "0005_elke_soort_periode"),
        ("monitoring", "0006_regionamen"),
        ("monitoring", "0007_wie_zegt_dat"),
        ("monitoring", "0008_indicator_met_streven"),
        ("monitoring", "0009_een_correctie_per_melding"),
        ("monitoring", "0010_zichtbare_uitleg"),
        ("monitoring", "0011_aanvaardingen"),
        ("monitoring", "0012_herinnering_bezig_sinds"),
        ("monitoring", "0013_toegangslinks"),
        ("monitoring", "0014_afspraken"),
        ("monitoring", "0015_zoeken"),
        ("monitoring", "0016_afloop_van_mails"),
        ("monitoring", "0017_geschiedenis_blijft"),
    ]

    # Bij de laatste van wat is vervangen: zo zegt Django het als een database er maar een deel van heeft.
    dependencies = [
        ("acties", "0015_geschiedenis_blijft"),
        ("monitoring", "0003_gegevensversie"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(bewaar_triggers, zet_triggers_terug),
        migrations.RemoveConstraint(
            model_name="indicator",
            name="indicator_naam_uniek",
        ),
        migrations.RemoveConstraint(
            model_name="updateronde",
            name="updateronde_naam_uniek",
        ),
        *(
            migrations.AddField(model, f"{naam}_gevouwen", gevouwen_veld(), preserve_default=False)
            for model, _, naam in NAMEN
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.AlterField("meting", "periode", periode(max_length=40)),
        migrations.AlterField("historicalmeting", "periode", periode(max_length=40)),
        migrations.AddField("meting", "voorlopig", voorlopig()),
        migrations.AddField("historicalmeting", "voorlopig", voorlopig()),
        *(
            migrations.AddField(model, naam, veld)
            for model in ("indicator", "historicalindicator")
            for naam, veld in velden()
        ),
        migrations.AddField(
            "indicator", "noemer", noemer(on_delete=django.db.models.deletion.PROTECT, related_name="tellers")
        ),
        migrations.AddField(
            "historicalindicator",
            "noemer",
            noemer(on_delete=django.db.models.deletion.DO_NOTHING, db_constraint=False, related_name="+"),
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="bevestigt",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bevestigd",
                to="acties.organisatie",
                verbose_name="bevestigt de bijdrage van",
            ),
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="corrigeert",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="correcties",
                to="monitoring.statusmelding",
                to_field="verzoek",
                verbose_name="corrigeert",
            ),
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="spreker",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="woorden",
                to="acties.organisatie",
                verbose_name="spreekt namens de regio",
            ),
        ),
        migrations.AlterField(
            model_name="statusmelding",
            name="verzoek",
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text="Kenmerk van de melding, uit het formulier: het houdt dubbel versturen tegen.",
                null=True,
                unique=True,
                verbose_name="verzoek",
            ),
        ),
        migrations.AlterField(
            model_name="statusmelding",
            name="bron",
            field=models.CharField(
                choices=[
                    ("web", "de site"),
                    ("beheer", "het beheer"),
                    ("excel", "Excel"),
                    ("meldlink", "een meldlink"),
                    ("fixture", "het programma zelf"),
                    ("demo", "demogegevens"),
                ],
                default="web",
                editable=False,
                max_length=20,
                verbose_name="bron",
            ),
        ),
        migrations.AddField(model_name="herinnering", name="afloop", field=afloop()),
        migrations.RunSQL("UPDATE monitoring_herinnering SET afloop = 'verstuurd'", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="indicator_naam_uniek",
                violation_error_message="Dit programma heeft al een indicator met deze naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="updateronde",
            constraint=models.UniqueConstraint(
                fields=("programma", "naam_gevouwen"),
                name="updateronde_naam_uniek",
                violation_error_message="Dit programma heeft al een updateronde met deze naam.",
            ),
        ),
        *(migrations.AddConstraint("indicator", regel) for regel in REGELS),
        migrations.AddConstraint(
            model_name="statusmelding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisatie__isnull", True),
                    models.Q(("bevestigt__isnull", True), ("spreker__isnull", True)),
                    _connector="OR",
                ),
                name="melding_woord_alleen_regio",
                violation_error_message="Alleen een melding voor de hele regio heeft een spreker of bevestigt een bijdrage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusmelding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrigeert__isnull", False)),
                fields=("corrigeert",),
                name="melding_een_correctie",
                violation_error_message="Deze melding is al gecorrigeerd. Corrigeer de nieuwste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="herinnering",
            constraint=models.CheckConstraint(name="herinnering_afloop_bekend", **BEKEND),
        ),
        migrations.CreateModel(
            name="HistoricalRegionaam",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "naam",
                    models.CharField(
                        help_text="Zoals in de bron, bijvoorbeeld Zeeland (VT).",
                        max_length=150,
                        verbose_name="naam of code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leeg: dit is de hele regio.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical naam in bronnen",
                "verbose_name_plural": "historical namen in bronnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Regionaam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "naam",
                    models.CharField(
                        help_text="Zoals in de bron, bijvoorbeeld Zeeland (VT).",
                        max_length=150,
                        verbose_name="naam of code",
                    ),
                ),
                ("naam_gevouwen", models.TextField(editable=False, serialize=False)),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leeg: dit is de hele regio.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regionamen",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regionamen",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "naam in bronnen",
                "verbose_name_plural": "namen in bronnen",
                "ordering": ["naam"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "naam_gevouwen"),
                        name="regionaam_uniek",
                        violation_error_message="Dit programma heeft deze naam of code al.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanvaarding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rubriek", models.CharField(max_length=20, verbose_name="rubriek")),
                ("kenmerk", models.CharField(max_length=64, verbose_name="kenmerk van het punt")),
                ("tekst", models.TextField(verbose_name="punt")),
                ("reden", models.TextField(verbose_name="reden")),
                ("op", models.DateTimeField(verbose_name="aanvaard op")),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aanvaard door",
                    ),
                ),
                (
                    "evaluatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aanvaardingen",
                        to="monitoring.evaluatie",
                        verbose_name="evaluatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvaarding",
                "verbose_name_plural": "aanvaardingen",
                "ordering": ["op", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evaluatie", "kenmerk"),
                        name="aanvaarding_uniek",
                        violation_error_message="Dit punt is al aanvaard.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reden", ""), _negated=True),
                        name="aanvaarding_met_reden",
                        violation_error_message="Geef een reden: waarom mag dit punt openstaan?",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Toegangslink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[("lees", "Leeslink"), ("meld", "Meldlink")], max_length=10, verbose_name="soort"
                    ),
                ),
                ("naam", models.CharField(blank=True, max_length=150, verbose_name="naam")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres van het werk")),
                ("functie", models.CharField(blank=True, max_length=150, verbose_name="functie")),
                (
                    "jaar",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Leeg: het dashboard.", null=True, verbose_name="evaluatie"
                    ),
                ),
                ("geldig_tot", models.DateField(blank=True, null=True, verbose_name="laatste dag")),
                ("sleutel", models.CharField(max_length=64, unique=True, verbose_name="afdruk van de sleutel")),
                ("gemaakt_op", models.DateTimeField(verbose_name="gemaakt op")),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("aantal_geopend", models.PositiveIntegerField(default=0, verbose_name="keer geopend")),
                ("laatst_geopend", models.DateTimeField(blank=True, null=True, verbose_name="laatst geopend")),
                ("browser", models.CharField(blank=True, max_length=64, verbose_name="afdruk van de eerste browser")),
                ("code", models.CharField(blank=True, max_length=64, verbose_name="afdruk van de code")),
                ("code_tot", models.DateTimeField(blank=True, null=True, verbose_name="code geldig tot")),
                ("code_pogingen", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemaakt door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldlinks",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="toegangslinks",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meldlinks",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegangslink",
                "verbose_name_plural": "toegangslinks",
                "ordering": ["-gemaakt_op", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("geldig_tot__isnull", False),
                                ("organisatie__isnull", True),
                                ("ronde__isnull", True),
                                ("soort", "lees"),
                            ),
                            models.Q(
                                ("geldig_tot__isnull", True),
                                ("jaar__isnull", True),
                                ("organisatie__isnull", False),
                                ("ronde__isnull", False),
                                ("soort", "meld"),
                            ),
                            _connector="OR",
                        ),
                        name="toegangslink_naar_een_ding",
                        violation_error_message="Een leeslink heeft een laatste dag, een meldlink een ronde en een organisatie.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAfspraak",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("datum", models.DateField(verbose_name="datum van het overleg")),
                (
                    "wat",
                    models.TextField(
                        max_length=300,
                        validators=[
                            django.core.validators.MaxLengthValidator(300, "Schrijf de afspraak in hooguit 300 tekens.")
                        ],
                        verbose_name="wat is afgesproken",
                    ),
                ),
                ("wie", models.CharField(blank=True, max_length=150, verbose_name="functie of naam")),
                ("voor", models.DateField(verbose_name="uiterlijk op")),
                (
                    "stand",
                    models.CharField(
                        choices=[("open", "Open"), ("gedaan", "Gedaan"), ("vervallen", "Vervallen")],
                        default="open",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("afgehandeld_op", models.DateField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("afloop", models.TextField(blank=True, verbose_name="wat er is gedaan, of waarom zij vervalt")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "actie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "onderdeel",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "overleg",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.overleg",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical afspraak",
                "verbose_name_plural": "historical afspraken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Afspraak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("datum", models.DateField(verbose_name="datum van het overleg")),
                (
                    "wat",
                    models.TextField(
                        max_length=300,
                        validators=[
                            django.core.validators.MaxLengthValidator(300, "Schrijf de afspraak in hooguit 300 tekens.")
                        ],
                        verbose_name="wat is afgesproken",
                    ),
                ),
                ("wie", models.CharField(blank=True, max_length=150, verbose_name="functie of naam")),
                ("voor", models.DateField(verbose_name="uiterlijk op")),
                (
                    "stand",
                    models.CharField(
                        choices=[("open", "Open"), ("gedaan", "Gedaan"), ("vervallen", "Vervallen")],
                        default="open",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("afgehandeld_op", models.DateField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("afloop", models.TextField(blank=True, verbose_name="wat er is gedaan, of waarom zij vervalt")),
                (
                    "actie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.actie",
                        verbose_name="actie",
                    ),
                ),
                (
                    "onderdeel",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.onderdeel",
                        verbose_name="onderdeel",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.overleg",
                        verbose_name="overleg",
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="afspraken",
                        to="acties.programma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "afspraak",
                "verbose_name_plural": "afspraken",
                "ordering": ["voor", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programma", "overleg", "datum", "wat"),
                        name="afspraak_uniek",
                        violation_error_message="Deze afspraak van dit overleg op deze dag staat er al.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wat", ""), _negated=True),
                        name="afspraak_heeft_tekst",
                        violation_error_message="Schrijf op wat er is afgesproken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisatie__isnull", False), models.Q(("wie", ""), _negated=True), _connector="OR"
                        ),
                        name="afspraak_is_van_iemand",
                        violation_error_message="Kies een organisatie, of vul in wie het doet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("voor__gte", models.F("datum"))),
                        name="afspraak_voor_na_datum",
                        violation_error_message="De laatste dag ligt vóór het overleg. Kies een latere dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actie__isnull", True), ("onderdeel__isnull", True), _connector="OR"),
                        name="afspraak_over_een_ding",
                        violation_error_message="Kies een actie of een onderdeel, niet allebei: een actie hoort al bij een onderdeel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("afgehandeld_op__isnull", True), ("afloop", ""), ("stand", "open")),
                            models.Q(
                                ("afgehandeld_op__isnull", False),
                                ("stand__in", ["gedaan", "vervallen"]),
                                models.Q(("afloop", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="afspraak_afgehandeld_met_tekst",
                        violation_error_message="Bij gedaan of vervallen horen een dag en een tekst; bij open geen van beide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afgehandeld_op__isnull", True),
                            ("afgehandeld_op__gte", models.F("datum")),
                            _connector="OR",
                        ),
                        name="afspraak_afgehandeld_na_datum",
                        violation_error_message="De afspraak is afgehandeld vóór het overleg. Kies een latere dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Werkboekmail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adres", models.EmailField(blank=True, max_length=254, verbose_name="adres")),
                ("verzoek", models.UUIDField(verbose_name="verzoek")),
                ("gevraagd_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                ("afloop", afloop()),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="werkboekmails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="werkboekmails",
                        to="acties.organisatie",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "ronde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="werkboekmails",
                        to="monitoring.updateronde",
                        verbose_name="updateronde",
                    ),
                ),
            ],
            options={
                "verbose_name": "gemaild werkboek",
                "verbose_name_plural": "gemailde werkboeken",
                "ordering": ["-gevraagd_op", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("adres", ""), _negated=True),
                        fields=("verzoek", "organisatie", "adres"),
                        name="werkboekmail_eenmalig",
                    ),
                    models.CheckConstraint(name="werkboekmail_afloop_bekend", **BEKEND),
                ],
            },
        ),
        migrations.AddField(
            model_name="statusmelding",
            name="link",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="De link van wie zonder account meldde.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meldingen",
                to="monitoring.toegangslink",
                verbose_name="meldlink",
            ),
        ),
        migrations.RunPython(zet_triggers_terug, bewaar_triggers),
        migrations.RunPython(volg, laat_los),
        migrations.RunPython(bewaak_aanvaarding, laat_aanvaarding_los),
        migrations.RunPython(bewaak_koers, laat_koers_los),
        migrations.RunPython(bewaak_uitleg, laat_uitleg_los),
        migrations.RunPython(zet_zoeken, haal_zoeken_weg),
        migrations.RunPython(bewaak_geschiedenis, geef_geschiedenis_vrij),
    ]
    operations = [Samen(operations)]
