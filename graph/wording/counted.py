"""Numbers with what they count, in the messages of the program."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Such as `1 issue` and `1,200 issues`; many: the plural, where it takes more than an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
