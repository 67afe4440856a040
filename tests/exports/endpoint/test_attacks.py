"""What somebody might do to the server: it stays up, the store stays what it is, and the answer says what happened."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from command_line import run
from serving import KNOWN, Served, serving
from small_tables import COMPANIES, small_tables

FORM = "application/x-www-form-urlencoded"
EVERYTHING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TOKEN = "0123456789abcdef-token"


@pytest.fixture(scope="module")
def small(three_builds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with small builds of its own, which tests may add builds to."""
    return Path(shutil.copytree(three_builds, tmp_path_factory.mktemp("small") / "home"))


@pytest.fixture(scope="module")
def hasty(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with small limits."""
    with serving(small, tmp_path_factory.mktemp("hasty") / "log", "--timeout", "1", "--max-answer", "1") as server:
        yield server


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL",
     "LOAD <file:///etc/passwd>", "LOAD <http://127.0.0.1:1/x> INTO GRAPH <a:g>"],
)  # fmt: skip
def test_updates_are_refused(served: Served, update: str) -> None:
    before = served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    for told in (
        served.post(update, "application/sparql-update"),
        served.post(update, "application/sparql-update", "/update"),
        served.post(urlencode({"update": update}), FORM),
        served.get(f"/sparql?update={quote(update)}"),
        served.post(update),
        served.ask(update),
    ):
        assert told.status in (400, 403, 404)
        assert "only read" in told.text or told.status == 404
    assert served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <{}> { ?s ?p ?o } }",
        "SELECT * { service SILENT <{}> { ?s ?p ?o } }",
        "SELECT * { BIND(<{}> AS ?e) SeRvIcE ?e { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <{}> { ?s ?p ?o } }",
        "SELECT * { #\n SERVICE#\n<{}> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <{}> { ?s ?p ?o } } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:/etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX f: <file:/etc/> SELECT * FROM f:passwd { ?s ?p ?o }",
        "SELECT * \\u0046ROM <file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_no_query_leads_elsewhere(served: Served, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.05)
        told = served.ask(query.replace("{}", f"http://127.0.0.1:{trap.getsockname()[1]}/sparql", 1))
        with pytest.raises(TimeoutError):
            trap.accept()
    assert told.status == 403
    assert "SERVICE is not answered" in told.text or "no file is read" in told.text


def test_words_that_look_like_it_are_answered(served: Served) -> None:
    assert served.ask('SELECT ?s { BIND("SERVICE <x> FROM <file:a>" AS ?s) # SERVICE\n }').status == 200
    assert served.get(f"/sparql?query={quote(KNOWN)}&default-graph-uri=file:///etc/passwd").status == 403


def test_a_query_without_end_is_stopped(hasty: Served) -> None:
    told = hasty.ask(ENDLESS)
    assert told.status == 504
    assert "stopped after 1 seconds" in told.text
    assert hasty.is_well()


def test_a_hundred_million_rows_are_not_sent(hasty: Served) -> None:
    told = hasty.ask(EVERYTHING, "text/csv")
    assert told.status == 403
    assert "more than 1,048,576 bytes" in told.text
    assert hasty.is_well()


def test_many_without_end_leave_the_others_their_answers(hasty: Served) -> None:
    """Innocent queries are answered meanwhile; the engine that holds the endless ones is replaced."""
    threads = [threading.Thread(target=hasty.ask, args=(ENDLESS,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert hasty.ask(f"{KNOWN} # {time.monotonic()}").status == 200
        time.sleep(0.1)
    assert hasty.is_well()


def test_too_much_is_not_read(served: Served) -> None:
    for body in (b" " * 10_000_000, b"%20" * 3_500_000):
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        told = served.raw(head.encode(), body)
        assert b"413 Content Too Large" in told
        assert b"1,048,576 bytes" in told
    chunks = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b"413" in served.raw(chunks, *[b"10000\r\n" + b" " * 0x10000 + b"\r\n"] * 20)
    assert b"431" in served.raw(b"GET /sparql?query=" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"431" in served.raw(b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 60_000 + b"\r\n")
    assert served.is_well()


@pytest.mark.parametrize("path", [
    "/../../etc/passwd", "/id/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/id/..%2f..%2fetc%2fpasswd",
    "/editor/..%5c..%5cconf", "//etc/passwd", "/id/%00", "/reports/../manifest.json", "/editor/%2e%2e/engine.py",
])  # fmt: skip
def test_no_path_leads_to_a_file(served: Served, path: str) -> None:
    told = served.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert told.startswith(b"HTTP/1.1 40")
    assert b"root:" not in told


@pytest.mark.parametrize("bytes_", [
    b"GET /sparql?query=ASK{}%0d%0aX: y HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n X: folded\r\n\r\n",
    b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nAccept: a/b\rX: y\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0" * 1000, b"GET\r\n\r\n",
])  # fmt: skip
def test_no_header_is_smuggled(served: Served, bytes_: bytes) -> None:
    told = served.raw(bytes_)
    heads = [part.partition(b"\r\n\r\n")[0].lower() for part in told.split(b"HTTP/1.1 ")[1:]]
    assert len(heads) <= 1
    assert not any(b"\nx:" in head for head in heads)
    assert not any(head.startswith(b"200") for head in heads)
    assert served.is_well()


def test_graph_names_cannot_reach_the_engine_as_headers(served: Served) -> None:
    assert served.get(f"/sparql?query={quote(KNOWN)}&default-graph-uri=http://a%0d%0aX:%20y").status in (200, 400)
    assert served.is_well()


def test_a_name_that_leads_here_is_refused(served: Served) -> None:
    """A page elsewhere whose name was made to lead to this machine."""
    assert b"421" in served.raw(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    assert b"421" in served.raw(b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n")


def test_a_token_is_needed_where_one_is_set(small: Path, tmp_path: Path) -> None:
    words = ("--public", "--host", "127.0.0.1", "--allow-origin", "https://yasgui.example")
    with serving(small, tmp_path / "log", *words, DIRSKG_TOKEN=TOKEN) as server:
        basic = "Basic dXNlcjowMTIzNDU2Nzg5YWJjZGVmLXRva2Vu"
        assert server.ask("ASK {}", authorization=f"Bearer {TOKEN}").status == 200
        assert server.ask("ASK {}", authorization=basic).status == 200
        for wrong in ("", "Bearer", "Bearer x", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Basic ====", "Basic dTp4",
                      f"Bearer {TOKEN.upper()}", TOKEN):  # fmt: skip
            told = server.ask("ASK {}", authorization=wrong)
            assert told.status == 401
            assert "WWW-Authenticate".lower() in told.headers
            assert TOKEN not in told.text
        # A page elsewhere, as of Yasgui: its browser first asks, without the token, whether it may.
        preflight = server.raw(b"OPTIONS /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").decode()
        assert "Access-Control-Allow-Headers: authorization, content-type" in preflight
        assert "Access-Control-Allow-Origin: https://yasgui.example" in preflight
        assert "Access-Control-Allow-Origin: *" not in preflight
        assert server.get("/metrics").status == 401
        assert server.get("/health").status == 200
        assert TOKEN not in server.log.read_text()


def test_slow_clients_keep_nobody_waiting(served: Served) -> None:
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(200)]
    try:
        for number, one in enumerate(slow):
            one.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: loc"[: 1 + number % 40])
        assert served.is_well()
        large = b"GET /sparql?format=csv&query=" + quote("SELECT * {?s ?p ?o}").encode() + b" HTTP/1.1\r\n"
        for one in slow[:8]:  # these ask for much and take nothing of it
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with socket.create_connection(("127.0.0.1", served.port)) as one:
            one.sendall(large + b"Host: localhost\r\n\r\n")
            assert served.is_well()
    finally:
        for one in slow:
            one.close()


def test_the_engine_is_killed_and_comes_back(hasty: Served) -> None:
    """Even in the middle of a query: nobody sees it."""
    for _ in range(3):
        os.kill(_engine(hasty.process.pid), signal.SIGKILL)
        assert hasty.is_well()


def test_killed_with_its_engine_and_started_again(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log") as server:
        engine = _engine(server.process.pid)
        server.process.kill()
        server.process.wait()
        _gone(engine)
    with serving(small, tmp_path / "again") as server:
        assert server.is_well()
        engine = _engine(server.process.pid)
        server.process.terminate()
        assert server.process.wait(20) == 0
        _gone(engine)


def test_a_build_during_load_is_taken_up_and_refuses_nobody(small: Path, hasty: Served, tmp_path: Path) -> None:
    before = hasty.ask(KNOWN).headers["dirskg-build"]
    tables = small_tables(tmp_path / "tables", companies=COMPANIES[:-1])
    building = threading.Thread(target=run, args=("build", f"reference={tables}"), kwargs={"home": small})
    building.start()
    seen: set[str] = set()
    number, end = 0, time.monotonic() + 60
    while len(seen) < 2 and time.monotonic() < end:
        number += 1
        told = hasty.ask(f"{KNOWN} # {number}")
        assert told.status == 200
        seen.add(told.headers["dirskg-build"])
    building.join()
    assert before in seen
    assert len(seen) == 2


def test_damage_is_told_and_the_build_before_goes_on(small: Path, hasty: Served) -> None:
    current = (small / "current").read_text()
    (small / "current").write_text("0099-00000000\n")
    time.sleep(1.5)
    assert hasty.is_well()
    (small / "current").write_text(current)


def _engine(front: int) -> int:
    """The process of the engine, which the front starts through its keeper."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        keepers = _children(front)
        engines = [child for keeper in keepers for child in _children(keeper)]
        if engines:
            return engines[-1]
        time.sleep(0.05)
    raise AssertionError("there is no engine")


def _children(process: int) -> list[int]:
    """The processes that one has started; none of one that has ended meanwhile."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _gone(process: int) -> None:
    end = time.monotonic() + 10
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not Path(f"/proc/{process}").exists()
