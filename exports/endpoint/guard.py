"""Who may ask: with a token everybody who has it, without one those at this machine alone."""

from __future__ import annotations

import base64
import binascii
import hmac

from dirskg.exports.endpoint.messages import Refusal, Request

# Names of this machine. A page elsewhere can make its own name lead here, and its readers' browsers then ask for it.
_LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")


class Guard:
    """Lets a request pass or refuses it."""

    def __init__(self, token: str = "", loopback: bool = True) -> None:
        self._token, self._loopback = token.encode(), loopback

    def check(self, request: Request) -> None:
        """Raises Refusal for whom nothing is answered."""
        if self._loopback and _host(request.header("host")) not in _LOCAL:
            raise Refusal(421, "This server answers to localhost only. `dirskg serve --public` opens it to others.")
        if self._token and not hmac.compare_digest(_given(request.header("authorization")), self._token):
            raise Refusal(
                401,
                "A token is needed: send it as `Authorization: Bearer TOKEN`, or as the password of any user.",
                ("WWW-Authenticate", 'Basic realm="dirskg", charset="UTF-8"'),
            )


def _host(told: str) -> str:
    name, colon, port = told.rpartition(":")
    return (name if colon and port.isdigit() else told).lower()


def _given(header: str) -> bytes:
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode("latin-1")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""
