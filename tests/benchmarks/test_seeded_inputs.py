"""Inputs of the benchmarks: the same seed gives the same bytes, and strict readers take them."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import ROOT

from dirskg.ingest.intake import take_in
from dirskg.ingest.source import known_sources
from dirskg.ingest.taxonomy import read_taxonomy

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts import each other by name, from their folder."""
    monkeypatch.syspath_prepend(BENCHMARKS)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_dumps_and_another_gives_others(tmp_path: Path) -> None:
    from cordis_dump import write_dumps

    first, again, other = (
        content(write_dumps(tmp_path / name, 0.002, seed)) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert first.keys() == other.keys() == {"cordis-h2020projects-csv.zip", "cordis-HORIZONprojects-csv.zip"}
    assert all(first[name] != other[name] for name in first)


def test_cordis_takes_in_the_dumps_whole_and_chooses_about_a_tenth(tmp_path: Path) -> None:
    from cordis_dump import write_dumps

    scratch = tmp_path / "scratch"
    scratch.mkdir()
    dumps = write_dumps(tmp_path / "dumps", 0.01)
    found = take_in(known_sources()["cordis"], dumps, read_taxonomy(), strict=True, scratch=scratch)
    rows = {name.partition("/")[2]: 0 for name in found.audit.files}
    for name, count in found.audit.files.items():
        rows[name.partition("/")[2]] += count.rows
    assert rows == {
        "project.csv": 500, "organization.csv": 2550, "euroSciVoc.csv": 1500, "topics.csv": 500, "legalBasis.csv": 500,
    }  # fmt: skip
    assert not found.audit.issues
    assert 40 < len(found.stage.rows["project"]) < 100
    assert {row["basis"] for row in found.stage.rows["domain_share"]} == {"classification"}
    secure = [
        row for row in found.stage.rows["project"] if ".3.7" in str(row["category"]) or ".2.3" in str(row["category"])
    ]
    assert secure


def test_the_same_seed_gives_the_same_extract_and_the_register_takes_it(tmp_path: Path) -> None:
    from extracts import write_extract

    extract = write_extract(tmp_path / "a", 0.0005)
    assert content(extract) == content(write_extract(tmp_path / "b", 0.0005))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    found = take_in(known_sources()["kbo"], extract, read_taxonomy(), strict=True, scratch=scratch)
    assert found.audit.files["activity.csv"].rows == 18_000


def test_the_same_seed_gives_the_same_tables_and_quads(tmp_path: Path) -> None:
    import duckdb
    from entity_tables import fill_tables, write_tables

    from dirskg.ingest.mapping.quads import write_quads
    from dirskg.ontology import resource

    tables = ["organisation", "participation", "project"]
    assert content(write_tables(tmp_path / "a", tables, 0.001)) == content(write_tables(tmp_path / "b", tables, 0.001))
    with duckdb.connect() as con:
        fill_tables(con, 0.001)
        count = write_quads(con, resource("mapping.r2rml.ttl"), tmp_path / "quads.nq")
    lines = (tmp_path / "quads.nq").read_bytes().splitlines(keepends=True)
    assert len(lines) == count > 7_000
    assert lines == sorted(set(lines))


def test_the_race_of_queries_has_a_value_for_every_parameter() -> None:
    from ask_queries import _texts

    from dirskg.ontology import named_queries

    assert _texts().keys() == {name for name in named_queries() if not name.startswith("frame-")}


@pytest.mark.large
def test_a_part_of_the_register_fits_into_little_memory(tmp_path: Path) -> None:
    from extracts import write_extract
    from measure import Contender, run

    extract = write_extract(tmp_path / "extract", 0.03)
    found = run(Contender("dirskg", "stage_register", "ours", (str(extract),)))
    assert found.facts["rows"] == 57_000 + 48_000 + 99_000 + 84_000 + 1_080_000 + 1
    assert 120 < len(found.facts["chosen"]) < 240
    assert found.peak < 400  # MB, of which half is the program; at full size 3,000 are the limit
