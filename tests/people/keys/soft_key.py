"""A passkey in software, for what no browser would send: a wrong origin, an old count, a key of somebody else."""

import json
import os
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url as b64

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftKey:
    """One resident key; `sent` can be spoilt by naming what is to differ."""

    def __init__(self, host="testserver", origin="http://testserver"):
        self.host, self.origin = host, origin
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(24)
        self.count = 0
        self.owner = b""

    def make(self, options, **spoilt):
        """The answer to navigator.credentials.create()."""
        self.owner = base64url_to_bytes(options["user"]["id"])
        numbers = self.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        about = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        data = self._data(spoilt, ATTESTED) + about
        response = {
            "clientDataJSON": b64(self._client("webauthn.create", options, spoilt)),
            "attestationObject": b64(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
            "transports": ["internal"],
        }
        return self._answer(response)

    def show(self, options, **spoilt):
        """The answer to navigator.credentials.get()."""
        self.count = spoilt.get("count", self.count + 1)
        client, data = self._client("webauthn.get", options, spoilt), self._data(spoilt)
        signature = self.private.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": b64(client),
            "authenticatorData": b64(data),
            "signature": b64(spoilt.get("signature", signature)),
            "userHandle": b64(spoilt.get("owner", self.owner)),
        }
        return self._answer(response)

    def _answer(self, response):
        return json.dumps(
            {"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response}
        )

    def _client(self, kind, options, spoilt):
        told = {"type": spoilt.get("kind", kind), "challenge": options["challenge"]}
        return json.dumps(told | {"origin": spoilt.get("origin", self.origin)}).encode()

    def _data(self, spoilt, more=0):
        host = sha256(spoilt.get("host", self.host).encode()).digest()
        flags = spoilt.get("flags", PRESENT | VERIFIED) | more
        return host + bytes([flags]) + self.count.to_bytes(4, "big")
