"""`dirskg serve` for tests, and raw bytes for it."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from command_line import ENVIRONMENT, command

KNOWN = "SELECT ?o { <https://w3id.org/dirskg/id/domain-V3> skos:prefLabel ?o } ORDER BY ?o"


@dataclass
class Told:
    """An answer: its status, headers and text."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Served:
    """A running server: `process` is its front."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def get(self, path: str, **headers: str) -> Told:
        """What the server answers to GET; header names have _ for -."""
        return self._send(urllib.request.Request(self.address + path, headers=_named(headers)))

    def ask(self, query: str, accept: str = "application/sparql-results+json", **headers: str) -> Told:
        """A query by GET."""
        return self.get("/sparql?query=" + quote(query), accept=accept, **headers)

    def post(self, body: str, kind: str = "application/sparql-query", path: str = "/sparql", **headers: str) -> Told:
        """A query in the body."""
        named = _named(headers) | {"Content-Type": kind}
        return self._send(urllib.request.Request(self.address + path, body.encode(), named))

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of an answer that must come."""
        told = self.ask(query)
        assert told.status == 200, told.text
        return list(json.loads(told.text)["results"]["bindings"])

    def raw(self, *pieces: bytes) -> bytes:
        """What comes back for these bytes until the server ends the connection, or says nothing more for a second."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            for piece in pieces:
                connection.sendall(piece)
            connection.settimeout(1)
            found = b""
            try:
                while part := connection.recv(65536):
                    found += part
            except TimeoutError:
                pass
            return found

    def is_well(self) -> bool:
        """Whether it still answers a query with the right rows, and its front is the one that was started."""
        return self.process.poll() is None and len(self.rows(KNOWN)) == 4

    def _send(self, request: urllib.request.Request) -> Told:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Told(answer.status, _lower(answer.headers), answer.read().decode())
        except urllib.error.HTTPError as error:
            return Told(error.code, _lower(error.headers), error.read().decode())


@contextmanager
def serving(home: Path, log: Path, *options: str, **environment: str) -> Iterator[Served]:
    """A server on a free port over the current build of a home folder, which writes what it tells to a file."""
    words = command("--json-log", "serve", "--port", "0", *options, home=home)
    with log.open("w") as told:
        process = subprocess.Popen(words, stderr=told, env=ENVIRONMENT | environment)
    try:
        while "\n" not in log.read_text():
            assert process.poll() is None, log.read_text()
            time.sleep(0.02)
        yield Served(json.loads(log.read_text().splitlines()[0])["address"], process, log)
    finally:
        process.terminate()
        process.wait(30)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
