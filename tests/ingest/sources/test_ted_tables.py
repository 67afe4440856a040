"""The yearly tables of TED, and archives of tables and notices in any mix."""

from __future__ import annotations

import csv
import io
import re
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from small_ted import award, euro, legacy, table, winner
from staged import intake_of, issues, rows

from dirskg.graph.errors import Refused

CHEESE = {
    "ID_NOTICE_CAN": "2021000999", "TED_NOTICE_URL": "", "MAIN_ACTIVITY": "Health", "CPV": "15540000",
}  # fmt: skip
OTHER = {"ID_NOTICE_CAN": "2021000777", "TED_NOTICE_URL": ""}


def written(folder: Path, text: str, name: str = "export_CAN_2021.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_rows_are_awards_of_their_notice(tmp_path: Path) -> None:
    group = {
        "WIN_NAME": "Alfa NV---Bravo SA",
        "WIN_COUNTRY_CODE": "BE---FR",
        "WIN_TOWN": "Gent---Lyon",
        "ID_LOT_AWARDED": "2",
    }
    none = {"WIN_NAME": "", "AWARD_VALUE_EURO": "", "INFO_ON_NON_AWARD": "Unsuccessful", "ID_LOT_AWARDED": "3"}
    found = intake_of("ted", written(tmp_path / "in", table({}, group, none, OTHER, CHEESE)))
    assert [(row["number"], row["kind"], row["date"], row["form"]) for row in rows(found, "notice")] == [
        ("123-2021", "result", "2021-03-04", "F03"), ("777-2021", "result", "2021-03-04", "F03"),
    ]  # fmt: skip
    told = rows(found, "award")
    assert [(row["lot"], row["outcome"], row.get("awarded"), row["date"]) for row in told[:3]] == [
        ("1", "awarded", 300.0, "2021-02-28"), ("2", "awarded", 300.0, "2021-02-28"),
        ("3", "not-awarded", None, "2021-02-28"),
    ]  # fmt: skip
    winners = {(row["id"], row["key"]) for row in rows(found, "award_party") if row["role"] == "winner"}
    assert winners >= {("award-123-2021-2", "ted/BE/Alfa NV"), ("award-123-2021-2", "ted/FR/Bravo SA")}
    assert {row["code"] for row in rows(found, "award_code") if row["property"] == "place"} == {"BE100", "BE211"}
    assert issues(found) == Counter({("ignored", "out of scope"): 1})
    assert rows(found, "award")[0]["origin"] == "export_CAN_2021.csv:2, award 1"


@pytest.mark.parametrize("mark", ["Y", "1", "Yes", "TRUE"])
def test_marks_and_countries_are_read_as_programs_write_them(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "export_CAN_2021.csv"
    path.write_text(table({"B_CONTRACTOR_SME": mark, "WIN_COUNTRY_CODE": "Belgium"}), encoding="utf-8")
    winner = rows(intake_of("ted", path), "organisation")[-1]
    assert (winner["size"], winner["region"]) == ("SME", "BE2")


def test_a_row_with_shifted_columns_is_refused_with_file_and_row(tmp_path: Path) -> None:
    shifted = {"ISO_COUNTRY_CODE": "Evere", "CPV": "BE", "ID_NOTICE_CAN": "2021000555"}
    found = intake_of("ted", written(tmp_path / "in", table({}, OTHER, shifted, {**OTHER, "ID_LOT_AWARDED": "2"})))
    [told] = [issue for issue in found.audit.issues if issue.action == "refused"]
    assert (told.kind, told.origin) == ("shifted columns", "export_CAN_2021.csv:4")
    assert len(rows(found, "award")) == 3


def test_a_value_too_few_or_too_many_behind_the_code_shifts_a_row_too(tmp_path: Path) -> None:
    good = [{**OTHER, "ID_LOT_AWARDED": str(lot), "WIN_NAME": "Alfa\n Optics NV"} for lot in range(30)]
    head, *told = csv.reader(io.StringIO(table(*good)))
    moved = []
    for column in ("B_FRA_AGREEMENT", "VALUE_EURO", "WIN_NAME", "WIN_COUNTRY_CODE", "AWARD_VALUE_EURO"):
        row, at = told[0], head.index(column)
        moved += [[*row[:at], *row[at + 1 :], ""], [*row[:at], "x", *row[at:-1]]]
    out = io.StringIO()
    csv.writer(out).writerows([head, *told, *moved])
    found = intake_of("ted", written(tmp_path / "in", out.getvalue()))
    refused = [issue.kind for issue in found.audit.issues if issue.action == "refused"]
    assert refused == ["shifted columns"] * len(moved)
    assert {row["awarded"] for row in rows(found, "award")} == {300.0}
    assert {row["key"] for row in rows(found, "organisation")} == {"ted/BE/kbo-0308357555", "ted/BE/Alfa Optics NV"}


def test_columns_in_another_order_are_read_by_name_and_too_many_values_are_told(tmp_path: Path) -> None:
    lines = table({}, OTHER, {**OTHER, "ID_LOT_AWARDED": "2"}, {**OTHER, "ID_LOT_AWARDED": "3"}).splitlines()
    turned = [",".join(line.split(",")[::-1]) for line in lines]
    found = intake_of("ted", written(tmp_path / "turned", "\n".join(turned) + "\n"))
    assert [row["awarded"] for row in rows(found, "award")] == [300.0] * 4
    glued = written(tmp_path / "in", "\n".join([*lines[:3], lines[3] + ",one,more", *lines[4:]]) + "\n")
    with pytest.raises(Refused, match=r"export_CAN_2021.csv, (row|line) 4"):
        intake_of("ted", glued)
    found = intake_of("ted", glued, set_aside=True)
    assert issues(found)["refused", "malformed row"] == 1
    assert len(rows(found, "award")) == 3


def test_an_award_that_a_table_repeats_counts_once(tmp_path: Path) -> None:
    whole = table({"ID_AWARD": "7"}, {"ID_AWARD": "8", "ID_LOT_AWARDED": "2"})
    found = intake_of("ted", written(tmp_path / "in", whole + whole))  # as somebody puts files together
    assert [row["lot"] for row in rows(found, "award")] == ["1", "2"]
    assert [(one.origin, one.reason) for one in found.audit.issues if one.kind == "told twice"] == [
        ("export_CAN_2021.csv:5", "row 2 is the same award"), ("export_CAN_2021.csv:6", "row 3 is the same award"),
    ]  # fmt: skip
    # Two awards that are alike, and two whose number is not told.
    alike: list[dict[str, str]] = [{"ID_AWARD": "7"}, {"ID_AWARD": "8"}, {}, {}]
    assert len(rows(intake_of("ted", written(tmp_path / "alike", table(*alike))), "award")) == len(alike)


def test_a_table_of_headings_alone_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", table({}).partition("\n")[0] + "\n")
    with pytest.raises(Refused, match=r"no row in export_CAN_2021\.csv\. Take packages"):
        intake_of("ted", folder)


def test_a_table_in_which_a_program_wrote_a_word_for_each_blank_tells_the_same(tmp_path: Path) -> None:
    told = table({}, OTHER)
    path = written(tmp_path / "in", re.sub("(?<=[,\n])(?=[,\n])", "NA", told))
    found = intake_of("ted", path)
    assert [row["outcome"] for row in rows(found, "award")] == ["awarded"] * 2  # INFO_ON_NON_AWARD says NA
    assert [(one.action, one.value) for one in found.audit.issues] == [("repaired", "NA")]


def test_countries_that_fit_no_winners_are_told(tmp_path: Path) -> None:
    told = {"WIN_NAME": "Alfa NV---Bravo SA---Beta BV", "WIN_COUNTRY_CODE": "BE---FR", "WIN_TOWN": "Gent"}
    found = intake_of("ted", written(tmp_path / "in", table(told, {**told, "WIN_COUNTRY_CODE": ""})))
    [issue] = [one for one in found.audit.issues if one.kind == "country"]
    assert (issue.origin, issue.value) == ("export_CAN_2021.csv:2", "BE---FR")
    assert {row["country"] for row in rows(found, "organisation")} == {"BE", ""}


def test_weighty_columns_under_other_headings_are_told(tmp_path: Path) -> None:
    renamed = table({}).replace("WIN_NAME", "WINNER").replace("AWARD_VALUE_EURO", "AWARD_VALUE_EUR")
    found = intake_of("ted", written(tmp_path / "in", renamed))
    [told] = [issue for issue in found.audit.issues if issue.kind == "missing column"]
    assert (told.origin, told.value) == ("export_CAN_2021.csv:1", "WIN_NAME, AWARD_VALUE_EURO")


def test_a_table_of_something_else_and_a_cancelled_notice_are_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", table({}, {**OTHER, "CANCELLED": "1"}))
    written(folder, "a,b\n1,2\n", "other.csv")
    found = intake_of("ted", folder)
    assert len(rows(found, "notice")) == 1
    assert issues(found) == Counter({("ignored", "foreign file"): 1, ("ignored", "out of scope"): 1})


def test_a_table_of_calls_has_notices_and_no_awards(tmp_path: Path) -> None:
    found = intake_of(
        "ted", written(tmp_path / "in", table({"ID_TYPE": "2"}, key="ID_NOTICE_CN"), "export_CFC_2021.csv")
    )
    [told] = rows(found, "notice")
    assert (told["kind"], told["estimated"], told.get("awarded")) == ("competition", 300.0, None)
    assert rows(found, "award") == []


def _tar(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(data)
            archive.addfile(told, io.BytesIO(data))
    return out.getvalue()


def test_archives_of_any_mix_are_read_and_xml_counts_before_tables(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    notices = {f"0{number}/{number}_2021.xml": legacy(f"{number}-2021", award(winner("Alfa NV"))) for number in (5, 6)}
    (folder / "2021-03.tar.gz").write_bytes(_tar({**notices, "day.tar.gz": _tar({"7.xml": legacy("7-2021")})}))
    richer = legacy("123-2021", award(winner("Alfa Optics NV"), value=euro("999999")))
    with zipfile.ZipFile(folder / "year.zip", "w") as archive:
        archive.writestr("export_CAN_2021.csv", table({}, OTHER))
        archive.writestr("inner/123_2021.xml", richer)
        archive.writestr("readme.txt", "nothing")
    found = intake_of("ted", folder)
    assert {row["number"] for row in rows(found, "notice")} == {"5-2021", "6-2021", "7-2021", "123-2021", "777-2021"}
    assert [row["awarded"] for row in rows(found, "award") if row["notice"] == "notice-123-2021"] == [999999.0]
    assert issues(found) == Counter({("refused", "told twice"): 1})
    assert {row["origin"] for row in rows(found, "notice")} >= {
        "2021-03.tar.gz:05/5_2021.xml", "2021-03.tar.gz:day.tar.gz/7.xml", "year.zip:inner/123_2021.xml",
    }  # fmt: skip


def test_a_damaged_archive_is_refused_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    whole = _tar({f"{number}.xml": legacy(f"{number}-2021") for number in range(40)})
    (folder / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused, match=r"cut.tar.gz: a damaged or cut off archive"):
        intake_of("ted", folder)
