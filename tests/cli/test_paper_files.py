"""`dirskg report`: its lists of words, and the notice on the files that it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import assert_fails, run

from dirskg.cli.papers import write_paper
from dirskg.cli.runtime import Runtime
from dirskg.exports.language import Words
from dirskg.exports.report.model import Paper


@pytest.mark.parametrize("option", ["--format", "--lang"])
@pytest.mark.parametrize("value", ["", ","])
def test_a_list_names_something(option: str, value: str, tmp_path: Path) -> None:
    ended = run("report", "-o", tmp_path / "report", option, value, home=tmp_path)
    assert_fails(ended, 2, "name at least one")


def test_the_notice_is_in_the_language_of_the_paper(tmp_path: Path) -> None:
    run_of_two = Runtime(tmp_path, quiet=True)
    run_of_two.holds(["own"])
    for lang in ("nl", "fr"):
        words = Words(lang, {"heading_contents": "", "heading_evidence": ""})
        write_paper(run_of_two, Paper(words, "T", "S", (), (), ()), "md", tmp_path / f"{lang}.md")
        told = (tmp_path / f"{lang}.md").read_text(encoding="utf-8")
        assert run_of_two.noticed(lang) in told
        assert run_of_two.notice not in told
