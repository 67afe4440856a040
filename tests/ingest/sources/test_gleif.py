"""The golden copy of GLEIF as a source: who enters, whose number of the Belgian register counts, and who owns whom."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from command_line import result, run
from folders import SHARED
from small_golden_copy import ALFA, GROUP, OTHER, TRADER, entity, keys, owned, taken, text, written
from small_register import ALFA as KBO_ALFA
from small_register import enterprise, full, name
from small_tables import small_tables
from staged import intake_of

from dirskg.graph.builds.home import build_path
from dirskg.graph.errors import Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph

DOWNLOADS = SHARED / "data" / "gleif"


def test_a_known_code_brings_name_seat_and_number(tmp_path: Path) -> None:
    told = entity(ALFA, "Alfa NV", authority="RA000025", number="0419.052.173", others=["Alfa SA"])
    found = taken(written(tmp_path / "gleif", [told, entity(OTHER, "Other")]), ids=(("lei", ALFA),))
    [row] = found.stage.rows["organisation"]
    assert (row["nuts3"], row["street"]) == ("BE234", "Kouter 1, bus 2\nblok B")
    assert {(r["scheme"], r["value"]) for r in found.stage.rows["identifier"]} == {("lei", ALFA), ("kbo", "0419052173")}
    assert [(r["name"], r["type"]) for r in found.stage.rows["name"]] == [("Alfa NV", "legal"), ("Alfa SA", "alias")]


@pytest.mark.parametrize("number", ["0419.052.173", "0419052173", "419052173"])
def test_the_belgian_number_counts_with_dots_and_without(tmp_path: Path, number: str) -> None:
    belgian = entity(ALFA, "Alfa", authority="RA000025", number=number)
    # The same digits of another register are another company.
    abroad = entity(OTHER, "Beta", authority="RA000469", number=number)
    assert keys(taken(written(tmp_path / "gleif", [belgian, abroad]), ids=(("kbo", "0419052173"),))) == {
        f"gleif/{ALFA}"
    }


def test_a_name_counts_in_its_country_and_where_one_entity_carries_it(tmp_path: Path) -> None:
    rows = [
        entity(ALFA, "ALFA SA"),
        entity(OTHER, "Alfa NV", country="FR"),
        entity(GROUP, "Twin"),
        entity(TRADER, "TWIN BV"),
    ]
    assert keys(taken(written(tmp_path / "gleif", rows), names=("Alfa", "Twin"))) == {f"gleif/{ALFA}"}


def test_persons_in_trade_and_annulled_records_never_enter(tmp_path: Path) -> None:
    rows = [entity(TRADER, "Jan Peeters", category="SOLE_PROPRIETOR"), entity(OTHER, "Twice", registration="DUPLICATE")]
    found = taken(written(tmp_path / "gleif", rows), ids=(("lei", TRADER), ("lei", OTHER)), names=("Jan Peeters",))
    assert keys(found) == set()


def test_direct_parents_enter_and_own(tmp_path: Path) -> None:
    rows = [entity(ALFA, "Alfa"), entity(GROUP, "Group", country="FR"), entity(OTHER, "Holding", country="LU")]
    rows.append(entity(TRADER, "Former Owner"))
    parents = [
        owned(ALFA, GROUP), owned(ALFA, OTHER, "IS_ULTIMATELY_CONSOLIDATED_BY"), owned(GROUP, OTHER),
        owned(ALFA, TRADER, state="INACTIVE"), owned(ALFA, OTHER, "IS_FUND-MANAGED_BY"),
    ]  # fmt: skip
    home = tmp_path / "home"
    tables = small_tables(
        tmp_path / "tables", companies=[{"id": "alfa", "name": "Alfa", "kind": "company", "region": "BE-VLG"}]
    )
    result("build", f"reference={tables}", f"gleif={written(tmp_path / 'gleif', rows, parents)}", home=home)
    with KnowledgeGraph.open(home=home) as graph:
        ties, organisations = graph.ecosystem.ties, graph.ecosystem.organisations
    assert list(ties[["from", "kind", "to"]].itertuples(index=False, name=None)) == [
        (f"lei-{ALFA}", "ownedBy", f"lei-{GROUP}"),
    ]
    # Whoever owned it once, manages its funds, or stands far above stays outside.
    assert {id for id in organisations["id"] if id.startswith("lei-")} == {f"lei-{ALFA}", f"lei-{GROUP}"}
    assert "0 violations" in run("validate", home=home).stderr


def test_the_zip_files_are_read_as_they_come(tmp_path: Path) -> None:
    folder = tmp_path / "gleif"
    folder.mkdir()
    for kind, rows in (("lei2", [entity(ALFA, "Alfa")]), ("rr", [owned(ALFA, GROUP)])):
        with zipfile.ZipFile(folder / f"20261120-gleif-goldencopy-{kind}-golden-copy.csv.zip", "w") as archive:
            archive.writestr(f"20261120-gleif-goldencopy-{kind}-golden-copy.csv", text(rows))
    assert keys(taken(folder, ids=(("lei", ALFA),))) == {f"gleif/{ALFA}"}


def test_a_file_is_known_by_its_columns_and_codes_by_their_letters(tmp_path: Path) -> None:
    """As a program saved a choice of entities: under a name of its own, codes in small letters, numbers as floats."""
    row = entity(ALFA.lower(), "Alfa", authority=" ra000025", number="419052173.0", country="be", status="Inactive")
    folder = written(tmp_path / "gleif", [row, entity(OTHER, "Jan", category="sole_proprietor")])
    next(folder.iterdir()).rename(folder / "belgian firms.csv")
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    found = taken(folder, ids=(("kbo", "0419052173"), ("lei", OTHER)))
    assert (keys(found), found.stage.closed) == ({f"gleif/{ALFA}"},) * 2
    assert [(one.origin, one.kind) for one in found.audit.issues if one.action == "ignored"] == [
        ("notes.csv", "foreign file")
    ]


def test_without_entities_or_with_two_files_of_them_nothing_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "gleif"
    folder.mkdir()
    (folder / "20261120-gleif-goldencopy-lei2-golden-copy.csv").write_text('"a","b"\n"1","2"\n', encoding="utf-8")
    with pytest.raises(Refused, match=r"no file has the column Entity\.LegalName"):
        taken(folder)
    twice = written(tmp_path / "twice", [entity(ALFA, "Alfa")])
    (twice / "b.csv").write_text(next(twice.iterdir()).read_text("utf-8"), encoding="utf-8")
    with pytest.raises(Refused, match=r"20261120\S+csv, b\.csv all have .* Keep the newest"):
        taken(twice)


def test_the_newest_record_tells_how_old_the_copy_is(tmp_path: Path) -> None:
    rows = [
        entity(ALFA, "Alfa", updated="2026-11-19T08:00:00Z"),
        entity(OTHER, "Other", updated="2025-01-01T00:00:00Z"),
    ]
    assert taken(written(tmp_path / "gleif", rows)).stage.retrieved == "2026-11-19"


def test_a_damaged_file_is_told_with_its_line(tmp_path: Path) -> None:
    folder = written(tmp_path / "gleif", [entity(ALFA, "Alfa"), entity(OTHER, "Al\0fa")])
    with pytest.raises(Refused, match="line 4: a NUL character"):
        taken(folder)


@pytest.mark.skipif(not DOWNLOADS.is_dir(), reason=f"{DOWNLOADS} is not there")
def test_real_rows_of_2021(tmp_path: Path) -> None:
    with (DOWNLOADS / "test-gleif-entities.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    found = intake_of("gleif", DOWNLOADS, ids=[("lei", first["LEI"])])
    assert {count.rows for count in found.audit.files.values()} == {400}
    assert f"gleif/{first['LEI']}" in keys(found)
    assert first["Entity.LegalName"] in {row["name"] for row in found.stage.rows["name"]}


def test_the_order_of_registers_on_the_command_line_is_none(tmp_path: Path) -> None:
    companies = [{"id": "alfa", "name": "Alfa", "kind": "company", "region": "BE-VLG"}]
    tables = small_tables(tmp_path / "tables", companies=companies)
    number = {"authority": "RA000025", "number": "0400.000.086"}
    gleif = written(tmp_path / "gleif", [entity(ALFA, "Alfa", **number)])
    kbo = tmp_path / "Full.zip"
    full(kbo, {"enterprise": [enterprise(KBO_ALFA)], "denomination": [name(KBO_ALFA, "Other Name NV")], "address": []})
    orders = ([f"gleif={gleif}", f"kbo={kbo}"], [f"kbo={kbo}", f"gleif={gleif}"])
    for at, order in enumerate(orders):
        result("build", f"reference={tables}", *order, home=tmp_path / f"home{at}")
    first, second = (build_path(tmp_path / f"home{at}") for at in (0, 1))
    assert first.name == second.name
    # The number that the one tells leads the other to the name that it has.
    assert "Other Name NV" in (first / "quads.nq").read_text(encoding="utf-8")
