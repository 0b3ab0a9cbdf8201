"""LINE's token endpoint on loopback: gives a token for a code it knows, if the client proves PKCE and its secret."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey

ID, SECRET, ISSUER = "1650000000", "a channel secret that is long enough", "https://access.line.me"


class FakeLine:
    """Runs while used as a context; `token` holds what the next identity token is to say differently."""

    def __init__(self):
        self.spoilt = {}
        self.subject = "U4af4980629"
        self.asked = []
        self.codes = {}
        line = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self):
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status, body = line.answer({name: values[0] for name, values in parse_qs(sent).items()})
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def settings(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        return {
            "id": ID,
            "secret": SECRET,
            "authorize": f"{here}/authorize",
            "token": f"{here}/token",
            "issuer": ISSUER,
        }

    def consent(self, address):
        """The person agrees at LINE: what LINE sends back with the browser."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        self.asked.append(asked)
        return {"code": code, "state": asked["state"]}

    def answer(self, sent):
        asked = self.codes.pop(sent.get("code"), None)
        if asked is None or not self._is_proved(asked, sent):
            return 400, b'{"error": "invalid_grant"}'
        if "body" in self.spoilt:
            return self.spoilt.get("status", 200), self.spoilt["body"]
        return 200, json.dumps(
            {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked)}
        ).encode()

    def _is_proved(self, asked, sent):
        challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).decode().rstrip("=")
        known = (asked["code_challenge_method"], asked["code_challenge"], asked["redirect_uri"], ID, SECRET)
        return known == ("S256", challenge, sent["redirect_uri"], sent["client_id"], sent["client_secret"])

    def id_token(self, asked):
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "sub": self.subject,
            "aud": ID,
            "exp": now + 3600,
            "iat": now,
            "nonce": asked["nonce"],
        }
        claims |= self.spoilt.get("claims", {})
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.spoilt.get("alg", "HS256")}
        key = OctKey.import_key(self.spoilt.get("secret", SECRET))
        return jwt.encode(header, claims, key, algorithms=["HS256", "HS512"])
