"""What a shell offers after TAB, as bash asks for it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest
from click.shell_completion import ShellComplete
from command_line import ENVIRONMENT, PROGRAM

from dirskg.cli.main import cli


def offered(home: Path, *words: str) -> list[str]:
    with patch.dict(os.environ, {"_DIRSKG_COMPLETE": "bash_complete"}):
        complete = ShellComplete(cli, {}, "dirskg", "_DIRSKG_COMPLETE")
        return [item.value for item in complete.get_completions(["--home", str(home), *words[:-1]], words[-1])]


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("gaps --domain V", ["V1", "V7"]),
        ("gaps --domain mari", ["V3"]),
        ("partners x --region Wal", ["BE3"]),
        ("partners x --region BE25", ["BE251"]),
        ("paths --from-region Flandre", ["BE2"]),
        ("paths --gap BE3/H", ["BE3/H1", "BE3/H8"]),
        ("show project-1011708", ["project-101170819"]),
        ("consortium call-EDF-2026", ["call-EDF-2026-DA-NAVAL-EMSAS"]),
        ("query --name smes-in", ["smes-in-edf"]),
        ("view --topic quan", ["quantum"]),
        ("use 0001", ["0001-"]),
        ("sh", ["show"]),
        ("gaps --dom", ["--domain"]),
    ],
)
def test_what_is_offered(reference_home: Path, words: str, among: list[str]) -> None:
    found = offered(reference_home, *words.split())
    assert [one for one in among if not any(told.startswith(one) for told in found)] == []


def test_codes_that_begin_so_go_before_names(reference_home: Path) -> None:
    """Of V1 to V7 and H6 (Voortstuwing) zsh made nothing at all: they begin with nothing in common."""
    assert {code[0] for code in offered(reference_home, "gaps", "--domain", "V")} == {"V"}


def test_an_organisation_is_found_by_a_word_of_its_name(reference_home: Path) -> None:
    for words in ("show dotoc", "paths dotoc", "whatif --without dotoc"):
        assert len(offered(reference_home, *words.split())) == 1
    assert len(offered(reference_home, "show", "")) == 200


def test_without_a_build_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert offered(tmp_path, "show", "x") == []
    asked = {"_DIRSKG_COMPLETE": "bash_complete", "COMP_WORDS": f"dirskg --home {tmp_path} show x", "COMP_CWORD": "4"}
    ended = subprocess.run([PROGRAM], env=ENVIRONMENT | asked, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, "", "")


def test_the_line_of_the_readme_gives_a_script() -> None:
    for shell in ("bash", "zsh", "fish"):
        environment = ENVIRONMENT | {"_DIRSKG_COMPLETE": f"{shell}_source"}
        ended = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=True)
        assert "_DIRSKG_COMPLETE" in ended.stdout
