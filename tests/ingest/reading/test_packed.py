"""Zip files: the publisher's are opened, hostile ones are refused and leave nothing outside the folder."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.packed import unpack


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_only_what_is_wanted_is_unpacked_whatever_folder_it_lies_in(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"csv/Project.csv": b"a;b\n", "readme.txt": b"x", "deep/er/topic.csv": b"t"})
    (tmp_path / "out").mkdir()
    found = unpack(archive, ["project*.csv", "topic.csv"], tmp_path / "out")
    assert {name: path.read_bytes() for name, path in found.items()} == {"Project.csv": b"a;b\n", "topic.csv": b"t"}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Project.csv", "topic.csv"]


@pytest.mark.parametrize("name", ["../evil.csv", "/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:/evil.csv"])
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match="leads outside"):
        unpack(packed(tmp_path / "a.zip", {name: b"x"}), ["*.csv"], tmp_path / "out")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "out"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a.csv": b"0" * (64 << 20)})
    with pytest.raises(Refused, match="beyond reason"):
        unpack(archive, ["*.csv"], tmp_path)
    assert not (tmp_path / "a.csv").exists()


def test_more_than_is_allowed_in_all_is_refused(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a.csv": bytes(range(256)) * 8, "b.csv": bytes(range(256)) * 8})
    with pytest.raises(Refused, match="4,096 bytes when unpacked, more than the 4,000"):
        unpack(archive, ["*.csv"], tmp_path, most_bytes=4000)


def test_one_name_in_two_folders_is_two_files(tmp_path: Path) -> None:
    found = unpack(packed(tmp_path / "a.zip", {"x/a.csv": b"1", "y/A.csv": b"2", "z/b.csv": b"3"}), ["*.csv"], tmp_path)
    assert {name: path.read_bytes() for name, path in found.items()} == {
        "x/a.csv": b"1",
        "y/A.csv": b"2",
        "b.csv": b"3",
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_path_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for text in "12":
            archive.writestr("x/a.csv", text)
    with pytest.raises(Refused, match=r"a\.csv stands there twice"):
        unpack(tmp_path / "a.zip", ["*.csv"], tmp_path)


@pytest.mark.parametrize("cut", [10, 100, 1000])
def test_what_is_cut_off_or_no_zip_at_all_is_refused(tmp_path: Path, cut: int) -> None:
    whole = packed(tmp_path / "a.zip", {"a.csv": b"some text, and more of it\n" * 2000}).read_bytes()
    spoilt = (whole[:-cut], b"PK nothing", whole[:40] + b"\0" * 40 + whole[80:], whole[cut:], whole[:20] + whole[30:])
    for number, data in enumerate(spoilt):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(data)
        with pytest.raises(Refused, match=r"damaged|password|not supported|larger than"):
            unpack(path, ["*.csv"], tmp_path)


def test_what_is_unwanted_or_added_by_macos_is_left_alone(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"a.csv": b"1", "__MACOSX/._a.csv": b"2", "contact_a.csv": b"3"})
    assert set(unpack(path, ["*.csv"], tmp_path, unwanted=["contact_*.csv"])) == {"a.csv"}
