"""Hoe groot een bestand mag zijn. Los van het lezen zelf, want dat laadt de pakketten voor rekenbladen."""

MEGABYTE = 1024 * 1024
MAX_BESTAND = 5 * MEGABYTE
