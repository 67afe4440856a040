"""A SPARQL store of somebody else: the Oxigraph server, with a front that asks for a login and refuses as told."""

from __future__ import annotations

import hashlib
import re
import threading
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sparql_server import oxigraph_server

# Method, path with query and size of a request to the status that it gets instead of an answer; 0 cuts the connection.
Refusal = Callable[[str, str, int], int | None]
REALM, NONCE = "store", "abc"
CUT = 0


def refuse_none(method: str, path: str, size: int) -> int | None:
    """Everything passes."""
    return None


@contextmanager
def foreign_store(refusal: Refusal = refuse_none, login: str = "", scheme: str = "Digest") -> Iterator[str]:
    """The address at which such a store is asked; it wants the login (user:password) for whatever changes it."""
    with oxigraph_server("serve") as behind:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _front(behind, refusal, login, scheme))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/query"
        finally:
            server.shutdown()
            server.server_close()


def _front(behind: str, refusal: Refusal, login: str, scheme: str) -> type[BaseHTTPRequestHandler]:
    class Front(BaseHTTPRequestHandler):
        def _pass(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length) if length else None
            status = refusal(self.command, self.path, length)
            if (
                status is None
                and login
                and not self.path.startswith("/query")
                and not _is_known(self.headers.get("Authorization", ""), login, scheme, f"{self.command}:{self.path}")
            ):
                status = 401
            if status is None:
                kept = {name: self.headers[name] for name in ("Accept", "Content-Type") if name in self.headers}
                request = urllib.request.Request(behind + self.path, body, kept, method=self.command)
                try:
                    with urllib.request.urlopen(request) as reply:
                        self._answer(reply.status, reply.read(), reply.headers.get("Content-Type", ""))
                except urllib.error.HTTPError as error:
                    self._answer(error.code, error.read(), "text/plain")
            elif status != CUT:
                self._answer(status, b"No.", "text/plain")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status == 401:
                self.send_header("WWW-Authenticate", f'{scheme} realm="{REALM}", nonce="{NONCE}", qop="auth"')
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Tests need no log."""

    for verb in ("GET", "PUT", "POST", "DELETE"):
        setattr(Front, f"do_{verb}", Front._pass)
    return Front


def _is_known(told: str, login: str, scheme: str, request: str) -> bool:
    if scheme == "Basic":
        return told == f"Basic {b64encode(login.encode()).decode()}"
    found = dict(re.findall(r'(\w+)="?([^",]+)"?', told.partition(" ")[2]))
    user, _, password = login.partition(":")
    secret = _md5(f"{user}:{REALM}:{password}")
    expected = _md5(f"{secret}:{NONCE}:{found.get('nc')}:{found.get('cnonce')}:auth:{_md5(request)}")
    return found.get("response") == expected


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
