"""What a test reads in an answer, and the headers that every answer has."""

CSP = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
JAAR = 365 * 24 * 3600


def tekst(antwoord):
    """The whole page on one line, mark-up included."""
    return " ".join(antwoord.content.decode().split())
