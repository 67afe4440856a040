"""Domains that are suggested: for those without any, with their reason, and never again once refused."""

from __future__ import annotations

import duckdb

from dirskg.ingest.audit import Audit
from dirskg.ingest.identity import identify
from dirskg.ingest.mapping.entities import create_entity_tables
from dirskg.ingest.mapping.suggestions import fill_suggestions
from dirskg.ingest.stage import Stage, load
from dirskg.ingest.taxonomy import read_taxonomy

# Organisations by key: name, description, domains of their own, and whom they are members of.
ACTORS: dict[str, tuple[str, str, str, str]] = {
    "park": ("Biopark Ardenne", "", "", ""),
    "yard": ("Dok Acht", "repair of ships; naval mines", "", ""),
    "other": ("Quantum Kust", "", "", ""),
    "known": ("Quantum Noord", "", "H8", "fund"),
    "also": ("Senne Chips", "", "H8", "fund"),
    "fund": ("Kempen Invest", "", "", ""),
    "plain": ("Kaas en Co", "makes cheese", "", ""),
    "ministry": ("FPS Economy and Energy", "", "", ""),
    "works": ("Energy Works", "", "", ""),
}


def suggested() -> dict[str, set[tuple[str, str | None, int | None]]]:
    stage = Stage("harbour")
    for key, (name, description, domains, of) in ACTORS.items():
        kind = "ministry" if key == "ministry" else ""
        stage.add("organisation", f"actors:{key}", key=key, country="BE", kind=kind, description=description)
        stage.add("name", f"actors:{key}", key=key, name=name, lang="", type="legal")
        for domain in domains.split():
            stage.add(
                "activity", f"actors:{key}", key=key, domain=domain, basis="curated", weight=1.0, confidence="high"
            )
        if of:
            stage.add("relation", f"actors:{key}", from_key=key, to_key=of, kind="memberOf")
    stage.add("refusal", "answers:2", key="other", domain="H8")
    with duckdb.connect() as con:
        load([stage], con)
        identify([stage], Audit("identity"), con)
        create_entity_tables(con)
        names = dict(con.execute("SELECT id, key FROM identity").fetchall())
        fill_suggestions(con, read_taxonomy().subjects)
        rows = con.execute("SELECT organisation, domain, words, tied FROM suggestion WHERE score <= 1").fetchall()
    found: dict[str, set[tuple[str, str | None, int | None]]] = {key: set() for key in ACTORS}
    for organisation, *told in rows:
        found[names[organisation]].add((told[0], told[1], told[2]))
    return found


def test_names_descriptions_and_ties_suggest_and_a_refusal_stands() -> None:
    found = suggested()
    assert found["park"] == {("H7", "biopark", None)}
    assert {domain for domain, *_ in found["yard"]} >= {"V3"}
    assert found["fund"] == {("H8", None, 2)}
    assert found["other"] == found["known"] == found["also"] == found["plain"] == found["ministry"] == set()
    assert found["works"] == {("H6", "energy", None)}, "the word that stands there, once"
