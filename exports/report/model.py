"""A paper: what a briefing or a report says, before any writer gives it a form.

Texts are plain and on one line. Links (`linked`) and code (`coded`) in them are marked with control characters, which
no text from data can hold, because `one_line` takes them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dirskg.exports.findings import Section
from dirskg.exports.language import Words

SHOWN = 6  # pages that are named behind a figure
_MARKED = re.compile("\x01([^\x02]*)\x02([^\x03]*)\x03|\x04([^\x05]*)\x05")
_TYPED = re.compile("`([^`]*)`")


class Piece(NamedTuple):
    """A stretch of text; `target` is the name of the place that it leads to, `code` says that it is to be typed."""

    text: str
    target: str = ""
    code: bool = False


def linked(text: str, target: str) -> str:
    """The text as a link to a place of the paper."""
    return f"\x01{target}\x02{text}\x03"


def coded(text: str) -> str:
    """Words of ours, in which what stands between backticks is to be typed."""
    return _TYPED.sub("\x04\\1\x05", text)


def pieces(text: str) -> Iterator[Piece]:
    """The stretches of a text, in order."""
    at = 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        target, shown, code = found.groups()
        yield Piece(code, code=True) if code is not None else Piece(shown, target)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def plain(text: str) -> str:
    """The text without its marks."""
    return "".join(piece.text for piece in pieces(text))


def host_of(address: str) -> str:
    """The host of a page, as people say it."""
    return bare(address).split("/")[0]


def bare(address: str) -> str:
    """An address without what all of them begin with."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph: what it is about in a few words ("" for nothing), its text, the numbers of its evidence.

    `name` is where links lead to, "" where none does; `page` where what it is about is told in full.
    """

    text: str
    refs: tuple[int, ...] = ()
    lead: str = ""
    quiet: bool = False
    name: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Items one below the other, with a number each where their order counts."""

    items: tuple[Said, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `most` of its rows are shown on paper, all of them in the workbook."""

    section: Section
    refs: tuple[int, ...] = ()
    most: int = 40


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, with its size in points and what it shows in words.

    `rows` are its labels and numbers as a table, heads first, for who sees no picture; () where text tells them.
    """

    svg: str
    width: float
    height: float
    alt: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption, which tells perimeter and n."""

    picture: Picture
    caption: str
    refs: tuple[int, ...] = ()


Block = Said | Listed | Grid | Figure


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under a heading; `name` is where links lead to, `level` 1 a chapter and 2 a part of one.

    A `fresh` part begins a page.
    """

    name: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind a figure: the query that lists its rows, how many there are, and where they were read."""

    number: int
    command: str
    rows: int
    sources: tuple[str, ...]

    def shown(self, most: int = SHOWN) -> tuple[tuple[str, ...], int]:
        """The first of the pages where rows were read, and how many there are besides."""
        return self.sources[:most], max(0, len(self.sources) - most)

    def hosts(self, most: int) -> tuple[tuple[str, ...], int]:
        """The same with one page for each host, where there is no room for more than its name."""
        first = {host_of(one): one for one in reversed(self.sources)}
        shown = tuple(one for one in self.sources if first[host_of(one)] == one)[:most]
        return shown, len(self.sources) - len(shown)


@dataclass(frozen=True, slots=True)
class Paper:
    """A briefing (`brief`) or a report in one language. `notice` stands on every page where internal data are in."""

    words: Words
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    proofs: tuple[Proof, ...]
    brief: bool = False
    notice: str = ""

    @property
    def name(self) -> str:
        """Title and subtitle in one line; either may have a colon of its own."""
        return f"{self.title} – {self.subtitle}"

    def facts_told(self) -> str:
        """The facts in one line."""
        return " · ".join(f"{word}{self.words.high}: {value}" for word, value in self.facts)
