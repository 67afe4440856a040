"""A table as its writers take it: names, rows of plain values, and which columns hold numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dirskg.exports.cells import Value, plain_value

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text, numbers, truths and None (missing); `numbers` has the places of the columns of numbers."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    numbers: frozenset[int] = frozenset()

    @classmethod
    def of(cls, columns: Iterable[str], rows: Iterable[Sequence[object]]) -> Table:
        """A table of any values, each made plain. In a column of text alone, what is missing is ""."""
        filled = [_filled([plain_value(value) for value in column]) for column in zip(*rows, strict=True)]
        numbers = frozenset(place for place, column in enumerate(filled) if _holds_numbers(column))
        return cls(tuple(columns), list(zip(*filled, strict=True)), numbers)

    def __len__(self) -> int:
        return len(self.rows)


def _filled(column: list[Value]) -> list[Value]:
    text = all(value is None or isinstance(value, str) for value in column)
    return ["" if value is None else value for value in column] if text else column


def _holds_numbers(column: list[Value]) -> bool:
    kinds = {type(value) for value in column} - {type(None)}
    return bool(kinds) and kinds <= {int, float}
