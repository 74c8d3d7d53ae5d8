"""Het beheer: het gewone Django-beheer, op de rechten van de rollen en in de volgorde waarin mensen denken."""
