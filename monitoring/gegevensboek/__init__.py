"""Het gegevensboek: alle tabellen als één Excelwerkmap, eruit en er weer in.

``tabel`` zegt wat een blad en een kolom zijn, ``tabellen`` welke er zijn. ``lezen`` maakt van een bestand een ``Boek``,
``vergelijken`` legt het naast de database, ``opslaan`` bewaart het verschil en ``schrijven`` maakt een werkmap. De admin leest
en schrijft één tabel met dezelfde kolommen (``acties.resources``); dit is de weg voor een heel programma.
"""
