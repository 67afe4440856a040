"""How much one request, and all of them together, may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes; every refusal names the limit that it stands on."""

    seconds: int = 30  # of a query
    answer: int = 64 << 20  # bytes of one answer
    held: int = 512 << 20  # bytes of all answers that clients have not taken yet
    query: int = 1 << 20  # bytes of a query, and of a request
    head: int = 128 << 10  # bytes of the address and the headers of a request
    queries: int = 16  # answered at the same time; others wait
    connections: int = 1000
    request: float = 20  # seconds in which a request must have come
    idle: float = 75  # seconds that a connection may stay without one
