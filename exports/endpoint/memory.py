"""Answers that were given and may be asked for again: as long as a build is served, they stay right."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from dirskg.exports.endpoint.messages import Response

_ROOM = 64 << 20  # bytes
_LARGEST = 256 << 10  # of one answer
_EACH = 1 << 10  # what an entry takes besides its answer and its question
# Functions that answer otherwise each time.
_FLEETING = ("now", "rand", "uuid", "bnode")


class Memory:
    """The answers asked for last, as many as there is room for."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[Response, int]] = OrderedDict()
        self._size = 0

    def recall(self, key: Hashable) -> Response | None:
        """The answer that was given to this request."""
        found = self._answers.get(key)
        if not found:
            return None
        self._answers.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, query: str, answer: Response) -> None:
        """Remember an answer, unless it is large or would be another one now."""
        low = query.lower()
        if len(answer.body) > _LARGEST or any(word in low for word in _FLEETING):
            return
        size = len(answer.body) + 2 * len(query) + _EACH
        self._size += size - self._answers.pop(key, (answer, 0))[1]
        self._answers[key] = answer, size
        while self._size > _ROOM:
            self._size -= self._answers.popitem(last=False)[1][1]
