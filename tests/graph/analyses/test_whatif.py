"""Scenarios: what each change makes of the frames and of the findings, and what a wrong row is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from command_line import assert_fails, document, result, run
from degenerate import DEGENERATE
from hypothesis import given
from hypothesis import strategies as st
from small_ecosystem import small_ecosystem

from dirskg.graph.analyses.calls import calls
from dirskg.graph.analyses.gaps import gaps
from dirskg.graph.analyses.scenarios import COLUMNS, Change, changed, check_changes, leaving, whatif
from dirskg.graph.ecosystem.frames import FRAMES, Ecosystem
from dirskg.graph.errors import DirskgError, Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.network.projection import collaboration_network
from dirskg.ingest.reading.change_table import TEMPLATE, read_change_rows

DAY = "2026-11-25"
WHOLE = DEGENERATE["no projects"]


def rows(*told: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Rows of a file, numbered as a spreadsheet does."""
    return [(f"f.csv:{number}", one) for number, one in enumerate(told, start=2)]


def tried(ecosystem: Ecosystem, *told: dict[str, str]) -> Ecosystem:
    return changed(ecosystem, check_changes(rows(*told), ecosystem))


def ties(ecosystem: Ecosystem) -> dict[str, float]:
    network = collaboration_network(ecosystem)
    ids = network.organisations["id"].tolist()
    ends = zip(network.u.tolist(), network.v.tolist(), network.weight.tolist(), strict=True)
    return {f"{ids[u]}{ids[v]}": weight for u, v, weight in ends}


# Frames


def test_an_organisation_that_goes_leaves_the_ties_of_others_as_they_were() -> None:
    before = small_ecosystem({"p": (2023, ["a", "b", "c"])}, claims=[{"organisation": "a", "domain": "V1"}])
    after = changed(before, leaving(["a"]))
    assert list(after.organisations["id"]) == ["b", "c"]
    assert after.claims.empty
    assert ties(before) == {"ab": 0.5, "ac": 0.5, "bc": 0.5}
    assert ties(after) == {"bc": 0.5}
    assert list(before.organisations["id"]) == ["a", "b", "c"], "what was given stays as it is"
    with pytest.raises(DirskgError, match="no organisation 'z'"):
        changed(before, leaving(["z"]))


def test_a_participation_changes_ties_and_the_domains_that_it_shows() -> None:
    before = small_ecosystem({"p": (2023, ["a", "b"])}, organisations={"c": {}})
    part = {"what": "participation", "organisation": "c", "project": "p"}
    after = tried(before, {"action": "add", **part})
    assert ties(after) == {"ab": 0.5, "ac": 0.5, "bc": 0.5}
    assert ties(tried(after, {"action": "remove", **part})) == ties(before)
    new = {"action": "add", "what": "participation", "project": "new-x"}
    after = tried(
        before,
        {**new, "organisation": "a", "year": "2026", "domain": "V2", "name": "X"},
        {**new, "organisation": "c"},
    )
    assert ties(after) == {"ab": 1.0, "ac": 1.0}
    assert sorted(zip(after.claims["organisation"], after.claims["domain"], strict=True)) == [("a", "V2"), ("c", "V2")]
    assert after.projects.loc[after.projects["id"] == "new-x", ["acronym", "year"]].to_numpy().tolist() == [
        ["X", 2026.0]
    ]
    gone = tried(after, {"action": "remove", "what": "participation", "organisation": "a", "project": "new-x"})
    assert list(gone.claims["organisation"]) == ["c"]


def test_ties_and_activities_come_and_go() -> None:
    before = small_ecosystem({}, [("a", "b", "memberOf"), ("b", "a", "ownedBy")], claims=[])
    tie = {"what": "tie", "organisation": "a", "other": "b"}
    assert ties(tried(before, {"action": "remove", **tie})) == {}
    assert list(tried(before, {"action": "remove", "kind": "ownedBy", **tie}).ties["kind"]) == ["memberOf"]
    after = tried(before, {"action": "add", "kind": "suppliesTo", "year": "2025", **tie})
    assert after.ties["kind"].tolist() == ["memberOf", "ownedBy", "suppliesTo"]
    activity = {"what": "activity", "organisation": "a", "domain": "V1"}
    active = tried(before, {"action": "add", **activity})
    assert active.claims[["organisation", "domain", "confidence"]].to_numpy().tolist() == [["a", "V1", "high"]]
    assert tried(active, {"action": "remove", **activity}).claims.empty


@given(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
def test_frames_keep_their_columns_and_kinds(gone: list[str]) -> None:
    lab = {"action": "add", "what": "organisation", "organisation": "lab", "name": "Lab", "leg": "academia"}
    works = {"action": "add", "what": "activity", "organisation": "lab", "domain": "V1"}
    after = changed(tried(WHOLE, lab, works), leaving(gone))
    for name in FRAMES:
        was, will = getattr(WHOLE, name), getattr(after, name)
        assert will.dtypes.to_dict() == was.dtypes.to_dict(), name
        assert not will.select_dtypes(exclude="number").isna().any(axis=None), name


# What differs


def test_before_and_after_are_what_the_analyses_say_of_each(reference_ecosystem: Ecosystem) -> None:
    changes = leaving(["ror-02vmnye06"])
    after = changed(reference_ecosystem, changes)
    report = whatif(reference_ecosystem, changes, on=DAY)
    sides = [{(c.domain, c.region): c for c in gaps(one, draws=0).cells} for one in (reference_ecosystem, after)]
    told = {(cell.domain, cell.region): cell for cell in report.cells}
    assert sum(bool(region) for _, region in told) + report.cells_same == sum(bool(region) for _, region in sides[0])
    for cell, was in sides[0].items():
        will = sides[1][cell]
        if cell in told:
            assert told[cell].states == (was.state, will.state)
            assert told[cell].counts == (was.count, will.count)
        else:
            assert (was.state, was.count, was.missing_legs) == (will.state, will.count, will.missing_legs)
    answered = [{row.id: row for row in calls(one, on=DAY).rows} for one in (reference_ecosystem, after)]
    for call in report.calls:
        assert call.verdicts == tuple(side[call.call].verdict for side in answered)
        assert call.actors == tuple(side[call.call].actors for side in answered)
    assert len(report.calls) + report.calls_same == len(answered[0])


def test_a_region_loses_its_call_and_its_link() -> None:
    ecosystem = DEGENERATE["a domain nobody works in"]
    # Two paths from BE2 to BE3 in the first project; d alone is in BE1, and c its only partner.
    report = whatif(ecosystem, leaving(["d"]), on=DAY, call="call-one")
    (call,) = report.calls
    assert call.call == "call-one"
    assert call.whole == (("BE2", "BE3", "BE1"), ("BE2", "BE3")), "f alone is too few for BE1"
    links = {(link.first, link.second): link for link in report.links}
    assert links["BE1", "BE3"].disjoint == (1, 0)
    assert links["BE1", "BE3"].hops == (1, 0)
    assert links["BE2", "BE3"].disjoint == (1, 1), "both actors of Flanders reach Wallonia by c"
    assert not links["BE2", "BE3"].differs
    assert report.team is not None
    assert whatif(ecosystem, leaving("df"), on=DAY).calls[0].whole[1] == ("BE2", "BE3")


def test_a_project_that_goes_does_not_make_the_others_younger() -> None:
    ecosystem = small_ecosystem(
        {"old": (2015, ["a", "c"]), "late": (2024, ["x", "y"])},
        organisations={"a": {"country": "BE", "region": "BE2"}, "c": {"country": "BE", "region": "BE3"}},
    )
    gone = [Change("remove", "participation", one, project="late") for one in "xy"]
    report = whatif(ecosystem, gone, on=DAY)
    assert not any(link.differs for link in report.links)


def test_without_changes_nothing_differs() -> None:
    report = whatif(WHOLE, (), on=DAY)
    assert (report.differs, report.cells, report.calls) == (False, (), ())
    assert report.cells_same
    json.dumps(report.to_json(), allow_nan=False)


# Files

RIGHT = {"action": "remove", "what": "organisation", "organisation": "a"}
WRONG: list[tuple[dict[str, str], str]] = [
    ({"action": "drop"}, "action is 'drop'; write one of add, remove"),
    ({"what": "firm"}, "what is 'firm'; write one of organisation, activity"),
    ({"organisation": ""}, "organisation is empty, and remove organisation needs it"),
    ({"organisation": "zz"}, "organisation 'zz' is not there"),
    ({"action": "add"}, "organisation 'a' is there already"),
    ({"action": "add", "organisation": "n"}, "name is empty, and add organisation needs it"),
    ({"action": "add", "organisation": "n", "name": "N", "leg": "army"}, "leg is 'army'; write one of industry"),
    ({"action": "add", "organisation": "n", "name": "N", "leg": "industry", "region": "VL"}, "one of BE2, BE3, BE1"),
    ({"action": "add", "organisation": "n", "name": "N", "leg": "industry", "size": "big"}, "one of SME, mid, large"),
    ({"action": "add", "what": "activity"}, "domain is empty"),
    ({"action": "add", "what": "activity", "domain": "V9"}, "domain is 'V9'; write one of V1, V2"),
    ({"action": "add", "what": "activity", "domain": "V1"}, "activity of a in V1 is there already"),
    ({"action": "add", "what": "tie", "other": "b"}, "kind is empty"),
    ({"action": "add", "what": "tie", "other": "b", "kind": "likes"}, "kind is 'likes'; write one of memberOf"),
    ({"action": "add", "what": "tie", "other": "a", "kind": "memberOf"}, "tied to itself"),
    ({"what": "tie", "other": "b"}, "there is no tie between a and b"),
    ({"what": "participation", "project": "p"}, "participation of a in p is not there"),
    ({"action": "add", "what": "participation", "project": "p"}, "begins with new-"),
    ({"action": "add", "what": "participation", "project": "new-p"}, "needs a year"),
    ({"action": "add", "what": "participation", "project": "new-p", "year": "26"}, "write four digits"),
    ({"action": "add", "what": "participation", "project": "new-p", "year": "2026", "domain": "V9"}, "domain is 'V9'"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_row_is_named_with_its_remedy(wrong: dict[str, str], told: str) -> None:
    with pytest.raises(Refused) as caught:
        check_changes(rows({**RIGHT, "organisation": "f"}, {**RIGHT, **wrong}), WHOLE)
    assert str(caught.value).startswith("f.csv, row 3: ")
    assert told in str(caught.value)


def test_every_wrong_row_is_named_and_rows_build_on_each_other() -> None:
    with pytest.raises(Refused, match=r"row 3: .*\n.*row 4: "):
        check_changes(rows(RIGHT, RIGHT, {**RIGHT, "what": "activity", "domain": "V1"}), WHOLE)
    with pytest.raises(Refused, match="and 5 more rows"):
        check_changes(rows(*[{**RIGHT, "action": "drop"}] * 25), WHOLE)
    with pytest.raises(Refused, match="no row of changes"):
        check_changes([], WHOLE)


def test_other_ids_of_an_organisation_will_do() -> None:
    (change,) = check_changes(rows({**RIGHT, "organisation": "other"}), WHOLE, {"other": "a"}.__getitem__)
    assert change.organisation == "a"


def test_csv_with_commas_or_semicolons_and_workbooks_say_the_same(tmp_path: Path) -> None:
    commas, semicolons, book = (tmp_path / name for name in ("a.csv", "b.csv", "c.xlsx"))
    commas.write_text(TEMPLATE, encoding="utf-8")
    semicolons.write_text("\ufeff" + TEMPLATE.replace(",", ";").replace("\n", "\r\n"), encoding="utf-8", newline="")
    pd.read_csv(commas).to_excel(book, index=False, engine="openpyxl")
    told = [[values for _, values in read_change_rows(path)] for path in (commas, semicolons)]
    assert told[0] == told[1]
    assert read_change_rows(commas)[0][0] == "a.csv:2", "a report tells no folder"
    from_book = [values for _, values in read_change_rows(book)]
    assert [{k: v.removesuffix(".0") for k, v in values.items()} for values in from_book] == told[0]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.csv", "action,what\nadd,tie\n", "column organisation is missing"),
        ("x.csv", "action,what,organisation,town\n", "column town is not known"),
        ("x.csv", "action,what,organisation,what\n", "column what stands there twice"),
        ("x.csv", "action,what,organisation\nadd,tie,a,b\n", "row 2: 4 values where the header has 3"),
        ("x.csv", 'action,what,organisation\nadd,tie,"a\n', "Check the quotes"),
        ("x.csv", "", "column action, what, organisation is missing"),
        ("x.ods", "", "neither .csv nor .xlsx"),
        ("x.xlsx", "no workbook", "not readable as a workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str, text: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=name) as caught:
        read_change_rows(path)
    assert told in str(caught.value)
    with pytest.raises(Refused, match="no such file"):
        read_change_rows(tmp_path / "nosuch.csv")


def test_a_workbook_with_formulas_and_blanks_is_read_by_its_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    added = ["add", "activity", "b", *[None] * 6, "V1", None, None, 2026]
    for values in (list(COLUMNS), ["remove", "organisation", "a"], [None], added):
        sheet.append(values)
    book.save(tmp_path / "x.xlsx")
    found = read_change_rows(tmp_path / "x.xlsx")
    assert [origin for origin, _ in found] == ["x.xlsx:2", "x.xlsx:4"]
    assert found[1][1]["year"] == "2026"


def test_the_template_works_on_the_reference_tables(
    reference_graph: KnowledgeGraph, reference_ecosystem: Ecosystem, tmp_path: Path
) -> None:
    path = tmp_path / "changes.csv"
    path.write_text(TEMPLATE, encoding="utf-8")
    assert tuple(TEMPLATE.partition("\n")[0].split(",")) == COLUMNS
    changes = check_changes(read_change_rows(path), reference_ecosystem, reference_graph.resolve)
    report = whatif(reference_ecosystem, changes, on=DAY)
    (cell,) = (cell for cell in report.cells if (cell.domain, cell.region) == ("V4", "BE3"))
    assert "academia" in cell.missing[0]
    assert "academia" not in cell.missing[1], "the new laboratory is one"


def test_the_command(reference_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "changes.csv"
    path.write_text(result("whatif", "--template"), encoding="utf-8")
    told: Any = document("whatif", "--changes", path, "--on", DAY, "--format", "json", home=reference_home)
    assert told["differs"]
    assert len(told["changes"]) == 6
    assert_fails(run("whatif", "--without", "nobody", home=reference_home), 1, "no record 'nobody'")
    path.write_text("action,what,organisation\nremove,organisation,nobody\n", encoding="utf-8")
    assert_fails(run("whatif", "--changes", path, home=reference_home), 3, "changes.csv, row 2: organisation 'nobody'")
