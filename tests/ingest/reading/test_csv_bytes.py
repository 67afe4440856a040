"""CSV files as bytes: header, separator and line ends, whatever stands at the edge of a block."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirskg.graph.errors import Refused
from dirskg.ingest.reading import csv_bytes
from dirskg.ingest.reading.csv_bytes import columns_of, habits, lines_with_nul, odd_bytes, separator, with_line_feeds


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_header_and_separator_whatever_the_line_end(tmp_path: Path, mark: str, end: str, sign: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((mark + end.join([f'id{sign}"a name"', f"1{sign}2"])).encode())
    assert (columns_of(path), separator(path)) == (["id", "a name"], sign)


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\r", b"x" * 200_000, b"\xe9;a\n"])
def test_without_a_header_a_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(Refused, match=r"a\.csv.*(no header|not UTF-8)"):
        columns_of(path)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("1,NULL\n2,NULL", (False, "NULL")), ("1,x\n2,NULL", (False, "")), (" 1,x", (True, "")),
        # Namibia, and nothing beside it; Namibia among other countries; and what R writes beside a country.
        ("1,NA,\n2,NA,", (False, "")), ("1,NA,x\n2,NA,y\n3,BE,z", (False, "")), ("1,BE,NA\n2,NA,NA", (False, "NA")),
    ],
)  # fmt: skip
def test_habits_of_the_program_that_wrote_a_table(tmp_path: Path, rows: str, found: tuple[bool, str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,{'country,town' if rows.count(',') > 2 else 'country'}\n{rows}\n", encoding="utf-8")
    assert habits(path) == found


@given(
    pieces=st.lists(st.sampled_from([b"a;b", b"\r\n", b"\r", b"\n", b"\0", b'"']), max_size=12), block=st.integers(1, 5)
)
def test_odd_bytes_are_seen_and_mended_at_any_edge(
    pieces: list[bytes], block: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, data = tmp_path_factory.mktemp("bytes") / "a.csv", b"".join(pieces)
    path.write_bytes(data)
    mended = data.replace(b"\r\n", b"\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csv_bytes, "_BLOCK", block)
        assert odd_bytes(path) == (b"\0" in data, b"\r" in mended)
        assert with_line_feeds(path, path.with_name("b.csv")).read_bytes() == mended.replace(b"\r", b"\n")
    assert lines_with_nul(path) == [n for n, line in enumerate(data.split(b"\n"), start=1) if b"\0" in line]
