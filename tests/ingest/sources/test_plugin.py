"""A source of somebody else: a package with a few lines is installed, and its facts are built like all others."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from command_line import ENVIRONMENT, PROGRAM
from folders import ROOT
from small_tables import small_tables

from dirskg.graph.errors import DirskgError
from dirskg.ingest.intake import take_in
from dirskg.ingest.source import known_sources
from dirskg.ingest.taxonomy import read_taxonomy

TUTORIAL = (ROOT / "docs/tutorials/data-steward.md").read_text(encoding="utf-8")
PACKAGE = dict(re.findall(r"^\$ cat > harbour/(\S+) <<'END'\n(.*?)^END$", TUTORIAL, re.MULTILINE | re.DOTALL))


def test_the_package_of_the_tutorial_adds_a_source(tmp_path: Path) -> None:
    for name, text in PACKAGE.items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--target", str(site), str(tmp_path / "package")]
    subprocess.run(pip, check=True, timeout=300)
    members = tmp_path / "members"
    members.mkdir()
    rows = (
        "name,town,domain\nQuay Robotics,Gent,V3\nDock Nothing,Gent,Z9\nPier Sonar,Oostende,H3\nCrane Works,Gent,V3\n"
    )
    (members / "members.csv").write_text(rows, encoding="utf-8")
    environment = {**ENVIRONMENT, "PYTHONPATH": str(site)}

    def dirskg(*words: str) -> str:
        line = [PROGRAM, "--home", str(tmp_path / "home"), *words]
        ended = subprocess.run(line, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout + ended.stderr

    assert "harbour: Companies of the harbour" in dirskg("sources")
    tables = small_tables(tmp_path / "tables")
    told = dirskg("build", f"reference={tables}", f"harbour={members}")
    assert "harbour: 4 rows in, 3 used, 1 aside" in told
    assert "Quay Robotics" in dirskg("query", "--name", "actors-in-domain", "-p", "domain=V3", "-p", "region=BE2")
    assert "members.csv:3" in dirskg("issues", "harbour")
    assert "https://harbour.example/members" in dirskg("find", "pier sonar") + dirskg(
        "show", _id(dirskg("find", "pier sonar"))
    )


def _id(found: str) -> str:
    return next(word for word in found.split() if word.startswith("org-"))


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ("title = 'Quays'", "does not tell publisher, licence, address, retrieved, how"),
        ("title =", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_source_that_declares_too_little_is_told_by_name(
    declared: str | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "quays"
    package.mkdir()
    (package / "__init__.py").touch()
    if declared is not None:
        (package / "source.toml").write_text(declared, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("dirskg.ingest.source.entry_points", lambda group: [EntryPoint("quays", package.name, group)])
    with pytest.raises(DirskgError, match=f"Source quays: .*{told}"):
        known_sources()


STAGE = 'def stage(intake):\n    for row in intake.rows("members.csv"):\n        row.take("name")\n'
FAULTY = {
    "no function": ("", "", "the package quays has no function `stage\\(intake\\)`. Tell its author"),
    "an undeclared column": (
        STAGE.replace('"name"', '"town"'), "", "members.csv:2: 'town' is no column that source.toml declares",
    ),
    "an unknown table": (
        STAGE + '    intake.stage.add("organisaton", row.origin)\n', "", "there is no table 'organisaton'; there are",
    ),
    "an unknown column": (
        STAGE + '    intake.stage.add("organisation", row.origin, nom="x")\n', "", "organisation has no column nom",
    ),
    "an undeclared file": ('def stage(intake):\n    list(intake.rows("no.csv"))\n', "", "no.csv"),
    "a mistake": ("def stage(intake):\n    1 / 0\n", "", "its program failed with ZeroDivisionError: division by zero"),
    "a wrong import": ("import nowhere\n", "", "program failed with ModuleNotFoundError: No module named 'nowhere'"),
    "a count of nothing": (STAGE, '"nam / organisation" = 1', "has 'nam / organisation' = 1. Write"),
    "a count of one": (STAGE, '"name" = 1', "has 'name' = 1. Write"),
    "a count that is text": (STAGE, '"name / project" = "1"', "has 'name / project' = '1'. Write"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTY)
def test_a_source_with_a_mistake_is_told_by_name(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, counts, told = FAULTY[kind]
    package, members = tmp_path / "site" / "quays", tmp_path / "members"
    package.mkdir(parents=True)
    members.mkdir()
    (members / "members.csv").write_text("name\nQuay\n", encoding="utf-8")
    (package / "__init__.py").write_text(code, encoding="utf-8")
    declared = PACKAGE["harbour_list/source.toml"].partition("[files]")[0]
    files = f'[files]\n"members.csv" = ["name"]\n[counts]\n{counts}\n'
    (package / "source.toml").write_text(declared + files, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "quays", raising=False)
    monkeypatch.setattr("dirskg.ingest.source.entry_points", lambda group: [EntryPoint("quays", "quays", group)])
    with pytest.raises(DirskgError, match=f"Source quays: .*{told}"):
        take_in(known_sources()["quays"], members, read_taxonomy(), strict=False)


def test_a_declaration_of_the_wrong_shape_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "quays"
    package.mkdir()
    (package / "__init__.py").touch()
    declared = PACKAGE["harbour_list/source.toml"].partition("[files]")[0]
    (package / "source.toml").write_text(f'files = ["members.csv"]\n{declared}', encoding="utf-8")
    monkeypatch.delitem(sys.modules, "quays", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("dirskg.ingest.source.entry_points", lambda group: [EntryPoint("quays", "quays", group)])
    with pytest.raises(DirskgError, match=r"Source quays: .*\[files\], \[accepts\], \[counts\] and \[ignore\] must be"):
        known_sources()
