"""A provider of OpenID Connect on this machine: discovery, keys, PKCE and signed tokens, with a fault by request."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, GEHEIM = "uitvoering", "geheim-van-de-test"
SLEUTEL, ANDERE_SLEUTEL = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def jwk(sleutel):
    return json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(sleutel.public_key())) | {
        "kid": "1",
        "use": "sig",
        "alg": "RS256",
    }


class Aanbieder:
    """``claims``: what it says of the person. ``fout``: what goes over the claims of a good token; ``None`` leaves one out."""

    def __init__(self):
        self.claims = {"sub": "bram-1", "email": "bram@voorbeeld.nl", "email_verified": True}
        self.fout, self.sleutel, self.algoritme = {}, SLEUTEL, "RS256"
        self.weigert = ""  # an error instead of a code
        self.kapot = ""  # what each page of it says, without being JSON
        self.userinfo = {}
        self.uitgever_elders = ""
        self.codes = {}
        self.vragen = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._afhandeling())
        self.adres = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def inrichting(self):
        return {
            "issuer": self.uitgever_elders or self.adres,
            "authorization_endpoint": f"{self.adres}/inloggen",
            "token_endpoint": f"{self.adres}/token",
            "jwks_uri": f"{self.adres}/sleutels",
            "userinfo_endpoint": f"{self.adres}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def inloggen(self, vraag):
        """Where the browser goes once someone has logged in at the provider."""
        self.vragen.append(vraag)
        if self.weigert:
            return f"{vraag['redirect_uri']}?{urlencode({'error': self.weigert, 'state': vraag['state']})}"
        code = secrets.token_urlsafe()
        self.codes[code] = vraag
        return f"{vraag['redirect_uri']}?{urlencode({'code': code, 'state': vraag['state']})}"

    def token(self, formulier):
        """The tokens for a code that is used for the first time, by who asked for it; otherwise ``None``."""
        vraag = self.codes.pop(formulier.get("code"), None)
        bewijs = hashlib.sha256(formulier.get("code_verifier", "").encode()).digest()
        if (
            vraag is None
            or vraag["code_challenge_method"] != "S256"
            or base64.urlsafe_b64encode(bewijs).rstrip(b"=").decode() != vraag["code_challenge"]
            or (formulier.get("client_id"), formulier.get("client_secret")) != (CLIENT, GEHEIM)
            or formulier.get("redirect_uri") != vraag["redirect_uri"]
        ):
            return None
        nu = int(time.time())
        claims = {"iss": self.adres, "aud": CLIENT, "iat": nu, "exp": nu + 300, "nonce": vraag["nonce"]}
        claims |= self.claims | self.fout
        claims = {naam: waarde for naam, waarde in claims.items() if waarde is not None}
        id_token = jwt.encode(claims, self.sleutel, algorithm=self.algoritme, headers={"kid": "1"})
        return {"access_token": "t", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}

    def _afhandeling(self):
        aanbieder = self

        class Afhandeling(BaseHTTPRequestHandler):
            def log_message(self, *regel):
                pass

            def antwoord(self, gegevens, status=200):
                inhoud = aanbieder.kapot.encode() or json.dumps(gegevens).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(inhoud)))
                self.end_headers()
                self.wfile.write(inhoud)

            def do_GET(self):
                adres = urlsplit(self.path)
                if adres.path == "/inloggen":
                    self.send_response(302)
                    vraag = {naam: waarden[0] for naam, waarden in parse_qs(adres.query).items()}
                    self.send_header("Location", aanbieder.inloggen(vraag))
                    self.send_header("Content-Length", "0")
                    return self.end_headers()
                paginas = {
                    "/.well-known/openid-configuration": aanbieder.inrichting(),
                    "/sleutels": {"keys": [jwk(SLEUTEL)]},
                    "/userinfo": aanbieder.userinfo,
                }
                return self.antwoord(paginas.get(adres.path), 200 if adres.path in paginas else 404)

            def do_POST(self):
                tekst = self.rfile.read(int(self.headers["Content-Length"])).decode()
                formulier = {naam: waarden[0] for naam, waarden in parse_qs(tekst).items()}
                tokens = aanbieder.token(formulier)
                self.antwoord(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

        return Afhandeling
