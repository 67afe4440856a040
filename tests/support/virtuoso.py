"""Virtuoso open source for tests: a server with a database of its own, on loopback alone."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from free_ports import free_ports

LOGIN = "dba:dba"
_SECONDS = 60
# What Debian's virtuoso.ini says, but for the places, what docs/publish.md tells to change, and one thread a query.
_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 300
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address at which it is asked; its user is LOGIN. Skips the test where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed: apt-get install virtuoso-opensource")
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(sql=sql, http=http))
    server = subprocess.Popen([program, "+foreground", "+configfile", "virtuoso.ini"], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        _wait(f"http://127.0.0.1:{http}/sparql", server)
        yield f"http://127.0.0.1:{http}/sparql"
    finally:
        server.kill()
        server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_SECONDS * 10):
        assert server.poll() is None, "Virtuoso ended at its start"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"Virtuoso does not listen within {_SECONDS} s")
