"""Damaged tables: what cannot be read is refused with file, row and remedy; bad rows and values are listed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from command_line import assert_fails, document, run
from small_tables import SOURCE, read_table, shipped_tables, small_tables, write_table

Damage = Callable[[Path], object]


def change(old: str, new: str, times: int = -1, encoding: str = "utf-8") -> Damage:
    """Write another text in place of one that must stand in the file."""

    def damage(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, times), encoding=encoding)

    return damage


def add(line: str, times: int = 1) -> Damage:
    """Write lines at the end of the file."""
    return lambda path: path.write_text(path.read_text(encoding="utf-8") + f"{line}\n" * times, encoding="utf-8")


# The row behind the last one of the companies, where damage is added.
assert SOURCE.folder is not None
NEXT = 2 + len(read_table(SOURCE.folder / "companies.csv")[1])

REFUSED: dict[str, tuple[Damage, tuple[str, ...]]] = {
    "a column is missing": (change(",name,", ",nom,", 1), ("row 1: column name is missing; the header has: id, nom",)),
    "a column stands twice": (change(",aliases,", ",name,aliases,", 1), ("row 1: column name stands there twice",)),
    "Latin-1": (change("é", "é", encoding="latin-1"), ("not UTF-8", "CSV UTF-8")),
    "empty": (lambda path: path.write_bytes(b""), ("the file is empty. Export it again",)),
    "missing": (Path.unlink, ("no such file. `dirskg sources` lists the files",)),
    "a quote that never closes": (add('"never,closed'), (f"row {NEXT}: unexpected end of data. Check the quotes",)),
    "a quote in the middle": (add('"a"b,c'), (f"row {NEXT}: ',' expected after '\"'. Check the quotes",)),
    "a field without end": (add("x" * 1_100_000), (f"row {NEXT}: field larger than", "Check the quotes")),
    "over a third is broken": (
        add("x", NEXT),
        (f"{NEXT} of {2 * NEXT - 2} rows were refused", f"companies.csv:{NEXT}: 1 field", "Correct"),
    ),
}

# Kind of issue, row to add to the companies, and the value that is told.
ROWS = {
    "number of fields": ("short,Short", "short,Short"),
    "duplicate id": ("accelleran,Twice" + "," * 14, "companies/accelleran"),
    "blank id": (",Nameless" + "," * 14, "companies/"),
    "NUL character": ("nul\0,Nul" + "," * 14, "nul␀,Nul" + "," * 14),
}
VALUES = {
    "region": ("region1,Region,,company,,BE-XYZ" + "," * 10, "BE-XYZ"),
    "kbo number": ("kbo1,Kbo,,company,,,,BE0521909786" + "," * 8, "BE0521909786"),
    "area": ("area1,Area,,company" + "," * 11 + "alchemy,", "alchemy"),
    "kind": ("kind1,Kind,,guild" + "," * 12, "guild"),
    "source address": ("source1,Source,,company" + "," * 12 + "see the page", "see the page"),
    "number": ("number1,Number,,company,,,,,,nan" + "," * 6, "nan"),
    "year": ("year1,Year,,company,,,,,,10,soon" + "," * 5, "soon"),
}

NONSENSE = ("zzz", "", "-1e99", "2024-02-30")
# The column that must differ from row to row, so that a copy is no duplicate.
KEYS = dict.fromkeys(["companies.csv", "clusters.csv", "institutions.csv", "agencies.csv", "governance.csv"], "id")
KEYS |= {
    "instruments.csv": "id",
    "figures.csv": "id",
    "themes.csv": "id",
    "projects.csv": "project_id",
    "calls.csv": "call_id",
    "diana.csv": "name",
    "purchases.csv": "id",
}
KEYS |= {"programme_organisations.csv": "pic", "captechs.csv": "name", "timeline.csv": "milestone"}
KEYS |= {"resolution_demands.csv": "number"}


@pytest.fixture(scope="module")
def earlier(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with a small build, which no failure may touch."""
    return Path(shutil.copytree(small_home, tmp_path_factory.mktemp("earlier") / "home"))


def assert_refused(home: Path, *words: str | Path, told: Iterable[str]) -> None:
    """The build is refused, and the current build is what it was."""
    before = (home / "current").read_text(encoding="utf-8")
    assert_fails(run("build", *words, home=home), 3, *told)
    assert (home / "current").read_text(encoding="utf-8") == before
    kept = [path.name for path in (home / "builds").iterdir() if path.name != ".failed"]  # the issues until then
    assert kept == [before.strip()]


# Files that cannot be read


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_refused(what: str, earlier: Path, tmp_path: Path) -> None:
    damage, told = REFUSED[what]
    tables = shipped_tables(tmp_path / "tables")
    damage(tables / "companies.csv")
    assert_refused(earlier, f"reference={tables}", told=[str(tables / "companies.csv"), *told])


def test_a_file_that_nobody_may_read_is_refused(earlier: Path, tmp_path: Path) -> None:
    tables = small_tables(tmp_path / "tables")
    (tables / "companies.csv").chmod(0)
    if os.access(tables / "companies.csv", os.R_OK):
        pytest.skip("this user may read every file")
    assert_refused(earlier, f"reference={tables}", told=["companies.csv: cannot be read: Permission denied"])


def test_a_folder_that_is_missing_is_refused(earlier: Path, tmp_path: Path) -> None:
    place = tmp_path / "nowhere"
    assert_refused(earlier, f"reference={place}", told=[f"{place}: no such folder. Give the folder"])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("this is no Turtle", "not readable as Turtle"),
        ("", "no domain found. Each needs skos:inScheme"),
        ("@prefix a: <http://a/> . a:b a:c a:d .", "no domain found. Each needs skos:inScheme"),
        (None, "no such file. Give the Turtle file"),
    ],
)
def test_domains_that_cannot_be_read_are_refused(content: str | None, told: str, earlier: Path, tmp_path: Path) -> None:
    domains = tmp_path / "domains.ttl"
    if content is not None:
        domains.write_text(content, encoding="utf-8")
    assert_refused(earlier, "--domains", domains, told=[f"{domains}: {told}"])


# Rows and values


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with a build of the tables that ship, with bad rows, and nonsense in each column of each table."""
    folder = tmp_path_factory.mktemp("spoilt")
    tables = shipped_tables(folder / "tables")
    for file, columns in SOURCE.files.items():
        header, rows = read_table(tables / file)
        if file == "functions.csv":  # so few rows that nonsense would be most of it
            rows += [{**rows[0], "organisation": one["id"]} for one in read_table(tables / "companies.csv")[1][:40]]
        cases = [(column, text) for column in columns for text in NONSENSE]
        odd = "100." if file == "resolution_demands.csv" else "odd-"  # a demand has a number
        copies = [
            {**rows[number % len(rows)], KEYS.get(file, ""): f"{odd}{number}", column: text}
            for number, (column, text) in enumerate(cases)
        ]
        write_table(tables / file, header, [*rows, *({c: row[c] for c in header} for row in copies)])
    for line, _ in {**ROWS, **VALUES}.values():
        add(line)(tables / "companies.csv")
    ended = run("build", f"reference={tables}", home=folder)
    assert ended.returncode == 0, ended.stderr
    assert "refused rows: `dirskg issues` lists them." in ended.stderr
    return folder


def test_bad_rows_and_values_are_listed_with_place_and_reason(spoilt: Path) -> None:
    listed = document("issues", "reference", "--format", "json", home=spoilt)
    told = {(issue["action"], issue["kind"], issue["origin"]): issue for issue in listed}
    first = NEXT + len(SOURCE.files["companies.csv"]) * len(NONSENSE)
    for row, (kind, (_, value)) in enumerate({**ROWS, **VALUES}.items(), start=first):
        issue = told["refused" if kind in ROWS else "ignored", kind, f"companies.csv:{row}"]
        assert (issue["value"], bool(issue["reason"])) == (value, True)
    organisations = document("query", "--name", "names", "--format", "json", home=spoilt)
    shown = {row["name"] for row in organisations}
    assert {line.split(",")[1] for line, _ in VALUES.values()} <= shown
    assert shown.isdisjoint(["Short", "Twice", "Nameless", "Nul"])
    assert "0 violations" in run("validate", home=spoilt).stderr


def test_nonsense_in_any_column_of_any_table_is_no_surprise(spoilt: Path) -> None:
    issues = document("issues", "reference", "--format", "json", home=spoilt)
    assert {issue["value"] for issue in issues} > {"zzz", "-1e99"}
    assert document("gaps", "--format", "json", home=spoilt)["cells"]


@pytest.mark.parametrize("kind", ROWS)
def test_strict_stops_at_a_bad_row(kind: str, earlier: Path, tmp_path: Path) -> None:
    tables = shipped_tables(tmp_path / "tables")
    add(ROWS[kind][0])(tables / "companies.csv")
    told = [f"companies.csv:{NEXT}: ", "Correct the row, or build without --strict"]
    assert_refused(earlier, "--strict", f"reference={tables}", told=told)


def test_strict_lets_values_pass_that_are_only_left_out(earlier: Path, tmp_path: Path) -> None:
    tables = small_tables(tmp_path / "tables")
    for line, _ in VALUES.values():
        add(line)(tables / "companies.csv")
    ended = run("build", "--strict", "--dry-run", f"reference={tables}", home=earlier)
    assert ended.returncode == 0, ended.stderr
