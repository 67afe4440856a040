"""Purchase files of the reference tables: a cell that cannot be read is told with its row, and the rest stands."""

from __future__ import annotations

import re
from pathlib import Path

from small_tables import PAGE, small_tables
from staged import intake_of

from dirskg.graph.ecosystem.frames import Ecosystem

BOATS = {"id": "boats", "name_en": "Boats", "level": "federal"}


def told(item: str, value: str = "", **more: str) -> dict[str, str]:
    return {"purchase": "boats", "item": item, "value": value, "source_url": PAGE, **more}


def test_what_cannot_be_read_is_told_with_its_row(tmp_path: Path) -> None:
    facts = [
        told("value", "2000000", year="2024", day="2024-02", kind="contract"),
        told("value", "about two", kind="wish"),
        told("prime", "nobody"),
        told("prime", "noord"),
        told("topic", "no-topic"),
        told("price", "3"),
        told("return", "", note="No amount told."),
        told("topic", "radar", source_url=""),
        {**told("value", "1"), "purchase": "ships"},
        *(told("decision", year=str(year)) for year in range(2020, 2024)),
    ]
    files = [BOATS, BOATS, {**BOATS, "id": "cars", "pattern": "(cars"}]
    tables = small_tables(tmp_path / "tables", purchases=files, purchase_facts=facts)
    intake = intake_of("reference", tables)
    issues = {(issue.kind, issue.origin) for issue in intake.audit.issues}
    wrong = "number:3 prime:4 purchase_fact topic:6 item:7 purchase_fact source:9 unknown id:10"
    assert {
        *((kind, f"purchase_facts.csv:{row}") for kind, row in re.findall(r"([a-z_ ]+):(\d+) ?", wrong)),
        ("duplicate id", "purchases.csv:3"), ("pattern", "purchases.csv:4"),
        ("kind of amount", "purchase_facts.csv:3"),
    } <= issues  # fmt: skip
    columns = ("item", "amount", "amount_kind", "prime_key")
    assert [tuple(row.get(one) for one in columns) for row in intake.stage.rows["purchase_fact"][:4]] == [
        ("value", 2e6, "contract", None),
        ("value", None, None, None),
        ("prime", None, None, "companies/noord"),
        ("return", None, None, None),
    ]
    assert [row["id"] for row in intake.stage.rows["purchase"]] == ["purchase-boats", "purchase-cars"]


def test_every_file_of_the_tables_has_a_decision_and_a_topic_and_every_prime_is_known(
    reference_ecosystem: Ecosystem,
) -> None:
    facts, files = reference_ecosystem.purchase_facts, set(reference_ecosystem.purchases["id"])
    for item in ("decision", "topic"):
        assert set(facts.loc[facts["item"] == item, "purchase"]) == files
    assert (facts.loc[facts["item"] == "prime", "organisation"] != "").all()
    assert (facts["grade"] != "").all(), "a host without a grade"
    valued = facts[(facts["item"] == "value") & facts["value"].notna()]
    assert (valued["amount_kind"] != "").all(), "money without its kind"
    assert (valued["year"] >= 1990).all()
    assert (facts.loc[facts["item"] == "prime", "year"].dropna() >= 1990).all()  # a page without a day may tell none
