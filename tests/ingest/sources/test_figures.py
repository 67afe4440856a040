"""Published figures: each stands in the notes at the address it names, and comes through the build as entered."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from folders import REFERENCE_TABLES, SHARED

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph

NOTES = SHARED / "reference"
SITE = "https://www.dekamer.be/doc"

# Figures that were read on pages which the notes do not speak of: yardsticks, one page of the Commission, a fair.
ELSEWHERE = re.compile(
    r"(gdp-2024|rd-2022|defence-2022)-\w+|edf-202[12]-sme-share"
    r"|edf-202[2-4]-(projects|organisations|contribution(-selected)?)|edf-2025-(sme-share|organisations)"
    r"|bedex-2026-(exhibitors|belgian)"
)
SPELT = {0.0: "no", 3.0: "three", 5.0: "five"}


def entered() -> list[dict[str, str]]:
    with (REFERENCE_TABLES / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def blocks() -> list[str]:
    """Paragraphs, points and table rows of the notes, and the lines that say what a letter (a) stands for."""
    text = "\n".join((NOTES / name).read_text(encoding="utf-8") for name in ("facts.md", "NOTES_programmes.md"))
    text = re.sub(r"(\d+)-(\d+),000", r"\1,000-\2,000", text)
    return re.split(r"\n(?=[-*|(#]|\n)", text)


def short_forms(address: str, told: list[str]) -> set[str]:
    """The address, and what stands for it in the notes: IC165 for a report, (a) for a list of pages."""
    forms = {address}
    for kind, folder in (("IC", "CCRI"), ("IP", "PCRI")):
        found = re.fullmatch(rf"{SITE}/{folder}/html/56/{kind.lower()}(\d+)x\.html", address)
        forms |= {kind + found[1]} if found else set()
    return forms | {block.lstrip()[:3] for block in told if re.match(r"\s*\([a-f]\) ", block) and address in block}


def ways_to_write(value: float) -> set[str]:
    """How a number may stand in a text: 16,300; 1.8 (bn); three."""
    forms = {f"{value:g}", f"{value:,.0f}", SPELT.get(value, f"{value:g}")}
    for scale in (1e6, 1e9):
        shown = round(value / scale, 2)
        if abs(shown * scale - value) < 1:
            forms |= {f"{shown:g}", f"{shown:.2f}", f"{shown:.1f}"} if shown * 10 % 1 == 0 else {f"{shown:g}"}
    return forms


@pytest.mark.parametrize("row", entered(), ids=lambda row: row["id"])
def test_a_figure_stands_in_the_notes_at_its_address(row: dict[str, str]) -> None:
    if not NOTES.is_dir():
        pytest.skip(f"the collected notes are not in {NOTES}")
    told = blocks()
    forms = short_forms(row["source_url"], told)
    at_address = [block for block in told if any(form in block for form in forms)]
    if not at_address:
        assert ELSEWHERE.fullmatch(row["id"])
        return
    for number in filter(None, (row["value"], row["value_high"])):
        written = "|".join(map(re.escape, ways_to_write(float(number))))
        assert any(re.search(rf"(?<![\d.])(?:{written})(?!\d)", block, re.IGNORECASE) for block in at_address), number


def test_every_figure_has_what_a_reader_needs_and_its_own_id() -> None:
    rows = entered()
    assert max(Counter(row["id"] for row in rows).values()) == 1
    for row in rows:
        assert row["grade"] in ("P", "S", "U"), row["id"]
        assert row["source_url"].startswith("https://"), row["id"]
        assert all(row[column] for column in ("subject", "unit", "publisher", "value")), row["id"]
        assert not row["value_high"] or float(row["value_high"]) > float(row["value"]), row["id"]
        assert row["perimeter"] in ("", "strict", "broad"), row["id"]
        assert (row["unit"] == "percent") <= (float(row["value"]) <= 100), row["id"]


def test_figures_come_through_the_build_as_they_were_entered(reference_ecosystem: Ecosystem) -> None:
    figures = reference_ecosystem.figures.set_index("id")
    rows = entered()
    assert len(figures) == len(rows)
    for row in rows:
        found = figures.loc[f"figure-{row['id']}"]
        for column in ("value", "value_high", "year"):
            expected = float(row[column]) if row[column] else float("nan")
            assert found[column] == pytest.approx(expected, nan_ok=True), row["id"]
        for column in ("subject", "perimeter", "region", "programme", "qualifier", "unit", "publisher", "grade"):
            assert found[column] == row[column], row["id"]
        assert found["source"] == row["source_url"]


def test_the_named_query_lists_the_figures(reference_graph: KnowledgeGraph) -> None:
    rows = entered()
    assert len(reference_graph.select("published-figures").rows) == len(rows)
    strict = [row for row in rows if row["subject"] == "companies"]
    assert len(reference_graph.select("published-figures", {"subject": "companies"}).rows) == len(strict)
    one = reference_graph.select("published-figures", {"figure": "figure-grip-companies"})
    assert one.to_pandas()["value"].tolist() == [71.0]
