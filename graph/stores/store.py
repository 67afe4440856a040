"""The store of a build on this machine, asked through a process of its own; `remote.py` asks endpoints elsewhere."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Protocol

from dirskg.graph.answers.results import Answer, read_answer
from dirskg.graph.errors import DirskgError, QueryFailed
from dirskg.graph.stores.memory import addresses

DEFAULT_TIMEOUT = 60.0
# The environment variable with the gigabytes that a query may have, and how many it has without.
MEMORY = "DIRSKG_QUERY_MEMORY"
_GIGABYTES = 4.0


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
            allowed = query_memory()
            if addresses() < allowed:
                most, more = f"{addresses() >> 20} MB that `ulimit -v` allows", "allow more"
            else:
                most, more = f"{allowed >> 20} MB that a query may have", f"set {MEMORY} to more gigabytes"
            raise QueryFailed(
                f"The query ended before its time: it needs more memory than the {most}, or {self._path} is damaged. "
                f"Add a LIMIT, begin with the rarest pattern, or {more}; `dirskg validate` checks the build."
            )
        return read_answer(json.loads(line), str(self._path))

    def close(self) -> None:
        """Kill the query process; the next query starts a new one."""
        if self._end is not None:
            self._end()
        self._process = None

    def _start(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._replies = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dirskg.graph.stores.worker", str(self._path), str(query_memory())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # the last words of an engine that ran out of memory
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the one who asks
            )
            pump = threading.Thread(target=_pump, args=(self._process, self._replies), daemon=True)
            pump.start()
            # Runs when the store is forgotten, and before the interpreter stops its threads.
            self._end = weakref.finalize(self, _end, self._process, pump)
        return self._process


def query_memory() -> int:
    """Bytes that a query may have. Raises DirskgError where the environment says something else."""
    told = os.environ.get(MEMORY, "")
    try:
        gigabytes = float(told or _GIGABYTES)
    except ValueError:
        gigabytes = 0
    if not 0 < gigabytes < 1e6:
        raise DirskgError(f"{MEMORY} is {told!r}; give the number of gigabytes that a query may use, such as 8.")
    return int(gigabytes * (1 << 30))


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
