"""Een Verslag erin, een bestand eruit. Wie hier tekent, stelt geen query en rekent geen cijfer uit.

``boek`` beschrijft een werkboek los van het bestandsformaat. ``jaarverslag`` en ``lijst`` vullen het. ``excel``, ``ods``
en ``csv`` schrijven het; alleen zij kennen een bibliotheek, en een view laadt ze pas bij het eerste gebruik.
"""
