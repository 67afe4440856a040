"""Extracts that another program saved anew: numbers without their points or zeros, classes with a point."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from dirskg.ingest.desk import Desk
from dirskg.ingest.reading.csv_bytes import separator

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
MACROS = r"""
CREATE OR REPLACE MACRO unpointed(told) AS replace(told, '.', '');
CREATE OR REPLACE MACRO pointed(told) AS CASE
    WHEN NOT regexp_matches(unpointed(told), '^[0-9]{9,10}$') THEN told
    WHEN length(unpointed(told)) = 9 OR unpointed(told) < '2'
        THEN regexp_replace(lpad(unpointed(told), 10, '0'), '^(....)(...)(...)$', '\1.\2.\3', 'g')
    ELSE regexp_replace(unpointed(told), '^(.)(...)(...)(...)$', '\1.\2.\3.\4', 'g') END;
"""


def as_published(desk: Desk, name: str, query: str, columns: Iterable[str]) -> str:
    """A query of the same rows with numbers (0419.052.173, 2.000.000.339) and classes (25300) as the register has them.

    What another program wrote in its own way is reported once as a repair.
    """
    first, anew = _first_rows(desk.intake.paths[name]), []
    for column in (one for one in columns if one in _WRITTEN):
        pattern, macro = _WRITTEN[column]
        told = (row[column] or "" for row in first)
        if found := next((one for one in told if one and not re.fullmatch(pattern, one)), ""):
            anew.append(f"{macro}({column}) AS {column}")
            reason = "not as the register writes it, so the file was saved anew; read as the number or class that it is"
            desk.intake.audit.repair(column, name, found, reason)
    if not anew:
        return query
    desk.run(MACROS)
    return f"SELECT * REPLACE ({', '.join(anew)}) FROM ({query})"


def _first_rows(path: Path) -> list[dict[str, str | None]]:
    """What stands in the first rows; the reader of the table tells what is wrong with one."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return list(islice(csv.DictReader(file, delimiter=separator(path)), _FIRST_ROWS))
