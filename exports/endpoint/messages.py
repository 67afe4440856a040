"""A request as it was sent and the answer to it, whatever brings them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PLAIN = "text/plain; charset=utf-8"
REASONS = {
    200: "OK", 303: "See Other", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout",
    413: "Content Too Large", 415: "Unsupported Media Type", 421: "Misdirected Request", 431: "Headers Too Large",
    500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks: `path` and `search` (behind the question mark) are as they were sent."""

    method: str
    path: str
    search: str
    headers: Mapping[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str:
        """The header of this name, in small letters; blank without one."""
        return self.headers.get(name.encode(), b"").decode("latin-1")


@dataclass(frozen=True, slots=True)
class Response:
    """The answer."""

    status: int
    body: bytes
    kind: str = PLAIN
    headers: tuple[tuple[str, str], ...] = ()


class Refusal(Exception):
    """A request that is not answered: the message says what is wrong and what to do."""

    def __init__(self, status: int, told: str, *headers: tuple[str, str]) -> None:
        super().__init__(told)
        self.status, self.headers = status, headers

    @property
    def response(self) -> Response:
        """The refusal as an answer."""
        return Response(self.status, f"{self}\n".encode(), headers=self.headers)
