"""Files of registers that are not quite right: rows to set aside, odd line ends, endings in capitals."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from small_golden_copy import ALFA as LEI
from small_golden_copy import entity, keys, taken, written
from small_register import ALFA, BETA, COLUMNS, TABLES, activity, full, table
from staged import intake_of

from dirskg.graph.errors import Refused
from dirskg.ingest.intake import Intake


def register(path: Path, *, set_aside: bool = False) -> Intake:
    return intake_of("kbo", path, ids=[("kbo", ALFA), ("kbo", BETA)], set_aside=set_aside)


def test_bad_rows_of_the_register_can_be_set_aside_also_in_the_table_that_is_not_copied(tmp_path: Path) -> None:
    rows = [activity(BETA, "26510") for _ in range(9)]
    text = table(COLUMNS["activity"].split(), rows) + '"one";"two"\n"a"b"\n'
    other = table(COLUMNS["address"].split(), TABLES["address"]) + "x\n"
    left_open = '"' + "".join(map(str, range(250_000)))
    name = table(COLUMNS["denomination"].split(), TABLES["denomination"]) + left_open
    archive = full(tmp_path / "Full.zip", TABLES, {"activity": text, "address": other, "denomination": name})
    with pytest.raises(Refused, match="--set-aside-bad-rows"):
        register(archive)
    found = register(archive, set_aside=True)
    assert {str(row["key"]) for row in found.stage.rows["organisation"]} >= {"kbo/0400000086", "kbo/0400000185"}
    told = sorted(one.origin for one in found.audit.issues if one.kind == "malformed row")
    assert told == [
        "activity.csv:11",
        "activity.csv:12",
        "address.csv:6",
        f"denomination.csv:{len(TABLES['denomination']) + 2}",
    ]
    assert (found.audit.files["activity.csv"].rows, found.audit.files["activity.csv"].aside) == (11, 2)


def test_an_extract_with_names_in_capitals_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    usual = full(tmp_path / "Full.zip", TABLES)
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(folder / "FULL.ZIP", "w") as new:
        for member in old.namelist():
            new.writestr(f"kbo/{member.upper()}", old.read(member))
    found, same = register(folder), register(usual)
    for name, rows in same.stage.rows.items():
        without = [[{**row, "origin": ""} for row in one] for one in (rows, found.stage.rows[name])]
        assert without[0] == without[1], name


@pytest.mark.parametrize("lines", [1, -1])
def test_a_carriage_return_alone_ends_a_line_of_the_golden_copy(lines: int, tmp_path: Path) -> None:
    folder = written(tmp_path / "gleif", [entity(LEI, "Alfa NV")])
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r", lines))
    found = taken(folder, ids=(("lei", LEI),))
    assert keys(found) == {f"gleif/{LEI}"}
    assert {issue.kind for issue in found.audit.issues} == {"line ends"}
