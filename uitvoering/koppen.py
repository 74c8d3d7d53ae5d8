"""Security headers on every response, also on one that the other middleware never gets to see."""

import logging

from django.core.exceptions import DisallowedHost
from django.http import HttpResponseBadRequest
from django.middleware.security import SecurityMiddleware

from acties.toegang.bezoeker import Bezoeker

logger = logging.getLogger(__name__)


class KoppenMiddleware(SecurityMiddleware):
    """The outermost layer: only the headers of SecurityMiddleware, not its redirect to HTTPS.

    A middleware cannot put headers on its own errors. The redirect looks at the Host header and answers 400 when that
    is forged; that answer, and each one from a middleware further in, gets its headers here.
    """

    def process_request(self, request):
        request.user = Bezoeker()  # an error page may be needed before it is known who asks


def eigen_hostnaam(get_response):
    """A Host that is not ours gets one line in the log, and an answer that does not repeat it.

    Whatever asks for the host later on would make that a traceback, as the page of the error asks for it too.
    """

    def middleware(request):
        try:
            request.get_host()
        except DisallowedHost:
            logger.warning("Geweigerd: hostnaam %.100r staat niet in ALLOWED_HOSTS", request.META.get("HTTP_HOST"))
            response = HttpResponseBadRequest("Dit adres hoort niet bij deze site.\n", content_type="text/plain")
            response._has_been_logged = True  # above; Django would write the same once more
            return response
        return get_response(request)

    return middleware
