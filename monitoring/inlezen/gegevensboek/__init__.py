"""Het gegevensboek: alle tabellen als één Excelwerkmap, eruit en er weer in.

``kolom`` en ``tabel`` zeggen wat een kolom en een blad zijn, ``tabellen`` welke er zijn. ``lezen`` maakt van een bestand een
``Boek``. ``vergelijken`` legt het naast de database: ``rijlezer`` leest de cellen, ``verwijzen`` zoekt de andere rijen op,
``keuren`` kent de regels. ``opslaan`` bewaart het verschil en ``schrijven`` maakt een werkmap. De admin leest en schrijft één
tabel met dezelfde kolommen (``acties.admin.resources``); dit is de weg voor een heel programma.
"""
