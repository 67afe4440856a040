"""Damage to any file of a build is found and told, at the latest where all is read; the way back is told with it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from command_line import assert_fails, document, result, run

from dirskg.graph.builds.home import build_path, named_build, read_manifest
from dirskg.graph.builds.integrity import damage, first_look, seal
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import KnowledgeGraph

FLIPPED, CUT, ZEROED = "flipped", "cut", "zeroed"


@pytest.fixture
def home(three_builds: Path, tmp_path: Path) -> Path:
    """A copy of a home folder with three builds."""
    return Path(shutil.copytree(three_builds, tmp_path / "home"))


def harm(path: Path, how: str, seed: int = 0) -> None:
    """Change a file that holds something: one bit, its end, or a piece of it."""
    dice, data = random.Random(f"{seed}{path.name}"), bytearray(path.read_bytes())
    place = dice.randrange(len(data))
    if how == FLIPPED:
        data[place] ^= 1 << dice.randrange(8)
    elif how == CUT:
        del data[place:]
    else:
        piece = data[place : place + 64]
        data[place : place + 64] = bytes(byte ^ 0xFF if not any(piece) else 0 for byte in piece)
    path.write_bytes(data)


def files(build: Path) -> list[Path]:
    return sorted(path for path in build.rglob("*") if path.is_file() and path.stat().st_size)


@pytest.mark.parametrize("how", [FLIPPED, CUT, ZEROED])
def test_damage_to_any_file_is_found(how: str, home: Path) -> None:
    build = named_build(home, "3")
    assert damage(build) == []
    for path in files(build):
        kept = path.read_bytes()
        harm(path, how)
        found = damage(build)
        assert len(found) == 1, path
        assert found[0].startswith(("manifest.json", str(path.relative_to(build)))), found
        path.write_bytes(kept)
    assert damage(build) == []


@pytest.mark.parametrize("line", [["status", "--verify"], ["validate"], ["use", "3"]])
def test_commands_that_read_all_tell_of_it(line: list[str], home: Path) -> None:
    harm(named_build(home, "3") / "quads.nq", FLIPPED)
    assert_fails(run(*line, home=home), 1, "quads.nq holds other bytes", "`dirskg use BUILD`", "Build again")
    assert result("use", "2", home=home) == ""
    assert "as they were written" in run("status", "--verify", home=home).stderr


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("quads.nq", ["export", "ttl", "-o", "x.ttl"]),
        ("frames/claims.parquet", ["gaps"]),
        ("issues.csv", ["issues"]),
        ("store/IDENTITY", ["find", "noord"]),
    ],
)
def test_what_is_read_whole_is_held_against_its_hash(
    file: str, line: list[str], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    harm(named_build(home, "3") / file, FLIPPED)
    assert_fails(run(*line, home=home), 1, f"{file} holds other bytes than were written")


def test_the_newest_whole_build_stands_in_and_says_so(home: Path) -> None:
    (named_build(home, "3") / "frames" / "ties.parquet").write_bytes(b"")
    harm(named_build(home, "2") / "manifest.json", FLIPPED)
    ended = run("--quiet", "status", "--json", home=home)
    assert ended.returncode == 0
    assert '"build": "0001-' in ended.stdout
    assert "is damaged: frames/ties.parquet holds 0 bytes" in ended.stderr
    assert "the newest whole one, stands in for it. `dirskg use 0001-" in ended.stderr
    # Where all is to be checked, another build is no answer.
    for line in (["status", "--verify"], ["validate"]):
        assert_fails(run(*line, home=home), 1, "frames/ties.parquet holds 0 bytes")
    assert_fails(run("diff", "1", "2", home=home), 1, "manifest.json")
    with pytest.warns(UserWarning, match="stands in"), KnowledgeGraph.open(home=home) as graph:
        assert graph.build == named_build(home, "1")
    assert run("use", "1", home=home).returncode == 0
    assert run("status", home=home).stderr == ""


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe\x00", b"0007-12345678\n", b"../builds\n", b"\0" * 14, None])
def test_a_pointer_that_tells_nothing_is_no_end(pointer: bytes | None, home: Path) -> None:
    if pointer is None:
        (home / "current").unlink()
    else:
        (home / "current").write_bytes(pointer)
    ended = run("status", "--json", home=home)
    assert '"build": "0003-' in ended.stdout
    assert "The current build is not known" in ended.stderr
    assert run("use", "2", home=home).returncode == 0
    assert document("status", "--json", home=home)["build"].startswith("0002-")


@pytest.mark.parametrize("text", [b"\xff\xfe", b"[]", b"null", b'"x"', b"{}", b"{", b"[" * 100_000, b"", b"9" * 5_000])
def test_a_manifest_that_is_none_is_told(text: bytes, home: Path) -> None:
    shutil.rmtree(named_build(home, "1"))
    shutil.rmtree(named_build(home, "2"))
    build = named_build(home, "3")
    (build / "manifest.json").write_bytes(text)
    for line in ("status", "gaps", "sources", "issues"):
        assert_fails(run(line, home=home), 1, "is damaged: manifest.json cannot be read", "Build again")
    (build / "manifest.sha256").unlink()
    told = run("status", home=home)
    assert_fails(told, 1, "is damaged: manifest.json cannot be read", "Build again")
    assert "Error:" not in told.stderr.removeprefix("Error:")  # no name of a Python error


def test_a_build_from_before_hashes_opens_but_cannot_be_checked(home: Path) -> None:
    import json

    build = named_build(home, "3")
    manifest = read_manifest(build)
    del manifest["files"]
    (build / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert first_look(build) != ""  # its own hash tells that something is missing
    (build / "manifest.sha256").unlink()
    assert build_path(home) == build
    assert_fails(run("status", "--verify", home=home), 1, "made before hashes were kept")


def test_a_build_of_an_earlier_form_is_not_asked(home: Path) -> None:
    build = named_build(home, "3")
    manifest = read_manifest(build)
    del manifest["default_graph"], manifest["files"]
    for file in ("manifest.json", "manifest.sha256"):
        (build / file).unlink()
    seal(build, manifest)
    assert_fails(run("show", "ref-ardenne", home=home), 1, "earlier dirskg", "Build again")


def test_files_that_somebody_puts_beside_them_do_no_harm(home: Path) -> None:
    (home / "builds" / "notes").mkdir()
    (home / "builds" / "0009-notahash").mkdir()
    (home / "builds" / ".DS_Store").write_text("", encoding="utf-8")
    assert build_path(home) == named_build(home, "3")
    with pytest.raises(DirskgError, match="No build is called"):
        named_build(home, "9")
