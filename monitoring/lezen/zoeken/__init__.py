"""Zoeken in alles wat deze lezer mag openen. ``vraag`` leest wat er is getypt, ``index`` vindt rijen, ``soorten`` zegt welke.

De index houdt de database zelf waar (``zet_zoeken`` in de migraties van ``acties`` en ``monitoring``): ruwe SQL, een bulkactie,
een teruggezette kopie en een ingelezen gegevensboek tellen vanzelf mee, en wie schrijft merkt er niets van. Het Nederlands zit
in de vraag en niet in de index (“gemeenten” vraagt ook naar “gemeente”, “scholen” naar “school”), en de
volgorde is een regel en geen gewicht: zo geven SQLite en PostgreSQL hetzelfde antwoord.
"""
