"""How a table on paper shares its line."""

from __future__ import annotations

from dirskg.exports.report.writers.widths import shares


def test_a_column_with_one_long_text_is_wider_than_one_with_many_of_middling_length() -> None:
    rows = [("a", "b"), ("frigates " * 4, "million " * 30), *([("frigates " * 4, "million")] * 9)]
    first, second = shares(rows, most_word=24, inset=3)
    assert second > 2 * first
