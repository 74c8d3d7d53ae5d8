"""Het beheer van programma, organisaties en gebruikers. Importeren meldt de pagina's aan bij het beheer."""

from . import actie, besluit, gebruiker, organisatie, programma

__all__ = ["actie", "besluit", "gebruiker", "organisatie", "programma"]
