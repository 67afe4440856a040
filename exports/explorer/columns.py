"""Tables for the page: a list a column, texts clean and on one line, and numbers in place of what occurs often."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dirskg.exports.tables.cells import one_line

Columns = dict[str, list[Any]]


class Numbered:
    """Texts under numbers, in the order in which they are first asked for; "" is number -1."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.numbers = {text: number for number, text in enumerate(texts)}

    def __call__(self, text: str) -> int:
        """The number of a text."""
        return self.numbers.setdefault(text, len(self.numbers)) if text else -1

    def known(self, text: str) -> int:
        """The number of a text that has one already, else -1."""
        return self.numbers.get(text, -1)

    def texts(self) -> list[str]:
        """All texts, each at the place of its number."""
        return [shown(text) for text in self.numbers]


def shown(text: str) -> str:
    """Text from data as the page may hold it."""
    return one_line(text) if not text.isascii() or not text.isprintable() or "  " in text else text.strip()


def texts(frame: pd.DataFrame, *names: str, **renamed: str) -> Columns:
    """Columns of text; `renamed` gives the name in the frame by the name on the page."""
    told = {name: name for name in names} | renamed
    return {name: cleaned(values(frame[column])) for name, column in told.items()}


def values(column: pd.Series) -> list[Any]:
    """The values of a column, without the detour by which pandas lists texts."""
    found: list[Any] = column.to_numpy(dtype=object).tolist()
    return found


def numbered(column: pd.Series, number: Callable[[str], int]) -> list[int]:
    """The numbers of the texts of a column, each different one asked for once, in the order in which they come."""
    codes, different = pd.factorize(column)
    return np.array([number(text) for text in different.tolist()], dtype=int)[codes].tolist() if len(codes) else []


def cleaned(told: Sequence[str]) -> list[str]:
    """Texts as the page may hold them, each different one looked at once."""
    known = {text: shown(text) for text in set(told)}
    return [known[text] for text in told]


def wholes(values: pd.Series) -> list[int | None]:
    """Years, and amounts in euro, as whole numbers; None where unknown."""
    return [None if math.isnan(value) else round(value) for value in values.tolist()]


def plain(value: Any) -> Any:
    """Values of a finding as the page holds them: texts clean, numbers with more digits than a page shows.

    With four, 19.1488 was 19.15 first and then 19.2, where the reports have 19.1.
    """
    if isinstance(value, float):
        return float(f"{value:.8g}") if math.isfinite(value) else None
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, Sequence) else value
