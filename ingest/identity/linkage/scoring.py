"""Scores of pairs of organisations, worked out in DuckDB with the fixed model of model.toml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log2
from typing import Any

import duckdb

from dirskg.ingest.identity.linkage.staging import Skipped, stage_forms
from dirskg.ingest.identity.record import Record, Scored
from dirskg.ontology.resources import toml_beside

# What levels of the model are written with.
_MACRO = """CREATE OR REPLACE TEMP MACRO odd_word(these, those) AS
    list_filter(these, lambda word: NOT list_contains(those, word))[1];
CREATE OR REPLACE TEMP MACRO two_names(glued, those) AS list_has_any(those, list_transform(
    list_filter(those, lambda one: length(one) >= 3 AND starts_with(glued, one) AND length(glued) - length(one) >= 10),
    lambda one: substr(glued, length(one) + 1)))"""
# Pairs worth a score: one country, one blocking key, and no number of one authority on both sides, because two that
# share a number are together already and two that differ in one stay apart. Of the pairs of forms of two organisations
# the best counts.
_SCORED = """
WITH side AS (SELECT row, unit, country, schemes, unnest(keys) AS key FROM linkage),
pair AS (
    SELECT DISTINCT l.row AS row_l, r.row AS row_r
    FROM side l JOIN side r ON l.key = r.key AND l.country = r.country AND l.row < r.row
    WHERE l.unit <> r.unit AND l.schemes & r.schemes = 0),
side_by_side AS (
    SELECT {columns} FROM pair JOIN linkage l ON l.row = row_l JOIN linkage r ON r.row = row_r),
judged AS (SELECT unit_l, unit_r, row_l, row_r, record_l, record_r, text_l, text_r, {levels} FROM side_by_side),
scored AS (SELECT *, {odds} AS odds FROM judged)
SELECT * EXCLUDE (odds), odds / (1 + odds) AS match_probability
FROM scored WHERE odds >= ?
QUALIFY row_number() OVER (PARTITION BY least(unit_l, unit_r), greatest(unit_l, unit_r)
                           ORDER BY odds DESC, row_l, row_r) = 1
ORDER BY odds DESC, row_l, row_r"""


@cache
def model() -> dict[str, Any]:
    """The comparison levels with their probabilities, the prior and the threshold."""
    return toml_beside(__file__, "model.toml")


def score(units: Sequence[Sequence[Record]], con: duckdb.DuckDBPyConnection) -> tuple[list[Scored], list[Skipped]]:
    """Pairs of units that score above the threshold, and the blocking keys that were left out.

    units: the records of each organisation, as far as they are one by number, judgement or equal name already.
    """
    skipped = stage_forms(units, con)
    found = [
        Scored(row["record_l"], row["record_r"], row["match_probability"], _told(row))
        for row in scored_rows(con, model()["threshold"])
    ]
    con.execute("DROP TABLE linkage")
    return found, skipped


def scored_rows(con: duckdb.DuckDBPyConnection, threshold: float) -> list[dict[str, Any]]:
    """The best pair of forms for each pair of units that scores at least `threshold`, from the staged forms.

    The score is that of Fellegi and Sunter (1969): the odds of the prior times m / u of the level that holds in each
    comparison. `levels` of a row has that level of each.
    """
    if not con.execute("FROM linkage LIMIT 1").fetchone():  # nobody shares a key with anybody
        return []
    comparisons: list[dict[str, Any]] = model()["comparison"]
    names = [name for name, *_ in con.execute("DESCRIBE linkage").fetchall()]
    query = _SCORED.format(
        columns=", ".join(f"{side}.{name} AS {name}_{side}" for name in names for side in "lr"),
        levels=", ".join(f"{_level_that_holds(one['level'])} AS level_{one['name']}" for one in comparisons),
        odds=" * ".join([repr(_odds(model()["prior"])), *(_ratio_in_sql(one) for one in comparisons)]),
    )
    con.execute(_MACRO)
    found = con.execute(query, [_odds(threshold)])
    columns = [name for name, *_ in found.description]
    rows = (dict(zip(columns, values, strict=True)) for values in found.fetchall())
    return [
        row | {"levels": {one["name"]: one["level"][row[f"level_{one['name']}"]] for one in comparisons}}
        for row in rows
    ]


def _odds(probability: float) -> float:
    return probability / (1 - probability)


def ratio(level: dict[str, Any]) -> float:
    """How many times likelier a level is where both are one organisation; 1 where it says nothing."""
    return float(level["m"] / level["u"]) if "m" in level else 1.0


def _level_that_holds(levels: list[dict[str, Any]]) -> str:
    """The number of the first level that holds, as SQL; the last one says ELSE."""
    *conditions, last = enumerate(levels)
    cases = " ".join(f"WHEN {level['sql']} THEN {number}" for number, level in conditions)
    return f"CASE {cases} ELSE {last[0]} END"


def _ratio_in_sql(comparison: dict[str, Any]) -> str:
    cases = " ".join(f"WHEN {number} THEN {ratio(level)!r}" for number, level in enumerate(comparison["level"]))
    return f"(CASE level_{comparison['name']} {cases} END)::DOUBLE"


def _told(row: dict[str, Any]) -> str:
    """The score, the names that were compared, and each level with what it adds, in bits."""
    parts = [
        f"{name} {level['label']}" + (f" {log2(ratio(level)):+.1f}" if "m" in level else "")
        for name, level in row["levels"].items()
    ]
    return f"{row['match_probability']:.4f}; '{row['text_l']}' and '{row['text_r']}'; {'; '.join(parts)}"
