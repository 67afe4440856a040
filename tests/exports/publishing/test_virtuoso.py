"""The library on Virtuoso, as `dirskg publish` fills it: what it answers there is what it answers at home.

The gap report stands for the queries of the frames; `benchmarks/ask_elsewhere.py` asks with all parameters too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ask_elsewhere import rows, runs
from command_line import run
from virtuoso import LOGIN, virtuoso

from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries

# What it takes seconds to answer there, asked for somebody of whom less is known.
LESS = {"facts-of": {"entity": "ref-sonaca"}}


@pytest.mark.large
def test_queries_and_the_gap_report_are_there_as_at_home(
    reference_home: Path, reference_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    with virtuoso(tmp_path) as address:
        (login := tmp_path / "login").write_text(LOGIN)
        words = ("publish", "--endpoint", address, "--login-file", login, "--format", "json")
        for change in ("new", "kept"):
            ended = run(*words, home=reference_home)
            assert ended.returncode == 0, ended.stderr
            assert {row["change"] for row in json.loads(ended.stdout)} == {change}
        assert run("gaps", "--endpoint", address).stdout == run("gaps", home=reference_home).stdout != ""
        other = {}
        with KnowledgeGraph.open(endpoint=address) as there:
            for name, query in named_queries().items():
                values = runs(query)["least"] | LESS.get(name, {})
                if not query.feeds_analyses:
                    here, told = rows(reference_graph, name, values), rows(there, name, values)
                    if here != told:
                        other[name] = (here - told, told - here)
        assert other == {}
