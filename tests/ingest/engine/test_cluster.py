"""Entity tables and mapping on three workers: the same as on this machine, and what is told where that fails."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from command_line import run
from sail_server import sail

from dirskg.graph.errors import DirskgError
from dirskg.ingest.engine import check_address, connected
from dirskg.ingest.mapping.entities import macros
from dirskg.ingest.mapping.r2rml import MACROS

# Where engines are known to differ, on values that show it.
_DAY = "CASE WHEN regexp_matches(one, '^[0-9-]{10}\\z') THEN try_cast(one AS DATE)::VARCHAR END"
EXPRESSIONS = (
    "lower(one)", "strip_accents(one)", "lower(strip_accents(one))", "url_encode(one)", "nq_text(one)", "nq_iri(one)",
    "short_hash(one)", "list_position(['a', 'b'], one)", "concat(one, 'x')", "concat_ws('|', one, NULL, 'x')",
    "regexp_matches(one, '\\bb')", "regexp_matches(one, '^[0-9]{4}\\z')", "regexp_extract(one, '([a-z]+)b')",
    "regexp_replace(one, '([a-z])([A-Z])', '\\1 \\2', 'g')", "substr(one, 2, 3)", "starts_with(one, 'a')",
    "split_part(one, '/', 2)", _DAY, "money(number)::VARCHAR", "whole(number)::VARCHAR",
    "row_number() OVER (ORDER BY one, number)", "row_number() OVER (ORDER BY number DESC, one)",
)  # fmt: skip
WORDS = (
    "ΣΊΣΥΦΟΣ", "İstanbul", "Ångström", "ŒUVRE ẞ", "e\u0301b", "éb", "a b", "a*b~c+d%", 'say "x"\n\\r', "a/b/c", "b",
    "2024", "2024\n", "2024-02-30", "2024-02-29", "aB cD", "<a|b>`{^}", "", None,
)  # fmt: skip
NUMBERS = (1.005, 0.125, 2.5, 3.5, 2024.0, 1e9 + 0.55, 99.99, 0.01, None)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server."""
    with sail(tmp_path_factory.mktemp("sail")) as (address, _):
        yield address


@pytest.mark.large
def test_expressions_give_what_they_give_here(engine: str) -> None:
    with duckdb.connect() as con, connected(engine) as cluster:
        assert cluster
        con.execute(macros() + MACROS)
        con.execute("CREATE TABLE told (one VARCHAR, number DOUBLE)")
        longest = range(max(len(WORDS), len(NUMBERS)))
        rows = [[WORDS[at % len(WORDS)], NUMBERS[at % len(NUMBERS)]] for at in longest]
        con.executemany("INSERT INTO told VALUES (?, ?)", rows)
        cluster.put(con, ["told"])
        cluster.run(macros() + MACROS)
        query = f"SELECT one, number, {', '.join(f'{text} AS c{at}' for at, text in enumerate(EXPRESSIONS))} FROM told"
        there = [row for batch in cluster.batches(query) for row in zip(*batch.to_pydict().values(), strict=True)]
        for at, expression in enumerate(EXPRESSIONS, start=2):
            ours = {(row[0], row[1]): row[at] for row in con.execute(query).fetchall()}
            assert {(row[0], row[1]): row[at] for row in there} == ours, expression


@pytest.mark.large
def test_the_reference_build_is_the_same_graph(engine: str, reference_home: Path, tmp_path: Path) -> None:
    ended = run("build", "--engine", engine, home=tmp_path)
    assert f"on {engine}" in ended.stderr
    hashes = [
        json.loads(path.read_text())["content_hash"]
        for home in (reference_home, tmp_path)
        for path in home.glob("builds/*/manifest.json")
    ]
    assert len(hashes) == 2
    assert len(set(hashes)) == 1


@pytest.mark.large
def test_a_server_that_dies_is_named(tmp_path: Path) -> None:
    with sail(tmp_path) as (address, server), duckdb.connect() as con, connected(address) as cluster:
        assert cluster
        con.execute("CREATE TABLE told AS SELECT 'a' AS one")
        server.kill()
        with pytest.raises(DirskgError, match=f"{address} failed at told: .*Nothing became current"):
            cluster.put(con, ["told"])


def test_no_server_and_no_client_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = run("build", "--engine", "sc://127.0.0.1:9", home=tmp_path)
    assert ended.returncode == 1
    assert "No Spark Connect server answers at sc://127.0.0.1:9" in ended.stderr
    assert not list(tmp_path.glob("builds/*/manifest.json"))
    monkeypatch.setitem(sys.modules, "pyspark.sql.connect.session", None)
    with pytest.raises(DirskgError, match="pip install 'dirskg.cluster.'"), connected("sc://127.0.0.1:9"):
        pass


@pytest.mark.parametrize("address", ["localhost:15002", "http://localhost:15002", "sc://", "sc://a b:1", "sc://x:y"])
def test_what_is_no_address_is_told_with_one_that_is(address: str) -> None:
    with pytest.raises(ValueError, match=r"sc://HOST:PORT"):
        check_address(address)


@pytest.mark.parametrize(
    "address", ["sc://localhost", "sc://10.0.0.1:15002", "sc://[::1]:15002", "sc://x.y:443/;token=t;use_ssl=true"]
)
def test_addresses_that_are_some(address: str) -> None:
    assert check_address(address) == address
