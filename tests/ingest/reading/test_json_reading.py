"""JSON as publishers ship it, and as a broken download leaves it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.errors import Refused
from dirskg.ingest.reading import json_reading
from dirskg.ingest.reading.json_reading import read_lines, read_values

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(), JSON, max_size=4), min_size=1, max_size=5)


def written(folder: Path, data: bytes | str, name: str = "x.json") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def values(path: Path) -> list[Any]:
    return [value for value, _ in read_values(path)]


@given(OBJECTS, st.sampled_from(["", "\n", "\r\n", " ,\n"]))
def test_any_objects_one_after_another_come_back(
    tmp_path_factory: pytest.TempPathFactory, objects: list[Any], between: str
) -> None:
    path = written(tmp_path_factory.mktemp("json"), between.join(map(json.dumps, objects)))
    assert values(path) == objects


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_the_pieces_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(json_reading, "_CHUNK", chunk)
    told = [{"naam": "Liège €"}, {"n": 12}, {"l": [1, [2]]}, "é", 34]
    path = written(tmp_path, "\ufeff" + "\n".join(json.dumps(value, ensure_ascii=False) for value in told))
    assert values(path) == told


@given(OBJECTS)
def test_the_elements_of_a_list_are_read_as_if_they_stood_alone(
    tmp_path_factory: pytest.TempPathFactory, objects: list[Any]
) -> None:
    assert values(written(tmp_path_factory.mktemp("json"), json.dumps(objects, indent=1))) == objects


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_are_those_that_the_mark_tells(tmp_path: Path, letters: str) -> None:
    path = tmp_path / "shown.json"
    path.write_text('{"a": "é😀"}', encoding=letters)
    assert list(read_values(path)) == [({"a": "é😀"}, 1)]


def test_packed_files_are_known_by_their_content(tmp_path: Path) -> None:
    assert values(written(tmp_path, gzip.compress(b'{"a": 1}{"a": 2}'))) == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b'{"a": 1}{"b": ', "value 2: the file ends in the middle"),
        (b'[{"a": 1}, ', "value 2: the file ends in the middle of a list"),
        (b'{"a": "caf', "value 1: the file ends in the middle"),
        (b'{"a": 1} <html>', "value 2: no JSON"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (gzip.compress(b'{"a": 1}' * 1000, mtime=0)[:-9], "cut off or damaged"),
        (b"\x1f\x8bnonsense", "cut off or damaged"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        values(written(tmp_path, data))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        values(tmp_path / "none.json")


def test_one_endless_value_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reading, "_MOST", 1 << 20)
    # Packed, a text of 64 MB is a small file.
    path = written(tmp_path, gzip.compress(b'{"a": "' + b"x" * (64 << 20)))
    with pytest.raises(Refused, match="value 1: longer than 1 MB"):
        values(path)


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a": ' + "9" * 5_000 + "}", '{"a": ' * 100_000])
def test_what_no_reader_could_hold_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused, match="x.json"):
        values(written(tmp_path, text))


@pytest.mark.parametrize("read", [read_values, lambda path: read_lines(path, lambda number: None)])
def test_half_a_character_is_left_out_and_a_whole_one_stays(tmp_path: Path, read: Any) -> None:
    path = written(tmp_path, '{"a": "cut \\ud83d", "\\udcff": "\\ud83d\\ude00 and \\\\ud83d"}\n{"b": 1}')
    assert [value for value, _ in read(path)] == [{"a": "cut ", "": "\U0001f600 and \\ud83d"}, {"b": 1}]
