"""How a table on paper shares its line among its columns, for every form that has paper."""

from __future__ import annotations

from collections.abc import Sequence

_LINE, _WIDEST = 125, 36  # in letters: a line of a table, and what one long text may ask for
_LINES = 3  # that the longest text asks to fit in


def shares(rows: Sequence[Sequence[str]], most_word: int, inset: int) -> list[float]:
    """The share of each column of rows, the head first; `inset` is the room beside the text of a cell, in letters.

    No word shorter than `most_word` letters is broken; beyond that each column gets what it asks for as far as a line
    has room: its longest text, of long ones the mean or a third of the longest.
    """
    columns = list(zip(*rows, strict=True))
    least = [
        min(max((len(word) for text in texts for word in text.split()), default=1), most_word) for texts in columns
    ]
    longest = [max(map(len, texts)) for texts in columns]
    means = [sum(map(len, texts)) // len(texts) for texts in columns]
    # A single long text sets the height of its row: a few lines more, not a column of words.
    asked = [max(min(most, _WIDEST), mean, most // _LINES) for most, mean in zip(longest, means, strict=True)]
    more = [max(0, one - word) for one, word in zip(asked, least, strict=True)]
    spare = max(0, _LINE - sum(least) - inset * len(columns))
    part = min(1.0, spare / max(1, sum(more)))
    return [word + inset + part * rest for word, rest in zip(least, more, strict=True)]
