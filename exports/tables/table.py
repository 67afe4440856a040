"""A table as its writers take it: names, rows of plain values, and which columns hold numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dirskg.exports.tables.cells import Value, plain_value

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text, numbers, truths and None (missing); `numbers` has the places of the columns of numbers.

    `days` has those of the columns of days: ISO text, which forms with a type for days write as that.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    numbers: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls, columns: Iterable[str], rows: Iterable[Sequence[object]], *, blank: bool = False, days: Iterable[int] = ()
    ) -> Table:
        """A table of any values, each made plain; with `blank`, an empty text is a missing one."""
        plain = [[plain_value(value) for value in column] for column in zip(*rows, strict=True)]
        filled = [[value if value != "" else None for value in column] for column in plain] if blank else plain
        numbers = frozenset(place for place, column in enumerate(filled) if _holds_numbers(column))
        return cls(tuple(columns), list(zip(*filled, strict=True)), numbers, frozenset(days))

    def __len__(self) -> int:
        return len(self.rows)


def _holds_numbers(column: list[Value]) -> bool:
    kinds = {type(value) for value in column} - {type(None)}
    return bool(kinds) and kinds <= {int, float}
