"""What a test reads in an answer."""


def tekst(antwoord):
    """The whole page on one line, mark-up included."""
    return " ".join(antwoord.content.decode().split())
