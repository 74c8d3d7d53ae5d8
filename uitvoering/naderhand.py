"""Wat pas gebeurt als het antwoord weg is: wie het vroeg, wacht er niet op en ziet aan de duur niet of het gebeurde."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def naderhand(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: de server sluit een antwoord als het is verstuurd, en doet dan wat er nog ligt."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wachtrij: list[Callable[[], None]] = []
        request.naderhand = wachtrij  # type: ignore[attr-defined] # alleen voor na_antwoord

        def doe() -> None:
            request.naderhand = None  # type: ignore[attr-defined] # idem
            for handeling in wachtrij:
                handeling()

        response = get_response(request)
        response._resource_closers.append(doe)  # type: ignore[attr-defined] # een haak van Django
        return response

    return middleware


def na_antwoord(request: HttpRequest | None, handeling: Callable[[], None]) -> None:
    """Doe dit als het antwoord weg is; is het al weg of komt er geen, dan meteen."""
    wachtrij = getattr(request, "naderhand", None)
    if wachtrij is None:
        handeling()
    else:
        wachtrij.append(handeling)
