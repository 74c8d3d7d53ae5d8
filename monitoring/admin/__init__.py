"""Het beheer van meldingen, evaluaties en cijfers. Importeren meldt de pagina's aan bij het beheer."""

from . import actie, evaluatie, indicator, melding, ronde

__all__ = ["actie", "evaluatie", "indicator", "melding", "ronde"]
