"""A Spark Connect server for tests: Sail, as a local cluster of three workers on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from free_ports import free_ports

_SECONDS = 60


@contextmanager
def sail(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a server that keeps its tables in `folder`, and its process. Skips where Sail is not installed."""
    if find_spec("pysail") is None:
        pytest.skip("pysail is not installed: pip install '.[cluster-test]'")
    (port,) = free_ports(1)
    workers = {"SAIL_MODE": "local-cluster", "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "3"}
    words = [str(Path(sys.executable).parent / "sail"), "spark", "server", "--port", str(port)]
    with (folder / "sail.log").open("wb") as log:
        server = subprocess.Popen(words, cwd=folder, env={**os.environ, **workers}, stdout=log, stderr=log)
    try:
        _wait(port, server)
        yield f"sc://127.0.0.1:{port}", server
    finally:
        server.kill()
        server.wait()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_SECONDS * 10):
        assert server.poll() is None, "Sail ended at its start"
        with socket.socket() as one:
            if not one.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise TimeoutError(f"Sail does not listen within {_SECONDS} s")
