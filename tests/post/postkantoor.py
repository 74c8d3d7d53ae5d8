"""A real mail server on this machine, for the tests of what goes over a connection."""

from aiosmtpd.controller import Controller

from tests.veiligheid.server import luisteraar


class Postkantoor(Controller):
    """On a port of its own from the beginning."""

    def __init__(self, ontvanger, **keuzes):
        self.opening = luisteraar()
        hostname, port = self.opening.getsockname()
        super().__init__(ontvanger, hostname=hostname, port=port, **keuzes)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.opening)
