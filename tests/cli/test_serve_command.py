"""`dirskg serve` says no before it listens where it would be open to others by mistake."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from command_line import ENVIRONMENT, assert_fails, run


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("serve --public", 2, "--public needs a token"),
        ("serve --host 0.0.0.0", 2, "0.0.0.0 is reached by others"),
        ("serve --host example.org", 2, "is reached by others"),
        ("serve --host :: ", 2, "is reached by others"),
        ("serve --allow-origin *", 2, "one site"),
        ("serve --allow-origin https://a.org/x", 2, "one site"),
        ("--include-internal serve", 2, "Internal sources are not served"),
        ("serve --public --token-file nothing", 1, "cannot be read as a token"),
        ("serve --public --token-file short", 1, "at least 16 plain letters"),
        ("serve --public --token-file odd", 1, "at least 16 plain letters"),
        ("serve --timeout 0", 2, "--timeout"),
        ("serve --port 7000", 4, "No current build"),
    ],
)
def test_what_is_refused(words: str, code: int, told: str, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("abc\n")
    (tmp_path / "odd").write_text("0123456789abcdef\nsecond line")
    assert_fails(run(*words.split(), home=tmp_path / "home", cwd=tmp_path), code, told)


def test_a_port_that_is_taken_is_told(three_builds: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken, patch.dict(ENVIRONMENT, {"DIRSKG_TOKEN": ""}):
        port = str(taken.getsockname()[1])
        told = f"127.0.0.1:{port} cannot be listened at: Address already in use. Choose"
        assert_fails(run("serve", "--port", port, home=three_builds), 1, told)
