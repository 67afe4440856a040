"""What DuckDB makes of each letter: an engine is told it letter by letter, since each has tables of its own.

Spark lowers a sigma by its place in the word and a dotted I to two letters, and knows nothing of accents.
"""

from __future__ import annotations

from functools import cache

import duckdb

# Beyond these stand signs that have neither case nor accents.
_LETTERS = 0x1F000


@cache
def letters_of(function: str) -> tuple[str, str]:
    """Letters that a function of DuckDB changes, and what it makes of them, in the order that `translate` wants.

    Those that vanish stand last, where nothing stands beside them.
    """
    letters = [chr(code) for code in range(1, _LETTERS) if not 0xD800 <= code < 0xE000]
    with duckdb.connect() as con:
        changed = con.execute(
            f"""WITH letter AS (SELECT unnest($1::VARCHAR[]) AS was)
            SELECT was, {function}(was) AS now FROM letter WHERE was <> {function}(was) ORDER BY now = '', was""",
            [letters],
        ).fetchall()
    return "".join(was for was, _ in changed), "".join(now for _, now in changed)
