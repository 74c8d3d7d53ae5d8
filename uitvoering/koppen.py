"""Security headers on every response, also on one that the other middleware never gets to see."""

from django.middleware.security import SecurityMiddleware

from acties.toegang.bezoeker import Bezoeker


class KoppenMiddleware(SecurityMiddleware):
    """The outermost layer: only the headers of SecurityMiddleware, not its redirect to HTTPS.

    A middleware cannot put headers on its own errors. The redirect looks at the Host header and answers 400 when that
    is forged; that answer, and each one from a middleware further in, gets its headers here.
    """

    def process_request(self, request):
        request.user = Bezoeker()  # an error page may be needed before it is known who asks
