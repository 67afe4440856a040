"""What differs between two builds is accounted for by class, and what no rule explains is told."""

from __future__ import annotations

from pathlib import Path

import account
import pytest

_ID = "https://w3id.org/dirskg/id/"
_W = "https://w3id.org/dirskg/ontology#"


def line(subject: str, predicate: str, text: str, dataset: str = "cordis") -> str:
    return f"<{_ID}{subject}> <{predicate}> {text} <https://w3id.org/dirskg/graph/{dataset}> .\n"


def test_an_account_of_two_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    same = line("project-1", _W + "year", '"2021"')
    before = [line("pic-1", _W + "country", '"SE"'), line("participation-1", _W + "of", f"<{_ID}pic-1>")]
    after = [
        line("ror-1", _W + "country", '"SE"'),
        line("participation-1", _W + "of", f"<{_ID}ror-1>"),
        line("ror-1", "http://www.w3.org/2002/07/owl#sameAs", f"<{_ID}pic-1>"),
        line("ror-1", _W + "mergedBy", '"ror/1 = cordis/1 (name: lunds universitet)"'),
        line("account-1", _W + "about", f"<{_ID}ror-1>"),
    ]
    for folder, lines in ((old, before), (new, after)):
        folder.mkdir()
        (folder / "quads.nq").write_text("".join([same, *lines]))
    assert account.main(str(old), str(new)) == 0
    told = capsys.readouterr().out
    assert "| the same under the id that its organisation has now | 2 | 0 |" in told
    assert "| organisations joined with a row of a register | 0 | 2 |" in told
    assert "| values with the page, day and confidence that tell them | 0 | 1 |" in told
    with (new / "quads.nq").open("a") as file:
        file.write(line("project-1", _W + "weather", '"wet"'))
    assert account.main(str(old), str(new)) == 1
    assert f'+ {_ID}project-1 {_W}weather "wet" cordis' in capsys.readouterr().out
