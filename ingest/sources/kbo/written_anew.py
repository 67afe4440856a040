"""Extracts that another program saved anew: numbers without their points or zeros, classes with a point."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from dirskg.ingest.intake import Intake

# The first rows tell: looking at thirty million for what hardly anybody's file has would be dear.
_FIRST_ROWS = 100
# The registers' own writing by column, and what writes a value so.
_NUMBER = (r"\d{4}\.\d{3}\.\d{3}|\d\.\d{3}\.\d{3}\.\d{3}", "pointed")
_WRITTEN = {
    "EntityNumber": _NUMBER,
    "EnterpriseNumber": _NUMBER,
    "EstablishmentNumber": _NUMBER,
    "NaceCode": (r"\d*", "unpointed"),
}
_MACROS = r"""
CREATE OR REPLACE MACRO unpointed(told) AS replace(told, '.', '');
CREATE OR REPLACE MACRO pointed(told) AS CASE
    WHEN NOT regexp_full_match(unpointed(told), '\d{9,10}') THEN told
    WHEN length(unpointed(told)) = 9 OR unpointed(told) < '2'
        THEN regexp_replace(lpad(unpointed(told), 10, '0'), '^(....)(...)(...)$', '\1.\2.\3')
    ELSE regexp_replace(unpointed(told), '^(.)(...)(...)(...)$', '\1.\2.\3.\4') END;
"""


def as_published(con: duckdb.DuckDBPyConnection, intake: Intake, name: str, query: str, columns: Iterable[str]) -> str:
    """A query of the same rows with numbers (0419.052.173, 2.000.000.339) and classes (25300) as the register has them.

    What another program wrote in its own way is reported once as a repair.
    """
    con.execute(_MACROS)
    anew = []
    for column in (one for one in columns if one in _WRITTEN):
        pattern, macro = _WRITTEN[column]
        first = f"SELECT * FROM ({query}) LIMIT {_FIRST_ROWS}"
        odd = f"SELECT {column} FROM ({first}) WHERE NOT regexp_full_match({column}, '{pattern}') LIMIT 1"
        if found := con.execute(odd).fetchone():
            anew.append(f"{macro}({column}) AS {column}")
            told = "not as the register writes it, so the file was saved anew; read as the number or class that it is"
            intake.audit.repair(column, name, str(found[0]), told)
    return f"SELECT * REPLACE ({', '.join(anew)}) FROM ({query})" if anew else query
