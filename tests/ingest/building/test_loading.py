"""What leaves the entity tables: values that make no valid RDF are refused with their line, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dirskg.graph.errors import Refused
from dirskg.ingest.building import loading


@pytest.mark.parametrize("piece", [1, 100, 32 << 20])
def test_the_store_names_the_line_that_is_no_rdf(piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_PIECE", piece)
    good = [f'<http://x/s{n}> <http://x/p> "é {n}" <http://x/g> .\n' for n in range(20)]
    quads = tmp_path / "quads.nq"
    quads.write_text("".join(good), encoding="utf-8")
    loading.load_store(tmp_path / "store", quads)
    store = ox.Store.read_only(str(tmp_path / "store"))
    for graph in (ox.NamedNode("http://x/g"), ox.DefaultGraph()):
        assert len(list(store.quads_for_pattern(None, None, None, graph))) == 20

    quads.write_text(
        "".join([*good[:7], "<http://x/s> <http://x/p> <no iri> <http://x/g> .\n", *good[7:]]), encoding="utf-8"
    )
    with pytest.raises(Refused, match=r"does not make valid RDF: .* Its line is: <http://x/s> <http://x/p> <no iri>"):
        loading.load_store(tmp_path / "broken", quads)
