"""Het beheer van programma, organisaties en gebruikers. Importeren meldt de pagina's aan bij het beheer."""

from . import actie, gebruiker, organisatie, programma

__all__ = ["actie", "gebruiker", "organisatie", "programma"]
