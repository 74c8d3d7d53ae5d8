"""Het beheer van meldingen, evaluaties en cijfers. Importeren meldt de pagina's aan bij het beheer."""

from . import evaluatie, indicator, melding, ronde

__all__ = ["evaluatie", "indicator", "melding", "ronde"]
