"""De fout van een heel bestand. Los van het lezen zelf, want dat laadt de pakketten voor rekenbladen."""


class Bestandsfout(ValueError):
    """Het bestand is niet te lezen. De tekst zegt in één zin wat er is en wat je kunt doen."""
