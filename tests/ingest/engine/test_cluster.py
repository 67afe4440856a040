"""Entity tables and mapping on three workers: the same as on this machine, and what is told where that fails."""

from __future__ import annotations

import json
import signal
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from command_line import run
from folders import SHARED
from sail_server import sail
from small_golden_copy import ALFA as LEI
from small_golden_copy import GROUP, OTHER, TRADER, entity, owned, written
from small_register import ALFA, BETA, GAMMA, TABLES, activity, full, name, seat, update
from staged import intake_of

from dirskg.graph.errors import DirskgError
from dirskg.ingest.audit import Audit
from dirskg.ingest.engine import Cluster, Folder, check_address, connected
from dirskg.ingest.intake import Intake
from dirskg.ingest.known import Known
from dirskg.ingest.mapping.entities import macros
from dirskg.ingest.mapping.r2rml import MACROS
from dirskg.ingest.values.names import comparable

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
# Seconds for a statement: a server that falls silent by itself is named by a test that fails, and ends no run.
_SECONDS = 120
NUMBERS = (1.005, 0.125, 2.5, 3.5, 2024.0, 1e9 + 0.55, 99.99, 0.01, None)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server."""
    with sail(tmp_path_factory.mktemp("sail")) as (address, _):
        yield address


@pytest.mark.large
def test_expressions_give_what_they_give_here(engine: str) -> None:
    with duckdb.connect() as con, connected(engine, seconds=_SECONDS) as cluster:
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
    ended = run("build", "--engine", engine, "--engine-timeout", str(_SECONDS), home=tmp_path)
    assert f"on {engine}" in ended.stderr
    hashes = [
        json.loads(path.read_text())["content_hash"]
        for home in (reference_home, tmp_path)
        for path in home.glob("builds/*/manifest.json")
    ]
    assert len(hashes) == 2
    assert len(set(hashes)) == 1


# What registers are asked for: of small ones, and of the real parts.
NUMBERED = {("kbo", "0400000086"), ("kbo", "0200065765"), ("lei", "0292001381F1R1IB5B85")}
NAMED = {
    "BE": ("Alfa Optics", "Émile & Fils", "Σ Δέλτα", "Ångström"), "LU": ("GE Financing (Luxembourg)",),
    "HU": ("GIA Technology Korlátolt felelősségű társaság",),
}  # fmt: skip


def small(folder: Path) -> Path:
    """An extract whose names take all roads, with an update, and a file of activities that was saved anew."""
    names = [name(BETA, "S.A. Émile et Fils"), name(GAMMA, "Ångstrom*Handel"), name("2.000.000.339", "Σ ΔΕΛΤΑ Α.Ε.")]
    told = {**TABLES, "denomination": [*TABLES["denomination"], *names], "activity": [activity(GAMMA, "25.30")]}
    full(folder / "full.zip", told)
    update(folder / "update.zip", {"address": [ALFA]}, {"address": [seat(ALFA, "8000", "Brugge")]})
    for one in ("full", "update"):
        with zipfile.ZipFile(folder / f"{one}.zip") as archive:
            archive.extractall(folder / one)
        (folder / f"{one}.zip").unlink()
    return folder


def copy_of(folder: Path) -> Path:
    """A golden copy in which nothing is told on two lines."""
    rows = [
        entity(LEI, "Alfa Optics NV", authority="RA000025", number="0400.000.086", street="Kouter 1"),
        entity(OTHER, "Émile & Fils SA", others=["Emil und Söhne"], street="Kouter 2"),
        entity(GROUP, "Group", country="FR", street="Rue 1", updated="2026-11-20T01:02:03Z"),
        entity(TRADER, "Ångström", category="SOLE_PROPRIETOR", street="Kouter 3"),
    ]
    return written(folder, rows, [owned(LEI, GROUP)])


@pytest.mark.large
@pytest.mark.parametrize("source", ["kbo", "gleif", "the real kbo", "the real gleif", "on two lines"])
def test_registers_are_selected_there_as_here(engine: str, tmp_path: Path, source: str) -> None:
    if source.startswith("the real") and not SHARED.exists():
        pytest.skip("no ../shared")
    real = {"the real kbo": SHARED / "data/kbo/doc_sample_rows", "the real gleif": SHARED / "data/gleif"}
    folder = real[source] if source in real else (copy_of if source == "gleif" else small)(tmp_path)
    if source == "on two lines":
        (folder / "full/code.csv").write_bytes(b'"Category","Code","Language","Description"\n"a","b","NL","x\ny"\n')
    known = Known(frozenset(NUMBERED), {place: frozenset(map(comparable, names)) for place, names in NAMED.items()})

    def taken(cluster: Cluster | None) -> Intake:
        return intake_of("gleif" if "gleif" in source else "kbo", folder, known=known, cluster=cluster)

    here = taken(None)
    with connected(engine, Folder.of(str(folder)), _SECONDS) as cluster:
        there = taken(cluster)
    issues = [one for one in there.audit.issues if one.kind != "engine"]
    handed = [one.origin for one in there.audit.issues if one.kind == "engine"]
    assert handed == (["full/code.csv"] if source == "on two lines" else [])
    assert not list(folder.glob("dirskg-*"))
    assert len(here.stage.rows["organisation"]) >= (1 if source == "the real kbo" else 3)
    for ours, theirs in zip(vars(here.stage).values(), vars(there.stage).values(), strict=True):
        assert ours == theirs or isinstance(ours, Audit)
    assert (here.audit.issues, here.audit.files) == (issues, there.audit.files)


@pytest.mark.large
def test_a_server_that_falls_silent_or_dies_is_named(tmp_path: Path) -> None:
    with sail(tmp_path) as (address, server), duckdb.connect() as con:
        con.execute("CREATE TABLE told AS SELECT 'a' AS one")
        with connected(address, seconds=2) as cluster:
            assert cluster
            server.send_signal(signal.SIGSTOP)
            told = f"{address} gave no answer at told within 2 s.*engine-timeout.*DROP DATABASE dirskg_.*Nothing became"
            with pytest.raises(DirskgError, match=told):
                cluster.put(con, ["told"])
        server.send_signal(signal.SIGCONT)
        with connected(address, seconds=2):
            server.send_signal(signal.SIGSTOP)  # nothing is asked any more, and it ends all the same
        server.send_signal(signal.SIGCONT)
        with connected(address, seconds=_SECONDS) as cluster:
            assert cluster
            server.kill()
            with pytest.raises(DirskgError, match=f"{address} failed at told: [^<]*Nothing became current"):
                cluster.put(con, ["told"])


def test_no_server_and_no_client_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dirskg.ingest.engine.connection._WAIT", 1)  # ten times as long for users
    ended = run("build", "--engine", "sc://127.0.0.1:9", home=tmp_path)
    assert ended.returncode == 1
    assert "No Spark Connect server answers at sc://127.0.0.1:9 within 1 s" in ended.stderr
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
