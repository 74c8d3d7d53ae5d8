"""Het beheer van meldingen, evaluaties en cijfers. Importeren meldt de pagina's aan bij het beheer."""

from . import actie, afspraak, evaluatie, indicator, melding, ronde

__all__ = ["actie", "afspraak", "evaluatie", "indicator", "melding", "ronde"]
