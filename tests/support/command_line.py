"""The real `dirskg`, run in an environment that says nothing of other builds."""

from __future__ import annotations

import gc
import json
import os
import re
import select
import shutil
import subprocess
import sys
from contextlib import ExitStack, chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

# The program of the environment that runs the tests, whatever the search path says.
PROGRAM = shutil.which("dirskg", path=str(Path(sys.executable).parent)) or "dirskg"
_OWN = ("DIRSKG_HOME", "COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "PYTHONPATH")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _OWN} | {"PYTHONIOENCODING": "utf-8"}

# As `--lang` has it.
_TOLD = re.compile("[Ee]rror|Fout|Erreur|Fehler")
_CRASHED = re.compile("Unexpected error|Traceback|Onverwachte fout|Erreur inattendue|Unerwarteter Fehler")

Ended = subprocess.CompletedProcess[str]


def command(*arguments: str | Path, home: Path | None = None) -> list[str]:
    """The words of a call of the program."""
    return [PROGRAM, *(["--home", str(home)] if home else []), *map(str, arguments)]


def run(*arguments: str | Path, home: Path | None = None, cwd: Path | None = None, stdin: str = "") -> Ended:
    """Run the program to its end, within this process: its start would take longer than most of what is tested."""
    from dirskg.cli.main import main

    words, code = command(*arguments, home=home), 0
    read, out = (TextIOWrapper(BytesIO(text.encode()), encoding="utf-8") for text in (stdin, ""))
    errors = TextIOWrapper(BytesIO(), encoding="utf-8", errors="backslashreplace")
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, ENVIRONMENT, clear=True))
        stack.enter_context(patch.multiple(sys, argv=words, stdin=read, stdout=out, stderr=errors))
        stack.enter_context(chdir(cwd or "."))
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            gc.enable()
            out.flush()
            errors.flush()
    return Ended(words, code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, errors)))


def run_apart(*arguments: str | Path, home: Path | None = None, stdin: str = "") -> Ended:
    """Run the program as a process of its own, as users do."""
    return subprocess.run(
        command(*arguments, home=home),
        input=stdin, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip


def keeps_contract(ended: Ended) -> bool:
    """Whether a run ended as documented: a known exit code, a message where it failed, no error of the program."""
    told = ended.returncode == 0 or _TOLD.search(ended.stderr) or ended.stdout
    return ended.returncode in range(5) and bool(told) and not _CRASHED.search(ended.stderr)


def on_terminal(words: list[str], code: int = 0) -> str:
    """What a program writes to a terminal that must end with this exit code."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        words, env=ENVIRONMENT | {"TERM": "xterm"}, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == code
    return shown.decode("utf-8", "replace")


def result(*arguments: str | Path, home: Path | None = None, cwd: Path | None = None, stdin: str = "") -> str:
    """Standard output of a run that must succeed."""
    ended = run(*arguments, home=home, cwd=cwd, stdin=stdin)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def document(*arguments: str | Path, home: Path) -> Any:
    """Standard output of a run that must succeed, read as JSON."""
    return json.loads(result(*arguments, home=home))


def assert_fails(ended: Ended, code: int, *told: str) -> None:
    """The run ended with this exit code, printed no result and no traceback, and said all of this."""
    assert ended.returncode == code, ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert "Unexpected error" not in ended.stderr
    assert [text for text in told if text not in ended.stderr] == [], ended.stderr
