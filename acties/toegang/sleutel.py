"""Een sleutel die in een adres staat en toegang geeft. In de database staat alleen een afdruk ervan."""

import secrets
from hashlib import sha256


def nieuwe_sleutel() -> str:
    return secrets.token_urlsafe(32)


def afdruk(geheim: str) -> str:
    return sha256(geheim.encode("utf-8", "surrogatepass")).hexdigest()
