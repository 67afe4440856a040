"""Ways to ask a graph: the store of a build on this machine, or a SPARQL 1.1 endpoint elsewhere."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
import weakref
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol

from dirskg.graph.errors import DirskgError, QueryFailed
from dirskg.graph.parameters import substitute
from dirskg.graph.results import Answer, Solutions, Triples, Truth

DEFAULT_TIMEOUT = 60.0


class Store(Protocol):
    """Something that answers SPARQL queries."""

    def ask(self, query: str, substitutions: dict[str, str], timeout: float, limit: int = 0) -> Answer:
        """Answer a query in which `$name` stands for a given N-Triples term. Raises QueryFailed."""

    def close(self) -> None:
        """Let go of processes and connections."""


class LocalStore:
    """The store of one build, asked through a process of its own that is killed when time is up."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.Queue[str] = queue.Queue()
        self._end: weakref.finalize[..., LocalStore] | None = None

    def ask(self, query: str, substitutions: dict[str, str], timeout: float, limit: int = 0) -> Answer:
        """See Store.ask."""
        process = self._start()
        request = {"query": query, "substitutions": substitutions, "limit": limit}
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = self._replies.get(timeout=timeout)
        except queue.Empty:
            self.close()
            raise QueryFailed(
                f"The query was stopped after {timeout:g} seconds. Add a LIMIT, begin with the rarest pattern, "
                "or give it more time with --timeout."
            ) from None
        except KeyboardInterrupt:
            self.close()
            raise
        except BrokenPipeError:
            line = ""
        if not line:
            self.close()
            raise DirskgError(
                f"The query process for {self._path} ended by itself, perhaps for want of memory. Add a LIMIT."
            )
        return _answer(json.loads(line), str(self._path))

    def close(self) -> None:
        """Kill the query process; the next query starts a new one."""
        if self._end is not None:
            self._end()
        self._process = None

    def _start(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._replies = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dirskg.graph.worker", str(self._path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the one who asks
            )
            pump = threading.Thread(target=_pump, args=(self._process, self._replies), daemon=True)
            pump.start()
            # Runs when the store is forgotten, and before the interpreter stops its threads.
            self._end = weakref.finalize(self, _end, self._process, pump)
        return self._process


class RemoteStore:
    """A SPARQL 1.1 endpoint, asked over the SPARQL protocol. Its default graph must hold all graphs."""

    def __init__(self, endpoint: str) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise DirskgError(f"{endpoint!r} is not an endpoint: give an address that begins with http:// or https://.")
        self._endpoint = endpoint

    def ask(self, query: str, substitutions: dict[str, str], timeout: float, limit: int = 0) -> Answer:
        """See Store.ask."""
        accept = "application/sparql-results+json, application/n-triples;q=0.9"
        data = urllib.parse.urlencode({"query": substitute(query, substitutions)}).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        slow = f"{self._endpoint} did not answer in {timeout:g} seconds; give more with --timeout."
        try:
            request = urllib.request.Request(self._endpoint, data, headers)
            with urllib.request.urlopen(request, timeout=timeout) as response:
                body, kind = response.read(), response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            told = error.read().decode("utf-8", "replace").strip()[:500]
            raise QueryFailed(f"{self._endpoint} answered {error.code} {error.reason}. {told}") from error
        except TimeoutError as error:
            raise QueryFailed(slow) from error
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise QueryFailed(slow) from error
            raise DirskgError(
                f"{self._endpoint} cannot be reached: {error}. Check the address and the network."
            ) from error
        if kind == "application/n-triples":
            return Triples(body)
        try:
            answer = _answer(json.loads(body), self._endpoint)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DirskgError(
                f"{self._endpoint} answered with {kind}, which holds no SPARQL results. Is it a SPARQL endpoint?"
            ) from error
        if limit and isinstance(answer, Solutions) and len(answer.rows) > limit:
            return Solutions(answer.columns, answer.rows[:limit], truncated=True)
        return answer

    def close(self) -> None:
        """Nothing to let go of."""


def _end(process: subprocess.Popen[str], pump: threading.Thread) -> None:
    process.kill()
    process.wait()
    pump.join()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _pump(process: subprocess.Popen[str], replies: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        replies.put(line)
    replies.put("")


def _answer(reply: dict[str, Any], where: str) -> Answer:
    if reply.get("error") == "syntax":
        raise QueryFailed(f"The query is not valid SPARQL: {reply['message']}")
    if reply.get("error") == "store":
        raise DirskgError(f"{where} cannot be opened: {reply['message']}. Build again.")
    if "error" in reply:
        raise QueryFailed(f"The query failed on {where}: {reply['message']}")
    if "boolean" in reply:
        return Truth(bool(reply["boolean"]))
    if "ntriples" in reply:
        return Triples(reply["ntriples"].encode())
    return Solutions.from_json(reply)
