"""Command lines by chance: whatever is typed, a command answers, or says what is wrong with the exit code for it.

`benchmarks/mutate_inputs.py words COUNT` tries thousands; here are few, from fixed seeds.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import keeps_contract, run
from random_words import random_words


def test_no_command_line_ends_in_an_error_of_the_program(
    three_builds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(shutil.copytree(three_builds, tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for seed in range(25):
        words = random_words(seed, tmp_path)
        ended = run(*words, home=home)
        assert keeps_contract(ended), (seed, words, ended.returncode, ended.stderr)
