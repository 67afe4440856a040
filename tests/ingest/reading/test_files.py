"""Files of a source in folders and archives: what fits is found wherever it lies, and what is left out is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dirskg.graph.errors import Refused
from dirskg.ingest.reading.files import Found, find_files

WANTED, UNWANTED = ("project.csv", "*org*.csv"), ("*web*.csv",)


def archive(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def found(place: Path, files: dict[str, str | bytes]) -> Found:
    """What is found of these files, by name and text."""
    for name, data in files.items():
        path = place / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    scratch = place / "scratch"
    scratch.mkdir()
    return find_files(place / "in", WANTED, UNWANTED, scratch)


def texts(told: Found) -> dict[str, str]:
    return {name: path.read_text("utf-8") for name, path in told.paths.items()}


def test_folders_within_folders_and_archives_are_read_whatever_the_case(tmp_path: Path) -> None:
    packed = archive(PROJECT_dot_CSV="3", web_dot_csv="no", notes_dot_xml="no")
    told = found(
        tmp_path,
        {"PROJECT.csv": "1", "old/2023/Orgs 10:30.CSV": "2", "old/h2020.ZIP": packed, "webs.csv": "no", "a.doc": ""},
    )
    assert texts(told) == {"project.csv": "1", "old/2023/Orgs 10_30.CSV": "2", "old/h2020/project.csv": "3"}
    assert told.unread == {"old/h2020/notes.xml": ""}


def test_linked_folders_are_read_once_even_in_circles(tmp_path: Path) -> None:
    inside = tmp_path / "in" / "links"
    inside.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "project.csv").write_text("1")
    for name, target in {"a": tmp_path / "elsewhere", "b": tmp_path / "elsewhere", "circle": tmp_path / "in"}.items():
        (inside / name).symlink_to(target, target_is_directory=True)
    assert texts(found(tmp_path, {"project.csv": "2"})) == {"links/a/project.csv": "1", "project.csv": "2"}


@pytest.mark.parametrize("name", ["orgs.csv", "all.zip"])
def test_a_link_that_leads_nowhere_is_refused_where_its_file_would_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").symlink_to(tmp_path / "gone")
    assert find_files(tmp_path / "in", WANTED, UNWANTED, tmp_path) == Found()
    (tmp_path / "in" / name).symlink_to(tmp_path / "gone")
    with pytest.raises(Refused, match=rf"in/{name}: a link that leads nowhere"):
        find_files(tmp_path / "in", WANTED, UNWANTED, tmp_path)


def test_archives_of_one_name_and_folders_in_an_archive_stay_apart(tmp_path: Path) -> None:
    twice = archive(x__project_dot_csv="4", y__project_dot_csv="5")
    files: dict[str, str | bytes] = {"a/project.csv": "1", "a.zip": archive(project_dot_csv="2")}
    files |= {"a.ZIP": archive(project_dot_csv="3"), "b.zip": twice}
    assert sorted(texts(found(tmp_path, files)).values()) == ["1", "2", "3", "4", "5"]


def test_archives_within_archives_are_opened(tmp_path: Path) -> None:
    inner = archive(project_dot_csv="1", notes_dot_xml="no")
    told = found(tmp_path, {"all.zip": archive(x__h2020_dot_zip=inner, project_dot_csv="2", y_dot_zip=archive(z="no"))})
    assert texts(told) == {"all/h2020.zip.d/project.csv": "1", "all/project.csv": "2"}
    assert told.unread == {"all/h2020.zip.d/notes.xml": "", "all/y.zip.d": "Nothing in it fits."}


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("orgs.tsv", "a\tb", "tab-separated"), ("orgs.txt", "a\tb\n1\t2", "tab-separated"),
        ("notice.txt", "\ufeff<?xml version='1.0'?>", "ending .xml"), ("page.txt", '{"a": 1}', "ending .json"),
        ("orgs.ods", "", "as CSV UTF-8"), ("orgs.xlsx", "", "as CSV UTF-8"),
        ("orgs.txt", "id,name,town\n1,A,Gent\n", "ending .csv"), ("orgs.csv.gz", "", "Unpack it"),
        ("all.7z", "", "Unpack it"), ("notes.csv", "a;b", ""),
        ("photos.zip", archive(a_dot_jpg="x"), "Nothing in it fits"),
    ],
)  # fmt: skip
def test_what_looks_like_data_and_is_not_read_is_told(tmp_path: Path, name: str, text: str | bytes, hint: str) -> None:
    told = found(tmp_path, {name: text, "readme.txt": "no, table, this\nbut prose, in lines", "photo.jpg": ""})
    assert (list(told.unread), told.paths) == ([name.removesuffix(".zip")], {})
    assert hint in told.unread[name.removesuffix(".zip")]


def test_what_is_hidden_and_what_we_built_ourselves_is_passed_over(tmp_path: Path) -> None:
    built = {f"home/builds/0001-abcd/{name}": "x" for name in ("quads.nq", "orgs.csv")}
    told = found(tmp_path, {**built, ".git/orgs.csv": "", "~$orgs.csv": "", "__MACOSX/orgs.csv": "", "._orgs.csv": ""})
    assert told == Found()


def test_an_archive_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"a\.zip: no zip file, or one that was cut off"):
        found(tmp_path, {"a.zip": "PK", "project.csv": "1"})


CASES = st.lists(st.sampled_from(["project.csv", "PROJECT.CSV", "Project.Csv", "pRoJeCt.cSv"]), min_size=1, max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(names=CASES, deep=st.integers(0, 3), packed=st.booleans())
def test_neither_case_nor_depth_nor_packing_changes_what_is_read(
    names: list[str], deep: int, packed: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files: dict[str, str | bytes] = {}
    for number, name in enumerate(names):
        place = "/".join([str(number), *"abc"[:deep], name])
        if packed:
            place, data = f"{number}.Zip", archive(**{"__".join([*"abc"[:deep], name]): str(number)})
            files[place] = data
        else:
            files[place] = str(number)
    told = found(tmp_path_factory.mktemp("files"), files)
    assert sorted(texts(told).values()) == sorted(map(str, range(len(names))))
    assert {name.rpartition("/")[2] for name in told.paths} == {"project.csv"}
    assert told.unread == {}
