"""SPARQL endpoints for tests: the Oxigraph server over a build, and a server that answers as it is told."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from free_ports import free_ports


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """The Oxigraph server over the store of a build, which it only reads."""
    with oxigraph_server("serve-read-only", "--location", str(store)) as address:
        yield f"{address}/query"


@contextmanager
def oxigraph_server(*words: str) -> Iterator[str]:
    """The address of an Oxigraph server that is called so. Skips the test where it is not installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    address = f"127.0.0.1:{free_ports(1)[0]}"
    command = [program, *words, "--bind", address]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(f"http://{address}/")
        yield f"http://{address}"
    finally:
        server.kill()
        server.wait()


def _await(address: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def saying(
    body: bytes, kind: str = "text/html", status: int = 200, wait: float = 0, drip: float = 0,
    more: dict[str, str] | None = None,
) -> Iterator[str]:  # fmt: skip
    """A server that answers everything the same, after `wait` seconds, a byte each `drip` seconds; more: headers."""
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            done.wait(wait)
            with suppress(OSError):  # who asked may be gone
                self.send_response(status)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                for at in range(0, len(body), 1 if drip else len(body)):
                    self.wfile.write(body[at : at + (1 if drip else len(body))])
                    done.wait(drip)

        def log_message(self, format: str, *args: object) -> None:
            """Tests need no log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        done.set()
        server.shutdown()
        server.server_close()
