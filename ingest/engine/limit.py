"""How long a statement on an engine may take: a server may stay silent for good, with its connection open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

SECONDS = 1800


class Limit:
    """Hangs up on a client of Spark Connect that waits for longer; `over` tells that it was so."""

    def __init__(self, client: Any, seconds: float = SECONDS) -> None:
        self.seconds, self.over = seconds, False
        self._client = client

    @contextmanager
    def watching(self) -> Iterator[None]:
        """For one statement, or one piece of its answer. What waits for it then fails with an error of the client."""
        timer = Timer(self.seconds, self._hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _hang_up(self) -> None:
        self.over = True
        self._client.close()
