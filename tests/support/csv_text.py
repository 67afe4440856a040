"""Rows as CSV text, in the dialect of whoever publishes such a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, str]], **dialect: Any) -> str:
    """A table with its head; what a row does not tell is blank, and lines end in a line feed unless told otherwise."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", **{"lineterminator": "\n"} | dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
