"""Scores of pairs of organisations, by Splink on DuckDB with the fixed model of model.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from dirskg.ingest.identity.linkage.staging import Skipped, stage_forms
from dirskg.ingest.identity.record import Record, Scored

# Pairs worth a score: one country, one blocking key, and no number of one authority on both sides, because two that
# share a number are together already and two that differ in one stay apart.
_BLOCK = "l.keys = r.keys AND l.country = r.country AND l.unit <> r.unit AND l.schemes & r.schemes = 0"
# What levels of the model are written with.
_MACRO = """CREATE OR REPLACE TEMP MACRO odd_word(these, those) AS
    list_filter(these, lambda word: NOT list_contains(those, word))[1]"""
_BEST = """
SELECT COLUMNS('^(unit|record|text|gamma|mw)_'), match_probability FROM {table}
QUALIFY row_number() OVER (PARTITION BY least(unit_l, unit_r), greatest(unit_l, unit_r)
                           ORDER BY match_weight DESC, row_l, row_r) = 1
ORDER BY match_weight DESC, row_l, row_r"""


@cache
def model() -> dict[str, Any]:
    """The comparison levels with their probabilities, the prior and the threshold."""
    return tomllib.loads(files("dirskg.ingest.identity.linkage").joinpath("model.toml").read_text("utf-8"))


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

    `levels` of a row has the label of the level that holds in each comparison.
    """
    if not con.execute("SELECT count(*) FROM linkage").fetchall()[0][0]:
        return []
    # Here, because no other command needs it.
    from splink import DuckDBAPI, Linker, SettingsCreator

    con.execute(_MACRO)
    database = DuckDBAPI(connection=con)
    forms, settings = database.register("linkage"), SettingsCreator(**_settings())
    linker = Linker(forms, settings, log_level=None, validate_settings=False)
    predicted = linker.inference.predict(threshold_match_probability=threshold, warning_mode="never")
    best = con.sql(_BEST.format(table=predicted.physical_name)).to_arrow_table()
    database.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    labels = {comparison["name"]: _labels(comparison) for comparison in model()["comparison"]}
    return [row | {"levels": {n: by[row[f"gamma_{n}"]] for n, by in labels.items()}} for row in best.to_pylist()]


def _settings() -> dict[str, Any]:
    comparisons = [
        {"output_column_name": comparison["name"], "comparison_levels": list(map(_level, comparison["level"]))}
        for comparison in model()["comparison"]
    ]
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "row",
        "probability_two_random_records_match": model()["prior"],
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": _BLOCK, "arrays_to_explode": ["keys"]}],
        "retain_intermediate_calculation_columns": True,
        "additional_columns_to_retain": ["unit", "record", "text"],
    }


def _level(level: dict[str, Any]) -> dict[str, Any]:
    settings = {"sql_condition": level["sql"], "label_for_charts": level["label"]}
    if "m" not in level:
        return settings | {"is_null_level": True}
    return settings | {"m_probability": level["m"], "u_probability": level["u"]}


def _labels(comparison: dict[str, Any]) -> dict[int, str]:
    """Label of each comparison level by the number that Splink gives it: the last is 0, unknown is -1."""
    known = [level["label"] for level in comparison["level"] if "m" in level]
    unknown = next(level["label"] for level in comparison["level"] if "m" not in level)
    return {-1: unknown} | dict(enumerate(reversed(known)))


def _told(row: dict[str, Any]) -> str:
    """The score, the names that were compared, and each level with what it adds, in bits."""
    parts = [
        f"{name} {label}" + (f" {row[f'mw_{name}']:+.1f}" if row[f"gamma_{name}"] >= 0 else "")
        for name, label in row["levels"].items()
    ]
    return f"{row['match_probability']:.4f}; '{row['text_l']}' and '{row['text_r']}'; {'; '.join(parts)}"
