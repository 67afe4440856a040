"""Files that an engine sees too: where it finds them, and which it may read."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from command_line import run

from dirskg.ingest.engine import Folder
from dirskg.ingest.engine.seen import checked

HEADER = '"a","b"'


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ('"1","2"', True), ("1,2", True), ('"1",', True), (",", True), ('"a, ""b""",2', True), ("é,'", True),
        ("1", False), ("1,2,3", False), ("", False), ('"1","2', False), ('"1"x,"2"', False), ('1,2"', False),
        ("1,2\0", False), ('"1","\ufffd"', False), ("1,2\r", False), ("1;2", False),
    ],
)  # fmt: skip
def test_only_lines_that_all_readers_read_alike_are_whole(line: str, whole: bool) -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE lines AS SELECT unnest(?::VARCHAR[]) AS value", [[HEADER, line]])
        assert con.execute(checked("lines", ",", 2)).fetchone() == (2, len((HEADER + line).encode()), 0 if whole else 1)
        con.execute("UPDATE lines SET value = replace(value, ',', '|')")
        assert (con.execute(checked("lines", "|", 2)).fetchall()[0][2] == 0) == whole


def test_a_file_has_the_address_that_its_folder_has_there(tmp_path: Path) -> None:
    (tmp_path / "kbo").mkdir()
    path = tmp_path / "kbo" / "enterprise.csv"
    assert Folder.of(str(tmp_path)).address(path) == str(path.resolve())
    assert Folder.of(f"{tmp_path}=s3a://bucket/in/").address(path) == "s3a://bucket/in/kbo/enterprise.csv"
    assert Folder.of(str(tmp_path / "kbo")).address(tmp_path / "other.csv") == ""
    with pytest.raises(ValueError, match="no such folder"):
        Folder.of(str(tmp_path / "none"))


def test_a_folder_without_an_engine_is_told(tmp_path: Path) -> None:
    ended = run("build", "--engine-sees", str(tmp_path), home=tmp_path)
    assert ended.returncode == 2
    assert "name it with --engine" in ended.stderr
