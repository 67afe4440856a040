"""Answers in notebooks: tables and small pictures, text of the graph escaped; and the notebooks of the docs run."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from folders import ROOT
from hostile import HOSTILE
from IPython.core.interactiveshell import InteractiveShell

from dirskg.graph.answers.results import Solutions, Term, Triples, Truth

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
S = "https://w3id.org/dirskg/id/"


def test_rows_are_a_table_whose_text_stays_text() -> None:
    rows: list[tuple[Term | None, ...]] = [(Term("uri", S + "ref-rma"), Term("literal", HOSTILE), None)] * 101
    shown = Solutions(("who", HOSTILE, "none"), rows)._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert f'<a href="{S}ref-rma" title="{S}ref-rma">ref-rma</a>' in shown
    assert shown.count("<tr>") == 101
    assert "101 rows, of which the first 100 are shown" in shown
    assert Solutions((), [])._repr_html_().endswith("<p>0 rows</p>")
    assert "<a" not in Solutions(("a",), [(Term("uri", "javascript:alert(1)"),)])._repr_html_()
    assert (Truth(True)._repr_html_(), Truth(False)._repr_html_()) == ("<p>yes</p>", "<p>no</p>")


def test_few_statements_are_drawn_and_many_are_not() -> None:
    few = [f"<{S}a{n}> <{S}p> <{S}b> .\n" for n in range(3)] + [f"<{S}b> <{S}p> {json.dumps('<b>&' + chr(34))} .\n"]
    shown = Triples("".join(few).encode())._repr_html_()
    picture = ElementTree.fromstring(shown[: shown.index("</svg>") + 6])  # it is well-formed whatever the text
    assert len(picture.findall("{*}circle")) == 5
    assert len(picture.findall("{*}line")) == 4
    assert Triples("".join(few).encode())._repr_html_() == shown
    named = f'<{S}b> <http://www.w3.org/2004/02/skos/core#prefLabel> "Xenics" .\n'
    assert ">Xenics</text>" in Triples("".join([*few, named]).encode())._repr_html_()
    many = "".join(f"<{S}a{n}> <{S}p> <{S}b> .\n" for n in range(41))
    assert "<svg" not in Triples(many.encode())._repr_html_()
    assert Triples(b"")._repr_html_().endswith("<p>0 rows</p>")


def test_the_notebooks_of_the_docs_run(reference_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The shell puts a module of its own in this place, without the __spec__ that PySpark asks for in later tests.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    shell: Any = InteractiveShell.instance()
    with patch.dict(os.environ, {"DIRSKG_HOME": str(reference_home)}):
        for notebook in NOTEBOOKS:
            shell.reset()
            cells = [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
            shown = []
            for cell in cells:
                ended = shell.run_cell("".join(cell["source"]))
                ended.raise_error()
                if ended.result is not None:
                    shown.append(shell.display_formatter.format(ended.result)[0]["text/html"])
                assert cell["outputs"] == [], "what a notebook showed once grows old: clear its outputs"
            assert len(shown) >= 3
            assert all("<td>" in one for one in shown), notebook.name
            shell.user_ns["graph"].close()
