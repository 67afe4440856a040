"""Lines of text on a screen: how many columns text takes, and where a line of it ends, which is never within a word."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

# What a line of a list begins with: blanks, and a word or a few that two blanks part from what they introduce.
_LEAD = re.compile(r" *(?:\S+(?: \S+)* {2,})?")


def breadth(text: str) -> int:
    """How many columns a line of text takes on a screen."""
    return len(text) if text.isascii() else cell_len(text)


def wrapped(text: str, width: int, *, cut: bool = True) -> list[str]:
    """The text in lines of at most `width` columns that end between words.

    Only a word that is wider than that is cut, or runs over the edge unless `cut`.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if breadth(paragraph) <= width:
            lines.append(paragraph)
            continue
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and breadth(longer) > width:
                lines.append(line)
                longer = word
            line = longer
            if cut and breadth(line) > width:
                *full, line = chop_cells(line, width)
                lines += full
        lines.append(line)
    return lines


def hanging(text: str, width: int) -> str:
    """Text whose long lines go on below the place where they begin to tell; words that are too wide run over."""
    return "\n".join(shown for line in text.split("\n") for shown in _hung(line, width))


def _hung(line: str, width: int) -> list[str]:
    if breadth(line) <= width:
        return [line]
    lead = _LEAD.match(line)
    indent = lead.end() if lead else 0
    if indent == 0 or indent > width // 2:
        indent = len(line) - len(line.lstrip(" "))
    first, *rest = wrapped(line[indent:], width - indent, cut=False)
    return [line[:indent] + first, *(" " * indent + other for other in rest)]
