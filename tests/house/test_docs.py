"""Docs move with the code: generated pages are up to date, every command is told of, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from every_finding import FINDINGS
from folders import ROOT

from dirskg.cli.main import COMMANDS
from dirskg.graph.analyses.gaps import gaps
from dirskg.graph.checks import read_checks
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries, resource

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])


def test_generated_pages_are_up_to_date() -> None:
    found = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_the_readme_tells_of_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"dirskg {name}" not in readme and f"`{name}`" not in readme] == []


def test_the_readme_counts_the_queries_that_the_command_lists() -> None:
    listed = [query for query in named_queries().values() if not query.feeds_analyses]
    assert f"# {len(listed)} questions" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{len(listed)} queries." in (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")


def test_builds_of_readme_and_tutorials_are_those_of_today(reference_graph: KnowledgeGraph) -> None:
    """They are written by hand; that of the data steward has a table of its own beside the same rows."""
    manifest = reference_graph.manifest
    counted = f"{manifest['counts']['quads']:,}"
    for name in ("README.md", *(f"docs/tutorials/{page}.md" for page in ("analyst", "operator", "policy-officer"))):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"\b000\d-([0-9a-f]{8})\b", text)) == {manifest["content_hash"][:8]}, name
        assert counted in text, name
        belgian = set(re.findall(r"\b(\d+) Belgian(?: organisations|\)|\n)", text))
        assert belgian == {str(manifest["counts"]["belgian_organisations"])}, name
        # One page shows a cell in the table of gaps and again with who could close it.
        for expected in re.findall(r"organisations seen, (\S+) expected", text):
            assert f" ({expected}) " in text, name
    files = manifest["datasets"]["reference"]["files"].values()
    told = [f"{sum(file[key] for file in files):,}" for key in ("rows", "rows_used")]
    for name in ("analyst", "data-steward"):
        text = (ROOT / "docs" / "tutorials" / f"{name}.md").read_text(encoding="utf-8")
        assert re.findall(r"reference: (\S+) rows in, (\S+) used", text) == [tuple(told)], name
    assert re.findall(r"^(\d+) checks, 0 violations", text, re.M) == [f"{len(read_checks(resource('shapes.ttl')))}"]
    text = (ROOT / "docs" / "tutorials" / "operator.md").read_text(encoding="utf-8")
    kinds = manifest["belgian_organisations"]
    told = [f"{kinds[kind]} {kind}" for kind in ("companies", "knowledge institutions", "public bodies")]
    assert f"The data at hand: {', '.join(told[:2])}, {told[2]} and " in (ROOT / "README.md").read_text(
        encoding="utf-8"
    )
    loaded = dict(re.findall(r"^Loading \S+/(\w+): (\S+) statements", text, re.M))
    tabled = re.findall(r"/graph/(\w+) +new +(\d+) ", text)
    assert [(name, f"{int(rows):,}") for name, rows in tabled] == [(name, loaded[name]) for name, _ in tabled] != []


def test_cells_on_pages_are_those_of_today(reference_ecosystem: Ecosystem) -> None:
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for cell in gaps(reference_ecosystem).cells:
        seen = f"{cell.count} + {cell.takes_part}" if cell.takes_part else f"{cell.count}"
        told[cell.domain, cell.region] = seen, f"{cell.expected:.1f}"
    for name in ("README.md", "docs/tutorials/policy-officer.md"):
        rows = re.findall(r"^\S.* \(([VH]\d)\)  +(\d.*)", (ROOT / name).read_text(encoding="utf-8"), re.M)
        assert len(rows) > 3, name
        for domain, row in rows:
            shown = re.findall(r"(\d+(?: \+ \d+)?) \(([\d.]+)\)", row)
            assert shown == [told[domain, region] for region in ("BE2", "BE3", "BE1")], (name, domain)


@pytest.mark.parametrize("name", FINDINGS)
def test_every_analysis_is_explained_on_one_page_with_an_example(name: str) -> None:
    text = (ROOT / "docs" / "methods" / f"{name}.md").read_text(encoding="utf-8")
    assert f"$ dirskg {name}" in text or f"$ dirskg --lang nl {name}" in text
    assert len(text.splitlines()) <= 90
    assert f"({name}.md)" in (ROOT / "docs" / "methods" / "README.md").read_text(encoding="utf-8")


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
        local = [target for target in targets if target and not re.match(r"[a-z]+:", target)]
        assert [target for target in local if not (page.parent / target).exists()] == [], page


def test_every_decision_says_what_and_why() -> None:
    for page in (ROOT / "docs" / "decisions").glob("0*.md"):
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]} "), page.name
        assert "**Choice.**" in text, page.name
        assert "**Why.**" in text, page.name
