"""Addresses that are too long for a table on a screen: a number stands there, and the whole of them below."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>\"/?#]+)[^\s<>\"]*[^\s<>\".,;:]")
# What a column can hold beside others.
_LONG = 30


class Addresses:
    """The long addresses of one answer, numbered in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def shortened(self, text: str, *, host: bool = True) -> str:
        """The text with the number of each long address in its place, after its host where there is room."""

        def short(found: re.Match[str]) -> str:
            address = found[0]
            if len(address) <= _LONG:
                return address
            number = self._numbers.setdefault(address, len(self._numbers) + 1)
            return f"{found[1]} [{number}]" if host else f"[{number}]"

        return _ADDRESS.sub(short, text) if "://" in text else text

    def below(self) -> list[str]:
        """A line for each number."""
        return [f"[{number}] {address}" for address, number in self._numbers.items()]
