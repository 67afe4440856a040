"""A SPARQL 1.1 endpoint elsewhere, asked over the SPARQL protocol.

What comes from there is believed in nothing: not its size, nor its pace, nor its form, nor where it leads.
"""

from __future__ import annotations

import json
import queue
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import Any, NamedTuple, NoReturn

from dirskg.graph.answers.results import Answer, Solutions, Triples, read_answer
from dirskg.graph.errors import DirskgError, QueryFailed
from dirskg.graph.sparql.parameters import substitute
from dirskg.graph.stores.published import Published, names_graphs, published
from dirskg.graph.unreached import reason, why_unreached, words_of_page

# Bytes of an answer, and of what an endpoint says of an error.
LARGEST = 256 << 20
_LARGEST_ERROR = 64 << 10
_PIECE = 64 << 10


class _Body(NamedTuple):
    content: bytes
    kind: str
    most: int = 0  # rows after which Virtuoso cuts an answer without a word in it


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere: a redirected POST would lose its query, and the other place was not asked for."""

    def redirect_request(self, *_: Any) -> None:
        return None


class RemoteStore:
    """A SPARQL 1.1 endpoint: the graphs that were published there, else its default graph, which must hold all."""

    def __init__(self, endpoint: str) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise DirskgError(f"{endpoint!r} is not an endpoint: give an address that begins with http:// or https://.")
        self._endpoint = endpoint
        self._published: Published | None = None  # once it is known; the address may name the graphs itself

    def ask(self, query: str, substitutions: dict[str, str], timeout: float, limit: int = 0) -> Answer:
        """See Store.ask. The time is that of the whole answer."""
        dataset = self.published(timeout).dataset
        text = substitute(query, substitutions)
        answer = self._ask(text, "" if names_graphs(text) else dataset, timeout)
        if limit and isinstance(answer, Solutions) and len(answer.rows) > limit:
            return Solutions(answer.columns, answer.rows[:limit], truncated=True)
        return answer

    def published(self, timeout: float) -> Published:
        """What was published here, asked once."""
        if self._published is None:
            named = "default-graph-uri=" in self._endpoint
            self._published = Published() if named else published(lambda record: self._ask(record, "", timeout))
        return self._published

    def close(self) -> None:
        """Nothing to let go of."""

    def _ask(self, query: str, dataset: str, timeout: float) -> Answer:
        form = f"{urllib.parse.urlencode({'query': query})}{dataset and '&'}{dataset}".encode()
        try:
            body = _within(timeout, lambda: _post(self._endpoint, form, timeout))
        except urllib.error.HTTPError as error:
            self._refused(error)
        except (OSError, HTTPException, ValueError) as error:
            self._failed(error, timeout)
        if body.kind == "application/n-triples":
            return Triples(body.content)
        try:
            answer = read_answer(json.loads(body.content), self._endpoint)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DirskgError(
                f"{self._endpoint} answered with {body.kind}, which holds no SPARQL results. Is it a SPARQL endpoint?"
            ) from error
        if body.most and isinstance(answer, Solutions) and len(answer.rows) >= body.most:
            raise QueryFailed(
                f"{self._endpoint} cuts answers after {body.most:,} rows, so this one may not be whole. "
                "Its operator can raise ResultSetMaxRows (docs/publish.md)."
            )
        return answer

    def _refused(self, error: urllib.error.HTTPError) -> NoReturn:
        if error.code in (301, 302, 303, 307, 308):
            place = error.headers.get("Location", "elsewhere")
            raise DirskgError(
                f"{self._endpoint} sends on to {place[:300]}. If you trust that address, give it as --endpoint."
            ) from error
        told = words_of_page(error.read(_LARGEST_ERROR).decode("utf-8", "replace"), 500)
        if error.code in (401, 407):
            raise QueryFailed(
                f"{self._endpoint} wants a login ({error.code}), and endpoints are asked without. {told}"
            ) from error
        if error.code in (404, 405, 410):
            raise QueryFailed(
                f"{self._endpoint} is no endpoint ({error.code} {error.reason}): is the path right? {told}"
            ) from error
        raise QueryFailed(f"{self._endpoint} answered {error.code} {error.reason}. {told}") from error

    def _failed(self, error: Exception, timeout: float) -> NoReturn:
        if isinstance(reason(error), TimeoutError):
            raise QueryFailed(
                f"{self._endpoint} did not answer in {timeout:g} seconds; give more with --timeout."
            ) from error
        if isinstance(error, _TooLarge):
            raise QueryFailed(
                f"The answer of {self._endpoint} is larger than {LARGEST >> 20} MB. Add a LIMIT, or ask for sums."
            ) from error
        if isinstance(error, IncompleteRead):
            raise DirskgError(f"The answer of {self._endpoint} breaks off before its end. Ask again.") from error
        raise DirskgError(
            f"{self._endpoint} cannot be reached: {why_unreached(error)}. Check the address and the network."
        ) from error


class _TooLarge(ValueError):
    """An answer has more bytes than are taken."""


def _post(endpoint: str, form: bytes, timeout: float) -> _Body:
    accept = "application/sparql-results+json, application/n-triples;q=0.9"
    headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
    end = time.monotonic() + timeout
    opener = urllib.request.build_opener(Stay)
    with opener.open(urllib.request.Request(endpoint, form, headers), timeout=timeout) as response:
        most = response.headers.get("X-SPARQL-MaxRows", "")
        return _Body(_read(response, end), response.headers.get_content_type(), int(most) if most.isdecimal() else 0)


def _read(response: HTTPResponse, end: float) -> bytes:
    content = bytearray()
    while piece := response.read1(_PIECE):
        content += piece
        if len(content) > LARGEST:
            raise _TooLarge
        if time.monotonic() > end:
            raise TimeoutError
    if response.length:
        raise IncompleteRead(b"", response.length)
    return bytes(content)


def _within(seconds: float, work: Callable[[], _Body]) -> _Body:
    """What the work gives, if it gives it in time: the socket's own limit counts anew with each byte that comes."""
    done: queue.SimpleQueue[_Body | BaseException] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except BaseException as error:  # for the one who waits
            done.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        found = done.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, BaseException):
        raise found
    return found
