"""Extracts that another program saved anew: numbers and codes without their points or zeros, classes with a point."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from dirskg.ingest.desk import Desk
from dirskg.ingest.reading.csv_bytes import first_rows

# The registers' own writing by column, and what writes a value so.
_NUMBER = (r"\d{4}\.\d{3}\.\d{3}|\d\.\d{3}\.\d{3}\.\d{3}", "pointed")
_CODE = (r"\d{3}", "of_three")
_WHOLE = (r"(?!\d+\.0+$).*", "whole")
_WRITTEN = {
    "EntityNumber": _NUMBER,
    "EnterpriseNumber": _NUMBER,
    "EstablishmentNumber": _NUMBER,
    "NaceCode": (r"\d*", "unpointed"),
    "NaceVersion": (r"\d{4}", "year_of"),
    "TypeOfDenomination": _CODE,
    "JuridicalForm": _CODE,
    "TypeOfEnterprise": _WHOLE,
    "Zipcode": _WHOLE,
    "HouseNumber": _WHOLE,
    "Language": _WHOLE,
}
MACROS = r"""
CREATE OR REPLACE MACRO unpointed(told) AS replace(told, '.', '');
CREATE OR REPLACE MACRO whole(told) AS regexp_replace(told, '^([0-9]+)[.]0+$', '\1', 'g');
CREATE OR REPLACE MACRO year_of(told) AS regexp_replace(told, '^.*([0-9]{4}).*$', '\1', 'g');
CREATE OR REPLACE MACRO of_three(told) AS CASE
    WHEN regexp_matches(whole(told), '^[0-9]{1,2}$') THEN lpad(whole(told), 3, '0') ELSE whole(told) END;
CREATE OR REPLACE MACRO digits(told) AS regexp_replace(whole(told), '[^0-9]', '', 'g');
CREATE OR REPLACE MACRO pointed(told) AS CASE
    WHEN NOT regexp_matches(digits(told), '^[0-9]{9,10}$') THEN told
    WHEN length(digits(told)) = 9 OR digits(told) < '2'
        THEN regexp_replace(lpad(digits(told), 10, '0'), '^(....)(...)(...)$', '\1.\2.\3', 'g')
    ELSE regexp_replace(digits(told), '^(.)(...)(...)(...)$', '\1.\2.\3.\4', 'g') END;
"""


def as_published(desk: Desk, name: str, query: str, columns: Collection[str]) -> str:
    """A query of the same rows with numbers (0419.052.173, 2.000.000.339) and classes (25300) as the register has them.

    What another program wrote in its own way is reported once as a repair.
    """
    first, anew = _first_rows(desk.intake.paths[name], set(columns)), []
    for column in (one for one in columns if one in _WRITTEN):
        pattern, macro = _WRITTEN[column]
        told = (row.get(column, "") for row in first)
        if found := next((one for one in told if one and not re.fullmatch(pattern, one)), ""):
            anew.append(f"{macro}({column}) AS {column}")
            reason = "not as the register writes it, so the file was saved anew; read as the number or class that it is"
            desk.intake.audit.repair(column, name, found, reason)
    if not anew:
        return query
    desk.define(MACROS)
    return f"SELECT * REPLACE ({', '.join(anew)}) FROM ({query})"


def _first_rows(path: Path, columns: set[str]) -> list[dict[str, str]]:
    """What stands in the first rows. Blanks in headings, and a title, are passed over as by the reader of the table."""
    rows = first_rows(path)
    header = next((names for row in rows if columns <= set(names := [one.strip() for one in row])), [])
    return [dict(zip(header, map(str.strip, row), strict=False)) for row in rows]
