"""What a build found before it failed is kept, shown on demand, and forgotten when one succeeds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import assert_fails, document, result, run
from own_workbook import workbook
from small_tables import small_tables


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """Tables of which over a third is wrong."""
    tables = small_tables(tmp_path / "tables")
    rows = "".join(f"short{number},Short\n" for number in range(80))
    with (tables / "companies.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    return f"reference={tables}"


def listed(home: Path, *words: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = document(*words, "issues", "--failed", "--format", "json", home=home)
    return found


@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_the_issues_of_a_failed_build_are_kept_and_told(how: tuple[str, ...], bad: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    ended = run("build", *how, bad, home=home)
    assert_fails(ended, 3, "over a third", "issues until then are kept: `dirskg issues --failed` lists them.")
    refused = [one for one in listed(home) if one["action"] == "refused"]
    assert len(refused) == 80
    assert refused[0]["origin"].startswith("companies.csv:")
    # They are not those of the current build, which there is not.
    assert_fails(run("issues", home=home), 4, "No current build")
    result("build", f"reference={small_tables(tmp_path / 'good')}", home=home)
    assert_fails(run("issues", "--failed", home=home), 1, "No issues of a failed build")
    assert sorted(path.name for path in (home / "builds").iterdir()) == [
        path.name for path in (home / "builds").iterdir() if path.name.startswith("0001-")
    ]


def test_a_failed_build_leaves_the_current_one_and_its_issues(bad: str, small_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(small_home, tmp_path / "home"))
    before = document("issues", "--format", "json", home=home)
    run("build", bad, home=home)
    assert document("issues", "--format", "json", home=home) == before
    assert len(listed(home)) >= 80


def test_issues_of_internal_sources_show_only_when_asked_for(tmp_path: Path) -> None:
    home, tables = tmp_path / "home", small_tables(tmp_path / "tables")
    own = workbook(tmp_path / "own.xlsx", {"organisations": [["name", "leg"], ["Geheim", "secret leg"]]})
    ended = run("build", f"reference={tables}", f"own={own}", home=home)
    assert_fails(ended, 3, "1 of 1 row was refused", "`dirskg --include-internal issues --failed` lists")
    public = run("issues", "--failed", "--format", "csv", home=home)
    assert "secret leg" not in public.stdout
    assert "told with --include-internal" in public.stderr
    told = result("--include-internal", "issues", "--failed", "--format", "csv", home=home)
    assert "secret leg" in told
    assert "Not for publication" in told


def test_a_build_that_failed_without_an_issue_says_nothing_of_them(tmp_path: Path) -> None:
    ended = run("build", f"reference={tmp_path / 'nowhere'}", home=tmp_path / "home")
    assert_fails(ended, 3, "no such folder")
    assert "--failed" not in ended.stderr
    assert not (tmp_path / "home" / "builds" / ".failed").exists()
